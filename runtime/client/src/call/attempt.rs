//! One attempt of a call: sign, send, wait for the answer.

use std::pin::pin;
use std::time::SystemTime;

use super::attempts::Progress;
use super::outgoing::Outgoing;
use super::{Call, Caller, Reply};
use crate::clock::within;
use crate::error::{Phase, Problem};
use crate::operation::{Operation, Signature};
use crate::timeouts::Timeouts;
use crate::transport::{Answer, TransportError};
use crate::{Body, Credentials};

impl Caller {
    /// Sends a request once, and says when it was signed.
    pub(super) async fn attempt(
        &self,
        call: &Call<'_>,
        outgoing: &mut Outgoing,
        progress: &mut Progress,
    ) -> (Result<Reply, Problem>, SystemTime) {
        let credentials = match self.credentials(call.operation).await {
            Ok(credentials) => credentials,
            Err(problem) => return (Err(problem), self.now()),
        };
        let time = self.now();
        // The transport takes the request before the next `await`, so that it is no part of this future.
        let answer = {
            let mut request = outgoing.attempt(progress.attempts, &self.headers);
            if let Some(credentials) = &credentials
                && let Err(error) = self.target.signer.sign(&mut request, &outgoing.payload, credentials, time)
            {
                return (Err(Problem::Signing(error.into())), time);
            }
            progress.attempts.unclear.get_or_insert(progress.attempts.made);
            self.transport.send(request)
        };
        let response = self.receive(call.timeouts, answer).await;
        (response.map(|response| Reply { response, credentials }), time)
    }

    /// The credentials for an operation, unless it is not signed.
    async fn credentials(&self, operation: &Operation) -> Result<Option<Credentials>, Problem> {
        match operation.signature {
            Signature::None => Ok(None),
            Signature::Full | Signature::WithoutBody => self.identity.credentials(&*self.clock).await.map(Some),
        }
    }

    /// The answer with its body in memory.
    async fn receive(&self, timeouts: Timeouts, answer: Answer<'_>) -> Result<http::Response<Body>, Problem> {
        let answer = pin!(async {
            let (parts, body) = answer.await?.into_parts();
            let body = body.collect(self.response_limit).await?;
            Ok(http::Response::from_parts(parts, body.into()))
        });
        match within(&*self.clock, timeouts.attempt, answer).await {
            Ok(response) => response.map_err(|error: TransportError| self.unanswered(error)),
            Err(elapsed) => Err(self.timeout(Phase::Attempt, elapsed.0)),
        }
    }

    fn unanswered(&self, error: TransportError) -> Problem {
        Problem::Transport { to: self.target.to_string(), error }
    }
}
