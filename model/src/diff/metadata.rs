//! Changes of metadata.
//!
//! Metadata is not on the wire, but tools depend on it. So a change is a risk, unless it is the tool's own metadata,
//! which names the version of the model and differs in each.

use serde_json::Value;

use super::Change;
use super::value::{same, show, show_both};
use crate::ast::{Model, Place, ShapeId};
use crate::extensions;

pub(super) fn compare(old: &Model, new: &Model) -> Vec<Change> {
    let removed = old.metadata.iter().filter(|(key, _)| !new.metadata.contains_key(*key));
    let removed = removed.map(|(key, value)| {
        let change = change("metadata-removed", old, key, "metadata removed").values(Some(show(value)), None);
        for_tools(change, key, "tools that read it do without it")
    });
    let present = new.metadata.iter().filter_map(|(key, value)| match old.metadata.get(key) {
        None => Some(change("metadata-added", new, key, "metadata added").values(None, Some(show(value)))),
        Some(before) if same(before, value) => None,
        Some(before) => Some(changed(new, key, before, value)),
    });
    removed.chain(present).collect()
}

fn changed(new: &Model, key: &str, before: &Value, value: &Value) -> Change {
    let change = change("metadata-changed", new, key, "metadata changed");
    let (before, value) = show_both(before, value);
    for_tools(change.values(Some(before), Some(value)), key, "tools that read it find another value")
}

fn for_tools(change: Change, key: &str, code: &str) -> Change {
    if key == extensions::NAMESPACE { change } else { change.code(code) }
}

fn change(rule: &'static str, model: &Model, key: &str, what: &str) -> Change {
    Change::new(rule, &ShapeId::new(format!("metadata#{key}")), &document(model), what)
}

/// Returns the beginning of the first shape's document, because metadata has no places.
fn document(model: &Model) -> Place {
    let shapes = model.shapes.values().filter(|shape| shape.id.namespace() != crate::prelude::NAMESPACE);
    let document = shapes.map(|shape| &shape.place.document).next().cloned().unwrap_or_default();
    Place { document, line: 1, column: 1 }
}
