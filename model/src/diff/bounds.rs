//! Formats bounds of lengths and numbers: `1–64`, `at least 1`.
//!
//! Invariant: bounds that allow the same values are formatted alike, and bounds that allow all values are `None`.

use std::fmt::Display;

use crate::ast::ShapeKind;
use crate::number::compare;
use crate::pattern::Bounds;
use crate::traits::Range;

/// Formats the bounds of a length. No length is less than 0.
pub(super) fn of_length(bounds: Bounds) -> Option<String> {
    text(Some(bounds.min).filter(|min| *min > 0), bounds.max, |min, max| min == max)
}

/// Formats a range.
pub(super) fn of_range(range: &Range) -> Option<String> {
    text(range.min.as_ref(), range.max.as_ref(), |min, max| compare(min, max).is_eq())
}

/// Returns the least and greatest integer of a kind of shape.
pub(super) fn of_kind(kind: &ShapeKind) -> Option<(i64, i64)> {
    match kind {
        ShapeKind::Byte => Some((i8::MIN.into(), i8::MAX.into())),
        ShapeKind::Short => Some((i16::MIN.into(), i16::MAX.into())),
        ShapeKind::Integer | ShapeKind::IntEnum(_) => Some((i32::MIN.into(), i32::MAX.into())),
        ShapeKind::Long => Some((i64::MIN, i64::MAX)),
        _ => None,
    }
}

fn text<T: Display>(min: Option<T>, max: Option<T>, is_equal: impl Fn(&T, &T) -> bool) -> Option<String> {
    Some(match (min, max) {
        (None, None) => return None,
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (Some(min), Some(max)) if is_equal(&min, &max) => format!("exactly {min}"),
        (Some(min), Some(max)) => format!("{min}–{max}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_texts() {
        let text = |min, max| of_length(Bounds { min, max }).unwrap_or_default();
        assert_eq!(text(0, None), "");
        assert_eq!(text(0, Some(64)), "at most 64");
        assert_eq!(text(1, None), "at least 1");
        assert_eq!(text(1, Some(64)), "1–64");
        assert_eq!(text(3, Some(3)), "exactly 3");
        assert_eq!(text(0, Some(0)), "at most 0");
    }

    #[test]
    fn ranges_have_texts() {
        let text = |json: &str| of_range(&serde_json::from_str(json).unwrap()).unwrap_or_default();
        assert_eq!(text(r#"{"min": 0, "max": 1.5}"#), "0–1.5");
        assert_eq!(text(r#"{"min": 1, "max": 1.0}"#), "exactly 1");
        assert_eq!(text(r#"{"max": -1}"#), "at most -1");
    }
}
