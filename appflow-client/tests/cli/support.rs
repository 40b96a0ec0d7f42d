//! The program, files for it, and its output.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use appflow_client::{Client, Credentials};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The secrets of the requests below, which must not be shown anywhere.
pub const SECRET: &str = "hunter2";

/// A directory with files.
pub struct Files(TempDir);

/// The output of the program.
#[derive(Debug)]
pub struct CommandOutput {
    pub out: String,
    pub err: String,
    pub status: Option<i32>,
}

/// A fake served by the program.
pub struct Served {
    child: Child,
    pub url: String,
    pub instructions: String,
}

impl Files {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("there is room for temporary files"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).expect("files can be written");
    }

    /// Returns the program in this directory, without the variables of the tests' own environment that it would read.
    pub fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_appflow"));
        command.args(arguments).current_dir(self.0.path()).env_clear();
        // No instance is asked for credentials, which would take time if there is none.
        command.env("AWS_EC2_METADATA_DISABLED", "true");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> CommandOutput {
        CommandOutput::new(&self.program(arguments).output().expect("the program can be run"))
    }

    /// Runs it with this standard input.
    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> CommandOutput {
        let mut child = self.program(arguments).stdin(Stdio::piped()).spawn().expect("the program can be run");
        // A program that does not read all of it is not an error of the test.
        let _ = child.stdin.take().expect("a pipe").write_all(input);
        CommandOutput::new(&child.wait_with_output().expect("the program ends"))
    }

    /// Serves a fake, and waits until it listens.
    pub fn serve(&self, arguments: &[&str]) -> Served {
        let mut child = self.program(&[&["fake"], arguments].concat()).spawn().expect("the program can be run");
        let mut reader = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut instructions = String::new();
        while !instructions.contains("appflow fake --help") {
            let length = reader.read_line(&mut instructions).expect("the program says UTF-8");
            assert_ne!(length, 0, "the fake ended: {:?}", child.wait_with_output());
        }
        child.stdout = Some(reader.into_inner());
        let url = instructions.split_whitespace().find(|word| word.starts_with("http://")).expect("a URL").to_owned();
        Served { child, url, instructions }
    }
}

impl CommandOutput {
    pub fn new(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program says UTF-8");
        let output = Self { out: text(&output.stdout), err: text(&output.stderr), status: output.status.code() };
        assert!(!output.out.contains(SECRET) && !output.err.contains(SECRET), "{output:?}");
        output
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

impl Served {
    /// Returns the environment variables in the instructions.
    pub fn environment(&self) -> Vec<(String, String)> {
        let lines = self.instructions.lines().filter_map(|line| line.trim().strip_prefix("export "));
        let pairs = lines.flat_map(str::split_whitespace).map(|pair| pair.split_once('=').expect("a value"));
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// Returns a client that follows the instructions.
    pub fn client(&self) -> Client {
        let environment = self.environment();
        let value = |name: &str| environment.iter().find(|(known, _)| known == name).expect(name).1.clone();
        let credentials =
            Credentials::new(value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY"), None, None, "tests");
        let builder = Client::builder().region(value("AWS_REGION")).credentials(credentials);
        builder.endpoint_url(&self.url).build().expect("everything is set")
    }

    pub fn signal(&self, signal: &str) {
        let status = Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(status.expect("there is such a command").success());
    }

    /// Kills it with a signal that can't be caught.
    pub fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }

    /// Returns its output after the instructions, once it has ended.
    pub fn end(mut self) -> CommandOutput {
        let (mut out, mut err) = (String::new(), String::new());
        self.child.stdout.take().expect("a pipe").read_to_string(&mut out).expect("UTF-8");
        self.child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("UTF-8");
        CommandOutput { out, err, status: self.child.wait().expect("it ends").code() }
    }

    /// Returns the names of its profiles.
    pub fn names(&self) -> Vec<String> {
        let address = self.url.strip_prefix("http://").expect("a URL");
        let mut stream = std::net::TcpStream::connect(address).expect("it listens");
        let request = format!("GET /_fake/profiles HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        let body: Value = serde_json::from_str(answer.split_once("\r\n\r\n").expect("a body").1).expect("JSON");
        let profiles = body["profiles"].as_array().expect("a list").iter();
        profiles.map(|profile| profile["connectorProfileName"].as_str().expect("a name").to_owned()).collect()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It has ended already if a test has waited for it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns a valid request.
pub fn document(name: &str) -> Value {
    json!({
        "connectorProfileName": name,
        "connectorType": "Salesforce",
        "connectionMode": "Public",
        "connectorProfileConfig": {
            "connectorProfileProperties": { "Salesforce": { "instanceUrl": "https://acme.my.salesforce.com" } },
            "connectorProfileCredentials": { "Salesforce": { "accessToken": "hunter2-a", "refreshToken": "hunter2-r" } },
        },
    })
}
