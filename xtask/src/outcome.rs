//! The output of a command, and its exit status: 0, 1 for a failure, 2 for an invalid command line.
//!
//! Everything is printed at the end and in one place, which escapes text. A closed output is not an error.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Error;

use crate::escape;

/// The output of a command, printed at its end.
#[derive(Debug)]
pub struct Outcome {
    /// The standard output: the result.
    pub out: String,
    /// The standard error: additional information.
    pub err: String,
    /// The exit status.
    pub status: u8,
    /// Whether the standard output is already escaped for a format other than text.
    is_escaped: bool,
}

impl Outcome {
    /// Creates text for the standard output and the standard error, escaped when it is printed.
    pub fn text(out: String, err: String, status: u8) -> Self {
        Self { out, err, status, is_escaped: false }
    }

    /// Creates the outcome of a successful command.
    pub fn success(out: String) -> Self {
        Self::text(out, String::new(), 0)
    }

    /// Creates a report in a format with its own escapes, and text for the standard error.
    pub fn escaped(out: String, err: String, status: u8) -> Self {
        Self { out, err, status, is_escaped: true }
    }

    /// Creates the outcome of a failed command.
    pub fn failed(error: &Error) -> Self {
        Self::text(String::new(), format!("{error:#}\n"), 1)
    }

    /// Creates the outcome of a command line without a task to run: the help if it was requested, or else the problem.
    pub fn unparsed(error: &clap::Error) -> Self {
        let text = error.render().to_string();
        if error.use_stderr() { Self::text(String::new(), text, 2) } else { Self::success(text) }
    }

    /// Appends the output of another part of the command.
    pub fn add(&mut self, out: &str, err: &str, status: u8) {
        self.out.push_str(out);
        self.err.push_str(err);
        self.status = self.status.max(status);
    }

    /// Prints the output.
    pub fn print(self) -> ExitCode {
        let out = if self.is_escaped { self.out } else { escape::lines(&self.out) };
        let written = write(io::stdout(), &out).and(write(io::stderr(), &escape::lines(&self.err)));
        if written.is_ok() { ExitCode::from(self.status) } else { ExitCode::FAILURE }
    }
}

fn write(mut stream: impl Write, text: &str) -> io::Result<()> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
