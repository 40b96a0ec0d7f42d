//! Outputs that continue in another: one call for each page, until the service gives no token for a next one.
//!
//! A service that gives the same token twice would never end; the pages end there instead.

use std::fmt;

use types::structure::Structure;

use crate::client::Client;
use crate::error::Error;
use crate::operation::Operation;
use crate::service::Service;

/// A request whose output continues in another; the generated code implements it.
pub trait Paginated: Structure + Clone {
    /// The output.
    type Page: Structure;

    /// The operation.
    const OPERATION: &'static Operation;

    /// Asks for the page that this token stands for.
    fn resume(&mut self, token: String);

    /// The token of the next page.
    fn next_token(page: &Self::Page) -> Option<&str>;
}

/// The pages of an output, of which each is fetched when it is asked for.
pub struct Pages<S, R> {
    client: Client<S>,
    request: Option<R>,
    token: Option<String>,
}

impl<S: Service, R: Paginated> Pages<S, R> {
    /// The pages that begin with the answer to this request.
    pub fn new(client: &Client<S>, request: R) -> Self {
        Self { client: client.clone(), request: Some(request), token: None }
    }

    /// Fetches the next page; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<R::Page, Error<S::Error>>> {
        let request = self.request.take()?;
        let page = match self.client.call::<R, R::Page>(R::OPERATION, request.clone()).await {
            Ok(page) => page,
            Err(error) => return Some(Err(error)),
        };
        let token = R::next_token(&page).filter(|token| !token.is_empty()).map(str::to_owned);
        if let Some(token) = token.filter(|token| self.token.as_ref() != Some(token)) {
            let mut request = request;
            request.resume(token.clone());
            self.token = Some(token);
            self.request = Some(request);
        }
        Some(Ok(page))
    }
}

impl<S: Service, R> fmt::Debug for Pages<S, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ended = self.request.is_none();
        formatter.debug_struct("Pages").field("client", &self.client).field("ended", &ended).finish_non_exhaustive()
    }
}
