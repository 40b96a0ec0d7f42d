//! The form in which measurements are printed, a JSON object on a line each.

use serde_json::{Value, json};

/// Prints the samples of one measurement: by name, in this unit.
pub fn print(measurement: &str, unit: &str, subjects: impl IntoIterator<Item = (String, Vec<f64>)>) {
    let subjects: Vec<Value> =
        subjects.into_iter().map(|(name, samples)| json!({ "name": name, "samples": samples })).collect();
    println!("{}", json!({ "measurement": measurement, "unit": unit, "subjects": subjects }));
}
