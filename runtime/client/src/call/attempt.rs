//! One attempt of a call: sign, send, wait for the answer.

use std::sync::Arc;
use std::time::SystemTime;

use http::{HeaderValue, Request, Response};

use super::streaming::{Progress, download, while_progressing};
use super::{Call, Caller, Reply, attempts, is_success};
use crate::Body;
use crate::clock::within;
use crate::config::credentials_problem;
use crate::error::{Phase, Problem};
use crate::operation::{ResponseStream, Signature};
use crate::transport::TransportError;

impl Caller {
    /// Sends a request once, and says when it was signed.
    pub(super) async fn attempt(
        &self,
        call: Call<'_>,
        mut request: Request<Body>,
        progress: &mut attempts::Progress,
    ) -> (Result<Reply, Problem>, SystemTime) {
        let count = format!("attempt={}; max={}", progress.attempts.made, progress.attempts.max);
        let count = HeaderValue::try_from(count).expect("numbers have the characters of a header");
        request.headers_mut().insert("amz-sdk-request", count);
        let credentials = match call.operation.signature {
            Signature::None => None,
            Signature::Full | Signature::WithoutBody => match self.identity.credentials(&*self.clock).await {
                Ok(credentials) => Some(credentials),
                Err(problem) => return (Err(problem), self.now()),
            },
        };
        let problem = credentials.as_ref().and_then(credentials_problem);
        if let Some((part, expected)) = problem {
            let cause = format!("the provider gave a {} of another form: expected {expected}", part.name());
            return (Err(Problem::Signing(cause.into())), self.now());
        }
        let time = self.now();
        if let Some(credentials) = &credentials {
            let payload = self.payload(call.operation, request.body());
            let payload = match payload.await {
                Ok(payload) => payload,
                Err(problem) => return (Err(problem), time),
            };
            if let Err(error) = self.target.signer.sign(&mut request, &payload, credentials, time) {
                return (Err(Problem::Signing(error.into())), time);
            }
            self.begin_chain(call, credentials, request.headers());
        }
        progress.attempts.unclear.get_or_insert(progress.attempts.made);
        let response = self.send(call, request).await;
        (response.map(|response| Reply { response, credentials }), time)
    }

    async fn send(&self, call: Call<'_>, request: Request<Body>) -> Result<Response<Body>, Problem> {
        let is_stream = request.body().as_bytes().is_none();
        let sent = if is_stream {
            let progress = Progress::default();
            let request = request.map(|body| progress.watch(body));
            let exchange = self.exchange_once(call, request);
            while_progressing(&*self.clock, call.timeouts.attempt, &progress, exchange).await
        } else {
            within(&*self.clock, call.timeouts.attempt, self.exchange_once(call, request)).await
        };
        match sent {
            Ok(response) => response.map_err(|error| self.transport_problem(error)),
            Err(elapsed) => Err(self.timeout(Phase::Attempt, elapsed.0)),
        }
    }

    /// The answer: with its body in memory, unless that is a stream that the caller reads.
    async fn exchange_once(&self, call: Call<'_>, request: Request<Body>) -> Result<Response<Body>, TransportError> {
        let (parts, body) = self.transport.send(request).await?.into_parts();
        if let Some(stream) = call.operation.response_stream.filter(|_| is_success(call.operation, parts.status)) {
            // A service may have no event to send for any time.
            let idle = call.timeouts.idle.filter(|_| stream == ResponseStream::Bytes);
            return Ok(Response::from_parts(parts, download::limited(body, idle, Arc::clone(&self.clock))));
        }
        let body = body.collect(self.response_limit).await?;
        Ok(Response::from_parts(parts, body.into()))
    }

    pub(super) fn transport_problem(&self, error: TransportError) -> Problem {
        Problem::Transport { to: self.target.to_string(), error }
    }
}
