//! Points in time, in Smithy's three formats.
//!
//! Days are counted in the proleptic Gregorian calendar and leap seconds are not, as in POSIX and in `std::time`.

pub(crate) mod calendar;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};

use calendar::{civil_from_days, days_from_civil};

use crate::schema::{self, Kind, Schema, TimestampFormat};
use crate::validation::{Fingerprint, Path, Violations};
use crate::value::{Form, Mode, TextError, Value};

const DAY: i64 = 86_400;
const NANOS: i64 = 1_000_000_000;
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z, the first and last second that RFC 3339 can write.
const FIRST: i64 = -62_167_219_200;
const LAST: i64 = 253_402_300_799;

/// A point in time in the years 0 to 9999, with a precision of one nanosecond.
///
/// It converts from and to [`SystemTime`], and `Display` and `FromStr` use RFC 3339 in UTC.
///
/// ```
/// use std::time::{Duration, SystemTime, UNIX_EPOCH};
///
/// use tinsmith_types::{Timestamp, TimestampFormat};
///
/// let start: Timestamp = "2026-11-01T08:30:00Z".parse()?;
/// assert_eq!(start.seconds(), 1_793_521_800);
/// assert_eq!(start.format(TimestampFormat::HttpDate), "Sun, 01 Nov 2026 08:30:00 GMT");
///
/// let end = Timestamp::try_from(SystemTime::from(start) + Duration::from_secs(90))?;
/// assert_eq!(end.to_string(), "2026-11-01T08:31:30Z");
/// assert!(start < end);
/// # Ok::<(), tinsmith_types::TimestampError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    seconds: i64,
    nanos: u32,
}

/// A time outside the years 0 to 9999, or text that is not a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TimestampError;

impl fmt::Display for TimestampError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("expected a time between the years 0 and 9999")
    }
}

impl std::error::Error for TimestampError {}

impl Timestamp {
    /// Creates the time that is `seconds` and `nanos` nanoseconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    ///
    /// Fails for a time outside the years 0 to 9999, and for a billion nanoseconds or more.
    pub const fn new(seconds: i64, nanos: u32) -> Result<Self, TimestampError> {
        if seconds < FIRST || seconds > LAST || nanos as i64 >= NANOS {
            return Err(TimestampError);
        }
        Ok(Self { seconds, nanos })
    }

    /// Returns the whole seconds since 1970-01-01T00:00:00Z, rounded down.
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// Returns the nanoseconds since the last whole second.
    pub const fn subsec_nanos(self) -> u32 {
        self.nanos
    }

    /// Writes the time in this format.
    pub fn format(self, format: TimestampFormat) -> String {
        let (year, month, day) = civil_from_days(self.seconds.div_euclid(DAY));
        let time = self.seconds.rem_euclid(DAY);
        let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
        let fraction = fraction(self.nanos);
        match format {
            TimestampFormat::EpochSeconds if self.seconds < 0 && self.nanos > 0 => {
                let nanos = NANOS - i64::from(self.nanos);
                format!("-{}{}", -(self.seconds + 1), self::fraction(u32::try_from(nanos).unwrap_or(0)))
            }
            TimestampFormat::EpochSeconds => format!("{}{fraction}", self.seconds),
            TimestampFormat::DateTime => {
                format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
            }
            TimestampFormat::HttpDate => {
                let weekday = WEEKDAYS[usize::try_from(self.seconds.div_euclid(DAY).rem_euclid(7)).unwrap_or(0)];
                let month = MONTHS[usize::try_from(month - 1).unwrap_or(0)];
                format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02}{fraction} GMT")
            }
        }
    }

    /// Parses text in this format.
    ///
    /// # Errors
    ///
    /// Fails for text in any other format, and for a time outside the years 0 to 9999.
    pub fn parse(text: &str, format: TimestampFormat) -> Result<Self, TimestampError> {
        match format {
            TimestampFormat::EpochSeconds => parse_epoch_seconds(text),
            TimestampFormat::DateTime => parse_date_time(text),
            TimestampFormat::HttpDate => parse_http_date(text),
        }
        .ok_or(TimestampError)
    }

    /// Converts a time in seconds, rounded to the microsecond, which is the precision of a double.
    fn from_epoch_seconds(seconds: f64) -> Option<Self> {
        #[allow(clippy::cast_precision_loss, reason = "both bounds are exact in a double")]
        if !(FIRST as f64..=LAST as f64).contains(&seconds) {
            return None;
        }
        #[allow(clippy::cast_possible_truncation, reason = "the range is checked above")]
        let micros = (seconds * 1e6).round() as i64;
        let nanos = micros.rem_euclid(1_000_000) * 1000;
        Self::new(micros.div_euclid(1_000_000), u32::try_from(nanos).ok()?).ok()
    }

    fn from_civil(date: (i64, i64, i64), time: (i64, i64, i64), nanos: u32, offset: i64) -> Option<Self> {
        let (year, month, day) = date;
        let (hour, minute, second) = time;
        let days = days_from_civil(year, month, day);
        let exists = (1..=12).contains(&month) && civil_from_days(days) == date;
        if !exists || hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        Self::new(days * DAY + hour * 3600 + minute * 60 + second.min(59) - offset, nanos).ok()
    }
}

