//! Tests of the import of published models.

#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

#[path = "import/present.rs"]
mod present;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};
use model::import::{ImportChangeKind, Imported, Published, changes, import};
use model::{Document, Errors, Model, load};
use serde_json::Value;

fn document(name: &str, text: &str) -> Document {
    Document { name: name.into(), bytes: text.into() }
}

fn published(model: &Document) -> Published<'_> {
    Published { model, endpoint_rules: None, paginators: None }
}

fn of(text: &str, operations: &[&str]) -> Result<Imported, Errors> {
    let operations: Vec<String> = operations.iter().map(ToString::to_string).collect();
    import(published(&document("p.json", text)), &operations, None)
}

/// Checks a summary of the imported shapes, and that importing the text again changes nothing.
#[track_caller]
fn check(text: &str, operations: &[&str], expect: Expect) {
    let imported = of(text, operations).unwrap();
    let again = of(&imported.text, &[]).unwrap();
    assert_eq!(imported.text, again.text);
    assert!(load(&[document("w.json", &imported.text)]).unwrap().shapes.keys().eq(imported.model.shapes.keys()));
    expect.assert_eq(&short(&imported));
}

/// Returns a line for each shape, and for each part that was left out.
fn short(imported: &Imported) -> String {
    let value: Value = serde_json::from_str(&imported.text).unwrap();
    let mut text = String::new();
    for (id, shape) in value["shapes"].as_object().unwrap() {
        writeln!(text, "{id}: {shape}").unwrap();
    }
    imported.left_out.iter().for_each(|line| writeln!(text, "left out: {line}").unwrap());
    text
}

#[track_caller]
fn check_error(text: &str, operations: &[&str], expect: &str) {
    assert_eq!(of(text, operations).unwrap_err().to_string(), expect);
}

/// A service with resources, a trait of its own, and unreachable shapes.
const SMITHY: &str = r##"{
  "smithy": "2.0",
  "metadata": { "z": 1, "a": [{ "b": 2, "a": 1 }] },
  "shapes": {
    "x#S": {
      "type": "service", "version": "1",
      "operations": [{ "target": "x#Other" }, { "target": "x#Do" }],
      "resources": [{ "target": "x#R" }],
      "errors": [{ "target": "x#Oops" }],
      "rename": { "y#T": "YT", "y#Gone": "YG" },
      "traits": { "smithy.api#title": "S", "smithy.api#documentation": "Prose." }
    },
    "x#R": {
      "type": "resource", "identifiers": { "id": { "target": "x#Id" } },
      "read": { "target": "x#Read" }, "delete": { "target": "x#Delete" },
      "resources": [{ "target": "x#Unused" }]
    },
    "x#Unused": { "type": "resource", "operations": [{ "target": "x#Never" }] },
    "x#Id": { "type": "string" },
    "x#Read": { "type": "operation", "input": { "target": "x#ReadInput" }, "traits": { "smithy.api#readonly": {} } },
    "x#ReadInput": {
      "type": "structure",
      "members": {
        "id": { "target": "x#Id", "traits": { "smithy.api#required": {}, "smithy.api#documentation": "Prose." } },
        "b": { "target": "y#T", "traits": { "x#own": { "is": "x#Named" } } }
      },
      "traits": { "smithy.api#externalDocumentation": { "a": "https://example.com" } }
    },
    "x#Delete": { "type": "operation", "traits": { "smithy.api#idempotent": {} } },
    "x#Never": { "type": "operation" },
    "x#Other": { "type": "operation" },
    "x#Do": { "type": "operation", "errors": [{ "target": "x#Oops" }] },
    "x#Oops": { "type": "structure", "members": {}, "traits": { "smithy.api#error": "client" } },
    "x#own": { "type": "structure", "members": { "is": { "target": "x#Named" } }, "traits": { "smithy.api#trait": {} } },
    "x#Named": { "type": "string" },
    "y#T": { "type": "string", "traits": { "smithy.api#length": { "min": 1, "max": 2 } } },
    "y#Gone": { "type": "string" },
    "x#ReadInput$b": { "type": "apply", "traits": { "smithy.api#required": {} } }
  }
}"##;

