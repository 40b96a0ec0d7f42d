//! A call, stage by stage: fill in the token, check, encode, send until there is a result, decode.
//!
//! Code that depends on the types of a request and an answer is kept apart from code that is compiled once.

mod attempt;
mod attempts;
mod streaming;
mod trace;

pub(crate) use attempts::Attempts;
#[cfg(any(test, feature = "test-support"))]
pub(crate) use streaming::complete;
pub use streaming::{RequestBody, ResponseBody};

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use http::header::HeaderValue;
use tinsmith_types::Structure;
use tinsmith_types::codegen::Location;

use crate::clock::Clock;
use crate::config::Validation;
use crate::error::{Error, Problem};
use crate::idempotency;
use crate::identity::Identity;
use crate::operation::{Operation, ResponseStream};
use crate::protocol::{DecodeError, ErrorCode, Message, Protocol};
use crate::redaction::Secrets;
use crate::retry::{Backoff, Budget};
use crate::service::Service;
use crate::signing::ChainSlot;
use crate::target::Target;
use crate::timeouts::Timeouts;
use crate::transport::Transport;
use crate::{Body, Credentials};

/// The parts of a client that all its clones share; the same for all services.
#[derive(Debug)]
pub(crate) struct Caller {
    pub service: &'static str,
    pub target: Target,
    pub identity: Identity,
    pub transport: Arc<dyn Transport>,
    pub user_agent: HeaderValue,
    pub clock: Arc<dyn Clock>,
    /// How many seconds the service's clock is ahead of this one.
    pub skew: AtomicI64,
    pub max_attempts: u32,
    pub backoff: Arc<dyn Backoff>,
    pub budget: Budget,
    /// The most bytes of an answer that are read into memory.
    pub response_limit: usize,
    /// How the service's protocol tells errors apart.
    pub error_code: ErrorCode,
}

/// The settings that a clone of a client may have for itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub validation: Validation,
    pub timeouts: Timeouts,
}

/// The parts of a call that do not depend on the types of its request and answer.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub operation: &'static Operation,
    pub timeouts: Timeouts,
    /// The signatures of the request's events, if it has events.
    pub chain: Option<&'a ChainSlot>,
    /// Collects the secrets of the request and the session token.
    pub secrets: &'a (dyn Fn(Option<&str>) -> Secrets + Sync),
}

/// An answer, with the credentials that the request was signed with.
#[derive(Debug)]
pub(crate) struct Reply {
    pub response: http::Response<Body>,
    pub credentials: Option<Credentials>,
}

impl Reply {
    fn session_token(&self) -> Option<&str> {
        self.credentials.as_ref().and_then(Credentials::session_token)
    }
}

impl Caller {
    /// Calls an operation.
    pub async fn call<S, I, O>(
        &self,
        operation: &'static Operation,
        settings: Settings,
        mut input: I,
    ) -> Result<O, Error<S::Error>>
    where
        S: Service,
        I: Structure + Sync,
        O: Structure,
    {
        let message = prepare::<S::Protocol, I>(operation, &mut input, settings.validation);
        let message = message.map_err(|problem| Error::unanswered(operation, problem, Attempts::default()))?;
        let span = trace::call(self.service, operation);
        if !span.is_disabled()
            && let Some((token, false)) = idempotency::token(&mut input)
        {
            span.record("client_token", token.expose());
        }
        let secrets = |token: Option<&str>| Secrets::new(&input, token);
        let call = Call { operation, timeouts: settings.timeouts, chain: None, secrets: &secrets };
        let (reply, attempts) = self.exchange(call, span, message).await;
        let result = match reply {
            Ok(reply) => finish::<S, I, O>(operation, &input, &reply, attempts),
            Err(problem) => Err(Error::unanswered(operation, problem, attempts)),
        };
        result.map_err(|error| error.with_client_token(|| Some(idempotency::token(&mut input)?.0)))
    }
}

/// Makes a message of a request, which is complete and valid from here on.
fn prepare<P: Protocol, I: Structure>(
    operation: &Operation,
    input: &mut I,
    validation: Validation,
) -> Result<Message, Problem> {
    prepare_with::<P, I>(operation, input, validation, RequestBody::none(), &ChainSlot::default())
}

/// The same with a stream as the body.
fn prepare_with<P: Protocol, I: Structure>(
    operation: &Operation,
    input: &mut I,
    validation: Validation,
    body: RequestBody,
    chain: &ChainSlot,
) -> Result<Message, Problem> {
    idempotency::fill(input)?;
    if validation != Validation::Off
        && let Err(error) = input.validate()
    {
        match validation {
            Validation::Warn => trace::invalid(operation, &error),
            _ => return Err(Problem::Validation(error)),
        }
    }
    Ok(streaming::complete(operation, P::request(operation, input)?, body, chain, validation)?)
}

/// Makes a result of an answer.
fn finish<S, I, O>(operation: &Operation, input: &I, reply: &Reply, attempts: Attempts) -> Result<O, Error<S::Error>>
where
    S: Service,
    I: Structure,
    O: Structure,
{
    let response = &reply.response;
    let status = response.status();
    let secrets = || Secrets::new(input, reply.session_token());
    if is_success(operation, status) {
        let output = check_status::<O>(operation, status).and_then(|()| S::Protocol::response(response));
        return output.map_err(|error| Error::unreadable(operation, response, error, &secrets(), attempts));
    }
    let code = S::Protocol::error_code(response);
    Err(Error::service(operation, code, response, &secrets(), attempts))
}

/// Whether an answer with this status is the output of the operation, not an error.
fn is_success(operation: &Operation, status: http::StatusCode) -> bool {
    status.is_success() || status.as_u16() == operation.status
}

/// Checks that a status can be that of the operation's success. Services use several: the model's, 200 to 204 in place of
/// it, and any other if the output has a member for the status. A part (206) is never all of an answer in memory.
fn check_status<O: Structure>(operation: &Operation, status: http::StatusCode) -> Result<(), DecodeError> {
    let is_bound = || O::SCHEMA.members().iter().any(|member| member.location == Location::ResponseCode);
    let found = status.as_u16();
    // Bytes in a stream may be the part of a file that the request asked for.
    let is_part = found == 206 && operation.response_stream == Some(ResponseStream::Bytes);
    if found == operation.status || (200..=204).contains(&found) || is_part || is_bound() {
        return Ok(());
    }
    Err(DecodeError::Status { expected: operation.status })
}
