//! `appflow fake`: serves a fake AppFlow until it receives a signal.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use appflow_client::fake::{ACCESS_KEY_ID, FakeAppFlow, SECRET_ACCESS_KEY};
use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use serde_json::{Value, json};

use crate::arguments::{self, text, value};
use crate::outcome::{Failure, Outcome, note, say};
use crate::output::{Format, VERSION};

/// The command's name.
pub const NAME: &str = "fake";

const AFTER_HELP: &str = "\
It serves tests in any language until SIGTERM or SIGINT. Like AppFlow, it checks signatures and constraints, unique
names and a quota, and remembers client tokens for 8 hours. It calls no connector and needs no account. Once it
listens, it prints how to configure an SDK.

Over HTTP, from this machine:
  GET    /_fake/profiles              The connector profiles
  GET    /_fake/requests              The latest requests, and the numbers of requests and connections
  POST   /_fake/faults                Add faults: {\"faults\": [{\"fault\": \"delay\", \"milliseconds\": 50}]}, or a
                                      share of all requests: {\"random\": {\"seed\": 1, \"share\": 0.2}}
  DELETE /_fake/faults                Remove all faults
  POST   /_fake/rejected-credentials  Reject these connector credentials: {\"values\": [\"expired-token\"]}
  POST   /_fake/clock                 Advance the clock of the flows: {\"advanceSeconds\": 3600}

The faults are delay, delayAnswer and slowDrip (with milliseconds), resetBefore, resetAfter, halfBody, internalError,
internalErrorAfter, unavailable, throttling (with retryAfterSeconds or without), error (with the code of an error of
AppFlow's model), notJson and notHttp. Posted documents need the content type application/json.

Exit codes:
  0  it received a signal, and has answered the requests in progress
  2  the port or the state file cannot be used, or the command line is invalid
";

/// The time limit for requests in progress after a signal.
const PATIENCE: Duration = Duration::from_secs(10);

struct Options {
    host: Option<IpAddr>,
    port: Option<u16>,
    state: Option<PathBuf>,
    quota: Option<u32>,
    region: Option<String>,
    format: Format,
}

/// Returns the command.
pub fn command() -> Command {
    Command::new(NAME)
        .about("Serves a fake AppFlow on this machine, for tests.")
        .args([
            Arg::new("host").long("host").value_name("HOST").value_parser(host).help(
                "The address to listen on, such as 0.0.0.0 in a container, or `localhost`; 127.0.0.1 by\ndefault. \
                 The paths below /_fake/ always accept only connections from this machine",
            ),
            Arg::new("port")
                .long("port")
                .value_name("N")
                .value_parser(arguments::number(0..=u16::MAX))
                .help("The port; a free one by default"),
            Arg::new("state")
                .long("state")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath)
                .help(
                    "Keep the state in this file, and continue from its content; in memory by default.\nNo \
                     acknowledged change is lost, even if the process is killed. No credentials are kept",
                ),
            Arg::new("quota")
                .long("quota")
                .value_name("N")
                .value_parser(arguments::number(0..=u32::MAX))
                .help("The maximum number of profiles; 100 by default"),
            text("region", "REGION", "The region for which requests must be signed; us-east-1 by default"),
            arguments::format().help(
                "How to print: `text` (the default), or `json`, an object on a line when it listens, with\n`url`, `region`, \
                 `accessKeyId` and `secretAccessKey`, and one when it stops",
            ),
        ])
        .after_help(AFTER_HELP)
}

/// Runs the command.
pub fn run(matches: &ArgMatches) -> Result<Outcome, Failure> {
    let options = Options {
        host: value(matches, "host"),
        port: value(matches, "port"),
        state: value(matches, "state"),
        quota: value(matches, "quota"),
        region: value(matches, "region"),
        format: value(matches, "output").unwrap_or_default(),
    };
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::setup(format!("no runtime: {error}")))?;
    let format = options.format;
    runtime.block_on(serve(options))?;
    Ok(Outcome::success(match format {
        Format::Text => "stopped\n".to_owned(),
        Format::Json => format!("{}\n", json!({ "version": VERSION, "event": "stopped" })),
    }))
}

/// Parses the address to listen on.
fn host(name: &str) -> Result<IpAddr, &'static str> {
    if name == "localhost" {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    let address = name.trim_start_matches('[').trim_end_matches(']').parse();
    address.map_err(|_| "is not an address, expected one such as 127.0.0.1, 0.0.0.0 or ::1, or localhost")
}

async fn serve(options: Options) -> Result<(), Failure> {
    // Installed before anything is printed, so that a reader of the output can send a signal.
    let mut signals = Signals::new().map_err(|error| Failure::setup(format!("no signals: {error}")))?;
    let mut builder = FakeAppFlow::builder();
    builder =
        builder.address(SocketAddr::new(options.host.unwrap_or(Ipv4Addr::LOCALHOST.into()), options.port.unwrap_or(0)));
    if let Some(path) = &options.state {
        let name = path.display().to_string();
        builder = builder.state_file(path).on_notice(move |text| note(&format!("{name}: {text}\n")));
    }
    if let Some(quota) = options.quota {
        builder = builder.quota(usize::try_from(quota).unwrap_or(usize::MAX));
    }
    if let Some(region) = options.region {
        builder = builder.region(region);
    }
    let fake = builder.start().await.map_err(Failure::setup)?;
    say(&match options.format {
        Format::Text => instructions(&fake),
        Format::Json => format!("{}\n", listening(&fake)),
    });
    signals.received().await;
    fake.shutdown(PATIENCE).await;
    Ok(())
}

/// Returns the URL by which clients on this machine reach the fake.
fn url(fake: &FakeAppFlow) -> String {
    let address = fake.address();
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}

fn listening(fake: &FakeAppFlow) -> Value {
    json!({
        "version": VERSION,
        "event": "listening",
        "url": url(fake),
        "region": fake.region(),
        "accessKeyId": ACCESS_KEY_ID,
        "secretAccessKey": SECRET_ACCESS_KEY,
    })
}

fn instructions(fake: &FakeAppFlow) -> String {
    let (url, region) = (url(fake), fake.region());
    format!(
        "\
The fake AppFlow listens on {url}

Point the SDKs of AWS at it by the environment:

  export AWS_ENDPOINT_URL_APPFLOW={url}
  export AWS_REGION={region} AWS_DEFAULT_REGION={region}
  export AWS_ACCESS_KEY_ID={ACCESS_KEY_ID}
  export AWS_SECRET_ACCESS_KEY={SECRET_ACCESS_KEY}
  unset AWS_SESSION_TOKEN AWS_PROFILE

Then, in Python:  boto3.client(\"appflow\").create_connector_profile(…)
and in Rust:      appflow_client::Client::from_env()?.create_connector_profile(…).await

Or, without the environment, in Python:

  boto3.client(\"appflow\", endpoint_url=\"{url}\", region_name=\"{region}\",
               aws_access_key_id=\"{ACCESS_KEY_ID}\", aws_secret_access_key=\"{SECRET_ACCESS_KEY}\")

What has been created:  curl {url}/_fake/profiles
What can go wrong:      appflow fake --help

"
    )
}

/// The signals that stop a process.
struct Signals {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn received(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self {})
    }

    async fn received(&mut self) {
        // If signals can't be awaited, the process is ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}
