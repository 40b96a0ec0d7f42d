//! The location of the workspace, and its generated directories.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, anyhow};
use codegen::Package;
use toml_edit::DocumentMut;

/// The prefix of the names of this workspace's generated crates.
pub const NAME: &str = "appflow";

/// Both generated crates.
pub const PACKAGES: [Package; 2] = [Package::Types, Package::Client];

/// Returns the directory of the `Cargo.toml` with `[workspace]`, searched upwards from the package that cargo runs, or
/// else from the current directory.
pub fn root() -> Result<PathBuf> {
    let start = match env::var_os("CARGO_MANIFEST_DIR") {
        Some(directory) => PathBuf::from(directory),
        None => env::current_dir().context("the current directory cannot be found")?,
    };
    let root = start.ancestors().find(|directory| is_workspace(directory));
    root.map(Path::to_owned).ok_or_else(|| {
        let start = start.display();
        anyhow!("{start}: not in a workspace, expected a `Cargo.toml` with `[workspace]` here or above")
    })
}

/// Returns the directory of a generated crate, relative to the workspace, which is also the crate's name.
pub fn package(name: &str, package: Package) -> String {
    match package {
        Package::Types => format!("{name}-types"),
        Package::Client => format!("{name}-client"),
    }
}

/// Returns the directory of a crate's generated files, relative to the workspace.
pub fn generated(name: &str, package: Package) -> String {
    format!("{}/src/generated", self::package(name, package))
}

fn is_workspace(directory: &Path) -> bool {
    let manifest = fs::read_to_string(directory.join("Cargo.toml"));
    let manifest = manifest.ok().and_then(|text| text.parse::<DocumentMut>().ok());
    manifest.is_some_and(|manifest| manifest.contains_key("workspace"))
}
