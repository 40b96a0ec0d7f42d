//! Tests of the parts of a request that a signature adds or replaces.

use super::*;

fn sign(signer: &Signer, request: &mut Request<()>, payload: &Payload, credentials: &Credentials) {
    signer.sign(request, payload, credentials, example_time()).unwrap();
}

fn presign(request: &mut Request<()>, credentials: &Credentials, seconds: u64) -> Result<(), SigningError> {
    let expires_in = Duration::from_secs(seconds);
    signer().presign(request, &Payload::of(b""), credentials, example_time(), expires_in)
}

#[test]
fn a_second_signature_replaces_the_first() {
    let (signer, signed) = (signer(), Payload::of(b"body"));
    let mut once = request("POST", "/", &[]);
    sign(&signer, &mut once, &signed, &credentials(None));
    let mut twice = request("POST", "/", &[]);
    sign(&signer, &mut twice, &signed, &credentials(Some("token")));
    assert_eq!(twice.headers()["x-amz-security-token"], "token");
    sign(&signer, &mut twice, &signed, &credentials(None));
    assert_eq!(once.headers(), twice.headers());
}

#[test]
fn the_header_of_the_payload_is_that_of_the_signature() {
    let signer = signer();
    let mut request = request("POST", "/", &[]);
    sign(&signer, &mut request, &Payload::of(b""), &credentials(None));
    assert!(!request.headers().contains_key("x-amz-content-sha256"));
    sign(&signer, &mut request, &Payload::UNSIGNED, &credentials(None));
    assert_eq!(request.headers()["x-amz-content-sha256"], "UNSIGNED-PAYLOAD");
    let authorization = request.headers()["authorization"].to_str().unwrap().to_owned();
    assert!(authorization.contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date,"), "{authorization}");
    sign(&signer, &mut request, &Payload::of(b""), &credentials(None));
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(request.headers()["x-amz-content-sha256"], empty);
}

#[test]
fn the_host_is_that_of_the_url_unless_there_is_a_header() {
    #[track_caller]
    fn check(uri: &str, header: Option<&str>, expected: &str) {
        let mut request = Request::get(uri).body(()).unwrap();
        if let Some(header) = header {
            request.headers_mut().insert("host", header.parse().unwrap());
        }
        sign(&signer(), &mut request, &Payload::of(b""), &credentials(None));
        assert_eq!(request.headers()["host"], expected);
    }
    check("https://example.com", None, "example.com");
    check("https://example.com:443/", None, "example.com");
    check("https://example.com:80/", None, "example.com:80");
    check("http://example.com:80/", None, "example.com");
    check("http://example.com:443/", None, "example.com:443");
    check("https://[::1]:8443/", None, "[::1]:8443");
    check("https://user:hunter2@example.com/", None, "example.com");
    check("https://example.com/", Some("example.org:1"), "example.org:1");
    check("/", Some("example.org"), "example.org");
}

#[test]
fn tokens_and_signatures_are_sensitive() {
    let mut request = request("GET", "/", &[]);
    sign(&signer(), &mut request, &Payload::of(b""), &credentials(Some("token")));
    for (name, expected) in [("authorization", true), ("x-amz-security-token", true), ("x-amz-date", false)] {
        assert_eq!(request.headers()[name].is_sensitive(), expected, "{name}");
    }
}

#[test]
fn a_second_signature_of_a_url_replaces_the_first() {
    let mut once = request("GET", "/a?b=c&d", &[]);
    let mut twice = once.clone();
    presign(&mut twice, &credentials(Some("token")), 60).unwrap();
    assert!(twice.uri().query().unwrap().contains("X-Amz-Security-Token=token&X-Amz-Signature="));
    presign(&mut twice, &credentials(None), 3600).unwrap();
    presign(&mut once, &credentials(None), 3600).unwrap();
    assert_eq!(once.uri(), twice.uri());
    assert!(once.uri().to_string().starts_with("https://example.amazonaws.com/a?b=c&d&X-Amz-Algorithm="));
}

#[test]
fn urls_expire_within_seven_days() {
    for (seconds, is_valid) in [(0, false), (1, true), (604_800, true), (604_801, false), (u64::MAX, false)] {
        let result = presign(&mut request("GET", "/", &[]), &credentials(None), seconds);
        assert_eq!(result, if is_valid { Ok(()) } else { Err(SigningError::Expiry) });
    }
}

#[test]
fn urls_that_are_too_long_are_an_error() {
    let token = "a".repeat(70_000);
    let result = presign(&mut request("GET", "/", &[]), &credentials(Some(&token)), 60);
    assert_eq!(result, Err(SigningError::Length));
}

/// Only the values of `x-amz-date` and `authorization` are allocated; everything else is shared or on the stack.
#[test]
fn a_signature_allocates_only_its_headers() {
    let (signer, credentials, payload) = (signer(), credentials(Some("token")), Payload::of(b"body"));
    let allocations = |request: &mut Request<()>| {
        request.headers_mut().reserve(8);
        allocation_counter::measure(|| sign(&signer, request, &payload, &credentials)).count_total
    };
    let headers = [("host", "example.amazonaws.com"), ("content-type", "text/plain"), ("x-amz-user-agent", "a  b")];
    allocations(&mut request("POST", "/", &headers));
    assert_eq!(allocations(&mut request("POST", "/a%20b", &headers)), 2);
    // A query needs a list of its parameters, and a path with dot segments a list of its segments.
    assert_eq!(allocations(&mut request("POST", "/?b=1&a=2", &headers)), 3);
    assert_eq!(allocations(&mut request("POST", "/a/../b", &headers)), 3);
}
