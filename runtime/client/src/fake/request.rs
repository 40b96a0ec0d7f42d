//! A request as an application gets it: the operation, and the members of its input as one document.

use std::fmt;

use http::StatusCode;
use tinsmith_types::{Document, Structure};

use super::answer::{Answer, Failure};
use super::route::Route;
use super::{decode, encode};

/// A request to an operation, whose signature is valid.
pub struct Request {
    route: &'static Route,
    document: Document,
}

impl Request {
    pub(crate) const fn new(route: &'static Route, document: Document) -> Self {
        Self { route, document }
    }

    /// Returns the name of the operation in the model.
    pub const fn operation(&self) -> &'static str {
        self.route.operation.name
    }

    /// Returns the members of the input, wherever they were in the HTTP message: a member of the body by its JSON name,
    /// any other (labels, query, headers, payload) by its name in the model. It is not validated.
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// Reads the input as services do: unknown members are ignored, null is absent, and all violated constraints are
    /// reported at once.
    ///
    /// # Errors
    ///
    /// Returns a `SerializationException` if a member has another type, and a `ValidationException` if constraints are
    /// violated.
    pub fn decode<I: Structure>(&self) -> Result<I, Failure> {
        decode::decode(&self.document)
    }

    /// Answers with this output and the status of the operation; its members go where the model binds them.
    ///
    /// # Errors
    ///
    /// Returns an `InternalServerException` if a member can't be sent over HTTP, such as a header with a line break.
    pub fn answer<O: Structure>(&self, output: &O) -> Result<Answer, Failure> {
        let status = StatusCode::from_u16(self.route.operation.status).map_err(|_| Failure::internal())?;
        encode::encode(status, output)
    }
}

impl fmt::Debug for Request {
    /// Shows the operation only, because the document may contain secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Request").field("operation", &self.operation()).finish_non_exhaustive()
    }
}
