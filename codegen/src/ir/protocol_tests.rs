//! The model's test cases, with values as expressions that build them.

use super::{Literal, Type};

/// A test case of the model.
#[derive(Debug)]
pub struct ProtocolTest {
    /// The function's name.
    pub name: String,
    /// What it shows; one paragraph of rustdoc.
    pub docs: String,
    /// What it checks.
    pub case: ProtocolCase,
}

/// What a test case checks.
#[derive(Debug)]
pub enum ProtocolCase {
    /// A request that is sent.
    Request {
        /// The static of the operation.
        operation: String,
        /// The input.
        input: Expression,
        /// The body, if it is a stream.
        stream: Option<String>,
        /// The request.
        expected: Box<ExpectedRequest>,
    },
    /// A response that is a success.
    Response {
        /// The static of the operation.
        operation: String,
        /// The response.
        response: TestResponse,
        /// The output that it is read as.
        output: Expression,
    },
    /// A response that is an error.
    Error {
        /// The response.
        response: TestResponse,
        /// The Rust name of the error's structure.
        name: String,
        /// The error that it is read as.
        error: Expression,
        /// The code that callers see, where the case says one.
        code: Option<String>,
    },
}

/// The parts of a request that a test case names.
#[derive(Debug)]
pub struct ExpectedRequest {
    /// The HTTP method.
    pub method: String,
    /// The path.
    pub uri: String,
    /// The host that the client is given and the one that the request goes to, where the case names one.
    pub host: Option<(String, String)>,
    /// Query parameters that are there, as they travel.
    pub query: Vec<String>,
    /// Names of query parameters that are not there.
    pub forbid_query: Vec<String>,
    /// Headers that are there, with their values.
    pub headers: Vec<(String, String)>,
    /// Names of headers that are not there.
    pub forbid_headers: Vec<String>,
    /// The body, with its media type.
    pub body: Option<(String, String)>,
}

/// The response of a test case.
#[derive(Debug)]
pub struct TestResponse {
    /// The status code.
    pub code: u16,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

/// A value as an expression that builds it with the generated functions.
#[derive(Debug)]
pub enum Expression {
    /// A value of a simple type.
    Literal(Literal, Type),
    /// A word of an enum that the model knows.
    Variant(String, String),
    /// A structure: its Rust name, the arguments of `new`, and the fields that are set, by name.
    Structure {
        /// The Rust name.
        name: String,
        /// The required members.
        arguments: Vec<Expression>,
        /// The other members, each with the name of its setter.
        setters: Vec<(String, Expression)>,
    },
    /// A variant of a union.
    Union {
        /// The Rust name.
        name: String,
        /// The variant.
        variant: String,
        /// What it holds.
        value: Box<Expression>,
    },
    /// A secret.
    Secret(Box<Expression>),
    /// A value on the heap.
    Box(Box<Expression>),
    /// An entry of a sparse list or map.
    Option(Option<Box<Expression>>),
    /// A list.
    List(Vec<Expression>),
    /// A map.
    Map(Vec<(Expression, Expression)>),
}
