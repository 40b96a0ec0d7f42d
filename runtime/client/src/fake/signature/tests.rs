//! Tests with signatures published by AWS, and with invalid ones.

use std::time::UNIX_EPOCH;

use http::Request;

use super::*;

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SCOPE: &str = "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";
const VANILLA: &str = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";

fn signed_at() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}

fn verifier() -> Verifier {
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET, None, None, "tests");
    Verifier { credentials: vec![credentials], region: "us-east-1".into(), service: "service" }
}

fn authorization(signed_headers: &str, signature: &str) -> String {
    format!("AWS4-HMAC-SHA256 Credential={SCOPE}, SignedHeaders={signed_headers}, Signature={signature}")
}

fn request(method: &str, target: &str, headers: &[(&str, &str)]) -> Parts {
    let all = [("host", "example.amazonaws.com"), ("x-amz-date", "20150830T123600Z")];
    let builder = Request::builder().method(method).uri(target);
    let builder = all.iter().chain(headers).fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(()).unwrap().into_parts().0
}

fn vanilla(authorization: &str) -> Parts {
    request("GET", "/", &[("authorization", authorization)])
}

fn code(parts: &Parts, body: &str) -> Result<(), String> {
    code_at(parts, body, signed_at())
}

fn code_at(parts: &Parts, body: &str, now: SystemTime) -> Result<(), String> {
    let result = verifier().verify(parts, body.as_bytes(), Signature::Full, &Clock::fixed(now));
    result.map_err(|failure| format!("{} {}", failure.status().as_u16(), failure.code()))
}

#[test]
fn published_signatures_are_taken() {
    #[track_caller]
    fn check(method: &str, target: &str, headers: &[(&str, &str)], body: &str, signed: &str, signature: &str) {
        let authorization = authorization(signed, signature);
        let mut headers = headers.to_vec();
        headers.push(("authorization", &authorization));
        assert_eq!(code(&request(method, target, &headers), body), Ok(()));
        assert_eq!(code(&request(method, target, &headers), "tampered"), Err("403 InvalidSignatureException".into()));
    }
    check("GET", "/", &[], "", "host;x-amz-date", VANILLA);
    let post = "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b";
    check("POST", "/", &[], "", "host;x-amz-date", post);
    let query = "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500";
    check("GET", "/?Param2=value2&Param1=value1", &[], "", "host;x-amz-date", query);
    let form = "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a";
    let content_type = [("content-type", "application/x-www-form-urlencoded")];
    check("POST", "/", &content_type, "Param1=value1", "content-type;host;x-amz-date", form);
}

#[test]
fn malformed_authorizations_are_incomplete() {
    let incomplete = || Err("400 IncompleteSignatureException".to_owned());
    let good = authorization("host;x-amz-date", VANILLA);
    assert_eq!(code(&vanilla(&good), ""), Ok(()));
    assert_eq!(code(&vanilla(&good.replace(", ", ",")), ""), Ok(()));
    for (part, other) in [
        ("AWS4-HMAC-SHA256 ", ""),
        ("AWS4-HMAC-SHA256 ", "AWS4-HMAC-SHA256"),
        ("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"),
        ("AWS4-HMAC-SHA256", "Bearer"),
        ("Credential=", "Credentials="),
        ("Credential=", "Credential=x, Credential="),
        ("SignedHeaders=", ""),
        ("Signature=", "Signature"),
        ("/aws4_request", "/aws5_request"),
        ("/aws4_request", ""),
        ("/20150830", "/20150830/20150830"),
        ("host;x-amz-date", "x-amz-date;host"),
        ("host;x-amz-date", "host;host;x-amz-date"),
        ("Signature=5fa0", "Signature=5fa"),
        ("Signature=5fa0", "Signature=5fg0"),
        ("Signature=5fa0", "Signature=005fa0"),
    ] {
        let bad = good.replacen(part, other, 1);
        assert_ne!(bad, good, "{part} is in it");
        assert_eq!(code(&vanilla(&bad), ""), incomplete(), "{part} -> {other}");
    }
    let twice = request("GET", "/", &[("authorization", &good), ("authorization", &good)]);
    assert_eq!(code(&twice, ""), incomplete());
    for date in ["", "20150830", "20150830T123600", "20150830t123600Z", "2015083OT123600Z", "20151330T123600Z", "é"] {
        let mut parts = vanilla(&good);
        parts.headers.insert("x-amz-date", http::HeaderValue::from_bytes(date.as_bytes()).unwrap());
        assert_eq!(code(&parts, ""), incomplete(), "{date}");
    }
    let mut parts = vanilla(&good);
    parts.headers.remove("x-amz-date");
    assert_eq!(code(&parts, ""), incomplete());
    parts.headers.remove("authorization");
    assert_eq!(code(&parts, ""), Err("403 MissingAuthenticationTokenException".into()));
}

