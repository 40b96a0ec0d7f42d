//! One attempt of a call: sign, send, wait for the answer.

use std::time::SystemTime;

use http::header::AUTHORIZATION;
use http::{HeaderValue, Request};

use super::attempts::Progress;
use super::{Call, Caller, Reply};
use crate::clock::within;
use crate::config::credentials_problem;
use crate::error::{Phase, Problem};
use crate::operation::{Auth, Operation};
use crate::signing::Payload;
use crate::transport::TransportError;
use crate::{BearerToken, Body, Credentials, CredentialsError};

impl Caller {
    /// Sends a request once, and says when it was signed.
    pub(super) async fn attempt(
        &self,
        call: Call<'_>,
        mut request: Request<Body>,
        progress: &mut Progress,
    ) -> (Result<Reply, Problem>, SystemTime) {
        let count = format!("attempt={}; max={}", progress.attempts.made, progress.attempts.max);
        let count = HeaderValue::try_from(count).expect("numbers have the characters of a header");
        request.headers_mut().insert("amz-sdk-request", count);
        let (credentials, token) = match self.identify(call.operation, &mut request).await {
            Ok(identity) => identity,
            Err(problem) => return (Err(problem), self.now()),
        };
        let problem = credentials.as_ref().and_then(credentials_problem);
        if let Some((part, expected)) = problem {
            let cause = format!("the provider gave a {} of another form: expected {expected}", part.name());
            return (Err(Problem::Signing(cause.into())), self.now());
        }
        let time = self.now();
        if let Some(credentials) = &credentials {
            let payload = Payload::of_call(request.body(), call.operation.signature);
            if let Err(error) = call.target.signer.sign(&mut request, &payload, credentials, time) {
                return (Err(Problem::Signing(error.into())), time);
            }
        }
        progress.attempts.unclear.get_or_insert(progress.attempts.made);
        let response = self.send(call, request).await;
        (response.map(|response| Reply { response, credentials, token }), time)
    }

    /// The credentials to sign with or the token that the request has now, by the first of the operation's schemes for which the client has what it needs.
    async fn identify(
        &self,
        operation: &Operation,
        request: &mut Request<Body>,
    ) -> Result<(Option<Credentials>, Option<BearerToken>), Problem> {
        for auth in operation.auth {
            match (auth, &self.identity, &self.token) {
                (Auth::SigV4, Some(identity), _) => {
                    return Ok((Some(identity.credentials(&*self.clock).await?), None));
                }
                (Auth::Bearer, _, Some(provider)) => {
                    let token = provider.provide_token().await?;
                    let malformed = || CredentialsError::new("the bearer token has characters that none has");
                    request.headers_mut().insert(AUTHORIZATION, token.header().ok_or_else(malformed)?);
                    return Ok((None, Some(token)));
                }
                (Auth::Anonymous, ..) => return Ok((None, None)),
                (Auth::SigV4 | Auth::Bearer, ..) => {}
            }
        }
        let expected = match operation.auth {
            [Auth::Bearer] => "the operation expects a bearer token, `.bearer_token(…)`",
            _ => "the operation expects some, `.credentials(…)`",
        };
        Err(CredentialsError::new(expected).into())
    }

    async fn send(&self, call: Call<'_>, request: Request<Body>) -> Result<http::Response<Body>, Problem> {
        match within(&*self.clock, call.timeouts.attempt, self.exchange_once(request)).await {
            Ok(response) => response.map_err(|error| Problem::Transport { to: call.target.to_string(), error }),
            Err(elapsed) => Err(call.timeout(Phase::Attempt, elapsed.0)),
        }
    }

    /// The answer with its body in memory.
    async fn exchange_once(&self, request: Request<Body>) -> Result<http::Response<Body>, TransportError> {
        let (parts, body) = self.transport.send(request).await?.into_parts();
        let body = body.collect(self.response_limit).await?;
        Ok(http::Response::from_parts(parts, body.into()))
    }
}
