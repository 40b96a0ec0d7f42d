//! An independent evaluator of documents, which walks over the model's JSON and shares no code with the generated
//! crates.
//!
//! A document is read in two ways. As a value, an absent or mistyped member makes all of it unreadable, and an unknown
//! enum value is a violation; as a document, each of these is a problem of its own.

use serde_json::{Map, Value};

use super::model::{Model, Target, key};
use super::rules;

/// The way of reading a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    Value,
    Document,
}

/// A problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub path: String,
    pub kind: Kind,
    /// The length of the value, if that is the problem.
    pub length: Option<usize>,
    /// The text after "Member must"; empty if it is not compared.
    pub must: String,
}

/// The kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Missing,
    Type,
    UnknownMember,
    UnknownWord,
    Constraint,
    Key,
    Rule,
    Warning,
}

impl Finding {
    /// Returns the message in a service's wording.
    pub fn message(&self) -> String {
        let length = self.length.map_or_else(String::new, |length| format!(" with length {length}"));
        format!("Value{length} at '{}' failed to satisfy constraint: Member must {}", self.path, self.must)
    }
}

/// Returns all problems of a document for this shape, in the order of the members.
pub fn evaluate(model: &Model, shape: Target<'_>, value: &Value, reading: Reading) -> Vec<Finding> {
    let mut walk = Walk { model, reading, findings: Vec::new() };
    walk.value(shape, value, String::new());
    walk.findings
}

struct Walk<'m> {
    model: &'m Model,
    reading: Reading,
    findings: Vec<Finding>,
}

