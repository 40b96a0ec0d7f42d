//! Cron expressions in AWS's form, with six fields: minute, hour, day of month, month, day of week and year.
//!
//! A field is a list, separated by commas, of `*`, numbers, names of months or days, and ranges with `-`, each of them
//! with an optional step after `/`. `L`, `W` and `#` are not supported. One of the two fields for days must be `?`.

/// The last year that AWS accepts.
const LAST_YEAR: i64 = 2199;

/// The end of that year.
pub const END: i64 = 7_258_118_400;

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 3600;

const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/// A cron expression: the values that each field allows.
#[derive(Clone, Debug, PartialEq)]
pub struct Cron {
    minutes: Vec<i64>,
    hours: Vec<i64>,
    days: Vec<i64>,
    months: Vec<i64>,
    weekdays: Vec<i64>,
    years: Vec<i64>,
}

impl Cron {
    /// Reads the six fields.
    pub fn parse(text: &str) -> Option<Self> {
        let fields: Vec<&str> = text.split_ascii_whitespace().collect();
        let &[minutes, hours, days, months, weekdays, years] = fields.as_slice() else { return None };
        if (days == "?") == (weekdays == "?") {
            return None;
        }
        let any = |field: &'static str| move |text: &str| if text == "?" { field.to_owned() } else { text.to_owned() };
        Some(Self {
            minutes: values(minutes, 0, 59, &[])?,
            hours: values(hours, 0, 23, &[])?,
            days: values(&any("*")(days), 1, 31, &[])?,
            months: values(months, 1, 12, &MONTHS)?,
            weekdays: values(&any("*")(weekdays), 1, 7, &WEEKDAYS)?,
            years: values(years, 1970, LAST_YEAR, &[])?,
        })
    }

    /// Returns the earliest matching time after this one, in seconds since 1970.
    pub fn next(&self, after: i64) -> Option<i64> {
        // Minutes are counted from the first whole one after the time.
        let first = after.max(-1).div_euclid(MINUTE) + 1;
        let minutes_of_day = DAY / MINUTE;
        let mut day = first.div_euclid(minutes_of_day);
        let mut earliest = first.rem_euclid(minutes_of_day);
        loop {
            let date = civil(day);
            if date.year > LAST_YEAR {
                return None;
            }
            let minute = if self.has_day(&date, day) { self.time_of_day(earliest) } else { None };
            if let Some(minute) = minute {
                return Some(day * DAY + minute * MINUTE);
            }
            day += 1;
            earliest = 0;
        }
    }

    fn has_day(&self, date: &Date, day: i64) -> bool {
        // 1970 began on a Thursday, which is the fifth day of the week.
        let weekday = (day + 4).rem_euclid(7) + 1;
        self.years.contains(&date.year)
            && self.months.contains(&date.month)
            && self.days.contains(&date.day)
            && self.weekdays.contains(&weekday)
    }

    /// Returns the earliest matching minute of a day that is not before this one.
    fn time_of_day(&self, earliest: i64) -> Option<i64> {
        let (hour, minute) = (earliest / 60, earliest % 60);
        let later = self.minutes.iter().find(|it| **it >= minute).filter(|_| self.hours.contains(&hour));
        match later {
            Some(minute) => Some(hour * 60 + minute),
            None => Some(self.hours.iter().find(|it| **it > hour)? * 60 + self.minutes.first()?),
        }
    }
}

/// Parses a field: the values from `low` to `high` that it allows, sorted. The names are those of the values from `low`
/// on.
fn values(field: &str, low: i64, high: i64, names: &[&str]) -> Option<Vec<i64>> {
    let value = |text: &str| {
        let named = names.iter().position(|name| name.eq_ignore_ascii_case(text));
        let value = match named {
            Some(index) => low + i64::try_from(index).ok()?,
            None => text.parse().ok()?,
        };
        (low..=high).contains(&value).then_some(value)
    };
    let mut values = Vec::new();
    for part in field.split(',') {
        let (range, step) = match part.split_once('/') {
            Some((range, step)) => (range, Some(step.parse::<usize>().ok().filter(|step| *step > 0)?)),
            None => (part, None),
        };
        let (first, last) = match range.split_once('-') {
            _ if range == "*" => (low, high),
            Some((first, last)) => (value(first)?, value(last)?),
            // With a step, a single value is the first one.
            None => (value(range)?, if step.is_some() { high } else { value(range)? }),
        };
        if first > last {
            return None;
        }
        values.extend((first..=last).step_by(step.unwrap_or(1)));
    }
    values.sort_unstable();
    values.dedup();
    Some(values)
}

