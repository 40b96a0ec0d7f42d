//! Work in proportion to the model: a model of four times the size allocates about four times as much.
//!
//! Bytes that are allocated, and not time, are compared, because they are the same on every machine. Quadratic work would
//! allocate sixteen times as much.

use codegen::compatibility::compare;
use codegen::{Options, generate};
use model::diff::{Scope, diff};
use model::{Document, Model};
use serde_json::{Map, Value, json};

/// The maximum growth of the work for a model of four times the size. It allows for sorting, and for buffers that grow
/// in steps.
const MAX_GROWTH: f64 = 5.0;

/// Returns a model with a service of these operations.
fn model(operations: &[String], shapes: Map<String, Value>) -> Model {
    let targets: Vec<Value> = operations.iter().map(|name| json!({"target": name})).collect();
    let mut all = shapes;
    all.insert(
        "x#Service".to_owned(),
        json!({"type": "service", "version": "1", "operations": targets, "traits": {
            "aws.protocols#restJson1": {},
            "aws.auth#sigv4": {"name": "x"},
            "aws.api#service": {"sdkId": "X", "endpointPrefix": "x"},
            "smithy.rules#endpointRuleSet": {"version": "1.0", "parameters": {}, "rules": [
                {"conditions": [], "type": "endpoint", "endpoint": {"url": "https://x.example"}}
            ]}
        }}),
    );
    let text = json!({"smithy": "2.0", "shapes": all}).to_string();
    let model = model::load(&[Document { name: "model.json".to_owned(), bytes: text.into_bytes() }]);
    model.expect("the model can be loaded")
}

/// Returns a model of one operation whose input has these members, with these other shapes.
fn with_input(members: Map<String, Value>, mut shapes: Map<String, Value>) -> Model {
    shapes.insert("x#Input".to_owned(), json!({"type": "structure", "members": members}));
    shapes.insert("x#Do".to_owned(), operation(0));
    model(&["x#Do".to_owned()], shapes)
}

fn operation(index: usize) -> Value {
    json!({"type": "operation", "input": {"target": "x#Input"}, "output": {"target": "smithy.api#Unit"}, "traits": {
        "smithy.api#http": {"method": "POST", "uri": format!("/{index}")}
    }})
}

/// `size` operations with one input.
fn operations(size: usize) -> Model {
    let names: Vec<String> = (0..size).map(|index| format!("x#Do{index}")).collect();
    let mut shapes: Map<_, _> = (0..size).map(|index| (names[index].clone(), operation(index))).collect();
    let text = json!({"target": "smithy.api#String"});
    shapes.insert("x#Input".to_owned(), json!({"type": "structure", "members": {"text": text}}));
    model(&names, shapes)
}

/// `size` strings, each with a pattern of its own that needs an automaton.
fn patterns(size: usize) -> Model {
    repetitions(size, 64)
}

/// `size` strings, each with a pattern of its own, of that many repetitions.
fn repetitions(size: usize, count: usize) -> Model {
    let members = (0..size).map(|index| (format!("m{index}"), json!({"target": format!("x#Text{index}")})));
    let shapes = (0..size).map(|index| {
        let pattern = format!("[\\x00-\\u{{{:x}}}]{{{count}}}", 0x1_0000 + index);
        (format!("x#Text{index}"), json!({"type": "string", "traits": {"smithy.api#pattern": pattern}}))
    });
    with_input(members.collect(), shapes.collect())
}

/// Returns an enum of `size` values.
fn values(size: usize) -> Model {
    let members: Map<_, _> =
        (0..size).map(|index| (format!("VALUE_{index}"), json!({"target": "smithy.api#Unit"}))).collect();
    let shapes = [("x#Choice".to_owned(), json!({"type": "enum", "members": members}))];
    with_input(
        [("choice".to_owned(), json!({"target": "x#Choice"}))].into_iter().collect(),
        shapes.into_iter().collect(),
    )
}

/// `size` structures, each a member of the one before.
fn nesting(size: usize) -> Model {
    let target = |index: usize| match index {
        0 => "smithy.api#String".to_owned(),
        _ => format!("x#Level{index}"),
    };
    let shapes = (1..=size).map(|index| {
        (target(index), json!({"type": "structure", "members": {"inner": {"target": target(index - 1)}}}))
    });
    with_input([("outer".to_owned(), json!({"target": target(size)}))].into_iter().collect(), shapes.collect())
}

/// Compares the bytes that some work allocates for a model and for one of four times its size.
#[track_caller]
fn check(size: usize, model: fn(usize) -> Model, work: fn(&Model, &Model)) {
    let bytes = |size: usize| {
        let (old, new) = (model(size), model(size + size / 10));
        allocation_counter::measure(|| work(&old, &new)).bytes_total
    };
    let (small, large) = (bytes(size), bytes(4 * size));
    let growth = large as f64 / small as f64;
    assert!(growth < MAX_GROWTH, "{growth:.2} times as much for four times the model: {small} and {large} bytes");
}

fn options() -> Options {
    Options { source: "model.json".to_owned(), ..Options::default() }
}

fn generates(model: &Model, _: &Model) {
    model::check(model).expect("the model is valid");
    generate(model, &options()).expect("the model is supported");
}

fn compares(old: &Model, new: &Model) {
    assert_ne!(diff(old, new, &Scope::default()), []);
    assert_ne!(compare(old, new, &options()).expect("both models are supported"), []);
}

#[test]
fn operations_with_one_input() {
    check(40, operations, generates);
    check(40, operations, compares);
}

#[test]
fn patterns_of_their_own() {
    check(20, patterns, generates);
    check(20, patterns, compares);
}

#[test]
fn what_all_patterns_take_together_is_bounded() {
    let model = repetitions(100, 350);
    let omissions = codegen::omissions(&model, &options()).expect("the model is supported");
    assert!((10..90).contains(&omissions.len()), "{} of 100", omissions.len());
    let message = "more states than all patterns of the model may have";
    assert!(omissions.iter().all(|line| line.contains(message)), "{omissions:#?}");
    // What is said to be left to the service has no matcher, and all others have one.
    let files = generate(&model, &options()).expect("the model is supported");
    let matchers: usize = files.iter().map(|file| file.text.matches("_PATTERN: Matcher").count()).sum();
    assert_eq!(matchers + omissions.len(), 100);
}

#[test]
fn values_of_an_enum() {
    check(200, values, generates);
    check(200, values, compares);
}

#[test]
fn nested_structures_take_linear_time() {
    check(60, nesting, generates);
    check(60, nesting, compares);
}
