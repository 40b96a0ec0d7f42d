//! Calls over a real socket: the request for each sample of the model, and the result for each of its responses.

mod support;

use std::time::{Duration, SystemTime};

use appflow_client::idempotency::stable_token;
use appflow_client::types::{CreateConnectorProfileRequest, ServiceError, Violation};
use appflow_client::{Client, Credentials, Validation};
use serde_json::Value;
use support::server::{Received, Reply, Server, response};
use support::sigv4::Signer;

const SIGNER: Signer<'static> = Signer {
    access_key: "AKIDEXAMPLE",
    secret_key: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    session_token: Some("a/session+token=="),
    region: "eu-west-1",
    service: "appflow",
};
const ARN: &str = "arn:aws:appflow:eu-west-1:123456789012:connectorprofile/crm-production";

fn client(server: &Server) -> Client {
    client_with(server, Validation::Strict)
}

fn client_with(server: &Server, validation: Validation) -> Client {
    let token = SIGNER.session_token.map(str::to_owned);
    let credentials = Credentials::new(SIGNER.access_key, SIGNER.secret_key, token, None, "tests");
    let builder = Client::builder().region(SIGNER.region).credentials(credentials).endpoint_url(server.url());
    builder.validation(validation).max_attempts(1).build().expect("everything is set")
}

fn created() -> Server {
    Server::answering(200, &[("x-amzn-RequestId", "7a-1")], &format!(r#"{{"connectorProfileArn":"{ARN}"}}"#))
}

/// Returns the test cases of the model for a shape.
fn cases(shape: &str, kind: &str) -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../model/rules.json");
    let text = std::fs::read_to_string(path).expect("the rules are beside this crate");
    let rules: Value = serde_json::from_str(&text).expect("the rules are JSON");
    let cases = &rules["shapes"][format!("com.amazonaws.appflow#{shape}")]["traits"][format!("smithy.test#{kind}")];
    cases.as_array().expect("the shape has such cases").clone()
}

fn sample() -> CreateConnectorProfileRequest {
    let case = &cases("CreateConnectorProfile", "httpRequestTests")[0];
    serde_json::from_value(case["params"].clone()).expect("the sample is a request")
}

fn body(request: &Received) -> Value {
    serde_json::from_slice(&request.body).expect("the body is JSON")
}

#[tokio::test]
async fn every_sample_arrives_whole_and_signed() {
    let cases = cases("CreateConnectorProfile", "httpRequestTests");
    assert!(cases.len() >= 6);
    for case in cases {
        let server = created();
        let request: CreateConnectorProfileRequest = serde_json::from_value(case["params"].clone()).expect("a request");
        let response = client(&server).create_connector_profile(request).await.expect("a success");
        assert_eq!(response.connector_profile_arn.as_deref(), Some(ARN));

        let received = server.request();
        SIGNER.verify(&received, SystemTime::now()).unwrap();
        assert_eq!((received.method.as_str(), received.target.as_str()), ("POST", "/create-connector-profile"));
        assert_eq!(body(&received), serde_json::from_str::<Value>(case["body"].as_str().unwrap()).unwrap());
        assert_eq!(received.header("content-type"), Some("application/json"));
        assert_eq!(received.header("host"), server.url().strip_prefix("http://"));
        assert_eq!(received.header("x-amz-security-token"), SIGNER.session_token);
        let agent = received.header("user-agent").expect("a user agent");
        assert!(agent.starts_with("tinsmith-client/") && agent.contains(" api/appflow#2020-08-23 "), "{agent}");
        let expected = [
            "amz-sdk-invocation-id",
            "amz-sdk-request",
            "authorization",
            "content-length",
            "content-type",
            "host",
            "user-agent",
            "x-amz-date",
            "x-amz-security-token",
        ];
        let mut names: Vec<&str> = received.headers.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, expected);
    }
}

#[tokio::test]
async fn the_signature_covers_all_that_matters() {
    let server = created();
    client(&server).create_connector_profile(sample()).await.expect("a success");
    let received = server.request();
    let now = SystemTime::now();
    SIGNER.verify(&received, now).unwrap();
    let refused = |change: &dyn Fn(&mut Received)| {
        let mut changed = received.clone();
        change(&mut changed);
        SIGNER.verify(&changed, now).unwrap_err()
    };
    refused(&|request| request.body[0] = b'[');
    refused(&|request| request.target.push('/'));
    refused(&|request| request.target.push_str("?a=b"));
    refused(&|request| request.method = "PUT".to_owned());
    for name in ["content-type", "host", "x-amz-date", "x-amz-security-token", "authorization"] {
        let header = |(found, _): &&mut (String, String)| found.eq_ignore_ascii_case(name);
        refused(&|request| request.headers.iter_mut().find(header).expect(name).1.push('x'));
        refused(&|request| request.headers.retain(|(found, _)| !found.eq_ignore_ascii_case(name)));
    }
    for other in [
        Signer { access_key: "AKIDOTHER", ..SIGNER },
        Signer { secret_key: "other", ..SIGNER },
        Signer { session_token: None, ..SIGNER },
        Signer { region: "eu-west-2", ..SIGNER },
        Signer { service: "xray", ..SIGNER },
    ] {
        other.verify(&received, now).unwrap_err();
    }
    let (early, late) = (now - Duration::from_secs(310), now + Duration::from_secs(310));
    assert!(SIGNER.verify(&received, early).is_err() && SIGNER.verify(&received, late).is_err());
}

