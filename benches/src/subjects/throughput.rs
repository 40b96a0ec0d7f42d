//! Calls over loopback, with 1, 16 and 256 calls at once, of both clients against the same fake.
//!
//! The fake is a process of its own. Each client has one thread, and keeps its connections between the rounds. Calls a
//! second depend on the fake and on other processes as well; the CPU time of a call is that of the client alone.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use appflow_client::fake::{ACCESS_KEY_ID, FakeAppFlow, SECRET_ACCESS_KEY};
use appflow_client::types::DescribeConnectorProfilesRequest;
use cpu_time::ThreadTime;
use tokio::runtime::Runtime;

use crate::clients::{REGION, official, ours};
use crate::samples;
use crate::timing::Plan;

const AT_ONCE: [u32; 3] = [1, 16, 256];

/// Serves the fake until the standard input ends, and prints its URL first.
pub fn serve() {
    let runtime = runtime();
    let fake = runtime.block_on(FakeAppFlow::builder().region(REGION).start()).expect("a free port");
    println!("{}", fake.endpoint_url());
    // The runtime serves on this thread while another one waits for the end of the input.
    let (stop, stopped) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        let _ = stop.send(());
    });
    let _ = runtime.block_on(stopped);
}

/// Measures the calls of each client.
pub fn measure(plan: Plan) {
    let fake = Fake::start();
    let ours = ours::of(&fake.url, ACCESS_KEY_ID, SECRET_ACCESS_KEY);
    let official = official::of(&fake.url, ACCESS_KEY_ID, SECRET_ACCESS_KEY);
    let (our_runtime, official_runtime) = (runtime(), runtime());
    let calls = if plan.rounds < 10 { 512 } else { 4096 };
    for at_once in AT_ONCE {
        let (mut this, mut that) = (Vec::new(), Vec::new());
        let take_ours = || {
            let client = ours.clone();
            measure_calls(&our_runtime, at_once, calls, move || {
                let client = client.clone();
                async move { client.describe_connector_profiles(DescribeConnectorProfilesRequest::new()).await.is_ok() }
            })
        };
        let take_official = || {
            let client = official.clone();
            measure_calls(&official_runtime, at_once, calls, move || {
                let client = client.clone();
                async move { client.describe_connector_profiles().send().await.is_ok() }
            })
        };
        // The first round opens the connections and is not counted.
        for round in 0..=plan.rounds.min(15) {
            let (mine, theirs) = if round % 2 == 0 {
                (take_ours(), take_official())
            } else {
                let theirs = take_official();
                (take_ours(), theirs)
            };
            if round > 0 {
                this.push(mine);
                that.push(theirs);
            }
        }
        report(&format!("throughput, {at_once} at once"), "calls/s", [&this, &that], |sample| sample.per_second);
        report(&format!("client CPU of a call, {at_once} at once"), "ns", [&this, &that], |sample| sample.cpu);
    }
}

/// The cost of calls.
struct Sample {
    /// How many of them a second completes.
    per_second: f64,
    /// The nanoseconds of CPU time that the client's thread needs for one.
    cpu: f64,
}

fn report(name: &str, unit: &str, [this, that]: [&[Sample]; 2], value: impl Fn(&Sample) -> f64) {
    let samples = |samples: &[Sample]| samples.iter().map(&value).collect();
    let subjects = [("this project", samples(this)), ("aws-sdk-appflow", samples(that))];
    samples::print(name, unit, subjects.map(|(name, samples)| (name.to_owned(), samples)));
}

/// Makes `calls` calls, `at_once` at a time.
fn measure_calls<F: Future<Output = bool> + Send + 'static>(
    runtime: &Runtime,
    at_once: u32,
    calls: u32,
    call: impl Fn() -> F + Clone + Send + 'static,
) -> Sample {
    let (started, thread) = (Instant::now(), ThreadTime::now());
    let left = Arc::new(AtomicU32::new(calls));
    runtime.block_on(async {
        let workers = (0..at_once).map(|_| {
            let (left, call) = (Arc::clone(&left), call.clone());
            tokio::spawn(async move {
                while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
                    assert!(call().await, "the fake answers every call");
                }
            })
        });
        for worker in workers.collect::<Vec<_>>() {
            worker.await.expect("no call fails");
        }
    });
    let cpu = thread.elapsed().as_nanos() as f64 / f64::from(calls);
    Sample { per_second: f64::from(calls) / started.elapsed().as_secs_f64(), cpu }
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// A fake in a process of its own, which ends with its standard input.
struct Fake {
    process: Child,
    url: String,
}

impl Fake {
    fn start() -> Self {
        let program = std::env::current_exe().expect("the path of this program");
        let mut command = Command::new(program);
        command.arg("fake").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().expect("this program can be started");
        let mut url = String::new();
        let out = process.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut url).expect("the fake prints its URL");
        Self { process, url: url.trim().to_owned() }
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}
