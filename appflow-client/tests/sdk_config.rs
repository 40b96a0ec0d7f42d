//! Clients built from the configuration that `aws-config` loads.

use std::time::{Duration, UNIX_EPOCH};

use appflow_client::transport::{Answer, RecordingTransport};
use appflow_client::types::{
    ConnectionMode, ConnectorProfileConfig, ConnectorProfileProperties, ConnectorType, CreateConnectorProfileRequest,
};
use appflow_client::{Appflow, Body, Builder, Client, Transport, Validation};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep, Sleep};
use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;
use aws_types::app_name::AppName;
use aws_types::origin::Origin;
use aws_types::region::Region;
use aws_types::sdk_config::Builder as SdkBuilder;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use http::Request;

/// 2026-11-24T00:00:00Z.
const NOW: Duration = Duration::from_secs(1_795_478_400);

fn sdk() -> SdkBuilder {
    let credentials = Credentials::new("AKID", "hunter2", None, None, "tests");
    SdkConfig::builder()
        .region(Region::new("eu-west-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .time_source(SharedTimeSource::new(StaticTimeSource::new(UNIX_EPOCH + NOW)))
}

/// Checks the endpoint of a client.
#[track_caller]
fn check_endpoint(config: SdkBuilder, expected: &str) {
    let client = Client::from_sdk_config(&config.build()).expect("everything is set");
    assert!(format!("{client:?}").contains(&format!("endpoint: {expected},")), "{client:?}");
}

#[derive(Debug)]
struct Own(Option<&'static str>);

impl LoadServiceConfig for Own {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        assert_eq!((key.service_id(), key.env(), key.profile()), ("appflow", "AWS_ENDPOINT_URL", "endpoint_url"));
        self.0.map(str::to_owned)
    }
}

#[test]
fn endpoints() {
    check_endpoint(sdk(), "https://appflow.eu-west-1.amazonaws.com");
    check_endpoint(
        sdk().use_fips(true).region(Region::new("us-east-1")),
        "https://appflow-fips.us-east-1.amazonaws.com",
    );
    check_endpoint(sdk().use_dual_stack(true), "https://appflow.eu-west-1.api.aws");
    check_endpoint(sdk().endpoint_url("http://localhost:1"), "http://localhost:1");
    check_endpoint(sdk().endpoint_url("http://localhost:1").service_config(Own(None)), "http://localhost:1");
    let own = || sdk().endpoint_url("http://localhost:1").service_config(Own(Some("http://localhost:2")));
    check_endpoint(own(), "http://localhost:2");
    let mut code = own();
    code.insert_origin("endpoint_url", Origin::shared_config());
    check_endpoint(code, "http://localhost:1");
}

#[test]
fn missing_and_invalid_settings_are_named() {
    #[track_caller]
    fn check(config: SdkConfig, expected: &str) {
        let error = Client::from_sdk_config(&config).expect_err("something is wrong");
        assert!(error.to_string().contains(expected), "{error}");
    }
    check(SdkConfig::builder().build(), "no region: expected");
    check(SdkConfig::builder().region(Region::new("eu-west-1")).build(), "no credentials: expected");
    check(sdk().retry_config(RetryConfig::adaptive()).build(), "invalid retry mode: expected standard");
    check(sdk().region(Region::new("eu west")).build(), "invalid region");
}

/// Records sleeps without waiting.
#[derive(Clone, Debug, Default)]
struct Slept(std::sync::Arc<std::sync::Mutex<Vec<Duration>>>);

impl AsyncSleep for Slept {
    fn sleep(&self, duration: Duration) -> Sleep {
        self.0.lock().expect("no test panics with it").push(duration);
        Sleep::new(std::future::ready(()))
    }
}

/// Responds a moment later, so that the time limit of an attempt starts.
#[derive(Debug)]
struct Later(RecordingTransport);

impl Transport for Later {
    fn send(&self, request: Request<Body>) -> Answer<'_> {
        let answer = self.0.send(request);
        Box::pin(async move {
            let answer = answer.await;
            tokio::task::yield_now().await;
            answer
        })
    }
}

#[tokio::test]
async fn retries_timeouts_time_and_name() {
    let slept = Slept::default();
    let config = sdk()
        .sleep_impl(SharedAsyncSleep::new(slept.clone()))
        .app_name(AppName::new("crm-sync").unwrap())
        .retry_config(RetryConfig::standard().with_max_attempts(4).with_max_backoff(Duration::from_millis(3)))
        .timeout_config(TimeoutConfig::builder().operation_attempt_timeout(Duration::from_secs(77)).build())
        .build();
    let transport = (0..9).fold(RecordingTransport::new(), |transport, _| transport.respond(503, "{}"));
    let builder: Builder<Appflow> = Builder::from_sdk_config(&config).expect("everything can be used");
    let client =
        builder.transport(Later(transport.clone())).validation(Validation::Off).build().expect("everything is set");
    let parts = ConnectorProfileConfig::new(ConnectorProfileProperties::new());
    let (kind, mode) = (ConnectorType::Salesforce, ConnectionMode::Public);
    let request = CreateConnectorProfileRequest::new("crm-production", kind, mode, parts);
    let error = client.create_connector_profile(request).await.expect_err("failures alone");
    assert_eq!((error.attempts(), transport.requests().len()), (4, 4));
    let request = &transport.requests()[3];
    assert_eq!(request.headers()["x-amz-date"], "20261124T000000Z");
    assert!(request.headers()["user-agent"].to_str().unwrap().ends_with(" app/crm-sync"));
    let slept = slept.0.lock().expect("no test panics with it");
    // A sleep of zero tests whether the source works here.
    let (limits, waits): (Vec<Duration>, Vec<Duration>) =
        slept.iter().filter(|slept| !slept.is_zero()).partition(|slept| slept.as_secs() > 0);
    assert!(waits.len() <= 3 && waits.iter().all(|wait| *wait <= Duration::from_millis(3)), "{slept:?}");
    // One for each attempt.
    assert_eq!(limits.iter().filter(|limit| limit.as_secs() == 77).count(), 4, "{slept:?}");
}
