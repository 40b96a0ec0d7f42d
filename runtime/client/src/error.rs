//! The error of a call: it names the operation, the problem, its cause, and the request id.
//!
//! No message contains a secret or a body. The error is the size of one pointer, so that results stay small.

mod codes;
mod predicates;
mod problem;
#[cfg(test)]
mod tests;

pub(crate) use codes::{FailureClass, classify, is_known};
pub(crate) use problem::{Phase, Problem};

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{Response, StatusCode};
use tinsmith_types::codegen::document::{OneLine, steers};
use tinsmith_types::{ModeledError, Secret, ValidationError};

use crate::Body;
use crate::call::Attempts;
use crate::operation::Operation;
use crate::protocol::{DecodeError, Failure, failure, is_showable, request_id};
use crate::redaction::Secrets;

/// The number of characters of a service's message that are shown.
const SHOWN: usize = 1000;

/// The failure of a call. `E` is the type of the errors that the service's model declares.
///
/// `Display` says what failed and why; causes below that, such as those of a lost connection, are the error's
/// [`source`](std::error::Error::source). [`report`](Self::report) and `{:?}` show all of it in one line, and `{:#?}`
/// the structure. No form shows a secret.
///
/// | failure | test | what to do |
/// |---|---|---|
/// | the request violates the model | [`is_validation`](Self::is_validation), [`violations`](Self::violations) | correct it; it was not sent |
/// | no credentials, or the service refuses them | [`is_auth`](Self::is_auth) | check credentials and permissions |
/// | no connection | [`is_connect`](Self::is_connect), [`is_tls`](Self::is_tls) | check endpoint and network; the service saw nothing |
/// | no clear answer | [`may_have_taken_effect`](Self::may_have_taken_effect) | repeat with the same [`client_token`](Self::client_token) |
/// | an error of the service | [`modeled`](Self::modeled), [`code`](Self::code), [`message`](Self::message) | match on it |
/// | a temporary failure, or throttling | [`is_retryable`](Self::is_retryable), [`is_throttling`](Self::is_throttling) | repeat later; see [`retry_after`](Self::retry_after) |
/// | a quota that is used up | [`is_quota_exceeded`](Self::is_quota_exceeded) | free resources, or request a higher quota |
///
/// ```
/// use tinsmith_client::transport::RecordingTransport;
/// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let credentials = tinsmith_client::Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI", None, None, "example");
/// # let body = r#"{"code": "ConflictException", "message": "ada exists"}"#;
/// # let transport = RecordingTransport::new().respond(409, body);
/// # let client = Client::builder().region("eu-west-1").credentials(credentials).transport(transport).build()?;
/// let error = client.create_user(CreateUserRequest::new("ada")).await.unwrap_err();
/// match error.modeled() {
///     Some(ServiceError::ConflictException(conflict)) => assert_eq!(conflict.message.as_deref(), Some("ada exists")),
///     _ if error.is_validation() => panic!("correct the request: {error}"),
///     _ if error.may_have_taken_effect() => println!("repeat it with the token {:?}", error.client_token()),
///     _ if error.is_retryable() => println!("repeat it later, after {:?} at least", error.retry_after()),
///     _ => return Err(error.into()),
/// }
/// assert_eq!(error.to_string(), "CreateUser failed: ConflictException (409): ada exists");
/// # Ok(())
/// # }
/// ```
pub struct Error<E>(Box<Inner<E>>);

#[derive(Debug)]
struct Inner<E> {
    operation: &'static str,
    status: Option<StatusCode>,
    request_id: Option<String>,
    attempts: Attempts,
    client_token: Option<Secret>,
    cause: Cause<E>,
}

#[derive(Debug)]
enum Cause<E> {
    /// There was no response, or an unreadable one.
    Problem(Problem),
    /// The service returned an error.
    Service(Failure<E>),
}

impl<E> Error<E> {
    /// Creates the error of a call without a response.
    pub(crate) fn unanswered(operation: &Operation, problem: Problem, attempts: Attempts) -> Self {
        let (operation, cause) = (operation.name, Cause::Problem(problem));
        Self(Box::new(Inner { operation, status: None, request_id: None, attempts, client_token: None, cause }))
    }

