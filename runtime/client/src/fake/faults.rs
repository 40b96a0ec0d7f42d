//! Faults: failures of the next requests, at most one for each request.
//!
//! Pushed faults come first, in their order; then the plan decides, if there is one. Delays are measured by tokio's clock,
//! which a test can pause.

mod parse;

pub(crate) use parse::parse;

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::answer::Failure;
use super::locked;
use super::record::ReceivedRequest;

/// A failure of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The request is handled only after this time.
    Delay(Duration),
    /// The request has its effect at once, but the answer starts only after this time.
    DelayAnswer(Duration),
    /// The connection is reset before the request has an effect.
    ResetBefore,
    /// The request has its effect, and the connection is reset in place of an answer.
    ResetAfter,
    /// The request has its effect, and the answer ends in the middle of its body.
    HalfBody,
    /// An `InternalServerException`, status 500; the request has no effect.
    InternalError,
    /// An `InternalServerException`, status 500, although the request has had its effect.
    InternalErrorAfter,
    /// A `ServiceUnavailableException`, status 503; the request has no effect.
    Unavailable,
    /// A `ThrottlingException`, status 429, with or without `Retry-After` in whole seconds; the request has no effect.
    Throttling {
        /// The delay that the client is asked for.
        retry_after: Option<Duration>,
    },
    /// This error; the request has no effect.
    Error(Failure),
    /// The request has its effect, and the answer has status 200 and the content type of JSON, but is a page of HTML.
    NotJson,
    /// The request has its effect, and the answer is not HTTP.
    NotHttp,
    /// The request has its effect, and the answer arrives byte by byte, with this time between two bytes.
    SlowDrip(Duration),
}

impl Fault {
    /// One fault of each kind except [`Fault::Error`], with delays of a few milliseconds.
    pub const ALL: [Self; 13] = [
        Self::Delay(Duration::from_millis(5)),
        Self::DelayAnswer(Duration::from_millis(5)),
        Self::ResetBefore,
        Self::ResetAfter,
        Self::HalfBody,
        Self::InternalError,
        Self::InternalErrorAfter,
        Self::Unavailable,
        Self::Throttling { retry_after: None },
        Self::Throttling { retry_after: Some(Duration::ZERO) },
        Self::NotJson,
        Self::NotHttp,
        Self::SlowDrip(Duration::ZERO),
    ];

    /// Returns whether a valid request has its effect in spite of the fault.
    pub const fn has_effect(&self) -> bool {
        !matches!(
            self,
            Self::ResetBefore | Self::InternalError | Self::Unavailable | Self::Throttling { .. } | Self::Error(_)
        )
    }
}

/// The faults of the requests to come. Clones share them.
///
/// ```
/// use std::time::Duration;
///
/// use tinsmith_client::fake::{Fault, Faults};
///
/// # let faults = Faults::default();
/// // `fake.faults()` returns those of a fake. The first request is throttled, the second one has no answer.
/// faults.push(Fault::Throttling { retry_after: Some(Duration::from_secs(1)) });
/// faults.push(Fault::ResetAfter);
/// assert_eq!(faults.pending(), 2);
/// // After these, every fifth request or so fails, the same ones in each run.
/// faults.random(7, 0.2, [Fault::Unavailable, Fault::HalfBody]);
/// ```
#[derive(Clone, Default)]
pub struct Faults(Arc<Mutex<State>>);

type Plan = Box<dyn FnMut(&ReceivedRequest) -> Option<Fault> + Send>;

#[derive(Default)]
struct State {
    queue: VecDeque<Fault>,
    plan: Option<Plan>,
    injected: u64,
}

impl Faults {
    /// Adds a fault for the next request that has none yet.
    pub fn push(&self, fault: Fault) {
        locked(&self.0).queue.push_back(fault);
    }

    /// Calls this function for every request for which no fault was pushed.
    pub fn plan(&self, plan: impl FnMut(&ReceivedRequest) -> Option<Fault> + Send + 'static) {
        locked(&self.0).plan = Some(Box::new(plan));
    }

    /// Makes this share of the requests, between 0 and 1, fail with one of these faults. The same seed gives the same
    /// sequence of faults.
    pub fn random(&self, seed: u64, share: f64, choices: impl Into<Vec<Fault>>) {
        let choices = choices.into();
        let mut state = seed;
        self.plan(move |_| {
            let (toss, choice) = (next(&mut state), next(&mut state));
            // 53 bits make a fraction below 1.
            let fraction = (toss >> 11) as f64 / (1_u64 << 53) as f64;
            let index = usize::try_from(choice % choices.len().max(1) as u64).unwrap_or_default();
            choices.get(index).filter(|_| fraction < share).cloned()
        });
    }

    /// Removes all faults and the plan.
    pub fn clear(&self) {
        let mut state = locked(&self.0);
        state.queue.clear();
        state.plan = None;
    }

    /// Returns the number of pushed faults that no request has met yet.
    pub fn pending(&self) -> usize {
        locked(&self.0).queue.len()
    }

    /// Returns the number of requests that have met a fault.
    pub fn injected(&self) -> u64 {
        locked(&self.0).injected
    }

    /// Takes the fault for a request, if there is one.
    pub(crate) fn next(&self, request: &ReceivedRequest) -> Option<Fault> {
        let mut state = locked(&self.0);
        let fault = state.queue.pop_front().or_else(|| state.plan.as_mut()?(request));
        state.injected += u64::from(fault.is_some());
        fault
    }
}

impl fmt::Debug for Faults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = locked(&self.0);
        let mut faults = formatter.debug_struct("Faults");
        faults.field("pending", &state.queue.len()).field("plan", &state.plan.is_some());
        faults.field("injected", &state.injected).finish()
    }
}

/// Returns the next number of a pseudo-random sequence: SplitMix64.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ *state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}
