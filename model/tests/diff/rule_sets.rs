//! Rule sets of real models, edited with and without a change of meaning.

use std::path::Path;

use model::diff::{Change, Scope, Verdict, diff};
use model::{AppliedTrait, Model, Place, ShapeId, ShapeKind};
use serde_json::{Value, json};

use super::reference::{file, read};

const RULE_SET: &str = "smithy.rules#endpointRuleSet";

/// Returns the models with a rule set that tests may use.
fn models() -> Vec<Model> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("appflow.json");
    let published = ["apigatewayv2", "eks-auth", "lambda", "sesv2"].map(|name| file(&format!("models/{name}.json")));
    [own].into_iter().chain(published.into_iter().flatten()).map(|path| service_alone(read(&path))).collect()
}

/// Returns the model with its service only.
fn service_alone(mut model: Model) -> Model {
    model.shapes.retain(|_, shape| matches!(shape.kind, ShapeKind::Service(_)));
    for shape in model.shapes.values_mut() {
        if let ShapeKind::Service(service) = &mut shape.kind {
            *service = model::Service { version: service.version.clone(), ..model::Service::default() };
        }
    }
    model
}

/// Returns the changes of a model after an edit of its rule set.
fn edited(model: &Model, edit: impl Fn(&mut Value)) -> Vec<Change> {
    let mut new = model.clone();
    let service: ShapeId = model.services().next().expect("a service").id.clone();
    let traits = &mut new.shapes.get_mut(&service).expect("a service").traits;
    let mut value = traits.value(RULE_SET).expect("a rule set").clone();
    edit(&mut value);
    traits.set(AppliedTrait { id: ShapeId::new(RULE_SET), value, place: Place::default() });
    diff(model, &new, &Scope::default())
}

/// Changes each value within another.
fn each(value: &mut Value, change: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Object(entries) => entries.values_mut().for_each(|value| each(value, change)),
        Value::Array(items) => items.iter_mut().for_each(|item| each(item, change)),
        _ => {}
    }
    change(value);
}

#[test]
fn equivalent_rules_are_not_a_change() {
    let edits: [fn(&mut Value); 4] = [
        |set| each(set, &mut |value| drop(value.as_object_mut().map(|entries| entries.remove("documentation")))),
        |set| {
            each(&mut set["parameters"], &mut |value| {
                if let Value::String(text) = value
                    && ["String", "Boolean"].contains(&text.as_str())
                {
                    *text = text.to_lowercase();
                }
            });
        },
        |set| {
            each(&mut set["rules"], &mut |value| {
                if let Some(name) = value.get("ref").and_then(Value::as_str) {
                    *value = json!(format!("{{{name}}}"));
                }
            });
        },
        |set| {
            each(&mut set["rules"], &mut |value| {
                let is_empty = |value: &Value| value.as_object().is_some_and(serde_json::Map::is_empty);
                if let Value::Object(entries) = value {
                    entries
                        .retain(|key, value| !(["headers", "properties"].contains(&key.as_str()) && is_empty(value)));
                }
            });
        },
    ];
    for model in models() {
        for edit in edits {
            let changes = edited(&model, edit);
            assert!(changes.iter().all(|change| change.rule == "documentation-changed"), "{changes:?}");
        }
    }
}

#[test]
fn rules_that_do_the_same_are_safe() {
    let edits: [fn(&mut Value); 3] = [
        // All rules within a tree.
        |set| set["rules"] = json!([{"conditions": [], "type": "tree", "rules": set["rules"].take()}]),
        // A rule that never applies.
        |set| {
            let rule = json!({"conditions": [never()], "type": "error", "error": "never"});
            set["rules"].as_array_mut().expect("rules").insert(0, rule);
        },
        // Swapped arguments.
        |set| {
            each(&mut set["rules"], &mut |value| {
                if value.get("fn").is_some_and(|name| *name == "booleanEquals") {
                    value["argv"].as_array_mut().expect("arguments").reverse();
                }
            });
        },
    ];
    for model in models() {
        for edit in edits {
            let changes = edited(&model, edit);
            assert_eq!(changes.iter().map(|change| change.rule).collect::<Vec<_>>(), ["endpoint-rules-changed"]);
            assert_eq!(changes[0].verdict(), Verdict::Safe, "{changes:?}");
        }
    }
}

