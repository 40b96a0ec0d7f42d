//! Decodes requests as a service does: unknown members are ignored, null counts as absent, and all violated constraints
//! are reported at once.

use std::fmt::Display;

use http::StatusCode;
use tinsmith_types::codegen::{Kind, Member, Mode, Path, Schema, Violations, structure};
use tinsmith_types::{Document, Structure, Violation};

use super::answer::Failure;

/// Reads an input from a document with all of its members.
pub(crate) fn decode<T: Structure>(document: &Document) -> Result<T, Failure> {
    let request: T = structure::deserialize(Mode::Lenient, document).map_err(|_| {
        let message = "A member of the request has another type than the operation expects.";
        Failure::new(StatusCode::BAD_REQUEST, "SerializationException", message)
    })?;
    let mut missing = Violations::default();
    find_missing(document, T::SCHEMA, &Path::ROOT, &mut missing);
    let missing = found(missing);
    let mut violations = Violations::default();
    structure::check(&request, &Path::ROOT, &mut violations);
    // Violations of the default that replaces a missing member are not the caller's.
    let is_real = |violation: &Violation| !missing.iter().any(|missing| is_at_or_below(violation, missing));
    let violations = found(violations);
    let all: Vec<&Violation> = missing.iter().chain(violations.iter().filter(|violation| is_real(violation))).collect();
    if all.is_empty() { Ok(request) } else { Err(refused(&all)) }
}

/// Builds a `ValidationException` for these violations, in the format of AWS's services.
fn refused<T: Display>(violations: &[T]) -> Failure {
    let plural = if violations.len() == 1 { "" } else { "s" };
    let texts: Vec<String> = violations.iter().map(T::to_string).collect();
    let message = format!("{} validation error{plural} detected. {}", violations.len(), texts.join("; "));
    Failure::new(StatusCode::BAD_REQUEST, "ValidationException", message)
}

fn found(violations: Violations) -> Vec<Violation> {
    violations.into_result().map_or_else(|error| error.violations().to_vec(), |()| Vec::new())
}

fn is_at_or_below(violation: &Violation, missing: &Violation) -> bool {
    violation.path == missing.path || violation.path.is_below(&missing.path)
}

/// Finds the required members that are absent or null. The document has passed as a value of the schema.
fn find_missing(document: &Document, schema: &'static Schema, path: &Path<'_>, missing: &mut Violations) {
    match (&schema.kind, document) {
        (Kind::Structure(members) | Kind::Union(members), Document::Object(object)) => {
            for member in *members {
                match object.get(member.json).filter(|value| !value.is_null()) {
                    Some(value) => find_missing(value, member.schema, &path.member(member.name), missing),
                    None => note_missing(member, path, missing),
                }
            }
        }
        (Kind::List { member, .. }, Document::Array(list)) => {
            for (index, entry) in list.iter().enumerate() {
                find_missing(entry, member, &path.index(index), missing);
            }
        }
        (Kind::Map { value, .. }, Document::Object(object)) => {
            for (key, entry) in object {
                find_missing(entry, value, &path.member(key), missing);
            }
        }
        _ => {}
    }
}

fn note_missing(member: &Member, path: &Path<'_>, missing: &mut Violations) {
    if member.required {
        missing.required(&path.member(member.name));
    }
}
