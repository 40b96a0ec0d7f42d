//! Runs programs, and measures their time and memory.

use std::env;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use wait4::Wait4;

/// A program that succeeded.
pub struct Finished {
    /// The standard output.
    pub out: String,
    /// The elapsed time, in seconds.
    pub wall: f64,
    /// The CPU time of the program and of all programs that it started and waited for, in seconds.
    pub cpu: f64,
    /// The largest resident size of one of these programs, in bytes.
    pub peak: f64,
}

/// The prefixes of environment variables that cargo and the compiler read, or that `cargo run` sets. They are removed:
/// some change how crates are built; others make cargo run build scripts again, and rebuild everything that depends on
/// their crates.
const VARIABLES: [&str; 3] = ["CARGO_", "RUSTC", "RUSTFLAGS"];
/// The variables with these prefixes that are kept, because they say where crates come from.
const KEPT: [&str; 5] = ["CARGO_HOME", "CARGO_HTTP_", "CARGO_NET_", "CARGO_REGISTRIES_", "CARGO_REGISTRY_"];

/// Runs a program and waits for it; its standard error is inherited.
pub fn run(command: &mut Command) -> Result<Finished> {
    let shown = show(command);
    let started = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    let mut child = child.with_context(|| format!("`{shown}` cannot be run"))?;
    let mut out = Vec::new();
    if let Some(mut stdout) = child.stdout.take() {
        stdout.read_to_end(&mut out).with_context(|| format!("the output of `{shown}` cannot be read"))?;
    }
    let ended = child.wait4().with_context(|| format!("`{shown}` cannot be waited for"))?;
    if !ended.status.success() {
        bail!("`{shown}` failed: {}", ended.status);
    }
    Ok(Finished {
        out: String::from_utf8_lossy(&out).into_owned(),
        wall: started.elapsed().as_secs_f64(),
        cpu: (ended.rusage.utime + ended.rusage.stime).as_secs_f64(),
        peak: ended.rusage.maxrss as f64,
    })
}

/// Creates a cargo command that runs in a directory, with this target directory and cargo's own settings.
///
/// A compiler wrapper such as sccache is disabled, because its cache would make the second build of a crate almost
/// free.
pub fn cargo(directory: &Path, target: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let is_one_of =
            |starts: &[&str]| starts.iter().any(|start| name.as_encoded_bytes().starts_with(start.as_bytes()));
        if is_one_of(&VARIABLES) && !is_one_of(&KEPT) {
            command.env_remove(name);
        }
    }
    command.args(arguments).current_dir(directory).env("CARGO_TARGET_DIR", target).env("RUSTC_WRAPPER", "");
    command
}

/// Formats the command as one would type it, with programs by their file names.
pub fn show(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cost_of_a_program() {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        let finished = run(command.arg("--version")).expect("cargo runs its tests");
        assert!(finished.out.starts_with("cargo 1."), "{}", finished.out);
        assert!(finished.wall > 0.0 && finished.peak > 1e5, "{} {}", finished.wall, finished.peak);
    }

    #[test]
    fn cargo_has_settings_of_its_own() {
        let command = cargo(Path::new("."), Path::new("target"), &["build"]);
        let value = |name: &str| command.get_envs().find(|(known, _)| *known == name).map(|(_, value)| value.is_some());
        // Cargo sets the first of these for its tests.
        let values = ["CARGO_MANIFEST_DIR", "CARGO_TARGET_DIR", "CARGO_HOME", "PATH"].map(value);
        assert_eq!(values, [Some(false), Some(true), None, None]);
        assert_eq!(show(&command).split_once(' ').map(|(_, arguments)| arguments), Some("build"));
    }

    #[test]
    fn failures_name_the_command() {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        let error = run(command.args(["--list", "--no-such-option"]).stderr(Stdio::null())).map(|_| ()).err();
        let text = error.map(|error| error.to_string()).unwrap_or_default();
        assert!(text.contains("--list --no-such-option` failed: "), "{text}");
        let error = run(&mut Command::new("/no/such/program")).map(|_| ()).err();
        assert_eq!(error.map(|error| error.to_string()).as_deref(), Some("`program` cannot be run"));
    }
}
