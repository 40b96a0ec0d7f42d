//! Writes and reads results as JSON. A later run reads the parts that it does not measure.

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};

use crate::bench::measurement::{LeftOut, Measurement, Model, Results, Subject, Unit};

/// Writes results.
pub fn write(results: &Results) -> String {
    let machine: serde_json::Map<String, Value> =
        results.machine.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    let document = json!({
        "machine": machine,
        "measurements": results.measurements.iter().map(measurement).collect::<Vec<_>>(),
        "models": results.models.iter().map(model).collect::<Vec<_>>(),
        "leftOut": results.left_out.iter().map(left_out).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

/// Reads results that [`write()`] wrote.
pub fn read(text: &str) -> Result<Results> {
    let document: Value = serde_json::from_str(text)?;
    let machine = document["machine"].as_object().context("no `machine`")?;
    Ok(Results {
        machine: machine.iter().map(|(name, value)| Ok((name.clone(), string(value)?))).collect::<Result<_>>()?,
        measurements: each(&document["measurements"], read_measurement)?,
        models: each(&document["models"], read_model)?,
        left_out: each(&document["leftOut"], read_left_out)?,
    })
}

fn measurement(measurement: &Measurement) -> Value {
    let subjects: Vec<Value> = measurement
        .subjects
        .iter()
        .map(|subject| json!({ "name": subject.name, "samples": subject.samples }))
        .collect();
    json!({
        "part": measurement.part,
        "name": measurement.name,
        "unit": measurement.unit.to_string(),
        "command": measurement.command,
        "subjects": subjects,
    })
}

fn model(model: &Model) -> Value {
    json!({
        "name": model.name,
        "shapes": model.shapes,
        "lines": model.lines,
        "seconds": model.seconds,
        "floor": model.floor,
        "peak": model.peak,
    })
}

fn left_out(left_out: &LeftOut) -> Value {
    json!({ "part": left_out.part, "reason": left_out.reason })
}

fn read_measurement(value: &Value) -> Result<Measurement> {
    let unit = string(&value["unit"])?;
    Ok(Measurement {
        part: string(&value["part"])?,
        name: string(&value["name"])?,
        unit: Unit::parse(&unit).ok_or_else(|| anyhow!("unknown unit `{unit}`"))?,
        command: string(&value["command"])?,
        subjects: each(&value["subjects"], subject)?,
    })
}

/// Reads a subject: a name and samples.
pub fn subject(value: &Value) -> Result<Subject> {
    Ok(Subject { name: string(&value["name"])?, samples: each(&value["samples"], number)? })
}

fn read_model(value: &Value) -> Result<Model> {
    let count = |name: &str| Ok::<_, anyhow::Error>(number(&value[name])? as usize);
    Ok(Model {
        name: string(&value["name"])?,
        shapes: count("shapes")?,
        lines: count("lines")?,
        seconds: each(&value["seconds"], number)?,
        floor: each(&value["floor"], number)?,
        peak: number(&value["peak"])?,
    })
}

fn read_left_out(value: &Value) -> Result<LeftOut> {
    Ok(LeftOut { part: string(&value["part"])?, reason: string(&value["reason"])? })
}

/// Reads each value of an array.
pub fn each<T>(value: &Value, read: impl Fn(&Value) -> Result<T>) -> Result<Vec<T>> {
    value.as_array().with_context(|| format!("`{value}` is no array"))?.iter().map(read).collect()
}

/// Reads a string.
pub fn string(value: &Value) -> Result<String> {
    Ok(value.as_str().with_context(|| format!("`{value}` is no string"))?.to_owned())
}

fn number(value: &Value) -> Result<f64> {
    value.as_f64().with_context(|| format!("`{value}` is not a number"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::report::example;

    #[test]
    fn results_are_read_as_they_were_written() {
        let results = example::results();
        assert_eq!(read(&write(&results)).ok(), Some(results));
    }

    #[test]
    fn other_documents_are_refused() {
        for document in ["", "{}", "[]", r#"{"machine": {}, "measurements": [{}], "models": [], "leftOut": []}"#] {
            assert!(read(document).is_err(), "{document}");
        }
    }
}
