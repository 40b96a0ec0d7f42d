//! Calls whose request or response is a stream, of bytes or of events.
//!
//! The stages are those of every call. The body of the request is the caller's, and that of a successful response is
//! returned unread, with the output that the rest of the response is.

mod body;
pub(super) mod download;
#[cfg(feature = "gzip")]
mod gzip;
mod upload;

pub(crate) use body::complete;
pub use body::{RequestBody, ResponseBody};
pub(super) use upload::{Progress, while_progressing};

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use tinsmith_types::Structure;

use super::attempts::corrected;
use super::{Attempts, Call, Caller, Settings, finish, prepare_with, trace};
use crate::error::{Error, Problem};
use crate::idempotency;
use crate::operation::{Operation, RequestStream, Signature};
use crate::redaction::Secrets;
use crate::service::Service;
use crate::signing::{ChainSlot, EventChain, Payload};
use crate::{Body, Credentials};

impl Caller {
    /// Calls an operation with this body of the request.
    pub async fn call_streaming<S, I, O>(
        &self,
        operation: &'static Operation,
        settings: Settings,
        mut input: I,
        body: RequestBody,
    ) -> Result<(O, ResponseBody<S::Error>), Error<S::Error>>
    where
        S: Service,
        I: Structure + Sync,
        O: Structure,
    {
        let chain = ChainSlot::default();
        let message = prepare_with::<S::Protocol, I>(operation, &mut input, settings.validation, body, &chain);
        let message = message.map_err(|problem| Error::unanswered(operation, problem, Attempts::default()))?;
        let span = trace::call(self.service, operation);
        if !span.is_disabled()
            && let Some((token, false)) = idempotency::token(&mut input)
        {
            span.record("client_token", token.expose());
        }
        let secrets = |token: Option<&str>| Secrets::new(&input, token);
        let call = Call { operation, timeouts: settings.timeouts, chain: Some(&chain), secrets: &secrets };
        let (reply, attempts) = self.exchange(call, span, message).await;
        let result = match reply {
            Ok(reply) => finish::<S, I, O>(operation, &input, &reply, attempts).map(|output| {
                let secrets = || Secrets::new(&input, reply.session_token());
                let head = body::head(operation, self.target.to_string(), &reply.response, attempts, secrets);
                (output, ResponseBody::new(reply.response, head))
            }),
            Err(problem) => Err(Error::unanswered(operation, problem, attempts)),
        };
        result.map_err(|error| error.with_client_token(|| Some(idempotency::token(&mut input)?.0)))
    }

    /// The part of a signature that stands for the body. A body that can be opened again is hashed first; a stream is read
    /// only while it is sent, so it is not signed; events have signatures of their own.
    ///
    /// It is not an async function, which would keep the reference: a body is not `Sync`, and a call has to be `Send`.
    pub(super) fn payload<'s>(
        &'s self,
        operation: &Operation,
        body: &Body,
    ) -> impl Future<Output = Result<Payload, Problem>> + use<'s> {
        let has_events = operation.request_stream == Some(RequestStream::Events);
        let (known, copy) = match (operation.signature, body.as_bytes()) {
            (Signature::Full, _) if has_events => (Payload::EVENTS, None),
            (Signature::Full, Some(bytes)) => (Payload::of(bytes), None),
            (Signature::Full, None) => (Payload::UNSIGNED, body.try_clone()),
            _ => (Payload::UNSIGNED, None),
        };
        async move {
            match copy {
                Some(copy) => Payload::of_stream(copy).await.map_err(|error| self.transport_problem(error)),
                None => Ok(known),
            }
        }
    }

    /// Begins the signatures of the events of a request that has been signed.
    pub(super) fn begin_chain(&self, call: Call<'_>, credentials: &Credentials, headers: &http::HeaderMap) {
        let Operation { signature, request_stream, .. } = call.operation;
        let has_events = *signature == Signature::Full && *request_stream == Some(RequestStream::Events);
        let Some(slot) = call.chain.filter(|_| has_events) else { return };
        let (clock, skew) = (Arc::clone(&self.clock), self.skew.load(Ordering::Relaxed));
        let now = move || corrected(clock.now(), skew);
        let chain = EventChain::new(&self.target.signer, credentials.clone(), now, headers);
        // A panic elsewhere leaves nothing half done.
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = chain;
    }
}
