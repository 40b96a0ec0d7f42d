//! The request of a call, from which each attempt gets its own.
//!
//! The parts shared by all attempts are built once: the URI, the hash of the body, and all headers except those of an
//! attempt. A call that allows only one attempt copies nothing.

use http::header::{HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use http::{Method, Request, Uri, Version};

use super::Attempts;
use crate::Body;
use crate::checksums::{Algorithm, Hashes};
use crate::idempotency::Uuid;
use crate::operation::{Operation, RequestStream, ResponseChecksum, Signature};
use crate::signing::{PAYLOAD_HASH, Payload};

const INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");
const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");

/// The headers of a client that are the same in all its calls.
#[derive(Debug)]
pub(crate) struct ClientHeaders {
    user_agent: HeaderValue,
    /// The header of the only attempt, as nearly all calls have one.
    first_attempt: HeaderValue,
    max_attempts: u32,
}

impl ClientHeaders {
    pub fn new(user_agent: HeaderValue, max_attempts: u32) -> Self {
        Self { user_agent, first_attempt: attempt(1, max_attempts), max_attempts }
    }

    fn attempt(&self, attempts: Attempts) -> HeaderValue {
        if attempts.made == 1 && attempts.max == self.max_attempts {
            return self.first_attempt.clone();
        }
        attempt(attempts.made, attempts.max)
    }
}

fn attempt(made: u32, max: u32) -> HeaderValue {
    HeaderValue::try_from(format!("attempt={made}; max={max}")).expect("a number is a valid header value")
}

/// The request of a call without the headers of its attempts.
pub(super) struct Outgoing {
    method: Method,
    uri: Uri,
    version: Version,
    headers: HeaderMap,
    body: Body,
    id: Uuid,
    /// The payload hash for signatures; `None` until a replayable body has been read to compute it.
    payload: Option<Payload>,
    /// Whether the body has been read for its hashes.
    is_hashed: bool,
    /// The algorithms of checksums that the response is compared with, if the request asks for one.
    response_checksums: &'static [Algorithm],
}

impl Outgoing {
    pub fn new(request: Request<Body>, client: &ClientHeaders, id: Uuid, operation: &Operation) -> Self {
        let (parts, body) = request.into_parts();
        let mut headers = parts.headers;
        // AWS also accepts `x-amz-user-agent`. It exists for browsers, where scripts can't set `User-Agent`, and
        // would add a third to the text that is hashed for a signature.
        headers.insert(USER_AGENT, client.user_agent.clone());
        let payload = payload(&headers, &body, operation);
        let response_checksums = response_checksums(&headers, operation);
        let (method, uri, version) = (parts.method, parts.uri, parts.version);
        Self { method, uri, version, headers, body, id, payload, is_hashed: false, response_checksums }
    }

    /// Returns the algorithms of checksums that the response is compared with.
    pub fn response_checksums(&self) -> &'static [Algorithm] {
        self.response_checksums
    }

    /// Returns `true` if the request can be sent again.
    pub fn is_replayable(&self) -> bool {
        self.body.is_replayable()
    }

    /// Returns the body, and the hashes to compute of it, if it must be read before the first attempt.
    pub fn unhashed(&self, operation: &Operation, is_signed: bool) -> Option<(Body, Hashes)> {
        if self.is_hashed || self.body.as_bytes().is_some() {
            return None;
        }
        let hashes = Hashes::missing(operation, &self.headers);
        let needs_payload = is_signed && self.payload.is_none();
        let hashes = if needs_payload { hashes.with_payload() } else { hashes };
        if hashes.is_empty() { None } else { Some((self.body.try_clone()?, hashes)) }
    }

    /// Stores the hashes of the body for all attempts.
    pub fn hashed(&mut self, hashes: Hashes) {
        self.is_hashed = true;
        self.payload = hashes.finish(&mut self.headers).or(self.payload.take());
    }

    /// Returns the payload hash for the signature.
    pub fn payload(&self) -> &Payload {
        self.payload.as_ref().unwrap_or(&Payload::UNSIGNED)
    }

    /// Returns the request of an attempt. The last one moves headers and body out; earlier ones clone them.
    pub fn attempt(&mut self, attempts: Attempts, client: &ClientHeaders) -> Request<Body> {
        let is_last = attempts.made >= attempts.max;
        let kept = if is_last { (HeaderMap::new(), None) } else { (self.headers.clone(), self.body.try_clone()) };
        let mut headers = std::mem::replace(&mut self.headers, kept.0);
        headers.insert(INVOCATION_ID, HeaderValue::from_str(self.id.as_str()).expect("a UUID is a valid header value"));
        headers.insert(ATTEMPT, client.attempt(attempts));
        let mut request = Request::new(std::mem::replace(&mut self.body, kept.1.unwrap_or_default()));
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.version_mut() = self.version;
        *request.headers_mut() = headers;
        request
    }
}

