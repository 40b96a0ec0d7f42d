//! JSON values with their paths.

use serde_json::{Map, Value};

use super::Problem;

/// A value and its path.
pub struct Node<'a> {
    /// The value.
    pub value: &'a Value,
    /// The path, such as `rules[0].conditions[1]`; empty for the whole document.
    pub place: String,
}

impl<'a> Node<'a> {
    /// Creates the node of the whole document.
    pub fn root(value: &'a Value) -> Self {
        Self { value, place: String::new() }
    }

    /// Creates a problem with this value.
    pub fn problem(&self, problem: &str, expected: &str) -> Problem {
        Problem::new(if self.place.is_empty() { "the whole" } else { &self.place }, problem, expected)
    }

    /// Returns the value under this key, if there is one.
    pub fn get(&self, key: &str) -> Option<Self> {
        self.value.get(key).map(|value| self.child(key, value))
    }

    /// Returns the value under this key, or reports that it is missing.
    pub fn require(&self, key: &str, problems: &mut Vec<Problem>) -> Option<Self> {
        let child = self.get(key);
        if child.is_none() {
            problems.push(self.problem(&format!("no `{key}`"), "one"));
        }
        child
    }

    /// Returns the value as an object that has only these keys, or reports the problem.
    pub fn object(&self, keys: &[&str], problems: &mut Vec<Problem>) -> Option<&'a Map<String, Value>> {
        let object = self.map(problems)?;
        for key in object.keys().filter(|key| !keys.contains(&key.as_str())) {
            problems.push(self.problem(&format!("unknown key {key:?}"), &keys.join(", ")));
        }
        Some(object)
    }

    /// Returns the value as an object, or reports that it is not one.
    pub fn map(&self, problems: &mut Vec<Problem>) -> Option<&'a Map<String, Value>> {
        self.expect(self.value.as_object(), "an object", problems)
    }

    /// Returns the entries of an object, or reports that the value is not one.
    pub fn entries(&self, problems: &mut Vec<Problem>) -> Option<Vec<(&'a str, Self)>> {
        let entries = self.map(problems)?.iter();
        Some(entries.map(|(key, value)| (key.as_str(), self.child(key, value))).collect())
    }

    /// Returns the values of an array, or reports that the value is not one.
    pub fn items(&self, problems: &mut Vec<Problem>) -> Option<Vec<Self>> {
        let items = self.expect(self.value.as_array(), "an array", problems)?.iter().enumerate();
        Some(items.map(|(index, value)| Self { value, place: format!("{}[{index}]", self.place) }).collect())
    }

    /// Returns the value as a string, or reports that it is not one.
    pub fn text(&self, problems: &mut Vec<Problem>) -> Option<&'a str> {
        self.expect(self.value.as_str(), "a string", problems)
    }

    /// Returns the value as a boolean, or reports that it is not one.
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
