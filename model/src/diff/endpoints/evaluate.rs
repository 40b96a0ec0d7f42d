//! Evaluates a rule set for one input.
//!
//! It follows Smithy's rules engine: rules are tried in order, a rule applies if all its conditions hold, and a tree
//! whose rules all fail has no endpoint. An expression that can't be evaluated is absent.
//!
//! Invariant: evaluation terminates, because rules only nest and each step is counted.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::functions;
use super::normal::is_call;

/// A normalized rule set.
pub(super) struct Rules<'r> {
    parameters: Option<&'r Map<String, Value>>,
    rules: Option<&'r Vec<Value>>,
}

/// The result of a rule set.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    /// An endpoint, with its URL as text.
    Endpoint { url: String, properties: Value, headers: Value },
    /// An error with that text.
    Error(String),
}

/// The reason why a rule set could not be evaluated.
pub(super) type Reason = String;

impl<'r> Rules<'r> {
    pub fn new(set: &'r Value) -> Self {
        let parameters = set.get("parameters").and_then(Value::as_object);
        Self { parameters, rules: set.get("rules").and_then(Value::as_array) }
    }

    /// Evaluates the rules for these parameters. Each step is subtracted from `steps`.
    pub fn evaluate(&self, inputs: &Map<String, Value>, steps: &mut u64) -> Result<Outcome, Reason> {
        let rules = self.rules.ok_or("they are not in a form that can be evaluated here")?;
        let mut scope = Scope { variables: HashMap::new(), hidden: Vec::new(), steps };
        for (name, parameter) in self.parameters.into_iter().flatten() {
            scope.step()?;
            let value = inputs.get(name).or_else(|| parameter.get("default")).cloned();
            if value.is_none() && parameter.get("required") == Some(&Value::Bool(true)) {
                return Ok(Outcome::Error(format!("{name} is required")));
            }
            scope.variables.insert(name, value.unwrap_or(Value::Null));
        }
        let outcome = scope.rules(rules)?;
        Ok(outcome.unwrap_or_else(|| Outcome::Error("no rule applies".to_owned())))
    }
}

struct Scope<'r, 's> {
    variables: HashMap<&'r str, Value>,
    /// The values that assignments have shadowed, to be restored at the end of the rule.
    hidden: Vec<(&'r str, Option<Value>)>,
    steps: &'s mut u64,
}

impl<'r> Scope<'r, '_> {
    fn rules(&mut self, rules: &'r [Value]) -> Result<Option<Outcome>, Reason> {
        for rule in rules {
            self.step()?;
            let known = self.hidden.len();
            let applies = self.conditions(rule)?;
            let outcome = if applies { Some(self.outcome(rule)?) } else { None };
            self.forget(known);
            if outcome.is_some() {
                return Ok(outcome);
            }
        }
        Ok(None)
    }

    fn conditions(&mut self, rule: &'r Value) -> Result<bool, Reason> {
        for condition in rule.get("conditions").and_then(Value::as_array).into_iter().flatten() {
            let value = self.expression(condition)?;
            if matches!(value, Value::Null | Value::Bool(false)) {
                return Ok(false);
            }
            if let Some(name) = condition.get("assign").and_then(Value::as_str) {
                let hidden = self.variables.insert(name, value);
                self.hidden.push((name, hidden));
            }
        }
        Ok(true)
    }

    fn outcome(&mut self, rule: &'r Value) -> Result<Outcome, Reason> {
        if let Some(rules) = rule.get("rules").and_then(Value::as_array) {
            return Ok(self.rules(rules)?.unwrap_or_else(|| Outcome::Error("no rule applies".to_owned())));
        }
        if let Some(error) = rule.get("error") {
            let text = self.expression(error)?;
            return Ok(Outcome::Error(text.as_str().unwrap_or_default().to_owned()));
        }
        let part = |name: &str| rule.get("endpoint").and_then(|endpoint| endpoint.get(name));
        let url = part("url").map(|url| self.expression(url)).transpose()?;
        let Some(Value::String(url)) = url else { return Ok(Outcome::Error("the URL is absent".to_owned())) };
        let mut filled = |name: &str| part(name).map_or(Ok(Value::Null), |part| self.expression(part));
        Ok(Outcome::Endpoint { url, properties: filled("properties")?, headers: filled("headers")? })
    }

    fn step(&mut self) -> Result<(), Reason> {
        *self.steps = self.steps.checked_sub(1).ok_or("they are too large to be evaluated")?;
        Ok(())
    }

    /// Undoes all assignments after the first `first`.
    fn forget(&mut self, first: usize) {
        for (name, value) in self.hidden.drain(first..).rev() {
            match value {
                Some(value) => self.variables.insert(name, value),
                None => self.variables.remove(name),
            };
        }
    }

    fn expression(&mut self, expression: &'r Value) -> Result<Value, Reason> {
        self.step()?;
        Ok(match expression {
            Value::String(text) => self.template(text),
            Value::Array(items) => {
                Value::Array(items.iter().map(|item| self.expression(item)).collect::<Result<_, Reason>>()?)
            }
            Value::Object(entries) if is_call(entries) => return self.call(entries),
            Value::Object(entries) => match entries.get("ref").and_then(Value::as_str) {
                Some(name) => self.variable(name),
                None => {
                    let filled = |(key, value): (&String, &'r Value)| Ok((key.clone(), self.expression(value)?));
                    Value::Object(entries.iter().map(filled).collect::<Result<_, Reason>>()?)
                }
            },
            value => value.clone(),
        })
    }

    fn call(&mut self, call: &'r Map<String, Value>) -> Result<Value, Reason> {
        let name = call.get("fn").and_then(Value::as_str).unwrap_or_default();
        let arguments = call.get("argv").and_then(Value::as_array).into_iter().flatten();
        let arguments: Vec<Value> = arguments.map(|argument| self.expression(argument)).collect::<Result<_, _>>()?;
        functions::call(name, &arguments).ok_or_else(|| {
            let name: String = name.chars().take(40).collect();
            format!("the function {} cannot be evaluated here", name.escape_debug())
        })
    }

    fn variable(&self, name: &str) -> Value {
        self.variables.get(name).cloned().unwrap_or_default()
    }

    /// Expands `{name}` and `{name#path}` in a text; the result is absent if one of them is. A doubled brace is a
    /// literal brace.
    fn template(&self, text: &str) -> Value {
        let mut filled = String::new();
        let mut rest = text;
        while let Some(start) = rest.find(['{', '}']) {
            filled.push_str(&rest[..start]);
            let doubled = ["{{", "}}"].into_iter().find(|double| rest[start..].starts_with(double));
            if let Some(double) = doubled {
                filled.push_str(&double[..1]);
                rest = &rest[start + 2..];
                continue;
            }
            let Some((inner, after)) = rest[start + 1..].split_once('}') else { return Value::Null };
            let (name, path) = inner.split_once('#').map_or((inner, None), |(name, path)| (name, Some(path)));
            let value = self.variable(name);
            let value = path.map_or_else(|| value.clone(), |path| functions::attribute(&value, path));
            match value {
                Value::String(value) => filled.push_str(&value),
                Value::Bool(value) => filled.push_str(&value.to_string()),
                _ => return Value::Null,
            }
            rest = after;
        }
        filled.push_str(rest);
        Value::String(filled)
    }
}
