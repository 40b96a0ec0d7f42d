//! A model as raw JSON: its documents merged, with the order of members kept.

use std::collections::HashMap;

use regress::Regex;
use serde_json::{Map, Value, json};

use super::documents::TEXTS;
use super::order::Keys;

/// The key under which the order of a shape's members is stored.
const ORDER: &str = " order";

/// A model.
pub struct Model {
    shapes: Map<String, Value>,
    patterns: HashMap<String, Pattern>,
}

/// A pattern, with the strings of the tests that it matches.
struct Pattern {
    regex: Regex,
    matching: Vec<&'static str>,
}

/// A shape with the member that targets it, whose traits take precedence.
#[derive(Clone, Copy)]
pub struct Target<'m> {
    /// The shape.
    pub shape: &'m Value,
    /// The member, if one targets it.
    pub member: Option<&'m Value>,
}

impl Model {
    /// Merges documents; later ones apply traits to the shapes of earlier ones.
    pub fn new(documents: &[&str]) -> Self {
        let mut shapes = Map::new();
        for name in ["String", "Blob", "Boolean", "Byte", "Short", "Integer", "Long", "Float", "Double", "Timestamp"] {
            shapes.insert(format!("smithy.api#{name}"), json!({ "type": name.to_lowercase() }));
        }
        for (name, kind) in [("Document", "document"), ("Unit", "structure")] {
            shapes.insert(format!("smithy.api#{name}"), json!({ "type": kind }));
        }
        for text in documents {
            let document: Value = serde_json::from_str(text).expect("JSON");
            let order: Keys = serde_json::from_str(text).expect("JSON");
            for (id, shape) in document["shapes"].as_object().expect("shapes") {
                match (shape["type"].as_str(), id.split_once('$')) {
                    (Some("apply"), Some((id, member))) => merge(&mut shapes[id]["members"][member], shape),
                    (Some("apply"), None) => merge(&mut shapes[id.as_str()], shape),
                    _ => {
                        let mut shape = shape.clone();
                        shorten_traits(&mut shape);
                        let members = order.at("shapes").and_then(|shapes| shapes.at(id)?.at("members"));
                        shape[ORDER] = members
                            .map(|keys| keys.0.iter().map(|(name, _)| Value::from(name.as_str())).collect::<Vec<_>>())
                            .into();
                        shapes.insert(id.clone(), shape);
                    }
                }
            }
        }
        let mut model = Self { shapes, patterns: HashMap::new() };
        model.compile();
        model
    }

    fn compile(&mut self) {
        let members = |shape: &Value| match shape["members"].as_object() {
            Some(members) => members.values().cloned().collect(),
            None => vec![shape["member"].clone(), shape["key"].clone(), shape["value"].clone()],
        };
        for shape in self.shapes.values() {
            for holder in std::iter::once(shape.clone()).chain(members(shape)) {
                if let Some(pattern) = holder["traits"]["pattern"].as_str() {
                    let regex = Regex::with_flags(pattern, "u").expect("patterns are of ECMA 262");
                    let matching = TEXTS.into_iter().filter(|text| regex.find(text).is_some()).collect();
                    self.patterns.insert(pattern.to_owned(), Pattern { regex, matching });
                }
            }
        }
    }

    /// Returns a shape by its id.
    pub fn shape(&self, id: &str) -> Target<'_> {
        Target { shape: self.shapes.get(id).expect("the shape is in the model"), member: None }
    }

    /// Returns the target of a member.
    pub fn target<'m>(&'m self, member: &'m Value) -> Target<'m> {
        let shape = self.shape(member["target"].as_str().expect("a target")).shape;
        Target { shape, member: Some(member) }
    }

    /// Returns whether the pattern matches a string.
    pub fn matches(&self, pattern: &str, text: &str) -> bool {
        let Pattern { regex, matching } = &self.patterns[pattern];
        if TEXTS.contains(&text) { matching.contains(&text) } else { regex.find(text).is_some() }
    }

    /// Returns the strings of the tests that the pattern matches.
    pub fn matching(&self, pattern: &str) -> &[&'static str] {
        &self.patterns[pattern].matching
    }
}

impl<'m> Target<'m> {
    /// Returns the shape's type.
    pub fn kind(self) -> &'m str {
        let is_enum = self.shape["traits"].get("enum").is_some();
        if is_enum { "enum" } else { self.shape["type"].as_str().expect("a type") }
    }

    /// Returns a trait of Smithy's prelude: the member's, or else the shape's.
    pub fn applied(self, name: &str) -> Option<&'m Value> {
        let of_member = self.member.and_then(|member| member["traits"].get(name));
        of_member.or_else(|| self.shape["traits"].get(name))
    }

    /// Returns the members of a structure or union, in their order.
    pub fn members(self) -> impl Iterator<Item = (&'m str, &'m Value)> {
        let names = self.shape[ORDER].as_array().into_iter().flatten().filter_map(Value::as_str);
        names.map(|name| (name, &self.shape["members"][name]))
    }

    /// Returns the values of an enum that are not internal to the service.
    pub fn words(self) -> Vec<&'m str> {
        if let Some(values) = self.shape["traits"].get("enum") {
            let values = values.as_array().expect("a list").iter().filter(|value| !is_internal(&value["tags"]));
            return values.filter_map(|value| value["value"].as_str()).collect();
        }
        let word =
            |(name, member): (&'m str, &'m Value)| member["traits"].get("enumValue").map_or(Some(name), Value::as_str);
        self.told().filter_map(word).collect()
    }

    /// Returns the values of an intEnum that are not internal to the service.
    pub fn numbers(self) -> Vec<i64> {
        self.told().filter_map(|(_, member)| member["traits"]["enumValue"].as_i64()).collect()
    }

    fn told(self) -> impl Iterator<Item = (&'m str, &'m Value)> {
        self.members()
            .filter(|(_, member)| member["traits"].get("internal").is_none() && !is_internal(&member["traits"]["tags"]))
    }
}

fn is_internal(tags: &Value) -> bool {
    tags.as_array().is_some_and(|tags| tags.contains(&json!("internal")))
}

/// Returns the key of a member in a JSON document.
pub fn key<'m>(name: &'m str, member: &'m Value) -> &'m str {
    member["traits"].get("jsonName").and_then(Value::as_str).unwrap_or(name)
}

fn merge(shape: &mut Value, apply: &Value) {
    for (id, value) in apply["traits"].as_object().expect("traits") {
        shape["traits"][shortened(id)] = value.clone();
    }
}

/// Returns the id of a trait, without the namespace of Smithy's prelude.
fn shortened(id: &str) -> &str {
    id.strip_prefix("smithy.api#").unwrap_or(id)
}

fn shorten_traits(shape: &mut Value) {
    if let Some(traits) = shape.get_mut("traits").and_then(Value::as_object_mut) {
        *traits = std::mem::take(traits).into_iter().map(|(id, value)| (shortened(&id).to_owned(), value)).collect();
    }
    for name in ["member", "key", "value"] {
        shape.get_mut(name).into_iter().for_each(shorten_traits);
    }
    let members = shape.get_mut("members").and_then(Value::as_object_mut);
    members.into_iter().flat_map(Map::values_mut).for_each(shorten_traits);
}
