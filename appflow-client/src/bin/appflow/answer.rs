//! Prints responses, for people and for programs.

use serde_json::{Map, Value};
use tinsmith_types::codegen::document::OneLine;
use tinsmith_types::codegen::{Kind, Schema};

use crate::outline;
use crate::output::{Format, json};

/// Formats a response; in JSON, its members are beside those of `notes`.
pub fn print(output: &Schema, answer: Value, format: Format, mut notes: Value) -> String {
    match format {
        Format::Text => text(output, &answer),
        Format::Json => {
            extend(&mut notes, answer);
            json(&notes) + "\n"
        }
    }
}

/// Formats a response; if it can only be one string, it is printed as it is.
fn text(output: &Schema, answer: &Value) -> String {
    if let [member] = output.members()
        && let Some(text) = answer.get(member.json).and_then(Value::as_str)
    {
        return format!("{}\n", OneLine(text));
    }
    outline::document(answer)
}

/// Adds the members of one object to another.
pub fn extend(object: &mut Value, other: Value) {
    if let (Value::Object(object), Value::Object(other)) = (object, other) {
        object.extend(other);
    }
}

/// Returns whether values of a shape have entries.
pub const fn is_collection(schema: &Schema) -> bool {
    matches!(schema.kind, Kind::List { .. } | Kind::Map { .. })
}

/// Appends the entries of a page to those of the previous pages. For values other than lists and maps, the last page's
/// value is kept.
pub fn merge(pages: &mut Map<String, Value>, page: Map<String, Value>) {
    pages.retain(|_, value| value.is_array() || value.is_object());
    for (name, value) in page {
        append(pages.entry(name).or_insert(Value::Null), value);
    }
}

fn append(value: &mut Value, more: Value) {
    match (value, more) {
        (Value::Array(items), Value::Array(more)) => items.extend(more),
        (Value::Object(entries), Value::Object(more)) => {
            for (key, more) in more {
                append(entries.entry(key).or_insert(Value::Null), more);
            }
        }
        (value, more) => *value = more,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn pages_are_merged() {
        let mut pages = Map::new();
        for page in [
            json!({ "map": { "a": [1], "b": [2] }, "list": [1], "token": "t", "last": 1 }),
            json!({ "map": { "b": [3], "c": [] }, "list": [2], "last": 2 }),
            json!({}),
        ] {
            let Value::Object(page) = page else { panic!("it is an object") };
            merge(&mut pages, page);
        }
        assert_eq!(Value::Object(pages), json!({ "map": { "a": [1], "b": [2, 3], "c": [] }, "list": [1, 2] }));
    }
}
