//! The paths below `/_fake/`, by which a test in another language inspects the fake and sets faults.
//!
//! They accept requests from programs on this machine only, need no signature, and never show a secret. The documentation of
//! [`super`] lists them.

mod access;

use std::net::SocketAddr;
use std::time::Duration;

use http::request::Parts;
use http::{Method, StatusCode};
use serde_json::json;
use tinsmith_types::Document;

use super::answer::{Answer, Failure};
use super::application::Application;
use super::exchange::Exchange;
use super::faults::{self, Fault};

/// The maximum number of pending faults, more than any test needs.
const FAULTS: usize = 100_000;

/// The maximum by which the clock can be advanced: longer than anything lives, and short enough that clients can still
/// sign requests.
const AHEAD: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

/// Answers a request to a path below `/_fake/`.
pub(crate) fn answer(
    exchange: &Exchange<impl Application>,
    peer: SocketAddr,
    parts: &Parts,
    path: &str,
    body: &[u8],
) -> Answer {
    if let Err(message) = access::check(peer, parts) {
        return Failure::new(StatusCode::FORBIDDEN, "AccessDeniedException", message).into();
    }
    let result = match (&parts.method, path) {
        (&Method::GET, "requests") => Ok(requests(exchange)),
        (&Method::GET, path) => exchange.application.show(path).ok_or_else(|| "unknown path".to_owned()),
        (&Method::DELETE, "faults") => {
            exchange.faults.clear();
            Ok(json!({ "pending": 0 }))
        }
        (&Method::POST, path) => match serde_json::from_slice(body) {
            Ok(document) => change(exchange, path, &document),
            Err(_) => Err("not JSON, expected a JSON document".to_owned()),
        },
        _ => Err("unknown method".to_owned()),
    };
    match result {
        Ok(document) => Answer::json(StatusCode::OK, document.to_string()),
        Err(problem) => {
            Failure::new(StatusCode::BAD_REQUEST, "ValidationException", format!("/_fake/: {problem}")).into()
        }
    }
}

fn requests(exchange: &Exchange<impl Application>) -> Document {
    let latest = exchange.log.latest();
    let latest: Vec<Document> = latest
        .iter()
        .map(|request| {
            json!({
                "id": request.id,
                "operation": request.operation,
                "clientToken": request.client_token,
                "invocationId": request.invocation_id,
                "attempt": request.attempt,
                "fault": request.fault.as_ref().map(Fault::name),
                "status": request.status,
                "code": request.code,
            })
        })
        .collect();
    json!({ "count": exchange.log.count(), "connections": exchange.log.connections(), "requests": latest })
}

fn change(exchange: &Exchange<impl Application>, path: &str, document: &Document) -> Result<Document, String> {
    match path {
        "faults" => push(exchange, document),
        "rejected-credentials" => reject(exchange, document),
        "clock" => advance(exchange, document),
        _ => Err("unknown path".to_owned()),
    }
}

/// Pushes faults; none is pushed if one of them is invalid.
fn push(exchange: &Exchange<impl Application>, document: &Document) -> Result<Document, String> {
    let list = document
        .get("faults")
        .map_or(Ok(&[][..]), |list| list.as_array().map(Vec::as_slice).ok_or("invalid faults, expected a list"))?;
    let faults = list.iter().map(|fault| faults::parse(fault, |code| exchange.application.failure(code)));
    let faults = faults.collect::<Result<Vec<_>, _>>()?;
    if exchange.faults.pending() + faults.len() > FAULTS {
        return Err(format!("too many faults, expected {FAULTS} at most"));
    }
    if let Some(random) = document.get("random") {
        let seed = random.get("seed").and_then(Document::as_u64).ok_or("no seed, expected a whole number")?;
        let share =
            random.get("share").and_then(Document::as_f64).ok_or("invalid share, expected a number from 0 to 1")?;
        exchange.faults.random(seed, share, Fault::ALL);
    }
    faults.into_iter().for_each(|fault| exchange.faults.push(fault));
    Ok(json!({ "pending": exchange.faults.pending() }))
}

fn reject(exchange: &Exchange<impl Application>, document: &Document) -> Result<Document, String> {
    let values =
        document.get("values").and_then(Document::as_array).ok_or("invalid values, expected a list of strings")?;
    let values: Option<Vec<&str>> = values.iter().map(Document::as_str).collect();
    let values = values.ok_or("invalid values, expected texts")?;
    values.iter().for_each(|value| exchange.application.reject(value));
    Ok(json!({ "rejected": values.len() }))
}

fn advance(exchange: &Exchange<impl Application>, document: &Document) -> Result<Document, String> {
    let seconds = document.get("advanceSeconds").and_then(Document::as_u64);
    let by = Duration::from_secs(seconds.ok_or("no advanceSeconds, expected a whole number")?);
    if !exchange.clock.advance_to_at_most(by, AHEAD) {
        let ahead = AHEAD.as_secs();
        return Err(format!("too large advanceSeconds, expected the clock to be at most {ahead} s (ten years) ahead"));
    }
    Ok(json!({}))
}
