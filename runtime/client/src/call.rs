//! A call, stage by stage: fill in the token, check, encode, send until there is a result, decode.
//!
//! What depends on the types of a request and an answer is apart from what does not, which is compiled once.

mod attempt;
mod attempts;
mod trace;

pub(crate) use attempts::Attempts;

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use aws_credential_types::Credentials;
use bytes::Bytes;
use http::header::HeaderValue;
use tinsmith_types::ModeledError;
use tinsmith_types::Structure;
use tinsmith_types::ValidationError;
use tinsmith_types::codegen::{Path, Violations, structure};

use crate::clock::Clock;
use crate::config::Validation;
use crate::error::{Error, Problem};
use crate::idempotency;
use crate::identity::Identity;
use crate::operation::Operation;
use crate::protocol::request::{self, Message};
use crate::protocol::response;
use crate::redaction::Secrets;
use crate::retry::{Backoff, Budget};
use crate::target::Target;
use crate::timeouts::Timeouts;
use crate::transport::Transport;

/// What every call of a client needs, the same for all services; its clones share it.
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
}

/// What a clone of a client may have for itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub validation: Validation,
    pub timeouts: Timeouts,
}

/// An answer, with the credentials that the request was signed with.
#[derive(Debug)]
pub(crate) struct Reply {
    pub response: http::Response<Bytes>,
    pub credentials: Option<Credentials>,
}

impl Caller {
    /// Calls an operation.
    pub async fn call<I, O, E>(
        &self,
        operation: &'static Operation,
        settings: Settings,
        mut input: I,
    ) -> Result<O, Error<E>>
    where
        I: Structure,
        O: Structure,
        E: ModeledError,
    {
        let message = prepare(operation, &mut input, settings.validation, E::MODEL);
        let message = message.map_err(|problem| Error::unanswered(operation, problem, Attempts::default()))?;
        let (reply, attempts) = self.exchange(operation, settings.timeouts, message).await;
        let reply = reply.map_err(|problem| Error::unanswered(operation, problem, attempts))?;
        finish(operation, &input, &reply, attempts)
    }
}

/// Makes a message of a request, which is complete and valid from here on.
fn prepare<T: Structure>(
    operation: &Operation,
    input: &mut T,
    validation: Validation,
    model: &'static str,
) -> Result<Message, Problem> {
    idempotency::fill(input)?;
    let check = match validation {
        Validation::Off => Ok(()),
        Validation::Warn | Validation::Strict => check(input).map_err(|error| error.held_against(model)),
    };
    match check {
        Err(error) if validation == Validation::Warn => trace::invalid(operation, &error),
        Err(error) => return Err(Problem::Validation(error)),
        Ok(()) => {}
    }
    Ok(request::encode(operation, input)?)
}

fn check<T: Structure>(input: &T) -> Result<(), ValidationError> {
    let mut violations = Violations::default();
    structure::check(input, &Path::ROOT, &mut violations);
    violations.into_result()
}

/// Makes a result of an answer.
fn finish<I, O, E>(operation: &Operation, input: &I, reply: &Reply, attempts: Attempts) -> Result<O, Error<E>>
where
    I: Structure,
    O: Structure,
    E: ModeledError,
{
    let Reply { response, credentials } = reply;
    let status = response.status();
    if status.is_success() || status.as_u16() == operation.status {
        return response::decode(response).map_err(|error| Error::unreadable(operation, response, error, attempts));
    }
    let token = credentials.as_ref().and_then(Credentials::session_token);
    Err(Error::service(operation, response, &Secrets::new(input, token), attempts))
}
