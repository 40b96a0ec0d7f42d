//! The options of a command that calls an operation.

use std::path::PathBuf;

use appflow_client::Validation;
use clap::builder::{OsStringValueParser, PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgMatches};

use crate::arguments::{self, FILE, REQUEST, flag, text, value};
use crate::outcome::Failure;
use crate::output::Format;
use crate::skeleton::Extent;

/// The options of a call.
pub struct Options {
    /// The document of the request; `None` if none is needed.
    pub request: Option<PathBuf>,
    /// The region.
    pub region: Option<String>,
    /// The profile in AWS's configuration files.
    pub profile: Option<String>,
    /// A custom endpoint.
    pub endpoint_url: Option<String>,
    /// Whether plain http is allowed for the endpoint.
    pub allow_plain_http: bool,
    /// The strictness of validation.
    pub validation: Validation,
    /// Whether to correct the request.
    pub fix: bool,
    /// Whether to print the request instead of sending it.
    pub dry_run: bool,
    /// The members of a request to print and fill in, instead of a call.
    pub skeleton: Option<Extent>,
    /// Whether to fetch all pages.
    pub paginate: bool,
    /// The maximum number of items on all pages.
    pub max_items: Option<usize>,
    /// The output format.
    pub format: Format,
}

/// Returns the arguments of an operation.
pub fn arguments(has_pages: bool) -> Vec<Arg> {
    let [file, option] = arguments::requests(
        "The request, in a JSON document: a path, also as `file://PATH`, or `-` for\nthe standard input",
    );
    let file = file.value_parser(OsStringValueParser::new().try_map(|argument| {
        // An argument that is not the name of a file may be a secret.
        let path = arguments::request(argument)?;
        let is_there = path.as_os_str() == "-" || path.exists();
        if is_there { Ok(path) } else { Err("is not a file, expected options, or the path of a JSON document") }
    }));
    let mut arguments = vec![
        file,
        option,
        skeleton(),
        text("region", "REGION", "The region; overrides AWS_REGION and the profile's"),
        text(
            "profile",
            "NAME",
            "The profile in ~/.aws/config and ~/.aws/credentials, instead of\nAWS_PROFILE; overrides the credentials in \
             the environment",
        ),
        text("endpoint-url", "URL", "A custom endpoint; overrides AWS_ENDPOINT_URL_APPFLOW"),
        flag(
            "allow-plain-http",
            "Allow an http endpoint on another machine, to which all secrets are\nsent unencrypted",
        ),
        validation(),
        flag(
            "fix",
            "Correct mistakes with only one reading, such as the case of names; each\nchange is printed on the \
             standard error, and the file is unchanged",
        ),
        flag("dry-run", "Send nothing; print the request with each secret redacted"),
    ];
    if has_pages {
        arguments.extend(pages());
    }
    arguments.push(arguments::format());
    arguments
}

fn skeleton() -> Arg {
    let extents = PossibleValuesParser::new(["all", "required"]).map(|name| match name.as_str() {
        "required" => Extent::Required,
        _ => Extent::All,
    });
    let arg = Arg::new("skeleton").long("skeleton").value_name("EXTENT").value_parser(extents).num_args(0..=1);
    arg.require_equals(true).default_missing_value("all").hide_possible_values(true).help(
        "Send nothing; print a request to fill in, with `all` members (the default)\nor the `required` ones, and describe \
         each member on the standard error",
    )
}

fn validation() -> Arg {
    let modes = PossibleValuesParser::new(["strict", "warn", "off"]).map(|name| match name.as_str() {
        "warn" => Validation::Warn,
        "off" => Validation::Off,
        _ => Validation::Strict,
    });
    let arg = Arg::new("validation").long("validation").value_name("MODE").value_parser(modes);
    arg.hide_possible_values(true).help(
        "How to handle a violation of a constraint that AWS has published:\n`strict` sends nothing (the default), \
         `warn` sends the request and prints\nthe constraint, `off` sends it",
    )
}

fn pages() -> [Arg; 2] {
    [
        flag("paginate", "Fetch all pages, and print their items as one response, page by page"),
        Arg::new("max-items")
            .long("max-items")
            .value_name("N")
            .value_parser(arguments::number(1..=usize::MAX))
            .requires("paginate")
            .help("With `--paginate`, the maximum number of items; no further page is fetched"),
    ]
}

impl Options {
    /// Reads the options of an operation.
    pub fn new(matches: &ArgMatches, has_pages: bool) -> Result<Self, Failure> {
        let options = Self {
            request: request(matches)?,
            region: value(matches, "region"),
            profile: value(matches, "profile"),
            endpoint_url: value(matches, "endpoint-url"),
            allow_plain_http: matches.get_flag("allow-plain-http"),
            validation: value(matches, "validation").unwrap_or_default(),
            fix: matches.get_flag("fix"),
            dry_run: matches.get_flag("dry-run"),
            skeleton: value(matches, "skeleton"),
            paginate: has_pages && matches.get_flag("paginate"),
            max_items: if has_pages { value(matches, "max-items") } else { None },
            format: value(matches, "output").unwrap_or_default(),
        };
        if options.fix && options.validation != Validation::Strict {
            return Err(Failure::usage("`--fix` and `--validation` do not go together, expected one of them"));
        }
        if options.dry_run && options.paginate {
            return Err(Failure::usage("`--dry-run` and `--paginate` do not go together, expected one of them"));
        }
        Ok(options)
    }
}

fn request(matches: &ArgMatches) -> Result<Option<PathBuf>, Failure> {
    match (value(matches, REQUEST), value(matches, FILE)) {
        (Some(_), Some::<PathBuf>(_)) => Err(Failure::usage("`--request` is given twice, expected it once")),
        (option, file) => Ok(option.or(file)),
    }
}
