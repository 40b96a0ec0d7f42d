//! Members of structures and unions, and where they travel.

use super::Schema;

/// A member of a structure or union.
#[derive(Debug)]
pub struct Member {
    /// The name in the model, which paths in violations show.
    pub name: &'static str,
    /// The key in a JSON document.
    pub json: &'static str,
    /// The name of the header, the query parameter or the label, or the prefix of headers, as `location` says.
    pub http: &'static str,
    /// Where it travels.
    pub location: Location,
    /// Whether a value must be present.
    pub required: bool,
    /// Whether a missing value is filled in with a fresh token, once per call.
    pub idempotency_token: bool,
    /// What it holds.
    pub schema: &'static Schema,
}

/// Where a member travels in an HTTP message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the JSON document of the body.
    Body,
    /// It is the body.
    Payload,
    /// A segment of the path.
    Label,
    /// A query parameter.
    Query,
    /// Any number of query parameters, by the entries of a map.
    QueryParams,
    /// A header.
    Header,
    /// Any number of headers with a common prefix, by the entries of a map.
    PrefixHeaders,
    /// The status code of the response.
    ResponseCode,
    /// A header of an event.
    EventHeader,
    /// It is the payload of an event.
    EventPayload,
}

impl Member {
    /// A member that may be absent.
    pub const fn optional(name: &'static str, schema: &'static Schema) -> Self {
        Self { name, json: name, http: "", location: Location::Body, required: false, idempotency_token: false, schema }
    }

    /// A member that must be present.
    pub const fn required(name: &'static str, schema: &'static Schema) -> Self {
        let mut member = Self::optional(name, schema);
        member.required = true;
        member
    }

    /// The same under another JSON key.
    pub const fn json_name(mut self, key: &'static str) -> Self {
        self.json = key;
        self
    }

    /// The same in another place of the HTTP message, under the name that it has there.
    pub const fn at(mut self, location: Location, http: &'static str) -> Self {
        self.location = location;
        self.http = http;
        self
    }

    /// The same, filled in with a fresh token where absent.
    pub const fn idempotency_token(mut self) -> Self {
        self.idempotency_token = true;
        self
    }
}
