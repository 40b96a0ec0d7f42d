//! Days of the calendar, as TOML's dates, and today's date.
//!
//! Only [`today`] reads the clock.

use std::time::{SystemTime, UNIX_EPOCH};

use toml_edit::{Date, Datetime};

/// The number of days from 1970-01-01 to 9999-12-31, the last date with four digits for the year.
const LAST: u64 = 2_932_896;

/// Parses a date such as `2027-01-31`, without a time.
pub fn parse(text: &str) -> Option<Date> {
    text.parse::<Datetime>().ok().filter(|datetime| datetime.time.is_none())?.date
}

/// Returns the current date in UTC.
pub fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    after(seconds / 86_400)
}

/// Returns the date that many days after 1970-01-01, at most the last day of the year 9999.
///
/// Years are counted from March, so that a leap day is the last day of its year. The calendar repeats every 146,097
/// days, which are 400 years, and 719,468 days lie between 0000-03-01 and 1970-01-01.
fn after(number: u64) -> Date {
    let days = number.min(LAST) + 719_468;
    let (cycle, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    // From March on, each five months have 153 days.
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
    Date {
        year: u16::try_from(400 * cycle + year).expect("the year is at most 9999"),
        month: u8::try_from(month).expect("a month is at most 12"),
        day: u8::try_from(day).expect("a day is at most 31"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read() {
        for text in ["2027-01-31", "2024-02-29", "2000-02-29", "0001-12-01"] {
            assert_eq!(parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in
            ["", "2027-1-31", "2027-02-29", "1900-02-29", "2027-13-01", "2027-00-01", "2027-01-00", "20270101--"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        for text in ["2027-01-31T", "2027-01-31 ", "2027-01-31T10:00:00", "10:00:00", "2027-01-3\u{661}"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_counted() {
        let cases = [
            (0, "1970-01-01"),
            (364, "1970-12-31"),
            (365, "1971-01-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (11_322, "2000-12-31"),
            (19_782, "2024-02-29"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
            (LAST, "9999-12-31"),
            (20_454, "2026-01-01"),
        ];
        for (number, expect) in cases {
            assert_eq!(after(number).to_string(), expect);
        }
        assert_eq!(after(u64::MAX).to_string(), "9999-12-31");
    }
}
