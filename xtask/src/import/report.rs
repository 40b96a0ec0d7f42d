//! Reports the changes of an import, and documentation and marks that the project's documents lack.

use anyhow::Result;
use model::import::{ImportChangeKind, Imported, changes};
use model::lint::{self, Finding};
use model::{Document, Errors, Model, ShapeKind, extensions};

use crate::escape;
use crate::files::{Difference, Tree};
use crate::outcome::Outcome;

/// The word for facts that do not fit the other documents.
const REFUSED: &str = "not written";
/// The maximum number of lines of a section.
const LINES: usize = 40;

/// The fit of the project's documents with the imported facts.
#[derive(Debug)]
pub struct Fit {
    /// The statements that apply to nothing.
    unmatched: Vec<Finding>,
    /// The errors of the combined model.
    problems: Errors,
    /// Missing documentation and marks.
    missing: Vec<Finding>,
    /// The version of the published model that the documents name.
    version: Option<String>,
}

impl Fit {
    /// Checks the facts of the tree with the other documents.
    pub fn new(tree: &Tree, others: &[Document]) -> Result<Self> {
        let facts = tree
            .files
            .iter()
            .map(|(path, bytes)| Document { name: tree.label.join(path).display().to_string(), bytes: bytes.clone() });
        let (documents, unmatched) = lint::unmatched(&facts.chain(others.iter().cloned()).collect::<Vec<_>>())?;
        Ok(match model::load(&documents) {
            Ok(model) => {
                let problems = model::check(&model).err().unwrap_or_default();
                let version = extensions::model_version(&model).map(str::to_owned);
                Self { unmatched, problems, missing: lint::lint(&model), version }
            }
            Err(problems) => Self { unmatched, problems, missing: Vec::new(), version: None },
        })
    }

    /// Returns `true` if every statement applies to something, and the combined model is valid.
    pub fn is_good(&self) -> bool {
        self.unmatched.is_empty() && self.problems.is_empty()
    }
}

/// Reports that the facts were written, or are unchanged.
pub fn written(
    tree: &Tree,
    differences: &[Difference],
    imported: &Imported,
    current: Option<&Model>,
    fit: &Fit,
) -> Outcome {
    let state = if differences.is_empty() { "unchanged" } else { "written" };
    Outcome::success(text(tree, state, imported, current, fit))
}

/// Reports that nothing was written, because the project's documents do not fit.
pub fn refused(tree: &Tree, imported: &Imported, current: Option<&Model>, fit: &Fit) -> Outcome {
    let count = fit.unmatched.len() + fit.problems.len();
    let problems = if count == 1 { "1 problem".to_owned() } else { format!("{count} problems") };
    let err = format!(
        "nothing is written: {problems} of the other documents with the imported facts, expected them to fit; \
         `--force` writes the facts all the same\n"
    );
    Outcome::text(text(tree, REFUSED, imported, current, fit), err, 1)
}

fn text(tree: &Tree, state: &str, imported: &Imported, current: Option<&Model>, fit: &Fit) -> String {
    let mut out = headline(tree, state, imported);
    let changes = changes(current.unwrap_or(&Model::default()), &imported.model);
    for (kind, title) in [
        (ImportChangeKind::Added, "added"),
        (ImportChangeKind::Removed, "removed"),
        (ImportChangeKind::Changed, "changed"),
    ] {
        let of_kind = changes.iter().filter(|change| change.kind == kind);
        section(&mut out, title, "`cargo xtask diff`", of_kind.map(|change| change.id.to_string()));
    }
    let lint = if state == REFUSED { "`cargo xtask lint`, after `--force`," } else { "`cargo xtask lint`" };
    section(&mut out, "no longer matched by the published model", lint, fit.unmatched.iter().map(line));
    let problems = fit.problems.iter().map(ToString::to_string);
    section(&mut out, "no longer right together with the published model", lint, problems);
    let of = |rule| fit.missing.iter().filter(move |finding| finding.rule == rule).map(line);
    section(&mut out, "named like secrets without being marked", lint, of("secret-unmarked"));
    section(&mut out, "without documentation", lint, of("undocumented"));
    if let Some(version) = fit.version.as_ref().filter(|_| !changes.is_empty()) {
        let namespace = extensions::NAMESPACE;
        out.push_str(&format!("\nrules.json says that the model is of {version}: `metadata`, `{namespace}`\n"));
    }
    section(&mut out, "left out", "the file", imported.left_out.iter().cloned());
    out
}

fn headline(tree: &Tree, state: &str, imported: &Imported) -> String {
    let operations = imported.model.shapes.values().filter(|shape| matches!(shape.kind, ShapeKind::Operation(_)));
    let operations: Vec<_> = operations.map(|shape| shape.id.name()).collect();
    let shapes = imported.model.shapes.keys().filter(|id| id.namespace() != "smithy.api").count();
    let path = tree.files.keys().map(|path| tree.label.join(path).display().to_string()).collect::<String>();
    format!("{path}: {state}, {shapes} shapes for {}\n", operations.join(", "))
}

/// Writes a title and its lines; if there are many, the first of them and the command that shows the rest.
fn section(out: &mut String, title: &str, rest: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        return;
    }
    out.push_str(&format!("\n{title}:\n"));
    lines.iter().take(LINES).for_each(|line| out.push_str(&format!("  {}\n", escape::line(line))));
    if let Some(more) = lines.len().checked_sub(LINES).filter(|more| *more > 0) {
        out.push_str(&format!("  and {more} more, {} in all: {rest} shows them\n", lines.len()));
    }
}

fn line(finding: &Finding) -> String {
    format!("{}: {}", finding.place, finding.shape)
}
