//! One attempt of a call: sign, send, wait for the answer.

use std::time::SystemTime;

use http::{HeaderValue, Request};

use super::attempts::Progress;
use super::{Call, Caller, Reply};
use crate::Body;
use crate::clock::within;
use crate::config::credentials_problem;
use crate::error::{Phase, Problem};
use crate::operation::Signature;
use crate::signing::Payload;
use crate::timeouts::Timeouts;
use crate::transport::TransportError;

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
            let payload = Payload::of_call(request.body(), call.operation.signature);
            if let Err(error) = self.target.signer.sign(&mut request, &payload, credentials, time) {
                return (Err(Problem::Signing(error.into())), time);
            }
        }
        progress.attempts.unclear.get_or_insert(progress.attempts.made);
        let response = self.send(call.timeouts, request).await;
        (response.map(|response| Reply { response, credentials }), time)
    }

    async fn send(&self, timeouts: Timeouts, request: Request<Body>) -> Result<http::Response<Body>, Problem> {
        match within(&*self.clock, timeouts.attempt, self.exchange_once(request)).await {
            Ok(response) => response.map_err(|error| Problem::Transport { to: self.target.to_string(), error }),
            Err(elapsed) => Err(self.timeout(Phase::Attempt, elapsed.0)),
        }
    }

    /// The answer with its body in memory.
    async fn exchange_once(&self, request: Request<Body>) -> Result<http::Response<Body>, TransportError> {
        let (parts, body) = self.transport.send(request).await?.into_parts();
        let body = body.collect(self.response_limit).await?;
        Ok(http::Response::from_parts(parts, body.into()))
    }
}
