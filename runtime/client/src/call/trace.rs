//! The trace of a call: a span for the call, one in it for each attempt, and events for failures.
//!
//! Only names, numbers and kinds are traced: the idempotency token of a request, unless the model marks it as
//! sensitive, and the request id and the error code of a response, without secrets.

use std::pin::Pin;
use std::time::Instant;

use tinsmith_types::ValidationError;
use tracing::field::Empty;
use tracing::{Span, debug, debug_span, info_span, warn};

use super::attempts::Next;
use super::{Attempts, Reply};
use crate::error::Problem;
use crate::operation::Operation;
use crate::protocol::{ErrorCode, is_showable, request_id};
use crate::redaction::Secrets;

/// Creates the span of a call.
pub(super) fn call(service: &'static str, operation: &'static Operation) -> Span {
    info_span!(
        "call",
        service,
        operation = operation.name,
        client_token = Empty,
        attempts = Empty,
        status = Empty,
        request_id = Empty,
        error = Empty,
        duration_ms = Empty
    )
}

/// Polls a future within a span. `tracing::Instrument` owns its future, which would be moved, and these are large.
pub(super) async fn in_span<T>(span: &Span, mut future: Pin<&mut impl Future<Output = T>>) -> T {
    std::future::poll_fn(|context| span.in_scope(|| future.as_mut().poll(context))).await
}

/// The result of an attempt or a call, displayed without secrets.
pub(super) struct Outcome<'a> {
    pub reply: &'a Result<Reply, Problem>,
    pub error_code: ErrorCode,
    pub secrets: &'a (dyn Fn(Option<&str>) -> Secrets + Sync),
}

impl Outcome<'_> {
    /// Records the end of a call; at WARN if it gave up for a reason.
    pub fn called(&self, span: &Span, attempts: Attempts, gave_up: Option<&'static str>, started: Option<Instant>) {
        self.record(span);
        span.record("attempts", attempts.made);
        if let Some(started) = started {
            span.record("duration_ms", started.elapsed().as_secs_f64() * 1e3);
        }
        span.in_scope(|| match self.reply {
            Ok(reply) => debug!(status = reply.response.status().as_u16(), "the service has answered"),
            Err(problem) => debug!(error = problem.name(), "there is no answer"),
        });
        if let Some(reason) = gave_up {
            let (made, status) = (attempts.made, self.status());
            span.in_scope(|| warn!(attempts = made, status, error = self.error(), reason, "the call gave up"));
        }
    }

    /// Records the end of an attempt.
    pub fn attempted(&self, span: &Span, attempts: Attempts, next: Next) {
        self.record(span);
        let delay = match next {
            Next::Retry(delay) => Some(delay.as_secs_f64() * 1e3),
            Next::GiveUp(_) | Next::End => None,
        };
        let (attempt, status) = (attempts.made, self.status());
        // The fields are computed only if the event is enabled.
        span.in_scope(|| debug!(attempt, status, error = self.error(), delay_ms = delay, "the attempt has ended"));
    }

    fn status(&self) -> Option<u16> {
        self.reply.as_ref().ok().map(|reply| reply.response.status().as_u16())
    }

    /// Returns the code of an error, or the name of a problem.
    fn error(&self) -> Option<String> {
        match self.reply {
            Ok(_) => self.code(&self.secrets()),
            Err(problem) => Some(problem.name().to_owned()),
        }
    }

    fn record(&self, span: &Span) {
        if span.is_disabled() {
            return;
        }
        match self.reply {
            Ok(Reply { response, .. }) => {
                span.record("status", response.status().as_u16());
                let secrets = self.secrets();
                if let Some(id) = request_id(response.headers(), &secrets) {
                    span.record("request_id", id);
                }
                if let Some(code) = self.code(&secrets) {
                    span.record("error", code);
                }
            }
            Err(problem) => {
                span.record("error", problem.name());
            }
        }
    }

    fn secrets(&self) -> Secrets {
        let token = self.reply.as_ref().ok().and_then(Reply::session_token);
        (self.secrets)(token)
    }

    /// Returns the code of an error, unless it contains a secret.
    fn code(&self, secrets: &Secrets) -> Option<String> {
        let response = &self.reply.as_ref().ok()?.response;
        let is_error = !response.status().is_success();
        is_error.then(|| (self.error_code)(response)).flatten().filter(|code| is_showable(code, secrets))
    }
}

/// Creates the span of an attempt.
pub(super) fn attempt(attempts: Attempts) -> Span {
    debug_span!(
        "attempt",
        attempt = attempts.made,
        max = attempts.max,
        status = Empty,
        request_id = Empty,
        error = Empty
    )
}

/// Warns that a request is sent although it violates constraints.
pub(super) fn invalid(operation: &Operation, error: &ValidationError) {
    warn!(operation = operation.name, "sent nevertheless: {error}");
}

/// Warns that the clock of this machine differs from the service's.
pub(super) fn clock_corrected(seconds: i64) {
    warn!(seconds, "the service's clock is ahead of this machine's");
}
