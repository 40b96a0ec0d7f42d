//! JSON values with their places.

use serde_json::{Map, Value};

use super::Problem;

/// A value and its place.
pub struct Node<'a> {
    /// The value.
    pub value: &'a Value,
    /// Where it is, such as `rules[0].conditions[1]`; empty for the whole.
    pub place: String,
}

impl<'a> Node<'a> {
    /// The whole.
    pub fn root(value: &'a Value) -> Self {
        Self { value, place: String::new() }
    }

    /// A problem with this value.
    pub fn problem(&self, problem: &str, expected: &str) -> Problem {
        Problem::new(if self.place.is_empty() { "the whole" } else { &self.place }, problem, expected)
    }

    /// The value under this key, if there is one.
    pub fn get(&self, key: &str) -> Option<Self> {
        self.value.get(key).map(|value| self.child(key, value))
    }

    /// The value under this key, which must be there.
    pub fn require(&self, key: &str, problems: &mut Vec<Problem>) -> Option<Self> {
        let child = self.get(key);
        if child.is_none() {
            problems.push(self.problem(&format!("no `{key}`"), "one"));
        }
        child
    }

    /// An object without other keys than these.
    pub fn object(&self, keys: &[&str], problems: &mut Vec<Problem>) -> Option<&'a Map<String, Value>> {
        let object = self.map(problems)?;
        for key in object.keys().filter(|key| !keys.contains(&key.as_str())) {
            problems.push(self.problem(&format!("unknown key {key:?}"), &keys.join(", ")));
        }
        Some(object)
    }

    /// An object with any keys.
    pub fn map(&self, problems: &mut Vec<Problem>) -> Option<&'a Map<String, Value>> {
        self.expect(self.value.as_object(), "an object", problems)
    }

    /// The entries of an object with any keys.
    pub fn entries(&self, problems: &mut Vec<Problem>) -> Option<Vec<(&'a str, Self)>> {
        let entries = self.map(problems)?.iter();
        Some(entries.map(|(key, value)| (key.as_str(), self.child(key, value))).collect())
    }

    /// The values of an array.
    pub fn items(&self, problems: &mut Vec<Problem>) -> Option<Vec<Self>> {
        let items = self.expect(self.value.as_array(), "an array", problems)?.iter().enumerate();
        Some(items.map(|(index, value)| Self { value, place: format!("{}[{index}]", self.place) }).collect())
    }

    /// A text.
    pub fn text(&self, problems: &mut Vec<Problem>) -> Option<&'a str> {
        self.expect(self.value.as_str(), "a string", problems)
    }

    /// True or false.
    pub fn boolean(&self, problems: &mut Vec<Problem>) -> Option<bool> {
        self.expect(self.value.as_bool(), "a boolean", problems)
    }

    fn child(&self, key: &str, value: &'a Value) -> Self {
        let place = &self.place;
        let plain = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        let place = match (plain, place.as_str()) {
            (true, "") => key.to_owned(),
            (true, _) => format!("{place}.{key}"),
            (false, _) => format!("{place}[{key:?}]"),
        };
        Self { value, place }
    }

    fn expect<T>(&self, found: Option<T>, expected: &str, problems: &mut Vec<Problem>) -> Option<T> {
        if found.is_none() {
            let kind = match self.value {
                Value::Null => "null",
                Value::Bool(_) => "a boolean",
                Value::Number(_) => "a number",
                Value::String(_) => "a string",
                Value::Array(_) => "an array",
                Value::Object(_) => "an object",
            };
            problems.push(self.problem(kind, expected));
        }
        found
    }
}
