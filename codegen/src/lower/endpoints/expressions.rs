//! Expressions: literals, references and calls, with their types.
//!
//! Invariant: constant expressions are evaluated here, so that no comparison of constants is emitted.

use serde_json::Value;

use crate::ir::endpoints::{Expression, Type};

use super::MAX_DEPTH;
use super::functions::{self, FUNCTIONS, Signature};
use super::node::Node;
use super::rules::Endpoints;
use super::scope::Typed;

impl Endpoints {
    /// Lowers a value that has this type and is always present.
    pub fn argument(&mut self, node: &Node<'_>, ty: Type, depth: usize) -> Option<Expression> {
        let value = self.expression(node, depth)?;
        self.of_type(value, ty, node)
    }

    /// Checks that a lowered value has this type and is always present.
    pub fn of_type(&mut self, value: Typed, ty: Type, node: &Node<'_>) -> Option<Expression> {
        let value = self.present(value, node)?;
        if value.ty != ty {
            self.problems.push(node.problem(functions::type_name(value.ty), functions::type_name(ty)));
            return None;
        }
        Some(value.expression)
    }

    /// Checks that a value is always present.
    pub fn present(&mut self, value: Typed, node: &Node<'_>) -> Option<Typed> {
        if value.optional {
            let problem = "a value that may be absent";
            self.problems.push(node.problem(problem, "a condition before it with `isSet` or `assign`"));
            return None;
        }
        Some(value)
    }

    fn expression(&mut self, node: &Node<'_>, depth: usize) -> Option<Typed> {
        if depth > MAX_DEPTH {
            self.problems.push(node.problem("nested too deep", &format!("at most {MAX_DEPTH} levels")));
            return None;
        }
        match node.value {
            Value::String(text) => Some(Typed::new(self.template(text, node)?, Type::String)),
            Value::Bool(value) => Some(Typed::boolean(Expression::Boolean(*value))),
            Value::Number(number) => {
                let number = number.as_u64().and_then(|number| u32::try_from(number).ok());
                if number.is_none() {
                    self.problems.push(node.problem("such a number", "a whole number from 0 to 4294967295"));
                }
                Some(Typed::new(Expression::Integer(number?), Type::Integer))
            }
            Value::Object(object) if object.contains_key("ref") => {
                node.object(&["ref"], &mut self.problems)?;
                let name = node.get("ref")?.text(&mut self.problems)?;
                self.reference(name, node)
            }
            Value::Object(object) if object.contains_key("fn") => {
                node.object(&["argv", "fn"], &mut self.problems)?;
                self.call(node, depth)
            }
            Value::Null | Value::Array(_) | Value::Object(_) => {
                let expected = "a string, a boolean, a number, or an object with `ref` or `fn`";
                self.problems.push(node.problem("an unsupported expression", expected));
                None
            }
        }
    }

    /// Returns the value of a name. A problem with it was reported where it is declared.
    pub fn reference(&mut self, name: &str, node: &Node<'_>) -> Option<Typed> {
        match self.scope.get(name) {
            Some(value) => value.cloned(),
            None => {
                let names = self.scope.names();
                self.problems.push(node.problem(&format!("unknown name {name:?}"), &names));
                None
            }
        }
    }

    /// Lowers the call of the object's `fn` with its `argv`.
    pub fn call(&mut self, node: &Node<'_>, depth: usize) -> Option<Typed> {
        let function = node.require("fn", &mut self.problems)?;
        let name = function.text(&mut self.problems)?;
        let arguments = node.require("argv", &mut self.problems)?;
        let arguments = arguments.items(&mut self.problems)?;
        let depth = depth + 1;
        match (name, arguments.as_slice()) {
            ("isSet", [value]) => {
                let value = self.expression(value, depth)?;
                let is_set = Expression::IsSet(Box::new(value.expression));
                Some(Typed::boolean(if value.optional { is_set } else { Expression::Boolean(true) }))
            }
            ("not", [value]) => Some(Typed::boolean(negation(self.argument(value, Type::Boolean, depth)?))),
            ("booleanEquals", [left, right]) => self.equal(left, right, Type::Boolean, depth),
            ("stringEquals", [left, right]) => self.equal(left, right, Type::String, depth),
            ("coalesce", [_, _, ..]) => self.coalesce(&arguments, depth),
            ("ite", [condition, one, two]) => {
                let condition = self.argument(condition, Type::Boolean, depth);
                self.choice(condition, one, two, depth)
            }
            ("getAttr", [value, path]) => {
                let found = self.expression(value, depth)?;
                let found = self.present(found, value)?;
                let text = path.text(&mut self.problems)?;
                self.attribute(found, text, path)
            }
            _ => self.function(name, &function, &arguments, depth),
        }
    }

