//! `appflow validate`: reports all problems of requests, with their places, before anything is sent.

mod report;

use std::path::{Path, PathBuf};

use appflow_client::dynamic::OPERATIONS;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};

use self::report::Report;
use crate::arguments::{self, FILE, REQUEST, flag, value};
use crate::file;
use crate::operation::{self, Operation};
use crate::outcome::{Failure, Outcome};
use crate::output::Format;

/// The command's name.
pub const NAME: &str = "validate";

/// The operation of the requests by default.
const DEFAULT: &str = "create-connector-profile";

const AFTER_HELP: &str = "\
Nothing is sent, and no value of a document is printed.

With `--output json`, one object is printed:
  version   1; another number means that the other members may have changed
  file      the path as given, or `<stdin>`
  valid     whether there are no problems
  problems  a list of objects with `path` (a JSON pointer), `line` and `column` (from 1), `kind` (a word), `message`,
            and perhaps `suggestion`, the name that was probably meant; the first hundred
  more      the number of further problems
  warnings  a list of objects with `path` and `message`, which AppFlow is likely to refuse; empty if there are problems
  changes   with `--fix`, a list of objects with `path`, `line`, `column`, `kind` and `message`
For several files, the object has `version`, `valid` and `files`, a list of such objects; the object of an unreadable
file has `error`.

Exit codes:
  0  all requests are valid; there may be warnings
  1  a request has problems
  2  a file cannot be read or written, or the command line is invalid
";

struct Options {
    operation: Operation,
    files: Vec<PathBuf>,
    fix: bool,
    target: Option<PathBuf>,
    force: bool,
    format: Format,
}

/// Returns the command.
pub fn command() -> Command {
    let [files, option] = arguments::requests(
        "Requests, in JSON documents: paths, also as `file://PATH`, or `-` for the\nstandard input",
    );
    let operations = PossibleValuesParser::new(OPERATIONS.iter().map(|operation| operation.name()));
    Command::new(NAME)
        .about("Checks requests in JSON documents.")
        .args([files.num_args(1..), option].map(|arg| arg.action(ArgAction::Append)))
        .arg(
            Arg::new("operation")
                .long("operation")
                .value_name("NAME")
                .value_parser(operations)
                .hide_possible_values(true)
                .help("The operation of the requests; create-connector-profile by default"),
        )
        .arg(flag(
            "fix",
            "Correct mistakes with only one reading, such as the case of names, and\nprint each change; the file is unchanged",
        ))
        .arg(
            Arg::new("output")
                .long("output")
                .value_name("FORMAT|FILE")
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath)
                .action(ArgAction::Append)
                .help(
                    "How to print problems: `text`, one line each (the default), or `json`.\nWith `--fix`, \
                     a new file for the corrected document, which only its\nowner can read: it contains the secrets of the \
                     document. `./json` is a file,\n`json` a format",
                ),
        )
        .arg(flag("force", "Replace that file if it exists"))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(value_parser!(Format))
                .hide_possible_values(true)
                .help("As `--output`"),
        )
        .after_help(AFTER_HELP)
}

/// Runs the command.
pub fn run(matches: &ArgMatches) -> Result<Outcome, Failure> {
    let options = options(matches)?;
    let report = |file: &PathBuf| Report::of(options.operation, file, options.fix);
    if let [file] = &*options.files {
        let report = report(file)?;
        if let (Some(target), Some(mended)) = (&options.target, report.mended()) {
            file::write(target, mended.as_bytes(), options.force)?;
        }
        return Ok(report.into_outcome(options.format));
    }
    let reports = options.files.iter().map(report).collect();
    Ok(report::together(reports, &options.files, options.format))
}

fn options(matches: &ArgMatches) -> Result<Options, Failure> {
    let files = [FILE, REQUEST].into_iter().filter_map(|name| matches.get_many::<PathBuf>(name));
    let name = value::<String>(matches, "operation");
    let (mut format, mut target) = (value(matches, "format"), None);
    for output in matches.get_many::<PathBuf>("output").into_iter().flatten() {
        let is_twice = match output.to_str().and_then(Format::parse) {
            Some(named) => format.replace(named).is_some(),
            None => target.replace(output.clone()).is_some(),
        };
        if is_twice {
            return Err(Failure::usage("`--output` is given twice, expected it once"));
        }
    }
    let options = Options {
        operation: operation::find(name.as_deref().unwrap_or(DEFAULT))?,
        files: files.flatten().cloned().collect(),
        fix: matches.get_flag("fix"),
        target,
        force: matches.get_flag("force"),
        format: format.unwrap_or_default(),
    };
    check(&options)?;
    Ok(options)
}

fn check(options: &Options) -> Result<(), Failure> {
    if options.files.is_empty() {
        return Err(Failure::usage("no FILE, expected the path of a JSON document, or `-`"));
    }
    if options.files.iter().filter(|file| *file == Path::new("-")).count() > 1 {
        return Err(Failure::usage("`-` is given twice, expected it once"));
    }
    if options.target.is_some() && !options.fix {
        return Err(Failure::usage("unknown format, expected `text` or `json`, or a file after `--fix`"));
    }
    if options.target.is_some() && options.files.len() > 1 {
        return Err(Failure::usage("several files, expected one whose mended document goes to `--output`"));
    }
    if options.force && options.target.is_none() {
        return Err(Failure::usage("`--force` without a file, expected `--fix --output FILE`"));
    }
    Ok(())
}