impl Walk<'_> {
    fn add(&mut self, path: &str, kind: Kind, length: Option<usize>, must: impl Into<String>) {
        self.findings.push(Finding { path: path.to_owned(), kind, length, must: must.into() });
    }

    /// Returns whether the value is of the shape's type.
    fn value(&mut self, target: Target<'_>, value: &Value, path: String) -> bool {
        let before = self.findings.len();
        match (target.kind(), value) {
            ("document", _) | ("boolean", Value::Bool(_)) => {}
            ("string", Value::String(text)) => self.text(target, text, &path, Kind::Constraint),
            ("enum", Value::String(word)) => self.word(target, word, &path, Kind::Constraint),
            ("blob", Value::String(text)) if decoded_length(text).is_some() => {
                self.length(target, decoded_length(text).unwrap_or(0), &path, Kind::Constraint);
            }
            ("timestamp", value) if is_time(target, value) => {}
            ("byte" | "short" | "integer" | "long" | "intEnum", Value::Number(number)) => {
                match number.as_i64().filter(|number| fits(target.kind(), *number)) {
                    Some(number) => self.integer(target, number, &path),
                    None => self.add(&path, Kind::Type, None, ""),
                }
            }
            ("float" | "double", Value::Number(number)) => self.float(target, number.as_f64().unwrap_or(0.0), &path),
            ("list" | "set", Value::Array(items)) => self.list(target, items, &path),
            ("map", Value::Object(entries)) => self.map(target, entries, &path),
            ("structure", Value::Object(object)) => self.structure(target, object, &path),
            ("union", Value::Object(object)) => self.union(target, object, &path),
            _ => self.add(&path, Kind::Type, None, ""),
        }
        !self.findings[before..].iter().any(|finding| finding.kind == Kind::Type && finding.path == path)
    }

    fn text(&mut self, target: Target<'_>, text: &str, path: &str, kind: Kind) {
        self.length(target, text.chars().count(), path, kind);
        if let Some(pattern) = target.applied("pattern").and_then(Value::as_str)
            && !self.model.matches(pattern, text)
        {
            // The service runs in other partitions as well, so a pattern with only one of them is a warning.
            let kind = if pattern.contains("arn:aws:") { Kind::Warning } else { kind };
            self.add(path, kind, None, format!("satisfy regular expression pattern: {pattern}"));
        }
    }

    fn word(&mut self, target: Target<'_>, word: &str, path: &str, kind: Kind) {
        let words = target.words();
        if !words.contains(&word) {
            let unknown = self.reading == Reading::Document && kind == Kind::Constraint;
            let kind = if unknown { Kind::UnknownWord } else { kind };
            self.add(path, kind, None, format!("satisfy enum value set: [{}]", words.join(", ")));
        }
    }

    fn length(&mut self, target: Target<'_>, length: usize, path: &str, kind: Kind) {
        let Some(bounds) = target.applied("length") else { return };
        let (min, max) = (bounds.get("min").and_then(Value::as_u64), bounds.get("max").and_then(Value::as_u64));
        let actual = length as u64;
        if min.is_some_and(|min| actual < min) || max.is_some_and(|max| actual > max) {
            self.add(path, kind, Some(length), format!("have length {}", range(bounds)));
        }
    }

    fn integer(&mut self, target: Target<'_>, number: i64, path: &str) {
        let numbers = target.numbers();
        if target.kind() == "intEnum" && !numbers.contains(&number) {
            let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
            self.add(path, Kind::Constraint, None, format!("satisfy enum value set: [{}]", numbers.join(", ")));
        }
        #[allow(clippy::cast_precision_loss, reason = "the numbers of the tests are small")]
        self.float(target, number as f64, path);
    }

    fn float(&mut self, target: Target<'_>, number: f64, path: &str) {
        let Some(bounds) = target.applied("range") else { return };
        let (min, max) = (bounds.get("min").and_then(Value::as_f64), bounds.get("max").and_then(Value::as_f64));
        if min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max) {
            self.add(path, Kind::Constraint, None, format!("be {}", range(bounds)));
        }
    }

    fn list(&mut self, target: Target<'_>, items: &[Value], path: &str) {
        let sparse = target.applied("sparse").is_some();
        // In a document, null is reported where it is not allowed; in a value, a dense list has no null.
        let counts = sparse || self.reading == Reading::Document;
        let present: Vec<_> = items.iter().enumerate().filter(|(_, item)| counts || !item.is_null()).collect();
        self.length(target, present.len(), path, Kind::Constraint);
        let place = self.findings.len();
        let member = self.model.target(&target.shape["member"]);
        let mut readable = Vec::new();
        for (index, (position, item)) in present.into_iter().enumerate() {
            let index = if self.reading == Reading::Document { position } else { index };
            if sparse && item.is_null() || self.value(member, item, format!("{path}/{index}")) {
                readable.push(item);
            }
        }
        let repeated = readable.iter().enumerate().any(|(index, item)| readable[..index].contains(item));
        if repeated && (target.applied("uniqueItems").is_some() || target.kind() == "set") {
            let must = "have unique values".to_owned();
            let finding = Finding { path: path.to_owned(), kind: Kind::Constraint, length: None, must };
            self.findings.insert(place, finding);
        }
    }

    fn map(&mut self, target: Target<'_>, entries: &Map<String, Value>, path: &str) {
        let sparse = target.applied("sparse").is_some();
        let counts = sparse || self.reading == Reading::Document;
        let mut present: Vec<_> =
            entries.iter().enumerate().filter(|(_, (_, value))| counts || !value.is_null()).collect();
        present.sort_by_key(|(_, (name, _))| name.as_str());
        self.length(target, present.len(), path, Kind::Constraint);
        let (key, value) = (self.model.target(&target.shape["key"]), self.model.target(&target.shape["value"]));
        let hidden = key.applied("sensitive").is_some();
        for (index, (position, (name, entry))) in present.into_iter().enumerate() {
            match key.kind() {
                "enum" => self.word(key, name, path, Kind::Key),
                _ => self.text(key, name, path, Kind::Key),
            }
            let index = if self.reading == Reading::Document { position } else { index };
            let segment = if hidden { index.to_string() } else { escaped(&self.shown(name)) };
            if !(sparse && entry.is_null()) {
                self.value(value, entry, format!("{path}/{segment}"));
            }
        }
    }

    fn structure(&mut self, target: Target<'_>, object: &Map<String, Value>, path: &str) {
        self.unknown_members(target, object, path);
        for (name, member) in target.members() {
            let shown = if self.reading == Reading::Document { key(name, member) } else { name };
            let path = format!("{path}/{shown}");
            match object.get(key(name, member)).filter(|value| !value.is_null()) {
                Some(value) => drop(self.value(self.model.target(member), value, path)),
                None if member["traits"].get("required").is_some() => {
                    self.add(&path, Kind::Missing, None, "not be null");
                }
                None => {}
            }
        }
        rules::check(self.model, target, object, path, &mut self.findings);
    }

    fn union(&mut self, target: Target<'_>, object: &Map<String, Value>, path: &str) {
        self.unknown_members(target, object, path);
        let known =
            target.members().filter(|(name, member)| object.get(key(name, member)).is_some_and(|it| !it.is_null()));
        let known: Vec<_> = known.collect();
        let unknown = object.iter().filter(|(name, value)| {
            !value.is_null() && !target.members().any(|(member, traits)| key(member, traits) == name.as_str())
        });
        let unknown = unknown.count();
        match (known.as_slice(), unknown, self.reading) {
            ([_], 1.., Reading::Value) | ([], 2.., Reading::Value) => self.add(path, Kind::Type, None, ""),
            ([(name, member)], _, reading) => {
                let shown = if reading == Reading::Document { key(name, member) } else { name };
                let value = &object[key(name, member)];
                self.value(self.model.target(member), value, format!("{path}/{shown}"));
            }
            ([], 1.., _) => {}
            _ => self.add(path, Kind::Type, None, ""),
        }
    }

    fn unknown_members(&mut self, target: Target<'_>, object: &Map<String, Value>, path: &str) {
        if self.reading == Reading::Value {
            return;
        }
        let known = |name: &str| target.members().any(|(member, traits)| key(member, traits) == name);
        for name in object.keys().filter(|name| !known(name)) {
            self.add(&format!("{path}/{name}"), Kind::UnknownMember, None, "");
        }
    }

    /// Formats a key for the path of a problem.
    fn shown(&self, name: &str) -> String {
        if self.reading == Reading::Document && name.chars().count() > 128 {
            return name.chars().take(128).chain(['…']).collect();
        }
        name.to_owned()
    }
}

