//! The attempts of a call, made one after the other until one succeeds or no retry is allowed.
//!
//! All attempts have the same request, idempotency token and invocation id; each is signed anew. A body that can't be
//! sent again allows only one attempt. The time limit of the call also ends an attempt or a wait that is in progress.

use std::pin::pin;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use http::StatusCode;
use tracing::Span;

use super::outgoing::Outgoing;
use super::trace::Outcome;
use super::{Call, Caller, Reply, trace};
use crate::clock::within;
use crate::error::{Phase, Problem};
use crate::retry::{LONGEST, Verdict, retry_after, verdict};

/// The outcome of a call's attempts so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Attempts {
    /// The number of attempts made.
    pub made: u32,
    /// The maximum number of attempts.
    pub max: u32,
    /// The first attempt whose effect is unknown, because it got no response or an inconclusive one.
    pub unclear: Option<u32>,
    /// The delay requested by the service's last response.
    pub retry_after: Option<Duration>,
    /// Whether only one attempt was allowed because the body can't be sent again.
    pub is_single: bool,
    /// Whether another attempt would have been made if the body could be sent again.
    pub is_unrepeatable: bool,
}

/// The state that a call keeps from one attempt to the next.
pub(super) struct Progress {
    pub attempts: Attempts,
    /// The start of the call, and its time limit, if it has one.
    limit: Option<(SystemTime, Duration)>,
    /// The cost of the last retry.
    cost: Option<u32>,
    is_clock_corrected: bool,
    /// The result of the last attempt, while the call waits for the next one.
    last: Option<Result<Reply, Problem>>,
    /// The reason why no further attempt was made, although one might have succeeded.
    gave_up: Option<&'static str>,
}

const NO_ATTEMPTS: &str = "all attempts are used up";
const SINGLE: &str = "the body is a stream, which can't be sent again";

/// The decision after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Another attempt after this delay.
    Retry(Duration),
    /// No other attempt for this reason, although one might succeed.
    GiveUp(&'static str),
    /// The outcome is returned to the caller.
    End,
}

impl Caller {
    /// Sends the request, retrying until it succeeds or no retry is allowed.
    pub(super) async fn exchange(
        &self,
        call: &Call<'_>,
        span: &Span,
        outgoing: &mut Outgoing,
    ) -> (Result<Reply, Problem>, Attempts) {
        let limit = call.timeouts.call.map(|limit| (self.clock.now(), limit));
        let mut progress = Progress::new(limit, self.max_attempts);
        if !outgoing.is_replayable() {
            progress.attempts.is_single = progress.attempts.max > 1;
            progress.attempts.max = 1;
        }
        // The time is needed only if the span is enabled.
        let started = (!span.is_disabled()).then(Instant::now);
        let reply = match self.clock.check() {
            Ok(()) => {
                let reply = {
                    let attempts = pin!(self.attempts(call, outgoing, &mut progress));
                    within(&*self.clock, call.timeouts.call, trace::in_span(span, attempts)).await
                };
                let last = progress.last.take();
                reply.unwrap_or_else(|elapsed| {
                    progress.gave_up = Some("the time limit of the call is over");
                    last.unwrap_or_else(|| Err(call.timeout(Phase::Call, elapsed.0)))
                })
            }
            Err(error) => Err(Problem::Clock(error)),
        };
        self.outcome(call, &reply).called(span, progress.attempts, progress.gave_up, started);
        (reply, progress.attempts)
    }

    async fn attempts(
        &self,
        call: &Call<'_>,
        outgoing: &mut Outgoing,
        progress: &mut Progress,
    ) -> Result<Reply, Problem> {
        loop {
            progress.attempts.made += 1;
            let span = trace::attempt(progress.attempts);
            let (reply, time) = {
                let attempt = pin!(self.attempt(call, outgoing, progress));
                trace::in_span(&span, attempt).await
            };
            progress.attempts.note(&reply, time);
            let verdict = verdict(reply.as_ref().map(|reply| &reply.response), time, self.error_code);
            if verdict == Verdict::Expired
                && let Some(credentials) = reply.as_ref().ok().and_then(|reply| reply.credentials.as_ref())
                && let Some(identity) = &self.identity
            {
                identity.forget(credentials);
            }
            let next = self.next(verdict, &reply, progress);
            self.outcome(call, &reply).attempted(&span, progress.attempts, next);
            match next {
                Next::Retry(Duration::ZERO) => {}
                Next::Retry(delay) => {
                    progress.last = Some(reply);
                    self.clock.sleep(delay).await;
                    progress.last = None;
                }
                Next::GiveUp(reason) => {
                    progress.gave_up = Some(reason);
                    return reply;
                }
                Next::End => return reply,
            }
        }
    }

    /// Returns the result of an attempt or a call, for the trace.
    fn outcome<'a>(&self, call: &Call<'a>, reply: &'a Result<Reply, Problem>) -> Outcome<'a> {
        Outcome { reply, error_code: self.error_code, secrets: call.secrets }
    }