#[test]
fn operations_bring_their_closure() {
    let expect = expect![[r#"
        x#Id: {"type":"string"}
        x#Named: {"type":"string"}
        x#Oops: {"members":{},"traits":{"smithy.api#error":"client"},"type":"structure"}
        x#R: {"identifiers":{"id":{"target":"x#Id"}},"read":{"target":"x#Read"},"type":"resource"}
        x#Read: {"input":{"target":"x#ReadInput"},"output":{"target":"smithy.api#Unit"},"traits":{"smithy.api#readonly":{}},"type":"operation"}
        x#ReadInput: {"members":{"b":{"target":"y#T","traits":{"smithy.api#required":{},"x#own":{"is":"x#Named"}}},"id":{"target":"x#Id","traits":{"smithy.api#required":{}}}},"type":"structure"}
        x#S: {"errors":[{"target":"x#Oops"}],"rename":{"y#T":"YT"},"resources":[{"target":"x#R"}],"traits":{"smithy.api#title":"S"},"type":"service","version":"1"}
        x#own: {"members":{"is":{"target":"x#Named"}},"traits":{"smithy.api#trait":{}},"type":"structure"}
        y#T: {"traits":{"smithy.api#length":{"max":2,"min":1}},"type":"string"}
    "#]];
    check(SMITHY, &["Read"], expect);
    let expect = expect![[r#"
        x#Do: {"errors":[{"target":"x#Oops"}],"input":{"target":"smithy.api#Unit"},"output":{"target":"smithy.api#Unit"},"type":"operation"}
        x#Oops: {"members":{},"traits":{"smithy.api#error":"client"},"type":"structure"}
        x#Other: {"input":{"target":"smithy.api#Unit"},"output":{"target":"smithy.api#Unit"},"type":"operation"}
        x#S: {"errors":[{"target":"x#Oops"}],"operations":[{"target":"x#Do"},{"target":"x#Other"}],"traits":{"smithy.api#title":"S"},"type":"service","version":"1"}
    "#]];
    check(SMITHY, &["x#Other", "Do"], expect);
}

#[test]
fn the_text_depends_on_the_facts_alone() {
    let value: Value = serde_json::from_str(SMITHY).unwrap();
    let reordered = value.to_string();
    // Reading sorts everything except arrays.
    assert_eq!(of(SMITHY, &["Do"]).unwrap().text, of(&reordered, &["Do"]).unwrap().text);
    let text = of(SMITHY, &["Do"]).unwrap().text;
    assert!(
        text.starts_with("{\n  \"smithy\": \"2.0\",\n  \"metadata\": {\n    \"a\": [\n      {\n        \"a\": 1,\n"),
        "{text}"
    );
    assert!(text.ends_with("}\n") && !text.ends_with("\n\n"), "{text}");
}

const BOTOCORE: &str = r##"{
  "version": "2.0",
  "metadata": {
    "apiVersion": "2020-01-01", "endpointPrefix": "things", "protocol": "rest-json", "protocols": ["rest-json"],
    "serviceFullName": "Things", "serviceId": "Thing Service", "signatureVersion": "v4", "signingName": "thing",
    "uid": "things-2020", "news": true
  },
  "operations": {
    "Get": {
      "name": "Get",
      "http": { "method": "GET", "requestUri": "/a/{the-id}/{rest+}?x", "responseCode": 201 },
      "input": { "shape": "GetRequest" }, "output": { "shape": "GetResponse" },
      "errors": [{ "shape": "NotFound" }, { "shape": "Broken" }],
      "documentation": "Prose.", "readonly": true, "deprecated": true, "deprecatedMessage": "No."
    },
    "Put": {
      "name": "Put", "http": { "method": "PUT", "requestUri": "/a" }, "input": { "shape": "Put" }, "idempotent": true,
      "endpoint": { "hostPrefix": "data." }, "auth": ["smithy.api#noAuth"], "bogus": 1
    }
  },
  "shapes": {
    "GetRequest": {
      "type": "structure", "required": ["id", "rest"], "documentation": "Prose.",
      "members": {
        "id": { "shape": "Id", "location": "uri", "locationName": "the-id", "documentation": "Prose." },
        "rest": { "shape": "Id", "location": "uri", "locationName": "rest" },
        "limit": { "shape": "Count", "location": "querystring", "locationName": "max", "box": true },
        "next": { "shape": "Id", "location": "header", "locationName": "X-Next" },
        "more": { "shape": "Words", "location": "querystring" }
      }
    },
    "GetResponse": {
      "type": "structure", "payload": "body",
      "members": {
        "status": { "shape": "Count", "location": "statusCode" },
        "meta": { "shape": "Words", "location": "headers", "locationName": "x-m-" },
        "body": { "shape": "Body" }
      }
    },
    "Body": {
      "type": "structure", "union": true,
      "members": {
        "kind": { "shape": "Kind" }, "at": { "shape": "When", "locationName": "time" }, "list": { "shape": "List" },
        "on": { "shape": "Flag" }
      }
    },
    "Put": { "type": "structure", "members": { "token": { "shape": "Id", "idempotencyToken": true } } },
    "NotFound": { "type": "structure", "members": {}, "error": { "httpStatusCode": 404, "senderFault": true }, "exception": true },
    "Broken": { "type": "structure", "members": {}, "exception": true, "fault": true, "retryable": { "throttling": true } },
    "Id": { "type": "string", "min": 1, "max": 9, "pattern": "[a-z]+", "sensitive": true },
    "Count": { "type": "integer", "min": 0, "max": 100 },
    "Flag": { "type": "boolean" },
    "Kind": { "type": "string", "enum": ["Public", "us-east"] },
    "List": { "type": "list", "member": { "shape": "Id" }, "max": 3 },
    "Words": { "type": "map", "key": { "shape": "Id" }, "value": { "shape": "Id" } },
    "When": { "type": "timestamp", "timestampFormat": "iso8601" },
    "Unused": { "type": "blob" }
  }
}"##;

#[test]
fn botocores_form() {
    check(
        BOTOCORE,
        &[],
        expect![[r#"
        com.amazonaws.thingservice#Body: {"members":{"at":{"target":"com.amazonaws.thingservice#When","traits":{"smithy.api#jsonName":"time"}},"kind":{"target":"com.amazonaws.thingservice#Kind"},"list":{"target":"com.amazonaws.thingservice#List"},"on":{"target":"com.amazonaws.thingservice#Flag"}},"type":"union"}
        com.amazonaws.thingservice#Broken: {"members":{},"traits":{"smithy.api#error":"server","smithy.api#retryable":{"throttling":true}},"type":"structure"}
        com.amazonaws.thingservice#Count: {"traits":{"smithy.api#range":{"max":100,"min":0}},"type":"integer"}
        com.amazonaws.thingservice#Flag: {"type":"boolean"}
        com.amazonaws.thingservice#Get: {"errors":[{"target":"com.amazonaws.thingservice#NotFound"},{"target":"com.amazonaws.thingservice#Broken"}],"input":{"target":"com.amazonaws.thingservice#GetRequest"},"output":{"target":"com.amazonaws.thingservice#GetResponse"},"traits":{"smithy.api#deprecated":{"message":"No."},"smithy.api#http":{"code":201,"method":"GET","uri":"/a/{id}/{rest+}?x"},"smithy.api#readonly":{}},"type":"operation"}
        com.amazonaws.thingservice#GetRequest: {"members":{"id":{"target":"com.amazonaws.thingservice#Id","traits":{"smithy.api#httpLabel":{},"smithy.api#required":{}}},"limit":{"target":"com.amazonaws.thingservice#Count","traits":{"smithy.api#httpQuery":"max"}},"more":{"target":"com.amazonaws.thingservice#Words","traits":{"smithy.api#httpQueryParams":{}}},"next":{"target":"com.amazonaws.thingservice#Id","traits":{"smithy.api#httpHeader":"X-Next"}},"rest":{"target":"com.amazonaws.thingservice#Id","traits":{"smithy.api#httpLabel":{},"smithy.api#required":{}}}},"traits":{"smithy.api#input":{}},"type":"structure"}
        com.amazonaws.thingservice#GetResponse: {"members":{"body":{"target":"com.amazonaws.thingservice#Body","traits":{"smithy.api#httpPayload":{}}},"meta":{"target":"com.amazonaws.thingservice#Words","traits":{"smithy.api#httpPrefixHeaders":"x-m-"}},"status":{"target":"com.amazonaws.thingservice#Count","traits":{"smithy.api#httpResponseCode":{}}}},"traits":{"smithy.api#output":{}},"type":"structure"}
        com.amazonaws.thingservice#Id: {"traits":{"smithy.api#length":{"max":9,"min":1},"smithy.api#pattern":"^[a-z]+$","smithy.api#sensitive":{}},"type":"string"}
        com.amazonaws.thingservice#Kind: {"members":{"PUBLIC":{"target":"smithy.api#Unit","traits":{"smithy.api#enumValue":"Public"}},"US_EAST":{"target":"smithy.api#Unit","traits":{"smithy.api#enumValue":"us-east"}}},"type":"enum"}
        com.amazonaws.thingservice#List: {"member":{"target":"com.amazonaws.thingservice#Id"},"traits":{"smithy.api#length":{"max":3}},"type":"list"}
        com.amazonaws.thingservice#NotFound: {"members":{},"traits":{"smithy.api#error":"client","smithy.api#httpError":404},"type":"structure"}
        com.amazonaws.thingservice#Put: {"input":{"target":"com.amazonaws.thingservice#PutShape"},"output":{"target":"smithy.api#Unit"},"traits":{"smithy.api#auth":[],"smithy.api#endpoint":{"hostPrefix":"data."},"smithy.api#http":{"code":200,"method":"PUT","uri":"/a"},"smithy.api#idempotent":{}},"type":"operation"}
        com.amazonaws.thingservice#PutShape: {"members":{"token":{"target":"com.amazonaws.thingservice#Id","traits":{"smithy.api#idempotencyToken":{}}}},"traits":{"smithy.api#input":{}},"type":"structure"}
        com.amazonaws.thingservice#ThingService: {"operations":[{"target":"com.amazonaws.thingservice#Get"},{"target":"com.amazonaws.thingservice#Put"}],"traits":{"aws.api#service":{"endpointPrefix":"things","sdkId":"Thing Service"},"aws.auth#sigv4":{"name":"thing"},"aws.protocols#restJson1":{},"smithy.api#title":"Things"},"type":"service","version":"2020-01-01"}
        com.amazonaws.thingservice#When: {"traits":{"smithy.api#timestampFormat":"date-time"},"type":"timestamp"}
        com.amazonaws.thingservice#Words: {"key":{"target":"com.amazonaws.thingservice#Id"},"type":"map","value":{"target":"com.amazonaws.thingservice#Id"}}
        left out: p.json:6:27: `metadata` has the property `news`, which Smithy does not have
        left out: p.json:18:77: the operation `Put` has the property `bogus`, which Smithy does not have
    "#]],
    );
}

#[test]
fn files_beside_botocores_model() {
    let model = document("service-2.json", BOTOCORE);
    let rules = r#"{"version": "1.0", "parameters": {"Region": {"type": "string", "documentation": "D."}},
        "rules": [{"type": "endpoint", "conditions": [], "endpoint": {"url": "https://example.com"}}]}"#;
    let paginators = r#"{"pagination": {"Get": {"input_token": "next", "output_token": "status", "limit_key": "limit",
        "result_key": ["meta", "body"]}, "Two": {"input_token": ["a", "b"]}, "Gone": {}}}"#;
    let (rules, paginators) = (document("r.json", rules), document("g.json", paginators));
    let siblings = Published { model: &model, endpoint_rules: Some(&rules), paginators: Some(&paginators) };
    let errors = import(siblings, &[], None).unwrap_err().to_string();
    assert!(
        errors.starts_with("g.json:1:17: com.amazonaws.thingservice#Get: the `outputToken` `status` targets"),
        "{errors}"
    );
    let only_put = import(siblings, &["Put".into()], None).unwrap();
    assert!(only_put.text.contains("\"type\": \"String\""), "{}", only_put.text);
    let left_out: Vec<_> = only_put.left_out.iter().filter(|line| line.starts_with("g.json:")).collect();
    assert_eq!(left_out.len(), 2, "{left_out:?}");
    let broken = document("g.json", "{\"pagination\": 1}");
    let siblings = Published { paginators: Some(&broken), ..siblings };
    let expect = "g.json:1:16: the paginators are a number, expected an object with an object `pagination`";
    assert_eq!(import(siblings, &[], None).unwrap_err().to_string(), expect);
}

#[test]
fn the_services_name_is_kept() {
    let service = r#"{"smithy": "2.0", "shapes": {"own.name#Internal": {"type": "service", "version": "1",
        "traits": {"aws.api#service": {"sdkId": "Thing Service"}}}}}"#;
    let current = load(&[document("appflow.json", service)]).unwrap();
    let named = ["Put".to_owned()];
    let imported = import(published(&document("p.json", BOTOCORE)), &named, Some(&current)).unwrap();
    assert!(imported.model.services().next().unwrap().id.as_str() == "own.name#Internal");
    let other = load(&[document("appflow.json", &service.replace("Thing", "Other"))]).unwrap();
    let error = import(published(&document("p.json", BOTOCORE)), &named, Some(&other)).unwrap_err().to_string();
    let expect = "p.json:3:15: the service is `com.amazonaws.thingservice#ThingService`, expected own.name#Internal as in appflow.json:1:30";
    assert_eq!(error, expect);
}

