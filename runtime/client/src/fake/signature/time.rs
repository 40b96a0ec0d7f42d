//! The time of a signature, in the basic format of ISO 8601 used by AWS: `20150830T123600Z`.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::HeaderMap;
use tinsmith_types::Timestamp;
use tinsmith_types::codegen::TimestampFormat;

use super::super::answer::Failure;
use super::authorization::incomplete;

/// The time at which a request was signed.
pub struct SignedAt {
    pub text: String,
    pub time: SystemTime,
}

/// Reads the time from the headers of a request.
pub fn of(headers: &HeaderMap) -> Result<SignedAt, Failure> {
    let required = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.";
    let malformed = || incomplete("Date must be in ISO-8601 'basic format', as in 20150830T123600Z.");
    let (value, format) = match (headers.get("x-amz-date"), headers.get("date")) {
        (Some(value), _) => (value, TimestampFormat::DateTime),
        (None, Some(value)) => (value, TimestampFormat::HttpDate),
        (None, None) => return Err(incomplete(required)),
    };
    let text = value.to_str().map_err(|_| malformed())?;
    let extended = if format == TimestampFormat::DateTime { extend(text) } else { Some(text.to_owned()) };
    let time = extended.and_then(|text| Timestamp::parse(&text, format).ok()).ok_or_else(malformed)?;
    let seconds = u64::try_from(time.seconds()).map_err(|_| malformed())?;
    let time = UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).ok_or_else(malformed)?;
    Ok(SignedAt { text: text_of(seconds), time })
}

/// Formats a time in the basic format.
pub fn text(time: SystemTime) -> String {
    text_of(time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs())
}

fn text_of(seconds: u64) -> String {
    let time = i64::try_from(seconds).ok().and_then(|seconds| Timestamp::new(seconds, 0).ok());
    let extended = time.map(|time| time.format(TimestampFormat::DateTime)).unwrap_or_default();
    extended.replace(['-', ':'], "")
}

/// Converts the basic to the extended format.
fn extend(text: &str) -> Option<String> {
    let digits = |range: std::ops::Range<usize>| {
        text.get(range).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let date = format!("{}-{}-{}", digits(0..4)?, digits(4..6)?, digits(6..8)?);
    let time = format!("{}:{}:{}", digits(9..11)?, digits(11..13)?, digits(13..15)?);
    (text.len() == 16 && text.get(8..9) == Some("T") && text.get(15..) == Some("Z")).then(|| format!("{date}T{time}Z"))
}
