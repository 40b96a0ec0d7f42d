//! Endpoint rule sets and their tests: JSON to typed rules, with what is always true or never reached left out.
//!
//! Invariant: no JSON makes it fail otherwise than by a list of problems, each with its place.

mod cases;
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
use node::Node;
use rules::Lowering;

/// How deep rules and expressions may lie in one another.
const MAX_DEPTH: usize = 64;
/// The version of the rules engine whose language this is.
const VERSION: &str = "1.0";

/// Lowers the value of `smithy.rules#endpointRuleSet`.
///
/// # Errors
///
/// All problems: what is no rule set, and what is not supported.
pub fn rule_set(value: &Value) -> Result<RuleSet, Vec<String>> {
    let mut lowering = Lowering::default();
    let rule_set = lowering.rule_set(&Node::root(value));
    rule_set.filter(|_| lowering.problems.is_empty()).ok_or(lowering.problems)
}

/// Lowers the value of `smithy.rules#endpointTests`.
///
/// # Errors
///
/// All problems: what is no list of tests, and what is not supported.
pub fn tests(value: &Value) -> Result<Vec<Test>, Vec<String>> {
    let mut lowering = Lowering { literal: true, ..Lowering::default() };
    let tests = lowering.tests(&Node::root(value));
    tests.filter(|_| lowering.problems.is_empty()).ok_or(lowering.problems)
}
