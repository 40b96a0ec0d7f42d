//! Waiters of operations.

use model::ShapeId;

use crate::jmespath::Expression;

/// A waiter: an operation that is called until its answers show a state.
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
    /// The input structure's Rust name; none where the operation takes nothing.
    pub input: Option<String>,
    /// The output structure's Rust name; none where the operation gives nothing.
    pub output: Option<String>,
    /// Rustdoc.
    pub docs: String,
    /// The reason why it should not be used any more.
    pub deprecated: Option<String>,
    /// The least and the greatest delay between calls in seconds, where they are not the usual ones.
    pub delays: Option<(u32, u32)>,
    /// The answers that show a state; the first that matches decides.
    pub acceptors: Vec<Acceptor>,
}

/// An answer that shows a state.
#[derive(Clone, Debug, PartialEq)]
pub struct Acceptor {
    /// The state.
    pub state: AcceptorState,
    /// The answer.
    pub matcher: Matcher,
}

/// The state of a waiter after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptorState {
    /// It ends, for what it is for is reached.
    Success,
    /// It ends, for that will never be reached.
    Failure,
    /// It goes on.
    Retry,
}

/// The answers that an acceptor matches.
#[derive(Clone, Debug, PartialEq)]
pub enum Matcher {
    /// Any success, or any failure.
    Success(bool),
    /// An error of this name.
    Error(String),
    /// An output for which an expression has a value.
    Output(Expression, Expected),
    /// The same of an object of the input and the output.
    InputOutput(Expression, Expected),
}

/// The value of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// This text.
    Text(String),
    /// This boolean.
    Boolean(bool),
    /// A list that is not empty, of this text alone.
    AllTexts(String),
    /// A list with this text.
    AnyText(String),
}
