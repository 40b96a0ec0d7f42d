//! `appflow create-connector-profile`: sends a request from a file.

use std::path::PathBuf;

use appflow_client::types::{CreateConnectorProfileRequest, Structure as _};
use appflow_client::{Appflow, Builder as ClientBuilder, ConfigError};
use lexopt::{Arg, Parser};
use tokio::runtime::{Builder, Runtime};

use crate::args;
use crate::document::Source;
use crate::dry_run;
use crate::outcome::{Failure, Outcome, note};

/// The command's name.
pub const NAME: &str = "create-connector-profile";

/// What the command does, in a line.
pub const ABOUT: &str = "Create a connector profile from a request in a JSON document";

const HELP: &str = "\
Create a connector profile from a request in a JSON document, and print its ARN.

The request is checked first; one with problems is not sent. The credentials of AWS are read from the environment
(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN), those of the connector from the document. Neither can be
given as arguments, and neither is printed.

Usage: appflow create-connector-profile --request FILE [OPTIONS]

Options:
      --request FILE      The path of the document, or `-` for the standard input
      --region REGION     The region, in place of AWS_REGION
      --endpoint-url URL  Another endpoint than AWS's, in place of AWS_ENDPOINT_URL_APPFLOW
      --fix               Mend in the request what leaves no doubt, such as the case of names; each change is printed on
                          the standard error, and the file stays as it is
      --dry-run           Send nothing; print what would be sent, with a mark in place of each secret
  -h, --help              Print this

Exit codes:
  0  the profile is created; its ARN is printed
  1  the request has problems, and nothing was sent
  2  the file cannot be read, region or credentials are missing, or the command line is wrong
  3  the call has failed
";

#[derive(Default)]
struct Options {
    request: Option<PathBuf>,
    region: Option<String>,
    endpoint_url: Option<String>,
    fix: bool,
    dry_run: bool,
}

/// Runs the command.
pub fn run(parser: Parser) -> Result<Outcome, Failure> {
    let Some(options) = options(parser)? else {
        return Ok(Outcome::success(HELP.to_owned()));
    };
    let Some(path) = &options.request else {
        return Err(Failure::usage("no request, expected `--request` with the path of a JSON document, or `-`"));
    };
    let request = read(&Source::read(path)?, options.fix)?;
    let builder = builder(&options)?;
    let runtime = runtime()?;
    if options.dry_run {
        return runtime.block_on(dry_run::show(builder, request)).map(Outcome::success);
    }
    let client = builder.build().map_err(setup)?;
    let response =
        runtime.block_on(client.create_connector_profile(request)).map_err(|error| Failure::call(error.report()))?;
    let arn = response.connector_profile_arn.unwrap_or_else(|| "created; the service gave no ARN".to_owned());
    Ok(Outcome::success(arn + "\n"))
}

/// None where help is asked for.
fn options(mut parser: Parser) -> Result<Option<Options>, Failure> {
    let mut options = Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("request") => args::path(&mut parser, &mut options.request, "--request")?,
            Arg::Long("region") => args::text(&mut parser, &mut options.region, "--region")?,
            Arg::Long("endpoint-url") => args::text(&mut parser, &mut options.endpoint_url, "--endpoint-url")?,
            Arg::Long("fix") => args::flag(&mut options.fix, "--fix")?,
            Arg::Long("dry-run") => args::flag(&mut options.dry_run, "--dry-run")?,
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            unexpected => return Err(unexpected.unexpected().into()),
        }
    }
    Ok(Some(options))
}

/// Reads a request, and says what was mended and what is likely to be refused.
fn read(source: &Source, fix: bool) -> Result<CreateConnectorProfileRequest, Failure> {
    let request = if fix {
        CreateConnectorProfileRequest::fix_json(&source.text).map(|fixed| {
            note(&source.lines(&fixed.changes));
            fixed.value
        })
    } else {
        CreateConnectorProfileRequest::from_json(&source.text)
    };
    let request = request.map_err(|error| {
        let more = if error.more() == 0 { String::new() } else { format!("and {} more\n", error.more()) };
        let name = source.name();
        Failure::problems(format!("{name} is not valid, so nothing was sent\n{}{more}", source.lines(error.problems())))
    })?;
    note(&source.warnings(&request.warnings()));
    Ok(request)
}

fn builder(options: &Options) -> Result<ClientBuilder<Appflow>, Failure> {
    let mut builder = ClientBuilder::<Appflow>::from_env().map_err(setup)?;
    if let Some(region) = &options.region {
        builder = builder.region(region);
    }
    if let Some(url) = &options.endpoint_url {
        builder = builder.endpoint_url(url);
    }
    Ok(builder)
}

/// What is wrong with the client's settings, in the words of this command.
pub fn setup(error: ConfigError) -> Failure {
    match error {
        ConfigError::MissingRegion => {
            Failure::setup("no region, expected `--region`, or AWS_REGION in the environment")
        }
        ConfigError::MissingCredentials => {
            Failure::setup("no credentials, expected AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment")
        }
        error => Failure::setup(error),
    }
}

/// A runtime for a single call.
fn runtime() -> Result<Runtime, Failure> {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| Failure::setup(format!("no runtime: {error}")))
}
