//! Rules, and the conditions under which they match.

use crate::ir::endpoints::{Condition, Expression, Otherwise, Outcome, Parameter, Rule, RuleSet, Type, Variable};

use super::expressions::negation;
use super::node::Node;
use super::scope::{Scope, Typed};
use super::{MAX_DEPTH, Problem, VERSION};

/// The state of lowering.
#[derive(Default)]
pub struct Endpoints {
    /// All problems.
    pub problems: Vec<Problem>,
    /// The names in scope.
    pub scope: Scope,
    /// Whether braces in strings are literal, as in tests.
    pub literal: bool,
}

impl Endpoints {
    /// Lowers the rule set.
    pub fn rule_set(&mut self, node: &Node<'_>) -> Option<RuleSet> {
        node.object(&["parameters", "rules", "serviceId", "version"], &mut self.problems)?;
        self.version(node);
        let parameters = node.require("parameters", &mut self.problems);
        let parameters = parameters.and_then(|node| self.parameters(&node));
        let rules = node.require("rules", &mut self.problems)?;
        let rules = self.rules(&rules, 0)?;
        let mut parameters = parameters?;
        parameters.retain(|Parameter { variable, otherwise, .. }| {
            let is_used = uses(&variable.name, |visitor| rules.iter().for_each(|rule| rule.visit(visitor)));
            is_used || matches!(otherwise, Otherwise::Error(_))
        });
        Some(RuleSet { parameters, rules })
    }

    /// Checks the version.
    pub fn version(&mut self, node: &Node<'_>) -> Option<()> {
        let version = node.require("version", &mut self.problems)?;
        let text = version.text(&mut self.problems)?;
        // Minor versions only add functions, and an unknown function is reported by name.
        let is_first = text == "1" || text.strip_prefix("1.").is_some_and(|minor| minor.parse::<u32>().is_ok());
        if !is_first {
            self.problems.push(version.problem(&format!("unknown version {text:?}"), VERSION));
        }
        Some(())
    }

    /// Lowers a list of rules up to the first that always matches, without those that never match.
    fn rules(&mut self, node: &Node<'_>, depth: usize) -> Option<Vec<Rule>> {
        let items = node.items(&mut self.problems)?;
        if items.is_empty() {
            self.problems.push(node.problem("no rules", "at least one"));
        }
        let mut rules: Vec<Rule> = items.iter().filter_map(|item| self.rule(item, depth)).collect();
        let always = |rule: &Rule| rule.conditions.iter().all(|condition| matches!(condition, Condition::Names(..)));
        if let Some(last) = rules.iter().position(always) {
            rules.truncate(last + 1);
        }
        Some(rules)
    }

    /// Lowers a rule; `None` if it never matches.
    fn rule(&mut self, node: &Node<'_>, depth: usize) -> Option<Rule> {
        if depth > MAX_DEPTH {
            self.problems.push(node.problem("nested too deep", &format!("at most {MAX_DEPTH} levels")));
            return None;
        }
        node.map(&mut self.problems)?;
        let kind = node.require("type", &mut self.problems)?;
        let key = match kind.text(&mut self.problems)? {
            "endpoint" => "endpoint",
            "error" => "error",
            "tree" => "rules",
            other => {
                self.problems.push(kind.problem(&format!("unknown type {other:?}"), "endpoint, error or tree"));
                return None;
            }
        };
        node.object(&["conditions", "documentation", "type", key], &mut self.problems)?;
        let (conditions, outcome) =
            (node.require("conditions", &mut self.problems)?, node.require(key, &mut self.problems)?);
        let outer = self.scope.len();
        let conditions = self.conditions(&conditions, depth);
        let outcome = match key {
            "endpoint" => self.endpoint(&outcome, depth).map(|endpoint| Outcome::Endpoint(Box::new(endpoint))),
            "error" => self.argument(&outcome, Type::String, depth).map(Outcome::Error),
            _ => self.rules(&outcome, depth + 1).map(Outcome::Rules),
        };
        self.scope.truncate(outer);
        let (conditions, outcome) = (consistent(conditions?)?, outcome?);
        Some(Rule { place: node.place.clone(), conditions: used(conditions, &outcome), outcome })
    }

