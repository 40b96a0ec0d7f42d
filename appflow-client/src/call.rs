//! A call, stage by stage: fill in the token, check, encode, sign, send, decode.
//!
//! What depends on the types of a request and an answer is apart from what does not, which is compiled once.

use std::sync::Arc;
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use bytes::Bytes;
use http::header::{HeaderValue, USER_AGENT};
use types::ValidationError;
use types::modeled_error::ModeledError;
use types::structure::{self, Structure};
use types::validation::{Path, Violations};

use crate::config::Validation;
use crate::error::{Error, Problem};
use crate::idempotency;
use crate::operation::{Operation, Signature};
use crate::protocol::request::{self, Message};
use crate::protocol::response;
use crate::redaction::Secrets;
use crate::signing;
use crate::target::Target;
use crate::transport::Transport;

/// What every call of a client needs, the same for all services.
#[derive(Debug)]
pub(crate) struct Caller {
    pub target: Target,
    pub credentials: SharedCredentialsProvider,
    pub transport: Arc<dyn Transport>,
    pub validation: Validation,
    pub user_agent: HeaderValue,
}

/// An answer, with the credentials that the request was signed with.
struct Reply {
    response: http::Response<Bytes>,
    credentials: Option<Credentials>,
}

impl Caller {
    /// Calls an operation.
    pub async fn call<I, O, E>(&self, operation: &'static Operation, mut input: I) -> Result<O, Error<E>>
    where
        I: Structure,
        O: Structure,
        E: ModeledError,
    {
        let message = prepare(operation, &mut input, self.validation, E::MODEL);
        let message = message.map_err(|problem| Error::unanswered(operation, problem))?;
        let reply = self.exchange(operation, message).await;
        let reply = reply.map_err(|problem| Error::unanswered(operation, problem))?;
        finish(operation, &input, &reply)
    }

    /// Signs a request, sends it, and waits for the answer.
    async fn exchange(&self, operation: &'static Operation, message: Message) -> Result<Reply, Problem> {
        let mut request = self.target.address(message)?;
        request.headers_mut().insert(USER_AGENT, self.user_agent.clone());
        let credentials = match operation.signature {
            Signature::None => None,
            Signature::Full | Signature::WithoutBody => Some(self.credentials.provide_credentials().await?),
        };
        if let Some(credentials) = &credentials {
            signing::sign(&mut request, &self.target.scope, operation.signature, credentials, SystemTime::now())
                .map_err(Problem::Signing)?;
        }
        let response = self.transport.send(request).await;
        let response = response.map_err(|error| Problem::Transport { to: self.target.to_string(), error })?;
        Ok(Reply { response, credentials })
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
    match validation {
        Validation::Strict => check(input).map_err(|error| Problem::Validation { error, model })?,
        Validation::Off => {}
    }
    Ok(request::encode(operation, input)?)
}

fn check<T: Structure>(input: &T) -> Result<(), ValidationError> {
    let mut violations = Violations::default();
    structure::check(input, &Path::ROOT, &mut violations);
    violations.into_result()
}

/// Makes a result of an answer.
fn finish<I, O, E>(operation: &Operation, input: &I, reply: &Reply) -> Result<O, Error<E>>
where
    I: Structure,
    O: Structure,
    E: ModeledError,
{
    let Reply { response, credentials } = reply;
    let status = response.status();
    if status.is_success() || status.as_u16() == operation.status {
        return response::decode(response).map_err(|error| Error::unreadable(operation, response, error));
    }
    let token = credentials.as_ref().and_then(Credentials::session_token);
    Err(Error::service(operation, response, &Secrets::new(input, token)))
}
