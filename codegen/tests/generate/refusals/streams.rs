//! Unsupported streams.

use expect_test::{Expect, expect};

use super::super::document;
use super::{aws_json, check, check_documents, with_input};

#[test]
fn streams() {
    check(
        &with_input(
            r#""body": {"target": "x#Body", "traits": {"@httpPayload": {}, "@required": {}}}"#,
            r#",
"x#Body": {"type": "blob", "traits": {"@streaming": {}}}"#,
        ),
        expect!["it is taken"],
    );
    check(
        &with_input(
            r#""list": {"target": "x#List"}, "body": {"target": "x#Body"}"#,
            r#",
"x#List": {"type": "list", "member": {"target": "x#Body"}},
"x#Body": {"type": "blob", "traits": {"@streaming": {}}}"#,
        ),
        expect![[r#"
            a.json:4:73: x#In$body: a stream that is not the body of a request or a response is not supported, expected `smithy.api#httpPayload` in an input or output
            a.json:5:28: x#List$member: a stream that is not the body of a request or a response is not supported, expected `smithy.api#httpPayload` in an input or output"#]],
    );
    check(
        &with_input(
            r#""events": {"target": "x#Events", "traits": {"@httpPayload": {}}}"#,
            r#",
"x#Events": {"type": "union", "members": {"one": {"target": "x#One"}}, "traits": {"@streaming": {}}},
"x#One": {"type": "structure", "members": {
    "id": {"target": "smithy.api#String", "traits": {"@eventHeader": {}}},
    "data": {"target": "smithy.api#Blob", "traits": {"@eventPayload": {}}}
}}"#,
        ),
        expect!["it is taken"],
    );
    check(
        &with_input(
            r#""events": {"target": "x#Events"}"#,
            r#",
"x#Events": {"type": "union", "members": {"one": {"target": "smithy.api#String"}}, "traits": {"@streaming": {}}}"#,
        ),
        expect![[r#"
            a.json:4:43: x#In$events: a stream that is not the body of a request or a response is not supported, expected `smithy.api#httpPayload` in an input or output
            a.json:5:43: x#Events$one: an event that is not a structure is not supported, expected a structure"#]],
    );
}

#[test]
fn streams_in_aws_json() {
    let check = |target: &str, shapes: &str, expect: Expect| {
        let text = with_input(&format!(r#""body": {{"target": "{target}", "traits": {{"@httpPayload": {{}}, "@required": {{}}}}}}"#), shapes);
        check_documents(&[document("service.json", &aws_json()), document("a.json", &text)], Some("Service"), expect);
    };
    check("x#Body", r#", "x#Body": {"type": "blob", "traits": {"@streaming": {}}}"#, expect!["a.json:4:43: x#In$body: a stream of bytes is not supported in `aws.protocols#awsJson1_0`, expected a stream of events"]);
    let events = r#", "x#Events": {"type": "union", "members": {"one": {"target": "x#One"}}, "traits": {"@streaming": {}}},
"x#One": {"type": "structure", "members": {}}"#;
    check("x#Events", events, expect!["it is taken"]);
    let nested = format!(r#"{events}, "x#Nested": {{"type": "structure", "members": {{"events": {{"target": "x#Events"}}}}}}"#);
    check("x#Nested", &nested, expect![[r#"
        a.json:4:43: x#In$body: a structure with a stream in another shape is not supported, expected an input or output of its own
        a.json:5:94: x#Nested$events: a stream that is not the body of a request or a response is not supported, expected a member of an input or output"#]]);
}
