//! The one error of a call, which says on its own what failed, why, and by which request id AWS knows it.
//!
//! No text of it holds a secret or a body. It is one pointer wide, so that results stay small.

mod codes;
mod problem;

pub(crate) use problem::Problem;

use std::fmt;

use bytes::Bytes;
use http::{Response, StatusCode};
use types::ValidationError;
use types::modeled_error::ModeledError;

use crate::operation::Operation;
use crate::protocol::failure::{self, Failure};
use crate::redaction::Secrets;
use crate::transport::TransportErrorKind;

/// So much of a service's message is shown.
const SHOWN: usize = 1000;

/// Why a call failed. `E` has the errors that the service's model declares.
#[derive(Debug)]
pub struct Error<E>(Box<Inner<E>>);

#[derive(Debug)]
struct Inner<E> {
    operation: &'static str,
    status: Option<StatusCode>,
    request_id: Option<String>,
    cause: Cause<E>,
}

#[derive(Debug)]
enum Cause<E> {
    /// There is no answer, or none that can be read.
    Problem(Problem),
    /// The service answered that it failed.
    Service(Failure<E>),
}

impl<E> Error<E> {
    /// A call without an answer.
    pub(crate) fn unanswered(operation: &Operation, problem: impl Into<Problem>) -> Self {
        let cause = Cause::Problem(problem.into());
        Self(Box::new(Inner { operation: operation.name, status: None, request_id: None, cause }))
    }

    /// A call with an answer that can't be read.
    pub(crate) fn unreadable(operation: &Operation, response: &Response<Bytes>, problem: impl Into<Problem>) -> Self {
        Self::answered(operation, response, Cause::Problem(problem.into()))
    }

    /// A call that the service says has failed.
    pub(crate) fn service(operation: &Operation, response: &Response<Bytes>, secrets: &Secrets) -> Self
    where
        E: ModeledError,
    {
        Self::answered(operation, response, Cause::Service(failure::read(response, secrets)))
    }

    fn answered(operation: &Operation, response: &Response<Bytes>, cause: Cause<E>) -> Self {
        let (status, request_id) = (Some(response.status()), failure::request_id(response.headers()));
        Self(Box::new(Inner { operation: operation.name, status, request_id, cause }))
    }

