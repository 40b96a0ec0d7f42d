//! What kind of failure an error is, for programs that decide by it.
//!
//! Each predicate is decided by what the service or the transport has said, never by a text.

use http::StatusCode;

use super::codes::{is_conflict, is_quota};
use super::{Error, Kind, Problem, kind};
use crate::transport::TransportErrorKind;

impl<E> Error<E> {
    /// Whether the request was not sent because it violates the model's constraints.
    pub fn is_validation(&self) -> bool {
        self.violations().is_some()
    }

    /// Whether the service has something already that is in the way.
    ///
    /// One of these says so:
    /// - the status 409, with which services that speak restJson1 answer;
    /// - the model, which gives the error the status 409 although the service answers with 400, as it is in awsJson;
    /// - the code, that of AWS's query protocol included: it ends in `Conflict` or `Exists`, with or without `Exception` or
    ///   `Fault` behind that, such as `ConflictException`, `StateMachineAlreadyExists` and `ResourceExistsException`.
    pub fn is_conflict(&self) -> bool {
        self.failure().is_some_and(|failure| {
            let mut codes = [&failure.code, &failure.query_code].into_iter().flatten();
            self.0.status == Some(StatusCode::CONFLICT)
                || failure.is_modeled_conflict
                || codes.any(|code| is_conflict(code))
        })
    }

    /// Whether the caller calls too often.
    pub fn is_throttling(&self) -> bool {
        self.kind() == Some(Kind::Throttling)
    }

    /// Whether the service does not know the caller or does not let them in, or there are no credentials.
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
        let refused = matches!(self.kind(), Some(Kind::Auth | Kind::Expired | Kind::ClockSkew | Kind::Signature));
        // Where the model declares an error with such a status, it is about something else.
        unsigned || refused && self.modeled().is_none()
    }

    /// Whether the credentials are no longer valid.
    pub fn is_expired_credentials(&self) -> bool {
        matches!(self.problem(), Some(Problem::ExpiredCredentials)) || self.kind() == Some(Kind::Expired)
    }

    /// Whether there was no connection, so that the service has seen nothing of the request.
    pub fn is_connect(&self) -> bool {
        matches!(self.transport_kind(), Some(TransportErrorKind::Connect | TransportErrorKind::Tls))
    }

    /// Whether the server could not show who it is.
    pub fn is_tls(&self) -> bool {
        self.transport_kind() == Some(TransportErrorKind::Tls)
    }

    /// Whether time was the reason: for a connection, for an attempt, or for the whole call.
    pub fn is_timeout(&self) -> bool {
        self.problem().is_some_and(Problem::is_timeout) || self.kind() == Some(Kind::Timeout)
    }

    /// Whether the answer is larger than the limit.
    pub fn is_too_large(&self) -> bool {
        self.transport_kind() == Some(TransportErrorKind::TooLarge)
    }

    /// Whether there was an answer that is not what the model or HTTP says: cut short, no JSON, of another type.
    pub fn is_malformed(&self) -> bool {
        matches!(self.problem(), Some(Problem::Decode(_)))
            || self.transport_kind() == Some(TransportErrorKind::Malformed)
    }

    /// Whether the service points to another address, which is not followed.
    pub fn is_redirect(&self) -> bool {
        self.failure().is_some() && self.0.status.is_some_and(|status| status.is_redirection())
    }

    /// Whether the same call may succeed later: after throttling, a temporary failure of the service or of the network,
    /// or a timeout of an attempt or of the whole call.
    pub fn is_retryable(&self) -> bool {
        self.problem().is_some_and(|problem| problem.passes() || matches!(problem, Problem::Timeout { .. }))
            || matches!(self.kind(), Some(Kind::Throttling | Kind::Timeout | Kind::Transient))
    }

    /// Whether a quota of the account is used up, for which no retry helps: a code that says so, or the status 402.
    ///
    /// `LimitExceededException` is not one of these codes, because AWS counts it as throttling.
    pub fn is_quota_exceeded(&self) -> bool {
        let is_other = self.kind() == Some(Kind::Other);
        is_other && (self.code().is_some_and(is_quota) || self.0.status == Some(StatusCode::PAYMENT_REQUIRED))
    }

    /// Whether the service may have done what it was asked although the call has failed, because an attempt got no
    /// clear answer. Repeating the call with the same [idempotency token](Self::client_token) is safe.
    pub fn may_have_taken_effect(&self) -> bool {
        self.0.attempts.unclear.is_some()
    }

    fn kind(&self) -> Option<Kind> {
        let (failure, status) = (self.failure()?, self.0.status?);
        let of_name = kind(failure.code.as_deref(), status);
        match (of_name, &failure.query_code) {
            (Kind::Other, Some(code)) => Some(kind(Some(code), status)),
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
