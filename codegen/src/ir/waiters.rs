//! Waiters of operations.

use model::ShapeId;

use crate::jmespath::Expression;

/// A waiter: an operation that is called until a resource is in a state.
#[derive(Debug)]
pub struct Waiter {
    /// The operation's id.
    pub operation: ShapeId,
    /// The name in the model.
    pub name: String,
    /// The method's name.
    pub method_name: String,
    /// The static's name.
    pub static_name: String,
    /// The static that describes the operation.
    pub operation_static: String,
    /// The method of the operation.
    pub operation_method: String,
    /// The Rust name of the input structure; `None` if the operation has no input.
    pub input: Option<String>,
    /// The Rust name of the output structure; `None` if the operation has no output.
    pub output: Option<String>,
    /// Rustdoc.
    pub docs: String,
    /// The deprecation note, if it is deprecated.
    pub deprecated: Option<String>,
    /// The minimum and maximum delay between calls in seconds, if they are not the defaults.
    pub delays: Option<(u32, u32)>,
    /// The acceptors; the first that matches a result decides.
    pub acceptors: Vec<Acceptor>,
}

/// An acceptor: a state, and the results that show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Acceptor {
    /// The state.
    pub state: AcceptorState,
    /// The results that it matches.
    pub matcher: Matcher,
    /// The model's words about it.
    pub message: Option<String>,
}

/// An expression, and its text in the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The text.
    pub text: String,
    /// The expression.
    pub expression: Expression,
}

/// The state of a waiter after a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptorState {
    /// `success`: the resource is in the expected state.
    Success,
    /// `failure`: the resource will never be in the expected state.
    Failure,
    /// `retry`: the operation is called again.
    Retry,
}

/// The results that an acceptor matches.
#[derive(Clone, Debug, PartialEq)]
pub enum Matcher {
    /// Any successful call (`true`), or any failed one (`false`).
    Success(bool),
    /// An error with this code.
    Error(String),
    /// An output for which an expression has a value.
    Output(Path, Expected),
    /// The same of an object of the input and the output.
    InputOutput(Path, Expected),
}

/// The expected value of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// This string.
    Text(String),
    /// This boolean.
    Boolean(bool),
    /// A non-empty list in which every element is this string.
    AllTexts(String),
    /// A list in which at least one element is this string.
    AnyText(String),
}
