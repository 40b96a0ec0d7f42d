//! Random documents of a shape: valid ones, and ones with a few or many mistakes.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::model::{Model, Target, key};

/// Strings of which each pattern of the models matches some, and strings that most patterns refuse.
pub const TEXTS: [&str; 26] = [
    "abc",
    "klm",
    "ab",
    "k1",
    "123",
    "7",
    "en",
    "a.b.c",
    "ab_c",
    "https://example.com/a?b=c",
    "svc@example.com",
    "arn:aws:kms:eu-west-1:123456789012:key/abc",
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:abc",
    "arn:aws:iam::123456789012:role/abc",
    "com.amazonaws.vpce.eu-west-1.vpce-svc-0123",
    "",
    " ",
    "a b",
    "é",
    "👍👍",
    "e\u{301}",
    "\u{feff}",
    "\u{85}",
    "line\nbreak",
    "a/b~c",
    "arn:aws:kms",
];
/// Characters for longer strings.
const CHARACTERS: [char; 8] = ['a', 'Z', '7', '_', 'é', '👍', ' ', '/'];
/// Blobs of zero to nine bytes.
const BLOBS: [&str; 6] = ["", "YQ==", "YWI=", "YWJj", "YWJjZGVmZ2g=", "YWJjZGVmZ2hp"];
/// Strings that match no shape by chance, and are similar to no name.
const UNKNOWN: [&str; 3] = ["zzzzzzzzzzzzzzzz0", "qqqqqqqqqqqqqqqqqqqqqqqq1", "0"];

/// Generates documents; the same ones for the same seed.
pub struct Documents<'m> {
    model: &'m Model,
    rng: Rng,
    /// The frequency of mistakes.
    mistakes: f64,
}

impl<'m> Documents<'m> {
    /// Creates the generator for this seed.
    pub fn new(model: &'m Model, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let mistakes = [0.0, 0.01, 0.03, 0.1, 0.25][rng.usize(..5)];
        Self { model, rng, mistakes }
    }

    /// Generates a document of the shape.
    pub fn document(&mut self, shape: Target<'m>) -> Value {
        let mut document = self.right(shape, 0);
        let tagged = shape.shape["traits"].get("rust.codegen#discriminated");
        if let Some(discriminated) = tagged.filter(|_| !self.errs() || self.rng.bool()) {
            self.agree(shape, discriminated, &mut document);
        }
        document
    }

    fn errs(&mut self) -> bool {
        self.rng.f64() < self.mistakes
    }

