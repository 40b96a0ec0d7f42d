//! The sampled inputs for which two rule sets are compared.
//!
//! Each parameter has a few values: those that the rules compare it with, and some that distinguish partitions, flags
//! and malformed names. All combinations are tried if they are few, otherwise a fixed selection, and in any case those
//! of the models' own endpoint tests.
//!
//! Invariant: the inputs depend only on the models, and their number is bounded.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::normal::is_call;
use crate::diff::context::{Side, Subject};
use crate::traits::EndpointTests;

/// The maximum number of combinations.
const MOST: usize = 2_000;
/// The maximum number of values in all combinations together.
const MOST_VALUES: usize = 200_000;
/// The maximum number of inputs from a model's own tests.
const MOST_TESTS: usize = 1_000;
/// The maximum number of values from the rules for one parameter.
const MOST_LITERALS: usize = 100;

const REGIONS: [&str; 11] = [
    "us-east-1",
    "eu-west-1",
    "us-west-2",
    "cn-north-1",
    "us-gov-west-1",
    "us-iso-east-1",
    "us-isob-east-1",
    "eu-isoe-west-1",
    "us-isof-south-1",
    "eusc-de-east-1",
    "no label",
];

/// Returns the inputs, likely ones first.
pub(super) fn inputs(subject: &Subject<'_, '_>, sets: [&Value; 2]) -> Vec<Map<String, Value>> {
    let candidates = candidates(sets);
    let total = candidates.values().try_fold(1_usize, |total, values| total.checked_mul(values.len()));
    let mut inputs: Vec<Map<String, Value>> = match total {
        Some(total) if total <= most(&candidates) => (0..total).map(|index| combination(&candidates, index)).collect(),
        _ => selection(&candidates),
    };
    for side in [&subject.old, &subject.new] {
        inputs.extend(tested(side));
    }
    inputs
}

/// Returns the number of combinations of these parameters to try.
fn most(candidates: &BTreeMap<String, Vec<Value>>) -> usize {
    MOST.min(MOST_VALUES / candidates.len().max(1))
}

/// Returns the parameters of a model's endpoint tests.
fn tested(side: &Side<'_>) -> impl Iterator<Item = Map<String, Value>> {
    let tests: Option<EndpointTests> = side.traits().get();
    let tests = tests.map(|tests| tests.test_cases).unwrap_or_default();
    tests.into_iter().take(MOST_TESTS).map(|test| test.params.into_iter().collect())
}

/// Returns the values to try for each parameter, likely ones first; null leaves the parameter out.
fn candidates(sets: [&Value; 2]) -> BTreeMap<String, Vec<Value>> {
    let mut literals: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    sets.into_iter().for_each(|set| collect(set, &mut literals));
    let mut candidates: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for set in sets {
        for (name, parameter) in set.get("parameters").and_then(Value::as_object).into_iter().flatten() {
            let literals = literals.get(name.as_str()).cloned().unwrap_or_default();
            let values = candidates.entry(name.clone()).or_default();
            for value in self::values(name, parameter, &literals) {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
    }
    candidates
}

fn values(name: &str, parameter: &Value, literals: &BTreeSet<&str>) -> Vec<Value> {
    let text = |key: &str| parameter.get(key).and_then(Value::as_str).unwrap_or_default();
    let plain: Vec<Value> = match (text("type"), text("builtIn")) {
        ("boolean", _) => vec![json!(false), json!(true)],
        ("stringarray", _) => vec![Value::Null, json!([]), json!(["a"])],
        (_, "AWS::Region") => REGIONS.iter().map(|region| json!(region)).chain([Value::Null]).collect(),
        (_, "SDK::Endpoint") => vec![Value::Null, json!("https://example.com/path")],
        _ if name == "Region" => REGIONS.iter().map(|region| json!(region)).chain([Value::Null]).collect(),
        _ if name.ends_with("Arn") || name.ends_with("ARN") => {
            vec![json!("arn:aws:service:us-west-2:123456789012:type/a/b"), Value::Null, json!("a")]
        }
        _ => vec![Value::Null, json!("a-b"), json!("A.b")],
    };
    let named = literals.iter().take(MOST_LITERALS).map(|literal| json!(literal));
    let default = parameter.get("default").cloned();
    default.into_iter().chain(plain).chain(named).collect()
}

/// Collects the strings with which each parameter is compared.
fn collect<'v>(value: &'v Value, literals: &mut BTreeMap<&'v str, BTreeSet<&'v str>>) {
    match value {
        Value::Object(entries) => {
            if is_call(entries)
                && let Some([first, second]) = entries.get("argv").and_then(Value::as_array).map(Vec::as_slice)
            {
                for (reference, literal) in [(first, second), (second, first)] {
                    let name = reference.get("ref").and_then(Value::as_str);
                    if let (Some(name), Some(literal)) = (name, literal.as_str()) {
                        literals.entry(name).or_default().insert(literal);
                    }
                }
            }
            entries.values().for_each(|value| collect(value, literals));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, literals)),
        _ => {}
    }
}

/// Returns the combination with that index: the values of the last parameter change fastest.
fn combination(candidates: &BTreeMap<String, Vec<Value>>, mut index: usize) -> Map<String, Value> {
    let mut input = Map::new();
    for (name, values) in candidates.iter().rev() {
        put(&mut input, name, values.get(index % values.len()));
        index /= values.len();
    }
    input
}

/// Returns inputs that vary one parameter of the likely values at a time, and then combinations from a pseudo-random
/// sequence that is always the same.
fn selection(candidates: &BTreeMap<String, Vec<Value>>) -> Vec<Map<String, Value>> {
    let mut inputs = Vec::new();
    let likely = |name: &str, values: &'_ [Value]| (name.to_owned(), values.first().cloned().unwrap_or_default());
    let likely: Vec<(String, Value)> = candidates.iter().map(|(name, values)| likely(name, values)).collect();
    let most = most(candidates);
    for (name, values) in candidates {
        for value in values.iter().take(most.saturating_sub(inputs.len())) {
            let mut input = Map::new();
            likely.iter().for_each(|(name, value)| put(&mut input, name, Some(value)));
            put(&mut input, name, Some(value));
            inputs.push(input);
        }
    }
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut below = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % bound.max(1) as u64).unwrap_or_default()
    };
    while inputs.len() < most {
        let mut input = Map::new();
        for (name, values) in candidates {
            put(&mut input, name, values.get(below(values.len())));
        }
        inputs.push(input);
    }
    inputs
}

fn put(input: &mut Map<String, Value>, name: &str, value: Option<&Value>) {
    match value.filter(|value| !value.is_null()) {
        Some(value) => input.insert(name.to_owned(), value.clone()),
        None => input.remove(name),
    };
}
