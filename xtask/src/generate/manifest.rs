//! Derives another service's manifests from this workspace's.
//!
//! Lints, edition, versions and comments stay as they are; what only our own tests, examples and benchmarks need goes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use toml_edit::visit_mut::VisitMut;
use toml_edit::{Array, DocumentMut, Formatted, Item, Table, TableLike, value};

use super::sources::FEATURES;
use crate::workspace;

/// What of a package is about files that are not copied.
const NOT_COPIED: [&str; 4] = ["bench", "bin", "example", "test"];

/// A `Cargo.toml`.
#[derive(Debug)]
pub struct Manifest(DocumentMut);

impl Manifest {
    /// Reads it from this workspace.
    pub fn read(root: &Path, path: &str) -> Result<Self> {
        let text = fs::read_to_string(root.join(path)).with_context(|| format!("{path}: cannot be read"))?;
        text.parse().map(Self).with_context(|| format!("{path}: not TOML, expected a manifest"))
    }

    /// Makes it that of a crate for another service. `sources_contain` says whether a text is in the crate's sources:
    /// a dependency for tests stays where they name it.
    pub fn make_package(&mut self, name: &str, source: &str, sources_contain: &dyn Fn(&str) -> bool) {
        Renaming { name }.visit_document_mut(&mut self.0);
        NOT_COPIED.iter().for_each(|key| drop(self.0.remove(key)));
        if let Some(package) = self.0.get_mut("package").and_then(Item::as_table_mut) {
            package.insert("description", value(format!("Generated from the Smithy model {source}.")));
            package.remove("readme");
        }
        self.leave_out_features();
        let is_named = |key: &str| sources_contain(&format!("{}::", key.replace('-', "_")));
        if let Some(Item::Table(dependencies)) = self.0.get_mut("dev-dependencies") {
            dependencies.retain(|key, _| is_named(key));
            if dependencies.is_empty() {
                self.0.remove("dev-dependencies");
            }
        }
    }

    /// Leaves out the features of what is not copied, and the dependencies that only they bring.
    fn leave_out_features(&mut self) {
        let Some(features) = self.0.get_mut("features").and_then(Item::as_table_mut) else { return };
        FEATURES.iter().for_each(|feature| drop(features.remove(feature)));
        let enabled = features.iter().filter_map(|(_, enabled)| enabled.as_array()).flatten();
        let enabled: BTreeSet<String> = enabled.filter_map(|enabled| enabled.as_str()).map(str::to_owned).collect();
        if let Some(dependencies) = self.0.get_mut("dependencies").and_then(Item::as_table_like_mut) {
            let unused = |(key, dependency): &(&str, &Item)| {
                let optional = dependency.as_table_like().and_then(|dependency| dependency.get("optional"));
                optional.and_then(Item::as_bool) == Some(true) && !enabled.contains(&format!("dep:{key}"))
            };
            let unused: Vec<String> = dependencies.iter().filter(unused).map(|(key, _)| key.to_owned()).collect();
            unused.iter().for_each(|key| drop(dependencies.remove(key)));
        }
    }

    /// Makes it the root of a workspace with the two crates and what they inherit.
    pub fn make_workspace(&mut self, name: &str, dependencies: &BTreeSet<String>) {
        Renaming { name }.visit_document_mut(&mut self.0);
        let members = workspace::PACKAGES.map(|package| workspace::package(name, package));
        if let Some(workspace) = self.0.get_mut("workspace").and_then(Item::as_table_mut) {
            workspace.insert("members", value(Array::from_iter(members)));
            workspace.remove("default-members");
            workspace.remove("exclude");
            if let Some(table) = workspace.get_mut("dependencies").and_then(Item::as_table_mut) {
                table.retain(|key, _| dependencies.contains(key));
            }
        }
    }

    /// The dependencies that the workspace has to have for this crate.
    pub fn inherited(&self) -> BTreeSet<String> {
        let targets = self.0.get("target").and_then(Item::as_table_like).into_iter().flat_map(TableLike::iter);
        let targets = targets.filter_map(|(_, target)| target.as_table_like());
        let tables = std::iter::once(self.0.as_table() as &dyn TableLike).chain(targets);
        let tables = tables.flat_map(TableLike::iter).filter(|(key, _)| key.ends_with("dependencies"));
        let dependencies = tables.filter_map(|(_, table)| table.as_table_like()).flat_map(TableLike::iter);
        let inherited = dependencies.filter(|(_, dependency)| {
            let workspace = dependency.as_table_like().and_then(|dependency| dependency.get("workspace"));
            workspace.and_then(Item::as_bool) == Some(true)
        });
        inherited.map(|(key, _)| key.to_owned()).collect()
    }

    /// Its text.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.to_string().into_bytes()
    }
}

/// Refuses a name whose crates would be called like one that they depend on.
pub fn check_names(name: &str, lock: &[u8]) -> Result<()> {
    let lock: DocumentMut =
        String::from_utf8_lossy(lock).parse().context("Cargo.lock: not TOML, expected a lock file")?;
    let packages = lock.get("package").and_then(Item::as_array_of_tables).into_iter().flatten();
    // Those of this workspace itself have no source.
    let foreign = packages.filter(|package| package.contains_key("source"));
    let taken: BTreeSet<_> = foreign.filter_map(|package: &Table| package.get("name")?.as_str()).collect();
    for package in workspace::PACKAGES {
        let theirs = workspace::package(name, package);
        if taken.contains(theirs.as_str()) {
            bail!("{theirs}: the name of a crate that is depended on, expected another `--name`");
        }
    }
    Ok(())
}

/// Gives this workspace's crates their new names wherever a value names them or their directory.
struct Renaming<'n> {
    name: &'n str,
}

impl VisitMut for Renaming<'_> {
    fn visit_string_mut(&mut self, node: &mut Formatted<String>) {
        for package in workspace::PACKAGES {
            let ours = workspace::package(workspace::NAME, package);
            let directory = match node.value().strip_suffix(&ours) {
                Some(directory) if directory.is_empty() || directory.ends_with('/') => directory,
                _ => continue,
            };
            let mut renamed = Formatted::new(format!("{directory}{}", workspace::package(self.name, package)));
            *renamed.decor_mut() = node.decor().clone();
            *node = renamed;
            break;
        }
    }
}