#[tokio::test]
async fn a_token_is_filled_in_once_per_call() {
    let server = created();
    let client = client(&server);
    let mut request = sample();
    request.client_token = None;
    client.create_connector_profile(request.clone()).await.expect("a success");
    client.create_connector_profile(request).await.expect("a success");
    let tokens = server.requests().iter().map(|request| body(request)["clientToken"].clone()).collect::<Vec<_>>();
    assert!(tokens.iter().all(|token| token.as_str().is_some_and(|token| token.len() == 36)), "{tokens:?}");
    assert_ne!(tokens[0], tokens[1]);
}

#[tokio::test]
async fn a_token_can_be_derived_from_the_request() {
    for case in cases("CreateConnectorProfile", "httpRequestTests") {
        let request: CreateConnectorProfileRequest = serde_json::from_value(case["params"].clone()).expect("a request");
        let token = stable_token(&request);
        let again = stable_token(&request.clone().client_token("another"));
        assert_eq!(token, again);
        let other = request.clone().connector_profile_name("another");
        assert_ne!(stable_token(&other), token);
        // It is one that the model accepts.
        let server = created();
        client(&server).create_connector_profile(request.client_token(&*token)).await.expect("a success");
        assert_eq!(body(&server.request())["clientToken"], token.as_str());
    }
}

#[tokio::test]
async fn every_answer_of_the_model_is_read() {
    for case in cases("CreateConnectorProfile", "httpResponseTests") {
        let server = answering(&case);
        let response = client(&server).create_connector_profile(sample()).await.expect("a success");
        assert_eq!(serde_json::to_value(&response).unwrap(), case["params"], "{}", case["id"]);
    }
}

/// Starts a server with the response of a test case.
fn answering(case: &Value) -> Server {
    let headers = case["headers"].as_object().expect("headers").iter();
    let headers = headers.map(|(name, value)| (name.as_str(), value.as_str().expect("a text")));
    let headers: Vec<_> = headers.chain([("x-amzn-RequestId", "7a-2")]).collect();
    let status = case["code"].as_u64().and_then(|code| u16::try_from(code).ok()).expect("a status");
    Server::answering(status, &headers, case["body"].as_str().unwrap_or_default())
}

#[tokio::test]
async fn every_error_of_the_model_is_read() {
    for code in [
        "ConflictException",
        "ConnectorAuthenticationException",
        "InternalServerException",
        "ServiceQuotaExceededException",
        "ValidationException",
    ] {
        for case in cases(code, "httpResponseTests") {
            let server = answering(&case);
            let error = client(&server).create_connector_profile(sample()).await.expect_err("an error");
            let message = case["params"]["message"].as_str();
            assert_eq!((error.code(), error.message()), (Some(code), message), "{}", case["id"]);
            assert_eq!(u64::from(error.status().expect("a status")), case["code"].as_u64().unwrap());
            assert_eq!((error.operation(), error.request_id()), ("CreateConnectorProfile", Some("7a-2")));
            assert_eq!(error.is_conflict(), code == "ConflictException");
            assert_eq!(error.is_retryable(), code == "InternalServerException");
            assert!(!error.is_auth() && !error.is_validation() && !error.is_throttling() && !error.is_timeout());
            let text = error.to_string();
            let message = message.map(|message| format!(": {}", message.trim_end_matches('.'))).unwrap_or_default();
            let expected =
                format!("CreateConnectorProfile failed: {code} ({}){message}; request id 7a-2", case["code"]);
            let unclear = if case["code"] == 500 { "; it may have taken effect nevertheless" } else { "" };
            let expected = expected + unclear;
            assert_eq!(text, expected);
            // `Display` contains all of it.
            assert!(std::error::Error::source(&error).is_none());
            let modeled = error.into_modeled().expect("the model declares it");
            let name = match modeled {
                ServiceError::ConflictException(_) => "ConflictException",
                ServiceError::ConnectorAuthenticationException(_) => "ConnectorAuthenticationException",
                ServiceError::InternalServerException(_) => "InternalServerException",
                ServiceError::ServiceQuotaExceededException(_) => "ServiceQuotaExceededException",
                ServiceError::ValidationException(_) => "ValidationException",
                other => panic!("{other:?}"),
            };
            assert_eq!(name, code);
        }
    }
}

