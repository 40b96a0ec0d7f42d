//! Lowers endpoint rule sets and their tests from JSON to typed rules, without conditions that always hold and rules
//! that are never reached.
//!
//! Invariant: any JSON results in rules or a list of problems, each with its place.

mod cases;
mod diagram;
mod expressions;
mod functions;
mod node;
mod outcomes;
mod parameters;
mod rules;
mod scope;
mod templates;
#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::ir::endpoints::{RuleSet, Test};
pub use cases::outdated;
use node::Node;
use rules::Endpoints;

/// The maximum nesting depth of rules and expressions.
const MAX_DEPTH: usize = 64;
/// The supported versions of the rules engine's language.
const VERSION: &str = "1.0 or 1.1";

/// A malformed or unsupported part of a trait's value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {problem}: expected {expected}")]
pub struct Problem {
    /// The path of the part, such as `rules[0].conditions[1]`.
    pub at: String,
    /// The problem.
    pub problem: String,
    /// The expected form.
    pub expected: String,
}

impl Problem {
    fn new(at: &str, problem: &str, expected: &str) -> Self {
        Self { at: at.to_owned(), problem: problem.to_owned(), expected: expected.to_owned() }
    }
}

/// Lowers the value of `smithy.rules#endpointRuleSet`.
///
/// # Errors
///
/// Returns a problem for each malformed or unsupported part.
pub fn rule_set(value: &Value) -> Result<RuleSet, Vec<Problem>> {
    let mut lowering = Endpoints::default();
    let rule_set = lowering.rule_set(&Node::root(value));
    rule_set.filter(|_| lowering.problems.is_empty()).ok_or(lowering.problems)
}

/// Lowers the value of `smithy.rules#endpointBdd`. Problems with its rules refer to the converted rules.
///
/// # Errors
///
/// Returns a problem for each malformed or unsupported part.
pub fn diagram(value: &Value) -> Result<RuleSet, Vec<Problem>> {
    let mut problems = Vec::new();
    match diagram::rule_set(&Node::root(value), &mut problems) {
        Some(rules) if problems.is_empty() => rule_set(&rules),
        _ => Err(problems),
    }
}

/// Lowers the value of `smithy.rules#endpointTests`.
///
/// # Errors
///
/// Returns a problem for each malformed or unsupported part.
pub fn tests(value: &Value) -> Result<Vec<Test>, Vec<Problem>> {
    let mut lowering = Endpoints { literal: true, ..Endpoints::default() };
    let tests = lowering.tests(&Node::root(value));
    tests.filter(|_| lowering.problems.is_empty()).ok_or(lowering.problems)
}
