//! A whole call that is answered in memory: check, encode, sign, decode.

use allocation_counter::measure as count;
use tokio::runtime::Runtime;

use super::{compare, request};
use crate::clients::{official, ours};
use crate::samples;
use crate::timing::{Plan, Subject};

/// Both clients, and the runtime that both use.
struct Clients {
    runtime: Runtime,
    ours: appflow_client::Client,
    official: aws_sdk_appflow::Client,
}

impl Clients {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        Self { runtime, ours: ours::in_memory(), official: official::in_memory() }
    }

    /// One call of this project's client. Both calls include a copy of the request, because a call consumes it.
    fn ours(&self, request: &appflow_client::types::CreateConnectorProfileRequest) {
        let call = self.ours.create_connector_profile(request.clone());
        assert!(self.runtime.block_on(call).is_ok());
    }

    fn official(&self, config: &aws_sdk_appflow::types::ConnectorProfileConfig) {
        assert!(self.runtime.block_on(request::send(&self.official, config.clone())));
    }
}

/// Times a call of each client.
pub fn measure(plan: Plan) {
    let (clients, request, config) = (Clients::new(), request::ours(), request::official());
    let ours = Subject::new("this project", || clients.ours(&request));
    let official = Subject::new("aws-sdk-appflow", || clients.official(&config));
    compare("call", vec![ours, official], plan);
}

/// Counts the allocations of a call of each client, when credentials and connections are already there.
pub fn count_allocations() {
    let (clients, request, config) = (Clients::new(), request::ours(), request::official());
    for _ in 0..3 {
        clients.ours(&request);
        clients.official(&config);
    }
    let copies = [count(|| drop(request.clone())).count_total, count(|| drop(config.clone())).count_total];
    let calls = [count(|| clients.ours(&request)).count_total, count(|| clients.official(&config)).count_total];
    let names = ["this project", "aws-sdk-appflow"];
    let counts = calls.iter().zip(copies).map(|(call, copy)| vec![call.saturating_sub(copy) as f64]);
    samples::print("allocations", "count", names.map(str::to_owned).into_iter().zip(counts));
}

/// Makes calls with one client; returns `false` if there is no client of this name.
pub fn repeat(who: &str, calls: u32) -> bool {
    let (clients, request, config) = (Clients::new(), request::ours(), request::official());
    for _ in 0..calls {
        match who {
            "ours" => clients.ours(&request),
            "official" => clients.official(&config),
            _ => return false,
        }
    }
    true
}
