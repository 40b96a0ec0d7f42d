//! Bindings of members and their JSON names: only parts that are sent can break.

use expect_test::expect;

use super::{Case, case};

/// Returns an operation whose input, output and error each have one member, and a structure that the input refers to.
fn model(input: &str, output: &str, error: &str, nested: &str) -> String {
    spoken("aws.protocols#restJson1", input, output, error, nested)
}

fn spoken(protocol: &str, input: &str, output: &str, error: &str, nested: &str) -> String {
    let member = |name: &str, traits: &str| format!(r#""{name}": {{"target": "@String", "traits": {{{traits}}}}}"#);
    let (input, output, error) = (member("i", input), member("o", output), member("e", error));
    let nested = member("n", nested);
    format!(
        r#""x#S": {{"type": "service", "operations": [{{"target": "x#O"}}], "traits": {{"{protocol}": {{}}}}}},
"x#O": {{"type": "operation", "input": {{"target": "x#I"}}, "output": {{"target": "x#P"}}, "errors": [{{"target": "x#E"}}]}},
"x#I": {{"type": "structure", "members": {{{input}, "more": {{"target": "x#N"}}}}}},
"x#P": {{"type": "structure", "members": {{{output}}}}},
"x#E": {{"type": "structure", "traits": {{"@error": "client"}}, "members": {{{error}}}}},
"x#N": {{"type": "structure", "members": {{{nested}}}}}"#
    )
}

pub(super) fn cases() -> Vec<Case> {
    let (header, query, code) = (r#""@httpHeader": "X-A""#, r#""@httpQuery": "a""#, r#""@httpResponseCode": {}"#);
    let named = |traits: &str| format!(r#"{traits}, "@jsonName": "j""#);
    let json = r#""@jsonName": "j""#;
    vec![
        // A JSON name of a member that is never in JSON.
        case(
            model(header, header, header, header),
            model(&named(header), &named(header), &named(header), &named(header)),
            expect![[r#"
                > json-name-changed E$e: another name in JSON, where the member never is (e => j)
                > json-name-changed I$i: another name in JSON, where the member never is (i => j)
                > json-name-changed N$n: another name in JSON (n => j); Breaking: the other side does not know the name
                > json-name-changed P$o: another name in JSON, where the member never is (o => j)
                < json-name-changed E$e: another name in JSON, where the member never is (j => e)
                < json-name-changed I$i: another name in JSON, where the member never is (j => i)
                < json-name-changed N$n: another name in JSON (j => n); Breaking: the other side does not know the name
                < json-name-changed P$o: another name in JSON, where the member never is (j => o)
            "#]],
        ),
        case(
            model(query, query, query, query),
            model(&named(query), &named(query), &named(query), &named(query)),
            expect![[r#"
                > json-name-changed E$e: another name in JSON (e => j); Breaking: the other side does not know the name
                > json-name-changed I$i: another name in JSON, where the member never is (i => j)
                > json-name-changed N$n: another name in JSON (n => j); Breaking: the other side does not know the name
                > json-name-changed P$o: another name in JSON (o => j); Breaking: the other side does not know the name
                < json-name-changed E$e: another name in JSON (j => e); Breaking: the other side does not know the name
                < json-name-changed I$i: another name in JSON, where the member never is (j => i)
                < json-name-changed N$n: another name in JSON (j => n); Breaking: the other side does not know the name
                < json-name-changed P$o: another name in JSON (j => o); Breaking: the other side does not know the name
            "#]],
        ),
        case(
            model("", code, "", code),
            model("", &named(code), "", &named(code)),
            expect![[r#"
            > json-name-changed N$n: another name in JSON (n => j); Breaking: the other side does not know the name
            > json-name-changed P$o: another name in JSON, where the member never is (o => j)
            < json-name-changed N$n: another name in JSON (j => n); Breaking: the other side does not know the name
            < json-name-changed P$o: another name in JSON, where the member never is (j => o)
        "#]],
        ),
        case(
            model("", "", "", ""),
            model(json, json, json, json),
            expect![[r#"
            > json-name-changed E$e: another name in JSON (e => j); Breaking: the other side does not know the name
            > json-name-changed I$i: another name in JSON (i => j); Breaking: the other side does not know the name
            > json-name-changed N$n: another name in JSON (n => j); Breaking: the other side does not know the name
            > json-name-changed P$o: another name in JSON (o => j); Breaking: the other side does not know the name
            < json-name-changed E$e: another name in JSON (j => e); Breaking: the other side does not know the name
            < json-name-changed I$i: another name in JSON (j => i); Breaking: the other side does not know the name
            < json-name-changed N$n: another name in JSON (j => n); Breaking: the other side does not know the name
            < json-name-changed P$o: another name in JSON (j => o); Breaking: the other side does not know the name
        "#]],
        ),
        case(
            spoken("aws.protocols#awsJson1_1", "", "", "", ""),
            spoken("aws.protocols#awsJson1_1", json, "", "", json),
            expect![[r#"
                > json-name-changed I$i: another name in JSON, which the protocol ignores (i => j)
                > json-name-changed N$n: another name in JSON, which the protocol ignores (n => j)
                < json-name-changed I$i: another name in JSON, which the protocol ignores (j => i)
                < json-name-changed N$n: another name in JSON, which the protocol ignores (j => n)
            "#]],
        ),
        case(
            spoken("aws.protocols#awsJson1_0", "", "", "", ""),
            spoken("aws.protocols#awsJson1_0", header, header, header, header),
            expect![[r#"
                > http-binding-changed E$e: smithy.api#httpHeader changed, where it moves nothing (- => X-A)
                > http-binding-changed I$i: smithy.api#httpHeader changed, where it moves nothing (- => X-A)
                > http-binding-changed N$n: smithy.api#httpHeader changed, where it moves nothing (- => X-A)
                > http-binding-changed P$o: smithy.api#httpHeader changed, where it moves nothing (- => X-A)
                < http-binding-changed E$e: smithy.api#httpHeader changed, where it moves nothing (X-A => -)
                < http-binding-changed I$i: smithy.api#httpHeader changed, where it moves nothing (X-A => -)
                < http-binding-changed N$n: smithy.api#httpHeader changed, where it moves nothing (X-A => -)
                < http-binding-changed P$o: smithy.api#httpHeader changed, where it moves nothing (X-A => -)
            "#]],
        ),
        // A member moves where its trait has an effect.
        case(
            model("", "", "", ""),
            model(header, header, header, header),
            expect![[r#"
            > http-binding-changed E$e: moved to another part of the HTTP message (body => header X-A); Breaking: it is no longer where the other side looks for it
            > http-binding-changed I$i: moved to another part of the HTTP message (body => header X-A); Breaking: it is no longer where the other side looks for it
            > http-binding-changed N$n: smithy.api#httpHeader changed, where it moves nothing (- => X-A)
            > http-binding-changed P$o: moved to another part of the HTTP message (body => header X-A); Breaking: it is no longer where the other side looks for it
            < http-binding-changed E$e: moved to another part of the HTTP message (header X-A => body); Breaking: it is no longer where the other side looks for it
            < http-binding-changed I$i: moved to another part of the HTTP message (header X-A => body); Breaking: it is no longer where the other side looks for it
            < http-binding-changed N$n: smithy.api#httpHeader changed, where it moves nothing (X-A => -)
            < http-binding-changed P$o: moved to another part of the HTTP message (header X-A => body); Breaking: it is no longer where the other side looks for it
        "#]],
        ),
        case(
            model("", "", "", ""),
            model(query, query, query, query),
            expect![[r#"
            > http-binding-changed E$e: smithy.api#httpQuery changed, where it moves nothing (- => a)
            > http-binding-changed I$i: moved to another part of the HTTP message (body => query a); Breaking: it is no longer where the other side looks for it
            > http-binding-changed N$n: smithy.api#httpQuery changed, where it moves nothing (- => a)
            > http-binding-changed P$o: smithy.api#httpQuery changed, where it moves nothing (- => a)
            < http-binding-changed E$e: smithy.api#httpQuery changed, where it moves nothing (a => -)
            < http-binding-changed I$i: moved to another part of the HTTP message (query a => body); Breaking: it is no longer where the other side looks for it
            < http-binding-changed N$n: smithy.api#httpQuery changed, where it moves nothing (a => -)
            < http-binding-changed P$o: smithy.api#httpQuery changed, where it moves nothing (a => -)
        "#]],
        ),
        case(
            model(header, "", "", ""),
            model(r#""@httpHeader": "x-a""#, "", "", ""),
            expect![[r#"
            > http-binding-changed I$i: moved to another part of the HTTP message (header X-A => header x-a); code: the header is written differently
            < http-binding-changed I$i: moved to another part of the HTTP message (header x-a => header X-A); code: the header is written differently
        "#]],
        ),
        // A structure that is an input and part of another.
        case(
            model(header, "", "", "").replace(r#""target": "x#N""#, r#""target": "x#I""#),
            model(&named(header), "", "", "").replace(r#""target": "x#N""#, r#""target": "x#I""#),
            expect![[r#"
                > json-name-changed I$i: another name in JSON (i => j); Breaking: the other side does not know the name
                < json-name-changed I$i: another name in JSON (j => i); Breaking: the other side does not know the name
            "#]],
        ),
        // A renamed member, with and without a wire name of its own.
        case(
            model(header, "", "", json),
            model(header, "", "", json).replace(r#""i":"#, r#""k":"#).replace(r#""n":"#, r#""m":"#),
            expect![[r#"
                > member-renamed I$k: member renamed (i => k); code: code uses another name
                > member-renamed N$m: member renamed (n => m); code: code uses another name
                < member-renamed I$i: member renamed (k => i); code: code uses another name
                < member-renamed N$n: member renamed (m => n); code: code uses another name
            "#]],
        ),
        case(
            model(query, "", "", ""),
            model(query, "", "", "").replace(r#""more":"#, r#""most":"#),
            expect![[r#"
            > member-renamed I$most: member renamed (more => most); Breaking: the name is part of the body; code: code uses another name
            < member-renamed I$more: member renamed (most => more); Breaking: the name is part of the body; code: code uses another name
        "#]],
        ),
    ]
}
