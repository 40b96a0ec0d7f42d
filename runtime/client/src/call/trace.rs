//! What a call leaves in the trace: a span for the call, one within it for each attempt, and events for what went wrong.
//!
//! Names, numbers and kinds alone: nothing of a request, an answer or a header but the request's id.

use std::time::Duration;

use tinsmith_types::ValidationError;
use tracing::field::Empty;
use tracing::{Span, debug, debug_span, info_span, warn};

use super::{Attempts, Reply};
use crate::error::Problem;
use crate::operation::Operation;
use crate::protocol::{ErrorCode, request_id};

/// The span of a call.
pub(super) fn call(service: &'static str, operation: &'static Operation) -> Span {
    info_span!(
        "call",
        service,
        operation = operation.name,
        attempts = Empty,
        status = Empty,
        request_id = Empty,
        error = Empty,
        duration_ms = Empty
    )
}

/// A call has ended.
pub(super) fn called(
    span: &Span,
    reply: &Result<Reply, Problem>,
    error_code: ErrorCode,
    attempts: Attempts,
    duration: Duration,
) {
    record(span, reply, error_code);
    span.record("attempts", attempts.made);
    span.record("duration_ms", duration.as_secs_f64() * 1e3);
    span.in_scope(|| match reply {
        Ok(reply) => debug!(status = reply.response.status().as_u16(), "the service has answered"),
        Err(problem) => debug!(error = problem.name(), "there is no answer"),
    });
}

/// The span of an attempt.
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

/// An attempt has ended.
pub(super) fn attempted(span: &Span, reply: &Result<Reply, Problem>, error_code: ErrorCode) {
    record(span, reply, error_code);
}

/// A request is sent although it violates constraints.
pub(super) fn invalid(operation: &Operation, error: &ValidationError) {
    warn!(operation = operation.name, "sent all the same: {error}");
}

/// The clock of this machine is not that of the service.
pub(super) fn clock_corrected(seconds: i64) {
    warn!(seconds, "the service's clock is ahead of this machine's by so many seconds");
}

fn record(span: &Span, reply: &Result<Reply, Problem>, error_code: ErrorCode) {
    match reply {
        Ok(reply) => {
            span.record("status", reply.response.status().as_u16());
            if let Some(id) = request_id(reply.response.headers()) {
                span.record("request_id", id);
            }
            if !reply.response.status().is_success()
                && let Some(code) = error_code(&reply.response)
            {
                span.record("error", code);
            }
        }
        Err(problem) => {
            span.record("error", problem.name());
        }
    }
}
