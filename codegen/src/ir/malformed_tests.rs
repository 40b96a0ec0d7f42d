//! The model's test cases of requests that a service refuses.

use crate::pattern::Matcher;

/// A test case: a request that is invalid, or that can't be decoded.
#[derive(Debug)]
pub struct MalformedTest {
    /// The function's name.
    pub name: String,
    /// A description; one paragraph of rustdoc.
    pub docs: String,
    /// The Rust name of the operation's input.
    pub input: String,
    /// The request.
    pub request: MalformedRequest,
    /// The problem of the request.
    pub expected: Malformation,
}

/// The values in a request for each member of the input.
#[derive(Debug)]
pub struct MalformedRequest {
    /// The texts of members in the path, the query and the headers, by the members' names.
    pub texts: Vec<(String, Vec<String>)>,
    /// The entries of maps in the query and the headers, by the members' names.
    pub entries: Vec<(String, Vec<(String, String)>)>,
    /// The body, if there is one.
    pub body: Option<String>,
}

/// The problem of a request.
#[derive(Debug)]
pub enum Malformation {
    /// It can't be decoded.
    Unreadable,
    /// Its value violates constraints, and the message about them matches a pattern.
    InvalidLike {
        /// The pattern.
        text: String,
        /// Its matcher.
        matcher: Matcher,
    },
    /// Its value violates constraints.
    Invalid {
        /// The message about all violations.
        message: String,
        /// The path and the message of each.
        fields: Vec<(String, String)>,
    },
}
