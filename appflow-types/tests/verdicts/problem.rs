//! A problem of a document in the form for comparison.

use super::evaluator::Kind;
use crate::{Constraint, Problem, ProblemKind};

/// Returns the path, the kind and the message, without suggestions.
pub fn shown(problem: &Problem) -> (String, Kind, String) {
    let words = problem.kind.to_string();
    let words = words.split("; did you mean ").next().unwrap_or_default().to_owned();
    let (kind, words) = match &problem.kind {
        ProblemKind::UnknownMember { .. } => (Kind::UnknownMember, String::new()),
        ProblemKind::Missing => (Kind::Missing, String::new()),
        ProblemKind::UnknownValue { .. } => (Kind::UnknownWord, words),
        ProblemKind::Violation(Constraint::Rule(_) | Constraint::Discriminator(..)) => (Kind::Rule, words),
        ProblemKind::Violation(_) => (Kind::Constraint, words),
        ProblemKind::Key(_) => (Kind::Key, words),
        _ => (Kind::Type, String::new()),
    };
    (problem.path.clone(), kind, words)
}