/// Writes RFC 3339.
impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.format(TimestampFormat::DateTime))
    }
}

/// Parses RFC 3339.
impl std::str::FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        Self::parse(text, TimestampFormat::DateTime)
    }
}

impl TryFrom<SystemTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: SystemTime) -> Result<Self, TimestampError> {
        let seconds = |duration: Duration| i64::try_from(duration.as_secs()).map_err(|_| TimestampError);
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Self::new(seconds(after)?, after.subsec_nanos()),
            Err(error) => {
                let before = error.duration();
                let borrow = i64::from(before.subsec_nanos() > 0);
                let nanos = (1_000_000_000 - before.subsec_nanos()) % 1_000_000_000;
                Self::new(-seconds(before)? - borrow, nanos)
            }
        }
    }
}

impl From<Timestamp> for SystemTime {
    fn from(timestamp: Timestamp) -> Self {
        let whole = Duration::from_secs(timestamp.seconds.unsigned_abs());
        let start = if timestamp.seconds < 0 { UNIX_EPOCH - whole } else { UNIX_EPOCH + whole };
        start + Duration::from_nanos(timestamp.nanos.into())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::serialize(self, &schema::TIMESTAMP, Form::Wire, serializer)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <Self as Value>::deserialize(&schema::TIMESTAMP, Mode::Strict, deserializer)
    }
}

impl Value for Timestamp {
    fn empty() -> Self {
        Self::default()
    }

    fn is_valid_fast(&self, _schema: &'static Schema) -> bool {
        true
    }

    fn check(&self, _schema: &'static Schema, _path: &Path<'_>, _violations: &mut Violations) {}

    fn fingerprint(&self, fingerprint: &mut Fingerprint) {
        fingerprint.add(self);
    }

    fn serialize<S: Serializer>(&self, schema: &'static Schema, form: Form, to: S) -> Result<S::Ok, S::Error> {
        let format = if form == Form::Query { TimestampFormat::EpochSeconds } else { format_of(schema) };
        match format {
            TimestampFormat::EpochSeconds if self.nanos == 0 => to.serialize_i64(self.seconds),
            #[allow(clippy::cast_precision_loss, reason = "JSON numbers are doubles")]
            TimestampFormat::EpochSeconds => to.serialize_f64(self.seconds as f64 + f64::from(self.nanos) / 1e9),
            format => to.serialize_str(&self.format(format)),
        }
    }

    fn deserialize<'de, D: Deserializer<'de>>(schema: &'static Schema, mode: Mode, from: D) -> Result<Self, D::Error> {
        let read = match format_of(schema) {
            TimestampFormat::EpochSeconds => Self::from_epoch_seconds(crate::scalars::number(schema, from)?),
            format => {
                let text = crate::scalars::text(schema, from)?;
                // Smithy allows no offset from UTC, but some services write one.
                let is_allowed = mode == Mode::Lenient || !has_offset(&text, format);
                Self::parse(&text, format).ok().filter(|_| is_allowed)
            }
        };
        read.ok_or_else(|| D::Error::custom("invalid value: expected a time between the years 0 and 9999"))
    }

    fn write_text(&self, schema: &'static Schema, each: &mut dyn FnMut(&str)) {
        each(&self.format(format_of(schema)));
    }

