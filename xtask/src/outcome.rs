//! What a command has to say, and its exit status: 0, 1 for a failure, 2 for a command line that is wrong.
//!
//! Everything is printed at the end and in one place; a reader that has gone away is no error.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Error;

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

impl Outcome {
    /// The command did what was asked.
    pub fn success(out: String) -> Self {
        Self { out, err: String::new(), status: 0 }
    }

    /// The command did nothing; `hint` is the command that explains its options.
    pub fn failed(error: &Error, hint: &str) -> Self {
        let (err, status) = match error.downcast_ref::<lexopt::Error>() {
            Some(usage) => (format!("{}\n\n`{hint}` explains what is possible\n", usage.to_string().trim_end()), 2),
            None => (format!("{error:#}\n"), 1),
        };
        Self { out: String::new(), err, status }
    }

    /// Prints it.
    pub fn print(self) -> ExitCode {
        let written = write(io::stdout(), &self.out).and(write(io::stderr(), &self.err));
        if written.is_ok() { ExitCode::from(self.status) } else { ExitCode::FAILURE }
    }
}

fn write(mut stream: impl Write, text: &str) -> io::Result<()> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
