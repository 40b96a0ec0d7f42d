//! `cargo xtask diff`: says what a change of the model means, before it ships.
//!
//! Invariant: a comparison that could not be made ends with status 2 and says why; it never reads as no change.

mod acknowledged;
mod git;
mod join;
mod rust;
mod sides;
mod versions;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use lexopt::{Arg, Parser};
use model::diff::Scope;
use model::{Errors, Model, ShapeId, closure};

use self::sides::{Side, Sides};
use crate::date::Date;
use crate::findings::{self, Given, Report, Shown};
use crate::outcome::Outcome;
use crate::{args, documents, workspace};

/// What the command does, in a line.
pub const ABOUT: &str = "Say what a change of the model means for the wire, for Rust and for validation";

const HELP: &str = "\
Say what a change of the model means for the wire, for Rust and for validation.

Without files, the workspace's model is compared with the same at the merge base with the main branch: its findings may
be acknowledged in model-diff.toml, and the version of appflow-types must say enough. With OLD and NEW, which are files
or directories of *.json, only these are compared.

Usage: cargo xtask diff [OPTIONS]
       cargo xtask diff OLD NEW [OPTIONS]

Options:
      --base REV        Compare with that revision of git instead of the merge base
      --format FORMAT   text (the default), markdown, json, github or sarif
      --fail-on LEVEL   Fail on what is breaking (the default), on what is risky too, or on any change
      --all             Compare everything, not only the operations that are generated
      --model-dir DIR   Take DIR for the workspace's model/
      --today DATE      Take DATE for today where acknowledgements expire, such as 2027-01-31
  -h, --help            Print this

Exit status: 0 where nothing fails, 1 where something does, 2 where the models could not be compared.
";

#[derive(Debug)]
struct Options {
    files: Option<[PathBuf; 2]>,
    base: Option<String>,
    shown: Shown,
    all: bool,
    model_dir: Option<PathBuf>,
    today: Date,
}

/// Runs the command.
pub fn run(parser: Parser) -> Result<Outcome> {
    let Some(options) = options(parser)? else {
        return Ok(Outcome::success(HELP.to_owned()));
    };
    Ok(match report(&options) {
        Ok(report) => report.outcome(&options.shown),
        Err(error) => findings::failed("diff", "compare", &error, options.shown.format),
    })
}

fn report(options: &Options) -> Result<Report> {
    let root = workspace::root()?;
    let directory = options.model_dir.clone().unwrap_or_else(|| root.join("model"));
    let sides = match &options.files {
        Some([old, new]) => sides::of_files(&root, old, new)?,
        None => sides::of_workspace(&root, &directory, options.base.as_deref())?,
    };
    let generated = match &sides.revision {
        Some(_) => Generated::of_sides(&sides),
        None => Generated::of_workspace(&root, &directory, &sides),
    };
    let mut notes = Vec::new();
    let scope = scope(options.all, &generated, &sides, &mut notes);
    let changes = model::diff::diff(&sides.old.model, &sides.new.model, &scope);
    let (rust, bump) = match rust::changes(&sides.old.model, &sides.new.model, &scope) {
        Ok(rust) => {
            let bump = join::bump(&rust);
            (rust, Some(bump))
        }
        // What is generated here has to be generated.
        Err(errors) if sides.revision.is_some() => return Err(errors.into()),
        Err(errors) => {
            notes.push(unknown(&errors));
            (Vec::new(), None)
        }
    };
    let joined = join::join(changes, rust, &sides);
    let versions = versions::find(&root, &sides, generated.is_ours, bump)?;
    let mut report = Report {
        command: "diff",
        subject: sides.subject(),
        findings: joined.findings,
        documentation: joined.documentation,
        versions: Some(versions),
        notes,
    };
    if sides.revision.is_some() {
        acknowledged::apply(&root, options.today, &mut report.findings)?;
    }
    report.sort();
    Ok(report)
}

/// The operations that are generated.
struct Generated {
    operations: Vec<ShapeId>,
    /// Whether the models are of the service whose crates are here.
    is_ours: bool,
}

impl Generated {
    /// Everything that either side binds.
    fn of_sides(sides: &Sides) -> Self {
        let mut operations = [operations(&sides.old.model), operations(&sides.new.model)].concat();
        operations.sort();
        operations.dedup();
        Self { operations, is_ours: true }
    }

    /// What the workspace's model binds, where the models are of the same service.
    fn of_workspace(root: &Path, directory: &Path, sides: &Sides) -> Self {
        let documents = documents::of_directory(root, directory);
        let model = documents.and_then(|documents| Ok(model::load(&documents)?)).unwrap_or_default();
        let is_ours = |side: &Side| side.model.services().any(|service| model.shapes.contains_key(&service.id));
        let is_ours = is_ours(&sides.old) && is_ours(&sides.new);
        Self { operations: if is_ours { operations(&model) } else { Vec::new() }, is_ours }
    }
}

fn operations(model: &Model) -> Vec<ShapeId> {
    let operations = model.services().flat_map(|service| closure::operations(model, &service.id));
    operations.map(|operation| operation.id.clone()).collect()
}

fn scope(all: bool, generated: &Generated, sides: &Sides, notes: &mut Vec<String>) -> Scope {
    if all {
        return Scope::default();
    }
    let count = |model: &Model| operations(model).len();
    let most = count(&sides.old.model).max(count(&sides.new.model));
    match generated.operations.len() {
        0 => notes.push("Everything is compared: nothing of this service is generated here.".to_owned()),
        some if some < most => notes
            .push(format!("Compared: what is generated, {some} of {most} operations; with --all, the rest as well.")),
        _ => {}
    }
    Scope { operations: generated.operations.clone() }
}

/// Why it is not known what a change does to Rust.
fn unknown(errors: &Errors) -> String {
    let text = errors.to_string();
    let (first, others) = (text.lines().next().unwrap_or_default(), text.lines().count().saturating_sub(1));
    format!("What it does to Rust is not known, because the generator refuses the model: {first}; and {others} more.")
}

/// None where help is asked for.
fn options(mut parser: Parser) -> Result<Option<Options>, lexopt::Error> {
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
        None => Date::today(),
        Some(text) => {
            Date::parse(&text).ok_or_else(|| format!("`{text}` is no day, expected one such as 2027-01-31"))?
        }
    };
    Ok(Some(Options { files, base, shown: given.shown()?, all, model_dir, today }))
}

/// The text of a file, with its name in the error.
fn text_of(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read, expected a text file", path.display()))
}
