//! Normalizes lengths that are written differently but mean the same: no length is below 0.

use std::borrow::Cow;

use serde_json::Value;

use crate::traits::{AppliedTrait, Length, SmithyTrait};

/// Returns the normalized value of a trait: `length` without a minimum of 0 if it has a maximum.
pub(crate) fn meaning(applied: &AppliedTrait) -> Cow<'_, Value> {
    let value = &applied.value;
    let is_zero = value.get("min").and_then(Value::as_f64) == Some(0.0);
    if applied.id.as_str() != Length::ID || !is_zero || value.get("max").is_none() {
        return Cow::Borrowed(value);
    }
    let mut value = value.clone();
    if let Some(bounds) = value.as_object_mut() {
        bounds.remove("min");
    }
    Cow::Owned(value)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::ast::{Place, ShapeId};

    #[test]
    fn only_a_minimum_of_zero_beside_a_maximum_means_nothing() {
        let check = |id: &str, value: Value, expect: Value| {
            let applied = AppliedTrait { id: ShapeId::new(id), value, place: Place::default() };
            assert_eq!(*meaning(&applied), expect, "{applied:?}");
        };
        check("smithy.api#length", json!({ "min": 0, "max": 64 }), json!({ "max": 64 }));
        for value in [json!({ "min": 1, "max": 64 }), json!({ "max": 64 }), json!({ "min": 0 }), json!("x")] {
            check("smithy.api#length", value.clone(), value);
        }
        check("smithy.api#range", json!({ "min": 0, "max": 64 }), json!({ "min": 0, "max": 64 }));
    }
}
