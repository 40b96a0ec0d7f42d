//! The signatures of events: each covers the event, its time, and the signature before it. The first one follows the
//! signature of the request, and the last event is empty, so that no event can be changed, left out or added in
//! transit.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use bytes::Bytes;
use hmac::Mac;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use sha2::{Digest, Sha256};

use super::Signer;
use super::encode::{Sink, hex};
use super::scope::Stamp;
use crate::events::{Frame, FrameError, HeaderValue, write_header};
use crate::{BoxError, Credentials};

const ALGORITHM: &str = "AWS4-HMAC-SHA256-PAYLOAD";

/// The slot for the chain of a request, which is filled when the request is signed, and stays empty otherwise.
pub(crate) type ChainSlot = Arc<Mutex<Option<EventChain>>>;

/// The signatures of the events of one request.
pub(crate) struct EventChain {
    signer: Signer,
    credentials: Credentials,
    now: Box<dyn Fn() -> SystemTime + Send>,
    /// The last signature, as hexadecimal digits.
    last: [u8; 64],
}

impl EventChain {
    /// Creates the chain that follows the signature in the headers of a request.
    pub fn new(
        signer: &Signer,
        credentials: Credentials,
        now: impl Fn() -> SystemTime + Send + 'static,
        headers: &HeaderMap,
    ) -> Option<Self> {
        let last = *headers.get(AUTHORIZATION)?.as_bytes().last_chunk()?;
        let signer = Signer::new(&*signer.region, &*signer.service);
        Some(Self { signer, credentials, now: Box::new(now), last })
    }

    /// Wraps an event in a signed frame; an empty one ends the events.
    ///
    /// # Errors
    ///
    /// Returns an error for a time outside the years 0 to 9999, and for an event that is too long.
    pub fn sign(&mut self, event: Bytes) -> Result<Bytes, BoxError> {
        let stamp = Stamp::new((self.now)())?;
        let date = HeaderValue::Time(stamp.milliseconds());
        let signature = self.signature(&stamp, &date, &event)?;
        self.last = hex(&signature);
        let signature = HeaderValue::Bytes(Bytes::copy_from_slice(&signature));
        let headers = vec![(":date".to_owned(), date), (":chunk-signature".to_owned(), signature)];
        Ok(Frame { headers, payload: event }.encode()?)
    }

    fn signature(&self, stamp: &Stamp, date: &HeaderValue, event: &[u8]) -> Result<[u8; 32], FrameError> {
        let mut headers = Vec::new();
        write_header(":date", date, &mut headers)?;
        let scope = self.signer.scope(stamp);
        let mut key = self.signer.keys.key(&self.credentials, scope);
        key.put(ALGORITHM.as_bytes());
        key.put(b"\n");
        key.put(stamp.text());
        key.put(b"\n");
        scope.pieces().iter().for_each(|piece| key.put(piece));
        key.put(b"\n");
        key.put(&self.last);
        for part in [&headers[..], event] {
            key.put(b"\n");
            key.put(&hex(&Sha256::digest(part).into()));
        }
        Ok(key.finalize().into_bytes().into())
    }
}

impl fmt::Debug for EventChain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("EventChain").field("signer", &self.signer).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    /// Message and string to sign are from the tests of AWS's SDK for Rust.
    #[test]
    fn published_signature() {
        let mut headers = HeaderMap::new();
        let last = "be1f8c7d79ef8e1abc5254a2c70e4da3bfaf4f07328f527444e1fc6ea67273e2";
        headers.insert(AUTHORIZATION, last.parse().expect("a header"));
        let credentials = Credentials::new("id", "fake secret key", None, None, "test");
        let now = || UNIX_EPOCH + Duration::new(123_456_789, 1234);
        let signer = Signer::new("us-east-1", "testservice");
        let mut chain = EventChain::new(&signer, credentials, now, &headers).expect("a signature");
        let header = ("some-header".to_owned(), HeaderValue::Text("value".into()));
        let event = Frame { headers: vec![header], payload: "test payload".into() }.encode().expect("a frame");
        let signed = chain.sign(event.clone()).expect("a signature");
        let expected = "1ea04a4f6becd85ae3e38e379ffaf4bb95042603f209512476cc6416868b31ee";
        assert_eq!(std::str::from_utf8(&chain.last).expect("digits"), expected);
        assert!(signed.windows(event.len()).any(|part| part == event));
        // The next one follows it.
        chain.sign(event).expect("a signature");
        assert_ne!(std::str::from_utf8(&chain.last).expect("digits"), expected);
    }

    #[test]
    fn requests_without_a_signature_have_no_chain() {
        let credentials = Credentials::new("id", "secret", None, None, "test");
        assert!(EventChain::new(&Signer::new("a", "b"), credentials, SystemTime::now, &HeaderMap::new()).is_none());
    }
}
