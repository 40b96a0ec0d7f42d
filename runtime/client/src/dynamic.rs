//! Operations that are called by name, with JSON in and out, as a command line calls them.
//!
//! A generated crate lists its operations as [`Entry`]s, whose types are hidden behind [`DynOperation`]. Answers are
//! returned without their secrets.

use std::pin::Pin;

use serde_json::Value;
use tinsmith_types::codegen::{Form, Mode, Schema, Writing, structure};
use tinsmith_types::{Change, DocumentError, Structure, Violation};

use crate::error::Error;
use crate::handle::Handle;
use crate::operation::Operation;
use crate::pagination::Pages;
use crate::service::Service;

/// A boxed future, which borrows the client.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A request that was read, behind its type.
pub type BoxRequest<S> = Box<dyn DynRequest<S>>;

/// An operation behind its types.
pub trait DynOperation<S: Service>: Sync {
    /// The name in words with hyphens, such as `list-flows`.
    fn name(&self) -> &'static str;

    /// The first sentence of the documentation, in Markdown.
    fn summary(&self) -> &'static str;

    /// The shape of requests.
    fn input(&self) -> &'static Schema;

    /// The shape of answers.
    fn output(&self) -> &'static Schema;

    /// The path of the member of an answer that holds the token of the next page; `None` if there are no pages.
    fn next_token(&self) -> Option<&'static str>;

    /// Reads a request; see [`Structure::from_json`].
    ///
    /// # Errors
    ///
    /// All problems of the document.
    fn read(&self, text: &str) -> Result<BoxRequest<S>, DocumentError>;

    /// Reads a request and corrects what has one reading; see [`Structure::fix_json`].
    ///
    /// # Errors
    ///
    /// All remaining problems of the document.
    fn fix(&self, text: &str) -> Result<(BoxRequest<S>, Vec<Change>), DocumentError>;

    /// Reads a request without holding it against the constraints of the model.
    ///
    /// # Errors
    ///
    /// The first value of another type, and the first required member that is missing.
    fn read_unchecked(&self, text: &str) -> Result<BoxRequest<S>, serde_json::Error>;
}

/// A request behind its type.
pub trait DynRequest<S: Service>: Send + Sync {
    /// The violated rules that do not prevent the call; see [`Structure::warnings`].
    fn warnings(&self) -> Vec<Violation>;

    /// The request with its secrets.
    fn to_json(&self) -> Value;

    /// The request with a mark in place of each secret.
    fn redacted(&self) -> Value;

    /// Calls the operation, and returns its answer with a mark in place of each secret.
    fn send(self: Box<Self>, client: &S::Client) -> BoxFuture<'_, Result<Value, Error<S::Error>>>;

    /// The pages of the answer; `None` if the operation has no pages.
    fn pages(self: Box<Self>, client: &S::Client) -> Option<Box<dyn DynPages<S>>>;
}

/// The pages of an answer behind their type.
pub trait DynPages<S: Service>: Send {
    /// Fetches the next page, with a mark in place of each secret; see [`Pages::next`].
    fn next(&mut self) -> BoxFuture<'_, Option<Result<Value, Error<S::Error>>>>;
}

/// An operation with its types, as generated code lists it.
pub struct Entry<S: Service, I, O> {
    name: &'static str,
    summary: &'static str,
    operation: &'static Operation,
    pages: Option<PagesOf<S, I, O>>,
    next_token: Option<&'static str>,
}

/// The method of a client that returns the pages of an operation.
type PagesOf<S, I, O> = fn(&<S as Service>::Client, I) -> Pages<S, I, O>;

impl<S: Service, I, O> Entry<S, I, O> {
    /// An operation whose answer is one page.
    pub const fn new(name: &'static str, operation: &'static Operation, summary: &'static str) -> Self {
        Self { name, summary, operation, pages: None, next_token: None }
    }

    /// The same with the client's method for its pages, and the path of the token in an answer.
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

/// A request with the types of its operation.
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

/// A structure as a JSON object.
fn written<T: Structure>(value: &T, form: Form) -> Value {
    let written = serde_json::to_value(Writing { value, schema: T::SCHEMA, form });
    written.expect("a structure is written as a map from text")
}
