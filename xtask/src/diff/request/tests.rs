use model::diff::{Scope, diff};
use model::{Document, load};

use super::*;

const MODEL: &str = r##"{
  "smithy": "2.0",
  "shapes": {
    "x#S": { "type": "service", "version": "1", "operations": [{ "target": "x#Do" }, { "target": "x#Other" }] },
    "x#Do": { "type": "operation", "input": { "target": "x#In" }, "output": { "target": "x#Out" },
      "traits": { "smithy.api#http": { "method": "POST", "uri": "/do", "code": 200 } } },
    "x#Other": { "type": "operation", "input": { "target": "x#In" } },
    "x#In": { "type": "structure", "members": { "name": { "target": "x#Name" }, "deep": { "target": "x#Deep" },
      "tags": { "target": "x#Tags" }, "words": { "target": "x#Words" } } },
    "x#Out": { "type": "structure", "members": { "id": { "target": "smithy.api#String" } } },
    "x#Deep": { "type": "structure", "members": { "again": { "target": "x#Deep" },
      "kind": { "target": "x#Kind", "traits": { "smithy.api#jsonName": "k" } } } },
    "x#Name": { "type": "string", "traits": { "smithy.api#length": { "max": 64 } } },
    "x#Kind": { "type": "enum", "members": { "A": { "target": "smithy.api#Unit" }, "B": { "target": "smithy.api#Unit" } } },
    "x#Tags": { "type": "map", "key": { "target": "smithy.api#String" }, "value": { "target": "x#Name" } },
    "x#Words": { "type": "list", "member": { "target": "smithy.api#String" } },
    "x#Unused": { "type": "string", "traits": { "smithy.api#length": { "max": 64 } } }
  }
}"##;

fn model(text: &str) -> Model {
    load(&[Document { name: "m.json".into(), bytes: text.into() }]).unwrap()
}

/// Checks the requests that an edit refuses.
#[track_caller]
fn check(from: &str, to: &str, expect: &[&str]) {
    check_in(MODEL, from, to, expect);
}

#[track_caller]
fn check_in(text: &str, from: &str, to: &str, expect: &[&str]) {
    assert!(text.contains(from), "{from}");
    let (old, new) = (model(text), model(&text.replacen(from, to, 1)));
    let requests = Requests::new(&old);
    let changes = diff(&old, &new, &Scope::default());
    let refused: Vec<_> = changes.iter().filter_map(|change| requests.refused(change)).collect();
    assert_eq!(refused, expect);
}

#[test]
fn requests_contain_the_refused_value() {
    let name = r#""x#Name": { "type": "string", "traits": { "smithy.api#length": { "max": "#;
    check(&format!("{name}64"), &format!("{name}32"), &[r#"Do {"name":"<33 characters>"}"#]);
    let words = r#""x#Words": { "type": "list", "#;
    let limited = r#""x#Words": { "type": "list", "traits": { "smithy.api#length": { "max": 3 } }, "#;
    check(words, limited, &[r#"Do {"words":[<4 items>]}"#]);
    check(r#", "B": { "target": "smithy.api#Unit" }"#, "", &[r#"Do {"deep":{"k":"B"}}"#]);
}

/// awsJson ignores names in JSON.
#[test]
fn requests_of_aws_json_have_the_names_of_members() {
    let service = r#""x#S": { "type": "service", "#;
    for protocol in ["awsJson1_0", "awsJson1_1"] {
        let traits =
            format!(r#"{service}"traits": {{ "aws.protocols#{protocol}": {{}}, "aws.protocols#restJson1": {{}} }}, "#);
        let text = MODEL.replacen(service, &traits, 1);
        check_in(&text, r#", "B": { "target": "smithy.api#Unit" }"#, "", &[r#"Do {"deep":{"kind":"B"}}"#]);
    }
}

#[test]
fn requests_contain_the_removed_member() {
    check(r#""name": { "target": "x#Name" }, "#, "", &[r#"Do {"name":"…"}"#]);
    check(r#", "words": { "target": "x#Words" }"#, "", &[r#"Do {"words":[…]}"#]);
    check(r#""id": { "target": "smithy.api#String" }"#, "", &[r#"Do, response {"id":"…"}"#]);
}

#[test]
fn requests_lack_the_member_that_is_required() {
    let required = r#""name": { "target": "x#Name", "traits": { "smithy.api#required": {} } }"#;
    check(r#""name": { "target": "x#Name" }"#, required, &[r#"Do {}, without "name""#]);
    let added = r#""x#Deep": { "type": "structure", "members": { "new": { "target": "x#Name", "traits": { "smithy.api#required": {} } }, "#;
    check(r#""x#Deep": { "type": "structure", "members": { "#, added, &[r#"Do {"deep":{}}, without "new""#]);
}

#[test]
fn operations_are_shown_by_their_uri() {
    check(r#""uri": "/do""#, r#""uri": "/done""#, &["POST /do"]);
}

#[test]
fn changes_that_refuse_nothing_have_no_request() {
    check(r#""max": 64 } } },"#, r#""max": 65 } } },"#, &[]);
    let unused = r#""x#Unused": { "type": "string", "traits": { "smithy.api#length": { "max": "#;
    check(&format!("{unused}64"), &format!("{unused}32"), &[]);
}