    /// Creates the error of a call with an unreadable response.
    pub(crate) fn unreadable(
        operation: &Operation,
        response: &Response<Body>,
        mut error: DecodeError,
        secrets: &Secrets,
        mut attempts: Attempts,
    ) -> Self {
        attempts.unclear.get_or_insert(attempts.made);
        error.mask(secrets);
        Self::answered(operation, response, Cause::Problem(Problem::Decode(error)), secrets, attempts)
    }

    /// Creates the error of a call that failed in the service.
    pub(crate) fn service(
        operation: &Operation,
        code: Option<String>,
        response: &Response<Body>,
        secrets: &Secrets,
        attempts: Attempts,
    ) -> Self
    where
        E: ModeledError,
    {
        Self::answered(operation, response, Cause::Service(failure(code, response, secrets)), secrets, attempts)
    }

    /// Returns the error with its code in AWS's query protocol, if the service sends one that contains no secret.
    pub(crate) fn with_query_code(mut self, code: Option<String>, secrets: &Secrets) -> Self {
        if let Cause::Service(failure) = &mut self.0.cause {
            failure.query_code = code.filter(|code| is_showable(code, secrets));
        }
        self
    }

    /// Creates an error that was received in place of an event.
    pub(crate) fn of_event(
        operation: &Operation,
        code: String,
        body: Bytes,
        secrets: &Secrets,
        request_id: Option<String>,
        attempts: Attempts,
    ) -> Self
    where
        E: ModeledError,
    {
        let cause = Cause::Service(failure(Some(code), &Response::new(body.into()), secrets));
        let operation = operation.name;
        Self(Box::new(Inner { operation, status: None, request_id, attempts, client_token: None, cause }))
    }

    /// Sets the request id.
    pub(crate) fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.0.request_id = request_id;
        self
    }

    fn answered(
        operation: &Operation,
        response: &Response<Body>,
        cause: Cause<E>,
        secrets: &Secrets,
        attempts: Attempts,
    ) -> Self {
        let (status, request_id) = (Some(response.status()), request_id(response.headers(), secrets));
        Self(Box::new(Inner { operation: operation.name, status, request_id, attempts, client_token: None, cause }))
    }

    /// Sets the idempotency token, if the request was or may have been sent.
    pub(crate) fn with_client_token(mut self, token: impl FnOnce() -> Option<Secret>) -> Self {
        if self.0.attempts.made > 0 {
            self.0.client_token = token();
        }
        self
    }

    /// Returns the name of the operation.
    pub fn operation(&self) -> &'static str {
        self.0.operation
    }

    /// Returns the HTTP status of the answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        self.0.status.map(|status| status.as_u16())
    }

    /// Returns the id by which AWS support finds the request, if the answer has one.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Returns the service's error, if its model declares it.
    pub fn modeled(&self) -> Option<&E> {
        self.failure()?.modeled.as_ref()
    }

    /// Returns the service's error by value, if its model declares it.
    pub fn into_modeled(self) -> Option<E> {
        match self.0.cause {
            Cause::Service(failure) => failure.modeled,
            Cause::Problem(_) => None,
        }
    }

    /// Returns the code of the service's error, even if its model does not declare it.
    ///
    /// It is the name of the error's shape. A service that once spoke AWS's query protocol may send the code that the
    /// error had there, such as `AWS.SimpleQueueService.NonExistentQueue`, which is returned in its place.
    pub fn code(&self) -> Option<&str> {
        let failure = self.failure()?;
        failure.query_code.as_deref().or(failure.code.as_deref())
    }

    /// Returns the service's message, with a mark in place of each secret of the request.
    pub fn message(&self) -> Option<&str> {
        self.failure()?.message.as_deref()
    }

    /// Returns the idempotency token of the request, set by the caller or by the client; `None` if the operation has no
    /// token, or the request was not sent.
    ///
    /// After a failure that [may have taken effect](Self::may_have_taken_effect), repeat the same request with this
    /// token: as long as the service remembers the token, it has no further effect. With another token, the request may
    /// be a conflict, or have its effect twice.
    pub fn client_token(&self) -> Option<&str> {
        self.0.client_token.as_ref().map(|token| token.expose().as_str())
    }

    /// Returns the constraints that the request violates, if it was not sent for that reason.
    pub fn violations(&self) -> Option<&ValidationError> {
        match &self.0.cause {
            Cause::Problem(Problem::Validation(error)) => Some(error),
            _ => None,
        }
    }

    /// Returns the number of attempts, including one that ended for lack of credentials; 0 if the request was refused
    /// before the first attempt.
    pub fn attempts(&self) -> u32 {
        self.0.attempts.made
    }

    /// Returns how long the service asks to wait before another attempt.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.attempts.retry_after
    }

    /// Returns `true` if the service returned the error of this name, whatever its code in AWS's query protocol.
    pub(crate) fn has_code(&self, name: &str) -> bool
    where
        E: ModeledError,
    {
        self.failure().is_some_and(|failure| {
            let modeled = failure.modeled.as_ref().map(ModeledError::code);
            [failure.code.as_deref(), failure.query_code.as_deref(), modeled].contains(&Some(name))
        })
    }

    fn failure(&self) -> Option<&Failure<E>> {
        match &self.0.cause {
            Cause::Service(failure) => Some(failure),
            Cause::Problem(_) => None,
        }
    }

    fn problem(&self) -> Option<&Problem> {
        match &self.0.cause {
            Cause::Problem(problem) => Some(problem),
            Cause::Service(_) => None,
        }
    }
}

