//! The grammar of shape ids.
//!
//! It is the `ShapeId` production of the Smithy specification: ASCII letters, digits and underscores.

/// Returns `true` if `text` is an absolute shape id, `namespace#Name`.
pub(crate) fn is_shape_id(text: &str) -> bool {
    match text.split_once('#') {
        Some((namespace, name)) => namespace.split('.').all(is_identifier) && is_identifier(name),
        None => false,
    }
}

/// Returns `true` if `text` is the id of a member, `namespace#Name$member`.
pub(crate) fn is_member_id(text: &str) -> bool {
    text.split_once('$').is_some_and(|(shape, member)| is_shape_id(shape) && is_identifier(member))
}

/// Returns `true` if `text` is the name of a shape or member: it starts with a letter, or with underscores and a letter
/// or digit.
pub(crate) fn is_identifier(text: &str) -> bool {
    let rest = text.trim_start_matches('_');
    let first = rest.bytes().next();
    let starts_well = first.is_some_and(|byte| byte.is_ascii_alphabetic())
        || (rest.len() < text.len() && first.is_some_and(|byte| byte.is_ascii_digit()));
    starts_well && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers() {
        for good in ["a", "A1", "_a", "__1", "a_b", "_1_", "a__"] {
            assert!(is_identifier(good), "{good}");
        }
        for bad in ["", "_", "__", "1", "1a", "a-b", "é", "a b", "a$b", "a#b", "a.b"] {
            assert!(!is_identifier(bad), "{bad}");
        }
    }

    #[test]
    fn shape_ids() {
        assert!(is_shape_id("a.b_1#C"));
        assert!(is_member_id("a#B$c"));
        for bad in ["", "a", "#A", "a#", ".a#B", "a.#B", "a..b#C", "a#B$c", "a#b#c", "a #B", "a.1#B"] {
            assert!(!is_shape_id(bad), "{bad}");
        }
        for bad in ["a#B", "a#B$", "B$c", "a#B$c$d", "a#$c"] {
            assert!(!is_member_id(bad), "{bad}");
        }
    }
}
