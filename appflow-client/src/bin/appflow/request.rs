//! Reads the request in a document, with the requested strictness.

use appflow_client::types::{Change, DocumentError, ProblemKind, Violation};
use appflow_client::{Appflow, Validation};
use serde_json::{Value, json};
use tinsmith_client::codegen::dynamic::BoxRequest;

use crate::document::{Source, message};
use crate::operation::Operation;
use crate::outcome::Failure;

/// A request that can be sent.
pub struct Checked {
    /// The request.
    pub request: BoxRequest<Appflow>,
    /// The changes that were made to it.
    pub changes: Vec<Change>,
    /// The warnings: violations that probably make the service refuse the request.
    pub warnings: Vec<Violation>,
    /// The violated constraints that do not prevent the request from being sent.
    pub ignored: Option<DocumentError>,
}

impl Checked {
    /// Reads a request, and corrects it on demand.
    pub fn read(operation: Operation, source: &Source, fix: bool, validation: Validation) -> Result<Self, Failure> {
        match Self::strictly(operation, source, fix) {
            Ok(checked) => Ok(checked),
            Err(error) if !fix && validation != Validation::Strict => lenient(operation, source, error),
            Err(error) => Err(refused(source, &error)),
        }
    }

    /// Reads a request that must be valid after corrections.
    pub fn strictly(operation: Operation, source: &Source, fix: bool) -> Result<Self, DocumentError> {
        if fix {
            operation.fix(&source.text).map(|(request, changes)| Self::new(request, changes))
        } else {
            operation.read(&source.text).map(|request| Self::new(request, Vec::new()))
        }
    }

    fn new(request: BoxRequest<Appflow>, changes: Vec<Change>) -> Self {
        let warnings = request.warnings();
        Self { request, changes, warnings, ignored: None }
    }

    /// Returns lines for people: changes, warnings, and constraints that are not enforced.
    pub fn notes(&self, source: &Source) -> String {
        let ignored = self.ignored.iter().flat_map(DocumentError::problems);
        let ignored: String = ignored.map(|problem| format!("{}:{problem} (not enforced)\n", source.name())).collect();
        source.lines(&self.changes) + &source.warnings(&self.warnings) + &ignored
    }

    /// Returns the same as members of an object.
    pub fn document(&self) -> Value {
        let ignored = self.ignored.as_ref().map_or(&[][..], DocumentError::problems);
        json!({ "changes": self.changes, "warnings": warnings(&self.warnings), "notEnforced": ignored })
    }
}

/// Returns the warnings as a list of objects.
pub fn warnings(warnings: &[Violation]) -> Value {
    let entry = |warning: &Violation| json!({ "path": warning.path.to_string(), "message": message(warning) });
    warnings.iter().map(entry).collect()
}

/// Accepts a request whose only problems are constraints, which the service may have relaxed since its model.
fn lenient(operation: Operation, source: &Source, error: DocumentError) -> Result<Checked, Failure> {
    let is_constraint = |kind: &ProblemKind| matches!(kind, ProblemKind::Violation(_) | ProblemKind::Key(_));
    if error.more() > 0 || !error.problems().iter().all(|problem| is_constraint(&problem.kind)) {
        return Err(refused(source, &error));
    }
    let request = operation.read_unchecked(&source.text).map_err(|_| refused(source, &error))?;
    Ok(Checked { ignored: Some(error), ..Checked::new(request, Vec::new()) })
}

fn refused(source: &Source, error: &DocumentError) -> Failure {
    let more = if error.more() == 0 { String::new() } else { format!("and {} more\n", error.more()) };
    let name = source.name();
    let text = format!("{name} is not valid, so nothing was sent\n{}{more}", source.lines(error.problems()));
    Failure::problems(text).with(json!({ "file": name, "problems": error.problems(), "more": error.more() }))
}
