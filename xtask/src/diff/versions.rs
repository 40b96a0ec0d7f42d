//! The required and the actual version of the generated crates.

use std::path::Path;

use anyhow::{Result, bail};
use codegen::Package;
use codegen::compatibility::Bump;
use semver::Version;
use toml_edit::{DocumentMut, Item};

use super::model_pair::ModelPair;
use super::text_of;
use crate::findings::Versions;
use crate::workspace;

/// Returns the old version and, if the change is the workspace's own, the current one.
pub fn find(root: &Path, models: &ModelPair, is_ours: bool, bump: Option<Bump>) -> Result<Versions> {
    let package = workspace::package(workspace::NAME, Package::Types);
    let manifest = format!("{package}/Cargo.toml");
    let there = root.join(&manifest).exists() && is_ours;
    if !there {
        return Ok(Versions { package: None, bump, old: None, new: None });
    }
    let now = version(&text_of(&root.join(&manifest))?, &text_of(&root.join("Cargo.toml"))?, &manifest)?;
    let (old, new) = match &models.revision {
        None => (Some(now), None),
        Some(revision) => match (revision.file(&manifest)?, revision.file("Cargo.toml")?) {
            (Some(theirs), Some(root)) => {
                let name = format!("{}:{manifest}", revision.short());
                let old = version(&String::from_utf8_lossy(&theirs), &String::from_utf8_lossy(&root), &name)?;
                (Some(old), Some(now))
            }
            // A new crate has no users.
            _ => (None, None),
        },
    };
    Ok(Versions { package: Some(package), bump, old, new })
}

/// Returns the version in a manifest, or that of the workspace.
pub fn version(manifest: &str, root: &str, name: &str) -> Result<Version> {
    let parse = |text: &str| text.parse::<DocumentMut>().ok();
    let own = parse(manifest);
    let own = own.as_ref().and_then(|own| own.get("package")?.get("version"));
    let root = parse(root);
    let shared = || root.as_ref()?.get("workspace")?.get("package")?.get("version")?.as_str();
    let text = own.and_then(Item::as_str).or_else(|| own.and_then(|_| shared()));
    match text.and_then(|text| Version::parse(text).ok()) {
        Some(version) => Ok(version),
        None => bail!("{name}: no version, expected one such as `0.1.0` of its own or of the workspace"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found() {
        let own = "[package]\nversion = \"1.2.3\"\n";
        let shared = "[package]\nversion.workspace = true\n";
        let root = "[workspace.package]\nversion = \"0.4.0\"\n";
        let find = |manifest, root| {
            version(manifest, root, "m").map(|version| version.to_string()).map_err(|error| error.to_string())
        };
        assert_eq!(find(own, root), Ok("1.2.3".to_owned()));
        assert_eq!(find(shared, root), Ok("0.4.0".to_owned()));
        let none = "m: no version, expected one such as `0.1.0` of its own or of the workspace".to_owned();
        for (manifest, root) in
            [("", root), (shared, ""), ("[package]\n", root), ("[package]\nversion = 1\n", ""), ("[", "[")]
        {
            assert_eq!(find(manifest, root), Err(none.clone()), "{manifest}");
        }
    }
}
