//! Endpoint rule sets and their tests: JSON to typed rules, with what is always true or never reached left out.
//!
//! Invariant: no JSON makes it fail otherwise than by a list of problems, each with its place.

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
pub use cases::is_outdated;
use node::Node;
use rules::Endpoints;

/// How deep rules and expressions may lie in one another.
const MAX_DEPTH: usize = 64;
/// The versions of the rules engine whose language this is.
const VERSION: &str = "1.0 or 1.1";

/// A part of a trait's value that is not what the rules engine asks for, or that is not supported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {problem}: expected {expected}")]
pub struct Problem {
    /// The part, such as `rules[0].conditions[1]`.
    pub at: String,
    /// What is wrong.
    pub problem: String,
    /// What would have been right.
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
/// All problems: what is no rule set, and what is not supported.
pub fn rule_set(value: &Value) -> Result<RuleSet, Vec<Problem>> {
    let mut lowering = Endpoints::default();
    let rule_set = lowering.rule_set(&Node::root(value));
    rule_set.filter(|_| lowering.problems.is_empty()).ok_or(lowering.problems)
}

/// Lowers the value of `smithy.rules#endpointBdd`. The places of problems with its rules are those that these have when they
/// are written out.
///
/// # Errors
///
/// All problems: what is no diagram, and what is not supported.
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
/// All problems: what is no list of tests, and what is not supported.
pub fn tests(value: &Value) -> Result<Vec<Test>, Vec<Problem>> {
    let mut lowering = Endpoints { literal: true, ..Endpoints::default() };
    let tests = lowering.tests(&Node::root(value));
    tests.filter(|_| lowering.problems.is_empty()).ok_or(lowering.problems)
}
