//! Workspaces to run the program in, and its output.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::SystemTime;

use tempfile::TempDir;

/// Each file's content and modification time, by its path.
pub type Snapshot = BTreeMap<PathBuf, (Vec<u8>, SystemTime)>;

/// A workspace with a model and no generated files yet.
pub struct Workspace {
    root: TempDir,
}

impl Workspace {
    pub fn new() -> Self {
        let workspace = Self { root: tempfile::tempdir().expect("there is room for temporary files") };
        workspace.write("Cargo.toml", "[workspace]\nmembers = []\n");
        workspace.write("xtask/Cargo.toml", "[package]\nname = \"xtask\"\n");
        workspace.write("model/example.json", &model("Says hello.", 1));
        workspace
    }

    /// Creates a workspace in which everything is generated.
    pub fn regenerated() -> Self {
        let workspace = Self::new();
        workspace.regenerate().ok();
        workspace
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    pub fn write(&self, path: &str, content: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a directory")).expect("directories can be made");
        fs::write(path, content).expect("files can be written");
    }

    /// Returns the program in the root of the workspace, as run by cargo.
    pub fn xtask(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).current_dir(self.root.path()).env("CARGO_MANIFEST_DIR", self.path("xtask"));
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> CommandOutput {
        CommandOutput::new(self.xtask(arguments).output())
    }

    #[track_caller]
    pub fn regenerate(&self) -> CommandOutput {
        self.run(&["regenerate"])
    }

    /// Returns all files except the program's own lock, if any.
    pub fn snapshot(&self) -> Snapshot {
        snapshot(self.root.path())
    }
}

/// The output of the program.
#[derive(Debug)]
pub struct CommandOutput {
    pub out: String,
    pub err: String,
    pub status: Option<i32>,
}

impl CommandOutput {
    #[track_caller]
    pub fn new(output: std::io::Result<Output>) -> Self {
        let output = output.expect("the program can be run");
        let text = |bytes| String::from_utf8(bytes).expect("the program says UTF-8");
        Self { out: text(output.stdout), err: text(output.stderr), status: output.status.code() }
    }

    /// Asserts success without output on the standard error.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!((self.status, self.err.as_str()), (Some(0), ""));
        self.out
    }

    /// Asserts failure without output on the standard output.
    #[track_caller]
    pub fn failed(self, status: i32) -> String {
        assert_eq!((self.status, self.out.as_str()), (Some(status), ""), "{}", self.err);
        self.err
    }
}

/// Returns a service with so much documentation that its files take some time to write.
pub fn model(documentation: &str, repeats: usize) -> String {
    let documentation = format!("{documentation} ").repeat(repeats);
    format!(
        r##"{{
  "smithy": "2.0",
  "shapes": {{
    "example#Greeter": {{
      "type": "service",
      "version": "2020-01-01",
      "operations": [{{ "target": "example#Greet" }}],
      "traits": {{
        "aws.api#service": {{ "sdkId": "Greeter" }},
        "aws.auth#sigv4": {{ "name": "greeter" }},
        "aws.protocols#restJson1": {{}},
        "smithy.api#documentation": "Greets.",
        "smithy.rules#endpointRuleSet": {{
          "version": "1.0",
          "parameters": {{
            "Region": {{ "type": "String", "builtIn": "AWS::Region", "required": true, "documentation": "The region." }}
          }},
          "rules": [
            {{ "type": "endpoint", "conditions": [], "endpoint": {{ "url": "https://greeter.{{Region}}.example.com" }} }}
          ]
        }}
      }}
    }},
    "example#Greet": {{
      "type": "operation",
      "input": {{ "target": "example#GreetRequest" }},
      "traits": {{
        "smithy.api#documentation": "Greets someone.",
        "smithy.api#http": {{ "method": "POST", "uri": "/greet" }}
      }}
    }},
    "example#GreetRequest": {{
      "type": "structure",
      "members": {{ "name": {{ "target": "smithy.api#String", "traits": {{ "smithy.api#documentation": "{documentation}" }} }} }},
      "traits": {{ "smithy.api#input": {{}}, "smithy.api#documentation": "{documentation}" }}
    }}
  }}
}}
"##
    )
}

/// Returns every file below a directory.
pub fn snapshot(root: &Path) -> Snapshot {
    let mut files = Snapshot::new();
    let mut directories = vec![root.to_owned()];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(directory).expect("directories can be listed") {
            let path = entry.expect("directories can be listed").path();
            let metadata = fs::symlink_metadata(&path).expect("what is listed is there");
            if metadata.is_dir() {
                directories.push(path);
            } else if metadata.is_file() {
                let written = metadata.modified().expect("files have times");
                files.insert(path.clone(), (fs::read(path).unwrap_or_default(), written));
            }
        }
    }
    files
}

/// Lets cargo compile into the directory that all generated workspaces share, so that each dependency is compiled once.
pub fn compile_shared(cargo: &mut Command) -> &mut Command {
    cargo.env_remove("RUSTFLAGS").env("CARGO_INCREMENTAL", "0").env("CARGO_PROFILE_DEV_DEBUG", "0");
    cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("generated"))
}

/// Returns the names of the files in a directory, sorted.
pub fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).expect("the directory is there");
    let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("it can be listed").file_name();
    let mut names: Vec<_> = entries.map(name).map(|name| lossy(&name)).collect();
    names.sort();
    names
}

fn lossy(name: &OsStr) -> String {
    name.to_string_lossy().into_owned()
}
