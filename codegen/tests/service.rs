//! A service with every feature: generated, and called over a real socket, with faults.

#![deny(warnings)]
#![allow(clippy::unwrap_used, reason = "tests")]
#![allow(dead_code, reason = "a library offers more than the tests use")]
#![allow(unexpected_cfgs, reason = "the features are those of a generated crate")]
#![allow(
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    clippy::wrong_self_convention,
    missing_docs,
    unused_imports,
    reason = "names and sizes are the model's"
)]

#[path = "service/bodies.rs"]
mod bodies;
#[path = "service/chat.rs"]
mod chat;
#[path = "service/client.rs"]
mod client;
#[path = "service/endpoints.rs"]
mod endpoints;
#[path = "service/events.rs"]
mod events;
#[path = "service/frames.rs"]
mod frames;
#[path = "service/server.rs"]
mod server;
#[path = "service/types.rs"]
mod types;
#[path = "service/waiters.rs"]
mod waiters;

use client::Client;
use tinsmith_client::Credentials;

fn client(url: &str) -> Client {
    let credentials = Credentials::new("AKIDEXAMPLE", "hunter2", None, None, "tests");
    Client::builder().region("eu-west-1").credentials(credentials).endpoint_url(url).max_attempts(1).build().unwrap()
}
