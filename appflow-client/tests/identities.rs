//! The credentials of a client over time: when they are requested, how long they are cached, and when they are not
//! used.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use appflow_client::clock::{Clock, Sleep};
use appflow_client::transport::RecordingTransport;
use appflow_client::types::{
    ConnectionMode, ConnectorProfileConfig, ConnectorProfileProperties, ConnectorType, CreateConnectorProfileRequest,
};
use appflow_client::{Client, Credentials, CredentialsError, CredentialsFuture, Error, ProvideCredentials, Validation};
use http::Response;

/// A clock that is set by hand, and whose sleeps never end.
#[derive(Clone, Debug)]
struct Stopped(Arc<Mutex<SystemTime>>);

impl Stopped {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(UNIX_EPOCH + Duration::from_secs(1_795_478_400))))
    }

    fn advance(&self, seconds: u64) {
        *self.0.lock().expect("no test panics with it") += Duration::from_secs(seconds);
    }
}

impl Clock for Stopped {
    fn now(&self) -> SystemTime {
        *self.0.lock().expect("no test panics with it")
    }

    fn sleep(&self, _: Duration) -> Sleep<'_> {
        Box::pin(std::future::pending())
    }
}

/// A provider whose credentials are valid for this number of seconds.
#[derive(Debug)]
struct Provider {
    clock: Stopped,
    lifetime: Option<i64>,
    asked: Arc<AtomicU32>,
}

impl ProvideCredentials for Provider {
    fn provide_credentials(&self) -> CredentialsFuture<'_> {
        let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let expiry = self.lifetime.map(|seconds| {
            let distance = Duration::from_secs(seconds.unsigned_abs());
            if seconds < 0 { self.clock.now() - distance } else { self.clock.now() + distance }
        });
        let credentials = Credentials::new(format!("AKID{number}"), "hunter2", None, expiry, "tests");
        Box::pin(async move {
            // Concurrent callers get the chance to wait for these.
            tokio::task::yield_now().await;
            Ok(credentials)
        })
    }
}

struct Setting {
    clock: Stopped,
    asked: Arc<AtomicU32>,
    transport: RecordingTransport,
    client: Client,
}

fn setting(lifetime: Option<i64>) -> Setting {
    let (clock, asked, transport) = (Stopped::new(), Arc::default(), RecordingTransport::new());
    let provider = Provider { clock: clock.clone(), lifetime, asked: Arc::clone(&asked) };
    let builder = Client::builder().region("eu-west-1").credentials(provider).validation(Validation::Off);
    let client = builder.transport(transport.clone()).clock(clock.clone()).max_attempts(1).build();
    Setting { clock, asked, transport, client: client.expect("everything is set") }
}

impl Setting {
    async fn call(&self) -> Result<(), Error> {
        let config = ConnectorProfileConfig::new(ConnectorProfileProperties::new());
        let (kind, mode) = (ConnectorType::Salesforce, ConnectionMode::Public);
        let request = CreateConnectorProfileRequest::new("crm-production", kind, mode, config);
        drop(self.transport.clone().respond(200, "{}"));
        self.client.create_connector_profile(request).await.map(drop)
    }

    fn asked(&self) -> u32 {
        self.asked.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn credentials_are_kept_until_they_are_about_to_expire() {
    let setting = setting(Some(100));
    for (advance, asked) in [(0, 1), (89, 1), (1, 2), (89, 2), (11, 3)] {
        setting.clock.advance(advance);
        setting.call().await.expect("a success");
        assert_eq!(setting.asked(), asked);
        let requests = setting.transport.requests();
        let authorization = requests.last().expect("a request").headers()["authorization"].to_str().unwrap().to_owned();
        assert!(authorization.contains(&format!("Credential=AKID{asked}/")), "{authorization}");
    }
}

#[tokio::test]
async fn credentials_without_an_end_are_asked_for_again() {
    let setting = setting(None);
    for (advance, asked) in [(0, 1), (899, 1), (1, 2)] {
        setting.clock.advance(advance);
        setting.call().await.expect("a success");
        assert_eq!(setting.asked(), asked);
    }
}

#[tokio::test]
async fn many_who_want_credentials_ask_once() {
    let setting = setting(Some(100));
    let call = || setting.call();
    let (one, two, three) = tokio::join!(call(), call(), call());
    one.and(two).and(three).expect("successes");
    assert_eq!(setting.asked(), 1);
}

#[tokio::test]
async fn expired_credentials_are_not_sent() {
    for lifetime in [0, -1] {
        let setting = setting(Some(lifetime));
        let error = setting.call().await.expect_err("expired");
        let expected =
            "CreateConnectorProfile failed: expired credentials: the provider gave some that are no longer valid";
        assert_eq!(error.to_string(), expected);
        assert!(error.is_expired_credentials() && error.is_auth() && !error.is_retryable());
        assert!(setting.transport.requests().is_empty() && !error.may_have_taken_effect());
    }
    let setting = setting(Some(1));
    setting.call().await.expect("still valid");
}

#[tokio::test]
async fn credentials_that_the_service_no_longer_takes_are_forgotten() {
    let setting = setting(Some(1000));
    setting.call().await.expect("a success");
    let response = Response::builder().status(403).header("x-amzn-errortype", "ExpiredTokenException");
    let transport = setting.transport.clone().answer(Ok(response.body("".into()).unwrap()));
    let error = setting.call().await.expect_err("expired");
    assert!(error.is_expired_credentials() && error.is_auth());
    assert_eq!((setting.asked(), transport.requests().len()), (1, 2));
    setting.call().await.expect("a success");
    assert_eq!(setting.asked(), 2);
}

/// A provider that fails, or never returns.
#[derive(Debug)]
struct Failing(bool);

impl ProvideCredentials for Failing {
    fn provide_credentials(&self) -> CredentialsFuture<'_> {
        if self.0 {
            return Box::pin(std::future::pending());
        }
        let error = CredentialsError::new("the profile failed").with_source("the file is gone");
        Box::pin(std::future::ready(Err(error)))
    }
}

#[tokio::test(start_paused = true)]
async fn providers_that_fail() {
    for (is_endless, expected) in [
        (false, "no credentials: the profile failed: the file is gone"),
        (true, "no credentials: the provider gave none in 30s"),
    ] {
        let builder = Client::builder().region("eu-west-1").credentials(Failing(is_endless));
        let client = builder.validation(Validation::Off).transport(RecordingTransport::new()).build();
        let config = ConnectorProfileConfig::new(ConnectorProfileProperties::new());
        let (kind, mode) = (ConnectorType::Salesforce, ConnectionMode::Public);
        let request = CreateConnectorProfileRequest::new("crm-production", kind, mode, config);
        let error = client.expect("everything is set").create_connector_profile(request).await.expect_err("none");
        assert_eq!(error.report().to_string(), format!("CreateConnectorProfile failed: {expected}"));
        assert!(error.is_auth() && !error.is_retryable());
        assert_eq!(error.is_timeout(), is_endless);
    }
}
