//! Checks a JSON value against the shape that it should have.
//!
//! Recursion ends with the value, whose depth the reader of JSON has limited.

mod scalar;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::context::Context;
use crate::ast::{Member, Shape, ShapeKind};
use crate::error::{one_of, quote};
use crate::pattern::Automata;
use crate::traits::{Length, Required, SmithyTrait, Sparse, UniqueItems};

/// A part of a value that does not match its shape.
pub(super) struct Mismatch {
    /// A JSON pointer to the part; empty for the whole value.
    pub pointer: String,
    pub problem: String,
    pub expected: String,
}

/// The strictness of checking values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rules {
    /// Constraints are checked. Structures may have unknown members: Smithy only warns about them, and AWS adds members
    /// to its traits before it publishes their definitions.
    Open,
    /// Constraints are checked, and unknown members are errors, as in the traits of this tool.
    Constrained,
    /// Constraints are checked, but 0 may be out of range, and a blob is base64.
    Default,
    /// Only types are checked, and null is an absent member. This is for the parameters of protocol tests, which
    /// violate constraints on purpose.
    TypesOnly,
}

/// Checks values against the shapes of a model.
pub(super) struct Values<'c, 'm> {
    context: &'c Context<'m>,
    automata: RefCell<Automata>,
}

/// The shape against which a part of a value is checked.
#[derive(Clone, Copy)]
struct Expected<'m> {
    shape: &'m Shape,
    member: Option<&'m Member>,
}

impl<'c, 'm> Values<'c, 'm> {
    pub fn new(context: &'c Context<'m>) -> Self {
        Self { context, automata: RefCell::default() }
    }

    /// Returns every mismatch between `value` and `shape`, or the member that targets it.
    pub fn check(&self, value: &Value, shape: &'m Shape, member: Option<&'m Member>, rules: Rules) -> Vec<Mismatch> {
        let mut walk = Walk { values: self, rules, pointer: String::new(), mismatches: Vec::new() };
        walk.value(value, Expected { shape, member });
        walk.mismatches
    }
}

struct Walk<'v, 'c, 'm> {
    values: &'v Values<'c, 'm>,
    rules: Rules,
    pointer: String,
    mismatches: Vec<Mismatch>,
}

impl<'m> Walk<'_, '_, 'm> {
    fn value(&mut self, value: &Value, expected: Expected<'m>) {
        match (&expected.shape.kind, value) {
            (ShapeKind::Document, _) => {}
            (ShapeKind::List(item) | ShapeKind::Set(item), Value::Array(items)) => self.list(items, item, expected),
            (ShapeKind::Map { key, value }, Value::Object(entries)) => self.map(entries, key, value, expected),
            (ShapeKind::Structure(members), Value::Object(entries)) => self.structure(entries, members),
            (ShapeKind::Union(members), Value::Object(entries)) => self.union(entries, members),
            (ShapeKind::Service(_) | ShapeKind::Resource(_) | ShapeKind::Operation(_), _) => {}
            _ => self.scalar(value, expected),
        }
    }

    fn list(&mut self, items: &[Value], item: &'m Member, expected: Expected<'m>) {
        self.length(items.len() as u64, "items", expected);
        for (index, value) in items.iter().enumerate() {
            self.within(&index.to_string(), |walk| walk.entry(value, item, expected));
        }
        if self.rules != Rules::TypesOnly && expected.shape.traits.has::<UniqueItems>() {
            let distinct: BTreeSet<String> = items.iter().map(Value::to_string).collect();
            if distinct.len() < items.len() {
                self.mismatch("two items are equal", "distinct items");
            }
        }
    }

    fn map(&mut self, entries: &Map<String, Value>, key: &'m Member, value: &'m Member, expected: Expected<'m>) {
        self.length(entries.len() as u64, "entries", expected);
        for (name, entry) in entries {
            self.within(name, |walk| {
                walk.member(&Value::String(name.clone()), key);
                walk.entry(entry, value, expected);
            });
        }
    }

    /// Checks an entry of a list or map, which may be null in a sparse one.
    fn entry(&mut self, value: &Value, member: &'m Member, holder: Expected<'m>) {
        if !(value.is_null() && holder.shape.traits.has::<Sparse>()) {
            self.member(value, member);
        }
    }

    fn structure(&mut self, entries: &Map<String, Value>, members: &'m [Member]) {
        let by_name: HashMap<&str, &Member> = members.iter().map(|member| (member.name.as_str(), member)).collect();
        for (name, value) in entries {
            match by_name.get(name.as_str()) {
                Some(_) if value.is_null() && self.rules == Rules::TypesOnly => {}
                Some(member) => self.within(name, |walk| walk.member(value, member)),
                None if self.rules == Rules::Open => {}
                None => self.unknown_member(name, members),
            }
        }
        for member in members.iter().filter(|member| member.traits.has::<Required>()) {
            if self.rules != Rules::TypesOnly && !entries.contains_key(&member.name) {
                self.mismatch(format!("the member {} is absent", quote(&member.name)), "all required members");
            }
        }
    }

    fn union(&mut self, entries: &Map<String, Value>, members: &'m [Member]) {
        if entries.len() != 1 {
            self.mismatch(format!("the union has {} members", entries.len()), "exactly one");
        }
        for (name, value) in entries {
            match members.iter().find(|member| member.name == *name) {
                Some(member) => self.within(name, |walk| walk.member(value, member)),
                None => self.unknown_member(name, members),
            }
        }
    }

    fn member(&mut self, value: &Value, member: &'m Member) {
        // A target that does not exist is reported at the reference.
        if let Some(shape) = self.values.context.shape(member.target.as_str()) {
            self.value(value, Expected { shape, member: Some(member) });
        }
    }

    fn length(&mut self, length: u64, unit: &str, expected: Expected<'m>) {
        if self.rules == Rules::TypesOnly {
            return;
        }
        let Some(Length { min, max }) = expected.constraint::<Length>() else { return };
        if min.is_some_and(|min| length < min) || max.is_some_and(|max| length > max) {
            let bounds = match (min, max) {
                (Some(min), Some(max)) => format!("{min} to {max}"),
                (Some(min), None) => format!("{min} or more"),
                (None, _) => format!("{} or fewer", max.unwrap_or_default()),
            };
            self.mismatch(format!("the length in {unit} is {length}"), bounds);
        }
    }

    fn unknown_member(&mut self, name: &str, members: &[Member]) {
        let known = one_of(members.iter().map(|member| member.name.as_str()));
        self.mismatch(format!("the unknown member {}", quote(name)), known);
    }

    fn within(&mut self, name: &str, check: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
        check(self);
        self.pointer.truncate(length);
    }

    fn mismatch(&mut self, problem: impl Into<String>, expected: impl Into<String>) {
        let mismatch = Mismatch { pointer: self.pointer.clone(), problem: problem.into(), expected: expected.into() };
        self.mismatches.push(mismatch);
    }
}

impl Expected<'_> {
    /// Returns a constraint of the member, otherwise of its target.
    fn constraint<T: SmithyTrait>(&self) -> Option<T> {
        let own = self.member.and_then(|member| member.traits.get());
        own.or_else(|| self.shape.traits.get())
    }
}
