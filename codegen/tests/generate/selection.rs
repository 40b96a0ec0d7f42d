//! The choice of operations: the shapes that they bring, and how refusals name them.

use codegen::{GeneratedFile, Options};
use expect_test::{Expect, expect};

use super::{SERVICE, document};

/// Two operations that share a structure, one of which reaches an unsupported feature, and a third one.
const MODEL: &str = r#"{"smithy": "2.0", "shapes": {
"x#Service": {"type": "service", "mixins": [{"target": "example#Common"}], "operations": [
    {"target": "x#GetThing"}, {"target": "x#PutThing"}, {"target": "x#WatchThing"}]},
"x#GetThing": {"type": "operation", "input": {"target": "x#Thing"}, "output": {"target": "x#Thing"},
    "traits": {"smithy.api#http": {"method": "POST", "uri": "/get"}}},
"x#PutThing": {"type": "operation", "input": {"target": "x#PutThingRequest"}, "errors": [{"target": "x#Full"}],
    "traits": {"smithy.api#http": {"method": "POST", "uri": "/put"}}},
"x#WatchThing": {"type": "operation", "input": {"target": "x#WatchThingRequest"},
    "traits": {"smithy.api#http": {"method": "POST", "uri": "/watch"}}},
"x#Thing": {"type": "structure", "members": {"name": {"target": "smithy.api#String"}}},
"x#PutThingRequest": {"type": "structure", "members": {"thing": {"target": "x#Thing"}, "big": {"target": "x#Big"}}},
"x#WatchThingRequest": {"type": "structure", "members": {"big": {"target": "x#Big"}}},
"x#Big": {"type": "structure", "members": {"number": {"target": "x#Keys"}}},
"x#Keys": {"type": "map", "key": {"target": "x#Key"}, "value": {"target": "smithy.api#String"}},
"x#Key": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit"}}, "traits": {"smithy.api#sensitive": {}}},
"x#Full": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "client"}}
}}"#;

fn generate(text: &str, only: &[&str], without: &[&str]) -> Result<Vec<GeneratedFile>, codegen::Errors> {
    let model = model::load(&[document("service.json", SERVICE), document("a.json", text)]).expect("the case is a model");
    model::check(&model).expect("the model is valid");
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let service = Some("Service".to_owned());
    codegen::generate(&model, &Options { source: String::new(), service, only: owned(only), without: owned(without), ..Options::default() })
}

#[track_caller]
fn check_refused(text: &str, only: &[&str], without: &[&str], expect: Expect) {
    expect.assert_eq(&generate(text, only, without).expect_err("it is refused").to_string());
}

/// Returns the names of the types in a file.
fn types<'f>(files: &'f [GeneratedFile], path: &str) -> Vec<&'f str> {
    let file = files.iter().find(|file| file.path == path).expect("the generator writes every file");
    let lines = file.text.lines().filter_map(|line| line.strip_prefix("pub struct "));
    lines.map(|line| line.trim_end_matches([' ', '{', '}', ';'])).collect()
}

#[test]
fn a_problem_is_reported_once_with_the_operations_that_reach_it() {
    check_refused(MODEL, &[], &[], expect!["a.json:14:27: x#Keys: a sensitive enum as the key of a map is not supported, expected a string or an enum that is not sensitive (`PutThing`, `WatchThing` reach it; `--without PutThing --without WatchThing` leaves it out)"]);
    check_refused(MODEL, &["PutThing", "GetThing"], &[], expect!["a.json:14:27: x#Keys: a sensitive enum as the key of a map is not supported, expected a string or an enum that is not sensitive (only `PutThing` reaches it; `--without PutThing` leaves it out)"]);
    check_refused(MODEL, &["PutThing", "WatchThing"], &[], expect!["a.json:14:27: x#Keys: a sensitive enum as the key of a map is not supported, expected a string or an enum that is not sensitive (every operation reaches it)"]);
    check_refused(MODEL, &["PutThing"], &[], expect!["a.json:14:27: x#Keys: a sensitive enum as the key of a map is not supported, expected a string or an enum that is not sensitive"]);
}

