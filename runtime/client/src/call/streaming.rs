//! Calls whose request or response is a stream, of bytes or of events.
//!
//! The stages are those of every call. The caller provides the body of the request; the body of a successful response
//! is returned unread, together with the output made from the rest of the response.

mod body;
pub(super) mod download;
#[cfg(feature = "gzip")]
mod gzip;
mod upload;

pub(crate) use body::complete;
pub(super) use body::encode;
pub use body::{RequestBody, ResponseBody};
pub(super) use upload::{Progress, while_progressing};

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use tinsmith_types::Structure;

use super::attempts::corrected;
use super::{Answered, Call, Caller, Settings};
use crate::Credentials;
use crate::error::Error;
use crate::operation::{Operation, RequestStream, Signature};
use crate::redaction::Secrets;
use crate::service::Service;
use crate::signing::{ChainSlot, EventChain};

impl Caller {
    /// Calls an operation with this request body.
    pub async fn call_streaming<S, I, O>(
        &self,
        operation: &'static Operation,
        settings: Settings,
        input: Box<I>,
        body: RequestBody,
    ) -> Result<(O, ResponseBody<S::Error>), Error<S::Error>>
    where
        S: Service,
        I: Structure + Sync,
        O: Structure,
    {
        let chain = ChainSlot::default();
        let encode = |message| complete(operation, message, body, &chain, settings.validation);
        let end = |answered: Answered<'_, I, O>| {
            let Answered { output, reply, target, attempts, input } = answered;
            let secrets = || Secrets::new(input, reply.session_token());
            let head = body::head(operation, target.to_string(), &reply.response, attempts, secrets);
            (output, ResponseBody::new(reply.response, head))
        };
        self.journey::<S, I, O, _>(operation, settings, input, Some(&chain), encode, end).await
    }

    /// Begins the signatures of the events of a request that has been signed.
    pub(super) fn begin_chain(&self, call: &Call<'_>, credentials: &Credentials, headers: &http::HeaderMap) {
        let Operation { signature, request_stream, .. } = call.operation;
        let has_events = *signature == Signature::Full && *request_stream == Some(RequestStream::Events);
        let Some(slot) = call.chain.filter(|_| has_events) else { return };
        let (clock, skew) = (Arc::clone(&self.clock), self.skew.load(Ordering::Relaxed));
        let now = move || corrected(clock.now(), skew);
        let chain = EventChain::new(&call.target.signer, credentials.clone(), now, headers);
        // A panic elsewhere can't leave a partial value.
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = chain;
    }
}
