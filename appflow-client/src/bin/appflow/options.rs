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
    /// The profile in the files of AWS.
    pub profile: Option<String>,
    /// The endpoint in place of AWS's.
    pub endpoint_url: Option<String>,
    /// Whether the endpoint may have plain http.
    pub allow_plain_http: bool,
    /// How strictly the request is checked.
    pub validation: Validation,
    /// Whether the request is mended.
    pub fix: bool,
    /// Whether the request is shown instead of sent.
    pub dry_run: bool,
    /// The request to print and fill in, instead of a call.
    pub skeleton: Option<Extent>,
    /// Whether all pages are fetched.
    pub paginate: bool,
    /// The bound on the number of items on all pages.
    pub max_items: Option<usize>,
    /// How the answer is printed.
    pub format: Format,
}

/// The arguments of an operation.
pub fn arguments(has_pages: bool) -> Vec<Arg> {
    let [file, option] = arguments::requests(
        "The request, in a JSON document: a path, also as `file://PATH`, or `-` for\nthe standard input",
    );
    let file = file.value_parser(OsStringValueParser::new().try_map(|argument| {
        // An argument that names no file may be a secret.
        let path = arguments::request(argument)?;
        let is_there = path.as_os_str() == "-" || path.exists();
        if is_there { Ok(path) } else { Err("is no file, expected options, or the path of a JSON document") }
    }));
    let mut arguments = vec![
        file,
        option,
        skeleton(),
        text("region", "REGION", "The region, in place of AWS_REGION and that of the profile"),
        text(
            "profile",
            "NAME",
            "The profile in ~/.aws/config and ~/.aws/credentials, in place of\nAWS_PROFILE; it goes before the credentials \
             in the environment",
        ),
        text("endpoint-url", "URL", "Another endpoint than AWS's, in place of AWS_ENDPOINT_URL_APPFLOW"),
        flag(
            "allow-plain-http",
            "Send to an endpoint with http on another machine, to which all secrets\ntravel in clear",
        ),
        validation(),
        flag(
            "fix",
            "Mend in the request what has one reading only, such as the case of names;\neach change is printed on the \
             standard error, and the file stays as it is",
        ),
        flag("dry-run", "Send nothing; print what would be sent, with a mark in place of each secret"),
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
        "What to do where the request violates a constraint that AWS has\npublished: `strict` sends nothing (the default), \
         `warn` sends the request\nand prints the constraint, `off` sends it",
    )
}

fn pages() -> [Arg; 2] {
    [
        flag("paginate", "Fetch all pages, and print their items as one answer, each page when it comes"),
        Arg::new("max-items")
            .long("max-items")
            .value_name("N")
            .value_parser(arguments::number(1..=usize::MAX))
            .requires("paginate")
            .help("With `--paginate`, the most items to print; no further page is fetched"),
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
