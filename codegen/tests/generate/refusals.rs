//! Unsupported features, with the full message.

#[path = "refusals/streams.rs"]
#[rustfmt::skip]
mod streams;

use expect_test::{Expect, expect};
use model::Document;

use super::{SERVICE, document, generate};

/// Returns a service with one operation, whose input has these members, and these shapes; `@name` is a trait of the
/// prelude.
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

/// Checks a model without a line of `service.json`.
#[track_caller]
fn check_without(line: &str, expect: Expect) {
    let service: Vec<_> = SERVICE.lines().filter(|text| !text.contains(line)).collect();
    let documents = [document("service.json", &service.join("\n")), document("a.json", &with_input("", ""))];
    check_documents(&documents, Some("Service"), expect);
}

#[test]
fn blobs_with_a_media_type() {
    check(
        &with_input(
            r#""image": {"target": "x#Image"}"#,
            r#",
"x#Image": {"type": "blob", "traits": {"@mediaType": "image/png"}}"#,
        ),
        expect!["it is taken"],
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
        expect!["it is taken"],
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
        expect!["it is taken"],
    );
}

#[test]
fn services_without_required_traits() {
    check_without("aws.protocols#restJson1", expect!["a.json:2:1: x#Service: no protocol, expected `aws.protocols#awsJson1_0`, `aws.protocols#awsJson1_1` or `aws.protocols#restJson1`"]);
    // Its operations need no authentication.
    check_without("aws.auth#sigv4", expect!["it is taken"]);
    let rules = SERVICE.find(",\n        \"smithy.rules#").expect("the service has rules");
    let without_rules = SERVICE[..rules].to_owned() + "}}}}";
    check_documents(
        &[document("service.json", &without_rules), document("a.json", &with_input("", ""))],
        Some("Service"),
        expect!["a.json:2:1: x#Service: no endpoint rules, expected `smithy.rules#endpointRuleSet` or `smithy.rules#endpointBdd`"],
    );
    let with_diagram = |diagram: &str| {
        let service = SERVICE[..rules].to_owned() + &format!(",\n\"smithy.rules#endpointBdd\": {diagram}}}}}}}}}");
        [document("service.json", &service), document("a.json", &with_input("", ""))]
    };
    check_documents(&with_diagram("{}"), Some("Service"), expect!["service.json:12:1: x#Service: the whole: no `conditions`, expected one"]);
    let diagram = r#"{"version": "1.1", "parameters": {}, "conditions": [], "nodes": "/////wAAAAH/////", "nodeCount": 1,
        "root": 100000001, "results": [{"type": "endpoint", "endpoint": {"url": "https://a"}}]}"#;
    check_documents(&with_diagram(diagram), Some("Service"), expect!["it is taken"]);
}

