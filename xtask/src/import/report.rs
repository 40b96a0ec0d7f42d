//! Says what an import changed, and what our own documents have yet to say about it.

use anyhow::Result;
use model::import::{Imported, NewsKind, news};
use model::lint::{self, Finding};
use model::{Document, Model, ShapeKind, own};

use crate::files::{Difference, Tree};
use crate::outcome::Outcome;

/// What is known after the published model was read.
pub fn report(
    tree: &Tree,
    differences: &[Difference],
    imported: &Imported,
    current: Option<&Model>,
    others: &[Document],
) -> Result<Outcome> {
    let mut out = headline(tree, differences, imported);
    let news = news(current.unwrap_or(&Model::default()), &imported.model);
    for (kind, title) in [(NewsKind::Added, "new"), (NewsKind::Removed, "gone"), (NewsKind::Changed, "changed")] {
        let of_kind = news.iter().filter(|news| news.kind == kind);
        section(&mut out, title, of_kind.map(|news| news.id.to_string()));
    }
    let facts = tree
        .files
        .iter()
        .map(|(path, bytes)| Document { name: tree.label.join(path).display().to_string(), bytes: bytes.clone() });
    let (documents, unmatched) = lint::unmatched(&facts.chain(others.iter().cloned()).collect::<Vec<_>>())?;
    section(&mut out, "no longer matched by the published model", unmatched.iter().map(line));
    let model = model::load(&documents);
    let problems = model.as_ref().map_or_else(Clone::clone, |model| model::check(model).err().unwrap_or_default());
    section(&mut out, "no longer right together with the published model", problems.iter().map(ToString::to_string));
    if let Ok(model) = model {
        let findings = lint::lint(&model);
        let of = |rule| findings.iter().filter(move |finding| finding.rule == rule).map(line);
        section(&mut out, "without documentation", of("undocumented"));
        section(&mut out, "named like secrets without being marked", of("secret-unmarked"));
        if let Some(version) = own::model_version(&model).filter(|_| !news.is_empty()) {
            out.push_str(&format!(
                "\nrules.json says that the model is of {version}: `metadata`, `{}`\n",
                own::NAMESPACE
            ));
        }
    }
    section(&mut out, "left out", imported.left_out.iter().cloned());
    Ok(Outcome::success(out))
}

fn headline(tree: &Tree, differences: &[Difference], imported: &Imported) -> String {
    let operations = imported.model.shapes.values().filter(|shape| matches!(shape.kind, ShapeKind::Operation(_)));
    let operations: Vec<_> = operations.map(|shape| shape.id.name()).collect();
    let shapes = imported.model.shapes.keys().filter(|id| id.namespace() != "smithy.api").count();
    let path = tree.files.keys().map(|path| tree.label.join(path).display().to_string()).collect::<String>();
    let state = if differences.is_empty() { "unchanged" } else { "written" };
    format!("{path}: {state}, {shapes} shapes for {}\n", operations.join(", "))
}

fn section(out: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<_> = lines.collect();
    if !lines.is_empty() {
        out.push_str(&format!("\n{title}:\n"));
        lines.iter().for_each(|line| out.push_str(&format!("  {line}\n")));
    }
}

fn line(finding: &Finding) -> String {
    format!("{}: {}", finding.place, finding.shape)
}
