//! The operations that an import keeps.
//!
//! Invariant: an operation in the model is dropped only on request.

use anyhow::{Result, bail};
use model::import::{self, Published};
use model::{Model, ShapeId, closure};

/// The options that choose operations, by name or id.
#[derive(Debug, Default)]
pub struct Choice {
    /// Imports only these operations.
    pub only: Vec<String>,
    /// Adds these operations.
    pub add: Vec<String>,
    /// Removes these operations.
    pub remove: Vec<String>,
    /// Imports all operations of the service.
    pub all: bool,
    /// Whether `only` may drop others.
    pub replace: bool,
}

impl Choice {
    /// Refuses contradictory options.
    pub fn check(&self) -> Result<(), lexopt::Error> {
        let is_edited = !self.add.is_empty() || !self.remove.is_empty();
        match () {
            () if !self.only.is_empty() && is_edited => {
                Err("`--operation` beside `--add` or `--remove`, expected one or the other".into())
            }
            () if self.all && (!self.only.is_empty() || !self.add.is_empty()) => {
                Err("`--all` beside `--add` or `--operation`, expected it without them".into())
            }
            () if self.replace && self.only.is_empty() => {
                Err("`--replace` without `--operation`, expected the operations that replace the others".into())
            }
            () => Ok(()),
        }
    }
}

/// Returns the names of the operations to keep; empty for all operations of the service.
pub fn chosen(choice: &Choice, published: Published<'_>, current: Option<&Model>) -> Result<Vec<String>> {
    let present = current.map(present).unwrap_or_default();
    if !choice.only.is_empty() {
        let dropped: Vec<_> = present
            .iter()
            .filter(|id| !choice.only.iter().any(|name| is_called(id, name)))
            .map(ShapeId::name)
            .collect();
        if !dropped.is_empty() && !choice.replace {
            bail!(
                "`--operation` would drop {}, expected `--add {}` to keep {}, or `--replace` to drop {}",
                listed(&dropped),
                choice.only.join(","),
                if dropped.len() == 1 { "it" } else { "them" },
                if dropped.len() == 1 { "it" } else { "them" },
            );
        }
        return Ok(choice.only.clone());
    }
    let mut kept: Vec<String> = match choice.all {
        true => import::operations(published, current)?,
        false => present.iter().map(ToString::to_string).collect(),
    };
    for name in &choice.remove {
        let count = kept.len();
        kept.retain(|id| !is_called(&ShapeId::new(id.as_str()), name));
        if kept.len() == count {
            let names: Vec<_> = present.iter().map(ShapeId::name).collect();
            bail!("`--remove {name}`: the model has no such operation, expected one of {}", listed(&names));
        }
    }
    kept.extend(choice.add.iter().cloned());
    if kept.is_empty() && !choice.remove.is_empty() {
        bail!("no operation would be left, expected at least one");
    }
    Ok(kept)
}

/// Returns the operations in the model.
fn present(model: &Model) -> Vec<ShapeId> {
    let operations = model.services().flat_map(|service| closure::operations(model, &service.id));
    operations.map(|operation| operation.id.clone()).collect()
}

fn is_called(id: &ShapeId, name: &str) -> bool {
    name == id.name() || name == id.as_str()
}

fn listed(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