#[test]
fn botocores_form_with_mistakes() {
    let with = |from: &str, to: &str| {
        assert!(BOTOCORE.contains(from), "{from}");
        BOTOCORE.replacen(from, to, 1)
    };
    let cases = [
        (with("\"serviceId\": \"Thing Service\", ", ""), "p.json:3:15: `metadata` has no `serviceId`, expected one"),
        (
            with("\"rest-json\"", "\"carrier\""),
            "p.json:3:15: the unknown protocol `carrier`, expected one such as `rest-json`",
        ),
        (
            with("\"type\": \"timestamp\"", "\"type\": \"hour\""),
            "p.json:56:13: the unknown type `hour`, expected a type of botocore's, such as `structure`",
        ),
        (
            with("[\"id\", \"rest\"]", "[\"id\", \"nil\"]"),
            "p.json:23:47: `required` names `nil`, expected the name of a member",
        ),
        (with("[\"id\", \"rest\"]", "\"id\""), "p.json:23:40: `required` is a string, expected an array"),
        (
            with("\"shape\": \"Count\"", "\"shape\": \"a b\""),
            "p.json:27:29: the malformed name `a b`, expected letters, digits and underscores, a letter first",
        ),
        (
            with("\"location\": \"statusCode\"", "\"location\": \"sky\""),
            "p.json:35:9: the unknown location `sky`, expected a location of botocore's, such as `uri`",
        ),
        (with("\"member\": { \"shape\": \"Id\" }, ", ""), "p.json:54:13: the list has no `member`, expected one"),
    ];
    for (text, expect) in cases {
        check_error(&text, &[], expect);
    }
    let gone = with("\"shape\": \"Kind\"", "\"shape\": \"Gone\"");
    let errors = of(&gone, &[]).unwrap_err().to_string();
    assert!(errors.starts_with("p.json:43:9: com.amazonaws.thingservice#Body$kind: "), "{errors}");
}

