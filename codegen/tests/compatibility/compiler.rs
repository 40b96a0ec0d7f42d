//! Compiles a program against the generated crates of many models.
//!
//! The crates of a model are modules of one crate here, which depends on the real runtime. Everything is in cargo's
//! directory for tests, so that the runtime's dependencies are compiled once.
//!
//! Invariant: the lines that do not compile are found exactly, each separately.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::{GeneratedFile, Package};
use serde_json::Value;

/// The line before those of a program.
const PROGRAM: &str = "#![allow(warnings)]";
/// The upper bound on compilations of a program: errors of one kind hide those of another.
const MAX_ROUNDS: usize = 8;

/// A workspace with the generated crates and the program.
pub struct Compiler {
    root: PathBuf,
    library: String,
    /// Held while the workspace is used: two test runs may share the folder.
    _lock: File,
}

impl Compiler {
    /// Creates a workspace of that name without any generated crates.
    pub fn new(name: &str) -> Self {
        let tests = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compatibility");
        let root = tests.join(name);
        fs::create_dir_all(&root).expect("cargo has a folder for tests");
        let lock = File::create(tests.join(format!("{name}.lock"))).expect("the folder can be written");
        lock.lock().expect("the file can be locked");
        fs::remove_dir_all(&root).expect("the folder can be emptied");
        let compiler = Self { root, library: format!("{PROGRAM}\n"), _lock: lock };
        let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace is there");
        let versions = fs::read_to_string(ours.join("Cargo.lock")).expect("the workspace has a lock file");
        compiler.write("Cargo.lock", &versions);
        compiler.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"generated\", \"program\"]\n");
        let runtime = ["client", "types"].map(|package| {
            let path = ours.join("runtime").join(package);
            format!("tinsmith-{package} = {{ path = {path:?}, default-features = false }}\n")
        });
        let runtime = runtime.concat();
        compiler.write("generated/Cargo.toml", &package(name, "generated", &runtime));
        let generated = format!("generated = {{ package = \"{name}-generated\", path = \"../generated\" }}\n");
        // Programs name the traits of serde as users do.
        let serde = "serde_core = \"1\"\nserde_json = \"1\"\n";
        compiler.write("program/Cargo.toml", &package(name, "program", &(runtime + &generated + serde)));
        compiler
    }

    /// Adds the crates of a model as the module `name`.
    pub fn add(&mut self, name: &str, files: &[GeneratedFile]) {
        for file in files.iter().filter(|file| !file.path.ends_with("_tests.rs")) {
            let (package, import) = match file.package {
                Package::Types => ("types/generated", ""),
                // The crate `types` of a client is a module here, which has to be imported.
                Package::Client if file.path == "mod.rs" => ("client", ""),
                Package::Client => ("client", "use super::super::types;\n"),
            };
            self.write(&format!("generated/src/{name}/{package}/{}", file.path), &format!("{import}{}", file.text));
        }
        let types = "pub mod types { mod generated; pub use generated::*; pub use tinsmith_types::{Structure, Unit}; }";
        self.library += &format!("pub mod {name} {{ {types} pub mod client; }}\n");
    }

    /// Returns the lines that do not compile.
    pub fn failing<'l>(&self, lines: &[&'l str]) -> BTreeSet<&'l str> {
        self.write("generated/src/lib.rs", &self.library);
        let mut failing = BTreeSet::new();
        for _ in 0..MAX_ROUNDS {
            let text = lines.iter().map(|line| if failing.contains(line) { "" } else { line });
            let program = text.fold(format!("{PROGRAM}\n"), |program, line| program + line + "\n");
            self.write("program/src/lib.rs", &program);
            let found = self.check();
            if found.is_empty() {
                return failing;
            }
            failing.extend(found.into_iter().map(|index| lines[index]));
        }
        unreachable!("each of {MAX_ROUNDS} compilations found more lines that do not compile")
    }

    /// Returns the lines of the program, from 0, that have errors.
    fn check(&self) -> BTreeSet<usize> {
        let mut command = Command::new(env!("CARGO"));
        command.args(["check", "--offline", "--quiet", "--message-format=json", "--target-dir"]);
        command.arg(self.root.with_file_name("target")).current_dir(&self.root).env_remove("RUSTFLAGS");
        // Nothing is compiled twice, and the incremental cache would fill the disk.
        command.env("CARGO_INCREMENTAL", "0");
        let output = command.output().expect("cargo runs");
        let text = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
        let messages = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("cargo writes JSON"));
        let errors = messages.filter(|message| message["message"]["level"] == "error");
        // The last error is the count of the others, and has no location.
        let errors: Vec<Value> = errors.filter(|error| error["message"]["spans"] != Value::Array(Vec::new())).collect();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() || !errors.is_empty(), "{stderr}");
        errors.iter().map(|error| line(&error["message"])).collect()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }
}

/// Returns the line of the program, from 0, that an error refers to; generated code must have no error.
fn line(error: &Value) -> usize {
    let mut spans = error["spans"].as_array().into_iter().flatten();
    let own = spans.find(|span| span["is_primary"] == true && span["file_name"] == "program/src/lib.rs");
    let line = own.and_then(|span| span["line_start"].as_u64()?.checked_sub(2)?.try_into().ok());
    assert!(line.is_some(), "{}", error["rendered"].as_str().unwrap_or_default());
    line.unwrap_or_default()
}

fn package(workspace: &str, name: &str, dependencies: &str) -> String {
    let package = format!("[package]\nname = \"{workspace}-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
    format!("{package}[lib]\ndoctest = false\n[dependencies]\n{dependencies}")
}
