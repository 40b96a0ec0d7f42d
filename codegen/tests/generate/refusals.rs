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
        Ok(files) => format!("{} files", files.len()),
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
        expect![[r#""#]],
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
        expect![[r#""#]],
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
        expect![[r#""#]],
    );
}

#[test]
fn traits_that_change_the_request() {
    let traits = r#""traits": {"@httpChecksumRequired": {}, "@requestCompression": {"encodings": ["gzip"]}, "#;
    check(&with_input("", "").replacen(r#""traits": {"#, traits, 1), expect![[r#""#]]);
}

#[test]
fn services_without_what_every_service_needs() {
    check_without("aws.protocols#restJson1", expect![[r#""#]]);
    check_without("aws.auth#sigv4", expect![[r#""#]]);
    let rules = SERVICE.find(",\n        \"smithy.rules#").expect("the service has rules");
    let without_rules = SERVICE[..rules].to_owned() + "}}}}";
    check_documents(
        &[document("service.json", &without_rules), document("a.json", &with_input("", ""))],
        Some("Service"),
        expect![[r#""#]],
    );
}

#[test]
fn the_service_that_is_meant() {
    let service = |name: &str| SERVICE.replace("\"smithy.api#mixin\": {},", "").replace("Common", name);
    let one = [document("one.json", &service("One"))];
    let two = [document("one.json", &service("One")), document("two.json", &service("Two"))];
    check_documents(&one, None, expect![[r#""#]]);
    check_documents(&two, Some("Two"), expect![[r#""#]]);
    check_documents(&two, Some("example#Two"), expect![[r#""#]]);
    check_documents(&two, None, expect![[r#""#]]);
    check_documents(&two, Some("Three"), expect![[r#""#]]);
    check_documents(&two, Some(""), expect![[r#""#]]);
    check_documents(&[document("empty.json", r#"{"smithy": "2.0"}"#)], None, expect![[r#""#]]);
    check_documents(&[], Some("One"), expect![[r#""#]]);
}

#[test]
fn more_members_than_are_kept_track_of() {
    let members = |count: usize| {
        let members: Vec<_> =
            (0..count).map(|index| format!(r#""m{index}": {{"target": "smithy.api#String"}}"#)).collect();
        members.join(",")
    };
    check(&with_input(&members(512), ""), expect![[r#""#]]);
    check(&with_input(&members(513), ""), expect![[r#""#]]);
}

#[test]
fn lists_deep_in_one_another() {
    let lists = |count: usize| -> String {
        let target = |index| if index < count { format!("x#L{index}") } else { "smithy.api#String".to_owned() };
        let list = |index| {
            format!(",\n\"x#L{index}\": {{\"type\": \"list\", \"member\": {{\"target\": \"{}\"}}}}", target(index + 1))
        };
        (1..count).map(list).collect()
    };
    let member = r#""a": {"target": "x#L1"}"#;
    check(&with_input(member, &lists(32)), expect![[r#""#]]);
    check(&with_input(member, &lists(33)), expect![[r#""#]]);
}

#[test]
fn inputs_that_are_no_structures() {
    let union = r#""type": "union", "members": {"a": {"target": "smithy.api#String"}}"#;
    check(&with_input("", "").replace(r#""type": "structure", "members": {}"#, union), expect![[r#""#]]);
}

#[test]
fn patterns() {
    let member = |pattern: &str| {
        with_input(&format!(r#""a": {{"target": "smithy.api#String", "traits": {{"@pattern": "{pattern}"}}}}"#), "")
    };
    check(&member(r"(a)\\1"), expect![[r#""#]]);
    check(&member(r"(?=a)\\w+"), expect![[r#""#]]);
}

#[test]
fn all_at_once() {
    check(
        &with_input(
            r#""a": {"target": "smithy.api#BigInteger"}, "b": {"target": "x#B"}"#,
            r#",
"x#B": {"type": "string", "traits": {"@pattern": "(a)\\1"}}"#,
        ),
        expect![[r#""#]],
    );
}