#[tokio::test]
async fn errors_that_the_model_does_not_declare() {
    let server = Server::answering(
        403,
        &[("x-amzn-errortype", "ExpiredTokenException:"), ("x-amzn-RequestId", "7a-3")],
        r#"{"message":"The security token included in the request is expired"}"#,
    );
    let error = client(&server).create_connector_profile(sample()).await.expect_err("an error");
    assert_eq!(
        error.to_string(),
        "CreateConnectorProfile failed: ExpiredTokenException (403): The security token included in the request is \
         expired; request id 7a-3"
    );
    assert!(error.is_auth() && error.modeled().is_none() && !error.is_retryable());

    let server = Server::answering(429, &[], r#"{"__type":"ThrottlingException","Message":"Rate exceeded"}"#);
    let error = client(&server).create_connector_profile(sample()).await.expect_err("an error");
    assert_eq!(error.to_string(), "CreateConnectorProfile failed: ThrottlingException (429): Rate exceeded");
    assert!(error.is_throttling() && error.is_retryable());

    for status in [301, 404, 503] {
        let location = [("Location", "http://127.0.0.1:1/"), ("Content-Type", "text/html")];
        let server = Server::answering(status, &location, "<h1>a page of a proxy</h1>");
        let error = client(&server).create_connector_profile(sample()).await.expect_err("an error");
        let problem = if status == 301 { "a redirect, which is not followed" } else { "an error without a code" };
        assert_eq!(error.to_string(), format!("CreateConnectorProfile failed: {problem} ({status})"));
        assert_eq!(error.is_redirect(), status == 301);
        assert_eq!((error.status(), error.code(), error.message()), (Some(status), None, None));
        assert_eq!(error.is_retryable(), status == 503);
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn an_invalid_request_is_not_sent() {
    let server = created();
    let mut request = sample();
    request.connector_profile_name = "a b".to_owned();
    request.kms_arn = Some("arn:aws".to_owned());
    let error = client(&server).create_connector_profile(request.clone()).await.expect_err("an invalid request");
    assert!(error.is_validation() && error.status().is_none() && !error.is_retryable());
    let violations = error.violations().expect("violations").violations();
    let paths: Vec<String> = violations.iter().map(|violation: &Violation| violation.path.to_string()).collect();
    assert_eq!(paths[0], "/connectorProfileName");
    assert!(paths.iter().any(|path| path == "/kmsArn"), "{paths:?}");
    let text = error.to_string();
    assert!(text.starts_with("CreateConnectorProfile was not sent: "), "{text}");
    assert!(text.contains("validation errors detected. Value at '/connectorProfileName' failed"), "{text}");
    assert_eq!(server.connections(), 0);

    client_with(&server, Validation::Off).create_connector_profile(request).await.expect("a success");
    assert_eq!(body(&server.request())["connectorProfileName"], "a b");
}

#[tokio::test]
async fn no_error_shows_a_secret() {
    // The worst kind of service: it responds with everything that it has received.
    let server = Server::start(|request| {
        let token = request.header("x-amz-security-token").unwrap_or_default();
        let text = String::from_utf8(request.body.clone()).expect("UTF-8");
        let message = format!("no: {text} {token}");
        let answer = serde_json::json!({"__type": "ConflictException", "message": message, "other": message});
        Reply::Keep(response(409, &[], answer.to_string().as_bytes()))
    });
    let mut checked = 0;
    for case in cases("CreateConnectorProfile", "httpRequestTests") {
        let request: CreateConnectorProfileRequest = serde_json::from_value(case["params"].clone()).expect("a request");
        let error = client(&server).create_connector_profile(request).await.expect_err("an error");
        let message = error.message().expect("a message").to_owned();
        let texts = format!("{error} {error:?} {message} {:?}", error.modeled());
        for secret in secrets(&case["params"]["connectorProfileConfig"]["connectorProfileCredentials"]) {
            assert!(!texts.contains(&secret), "{secret} is in {texts}");
            checked += 1;
        }
        assert!(!texts.contains(SIGNER.session_token.unwrap()), "{texts}");
        assert!(texts.contains("**redacted**") && texts.contains("no: {"), "{texts}");
    }
    assert!(checked > 10);
}

/// Returns the values of secret members.
fn secrets(document: &Value) -> Vec<String> {
    const NAMES: [&str; 8] =
        ["password", "accessToken", "refreshToken", "authCode", "clientSecret", "apiKey", "apiSecretKey", "secretKey"];
    let members = document.as_object().into_iter().flatten();
    members
        .flat_map(|(name, value)| match value.as_str() {
            Some(text) if NAMES.contains(&name.as_str()) => vec![text.to_owned()],
            _ => secrets(value),
        })
        .collect()
}