/// Replaces each value in turn by another value.
fn mutate(value: &Value, with: &Value, visit: &mut dyn FnMut(&str)) {
    fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
        found.push(at.to_owned());
        match value {
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(index, item)| pointers(item, &format!("{at}/{index}"), found))
            }
            Value::Object(entries) => entries.iter().for_each(|(key, item)| {
                pointers(item, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }),
            _ => {}
        }
    }
    let mut found = Vec::new();
    pointers(value, "", &mut found);
    for pointer in found {
        let mut changed = value.clone();
        *changed.pointer_mut(&pointer).unwrap() = with.clone();
        visit(&changed.to_string());
    }
}

#[test]
fn no_document_is_too_strange() {
    let mut count = 0;
    for text in [BOTOCORE, SMITHY] {
        let value: Value = serde_json::from_str(text).unwrap();
        for with in [Value::Null, "x".into(), serde_json::json!([])] {
            mutate(&value, &with, &mut |text| {
                count += 1;
                if let Err(errors) = of(text, &[]) {
                    assert!(errors.iter().all(|error| error.place.line > 0), "{errors}");
                }
            });
        }
        for end in (0..text.len()).step_by(7) {
            of(&text[..end], &[]).unwrap_err();
        }
    }
    assert!(count > 500, "{count}");
}

