//! Interprets the rules of the namespace `rust.codegen`.

use serde_json::{Map, Value};

use super::evaluator::{Finding, Kind};
use super::model::{Model, Target};

/// Adds the violated rules of a structure: those of its discriminator, then its conditions.
pub fn check(model: &Model, target: Target<'_>, object: &Map<String, Value>, path: &str, findings: &mut Vec<Finding>) {
    let traits = &target.shape["traits"];
    let mut add = |below: &str, kind, must: String| {
        findings.push(Finding { path: format!("{path}{below}"), kind, length: None, must });
    };
    if let Some(discriminated) = traits.get("rust.codegen#discriminated") {
        tagged(model, target, discriminated, object, &mut add);
    }
    for rule in traits.get("rust.codegen#rules").and_then(Value::as_array).into_iter().flatten() {
        if holds(&rule["when"], object) {
            let kind = if rule["severity"] == "error" { Kind::Rule } else { Kind::Warning };
            add(text(&rule["path"]), kind, text(&rule["must"]).to_owned());
        }
    }
}

fn tagged(
    model: &Model,
    target: Target<'_>,
    discriminated: &Value,
    object: &Map<String, Value>,
    add: &mut dyn FnMut(&str, Kind, String),
) {
    let tag = text(&discriminated["tag"]);
    let Some(word) = object.get(tag).and_then(Value::as_str) else { return };
    let without: Vec<_> = discriminated["without"].as_array().into_iter().flatten().map(text).collect();
    if without.contains(&word) {
        let must = format!("name something that can be set here, which {} can't", without.join(", "));
        add(&format!("/{tag}"), Kind::Rule, must);
        return;
    }
    let known = model.target(&target.shape["members"][tag]).words().contains(&word);
    let named = discriminated["members"].get(word).and_then(Value::as_str).unwrap_or(word);
    for part in discriminated["parts"].as_array().expect("parts") {
        let (path, required) = (text(&part["path"]), part["required"] == true);
        let members = part_members(model, target, path);
        let set = members.into_iter().filter(|member| find(object, &format!("{path}/{member}")).is_some());
        let set: Vec<_> = set.collect();
        if known {
            for other in set.iter().filter(|member| **member != named) {
                add(&format!("{path}/{other}"), Kind::Rule, format!("be absent, because {tag} names {named}"));
            }
            if required && !set.contains(&named) {
                add(&format!("{path}/{named}"), Kind::Rule, format!("be set, because {tag} names {named}"));
            }
        } else if required && set.len() != 1 {
            add(path, Kind::Rule, "have exactly one member set".to_owned());
        } else if set.len() > 1 {
            add(path, Kind::Rule, "have at most one member set".to_owned());
        }
    }
}

/// Returns the names of the members of a part.
fn part_members<'m>(model: &'m Model, target: Target<'m>, path: &str) -> Vec<&'m str> {
    let step = |target: Target<'m>, name| model.target(&target.shape["members"][name]);
    let part = path.split('/').skip(1).fold(target, step);
    part.members().map(|(name, _)| name).collect()
}

fn holds(condition: &Value, object: &Map<String, Value>) -> bool {
    let (name, argument) = condition.as_object().and_then(|condition| condition.iter().next()).expect("a condition");
    let mut each = argument.as_array().into_iter().flatten();
    match name.as_str() {
        "set" => find(object, text(argument)).is_some(),
        "unset" => find(object, text(argument)).is_none(),
        "is" => {
            let values = argument["values"].as_array().expect("values");
            find(object, text(&argument["path"])).is_some_and(|value| values.contains(value))
        }
        "all" => each.all(|condition| holds(condition, object)),
        "any" => each.any(|condition| holds(condition, object)),
        "not" => !holds(argument, object),
        other => unreachable!("a condition that is not known: {other}"),
    }
}

/// Returns the value at a path of member names, or `None` if it is absent or null.
fn find<'v>(object: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    let mut steps = path.split('/').skip(1);
    let mut value = object.get(steps.next()?)?;
    for step in steps {
        value = value.get(step)?;
    }
    Some(value).filter(|value| !value.is_null())
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}
