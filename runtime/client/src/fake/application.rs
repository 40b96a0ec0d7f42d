//! What a fake needs to know of the service that it stands for.

use std::pin::Pin;

use tinsmith_types::Document;

use super::answer::{Answer, Failure};
use crate::operation::Operation;

/// An answer to come.
pub(crate) type Outcome<'a> = Pin<Box<dyn Future<Output = Result<Answer, Failure>> + Send + 'a>>;

/// The state machine of a service, and its errors.
pub(crate) trait Application: Send + Sync {
    /// The operations that there are.
    fn operations(&self) -> &'static [&'static Operation];

    /// The name of the member of a request that is its idempotency token.
    fn token_member(&self, operation: &'static Operation) -> Option<&'static str>;

    /// Does what a request asks for, of which the signature is right.
    fn call(&self, operation: &'static Operation, request: Document) -> Outcome<'_>;

    /// What a path below `/_fake/` has to say about the state; nothing where it is unknown.
    fn show(&self, path: &str) -> Option<Document>;

    /// Credentials for other systems in a request that are turned down from now on.
    fn reject(&self, value: &str);
}
