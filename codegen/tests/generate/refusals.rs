//! What is refused, with the whole text.

use expect_test::{Expect, expect};
use model::Document;

use super::{SERVICE, document, generate};

/// A service with one operation, whose input has these members, and these shapes; `@name` is a trait of the prelude.
fn with_input(members: &str, shapes: &str) -> String {
    with_shapes(&format!(
        r#""x#Do": {{"type": "operation", "input": {{"target": "x#In"}}, "traits": {{"@http": {{"method": "POST", "uri": "/"}}}}}},
"x#In": {{"type": "structure", "members": {{{members}}}}}{shapes}"#
    ))
}

fn with_shapes(shapes: &str) -> String {
    format!(
        r#"{{"smithy": "2.0", "shapes": {{
"x#Service": {{"type": "service", "mixins": [{{"target": "example#Common"}}], "operations": [{{"target": "x#Do"}}]}},
{shapes}
}}}}"#
    )
    .replace("\"@", "\"smithy.api#")
}

#[track_caller]
fn check_documents(documents: &[Document], service: Option<&str>, expect: Expect) {
    let text = match generate(documents, service) {
        Ok(_) => "it is taken".to_owned(),
        Err(errors) => errors.to_string(),
    };
    expect.assert_eq(&text);
}

#[track_caller]
fn check(text: &str, expect: Expect) {
    check_documents(&[document("service.json", SERVICE), document("a.json", text)], Some("Service"), expect);
}

/// The same with a line of `service.json` left out.
#[track_caller]
fn check_without(line: &str, expect: Expect) {
    let service: Vec<_> = SERVICE.lines().filter(|text| !text.contains(line)).collect();
    let documents = [document("service.json", &service.join("\n")), document("a.json", &with_input("", ""))];
    check_documents(&documents, Some("Service"), expect);
}

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
fn blobs_with_a_media_type() {
    check(
        &with_input(
            r#""image": {"target": "x#Image"}"#,
            r#",
"x#Image": {"type": "blob", "traits": {"@mediaType": "image/png"}}"#,
        ),
        expect!["a.json:5:40: x#Image: `smithy.api#mediaType` is not supported yet, expected a model without it"],
    );
}

#[test]
fn errors_in_headers() {
    check(
        &with_shapes(
            r#""x#Do": {"type": "operation", "errors": [{"target": "x#Slow"}], "traits": {"@http": {"method": "POST", "uri": "/"}}},
"x#Slow": {"type": "structure", "members": {
    "after": {"target": "smithy.api#Integer", "traits": {"@httpHeader": "Retry-After"}}
}, "traits": {"@error": "client"}}"#,
        ),
        expect!["a.json:5:58: x#Slow: `smithy.api#httpHeader` is not supported yet, expected a model without it"],
    );
}

