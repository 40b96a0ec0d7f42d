//! Reads values from handwritten JSON documents and reports all mistakes at once, each with its place.
//!
//! The text is parsed into a tree that records places. A walk along the schema removes everything that does not have
//! the schema's shape. The remaining tree is read into the typed value, whose own validation finds the remaining
//! problems. Constraints and rules are therefore checked by the value alone, and a document is accepted only if the
//! value read from it is valid.

mod change;
mod display;
mod findings;
mod locate;
mod members;
mod nearest;
mod problem;
mod reader;
mod scalar;
mod shape;
mod tag;
#[cfg(test)]
mod tests;
mod tree;

pub use change::{Change, ChangeKind, Fixed};
pub use display::{OneLine, steers};
pub use problem::{DocumentError, Problem, ProblemKind};
pub use scalar::expected;

use self::findings::Findings;
use self::locate::{Locator, ViolationPlace};
use self::shape::{Here, Marks, Walk};
use self::tree::Node;
use crate::schema::Schema;
use crate::structure::{self, Structure};
use crate::validation::{Path, Violations};
use crate::value::Mode;

/// Reads a document without correcting it; null counts as absent.
///
/// # Errors
///
/// Returns all problems of the document, each with its line and column.
pub fn read<T: Structure>(text: &str) -> Result<T, DocumentError> {
    read_value(text, false).map(|fixed| fixed.value)
}

/// Reads a document and corrects mistakes that have only one reading.
///
/// # Errors
///
/// Returns all problems that could not be corrected.
pub fn fix<T: Structure>(text: &str) -> Result<Fixed<T>, DocumentError> {
    read_value(text, true)
}

fn read_value<T: Structure>(text: &str, fix: bool) -> Result<Fixed<T>, DocumentError> {
    let mut readable = Readable::new(text, fix, T::SCHEMA)?;
    let value = readable.value::<T>().unwrap_or_else(T::empty);
    readable.findings.into_changes(text).map(|changes| Fixed { value, changes })
}

/// Finds the first value whose JSON type does not match its shape, to explain why a response could not be parsed.
///
/// Returns `None` if the text is not JSON or if every type is right.
pub fn first_mismatch(text: &str, schema: &'static Schema) -> Option<Problem> {
    let readable = Readable::new(text, false, schema).ok()?;
    let error = readable.findings.into_changes(text).err()?;
    error.problems.into_iter().find(|problem| matches!(problem.kind, ProblemKind::Type { .. }))
}

/// The readable part of a document, if any, and the problems found in the rest.
struct Readable<'t> {
    schema: &'static Schema,
    root: Option<Node<'t>>,
    findings: Findings,
    marks: Marks,
}

impl<'t> Readable<'t> {
    fn new(text: &'t str, fix: bool, schema: &'static Schema) -> Result<Self, DocumentError> {
        let mut root = reader::read(text).map_err(|malformed| malformed.into_error(text))?;
        let mut walk = Walk { fix, findings: Findings::default(), marks: Marks::default() };
        let keep = walk.value(&mut root, schema, Here { path: &Path::ROOT, hidden: false, member: None });
        let Walk { findings, marks, .. } = walk;
        Ok(Self { schema, root: Some(root).filter(|_| keep), findings, marks })
    }

    /// Reads and checks the value. Returns `None` if it can't be read; a problem has then been recorded.
    fn value<T: Structure>(&mut self) -> Option<T> {
        let root = self.root.as_ref()?;
        let mut violations = Violations::default();
        match structure::deserialize::<T, _>(Mode::Lenient, root) {
            Ok(value) => {
                structure::check(&value, &Path::ROOT, &mut violations);
                self.place(violations);
                Some(value)
            }
            Err(_) => {
                let kind = ProblemKind::Type { expected: self.schema.name, found: root.describe() };
                self.findings.add(root.offset, &Path::ROOT, kind);
                None
            }
        }
    }

    /// Records the violations that the value's own validation has found, with their places.
    fn place(&mut self, violations: Violations) {
        let (Some(root), Err(error)) = (&self.root, violations.into_result()) else { return };
        let mut locator = Locator::new(root, self.schema, &self.marks);
        for violation in error.violations() {
            let constraint = violation.constraint.clone();
            if let Some(ViolationPlace { offset, path, is_key }) = locator.locate(violation) {
                let kind = if is_key { ProblemKind::Key(constraint) } else { ProblemKind::Violation(constraint) };
                self.findings.add(offset, &path, kind);
            }
        }
    }
}