    /// Lowers `coalesce`: the first value that is present. Arguments after one that is always present are dropped.
    fn coalesce(&mut self, arguments: &[Node<'_>], depth: usize) -> Option<Typed> {
        let values: Vec<_> = arguments.iter().map(|argument| self.expression(argument, depth)).collect();
        let values: Vec<_> = values.into_iter().collect::<Option<_>>()?;
        let ty = values.first()?.ty;
        let mut optional = Vec::new();
        let mut last = None;
        for (value, node) in values.into_iter().zip(arguments) {
            self.same_type(&value, ty, node)?;
            match (value.optional, &last) {
                (_, Some(_)) => {}
                (true, None) => optional.push(value.expression),
                (false, None) => last = Some(value.expression),
            }
        }
        let first = match (optional.len(), optional.pop()) {
            (1, Some(only)) => Some(only),
            (_, Some(value)) => {
                optional.push(value);
                Some(Expression::Coalesce(optional))
            }
            (_, None) => None,
        };
        Some(match (first, last) {
            (Some(first), Some(last)) => Typed::new(Expression::Default(Box::new(first), Box::new(last)), ty),
            (Some(value), None) => Typed::optional(value, ty),
            (None, value) => Typed::new(value?, ty),
        })
    }

    /// Lowers `ite`: one of two values, which is optional if either of them is.
    fn choice(&mut self, condition: Option<Expression>, one: &Node<'_>, two: &Node<'_>, depth: usize) -> Option<Typed> {
        let (first, second) = (self.expression(one, depth), self.expression(two, depth));
        let (condition, first, second) = (condition?, first?, second?);
        self.same_type(&second, first.ty, two)?;
        let (ty, optional) = (first.ty, first.optional || second.optional);
        let wrapped = |value: Typed| {
            let is_there = optional && !value.optional;
            if is_there { Expression::Present(Box::new(value.expression)) } else { value.expression }
        };
        let expression = match (condition, wrapped(first), wrapped(second)) {
            (Expression::Boolean(true), value, _) | (Expression::Boolean(false), _, value) => value,
            (_, one, two) if one == two => one,
            (Expression::Not(condition), one, two) => Expression::Choice(condition, Box::new(two), Box::new(one)),
            (condition, one, two) => Expression::Choice(Box::new(condition), Box::new(one), Box::new(two)),
        };
        Some(Typed { expression, ty, optional })
    }

    fn same_type(&mut self, value: &Typed, ty: Type, node: &Node<'_>) -> Option<()> {
        let is_same = value.ty == ty && ty != Type::Parts;
        if !is_same {
            let expected = if ty == Type::Parts { "one of them" } else { functions::type_name(ty) };
            self.problems.push(node.problem(functions::type_name(value.ty), expected));
        }
        is_same.then_some(())
    }

    fn equal(&mut self, left: &Node<'_>, right: &Node<'_>, ty: Type, depth: usize) -> Option<Typed> {
        let (left, right) = (self.argument(left, ty, depth), self.argument(right, ty, depth));
        Some(Typed::boolean(equality(left?, right?)))
    }

    fn function(&mut self, name: &str, node: &Node<'_>, arguments: &[Node<'_>], depth: usize) -> Option<Typed> {
        let count = match (FUNCTIONS.iter().find(|known| known.name == name), name) {
            (Some(signature), _) if signature.arguments.len() == arguments.len() => {
                return self.checked(signature, arguments, depth);
            }
            (Some(signature), _) => signature.arguments.len(),
            (None, "isSet" | "not") => 1,
            (None, "booleanEquals" | "coalesce" | "stringEquals" | "getAttr") => 2,
            (None, "ite") => 3,
            (None, _) => {
                self.problems.push(node.problem(&format!("unknown function {name:?}"), &functions::names()));
                return None;
            }
        };
        self.problems.push(node.problem(&format!("`{name}` with {} arguments", arguments.len()), &count.to_string()));
        None
    }

