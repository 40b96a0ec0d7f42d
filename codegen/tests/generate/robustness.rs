//! Any model results in files or errors.

use fastrand::Rng;
use model::Document;
use serde_json::{Value, json};

use super::{SERVICE, document, generate};

const CASES: [&str; 11] = [
    include_str!("../goldens/constraints/model.json"),
    include_str!("../goldens/defaults/model.json"),
    include_str!("../goldens/errors/model.json"),
    include_str!("../goldens/everything/model.json"),
    include_str!("../goldens/http_bindings/model.json"),
    include_str!("../goldens/lists_and_maps/model.json"),
    include_str!("../goldens/pagination/model.json"),
    include_str!("../goldens/protocol_tests/model.json"),
    include_str!("../goldens/secret_aggregates/model.json"),
    include_str!("../goldens/streams/model.json"),
    include_str!("../goldens/unions_and_recursion/model.json"),
];
const APPFLOW: [&str; 3] = [
    include_str!("../../../model/appflow.json"),
    include_str!("../../../model/docs.json"),
    include_str!("../../../model/rules.json"),
];

/// Prints the case if the generator panics.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the seed was {:#x}", self.0);
        }
    }
}

/// Collects pointers to every value in the document, children first.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut descend = |key: &str, value: &Value| {
        pointers(value, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
    };
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| descend(key, value)),
        Value::Array(values) => values.iter().enumerate().for_each(|(index, value)| descend(&index.to_string(), value)),
        _ => {}
    }
    found.push(at.to_owned());
}

/// Returns one of the pointers, or that of the whole document if there is none.
fn pick<'a>(pointers: &'a [String], random: &mut Rng) -> &'a str {
    random.choice(pointers).map_or("", String::as_str)
}

/// Makes one change that a person or a tool might make.
fn mutate(document: &mut Value, random: &mut Rng) {
    let mut all = Vec::new();
    pointers(document, "", &mut all);
    let ending = |end: &str| all.iter().filter(|pointer| pointer.ends_with(end)).cloned().collect::<Vec<_>>();
    let at = pick(&all, random).to_owned();
    match random.u8(..6) {
        // A value is removed.
        0 => {
            let (parent, key) = at.rsplit_once('/').unwrap_or_default();
            match document.pointer_mut(parent) {
                Some(Value::Object(object)) => drop(object.remove(key)),
                Some(Value::Array(values)) => values.truncate(key.parse().unwrap_or(0)),
                _ => {}
            }
        }
        // A value is replaced by one of any type.
        1 | 2 => set(document, &at, odd_value(random)),
        // A part is moved to a wrong place.
        3 => {
            let other = document.pointer(pick(&all, random)).cloned().unwrap_or_default();
            set(document, &at, other);
        }
        // A shape gets another type, or refers to another shape.
        4 => {
            let key = if random.bool() { "/type" } else { "/target" };
            let places = ending(key);
            let other = document.pointer(pick(&places, random)).cloned().unwrap_or_default();
            set(document, pick(&places, random), other);
        }
        // A shape or member gets another name.
        _ => {
            let parents = ending("/members");
            let Some(Value::Object(members)) = document.pointer_mut(pick(&parents, random)) else { return };
            let name = members.keys().next().cloned().unwrap_or_default();
            if let Some(member) = members.remove(&name) {
                members.insert(odd_name(random), member);
            }
        }
    }
}

fn set(document: &mut Value, pointer: &str, value: Value) {
    if let Some(place) = document.pointer_mut(pointer) {
        *place = value;
    }
}

fn odd_value(random: &mut Rng) -> Value {
    let values = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(1e308),
        json!(""),
        json!("\u{0}"),
        json!("smithy.api#String"),
        json!("example#Service"),
        json!("x"),
        json!([]),
        json!([null]),
        json!({}),
        json!({"": {}}),
        json!("a".repeat(300)),
        json!("(a|b)*a(a|b){12}"),
        json!("{a}{b+}"),
    ];
    values[random.usize(..values.len())].clone()
}

fn odd_name(random: &mut Rng) -> String {
    let names = ["", "type", "Self", "é", "a b", "__", "a1", "A1", "new", "x$y", "x#y", "r#type", "message"];
    names[random.usize(..names.len())].to_owned()
}

/// Checks one or two changes, each in a document that the cases do not share.
fn check(texts: &[&str], shared: &[Document], seed: u64) -> bool {
    let _seed = Seed(seed);
    let mut random = Rng::with_seed(seed);
    let mut values: Vec<Value> =
        texts.iter().map(|text| serde_json::from_str(text).expect("the model is JSON")).collect();
    for _ in 0..random.usize(1..=2) {
        let index = random.usize(..values.len());
        mutate(&mut values[index], &mut random);
    }
    let changed =
        values.iter().enumerate().map(|(index, value)| document(&format!("{index}.json"), &value.to_string()));
    let documents: Vec<_> = shared.iter().cloned().chain(changed).collect();
    generate(&documents, None).is_ok() | generate(&documents, Some("Service")).is_ok()
}

#[test]
fn changed_cases_give_files_or_errors() {
    let shared = [document("service.json", SERVICE)];
    let made = (0..500).filter(|seed| check(&[CASES[*seed as usize % CASES.len()]], &shared, *seed)).count();
    assert!((50..450).contains(&made), "{made} of 500 are still right, which tests little");
}

#[test]
fn a_changed_appflow_gives_files_or_errors() {
    let made = (0..24).filter(|seed| check(&APPFLOW, &[], *seed)).count();
    assert!((1..24).contains(&made), "{made} of 24 are still right, which tests little");
}

/// A chain of shapes is not nested in the document, so its length is unlimited.
#[test]
fn long_chains_end() {
    let mut shapes = json!({
        "example#Service": {
            "type": "service",
            "mixins": [{ "target": "example#Common" }],
            "operations": [{ "target": "example#Do" }],
        },
        "example#Do": {
            "type": "operation",
            "input": { "target": "example#S0" },
            "traits": { "smithy.api#http": { "method": "POST", "uri": "/" } },
        },
        "example#L3000": { "type": "string" },
    });
    for index in 0..3000 {
        let member = json!({ "target": format!("example#L{}", index + 1) });
        shapes[format!("example#L{index}")] = json!({ "type": "list", "member": member });
    }
    for index in 0..500 {
        let member = json!({ "target": format!("example#S{}", index + 1) });
        shapes[format!("example#S{index}")] = json!({ "type": "structure", "members": { "next": member } });
    }
    let mut make = |last: Value| {
        shapes["example#S500"] = last;
        let text = json!({ "smithy": "2.0", "shapes": shapes }).to_string();
        generate(&[document("service.json", SERVICE), document("a.json", &text)], Some("Service"))
    };
    assert!(make(json!({ "type": "structure" })).is_ok());
    let lists = json!({ "type": "structure", "members": { "lists": { "target": "example#L0" } } });
    assert!(make(lists).is_err());
}