/// Returns the payload hash for the signature. Events have signatures of their own, and a body that can be read only
/// once is not signed. Returns `None` if the body has to be read first.
fn payload(headers: &HeaderMap, body: &Body, operation: &Operation) -> Option<Payload> {
    // A body with a tree hash has been hashed already.
    let known = operation.tree_hash.and_then(|_| Payload::of_header(headers.get(PAYLOAD_HASH)?));
    match (operation.signature, body.as_bytes()) {
        (Signature::Full, Some(_)) if known.is_some() => known,
        (Signature::Full, _) if operation.request_stream == Some(RequestStream::Events) => Some(Payload::EVENTS),
        (Signature::Full, Some(bytes)) => Some(Payload::of(bytes)),
        (Signature::Full, None) if body.is_replayable() => None,
        _ => Some(Payload::UNSIGNED),
    }
}

/// Returns the algorithms of checksums that the response is compared with: none unless the request asks for it.
fn response_checksums(headers: &HeaderMap, operation: &Operation) -> &'static [Algorithm] {
    let asks = |checksum: &ResponseChecksum| headers.get(checksum.mode_header).is_some_and(|mode| mode == "ENABLED");
    operation.response_checksum.filter(asks).map_or(&[], |checksum| checksum.algorithms)
}

#[cfg(test)]
mod tests {
    use http_body_util::Full;

    use super::*;
    use crate::idempotency;

    static POST: Operation = Operation::new("Do", "POST", "/a", 200);

    fn outgoing(body: Body, id: Uuid) -> (Outgoing, ClientHeaders) {
        let client = ClientHeaders::new(HeaderValue::from_static("agent"), 3);
        let mut request = Request::post("https://example.com/a?b").body(body).unwrap();
        request.headers_mut().insert("x-own", HeaderValue::from_static("1"));
        (Outgoing::new(request, &client, id, &POST), client)
    }

    #[test]
    fn attempts_differ_in_their_number_alone() {
        let [id] = idempotency::random().unwrap();
        let (mut outgoing, client) = outgoing(Body::from("body"), id);
        for made in 1..=3 {
            let request = outgoing.attempt(Attempts { made, max: 3, ..Attempts::default() }, &client);
            assert_eq!((request.method(), request.uri().path_and_query().unwrap().as_str()), (&Method::POST, "/a?b"));
            assert_eq!(request.body().bytes(), b"body");
            let (number, id) = (format!("attempt={made}; max=3"), id.as_str());
            let expected =
                [("x-own", "1"), ("user-agent", "agent"), ("amz-sdk-invocation-id", id), ("amz-sdk-request", &number)];
            assert_eq!(request.headers().len(), expected.len());
            for (name, value) in expected {
                assert_eq!(request.headers()[name], value);
            }
        }
    }

    #[test]
    fn the_only_attempt_of_a_stream_takes_it() {
        let [id] = idempotency::random().unwrap();
        let (mut outgoing, client) = outgoing(Body::stream(Full::from("body")), id);
        assert!(!outgoing.is_replayable() && outgoing.unhashed(&POST, true).is_none());
        let request = outgoing.attempt(Attempts { made: 1, max: 1, ..Attempts::default() }, &client);
        assert!(request.body().as_bytes().is_none());
        assert_eq!(request.headers()["amz-sdk-request"], "attempt=1; max=1");
        assert!(outgoing.body.length() == Some(0) && outgoing.headers.is_empty());
    }

    #[tokio::test]
    async fn each_attempt_of_a_source_opens_it_anew() {
        let [id] = idempotency::random().unwrap();
        let (mut outgoing, client) = outgoing(Body::replayable(None, || Body::stream(Full::from("body"))), id);
        assert!(outgoing.is_replayable());
        assert!(outgoing.unhashed(&POST, false).is_none(), "no hash is needed without a signature");
        let (unhashed, hashes) = outgoing.unhashed(&POST, true).expect("it is not hashed yet");
        outgoing.hashed(hashes.read(unhashed).await.unwrap());
        assert_eq!(outgoing.payload().header(), Payload::of(b"body").header());
        assert!(outgoing.unhashed(&POST, true).is_none());
        for made in 1..=3 {
            let request = outgoing.attempt(Attempts { made, max: 3, ..Attempts::default() }, &client);
            assert_eq!(request.into_body().collect(100).await.unwrap(), "body");
        }
    }
}
