//! Amazon's client.

use aws_sdk_appflow::Client;
use aws_sdk_appflow::config::{BehaviorVersion, Builder, Credentials, Region};
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;

use super::{ACCESS_KEY_ID, ANSWER, REGION, SECRET_ACCESS_KEY};

/// Gives every request the same answer.
#[derive(Debug)]
struct InMemory;

impl HttpConnector for InMemory {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        drop(std::hint::black_box(request));
        let status = 200.try_into().expect("a status");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(ANSWER))))
    }
}

/// Returns a client whose requests are answered in memory.
pub fn in_memory() -> Client {
    let connector = SharedHttpConnector::new(InMemory);
    let http = http_client_fn(move |_, _| connector.clone());
    Client::from_conf(config(ACCESS_KEY_ID, SECRET_ACCESS_KEY).http_client(http).build())
}

/// Returns a client of the server at this URL, with the credentials that a fake accepts.
pub fn of(url: &str, access_key_id: &str, secret_access_key: &str) -> Client {
    Client::from_conf(config(access_key_id, secret_access_key).endpoint_url(url).build())
}

fn config(access_key_id: &str, secret_access_key: &str) -> Builder {
    aws_sdk_appflow::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(REGION))
        .credentials_provider(Credentials::new(access_key_id, secret_access_key, None, None, "benches"))
}
