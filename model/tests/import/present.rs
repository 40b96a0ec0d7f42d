//! Imports of botocore's format with a current model.

use model::import::{changes, import};
use model::load;
use serde_json::Value;

use super::{BOTOCORE, document, of, published};

/// Checks the result of importing botocore's format with a current model that has more information.
#[track_caller]
fn check_kept(edit: impl FnOnce(&mut Value)) {
    let imported = of(BOTOCORE, &[]).unwrap();
    let mut present: Value = serde_json::from_str(&imported.text).unwrap();
    edit(&mut present);
    assert_ne!(present, serde_json::from_str::<Value>(&imported.text).unwrap());
    let text = serde_json::to_string_pretty(&present).unwrap();
    let current = load(&[document("appflow.json", &text)]).unwrap();
    let again = import(published(&document("p.json", BOTOCORE)), &[], Some(&current)).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&again.text).unwrap(), present);
    assert_eq!(changes(&current, &again.model), []);
}

fn shape<'v>(model: &'v mut Value, name: &str) -> &'v mut Value {
    &mut model["shapes"][format!("com.amazonaws.thingservice#{name}")]
}

#[test]
fn parts_unknown_to_botocore_are_kept() {
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    check_kept(|model| model["metadata"] = json(r#"{ "suppressions": [] }"#));
    check_kept(|model| {
        shape(model, "Count")["traits"]["smithy.api#default"] = 0.into();
        shape(model, "GetRequest")["members"]["limit"]["traits"]["smithy.api#default"] = 0.into();
        shape(model, "GetResponse")["members"]["status"]["traits"]["smithy.api#default"] = 0.into();
    });
    check_kept(|model| shape(model, "Id")["traits"]["smithy.api#tags"] = json(r#"["a"]"#));
    check_kept(|model| shape(model, "List")["traits"]["smithy.api#length"]["min"] = 0.into());
    check_kept(|model| shape(model, "Get")["errors"].as_array_mut().unwrap().reverse());
    check_kept(|model| shape(model, "Put")["traits"]["smithy.api#http"]["code"] = 202.into());
    check_kept(|model| {
        let members = shape(model, "Kind")["members"].as_object_mut().unwrap();
        let value = members.remove("PUBLIC").unwrap();
        members.insert("OPEN_TO_ALL".into(), value);
    });
    check_kept(|model| {
        let message = r#"{ "target": "com.amazonaws.thingservice#ErrorMessage" }"#;
        shape(model, "NotFound")["members"]["message"] = json(message);
        shape(model, "Broken")["members"]["Message"] = json(r#"{ "target": "smithy.api#String" }"#);
        *shape(model, "ErrorMessage") = json(r#"{ "type": "string" }"#);
    });
    check_kept(|model| {
        let service = &mut shape(model, "ThingService")["traits"]["aws.api#service"];
        service["arnNamespace"] = "things".into();
        service.as_object_mut().unwrap().remove("endpointPrefix");
    });
    check_kept(|model| {
        let rules = r#"{ "version": "1.0", "parameters": {}, "rules": [] }"#;
        shape(model, "ThingService")["traits"]["smithy.rules#endpointRuleSet"] = json(rules);
    });
    check_kept(|model| {
        shape(model, "ThingService")["operations"] = json(r#"[{ "target": "com.amazonaws.thingservice#Get" }]"#);
        shape(model, "ThingService")["resources"] = json(r#"[{ "target": "com.amazonaws.thingservice#Thing" }]"#);
        let put = r#"{ "type": "resource", "operations": [{ "target": "com.amazonaws.thingservice#Put" }] }"#;
        *shape(model, "Thing") = json(put);
    });
}

#[test]
fn parts_known_to_botocore_are_updated() {
    let present = of(BOTOCORE, &[]).unwrap();
    let changed = |from: &str, to: &str| {
        assert!(BOTOCORE.contains(from), "{from}");
        let text = document("p.json", &BOTOCORE.replacen(from, to, 1));
        let imported = import(published(&text), &[], Some(&present.model)).unwrap();
        changes(&present.model, &imported.model)
            .into_iter()
            .map(|change| change.id.name().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(changed("\"max\": 9", "\"max\": 8"), ["Id"]);
    assert_eq!(changed("\"sensitive\": true", "\"sensitive\": false"), ["Id"]);
    assert_eq!(
        changed("\"retryable\": { \"throttling\": true }", "\"retryable\": { \"throttling\": false }"),
        ["Broken"]
    );
    assert_eq!(changed("\"us-east\"", "\"us-west\""), ["Kind", "Kind"]);
}

#[test]
fn protocols_without_uris_bind_nothing_to_http() {
    let text = BOTOCORE.replacen("\"rest-json\"", "\"json\", \"jsonVersion\": \"1.1\"", 1);
    let text = text.replace("[\"rest-json\"]", "[\"json\"]");
    let imported = of(&text, &["Put"]).unwrap();
    assert!(imported.text.contains("aws.protocols#awsJson1_1") && !imported.text.contains("smithy.api#http\""));
}

/// A service whose name is part of requests.
const RPC: &str = r##"{
  "version": "2.0",
  "metadata": {
    "apiVersion": "1", "endpointPrefix": "things", "protocol": "json", "jsonVersion": "1.0",
    "protocols": ["json", "query"], "targetPrefix": "com.example.v1.Things_V1", "awsQueryCompatible": {},
    "serviceId": "Thing Service"
  },
  "operations": {
    "Get": { "name": "Get", "http": { "method": "POST", "requestUri": "/" }, "errors": [{ "shape": "Gone" }, { "shape": "Slow" }] }
  },
  "shapes": {
    "Gone": {
      "type": "structure", "members": {}, "exception": true,
      "error": { "code": "Things.Gone", "httpStatusCode": 404, "senderFault": true }
    },
    "Slow": { "type": "structure", "members": {}, "exception": true, "fault": true, "error": { "code": "Things.Slow" } }
  }
}"##;

#[test]
fn services_that_requests_name() {
    let imported = of(RPC, &[]).unwrap();
    let [service] = imported.model.services().collect::<Vec<_>>()[..] else { panic!("there is one service") };
    assert_eq!(service.id.as_str(), "com.amazonaws.thingservice#Things_V1");
    let traits: Vec<_> = service.traits.iter().map(|applied| applied.id.as_str()).collect();
    let expected = [
        "aws.api#service",
        "aws.auth#sigv4",
        "aws.protocols#awsJson1_0",
        "aws.protocols#awsQuery",
        "aws.protocols#awsQueryCompatible",
    ];
    assert_eq!(traits, expected);
    let code = |name: &str| {
        let shape = &imported.model.shapes[format!("com.amazonaws.thingservice#{name}").as_str()];
        shape.traits.value("aws.protocols#awsQueryError").map(ToString::to_string).unwrap_or_default()
    };
    assert_eq!(code("Gone"), r#"{"code":"Things.Gone","httpResponseCode":404}"#);
    assert_eq!(code("Slow"), r#"{"code":"Things.Slow","httpResponseCode":500}"#);
    // The name in requests takes precedence over the current model's; the namespace is kept.
    let present = imported.text.replace("com.amazonaws.thingservice#", "own.name#").replace("Things_V1", "Things");
    let present = load(&[document("present.json", &present)]).unwrap();
    let error = import(published(&document("p.json", RPC)), &[], Some(&present)).unwrap_err().to_string();
    assert!(
        error.starts_with("p.json:3:15: the service is `own.name#Things_V1`, expected own.name#Things "),
        "{error}"
    );
    let unknown = RPC.replace("\"json\", \"query\"", "\"json\", \"carrier\"");
    let expect = "p.json:5:27: the unknown protocol `carrier`, expected one such as `rest-json`";
    assert_eq!(of(&unknown, &[]).unwrap_err().to_string(), expect);
}
