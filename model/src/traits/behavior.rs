//! Traits about the behaviour of operations and services.
//!
//! They have no effect on the wire format of values.

use serde::Deserialize;

annotations! {
    /// A token that identifies repeated requests; clients fill it in.
    IdempotencyToken = "smithy.api#idempotencyToken";
    /// Repeating the operation changes nothing more.
    Idempotent = "smithy.api#idempotent";
    /// The operation changes nothing.
    Readonly = "smithy.api#readonly";
    /// The structure is the input of one operation.
    Input = "smithy.api#input";
    /// The structure is the output of one operation.
    Output = "smithy.api#output";
    /// The operation may be called without authentication.
    OptionalAuth = "smithy.api#optionalAuth";
    /// The member fills a label of the host prefix.
    HostLabel = "smithy.api#hostLabel";
}

wrappers! {
    /// The ids of the authentication schemes, the preferred one first.
    Auth(Vec<String>) = "smithy.api#auth";
}

identifiers! {
    ErrorKind = "smithy.api#error";
    Retryable = "smithy.api#retryable";
    Paginated = "smithy.api#paginated";
    Endpoint = "smithy.api#endpoint";
    RequestCompression = "smithy.api#requestCompression";
}

/// The structure is an error, and who is to blame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ErrorKind {
    /// The client; status 400 unless [`HttpError`](super::HttpError) says another.
    Client,
    /// The server; status 500 unless [`HttpError`](super::HttpError) says another.
    Server,
}

/// Clients may retry after the error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Retryable {
    /// Whether there were too many requests.
    #[serde(default)]
    pub throttling: bool,
}

/// The operation returns a part of the results. On a service, the default of its operations.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Paginated {
    /// The input member that selects the page.
    pub input_token: Option<String>,
    /// The path in the output to the next token; members are separated by dots.
    pub output_token: Option<String>,
    /// The path in the output to the results; members are separated by dots.
    pub items: Option<String>,
    /// The input member that limits the number of results.
    pub page_size: Option<String>,
}

/// The operation has a host of its own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint {
    /// The prefix of the service's host, with labels in braces.
    pub host_prefix: String,
}

/// Requests may be compressed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct RequestCompression {
    /// The encodings, the preferred one first.
    pub encodings: Vec<String>,
}
