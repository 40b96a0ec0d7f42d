//! The results of a wait.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::error::Error;

/// The result of the last call of a waiter: an output or, because an error can show a state, an error.
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

    /// Returns the result of the call.
    ///
    /// # Errors
    ///
    /// Returns the call's error if it failed.
    pub fn into_result(self) -> Result<O, Error<E>> {
        *self.0
    }
}

/// The reason why a wait ended before the resource was in the desired state.
#[derive(Debug)]
#[non_exhaustive]
pub enum WaitError<O, E> {
    /// The result shows that, according to the model, the resource will never be in the state.
    #[non_exhaustive]
    Failed {
        /// The name of the waiter in the model.
        waiter: &'static str,
        /// The condition of the model that the answer meets, in words.
        condition: String,
        /// The answer.
        polled: Polled<O, E>,
    },
    /// A call failed with an error that shows no state.
    #[non_exhaustive]
    Call {
        /// The name of the waiter in the model.
        waiter: &'static str,
        /// The error.
        error: Error<E>,
    },
    /// The caller's maximum wait time has passed.
    #[non_exhaustive]
    TimedOut {
        /// The name of the waiter in the model.
        waiter: &'static str,
        /// The caller's maximum wait time.
        max_wait: Duration,
        /// The number of calls, including one that did not end in time.
        calls: u32,
        /// The result of the last call that ended in time, if there was one.
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

    /// Returns `true` if the caller's maximum wait time has passed.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::TimedOut { .. })
    }
}

impl<O, E> fmt::Display for WaitError<O, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed { waiter, condition, .. } => {
                write!(formatter, "{waiter} will not be reached, because {condition}")?;
            }
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

/// `Display` includes the error of the last call, so the source is the cause of that error.
impl<O: fmt::Debug, E: StdError + 'static> StdError for WaitError<O, E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error().and_then(StdError::source)
    }
}
