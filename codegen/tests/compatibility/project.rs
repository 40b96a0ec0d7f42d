//! A project for cargo with the generated crates of many models, and a program that is compiled against them.
//!
//! It is made below cargo's folder for tests, so that what the runtime depends on is compiled once. The crates of a
//! model are modules here, over the handwritten runtime of the crate of types; of the client's, what the generated code
//! is written against is there, and a stand-in for what calls anybody.
//!
//! Invariant: of a program, only the lines that do not compile are found not to, each on its own.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::{GeneratedFile, Package};
use serde_json::Value;

/// The root of the crate of types.
const LIBRARY: &str = include_str!("../../../appflow-types/src/lib.rs");
/// What its handwritten modules depend on.
const DEPENDENCIES: [&str; 6] = ["base64", "serde_core", "serde_json", "strsim", "subtle", "zeroize"];
/// The client's handwritten modules that do not depend on how calls are made.
const CLIENT: [&str; 3] = ["operation", "pagination", "service"];
/// The client's rules of endpoints, of which code sees nothing.
const ENDPOINTS: &str = "mod endpoints {
    use crate::endpoint::{Endpoint, EndpointError, Parameters};
    pub fn resolve(_: &Parameters) -> Result<Endpoint, EndpointError> { Err(EndpointError) }
}";
/// What stands before the lines of a program, on one line.
const PROGRAM: &str = "#![allow(warnings)]";
/// How often a program is compiled at most: errors of one kind hide those of another.
const ROUNDS: usize = 8;

/// A project in a folder of its own.
pub struct Project {
    root: PathBuf,
    library: String,
    /// Held while the project is used: two test runs may share the folder.
    _lock: File,
}

impl Project {
    /// A project of that name without any crates.
    pub fn new(name: &str) -> Self {
        let tests = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compatibility");
        let root = tests.join(name);
        fs::create_dir_all(&root).expect("cargo has a folder for tests");
        let lock = File::create(tests.join(format!("{name}.lock"))).expect("the folder can be written");
        lock.lock().expect("the file can be locked");
        fs::remove_dir_all(&root).expect("the folder can be emptied");
        let project = Self { root, library: runtime(), _lock: lock };
        project.write("Cargo.lock", &ours("Cargo.lock"));
        project.write("Cargo.toml", &workspace(&ours("Cargo.toml")));
        let inherited = DEPENDENCIES.map(|dependency| format!("{dependency}.workspace = true\n")).concat();
        project.write("generated/Cargo.toml", &package(name, "generated", &inherited));
        let generated = format!(
            "generated = {{ package = \"{name}-generated\", path = \"../generated\" }}\nserde_core.workspace = true\nserde_json.workspace = true\n"
        );
        project.write("program/Cargo.toml", &package(name, "program", &generated));
        project
    }

    /// Adds the crates of a model as the module `name`.
    pub fn add(&mut self, name: &str, files: &[GeneratedFile]) {
        if !self.library.contains("ServiceError") {
            // Structures ask the one at the root of a crate of types for the version of the model; any will do.
            self.library += &format!("use {name}::types::ServiceError;\n");
        }
        let is_compiled = |file: &&GeneratedFile| !file.path.ends_with("_tests.rs") && file.path != "endpoints.rs";
        let [mut types, mut client] = ["pub use crate::Unit;\n".to_owned(), format!("{ENDPOINTS}\n")];
        for file in files.iter().filter(is_compiled) {
            let (modules, package, import) = match file.package {
                Package::Types => (&mut types, "types", ""),
                // What is the name of a crate there is that of a module here.
                Package::Client => (&mut client, "client", "use super::super::types;\n"),
            };
            self.write(&format!("generated/src/{name}/{package}/{}", file.path), &format!("{import}{}", file.text));
            let module = file.path.trim_end_matches(".rs");
            let is_exported = !matches!(module, "validators" | "operations");
            let export = if is_exported { format!("pub use {module}::*;") } else { String::new() };
            *modules += &format!("mod {module}; {export}\n");
        }
        self.library += &format!("pub mod {name} {{\npub mod types {{\n{types}}}\npub mod client {{\n{client}}}\n}}\n");
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
        unreachable!("{ROUNDS} times, more lines did not compile")
    }

    /// The lines of the program, from 0, in which errors are.
    fn check(&self) -> BTreeSet<usize> {
        let mut command = Command::new(env!("CARGO"));
        command.args(["check", "--offline", "--quiet", "--message-format=json", "--target-dir"]);
        command.arg(self.root.with_file_name("target")).current_dir(&self.root).env_remove("RUSTFLAGS");
        // Nothing is compiled twice that is the same, and what is kept for that case would fill the disk.
        command.env("CARGO_INCREMENTAL", "0");
        let output = command.output().expect("cargo runs");
        let text = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
        let messages = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("cargo writes JSON"));
        let errors = messages.filter(|message| message["message"]["level"] == "error");
        // The last error says how many there were, and is nowhere.
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

/// The line of the program, from 0, in which an error is; what is generated has none.
fn line(error: &Value) -> usize {
    let mut spans = error["spans"].as_array().into_iter().flatten();
    let own = spans.find(|span| span["is_primary"] == true && span["file_name"] == "program/src/lib.rs");
    let line = own.and_then(|span| span["line_start"].as_u64()?.checked_sub(2)?.try_into().ok());
    assert!(line.is_some(), "{}", error["rendered"].as_str().unwrap_or_default());
    line.unwrap_or_default()
}

/// A file of our workspace.
fn ours(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).expect("the workspace has it")
}

/// The project's workspace, with the versions that ours has.
fn workspace(ours: &str) -> String {
    let is_used = |line: &&str| DEPENDENCIES.iter().any(|name| line.starts_with(&format!("{name} = ")));
    let versions: Vec<&str> = ours.lines().filter(is_used).collect();
    let members = "members = [\"generated\", \"program\"]";
    format!("[workspace]\nresolver = \"3\"\n{members}\n[workspace.dependencies]\n{}\n", versions.join("\n"))
}

fn package(project: &str, name: &str, dependencies: &str) -> String {
    let package = format!("[package]\nname = \"{project}-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
    format!("{package}[lib]\ndoctest = false\n[dependencies]\n{dependencies}")
}

/// The root of the crate that holds the crates of all models: the handwritten modules, included where they are.
fn runtime() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace is there");
    let is_module = |line: &&str| line.trim_start_matches("pub ").starts_with("mod ") && *line != "mod generated;";
    let modules = LIBRARY.replace("#[cfg(test)]\nmod ", "");
    let modules = modules.lines().filter(is_module).map(|line| format!("pub {}\n", line.trim_start_matches("pub ")));
    let modules: String = modules.collect();
    let is_export = |line: &&str| line.starts_with("pub use ") && !line.contains("generated");
    let exports: Vec<&str> = LIBRARY.lines().filter(is_export).collect();
    let client = CLIENT.map(|module| {
        let path = root.join("appflow-client/src").join(format!("{module}.rs"));
        format!("#[path = {path:?}]\npub mod {module};\n")
    });
    format!(
        "#![allow(warnings)]\nextern crate self as types;\n#[path = {:?}]\npub mod runtime {{\n{modules}}}\n\
         use runtime::*;\npub use union::UnknownMember;\n{}\n{}{}\n",
        root.join("appflow-types/src"),
        exports.join("\n"),
        client.concat(),
        include_str!("stand_in.rs"),
    )
}