    /// Decides what follows an attempt.
    fn next(&self, verdict: Verdict, reply: &Result<Reply, Problem>, progress: &mut Progress) -> Next {
        let is_last = progress.attempts.made >= progress.attempts.max;
        match verdict {
            Verdict::Final => {
                if reply.as_ref().is_ok_and(|reply| reply.response.status().is_success()) {
                    self.budget.succeeded(progress.cost);
                }
                Next::End
            }
            Verdict::Expired => Next::End,
            Verdict::CorrectClock(theirs) => {
                self.correct_clock(theirs);
                let again = !std::mem::replace(&mut progress.is_clock_corrected, true);
                if again && !is_last { Next::Retry(Duration::ZERO) } else { Next::End }
            }
            Verdict::Retry(_) if progress.attempts.is_single => {
                progress.attempts.is_unrepeatable = true;
                Next::GiveUp(SINGLE)
            }
            Verdict::Retry(_) if is_last => Next::GiveUp(NO_ATTEMPTS),
            Verdict::Retry(cost) => self.retry(cost, progress),
        }
    }

    /// Decides whether to make another attempt, which may succeed.
    fn retry(&self, cost: u32, progress: &mut Progress) -> Next {
        let asked = progress.attempts.retry_after.unwrap_or_default();
        if asked > LONGEST {
            return Next::GiveUp("the service asks to wait for too long");
        }
        let delay = self.backoff.delay(progress.attempts.made).max(asked);
        if !progress.has_time_for(delay, self.clock.now()) {
            return Next::GiveUp("the wait does not fit into the time limit of the call");
        }
        if !self.budget.take(cost) {
            return Next::GiveUp("the retry budget is used up");
        }
        progress.cost = Some(cost);
        Next::Retry(delay)
    }

    /// Returns the current time by the service's clock, as far as it is known.
    pub(super) fn now(&self) -> SystemTime {
        corrected(self.clock.now(), self.skew.load(Ordering::Relaxed))
    }

    fn correct_clock(&self, theirs: SystemTime) {
        let seconds = |time: SystemTime| {
            let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
            i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
        };
        let skew = seconds(theirs).saturating_sub(seconds(self.clock.now()));
        self.skew.store(skew, Ordering::Relaxed);
        trace::clock_corrected(skew);
    }
}

impl Call<'_> {
    pub(super) fn timeout(&self, phase: Phase, limit: Duration) -> Problem {
        Problem::Timeout { to: self.target.to_string(), phase, limit }
    }
}

impl Progress {
    fn new(limit: Option<(SystemTime, Duration)>, max: u32) -> Self {
        let attempts = Attempts { max, ..Attempts::default() };
        Self { attempts, limit, cost: None, is_clock_corrected: false, last: None, gave_up: None }
    }

    /// Returns `true` if the time limit of the call exceeds this delay. If it does not, the last result is returned,
    /// which is more useful than a timeout. If the clock was set back during the call, the call at most waits until its
    /// limit.
    fn has_time_for(&self, delay: Duration, now: SystemTime) -> bool {
        self.limit.is_none_or(|(started, limit)| {
            let spent = now.duration_since(started).unwrap_or_default();
            spent.saturating_add(delay) < limit
        })
    }
}

impl Attempts {
    /// Records whether the attempt may have taken effect and how long the service asks to wait.
    fn note(&mut self, reply: &Result<Reply, Problem>, now: SystemTime) {
        let answer = reply.as_ref().ok().map(|reply| &reply.response);
        self.retry_after = answer.and_then(|response| retry_after(response.headers(), now));
        let is_clear = match reply {
            Ok(reply) => is_clear(reply.response.status()),
            Err(problem) => !problem.is_unclear(),
        };
        if is_clear && self.unclear == Some(self.made) {
            self.unclear = None;
        }
    }
}

/// Returns a time corrected by the clock skew, in seconds.
pub(super) fn corrected(now: SystemTime, skew: i64) -> SystemTime {
    let distance = Duration::from_secs(skew.unsigned_abs());
    let corrected = if skew < 0 { now.checked_sub(distance) } else { now.checked_add(distance) };
    corrected.unwrap_or(now)
}

/// Returns `true` if the status shows whether the request took effect: it succeeded, or the service refused it. It does
/// not for other statuses: 408, 460 and 499 end a connection while the request may be in progress, 101 ends HTTP, and
/// an unknown one may mean anything.
fn is_clear(status: StatusCode) -> bool {
    matches!(status.as_u16(), 200..=407 | 409..=459 | 461..=498 | 501 | 503)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conclusive_statuses() {
        let unclear = (100..=999).filter(|status| !is_clear(StatusCode::from_u16(*status).expect("a status")));
        let expected = (100..=199).chain([408, 460, 499, 500, 502]).chain(504..=999);
        assert_eq!(unclear.collect::<Vec<u16>>(), expected.collect::<Vec<u16>>());
    }
}
