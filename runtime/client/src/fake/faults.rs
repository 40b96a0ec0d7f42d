//! Faults on request: what goes wrong with the next requests, one fault for each.
//!
//! Those that were pushed come first, in their order, and then what the plan says, if there is one. How long a fault
//! lasts is measured by tokio's clock, which a test can stop.

mod parse;

pub(crate) use parse::parse;

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::locked;
use super::record::ReceivedRequest;

/// Something that goes wrong with one request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The request is not looked at until this time is over.
    Delay(Duration),
    /// The request has its effect at once, but the answer starts only when this time is over.
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
        /// How long the client shall wait.
        retry_after: Option<Duration>,
    },
    /// The request has its effect, and the answer says 200 and JSON, but is a page for people.
    NotJson,
    /// The request has its effect, and what comes back is not HTTP.
    NotHttp,
    /// The request has its effect, and the answer comes byte by byte with so much time between them.
    SlowDrip(Duration),
}

impl Fault {
    /// One of each kind, with pauses of a few milliseconds.
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

    /// Whether the request has its effect, if it is one that succeeds.
    pub const fn has_effect(&self) -> bool {
        !matches!(self, Self::ResetBefore | Self::InternalError | Self::Unavailable | Self::Throttling { .. })
    }
}

/// The faults to come. Clones are the same.
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
    /// Lets the first request go wrong that has no fault yet.
    pub fn push(&self, fault: Fault) {
        locked(&self.0).queue.push_back(fault);
    }

    /// Asks this function about every request for which nothing was pushed.
    pub fn plan(&self, plan: impl FnMut(&ReceivedRequest) -> Option<Fault> + Send + 'static) {
        locked(&self.0).plan = Some(Box::new(plan));
    }

    /// Lets this share of the requests, between 0 and 1, go wrong by one of these faults. The same seed gives the same
    /// faults for the first, the second and every further request that comes.
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

    /// Lets nothing go wrong any more.
    pub fn clear(&self) {
        let mut state = locked(&self.0);
        state.queue.clear();
        state.plan = None;
    }

    /// How many of those that were pushed are still to come.
    pub fn pending(&self) -> usize {
        locked(&self.0).queue.len()
    }

    /// How many requests have gone wrong.
    pub fn injected(&self) -> u64 {
        locked(&self.0).injected
    }

    /// The fault for a request, if any.
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

/// The next of a sequence of numbers that look random: SplitMix64.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ *state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}
