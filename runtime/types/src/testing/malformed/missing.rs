//! Finds the required members missing in a request, and merges them with the other violations in order.

use serde_json::Value as Json;

use super::{Request, found};
use crate::schema::{Kind, Location, Member, Schema};
use crate::structure::Structure;
use crate::validation::{Constraint, Path, Pointer, Violation};

/// Merges the violations of the value that was read with the members missing in the request, in the order of the
/// members.
pub fn merged<T: Structure>(request: &Request<'_>, violations: Vec<Violation>) -> Vec<Violation> {
    let body = request.body.and_then(|body| serde_json::from_str(body).ok()).unwrap_or(Json::Null);
    let mut walk = Walk::default();
    walk.input(T::SCHEMA.members(), request, &body);
    let is_at_or_below = |path: &Pointer, above: &Pointer| path == above || path.is_below(above);
    let is_missing = |path: &Pointer| walk.missing.iter().any(|above| is_at_or_below(path, above));
    let mut merged: Vec<_> = violations.into_iter().filter(|violation| !is_missing(&violation.path)).collect();
    let required = |path: &Pointer| Violation { path: path.clone(), constraint: Constraint::Required };
    merged.extend(walk.missing.iter().map(required));
    merged.sort_by_key(|violation| walk.places.iter().rposition(|place| is_at_or_below(&violation.path, place)));
    merged
}

/// Visits the paths of all values in the order in which they are validated.
#[derive(Default)]
struct Walk {
    places: Vec<Pointer>,
    missing: Vec<Pointer>,
}

impl Walk {
    fn input(&mut self, members: &'static [Member], request: &Request<'_>, body: &Json) {
        for member in members {
            let value = match member.location {
                Location::Body => body.get(member.json),
                Location::Payload => Some(body),
                _ => None,
            };
            let elsewhere = !found(request.texts, member).is_empty() || !found(request.entries, member).is_empty();
            self.member(member, value, elsewhere, &Path::ROOT);
        }
    }

    fn member(&mut self, member: &'static Member, value: Option<&Json>, elsewhere: bool, at: &Path<'_>) {
        let path = at.member(member.name);
        match value.filter(|value| !value.is_null()) {
            Some(value) => self.value(member.schema, value, &path),
            None => {
                self.missing.extend((member.required && !elsewhere).then(|| Pointer::from(&path)));
                self.places.push((&path).into());
            }
        }
    }

    fn value(&mut self, schema: &'static Schema, value: &Json, path: &Path<'_>) {
        self.places.push(path.into());
        match (&schema.kind, value) {
            (Kind::Structure(members), Json::Object(_)) => {
                members.iter().for_each(|member| self.member(member, value.get(member.json), false, path));
            }
            (Kind::Union(members), Json::Object(_)) => {
                let set = members.iter().filter_map(|member| Some((member, value.get(member.json)?)));
                set.for_each(|(member, value)| self.member(member, Some(value), false, path));
            }
            (Kind::List { member, .. }, Json::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(member, item, &path.index(index));
                }
            }
            (Kind::Map { value: schema, .. }, Json::Object(entries)) => {
                for (key, value) in entries {
                    self.value(schema, value, &path.member(key));
                }
            }
            _ => {}
        }
    }
}
