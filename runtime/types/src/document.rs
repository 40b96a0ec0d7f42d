//! Values from JSON documents that people have written: all mistakes at once, each with its place.
//!
//! The text becomes a tree with places; a walk along the schema takes out what is not of its shape; the rest is read
//! into the typed value, whose own checks find what else is wrong. So constraints and rules are held by the value alone,
//! and a document is accepted only if the value that is read from it is valid.

mod change;
mod findings;
mod locate;
mod members;
mod nearest;
mod problem;
mod reader;
mod scalar;
mod shape;
mod shown;
mod tag;
#[cfg(test)]
mod tests;
mod tree;

pub use change::{Change, ChangeKind, Fixed};
pub use problem::{DocumentError, Problem, ProblemKind};
pub use scalar::expected;
pub use shown::{OneLine, steers};

use self::findings::Findings;
use self::locate::{Found, Locator};
use self::shape::{Here, Marks, Walk};
use self::tree::Node;
use crate::schema::Schema;
use crate::structure::{self, Structure};
use crate::validation::{Path, Violations};
use crate::value::Mode;

/// Reads a document that has to be valid as it stands; null is absent.
///
/// # Errors
///
/// All problems of the document.
pub fn read<T: Structure>(text: &str) -> Result<T, DocumentError> {
    read_value(text, false).map(|fixed| fixed.value)
}

/// Reads a document, and mends mistakes in it that leave no doubt what is meant.
///
/// # Errors
///
/// All problems that are left.
pub fn fix<T: Structure>(text: &str) -> Result<Fixed<T>, DocumentError> {
    read_value(text, true)
}

fn read_value<T: Structure>(text: &str, fix: bool) -> Result<Fixed<T>, DocumentError> {
    let mut readable = Readable::new(text, fix, T::SCHEMA)?;
    let value = readable.value::<T>().unwrap_or_else(T::empty);
    readable.findings.into_changes(text).map(|changes| Fixed { value, changes })
}

/// Finds the first value of a document that is not of its shape's type, for an answer that could not be read.
///
/// `None` where the text is not JSON, or every type is right.
pub fn first_mismatch(text: &str, schema: &'static Schema) -> Option<Problem> {
    let readable = Readable::new(text, false, schema).ok()?;
    let error = readable.findings.into_changes(text).err()?;
    error.problems.into_iter().find(|problem| matches!(problem.kind, ProblemKind::Type { .. }))
}

/// What can be read of a document, if anything, and what is wrong with the rest.
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

    /// The value, if there is any, checked; where there is none, there is a problem.
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

    /// Adds what the value's own checks have found.
    fn place(&mut self, violations: Violations) {
        let (Some(root), Err(error)) = (&self.root, violations.into_result()) else { return };
        let mut locator = Locator::new(root, self.schema, &self.marks);
        for violation in error.violations() {
            let constraint = violation.constraint.clone();
            if let Some(Found { offset, path, is_key }) = locator.locate(violation) {
                let kind = if is_key { ProblemKind::Key(constraint) } else { ProblemKind::Violation(constraint) };
                self.findings.add(offset, &path, kind);
            }
        }
    }
}
