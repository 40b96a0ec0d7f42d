//! Paginated outputs: one call for each page, until the service returns no token for the next one.
//!
//! If a service returns a token a second time, the pages end with an error rather than repeat for ever.

mod items;
mod pages;
mod repetition;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tinsmith_types::Structure;
use tinsmith_types::codegen::Value;

use crate::error::Error;
use crate::handle::Handle;
use crate::operation::Operation;
use crate::service::Service;

pub use items::Items;
pub use pages::Pages;

/// A call of a paginated operation.
///
/// Awaiting it returns one page, the one that the request names. [`pages`](Self::pages) and, if the model names the
/// items of a page, [`items`](Self::items) read from there to the last page, with one call for each page:
///
/// ```
/// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let credentials = tinsmith_client::Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI", None, None, "example");
/// # let transport = tinsmith_client::transport::RecordingTransport::new()
/// #     .respond(200, r#"{"userNames": ["ada"], "nextToken": "2"}"#)
/// #     .respond(500, r#"{"code": "InternalServerException"}"#)
/// #     .respond(200, r#"{"userNames": ["bob"]}"#)
/// #     .respond(200, r#"{"userNames": ["ada"], "nextToken": "2"}"#);
/// # let client = Client::builder().region("eu-west-1").credentials(credentials).transport(transport).max_attempts(1);
/// # let client = client.build()?;
/// let mut names = client.list_users(ListUsersRequest::new()).items();
/// while let Some(name) = names.next().await {
///     match name {
///         Ok(name) => println!("{name}"),
///         Err(error) if error.is_retryable() => break,
///         Err(error) => return Err(error.into()),
///     }
/// }
/// // After an error, another call continues with the page that failed.
/// if let Some(request) = names.next_request().cloned() {
///     let page = client.list_users(request).await?;
///     assert_eq!(page.user_names.unwrap_or_default(), ["bob"]);
/// }
///
/// let mut pages = client.list_users(ListUsersRequest::new()).pages();
/// let first = pages.next().await.ok_or("a page")??;
/// assert!(first.next_token.is_some());
/// # Ok(())
/// # }
/// ```
///
/// `C` is the collection that holds the items of a page: `Vec` or `BTreeMap`.
#[must_use = "nothing is sent until the call is awaited or its pages are read"]
pub struct PagedCall<S: Service, I, O, C = ()> {
    fetch: Fetch<S, I, O>,
    advance: fn(&mut I, &O) -> bool,
    items: fn(O) -> C,
}

impl<S: Service, I: Clone + PartialEq, O, C> PagedCall<S, I, O, C> {
    pub(crate) fn new(
        client: Handle<S>,
        operation: &'static Operation,
        request: I,
        advance: fn(&mut I, &O) -> bool,
        items: fn(O) -> C,
    ) -> Self {
        Self { fetch: Fetch { client, operation, request, page: None }, advance, items }
    }

    /// Returns a stream of all pages, from the one that the request names.
    pub fn pages(self) -> Pages<S, I, O> {
        Pages::new(self.fetch, self.advance)
    }
}

impl<S: Service, I: Clone + PartialEq, O, C: IntoIterator> PagedCall<S, I, O, C> {
    /// Returns a stream of the items of all pages, from the page that the request names. The items of a map are its
    /// entries, as pairs.
    pub fn items(self) -> Items<S, I, O, C> {
        Items::new(Pages::new(self.fetch, self.advance), self.items)
    }
}

/// Awaiting it fetches one page, like the call of any other operation. Polling it after its end starts another call.
impl<S, I, O, C> Future for PagedCall<S, I, O, C>
where
    S: Service,
    I: Structure + Clone + Send + Sync + 'static,
    O: Structure + Send + 'static,
{
    type Output = Result<O, Error<S::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.fetch.poll(context)
    }
}

/// No field is ever pinned: the future of a page is on the heap.
impl<S: Service, I, O, C> Unpin for PagedCall<S, I, O, C> {}

impl<S: Service, I, O, C> fmt::Debug for PagedCall<S, I, O, C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fetch { client, operation, .. } = &self.fetch;
        let mut call = formatter.debug_struct("PagedCall");
        call.field("client", client).field("operation", &operation.name).finish_non_exhaustive()
    }
}

/// The call of a page, in progress.
type Page<S, O> = Pin<Box<dyn Future<Output = Result<O, Error<<S as Service>::Error>>> + Send>>;

/// The request of a page, and its call once that has started.
struct Fetch<S: Service, I, O> {
    client: Handle<S>,
    operation: &'static Operation,
    request: I,
    page: Option<Page<S, O>>,
}

impl<S, I, O> Fetch<S, I, O>
where
    S: Service,
    I: Structure + Clone + Send + Sync + 'static,
    O: Structure + Send + 'static,
{
    /// Polls the call of the page that the request names, and starts it first if necessary.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<O, Error<S::Error>>> {
        let page = self.page.get_or_insert_with(|| {
            let (client, operation, request) = (self.client.clone(), self.operation, self.request.clone());
            Box::pin(async move { client.call(operation, request).await })
        });
        let result = ready!(page.as_mut().poll(context));
        self.page = None;
        Poll::Ready(result)
    }
}

/// Gives the token of the next page to `set`, and returns whether there is a next page. Some services mark the last
/// page by an empty token.
pub fn next_page<T: Value + Clone + PartialEq>(token: Option<&T>, set: impl FnOnce(T)) -> bool {
    let token = token.filter(|token| **token != T::empty()).cloned();
    token.map(set).is_some()
}
