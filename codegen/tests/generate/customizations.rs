//! Services that AWS's SDKs treat specially, and that others with the same members are not treated so.

use super::{SERVICE, document, generate};

const MODEL: &str = r#"{"smithy": "2.0", "shapes": {
"x#Service": {"type": "service", "mixins": [{"target": "example#Common"}],
    "operations": [{"target": "x#Upload"}, {"target": "x#Complete"}, {"target": "x#Predict"}]},
"x#Upload": {"type": "operation", "input": {"target": "x#UploadInput"},
    "traits": {"smithy.api#http": {"method": "POST", "uri": "/{accountId}/archives"}}},
"x#UploadInput": {"type": "structure", "members": {
    "accountId": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}},
    "checksum": {"target": "smithy.api#String", "traits": {"smithy.api#httpHeader": "x-amz-sha256-tree-hash"}},
    "body": {"target": "x#Stream", "traits": {"smithy.api#httpPayload": {}}}}},
"x#Stream": {"type": "blob", "traits": {"smithy.api#streaming": {}}},
"x#Complete": {"type": "operation", "input": {"target": "x#CompleteInput"},
    "traits": {"smithy.api#http": {"method": "POST", "uri": "/complete"}}},
"x#CompleteInput": {"type": "structure", "members": {
    "accountId": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}},
    "checksum": {"target": "smithy.api#String", "traits": {"smithy.api#httpHeader": "x-amz-sha256-tree-hash"}}}},
"x#Predict": {"type": "operation", "input": {"target": "x#PredictInput"},
    "traits": {"smithy.api#http": {"method": "POST", "uri": "/predict"}}},
"x#PredictInput": {"type": "structure", "members": {
    "PredictEndpoint": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}}}}
}}"#;

/// Checks the descriptions of `Complete`, `Predict` and `Upload`, and the parameters of `UploadInput::new`.
#[track_caller]
fn check(sdk_id: &str, expected: [&str; 3], parameters: &str) {
    let service = SERVICE.replace(r#""sdkId": "Example""#, &format!(r#""sdkId": "{sdk_id}""#));
    let files = generate(&[document("service.json", &service), document("a.json", MODEL)], Some("Service"));
    let files = files.expect("the case is supported");
    let text =
        |path: &str| files.iter().find(|file| file.path == path).expect("the generator writes every file").text.clone();
    let operations = text("operations.rs");
    let statics = operations.split("operations!").nth(1).expect("the operations").split("impl Client").next();
    let statics: String = statics.expect("their descriptions").split_whitespace().collect();
    // The renderer breaks long lines, and ends them with a comma.
    let statics = statics.replace(",)", ")").replace(",]", "]");
    let found: Vec<_> = statics.split(';').filter_map(|line| Some(line.split_once("200)")?.1)).collect();
    assert_eq!(found, expected, "{sdk_id}");
    let requests = text("requests.rs");
    let upload = requests.split("impl UploadInput").nth(1).expect("the structure");
    assert!(upload.contains(&format!("pub fn new({parameters}) -> Self")), "{sdk_id}: {upload}");
}

#[test]
fn no_other_service_is_special() {
    let stream = r#".request_stream("application/octet-stream")"#;
    check("Example", ["", "", stream], "account_id: impl Into<String>");
}

#[test]
fn headers_labels_and_tree_hashes() {
    let headers = r#".headers(&[("x-amz-glacier-version","2012-06-01")])"#;
    let upload = format!(
        r#".request_stream("application/octet-stream"){headers}.label_default("accountId","-").tree_hash("x-amz-sha256-tree-hash")"#
    );
    check("Glacier", [headers, headers, &upload], "");
}

#[test]
fn endpoints_in_inputs() {
    let stream = r#".request_stream("application/octet-stream")"#;
    let predict = r#".endpoint_member("PredictEndpoint")"#;
    check("Machine Learning", ["", predict, stream], "account_id: impl Into<String>");
}

#[test]
fn headers_alone() {
    let accept = r#".headers(&[("accept","application/json")])"#;
    let stream = format!(r#".request_stream("application/octet-stream"){accept}"#);
    check("API Gateway", [accept, accept, &stream], "account_id: impl Into<String>");
}
