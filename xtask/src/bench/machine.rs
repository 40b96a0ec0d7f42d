//! Describes the machine, and the versions of the tools and peers.

use std::path::Path;
use std::process::Command;
use std::{env, fs, thread};

use anyhow::{Context, Result};
use toml_edit::DocumentMut;

use super::process;

/// The peers whose versions are reported.
const PEERS: [&str; 7] =
    ["aws-config", "aws-sdk-appflow", "aws-sdk-eksauth", "aws-sigv4", "regex", "reqsign-aws-v4", "serde_json"];

/// Returns names and values, in the order of the names.
pub fn facts(root: &Path) -> Result<Vec<(String, String)>> {
    let mut facts = vec![
        (
            "cpu".to_owned(),
            format!("{}, {} cores", processor(), thread::available_parallelism().map_or(1, usize::from)),
        ),
        ("system".to_owned(), format!("{} {}", env::consts::OS, env::consts::ARCH)),
        ("rustc".to_owned(), version("rustc")),
        ("cargo".to_owned(), version("cargo")),
        ("valgrind".to_owned(), version("valgrind")),
        ("profile of the generator".to_owned(), if cfg!(debug_assertions) { "dev" } else { "release" }.to_owned()),
    ];
    let path = root.join("benches/Cargo.lock");
    let lock = fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
    facts.extend(peers(&lock)?);
    facts.sort();
    Ok(facts)
}

/// Returns the name of the processor, if the system has it in a file.
fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map_or_else(|| "unknown processor".to_owned(), |(_, name)| name.to_owned())
}

/// Returns the first line of a tool's `--version`.
fn version(tool: &str) -> String {
    let output = process::run(Command::new(tool).arg("--version"));
    let line = output.ok().and_then(|finished| finished.out.lines().next().map(str::to_owned));
    line.unwrap_or_else(|| "not installed".to_owned())
}

/// Returns the versions of the peers in a lock file.
fn peers(lock: &str) -> Result<Vec<(String, String)>> {
    let document: DocumentMut = lock.parse()?;
    let packages = document.get("package").and_then(|packages| packages.as_array_of_tables());
    let version = |package: &toml_edit::Table| {
        let field = |name| package.get(name).and_then(|value| value.as_str());
        let name = field("name").filter(|name| PEERS.contains(name))?;
        Some((name.to_owned(), field("version")?.to_owned()))
    };
    Ok(packages.into_iter().flatten().filter_map(version).collect())
}

#[cfg(test)]
mod tests {
    use super::peers;

    #[test]
    fn versions_of_peers() {
        let lock =
            "[[package]]\nname = \"regex\"\nversion = \"1.2.3\"\n\n[[package]]\nname = \"ring\"\nversion = \"1\"\n";
        assert_eq!(peers(lock).ok(), Some(vec![("regex".to_owned(), "1.2.3".to_owned())]));
        assert!(peers("[").is_err());
    }
}