    /// The operation that was called.
    pub fn operation(&self) -> &'static str {
        self.0.operation
    }

    /// The HTTP status of the answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        self.0.status.map(|status| status.as_u16())
    }

    /// The id by which AWS knows the request, if there was an answer that has one.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The service's error, if its model declares it.
    pub fn modeled(&self) -> Option<&E> {
        self.failure()?.modeled.as_ref()
    }

    /// The service's error, if its model declares it.
    pub fn into_modeled(self) -> Option<E> {
        match self.0.cause {
            Cause::Service(failure) => failure.modeled,
            Cause::Problem(_) => None,
        }
    }

    /// The code of the service's error, whether its model declares it or not.
    pub fn code(&self) -> Option<&str> {
        self.failure()?.code.as_deref()
    }

    /// What the service says about its error, with a mark in place of each secret of the request.
    pub fn message(&self) -> Option<&str> {
        self.failure()?.message.as_deref()
    }

    /// The constraints that the request violates, for which it was not sent.
    pub fn violations(&self) -> Option<&ValidationError> {
        match &self.0.cause {
            Cause::Problem(Problem::Validation { error, .. }) => Some(error),
            _ => None,
        }
    }

    /// Whether the request was not sent because it violates the model's constraints.
    pub fn is_validation(&self) -> bool {
        self.violations().is_some()
    }

    /// Whether the service has something already that is in the way: an answer with status 409.
    pub fn is_conflict(&self) -> bool {
        self.failure().is_some() && self.0.status == Some(StatusCode::CONFLICT)
    }

    /// Whether the caller calls too often.
    pub fn is_throttling(&self) -> bool {
        self.has_code(codes::THROTTLING) || self.failed_with(&[StatusCode::TOO_MANY_REQUESTS])
    }

    /// Whether the service does not know the caller or does not let them in, or there are no credentials.
    pub fn is_auth(&self) -> bool {
        let refused = self.failed_with(&[StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN]);
        // Where the model declares an error with such a status, it is about something else.
        let unsigned = matches!(self.0.cause, Cause::Problem(Problem::Credentials(_) | Problem::Signing(_)));
        unsigned || self.has_code(codes::AUTH) || refused && self.modeled().is_none()
    }

    /// Whether there was no connection, so that the service has seen nothing of the request.
    pub fn is_connect(&self) -> bool {
        matches!(self.transport_kind(), Some(TransportErrorKind::Connect | TransportErrorKind::Tls))
    }

    /// Whether time was the reason.
    pub fn is_timeout(&self) -> bool {
        match &self.0.cause {
            Cause::Problem(Problem::Transport { error, .. }) => error.is_timeout(),
            Cause::Problem(_) => false,
            Cause::Service(_) => self.has_code(codes::TIMEOUT) || self.failed_with(&[StatusCode::REQUEST_TIMEOUT]),
        }
    }

    /// Whether the same call may succeed later: throttling, a failure of the service that passes, or of the network.
    pub fn is_retryable(&self) -> bool {
        let lost = matches!(
            self.transport_kind(),
            Some(TransportErrorKind::Connect | TransportErrorKind::Timeout | TransportErrorKind::Interrupted)
        );
        let passes = self.failed_with(&[
            StatusCode::INTERNAL_SERVER_ERROR,
            StatusCode::BAD_GATEWAY,
            StatusCode::SERVICE_UNAVAILABLE,
            StatusCode::GATEWAY_TIMEOUT,
        ]);
        lost || passes || self.is_throttling() || self.has_code(codes::TIMEOUT)
    }

    fn failure(&self) -> Option<&Failure<E>> {
        match &self.0.cause {
            Cause::Service(failure) => Some(failure),
            Cause::Problem(_) => None,
        }
    }

    fn transport_kind(&self) -> Option<TransportErrorKind> {
        match &self.0.cause {
            Cause::Problem(Problem::Transport { error, .. }) => Some(error.kind()),
            _ => None,
        }
    }

    fn failed_with(&self, statuses: &[StatusCode]) -> bool {
        self.failure().is_some() && self.0.status.is_some_and(|status| statuses.contains(&status))
    }

    fn has_code(&self, codes: &[&str]) -> bool {
        self.code().is_some_and(|code| codes.contains(&code))
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { operation, status, request_id, cause } = &*self.0;
        match cause {
            Cause::Problem(problem @ Problem::Validation { .. }) => {
                write!(formatter, "{operation} was not sent: {problem}")?
            }
            Cause::Problem(problem) => write!(formatter, "{operation} failed: {problem}")?,
            Cause::Service(failure) => write!(
                formatter,
                "{operation} failed: {}",
                failure.code.as_deref().unwrap_or("an error without a code")
            )?,
        }
        if let Some(status) = status {
            write!(formatter, " ({})", status.as_u16())?;
        }
        if let Some(message) = self.message() {
            write!(formatter, ": {}", Shown(message))?;
        }
        match request_id {
            Some(request_id) => write!(formatter, "; request id {request_id}"),
            None => Ok(()),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.cause {
            Cause::Problem(problem) => problem.source(),
            Cause::Service(failure) => {
                failure.modeled.as_ref().map(|error| error as &(dyn std::error::Error + 'static))
            }
        }
    }
}

/// A text from outside, on one line and not too long, so that it can't forge a line of a log.
struct Shown<'a>(&'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.trim();
        let mut characters = text.strip_suffix('.').unwrap_or(text).chars();
        for character in characters.by_ref().take(SHOWN) {
            let character = if character.is_control() { ' ' } else { character };
            write!(formatter, "{character}")?;
        }
        if characters.next().is_some() { formatter.write_str("…") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use types::Unit;

    use super::*;

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
        const MODEL: &'static str = "2026-11";

        fn from_body(code: &str, _body: &[u8]) -> Option<Self> {
            (code == "Refused").then_some(Self)
        }

        fn code(&self) -> &'static str {
            "Refused"
        }

        fn message(&self) -> Option<&str> {
            None
        }
    }

    fn error(status: u16, code: &str, message: &str) -> Error<Refused> {
        let body = serde_json::json!({"__type": code, "message": message}).to_string();
        let response = Response::builder().status(status).body(Bytes::from(body)).unwrap();
        Error::service(&OPERATION, &response, &Secrets::new(&Unit::default(), []))
    }

    #[test]
    fn it_is_one_pointer_wide() {
        assert_eq!(size_of::<Error<Refused>>(), size_of::<usize>());
        assert_eq!(size_of::<Result<(), Error<Refused>>>(), size_of::<usize>());
    }

    /// Checks which of the predicates hold: auth, conflict, retryable, throttling, timeout.
    #[track_caller]
    fn check(status: u16, code: &str, expected: &str) {
        let error = error(status, code, "");
        let predicates = [
            ("auth", error.is_auth()),
            ("conflict", error.is_conflict()),
            ("connect", error.is_connect()),
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
        for status in [400, 402, 404, 499, 501, 505] {
            check(status, "Other", "");
            check(status, "Refused", "");
        }
        for status in [500, 502, 503, 504] {
            check(status, "Other", "retryable");
            check(status, "Refused", "retryable");
        }
        check(400, "ThrottlingException", "retryable throttling");
        check(429, "", "retryable throttling");
        check(400, "RequestTimeout", "retryable timeout");
        check(408, "", "timeout");
        check(409, "Refused", "conflict");
        check(400, "ExpiredToken", "auth");
        check(401, "", "auth");
        check(403, "Other", "auth");
        check(401, "Refused", "");
        check(403, "Refused", "");
    }

    #[test]
    fn the_text_is_one_line_and_not_too_long() {
        #[track_caller]
        fn check(message: &str, expected: &str) {
            assert_eq!(error(400, "Refused", message).to_string(), format!("Get failed: Refused (400): {expected}"));
        }
        check("no", "no");
        check(" no.\n", "no");
        check("a\r\n2026 INFO\u{1b}[31m\0forged", "a  2026 INFO [31m forged");
        check(&"é".repeat(1000), &"é".repeat(1000));
        check(&"é".repeat(1001), &format!("{}…", "é".repeat(1000)));
    }
}
