//! Rust names that a document chooses.

use super::reserved::KEYWORDS;
use super::words;

/// Checks a type's name, which must be in upper camel case.
///
/// # Errors
///
/// Returns the reason why the name can't be used.
pub fn explicit_type(name: &str) -> Result<String, Unusable> {
    identifier(name)?;
    usable(name, words::camel(name))
}

/// Checks the name of a function or field, which must be in snake case.
///
/// # Errors
///
/// Returns the reason why the name can't be used.
pub fn explicit_function(name: &str) -> Result<String, Unusable> {
    identifier(name)?;
    usable(name, words::snake(name))
}

/// The reason why a text is not a valid name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It has characters that are not allowed in a name.
    #[error("is not an identifier")]
    NoIdentifier,
    /// It is a Rust keyword.
    #[error("is a keyword of Rust")]
    Keyword,
}

fn identifier(name: &str) -> Result<(), Unusable> {
    let starts = name.starts_with(|first: char| first.is_ascii_alphabetic());
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if starts && plain { Ok(()) } else { Err(Unusable::NoIdentifier) }
}

fn usable(name: &str, cased: String) -> Result<String, Unusable> {
    let keyword = |name: &str| KEYWORDS.contains(&name);
    if keyword(name) || keyword(&cased) { Err(Unusable::Keyword) } else { Ok(cased) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_documents() {
        assert_eq!(explicit_function("for_kind").as_deref(), Ok("for_kind"));
        assert_eq!(explicit_function("forKind").as_deref(), Ok("for_kind"));
        assert_eq!(explicit_type("Kind").as_deref(), Ok("Kind"));
        for keyword in ["type", "Type", "self", "async"] {
            assert_eq!(explicit_function(keyword), Err(Unusable::Keyword), "{keyword}");
        }
        assert_eq!(explicit_type("Self"), Err(Unusable::Keyword));
        for text in ["", "_", "1st", "a b", "a-b", "é", "r#type", "a\nb"] {
            assert_eq!(explicit_function(text), Err(Unusable::NoIdentifier), "{text}");
            assert_eq!(explicit_type(text), Err(Unusable::NoIdentifier), "{text}");
        }
    }
}