#[test]
fn operations_that_are_not_chosen_bring_nothing() {
    for (only, without) in [(&["GetThing"][..], &[][..]), (&[], &["PutThing", "x#WatchThing"]), (&["x#GetThing"], &[])] {
        let files = generate(MODEL, only, without).expect("the operation is supported");
        assert_eq!(types(&files, "requests.rs"), ["Thing"]);
        let text: String = files.iter().map(|file| file.text.as_str()).collect();
        for name in ["Big", "Full(", "put_thing", "watch_thing", "PutThing"] {
            assert!(!text.contains(name), "{name}");
        }
        let words: Vec<_> = text.split_whitespace().collect();
        assert!(words.join(" ").contains("pub fn get_thing( &self, request: types::Thing, )"));
    }
}

#[test]
fn names_that_no_operation_has() {
    check_refused(MODEL, &["GetThin"], &[], expect!["a.json:2:1: x#Service: no operation `GetThin`, expected the name of an operation, such as `GetThing`"]);
    check_refused(MODEL, &[], &["putthing", "Nothing"], expect![[r#"
        a.json:2:1: x#Service: no operation `Nothing`, expected the name of an operation, such as `GetThing`
        a.json:2:1: x#Service: no operation `putthing`, expected the name of an operation, such as `PutThing`"#]]);
    check_refused(MODEL, &["GetThing"], &["GetThing"], expect!["a.json:2:1: x#Service: no operation is left, expected a choice that leaves at least one"]);
    check_refused(MODEL, &[], &["GetThing", "PutThing", "WatchThing"], expect!["a.json:2:1: x#Service: no operation is left, expected a choice that leaves at least one"]);
}

/// A type has the same name whichever operations are chosen.
#[test]
fn a_choice_changes_no_name() {
    let text = MODEL
        .replace("x#Thing\"", "x#thing_\"")
        .replace("\"x#thing_\": {", "\"x#Thing\": {\"type\": \"structure\", \"members\": {}},\n\"x#thing_\": {")
        .replace("\"target\": \"x#Keys\"", "\"target\": \"x#Thing\"");
    let all = generate(&text, &[], &[]).expect("everything is supported");
    let one = generate(&text, &["GetThing"], &[]).expect("everything is supported");
    assert_eq!((types(&all, "requests.rs").contains(&"Thing2"), types(&one, "requests.rs")), (true, vec!["Thing2"]));
}

/// If a shape is used in several roles, input wins over output, and output over error.
#[test]
fn a_shape_has_the_first_of_its_roles() {
    let files = generate(MODEL, &["GetThing"], &[]).expect("the operation is supported");
    assert_eq!((types(&files, "requests.rs"), types(&files, "responses.rs")), (vec!["Thing"], vec![]));
}

/// Unsupported operations are left out by name; the output equals that of the same choice made by hand.
#[test]
fn unsupported_operations_are_left_out() {
    let model = model::load(&[document("service.json", SERVICE), document("a.json", MODEL)]).expect("the case is a model");
    let service = Some("Service".to_owned());
    let options = Options { service, supported_only: true, ..Options::default() };
    let files = codegen::generate(&model, &options).expect("the rest is supported");
    assert_eq!(files, generate(MODEL, &["GetThing"], &[]).expect("the operation is supported"));
    let omissions = codegen::omissions(&model, &options).expect("the rest is supported");
    expect!["a.json:14:27: x#Keys: a sensitive enum as the key of a map is not supported, expected a string or an enum that is not sensitive: left out: `PutThing`, `WatchThing`"].assert_eq(&omissions.join("\n"));
    let none = Options { only: vec!["PutThing".to_owned()], ..options };
    expect!["a.json:14:27: x#Keys: a sensitive enum as the key of a map is not supported, expected a string or an enum that is not sensitive"].assert_eq(&codegen::generate(&model, &none).expect_err("nothing is left").to_string());
}
