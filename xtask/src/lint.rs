//! `cargo xtask lint`: finds problems of the project's own documents, even if they are a valid model.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use model::diff::Verdict;
use model::lint::{self, Finding as Lint};
use model::{Model, Place, ShapeKind, traits};

use crate::findings::{self, Finding, Report, Shown};
use crate::outcome::Outcome;
use crate::{documents, workspace};

/// Find problems in the documents of model/.
///
/// These do not make the model invalid: missing documentation, `apply` statements that match nothing, unmarked secrets,
/// statements without a source, patterns that can't match, and values of enums that get the same name in Rust. All of
/// them are breaking findings.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Exit status: 0 without findings, 1 with findings, 2 if the documents could not be read."
)]
pub struct Options {
    #[command(flatten)]
    shown: Shown,
    /// Read every *.json of this directory instead of those of the workspace's model/.
    #[arg(long, value_name = "DIR")]
    model_dir: Option<PathBuf>,
}

const INVALID: &str = "model-invalid";
const COLLISION: &str = "enum-values-collide";

/// Runs the command.
pub fn run(options: &Options) -> Outcome {
    match report(options) {
        Ok(report) => report.outcome(&options.shown),
        Err(error) => findings::failed("lint", "lint", &error, options.shown.format),
    }
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
