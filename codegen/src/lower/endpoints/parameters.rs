//! The parameters of a rule set, each bound to what the runtime knows about a client.

use crate::ir::endpoints::{Expression, Otherwise, Parameter, Source, Type};

use super::Problem;
use super::functions;
use super::node::Node;
use super::rules::Endpoints;
use super::scope::Typed;

const KEYS: [&str; 6] = ["builtIn", "default", "deprecated", "documentation", "required", "type"];

/// What a parameter can be bound to, and the type that it then has.
const BUILT_INS: [(&str, Source, Type); 4] = [
    ("AWS::Region", Source::Region, Type::String),
    ("AWS::UseDualStack", Source::UseDualStack, Type::Boolean),
    ("AWS::UseFIPS", Source::UseFips, Type::Boolean),
    ("SDK::Endpoint", Source::Endpoint, Type::String),
];

impl Endpoints {
    /// Declares all parameters, and gives those that have a value before any rule is looked at.
    pub fn parameters(&mut self, node: &Node<'_>) -> Option<Vec<Parameter>> {
        let entries = node.entries(&mut self.problems)?;
        Some(entries.into_iter().filter_map(|(name, node)| self.parameter(name, node)).collect())
    }

    fn parameter(&mut self, name: &str, node: Node<'_>) -> Option<Parameter> {
        let identifier = name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !identifier || self.scope.has_like(name) {
            let expected = "letters and digits after a letter, unlike others without regard to case";
            self.problems.push(Problem::new("parameters", &format!("the name {name:?}"), expected));
            return None;
        }
        let Some((source, ty, otherwise)) = self.binding(name, &node) else {
            self.scope.declare(name, None);
            return None;
        };
        let value = Expression::Parameter(source);
        let value = if ty == Type::String { Typed::optional(value, ty) } else { Typed::new(value, ty) };
        self.scope.declare(name, Some(value));
        let otherwise = otherwise?;
        let variable = self.scope.hold(ty)?;
        Some(Parameter { variable, source, otherwise })
    }

    /// Where a parameter comes from, its type, and what happens without it where the rules don't decide that.
    fn binding(&mut self, name: &str, node: &Node<'_>) -> Option<(Source, Type, Option<Otherwise>)> {
        let (source, ty) = self.built_in(node)?;
        let required = match node.get("required") {
            Some(node) => node.boolean(&mut self.problems)?,
            None => false,
        };
        let otherwise = match (node.get("default"), ty) {
            (Some(default), Type::String) => Some(Otherwise::Default(default.text(&mut self.problems)?.to_owned())),
            (None, Type::String) if required => {
                Some(Otherwise::Error(format!("the endpoint parameter {name} is missing")))
            }
            (Some(default), _) if default.boolean(&mut self.problems)? => {
                self.problems.push(default.problem("`true`", "false, which a client has unless it is told otherwise"));
                None
            }
            (Some(_) | None, _) => None,
        };
        Some((source, ty, otherwise))
    }

    fn built_in(&mut self, node: &Node<'_>) -> Option<(Source, Type)> {
        node.object(&KEYS, &mut self.problems)?;
        let known = BUILT_INS.map(|(name, ..)| name).join(", ");
        let Some(built_in) = node.get("builtIn") else {
            let problem = "no `builtIn`; parameters that operations or clients bind are not supported";
            self.problems.push(node.problem(problem, &known));
            return None;
        };
        let name = built_in.text(&mut self.problems)?;
        let Some((_, source, ty)) = BUILT_INS.iter().find(|(known, ..)| *known == name) else {
            self.problems.push(built_in.problem(&format!("unknown built-in {name:?}"), &known));
            return None;
        };
        let declared = node.require("type", &mut self.problems)?;
        let found = declared.text(&mut self.problems)?;
        let expected = if *ty == Type::String { "string" } else { "boolean" };
        if !found.eq_ignore_ascii_case(expected) {
            self.problems.push(declared.problem(&format!("{found:?}"), functions::type_name(*ty)));
            return None;
        }
        Some((*source, *ty))
    }
}
