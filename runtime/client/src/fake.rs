//! The service-neutral half of a fake service, for tests; behind the feature `fake`.
//!
//! A fake of a service is an [`Application`]: its operations with their routes, and a state machine that answers
//! requests. A [`FakeServer`] does the rest: it serves HTTP/1.1 on this machine, verifies signatures, finds the operation,
//! reads the members of its input from the path, the query string, the headers and the body, and lets faults happen. It
//! speaks restJson1 and both versions of awsJson.
//!
//! ```
//! use tinsmith_client::Credentials;
//! use tinsmith_client::codegen::Operation;
//! use tinsmith_client::fake::{Answer, Application, Failure, Request, Route, ServerBuilder, Setup};
//! use tinsmith_types::Unit;
//!
//! // Generated crates declare their operations, and the types of their inputs and outputs.
//! static PING: Operation = Operation::new("Ping", "GET", "/ping/{host}", 200);
//! static ROUTES: [Route; 1] = [Route::new::<Unit>(&PING)];
//!
//! struct Pings {
//!     setup: Setup,
//! }
//!
//! impl Application for Pings {
//!     fn routes(&self) -> &'static [Route] {
//!         &ROUTES
//!     }
//!
//!     async fn call(&self, request: Request) -> Result<Answer, Failure> {
//!         let _input: Unit = request.decode()?;
//!         self.setup.store.durable().await?;
//!         request.answer(&Unit::default())
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let credentials = Credentials::new("AKIDFAKEPINGS", "fake-secret", None, None, "fake");
//! let fake = ServerBuilder::new("pings", credentials).start(|setup| Pings { setup }).await?;
//! assert!(fake.endpoint_url().starts_with("http://127.0.0.1:"));
//! # Ok(())
//! # }
//! ```
//!
//! | task | item |
//! |---|---|
//! | choose region, account, credentials, clock, address, state file | [`ServerBuilder`] |
//! | get a client of the fake | [`FakeServer::client_builder`] |
//! | let requests fail | [`Faults`], [`Fault`] |
//! | count requests and connections, see retries | [`FakeServer::requests`] |
//! | remember idempotency tokens | [`Tokens`], [`Store::fingerprint`] |
//! | keep the state in a file | [`Store`] |
//!
//! A request is checked in this order: path and method, or `X-Amz-Target`, signature, content type, form of the members;
//! then the application is called. Signatures in the query string are not supported. A signature is valid for five minutes
//! by the fake's clock, and by the machine's, so that clients go on after the fake's was put forward.
//!
//! # Over HTTP
//!
//! A test in another language inspects the fake and sets faults by paths below `/_fake/`. They accept requests from
//! programs on this machine only, whose `Host`, and `Origin` if there is one, are `localhost` or a loopback address, and
//! need no signature:
//!
//! | request | effect |
//! |---|---|
//! | `GET /_fake/requests` | `{"count": …, "connections": …, "requests": […]}`, with the latest requests |
//! | `GET /_fake/{path}` with any other path | shows what [`Application::show`] returns |
//! | `POST /_fake/faults` with `{"faults": [{"fault": "delay", "milliseconds": 50}]}` | pushes these faults |
//! | `POST /_fake/faults` with `{"random": {"seed": 1, "share": 0.2}}` | lets a share of the requests fail |
//! | `DELETE /_fake/faults` | removes all faults |
//! | `POST /_fake/rejected-credentials` with `{"values": ["…"]}` | calls [`Application::reject`] for each value |
//! | `POST /_fake/clock` with `{"advanceSeconds": 60}` | puts the clock forward, by ten years at most in all |
//!
//! The faults are those of [`Fault`], as `resetAfter`, `notJson` and so on; `delay`, `delayAnswer` and `slowDrip` need
//! `milliseconds`, `throttling` may have `retryAfterSeconds`, and `error` needs the `code` of an error of the service. A
//! posted document is `application/json`.

mod answer;
mod application;
mod bindings;
mod builder;
mod clock;
mod connections;
mod control;
mod decode;
mod dialect;
mod encode;
mod error;
mod exchange;
mod faults;
mod identifiers;
mod journal;
mod listener;
mod record;
mod request;
mod route;
mod server;
mod signature;
mod socket;
mod store;
mod tokens;

pub use answer::{Answer, Failure};
pub use application::Application;
pub use builder::{ServerBuilder, Setup};
pub use clock::Clock;
pub use error::StartError;
pub use faults::{Fault, Faults};
pub use http::StatusCode;
pub use identifiers::Identifiers;
pub use journal::JournalError;
pub use record::ReceivedRequest;
pub use request::Request;
pub use route::Route;
pub use server::FakeServer;
pub use store::{Fingerprint, Store};
pub use tokens::{Known, Tokens};

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks a mutex whose value no panic leaves half changed.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
