//! The parameters of a rule set, each bound to a setting of the client or the call.
//!
//! A parameter without a supported built-in is set by an operation, by its input or by the user. If none of them sets
//! it, as is the case for built-ins of other services, it is absent.

use crate::ir::endpoints::{Expression, Otherwise, Parameter, Source, Type, Value};

use super::Problem;
use super::functions;
use super::node::Node;
use super::rules::Endpoints;
use super::scope::Typed;

const KEYS: [&str; 6] = ["builtIn", "default", "deprecated", "documentation", "required", "type"];

/// The built-in parameters, each with its source and type.
const BUILT_INS: [(&str, Source, Type); 4] = [
    ("AWS::Region", Source::Region, Type::String),
    ("AWS::UseDualStack", Source::UseDualStack, Type::Boolean),
    ("AWS::UseFIPS", Source::UseFips, Type::Boolean),
    ("SDK::Endpoint", Source::Endpoint, Type::String),
];

impl Endpoints {
    /// Declares all parameters, and returns those that have a value before the rules are evaluated.
    pub fn parameters(&mut self, node: &Node<'_>) -> Option<Vec<Parameter>> {
        let entries = node.entries(&mut self.problems)?;
        Some(entries.into_iter().filter_map(|(name, node)| self.parameter(name, node)).collect())
    }

    fn parameter(&mut self, name: &str, node: Node<'_>) -> Option<Parameter> {
        let identifier = name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !identifier || self.scope.has_like(name) {
            let expected = "a letter followed by letters and digits, unique regardless of case";
            self.problems.push(Problem::new("parameters", &format!("the name {name:?}"), expected));
            return None;
        }
        let Some((source, ty, otherwise)) = self.binding(name, &node) else {
            self.scope.declare(name, None);
            return None;
        };
        let value = Expression::Parameter(source.clone());
        let is_there = matches!(source, Source::UseFips | Source::UseDualStack);
        let value = if is_there { Typed::new(value, ty) } else { Typed::optional(value, ty) };
        self.scope.declare(name, Some(value));
        let otherwise = otherwise?;
        let variable = self.scope.hold(ty)?;
        Some(Parameter { variable, source, otherwise })
    }

    /// Returns the source and type of a parameter, and its fallback, which is `None` if the rules check whether it is
    /// set.
    fn binding(&mut self, name: &str, node: &Node<'_>) -> Option<(Source, Type, Option<Otherwise>)> {
        let (source, ty) = self.source(name, node)?;
        let required = match node.get("required") {
            Some(node) => node.boolean(&mut self.problems)?,
            None => false,
        };
        let is_there = matches!(source, Source::UseFips | Source::UseDualStack);
        let otherwise = match node.get("default") {
            Some(default) if is_there => {
                if default.boolean(&mut self.problems)? {
                    let expected = "false, the default of a client";
                    self.problems.push(default.problem("`true`", expected));
                }
                None
            }
            Some(default) => Some(Otherwise::Default(self.default(&default, ty)?)),
            None if required && !is_there => {
                Some(Otherwise::Error(format!("the endpoint parameter {name} is missing")))
            }
            None => None,
        };
        Some((source, ty, otherwise))
    }

    fn default(&mut self, node: &Node<'_>, ty: Type) -> Option<Value> {
        match ty {
            Type::Boolean => node.boolean(&mut self.problems).map(Value::Flag),
            Type::Texts => self.texts(node).map(Value::Texts),
            _ => node.text(&mut self.problems).map(|text| Value::Text(text.to_owned())),
        }
    }

    /// Returns the value as a list of strings, or reports that it is not one.
    pub fn texts(&mut self, node: &Node<'_>) -> Option<Vec<String>> {
        let items = node.items(&mut self.problems)?;
        items.iter().map(|item| item.text(&mut self.problems).map(str::to_owned)).collect()
    }

    fn source(&mut self, name: &str, node: &Node<'_>) -> Option<(Source, Type)> {
        node.object(&KEYS, &mut self.problems)?;
        let built_in = match node.get("builtIn") {
            Some(built_in) => Some(built_in.text(&mut self.problems)?),
            None => None,
        };
        let declared = node.require("type", &mut self.problems)?;
        let found = declared.text(&mut self.problems)?.to_ascii_lowercase();
        let known = built_in.and_then(|name| BUILT_INS.into_iter().find(|(known, ..)| *known == name));
        match (known, found.as_str()) {
            (Some((_, source, ty @ Type::String)), "string") | (Some((_, source, ty @ Type::Boolean)), "boolean") => {
                Some((source, ty))
            }
            (Some((_, _, ty)), _) => {
                self.problems.push(declared.problem(&format!("{found:?}"), functions::type_name(ty)));
                None
            }
            (None, "string") => Some((Source::Text(name.to_owned()), Type::String)),
            (None, "boolean") => Some((Source::Flag(name.to_owned()), Type::Boolean)),
            (None, "stringarray") => Some((Source::Texts(name.to_owned()), Type::Texts)),
            (None, _) => {
                self.problems.push(declared.problem(&format!("{found:?}"), "string, boolean or stringArray"));
                None
            }
        }
    }
}
