//! A request and its answer, stage by stage: read, find the operation, verify the signature, call the application; and
//! the faults.

use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use tinsmith_types::Document;
use tinsmith_types::codegen::Member;
use tokio::time::sleep;

use super::answer::{Answer, Failure, JSON};
use super::application::Application;
use super::bindings::{self, BindError};
use super::clock::Clock;
use super::control;
use super::dialect::{self, Dialect};
use super::faults::{Fault, Faults};
use super::identifiers::Identifiers;
use super::record::{self, Log, ReceivedRequest};
use super::request;
use super::route::{self, Route, RouteMatch, Router};
use super::signature::Verifier;
use super::socket::{Manner, Script};

/// The maximum size of a body, many times that of any request.
const BODY_LIMIT: usize = 1 << 20;

/// A page of HTML, such as a misconfigured proxy answers.
const PAGE: &[u8] = b"<html><body><h1>It works!</h1></body></html>\n";

const NOISE: &[u8] = b"\x16\x03\x01 this is no HTTP\r\n\r\n";

/// Answers requests.
pub(crate) struct Exchange<A> {
    pub router: Router,
    pub application: A,
    pub verifier: Verifier,
    pub clock: Clock,
    pub faults: Faults,
    pub log: Log,
    pub identifiers: Identifiers,
}

/// The error of a connection that ends without a response.
#[derive(Debug)]
pub(crate) struct NoAnswer;

/// A request that has arrived whole.
struct Arrival {
    parts: Parts,
    body: Bytes,
    route: Result<&'static Route, Failure>,
    /// The members of the input. An error in them is reported only after those of the signature and the content type.
    document: Result<Document, BindError>,
}

/// Reads the body of a request; `None` means that it is too large.
pub(crate) async fn read(request: Request<Incoming>) -> Result<(Parts, Option<Bytes>), NoAnswer> {
    let (parts, body) = request.into_parts();
    match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(body) => Ok((parts, Some(body.to_bytes()))),
        Err(error) if error.is::<LengthLimitError>() => Ok((parts, None)),
        Err(_) => Err(NoAnswer),
    }
}

impl<A: Application> Exchange<A> {
    /// Answers a request; the script decides how the answer is written.
    pub async fn answer(
        &self,
        (parts, body): (Parts, Option<Bytes>),
        peer: SocketAddr,
        script: &Script,
    ) -> Result<Response<Full<Bytes>>, NoAnswer> {
        script.set(Manner::Whole);
        let (id, dialect) = (self.identifiers.next(), Dialect::of(&parts.headers));
        let Some(body) = body else { return Ok(self.respond(dialect.write(too_large().into()), &id)) };
        if let Some(path) = parts.uri.path().strip_prefix("/_fake/") {
            let mut answer = control::answer(self, peer, &parts, path, &body);
            if path == "clock" && answer.status == StatusCode::OK {
                answer = self.application.clock_advanced().await.map_or_else(Answer::from, |()| answer);
            }
            return Ok(self.respond(Dialect::Rest.write(answer), &id));
        }
        let arrival = Arrival::new(&self.router, parts, body);
        let mut received = arrival.received(id.clone());
        received.fault = self.faults.next(&received);
        let fault = received.fault.clone();
        let number = self.log.add(received);
        let answer = self.answer_with(arrival, fault, script).await?;
        self.log.answered(number, answer.status.as_u16(), answer.error.as_ref().map(Failure::code));
        Ok(self.respond(dialect.write(answer), &id))
    }

    fn respond(&self, answer: Answer, id: &str) -> Response<Full<Bytes>> {
        answer.into_response(id, self.clock.now())
    }

    /// Answers with a fault, which happens before or after the request has its effect.
    async fn answer_with(&self, arrival: Arrival, fault: Option<Fault>, script: &Script) -> Result<Answer, NoAnswer> {
        let Some(fault) = fault else { return Ok(self.handle(arrival).await) };
        match &fault {
            Fault::Delay(time) => sleep(*time).await,
            Fault::ResetBefore => return reset(script),
            Fault::InternalError => return Ok(Failure::internal().into()),
            Fault::Unavailable => return Ok(unavailable().into()),
            Fault::Throttling { retry_after } => return Ok(throttling(*retry_after).into()),
            Fault::Error(failure) => return Ok(failure.clone().into()),
            _ => {}
        }
        let answer = self.handle(arrival).await;
        match fault {
            Fault::DelayAnswer(time) => sleep(time).await,
            Fault::ResetAfter => return reset(script),
            Fault::HalfBody => script.set(Manner::Half),
            Fault::SlowDrip(every) => script.set(Manner::Drip(every)),
            Fault::NotHttp => script.set(Manner::Instead(NOISE)),
            Fault::NotJson => return Ok(Answer::json(StatusCode::OK, PAGE)),
            Fault::InternalErrorAfter => return Ok(Failure::internal().into()),
            _ => {}
        }
        Ok(answer)
    }

