//! This project's client.

use appflow_client::transport::Answer;
use appflow_client::{Body, Client, Credentials, Transport};
use http::{Request, Response};

use super::{ACCESS_KEY_ID, ANSWER, REGION, SECRET_ACCESS_KEY};

/// Gives every request the same answer.
#[derive(Debug)]
struct InMemory;

impl Transport for InMemory {
    fn send(&self, request: Request<Body>) -> Answer<'_> {
        drop(std::hint::black_box(request));
        Box::pin(std::future::ready(Ok(Response::new(Body::from(ANSWER)))))
    }
}

/// Returns a client whose requests are answered in memory.
pub fn in_memory() -> Client {
    let credentials = Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None, None, "benches");
    let builder = Client::builder().region(REGION).credentials(credentials).transport(InMemory);
    builder.build().expect("region, credentials and transport are set")
}

/// Returns a client of the server at this URL, with the credentials that a fake accepts.
pub fn of(url: &str, access_key_id: &str, secret_access_key: &str) -> Client {
    let credentials = Credentials::new(access_key_id, secret_access_key, None, None, "benches");
    let builder = Client::builder().region(REGION).credentials(credentials).endpoint_url(url);
    builder.build().expect("region, credentials and endpoint are set")
}