fn range(bounds: &Value) -> String {
    match (bounds.get("min"), bounds.get("max")) {
        (Some(min), Some(max)) => format!("between {min} and {max}, inclusive"),
        (Some(min), None) => format!("greater than or equal to {min}"),
        (None, Some(max)) => format!("less than or equal to {max}"),
        (None, None) => String::new(),
    }
}

fn escaped(segment: &str) -> String {
    segment.replace('~', "~0").replace('/', "~1")
}

fn fits(kind: &str, number: i64) -> bool {
    match kind {
        "byte" => i8::try_from(number).is_ok(),
        "short" => i16::try_from(number).is_ok(),
        "long" => true,
        _ => i32::try_from(number).is_ok(),
    }
}

fn is_time(target: Target<'_>, value: &Value) -> bool {
    match target.applied("timestampFormat").and_then(Value::as_str).unwrap_or("epoch-seconds") {
        "epoch-seconds" => value.is_number(),
        _ => value.as_str().is_some_and(|text| text.starts_with(|first: char| first.is_ascii_alphanumeric())),
    }
}

/// Returns the number of bytes in a base64 string, or `None` if it is malformed.
fn decoded_length(text: &str) -> Option<usize> {
    let body = text.trim_end_matches('=');
    let padding = text.len() - body.len();
    let valid = body.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'));
    (valid && padding <= 2 && text.len().is_multiple_of(4)).then(|| text.len() / 4 * 3 - padding)
}
