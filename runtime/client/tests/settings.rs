//! Settings with which no client can be built.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use support::server::{Server, answer};
use support::{Sample, builder, thing};
use tinsmith_client::{Builder, Credentials};

const URL: &str = "http://127.0.0.1:1";

#[track_caller]
fn check(builder: Builder<Sample>, expected: &str) {
    let error = builder.build().expect_err("a wrong setting");
    let (debug, error) = (format!("{error:?}"), error.to_string());
    assert_eq!(debug, error);
    assert!(error.starts_with(expected) && !error.contains("hunter2"), "{error}");
}

#[test]
fn credentials_set_by_code() {
    let credentials = |id: &str, secret: &str, token: Option<&str>| {
        builder(URL).credentials(Credentials::new(id, secret, token.map(str::to_owned), None, "tests"))
    };
    assert!(credentials("AKID", "s", None).build().is_ok());
    for wrong in ["", "hunter2\r", "hunter2\n", " hunter2", "hunter2\u{2028}"] {
        check(credentials(wrong, "s", None), "invalid access key id: expected ");
        check(credentials("AKID", wrong, None), "invalid secret access key: expected ");
        check(credentials("AKID", "s", Some(wrong)), "invalid session token: expected ");
    }
    // The last credentials set are used.
    assert!(credentials("", "", None).credentials(support::credentials()).build().is_ok());
}

#[test]
fn regions_and_endpoints() {
    for region in ["", "EU-WEST-1", "aws-global", "eu west"] {
        check(builder(URL).region(region), "invalid region: expected ");
    }
    for host in ["*", "-a-", "a..b", "[]", &"a".repeat(64)] {
        check(builder(&format!("https://{host}")), "invalid endpoint URL: expected ");
    }
}

/// A provider that is called when a call needs credentials.
#[derive(Debug)]
struct Provider;

impl tinsmith_client::ProvideCredentials for Provider {
    fn provide_credentials(&self) -> tinsmith_client::CredentialsFuture<'_> {
        let token = Some("hunter2\nx".to_owned());
        Box::pin(std::future::ready(Ok(Credentials::new("AKID", "s", token, None, "tests"))))
    }
}

#[tokio::test]
async fn credentials_of_a_provider() {
    let server = Server::new([answer(200, "", "{}")]);
    let client = builder(&server.url()).credentials(Provider).build().unwrap();
    let error = client.create(thing()).await.expect_err("no signature");
    let text = format!("{error} {error:?}");
    assert!(text.contains("session token") && !text.contains("hunter2"), "{text}");
    assert!(error.is_auth() && !error.may_have_taken_effect() && server.requests().is_empty());
}
