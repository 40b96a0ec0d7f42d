//! Acceptors: which answers show which state.
//!
//! An expression is evaluated over copies of the request and the answer, which may hold secrets; the copies are overwritten
//! afterwards, and nothing but whether they match is returned.

use tinsmith_types::codegen::Queried;
use tinsmith_types::{ModeledError, Structure};

use crate::error::Error;
use crate::jmespath::{Expression, Item};

/// A state that an answer shows if it matches.
#[derive(Debug)]
pub struct Acceptor {
    state: State,
    matcher: Matcher,
}

/// The state of a wait after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The desired state is reached.
    Success,
    /// It will never be reached.
    Failure,
    /// It is not reached yet.
    Retry,
}

#[derive(Debug)]
enum Matcher {
    /// The call succeeds, or fails with any error.
    Success(bool),
    /// The call fails with the error of this name.
    Error(&'static str),
    /// The output has a value.
    Output(Expression, Expected),
    /// The input and the output, as the members `input` and `output` of an object, have a value.
    InputOutput(Expression, Expected),
}

/// The value that an expression is compared with.
#[derive(Debug)]
pub enum Expected {
    /// This text.
    Text(&'static str),
    /// This boolean.
    Boolean(bool),
    /// A list that is not empty, of this text alone.
    AllTexts(&'static str),
    /// A list with this text.
    AnyText(&'static str),
}

impl Acceptor {
    /// Matches a call that succeeds, or one that fails.
    pub const fn success(state: State, success: bool) -> Self {
        Self { state, matcher: Matcher::Success(success) }
    }

    /// Matches a call that fails with the error of this name.
    pub const fn error(state: State, name: &'static str) -> Self {
        Self { state, matcher: Matcher::Error(name) }
    }

    /// Matches an output for which the expression has the value.
    pub const fn output(state: State, path: Expression, expected: Expected) -> Self {
        Self { state, matcher: Matcher::Output(path, expected) }
    }

    /// Matches an input and an output for which the expression has the value.
    pub const fn input_output(state: State, path: Expression, expected: Expected) -> Self {
        Self { state, matcher: Matcher::InputOutput(path, expected) }
    }

    pub(super) fn state(&self) -> State {
        self.state
    }

    pub(super) fn is_match<I: Structure, O: Structure, E: ModeledError>(
        &'static self,
        input: &I,
        answer: Result<&O, &Error<E>>,
    ) -> bool {
        match (&self.matcher, answer) {
            (Matcher::Success(success), answer) => answer.is_ok() == *success,
            (Matcher::Error(name), Err(error)) => error.has_code(name),
            (Matcher::Output(path, expected), Ok(output)) => {
                expected.is_value(path, &Queried::new(output, |member| path.reads(member)))
            }
            (Matcher::InputOutput(path, expected), Ok(output)) => {
                let of_path = |name: &str| path.reads(name);
                let input = Queried::new(input, |_| of_path("input"));
                let output = Queried::new(output, |_| of_path("output"));
                expected.is_value(path, &Queried::pair(("input", input), ("output", output)))
            }
            (Matcher::Error(_), Ok(_)) | (Matcher::Output(..) | Matcher::InputOutput(..), Err(_)) => false,
        }
    }
}

impl Expected {
    fn is_value(&self, path: &'static Expression, document: &Queried) -> bool {
        let Some(found) = path.evaluate(document.value()) else { return false };
        let is = |item: &Item<'_>, expected: &str| item.text() == Some(expected);
        match self {
            Self::Text(text) => is(&found, text),
            Self::Boolean(value) => found.boolean() == Some(*value),
            Self::AllTexts(text) => {
                let items = found.elements().unwrap_or_default();
                !items.is_empty() && items.iter().all(|item| is(item, text))
            }
            Self::AnyText(text) => found.elements().unwrap_or_default().iter().any(|item| is(item, text)),
        }
    }
}
