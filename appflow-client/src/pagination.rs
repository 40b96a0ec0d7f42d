//! Outputs that continue in another: one call for each page, until the service gives no token for a next one.
//!
//! A service that gives the same token twice would never end; the pages end there instead.

use std::fmt;

use types::structure::Structure;

use crate::client::Client;
use crate::error::Error;
use crate::operation::Operation;
use crate::service::Service;

/// How the output of an operation continues; the generated code has one for each such operation.
pub struct Paginator<R, P> {
    /// The operation.
    pub operation: &'static Operation,
    /// Makes a request ask for the page that a token stands for.
    pub resume: fn(&mut R, String),
    /// The token of the page after this one.
    pub next_token: fn(&P) -> Option<&str>,
}

/// The pages of an output, of which each is fetched when it is asked for.
pub struct Pages<S, R: 'static, P: 'static> {
    client: Client<S>,
    paginator: &'static Paginator<R, P>,
    request: Option<R>,
    token: Option<String>,
}

impl<S: Service, R: Structure + Clone, P: Structure> Pages<S, R, P> {
    /// The pages that begin with the answer to this request.
    pub fn new(client: &Client<S>, paginator: &'static Paginator<R, P>, request: R) -> Self {
        Self { client: client.clone(), paginator, request: Some(request), token: None }
    }

    /// Fetches the next page; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<P, Error<S::Error>>> {
        let request = self.request.take()?;
        let page = match self.client.call::<R, P>(self.paginator.operation, request.clone()).await {
            Ok(page) => page,
            Err(error) => return Some(Err(error)),
        };
        let token = (self.paginator.next_token)(&page).filter(|token| !token.is_empty()).map(str::to_owned);
        if let Some(token) = token.filter(|token| self.token.as_ref() != Some(token)) {
            let mut request = request;
            (self.paginator.resume)(&mut request, token.clone());
            self.token = Some(token);
            self.request = Some(request);
        }
        Some(Ok(page))
    }
}

impl<S: Service, R, P> fmt::Debug for Pages<S, R, P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ended = self.request.is_none();
        formatter.debug_struct("Pages").field("client", &self.client).field("ended", &ended).finish_non_exhaustive()
    }
}
