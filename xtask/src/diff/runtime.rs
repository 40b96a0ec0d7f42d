//! The versions of the runtime, whose types are part of the generated crates' API.
//!
//! A program that names the runtime's types must use the version of the generated crates, so an incompatible version of
//! the runtime makes the generated crates incompatible, too.

use std::path::Path;

use anyhow::Result;
use codegen::compatibility::Bump;
use model::Place;
use model::diff::{Validation, Verdict};
use semver::Version;
use toml_edit::DocumentMut;

use super::git::Revision;
use super::text_of;
use super::versions::version;
use crate::findings::{Finding, RustVerdict, Verdicts};
use crate::version::is_compatible;

/// The folders of the runtime's packages.
const PACKAGES: [&str; 2] = ["runtime/types", "runtime/client"];
const RULE: &str = "runtime-version-changed";

/// Returns a finding for each package of the runtime that was removed or has another version.
pub fn changes(root: &Path, revision: &Revision) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for folder in PACKAGES {
        let manifest = format!("{folder}/Cargo.toml");
        let (Some(old), Some(new)) = (before(revision, &manifest)?, now(root, &manifest)?) else { continue };
        if old.1 != new.1 {
            findings.push(finding(&manifest, new.0, &old.1, &new.1));
        }
    }
    Ok(findings)
}

/// Returns the bump that a finding requires.
pub fn bump(finding: &Finding) -> Option<Bump> {
    finding.verdicts.as_ref()?.rust.as_ref().map(|rust| rust.bump)
}

/// Returns the name and version of a package at the revision, or `None` if it did not exist.
fn before(revision: &Revision, manifest: &str) -> Result<Option<(String, Version)>> {
    let (Some(own), Some(root)) = (revision.file(manifest)?, revision.file("Cargo.toml")?) else { return Ok(None) };
    let (own, root) = (String::from_utf8_lossy(&own), String::from_utf8_lossy(&root));
    let shown = format!("{}:{manifest}", revision.short());
    Ok(Some((name(&own, manifest), version(&own, &root, &shown)?)))
}

fn now(root: &Path, manifest: &str) -> Result<Option<(String, Version)>> {
    let path = root.join(manifest);
    if !path.exists() {
        return Ok(None);
    }
    let own = text_of(&path)?;
    Ok(Some((name(&own, manifest), version(&own, &text_of(&root.join("Cargo.toml"))?, manifest)?)))
}

fn name(manifest: &str, path: &str) -> String {
    let parsed = manifest.parse::<DocumentMut>().ok();
    let name = parsed.as_ref().and_then(|manifest| manifest.get("package")?.get("name")?.as_str());
    name.unwrap_or(path).to_owned()
}

fn finding(manifest: &str, name: String, old: &Version, new: &Version) -> Finding {
    let is_compatible = is_compatible(old, new);
    let (bump, level) = if is_compatible { (Bump::Patch, Verdict::Safe) } else { (Bump::Major, Verdict::Breaking) };
    let what = if is_compatible { "remains compatible" } else { "has other types, though they have the same names" };
    let witness = (!is_compatible).then(|| format!("{name} = \"{old}\""));
    let place = Place { document: manifest.into(), line: 1, column: 1 };
    let rust = RustVerdict { item: name.clone(), what: what.to_owned(), witness, bump };
    Finding {
        rule: RULE.to_owned(),
        shape: name,
        anchor: place.clone(),
        place,
        what: format!("version {old} becomes {new}"),
        level,
        verdicts: Some(Verdicts {
            old: Some(old.to_string()),
            new: Some(new.to_string()),
            wire: Verdict::Safe,
            reason: None,
            request: None,
            rust: Some(rust),
            validation: Validation::Same,
            security: None,
        }),
        acknowledged: None,
    }
}
