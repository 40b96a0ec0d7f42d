//! Requests in files.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use appflow_client::types::{Constraint, Violation};

use crate::outcome::Failure;

/// The size limit, far above the size of any request.
const LIMIT: u64 = 16 << 20;

/// A document, with its origin.
pub struct Source {
    name: String,
    /// Its content, which contains secrets.
    pub text: String,
}

impl Source {
    /// Reads a file, or the standard input if the path is `-`.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let failed = |problem: &dyn fmt::Display| Failure::setup(format!("{}: {problem}", Shown(path)));
        let mut bytes = Vec::new();
        let read = if path == Path::new("-") {
            io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes)
        } else {
            File::open(path).and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes))
        };
        read.map_err(|error| failed(&format_args!("cannot be read: {error}, expected a readable file")))?;
        if bytes.len() as u64 > LIMIT {
            return Err(failed(&"too large, expected a request of at most 16 MiB"));
        }
        let text = String::from_utf8(bytes).map_err(|_| failed(&"not UTF-8, expected a JSON document"))?;
        Ok(Self { name: Shown(path).to_string(), text })
    }

    /// Returns a document without members, for a request that needs none.
    pub fn empty() -> Self {
        Self { name: "<empty>".to_owned(), text: "{}".to_owned() }
    }

    /// Returns its name in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns a line for each entry, prefixed with the file's name.
    pub fn lines<T: fmt::Display>(&self, entries: &[T]) -> String {
        entries.iter().map(|entry| format!("{}:{entry}\n", self.name())).collect()
    }

    /// Returns a line for each warning.
    pub fn warnings(&self, warnings: &[Violation]) -> String {
        let line = |warning: &Violation| format!("{}: warning: {}: {}\n", self.name(), warning.path, message(warning));
        warnings.iter().map(line).collect()
    }
}

/// Returns the message of a warning, without the place.
pub fn message(warning: &Violation) -> String {
    match &warning.constraint {
        Constraint::Length { actual, .. } => format!("has length {actual}, must {}", warning.constraint),
        constraint => format!("must {constraint}"),
    }
}

struct Shown<'a>(&'a Path);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == Path::new("-") { formatter.write_str("<stdin>") } else { self.0.display().fmt(formatter) }
    }
}
