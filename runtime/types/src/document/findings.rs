//! Collects problems and changes by byte offset, and converts the offsets to lines and columns at the end.
//!
//! Only the first hundred problems are kept; the others are counted.

use std::collections::BTreeMap;
use std::fmt;

use super::change::{Change, ChangeKind};
use super::problem::{DocumentError, Problem, ProblemKind};
use super::reader::Malformed;

/// The maximum number of reported problems: more than anyone would fix at once.
const REPORTED: usize = 100;

/// Problems and changes, while they are being collected.
#[derive(Default)]
pub struct Findings {
    problems: BTreeMap<(usize, usize), Draft<DraftKind>>,
    count: usize,
    changes: Vec<(usize, Draft<ChangeKind>)>,
}

struct Draft<K> {
    path: String,
    kind: K,
}

enum DraftKind {
    Known(ProblemKind),
    Duplicate { first: usize },
}

impl Findings {
    /// Adds a problem. The path is formatted only if the problem is one of those that are kept.
    pub fn add(&mut self, offset: usize, path: &dyn fmt::Display, kind: ProblemKind) {
        self.insert(offset, path, DraftKind::Known(kind));
    }

    /// Records a key that occurs a second time in its object.
    pub fn add_duplicate(&mut self, offset: usize, path: &dyn fmt::Display, first: usize) {
        self.insert(offset, path, DraftKind::Duplicate { first });
    }

    /// Returns the number of problems so far.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// Adds a change.
    pub fn change(&mut self, offset: usize, path: &dyn fmt::Display, kind: ChangeKind) {
        self.changes.push((offset, Draft { path: path.to_string(), kind }));
    }

    /// Returns the changes in the order of their places.
    ///
    /// # Errors
    ///
    /// Returns all problems if there are any.
    pub fn into_changes(mut self, text: &str) -> Result<Vec<Change>, DocumentError> {
        if self.count > 0 {
            return Err(self.into_error(text));
        }
        self.changes.sort_by_key(|(offset, _)| *offset);
        let places = Places::new(text, self.changes.iter().map(|(offset, _)| *offset).collect());
        let finish = |(offset, Draft { path, kind })| {
            let (line, column) = places.at(offset);
            Change { path, line, column, kind }
        };
        Ok(self.changes.into_iter().map(finish).collect())
    }

    fn insert(&mut self, offset: usize, path: &dyn fmt::Display, kind: DraftKind) {
        let key = (offset, self.count);
        self.count += 1;
        let full = self.problems.len() >= REPORTED;
        if full && self.problems.last_key_value().is_some_and(|(last, _)| *last < key) {
            return;
        }
        if full {
            self.problems.pop_last();
        }
        self.problems.insert(key, Draft { path: path.to_string(), kind });
    }

    fn into_error(self, text: &str) -> DocumentError {
        let firsts = self.problems.values().filter_map(|draft| match draft.kind {
            DraftKind::Duplicate { first } => Some(first),
            DraftKind::Known(_) => None,
        });
        let places = Places::new(text, self.problems.keys().map(|(offset, _)| *offset).chain(firsts).collect());
        let more = self.count - self.problems.len();
        let finish = |((offset, _), Draft { path, kind })| {
            let (line, column) = places.at(offset);
            let kind = match kind {
                DraftKind::Known(kind) => kind,
                DraftKind::Duplicate { first } => {
                    let (line, column) = places.at(first);
                    ProblemKind::Duplicate { line, column }
                }
            };
            Problem { path, line, column, kind }
        };
        DocumentError { problems: self.problems.into_iter().map(finish).collect(), more }
    }
}

impl Malformed {
    /// Converts a syntax error to a [`DocumentError`].
    pub fn into_error(self, text: &str) -> DocumentError {
        let mut findings = Findings::default();
        let Self { offset, problem, expected } = self;
        findings.add(offset, &"", ProblemKind::Syntax { problem, expected });
        findings.into_error(text)
    }
}

/// Lines and columns of some offsets, found in one pass over the text.
struct Places(BTreeMap<usize, (usize, usize)>);

impl Places {
    fn new(text: &str, mut offsets: Vec<usize>) -> Self {
        offsets.sort_unstable();
        offsets.dedup();
        let (mut start, mut line, mut column) = (0, 1, 1);
        let place = |offset| {
            for character in text.get(start..offset).unwrap_or_default().chars() {
                (line, column) = if character == '\n' { (line + 1, 1) } else { (line, column + 1) };
            }
            start = offset;
            (offset, (line, column))
        };
        Self(offsets.into_iter().map(place).collect())
    }

    fn at(&self, offset: usize) -> (usize, usize) {
        self.0.get(&offset).copied().unwrap_or((1, 1))
    }
}
