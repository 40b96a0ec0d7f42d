//! Counts the crates on which a program with a client depends.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::measurement::{Measurement, Results, Subject, THIS_PROJECT, Unit};
use super::parts::Context;
use super::process;

const TREE: [&str; 6] = ["tree", "--edges=normal", "--prefix=none", "--no-dedupe", "--quiet", "--color=never"];

/// Counts the crates in the dependency tree of each client with its default features, including the client.
pub fn measure(context: &Context) -> Result<Results> {
    let path = context.root.join("appflow-client");
    let ours = format!("appflow-client = {{ path = {:?} }}\n", path.display().to_string());
    let sdk = "aws-sdk-appflow = \"1\"\n";
    let config = format!("{sdk}aws-config = {{ version = \"1\", default-features = false }}\n");
    let mut subjects = Vec::new();
    for (name, dependencies) in
        [(THIS_PROJECT, ours.as_str()), ("aws-sdk-appflow", sdk), ("aws-sdk-appflow, aws-config", config.as_str())]
    {
        let output = process::run(&mut process::cargo(&package(context, dependencies)?, &context.work, &TREE))?.out;
        subjects.push(Subject::new(name, vec![count(&output) as f64]));
    }
    Ok(Results::of(vec![Measurement {
        part: "crates".to_owned(),
        name: "crates".to_owned(),
        unit: Unit::Count,
        command: format!("cargo {} | sort -u", TREE.join(" ")),
        subjects,
    }]))
}

/// Creates a package with only these dependencies, in the versions of the benchmarks' lock file.
fn package(context: &Context, dependencies: &str) -> Result<std::path::PathBuf> {
    let directory = context.work.join("tree");
    let manifest =
        format!("[package]\nname = \"tree\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{dependencies}");
    write(&directory.join("src/lib.rs"), "")?;
    write(&directory.join("Cargo.toml"), &manifest)?;
    let lock = context.root.join("benches/Cargo.lock");
    fs::copy(&lock, directory.join("Cargo.lock")).with_context(|| format!("{}: cannot be copied", lock.display()))?;
    Ok(directory)
}

fn write(path: &Path, text: &str) -> Result<()> {
    let shown = || format!("{}: cannot be written", path.display());
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory).with_context(shown)?;
    }
    fs::write(path, text).with_context(shown)
}

/// Counts the distinct lines of a dependency tree, without the first, which is the package itself.
fn count(tree: &str) -> usize {
    tree.lines().skip(1).filter(|line| !line.is_empty()).collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn distinct_lines_are_counted() {
        assert_eq!(count("tree v0.0.0 (/tmp/tree)\na v1.0.0\nb v1.0.0\na v1.0.0\na v2.0.0\n"), 3);
        assert_eq!(count(""), 0);
    }
}
