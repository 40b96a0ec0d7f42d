//! One attempt of a call: sign, send, wait for the answer.

use std::pin::pin;
use std::time::SystemTime;

use http::Request;
use http::header::AUTHORIZATION;

use super::attempts::Progress;
use super::outgoing::Outgoing;
use super::{Call, Caller, Reply};
use crate::clock::within;
use crate::error::{Phase, Problem};
use crate::operation::{Auth, Operation};
use crate::transport::{Answer, TransportError};
use crate::{BearerToken, Body, Credentials, CredentialsError};

impl Caller {
    /// Sends a request once, and says when it was signed.
    pub(super) async fn attempt(
        &self,
        call: &Call<'_>,
        outgoing: &mut Outgoing,
        progress: &mut Progress,
    ) -> (Result<Reply, Problem>, SystemTime) {
        let (credentials, token) = match self.identify(call.operation).await {
            Ok(identity) => identity,
            Err(problem) => return (Err(problem), self.now()),
        };
        let time = self.now();
        // The transport takes the request before the next `await`, so that it is no part of this future.
        let answer = {
            let mut request = outgoing.attempt(progress.attempts, &self.headers);
            if let Some(token) = &token
                && let Err(problem) = authorize(&mut request, token)
            {
                return (Err(problem), time);
            }
            if let Some(credentials) = &credentials
                && let Err(error) = call.target.signer.sign(&mut request, &outgoing.payload, credentials, time)
            {
                return (Err(Problem::Signing(error.into())), time);
            }
            progress.attempts.unclear.get_or_insert(progress.attempts.made);
            self.transport.send(request)
        };
        let response = self.receive(call, answer).await;
        (response.map(|response| Reply { response, credentials, token }), time)
    }

    /// Returns the credentials to sign with or the token to send, by the first of the operation's schemes for which the
    /// client has one; neither if the operation is open to anyone.
    async fn identify(&self, operation: &Operation) -> Result<(Option<Credentials>, Option<BearerToken>), Problem> {
        for auth in operation.auth {
            match (auth, &self.identity, &self.token) {
                (Auth::SigV4, Some(identity), _) => {
                    return Ok((Some(identity.credentials(&*self.clock).await?), None));
                }
                (Auth::Bearer, _, Some(provider)) => return Ok((None, Some(provider.provide_token().await?))),
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

    /// The answer with its body in memory.
    async fn receive(&self, call: &Call<'_>, answer: Answer<'_>) -> Result<http::Response<Body>, Problem> {
        let answer = pin!(async {
            let (parts, body) = answer.await?.into_parts();
            let body = body.collect(self.response_limit).await?;
            Ok(http::Response::from_parts(parts, body.into()))
        });
        match within(&*self.clock, call.timeouts.attempt, answer).await {
            Ok(response) => {
                response.map_err(|error: TransportError| Problem::Transport { to: call.target.to_string(), error })
            }
            Err(elapsed) => Err(call.timeout(Phase::Attempt, elapsed.0)),
        }
    }
}

/// Puts the token into the request.
fn authorize(request: &mut Request<Body>, token: &BearerToken) -> Result<(), Problem> {
    let malformed = || CredentialsError::new("the bearer token has characters that none has");
    request.headers_mut().insert(AUTHORIZATION, token.header().ok_or_else(malformed)?);
    Ok(())
}