    fn pick<'a, T>(&mut self, values: &'a [T]) -> &'a T {
        &values[self.rng.usize(..values.len())]
    }

    fn value(&mut self, target: Target<'m>, depth: usize) -> Value {
        if self.errs() && self.rng.usize(..3) == 0 {
            let wrong =
                [json!(null), json!(true), json!(7), json!(1.5), json!("text"), json!([]), json!({}), json!(-1e30)];
            return self.pick(&wrong).clone();
        }
        self.right(target, depth)
    }

    fn right(&mut self, target: Target<'m>, depth: usize) -> Value {
        match target.kind() {
            "boolean" => json!(self.rng.bool()),
            "string" => json!(self.text(target)),
            "enum" => {
                let words = target.words();
                if self.errs() { json!(self.pick(&UNKNOWN)) } else { json!(self.pick(&words)) }
            }
            "intEnum" => {
                let numbers = target.numbers();
                if self.errs() { json!(4711) } else { json!(self.pick(&numbers)) }
            }
            "blob" => json!(self.pick(&BLOBS)),
            "byte" | "short" | "integer" | "long" => json!(self.number(target).floor() as i64),
            "float" | "double" => json!(self.number(target)),
            "timestamp" => match target.applied("timestampFormat").and_then(Value::as_str) {
                Some("date-time") => json!("1985-04-12T23:20:50Z"),
                Some("http-date") => json!("Tue, 29 Apr 2014 18:30:38 GMT"),
                _ => json!(self.rng.u32(..)),
            },
            "list" | "set" => self.list(target, depth),
            "map" => self.map(target, depth),
            "structure" => self.structure(target, depth),
            "union" => self.union(target, depth),
            _ => json!({ "any": [1, null] }),
        }
    }

    /// Generates a number: one of the bounds, slightly outside for a mistake, or a number of the tests.
    fn number(&mut self, target: Target<'m>) -> f64 {
        let bound = |bounds: &Value, name| bounds.get(name).and_then(Value::as_f64);
        let (min, max) = target.applied("range").map_or((None, None), |it| (bound(it, "min"), bound(it, "max")));
        let (low, high) = (min.unwrap_or(-100.0), max.unwrap_or_else(|| min.unwrap_or(0.0).max(0.0) + 100.0));
        if self.errs() {
            return *self.pick(&[low - 1.0, high + 1.0, low - 0.1, high + 0.1]);
        }
        *self.pick(&[low, high, (low + high) / 2.0])
    }

    /// Generates a string that matches, if one is found in a few attempts, or any string.
    fn text(&mut self, target: Target<'m>) -> String {
        let mut text = self.any_text(target);
        if self.errs() {
            return text;
        }
        let pattern = target.applied("pattern").and_then(Value::as_str);
        for _ in 0..4 {
            let (min, max) = bounds(target);
            let length = text.chars().count() as u64;
            let fits = min.is_none_or(|min| length >= min) && max.is_none_or(|max| length <= max);
            if fits && pattern.is_none_or(|pattern| self.model.matches(pattern, &text)) {
                return text;
            }
            let known = pattern.map_or(&TEXTS[..], |pattern| self.model.matching(pattern));
            let try_bounds = known.is_empty() || self.rng.usize(..3) == 0;
            text = if try_bounds { self.any_text(target) } else { (*self.pick(known)).to_owned() };
        }
        text
    }

    /// Generates one of the strings, or one whose length is at a bound.
    fn any_text(&mut self, target: Target<'m>) -> String {
        let (min, max) = bounds(target);
        let (min, max) = (min.unwrap_or(0), max.unwrap_or(20));
        // Long strings take time and reveal no more than short ones.
        let max = if max > 600 && self.rng.usize(..50) > 0 { min + 3 } else { max };
        if self.rng.usize(..3) > 0 {
            return (*self.pick(&TEXTS)).to_owned();
        }
        let length = *self.pick(&[min, min.saturating_sub(1), min + 1, max, max + 1]);
        let character = *self.pick(&CHARACTERS);
        std::iter::repeat_n(character, usize::try_from(length).expect("a small number")).collect()
    }

    /// Generates the number of entries of a list or map.
    fn count(&mut self, target: Target<'m>) -> usize {
        let (min, max) = bounds(target);
        let (min, max) = (min.unwrap_or(0), max.unwrap_or(3));
        let count =
            if self.errs() { *self.pick(&[min.saturating_sub(1), max + 1]) } else { *self.pick(&[min, min + 1, 2]) };
        usize::try_from(count).expect("a small number")
    }

    fn list(&mut self, target: Target<'m>, depth: usize) -> Value {
        let member = self.model.target(&target.shape["member"]);
        let sparse = target.applied("sparse").is_some();
        let count = if depth > 5 { 0 } else { self.count(target) };
        let mut items = Vec::new();
        for _ in 0..count {
            let null = sparse && self.rng.bool();
            items.push(if null { Value::Null } else { self.value(member, depth + 1) });
        }
        Value::Array(items)
    }

    fn map(&mut self, target: Target<'m>, depth: usize) -> Value {
        let (key, value) = (self.model.target(&target.shape["key"]), self.model.target(&target.shape["value"]));
        let count = if depth > 5 { 0 } else { self.count(target) };
        let mut entries = Map::new();
        for _ in 0..count {
            let name = match key.kind() {
                "enum" if self.errs() => (*self.pick(&UNKNOWN)).to_owned(),
                "enum" => (*self.pick(&key.words())).to_owned(),
                _ => self.text(key),
            };
            entries.insert(name, self.value(value, depth + 1));
        }
        Value::Object(entries)
    }

    fn structure(&mut self, target: Target<'m>, depth: usize) -> Value {
        let mut object = Map::new();
        // If there are many members, fewer are included: small documents are as useful as large ones, and faster.
        let one_in = if target.members().count() > 8 { 12 } else { 3 };
        for (name, member) in target.members() {
            let required = member["traits"].get("required").is_some();
            let wanted = if required { !self.errs() } else { depth < 6 && self.rng.usize(..one_in) == 0 };
            if wanted {
                object.insert(key(name, member).to_owned(), self.value(self.model.target(member), depth + 1));
            } else if self.rng.usize(..20) == 0 {
                object.insert(key(name, member).to_owned(), Value::Null);
            }
        }
        self.add_unknown(&mut object);
        Value::Object(object)
    }

    fn union(&mut self, target: Target<'m>, depth: usize) -> Value {
        let mut object = Map::new();
        let members: Vec<_> = target.members().collect();
        let plain =
            members.iter().filter(|(_, member)| depth < 6 || self.model.target(member).members().next().is_none());
        let plain: Vec<_> = plain.copied().collect();
        let (name, member) = *self.pick(&plain);
        object.insert(key(name, member).to_owned(), self.right(self.model.target(member), depth + 1));
        if self.errs() {
            let (name, member) = *self.pick(&plain);
            object.insert(key(name, member).to_owned(), self.value(self.model.target(member), depth + 1));
        }
        self.add_unknown(&mut object);
        Value::Object(object)
    }

    fn add_unknown(&mut self, object: &mut Map<String, Value>) {
        if self.errs() && self.rng.usize(..2) == 0 {
            object.insert((*self.pick(&UNKNOWN)).to_owned(), json!({ "of": "any kind" }));
        }
    }

    /// Keeps in each part only the member that the tag names.
    fn agree(&mut self, shape: Target<'m>, discriminated: &Value, document: &mut Value) {
        let tag = discriminated["tag"].as_str().expect("a tag");
        let without = discriminated["without"].as_array().cloned().unwrap_or_default();
        let words: Vec<_> = self.model.target(&shape.shape["members"][tag]).words();
        let words: Vec<_> = words.into_iter().filter(|word| !without.contains(&json!(word))).collect();
        let word = *self.pick(&words);
        let Some(object) = document.as_object_mut().filter(|object| object.contains_key(tag)) else { return };
        object.insert(tag.to_owned(), json!(word));
        for needed in discriminated["with"][word].as_array().into_iter().flatten().filter_map(Value::as_str) {
            object.insert(needed.to_owned(), self.right(self.model.target(&shape.shape["members"][needed]), 1));
        }
        let named = discriminated["members"].get(word).and_then(Value::as_str).unwrap_or(word);
        for part in discriminated["parts"].as_array().into_iter().flatten() {
            let path = part["path"].as_str().expect("a path");
            let model = self.model;
            let step = |target: Target<'m>, name| model.target(&target.shape["members"][name]);
            let part_shape = path.split('/').skip(1).fold(shape, step);
            let Some(part) = document.pointer_mut(path).and_then(Value::as_object_mut) else { continue };
            part.retain(|name, _| name == named);
            if part.get(named).is_none_or(Value::is_null) {
                let member = self.model.target(&part_shape.shape["members"][named]);
                part.insert(named.to_owned(), self.right(member, 3));
            }
        }
    }
}

/// Returns the minimum and maximum length.
fn bounds(target: Target<'_>) -> (Option<u64>, Option<u64>) {
    let bound = |name| target.applied("length").and_then(|bounds| bounds.get(name)?.as_u64());
    (bound("min"), bound("max"))
}
