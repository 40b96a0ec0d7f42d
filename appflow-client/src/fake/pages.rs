//! Pages of lists. A token names the last entry of its page, and is valid only for the same list with the same filters.
//!
//! A list may change between two pages; an entry that exists throughout is on exactly one page.

use tinsmith_client::fake::{Failure, Fingerprint};
use types::*;

use super::command::View;
use super::failures;

/// The number of digits of the code that authenticates a token.
const CODE: usize = 64;

/// A request for a page.
pub trait Paged: Structure + Clone {
    /// The operation.
    const OPERATION: &'static str;
    /// The maximum size of a page, and the size if the request asks for none.
    const SIZE: usize;

    /// Returns the token and the size of the page.
    fn parts(&mut self) -> (&mut Option<String>, &mut Option<i32>);
}

/// Declares the inputs of paginated operations.
macro_rules! paged {
    ($($input:ident = $operation:literal, $size:literal;)*) => {
        $(impl Paged for $input {
            const OPERATION: &'static str = $operation;
            const SIZE: usize = $size;

            fn parts(&mut self) -> (&mut Option<String>, &mut Option<i32>) {
                (&mut self.next_token, &mut self.max_results)
            }
        })*
    };
}

paged! {
    DescribeConnectorProfilesRequest = "DescribeConnectorProfiles", 100;
    DescribeConnectorsRequest = "DescribeConnectors", 100;
    DescribeFlowExecutionRecordsRequest = "DescribeFlowExecutionRecords", 100;
    ListConnectorEntitiesRequest = "ListConnectorEntities", 10_000;
    ListConnectorsRequest = "ListConnectors", 100;
    ListFlowsRequest = "ListFlows", 100;
}

/// Returns a page of entries, which are sorted by their keys, and the token of the next page, if there is one.
///
/// # Errors
///
/// Returns a `ValidationException` if the token does not belong to this list.
pub fn page<I: Paged, T>(
    view: &View<'_>,
    request: &I,
    entries: impl Iterator<Item = (String, T)>,
) -> Result<(Vec<T>, Option<String>), Failure> {
    let mut request = request.clone();
    let (token, size) = request.parts();
    let (token, size) = (token.take(), size.take());
    let size = size.and_then(|size| usize::try_from(size).ok()).unwrap_or(I::SIZE);
    let last = match token {
        Some(token) => Some(read(view, &request, &token)?.ok_or_else(invalid_token)?),
        None => None,
    };
    let mut rest = entries.skip_while(|(key, _)| last.as_ref().is_some_and(|last| key <= last)).peekable();
    let (mut page, mut key) = (Vec::new(), None);
    for (next, entry) in rest.by_ref().take(size) {
        key = Some(next);
        page.push(entry);
    }
    let next = match key.filter(|_| rest.peek().is_some()) {
        Some(key) => Some(write(view, &request, &key)?),
        None => None,
    };
    Ok((page, next))
}

fn invalid_token() -> Failure {
    failures::validation("The nextToken is not one that this operation has returned for the same request.")
}

/// Writes a token: the code, then the key in hexadecimal digits.
fn write(view: &View<'_>, request: &impl Paged, key: &str) -> Result<String, Failure> {
    let digits: String = key.bytes().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{}{digits}", code(view, request, key)?))
}

/// Reads the key in a token; `None` if it did not come from this list.
fn read(view: &View<'_>, request: &impl Paged, token: &str) -> Result<Option<String>, Failure> {
    let Some(key) = token.get(CODE..).and_then(key) else { return Ok(None) };
    let given = token.get(..CODE).and_then(Fingerprint::parse);
    let expected = code(view, request, &key)?;
    Ok(Some(key).filter(|_| given == Some(expected)))
}

fn key(digits: &str) -> Option<String> {
    let byte = |index| u8::from_str_radix(digits.get(index..index + 2)?, 16).ok();
    String::from_utf8((0..digits.len()).step_by(2).map(byte).collect::<Option<Vec<u8>>>()?).ok()
}

/// Computes the code of a token: a keyed hash of the operation, the filters and the key.
fn code<I: Paged>(view: &View<'_>, request: &I, key: &str) -> Result<Fingerprint, Failure> {
    let mut request = request.clone();
    *request.parts().0 = Some(format!("{} {key}", I::OPERATION));
    view.setup.store.fingerprint(&request)
}