fn never() -> Value {
    json!({"fn": "booleanEquals", "argv": [true, false]})
}

#[test]
fn a_host_that_no_input_leads_to_is_a_risk() {
    for model in models() {
        let changes = edited(&model, |set| {
            let endpoint = json!({"url": "https://evil.example"});
            let rule = json!({"conditions": [never()], "type": "endpoint", "endpoint": endpoint});
            set["rules"].as_array_mut().expect("rules").insert(0, rule);
        });
        assert_eq!(changes.iter().map(|change| change.wire).collect::<Vec<_>>(), [Verdict::Risky], "{changes:?}");
        assert!(changes[0].security.is_some());
    }
}

/// Replaces each URL in turn; the change must be found whatever conditions lead to it.
#[test]
fn another_host_is_always_found() {
    for model in models() {
        let urls = |set: &Value| {
            let mut urls = 0;
            each(&mut set.clone(), &mut |value| urls += usize::from(value.get("url").is_some()));
            urls
        };
        let service = model.services().next().expect("a service");
        let total = urls(service.traits.value(RULE_SET).expect("a rule set"));
        assert!(total > 0);
        for index in 0..total {
            for url in ["https://evil.example", "http://{Region}.example"] {
                let changes = edited(&model, |set| {
                    let mut seen = 0;
                    each(set, &mut |value| {
                        if value.get("url").is_some() {
                            if seen == index {
                                value["url"] = json!(url);
                            }
                            seen += 1;
                        }
                    });
                });
                let change = changes.iter().find(|change| change.rule == "endpoint-rules-changed").expect("a change");
                assert_eq!(change.wire, Verdict::Breaking, "{index} of {}: {change:?}", service.id);
                assert!(change.security.is_some() && change.old != change.new, "{change:?}");
                assert!(change.new.as_deref().is_some_and(|new| new.contains("example")), "{change:?}");
            }
        }
    }
}

#[test]
fn hostile_rules_end() {
    let nested = |depth: usize| {
        let mut rule = json!({"conditions": [], "type": "endpoint", "endpoint": {"url": "https://a.example"}});
        for _ in 0..depth {
            rule = json!({"conditions": [], "type": "tree", "rules": [rule]});
        }
        rule
    };
    let many = |count: usize, url: &str| {
        let parameters: serde_json::Map<String, Value> =
            (0..count).map(|index| (format!("P{index}"), json!({"type": "string"}))).collect();
        let conditions: Vec<Value> =
            (0..count).map(|index| json!({"fn": "isSet", "argv": [{"ref": format!("P{index}")}]})).collect();
        json!({"version": "1.0", "parameters": parameters, "rules": [
            {"conditions": conditions, "type": "endpoint", "endpoint": {"url": url}}, nested(20)]})
    };
    let model = service_alone(read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("appflow.json")));
    let odd = [
        json!(null),
        json!([]),
        json!({"rules": 1, "parameters": []}),
        json!({"rules": [1, null, {"conditions": 3}, {"rules": {}}], "parameters": {"a": 1}}),
        json!({"rules": [{"endpoint": {"url": "{"}}, {"endpoint": {"url": "{a#b[99999999999999999999]}"}}]}),
        many(500, "https://a.example"),
        many(500, "https://b.example"),
        json!({"rules": [nested(30)]}),
    ];
    let with = |value: &Value| {
        let mut model = model.clone();
        let id = model.services().next().expect("a service").id.clone();
        let applied = AppliedTrait { id: ShapeId::new(RULE_SET), value: value.clone(), place: Place::default() };
        model.shapes.get_mut(&id).expect("a service").traits.set(applied);
        model
    };
    for (old, new) in odd.iter().zip(odd.iter().cycle().skip(1)) {
        diff(&with(old), &with(new), &Scope::default());
        diff(&with(new), &with(old), &Scope::default());
    }
}
