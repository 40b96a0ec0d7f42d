//! Traits of shapes, members and operations.

use expect_test::expect;

use super::{Case, case, traits_case};

pub(super) fn string(traits: &str) -> String {
    format!(r#""x#S": {{"type": "string", "traits": {{{traits}}}}}"#)
}

fn operation(traits: &str) -> String {
    format!(r#""x#O": {{"type": "operation", "traits": {{{traits}}}}}"#)
}

pub(super) fn structure(traits: &str) -> String {
    format!(r#""x#A": {{"type": "structure", "traits": {{{traits}}}}}"#)
}

fn blob(traits: &str) -> String {
    format!(r#""x#B": {{"type": "blob", "traits": {{{traits}}}}}"#)
}

fn list(traits: &str) -> String {
    format!(r#""x#L": {{"type": "list", "member": {{"target": "@String"}}, "traits": {{{traits}}}}}"#)
}

fn timestamp(traits: &str) -> String {
    format!(r#""x#T": {{"type": "timestamp", "traits": {{{traits}}}}}"#)
}

pub(super) fn member(traits: &str) -> String {
    format!(r#""x#A": {{"type": "structure", "members": {{"m": {{"target": "@String", "traits": {{{traits}}}}}}}}}"#)
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = http();
    cases.extend(wire());
    cases.extend(behavior());
    cases
}

fn http() -> Vec<Case> {
    let http =
        |method: &str, uri: &str, code: &str| format!(r#""@http": {{"method": "{method}", "uri": "{uri}"{code}}}"#);
    let labeled = |name: &str, uri: &str| {
        format!(
            r#""x#O": {{"type": "operation", "input": {{"target": "x#I"}}, "traits": {{{}}}}},
            "x#I": {{"type": "structure", "members": {{"{name}": {{"target": "@String", "traits": {{"@required": {{}}, "@httpLabel": {{}}}}}}}}}}"#,
            http("GET", uri, "")
        )
    };
    vec![
        traits_case(
            operation,
            "",
            &http("GET", "/", ""),
            expect![[r#"
            > http-added O: now bound to HTTP (- => {"method":"GET","uri":"/"}); Risky: requests are sent differently
            < http-removed O: no longer bound to HTTP ({"method":"GET","uri":"/"} => -); Breaking: the operation can't be sent
        "#]],
        ),
        traits_case(
            operation,
            &http("GET", "/a", ""),
            &http("PUT", "/b", r#", "code": 201"#),
            expect![[r#"
            > http-code-changed O: another status (200 => 201); Risky: clients may depend on the status
            > http-method-changed O: another HTTP method (GET => PUT); Breaking: the other side does not know the method
            > http-uri-changed O: another URI (/a => /b); Breaking: the other side does not know the URI
            < http-code-changed O: another status (201 => 200); Risky: clients may depend on the status
            < http-method-changed O: another HTTP method (PUT => GET); Breaking: the other side does not know the method
            < http-uri-changed O: another URI (/b => /a); Breaking: the other side does not know the URI
        "#]],
        ),
        traits_case(operation, &http("GET", "/", ""), &http("GET", "/", r#", "code": 200"#), expect![[""]]),
        case(
            labeled("a", "/{a}"),
            labeled("b", "/{b}"),
            expect![[r#"
            > member-renamed I$b: member renamed (a => b); code: code uses another name
            > http-uri-changed O: another URI (/{a} => /{b}); code: a label has another name
            < member-renamed I$a: member renamed (b => a); code: code uses another name
            < http-uri-changed O: another URI (/{b} => /{a}); code: a label has another name
        "#]],
        ),
        case(
            labeled("a", "/{a}"),
            labeled("a", "/{a+}"),
            expect![[r#"
            > http-uri-changed O: another URI (/{a} => /{a+}); Breaking: the other side does not know the URI
            < http-uri-changed O: another URI (/{a+} => /{a}); Breaking: the other side does not know the URI
        "#]],
        ),
        traits_case(
            structure,
            "",
            r#""@error": "client""#,
            expect![[r#"
            > error-trait-added A: now an error (- => client); Breaking: errors are written differently from other structures
            < error-trait-removed A: no longer an error (client => -); Breaking: errors are written differently from other structures
        "#]],
        ),
        traits_case(
            structure,
            r#""@error": "client""#,
            r#""@error": "server""#,
            expect![[r#"
            > error-fault-changed A: changed between client and server error (client => server); Risky: clients use it to decide on retries, and the status may depend on it
            < error-fault-changed A: changed between client and server error (server => client); Risky: clients use it to decide on retries, and the status may depend on it
        "#]],
        ),
        traits_case(
            structure,
            r#""@error": "client""#,
            r#""@error": "client", "@httpError": 400"#,
            expect![[r#"
                > http-error-changed A: another status of the error (400 => 400); code: whether the status is written out is another
                < http-error-changed A: another status of the error (400 => 400); code: whether the status is written out is another
            "#]],
        ),
        traits_case(
            structure,
            r#""@error": "client""#,
            r#""@error": "client", "@httpError": 404"#,
            expect![[r#"
            > http-error-changed A: another status of the error (400 => 404); Risky: clients may depend on the status
            < http-error-changed A: another status of the error (404 => 400); Risky: clients may depend on the status
        "#]],
        ),
        traits_case(
            operation,
            "",
            r#""@httpChecksumRequired": {}"#,
            expect![[r#"
            > checksum-changed O: whether requests carry a checksum; Risky: the service may insist on it
            < checksum-changed O: whether requests carry a checksum; Risky: the service may insist on it
        "#]],
        ),
        traits_case(
            operation,
            "",
            r#""@requestCompression": {"encodings": ["gzip"]}"#,
            expect![[r#"
            > compression-changed O: how requests are compressed (- => {"encodings":["gzip"]}); Risky: the service may not understand it
            < compression-changed O: how requests are compressed ({"encodings":["gzip"]} => -); Risky: the service may not understand it
        "#]],
        ),
        traits_case(
            member,
            "",
            r#""@hostLabel": {}"#,
            expect![[r#"
            > host-label-changed A$m: another part of the host; Breaking: requests go to another host
            < host-label-changed A$m: another part of the host; Breaking: requests go to another host
        "#]],
        ),
    ]
}

fn wire() -> Vec<Case> {
    vec![
        traits_case(
            timestamp,
            "",
            r#""@timestampFormat": "date-time""#,
            expect![[r#"
            > timestamp-format-changed T: timestamps are written differently (- => date-time); Breaking: the other side does not understand the format
            < timestamp-format-changed T: timestamps are written differently (date-time => -); Breaking: the other side does not understand the format
        "#]],
        ),
        traits_case(
            timestamp,
            "",
            r#""@timestampFormat": "epoch-seconds""#,
            expect![[r#"
            > timestamp-format-changed T: timestamps are written differently (- => epoch-seconds); Risky: the format is the one of JSON bodies, but not of headers and URIs
            < timestamp-format-changed T: timestamps are written differently (epoch-seconds => -); Risky: the format is the one of JSON bodies, but not of headers and URIs
        "#]],
        ),
        traits_case(
            blob,
            "",
            r#""@mediaType": "a/b""#,
            expect![[r#"
            > media-type-added B: now has a media type (- => a/b); Risky: bodies are written differently
            < media-type-removed B: no longer has a media type (a/b => -); Risky: bodies are written differently
        "#]],
        ),
        traits_case(
            blob,
            r#""@mediaType": "a/b""#,
            r#""@mediaType": "a/c""#,
            expect![[r#"
            > media-type-changed B: has another media type (a/b => a/c); Risky: bodies are written differently
            < media-type-changed B: has another media type (a/c => a/b); Risky: bodies are written differently
        "#]],
        ),
        traits_case(
            blob,
            "",
            r#""@streaming": {}, "@requiresLength": {}"#,
            expect![[r#"
            > requires-length-changed B: the length of the stream; Risky: bodies are written differently
            > streaming-added B: now a stream; Breaking: bodies are written differently
            < requires-length-changed B: the length of the stream; Risky: bodies are written differently
            < streaming-removed B: no longer a stream; Breaking: bodies are written differently
        "#]],
        ),
        traits_case(
            list,
            "",
            r#""@sparse": {}"#,
            expect![[r#"
            > sparse-added L: may now hold nulls; Breaking: the other side may not know what to do with nulls
            < sparse-removed L: no longer holds nulls; Breaking: the other side may not know what to do with nulls
        "#]],
        ),
        traits_case(
            member,
            "",
            r#""@eventHeader": {}"#,
            expect![[r#"
            > event-binding-changed A$m: moved within the event; Breaking: bodies are written differently
            < event-binding-changed A$m: moved within the event; Breaking: bodies are written differently
        "#]],
        ),
        traits_case(
            member,
            "",
            r#""@xmlName": "n""#,
            expect![[r#"
            > xml-changed A$m: written differently in XML (- => n); Risky: XML protocols depend on it
            < xml-changed A$m: written differently in XML (n => -); Risky: XML protocols depend on it
        "#]],
        ),
    ]
}

fn behavior() -> Vec<Case> {
    let error = |traits: &str| structure(&format!(r#""@error": "client"{traits}"#));
    vec![
        traits_case(
            operation,
            "",
            r#""@idempotent": {}"#,
            expect![[r#"
            > idempotent-added O: now idempotent
            < idempotent-removed O: no longer idempotent; Risky: clients use it to decide on retries
        "#]],
        ),
        traits_case(
            operation,
            "",
            r#""@readonly": {}"#,
            expect![[r#"
            > readonly-added O: now changes nothing
            < readonly-removed O: may now change something; Risky: clients use it to decide on retries
        "#]],
        ),
        traits_case(
            member,
            "",
            r#""@idempotencyToken": {}"#,
            expect![[r#"
            > idempotency-token-added A$m: clients now fill it in
            < idempotency-token-removed A$m: clients no longer fill it in; Risky: repeated requests are no longer recognized
        "#]],
        ),
        traits_case(
            error,
            "",
            r#", "@retryable": {}"#,
            expect![[r#"
            > retryable-added A: clients now retry after it
            < retryable-removed A: clients no longer retry after it; Risky: clients use it to decide on retries
        "#]],
        ),
        traits_case(
            error,
            r#", "@retryable": {}"#,
            r#", "@retryable": {"throttling": true}"#,
            expect![[r#"
            > retryable-changed A: clients wait differently before they retry (- => {"throttling":true}); Risky: clients use it to decide on retries
            < retryable-changed A: clients wait differently before they retry ({"throttling":true} => -); Risky: clients use it to decide on retries
        "#]],
        ),
        traits_case(
            operation,
            "",
            r#""smithy.waiters#waitable": {"a": {}}"#,
            expect![[r#"
            > waiters-changed O: now has waiters (- => {"a":{}})
            < waiters-changed O: has other waiters ({"a":{}} => -); code: code that waits depends on it
        "#]],
        ),
        traits_case(
            member,
            "",
            r#""@resourceIdentifier": "id""#,
            expect![[r#"
            > resource-binding-changed A$m: another identifier (- => id); code: code that handles resources depends on it
            < resource-binding-changed A$m: another identifier (id => -); code: code that handles resources depends on it
        "#]],
        ),
        traits_case(
            string,
            "",
            r#""@private": {}"#,
            expect![[r#"
            > private-added S: now private; code: other namespaces may refer to it
            < private-removed S: no longer private
        "#]],
        ),
        traits_case(
            operation,
            "",
            r#""smithy.test#smokeTests": []"#,
            expect![[r#"
            > protocol-tests-changed O: other smoke tests (- => [])
            < protocol-tests-changed O: other smoke tests ([] => -)
        "#]],
        ),
    ]
}
