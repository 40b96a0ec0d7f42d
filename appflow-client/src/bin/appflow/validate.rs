//! `appflow validate`: everything that is wrong with a request, with its place, before anything is sent.

use std::path::PathBuf;

use appflow_client::types::{CreateConnectorProfileRequest, DocumentError, Structure as _, Violation};
use lexopt::{Arg, Parser};
use serde_json::{Value, json};

use crate::args;
use crate::document::{Source, message};
use crate::outcome::{Failure, Outcome, PROBLEMS};

/// The command's name.
pub const NAME: &str = "validate";

/// What the command does, in a line.
pub const ABOUT: &str = "Check a request in a JSON document";

const HELP: &str = "\
Check a CreateConnectorProfile request in a JSON document. Nothing is sent, and no value of the document is printed.

Usage: appflow validate FILE [--format text|json]

FILE is the path of the document, or `-` for the standard input.

Options:
      --format FORMAT  How to print what is wrong: `text`, a line for each problem (the default), or `json`
  -h, --help           Print this

With `--format json`, one object is printed:
  version   1; another number means that the other members may have changed
  file      the path that was given, or `<stdin>`
  valid     whether there are no problems
  problems  a list of objects with `path` (a JSON pointer), `line` and `column` (from 1), `kind` (a word), `message`,
            and `suggestion` where something else was probably meant; the first hundred
  more      how many problems there are beyond those
  warnings  a list of objects with `path` and `message`: what AppFlow is likely to refuse; empty if there are problems

Exit codes:
  0  the request is valid; there may be warnings
  1  the request has problems
  2  the file cannot be read, or the command line is wrong
";

/// The version of the form in JSON.
const VERSION: u32 = 1;

/// How to print.
#[derive(Clone, Copy)]
enum Format {
    Text,
    Json,
}

/// Runs the command.
pub fn run(mut parser: Parser) -> Result<Outcome, Failure> {
    let (mut file, mut format) = (None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(path) if !path.is_empty() => args::once(&mut file, PathBuf::from(path), "FILE")?,
            Arg::Long("format") => args::text(&mut parser, &mut format, "--format")?,
            Arg::Short('h') | Arg::Long("help") => return Ok(Outcome::success(HELP.to_owned())),
            unexpected => return Err(unexpected.unexpected().into()),
        }
    }
    let format = match format.as_deref() {
        None | Some("text") => Format::Text,
        Some("json") => Format::Json,
        Some(_) => return Err(Failure::usage("unknown format, expected `text` or `json`")),
    };
    let file = file.ok_or_else(|| Failure::usage("no FILE, expected the path of a JSON document, or `-`"))?;
    let source = Source::read(&file)?;
    let result = CreateConnectorProfileRequest::from_json(&source.text).map(|request| request.warnings());
    let status = if result.is_ok() { 0 } else { PROBLEMS };
    let out = match format {
        Format::Text => text(&source, &result),
        Format::Json => format!("{:#}\n", document(&source, &result)),
    };
    Ok(Outcome { out, err: String::new(), status })
}

fn text(source: &Source, result: &Result<Vec<Violation>, DocumentError>) -> String {
    match result {
        Ok(warnings) => {
            format!("{}{}: valid{}\n", source.warnings(warnings), source.name(), count(warnings.len(), "warning"))
        }
        Err(error) => {
            let problems = error.problems().len() + error.more();
            let more = if error.more() == 0 {
                String::new()
            } else {
                format!("{}: and {} more\n", source.name(), error.more())
            };
            let lines = source.lines(error.problems());
            format!("{lines}{more}{}: not valid{}\n", source.name(), count(problems, "problem"))
        }
    }
}

fn count(number: usize, what: &str) -> String {
    match number {
        0 => String::new(),
        1 => format!(", 1 {what}"),
        _ => format!(", {number} {what}s"),
    }
}

fn document(source: &Source, result: &Result<Vec<Violation>, DocumentError>) -> Value {
    let none: &[Violation] = &[];
    let (warnings, problems, more) = match result {
        Ok(warnings) => (warnings.as_slice(), json!([]), 0),
        Err(error) => (none, json!(error.problems()), error.more()),
    };
    let warnings: Vec<Value> = warnings
        .iter()
        .map(|warning| json!({ "path": warning.path.to_string(), "message": message(warning) }))
        .collect();
    json!({
        "version": VERSION,
        "file": source.name(),
        "valid": result.is_ok(),
        "problems": problems,
        "more": more,
        "warnings": warnings,
    })
}
