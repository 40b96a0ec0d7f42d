//! A JSON value as an outline for people: one member per line, with its content indented.
//!
//! Untrusted text stays on one line and can't control the terminal.

use serde_json::Value;
use tinsmith_types::codegen::document::OneLine;

/// Formats an object as lines; an empty one has none.
pub fn document(value: &Value) -> String {
    joined(members(value))
}

/// Formats an entry of a list as lines.
pub fn item(value: &Value) -> String {
    joined(item_lines(value))
}

fn joined(lines: Vec<String>) -> String {
    lines.into_iter().map(|line| line + "\n").collect()
}

fn members(value: &Value) -> Vec<String> {
    let Value::Object(members) = value else { return vec![scalar(value)] };
    let member = |(name, value): (&String, &Value)| {
        let name = OneLine(name);
        if !has_entries(value) {
            return vec![format!("{name}: {}", scalar(value))];
        }
        let mut lines = vec![format!("{name}:")];
        lines.extend(entries(value).into_iter().map(|line| format!("  {line}")));
        lines
    };
    members.iter().flat_map(member).collect()
}

fn entries(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(item_lines).collect(),
        value => members(value),
    }
}

fn item_lines(value: &Value) -> Vec<String> {
    let lines = if has_entries(value) { entries(value) } else { vec![scalar(value)] };
    let mark = |(index, line)| if index == 0 { format!("- {line}") } else { format!("  {line}") };
    lines.into_iter().enumerate().map(mark).collect()
}

fn has_entries(value: &Value) -> bool {
    match value {
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        _ => false,
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => OneLine(text).to_string(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nesting_is_indented() {
        let value = json!({
            "a": "text\n\u{1b}[2J", "b": [1, "two", [], [3, [4]], { "c": true, "d": { "e": null } }], "f": {}, "g\u{9b}": "",
        });
        let expected = "\
a: text  [2J
b:
  - 1
  - two
  - []
  - - 3
    - - 4
  - c: true
    d:
      e: null
f: {}
g : \n";
        assert_eq!(document(&value), expected);
        assert_eq!(document(&json!({})), "");
        assert_eq!(item(&json!({ "a": 1, "b": 2 })), "- a: 1\n  b: 2\n");
        assert_eq!(item(&json!({})), "- {}\n");
    }
}
