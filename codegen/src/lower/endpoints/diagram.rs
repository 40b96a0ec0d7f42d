//! Converts a decision diagram (`smithy.rules#endpointBdd`) to rules.
//!
//! A node tests a condition and has two references: one that is followed if the condition holds, and one that is
//! followed if it does not. Each leads to another node, to a result, or to the result "no match". A node with several
//! references to it is converted once for each of them, so that the conditions and assignments before it are known; a
//! name that is not assigned on the path to a node is null there.
//!
//! Invariant: the rules never exceed [`MAX_RULES`] and [`MAX_SIZE`], whatever the references are.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Problem;
use super::node::Node;
use crate::lower::literals;

const KEYS: [&str; 7] = ["conditions", "nodeCount", "nodes", "parameters", "results", "root", "version"];
/// The first reference to a result; that result means that no rule matches.
const RESULTS: i32 = 100_000_000;
/// The maximum number of rules that a diagram is converted to.
const MAX_RULES: usize = 4000;
/// The maximum size of the rules: each JSON value counts 1, and so does each byte of a string.
const MAX_SIZE: usize = 1 << 22;
/// The maximum number of conditions on the path to a result.
const MAX_DEPTH: usize = super::MAX_DEPTH;
/// The runtime's message if no rule matches after a condition that holds.
const EXHAUSTED: &str = "the rules of the service have no endpoint for these parameters";

/// Converts the diagram to a rule set with the same outcomes.
pub fn rule_set(node: &Node<'_>, problems: &mut Vec<Problem>) -> Option<Value> {
    node.object(&KEYS, problems)?;
    let conditions = node.require("conditions", problems)?.items(problems)?;
    let results = node.require("results", problems)?.items(problems)?;
    let nodes = node.require("nodes", problems)?;
    let Some(triples) = triples(nodes.text(problems)?) else {
        problems.push(nodes.problem("malformed nodes", "base64 of three 32-bit integers for each node"));
        return None;
    };
    let root = node.require("root", problems)?;
    let Some(first) = root.value.as_i64().and_then(|root| i32::try_from(root).ok()) else {
        problems.push(root.problem("malformed reference", "a 32-bit integer"));
        return None;
    };
    let unassigned = conditions.iter().filter_map(|condition| assigned(condition.value)).collect();
    let mut diagram = Diagram {
        conditions: &conditions,
        results: &results,
        nodes: &triples,
        unassigned,
        left: MAX_RULES,
        size: MAX_SIZE,
    };
    let mut rules = match diagram.rules(first, 0) {
        Ok(rules) => rules,
        Err(problem) => {
            problems.push(nodes.problem(&problem, "a valid diagram within the size limits"));
            return None;
        }
    };
    if rules.is_empty() {
        rules.push(failure(Vec::new()));
    }
    let [version, parameters] = ["version", "parameters"].map(|key| node.get(key).map(|node| node.value.clone()));
    let mut rule_set = json!({ "rules": rules });
    for (key, value) in [("version", version), ("parameters", parameters)] {
        if let (Some(value), Some(object)) = (value, rule_set.as_object_mut()) {
            object.insert(key.to_owned(), value);
        }
    }
    Some(rule_set)
}

/// A node: the index of its condition, the reference if it holds, and the reference if it does not.
type Triple = [i32; 3];

fn triples(text: &str) -> Option<Vec<Triple>> {
    let bytes = literals::base64(text)?;
    let (numbers, rest) = bytes.as_chunks::<4>();
    let numbers: Vec<i32> = numbers.iter().map(|number| i32::from_be_bytes(*number)).collect();
    let (triples, more) = numbers.as_chunks::<3>();
    (rest.is_empty() && more.is_empty() && !triples.is_empty()).then(|| triples.to_vec())
}

struct Diagram<'a> {
    conditions: &'a [Node<'a>],
    results: &'a [Node<'a>],
    nodes: &'a [Triple],
    /// The names that conditions assign, without those assigned on the path to the current rule.
    unassigned: BTreeSet<&'a str>,
    /// The number of rules that may still be added.
    left: usize,
    /// The size that may still be added.
    size: usize,
}

