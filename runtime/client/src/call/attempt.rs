//! One attempt of a call: sign, send, wait for the response.

use std::pin::pin;
use std::sync::Arc;
use std::time::SystemTime;

use http::header::AUTHORIZATION;
use http::{Request, Response};

use super::outgoing::Outgoing;
use super::streaming::{Progress, download, while_progressing};
use super::{Call, Caller, Reply, attempts, is_success};
use crate::checksums::{Algorithm, verified};
use crate::clock::within;
use crate::error::{Phase, Problem};
use crate::events::Opening;
use crate::operation::{Auth, Operation, ResponseStream};
use crate::transport::{Answer, TransportError};
use crate::{BearerToken, Body, Credentials, CredentialsError};

impl Caller {
    /// Sends a request once, and returns the result with the time of its signature.
    pub(super) async fn attempt(
        &self,
        call: &Call<'_>,
        outgoing: &mut Outgoing,
        progress: &mut attempts::Progress,
    ) -> (Result<Reply, Problem>, SystemTime) {
        let (credentials, token) = match self.identify(call.operation).await {
            Ok(identity) => identity,
            Err(problem) => return (Err(problem), self.now()),
        };
        if let Some((body, hashes)) = outgoing.unhashed(call.operation, credentials.is_some()) {
            // In a box, because hardly any call has such a body.
            match Box::pin(hashes.read(body)).await {
                Ok(hashes) => outgoing.hashed(hashes),
                Err(error) => return (Err(call.failure(error)), self.now()),
            }
        }
        let time = self.now();
        // The transport takes the request before the next `await`, so that it is not part of this future.
        let (answer, sent) = {
            let mut request = outgoing.attempt(progress.attempts, &self.headers);
            if let Some(token) = &token
                && let Err(problem) = authorize(&mut request, token)
            {
                return (Err(problem), time);
            }
            if let Some(credentials) = &credentials {
                if let Err(error) = call.target.signer.sign(&mut request, outgoing.payload(), credentials, time) {
                    return (Err(Problem::Signing(error.into())), time);
                }
                self.begin_chain(call, credentials, request.headers());
            }
            progress.attempts.unclear.get_or_insert(progress.attempts.made);
            let sent = request.body().as_bytes().is_none().then(Progress::default);
            let request = match &sent {
                Some(sent) => request.map(|body| sent.watch(body)),
                None => request,
            };
            (self.transport.send(request), sent)
        };
        let response = self.receive(call, answer, sent.as_ref(), outgoing.response_checksums()).await;
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

    /// Receives the response, with its body in memory unless that is a stream for the caller to read. While a stream is
    /// sent, the limit applies to the time between two pieces.
    async fn receive(
        &self,
        call: &Call<'_>,
        answer: Answer<'_>,
        sent: Option<&Progress>,
        checksums: &'static [Algorithm],
    ) -> Result<Response<Body>, Problem> {
        let answer = pin!(async {
            let (mut parts, mut body) = answer.await?.into_parts();
            let is_success = is_success(call.operation, parts.status);
            if is_success && !checksums.is_empty() {
                body = verified(body, &parts.headers, checksums);
            }
            if let Some(stream) = call.operation.response_stream.filter(|_| is_success) {
                // An event stream may be idle for any time.
                let idle = call.timeouts.idle.filter(|_| stream == ResponseStream::Bytes);
                if call.has_initial_response {
                    // Boxed, because hardly any call needs it.
                    parts.extensions.insert(Box::pin(Opening::read(&mut body)).await?);
                }
                return Ok(Response::from_parts(parts, download::limited(body, idle, Arc::clone(&self.clock))));
            }
            let body = body.collect(self.response_limit).await?;
            Ok(Response::from_parts(parts, body.into()))
        });
        let received = match sent {
            Some(sent) => while_progressing(&*self.clock, call.timeouts.attempt, sent, answer).await,
            None => within(&*self.clock, call.timeouts.attempt, answer).await,
        };
        match received {
            Ok(response) => response.map_err(|error| call.failure(error)),
            Err(elapsed) => Err(call.timeout(Phase::Attempt, elapsed.0)),
        }
    }
}

impl Call<'_> {
    fn failure(&self, error: TransportError) -> Problem {
        Problem::Transport { to: self.target.to_string(), error }
    }
}

/// Sets the header `Authorization` to the token.
fn authorize(request: &mut Request<Body>, token: &BearerToken) -> Result<(), Problem> {
    let malformed = || CredentialsError::new("the bearer token has characters that no token has");
    request.headers_mut().insert(AUTHORIZATION, token.header().ok_or_else(malformed)?);
    Ok(())
}
