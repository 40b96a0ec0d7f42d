//! The time of a signature, and the scope of its key.

use std::time::{SystemTime, UNIX_EPOCH};

use tinsmith_types::codegen::civil_from_days;

use super::SigningError;

const DAY: i64 = 86_400;

/// A time in UTC, as in `20150830T123600Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    text: [u8; 16],
    seconds: i64,
}

impl Stamp {
    /// Formats a time, without its fraction of a second.
    pub fn new(time: SystemTime) -> Result<Self, SigningError> {
        let seconds = seconds(time).ok_or(SigningError::Time)?;
        let (year, month, day) = civil_from_days(seconds.div_euclid(DAY));
        if !(0..=9999).contains(&year) {
            return Err(SigningError::Time);
        }
        let second = seconds.rem_euclid(DAY);
        let mut text = *b"00000000T000000Z";
        digits(&mut text[..4], year);
        digits(&mut text[4..6], month);
        digits(&mut text[6..8], day);
        digits(&mut text[9..11], second / 3600);
        digits(&mut text[11..13], second / 60 % 60);
        digits(&mut text[13..15], second % 60);
        Ok(Self { text, seconds })
    }

    /// Returns the time with its date.
    pub fn text(&self) -> &[u8; 16] {
        &self.text
    }

    /// Returns the time in milliseconds since 1970.
    pub fn milliseconds(&self) -> i64 {
        self.seconds * 1000
    }

    /// Returns the date, as in `20150830`.
    pub fn date(&self) -> &[u8; 8] {
        self.text.first_chunk().expect("a time begins with its date")
    }
}

/// Returns the seconds since 1970, rounded down.
fn seconds(time: SystemTime) -> Option<i64> {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).ok(),
        Err(before) => {
            let before = before.duration();
            let seconds = i64::try_from(before.as_secs()).ok()?;
            (-seconds).checked_sub(i64::from(before.subsec_nanos() > 0))
        }
    }
    // The calendar would overflow for larger numbers, whose years have more than four digits anyway.
    .filter(|seconds| seconds.unsigned_abs() < 1 << 50)
}

/// Writes a number with leading zeros into all digits.
fn digits(text: &mut [u8], mut number: i64) {
    for digit in text.iter_mut().rev() {
        *digit = b'0' + u8::try_from(number % 10).expect("a digit of a number that is not negative");
        number /= 10;
    }
}

/// The day, region and service for which a key is derived.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub date: &'a [u8; 8],
    pub region: &'a str,
    pub service: &'a str,
}

impl<'a> Scope<'a> {
    /// Returns the text `20150830/us-east-1/service/aws4_request` in pieces.
    pub fn pieces(&self) -> [&'a [u8]; 6] {
        [self.date, b"/", self.region.as_bytes(), b"/", self.service.as_bytes(), b"/aws4_request"]
    }

    /// Returns the length of the text.
    pub fn text_length(&self) -> usize {
        self.pieces().iter().map(|piece| piece.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[track_caller]
    fn check(time: Option<SystemTime>, expected: &str) {
        let stamp = Stamp::new(time.expect("the system's clock has this time")).expect("a time");
        assert_eq!(std::str::from_utf8(stamp.text()).unwrap(), expected);
        assert_eq!(std::str::from_utf8(stamp.date()).unwrap(), &expected[..8]);
    }

    #[test]
    fn times() {
        let after = |seconds, nanos| UNIX_EPOCH.checked_add(Duration::new(seconds, nanos));
        let before = |seconds, nanos| UNIX_EPOCH.checked_sub(Duration::new(seconds, nanos));
        check(after(0, 0), "19700101T000000Z");
        check(after(0, 999_999_999), "19700101T000000Z");
        check(after(1_440_938_160, 0), "20150830T123600Z");
        check(after(951_782_399, 999_999_999), "20000228T235959Z");
        check(after(951_782_400, 0), "20000229T000000Z");
        check(after(253_402_300_799, 999_999_999), "99991231T235959Z");
        check(before(0, 1), "19691231T235959Z");
        check(before(1, 0), "19691231T235959Z");
        check(before(1, 1), "19691231T235958Z");
        check(before(62_167_219_200, 0), "00000101T000000Z");
    }

    #[test]
    fn times_without_four_digits_of_a_year_are_refused() {
        let after = |seconds| UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
        let before = |seconds| UNIX_EPOCH.checked_sub(Duration::from_secs(seconds));
        for time in [after(253_402_300_800), after(1 << 62), before(62_167_219_201), before(1 << 62)] {
            let time = time.expect("the system's clock has this time");
            assert_eq!(Stamp::new(time), Err(SigningError::Time));
        }
    }
}
