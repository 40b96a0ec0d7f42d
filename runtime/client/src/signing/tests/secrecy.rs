//! Tests that no trace, `Debug` output or error shows a secret.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::*;

/// Records all traces, at every level and of every crate.
#[derive(Clone, Default)]
struct Trace(Arc<Mutex<String>>);

impl Visit for &Trace {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0.lock().unwrap(), "{field}={value:?} ").unwrap();
    }
}

impl Subscriber for Trace {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut &*self);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut &*self);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut &*self);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Returns the secrets, and the digits of the key and of the signature derived from them.
fn secrets(signature: &str) -> Vec<String> {
    use hmac::{Hmac, KeyInit, Mac};
    let mut key = format!("AWS4{SECRET}").into_bytes();
    let mut secrets = vec![SECRET.to_owned(), "hunter2".to_owned(), signature.to_owned()];
    for part in ["20150830", "us-east-1", "service", "aws4_request"] {
        let mac = Hmac::<sha2::Sha256>::new_from_slice(&key).unwrap().chain_update(part);
        key = mac.finalize().into_bytes().to_vec();
        secrets.push(String::from_utf8(encode::hex(key.as_slice().try_into().unwrap()).to_vec()).unwrap());
        secrets.push(format!("{key:?}").trim_matches(['[', ']']).to_owned());
    }
    secrets
}

#[test]
fn nothing_secret_is_shown() {
    let trace = Trace::default();
    let (signer, credentials) = (signer(), credentials(Some("hunter2")));
    let mut signed = request("POST", "/", &[("content-type", "text/plain")]);
    let mut presigned = request("GET", "/", &[]);
    tracing::subscriber::with_default(trace.clone(), || {
        let (payload, time) = (Payload::of(b"a body"), example_time());
        signer.sign(&mut signed, &payload, &credentials, time).unwrap();
        signer.presign(&mut presigned, &payload, &credentials, time, Duration::from_secs(1)).unwrap();
        tracing::error!(?signer, ?credentials, ?signed, ?payload);
    });
    let text = trace.0.lock().unwrap().clone();
    for secret in secrets(&signature(&signed)) {
        assert!(!text.contains(&secret), "{secret} is in the trace:\n{text}");
    }
    // The search would prove nothing if the other values were missing.
    for plain in ["AKIDEXAMPLE", "us-east-1", "20150830T123600Z", "text/plain"] {
        assert!(text.contains(plain), "{plain} is not in the trace:\n{text}");
    }
}

#[test]
fn errors_show_neither_credentials_nor_requests() {
    let sign = |mut request: Request<()>, credentials: &Credentials, time| {
        signer().sign(&mut request, &Payload::of(b""), credentials, time)
    };
    let with = |id: &str, token: Option<&str>| Credentials::new(id, "hunter2", token.map(str::to_owned), None, "tests");
    let there = || request("GET", "/hunter2", &[]);
    let nowhere = Request::get("/hunter2").body(()).unwrap();
    let late = UNIX_EPOCH + Duration::from_secs(253_402_300_800);
    for (error, expected) in [
        (sign(there(), &with("AKID\n", None), example_time()), SigningError::Credential),
        (sign(there(), &with("AKID\0hunter2", None), example_time()), SigningError::Credential),
        (sign(there(), &with("AKID", Some("hunter2\r\nx: y")), example_time()), SigningError::SessionToken),
        (sign(nowhere, &with("AKID", None), example_time()), SigningError::Host),
        (sign(there(), &with("AKID", None), late), SigningError::Time),
    ] {
        let error = error.expect_err("a request that can't be signed");
        assert_eq!(error, expected);
        assert!(!format!("{error:?} {error}").contains("hunter2"));
    }
}
