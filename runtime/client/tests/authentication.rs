//! The authentication of a call, and the endpoint resolved from its operation's parameters.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use support::server::{Server, answer};
use support::{Client, Create, Nothing, Sample, ServiceError, builder, thing};
use tinsmith_client::codegen::{Auth, ContextParameter, Operation};
use tinsmith_client::endpoint::EndpointParameter;
use tinsmith_client::{BearerToken, Builder, CredentialsError, Error, ProvideToken, TokenFuture};

static SIGNED: Operation = Operation::new("Signed", "POST", "/", 200);
static BEARER: Operation = Operation::new("Bearer", "POST", "/", 200).auth(&[Auth::Bearer]);
static EITHER: Operation = Operation::new("Either", "POST", "/", 200).auth(&[Auth::Bearer, Auth::SigV4]);
static OPTIONAL: Operation = Operation::new("Optional", "POST", "/", 200).auth(&[Auth::SigV4, Auth::Anonymous]);
static OPEN: Operation = Operation::new("Open", "POST", "/", 200).no_auth();
static OF_ACCOUNT: Operation =
    Operation::new("OfAccount", "POST", "/", 200).context(&[ContextParameter::member("Account", "name")]);

const MULTI: EndpointParameter<bool> = EndpointParameter::new("Multi");

async fn call(client: &Client, operation: &'static Operation, input: Create) -> Result<Nothing, Error<ServiceError>> {
    client.0.call(operation, input).await
}

/// Returns the authentication scheme in the header, without its parameters.
#[track_caller]
fn proof(server: &Server) -> Option<String> {
    let request = server.requests().pop().unwrap();
    let line = request.lines().find(|line| line.to_ascii_lowercase().starts_with("authorization: "))?;
    Some(line.split(' ').skip(1).take(2).collect::<Vec<_>>().join(" ").split('/').next().unwrap().to_owned())
}

#[tokio::test]
async fn the_first_scheme_that_the_client_has_something_for() {
    let server = Server::new([answer(200, "", "{}")]);
    let signed = builder(&server.url()).build().unwrap();
    let token = || BearerToken::new("tok.en");
    let both = builder(&server.url()).bearer_token(token()).build().unwrap();
    let base = || Builder::<Sample>::new().region("eu-west-1").endpoint_url(server.url());
    let bearer: Client = base().bearer_token(token()).build().unwrap();
    let nobody: Client = base().no_credentials().build().unwrap();
    let (signature, token) = (Some("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE"), Some("Bearer tok.en"));
    for (client, operation, expected) in [
        (&signed, &SIGNED, signature),
        (&signed, &EITHER, signature),
        (&signed, &OPTIONAL, signature),
        (&signed, &OPEN, None),
        (&both, &SIGNED, signature),
        (&both, &EITHER, token),
        (&bearer, &BEARER, token),
        (&bearer, &EITHER, token),
        (&bearer, &OPTIONAL, None),
        (&nobody, &OPTIONAL, None),
        (&nobody, &OPEN, None),
    ] {
        call(client, operation, thing()).await.unwrap();
        assert_eq!(proof(&server).as_deref(), expected, "{operation:?}");
    }
    let sent = server.requests().len();
    for (client, operation, expected) in [(&signed, &BEARER, "bearer_token"), (&nobody, &SIGNED, "credentials(")] {
        let error = call(client, operation, thing()).await.expect_err("no proof").report().to_string();
        assert!(error.contains(expected), "{error}");
    }
    assert_eq!(server.requests().len(), sent);
}

#[derive(Debug)]
struct Broken;

impl ProvideToken for Broken {
    fn provide_token(&self) -> TokenFuture<'_> {
        Box::pin(async { Err(CredentialsError::new("signed out")) })
    }
}

#[tokio::test]
async fn tokens_that_can_not_be_sent() {
    let server = Server::new([answer(200, "", "{}")]);
    let client = builder(&server.url()).bearer_token(BearerToken::new("hunter2\n")).build().unwrap();
    let error = call(&client, &BEARER, thing()).await.expect_err("no token");
    assert!(!format!("{error:?} {}", error.report()).contains("hunter2"));
    let client = builder(&server.url()).bearer_token(Broken).build().unwrap();
    let error = call(&client, &BEARER, thing()).await.expect_err("no token").report().to_string();
    assert!(error.contains("signed out") && server.requests().is_empty(), "{error}");
}

/// A token that the service repeats in an error message is masked.
#[tokio::test]
async fn tokens_are_masked() {
    let server = Server::new([answer(400, "x-amzn-errortype: Other\r\n", r#"{"message":"not hunter2hunter2"}"#)]);
    let client = builder(&server.url()).bearer_token(BearerToken::new("hunter2hunter2")).build().unwrap();
    let error = call(&client, &BEARER, thing()).await.expect_err("a failure");
    let text = format!("{error:?} {}", error.report());
    assert!(text.contains("not **redacted**") && !text.contains("hunter2"), "{text}");
}

#[tokio::test]
async fn endpoints_of_single_calls() {
    let server = Server::new([answer(200, "", "{}")]);
    let client = builder(&server.url()).build().unwrap();
    call(&client, &OF_ACCOUNT, thing()).await.unwrap();
    assert!(server.requests()[0].starts_with("POST /accounts/one/ "), "{}", server.requests()[0]);
    call(&client, &OF_ACCOUNT, Create::default()).await.unwrap();
    assert!(server.requests()[1].starts_with("POST / "), "{}", server.requests()[1]);
    let input = Create { name: Some("a b".into()), ..Create::default() };
    let error = call(&client, &OF_ACCOUNT, input).await.expect_err("no endpoint").report().to_string();
    assert!(error.contains("invalid endpoint URL"), "{error}");
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn schemes_that_are_not_supported_are_named() {
    let error = builder("http://127.0.0.1:1").endpoint_parameter(MULTI, true).build().expect_err("no scheme");
    assert!(error.to_string().contains("the authentication scheme sigv4a, which is not supported"), "{error}");
}
