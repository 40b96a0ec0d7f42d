//! The pages of an output, as a stream.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use tinsmith_types::Structure;

use super::Fetch;
use super::repetition::Repetition;
use crate::call::Attempts;
use crate::error::{Error, Problem};
use crate::service::Service;

/// A stream of the pages of an output, each of which is fetched on demand.
///
/// It ends after an error; [`next_request`](Self::next_request) then returns the request to continue with. If a page's
/// token leads back to an earlier page, an error follows it.
#[must_use = "nothing is sent until a page is asked for"]
pub struct Pages<S: Service, I, O> {
    fetch: Fetch<S, I, O>,
    advance: fn(&mut I, &O) -> bool,
    repetition: Repetition<I>,
    state: State,
}

/// The next step of the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Fetch the page that the request names.
    Page,
    /// Return an error, because the request names a page that was read before.
    Repetition,
    /// End, because the page that the request names could not be read.
    Failed,
    /// End, because the last page was read.
    Finished,
}

impl<S: Service, I: Clone + PartialEq, O> Pages<S, I, O> {
    pub(super) fn new(fetch: Fetch<S, I, O>, advance: fn(&mut I, &O) -> bool) -> Self {
        Self { repetition: Repetition::new(fetch.request.clone()), fetch, advance, state: State::Page }
    }
}

impl<S: Service, I, O> Pages<S, I, O> {
    /// Returns the request for the next page or, after an error, for the page that failed. It has the token of that
    /// page, so another call can continue with it. `None` once the last page was read.
    pub fn next_request(&self) -> Option<&I> {
        (self.state != State::Finished).then_some(&self.fetch.request)
    }
}

impl<S, I, O> Pages<S, I, O>
where
    S: Service,
    I: Structure + Clone + PartialEq + Send + Sync + 'static,
    O: Structure + Send + 'static,
{
    /// Fetches the next page; `None` after the last one, and after an error.
    ///
    /// If the returned future is dropped while a call is in progress, the next call of this function continues it.
    pub async fn next(&mut self) -> Option<Result<O, Error<S::Error>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Sets the token of the next page in the request.
    fn advance(&mut self, page: &O) -> State {
        let request = &mut self.fetch.request;
        if !(self.advance)(request, page) {
            State::Finished
        } else if self.repetition.is_found(request) {
            State::Repetition
        } else {
            State::Page
        }
    }
}

impl<S, I, O> Stream for Pages<S, I, O>
where
    S: Service,
    I: Structure + Clone + PartialEq + Send + Sync + 'static,
    O: Structure + Send + 'static,
{
    type Item = Result<O, Error<S::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let (item, state) = match self.state {
            State::Page => match ready!(self.fetch.poll(context)) {
                Ok(page) => {
                    let state = self.advance(&page);
                    (Some(Ok(page)), state)
                }
                Err(error) => (Some(Err(error)), State::Failed),
            },
            State::Repetition => {
                let error = Error::unanswered(self.fetch.operation, Problem::RepeatedPage, Attempts::default());
                (Some(Err(error)), State::Failed)
            }
            State::Failed | State::Finished => (None, self.state),
        };
        self.state = state;
        Poll::Ready(item)
    }
}

/// No field is ever pinned, as in [`PagedCall`](super::PagedCall).
impl<S: Service, I, O> Unpin for Pages<S, I, O> {}

impl<S: Service, I, O> fmt::Debug for Pages<S, I, O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pages = formatter.debug_struct("Pages");
        pages.field("client", &self.fetch.client).field("operation", &self.fetch.operation.name);
        pages.field("state", &self.state).finish_non_exhaustive()
    }
}
