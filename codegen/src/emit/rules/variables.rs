//! Local variables for structures that many conditions of a function access.
//!
//! A condition on `value.config.properties.slack` is short if `properties` is a variable for the structure on the path.
//! Only paths of required members get a variable, so that it is a plain reference.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::super::ident;
use crate::ir::{Condition, Rule, Step};

/// The minimum number of conditions for which a variable makes the code shorter.
const USES: usize = 4;

/// The names of the function's parameters.
const PARAMETERS: [&str; 3] = ["value", "path", "sink"];

/// The paths that have a variable, which is named after the last field.
pub struct Variables<'r>(Vec<Vec<&'r str>>);

impl<'r> Variables<'r> {
    /// Creates the variables for these rules. If two paths end in the same name, neither gets a variable.
    pub fn of(rules: &'r [Rule]) -> Self {
        let mut uses = BTreeMap::new();
        rules.iter().for_each(|rule| count(&rule.when, &mut uses));
        uses.retain(|_, uses| *uses >= USES);
        let ways: Vec<Vec<&str>> = uses.into_keys().collect();
        let is_unique = |way: &&Vec<&str>| {
            let same = ways.iter().filter(|other| other.last() == way.last()).count() == 1;
            same && way.last().is_some_and(|name| !PARAMETERS.contains(name))
        };
        Self(ways.iter().filter(is_unique).cloned().collect())
    }

    /// Returns the statements that declare the variables.
    pub fn declarations(&self) -> impl Iterator<Item = TokenStream> {
        self.0.iter().filter_map(|way| {
            let (name, fields) = (ident(way.last()?), way.iter().map(|field| ident(field)));
            Some(quote!(let #name = &value #(.#fields)*;))
        })
    }

    /// Returns the expression that a path starts from, and the steps from there.
    pub fn start<'s>(&self, steps: &'s [Step]) -> (TokenStream, &'s [Step]) {
        let way = way(steps);
        match way.last() {
            Some(name) if self.0.contains(&way) => (ident(name).into_token_stream(), &steps[way.len()..]),
            _ => (quote!(value), steps),
        }
    }
}

/// Counts the conditions on each path.
fn count<'r>(condition: &'r Condition, uses: &mut BTreeMap<Vec<&'r str>, usize>) {
    match condition {
        Condition::Set(steps) | Condition::Unset(steps) | Condition::Is(steps, _) => {
            let way = way(steps);
            if !way.is_empty() {
                *uses.entry(way).or_default() += 1;
            }
        }
        Condition::All(conditions) | Condition::Any(conditions) => {
            conditions.iter().for_each(|condition| count(condition, uses));
        }
        Condition::Not(inner) => count(inner, uses),
    }
}

/// Returns the required fields at the beginning of a path, without the member at its end.
fn way(steps: &[Step]) -> Vec<&str> {
    let before_the_end = &steps[..steps.len().saturating_sub(1)];
    before_the_end.iter().take_while(|step| !step.optional).map(|step| step.field.as_str()).collect()
}
