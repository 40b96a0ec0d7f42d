//! Features that are left out without an error, and test cases that become tests.

use codegen::{Options, TestKind};
use expect_test::{Expect, expect};

use super::{SERVICE, document};

const MALFORMED: &str = include_str!("../goldens/malformed_tests/model.json");
const PROTOCOL: &str = include_str!("../goldens/protocol_tests/model.json");

#[track_caller]
fn check(text: &str, expect: Expect) {
    let model = model::load(&[document("service.json", SERVICE), document("a.json", text)]).expect("the case is a model");
    let options = Options { source: String::new(), service: Some("Service".to_owned()), ..Options::default() };
    let omissions = codegen::omissions(&model, &options).expect("the case has the service");
    expect.assert_eq(&omissions.join("\n"));
    let cases = codegen::test_cases(&model, &options).expect("the case is supported");
    let left_out: Vec<_> = cases.iter().filter(|case| case.left_out.is_some()).collect();
    assert_eq!(left_out.len(), omissions.len());
    for (case, line) in left_out.iter().zip(omissions) {
        assert!(line.contains(&format!("`{}` is left out: {}", case.name, case.left_out.unwrap_or_default())), "{line}");
    }
}

#[test]
fn cases_that_only_servers_have() {
    check(PROTOCOL, expect!["a.json:13:9: example#Order: the test `OrderOfTheServer` is left out: it is for servers"]);
    check(MALFORMED, expect![[r#"
        a.json:13:9: example#Ping: the test `PingWithBody` is left out: the operation takes no input
        a.json:27:9: example#Send: the test `SendWithTextOfAnotherType` is left out: content types are negotiated by servers
        a.json:27:9: example#Send: the test `SendTooMuch` is left out: its answer is not about values
        a.json:27:9: example#Send: the test `SendLines` is left out: a quotation in a header has no end
        a.json:27:9: example#Send: the test `SendElsewhere` is left out: its path is not that of the operation
        a.json:27:9: example#Send: the test `SendWithoutMessage` is left out: it says nothing about the message
        a.json:27:9: example#Send: the test `SendWithOtherMessage` is left out: its message is in no known form
        a.json:27:9: example#Send: the test `SendOfAnotherProtocol` is left out: it is of another protocol"#]]);
}

#[test]
fn cases_are_counted_by_kind() {
    let model = model::load(&[document("service.json", SERVICE), document("a.json", PROTOCOL)]).expect("the case is a model");
    let options = Options { source: String::new(), service: Some("Service".to_owned()), ..Options::default() };
    let cases = codegen::test_cases(&model, &options).expect("the case is supported");
    let shown: Vec<_> = cases.iter().map(|case| (case.kind, case.name.as_str(), case.left_out)).collect();
    assert_eq!(
        shown,
        [
            (TestKind::Request, "order_nested_values", None),
            (TestKind::Response, "order_taken", None),
            (TestKind::Response, "shop_is_closed", None),
            (TestKind::Request, "OrderOfTheServer", Some("it is for servers")),
        ]
    );
}

/// A pattern never prevents a service from being generated.
#[test]
fn patterns_that_are_not_checked() {
    let text = r#"{"smithy": "2.0", "shapes": {
"x#Service": {"type": "service", "mixins": [{"target": "example#Common"}], "operations": [{"target": "x#Do"}]},
"x#Do": {"type": "operation", "input": {"target": "x#In"}, "traits": {"smithy.api#http": {"method": "POST", "uri": "/"}}},
"x#In": {"type": "structure", "members": {
    "twice": {"target": "smithy.api#String", "traits": {"smithy.api#pattern": "(a)\\1"}},
    "other": {"target": "x#Other"}, "fine": {"target": "x#Fine"}}},
"x#Other": {"type": "string", "traits": {"smithy.api#pattern": "[0-9]{11}{0,1011}"}},
"x#Fine": {"type": "string", "traits": {"smithy.api#pattern": "^(?s).+$"}},
"x#Unreached": {"type": "string", "traits": {"smithy.api#pattern": "(a)\\1"}}
}}"#;
    let model = model::load(&[document("service.json", SERVICE), document("a.json", text)]).expect("the case is a model");
    let options = Options { service: Some("Service".to_owned()), ..Options::default() };
    let omissions = codegen::omissions(&model, &options).expect("the case has the service");
    expect![[r#"
        a.json:5:57: x#In$twice: the pattern is left to the service to check: a back-reference is not supported, at byte 3
        a.json:7:42: x#Other: the pattern is left to the service to check: a quantifier that repeats nothing is not supported, at byte 9"#]].assert_eq(&omissions.join("\n"));
    let files = codegen::generate(&model, &options).expect("the case is supported");
    let schemas = &files.iter().find(|file| file.path == "schemas.rs").expect("the generator writes every file").text;
    assert_eq!(schemas.matches(".pattern(").count(), 1, "{schemas}");
}

/// An endpoint parameter whose path is not supported is not set, which is told; one that the rules don't have is passed over.
#[test]
fn paths_that_are_not_evaluated() {
    let rules = SERVICE.replace(r#""parameters": {"#, r#""parameters": {
            "Five": { "type": "String" }, "Six": { "type": "StringArray" }, "Seven": { "type": "String" }, "Eight": { "type": "String" },
            "One": { "type": "String" }, "Two": { "type": "StringArray" }, "Three": { "type": "String" },"#);
    let text = r#"{"smithy": "2.0", "shapes": {
"x#Service": {"type": "service", "mixins": [{"target": "example#Common"}], "operations": [{"target": "x#Do"}]},
"x#Do": {"type": "operation", "input": {"target": "x#In"}, "traits": {
    "smithy.api#http": {"method": "POST", "uri": "/"},
    "smithy.rules#operationContextParams": {
        "One": {"path": "a"}, "Two": {"path": "sort_by(a, &b)"}, "Three": {"path": "a."}, "Four": {"path": "a."},
        "Five": {"path": "b.c[0]"}, "Six": {"path": "b.d"}, "Seven": {"path": "b.d[:2].e | max(@)"}, "Eight": {"path": "sum(b.d[].e)"}
    }}},
"x#In": {"type": "structure", "members": {"a": {"target": "smithy.api#String"}, "b": {"target": "x#B"}}},
"x#B": {"type": "structure", "members": {"d": {"target": "x#Ds"}}},
"x#Ds": {"type": "list", "member": {"target": "x#D"}},
"x#D": {"type": "structure", "members": {"e": {"target": "smithy.api#String"}}}
}}"#;
    let model = model::load(&[document("service.json", &rules), document("a.json", text)]).expect("the case is a model");
    let options = Options { service: Some("Service".to_owned()), ..Options::default() };
    let omissions = codegen::omissions(&model, &options).expect("the case has the service");
    expect![[r#"
        a.json:5:5: x#Do: the endpoint parameter `Eight` is not set from the input: the path `sum(b.d[].e)`: the function `sum` is applied to a list
        a.json:5:5: x#Do: the endpoint parameter `Five` is not set from the input: the path `b.c[0]`: `B` has no member `c`
        a.json:5:5: x#Do: the endpoint parameter `Six` is not set from the input: the path `b.d`: its value is a list, expected a text, a boolean or a list of texts
        a.json:5:5: x#Do: the endpoint parameter `Three` is not set from the input: expected a name, `*`, `[` or `{` at byte 2
        a.json:5:5: x#Do: the endpoint parameter `Two` is not set from the input: the function `sort_by` is not supported, at byte 0"#]].assert_eq(&omissions.join("\n"));
    let files = codegen::generate(&model, &options).expect("the case is supported");
    let operations = &files.iter().find(|file| file.path == "operations.rs").expect("the generator writes every file").text;
    assert_eq!(operations.matches("ContextParameter::path(").count(), 2, "{operations}");
}

/// A waiter that is not supported is left out, which is told, and its operation is generated.
#[test]
fn waiters_that_are_not_generated() {
    let success = r#"{"state": "success", "matcher": {"success": true}}"#;
    let path = |path: &str, comparator: &str, expected: &str| {
        format!(
            r#"{{"acceptors": [{success}, {{"state": "retry", "matcher": {{"output": {{"path": "{path}", "comparator": "{comparator}", "expected": "{expected}"}}}}}}]}}"#
        )
    };
    let waiters = [
        ("Fine", format!(r#"{{"acceptors": [{success}]}}"#)),
        ("Silent", format!(r#"{{"acceptors": [{success}, {{"state": "failure", "matcher": {{"success": false}}, "message": "a"}}]}}"#)),
        ("Endless", r#"{"acceptors": [{"state": "retry", "matcher": {"success": true}}]}"#.to_owned()),
        ("Sorted", path("sort_by(a, &b)", "stringEquals", "x")),
        ("Missing", path("b", "stringEquals", "x")),
        ("Member", path("a.b", "stringEquals", "x")),
        ("Length", path("length(a)", "stringEquals", "1")),
        ("Each", path("a", "anyStringEquals", "x")),
        ("Boolean", path("a", "booleanEquals", "true")),
        ("Maybe", path("!a", "booleanEquals", "maybe")),
        ("Like", path("a", "stringLike", "x")),
        ("Nothing", "{}".to_owned()),
    ];
    let waiters: Vec<_> = waiters.iter().map(|(name, waiter)| format!(r#""{name}": {waiter}"#)).collect();
    let text = format!(
        r#"{{"smithy": "2.0", "shapes": {{
"x#Service": {{"type": "service", "mixins": [{{"target": "example#Common"}}], "operations": [{{"target": "x#Do"}}, {{"target": "x#Play"}}]}},
"x#Do": {{"type": "operation", "output": {{"target": "x#Out"}}, "traits": {{"smithy.api#http": {{"method": "GET", "uri": "/"}},
    "smithy.waiters#waitable": {{{}}}}}}},
"x#Play": {{"type": "operation", "output": {{"target": "x#Sound"}}, "traits": {{"smithy.api#http": {{"method": "GET", "uri": "/a"}},
    "smithy.waiters#waitable": {{"Played": {{"acceptors": [{success}]}}}}}}}},
"x#Out": {{"type": "structure", "members": {{"a": {{"target": "smithy.api#String"}}}}}},
"x#Sound": {{"type": "structure", "members": {{"a": {{"target": "x#Bytes", "traits": {{"smithy.api#httpPayload": {{}}, "smithy.api#required": {{}}}}}}}}}},
"x#Bytes": {{"type": "blob", "traits": {{"smithy.api#streaming": {{}}}}}}
}}}}"#,
        waiters.join(", ")
    );
    let model = model::load(&[document("service.json", SERVICE), document("a.json", &text)]).expect("the case is a model");
    let options = Options { service: Some("Service".to_owned()), ..Options::default() };
    let omissions = codegen::omissions(&model, &options).expect("the case has the service");
    expect![[r#"
        a.json:4:5: x#Do: the waiter `Boolean` is not generated: the path `a`: its value is a text, expected a boolean
        a.json:4:5: x#Do: the waiter `Each` is not generated: the path `a`: its value is a text, expected a list of texts
        a.json:4:5: x#Do: the waiter `Endless` is not generated: no acceptor has the state `success`
        a.json:4:5: x#Do: the waiter `Length` is not generated: the path `length(a)`: its value is a number, expected a text
        a.json:4:5: x#Do: the waiter `Like` is not generated: it can't be read: unknown variant `stringLike`, expected one of `stringEquals`, `booleanEquals`, `allStringEquals`, `anyStringEquals`
        a.json:4:5: x#Do: the waiter `Maybe` is not generated: "maybe" is expected, which is no boolean
        a.json:4:5: x#Do: the waiter `Member` is not generated: the path `a.b`: a text has no member `b`
        a.json:4:5: x#Do: the waiter `Missing` is not generated: the path `b`: `Out` has no member `b`
        a.json:4:5: x#Do: the waiter `Nothing` is not generated: it can't be read: missing field `acceptors`
        a.json:4:5: x#Do: the waiter `Sorted` is not generated: the path `sort_by(a, &b)`: the function `sort_by` is not supported, at byte 0
        a.json:6:5: x#Play: the waiter `Played` is not generated: its request or response has a stream"#]].assert_eq(&omissions.join("\n"));
    let files = codegen::generate(&model, &options).expect("the case is supported");
    let waiters = &files.iter().find(|file| file.path == "waiters.rs").expect("two waiters are generated").text;
    let methods: Vec<_> = waiters.lines().filter_map(|line| line.trim().strip_prefix("pub fn ")).collect();
    assert_eq!(methods, ["wait_until_fine(", "wait_until_silent("]);
    assert!(waiters.contains(r#"Acceptor::success(State::Failure, false).message("a")"#), "{waiters}");
}

/// Checksums by unknown algorithms, and those that no member in a header asks for.
#[test]
fn checksums_that_are_not_calculated() {
    let operation = |name: &str, checksum: &str| {
        format!(
            r#""x#{name}": {{"type": "operation", "input": {{"target": "x#In"}}, "traits": {{
    "smithy.api#http": {{"method": "POST", "uri": "/{name}"}}, "aws.protocols#httpChecksum": {checksum}}}}},
"#
        )
    };
    let required = r#"{"requestChecksumRequired": true, "requestAlgorithmMember": "algorithm"}"#;
    let both = r#"{"requestChecksumRequired": true, "responseAlgorithms": ["CRC32"]}"#;
    let optional = r#"{"requestAlgorithmMember": "algorithm", "requestValidationModeMember": "algorithm",
        "responseAlgorithms": ["MD5", "SHA1", "CRC32"]}"#;
    let unbound = r#"{"requestAlgorithmMember": "body", "requestValidationModeMember": "body", "responseAlgorithms": ["CRC32"]}"#;
    let text = format!(
        r#"{{"smithy": "2.0", "shapes": {{
"x#Service": {{"type": "service", "mixins": [{{"target": "example#Common"}}],
    "operations": [{{"target": "x#Both"}}, {{"target": "x#Optional"}}, {{"target": "x#Required"}}, {{"target": "x#Unbound"}}]}},
{}{}{}{}"x#In": {{"type": "structure", "members": {{
    "body": {{"target": "smithy.api#String"}}, "algorithm": {{"target": "smithy.api#String", "traits": {{"smithy.api#httpHeader": "X-Algorithm"}}}}}}}}
}}}}"#,
        operation("Both", both),
        operation("Optional", optional),
        operation("Required", required),
        operation("Unbound", unbound)
    );
    let model = model::load(&[document("service.json", SERVICE), document("a.json", &text)]).expect("the case is a model");
    let options = Options { service: Some("Service".to_owned()), ..Options::default() };
    let omissions = codegen::omissions(&model, &options).expect("the case has the service");
    expect![[r#"
        a.json:5:60: x#Both: the checksums of responses are not compared
        a.json:7:64: x#Optional: the checksums of responses by `MD5` are not compared
        a.json:12:63: x#Unbound: no checksums are calculated, because its member is in no header: `body`
        a.json:12:63: x#Unbound: the checksums of responses are not compared"#]].assert_eq(&omissions.join("\n"));
    let files = codegen::generate(&model, &options).expect("the case is supported");
    let operations = &files.iter().find(|file| file.path == "operations.rs").expect("the generator writes every file").text;
    let statics: String = operations.split("impl Client").next().expect("the descriptions").split_whitespace().collect();
    let statics = statics.replace(",]", "]");
    let shown: Vec<_> = statics.split(';').filter_map(|line| Some(line.split_once("200)")?.1)).collect();
    let response = ".response_checksum(\"x-algorithm\",&[tinsmith_client::codegen::Algorithm::Crc32,tinsmith_client::codegen::Algorithm::Sha1])";
    let optional = format!("{}{response}", r#".optional_checksum("x-algorithm")"#);
    assert_eq!(shown, [r#".required_checksum("")"#, &optional, r#".required_checksum("x-algorithm")"#, ""]);
}
