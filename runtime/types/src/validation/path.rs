//! The way from a checked value to a part of it.
//!
//! It is kept on the stack, and becomes text only where something is wrong.

use std::fmt;

/// The way from the checked value to a part of it, kept on the stack.
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    segment: Segment<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Segment<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    /// The checked value itself.
    pub const ROOT: Path<'static> = Path { parent: None, segment: Segment::Root };

    /// The path of a member, or of a map's value.
    pub const fn member(&'a self, name: &'a str) -> Self {
        Self { parent: Some(self), segment: Segment::Key(name) }
    }

    /// The path of a list's member.
    pub const fn index(&'a self, index: usize) -> Self {
        Self { parent: Some(self), segment: Segment::Index(index) }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(formatter)?;
        }
        match self.segment {
            Segment::Root => Ok(()),
            Segment::Key(key) => write!(formatter, "/{}", key.replace('~', "~0").replace('/', "~1")),
            Segment::Index(index) => write!(formatter, "/{index}"),
        }
    }
}
