//! Authentication: the client of this crate, and requests built here.

use std::time::{Duration, SystemTime};

use appflow_client::Credentials;
use appflow_client::fake::{ACCESS_KEY_ID, FakeAppFlow, SECRET_ACCESS_KEY};

use crate::support::{Answer, Raw, document, exchange, request, shows_a_secret};

const INVALID: (u16, &str) = (403, "InvalidSignatureException");

fn create() -> Raw {
    Raw::create(&document("crm", "t"))
}

async fn check(raw: Raw, expected: (u16, &str)) -> Answer {
    let fake = FakeAppFlow::start().await.expect("a free port");
    let answer = raw.send(&fake).await;
    assert_eq!(answer.code(), expected);
    assert_eq!(fake.profiles().len(), usize::from(expected.0 == 200));
    answer
}

#[tokio::test]
async fn keys_are_checked() {
    check(create(), (200, "")).await;
    check(Raw { secret: "other".into(), ..create() }, INVALID).await;
    check(Raw { access_key: "AKIDOTHER".into(), ..create() }, (403, "UnrecognizedClientException")).await;
    check(Raw { region: "us-east-2".into(), ..create() }, INVALID).await;
}

#[tokio::test]
async fn the_client_gets_the_error() {
    let fake = FakeAppFlow::start().await.unwrap();
    for (id, secret, code) in [
        (ACCESS_KEY_ID, "other", "InvalidSignatureException"),
        ("AKIDOTHER", SECRET_ACCESS_KEY, "UnrecognizedClientException"),
    ] {
        let client =
            fake.client_builder().credentials(Credentials::new(id, secret, None, None, "tests")).build().unwrap();
        let error = client.create_connector_profile(request("crm")).await.unwrap_err();
        assert_eq!((error.status(), error.code(), error.is_auth()), (Some(403), Some(code), true));
        assert!(!shows_a_secret(&format!("{error} {error:?}")));
    }
    let client = fake.client_builder().region("us-east-2").build().unwrap();
    let error = client.create_connector_profile(request("crm")).await.unwrap_err();
    assert_eq!(error.message(), Some("Credential should be scoped to the region 'us-east-1'."));
}

#[tokio::test]
async fn clocks_are_checked() {
    let now = SystemTime::now();
    let minute = Duration::from_secs(60);
    for good in [now - 4 * minute, now + 4 * minute] {
        check(create().at(good), (200, "")).await;
    }
    let expired = check(create().at(now - 6 * minute), INVALID).await;
    assert!(expired.message().starts_with("Signature expired: "), "{expired:?}");
    assert!(expired.header("date").is_some());
    let early = check(create().at(now + 6 * minute), INVALID).await;
    assert!(early.message().starts_with("Signature not yet current: "), "{early:?}");
}

#[tokio::test]
async fn altered_requests_are_refused() {
    let fake = FakeAppFlow::start().await.unwrap();
    let signed = create().signed(&fake.address().to_string());
    let text = String::from_utf8(signed).unwrap();
    for (part, other) in [
        ("\"connectorProfileName\":\"crm\"", "\"connectorProfileName\":\"crn\""),
        ("content-type: application/json", "content-type: application/json;"),
        ("x-amz-date: 20", "x-amz-date: 21"),
        ("POST /create-connector-profile", "POST /create-connector-profile?a"),
    ] {
        let changed = text.replacen(part, other, 1);
        assert_ne!(changed, text, "{part} is in it");
        assert_eq!(exchange(&fake, changed.as_bytes()).await.code(), INVALID, "{part}");
    }
    assert!(fake.profiles().is_empty());
    assert_eq!(exchange(&fake, text.as_bytes()).await.status, 200);
}

#[tokio::test]
async fn a_signature_must_be_there_and_whole() {
    let fake = FakeAppFlow::start().await.unwrap();
    let answer = create().send_unsigned(&fake).await;
    assert_eq!(answer.code(), (403, "MissingAuthenticationTokenException"));
    for authorization in ["", "AWS4-HMAC-SHA256", "Basic aHVudGVyMg==", "AWS4-HMAC-SHA256 Credential=a/b"] {
        let answer = create().header("authorization", authorization).send_unsigned(&fake).await;
        assert_eq!(answer.code(), (400, "IncompleteSignatureException"), "{authorization}");
    }
    assert!(fake.profiles().is_empty());
}

#[tokio::test]
async fn session_tokens_are_checked() {
    let now = SystemTime::now();
    let session = |id: &str, token: &str, expiry: SystemTime| {
        Credentials::new(id, SECRET_ACCESS_KEY, Some(token.to_owned()), Some(expiry), "tests")
    };
    let hour = Duration::from_secs(3600);
    let builder = FakeAppFlow::builder().credentials(session("AKIDSESSION", "hunter2/+=", now + hour));
    let fake = builder.credentials(session("AKIDOLD", "hunter2", now - hour)).start().await.unwrap();
    fake.client().create_connector_profile(request("crm")).await.unwrap();
    let unknown = (403, "UnrecognizedClientException");
    for (id, token, expected) in [
        ("AKIDSESSION", Some("hunter2/+="), 200),
        ("AKIDSESSION", Some("other"), 403),
        ("AKIDSESSION", None, 403),
        (ACCESS_KEY_ID, None, 403),
    ] {
        let raw = Raw { access_key: id.into(), ..Raw::create(&document("c", "t")) };
        let raw = token.into_iter().fold(raw, |raw, token| raw.header("x-amz-security-token", token));
        let answer = raw.send(&fake).await;
        assert_eq!(answer.status, expected);
        assert!(expected == 200 || answer.code() == unknown);
    }
    let raw = Raw { access_key: "AKIDOLD".into(), ..create() }.header("x-amz-security-token", "hunter2");
    let answer = raw.send(&fake).await;
    assert_eq!(answer.code(), (403, "ExpiredTokenException"));
    assert_eq!(answer.message(), "The security token included in the request is expired");
    fake.clock().advance(2 * hour);
    let raw = Raw { access_key: "AKIDSESSION".into(), ..create() }.at(now + 2 * hour);
    let answer = raw.header("x-amz-security-token", "hunter2/+=").send(&fake).await;
    assert_eq!(answer.code(), (403, "ExpiredTokenException"));
}
