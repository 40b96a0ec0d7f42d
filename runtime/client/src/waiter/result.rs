//! The results of a wait.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::error::Error;

/// The answer to the last call of a waiter: an output or an error, for some states are shown by an error.
#[derive(Debug)]
pub struct Polled<O, E>(Box<Result<O, Error<E>>>);

impl<O, E> Polled<O, E> {
    pub(super) fn new(answer: Result<O, Error<E>>) -> Self {
        Self(Box::new(answer))
    }

    /// Returns the output, if the call succeeded.
    pub fn output(&self) -> Option<&O> {
        self.0.as_ref().as_ref().ok()
    }

    /// Returns the error, if the call failed.
    pub fn error(&self) -> Option<&Error<E>> {
        self.0.as_ref().as_ref().err()
    }

    /// Returns the answer itself.
    ///
    /// # Errors
    ///
    /// The error, if the call failed.
    pub fn into_result(self) -> Result<O, Error<E>> {
        *self.0
    }
}

/// Why a wait ended without the state that it was for.
#[derive(Debug)]
#[non_exhaustive]
pub enum WaitError<O, E> {
    /// By the model, the answer shows that the state will never be reached.
    #[non_exhaustive]
    Failed {
        /// The name of the waiter in the model.
        waiter: &'static str,
        /// The answer.
        polled: Polled<O, E>,
    },
    /// A call failed with an error that says nothing about the state.
    #[non_exhaustive]
    Call {
        /// The name of the waiter in the model.
        waiter: &'static str,
        /// The error.
        error: Error<E>,
    },
    /// The time of the caller was over.
    #[non_exhaustive]
    TimedOut {
        /// The name of the waiter in the model.
        waiter: &'static str,
        /// The time of the caller.
        max_wait: Duration,
        /// The number of calls, with one that was not answered in time.
        calls: u32,
        /// The last answer; `None` if there was none in time.
        last: Option<Polled<O, E>>,
    },
}

impl<O, E> WaitError<O, E> {
    /// Returns the error of the last call, if it failed.
    pub fn error(&self) -> Option<&Error<E>> {
        match self {
            Self::Failed { polled, .. } => polled.error(),
            Self::Call { error, .. } => Some(error),
            Self::TimedOut { last, .. } => last.as_ref().and_then(Polled::error),
        }
    }

    /// Whether the time of the caller was over.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::TimedOut { .. })
    }
}

impl<O, E> fmt::Display for WaitError<O, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed { waiter, .. } => write!(formatter, "{waiter} will not be reached, by the last answer")?,
            Self::Call { waiter, .. } => write!(formatter, "{waiter} was not reached")?,
            Self::TimedOut { waiter, max_wait, calls, .. } => {
                let plural = if *calls == 1 { "" } else { "s" };
                write!(formatter, "{waiter} was not reached in {max_wait:?}, with {calls} call{plural}")?;
            }
        }
        match self.error() {
            Some(error) => write!(formatter, ": {error}"),
            None => Ok(()),
        }
    }
}

/// `Display` has the error of the last call, so that its causes follow.
impl<O: fmt::Debug, E: StdError + 'static> StdError for WaitError<O, E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error().and_then(StdError::source)
    }
}
