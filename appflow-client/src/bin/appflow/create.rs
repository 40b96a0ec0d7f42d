//! `appflow create-connector-profile`: sends a request from a file.

use std::path::PathBuf;

use appflow_client::{Appflow, Builder, Validation};
use lexopt::{Arg, Parser};
use serde_json::{Value, json};

use crate::completions::Opt;
use crate::document::{self, Source};
use crate::identity::Wanted;
use crate::outcome::{Failure, Outcome, note};
use crate::output::{self, FORMATS, Format, VERSION};
use crate::request::Checked;
use crate::{args, call, dry_run, identity};

/// The command's name.
pub const NAME: &str = "create-connector-profile";

/// The description in a line.
pub const ABOUT: &str = "Create a connector profile from a request in a JSON document";

/// The options of the command.
pub const OPTIONS: &[Opt] = &[
    Opt::file("request"),
    Opt::file("cli-input-json"),
    Opt::text("region"),
    Opt::text("profile"),
    Opt::text("endpoint-url"),
    Opt::flag("allow-plain-http"),
    Opt::words("validation", VALIDATIONS),
    Opt::flag("fix"),
    Opt::flag("dry-run"),
    Opt::words("output", FORMATS),
    Opt::words("format", FORMATS),
    Opt::flag("help"),
];

const VALIDATIONS: &[&str] = &["strict", "warn", "off"];

const HELP: &str = "\
Create a connector profile from a request in a JSON document, and print its ARN.

The request is checked first; one with problems is not sent. The credentials of AWS are read from the environment
(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN), or else from where the command line of AWS finds them: a
profile, SSO, a web identity, a container or an instance. Those of the connector are read from the document. Neither can
be given as arguments, and neither is printed.

Usage: appflow create-connector-profile --request FILE [OPTIONS]

FILE is a path, also as `file://PATH`, or `-` for the standard input. `--request FILE`, `--cli-input-json FILE` and FILE
alone are the same.

Options:
      --request FILE      The document
      --region REGION     The region, in place of AWS_REGION and that of the profile
      --profile NAME      The profile in ~/.aws/config and ~/.aws/credentials, in place of AWS_PROFILE; it goes before
                          the credentials in the environment
      --endpoint-url URL  Another endpoint than AWS's, in place of AWS_ENDPOINT_URL_APPFLOW
      --allow-plain-http  Send to an endpoint with http on another machine, to which all secrets travel in clear
      --validation MODE   What to do where the request violates a constraint that AWS has published: `strict` sends
                          nothing (the default), `warn` sends the request and prints the constraint, `off` sends it
      --fix               Mend in the request what has one reading only, such as the case of names; each change is
                          printed on the standard error, and the file stays as it is
      --dry-run           Send nothing; print what would be sent, with a mark in place of each secret
      --output FORMAT     How to print: `text` (the default), or `json`, one object on the standard output, with
                          `error` if the command fails; `--format` is the same
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
    profile: Option<String>,
    endpoint_url: Option<String>,
    allow_plain_http: bool,
    validation: Option<Validation>,
    fix: bool,
    dry_run: bool,
    format: Option<Format>,
}

/// Runs the command.
pub fn run(parser: Parser) -> Result<Outcome, Failure> {
    let Some(options) = options(parser)? else {
        return Ok(Outcome::success(HELP.to_owned()));
    };
    let Some(path) = &options.request else {
        return Err(Failure::usage("no request, expected `--request` with the path of a JSON document, or `-`"));
    };
    let (source, validation) = (Source::read(path)?, options.validation.unwrap_or_default());
    let checked = Checked::read(&source, options.fix, validation)?;
    let format = options.format.unwrap_or_default();
    if validation != Validation::Off || checked.ignored.is_none() {
        note(&checked.notes(&source));
    }
    let mut notes = checked.document();
    notes["version"] = VERSION.into();
    let builder = builder(&options, validation)?;
    if options.dry_run {
        let draft = call::run(dry_run::draft(builder, checked.request))?;
        return Ok(Outcome::success(draft.print(format, notes)));
    }
    let arn = send(builder, checked)?;
    Ok(Outcome::success(match format {
        Format::Text => arn + "\n",
        Format::Json => created(&arn, notes),
    }))
}