impl<E: std::error::Error + 'static> Error<E> {
    /// Returns the error with all its causes in one line, for a log.
    pub fn report(&self) -> impl fmt::Display {
        Report(self)
    }
}

struct Report<'a, E>(&'a Error<E>);

impl<E> fmt::Display for Report<'_, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(formatter, true)
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(formatter, false)
    }
}

/// Prints the report, so that a program whose `main` returns the error ends with a readable line.
impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if formatter.alternate() {
            return formatter.debug_tuple("Error").field(&self.0).finish();
        }
        self.write(formatter, true)
    }
}

impl<E> Error<E> {
    fn write(&self, formatter: &mut fmt::Formatter<'_>, with_causes: bool) -> fmt::Result {
        let Inner { operation, status, request_id, attempts, cause, .. } = &*self.0;
        let was_sent = if self.is_validation() { "was not sent" } else { "failed" };
        write!(formatter, "{operation} {was_sent}: ")?;
        match cause {
            Cause::Problem(problem) => write_problem(formatter, problem, with_causes)?,
            Cause::Service(_) => match self.code() {
                Some(code) => formatter.write_str(code)?,
                None if self.is_redirect() => formatter.write_str("a redirect, which is not followed")?,
                None => formatter.write_str("an error without a code")?,
            },
        }
        if let Some(status) = status {
            write!(formatter, " ({})", status.as_u16())?;
        }
        if let Some(message) = self.message() {
            write!(formatter, ": {}", Shown(message))?;
        }
        if let Some(request_id) = request_id {
            write!(formatter, "; request id {request_id}")?;
        }
        write!(formatter, "{attempts}")
    }
}

/// Writes a problem on one line, with its causes if asked for.
fn write_problem(formatter: &mut fmt::Formatter<'_>, problem: &Problem, with_causes: bool) -> fmt::Result {
    write!(formatter, "{}", OneLine(&problem.to_string()))?;
    let mut cause = problem.source().filter(|_| with_causes);
    while let Some(error) = cause {
        write!(formatter, ": {}", OneLine(&error.to_string()))?;
        cause = error.source();
    }
    Ok(())
}

/// Writes the number of attempts if there was more than one, and whether an earlier one may have taken effect.
impl fmt::Display for Attempts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { made, max, unclear, is_unrepeatable, .. } = self;
        if *made > 1 {
            write!(formatter, "; attempt {made} of {max}")?;
        }
        match unclear {
            Some(attempt) if attempt < made => {
                write!(formatter, ": attempt {attempt} got no clear answer and may have taken effect")?;
            }
            Some(_) => formatter.write_str("; it may have taken effect nevertheless")?,
            None => {}
        }
        if *is_unrepeatable {
            formatter.write_str("; not retried, because its body is a stream that can't be sent again")?;
        }
        Ok(())
    }
}

/// An error of the service has no source, because `Display` shows all of it; its value is [`modeled`](Error::modeled).
impl<E: std::error::Error + 'static> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.problem().and_then(Problem::source)
    }
}

/// Displays a service's text on one line and truncated, so that it can't forge lines of a log.
struct Shown<'a>(&'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.trim();
        let mut characters = text.strip_suffix('.').unwrap_or(text).chars();
        for character in characters.by_ref().take(SHOWN) {
            let character = if steers(character) { ' ' } else { character };
            write!(formatter, "{character}")?;
        }
        if characters.next().is_some() { formatter.write_str("…") } else { Ok(()) }
    }
}
