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
pub(super) use body::encode;
pub use body::{RequestBody, ResponseBody};
pub(super) use upload::{Progress, while_progressing};

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use tinsmith_types::Structure;

use super::attempts::corrected;
use super::{Attempts, Call, Caller, Settings, check, finish, trace};
use crate::Credentials;
use crate::error::Error;
use crate::idempotency;
use crate::operation::{Operation, RequestStream, Signature};
use crate::protocol::Protocol;
use crate::redaction::Secrets;
use crate::service::Service;
use crate::signing::{ChainSlot, EventChain};

impl Caller {
    /// Calls an operation with this body of the request.
    pub async fn call_streaming<S, I, O>(
        &self,
        operation: &'static Operation,
        settings: Settings,
        mut input: Box<I>,
        body: RequestBody,
    ) -> Result<(O, ResponseBody<S::Error>), Error<S::Error>>
    where
        S: Service,
        I: Structure + Sync,
        O: Structure,
    {
        let chain = ChainSlot::default();
        let unsent = |problem| Error::unanswered(operation, problem, Attempts::default());
        let id = check(operation, &mut *input, settings.validation).map_err(unsent)?;
        let own = self.own_target::<S, I>(operation, &input).map_err(unsent)?;
        let target = self.target(own.as_ref()).map_err(unsent)?;
        let message = S::Protocol::request(operation, &*input);
        let message = message.and_then(|message| complete(operation, message, body, &chain, settings.validation));
        let message = message.map_err(|error| unsent(error.into()))?;
        let mut outgoing = self.outgoing(operation, target, message, id).map_err(unsent)?;
        let span = trace::call(self.service, operation);
        if !span.is_disabled()
            && let Some((token, false)) = idempotency::token(&mut *input)
        {
            span.record("client_token", token.expose());
        }
        let secrets = |token: Option<&str>| Secrets::new(&*input, token);
        let call = Call { operation, target, timeouts: settings.timeouts, chain: Some(&chain), secrets: &secrets };
        let (reply, attempts) = self.exchange(&call, &span, &mut outgoing).await;
        let result = match reply {
            Ok(reply) => finish::<S, I, O>(operation, &input, &reply, attempts).map(|output| {
                let secrets = || Secrets::new(&*input, reply.session_token());
                let head = body::head(operation, target.to_string(), &reply.response, attempts, secrets);
                (output, ResponseBody::new(reply.response, head))
            }),
            Err(problem) => Err(Error::unanswered(operation, problem, attempts)),
        };
        result.map_err(|error| error.with_client_token(|| Some(idempotency::token(&mut *input)?.0)))
    }

    /// Begins the signatures of the events of a request that has been signed.
    pub(super) fn begin_chain(&self, call: &Call<'_>, credentials: &Credentials, headers: &http::HeaderMap) {
        let Operation { signature, request_stream, .. } = call.operation;
        let has_events = *signature == Signature::Full && *request_stream == Some(RequestStream::Events);
        let Some(slot) = call.chain.filter(|_| has_events) else { return };
        let (clock, skew) = (Arc::clone(&self.clock), self.skew.load(Ordering::Relaxed));
        let now = move || corrected(clock.now(), skew);
        let chain = EventChain::new(&call.target.signer, credentials.clone(), now, headers);
        // A panic elsewhere leaves nothing half done.
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = chain;
    }
}
