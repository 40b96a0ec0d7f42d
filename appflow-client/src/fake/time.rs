//! Conversions of times: the state keeps whole milliseconds, schedules count in whole seconds.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use types::Timestamp;

/// Removes the part of a time that the state file does not keep.
pub fn whole_milliseconds(time: SystemTime) -> SystemTime {
    from_milliseconds(milliseconds(time)).unwrap_or(UNIX_EPOCH)
}

/// Returns the milliseconds since 1970; 0 for earlier times.
pub fn milliseconds(time: SystemTime) -> u64 {
    u64::try_from(time.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis()).unwrap_or(u64::MAX)
}

/// Converts milliseconds since 1970 to a time; `None` for times that the machine can't represent.
pub fn from_milliseconds(milliseconds: u64) -> Option<SystemTime> {
    UNIX_EPOCH.checked_add(Duration::from_millis(milliseconds))
}

/// Returns the whole seconds since 1970; 0 for earlier times.
pub fn seconds(time: SystemTime) -> i64 {
    i64::try_from(time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()).unwrap_or(i64::MAX)
}

/// Converts seconds since 1970 to a time; times that the machine can't represent become 1970.
pub fn from_seconds(seconds: i64) -> SystemTime {
    let since = Duration::from_secs(u64::try_from(seconds).unwrap_or_default());
    UNIX_EPOCH.checked_add(since).unwrap_or(UNIX_EPOCH)
}

/// Returns a time for a response; `None` for years after 9999, which timestamps can't represent.
pub fn timestamp(time: SystemTime) -> Option<Timestamp> {
    Timestamp::try_from(time).ok()
}
