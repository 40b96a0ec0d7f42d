//! Predicates that classify an error, for programs that handle failures differently.
//!
//! Each predicate depends on codes, statuses and error kinds, never on a message.

use http::StatusCode;

use super::codes::is_quota;
use super::{Error, Kind, Problem, kind};
use crate::transport::TransportErrorKind;

impl<E> Error<E> {
    /// Returns `true` if the request was not sent because it violates the model's constraints.
    pub fn is_validation(&self) -> bool {
        self.violations().is_some()
    }

    /// Returns `true` if the request conflicts with existing state: the status is 409.
    pub fn is_conflict(&self) -> bool {
        self.failure().is_some() && self.0.status == Some(StatusCode::CONFLICT)
    }

    /// Returns `true` if the service throttles the caller.
    pub fn is_throttling(&self) -> bool {
        self.kind() == Some(Kind::Throttling)
    }

    /// Returns `true` if the service does not recognize the caller or denies access, or if there are no credentials.
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
        // If the model declares an error with such a status, it has another meaning.
        unsigned || refused && self.modeled().is_none()
    }

    /// Returns `true` if the credentials have expired.
    pub fn is_expired_credentials(&self) -> bool {
        matches!(self.problem(), Some(Problem::ExpiredCredentials)) || self.kind() == Some(Kind::Expired)
    }

    /// Returns `true` if no connection was made, so the service has not seen the request.
    pub fn is_connect(&self) -> bool {
        matches!(self.transport_kind(), Some(TransportErrorKind::Connect | TransportErrorKind::Tls))
    }

    /// Returns `true` if the TLS handshake failed, for example because of an untrusted certificate.
    pub fn is_tls(&self) -> bool {
        self.transport_kind() == Some(TransportErrorKind::Tls)
    }

    /// Returns `true` if a time limit expired: of a connection, of an attempt, or of the whole call.
    pub fn is_timeout(&self) -> bool {
        self.problem().is_some_and(Problem::is_timeout) || self.kind() == Some(Kind::Timeout)
    }

    /// Returns `true` if the response exceeds the size limit.
    pub fn is_too_large(&self) -> bool {
        self.transport_kind() == Some(TransportErrorKind::TooLarge)
    }

    /// Returns `true` if the response violates HTTP or the model: truncated, not JSON, or of another type.
    pub fn is_malformed(&self) -> bool {
        matches!(self.problem(), Some(Problem::Decode(_)))
            || self.transport_kind() == Some(TransportErrorKind::Malformed)
    }

    /// Returns `true` if the service redirects to another address, which the client does not follow.
    pub fn is_redirect(&self) -> bool {
        self.failure().is_some() && self.0.status.is_some_and(|status| status.is_redirection())
    }

    /// Returns `true` if the same call may succeed later: after throttling, a transient failure of the service or of
    /// the network, or an expired time limit of an attempt or of the whole call.
    pub fn is_retryable(&self) -> bool {
        self.problem().is_some_and(|problem| problem.passes() || matches!(problem, Problem::Timeout { .. }))
            || matches!(self.kind(), Some(Kind::Throttling | Kind::Timeout | Kind::Transient))
    }

    /// Returns `true` if a quota of the account is exhausted, so that a retry can't help: by its code, or by the status
    /// 402.
    ///
    /// `LimitExceededException` is not one of these codes, because AWS counts it as throttling.
    pub fn is_quota_exceeded(&self) -> bool {
        let is_other = self.kind() == Some(Kind::Other);
        is_other && (self.code().is_some_and(is_quota) || self.0.status == Some(StatusCode::PAYMENT_REQUIRED))
    }

    /// Returns `true` if the request may have taken effect although the call failed, because an attempt got no
    /// conclusive response. Repeating the call with the same [idempotency token](Self::client_token) is safe.
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
