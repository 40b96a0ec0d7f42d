//! Decides after an attempt whether to retry.
//!
//! A request is not retried if the service refused its content, or if it would fail again in the same way.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::header::{DATE, HeaderMap, RETRY_AFTER};
use http::{HeaderName, Response};
use tinsmith_types::Timestamp;
use tinsmith_types::codegen::TimestampFormat;

use crate::Body;
use crate::error::{FailureClass, Problem, classify};
use crate::protocol::ErrorCode;

/// The cost of a retry in tokens of the [`Budget`](super::Budget).
const COST: u32 = 5;
/// The cost of a retry after a timeout, which may be a sign of an overloaded service.
const TIMEOUT_COST: u32 = 10;
/// The minimum clock skew to correct: a little less than the five minutes by which AWS allows a signature to differ.
const SKEW: Duration = Duration::from_secs(4 * 60);
/// A header with a delay in milliseconds.
const AMZ_RETRY_AFTER: HeaderName = HeaderName::from_static("x-amz-retry-after");

/// The decision after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Not retryable; the outcome is returned to the caller.
    Final,
    /// Retryable, at this cost.
    Retry(u32),
    /// Retryable with the clock corrected to this time of the service.
    CorrectClock(SystemTime),
    /// The credentials have expired: a later call has to renew them.
    Expired,
}

/// Decides by the outcome of an attempt; `now` is the time at which it was signed.
pub(crate) fn verdict(outcome: Result<&Response<Body>, &Problem>, now: SystemTime, error_code: ErrorCode) -> Verdict {
    match outcome {
        Ok(response) if response.status().is_success() => Verdict::Final,
        Ok(response) => answered(response, now, error_code(response).as_deref()),
        Err(problem) if !problem.passes() => Verdict::Final,
        Err(problem) if problem.is_timeout() => Verdict::Retry(TIMEOUT_COST),
        Err(_) => Verdict::Retry(COST),
    }
}

fn answered(response: &Response<Body>, now: SystemTime, code: Option<&str>) -> Verdict {
    match classify(code, response.status()) {
        FailureClass::Throttling | FailureClass::Transient => Verdict::Retry(COST),
        FailureClass::Timeout => Verdict::Retry(TIMEOUT_COST),
        FailureClass::Expired => Verdict::Expired,
        FailureClass::ClockSkew => date(response.headers()).map_or(Verdict::Final, Verdict::CorrectClock),
        FailureClass::Signature => match date(response.headers()) {
            Some(theirs) if distance(theirs, now) >= SKEW => Verdict::CorrectClock(theirs),
            _ => Verdict::Final,
        },
        FailureClass::Auth | FailureClass::Other => Verdict::Final,
    }
}

/// Returns the delay that the service asks for before another attempt.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: HeaderName| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(milliseconds) = text(AMZ_RETRY_AFTER).and_then(|text| text.parse().ok()) {
        return Some(Duration::from_millis(milliseconds));
    }
    let text = text(RETRY_AFTER)?;
    let seconds = text.parse().ok().map(Duration::from_secs);
    // Without the service's date, this machine's clock is used.
    let since = date(headers).unwrap_or(now);
    seconds.or_else(|| Some(time(text)?.duration_since(since).unwrap_or_default()))
}

/// Returns the service's time.
fn date(headers: &HeaderMap) -> Option<SystemTime> {
    time(headers.get(DATE)?.to_str().ok()?)
}

fn time(text: &str) -> Option<SystemTime> {
    let time = Timestamp::parse(text, TimestampFormat::HttpDate).ok()?;
    UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(time.seconds()).ok()?))
}

