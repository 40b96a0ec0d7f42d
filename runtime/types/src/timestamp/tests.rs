//! Times in each format, and the first and last times allowed.

use super::*;

#[track_caller]
fn check(seconds: i64, nanos: u32, epoch: &str, date_time: &str, http_date: &str) {
    let timestamp = Timestamp::new(seconds, nanos).unwrap();
    for (format, text) in [
        (TimestampFormat::EpochSeconds, epoch),
        (TimestampFormat::DateTime, date_time),
        (TimestampFormat::HttpDate, http_date),
    ] {
        assert_eq!(timestamp.format(format), text);
        assert_eq!(Timestamp::parse(text, format), Ok(timestamp), "{text}");
    }
    assert_eq!(Timestamp::try_from(SystemTime::from(timestamp)), Ok(timestamp));
}

#[test]
fn three_formats() {
    check(0, 0, "0", "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT");
    check(1_398_796_238, 0, "1398796238", "2014-04-29T18:30:38Z", "Tue, 29 Apr 2014 18:30:38 GMT");
    check(946_845_296, 120_000_000, "946845296.12", "2000-01-02T20:34:56.12Z", "Sun, 02 Jan 2000 20:34:56.12 GMT");
    check(-1, 750_000_000, "-0.25", "1969-12-31T23:59:59.75Z", "Wed, 31 Dec 1969 23:59:59.75 GMT");
    check(
        951_782_400,
        1,
        "951782400.000000001",
        "2000-02-29T00:00:00.000000001Z",
        "Tue, 29 Feb 2000 00:00:00.000000001 GMT",
    );
    check(FIRST, 0, "-62167219200", "0000-01-01T00:00:00Z", "Sat, 01 Jan 0000 00:00:00 GMT");
    check(LAST, 0, "253402300799", "9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 GMT");
}

#[test]
fn every_day_of_eight_centuries_round_trips() {
    for days in -146_097..146_097 {
        let (year, month, day) = civil_from_days(days);
        assert_eq!(days_from_civil(year, month, day), days);
    }
}

#[test]
fn offsets_and_leap_seconds() {
    let parse = |text| Timestamp::parse(text, TimestampFormat::DateTime).unwrap().seconds();
    assert_eq!(parse("1996-12-19T16:39:57-08:00"), parse("1996-12-20T00:39:57Z"));
    assert_eq!(parse("2019-12-16T23:48:18+01:00"), 1_576_536_498);
    assert_eq!(parse("1990-12-31T23:59:60Z"), parse("1990-12-31T23:59:59Z"));
}

#[test]
fn malformed_times() {
    for text in [
        "",
        "x",
        "é",
        "1985-04-12",
        "1985-02-29T00:00:00Z",
        "1985-13-01T00:00:00Z",
        "1985-00-01T00:00:00Z",
        "1985-04-12T24:00:00Z",
        "1985-04-12T00:60:00Z",
        "1985-04-12T00:00:00",
        "1985-04-12T00:00:00.Z",
        "+985-04-12T00:00:00Z",
        "0000-01-01T00:00:00+00:01",
        "1985-04-12T00:00:00Z1",
        "1985-04-1éT00:00:00Z",
    ] {
        assert_eq!(Timestamp::parse(text, TimestampFormat::DateTime), Err(TimestampError), "{text}");
    }
    for text in [
        "",
        "Tue, 29 Apr 2014 18:30:38",
        "Tue, 29 apr 2014 18:30:38 GMT",
        "29 Apr 2014 18:30:38 GMT",
        "Tue, 29 Apr 14 18:30:38 GMT",
        "Tue, 9 Apr 2014 18:30:38 GMT",
    ] {
        assert_eq!(Timestamp::parse(text, TimestampFormat::HttpDate), Err(TimestampError), "{text}");
    }
    for text in ["", "-", "1e3", "0x1", "1.", ".5", "1.5.5", "NaN", "253402300800", "99999999999999999999"] {
        assert_eq!(Timestamp::parse(text, TimestampFormat::EpochSeconds), Err(TimestampError), "{text}");
    }
    assert_eq!(Timestamp::new(FIRST - 1, 0), Err(TimestampError));
    assert_eq!(Timestamp::new(0, 1_000_000_000), Err(TimestampError));
}
