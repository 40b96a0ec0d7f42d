//! An existing workspace that the command created before.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result, bail};
use toml_edit::{DocumentMut, Item};

use super::manifests::MARK;
use super::runtime::{self, Runtime};
use crate::workspace;

/// The services of a workspace and its runtime.
#[derive(Debug)]
pub struct Existing {
    /// The names of the services, without those whose directories were removed.
    pub services: BTreeSet<String>,
    /// The runtime that they share.
    pub runtime: Runtime,
}

/// Reads the workspace in a directory; `None` if it is empty. Anything else is refused.
pub fn read(out: &Path) -> Result<Option<Existing>> {
    let shown = out.display();
    let mut entries = match fs::read_dir(out) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        entries => entries.with_context(|| format!("{shown}: cannot be listed, expected a directory"))?,
    };
    if entries.next().is_none() {
        return Ok(None);
    }
    let path = out.join("Cargo.toml");
    let Some(text) = fs::read_to_string(&path).ok().filter(|text| text.starts_with(MARK)) else {
        bail!("{shown}: not empty, expected a new or empty directory, or one that this command made");
    };
    let shown = path.display();
    let manifest: DocumentMut = text.parse().with_context(|| format!("{shown}: not TOML, expected a manifest"))?;
    let workspace = manifest.get("workspace").with_context(|| format!("{shown}: no workspace, expected one"))?;
    let services = services(workspace).with_context(|| format!("{shown}: changed by hand"))?;
    let runtime = runtime(workspace).with_context(|| format!("{shown}: changed by hand"))?;
    let is_there =
        |name: &String| workspace::PACKAGES.iter().all(|it| out.join(workspace::package(name, *it)).is_dir());
    Ok(Some(Existing { services: services.into_iter().filter(is_there).collect(), runtime }))
}

/// Returns the names of the services that have both crates among the members.
fn services(workspace: &Item) -> Result<BTreeSet<String>> {
    let members = workspace.get("members").and_then(Item::as_array).into_iter().flatten();
    let members: BTreeSet<&str> = members.filter_map(|member| member.as_str()).collect();
    let runtime = format!("{}/", runtime::DIRECTORY);
    let mut services = BTreeSet::new();
    for member in members.iter().filter(|member| !member.starts_with(&runtime)) {
        let name = workspace::PACKAGES.iter().find_map(|it| member.strip_suffix(&workspace::package("", *it)));
        let has_both =
            |name: &&str| workspace::PACKAGES.iter().all(|it| members.contains(&*workspace::package(name, *it)));
        match name.filter(has_both) {
            Some(name) => services.insert(name.to_owned()),
            None => bail!("the member `{member}` is not of a generated service, expected no other members"),
        };
    }
    Ok(services)
}

/// Returns the runtime in the workspace's dependencies.
fn runtime(workspace: &Item) -> Result<Runtime> {
    let (package, directory) = runtime::PACKAGES[0];
    let dependency = workspace.get("dependencies").and_then(|dependencies| dependencies.get(package));
    let text = |key: &str| dependency.and_then(|dependency| dependency.get(key)?.as_str());
    let path = text("path").map(|path| path.strip_suffix(directory).map_or(path, |path| path.trim_end_matches('/')));
    match (path, text("version")) {
        (Some(runtime::DIRECTORY), _) => Ok(Runtime::Copy),
        (Some(path), _) => Ok(Runtime::Path(path.to_owned())),
        (None, Some(requirement)) => Ok(Runtime::Version(requirement.to_owned())),
        (None, None) => bail!("no dependency `{package}`, expected it with a path or a version"),
    }
}
