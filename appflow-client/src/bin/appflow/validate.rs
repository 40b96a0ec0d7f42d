//! `appflow validate`: everything that is wrong with requests, with its place, before anything is sent.

mod report;

use std::path::{Path, PathBuf};

use lexopt::{Arg, Parser};

use self::report::Report;
use crate::completions::Opt;
use crate::outcome::{Failure, Outcome};
use crate::output::{self, FORMATS, Format};
use crate::{args, document, file};

/// The command's name.
pub const NAME: &str = "validate";

/// The description in a line.
pub const ABOUT: &str = "Check requests in JSON documents";

/// The options of the command.
pub const OPTIONS: &[Opt] = &[
    Opt::file("request"),
    Opt::file("cli-input-json"),
    Opt::flag("fix"),
    Opt::file("output"),
    Opt::flag("force"),
    Opt::words("format", FORMATS),
    Opt::flag("help"),
];

const HELP: &str = "\
Check CreateConnectorProfile requests in JSON documents. Nothing is sent, and no value of a document is printed.

Usage: appflow validate FILE… [OPTIONS]

FILE is a path, also as `file://PATH`, or `-` for the standard input. FILE alone, `--request FILE` and
`--cli-input-json FILE` are the same.

Options:
      --fix            Mend what has one reading only, such as the case of names, and print each change; the file
                       stays as it is
      --output FILE    With `--fix`, write the mended document to this new file, which only its owner can read: it
                       contains the secrets of the document. `./json` is a file, `json` a format
      --force          Replace that file if it exists
      --output FORMAT  How to print what is wrong: `text`, a line for each problem (the default), or `json`; `--format`
                       is the same
  -h, --help           Print this

With `--output json`, one object is printed:
  version   1; another number means that the other members may have changed
  file      the path that was given, or `<stdin>`
  valid     whether there are no problems
  problems  a list of objects with `path` (a JSON pointer), `line` and `column` (from 1), `kind` (a word), `message`,
            and `suggestion` where something else was probably meant; the first hundred
  more      how many problems there are beyond those
  warnings  a list of objects with `path` and `message`: what AppFlow is likely to refuse; empty if there are problems
  changes   with `--fix`, a list of objects with `path`, `line`, `column`, `kind` and `message`
Of several files, the object has `version`, `valid` and `files`, a list of such objects; that of a file that cannot be
read has `error`.

Exit codes:
  0  all requests are valid; there may be warnings
  1  a request has problems
  2  a file cannot be read or written, or the command line is wrong
";

#[derive(Default)]
struct Options {
    files: Vec<PathBuf>,
    fix: bool,
    target: Option<PathBuf>,
    force: bool,
    format: Option<Format>,
}

/// Runs the command.
pub fn run(parser: Parser) -> Result<Outcome, Failure> {
    let Some(options) = options(parser)? else {
        return Ok(Outcome::success(HELP.to_owned()));
    };
    if let [file] = &*options.files {
        let report = Report::of(file, options.fix)?;
        if let (Some(target), Some(mended)) = (&options.target, report.mended()) {
            file::write(target, mended?.as_bytes(), options.force)?;
        }
        return Ok(report.into_outcome(options.format.unwrap_or_default()));
    }
    let reports = options.files.iter().map(|file| Report::of(file, options.fix)).collect();
    Ok(report::together(reports, &options.files, options.format.unwrap_or_default()))
}

/// Returns `None` for `--help`.
fn options(mut parser: Parser) -> Result<Option<Options>, Failure> {
    let mut options = Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(path) if !path.is_empty() => options.files.push(document::path(path)?),
            Arg::Long("request") => named(&mut parser, &mut options.files, "--request")?,
            Arg::Long("cli-input-json") => named(&mut parser, &mut options.files, "--cli-input-json")?,
            Arg::Long("fix") => args::flag(&mut options.fix, "--fix")?,
            Arg::Long("force") => args::flag(&mut options.force, "--force")?,
            Arg::Long("output") => output(&mut parser, &mut options)?,
            Arg::Long("format") => output::format(&mut parser, &mut options.format, "--format")?,
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            unexpected => return Err(unexpected.unexpected().into()),
        }
    }
    check(&options)?;
    Ok(Some(options))
}

fn named(parser: &mut Parser, files: &mut Vec<PathBuf>, option: &str) -> Result<(), Failure> {
    let mut file = None;
    args::request(parser, &mut file, option)?;
    files.extend(file);
    Ok(())
}

/// Reads the option that is a format or a file.
fn output(parser: &mut Parser, options: &mut Options) -> Result<(), Failure> {
    let mut path = None;
    args::path(parser, &mut path, "--output")?;
    let path = path.unwrap_or_default();
    match path.to_str().and_then(Format::parse) {
        Some(format) => args::once(&mut options.format, format, "--output"),
        None => args::once(&mut options.target, path, "--output"),
    }
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
