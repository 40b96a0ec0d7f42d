//! Imports of botocore's form over a present model.

use model::import::{import, news};
use model::load;
use serde_json::Value;

use super::{BOTOCORE, document, of, published};

/// What an import of botocore's form makes of a present model that says more.
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
    assert_eq!(news(&current, &again.model), []);
}

fn shape<'v>(model: &'v mut Value, name: &str) -> &'v mut Value {
    &mut model["shapes"][format!("com.amazonaws.thingservice#{name}")]
}

#[test]
fn what_botocore_cannot_say_stays_as_it_is() {
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
fn what_botocore_can_say_is_what_it_says() {
    let present = of(BOTOCORE, &[]).unwrap();
    let changed = |from: &str, to: &str| {
        assert!(BOTOCORE.contains(from), "{from}");
        let text = document("p.json", &BOTOCORE.replacen(from, to, 1));
        let imported = import(published(&text), &[], Some(&present.model)).unwrap();
        news(&present.model, &imported.model).into_iter().map(|news| news.id.name().to_owned()).collect::<Vec<_>>()
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
    let imported = of(&text, &["Put"]).unwrap();
    assert!(imported.text.contains("aws.protocols#awsJson1_1") && !imported.text.contains("smithy.api#http\""));
}
