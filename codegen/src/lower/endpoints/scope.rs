//! The parameters and variables in the scope of a rule.

use crate::ir::endpoints::{Expression, Type, Variable};
use crate::names;

/// Names of variables that the generated function uses itself.
const TAKEN: [&str; 3] = ["message", "parameters", "parts"];

/// A value, and whether it may be absent.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The value.
    pub expression: Expression,
    /// The type of its value.
    pub ty: Type,
    /// Whether it may be absent.
    pub optional: bool,
}

impl Typed {
    /// Creates a value that is always present.
    pub fn new(expression: Expression, ty: Type) -> Self {
        Self { expression, ty, optional: false }
    }

    /// Creates a value that may be absent.
    pub fn optional(expression: Expression, ty: Type) -> Self {
        Self { expression, ty, optional: true }
    }

    /// Creates a boolean that is always present.
    pub fn boolean(expression: Expression) -> Self {
        Self::new(expression, Type::Boolean)
    }
}

/// The values of names, in the order of their declarations.
#[derive(Debug, Default)]
pub struct Scope(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    /// The name in the model.
    name: String,
    /// The name of the variable.
    variable: String,
    /// The value, or `None` if there was a problem with it.
    value: Option<Typed>,
}

impl Scope {
    /// Returns the number of names.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Removes all but the first `len` names.
    pub fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    /// Returns the value of a name; the inner value is `None` if there was a problem with it.
    pub fn get(&self, name: &str) -> Option<Option<&Typed>> {
        self.0.iter().rev().find(|entry| entry.name == name).map(|entry| entry.value.as_ref())
    }

    /// Returns `true` if a name is equal to this one except for case.
    pub fn has_like(&self, name: &str) -> bool {
        self.0.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// Returns all names, as a message lists them.
    pub fn names(&self) -> String {
        let mut names: Vec<_> = self.0.iter().map(|entry| entry.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.join(", ")
    }

    /// Binds a name to a value, and chooses the variable that could store it.
    pub fn declare(&mut self, name: &str, value: Option<Typed>) {
        let taken = self.0.iter().map(|entry| entry.variable.as_str()).chain(TAKEN);
        let variable = names::Scope::snake(taken).claim(names::function_name(name));
        self.0.push(Entry { name: name.to_owned(), variable, value });
    }

    /// Binds the name that was declared last to its variable, and returns the variable.
    pub fn hold(&mut self, ty: Type) -> Option<Variable> {
        let entry = self.0.last_mut()?;
        let variable = Variable { name: entry.variable.clone(), ty };
        entry.value = Some(Typed::new(Expression::Variable(variable.clone()), ty));
        Some(variable)
    }

    /// Binds every name of an optional value to a variable that holds the value.
    pub fn unwrap(&mut self, value: &Expression) -> Option<Variable> {
        let holders = self.0.iter().filter(|entry| entry.value.as_ref().is_some_and(|held| held.expression == *value));
        let holder = |entry: &Entry| Some((entry.name.clone(), entry.variable.clone(), entry.value.as_ref()?.ty));
        let holders: Vec<_> = holders.filter_map(holder).collect();
        let (_, variable, ty) = holders.last()?;
        let variable = Variable { name: variable.clone(), ty: *ty };
        for (name, ..) in holders {
            let value = Some(Typed::new(Expression::Variable(variable.clone()), variable.ty));
            self.0.push(Entry { name, variable: variable.name.clone(), value });
        }
        Some(variable)
    }
}