#[test]
fn five_minutes_are_forgiven() {
    let parts = vanilla(&authorization("host;x-amz-date", VANILLA));
    let second = Duration::from_secs(1);
    for now in [signed_at() - TOLERANCE, signed_at() + TOLERANCE] {
        assert_eq!(code_at(&parts, "", now), Ok(()));
    }
    let message =
        |now| verifier().verify(&parts, b"", Signature::Full, &Clock::fixed(now)).unwrap_err().message().to_owned();
    let late = "Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T124101Z - 5 min.)";
    assert_eq!(message(signed_at() + TOLERANCE + second), late);
    let early =
        "Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T123059Z + 5 min.)";
    assert_eq!(message(signed_at() - TOLERANCE - second), early);
    assert_eq!(code_at(&parts, "", UNIX_EPOCH), Err("403 InvalidSignatureException".into()));
}

#[test]
fn everything_that_counts_is_checked() {
    let good = authorization("host;x-amz-date", VANILLA);
    let invalid = || Err("403 InvalidSignatureException".to_owned());
    for (part, other) in [
        ("us-east-1", "us-east-2"),
        ("/service/", "/other/"),
        ("/20150830/", "/20150831/"),
        ("host;x-amz-date", "host"),
        ("host;x-amz-date", "x-amz-date"),
        ("5fa0", "5fa1"),
    ] {
        assert_eq!(code(&vanilla(&good.replace(part, other)), ""), invalid(), "{part} -> {other}");
    }
    let unknown = Err("403 UnrecognizedClientException".to_owned());
    assert_eq!(code(&vanilla(&good.replace("AKIDEXAMPLE", "AKIDOTHER")), ""), unknown);
    let with = |name, value| request("GET", "/", &[("authorization", &good), (name, value)]);
    assert_eq!(code(&with("x-amz-security-token", "t"), ""), unknown);
    assert_eq!(code(&with("x-amz-other", "unsigned"), ""), invalid());
    assert_eq!(code(&with("x-amz-user-agent", "unsigned"), ""), Ok(()));
    assert_eq!(code(&with("x-amz-content-sha256", "UNSIGNED-PAYLOAD"), ""), invalid());
    assert_eq!(code(&request("GET", "/?a=b", &[("authorization", &good)]), ""), invalid());
    assert_eq!(code(&request("PUT", "/", &[("authorization", &good)]), ""), invalid());
    assert_eq!(code(&request("GET", "/a", &[("authorization", &good)]), ""), invalid());
    let mut parts = vanilla(&good);
    parts.headers.insert("host", http::HeaderValue::from_static("example.com"));
    assert_eq!(code(&parts, ""), invalid());
}

#[test]
fn no_message_shows_the_credentials() {
    let failure = verifier().verify(
        &vanilla(&authorization("host;x-amz-date", &"0".repeat(64))),
        b"",
        Signature::Full,
        &Clock::fixed(signed_at()),
    );
    let text = format!("{failure:?} {:?}", verifier());
    assert!(!text.contains(SECRET) && !text.contains(VANILLA), "{text}");
}

#[test]
fn comparing_takes_the_whole_text() {
    for (one, other, expect) in
        [("", "", true), ("a", "a", true), ("a", "", false), ("a", "b", false), ("a", "ab", false)]
    {
        assert_eq!(same(one.as_bytes(), other.as_bytes()), expect);
    }
}

#[test]
fn clients_need_not_follow_a_clock_that_was_put_forward() {
    let parts = vanilla(&authorization("host;x-amz-date", VANILLA));
    let verify = |clock: &Clock| verifier().verify(&parts, b"", Signature::Full, clock).is_ok();
    let clock = Clock::fixed(signed_at() + TOLERANCE);
    assert!(verify(&clock));
    clock.advance(Duration::from_secs(24 * 3600));
    assert!(verify(&clock));
    // Rejected by both times.
    let clock = Clock::fixed(signed_at() + TOLERANCE + Duration::from_secs(1));
    clock.advance(Duration::from_secs(24 * 3600));
    assert!(!verify(&clock));
    // Accepted only by the time after the advance.
    let clock = Clock::fixed(signed_at() - Duration::from_secs(24 * 3600));
    assert!(!verify(&clock));
    clock.advance(Duration::from_secs(24 * 3600));
    assert!(verify(&clock));
}
