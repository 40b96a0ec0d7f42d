//! Signature Version 4, by AWS's own crate.
//!
//! Signed are the method, the path, the query, the body and every header but these: the `User-Agent`, which proxies
//! change, the length of the body, which is a matter of the connection, and, as other SDKs do, the names of the call and
//! its attempts.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings, sign as calculate,
};
use aws_sigv4::sign::v4;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderName, HeaderValue, USER_AGENT};
use sha2::{Digest, Sha256};

use crate::operation::Signature;
use crate::{Body, BoxError};

/// For what a request is signed.
#[derive(Clone, Debug)]
pub(crate) struct SigningScope {
    pub region: String,
    pub name: String,
    /// Whether the path, which is encoded already, is encoded once more. All services but S3 expect it.
    pub double_encoding: bool,
}

/// Adds the headers of a signature.
pub(crate) fn sign(
    request: &mut http::Request<Body>,
    scope: &SigningScope,
    signature: Signature,
    credentials: &Credentials,
    time: SystemTime,
) -> Result<(), BoxError> {
    let mut settings = SigningSettings::default();
    if !scope.double_encoding {
        settings.percent_encoding_mode = PercentEncodingMode::Single;
    }
    let body = match (signature, request.body().as_bytes()) {
        // The hash in place of the body, which the signing crate would write to its trace if told to.
        (Signature::Full, Some(body)) => {
            let hash = Bytes::copy_from_slice(&Sha256::digest(body));
            SignableBody::Precomputed(format!("{hash:x}"))
        }
        // A service can't know that the body is not covered, unless a header says so.
        _ => {
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
            SignableBody::UnsignedPayload
        }
    };
    let identity = credentials.clone().into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(&scope.region)
        .name(&scope.name)
        .time(time)
        .settings(settings)
        .build()?
        .into();
    let headers = request.headers().iter().filter(|(name, _)| is_signed(name));
    let headers =
        headers.filter_map(|(name, value)| Some((name.as_str(), std::str::from_utf8(value.as_bytes()).ok()?)));
    let signable = SignableRequest::new(request.method().as_str(), request.uri().to_string(), headers, body)?;
    let (instructions, _) = calculate(signable, &params)?.into_parts();
    let (signed, _) = instructions.into_parts();
    for header in signed {
        let mut value = HeaderValue::from_str(header.value())?;
        value.set_sensitive(header.sensitive());
        request.headers_mut().insert(HeaderName::from_static(header.name()), value);
    }
    Ok(())
}

fn is_signed(name: &HeaderName) -> bool {
    *name != USER_AGENT && *name != CONTENT_LENGTH && !name.as_str().starts_with("amz-sdk-")
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use http::Request;

    use super::*;

    const EMPTY: &str = "host;x-amz-date";

    fn credentials(token: Option<&str>) -> Credentials {
        let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
        Credentials::new("AKIDEXAMPLE", secret, token.map(str::to_owned), None, "tests")
    }

    fn signed(request: &mut Request<Body>, signature: Signature, credentials: &Credentials) -> Result<(), BoxError> {
        let (region, name) = ("us-east-1".to_owned(), "service".to_owned());
        let scope = SigningScope { region, name, double_encoding: true };
        sign(request, &scope, signature, credentials, UNIX_EPOCH + Duration::from_secs(1_440_938_160))
    }

    fn request(method: &str, target: &str, body: &str) -> Request<Body> {
        let uri = format!("https://example.amazonaws.com{target}");
        let builder = Request::builder().method(method).uri(uri).header("host", "example.amazonaws.com");
        builder.body(Body::from(body.to_owned())).unwrap()
    }

    /// Holds a signature against one that AWS has published, or that an implementation other than this one calculated.
    #[track_caller]
    fn check(mut request: Request<Body>, signed_headers: &str, expected: &str) {
        signed(&mut request, Signature::Full, &credentials(None)).unwrap();
        assert_eq!(request.headers()["x-amz-date"], "20150830T123600Z");
        let scope = "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";
        let expected =
            format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders={signed_headers}, Signature={expected}");
        assert_eq!(request.headers()["authorization"], expected);
    }

    #[test]
    fn published_signatures() {
        let get_vanilla = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
        check(request("GET", "/", ""), EMPTY, get_vanilla);
        let post_vanilla = "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b";
        check(request("POST", "/", ""), EMPTY, post_vanilla);
        let query_order = "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500";
        check(request("GET", "/?Param2=value2&Param1=value1", ""), EMPTY, query_order);
        let mut form = request("POST", "/", "Param1=value1");
        form.headers_mut().insert("content-type", HeaderValue::from_static("application/x-www-form-urlencoded"));
        let post_form = "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a";
        check(form, "content-type;host;x-amz-date", post_form);
    }

    #[test]
    fn what_proxies_change_is_not_signed() {
        let mut vanilla = request("GET", "/", "");
        vanilla.headers_mut().insert(USER_AGENT, HeaderValue::from_static("any"));
        vanilla.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        check(vanilla, EMPTY, "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    }

    #[test]
    fn session_tokens_are_signed_and_not_shown() {
        let mut request = request("GET", "/", "");
        signed(&mut request, Signature::Full, &credentials(Some("hunter2"))).unwrap();
        assert_eq!(request.headers()["x-amz-security-token"], "hunter2");
        let authorization = request.headers()["authorization"].to_str().unwrap();
        assert!(authorization.contains("SignedHeaders=host;x-amz-date;x-amz-security-token,"), "{authorization}");
        assert!(!format!("{request:?}").contains("hunter2"));
    }

    #[test]
    fn a_body_that_is_not_signed_may_be_any() {
        let mut one = request("POST", "/", "one");
        signed(&mut one, Signature::WithoutBody, &credentials(None)).unwrap();
        let mut two = request("POST", "/", "two");
        signed(&mut two, Signature::WithoutBody, &credentials(None)).unwrap();
        assert_eq!(one.headers()["x-amz-content-sha256"], "UNSIGNED-PAYLOAD");
        assert_eq!(one.headers(), two.headers());
        signed(&mut one, Signature::Full, &credentials(None)).unwrap();
        assert_ne!(one.headers()["authorization"], two.headers()["authorization"]);
    }

    #[test]
    fn credentials_that_no_header_takes_are_an_error() {
        for (id, token) in [("AKID\n", None), ("AKID\0", None), ("AKID", Some("token\r\nx: y"))] {
            let credentials = Credentials::new(id, "hunter2", token.map(str::to_owned), None, "tests");
            let error = signed(&mut request("GET", "/", ""), Signature::Full, &credentials).unwrap_err();
            assert!(!format!("{error:?} {error}").contains("hunter2"));
        }
    }

    #[test]
    fn paths_are_encoded_once_more_but_for_services_that_say_otherwise() {
        let sign_path = |double_encoding| {
            let mut request = request("GET", "/a%2Fb", "");
            let (region, name) = ("us-east-1".to_owned(), "service".to_owned());
            let scope = SigningScope { region, name, double_encoding };
            sign(&mut request, &scope, Signature::Full, &credentials(None), UNIX_EPOCH).unwrap();
            request.headers()["authorization"].clone()
        };
        assert_ne!(sign_path(true), sign_path(false));
    }
}
