//! Members of structures and unions, and their HTTP bindings.

use super::Schema;

/// A member of a structure or union.
#[derive(Debug)]
pub struct Member {
    /// The name in the model, used in the paths of violations.
    pub name: &'static str,
    /// The key in a JSON document.
    pub json: &'static str,
    /// The name of the header, of the query parameter or of the label, or the prefix of headers, depending on
    /// `location`.
    pub http: &'static str,
    /// The part of the HTTP message that carries it.
    pub location: Location,
    /// Whether a value must be present.
    pub required: bool,
    /// Whether a missing value is replaced by a new idempotency token, once per call.
    pub idempotency_token: bool,
    /// The schema of its value.
    pub schema: &'static Schema,
}

/// The part of an HTTP message that carries a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// A member of the JSON document in the body.
    Body,
    /// The whole body.
    Payload,
    /// A segment of the path.
    Label,
    /// A query parameter.
    Query,
    /// Any number of query parameters, one for each entry of a map.
    QueryParams,
    /// A header.
    Header,
    /// Any number of headers with a common prefix, one for each entry of a map.
    PrefixHeaders,
    /// The status code of the response.
    ResponseCode,
    /// A header of an event.
    EventHeader,
    /// The payload of an event.
    EventPayload,
}

impl Member {
    /// Creates an optional member.
    pub const fn optional(name: &'static str, schema: &'static Schema) -> Self {
        Self { name, json: name, http: "", location: Location::Body, required: false, idempotency_token: false, schema }
    }

    /// Creates a required member.
    pub const fn required(name: &'static str, schema: &'static Schema) -> Self {
        let mut member = Self::optional(name, schema);
        member.required = true;
        member
    }

    /// Sets another JSON key.
    pub const fn json_name(mut self, key: &'static str) -> Self {
        self.json = key;
        self
    }

    /// Binds the member to another part of the HTTP message, with its name there.
    pub const fn at(mut self, location: Location, http: &'static str) -> Self {
        self.location = location;
        self.http = http;
        self
    }

    /// Marks the member as an idempotency token, which is filled in if it is absent.
    pub const fn idempotency_token(mut self) -> Self {
        self.idempotency_token = true;
        self
    }
}
