//! A request and its answer, stage by stage: read, find the operation, check the signature, call, and whatever goes
//! wrong on request.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use tinsmith_types::Document;
use tokio::time::sleep;

use super::answer::{Answer, Failure};
use super::application::Application;
use super::clock::Clock;
use super::control;
use super::faults::{Fault, Faults};
use super::identifiers::Identifiers;
use super::record::{self, Log, ReceivedRequest};
use super::signature::Verifier;
use super::socket::{Manner, Script};
use crate::operation::Operation;

/// Many times the size of any request.
const BODY_LIMIT: usize = 1 << 20;

/// A page for people, such as proxies have.
const PAGE: &[u8] = b"<html><body><h1>It works!</h1></body></html>\n";

const NOISE: &[u8] = b"\x16\x03\x01 this is no HTTP\r\n\r\n";

/// What answers requests.
pub(crate) struct Exchange {
    pub application: Arc<dyn Application>,
    pub verifier: Verifier,
    pub clock: Clock,
    pub faults: Faults,
    pub log: Log,
    pub identifiers: Identifiers,
}

/// The connection ends without an answer.
#[derive(Debug)]
pub(crate) struct NoAnswer;

/// A request that has come whole.
struct Arrival {
    parts: Parts,
    body: Bytes,
    operation: Result<&'static Operation, Failure>,
    /// Nothing where the body is not JSON.
    document: Option<Document>,
}

impl Exchange {
    /// Answers a request; the script says how the answer is written.
    pub async fn answer(
        &self,
        request: Request<Incoming>,
        peer: SocketAddr,
        script: &Script,
    ) -> Result<Response<Full<Bytes>>, NoAnswer> {
        script.set(Manner::Whole);
        let id = self.identifiers.next();
        let (parts, body) = request.into_parts();
        let body = match Limited::new(body, BODY_LIMIT).collect().await {
            Ok(body) => body.to_bytes(),
            Err(error) if error.is::<LengthLimitError>() => return Ok(self.respond(too_large().into(), &id)),
            Err(_) => return Err(NoAnswer),
        };
        if let Some(path) = parts.uri.path().strip_prefix("/_fake/") {
            let answer = control::answer(self, peer, &parts, path, &body);
            return Ok(self.respond(answer, &id));
        }
        let arrival = Arrival::new(&*self.application, parts, body);
        let mut received = arrival.received(&*self.application, id.clone());
        received.fault = self.faults.next(&received);
        let fault = received.fault.clone();
        let number = self.log.add(received);
        let answer = self.answer_with(arrival, fault, script).await?;
        self.log.answered(number, answer.status.as_u16(), answer.code);
        Ok(self.respond(answer, &id))
    }

    fn respond(&self, answer: Answer, id: &str) -> Response<Full<Bytes>> {
        answer.into_response(id, self.clock.now())
    }

    /// Answers with what goes wrong before the effect, or after it.
    async fn answer_with(&self, arrival: Arrival, fault: Option<Fault>, script: &Script) -> Result<Answer, NoAnswer> {
        let Some(fault) = fault else { return Ok(self.handle(arrival).await) };
        match fault {
            Fault::Delay(time) => sleep(time).await,
            Fault::ResetBefore => return reset(script),
            Fault::InternalError => return Ok(Failure::internal().into()),
            Fault::Unavailable => return Ok(unavailable().into()),
            Fault::Throttling { retry_after } => return Ok(Failure { retry_after, ..throttling() }.into()),
            _ => {}
        }
        let answer = self.handle(arrival).await;
        match fault {
            Fault::DelayAnswer(time) => sleep(time).await,
            Fault::ResetAfter => return reset(script),
            Fault::HalfBody => script.set(Manner::Half),
            Fault::SlowDrip(every) => script.set(Manner::Drip(every)),
            Fault::NotHttp => script.set(Manner::Instead(NOISE)),
            Fault::NotJson => return Ok(Answer::success(StatusCode::OK, PAGE)),
            Fault::InternalErrorAfter => return Ok(Failure::internal().into()),
            _ => {}
        }
        Ok(answer)
    }

