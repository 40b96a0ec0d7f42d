//! A project for cargo with the generated crates of many models, and a program that is compiled against them.
//!
//! It is made below cargo's folder for tests, so that what the runtime depends on is compiled once. The crates of a
//! model are modules here, over the handwritten runtime of the crate of types and a stand-in for that of the client.
//!
//! Invariant: of a program, only the lines that do not compile are found not to, each on its own.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::{GeneratedFile, Package};
use serde_json::Value;

const LIBRARY: &str = include_str!("../../../appflow-types/src/lib.rs");
/// How often a program is compiled at most: errors of one kind hide those of another.
const ROUNDS: usize = 8;

pub struct Project {
    root: PathBuf,
    library: String,
    /// Held while the project is used: two test runs may share the folder.
    _lock: File,
}

impl Project {
    /// An empty project of that name.
    pub fn new(name: &str) -> Self {
        let tests = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compatibility");
        let root = tests.join(name);
        fs::create_dir_all(&root).unwrap();
        let lock = File::create(tests.join(format!("{name}.lock"))).unwrap();
        lock.lock().unwrap();
        fs::remove_dir_all(&root).unwrap();
        let project = Self { root, library: runtime(), _lock: lock };
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        project.write("Cargo.lock", &fs::read_to_string(workspace.join("Cargo.lock")).unwrap());
        project.write("Cargo.toml", &manifest(name, &fs::read_to_string(workspace.join("Cargo.toml")).unwrap()));
        project.write("generated/Cargo.toml", &package(name, "generated", DEPENDENCIES));
        let dependency = format!("generated = {{ package = \"{name}-generated\", path = \"../generated\" }}\n");
        project.write("program/Cargo.toml", &package(name, "program", &dependency));
        project
    }

    /// Adds the crates of a model as the module `name`.
    pub fn add(&mut self, name: &str, files: &[GeneratedFile]) {
        let mut modules = [String::new(), String::new()];
        for file in files.iter().filter(|file| !file.path.ends_with("_tests.rs") && file.path != "endpoints.rs") {
            let (index, package) = if file.package == Package::Types { (0, "types") } else { (1, "client") };
            let path = format!("generated/src/{name}/{package}/{}", file.path);
            let import = if index == 1 { "use super::super::types;\n" } else { "" };
            self.write(&path, &format!("{import}{}", file.text));
            let module = file.path.trim_end_matches(".rs");
            let exported = if matches!(module, "validators" | "operations") { "" } else { "pub use " };
            let export = if exported.is_empty() { String::new() } else { format!("{exported}{module}::*;") };
            writeln!(modules[index], "mod {module}; {export}").unwrap();
        }
        let [types, client] = modules;
        writeln!(
            self.library,
            "pub mod {name} {{\npub mod types {{\npub use crate::Unit;\n{types}}}\npub mod client {{\n{client}{ENDPOINTS}}}\n}}"
        )
        .unwrap();
    }

    /// The lines that do not compile.
    pub fn failing<'l>(&self, lines: &[&'l str]) -> BTreeSet<&'l str> {
        self.write("generated/src/lib.rs", &self.library);
        let mut failing = BTreeSet::new();
        for _ in 0..ROUNDS {
            let text = lines.iter().map(|line| if failing.contains(line) { "" } else { line });
            let program = text.fold(format!("{PROGRAM}\n"), |program, line| program + line + "\n");
            self.write("program/src/lib.rs", &program);
            let found = self.check();
            if found.is_empty() {
                return failing;
            }
            failing.extend(found.into_iter().map(|index| lines[index]));
        }
        panic!("{ROUNDS} times, more lines did not compile");
    }

    /// The lines of the program in which errors are.
    fn check(&self) -> BTreeSet<usize> {
        let mut command = Command::new(env!("CARGO"));
        command.args(["check", "--offline", "--quiet", "--message-format=json", "--target-dir"]);
        command.arg(self.root.with_file_name("target")).current_dir(&self.root).env_remove("RUSTFLAGS");
        let output = command.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let messages = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let errors: Vec<Value> = messages
            .filter(|message| message["reason"] == "compiler-message" && message["message"]["level"] == "error")
            .map(|mut message| message["message"].take())
            .filter(|error| error["spans"].as_array().is_some_and(|spans| !spans.is_empty()))
            .collect();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() || !errors.is_empty(), "{stderr}");
        errors.iter().map(|error| line(error).unwrap_or_else(|| panic!("{}", error["rendered"]))).collect()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

const DEPENDENCIES: &str = "\
base64.workspace = true
serde_core.workspace = true
serde_json.workspace = true
strsim.workspace = true
subtle.workspace = true
zeroize.workspace = true
";

const ENDPOINTS: &str = "\
mod endpoints {
    use crate::endpoint::{Endpoint, EndpointError, Parameters};
    pub fn resolve(_: &Parameters) -> Result<Endpoint, EndpointError> { Err(EndpointError) }
}
";

/// What stands before the lines of a program, on one line.
const PROGRAM: &str = "#![allow(warnings)]";

/// The line of the program, from 0, in which an error is.
fn line(error: &Value) -> Option<usize> {
    let spans = error["spans"].as_array()?.iter();
    let mut own = spans.filter(|span| span["is_primary"] == true && span["file_name"] == "program/src/lib.rs");
    let line = own.next()?["line_start"].as_u64()?;
    usize::try_from(line).ok()?.checked_sub(2)
}

/// The workspace, with the versions that ours has.
fn manifest(name: &str, ours: &str) -> String {
    let (_, dependencies) = ours.split_once("[workspace.dependencies]").unwrap();
    let dependencies = dependencies.split("\n[").next().unwrap();
    let names = DEPENDENCIES.lines().map(|line| line.split('.').next().unwrap());
    let versions = names.map(|name| {
        let mut lines = dependencies.lines();
        lines.find(|line| line.split('=').next().unwrap().trim() == name).unwrap().to_owned() + "\n"
    });
    let versions: String = versions.collect();
    assert!(!name.is_empty());
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\"generated\", \"program\"]\n[workspace.dependencies]\n{versions}"
    )
}

fn package(project: &str, name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{project}-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[lib]\ndoctest = false\n\
         [dependencies]\n{dependencies}"
    )
}

/// The root of the crate that has all crates of all models: the handwritten modules, included where they are.
fn runtime() -> String {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let mut library = LIBRARY.replace("#[cfg(test)]\nmod canary;", "").replace("#[cfg(test)]\nmod round_trip;", "");
    library = library
        .lines()
        .filter(|line| !line.contains("generated") && !line.starts_with("//!"))
        .collect::<Vec<_>>()
        .join("\n");
    let modules: String = library
        .lines()
        .filter(|line| line.ends_with(';') && line.contains("mod "))
        .map(|line| format!("pub {}\n", line.trim_start_matches("pub ")))
        .collect();
    let exports: String =
        library.lines().filter(|line| line.starts_with("pub use ")).map(|line| format!("{line}\n")).collect();
    let (types, client) = (workspace.join("appflow-types/src"), workspace.join("appflow-client/src"));
    let real = ["operation", "pagination", "service"]
        .map(|module| format!("#[path = {:?}] pub mod {module};\n", client.join(format!("{module}.rs"))))
        .concat();
    format!(
        "#![allow(warnings)]\nextern crate self as types;\n#[path = {types:?}]\npub mod runtime {{\n{modules}}}\nuse runtime::*;\npub use union::UnknownMember;\n{exports}{real}{}\n",
        include_str!("stand_in.rs")
    )
}
