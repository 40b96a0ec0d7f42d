//! Compares and formats values of traits.
//!
//! Invariant: formatted values are one line and short.

use serde_json::Value;

use crate::bounds::meaning;
use crate::number;
use crate::traits::{AppliedTrait, Traits};

/// Returns `true` if two values are equal; numbers are compared numerically, so `1` equals `1.0`.
pub(super) fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => number::compare(left, right).is_eq(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let in_right = |(key, value): (&String, &Value)| right.get(key).is_some_and(|other| same(value, other));
            left.len() == right.len() && left.iter().all(in_right)
        }
        _ => left == right,
    }
}

/// Returns `true` if a trait is applied on neither side, or on both with equal values.
pub(super) fn same_applied(left: Option<&AppliedTrait>, right: Option<&AppliedTrait>) -> bool {
    match (left, right) {
        (None, None) => true,
        (Some(left), Some(right)) => same(&meaning(left), &meaning(right)),
        _ => false,
    }
}

/// Returns the ids of the traits on either side, sorted, without duplicates.
pub(super) fn ids<'t>(left: &'t Traits, right: &'t Traits) -> Vec<&'t str> {
    let mut ids: Vec<&str> = left.iter().chain(right.iter()).map(|applied| applied.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Formats a value: a string unchanged, anything else as JSON.
pub(super) fn show(value: &Value) -> String {
    match value {
        Value::String(text) => shorten(text),
        value => shorten(&value.to_string()),
    }
}

/// Formats two values so that they look different: of long ones, the part where they begin to differ.
pub(super) fn show_both(old: &Value, new: &Value) -> (String, String) {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    shorten_both(&text(old), &text(new))
}

/// Formats two different texts, each on one line.
pub(super) fn shorten_both(old: &str, new: &str) -> (String, String) {
    /// The number of equal characters shown before the first difference.
    const CONTEXT: usize = 20;
    let equal = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count();
    let longest = old.chars().count().max(new.chars().count());
    if longest <= LONGEST || equal <= CONTEXT {
        return (shorten(old), shorten(new));
    }
    let part = |text: &str| {
        let rest: String = text.chars().skip(equal - CONTEXT).collect();
        format!("…{}", shorten(&rest))
    };
    (part(old), part(new))
}

/// The maximum length of a text, in characters.
const LONGEST: usize = 80;

/// Formats a text on one line, truncated if it is too long.
pub(super) fn shorten(text: &str) -> String {
    let mut short = String::new();
    for (index, character) in text.chars().enumerate() {
        if index == LONGEST {
            short.push('…');
            break;
        }
        if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}') {
            short.extend(character.escape_default());
        } else {
            short.push(character);
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_equal_by_meaning() {
        assert!(same(&json!({"a": [1, 2.5], "b": null}), &json!({"b": null, "a": [1.0, 2.5]})));
        assert!(!same(&json!([1, 2]), &json!([2, 1])));
        assert!(!same(&json!({"a": 1}), &json!({"a": 1, "b": null})));
        assert!(!same(&json!("1"), &json!(1)));
    }

    #[test]
    fn two_values_look_different() {
        let long = |end: &str| format!("{}{end}", "é".repeat(100));
        let (old, new) = show_both(&json!(long("a")), &json!(long("b")));
        assert_eq!(old, format!("…{}a", "é".repeat(20)));
        assert_eq!(new, format!("…{}b", "é".repeat(20)));
        assert_eq!(show_both(&json!("a"), &json!("b")), ("a".to_owned(), "b".to_owned()));
        let (old, new) = show_both(&json!(long("")), &json!(format!("b{}", long(""))));
        assert_eq!((old.chars().next(), new.chars().next()), (Some('é'), Some('b')));
        let (old, new) = show_both(&json!({"a": long("a")}), &json!({"a": long("b")}));
        assert_ne!(old, new);
    }

    #[test]
    fn values_are_shown_on_one_short_line() {
        assert_eq!(show(&json!("a\nb")), "a\\nb");
        assert_eq!(show(&json!({"a": [1]})), r#"{"a":[1]}"#);
        assert_eq!(show(&json!("é".repeat(80))), "é".repeat(80));
        assert_eq!(show(&json!("é".repeat(81))), format!("{}…", "é".repeat(80)));
    }
}
