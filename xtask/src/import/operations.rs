//! The operations that an import keeps.
//!
//! Invariant: an operation in the model is dropped only on request.

use anyhow::{Result, bail};
use clap::Args;
use model::import::{self, Published};
use model::{Model, ShapeId, closure};

/// The options that choose operations, by name or id.
#[derive(Debug, Args)]
pub struct Choice {
    /// Additional operations to keep, separated by commas; may be repeated.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = name)]
    add: Vec<String>,
    /// Operations to remove, separated by commas; may be repeated.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = name)]
    remove: Vec<String>,
    /// Keep every operation of the service.
    #[arg(long, conflicts_with_all = ["add", "only"])]
    all: bool,
    /// Keep only these operations, separated by commas; needs --replace if that drops others; may be repeated.
    #[arg(
        long = "operation",
        value_name = "NAMES",
        value_delimiter = ',',
        value_parser = name,
        conflicts_with_all = ["add", "remove"],
    )]
    only: Vec<String>,
    /// Let --operation drop the other operations.
    #[arg(long, requires = "only")]
    replace: bool,
}

/// Parses a name of a list.
fn name(text: &str) -> Result<String, &'static str> {
    let name = text.trim();
    if name.is_empty() { Err("a name is empty, expected single commas between names") } else { Ok(name.to_owned()) }
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