    /// Does what a request asks for, if it is right.
    async fn handle(&self, arrival: Arrival) -> Answer {
        match self.check(arrival) {
            Ok((operation, document)) => self.application.call(operation, document).await.unwrap_or_else(Answer::from),
            Err(failure) => failure.into(),
        }
    }

    fn check(&self, arrival: Arrival) -> Result<(&'static Operation, Document), Failure> {
        let Arrival { parts, body, operation, document } = arrival;
        let operation = operation?;
        self.verifier.verify(&parts, &body, operation.signature, self.clock.now())?;
        check_content_type(&parts.headers, &body)?;
        let message = "The body of the request is not JSON, expected a JSON document in UTF-8.";
        let document =
            document.ok_or_else(|| Failure::new(StatusCode::BAD_REQUEST, "SerializationException", message))?;
        Ok((operation, document))
    }
}

impl Arrival {
    fn new(application: &dyn Application, parts: Parts, body: Bytes) -> Self {
        let operation = find(application.operations(), &parts);
        let is_empty = body.trim_ascii().is_empty();
        let document =
            if is_empty { Some(Document::Object(Default::default())) } else { serde_json::from_slice(&body).ok() };
        Self { parts, body, operation, document }
    }

    /// What is kept of it.
    fn received(&self, application: &dyn Application, id: String) -> ReceivedRequest {
        let operation = self.operation.as_ref().ok().copied();
        let token = operation.and_then(|operation| {
            let member = application.token_member(operation)?;
            self.document.as_ref()?.get(member)?.as_str()
        });
        ReceivedRequest {
            id,
            operation: operation.map(|operation| operation.name),
            client_token: token.map(record::beginning),
            invocation_id: record::header(&self.parts.headers, "amz-sdk-invocation-id"),
            attempt: record::header(&self.parts.headers, "amz-sdk-request"),
            fault: None,
            status: None,
            code: None,
        }
    }
}

/// Finds the operation with the method and the path of a request; none has labels in it.
fn find(operations: &'static [&'static Operation], parts: &Parts) -> Result<&'static Operation, Failure> {
    let is_on_path = |operation: &Operation| operation.uri.split('?').next() == Some(parts.uri.path());
    let mut on_path = operations.iter().copied().filter(|operation| is_on_path(operation)).peekable();
    let (status, message) = match on_path.peek() {
        None => (StatusCode::NOT_FOUND, "No operation has this path."),
        Some(_) => (StatusCode::METHOD_NOT_ALLOWED, "No operation has this path with this method."),
    };
    let found = on_path.find(|operation| parts.method == operation.method);
    found.ok_or_else(|| Failure::new(status, "UnknownOperationException", message))
}

fn check_content_type(headers: &HeaderMap, body: &[u8]) -> Result<(), Failure> {
    let given = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = given.map(|given| given.split(';').next().unwrap_or_default().trim());
    if media_type.is_some_and(|given| given.eq_ignore_ascii_case("application/json")) || body.is_empty() {
        return Ok(());
    }
    let message = "The content type is not supported, expected application/json.";
    Err(Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "UnsupportedMediaTypeException", message))
}

fn reset(script: &Script) -> Result<Answer, NoAnswer> {
    script.set(Manner::Reset);
    Err(NoAnswer)
}

fn too_large() -> Failure {
    let message = format!("The body of the request is too large, expected {BODY_LIMIT} bytes at most.");
    Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLargeException", message)
}

fn unavailable() -> Failure {
    let message = "The service is unavailable. Try again later.";
    Failure::new(StatusCode::SERVICE_UNAVAILABLE, "ServiceUnavailableException", message)
}

fn throttling() -> Failure {
    Failure::new(StatusCode::TOO_MANY_REQUESTS, "ThrottlingException", "Rate exceeded")
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the connection ends without an answer")
    }
}

impl std::error::Error for NoAnswer {}

impl fmt::Debug for Exchange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Exchange")
            .field("clock", &self.clock)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}

/// Whether a path below `/_fake/` may be called so: to read, or to change something by JSON, which no page in a browser
/// can send without asking.
pub(crate) fn is_json(parts: &Parts) -> bool {
    parts.method == Method::GET || parts.method == Method::DELETE || check_content_type(&parts.headers, b"x").is_ok()
}
