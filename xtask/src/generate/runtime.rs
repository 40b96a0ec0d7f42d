//! The runtime of a generated workspace: a copy, a directory elsewhere, or the published crates.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};

use super::manifests;

/// The directory of the runtime, here and in workspaces with a copy.
pub const DIRECTORY: &str = "runtime";

/// Its packages and their directories.
pub const PACKAGES: [(&str, &str); 2] = [("tinsmith-types", "types"), ("tinsmith-client", "client")];

/// The source of a workspace's runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// A copy in the workspace.
    Copy,
    /// A directory, by its path from the workspace.
    Path(String),
    /// The registry, with a version requirement.
    Version(String),
}

impl Runtime {
    /// Returns the runtime in a directory, for a workspace in `out`.
    pub fn in_directory(directory: &Path, out: &Path) -> Result<Self> {
        let shown = directory.display();
        for (name, package) in PACKAGES {
            let manifest = manifests::read(directory, &format!("{package}/Cargo.toml"));
            let manifest = manifest.with_context(|| format!("{shown}: expected the directory of the runtime"))?;
            if manifest.get("package").and_then(|package| package.get("name")?.as_str()) != Some(name) {
                bail!("{shown}: {package}/Cargo.toml is not of `{name}`, expected the directory of the runtime");
            }
        }
        let (directory, out) = (resolved(directory)?, resolved(out)?);
        if directory.starts_with(&out) {
            bail!("{shown}: in the directory of `--out`, expected the runtime elsewhere");
        }
        let path = relative(&out, &directory);
        let path = path.to_str().with_context(|| format!("{shown}: the path is not UTF-8, expected text"))?;
        Ok(Self::Path(path.replace('\\', "/")))
    }
}

impl fmt::Display for Runtime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Copy => formatter.write_str("a copy of the runtime"),
            Self::Path(path) => write!(formatter, "the runtime in {path}"),
            Self::Version(requirement) => write!(formatter, "the published runtime {requirement}"),
        }
    }
}

/// Returns `true` if cargo accepts the text as a version requirement, such as `0.1` or `>=1.2, <1.5`.
pub fn is_requirement(text: &str) -> bool {
    let is_comparator = |comparator: &str| {
        let version = comparator.trim_start_matches(['=', '<', '>', '^', '~']);
        let operator = &comparator[..comparator.len() - version.len()];
        ["", "=", "<", "<=", ">", ">=", "^", "~"].contains(&operator) && is_version(version.trim_start_matches(' '))
    };
    text == "*" || text.split(',').all(|comparator| is_comparator(comparator.trim_matches(' ')))
}

/// Returns `true` for a version whose end may be omitted or be a `*`.
fn is_version(text: &str) -> bool {
    let numbers = text.split(['-', '+']).next().unwrap_or_default();
    let tail = &text[numbers.len()..];
    let parts: Vec<&str> = numbers.split('.').collect();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_part =
        |(index, part): (usize, &&str)| is_number(part) || (*part == "*" && index > 0 && index + 1 == parts.len());
    let is_tail = tail.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-+.".contains(&byte));
    parts.len() <= 3 && parts.iter().enumerate().all(is_part) && is_tail && (tail.is_empty() || parts.len() == 3)
}

/// Returns every file of the runtime by its path from the root of the workspace, except for hidden files.
pub fn files(root: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut directories: Vec<String> = PACKAGES.map(|(_, directory)| format!("{DIRECTORY}/{directory}")).into();
    while let Some(directory) = directories.pop() {
        let unlisted = || format!("{directory}: cannot be listed, expected a directory of the runtime");
        for entry in fs::read_dir(root.join(&directory)).with_context(unlisted)? {
            let entry = entry.with_context(unlisted)?;
            let name = entry.file_name().into_string();
            let name = name.map_err(|name| anyhow!("{directory}/{}: not UTF-8", name.to_string_lossy()))?;
            let path = format!("{directory}/{name}");
            match entry.path() {
                _ if name.starts_with('.') || name == "target" => {}
                full if full.is_dir() => directories.push(path),
                full => {
                    let content = fs::read(full).with_context(|| format!("{path}: cannot be read, expected a file"))?;
                    files.insert(path, content);
                }
            }
        }
    }
    Ok(files)
}

/// Resolves links in an absolute path, whose end need not exist.
fn resolved(path: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(path).with_context(|| format!("{}: no absolute path", path.display()))?;
    let existing = absolute.ancestors().find_map(|ancestor| Some((ancestor, fs::canonicalize(ancestor).ok()?)));
    Ok(match existing {
        Some((ancestor, resolved)) => {
            let rest = absolute.strip_prefix(ancestor).unwrap_or(Path::new(""));
            rest.components().fold(resolved, |path, component| path.join(component))
        }
        None => absolute,
    })
}

/// Returns the path from one absolute directory to another.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let common = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    up.chain(to.components().skip(common)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requirements() {
        for text in ["1", "0.1", "0.1.0", "^1.2", "~1.2.3", ">=1.2, <1.5", "=1.0.0-rc.1", "1.*", "*", "> 1"] {
            assert!(is_requirement(text), "{text}");
        }
        for text in
            ["", "a", "1.", ".1", "1.2.3.4", "=>1", "1,", "1 2", "1.2-rc", "\"", "1.0.0-\"", "1\n", "1.*.2", "1.2.3.*"]
        {
            assert!(!is_requirement(text), "{text}");
        }
    }

    #[test]
    fn paths_between_directories() {
        let check = |from: &str, to: &str, expect: &str| {
            assert_eq!(relative(Path::new(from), Path::new(to)), Path::new(expect), "{from} {to}");
        };
        check("/a/b", "/a/c/d", "../c/d");
        check("/a", "/a/b", "b");
        check("/a/b", "/c", "../../c");
    }
}
