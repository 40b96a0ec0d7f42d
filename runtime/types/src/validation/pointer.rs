//! Paths of violations, as the segments of a JSON pointer.

use std::fmt::{self, Write as _};

/// A JSON pointer (RFC 6901): the names and indices that lead from a value to a part of it.
///
/// `Display` writes it in the form of the RFC, such as `/tags/0`; the pointer to the whole value is the empty text. It
/// can be compared with such a text.
///
/// ```
/// use tinsmith_types::{Pointer, Segment};
///
/// let pointer = Pointer::from_iter([Segment::Key("tags".into()), Segment::Index(0)]);
/// assert_eq!(pointer, "/tags/0");
/// assert_eq!(pointer.segments().len(), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(Vec<Segment>);

/// One step of a [`Pointer`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// The name of a member, or the key of a map.
    Key(String),
    /// The index in a list, from 0, or in a map whose keys are secret, by the order of the keys.
    Index(usize),
}

impl Pointer {
    /// Returns the segments, from the whole value to the part.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// Returns whether this points to a part of the value that `other` points to.
    pub fn is_below(&self, other: &Self) -> bool {
        self.0.len() > other.0.len() && self.0.starts_with(&other.0)
    }
}

impl FromIterator<Segment> for Pointer {
    fn from_iter<I: IntoIterator<Item = Segment>>(segments: I) -> Self {
        Self(segments.into_iter().collect())
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|segment| write!(formatter, "{segment}"))
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => write_key(key, formatter),
            Self::Index(index) => write!(formatter, "/{index}"),
        }
    }
}

/// Compares with the text form of the RFC.
impl PartialEq<str> for Pointer {
    fn eq(&self, other: &str) -> bool {
        let text = self.to_string();
        text == other
    }
}

impl PartialEq<&str> for Pointer {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

/// Writes a slash and the key, with `~` escaped as `~0` and `/` as `~1`.
pub(super) fn write_key(key: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    formatter.write_char('/')?;
    for character in key.chars() {
        match character {
            '~' => formatter.write_str("~0")?,
            '/' => formatter.write_str("~1")?,
            character => formatter.write_char(character)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_are_those_of_the_rfc() {
        let pointer: Pointer =
            [Segment::Key("a/b~c".into()), Segment::Index(0), Segment::Key(String::new())].into_iter().collect();
        assert_eq!(pointer, "/a~1b~0c/0/");
        assert_eq!(Pointer::default(), "");
        assert!(pointer.is_below(&Pointer::default()));
        assert!(!pointer.is_below(&pointer));
        let sibling: Pointer = [Segment::Key("a/b~cd".into())].into_iter().collect();
        assert!(!pointer.is_below(&sibling));
    }
}