struct Date {
    year: i64,
    month: i64,
    day: i64,
}

/// Returns the date of a day since 1970, in the Gregorian calendar; for example, day 59 is March 1, 1970.
///
/// Years are counted from March, so that the leap day is their last one, and in eras of 400 years, which are all equally
/// long (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`).
fn civil(day: i64) -> Date {
    let shifted = day + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    Date { year: era * 400 + year_of_era + i64::from(month <= 2), month, day }
}

#[cfg(test)]
mod tests {
    use types::{Timestamp, TimestampFormat};

    use super::*;

    #[track_caller]
    fn check(expression: &str, after: &str, expected: &[&str]) {
        let cron = Cron::parse(expression).unwrap_or_else(|| panic!("{expression} is valid"));
        let after = Timestamp::parse(after, TimestampFormat::DateTime).unwrap().seconds();
        let times = std::iter::successors(cron.next(after), |time| cron.next(*time)).take(expected.len());
        let times: Vec<String> =
            times.map(|time| Timestamp::new(time, 0).unwrap().format(TimestampFormat::DateTime)).collect();
        assert_eq!(times, expected, "{expression}");
    }

    #[test]
    fn the_next_times_match_all_fields() {
        check("0 12 * * ? *", "2026-11-30T12:00:00Z", &["2026-12-01T12:00:00Z", "2026-12-02T12:00:00Z"]);
        check("0 12 * * ? *", "2026-11-30T11:59:59Z", &["2026-11-30T12:00:00Z"]);
        check("15,45 9-10 ? * MON-FRI *", "2026-11-27T10:15:00Z", &["2026-11-27T10:45:00Z", "2026-11-30T09:15:00Z"]);
        check("0/20 0 1 1 ? *", "2026-11-30T00:00:00Z", &["2027-01-01T00:00:00Z", "2027-01-01T00:20:00Z"]);
        check("0 0 29 feb ? *", "2026-01-01T00:00:00Z", &["2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"]);
        check("0 0 ? * 1 2027", "2026-01-01T00:00:00Z", &["2027-01-03T00:00:00Z"]);
        check("30 23 31 12 ? 2199", "2026-01-01T00:00:00Z", &["2199-12-31T23:30:00Z"]);
        check("* * * * ? *", "1969-12-31T00:00:00Z", &["1970-01-01T00:00:00Z", "1970-01-01T00:01:00Z"]);
    }

    #[test]
    fn impossible_times_have_no_next_time() {
        let last = Cron::parse("* * * * ? *").unwrap().next(END - 2 * MINUTE).unwrap();
        assert_eq!((last, Cron::parse("* * * * ? *").unwrap().next(last)), (END - MINUTE, None));
        assert_eq!(Cron::parse("0 0 30 2 ? *").unwrap().next(0), None);
        assert_eq!(Cron::parse("0 0 * * ? 1999").unwrap().next(1_000_000_000), None);
        assert_eq!(Cron::parse("0 0 * * ? *").unwrap().next(i64::MAX), None);
    }

    #[test]
    fn other_expressions_are_invalid() {
        for wrong in [
            "",
            "0 12 * * ?",
            "0 12 * * ? * *",
            "0 12 * * * *",
            "0 12 ? * ? *",
            "60 12 * * ? *",
            "0 24 * * ? *",
            "0 12 0 * ? *",
            "0 12 * 13 ? *",
            "0 12 ? * 8 *",
            "0 12 L * ? *",
            "0 12 ? * 2#1 *",
            "0 12 * * ? 2200",
            "0/0 12 * * ? *",
            "9-5 12 * * ? *",
            ", 12 * * ? *",
            "x 12 * * ? *",
            "-1 12 * * ? *",
        ] {
            assert_eq!(Cron::parse(wrong), None, "{wrong}");
        }
    }
}