#[test]
fn numbers_of_any_size() {
    check(
        &with_input(
            r#""a": {"target": "smithy.api#BigInteger"}, "b": {"target": "x#B"}"#,
            r#",
"x#B": {"type": "bigDecimal"}"#,
        ),
        expect![[r#"
            a.json:4:43: x#In$a: shapes of type `bigInteger` are not supported yet, expected `long` or `double`
            a.json:4:85: x#In$b: shapes of type `bigDecimal` are not supported yet, expected `long` or `double`"#]],
    );
}

#[test]
fn services_without_what_every_service_needs() {
    check_without("aws.protocols#restJson1", expect!["a.json:2:1: x#Service: no supported protocol, expected `aws.protocols#restJson1`"]);
    check_without("aws.auth#sigv4", expect!["a.json:2:1: x#Service: no supported authentication, expected `aws.auth#sigv4`"]);
    let rules = SERVICE.find(",\n        \"smithy.rules#").expect("the service has rules");
    let without_rules = SERVICE[..rules].to_owned() + "}}}}";
    check_documents(
        &[document("service.json", &without_rules), document("a.json", &with_input("", ""))],
        Some("Service"),
        expect!["a.json:2:1: x#Service: no endpoint rules, expected `smithy.rules#endpointRuleSet`"],
    );
}

#[test]
fn the_service_that_is_meant() {
    let service = |name: &str| SERVICE.replace("\"smithy.api#mixin\": {},", "").replace("Common", name);
    let one = [document("one.json", &service("One"))];
    let two = [document("one.json", &service("One")), document("two.json", &service("Two"))];
    let mixin = [document("service.json", SERVICE), document("a.json", &with_input("", ""))];
    check_documents(&mixin, None, expect!["it is taken"]);
    check_documents(&one, None, expect!["it is taken"]);
    check_documents(&two, Some("Two"), expect!["it is taken"]);
    check_documents(&two, Some("example#Two"), expect!["it is taken"]);
    check_documents(&two, None, expect!["one.json:4:5: 2 services, expected the name of one of `example#One`, `example#Two`"]);
    check_documents(&two, Some("Three"), expect!["one.json:1:1: no service `Three`, expected one of `example#One`, `example#Two`"]);
    check_documents(&two, Some(""), expect!["one.json:1:1: no service ``, expected one of `example#One`, `example#Two`"]);
    check_documents(&[document("empty.json", r#"{"smithy": "2.0"}"#)], None, expect![":1:1: no service, expected a shape of type `service`"]);
    check_documents(&[], Some("One"), expect![":1:1: no service `One`, expected one of none: the model has no service"]);
}

#[test]
fn more_members_than_are_kept_track_of() {
    let members = |count: usize| {
        let members: Vec<_> =
            (0..count).map(|index| format!(r#""m{index}": {{"target": "smithy.api#String"}}"#)).collect();
        members.join(",")
    };
    check(&with_input(&members(512), ""), expect!["it is taken"]);
    check(&with_input(&members(513), ""), expect!["a.json:4:1: x#In: 513 members are not supported, expected at most 512"]);
}

#[test]
fn lists_deep_in_one_another() {
    let lists = |count: usize| -> String {
        let target = |index| if index <= count { format!("x#L{index}") } else { "smithy.api#String".to_owned() };
        let list = |index| {
            format!(",\n\"x#L{index}\": {{\"type\": \"list\", \"member\": {{\"target\": \"{}\"}}}}", target(index + 1))
        };
        (1..=count).map(list).collect()
    };
    let member = r#""a": {"target": "x#L1"}"#;
    check(&with_input(member, &lists(32)), expect!["it is taken"]);
    check(&with_input(member, &lists(33)), expect!["a.json:4:43: x#In: lists and maps in one another more than 32 times are not supported, expected structures between them"]);
}

#[test]
fn inputs_that_are_no_structures() {
    let union = r#""type": "union", "members": {"a": {"target": "smithy.api#String"}}"#;
    check(&with_input("", "").replace(r#""type": "structure", "members": {}"#, union), expect!["a.json:3:51: x#Do: `input`: the target `x#In` is a union, expected a structure without the trait `smithy.api#error`"]);
}

#[test]
fn patterns() {
    let member = |pattern: &str| {
        with_input(&format!(r#""a": {{"target": "smithy.api#String", "traits": {{"@pattern": "{pattern}"}}}}"#), "")
    };
    check(&member(r"(a)\\1"), expect![[r#"a.json:4:91: x#In$a: pattern `(a)\1` is not supported: a back-reference is not supported, at byte 3, expected a pattern without it"#]]);
    check(&member(r"(?=a)\\w+"), expect!["it is taken"]);
}

#[test]
fn keys_that_have_no_order() {
    check(
        &with_input(
            r#""a": {"target": "x#Map"}"#,
            r#",
"x#Map": {"type": "map", "key": {"target": "x#Key"}, "value": {"target": "smithy.api#String"}},
"x#Key": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit"}}, "traits": {"@sensitive": {}}}"#,
        ),
        expect!["a.json:5:26: x#Map: a sensitive enum as the key of a map is not supported, expected a string or an enum that is not sensitive"],
    );
}

#[test]
fn defaults_that_are_not_written() {
    let nested = |target: &str, default: &str| {
        with_input(
            r#""a": {"target": "x#Nested"}"#,
            &format!(
                r#",
"x#Nested": {{"type": "structure", "members": {{"b": {{"target": "smithy.api#{target}", "traits": {{"@default": {default}}}}}}}}}"#
            ),
        )
    };
    check(&nested("Timestamp", "253402300799"), expect!["it is taken"]);
    check(&nested("Timestamp", "253402300800"), expect!["a.json:5:98: x#Nested$b: a default of `253402300800` is not supported, expected a value that is written as its shape is in JSON"]);
    check(&nested("Timestamp", r#""1985-04-12T23:20:50Z""#), expect![[r#"a.json:5:98: x#Nested$b: a default of `"1985-04-12T23:20:50Z"` is not supported, expected a value that is written as its shape is in JSON"#]]);
    check(&nested("Double", r#""NaN""#), expect!["it is taken"]);
}

#[test]
fn all_at_once() {
    check(
        &with_input(
            r#""a": {"target": "smithy.api#BigInteger"}, "b": {"target": "x#B"}"#,
            r#",
"x#B": {"type": "string", "traits": {"@pattern": "(a)\\1"}}"#,
        ),
        expect![[r#"
            a.json:4:43: x#In$a: shapes of type `bigInteger` are not supported yet, expected `long` or `double`
            a.json:5:38: x#B: pattern `(a)\1` is not supported: a back-reference is not supported, at byte 3, expected a pattern without it"#]],
    );
}

#[test]
fn parts_are_not_named_like_what_holds_them() {
    let shapes = |name: &str| {
        format!(
            r#""x#Do": {{"type": "operation", "input": {{"target": "x#In"}}, "traits": {{"@http": {{"method": "POST", "uri": "/"}}}}}},
"x#In": {{"type": "structure", "traits": {{"rust.codegen#discriminated": {{
    "name": "Tagged", "constructor": "tagged", "tag": "kind",
    "parts": [{{"name": "{name}", "path": "/config/all", "required": true}}]
}}}}, "members": {{"kind": {{"target": "x#Kind", "traits": {{"@required": {{}}}}}}, "config": {{"target": "x#Config", "traits": {{"@required": {{}}}}}}}}}},
"x#Config": {{"type": "structure", "members": {{"all": {{"target": "x#All", "traits": {{"@required": {{}}}}}}}}}},
"x#All": {{"type": "structure", "members": {{"One": {{"target": "x#Empty"}}}}}},
"x#Empty": {{"type": "structure", "members": {{}}}},
"x#Kind": {{"type": "enum", "members": {{"One": {{"target": "smithy.api#Unit"}}}}}},
"rust.codegen#discriminated": {{"type": "document", "traits": {{"@trait": {{}}}}}}"#
        )
    };
    check(&with_shapes(&shapes("part")), expect!["it is taken"]);
    check(
        &with_shapes(&shapes("all")),
        expect!["a.json:4:42: x#In: the part's name `all` belongs to a member that holds a part, expected a name of its own"],
    );
}

#[test]
fn required_checksums() {
    let traits = r#""traits": {"aws.protocols#httpChecksum": {"requestChecksumRequired": true}, "#;
    check(&with_input("", "").replacen(r#""traits": {"#, traits, 1), expect!["a.json:3:71: x#Do: `aws.protocols#httpChecksum` is not supported yet, expected a model without it"]);
    let traits = r#""traits": {"aws.protocols#httpChecksum": {"requestAlgorithmMember": "algorithm"}, "#;
    check(&with_input("", "").replacen(r#""traits": {"#, traits, 1), expect!["it is taken"]);
}
