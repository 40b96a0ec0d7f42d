//! Predicates that classify an error, for programs that handle failures differently.
//!
//! Each predicate depends on codes, statuses and error kinds, never on a message.

use http::StatusCode;

use super::codes::{is_conflict, is_quota};
use super::{Error, FailureClass, Problem, classify};
use crate::transport::TransportErrorKind;

impl<E> Error<E> {
    /// Returns whether the request was not sent because it violates the model's constraints.
    pub fn is_validation(&self) -> bool {
        self.violations().is_some()
    }

    /// Returns `true` if the request conflicts with an existing resource.
    ///
    /// One of these is enough:
    /// - the status is 409, as in restJson1;
    /// - the model gives the error the status 409, although the service sends 400, as in awsJson;
    /// - the code, or the code in AWS's query protocol, ends in `Conflict` or `Exists`, optionally followed by `Exception` or
    ///   `Fault`: `ConflictException`, `StateMachineAlreadyExists`, `ResourceExistsException`.
    pub fn is_conflict(&self) -> bool {
        self.failure().is_some_and(|failure| {
            let mut codes = [&failure.code, &failure.query_code].into_iter().flatten();
            self.0.status == Some(StatusCode::CONFLICT)
                || failure.is_modeled_conflict
                || codes.any(|code| is_conflict(code))
        })
    }

    /// Returns whether the caller sends too many requests.
    pub fn is_throttling(&self) -> bool {
        self.class() == Some(FailureClass::Throttling)
    }

    /// Returns whether authentication or authorization failed, or there are no credentials.
    pub fn is_auth(&self) -> bool {
        let unsigned = self.problem().is_some_and(|problem| {
            matches!(
                problem,
                Problem::Credentials(_)
                    | Problem::CredentialsTimeout(_)
                    | Problem::ExpiredCredentials
                    | Problem::Signing(_)
            )
        });
        let refused = matches!(
            self.class(),
            Some(FailureClass::Auth | FailureClass::Expired | FailureClass::ClockSkew | FailureClass::Signature)
        );
        // If the model declares an error with such a status, it has another meaning.
        unsigned || refused && self.modeled().is_none()
    }

    /// Returns whether the credentials have expired.
    pub fn is_expired_credentials(&self) -> bool {
        matches!(self.problem(), Some(Problem::ExpiredCredentials)) || self.class() == Some(FailureClass::Expired)
    }

    /// Returns whether there was no connection, so that the service has received nothing of the request.
    pub fn is_connect(&self) -> bool {
        matches!(self.transport_kind(), Some(TransportErrorKind::Connect | TransportErrorKind::Tls))
    }

    /// Returns whether TLS failed, for example because the server's certificate is not trusted.
    pub fn is_tls(&self) -> bool {
        self.transport_kind() == Some(TransportErrorKind::Tls)
    }

    /// Returns whether a time limit was exceeded: of a connection, of an attempt, or of the whole call.
    pub fn is_timeout(&self) -> bool {
        self.problem().is_some_and(Problem::is_timeout) || self.class() == Some(FailureClass::Timeout)
    }

    /// Returns whether the answer is larger than [`Builder::response_limit`](crate::Builder::response_limit).
    pub fn is_too_large(&self) -> bool {
        self.transport_kind() == Some(TransportErrorKind::TooLarge)
    }

    /// Returns whether there was an answer that does not conform to the model or to HTTP: cut short, changed on its way,
    /// no JSON, or of another type.
    pub fn is_malformed(&self) -> bool {
        matches!(self.problem(), Some(Problem::Decode(_)))
            || matches!(self.transport_kind(), Some(TransportErrorKind::Malformed | TransportErrorKind::Corrupted))
    }

    /// Returns whether the service redirects to another address. Redirects are not followed.
    pub fn is_redirect(&self) -> bool {
        self.failure().is_some() && self.0.status.is_some_and(|status| status.is_redirection())
    }

    /// Returns whether the same call may succeed later: after throttling, a temporary failure of the service or of the
    /// network, or a timeout of an attempt or of the whole call.
    pub fn is_retryable(&self) -> bool {
        self.problem().is_some_and(|problem| problem.passes() || matches!(problem, Problem::Timeout { .. }))
            || matches!(self.class(), Some(FailureClass::Throttling | FailureClass::Timeout | FailureClass::Transient))
    }

    /// Returns whether a quota of the account is used up, so that a retry does not help: an error code for quotas, or
    /// the status 402.
    ///
    /// `LimitExceededException` is not one of these codes, because AWS counts it as throttling.
    pub fn is_quota_exceeded(&self) -> bool {
        let is_other = self.class() == Some(FailureClass::Other);
        is_other && (self.code().is_some_and(is_quota) || self.0.status == Some(StatusCode::PAYMENT_REQUIRED))
    }

    /// Returns whether the request may have had its effect although the call has failed, because an attempt got no
    /// clear answer. Repeating the call with the same [idempotency token](Self::client_token) is safe.
    ///
    /// ```
    /// use tinsmith_client::TransportErrorKind::Interrupted;
    /// use tinsmith_client::{TransportError, transport::RecordingTransport};
    /// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let credentials = tinsmith_client::Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI", None, None, "example");
    /// let lost = TransportError::new(Interrupted, "connection reset");
    /// let transport = RecordingTransport::new().answer(Err(lost)).respond(200, "{}");
    /// let client = Client::builder().region("eu-west-1").credentials(credentials).transport(transport).max_attempts(1);
    /// let (client, request) = (client.build()?, CreateUserRequest::new("ada"));
    ///
    /// let error = client.create_user(request.clone()).await.unwrap_err();
    /// assert!(error.may_have_taken_effect());
    /// let token = error.client_token().ok_or("the operation has a token")?; // store it with the request
    /// client.create_user(request.client_token(token)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn may_have_taken_effect(&self) -> bool {
        self.0.attempts.unclear.is_some()
    }

    fn class(&self) -> Option<FailureClass> {
        let (failure, status) = (self.failure()?, self.0.status?);
        let of_name = classify(failure.code.as_deref(), status);
        match (of_name, &failure.query_code) {
            (FailureClass::Other, Some(code)) => Some(classify(Some(code), status)),
            _ => Some(of_name),
        }
    }

    fn transport_kind(&self) -> Option<TransportErrorKind> {
        match self.problem()? {
            Problem::Transport { error, .. } => Some(error.kind()),
            _ => None,
        }
    }
}
