//! Finds the required members that a request does not have, and puts them among the other violations in their order.

use serde_json::Value as Json;

use super::{Request, found};
use crate::schema::{Kind, Location, Member, Schema};
use crate::structure::Structure;
use crate::validation::{Constraint, Path, Violation};

/// The violations of the value that was read, and of what is missing in the request, in the order of the members.
pub fn merged<T: Structure>(request: &Request<'_>, violations: Vec<Violation>) -> Vec<Violation> {
    let body = request.body.and_then(|body| serde_json::from_str(body).ok()).unwrap_or(Json::Null);
    let mut walk = Walk::default();
    walk.input(T::SCHEMA.members(), request, &body);
    let is_below = |path: &str, above: &str| path.strip_prefix(above).is_some_and(|rest| rest.starts_with(['/']));
    let is_missing = |path: &str| walk.missing.iter().any(|above| path == above || is_below(path, above));
    let mut merged: Vec<_> = violations.into_iter().filter(|violation| !is_missing(&violation.path)).collect();
    let required = |path: &String| Violation { path: path.clone(), constraint: Constraint::Required };
    merged.extend(walk.missing.iter().map(required));
    let place = |violation: &Violation| {
        let path = violation.path.as_str();
        walk.places.iter().rposition(|place| place == path || is_below(path, place))
    };
    merged.sort_by_key(place);
    merged
}

/// The paths of all values, in the order in which they are checked.
#[derive(Default)]
struct Walk {
    places: Vec<String>,
    missing: Vec<String>,
}

impl Walk {
    fn input(&mut self, members: &'static [Member], request: &Request<'_>, body: &Json) {
        for member in members {
            let value = match member.location {
                Location::Body => body.get(member.wire),
                Location::Payload => Some(body),
                _ => None,
            };
            let elsewhere = !found(request.texts, member).is_empty() || !found(request.entries, member).is_empty();
            self.member(member, value, elsewhere, "");
        }
    }

    fn member(&mut self, member: &'static Member, value: Option<&Json>, elsewhere: bool, at: &str) {
        let path = format!("{at}{}", Path::ROOT.member(member.name));
        match value.filter(|value| !value.is_null()) {
            Some(value) => self.value(member.schema, value, path),
            None => {
                self.missing.extend((member.required && !elsewhere).then(|| path.clone()));
                self.places.push(path);
            }
        }
    }

    fn value(&mut self, schema: &'static Schema, value: &Json, path: String) {
        self.places.push(path.clone());
        match (&schema.kind, value) {
            (Kind::Structure(members), Json::Object(_)) => {
                members.iter().for_each(|member| self.member(member, value.get(member.wire), false, &path));
            }
            (Kind::Union(members), Json::Object(_)) => {
                let set = members.iter().filter_map(|member| Some((member, value.get(member.wire)?)));
                set.for_each(|(member, value)| self.member(member, Some(value), false, &path));
            }
            (Kind::List { member, .. }, Json::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(member, item, format!("{path}/{index}"));
                }
            }
            (Kind::Map { value: schema, .. }, Json::Object(entries)) => {
                for (key, value) in entries {
                    self.value(schema, value, format!("{path}{}", Path::ROOT.member(key)));
                }
            }
            _ => {}
        }
    }
}
