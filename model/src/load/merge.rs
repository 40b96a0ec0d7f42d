//! Merges values from two documents, or from two parts of one, that concern the same thing.
//!
//! If two values conflict, the first is kept.

use std::collections::BTreeMap;

use serde_json::Value;

use super::draft::{Draft, Drafts};
use crate::ast::{Place, ShapeId};
use crate::error::{Error, quote};
use crate::traits::{AppliedTrait, Traits};

/// Adds a metadata value.
pub(super) fn metadata(
    metadata: &mut BTreeMap<String, (Value, Place)>,
    key: String,
    value: Value,
    place: Place,
) -> Option<Error> {
    let Some((present, first)) = metadata.get_mut(&key) else {
        metadata.insert(key, (value, place));
        return None;
    };
    match concatenate(present, value) {
        Ok(()) => None,
        Err(Conflict) => {
            let problem = format!("the metadata {} has another value than at {first}", quote(&key));
            Some(Error::new(&place, problem, "equal values or arrays"))
        }
    }
}

/// Adds a shape.
pub(super) fn shape(drafts: &mut Drafts, draft: Draft) -> Option<Error> {
    match drafts.shapes.get(&draft.id) {
        Some(first) => {
            let problem = format!("the shape is already defined at {}", first.place);
            Some(draft.error(&draft.place, problem, "one definition of a shape"))
        }
        None => {
            drafts.shapes.insert(draft.id.clone(), draft);
            None
        }
    }
}

/// Adds traits that are applied to `shape` from outside to its own traits.
pub(super) fn traits(present: &mut Traits, added: Traits, shape: &ShapeId) -> Vec<Error> {
    added.iter().filter_map(|applied| add(present, applied.clone(), shape)).collect()
}

fn add(traits: &mut Traits, applied: AppliedTrait, shape: &ShapeId) -> Option<Error> {
    let Some(present) = traits.applied(applied.id.as_str()) else {
        traits.set(applied);
        return None;
    };
    let mut merged = present.clone();
    if concatenate(&mut merged.value, applied.value).is_err() {
        let problem = format!("the trait `{}` has another value than at {}", applied.id, present.place);
        return Some(Error::new(&applied.place, problem, "equal values or arrays").about(shape));
    }
    traits.set(merged);
    None
}

struct Conflict;

fn concatenate(present: &mut Value, added: Value) -> Result<(), Conflict> {
    if *present == added {
        return Ok(());
    }
    match (present, added) {
        (Value::Array(present), Value::Array(added)) => {
            present.extend(added);
            Ok(())
        }
        _ => Err(Conflict),
    }
}
