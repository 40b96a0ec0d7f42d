//! Measures this project and its peers at the same work, in turn, and prints one JSON object for each measurement.
//!
//! `cargo xtask bench` runs it. `cargo run --release --manifest-path benches/Cargo.toml -- call` takes one measurement.
//! The subjects of a measurement take turns, so that a slow moment of the machine meets all of them.

mod clients;
mod samples;
mod subjects;
mod timing;

use std::process::ExitCode;

use crate::timing::Plan;

const USAGE: &str = "\
Usage: benches COMMAND [--quick]

  MEASUREMENT  Take one measurement and print its samples: call, signature, validate, serialize, parse, throughput
  allocations  Count the allocations of a call of each client
  repeat WHO N Make N calls with one client, `ours` or `official`, for a counter of instructions
  fake         Serve the fake until the standard input ends
";

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_quick = arguments.iter().any(|argument| argument == "--quick");
    arguments.retain(|argument| argument != "--quick");
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let plan = Plan::new(is_quick);
    match arguments.as_slice() {
        ["call"] => subjects::call::measure(plan),
        ["signature"] => subjects::signature::measure(plan),
        ["validate"] => subjects::validate::measure(plan),
        ["serialize"] => subjects::documents::serialize(plan),
        ["parse"] => subjects::documents::parse(plan),
        ["throughput"] => subjects::throughput::measure(plan),
        ["allocations"] => subjects::call::count_allocations(),
        ["repeat", who, calls] => match calls.parse() {
            Ok(calls) if subjects::call::repeat(who, calls) => {}
            _ => return usage(),
        },
        ["fake"] => subjects::throughput::serve(),
        _ => return usage(),
    }
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    eprint!("{USAGE}");
    ExitCode::from(2)
}