    fn checked(&mut self, signature: &Signature, arguments: &[Node<'_>], depth: usize) -> Option<Typed> {
        let pairs = arguments.iter().zip(signature.arguments);
        let values: Vec<_> = pairs.map(|(node, ty)| self.argument(node, *ty, depth)).collect();
        let call = Expression::Call(signature.function, values.into_iter().collect::<Option<_>>()?);
        Some(Typed { expression: call, ty: signature.result, optional: signature.optional })
    }

    /// Returns the attribute of a value that a path refers to.
    pub fn attribute(&mut self, value: Typed, path: &str, node: &Node<'_>) -> Option<Typed> {
        let attributes = functions::attributes(value.ty);
        if let Some((_, attribute)) = attributes.iter().find(|(name, _)| *name == path) {
            let ty = functions::attribute_type(*attribute);
            return Some(Typed::new(Expression::Attribute(Box::new(value.expression), *attribute), ty));
        }
        let element = path.strip_prefix('[').and_then(|index| index.strip_suffix(']'));
        match (value.ty, element.map(str::parse)) {
            (Type::Texts, Some(Ok(index))) => {
                return Some(Typed::optional(Expression::Element(Box::new(value.expression), index), Type::String));
            }
            (Type::Parts, Some(Ok(index))) => {
                return Some(Typed::optional(Expression::Part(Box::new(value.expression), index), Type::String));
            }
            _ => {}
        }
        let index = path.strip_prefix("resourceId[").and_then(|index| index.strip_suffix(']'));
        if let (Type::Arn, Some(Ok(index))) = (value.ty, index.map(str::parse)) {
            return Some(Typed::optional(Expression::ResourceId(Box::new(value.expression), index), Type::String));
        }
        let mut expected = attributes.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        match value.ty {
            Type::Arn => expected.push_str(", or resourceId with an index, as in resourceId[0]"),
            Type::Texts | Type::Parts => expected.push_str("an index, as in [0]"),
            Type::String | Type::Boolean | Type::Integer => expected.push_str("a partition, URL or ARN"),
            Type::Partition | Type::Url => {}
        }
        let problem = format!("unknown attribute {path:?} of {}", functions::type_name(value.ty));
        self.problems.push(node.problem(&problem, &expected));
        None
    }
}

fn equality(left: Expression, right: Expression) -> Expression {
    match (left, right) {
        (left, right) if left == right => Expression::Boolean(true),
        (Expression::Boolean(true), other) | (other, Expression::Boolean(true)) => other,
        (Expression::Boolean(false), other) | (other, Expression::Boolean(false)) => negation(other),
        (Expression::Text(_), Expression::Text(_)) => Expression::Boolean(false),
        (text @ Expression::Text(_), other) => Expression::Equal(Box::new(other), Box::new(text)),
        (Expression::Not(left), right) => negation(equality(*left, right)),
        (left, Expression::Not(right)) => negation(equality(left, *right)),
        (left, right) => Expression::Equal(Box::new(left), Box::new(right)),
    }
}

/// Returns the negation of a boolean.
pub fn negation(value: Expression) -> Expression {
    match value {
        Expression::Boolean(value) => Expression::Boolean(!value),
        Expression::Not(value) => *value,
        value => Expression::Not(Box::new(value)),
    }
}