    fn read_text(schema: &'static Schema, texts: &[Cow<'_, str>]) -> Result<Self, TextError> {
        let text = crate::scalars::only(schema, texts)?;
        Self::parse(text, format_of(schema)).map_err(|_| TextError { shape: schema.name })
    }
}

/// Returns `true` if a text, which is a time of RFC 3339, has an offset in place of `Z`.
pub(crate) fn has_offset(text: &str, format: TimestampFormat) -> bool {
    format == TimestampFormat::DateTime && !text.ends_with(['Z', 'z'])
}

fn format_of(schema: &Schema) -> TimestampFormat {
    match schema.kind {
        Kind::Timestamp(format) => format,
        _ => TimestampFormat::EpochSeconds,
    }
}

/// Formats the fraction of a second, such as `.25`, or returns an empty string if it is zero.
fn fraction(nanos: u32) -> String {
    if nanos == 0 {
        return String::new();
    }
    format!(".{nanos:09}").trim_end_matches('0').to_owned()
}

fn parse_fraction(digits: &str) -> Option<u32> {
    let digits = digits.get(..9).unwrap_or(digits);
    let scale = 9 - u32::try_from(digits.len()).ok()?;
    Some(u32::try_from(parse_digits(digits)?).ok()? * 10_u32.pow(scale))
}

/// Parses digits without a sign.
fn parse_digits(text: &str) -> Option<i64> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

fn parse_epoch_seconds(text: &str) -> Option<Timestamp> {
    let (whole, nanos) = match text.split_once('.') {
        Some((whole, digits)) => (whole, parse_fraction(digits)?),
        None => (text, 0),
    };
    let Some(whole) = whole.strip_prefix('-') else {
        return Timestamp::new(parse_digits(whole)?, nanos).ok();
    };
    let borrow = i64::from(nanos > 0);
    Timestamp::new(-parse_digits(whole)? - borrow, (1_000_000_000 - nanos) % 1_000_000_000).ok()
}

/// Parses `1985-04-12T23:20:50.52Z`, also with an offset such as `-08:00`.
fn parse_date_time(text: &str) -> Option<Timestamp> {
    let (date, rest) = (text.get(..10)?, text.get(10..)?);
    let rest = rest.strip_prefix(['T', 't'])?;
    let zone = rest.rfind(['Z', 'z', '+', '-'])?;
    let (time, zone) = rest.split_at(zone);
    let offset = match zone {
        "Z" | "z" => 0,
        _ => {
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let seconds = two(hours, 23)? * 3600 + two(minutes, 59)? * 60;
            if zone.starts_with('-') { -seconds } else { seconds }
        }
    };
    let mut parts = date.split('-');
    let date = (four(parts.next()?)?, two(parts.next()?, 12)?, two(parts.next()?, 31)?);
    let (time, nanos) = parse_time(time)?;
    Timestamp::from_civil(date, time, nanos, offset)
}

/// Parses `Tue, 29 Apr 2014 18:30:38 GMT`.
fn parse_http_date(text: &str) -> Option<Timestamp> {
    let (weekday, rest) = text.split_once(", ")?;
    let mut parts = rest.split(' ');
    let day = two(parts.next()?, 31)?;
    let month = parts.next()?;
    let month = i64::try_from(MONTHS.iter().position(|name| *name == month)?).ok()? + 1;
    let year = four(parts.next()?)?;
    let (time, nanos) = parse_time(parts.next()?)?;
    if !WEEKDAYS.contains(&weekday) || parts.next() != Some("GMT") || parts.next().is_some() {
        return None;
    }
    Timestamp::from_civil((year, month, day), time, nanos, 0)
}

/// Parses `18:30:38`, with or without a fraction.
fn parse_time(text: &str) -> Option<((i64, i64, i64), u32)> {
    let (time, nanos) = match text.split_once('.') {
        Some((time, digits)) => (time, parse_fraction(digits)?),
        None => (text, 0),
    };
    let mut parts = time.split(':');
    let time = (two(parts.next()?, 23)?, two(parts.next()?, 59)?, two(parts.next()?, 60)?);
    if parts.next().is_some() { None } else { Some((time, nanos)) }
}

fn two(text: &str, max: i64) -> Option<i64> {
    if text.len() == 2 { parse_digits(text).filter(|number| *number <= max) } else { None }
}

fn four(text: &str) -> Option<i64> {
    if text.len() == 4 { parse_digits(text) } else { None }
}
