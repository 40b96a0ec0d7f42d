//! `cargo xtask lint`: finds problems of the project's own documents, even if they are a valid model.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use lexopt::{Arg, Parser};
use model::diff::Verdict;
use model::lint::{self, Finding as Lint};
use model::{Model, Place, ShapeKind, traits};

use crate::findings::{self, Finding, Given, Report, Shown};
use crate::outcome::Outcome;
use crate::{args, documents, workspace};

/// The summary of the command.
pub const ABOUT: &str = "Find problems in the documents of model/";

const HELP: &str = "\
Find problems in the documents of model/ that do not make the model invalid: missing documentation, `apply` statements
that match nothing, unmarked secrets, statements without a source, patterns that can't match, and values of enums that
get the same name in Rust.

Usage: cargo xtask lint [OPTIONS]

Options:
      --format FORMAT   text (the default), markdown, json, github or sarif
      --fail-on LEVEL   Fail on breaking findings (the default), which all findings here are; as in `diff`
      --model-dir DIR   Read every *.json of DIR instead of those of the workspace's model/
  -h, --help            Print this

Exit status: 0 without findings, 1 with findings, 2 if the documents could not be read.
";

const INVALID: &str = "model-invalid";
const COLLISION: &str = "enum-values-collide";

#[derive(Debug)]
struct Options {
    shown: Shown,
    model_dir: Option<PathBuf>,
}

/// Runs the command.
pub fn run(parser: Parser) -> Result<Outcome> {
    let Some(options) = options(parser)? else {
        return Ok(Outcome::success(HELP.to_owned()));
    };
    Ok(match report(&options) {
        Ok(report) => report.outcome(&options.shown),
        Err(error) => findings::failed("lint", "lint", &error, options.shown.format),
    })
}

fn report(options: &Options) -> Result<Report> {
    let root = workspace::root()?;
    let directory = options.model_dir.clone().unwrap_or_else(|| root.join("model"));
    let documents = documents::of_directory(&root, &directory)?;
    let (documents, mut found) = match lint::unmatched(&documents) {
        Ok((documents, unmatched)) => (documents, unmatched.into_iter().map(finding).collect()),
        // Errors of the definitions are reported again below, with all others.
        Err(_) => (documents, Vec::new()),
    };
    let subject = match model::load(&documents) {
        Ok(model) => {
            found.extend(model::check(&model).err().into_iter().flatten().map(|error| invalid(&error)));
            found.extend(lint::lint(&model).into_iter().map(finding));
            found.extend(collisions(&model));
            subject(&model)
        }
        Err(errors) => {
            found.extend(errors.iter().map(invalid));
            "the model".to_owned()
        }
    };
    found.sort_by(|one, other| (&one.place, &one.rule, &one.shape).cmp(&(&other.place, &other.rule, &other.shape)));
    Ok(Report { command: "lint", subject, findings: found, documentation: 0, versions: None, notes: Vec::new() })
}

fn subject(model: &Model) -> String {
    model::extensions::model_version(model)
        .map_or_else(|| "the model".to_owned(), |version| format!("the model of {version}"))
}

fn finding(lint: Lint) -> Finding {
    let Lint { rule, shape, place, what } = lint;
    new(rule, shape.to_string(), place, what)
}

fn invalid(error: &model::Error) -> Finding {
    let shape = error.shape.as_ref().map(ToString::to_string).unwrap_or_default();
    new(INVALID, shape, error.place.clone(), format!("{}, expected {}", error.problem, error.expected))
}

fn new(rule: &str, shape: String, place: Place, what: String) -> Finding {
    let anchor = place.clone();
    Finding {
        rule: rule.to_owned(),
        shape,
        place,
        anchor,
        what,
        level: Verdict::Breaking,
        verdicts: None,
        acknowledged: None,
    }
}

/// Finds the values of enums that would have the same Rust name if the later one were not renamed.
fn collisions(model: &Model) -> Vec<Finding> {
    let mut findings = Vec::new();
    for shape in model.shapes.values() {
        let (ShapeKind::Enum(members) | ShapeKind::IntEnum(members)) = &shape.kind else { continue };
        let mut names: BTreeMap<String, &str> = BTreeMap::new();
        for member in members {
            let value = match member.traits.get::<traits::EnumValue>() {
                Some(traits::EnumValue::Text(value)) => value,
                _ => member.name.clone(),
            };
            let name = codegen::enum_variant_name(&member.name, &value);
            if let Some(first) = names.get(&name) {
                let what = format!("is called `{name}` in Rust, as `{first}` is");
                findings.push(new(
                    COLLISION,
                    shape.id.with_member(&member.name).to_string(),
                    member.place.clone(),
                    what,
                ));
            } else {
                names.insert(name, &member.name);
            }
        }
    }
    findings
}

/// Returns `None` for `--help`.
fn options(mut parser: Parser) -> Result<Option<Options>, lexopt::Error> {
    let (mut given, mut model_dir) = (Given::default(), None);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("format") => given.format(&mut parser)?,
            Arg::Long("fail-on") => given.limit(&mut parser)?,
            Arg::Long("model-dir") => args::path(&mut parser, &mut model_dir, "--model-dir")?,
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            unexpected => return Err(unexpected.unexpected()),
        }
    }
    Ok(Some(Options { shown: given.shown()?, model_dir }))
}