    fn conditions(&mut self, node: &Node<'_>, depth: usize) -> Option<Vec<Condition>> {
        let mut conditions = Vec::new();
        let mut complete = true;
        for item in node.items(&mut self.problems)? {
            complete &= self.condition(&item, &mut conditions, depth).is_some();
        }
        complete.then_some(conditions)
    }

    fn condition(&mut self, node: &Node<'_>, conditions: &mut Vec<Condition>, depth: usize) -> Option<()> {
        node.object(&["argv", "assign", "documentation", "fn"], &mut self.problems)?;
        let value = self.call(node, depth);
        let name = match node.get("assign") {
            Some(assign) => Some(self.new_name(&assign)?),
            None => None,
        };
        if let Some(name) = name {
            self.scope.declare(name, value.clone());
        }
        let value = value?;
        if name.is_none() || matches!(value.expression, Expression::Boolean(_)) {
            // A name for a constant is replaced by the constant.
            conditions.extend(self.unnamed(value));
            return Some(());
        }
        let variable = self.scope.hold(value.ty)?;
        if value.optional {
            conditions.push(Condition::Binds(variable, value.expression));
        } else {
            let holds = (value.ty == Type::Boolean).then(|| Condition::Holds(Expression::Variable(variable.clone())));
            conditions.push(Condition::Names(variable, value.expression));
            conditions.extend(holds);
        }
        Some(())
    }

    fn new_name<'a>(&mut self, node: &Node<'a>) -> Option<&'a str> {
        let name = node.text(&mut self.problems)?;
        if name.is_empty() || self.scope.get(name).is_some() {
            self.problems.push(node.problem(&format!("the name {name:?}"), "a name that is not in scope yet"));
            return None;
        }
        Some(name)
    }

    /// Converts a value without a name to a condition, if it is one.
    fn unnamed(&mut self, value: Typed) -> Option<Condition> {
        match value.expression {
            Expression::Boolean(true) => None,
            Expression::IsSet(inner) => Some(match self.scope.unwrap(&inner) {
                Some(variable) => Condition::Binds(variable, *inner),
                None => Condition::Holds(Expression::IsSet(inner)),
            }),
            expression if value.optional => Some(Condition::Holds(Expression::IsSet(Box::new(expression)))),
            expression if value.ty == Type::Boolean => Some(Condition::Holds(expression)),
            _ => None,
        }
    }
}

/// Removes repeated conditions; `None` if the conditions contradict each other.
fn consistent(conditions: Vec<Condition>) -> Option<Vec<Condition>> {
    let mut kept: Vec<Condition> = Vec::with_capacity(conditions.len());
    for condition in conditions {
        if let Condition::Holds(value) = &condition {
            let opposite = Condition::Holds(negation(value.clone()));
            if *value == Expression::Boolean(false) || kept.contains(&opposite) {
                return None;
            }
            if kept.contains(&condition) {
                continue;
            }
        }
        kept.push(condition);
    }
    Some(kept)
}

/// Removes the variables that neither a later condition nor the outcome uses.
fn used(conditions: Vec<Condition>, outcome: &Outcome) -> Vec<Condition> {
    let mut kept: Vec<Condition> = Vec::with_capacity(conditions.len());
    for condition in conditions.into_iter().rev() {
        let is_used = |variable: &Variable| {
            let visit = |visitor: &mut dyn FnMut(&Variable)| {
                kept.iter().for_each(|condition| condition.visit(visitor));
                outcome.visit(visitor);
            };
            uses(&variable.name, visit)
        };
        match condition {
            Condition::Names(variable, _) if !is_used(&variable) => {}
            Condition::Binds(variable, value) if !is_used(&variable) => {
                kept.push(Condition::Holds(Expression::IsSet(Box::new(value))));
            }
            condition => kept.push(condition),
        }
    }
    kept.reverse();
    kept
}

/// Returns `true` if `visit` passes a variable of this name to its argument.
fn uses(name: &str, visit: impl FnOnce(&mut dyn FnMut(&Variable))) -> bool {
    let mut found = false;
    visit(&mut |variable| found |= variable.name == name);
    found
}
