//! The model's test cases, with values as constructor expressions.

use super::{Literal, Type};

/// A test case of the model.
#[derive(Debug)]
pub struct ProtocolTest {
    /// The function's name.
    pub name: String,
    /// A description; one paragraph of rustdoc.
    pub docs: String,
    /// The subject of the test.
    pub case: ProtocolCase,
}

/// The subject of a test case.
#[derive(Debug)]
pub enum ProtocolCase {
    /// The encoding of a request.
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
    /// The decoding of a successful response.
    Response {
        /// The static of the operation.
        operation: String,
        /// The response.
        response: TestResponse,
        /// The expected output.
        output: Expression,
    },
    /// The decoding of an error response.
    Error {
        /// The response.
        response: TestResponse,
        /// The Rust name of the error's structure.
        name: String,
        /// The expected error.
        error: Expression,
        /// The code that callers see, if the case has one.
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
    /// The host in the client's configuration and the host of the request, if the case has them.
    pub host: Option<(String, String)>,
    /// Required query parameters, encoded.
    pub query: Vec<String>,
    /// Names of query parameters that must be absent.
    pub forbid_query: Vec<String>,
    /// Required headers, with their values.
    pub headers: Vec<(String, String)>,
    /// Names of headers that must be absent.
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

/// A value as an expression of constructors and setters.
#[derive(Debug)]
pub enum Expression {
    /// A value of a simple type.
    Literal(Literal, Type),
    /// A known value of an enum.
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
        /// The value.
        value: Box<Expression>,
    },
    /// A secret.
    Secret(Box<Expression>),
    /// A boxed value.
    Box(Box<Expression>),
    /// An entry of a sparse list or map.
    Option(Option<Box<Expression>>),
    /// A list.
    List(Vec<Expression>),
    /// A map.
    Map(Vec<(Expression, Expression)>),
}
