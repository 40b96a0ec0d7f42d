//! Errors of a model: every problem with its place and the expected form.
//!
//! Invariant: an error is one line of text, whatever the model contains.

use std::fmt;

use crate::ast::{Place, ShapeId};
use crate::text::{is_hidden, visible};

/// One problem in a model.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{}", visible(&format!("{place}: {}{problem}, expected {expected}", prefix(.shape))))]
pub struct Error {
    /// The place of the problem.
    pub place: Place,
    /// The shape or member concerned, if there is one.
    pub shape: Option<ShapeId>,
    /// The problem.
    pub problem: String,
    /// The expected form.
    pub expected: String,
}

/// All problems of a model, sorted by place, without duplicates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(Vec<Error>);

impl Error {
    /// Creates an error about no particular shape.
    pub fn new(place: &Place, problem: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { place: place.clone(), shape: None, problem: problem.into(), expected: expected.into() }
    }

    /// Sets the shape that the error is about.
    #[must_use]
    pub fn about(mut self, shape: &ShapeId) -> Self {
        self.shape = Some(shape.clone());
        self
    }
}

impl Errors {
    /// Sorts the errors by place and removes duplicates.
    pub fn new(mut errors: Vec<Error>) -> Self {
        errors.sort();
        errors.dedup();
        Self(errors)
    }

    /// Returns `true` if there is no problem.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the number of problems.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the errors, sorted by place.
    pub fn iter(&self) -> std::slice::Iter<'_, Error> {
        self.0.iter()
    }

    /// Returns `value` if there is no problem, otherwise the errors.
    pub(crate) fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

/// Writes one line for each error.
impl fmt::Display for Errors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(formatter, "{separator}{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Errors {}

impl IntoIterator for Errors {
    type Item = Error;
    type IntoIter = std::vec::IntoIter<Error>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Formats text of the model for a message: in backquotes, without line breaks, truncated if it is long.
pub(crate) fn quote(text: &str) -> String {
    const LONGEST: usize = 200;
    let mut quoted = String::from("`");
    for (index, character) in text.chars().enumerate() {
        if index == LONGEST {
            quoted.push('…');
            break;
        }
        if is_hidden(character) {
            quoted.extend(character.escape_default());
        } else {
            quoted.push(character);
        }
    }
    quoted.push('`');
    quoted
}

/// Prepends the indefinite article to a noun.
pub(crate) fn with_article(noun: &str) -> String {
    // `union` begins with a consonant sound.
    let is_an = noun.starts_with(['a', 'e', 'i', 'o']);
    format!("{} {noun}", if is_an { "an" } else { "a" })
}

/// Formats a list of texts of the model for a message; only the first ones if there are many.
pub(crate) fn one_of<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    const MOST: usize = 30;
    let mut texts: Vec<String> = texts.take(MOST + 1).map(quote).collect();
    if texts.len() > MOST {
        texts.truncate(MOST);
        texts.push("…".to_string());
    }
    match texts.as_slice() {
        [] => "none".to_string(),
        [only] => only.clone(),
        _ => format!("one of {}", texts.join(", ")),
    }
}

fn prefix(shape: &Option<ShapeId>) -> String {
    shape.as_ref().map(|shape| format!("{shape}: ")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_sorted_and_listed_once() {
        let place = |line| Place { document: "a.json".into(), line, column: 1 };
        let late = Error::new(&place(10), "late", "early").about(&ShapeId::new("a#B"));
        let early = Error::new(&place(9), "early", "late");
        let errors = Errors::new(vec![late.clone(), early, late]);
        let text = "a.json:9:1: early, expected late\na.json:10:1: a#B: late, expected early";
        assert_eq!(errors.to_string(), text);
    }

    #[test]
    fn errors_are_one_line_for_any_quoted_text() {
        let place = Place { document: "a\n::error::b.json".into(), line: 1, column: 1 };
        let error =
            Error::new(&place, "the value `x\n::error::y`", "\r@someone\u{202e}").about(&ShapeId::new("a#\u{1b}B"));
        let text = r"a\n::error::b.json:1:1: a#\u{1b}B: the value `x\n::error::y`, expected \r@someone\u{202e}";
        assert_eq!(error.to_string(), text);
        assert_eq!(Errors::new(vec![error]).to_string(), text);
    }

    #[test]
    fn quoted_text_is_short_and_on_one_line() {
        assert_eq!(quote("a\nb\u{2028}c`"), "`a\\nb\\u{2028}c``");
        assert_eq!(quote(&"é".repeat(200)), format!("`{}`", "é".repeat(200)));
        assert_eq!(quote(&"é".repeat(201)), format!("`{}…`", "é".repeat(200)));
    }
}
