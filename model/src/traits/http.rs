//! Traits that bind operations and members to parts of HTTP messages.
//!
//! A member has at most one binding; without any it is part of the body.

use serde::Deserialize;

annotations! {
    /// The member fills a label of the URI.
    HttpLabel = "smithy.api#httpLabel";
    /// The map's entries are query parameters.
    HttpQueryParams = "smithy.api#httpQueryParams";
    /// The member is the whole body.
    HttpPayload = "smithy.api#httpPayload";
    /// The member is the status of the response.
    HttpResponseCode = "smithy.api#httpResponseCode";
    /// Requests carry a checksum.
    HttpChecksumRequired = "smithy.api#httpChecksumRequired";
}

wrappers! {
    /// The member is the query parameter of that name.
    HttpQuery(String) = "smithy.api#httpQuery";
    /// The member is the header of that name.
    HttpHeader(String) = "smithy.api#httpHeader";
    /// The map's entries are headers whose names begin with this.
    HttpPrefixHeaders(String) = "smithy.api#httpPrefixHeaders";
    /// The status of an error.
    HttpError(u16) = "smithy.api#httpError";
}

identifiers! {
    Http = "smithy.api#http";
    Cors = "smithy.api#cors";
}

/// The method, path and success status of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Http {
    /// The method, as it is written.
    pub method: String,
    /// The path with labels in braces, and query literals; [`UriPattern`](crate::uri::UriPattern) takes it apart.
    pub uri: String,
    /// The status of a success.
    #[serde(default = "success")]
    pub code: u16,
}

/// The service's responses to cross-origin requests of browsers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cors {
    /// The allowed origin; all if absent.
    pub origin: Option<String>,
    /// The time for which responses may be cached, in seconds; 600 if absent.
    pub max_age: Option<i32>,
    /// Headers that requests may carry besides the modelled ones.
    #[serde(default)]
    pub additional_allowed_headers: Vec<String>,
    /// Headers that responses show besides the modelled ones.
    #[serde(default)]
    pub additional_exposed_headers: Vec<String>,
}

fn success() -> u16 {
    200
}