impl<'a> Diagram<'a> {
    /// Returns the rules for a reference: one for each node on the path of conditions that hold, then the result, if
    /// any.
    fn rules(&mut self, mut reference: i32, depth: usize) -> Result<Vec<Value>, String> {
        if depth > MAX_DEPTH {
            return Err(format!("more than {MAX_DEPTH} conditions on the way to a result"));
        }
        let mut rules = Vec::new();
        loop {
            self.left = self.left.checked_sub(1).ok_or_else(|| format!("more than {MAX_RULES} rules"))?;
            match reference {
                1 | -1 | RESULTS => return Ok(rules),
                reference if reference > RESULTS => {
                    rules.push(self.result(reference)?);
                    return Ok(rules);
                }
                _ => {}
            }
            let [condition, holds, fails] = self.node(reference)?;
            let place = usize::try_from(condition).ok().and_then(|place| self.conditions.get(place));
            let tested = place.ok_or_else(|| format!("no condition {condition}"))?.value;
            self.charge(tested)?;
            // A negative reference means the node with its two references exchanged.
            let (high, low) = if reference < 0 { (fails, holds) } else { (holds, fails) };
            if let Some(condition) = known(tested, &self.unassigned).filter(Value::is_object) {
                let inner = self.assigning(assigned(tested), high, depth)?;
                rules.push(match inner.is_empty() {
                    true => failure(vec![condition]),
                    false => json!({ "type": "tree", "conditions": [condition], "rules": inner }),
                });
            }
            reference = low;
        }
    }

    /// Returns the rules for a reference while `name` is assigned.
    fn assigning(&mut self, name: Option<&'a str>, reference: i32, depth: usize) -> Result<Vec<Value>, String> {
        let is_new = name.is_some_and(|name| self.unassigned.remove(name));
        let rules = self.rules(reference, depth + 1);
        self.unassigned.extend(name.filter(|_| is_new));
        rules
    }

    /// Deducts the size of a value that is copied into the rules.
    fn charge(&mut self, value: &Value) -> Result<(), String> {
        self.size = self
            .size
            .checked_sub(size(value))
            .ok_or("conditions and results that are too large for the number of nodes")?;
        Ok(())
    }

    fn node(&self, reference: i32) -> Result<Triple, String> {
        let place = usize::try_from(reference.unsigned_abs()).ok().and_then(|number| number.checked_sub(1));
        let node = place.filter(|place| *place > 0).and_then(|place| self.nodes.get(place));
        node.copied().ok_or_else(|| format!("the invalid reference {reference}"))
    }

    /// Returns the rule of a result, which has no conditions of its own.
    fn result(&mut self, reference: i32) -> Result<Value, String> {
        let place = usize::try_from(reference - RESULTS - 1).ok();
        let result = place
            .and_then(|place| self.results.get(place))
            .ok_or_else(|| format!("the invalid reference {reference}"))?;
        self.charge(result.value)?;
        let mut rule = result.value.clone();
        let rule_object = rule.as_object_mut().ok_or("a result that is not an object")?;
        rule_object.entry("conditions").or_insert_with(|| json!([]));
        Ok(rule)
    }
}

/// Returns the size of a value as [`MAX_SIZE`] counts it.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::String(text) => text.len(),
        Value::Array(values) => values.iter().map(size).sum(),
        Value::Object(members) => members.iter().map(|(name, value)| name.len() + size(value)).sum(),
        _ => 0,
    }
}

fn assigned(condition: &Value) -> Option<&str> {
    condition.get("assign").and_then(Value::as_str)
}

/// Replaces these names by null in an expression; `None` if the whole expression is null.
fn known(expression: &Value, unassigned: &BTreeSet<&str>) -> Option<Value> {
    if let Some(name) = expression.get("ref").and_then(Value::as_str) {
        return (!unassigned.contains(name)).then(|| expression.clone());
    }
    let (Some(function), Some(arguments)) = (expression.get("fn"), expression.get("argv").and_then(Value::as_array))
    else {
        return Some(expression.clone());
    };
    let found: Vec<_> = arguments.iter().map(|argument| known(argument, unassigned)).collect();
    let mut left: Vec<Value> = found.iter().flatten().cloned().collect();
    let is_complete = left.len() == arguments.len();
    match (function.as_str(), left.as_slice()) {
        (Some("isSet"), []) if !is_complete => return Some(Value::Bool(false)),
        (Some("coalesce"), [only]) if !is_complete => left.push(only.clone()),
        (Some("coalesce"), [_, ..]) => {}
        _ if is_complete => {}
        _ => return None,
    }
    let mut known = expression.clone();
    known.as_object_mut()?.insert("argv".to_owned(), Value::Array(left));
    Some(known)
}

fn failure(conditions: Vec<Value>) -> Value {
    json!({ "type": "error", "conditions": conditions, "error": EXHAUSTED })
}

#[cfg(test)]
mod tests;
