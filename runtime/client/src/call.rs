//! A call, stage by stage: fill in the token, check, encode, send until there is a result, decode.
//!
//! Code that depends on the types of a request and a response is kept apart from code that is compiled once.

mod attempt;
mod attempts;
mod outgoing;
mod streaming;
mod trace;

pub(crate) use attempts::Attempts;
pub(crate) use outgoing::ClientHeaders;
use outgoing::Outgoing;
#[cfg(any(test, feature = "test-support"))]
pub(crate) use streaming::complete;
pub use streaming::{RequestBody, ResponseBody};

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use tinsmith_types::Structure;
use tinsmith_types::codegen::Location;

use crate::bearer::{BearerToken, ProvideToken};
use crate::clock::Clock;
use crate::config::{ConfigError, Validation};
use crate::endpoint::EndpointError;
use crate::error::{Error, Problem};
use crate::events::{Opened, Opening};
use crate::idempotency::{self, Uuid};
use crate::identity::Identity;
use crate::operation::{Operation, ResponseStream};
use crate::protocol::{DecodeError, EncodeError, ErrorCode, Message, Protocol, request_id};
use crate::redaction::Secrets;
use crate::retry::{Backoff, Budget};
use crate::service::Service;
use crate::signing::ChainSlot;
use crate::target::{Resolver, Target};
use crate::timeouts::Timeouts;
use crate::transport::Transport;
use crate::{Body, Credentials};

/// The parts of a client that all its clones share; the same for all services.
#[derive(Debug)]
pub(crate) struct Caller {
    pub service: &'static str,
    /// The endpoint, or the reason why there is none without an operation's own parameters.
    pub target: Result<Target, EndpointError>,
    pub resolver: Resolver,
    pub identity: Option<Identity>,
    pub token: Option<Arc<dyn ProvideToken>>,
    pub transport: Arc<dyn Transport>,
    pub headers: ClientHeaders,
    pub clock: Arc<dyn Clock>,
    /// The number of seconds by which the service's clock is ahead of this machine's.
    pub skew: AtomicI64,
    pub max_attempts: u32,
    pub backoff: Arc<dyn Backoff>,
    pub budget: Budget,
    /// The maximum number of response bytes that are read into memory.
    pub response_limit: usize,
    /// The function of the protocol that finds the code of an error.
    pub error_code: ErrorCode,
}

/// The settings that a clone of a client may have for itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub validation: Validation,
    pub timeouts: Timeouts,
}

/// The parts of a call that do not depend on the types of its request and answer.
pub(crate) struct Call<'a> {
    pub operation: &'static Operation,
    pub target: &'a Target,
    pub timeouts: Timeouts,
    /// Whether the first event of the response has members of the output.
    pub has_initial_response: bool,
    /// The signatures of the request's events, if it has events.
    pub chain: Option<&'a ChainSlot>,
    /// Collects the secrets of the request and the session token.
    pub secrets: &'a (dyn Fn(Option<&str>) -> Secrets + Sync),
}

/// A response, with the credentials that signed the request.
#[derive(Debug)]
pub(crate) struct Reply {
    pub response: http::Response<Body>,
    pub credentials: Option<Credentials>,
    /// The bearer token that was sent instead of a signature.
    pub token: Option<BearerToken>,
}

impl Reply {
    /// Returns the secret that was sent in addition to those of the request's members.
    fn session_token(&self) -> Option<&str> {
        let bearer = self.token.as_ref().map(BearerToken::expose);
        self.credentials.as_ref().and_then(Credentials::session_token).or(bearer)
    }
}

/// A successful response, with everything needed to make the result of the call.
struct Answered<'a, I, O> {
    output: O,
    reply: Reply,
    target: &'a Target,
    attempts: Attempts,
    input: &'a I,
}

impl Caller {
    /// Returns the endpoint that all calls share, or the reason why there is none.
    pub fn endpoint(&self) -> &dyn fmt::Display {
        match &self.target {
            Ok(target) => target,
            Err(error) => error,
        }
    }

    /// Calls an operation whose request and answer are in memory.
    pub fn call<S, I, O>(
        &self,
        operation: &'static Operation,
        settings: Settings,
        input: Box<I>,
    ) -> impl Future<Output = Result<O, Error<S::Error>>>
    where
        S: Service,
        I: Structure + Sync,
        O: Structure,
    {
        let encode = move |message| streaming::encode(operation, message);
        self.journey::<S, I, O, O>(operation, settings, input, None, encode, |answered| answered.output)
    }

