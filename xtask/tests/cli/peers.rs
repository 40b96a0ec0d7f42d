//! Generated clients of two services that use awsJson, tested with moto's imitation of them and compared with boto3.
//!
//! The test uses the interpreter in `MOTO_PYTHON`, which must be able to import moto's server and boto3, and is skipped
//! if it is not set.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::support::{CommandOutput, Workspace, compile_shared};

/// Returns the folder of the models, of the calling program, and of the server.
fn peers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers")
}

/// The package of the calling program.
const MANIFEST: &str = r#"[workspace]

[package]
name = "calls"
edition = "2024"

[dependencies]
kms-client = { path = "../made/kms-client", default-features = false }
sqs-client = { path = "../made/sqs-client", default-features = false }
tokio = { version = "1", features = ["rt"] }
"#;

/// The services, imitated by a process that is killed at the end.
struct Services(Child);

impl Services {
    fn start(python: &Path) -> Self {
        let mut command = Command::new(python);
        command.arg(peers().join("peers.py")).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        Self(command.spawn().expect("Python runs"))
    }

    /// Returns the next line that the process prints.
    fn line(&mut self) -> String {
        let output = self.0.stdout.as_mut().expect("it is a pipe");
        let mut line = String::new();
        // One byte at a time, because a dropped reader would lose its buffer.
        BufReader::with_capacity(1, output).read_line(&mut line).expect("the process prints lines");
        line.trim_end().to_owned()
    }

    /// Returns everything that boto3 sees.
    fn seen(&mut self) -> Value {
        self.0.stdin.as_mut().expect("it is a pipe").write_all(b"\n").expect("the process reads");
        serde_json::from_str(&self.line()).expect("the process prints JSON")
    }
}

impl Drop for Services {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Generates the clients and writes the package of the calling program.
fn prepare(workspace: &Workspace) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is in the workspace");
    for name in ["sqs", "kms"] {
        let (model, runtime) = (peers().join(format!("{name}.json")), root.join("runtime"));
        let mut command = workspace.xtask(&["generate", "--name", name, "--out", "made", "--runtime"]);
        command.arg(runtime).arg(model).env("CARGO_MANIFEST_DIR", root.join("xtask"));
        CommandOutput::new(command.output()).ok();
    }
    workspace.write("calls/Cargo.toml", MANIFEST);
    let program = std::fs::read_to_string(peers().join("calls.rs")).expect("the program is in the folder");
    workspace.write("calls/src/main.rs", &program);
    let locked = std::fs::read_to_string(root.join("Cargo.lock")).expect("the workspace has one");
    workspace.write("calls/Cargo.lock", &locked);
}

/// Runs the calling program, and returns the lines that it prints.
fn calls(workspace: &Workspace, arguments: &[&str]) -> Vec<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "--offline", "--"]).args(arguments).current_dir(workspace.path("calls"));
    let output = CommandOutput::new(compile_shared(&mut cargo).output());
    assert_eq!(output.status, Some(0), "{}\n{}", output.out, output.err);
    output.out.lines().map(str::to_owned).collect()
}

#[test]
fn boto3_and_generated_clients_get_the_same_responses() {
    let Some(python) = std::env::var_os("MOTO_PYTHON").map(PathBuf::from) else {
        println!("MOTO_PYTHON names no interpreter with moto: this test goes on without it");
        return;
    };
    let workspace = Workspace::new();
    prepare(&workspace);
    let mut services = Services::start(&python);
    let url = services.line();
    assert_eq!(services.seen(), json!({ "queues": [], "keys": {} }));
    let created = calls(&workspace, &["create", &url]);
    let [queue, key] = &created[..] else { panic!("expected the URL of a queue and the id of a key") };
    let text = "é \"<&>\" \\ \u{1f512}";
    assert_eq!(services.seen(), json!({ "queues": [queue], "keys": { key: [text, "Enabled"] } }));
    calls(&workspace, &["delete", &url, queue, key]);
    assert_eq!(services.seen(), json!({ "queues": [], "keys": { key: [text, "PendingDeletion"] } }));
}
