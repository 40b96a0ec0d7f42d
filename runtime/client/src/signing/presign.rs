//! Signs a URL, which is valid for a limited time without an `authorization` header.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::uri::{PathAndQuery, Uri};
use http::{HeaderMap, Method, Request};

use super::canonical::CanonicalRequest;
use super::encode::{Sink, Slash, encode};
use super::headers::{SignedHeaders, is_signed_with_url};
use super::scope::Stamp;
use super::signer::{ALGORITHM, Signer, add_host};
use super::{Payload, SigningError, query};
use crate::Credentials;

/// The maximum expiry that AWS accepts: seven days, in seconds.
const LIMIT: u64 = 604_800;
const SIGNATURE: &str = "X-Amz-Signature";
/// The parameters of a signature. Those of an earlier signature are removed.
const PARAMETERS: [&str; 7] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "X-Amz-Security-Token",
    SIGNATURE,
];

impl Signer {
    /// Adds a signature to the URL of a request. Anyone can send the request with this URL until it expires, if it has
    /// the headers that were signed. The URL contains the session token of temporary credentials.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    ///
    /// use tinsmith_client::Credentials;
    /// use tinsmith_client::signing::{Payload, Signer};
    ///
    /// let signer = Signer::new("eu-west-1", "s3").path_as_sent();
    /// let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI", None, None, "example");
    /// let mut request = http::Request::get("https://bucket.s3.eu-west-1.amazonaws.com/report.pdf").body(())?;
    /// let hour = Duration::from_secs(3600);
    /// signer.presign(&mut request, &Payload::UNSIGNED, &credentials, SystemTime::now(), hour)?;
    /// assert!(request.uri().query().is_some_and(|query| query.contains("X-Amz-Signature=")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if the time, the expiry or the host can't be used, or the URL is too long. The URL is then unchanged.
    pub fn presign<B>(
        &self,
        request: &mut Request<B>,
        payload: &Payload,
        credentials: &Credentials,
        time: SystemTime,
        expires_in: Duration,
    ) -> Result<(), SigningError> {
        let stamp = Stamp::new(time)?;
        if !(1..=LIMIT).contains(&expires_in.as_secs()) {
            return Err(SigningError::Expiry);
        }
        add_host(request)?;
        let signed_headers = SignedHeaders::select(request.headers(), is_signed_with_url);
        let unsigned = self.unsigned(request.uri(), credentials, &stamp, expires_in, &signed_headers);
        let parts = RequestParts { method: request.method(), headers: request.headers(), signed_headers, payload };
        let target = self.signed(&parts, request.uri().path(), unsigned, credentials, &stamp);
        *request.uri_mut() = with_target(request.uri(), target)?;
        Ok(())
    }

    /// Returns the path and the query, with all parameters of a signature except the signature itself.
    fn unsigned(
        &self,
        uri: &Uri,
        credentials: &Credentials,
        stamp: &Stamp,
        expires_in: Duration,
        signed_headers: &SignedHeaders<'_>,
    ) -> Vec<u8> {
        let query = uri.query().unwrap_or_default().as_bytes();
        let mut target = Vec::with_capacity(uri.path().len() + query.len() + 512);
        target.put(uri.path().as_bytes());
        let mut separator = b"?";
        for parameter in query::parameters(query).filter(|parameter| !is_of_signature(parameter)) {
            target.put(separator);
            target.put(parameter);
            separator = b"&";
        }
        let mut names = Vec::with_capacity(signed_headers.text_length());
        signed_headers.write_names(&mut names);
        let scope = self.scope(stamp).pieces().concat();
        let credential = [credentials.access_key_id().as_bytes(), b"/", &scope].concat();
        let expires_in = expires_in.as_secs().to_string();
        let token = credentials.session_token().map(str::as_bytes);
        let values = [ALGORITHM.as_bytes(), &credential, stamp.text(), expires_in.as_bytes(), &names];
        for (name, value) in PARAMETERS.into_iter().zip(values.into_iter().chain(token)) {
            target.put(separator);
            target.put(name.as_bytes());
            target.put(b"=");
            encode(value.iter().copied(), Slash::Encode, &mut target);
            separator = b"&";
        }
        target
    }

    /// Adds the signature.
    fn signed(
        &self,
        parts: &RequestParts<'_>,
        path: &str,
        mut target: Vec<u8>,
        credentials: &Credentials,
        stamp: &Stamp,
    ) -> Vec<u8> {
        let canonical = CanonicalRequest {
            method: parts.method.as_str(),
            path,
            path_form: self.path_form,
            query: &target[path.len() + 1..],
            headers: parts.headers,
            signed_headers: &parts.signed_headers,
            payload: parts.payload,
        };
        let signature = self.signature(&canonical, stamp, credentials);
        target.put(b"&");
        target.put(SIGNATURE.as_bytes());
        target.put(b"=");
        target.put(&signature);
        target
    }
}

/// The parts of a request that presigning does not change.
struct RequestParts<'a> {
    method: &'a Method,
    headers: &'a HeaderMap,
    signed_headers: SignedHeaders<'a>,
    payload: &'a Payload,
}

fn is_of_signature(parameter: &[u8]) -> bool {
    PARAMETERS.iter().any(|name| name.as_bytes() == query::split(parameter).0)
}

fn with_target(uri: &Uri, target: Vec<u8>) -> Result<Uri, SigningError> {
    let mut parts = uri.clone().into_parts();
    parts.path_and_query =
        Some(PathAndQuery::from_maybe_shared(Bytes::from(target)).map_err(|_| SigningError::Length)?);
    Uri::from_parts(parts).map_err(|_| SigningError::Length)
}