fn distance(one: SystemTime, two: SystemTime) -> Duration {
    one.duration_since(two).unwrap_or_else(|error| error.duration())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Phase;
    use crate::protocol::{Protocol as _, RestJson1};
    use crate::transport::{TransportError, TransportErrorKind};

    /// Sun, 06 Nov 1994 08:49:37 GMT.
    const NOW: Duration = Duration::from_secs(784_111_777);

    fn now() -> SystemTime {
        UNIX_EPOCH + NOW
    }

    fn response(status: u16, headers: &[(&str, &str)]) -> Response<Body> {
        let builder = headers.iter().fold(Response::builder(), |builder, (name, value)| builder.header(*name, *value));
        builder.status(status).body(Body::empty()).unwrap()
    }

    #[track_caller]
    fn check(status: u16, code: &str, date: &str, expected: Verdict) {
        let headers = [("x-amzn-errortype", code), ("date", date)];
        let headers: Vec<_> = headers.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        assert_eq!(verdict(Ok(&response(status, &headers)), now(), RestJson1::error_code), expected);
    }

    #[test]
    fn answers() {
        for status in [200, 204, 301, 400, 402, 403, 404, 409, 501] {
            check(status, "", "", Verdict::Final);
        }
        for status in [429, 500, 502, 503, 504] {
            check(status, "", "", Verdict::Retry(5));
        }
        check(408, "", "", Verdict::Retry(10));
        check(400, "ThrottlingException", "", Verdict::Retry(5));
        check(400, "RequestTimeoutException", "", Verdict::Retry(10));
        check(403, "ExpiredTokenException", "", Verdict::Expired);
        check(403, "AccessDeniedException", "Sun, 06 Nov 1994 08:00:00 GMT", Verdict::Final);
    }

    #[test]
    fn clocks_are_corrected_where_they_are_wrong() {
        let at = |seconds: i64| Verdict::CorrectClock(UNIX_EPOCH + Duration::from_secs(seconds.unsigned_abs()));
        check(403, "RequestTimeTooSkewed", "Sun, 06 Nov 1994 08:49:37 GMT", at(784_111_777));
        check(403, "RequestExpired", "", Verdict::Final);
        check(403, "RequestExpired", "yesterday", Verdict::Final);
        check(403, "RequestInTheFuture", "Thu, 01 Jan 1960 00:00:00 GMT", Verdict::Final);
        // A signature can be rejected for other reasons.
        check(403, "InvalidSignatureException", "Sun, 06 Nov 1994 08:53:36 GMT", Verdict::Final);
        check(403, "InvalidSignatureException", "Sun, 06 Nov 1994 08:53:37 GMT", at(784_112_017));
        check(403, "SignatureDoesNotMatch", "Sun, 06 Nov 1994 08:45:37 GMT", at(784_111_537));
        check(403, "SignatureDoesNotMatch", "Sun, 06 Nov 1994 08:45:38 GMT", Verdict::Final);
    }

    #[test]
    fn errors_of_the_transport() {
        #[track_caller]
        fn check(kind: TransportErrorKind, timed_out: bool, expected: Verdict) {
            let cause = if timed_out { std::io::ErrorKind::TimedOut } else { std::io::ErrorKind::Other };
            let error = TransportError::new(kind, std::io::Error::from(cause));
            assert_eq!(
                verdict(Err(&Problem::Transport { to: String::new(), error }), now(), RestJson1::error_code),
                expected,
                "{kind:?}"
            );
        }
        check(TransportErrorKind::Connect, false, Verdict::Retry(5));
        check(TransportErrorKind::Connect, true, Verdict::Retry(10));
        check(TransportErrorKind::Interrupted, false, Verdict::Retry(5));
        check(TransportErrorKind::Timeout, false, Verdict::Retry(10));
        check(TransportErrorKind::Tls, false, Verdict::Final);
        check(TransportErrorKind::Malformed, false, Verdict::Final);
        check(TransportErrorKind::TooLarge, false, Verdict::Final);
        check(TransportErrorKind::Other, false, Verdict::Final);
        let timeout = |phase| Problem::Timeout { to: String::new(), phase, limit: Duration::ZERO };
        assert_eq!(verdict(Err(&timeout(Phase::Attempt)), now(), RestJson1::error_code), Verdict::Retry(10));
        assert_eq!(verdict(Err(&timeout(Phase::Call)), now(), RestJson1::error_code), Verdict::Final);
        assert_eq!(verdict(Err(&Problem::ExpiredCredentials), now(), RestJson1::error_code), Verdict::Final);
    }

    #[test]
    fn services_request_a_delay() {
        #[track_caller]
        fn check(headers: &[(&str, &str)], expected: Option<u64>) {
            let found = retry_after(response(503, headers).headers(), now());
            assert_eq!(found, expected.map(Duration::from_millis), "{headers:?}");
        }
        check(&[], None);
        check(&[("retry-after", "0")], Some(0));
        check(&[("retry-after", " 3 ")], Some(3000));
        check(&[("retry-after", "-3")], None);
        check(&[("retry-after", "soon")], None);
        check(&[("retry-after", "Sun, 06 Nov 1994 08:49:39 GMT")], Some(2000));
        check(&[("retry-after", "Sun, 06 Nov 1994 08:49:35 GMT")], Some(0));
        let date = ("date", "Sun, 06 Nov 1994 08:49:35 GMT");
        check(&[("retry-after", "Sun, 06 Nov 1994 08:49:39 GMT"), date], Some(4000));
        check(&[("x-amz-retry-after", "1500")], Some(1500));
        check(&[("x-amz-retry-after", "1500"), ("retry-after", "9")], Some(1500));
        check(&[("x-amz-retry-after", "x"), ("retry-after", "9")], Some(9000));
    }
}
