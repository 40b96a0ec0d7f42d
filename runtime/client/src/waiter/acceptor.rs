//! Acceptors: the results of a call that show a state.
//!
//! An expression is evaluated for copies of the request and the response, which may contain secrets. The copies are
//! overwritten afterwards; only whether the expression matches is returned.

use std::fmt;

use tinsmith_types::codegen::Queried;
use tinsmith_types::{ModeledError, Structure};

use crate::error::Error;
use crate::jmespath::{Expression, Item};

/// An acceptor: a state, and the results of a call that show it.
#[derive(Debug)]
pub struct Acceptor {
    state: State,
    matcher: Matcher,
    /// The model's words about it.
    message: Option<&'static str>,
}

/// The state of a wait after a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The resource is in the desired state.
    Success,
    /// The resource will never be in the desired state.
    Failure,
    /// The resource is not in the desired state yet.
    Retry,
}

#[derive(Debug)]
enum Matcher {
    /// The call succeeds, or fails with any error.
    Success(bool),
    /// The call fails with the error of this name.
    Error(&'static str),
    /// The output has a value.
    Output(Path, Expected),
    /// The input and the output, as the members `input` and `output` of an object, have a value.
    InputOutput(Path, Expected),
}

/// An expression, and its text in the model.
#[derive(Debug)]
struct Path {
    text: &'static str,
    expression: Expression,
}

/// The expected value of an expression.
#[derive(Debug)]
pub enum Expected {
    /// This string.
    Text(&'static str),
    /// This boolean.
    Boolean(bool),
    /// A non-empty list in which every element is this string.
    AllTexts(&'static str),
    /// A list in which at least one element is this string.
    AnyText(&'static str),
}

impl Acceptor {
    /// Creates an acceptor that matches any successful call, or any failed one.
    pub const fn success(state: State, success: bool) -> Self {
        Self::new(state, Matcher::Success(success))
    }

    /// Creates an acceptor that matches a call that fails with the error of this name.
    pub const fn error(state: State, name: &'static str) -> Self {
        Self::new(state, Matcher::Error(name))
    }

    /// Matches an output for which the expression has the value.
    pub const fn output(state: State, text: &'static str, expression: Expression, expected: Expected) -> Self {
        Self::new(state, Matcher::Output(Path { text, expression }, expected))
    }

    /// Matches an input and an output for which the expression has the value.
    pub const fn input_output(state: State, text: &'static str, expression: Expression, expected: Expected) -> Self {
        Self::new(state, Matcher::InputOutput(Path { text, expression }, expected))
    }

    /// Adds the model's words about the acceptor.
    pub const fn message(mut self, message: &'static str) -> Self {
        self.message = Some(message);
        self
    }

    const fn new(state: State, matcher: Matcher) -> Self {
        Self { state, matcher, message: None }
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
            (Matcher::Output(Path { expression: path, .. }, expected), Ok(output)) => {
                expected.is_value(path, &Queried::new(output, |member| path.reads(member)))
            }
            (Matcher::InputOutput(Path { expression: path, .. }, expected), Ok(output)) => {
                let of_path = |name: &str| path.reads(name);
                let input = Queried::new(input, |_| of_path("input"));
                let output = Queried::new(output, |_| of_path("output"));
                expected.is_value(path, &Queried::pair(("input", input), ("output", output)))
            }
            (Matcher::Error(_), Ok(_)) | (Matcher::Output(..) | Matcher::InputOutput(..), Err(_)) => false,
        }
    }
}

/// Says what the answer is like, in the words of the model alone: the answer may hold secrets.
impl fmt::Display for Acceptor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.matcher {
            Matcher::Success(true) => formatter.write_str("the call succeeds")?,
            Matcher::Success(false) => formatter.write_str("the call fails")?,
            Matcher::Error(name) => write!(formatter, "the call fails with {name}")?,
            Matcher::Output(path, expected) | Matcher::InputOutput(path, expected) => {
                let Path { text, .. } = path;
                match expected {
                    Expected::Text(value) => write!(formatter, "`{text}` is `{value}`"),
                    Expected::Boolean(value) => write!(formatter, "`{text}` is {value}"),
                    Expected::AllTexts(value) => write!(formatter, "each of `{text}` is `{value}`"),
                    Expected::AnyText(value) => write!(formatter, "one of `{text}` is `{value}`"),
                }?;
            }
        }
        self.message.map_or(Ok(()), |message| write!(formatter, ": {message}"))
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
