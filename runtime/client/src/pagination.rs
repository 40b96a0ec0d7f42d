//! Outputs that continue on further pages: one call for each page, until the service returns no token for a next one.
//!
//! A service that returns the same token twice would never end; the pages end there instead.

use std::fmt;

use tinsmith_types::Structure;

use crate::error::Error;
use crate::handle::Handle;
use crate::operation::Operation;
use crate::service::Service;

/// The pages of an output, each of which is fetched when it is asked for.
pub struct Pages<S, I, O> {
    client: Handle<S>,
    operation: &'static Operation,
    request: Option<I>,
    token: Option<String>,
    resume: fn(&mut I, String),
    next_token: fn(&O) -> Option<&str>,
}

impl<S: Service, I: Structure + Clone + Sync, O: Structure> Pages<S, I, O> {
    /// The pages that begin with the answer to this request.
    pub(crate) fn new(
        client: Handle<S>,
        operation: &'static Operation,
        request: I,
        resume: fn(&mut I, String),
        next_token: fn(&O) -> Option<&str>,
    ) -> Self {
        Self { client, operation, request: Some(request), token: None, resume, next_token }
    }

    /// Fetches the next page; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<O, Error<S::Error>>> {
        let mut request = self.request.take()?;
        let page: O = match self.client.call(self.operation, request.clone()).await {
            Ok(page) => page,
            Err(error) => return Some(Err(error)),
        };
        let token = (self.next_token)(&page).filter(|token| !token.is_empty()).map(str::to_owned);
        if let Some(token) = token.filter(|token| self.token.as_ref() != Some(token)) {
            (self.resume)(&mut request, token.clone());
            self.token = Some(token);
            self.request = Some(request);
        }
        Some(Ok(page))
    }
}

impl<S: Service, I, O> fmt::Debug for Pages<S, I, O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ended = self.request.is_none();
        formatter.debug_struct("Pages").field("client", &self.client).field("ended", &ended).finish_non_exhaustive()
    }
}