#[test]
fn new_shapes_are_named() {
    let old = of(SMITHY, &["Read"]).unwrap().model;
    let changed = SMITHY
        .replace("\"max\": 2", "\"max\": 3")
        .replace("\"b\": { \"target\": \"y#T\"", "\"c\": { \"target\": \"y#T\"");
    let new = of(&changed.replace("ReadInput$b", "ReadInput$c"), &["Read", "Do"]).unwrap().model;
    let names = |old: &Model, new: &Model| -> Vec<String> {
        changes(old, new).iter().map(|change| format!("{:?} {}", change.kind, change.id)).collect()
    };
    let expect = ["Added x#Do", "Removed x#ReadInput$b", "Added x#ReadInput$c", "Changed x#S", "Changed y#T"];
    assert_eq!(names(&old, &new), expect);
    assert!(names(&new, &new).is_empty());
    assert!(
        changes(&Model::default(), &new)
            .iter()
            .all(|change| change.kind == ImportChangeKind::Added && change.id.member().is_none())
    );
}

#[test]
fn published_models_are_imported_once() {
    let Some(root) = reference_data() else {
        eprintln!("the reference data is absent; going on without it");
        return;
    };
    for name in ["reference/appflow-2026-11.json", "models/polly.json", "models/mq.json", "models/eks-auth.json"] {
        let published_document = Document { name: name.into(), bytes: std::fs::read(root.join(name)).unwrap() };
        let imported = import(published(&published_document), &[], None).unwrap();
        let again = import(published(&document("w.json", &imported.text)), &[], Some(&imported.model)).unwrap();
        assert_eq!(imported.text, again.text, "{name}");
    }
}

/// Returns the folder of published models: `REFERENCE_DATA`, or `shared` beside the workspace.
fn reference_data() -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let root = std::env::var_os("REFERENCE_DATA").map_or_else(|| "../shared".into(), PathBuf::from);
    Some(workspace.join(root)).filter(|root| root.is_dir())
}