    /// Runs the stages of a call: `encode` completes the message of the input, and `end` makes the result from a
    /// success.
    ///
    /// The input is boxed: moving a request with many members from future to future would be slow.
    async fn journey<S, I, O, T>(
        &self,
        operation: &'static Operation,
        settings: Settings,
        mut input: Box<I>,
        chain: Option<&ChainSlot>,
        encode: impl FnOnce(Message) -> Result<Message, EncodeError>,
        end: impl FnOnce(Answered<'_, I, O>) -> T,
    ) -> Result<T, Error<S::Error>>
    where
        S: Service,
        I: Structure + Sync,
        O: Structure,
    {
        let unsent = |problem| Error::unanswered(operation, problem, Attempts::default());
        let id = check(operation, &mut *input, settings.validation).map_err(unsent)?;
        let own = self.own_target::<S, I>(operation, &input).map_err(unsent)?;
        let target = self.target(own.as_ref()).map_err(unsent)?;
        let message = S::Protocol::request(operation, &*input).and_then(encode);
        let message = message.map_err(|error| unsent(error.into()))?;
        let mut outgoing = self.outgoing(operation, target, message, id).map_err(unsent)?;
        let span = trace::call(self.service, operation);
        if !span.is_disabled()
            && let Some((token, false)) = idempotency::token(&mut *input)
        {
            span.record("client_token", token.expose());
        }
        let secrets = |token: Option<&str>| Secrets::new(&*input, token);
        let (timeouts, has_initial_response) = (settings.timeouts, has_initial_response::<O>(operation));
        let call = Call { operation, target, timeouts, has_initial_response, chain, secrets: &secrets };
        let (reply, attempts) = self.exchange(&call, &span, &mut outgoing).await;
        let result = match reply {
            Ok(reply) => finish::<S, I, O>(operation, &input, &reply, attempts)
                .map(|output| end(Answered { output, reply, target, attempts, input: &input })),
            Err(problem) => Err(Error::unanswered(operation, problem, attempts)),
        };
        result.map_err(|error| error.with_client_token(|| Some(idempotency::token(&mut *input)?.0)))
    }

    /// Returns the endpoint of one call, if its operation sets parameters of the endpoint rules.
    fn own_target<S: Service, I: Structure>(
        &self,
        operation: &Operation,
        input: &I,
    ) -> Result<Option<Target>, Problem> {
        if operation.context.is_empty() && operation.endpoint_member.is_none() {
            return Ok(None);
        }
        self.resolver.target_of_call::<S, I>(operation, input).map(Some).map_err(Problem::Endpoint)
    }

    /// Returns the endpoint of a call: its own, or the one shared by all calls.
    fn target<'t>(&'t self, own: Option<&'t Target>) -> Result<&'t Target, Problem> {
        let shared = || self.target.as_ref();
        let target = own.map_or_else(shared, Ok);
        target.map_err(|error| Problem::Endpoint(ConfigError::Endpoint(error.clone())))
    }

    /// Builds the HTTP request from a message.
    fn outgoing(
        &self,
        operation: &Operation,
        target: &Target,
        message: Message,
        id: Uuid,
    ) -> Result<Outgoing, Problem> {
        let mut request = target.address(message)?;
        if operation.is_http2 {
            *request.version_mut() = http::Version::HTTP_2;
        }
        Ok(Outgoing::new(request, &self.headers, id, operation))
    }
}

/// Fills in the token and validates the input. Returns the id of the call, which is made along with the token.
fn check<I: Structure>(operation: &Operation, input: &mut I, validation: Validation) -> Result<Uuid, Problem> {
    let [token, id] = idempotency::random()?;
    idempotency::fill(input, &token);
    if validation != Validation::Off
        && let Err(error) = input.validate()
    {
        match validation {
            Validation::Warn => trace::invalid(operation, &error),
            _ => return Err(Problem::Validation(error)),
        }
    }
    Ok(id)
}

/// Decodes the response into the result of the call.
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
        let output = check_status::<O>(operation, status).and_then(|()| output::<S, O>(operation, response));
        return match output {
            Ok(Opened::Output(output)) => Ok(output),
            Ok(Opened::Refusal(code, body)) => {
                let (secrets, headers) = (secrets(), response.headers());
                Err(Error::of_event(operation, code, body, &secrets, request_id(headers, &secrets), attempts))
            }
            Err(error) => Err(Error::unreadable(operation, response, error, &secrets(), attempts)),
        };
    }
    let (code, query_code) = (S::Protocol::error_code(response), S::Protocol::query_code(response));
    let secrets = secrets();
    Err(Error::service(operation, code, response, &secrets, attempts).with_query_code(query_code, &secrets))
}

/// Reads the output of a success.
fn output<S: Service, O: Structure>(
    operation: &Operation,
    response: &http::Response<Body>,
) -> Result<Opened<O>, DecodeError> {
    match response.extensions().get::<Opening>() {
        Some(opening) => opening.output::<S::Protocol, O>(operation.exceptions),
        None => S::Protocol::response(response).map(Opened::Output),
    }
}

/// Returns `true` if the first event of a response has members of the output.
fn has_initial_response<O: Structure>(operation: &Operation) -> bool {
    operation.has_initial_events()
        && operation.response_stream == Some(ResponseStream::Events)
        && !O::SCHEMA.members().is_empty()
}

/// Returns `true` if a response with this status is the output of the operation, not an error.
fn is_success(operation: &Operation, status: http::StatusCode) -> bool {
    status.is_success() || status.as_u16() == operation.status
}

/// Checks that a status can mean success of the operation. Services use the modeled status, 200 to 204 in its place,
/// and any other 2xx status if the output has a member for it. A partial response (206) is never a complete body in
/// memory.
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
