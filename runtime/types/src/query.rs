//! Copies structures to JSON values for JMESPath expressions; members have their names in the model.
//!
//! Invariant: a copied string, which may be a secret, is overwritten when it is dropped.

use serde_json::{Map, Value as Json};
use zeroize::Zeroize;

use crate::schema::Member;
use crate::structure::{Members, Structure};
use crate::value::{Form, Value, Writing};

/// A JSON value whose texts are overwritten when it is dropped.
///
/// It does not implement `Debug`, because the value may contain secrets.
#[derive(Default)]
pub struct Queried(Json);

impl Queried {
    /// Copies the members of a structure for which `reads` returns `true`. An absent member is left out, which is the same
    /// as null for an expression.
    pub fn new<T: Structure>(structure: &T, reads: impl Fn(&str) -> bool) -> Self {
        let mut collect = Collect { reads, members: Map::new() };
        structure.visit(&mut collect);
        Self(Json::Object(collect.members))
    }

    /// Returns an object of the two values.
    pub fn pair(one: (&str, Self), two: (&str, Self)) -> Self {
        let entries = [one, two].map(|(name, mut value)| (name.to_owned(), std::mem::take(&mut value.0)));
        Self(Json::Object(entries.into_iter().collect()))
    }

    /// Returns the value.
    pub fn value(&self) -> &Json {
        &self.0
    }
}

impl Drop for Queried {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn wipe(value: &mut Json) {
    match value {
        Json::String(text) => text.zeroize(),
        Json::Array(items) => items.iter_mut().for_each(wipe),
        Json::Object(members) => {
            for (mut name, mut value) in std::mem::take(members) {
                name.zeroize();
                wipe(&mut value);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => *value = Json::Null,
    }
}

struct Collect<F> {
    reads: F,
    members: Map<String, Json>,
}

impl<F: Fn(&str) -> bool> Members for Collect<F> {
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool {
        if !value.is_absent() && (self.reads)(member.name) {
            let written = serde_json::to_value(Writing { value, schema: member.schema, form: Form::Query });
            // The value of a shape can always be written as JSON.
            self.members.extend(written.ok().map(|value| (member.name.to_owned(), value)));
        }
        true
    }
}
