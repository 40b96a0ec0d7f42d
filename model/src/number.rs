//! Compares JSON numbers by their numeric values.
//!
//! 64-bit integers are exact; any other number is the nearest `f64`, as the JSON reader provides it.

use std::cmp::Ordering;

use serde_json::Number;
use serde_json::value::RawValue;

/// Compares two numbers; exact even between an integer and a fraction.
pub fn compare(left: &Number, right: &Number) -> Ordering {
    match (integer(left), integer(right)) {
        (Some(left), Some(right)) => left.cmp(&right),
        (Some(integer), None) => compare_with_float(integer, float(right)),
        (None, Some(integer)) => compare_with_float(integer, float(left)).reverse(),
        (None, None) => float(left).total_cmp(&float(right)),
    }
}

/// Returns `true` if a number has no fraction.
pub fn is_integral(number: &Number) -> bool {
    integer(number).is_some() || float(number).fract() == 0.0
}

/// Returns `true` if a text is a JSON number, even one outside the range of `f64`.
pub fn is_json(text: &str) -> bool {
    let is_number = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    is_number && serde_json::from_str::<&RawValue>(text).is_ok_and(|raw| raw.get() == text)
}

/// Returns the number if it is an integer that fits in 128 bits.
fn integer(number: &Number) -> Option<i128> {
    // 2^126 is exact, and far below the value at which the conversion saturates.
    const LARGEST: f64 = 8.5e37;
    let whole = || Some(float(number)).filter(|float| float.fract() == 0.0 && float.abs() < LARGEST);
    number.as_i128().or_else(|| whole().map(|float| float as i128))
}

fn float(number: &Number) -> f64 {
    number.as_f64().unwrap_or_default()
}

/// Compares an integer with a `float` that has a fraction or exceeds every `integer`.
fn compare_with_float(integer: i128, float: f64) -> Ordering {
    let floor = float.floor() as i128;
    // If the whole parts are equal, `float` is greater by its fraction.
    integer.cmp(&floor).then(Ordering::Less)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_exactly() {
        let ascending = [
            "-1e300",
            "-9223372036854775808",
            "-1.5",
            "-1",
            "-0.5",
            "0",
            "5e-324",
            "0.1",
            "1",
            "1.5",
            "2",
            "9007199254740992",
            "9007199254740993",
            "9223372036854775807",
            "18446744073709551615",
            "1e20",
            "1e300",
        ];
        let numbers = ascending.map(|text| text.parse::<Number>().unwrap());
        for (left_index, left) in numbers.iter().enumerate() {
            for (right_index, right) in numbers.iter().enumerate() {
                assert_eq!(compare(left, right), left_index.cmp(&right_index), "{left} {right}");
            }
        }
        let equal = |left: &str, right: &str| compare(&left.parse().unwrap(), &right.parse().unwrap()).is_eq();
        assert!(equal("1", "1.0") && equal("0", "-0.0") && equal("1e2", "100"));
    }

    #[test]
    fn numbers_of_json() {
        for (text, expect) in
            [("0", true), ("-1e400", true), ("1 ", false), (" 1", false), ("\"1\"", false), ("NaN", false)]
        {
            assert_eq!(is_json(text), expect, "{text}");
        }
    }

    #[test]
    fn fractions() {
        for (text, expect) in [("1", true), ("1.0", true), ("1e300", true), ("0.5", false), ("-1.5", false)] {
            assert_eq!(is_integral(&text.parse().unwrap()), expect, "{text}");
        }
    }
}
