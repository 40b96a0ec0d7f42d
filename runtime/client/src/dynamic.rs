//! Operations called by name, with JSON input and output, for command lines.
//!
//! A generated crate lists its operations as [`Entry`]s, whose types [`DynOperation`] erases. Outputs are returned with
//! their secrets redacted.

use std::pin::Pin;

use serde_json::Value;
use tinsmith_types::codegen::{Form, Mode, Schema, Writing, structure};
use tinsmith_types::{Change, DocumentError, Structure, Violation};

use crate::error::Error;
use crate::handle::Handle;
use crate::operation::Operation;
use crate::pagination::Pages;
use crate::service::Service;

/// A boxed future that borrows the client.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A request of an erased type.
pub type BoxRequest<S> = Box<dyn DynRequest<S>>;

/// An operation with erased types.
pub trait DynOperation<S: Service>: Sync {
    /// Returns the name in kebab case, such as `list-flows`.
    fn name(&self) -> &'static str;

    /// Returns the first sentence of the documentation, in Markdown.
    fn summary(&self) -> &'static str;

    /// Returns the schema of the input.
    fn input(&self) -> &'static Schema;

    /// Returns the schema of the output.
    fn output(&self) -> &'static Schema;

    /// Returns the path of the output member that holds the token of the next page, or `None` if the operation is not
    /// paginated.
    fn next_token(&self) -> Option<&'static str>;

    /// Reads a request; see [`Structure::from_json`].
    ///
    /// # Errors
    ///
    /// Returns all problems of the document, each with its line and column.
    fn read(&self, text: &str) -> Result<BoxRequest<S>, DocumentError>;

    /// Reads a request and corrects mistakes that have one reading; see [`Structure::fix_json`].
    ///
    /// # Errors
    ///
    /// Returns all problems of the document that could not be corrected.
    fn fix(&self, text: &str) -> Result<(BoxRequest<S>, Vec<Change>), DocumentError>;

    /// Reads a request without checking the constraints of the model.
    ///
    /// # Errors
    ///
    /// Returns an error for the first value of another type, or the first missing required member.
    fn read_unchecked(&self, text: &str) -> Result<BoxRequest<S>, serde_json::Error>;
}

/// A request of an erased type.
pub trait DynRequest<S: Service>: Send + Sync {
    /// Returns the violated rules that do not prevent the call; see [`Structure::warnings`].
    fn warnings(&self) -> Vec<Violation>;

    /// Returns the request as JSON, with its secrets.
    fn to_json(&self) -> Value;

    /// Returns the request as JSON, with each secret redacted.
    fn redacted(&self) -> Value;

    /// Calls the operation, and returns its output with each secret redacted.
    fn send(self: Box<Self>, client: &S::Client) -> BoxFuture<'_, Result<Value, Error<S::Error>>>;

    /// Returns the pages of the output, or `None` if the operation is not paginated.
    fn pages(self: Box<Self>, client: &S::Client) -> Option<Box<dyn DynPages<S>>>;
}

/// The pages of an output of an erased type.
pub trait DynPages<S: Service>: Send {
    /// Fetches the next page, with each secret redacted; see [`Pages::next`].
    fn next(&mut self) -> BoxFuture<'_, Option<Result<Value, Error<S::Error>>>>;
}

/// An operation with its types, as listed by generated code.
pub struct Entry<S: Service, I, O> {
    name: &'static str,
    summary: &'static str,
    operation: &'static Operation,
    pages: Option<PagesOf<S, I, O>>,
    next_token: Option<&'static str>,
}

/// The client method that returns the pages of an operation.
type PagesOf<S, I, O> = fn(&<S as Service>::Client, I) -> Pages<S, I, O>;

impl<S: Service, I, O> Entry<S, I, O> {
    /// Creates an entry for an operation that is not paginated.
    pub const fn new(name: &'static str, operation: &'static Operation, summary: &'static str) -> Self {
        Self { name, summary, operation, pages: None, next_token: None }
    }

    /// Sets the client method for the pages, and the path of the token in an output.
    pub const fn pages(mut self, pages: PagesOf<S, I, O>, next_token: &'static str) -> Self {
        self.pages = Some(pages);
        self.next_token = Some(next_token);
        self
    }

    fn request(&self, request: I) -> BoxRequest<S>
    where
        S::Client: AsRef<Handle<S>> + Sync,
        I: Structure + Clone + PartialEq + Send + Sync + 'static,
        O: Structure + Send + 'static,
    {
        Box::new(Typed { operation: self.operation, pages: self.pages, request })
    }
}

impl<S, I, O> DynOperation<S> for Entry<S, I, O>
where
    S: Service,
    S::Client: AsRef<Handle<S>> + Sync,
    I: Structure + Clone + PartialEq + Send + Sync + 'static,
    O: Structure + Send + 'static,
{
    fn name(&self) -> &'static str {
        self.name
    }

    fn summary(&self) -> &'static str {
        self.summary
    }

    fn input(&self) -> &'static Schema {
        I::SCHEMA
    }

    fn output(&self) -> &'static Schema {
        O::SCHEMA
    }

    fn next_token(&self) -> Option<&'static str> {
        self.next_token
    }

    fn read(&self, text: &str) -> Result<BoxRequest<S>, DocumentError> {
        I::from_json(text).map(|request| self.request(request))
    }

    fn fix(&self, text: &str) -> Result<(BoxRequest<S>, Vec<Change>), DocumentError> {
        I::fix_json(text).map(|fixed| (self.request(fixed.value), fixed.changes))
    }

    fn read_unchecked(&self, text: &str) -> Result<BoxRequest<S>, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let request: I = structure::deserialize(Mode::Strict, &mut deserializer)?;
        deserializer.end()?;
        Ok(self.request(request))
    }
}

/// A request with its operation's types.
struct Typed<S: Service, I, O> {
    operation: &'static Operation,
    pages: Option<PagesOf<S, I, O>>,
    request: I,
}

impl<S, I, O> DynRequest<S> for Typed<S, I, O>
where
    S: Service,
    S::Client: AsRef<Handle<S>> + Sync,
    I: Structure + Clone + PartialEq + Send + Sync + 'static,
    O: Structure + Send + 'static,
{
    fn warnings(&self) -> Vec<Violation> {
        self.request.warnings()
    }

    fn to_json(&self) -> Value {
        written(&self.request, Form::Wire)
    }

    fn redacted(&self) -> Value {
        written(&self.request, Form::Redacted)
    }

    fn send(self: Box<Self>, client: &S::Client) -> BoxFuture<'_, Result<Value, Error<S::Error>>> {
        Box::pin(async move {
            let answer: O = client.as_ref().call(self.operation, self.request).await?;
            Ok(written(&answer, Form::Redacted))
        })
    }

    fn pages(self: Box<Self>, client: &S::Client) -> Option<Box<dyn DynPages<S>>> {
        let pages = self.pages?;
        Some(Box::new(pages(client, self.request)))
    }
}

impl<S, I, O> DynPages<S> for Pages<S, I, O>
where
    S: Service,
    I: Structure + Clone + PartialEq + Send + Sync + 'static,
    O: Structure + Send + 'static,
{
    fn next(&mut self) -> BoxFuture<'_, Option<Result<Value, Error<S::Error>>>> {
        Box::pin(async move { Some(self.next().await?.map(|page| written(&page, Form::Redacted))) })
    }
}

/// Serializes a structure as a JSON object.
fn written<T: Structure>(value: &T, form: Form) -> Value {
    let written = serde_json::to_value(Writing { value, schema: T::SCHEMA, form });
    written.expect("a structure is written as a map from text")
}
