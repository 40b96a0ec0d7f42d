//! The items of all pages of an output, as a stream.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use tinsmith_types::Structure;

use super::Pages;
use crate::error::Error;
use crate::service::Service;

/// A stream of the items of all pages of an output. The next page is fetched once the items of the page before are read.
///
/// It ends after an error; [`next_request`](Self::next_request) then returns the request to continue with.
#[must_use = "nothing is sent until an item is asked for"]
pub struct Items<S: Service, I, O, C: IntoIterator> {
    pages: Pages<S, I, O>,
    items: fn(O) -> C,
    page: Option<C::IntoIter>,
}

impl<S: Service, I, O, C: IntoIterator> Items<S, I, O, C> {
    pub(super) fn new(pages: Pages<S, I, O>, items: fn(O) -> C) -> Self {
        Self { pages, items, page: None }
    }

    /// Returns the request for the page after the one whose items are being read; after an error, for the page that
    /// failed. `None` once the last page was fetched.
    pub fn next_request(&self) -> Option<&I> {
        self.pages.next_request()
    }
}

impl<S, I, O, C> Items<S, I, O, C>
where
    S: Service,
    I: Structure + Clone + PartialEq + Send + Sync + 'static,
    O: Structure + Send + 'static,
    C: IntoIterator,
{
    /// Returns the next item, fetching its page if necessary; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<C::Item, Error<S::Error>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<S, I, O, C> Stream for Items<S, I, O, C>
where
    S: Service,
    I: Structure + Clone + PartialEq + Send + Sync + 'static,
    O: Structure + Send + 'static,
    C: IntoIterator,
{
    type Item = Result<C::Item, Error<S::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        // A page can be empty without being the last one.
        loop {
            if let Some(item) = self.page.as_mut().and_then(Iterator::next) {
                return Poll::Ready(Some(Ok(item)));
            }
            self.page = match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => Some((self.items)(page).into_iter()),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
        }
    }
}

/// No field is ever pinned.
impl<S: Service, I, O, C: IntoIterator> Unpin for Items<S, I, O, C> {}

impl<S: Service, I, O, C: IntoIterator> fmt::Debug for Items<S, I, O, C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}
