//! Arguments shared by several commands, and errors in arguments.
//!
//! No value of an argument is printed, because it may be a secret that was passed by mistake.

use std::error::Error as _;
use std::ffi::OsString;
use std::fmt;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, ValueHint, value_parser};

use crate::outcome::{Failure, Outcome, USAGE};
use crate::output::Format;

/// The option that names the file of a request.
pub const REQUEST: &str = "request";
/// The argument that names the file of a request, without an option.
pub const FILE: &str = "FILE";

/// Returns the arguments that name a request.
pub fn requests(help: &'static str) -> [Arg; 2] {
    let option = Arg::new(REQUEST).long(REQUEST).visible_alias("cli-input-json").value_name(FILE).help("The same");
    [Arg::new(FILE).help(help), option]
        .map(|arg| arg.value_parser(OsStringValueParser::new().try_map(request)).value_hint(ValueHint::FilePath))
}

/// Parses the path of a request, also after `file://` as in AWS's command line.
///
/// A document itself is refused: it contains secrets, and every process of the machine can read arguments.
pub fn request(argument: OsString) -> Result<PathBuf, &'static str> {
    if argument.is_empty() {
        return Err("is empty, expected a path, or `-` for the standard input");
    }
    let Some(text) = argument.to_str() else { return Ok(argument.into()) };
    if text.trim_start().starts_with(['{', '[']) {
        return Err("is a document, expected a path, or `-` for the standard input: others could read its secrets");
    }
    Ok(text.strip_prefix("file://").unwrap_or(text).into())
}

/// Returns the option for the output format.
pub fn format() -> Arg {
    let arg = Arg::new("output").long("output").visible_alias("format").value_name("FORMAT");
    arg.value_parser(value_parser!(Format)).hide_possible_values(true).help(
        "How to print: `text` (the default), or `json`, objects on the standard\noutput, with `error` if the command fails",
    )
}

/// Returns an option with a text.
pub fn text(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    let parser = clap::builder::NonEmptyStringValueParser::new();
    Arg::new(name).long(name).value_name(value).value_parser(parser).help(help)
}

/// Returns an option without a value.
pub fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

/// Returns a parser of a number in a range.
pub fn number<T>(range: RangeInclusive<T>) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static
where
    T: FromStr + PartialOrd + fmt::Display + Clone + Send + Sync + 'static,
{
    move |text| {
        let expected = || format!("is not a number, expected one from {} to {}", range.start(), range.end());
        text.parse().ok().filter(|number| range.contains(number)).ok_or_else(expected)
    }
}

/// Returns the value of an option, if it was given.
pub fn value<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Option<T> {
    matches.get_one(name).cloned()
}

/// Returns the outcome of a command line without a command to run: help, the version, or an error.
pub fn outcome(error: &clap::Error, hint: &str, format: Format) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Outcome::success(error.render().to_string()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Outcome { out: String::new(), err: error.render().to_string(), status: USAGE }
        }
        _ => failure(error).into_outcome(hint, format),
    }
}

fn failure(error: &clap::Error) -> Failure {
    let name = context(error, ContextKind::InvalidArg).unwrap_or_default();
    // The argument is `--format <FORMAT>`, `[FILE]...` or, for an unknown option, perhaps `--name=value`.
    let name = name.split([' ', '=']).next().unwrap_or_default().trim_matches(['[', ']', '<', '>', '.']);
    let mut text = match error.kind() {
        ErrorKind::UnknownArgument if name.starts_with('-') => {
            format!("invalid option '{name}'{}", suggestion(error, ContextKind::SuggestedArg))
        }
        ErrorKind::UnknownArgument => "unexpected argument, expected options".to_owned(),
        ErrorKind::InvalidSubcommand => {
            let suggestion = suggestion(error, ContextKind::SuggestedSubcommand);
            format!("unknown command, expected one that `appflow --help` lists{suggestion}")
        }
        ErrorKind::ArgumentConflict => format!("`{name}` is given twice, expected it once"),
        ErrorKind::TooManyValues => format!("unexpected value for option '{name}'"),
        ErrorKind::InvalidUtf8 => "an argument is not UTF-8, expected text".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("no {name}, expected it"),
        ErrorKind::InvalidValue => invalid_value(error, name),
        ErrorKind::ValueValidation => {
            let reason = error.source().map(ToString::to_string).unwrap_or_default();
            format!("the value of `{name}` {reason}")
        }
        kind => kind.to_string(),
    };
    if ["secret", "key", "token", "password", "credential"].iter().any(|word| name.contains(word)) {
        text.push_str("; secrets are read from files and the environment, never from arguments");
    }
    Failure::usage(text)
}

fn invalid_value(error: &clap::Error, name: &str) -> String {
    let expected = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(words)) if !words.is_empty() => {
            words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or ")
        }
        _ => "at least one character".to_owned(),
    };
    match context(error, ContextKind::InvalidValue) {
        None | Some("") => format!("`{name}` has no value, expected {expected}"),
        Some(_) => format!("the value of `{name}` is unknown, expected {expected}"),
    }
}

fn suggestion(error: &clap::Error, kind: ContextKind) -> String {
    context(error, kind).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

/// Returns a part of an error. Of several suggestions, the last is the most similar.
fn context(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text),
        ContextValue::Strings(texts) => texts.last().map(String::as_str),
        _ => None,
    }
}
