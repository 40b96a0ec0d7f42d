//! Tests of the messages and predicates of errors.

use tinsmith_types::{ErrorSource, Unit};

use super::*;
use crate::protocol::{Protocol as _, RestJson1};

static OPERATION: Operation = Operation::new("Get", "GET", "/", 200);

/// A service whose model declares `Refused`.
#[derive(Debug)]
struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Refused")
    }
}

impl std::error::Error for Refused {}

impl ModeledError for Refused {
    fn from_source<S: ErrorSource>(code: &str, _source: &S) -> Option<Self> {
        (code == "Refused").then_some(Self)
    }

    fn code(&self) -> &'static str {
        "Refused"
    }

    fn message(&self) -> Option<&str> {
        None
    }
}

/// A service whose model gives the error `Taken` the status 409.
#[derive(Debug)]
struct Taken;

impl fmt::Display for Taken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Taken")
    }
}

impl std::error::Error for Taken {}

impl ModeledError for Taken {
    fn from_source<S: ErrorSource>(code: &str, _source: &S) -> Option<Self> {
        (code == "Taken").then_some(Self)
    }

    fn code(&self) -> &'static str {
        "Taken"
    }

    fn message(&self) -> Option<&str> {
        None
    }

    fn is_conflict(&self) -> bool {
        true
    }
}

fn error<E: ModeledError>(status: u16, code: &str, message: &str) -> Error<E> {
    let body = serde_json::json!({"__type": code, "message": message}).to_string();
    let response = Response::builder().status(status).body(Body::from(body)).unwrap();
    let code = RestJson1::error_code(&response);
    Error::service(&OPERATION, code, &response, &Secrets::new(&Unit::default(), []), Attempts::default())
}

#[test]
fn it_is_one_pointer_wide() {
    assert_eq!(size_of::<Error<Refused>>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), Error<Refused>>>(), size_of::<usize>());
}

/// Checks which of the predicates are true.
#[track_caller]
fn check(status: u16, code: &str, expected: &str) {
    let error = error::<Refused>(status, code, "");
    let predicates = [
        ("auth", error.is_auth()),
        ("conflict", error.is_conflict()),
        ("connect", error.is_connect()),
        ("quota", error.is_quota_exceeded()),
        ("retryable", error.is_retryable()),
        ("throttling", error.is_throttling()),
        ("timeout", error.is_timeout()),
        ("validation", error.is_validation()),
    ];
    let found: Vec<&str> = predicates.iter().filter(|(_, holds)| *holds).map(|(name, _)| *name).collect();
    assert_eq!(found.join(" "), expected, "{status} {code}");
}

#[test]
fn predicates() {
    for status in [400, 404, 499, 501, 505] {
        check(status, "Other", "");
        check(status, "Refused", "");
    }
    for status in [500, 502, 503, 504] {
        check(status, "Other", "retryable");
        check(status, "Refused", "retryable");
    }
    check(402, "Other", "quota");
    check(402, "Refused", "quota");
    check(402, "ThrottlingException", "retryable throttling");
    check(400, "ServiceQuotaExceededException", "quota");
    check(400, "ResourceLimitExceeded", "quota");
    check(400, "LimitExceededException", "retryable throttling");
    check(503, "ServiceQuotaExceededException", "retryable");
    check(400, "ThrottlingException", "retryable throttling");
    check(429, "", "retryable throttling");
    check(400, "RequestTimeout", "retryable timeout");
    check(408, "", "retryable timeout");
    check(409, "Refused", "conflict");
    check(409, "Other", "conflict");
    check(400, "ConflictException", "conflict");
    check(400, "QueueAlreadyExists", "conflict");
    check(400, "ExpiredToken", "auth");
    check(401, "", "auth");
    check(403, "Other", "auth");
    check(401, "Refused", "");
    check(403, "Refused", "");
}

#[test]
fn the_model_decides_about_a_conflict_if_the_status_does_not() {
    assert!(error::<Taken>(400, "Taken", "").is_conflict());
    assert!(!error::<Taken>(400, "Other", "").is_conflict());
}

#[test]
fn timeouts_are_retryable() {
    for phase in [Phase::Attempt, Phase::Call] {
        let problem = Problem::Timeout { to: String::new(), phase, limit: Duration::from_secs(1) };
        let error = Error::<Refused>::unanswered(&OPERATION, problem, Attempts::default());
        assert!(error.is_timeout() && error.is_retryable() && !error.is_quota_exceeded());
    }
}

#[test]
fn the_text_is_one_short_line() {
    #[track_caller]
    fn check(message: &str, expected: &str) {
        assert_eq!(
            error::<Refused>(400, "Refused", message).to_string(),
            format!("Get failed: Refused (400): {expected}")
        );
    }
    check("no", "no");
    check(" no.\n", "no");
    check("a\r\n2026 INFO\u{1b}[31m\0forged", "a  2026 INFO [31m forged");
    check("a\u{2028}b\u{2029}c\u{202a}\u{202e}d\u{2066}\u{2069}e\u{85}f\u{200f}g", "a b c  d  e f g");
    check(&"é".repeat(1000), &"é".repeat(1000));
    check(&"é".repeat(1001), &format!("{}…", "é".repeat(1000)));
}

#[test]
fn the_code_of_the_query_protocol_is_shown() {
    let secrets = Secrets::new(&Unit::default(), ["hunter2"]);
    let with = |code: &str, query_code: &str| {
        error::<Refused>(400, code, "m").with_query_code(Some(query_code.to_owned()), &secrets)
    };
    let error = with("Refused", "A.B.Refused");
    assert_eq!((error.code(), error.modeled().is_some()), (Some("A.B.Refused"), true));
    assert_eq!(error.to_string(), "Get failed: A.B.Refused (400): m");
    // Either code can classify the error.
    for (code, query_code, expected) in
        [("Throttling", "A.B", true), ("Slow", "RequestThrottled", true), ("Slow", "A.B", false)]
    {
        assert_eq!(with(code, query_code).is_throttling(), expected, "{code} {query_code}");
    }
    assert_eq!(with("Refused", "A.hunter2").code(), Some("Refused"));
    assert!(with("NameTaken", "A.NameAlreadyExists").is_conflict() && !with("NameTaken", "A.B").is_conflict());
}