/// An unknown protocol counts if its own definition marks it as one.
#[test]
fn other_protocols() {
    let speaking = |protocols: &str| {
        let service = SERVICE.replace("\"aws.protocols#restJson1\": {}", protocols);
        let own = r#",
"x#own": {"type": "structure", "traits": {"@trait": {}, "@protocolDefinition": {}}}"#;
        [document("service.json", &service), document("a.json", &with_input("", own))]
    };
    check_documents(
        &speaking(r#""aws.protocols#restXml": {}"#),
        Some("Service"),
        expect!["a.json:2:1: x#Service: the protocol `aws.protocols#restXml` is not supported, expected `aws.protocols#awsJson1_0`, `aws.protocols#awsJson1_1` or `aws.protocols#restJson1`"],
    );
    check_documents(
        &speaking(r#""aws.protocols#awsQuery": {}, "x#own": {}"#),
        Some("Service"),
        expect!["a.json:2:1: x#Service: the protocols `aws.protocols#awsQuery` and `x#own` are not supported, expected `aws.protocols#awsJson1_0`, `aws.protocols#awsJson1_1` or `aws.protocols#restJson1`"],
    );
}

/// Of several protocols, the preferred one is used; the operations of awsJson need no HTTP binding.
#[test]
fn the_protocol_that_is_preferred() {
    let chosen = |protocols: &str| {
        let service = SERVICE.replace("\"aws.protocols#restJson1\": {}", protocols);
        let text = with_input("", "").replace(r#""traits": {"smithy.api#http": {"method": "POST", "uri": "/"}}"#, r#""traits": {}"#);
        let files = generate(&[document("service.json", &service), document("a.json", &text)], Some("Service"));
        let files = files.expect("the protocol is supported");
        let text = |path: &str| files.iter().find(|file| file.path == path).expect("every file is written").text.clone();
        assert!(text("operations.rs").contains("Operation::rpc(\"Do\", \"Service.Do\")"), "{}", text("operations.rs"));
        let service = text("service.rs");
        let line = service.lines().find(|line| line.contains("type Protocol = ")).expect("it has a protocol");
        line.trim().trim_start_matches("type Protocol = tinsmith_client::codegen::").to_owned()
    };
    let (old, new) = (r#""aws.protocols#awsJson1_0": {}"#, r#""aws.protocols#awsJson1_1": {}"#);
    let xml = r#""aws.protocols#restXml": {}"#;
    assert_eq!(chosen(&format!("{old}, {new}")), "AwsJson1_0;");
    assert_eq!(chosen(&format!("{new}, {xml}")), "AwsJson1_1;");
    // The trait only applies to supported protocols; the errors of others have no such codes.
    assert_eq!(chosen(&format!("{old}, \"aws.protocols#awsQueryCompatible\": {{}}")), "QueryCompatible<");
}

#[test]
fn ways_of_proving_who_calls() {
    let with = |auth: &str| with_input("", "").replacen(r#""traits": {"#, &format!(r#""traits": {{"smithy.api#auth": {auth}, "#), 1);
    check(&with(r#"["smithy.api#httpBasicAuth", "aws.auth#sigv4"]"#), expect!["it is taken"]);
    check(&with("[]"), expect!["it is taken"]);
    check(&with(r#"["smithy.api#httpBasicAuth", "smithy.api#httpApiKeyAuth"]"#), expect!["a.json:3:1: x#Do: no supported authentication among `smithy.api#httpBasicAuth`, `smithy.api#httpApiKeyAuth`, expected `aws.auth#sigv4` or `smithy.api#httpBearerAuth`"]);
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
    check(&members(512), expect!["it is taken"]);
    check(&members(513), expect!["a.json:4:1: x#In: 513 members are not supported, expected at most 512"]);
}

#[test]
fn deeply_nested_lists_are_refused() {
    check(&lists(32), expect!["it is taken"]);
    check(&lists(33), expect!["a.json:4:43: x#In: lists and maps nested more than 32 levels deep are not supported, expected structures between them"]);
}

#[test]
fn inputs_that_are_not_structures() {
    let union = r#""type": "union", "members": {"a": {"target": "smithy.api#String"}}"#;
    check(&with_input("", "").replace(r#""type": "structure", "members": {}"#, union), expect!["a.json:3:51: x#Do: `input`: the target `x#In` is a union, expected a structure without the trait `smithy.api#error`"]);
}

#[test]
fn patterns() {
    let member = |pattern: &str| {
        with_input(&format!(r#""a": {{"target": "smithy.api#String", "traits": {{"@pattern": "{pattern}"}}}}"#), "")
    };
    check(&member(r"(a)\\1"), expect!["it is taken"]);
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
            r#""a": {"target": "x#Map"}, "b": {"target": "x#Nested"}"#,
            r#",
"x#Map": {"type": "map", "key": {"target": "x#Key"}, "value": {"target": "smithy.api#String"}},
"x#Key": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit"}}, "traits": {"@sensitive": {}}},
"x#Nested": {"type": "structure", "members": {"b": {"target": "smithy.api#Timestamp", "traits": {"@default": 253402300800}}}}"#,
        ),
        expect![[r#"
            a.json:5:26: x#Map: a sensitive enum as the key of a map is not supported, expected a string or an enum that is not sensitive
            a.json:7:98: x#Nested$b: a default of `253402300800` is not supported, expected a value that is written as its shape is in JSON"#]],
    );
}

/// Returns a structure with `count` members as input.
fn members(count: usize) -> String {
    let members: Vec<_> = (0..count).map(|index| format!(r#""m{index}": {{"target": "smithy.api#String"}}"#)).collect();
    with_input(&members.join(","), "")
}

/// Returns `count` nested lists as a member of an input.
fn lists(count: usize) -> String {
    let target = |index| if index <= count { format!("x#L{index}") } else { "smithy.api#String".to_owned() };
    let list = |index| {
        format!(",\n\"x#L{index}\": {{\"type\": \"list\", \"member\": {{\"target\": \"{}\"}}}}", target(index + 1))
    };
    with_input(r#""a": {"target": "x#L1"}"#, &(1..=count).map(list).collect::<String>())
}

/// The entry of the README that needs a service of another protocol.
const AWS_JSON_STREAMS: &str = "streams of bytes in awsJson1_0 and awsJson1_1";

fn aws_json() -> String {
    SERVICE.replace("aws.protocols#restJson1", "aws.protocols#awsJson1_0")
}

/// The list in the README, each entry with a model that has the feature.
#[test]
fn the_readme_lists_unsupported_features() {
    let with_trait = |text: &str| with_input("", "").replacen(r#""traits": {"#, &format!(r#""traits": {{{text}, "#), 1);
    let payload = r#""body": {"target": "x#Body", "traits": {"@httpPayload": {}, "@required": {}}}"#;
    let blob = r#", "x#Body": {"type": "blob", "traits": {"@streaming": {}}}"#;
    let rows = [
        (AWS_JSON_STREAMS, with_input(payload, blob)),
        ("streams that are not the body of a request or a response", with_input(r#""body": {"target": "x#Body"}"#, blob)),
        (
            "operations whose only authentication is another than Signature Version 4, a bearer token or none",
            with_trait(r#""smithy.api#auth": ["smithy.api#httpBasicAuth"]"#),
        ),
        ("a structure with more than 512 members", members(513)),
        ("lists and maps nested more than 32 levels deep", lists(33)),
        (
            "a sensitive enum as the key of a map",
            with_input(
                r#""a": {"target": "x#Map"}"#,
                r#", "x#Map": {"type": "map", "key": {"target": "x#Key"}, "value": {"target": "smithy.api#String"}},
"x#Key": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit"}}, "traits": {"@sensitive": {}}}"#,
            ),
        ),
    ];
    let readme = include_str!("../../../README.md");
    let (_, list) = readme.split_once("that is refused, with the options that leave it out:\n\n").expect("the README has it");
    let listed: Vec<_> = list.lines().map_while(|line| line.strip_prefix("- ")).collect();
    assert_eq!(listed, rows.each_ref().map(|(entry, _)| *entry));
    for (entry, text) in rows {
        let service = if entry == AWS_JSON_STREAMS { aws_json() } else { SERVICE.to_owned() };
        let documents = [document("service.json", &service), document("a.json", &text)];
        let model = model::load(&documents).expect("the case is a model");
        model::check(&model).expect("the model is valid");
        assert!(generate(&documents, Some("Service")).is_err(), "{entry}");
    }
}

#[test]
fn a_part_is_not_named_like_the_member_that_contains_it() {
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
        expect!["a.json:4:42: x#In: the part's name `all` is the name of a member that contains parts, expected a unique name"],
    );
}

#[test]
fn pages_that_our_documents_describe() {
    let check = |paginated: &str, expect: Expect| {
        let shapes = r##""x#Do": {"type": "operation", "input": {"target": "x#In"}, "output": {"target": "x#Out"},
    "traits": {"@http": {"method": "POST", "uri": "/"}, "rust.codegen#paginated": PAGINATED}},
"x#In": {"type": "structure", "members": {"after": {"target": "@String"}, "count": {"target": "@Integer"}}},
"x#Out": {"type": "structure", "members": {"next": {"target": "@String"}, "names": {"target": "x#Names"}, "one": {"target": "x#One"}}},
"x#Names": {"type": "list", "member": {"target": "@String"}},
"x#One": {"type": "union", "members": {"next": {"target": "@String"}}},
"rust.codegen#paginated": {"type": "document", "traits": {"@trait": {}}}"##;
        check(&with_shapes(&shapes.replace("PAGINATED", paginated)), expect);
    };
    check(r#"{"inputToken": "after", "outputToken": "next"}"#, expect!["it is taken"]);
    check(r#"{"inputToken": "after", "outputToken": "next", "items": "names"}"#, expect!["it is taken"]);
    check(r#"{"inputToken": "after", "outputToken": "next", "items": "none"}"#, expect!["a.json:4:67: x#Do: `rust.codegen#paginated`: the path `none` leads to no member of structures, expected paths to two tokens of one type, and to a list or map"]);
    check(r#"{"inputToken": "after", "outputToken": "next", "items": "next"}"#, expect!["a.json:4:67: x#Do: `rust.codegen#paginated`: the items at `next` are not a list or map, expected paths to two tokens of one type, and to a list or map"]);
    check(r#"{"inputToken": "after", "outputToken": "next.a"}"#, expect!["a.json:4:67: x#Do: `rust.codegen#paginated`: the path `next.a` leads to no member of structures, expected paths to two tokens of one type, and to a list or map"]);
    check(r#"{"inputToken": "after", "outputToken": "one.next"}"#, expect!["a.json:4:67: x#Do: `rust.codegen#paginated`: the path `one.next` leads to no member of structures, expected paths to two tokens of one type, and to a list or map"]);
    check(r#"{"inputToken": "count", "outputToken": "next"}"#, expect!["a.json:4:67: x#Do: `rust.codegen#paginated`: the output token has another type than the input token, expected paths to two tokens of one type, and to a list or map"]);
    check(r#"{"inputToken": "after"}"#, expect!["a.json:4:67: x#Do: `rust.codegen#paginated`: there is no output token, expected paths to two tokens of one type, and to a list or map"]);
    check(r#"{"items": "names"}"#, expect!["a.json:4:67: x#Do: `rust.codegen#paginated`: there is no input token, expected paths to two tokens of one type, and to a list or map"]);
    check(r#"{"inputToken": 5}"#, expect!["a.json:4:67: x#Do: `rust.codegen#paginated`: it can't be read: invalid type: integer `5`, expected a string, expected paths to two tokens of one type, and to a list or map"]);
}

#[test]
fn members_that_belong_together() {
    let check = |discriminated: &str, expect: Expect| {
        let shapes = r##""x#Do": {"type": "operation", "input": {"target": "x#In"}, "traits": {"@http": {"method": "POST", "uri": "/"}}},
"x#In": {"type": "structure", "traits": {"rust.codegen#discriminated": {"name": "Tagged", "constructor": "tagged", DISCRIMINATED}},
    "members": {"kind": {"target": "x#Kind"}, "all": {"target": "x#All"}, "none": {"target": "x#Empty"}, "inner": {"target": "x#Inner"}}},
"x#Inner": {"type": "structure", "members": {"all": {"target": "x#All"}}},
"x#All": {"type": "structure", "members": {"One": {"target": "x#Empty"}}},
"x#Empty": {"type": "structure", "members": {}},
"x#Kind": {"type": "enum", "members": {"One": {"target": "@Unit"}, "Two": {"target": "@Unit"}}},
"rust.codegen#discriminated": {"type": "document", "traits": {"@trait": {}}}"##;
        check(&with_shapes(&shapes.replace("DISCRIMINATED", discriminated)), expect);
    };
    let part = r#""parts": [{"name": "part", "path": "/all", "required": true}]"#;
    check(part, expect!["it is taken"]);
    check(&format!(r#""tag": "kind", "bare": ["Two"], {part}"#), expect!["it is taken"]);
    check(&format!(r#""tag": "kind", "without": ["Two"], {part}"#), expect!["it is taken"]);
    check(&format!(r#""tag": "kind", {part}"#), expect!["a.json:4:42: x#In: `rust.codegen#discriminated`: `Two` names no member, expected a tag whose every value names one member of each part, or none; or parts with the same members"]);
    check(&format!(r#""tag": "kind", "without": ["Two", "Three"], {part}"#), expect!["a.json:4:42: x#In: `rust.codegen#discriminated`: `Three` is not a value of the tag, expected a tag whose every value names one member of each part, or none; or parts with the same members"]);
    check(&format!(r#""tag": "kind", "bare": ["Two", "Three"], {part}"#), expect!["a.json:4:42: x#In: `rust.codegen#discriminated`: `Three` is not a value of the tag, expected a tag whose every value names one member of each part, or none; or parts with the same members"]);
    check(&format!(r#""tag": "kind", "without": ["One", "Two"], {part}"#), expect!["a.json:4:42: x#In: `rust.codegen#discriminated`: there are no variants, expected a tag whose every value names one member of each part, or none; or parts with the same members"]);
    check(r#""parts": [{"name": "part", "path": "/none", "required": true}]"#, expect!["a.json:4:42: x#In: `rust.codegen#discriminated`: there are no variants, expected a tag whose every value names one member of each part, or none; or parts with the same members"]);
    check(r#""parts": [{"name": "part", "path": "/kind", "required": true}]"#, expect!["a.json:4:42: x#In: `rust.codegen#discriminated`: `One` names no member, expected a tag whose every value names one member of each part, or none; or parts with the same members"]);
    check(r#""parts": [{"name": "part", "path": "/inner/all", "required": true}]"#, expect!["a.json:4:42: x#In: `rust.codegen#discriminated`: `/inner/all` is neither a member nor a member of a required structure, expected a tag whose every value names one member of each part, or none; or parts with the same members"]);
    check(r#""parts": []"#, expect!["a.json:4:42: x#In: `rust.codegen#discriminated`: there are no parts, expected a tag whose every value names one member of each part, or none; or parts with the same members"]);
}

#[test]
fn required_checksums() {
    let traits = r#""traits": {"aws.protocols#httpChecksum": {"requestChecksumRequired": true}, "#;
    check(&with_input("", "").replacen(r#""traits": {"#, traits, 1), expect!["it is taken"]);
    let traits = r#""traits": {"aws.protocols#httpChecksum": {"requestAlgorithmMember": "algorithm"}, "#;
    check(&with_input("", "").replacen(r#""traits": {"#, traits, 1), expect!["it is taken"]);
}
