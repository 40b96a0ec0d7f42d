//! The messages of requests, and the codes of errors.

use tinsmith_types::{Secret, Unit};

use super::super::QueryCompatible;
use super::*;
use crate::protocol::samples::*;

static SEND: Operation = Operation::rpc("Send", "Example_20201231.Send");
static HOSTED: Operation = Operation::rpc("Send", "Example.Send").host_prefix("{text}.data.");

/// Checks all parts of a message.
#[track_caller]
fn check<P: Protocol>(input: &impl Structure, headers: &[(&str, &str)], body: &str) {
    let message = P::request(&SEND, input).expect("the input can be sent");
    assert_eq!((message.method, &*message.target, message.host_prefix), ("POST", "/", None));
    let length = body.len().to_string();
    let mut expected = vec![("content-length", length.as_str()), ("x-amz-target", "Example_20201231.Send")];
    expected.extend(headers);
    expected.sort_unstable();
    let mut found: Vec<_> =
        message.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    found.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!(message.body.bytes(), body.as_bytes());
}

#[test]
fn requests() {
    const OLD: (&str, &str) = ("content-type", "application/x-amz-json-1.0");
    const NEW: (&str, &str) = ("content-type", "application/x-amz-json-1.1");
    check::<AwsJson1_0>(&Unit::default(), &[OLD], "{}");
    check::<AwsJson1_1>(&Unit::default(), &[NEW], "{}");
    check::<AwsJson1_1>(&BodySample::default(), &[NEW], "{}");
    check::<QueryCompatible<AwsJson1_0>>(&Unit::default(), &[OLD, ("x-amzn-query-mode", "true")], "{}");
    // Members bound elsewhere in other protocols are in the body here.
    let headers = HeadersSample { text: Some("é\n".into()), map: map([("a", "b".to_owned())]), ..Default::default() };
    check::<AwsJson1_0>(&headers, &[OLD], r#"{"text":"é\n","map":{"a":"b"}}"#);
    let payload = StringPayload { text: Some(String::new()) };
    check::<AwsJson1_0>(&payload, &[OLD], r#"{"text":""}"#);
}

#[test]
fn host_prefixes() {
    let prefix = |text: &str| {
        let input = BodySample { text: Some(text.into()), ..BodySample::default() };
        AwsJson1_0::request(&HOSTED, &input).map(|message| message.host_prefix).map_err(|error| error.to_string())
    };
    assert_eq!(prefix("a-1"), Ok(Some("a-1.data.".to_owned())));
    for (text, problem) in [("", "expected a text that is not empty"), ("a.b", "expected up to 63 letters")] {
        let error = prefix(text).expect_err("it is no label of a host name");
        assert!(error.starts_with("member text can't be sent") && error.contains(problem), "{error}");
    }
    let error = AwsJson1_0::request(&HOSTED, &BodySample::default()).expect_err("the label is absent");
    assert!(error.to_string().starts_with("member text can't be sent"), "{error}");
}

#[test]
fn responses() {
    let response = |body: &str| Response::builder().status(200).body(Body::from(body.to_owned())).unwrap();
    AwsJson1_0::response::<Unit>(&response("")).expect("there is nothing to read");
    AwsJson1_1::response::<Unit>(&response("not JSON")).expect("there is nothing to read");
    let read: BodySample = AwsJson1_1::response(&response(r#"{"secret":"s","other":[]}"#)).expect("the answer is one");
    assert_eq!(read.secret, Some(Secret::from("s")));
    let error = AwsJson1_1::response::<BodySample>(&response("")).expect_err("the answer is lost");
    assert_eq!(error.to_string(), "the body is empty, expected a JSON object");
}

/// Checks the code of an error, and its code in the query protocol.
#[track_caller]
fn check_code(headers: &[(&str, &str)], body: &str, code: Option<&str>, query_code: Option<&str>) {
    let builder = headers.iter().fold(Response::builder(), |builder, (name, value)| builder.header(*name, *value));
    let response = builder.status(400).body(Body::from(body.to_owned())).unwrap();
    let plain = [AwsJson1_0::error_code(&response), AwsJson1_1::error_code(&response)];
    assert!(plain.iter().all(|found| found.as_deref() == code.filter(|_| found.is_some())), "{plain:?}");
    assert_eq!((AwsJson1_0::query_code(&response), AwsJson1_1::query_code(&response)), (None, None));
    let compatible = QueryCompatible::<AwsJson1_0>::error_code(&response);
    assert_eq!(compatible.as_deref(), code);
    assert_eq!(QueryCompatible::<AwsJson1_0>::query_code(&response).as_deref(), query_code);
}

#[test]
fn codes() {
    for spelling in ["Refused", "a.b#Refused", "Refused:http://internal.amazon.com/coral/#x", "a#Refused:http://x/"] {
        check_code(&[("X-Amzn-Errortype", spelling)], "", Some("Refused"), None);
        for member in ["__type", "code"] {
            check_code(&[], &format!(r#"{{"{member}":"{spelling}"}}"#), Some("Refused"), None);
        }
    }
    check_code(&[], r#"{"code":"Other","__type":"Refused"}"#, Some("Refused"), None);
    check_code(&[], r#"{"code":"Refused","__type":7}"#, Some("Refused"), None);
    check_code(&[], r#"{"details":[{"__type":"Refused"}]}"#, None, None);
    for body in ["", "<html>", "[]", "null", "{", "{}"] {
        check_code(&[], body, None, None);
    }
}

#[test]
fn query_codes() {
    let header = |value| [("x-amzn-query-error", value)];
    let body = r#"{"__type":"Refused"}"#;
    check_code(&header("A.B.Refused;Sender"), body, Some("Refused"), Some("A.B.Refused"));
    check_code(&header("A.B.Refused"), body, Some("Refused"), Some("A.B.Refused"));
    for malformed in ["", ";Sender", "a b;Sender", "<b>"] {
        check_code(&header(malformed), body, Some("Refused"), None);
    }
    // A response with the query protocol's code only.
    check_code(&header("A.B.Refused;Sender"), "", Some("A.B.Refused"), Some("A.B.Refused"));
}
