//! Signs requests for one region and service.

use std::fmt;
use std::time::SystemTime;

use bytes::Bytes;
use hmac::Mac;
use http::header::{AUTHORIZATION, HOST, HeaderMap, HeaderName, HeaderValue};
use http::uri::Scheme;
use http::{Request, Uri};
use sha2::{Digest, Sha256};

use super::canonical::CanonicalRequest;
use super::encode::{Sink, hex};
use super::headers::{SignedHeaders, is_signed};
use super::key::KeyCache;
use super::path::PathForm;
use super::scope::{Scope, Stamp};
use super::{Payload, SigningError};
use crate::credentials::{Credentials, sensitive_header};

pub(super) const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const DATE: HeaderName = HeaderName::from_static("x-amz-date");
const TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");
/// The header of the payload hash.
pub(crate) const PAYLOAD_HASH: HeaderName = HeaderName::from_static("x-amz-content-sha256");

/// Signs requests for one region and service.
///
/// Reuse a signer: it caches the signing key of the day.
///
/// ```
/// use std::time::SystemTime;
///
/// use tinsmith_client::Credentials;
/// use tinsmith_client::signing::{Payload, Signer};
///
/// let signer = Signer::new("eu-west-1", "execute-api");
/// let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI", None, None, "example");
/// let mut request = http::Request::get("https://example.com/orders?state=open").body("")?;
/// signer.sign(&mut request, &Payload::of(b""), &credentials, SystemTime::now())?;
/// assert!(request.headers().contains_key("authorization"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Signer {
    pub(super) region: String,
    pub(super) service: String,
    pub(super) path_form: PathForm,
    pub(super) keys: KeyCache,
}

impl Signer {
    /// Creates a signer for a region, such as `eu-west-1`, and the signing name of a service.
    pub fn new(region: impl Into<String>, service: impl Into<String>) -> Self {
        let (region, service) = (region.into(), service.into());
        Self { region, service, path_form: PathForm::Normalized, keys: KeyCache::default() }
    }

    /// Signs the path as it is sent, as S3 requires. Other services require it to be normalized and encoded once more.
    pub fn path_as_sent(mut self) -> Self {
        self.path_form = PathForm::AsSent;
        self
    }

    /// Adds the header `authorization`, and those that belong to it: `x-amz-date`, `x-amz-security-token` for temporary
    /// credentials, `x-amz-content-sha256` if the payload is not signed or the request has that header, and `host` if
    /// it is missing.
    ///
    /// # Errors
    ///
    /// Fails if the time, the host or the credentials can't be used. The request may then have some of the headers: do not
    /// send it.
    pub fn sign<B>(
        &self,
        request: &mut Request<B>,
        payload: &Payload,
        credentials: &Credentials,
        time: SystemTime,
    ) -> Result<(), SigningError> {
        let stamp = Stamp::new(time)?;
        add_host(request)?;
        add_headers(request.headers_mut(), &stamp, payload, credentials)?;
        let signed_headers = SignedHeaders::select(request.headers(), is_signed);
        let canonical = CanonicalRequest {
            method: request.method().as_str(),
            path: request.uri().path(),
            path_form: self.path_form,
            query: request.uri().query().unwrap_or_default().as_bytes(),
            headers: request.headers(),
            signed_headers: &signed_headers,
            payload,
        };
        let signature = self.signature(&canonical, &stamp, credentials);
        let authorization = self.authorization(credentials, &stamp, &signed_headers, &signature)?;
        request.headers_mut().insert(AUTHORIZATION, authorization);
        Ok(())
    }

    pub(super) fn scope<'a>(&'a self, stamp: &'a Stamp) -> Scope<'a> {
        Scope { date: stamp.date(), region: &self.region, service: &self.service }
    }

    /// Computes the signature: the HMAC of the algorithm, the time, the scope and the hash of the canonical request.
    pub(super) fn signature(
        &self,
        canonical: &CanonicalRequest<'_>,
        stamp: &Stamp,
        credentials: &Credentials,
    ) -> [u8; 64] {
        let mut hash = Sha256::new();
        canonical.write(&mut hash);
        let scope = self.scope(stamp);
        let mut key = self.keys.key(credentials, scope);
        key.put(ALGORITHM.as_bytes());
        key.put(b"\n");
        key.put(stamp.text());
        key.put(b"\n");
        scope.pieces().iter().for_each(|piece| key.put(piece));
        key.put(b"\n");
        key.put(&hex(&hash.finalize().into()));
        hex(&key.finalize().into_bytes().into())
    }

    /// Builds the value of the header in one buffer of the exact length.
    fn authorization(
        &self,
        credentials: &Credentials,
        stamp: &Stamp,
        signed_headers: &SignedHeaders<'_>,
        signature: &[u8; 64],
    ) -> Result<HeaderValue, SigningError> {
        const CREDENTIAL: &str = " Credential=";
        const NAMES: &str = ", SignedHeaders=";
        const SIGNATURE: &str = ", Signature=";
        let (id, scope) = (credentials.access_key_id().as_bytes(), self.scope(stamp));
        let fixed = ALGORITHM.len() + CREDENTIAL.len() + 1 + NAMES.len() + SIGNATURE.len() + signature.len();
        let length = fixed + id.len() + scope.text_length() + signed_headers.text_length();
        let mut text = Vec::with_capacity(length);
        text.put(ALGORITHM.as_bytes());
        text.put(CREDENTIAL.as_bytes());
        text.put(id);
        text.put(b"/");
        scope.pieces().iter().for_each(|piece| text.put(piece));
        text.put(NAMES.as_bytes());
        signed_headers.write_names(&mut text);
        text.put(SIGNATURE.as_bytes());
        text.put(signature);
        debug_assert_eq!(text.len(), length);
        // Anyone who sees a signature can repeat the request for some minutes.
        sensitive_header(Bytes::from(text)).ok_or(SigningError::Credential)
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { region, service, path_form, keys } = self;
        let mut signer = formatter.debug_struct("Signer");
        signer.field("region", region).field("service", service).field("path_form", path_form);
        signer.field("keys", keys).finish()
    }
}

/// Adds the header `host` if it is missing, like an HTTP client: without the scheme's default port.
pub(super) fn add_host<B>(request: &mut Request<B>) -> Result<(), SigningError> {
    if !request.headers().contains_key(HOST) {
        let host = host(request.uri()).ok_or(SigningError::Host)?;
        request.headers_mut().insert(HOST, host);
    }
    Ok(())
}

fn host(uri: &Uri) -> Option<HeaderValue> {
    let host = uri.host().filter(|host| !host.is_empty())?;
    let default = if uri.scheme() == Some(&Scheme::HTTP) { 80 } else { 443 };
    match uri.port_u16() {
        Some(port) if port != default => HeaderValue::try_from(format!("{host}:{port}")).ok(),
        _ => HeaderValue::from_str(host).ok(),
    }
}

fn add_headers(
    headers: &mut HeaderMap,
    stamp: &Stamp,
    payload: &Payload,
    credentials: &Credentials,
) -> Result<(), SigningError> {
    headers.insert(DATE, HeaderValue::from_bytes(stamp.text()).expect("a time is a valid header value"));
    match credentials.session_token_header()? {
        Some(token) => headers.insert(TOKEN, token.clone()),
        None => headers.remove(TOKEN),
    };
    // Only this header lets a service know that the signature does not cover the body. If it exists, it must match.
    if !payload.is_hash() || headers.contains_key(PAYLOAD_HASH) {
        headers.insert(PAYLOAD_HASH, payload.header());
    }
    Ok(())
}
