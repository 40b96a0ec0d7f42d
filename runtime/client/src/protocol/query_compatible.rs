//! `aws.protocols#awsQueryCompatible`: a service that used AWS's query protocol before, and still sends its error
//! codes.

use std::marker::PhantomData;

use http::Response;
use http::header::{HeaderName, HeaderValue};
use tinsmith_types::Structure;

use super::{DecodeError, EncodeError, Message, Protocol, error_code};
use crate::Body;
use crate::operation::Operation;

/// Asks the service to send the codes of the query protocol.
pub(crate) const QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");
/// The code of the query protocol and the side at fault: `AWS.SimpleQueueService.NonExistentQueue;Sender`.
pub(crate) const QUERY_ERROR: HeaderName = HeaderName::from_static("x-amzn-query-error");

/// The protocol `P` of a service that also sends the error codes of AWS's query protocol.
#[derive(Debug)]
pub struct QueryCompatible<P>(PhantomData<fn() -> P>);

impl<P: Protocol> Protocol for QueryCompatible<P> {
    fn request<I: Structure>(operation: &Operation, input: &I) -> Result<Message, EncodeError> {
        let mut message = P::request(operation, input)?;
        message.headers.insert(QUERY_MODE, HeaderValue::from_static("true"));
        Ok(message)
    }

    fn response<O: Structure>(response: &Response<Body>) -> Result<O, DecodeError> {
        P::response(response)
    }

    /// Returns the name of the error's shape, or the code of the query protocol if the response has no name.
    fn error_code(response: &Response<Body>) -> Option<String> {
        P::error_code(response).or_else(|| Self::query_code(response))
    }

    fn query_code(response: &Response<Body>) -> Option<String> {
        let header = response.headers().get(QUERY_ERROR)?.to_str().ok()?;
        error_code::name(header.split(';').next()?).map(str::to_owned)
    }
}
