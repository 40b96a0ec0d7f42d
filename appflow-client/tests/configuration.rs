//! Clients that can't be built, and the errors.

use std::error::Error as _;
use std::sync::{Arc, Mutex};

use appflow_client::transport::Answer;
use appflow_client::types::{
    ConnectionMode, ConnectorProfileConfig, ConnectorProfileProperties, ConnectorType, CreateConnectorProfileRequest,
};
use appflow_client::{
    Body, Builder, Client, ConfigError, Credentials, Transport, TransportError, TransportErrorKind, Validation,
};
use http::{Request, Response};

type AppflowBuilder = Builder<appflow_client::Appflow>;

fn builder() -> AppflowBuilder {
    Client::builder().region("eu-west-1").credentials(Credentials::new("AKID", "hunter2", None, None, "tests"))
}

#[track_caller]
fn check(builder: AppflowBuilder, expected: &str) {
    let error = builder.build().expect_err("something is wrong");
    assert!(error.to_string().contains(expected), "{error}");
    assert!(!format!("{error:?}{error}").contains("hunter2"));
}

#[test]
fn missing_settings_are_named() {
    check(Client::builder(), "expected `.region(\"eu-west-1\")`, or AWS_REGION in the environment");
    check(Client::builder().region("eu-west-1"), "expected `.credentials(…)`, or AWS_ACCESS_KEY_ID and AWS_SECRET");
}

#[test]
fn regions_are_labels_of_host_names() {
    for region in ["", "eu west", "evil.example/", "x@evil.example#", "eu-west-1\n", "é", &"a".repeat(64)] {
        check(builder().region(region), "invalid region: expected");
    }
    builder().region("a".repeat(63)).endpoint_url("http://localhost").build().expect("a region");
}

#[test]
fn endpoint_urls() {
    for (url, expected) in [
        ("", "a URL"),
        ("/path", "a scheme and a host"),
        ("localhost:80", "a scheme and a host"),
        ("ftp://localhost", "the scheme https or http"),
        ("http://user:hunter2@localhost", "no user name and no password"),
        ("http://localhost/?hunter2", "no query and no fragment"),
        ("http://localhost/#hunter2", "no query and no fragment"),
        ("http:// localhost", "a URL"),
        ("http://:80", "a"),
        ("http://localhost:65536", "a host, and no port or one of at most 65535"),
        ("http://localhost:", "a host, and no port or one of at most 65535"),
    ] {
        check(builder().endpoint_url(url), &format!("invalid endpoint URL: expected {expected}"));
    }
}

#[test]
fn endpoints_of_aws() {
    #[track_caller]
    fn check(region: &str, use_fips: bool, use_dual_stack: bool, expected: &str) {
        let transport = Recording { requests: Arc::default(), fail: None };
        let builder = builder().region(region).use_fips(use_fips).use_dual_stack(use_dual_stack).transport(transport);
        let client = format!("{:?}", builder.build().expect("everything is set"));
        assert!(client.contains(&format!(" endpoint: https://{expected},")), "{client}");
    }
    check("eu-west-1", false, false, "appflow.eu-west-1.amazonaws.com");
    check("eu-west-1", true, false, "appflow-fips.eu-west-1.amazonaws.com");
    check("eu-west-1", false, true, "appflow.eu-west-1.api.aws");
    check("us-gov-west-1", true, true, "appflow-fips.us-gov-west-1.api.aws");
    check("cn-north-1", false, false, "appflow.cn-north-1.amazonaws.com.cn");
    let expected = "no endpoint: Invalid Configuration: FIPS and custom endpoint are not supported";
    self::check(builder().use_fips(true).endpoint_url("https://localhost"), expected);
}

