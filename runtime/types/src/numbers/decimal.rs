//! Compares numbers by their text, without arithmetic.
//!
//! A number is a sign, digits without zeros at either end, and the power of ten that the digits are a fraction of: `-0.0150`
//! is minus `15` at the magnitude -1, for `0.15 * 10^-1`. Two numbers are equal where these are.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// The parts of a number.
pub struct Decimal<'t> {
    is_negative: bool,
    /// The digits before and after the point, without leading and trailing zeros; zero has no digits.
    digits: (&'t str, &'t str),
    magnitude: i64,
}

impl<'t> Decimal<'t> {
    /// Parses a number by the grammar of JSON (RFC 8259). An exponent has at most 18 digits, which is enough for any
    /// quantity, and avoids overflow when the length of the text is added.
    pub fn parse(text: &'t str) -> Option<Self> {
        let (is_negative, unsigned) = match text.strip_prefix('-') {
            Some(unsigned) => (true, unsigned),
            None => (false, text),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, self::exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (mantissa, None),
        };
        let is_whole = is_digits(whole) && (whole.len() == 1 || !whole.starts_with('0'));
        if !is_whole || !fraction.is_none_or(is_digits) {
            return None;
        }
        Self::new(is_negative, whole, fraction.unwrap_or_default(), exponent)
    }

    fn new(is_negative: bool, whole: &'t str, fraction: &'t str, exponent: i64) -> Option<Self> {
        let fraction = fraction.trim_end_matches('0');
        let leading = whole.trim_start_matches('0');
        let (digits, point) = if leading.is_empty() {
            let digits = fraction.trim_start_matches('0');
            (("", digits), -i64::try_from(fraction.len() - digits.len()).ok()?)
        } else {
            let whole = if fraction.is_empty() { leading.trim_end_matches('0') } else { leading };
            ((whole, fraction), i64::try_from(leading.len()).ok()?)
        };
        let is_zero = digits.0.is_empty() && digits.1.is_empty();
        let magnitude = if is_zero { 0 } else { point.checked_add(exponent)? };
        Some(Self { is_negative: is_negative && !is_zero, digits, magnitude })
    }

    fn is_zero(&self) -> bool {
        self.digits.0.is_empty() && self.digits.1.is_empty()
    }

    fn digits(&self) -> impl Iterator<Item = u8> {
        self.digits.0.bytes().chain(self.digits.1.bytes())
    }

    /// Compares two absolute values.
    fn compare_absolute(&self, other: &Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (false, false) => self.magnitude.cmp(&other.magnitude).then_with(|| self.digits().cmp(other.digits())),
            (one, other) => other.cmp(&one),
        }
    }
}

impl Hash for Decimal<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.is_negative, self.magnitude).hash(state);
        self.digits().for_each(|digit| state.write_u8(digit));
    }
}

/// Compares two numbers by value. A text that is not a number, which no caller passes, is equal to any other.
pub fn compare(one: &str, other: &str) -> Ordering {
    let (Some(one), Some(other)) = (Decimal::parse(one), Decimal::parse(other)) else { return Ordering::Equal };
    match (one.is_negative, other.is_negative) {
        (false, false) => one.compare_absolute(&other),
        (true, true) => other.compare_absolute(&one),
        (one, other) => other.cmp(&one),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let significant = digits.trim_start_matches('0');
    (is_digits(digits) && significant.len() <= 18).then(|| text.parse().ok())?
}
