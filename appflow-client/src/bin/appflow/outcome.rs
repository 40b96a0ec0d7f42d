//! The output of a command, and its exit status.
//!
//! Everything is printed in one place; a closed output is not an error.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use appflow_client::Error;
use serde_json::{Value, json};

use crate::output::{Format, VERSION};

/// The exit status for a document with problems.
pub const PROBLEMS: u8 = 1;
/// The exit status for an unusable command line, file or environment.
pub const USAGE: u8 = 2;
/// The exit status for a failed call.
pub const CALL: u8 = 3;

/// The output of a command, printed at its end.
#[derive(Debug)]
pub struct Outcome {
    /// The standard output: the result.
    pub out: String,
    /// The standard error: additional information.
    pub err: String,
    /// The exit status.
    pub status: u8,
}

/// The reason why a command failed.
#[derive(Debug)]
pub struct Failure {
    text: String,
    status: u8,
    /// Whether to refer to the command's help.
    is_usage: bool,
    /// Additional information, as an object.
    details: Value,
}

impl Outcome {
    /// Creates the outcome of a successful command.
    pub const fn success(out: String) -> Self {
        Self { out, err: String::new(), status: 0 }
    }

    /// Prints the output.
    pub fn print(self) -> ExitCode {
        let written = write(io::stdout(), &self.out).and(write(io::stderr(), &self.err));
        if written.is_ok() { ExitCode::from(self.status) } else { ExitCode::from(USAGE) }
    }
}

impl Failure {
    /// Creates the failure of an invalid command line.
    pub fn usage(text: impl fmt::Display) -> Self {
        Self { is_usage: true, ..Self::new(text, USAGE) }
    }

    /// Creates the failure of an unusable file, address or environment.
    pub fn setup(text: impl fmt::Display) -> Self {
        Self::new(text, USAGE)
    }

    /// Creates the failure of a document with problems.
    pub fn problems(text: impl fmt::Display) -> Self {
        Self::new(text, PROBLEMS)
    }

    /// Creates the failure of a call.
    pub fn call(error: &Error) -> Self {
        Self::new(error.report(), CALL).with(json!({
            "operation": error.operation(),
            "status": error.status(),
            "code": error.code(),
            "requestId": error.request_id(),
            "attempts": error.attempts(),
            "clientToken": error.client_token(),
            "isRetryable": error.is_retryable(),
            "mayHaveTakenEffect": error.may_have_taken_effect(),
        }))
    }

    /// Creates the failure of an incomplete response.
    pub fn answer(text: impl fmt::Display) -> Self {
        Self::new(text, CALL)
    }

    fn new(text: impl fmt::Display, status: u8) -> Self {
        Self { text: text.to_string(), status, is_usage: false, details: Value::Null }
    }

    /// Adds an object with additional information for programs.
    pub fn with(self, details: Value) -> Self {
        Self { details, ..self }
    }

    /// Returns the exit status.
    pub const fn status(&self) -> u8 {
        self.status
    }

    /// Returns the failure as an object.
    pub fn document(&self) -> Value {
        let kind = match self.status {
            PROBLEMS => "problems",
            CALL => "call",
            _ if self.is_usage => "usage",
            _ => "setup",
        };
        let mut document = json!({ "kind": kind, "message": self.text.trim_end() });
        if let (Some(document), Value::Object(details)) = (document.as_object_mut(), self.details.clone()) {
            document.extend(details);
        }
        document
    }

    /// Returns the failure as a line for people.
    pub fn line(&self) -> String {
        format!("error: {}\n", self.text.trim_end())
    }

    /// Converts the failure to an outcome; `hint` is the command that explains the options.
    pub fn into_outcome(self, hint: &str, format: Format) -> Outcome {
        let out = match format {
            Format::Text => String::new(),
            Format::Json => format!("{:#}\n", json!({ "version": VERSION, "error": self.document() })),
        };
        let mut err = self.line();
        if self.is_usage {
            err.push_str(&format!("\n`{hint}` explains what is possible\n"));
        }
        Outcome { out, err, status: self.status }
    }
}

/// Prints a text immediately, and returns whether the output is still open.
pub fn say(text: &str) -> bool {
    let mut out = io::stdout();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_ok()
}

/// Prints a text to the standard error immediately.
pub fn note(text: &str) {
    // A closed standard error is ignored.
    let _ = write(io::stderr(), text);
}

fn write(mut stream: impl Write, text: &str) -> io::Result<()> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