#[test]
fn plain_http_is_for_this_machine() {
    for url in ["http://example.com", "http://10.0.0.1:80", "http://localhost.example.com", "http://[2001:db8::1]"] {
        check(builder().endpoint_url(url), "the endpoint URL is plain http: expected https, or `.allow_plain_http()`");
        builder().endpoint_url(url).allow_plain_http().build().expect("allowed by name");
    }
    for url in ["http://localhost", "http://LOCALHOST:1/", "http://127.0.0.1", "http://127.9.9.9:1", "http://[::1]:1/a"]
    {
        builder().endpoint_url(url).build().expect(url);
    }
}

#[test]
fn nothing_shows_a_secret() {
    let builder = builder().endpoint_url("http://localhost:8000/base/");
    assert!(!format!("{builder:?}").contains("hunter2"));
    let client = builder.build().expect("everything is set");
    let expected =
        "Client(Handle { service: \"Appflow\", endpoint: http://localhost:8000/base, validation: Strict, .. })";
    assert_eq!(format!("{client:?}"), expected);
}

#[test]
fn clients_and_calls_go_between_threads() {
    fn sendable<T: Send>(value: T) -> T {
        value
    }
    fn shared<T: Send + Sync + Clone + 'static>(value: T) -> T {
        value
    }
    let client = shared(builder().endpoint_url("http://localhost").build().expect("everything is set"));
    drop(sendable(client.create_connector_profile(request())));
    shared(builder().build().map_err(Arc::new).map_err(|error: Arc<ConfigError>| error).err());
}

fn request() -> CreateConnectorProfileRequest {
    let config = ConnectorProfileConfig::new(ConnectorProfileProperties::new());
    CreateConnectorProfileRequest::new("crm-production", ConnectorType::Salesforce, ConnectionMode::Public, config)
}

/// A transport that records requests, and succeeds or fails.
#[derive(Debug)]
struct Recording {
    requests: Arc<Mutex<Vec<Request<Body>>>>,
    fail: Option<TransportErrorKind>,
}

impl Transport for Recording {
    fn send(&self, request: Request<Body>) -> Answer<'_> {
        self.requests.lock().expect("no test panics with it").push(request);
        Box::pin(async move {
            match self.fail {
                Some(kind) => Err(TransportError::new(kind, "a cause")),
                None => Ok(Response::new(Body::from("{}"))),
            }
        })
    }
}

#[tokio::test]
async fn a_transport_of_the_caller() {
    let requests = Arc::new(Mutex::new(Vec::new()));
    let client = |fail| {
        let transport = Recording { requests: Arc::clone(&requests), fail };
        builder().validation(Validation::Off).transport(transport).max_attempts(1).build().expect("everything is set")
    };
    client(None).create_connector_profile(request()).await.expect("a success");
    let request = requests.lock().unwrap().pop().expect("a request");
    assert_eq!(request.uri(), "https://appflow.eu-west-1.amazonaws.com/create-connector-profile");
    assert_eq!(request.headers()["host"], "appflow.eu-west-1.amazonaws.com");
    assert_eq!(request.headers()["content-length"], request.body().as_bytes().expect("bytes").len().to_string());
    assert!(request.headers().contains_key("authorization"));

    for (kind, connect, timeout, retryable) in [
        (TransportErrorKind::Connect, true, false, true),
        (TransportErrorKind::Timeout, false, true, true),
        (TransportErrorKind::Interrupted, false, false, true),
        (TransportErrorKind::TooLarge, false, false, false),
        (TransportErrorKind::Malformed, false, false, false),
        (TransportErrorKind::Other, false, false, false),
    ] {
        let error = client(Some(kind)).create_connector_profile(self::request()).await.expect_err("an error");
        assert_eq!((error.is_connect(), error.is_timeout(), error.is_retryable()), (connect, timeout, retryable));
        assert_eq!(error.may_have_taken_effect(), !connect);
        let text = error.report().to_string();
        let text = text.strip_suffix("; it may have taken effect nevertheless").unwrap_or(&text);
        assert!(text.ends_with(": a cause"), "{error}");
        // `Display` contains the rest of the transport's error.
        assert_eq!(error.source().expect("the transport's cause").to_string(), "a cause");
    }
}
