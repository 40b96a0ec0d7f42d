//! Days of the calendar, and today's date.
//!
//! Only [`Date::today`] reads the clock.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Creates a day, if it exists.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let is_day = (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
        is_day.then_some(Self { year, month, day })
    }

    /// Parses a date such as `2027-01-31`.
    pub fn parse(text: &str) -> Option<Self> {
        let is_form = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let mut parts = text.split('-').filter(|_| is_form);
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let is_form = (year.len(), month.len(), day.len(), parts.next()) == (4, 2, 2, None);
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).filter(|_| is_form)
    }

    /// Returns the current date in UTC.
    pub fn today() -> Self {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        Self::after(seconds / 86_400)
    }

    /// Returns the date that many days after 1970-01-01, at most the last day of the year 9999.
    fn after(mut number: u64) -> Self {
        let (mut year, mut month) = (1970, 1);
        while year < 9999 && number >= days_of(year) {
            number -= days_of(year);
            year += 1;
        }
        while month < 12 && number >= u64::from(days(year, month)) {
            number -= u64::from(days(year, month));
            month += 1;
        }
        let last = days(year, month);
        Self { year, month, day: u8::try_from(number + 1).map_or(last, |day| day.min(last)) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn days_of(year: u16) -> u64 {
    if is_leap(year) { 366 } else { 365 }
}

fn days(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read() {
        for text in ["2027-01-31", "2024-02-29", "2000-02-29", "0001-12-01"] {
            assert_eq!(Date::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in
            ["", "2027-1-31", "2027-02-29", "1900-02-29", "2027-13-01", "2027-00-01", "2027-01-00", "20270101--"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert_eq!(Date::parse("2027-01-31T"), None);
    }

    #[test]
    fn days_are_counted() {
        let cases = [
            (0, "1970-01-01"),
            (364, "1970-12-31"),
            (365, "1971-01-01"),
            (11_016, "2000-02-29"),
            (20_454, "2026-01-01"),
        ];
        for (number, expect) in cases {
            assert_eq!(Date::after(number).to_string(), expect);
        }
        assert_eq!(Date::after(u64::MAX).to_string(), "9999-12-31");
    }
}
