//! What a command has to say, and its exit status.
//!
//! Everything is printed in one place; a reader that has gone away is no error.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use appflow_client::Error;
use serde_json::{Value, json};

use crate::output::{Format, VERSION};

/// The exit status where a document has problems.
pub const PROBLEMS: u8 = 1;
/// The exit status where the command line, a file or the environment can't be used.
pub const USAGE: u8 = 2;
/// The exit status where a call has failed.
pub const CALL: u8 = 3;

/// What is printed when a command is done.
#[derive(Debug)]
pub struct Outcome {
    /// For the standard output: what was asked for.
    pub out: String,
    /// For the standard error: what should be known besides.
    pub err: String,
    /// The exit status.
    pub status: u8,
}

/// Why a command could not do what was asked.
#[derive(Debug)]
pub struct Failure {
    text: String,
    status: u8,
    /// Whether the command's help says how to do better.
    is_usage: bool,
    /// Further facts about the outcome, as an object.
    details: Value,
}

impl Outcome {
    /// The command did what was asked.
    pub const fn success(out: String) -> Self {
        Self { out, err: String::new(), status: 0 }
    }

    /// Prints it.
    pub fn print(self) -> ExitCode {
        let written = write(io::stdout(), &self.out).and(write(io::stderr(), &self.err));
        if written.is_ok() { ExitCode::from(self.status) } else { ExitCode::from(USAGE) }
    }
}

impl Failure {
    /// A command line that is wrong.
    pub fn usage(text: impl fmt::Display) -> Self {
        Self { is_usage: true, ..Self::new(text, USAGE) }
    }

    /// A file, an address or an environment that can't be used.
    pub fn setup(text: impl fmt::Display) -> Self {
        Self::new(text, USAGE)
    }

    /// A document with problems.
    pub fn problems(text: impl fmt::Display) -> Self {
        Self::new(text, PROBLEMS)
    }

    /// A call that has failed.
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

    /// An answer that does not say what it must.
    pub fn answer(text: impl fmt::Display) -> Self {
        Self::new(text, CALL)
    }

    fn new(text: impl fmt::Display, status: u8) -> Self {
        Self { text: text.to_string(), status, is_usage: false, details: Value::Null }
    }

    /// The same failure with an object that says more to programs.
    pub fn with(self, details: Value) -> Self {
        Self { details, ..self }
    }

    /// The exit status.
    pub const fn status(&self) -> u8 {
        self.status
    }

    /// The failure as an object.
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

    /// The failure for people.
    pub fn line(&self) -> String {
        format!("error: {}\n", self.text.trim_end())
    }

    /// What is printed; `hint` is the command that explains the options.
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

/// Prints a text at once, and returns whether its reader is still there.
pub fn say(text: &str) -> bool {
    let mut out = io::stdout();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_ok()
}

/// Prints a text on the standard error at once.
pub fn note(text: &str) {
    // Whether anybody listens does not matter.
    let _ = write(io::stderr(), text);
}

fn write(mut stream: impl Write, text: &str) -> io::Result<()> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