fn created(arn: &str, mut notes: Value) -> String {
    notes["connectorProfileArn"] = json!(arn);
    format!("{notes:#}\n")
}

fn builder(options: &Options, validation: Validation) -> Result<Builder<Appflow>, Failure> {
    let (profile, region) = (options.profile.as_deref(), options.region.as_deref());
    let wanted = Wanted { profile, region, credentials: !options.dry_run };
    let mut builder = call::run(identity::builder(wanted))?.validation(validation);
    if let Some(url) = &options.endpoint_url {
        builder = builder.endpoint_url(url);
    }
    if options.allow_plain_http {
        builder = builder.allow_plain_http();
    }
    Ok(builder)
}

/// Sends a request, and returns the ARN of the profile.
fn send(builder: Builder<Appflow>, checked: Checked) -> Result<String, Failure> {
    let client = builder.build().map_err(identity::setup)?;
    let response = call::run(async {
        client.create_connector_profile(checked.request).await.map_err(|error| Failure::call(&error))
    })?;
    response.connector_profile_arn.ok_or_else(|| {
        Failure::answer("the answer has no ARN, expected that of the profile; the profile may have been created")
    })
}

/// Returns `None` for `--help`.
fn options(mut parser: Parser) -> Result<Option<Options>, Failure> {
    let mut options = Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("request") => args::request(&mut parser, &mut options.request, "--request")?,
            Arg::Long("cli-input-json") => args::request(&mut parser, &mut options.request, "--cli-input-json")?,
            Arg::Long("region") => args::text(&mut parser, &mut options.region, "--region")?,
            Arg::Long("profile") => args::text(&mut parser, &mut options.profile, "--profile")?,
            Arg::Long("endpoint-url") => args::text(&mut parser, &mut options.endpoint_url, "--endpoint-url")?,
            Arg::Long("allow-plain-http") => args::flag(&mut options.allow_plain_http, "--allow-plain-http")?,
            Arg::Long("validation") => validation(&mut parser, &mut options.validation)?,
            Arg::Long("fix") => args::flag(&mut options.fix, "--fix")?,
            Arg::Long("dry-run") => args::flag(&mut options.dry_run, "--dry-run")?,
            Arg::Long("output") => output::format(&mut parser, &mut options.format, "--output")?,
            Arg::Long("format") => output::format(&mut parser, &mut options.format, "--format")?,
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Value(argument) if !argument.is_empty() => {
                args::once(&mut options.request, operand(document::path(argument)?)?, "--request")?;
            }
            unexpected => return Err(unexpected.unexpected().into()),
        }
    }
    if options.fix && options.validation.is_some_and(|validation| validation != Validation::Strict) {
        return Err(Failure::usage("`--fix` and `--validation` do not go together, expected one of them"));
    }
    Ok(Some(options))
}

/// Accepts an argument that names a file. Any other may be a secret, and is not printed.
fn operand(path: PathBuf) -> Result<PathBuf, Failure> {
    if path.as_os_str() == "-" || path.exists() {
        return Ok(path);
    }
    Err(Failure::usage("unexpected argument, expected options, or the path of a JSON document"))
}

fn validation(parser: &mut Parser, slot: &mut Option<Validation>) -> Result<(), Failure> {
    let mut mode = None;
    args::text(parser, &mut mode, "--validation")?;
    let mode = match mode.as_deref() {
        Some("strict") => Validation::Strict,
        Some("warn") => Validation::Warn,
        Some("off") => Validation::Off,
        _ => return Err(Failure::usage("unknown validation, expected `strict`, `warn` or `off`")),
    };
    args::once(slot, mode, "--validation")
}