    /// Calls the application if the request is valid.
    async fn handle(&self, arrival: Arrival) -> Answer {
        match self.check(arrival) {
            Ok(request) => self.application.call(request).await.unwrap_or_else(Answer::from),
            Err(failure) => failure.into(),
        }
    }

    fn check(&self, arrival: Arrival) -> Result<request::Request, Failure> {
        let Arrival { parts, body, route, document } = arrival;
        let route = route?;
        self.verifier.verify(&parts, &body, route.operation.signature, &self.clock)?;
        if route.is_rpc() {
            check_target_content_type(&parts.headers)?;
        } else if bindings::has_json_body(route.input) {
            check_content_type(&parts.headers, &body)?;
        }
        Ok(request::Request::new(route, document.map_err(unreadable)?))
    }
}

impl Arrival {
    fn new(router: &Router, parts: Parts, body: Bytes) -> Self {
        let query = route::parse_query(parts.uri.query().unwrap_or_default());
        let (method, path) = (&parts.method, parts.uri.path());
        let found = router.target(method, path, &parts.headers).unwrap_or_else(|| router.find(method, path, &query));
        let (route, document) = match found {
            Ok(RouteMatch { route, labels }) => {
                let source =
                    bindings::RequestParts { labels: &labels, query: &query, headers: &parts.headers, body: &body };
                (Ok(route), source.document(route.input))
            }
            Err(failure) => (Err(failure), Ok(Document::Null)),
        };
        Self { parts, body, route, document }
    }

    /// Returns what the log keeps of it.
    fn received(&self, id: String) -> ReceivedRequest {
        let route = self.route.as_ref().ok();
        ReceivedRequest {
            id,
            operation: route.map(|route| route.operation.name),
            client_token: route.and_then(|route| self.token(route)).map(record::beginning),
            invocation_id: record::header(&self.parts.headers, "amz-sdk-invocation-id"),
            attempt: record::header(&self.parts.headers, "amz-sdk-request"),
            fault: None,
            status: None,
            code: None,
        }
    }

    /// Returns the idempotency token, unless it is a secret.
    fn token(&self, route: &Route) -> Option<&str> {
        let is_token = |member: &&Member| member.idempotency_token && !member.schema.sensitive;
        let member = route.input.members().iter().find(is_token)?;
        self.document.as_ref().ok()?.get(member.json)?.as_str()
    }
}

fn unreadable(error: BindError) -> Failure {
    let message = match error {
        BindError::NotJson => "The body of the request is not JSON, expected a JSON document in UTF-8.",
        BindError::Type => "A member of the request has another type than the operation expects.",
    };
    Failure::new(StatusCode::BAD_REQUEST, "SerializationException", message)
}

pub(crate) fn check_content_type(headers: &HeaderMap, body: &[u8]) -> Result<(), Failure> {
    let media_type = dialect::media_type(headers);
    if media_type.is_some_and(|given| given.eq_ignore_ascii_case(JSON)) || body.is_empty() {
        return Ok(());
    }
    let message = "The content type is not supported, expected application/json.";
    Err(Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "UnsupportedMediaTypeException", message))
}

fn check_target_content_type(headers: &HeaderMap) -> Result<(), Failure> {
    if Dialect::of(headers) != Dialect::Rest {
        return Ok(());
    }
    let message =
        "The content type is not supported, expected application/x-amz-json-1.0 or application/x-amz-json-1.1.";
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

fn throttling(retry_after: Option<Duration>) -> Failure {
    let failure = Failure::new(StatusCode::TOO_MANY_REQUESTS, "ThrottlingException", "Rate exceeded");
    match retry_after {
        Some(delay) => failure.retry_after(delay),
        None => failure,
    }
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the connection ends without an answer")
    }
}

impl std::error::Error for NoAnswer {}

impl<A> fmt::Debug for Exchange<A> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Exchange")
            .field("clock", &self.clock)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}
