//! The options of `diff`.

use std::path::PathBuf;

use lexopt::{Arg, Parser};

use crate::args;
use crate::date;
use crate::findings::{Given, Shown};

/// The models to compare, and the form of the report.
#[derive(Debug)]
pub struct Options {
    /// The old and the new model; `None` for those of the workspace.
    pub files: Option<[PathBuf; 2]>,
    /// The revision to compare with.
    pub base: Option<String>,
    /// The output format, and the findings that fail.
    pub shown: Shown,
    /// Whether to compare operations for which no code is generated, too.
    pub all: bool,
    /// The directory of the model.
    pub model_dir: Option<PathBuf>,
    /// The date for which expiry is checked.
    pub today: toml_edit::Date,
}

/// Returns `None` for `--help`.
pub fn read(mut parser: Parser) -> Result<Option<Options>, lexopt::Error> {
    let (mut files, mut given) = (Vec::new(), Given::default());
    let (mut base, mut all, mut model_dir, mut today) = (None, false, None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(path) if !path.is_empty() && files.len() < 2 => files.push(PathBuf::from(path)),
            Arg::Long("base") => args::text(&mut parser, &mut base, "--base")?,
            Arg::Long("format") => given.format(&mut parser)?,
            Arg::Long("fail-on") => given.limit(&mut parser)?,
            Arg::Long("all") => all = true,
            Arg::Long("model-dir") => args::path(&mut parser, &mut model_dir, "--model-dir")?,
            Arg::Long("today") => args::text(&mut parser, &mut today, "--today")?,
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            unexpected => return Err(unexpected.unexpected()),
        }
    }
    let files = match (files.len(), &base) {
        (0, _) => None,
        (2, None) => <[PathBuf; 2]>::try_from(files).ok(),
        (2, Some(_)) => return Err("two files and `--base`, expected one or the other".into()),
        _ => return Err("one file, expected OLD and NEW, or neither".into()),
    };
    let today = match today {
        None => date::today(),
        Some(text) => {
            date::parse(&text).ok_or_else(|| format!("`{text}` is not a day, expected one such as 2027-01-31"))?
        }
    };
    Ok(Some(Options { files, base, shown: given.shown()?, all, model_dir, today }))
}
