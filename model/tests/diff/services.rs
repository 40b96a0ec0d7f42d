//! Authentication, protocols, endpoints and names of services.

use expect_test::expect;

use super::{Case, traits_case};

fn service(traits: &str) -> String {
    format!(r#""x#S": {{"type": "service", "version": "1", "traits": {{{traits}}}}}"#)
}

fn operation(traits: &str) -> String {
    format!(r#""x#O": {{"type": "operation", "traits": {{{traits}}}}}"#)
}

/// Returns an error shape beside a service that uses awsJson.
fn error(of_service: &str, traits: &str) -> String {
    let service = service(of_service);
    format!(r#"{service}, "x#E": {{"type": "structure", "traits": {{"@error": "client", {traits}}}}}"#)
}

fn query_error(code: &str) -> String {
    format!(r#""aws.protocols#awsQueryError": {{"code": "{code}", "httpResponseCode": 400}}"#)
}

/// Returns a service with a scheme and a protocol that the model itself defines.
fn defined(traits: &str) -> String {
    format!(
        r#"{}, "x#scheme": {{"type": "structure", "traits": {{"@trait": {{}}, "@authDefinition": {{}}}}}},
        "x#protocol": {{"type": "structure", "traits": {{"@trait": {{}}, "@protocolDefinition": {{}}}}}}"#,
        service(traits)
    )
}

pub(super) fn cases() -> Vec<Case> {
    let sigv4 = |name: &str| format!(r#""aws.auth#sigv4": {{"name": "{name}"}}"#);
    let key = |place: &str| format!(r#""@httpApiKeyAuth": {{"name": "k", "in": "{place}"}}"#);
    let names = |id: &str, arn: &str, prefix: &str, trail: &str| {
        format!(
            r#""aws.api#service": {{"sdkId": "{id}", "arnNamespace": "{arn}", "endpointPrefix": "{prefix}", "cloudTrailEventSource": "{trail}"}}"#
        )
    };
    vec![
        traits_case(
            service,
            &sigv4("a"),
            &sigv4("b"),
            expect![[r#"
            > signing-name-changed S: requests are signed under another name (a => b); Breaking: the other side refuses the signature; security: the scope of signatures
            < signing-name-changed S: requests are signed under another name (b => a); Breaking: the other side refuses the signature; security: the scope of signatures
        "#]],
        ),
        traits_case(
            service,
            "",
            &sigv4("a"),
            expect![[r#"
            > auth-scheme-added S: another way to authenticate: aws.auth#sigv4 (- => {"name":"a"}); security: authorization
            < auth-scheme-removed S: one authentication scheme fewer: aws.auth#sigv4 ({"name":"a"} => -); Breaking: old clients may authenticate in that way; security: authorization
        "#]],
        ),
        traits_case(
            service,
            &key("header"),
            &key("query"),
            expect![[r#"
            > auth-scheme-changed S: authenticates otherwise: smithy.api#httpApiKeyAuth ({"in":"header","name":"k"} => {"in":"query","name":"k"}); Breaking: old clients may authenticate in that way; security: authorization
            < auth-scheme-changed S: authenticates otherwise: smithy.api#httpApiKeyAuth ({"in":"query","name":"k"} => {"in":"header","name":"k"}); Breaking: old clients may authenticate in that way; security: authorization
        "#]],
        ),
        traits_case(
            defined,
            "",
            r#""x#scheme": {}, "x#protocol": {}"#,
            expect![[r#"
            > auth-scheme-added S: another way to authenticate: x#scheme; security: authorization
            > protocol-added S: now also speaks x#protocol
            < auth-scheme-removed S: one authentication scheme fewer: x#scheme; Breaking: old clients may authenticate in that way; security: authorization
            < protocol-removed S: no longer speaks x#protocol; Breaking: old clients may speak it
        "#]],
        ),
        traits_case(
            service,
            "",
            r#""aws.protocols#restJson1": {}"#,
            expect![[r#"
            > protocol-added S: now also speaks aws.protocols#restJson1
            < protocol-removed S: no longer speaks aws.protocols#restJson1; Breaking: old clients may speak it
        "#]],
        ),
        traits_case(
            service,
            r#""aws.protocols#restJson1": {}"#,
            r#""aws.protocols#restJson1": {"http": ["h2"]}"#,
            expect![[r#"
                > protocol-changed S: has other settings of aws.protocols#restJson1 (- => {"http":["h2"]}); Risky: connections are made differently
                < protocol-changed S: has other settings of aws.protocols#restJson1 ({"http":["h2"]} => -); Risky: connections are made differently
            "#]],
        ),
        traits_case(
            service,
            r#""aws.protocols#awsJson1_0": {}"#,
            r#""aws.protocols#awsJson1_1": {}"#,
            expect![[r#"
                > protocol-added S: now also speaks aws.protocols#awsJson1_1
                > protocol-removed S: no longer speaks aws.protocols#awsJson1_0; Breaking: old clients may speak it
                < protocol-added S: now also speaks aws.protocols#awsJson1_0
                < protocol-removed S: no longer speaks aws.protocols#awsJson1_1; Breaking: old clients may speak it
            "#]],
        ),
        traits_case(
            service,
            r#""aws.protocols#awsJson1_0": {}"#,
            r#""aws.protocols#awsJson1_0": {}, "aws.protocols#awsQueryCompatible": {}"#,
            expect![[r#"
                > query-codes-changed S: now sends the codes that errors have in awsQuery; Risky: clients may depend on the names of errors
                < query-codes-changed S: no longer sends the codes that errors have in awsQuery; Breaking: clients may depend on the codes
            "#]],
        ),
        traits_case(
            |traits| error(r#""aws.protocols#awsJson1_1": {}"#, traits),
            &query_error("a"),
            &query_error("b"),
            expect![[r#"
                > query-codes-changed E: another code in awsQuery ({"code":"a","httpResponseCode":400} => {"code":"b","httpResponseCode":400})
                < query-codes-changed E: another code in awsQuery ({"code":"b","httpResponseCode":400} => {"code":"a","httpResponseCode":400})
            "#]],
        ),
        traits_case(
            |traits| error(r#""aws.protocols#awsJson1_0": {}, "aws.protocols#awsQueryCompatible": {}"#, traits),
            &query_error("a"),
            &query_error("b"),
            expect![[r#"
                > query-codes-changed E: another code in awsQuery ({"code":"a","httpResponseCode":400} => {"code":"b","httpResponseCode":400}); Breaking: clients may depend on the code
                < query-codes-changed E: another code in awsQuery ({"code":"b","httpResponseCode":400} => {"code":"a","httpResponseCode":400}); Breaking: clients may depend on the code
            "#]],
        ),
        traits_case(
            |traits| format!(r#"{}, {}"#, service(r#""aws.protocols#awsJson1_0": {}"#), operation(traits)),
            r#""@http": {"method": "GET", "uri": "/a"}"#,
            r#""@http": {"method": "PUT", "uri": "/b"}"#,
            expect![[r#"
                > http-uri-changed O: has another HTTP binding, which no protocol of the service honours ({"method":"GET","uri":"/a"} => {"method":"PUT","uri":"/b"})
                < http-uri-changed O: has another HTTP binding, which no protocol of the service honours ({"method":"PUT","uri":"/b"} => {"method":"GET","uri":"/a"})
            "#]],
        ),
        traits_case(
            service,
            &names("a", "b", "c", "d"),
            &names("e", "f", "g", "h"),
            expect![[r#"
            > arn-namespace-changed S: another arnNamespace (b => f); code: names, settings and policies depend on it
            > endpoint-prefix-changed S: another endpointPrefix (c => g); Risky: requests may go to another host
            > sdk-id-changed S: another sdkId (a => e); code: names, settings and policies depend on it
            > service-identity-changed S: another cloudTrailEventSource (d => h); code: names, settings and policies depend on it
            < arn-namespace-changed S: another arnNamespace (f => b); code: names, settings and policies depend on it
            < endpoint-prefix-changed S: another endpointPrefix (g => c); Risky: requests may go to another host
            < sdk-id-changed S: another sdkId (e => a); code: names, settings and policies depend on it
            < service-identity-changed S: another cloudTrailEventSource (h => d); code: names, settings and policies depend on it
        "#]],
        ),
        traits_case(
            service,
            "",
            r#""@auth": ["aws.auth#sigv4"]"#,
            expect![[r#"
                > auth-changed S: other authentication (- => ["aws.auth#sigv4"]); Risky: clients may prefer what the other side does not know; security: authorization
                < auth-changed S: other authentication (["aws.auth#sigv4"] => -); Breaking: old clients may authenticate differently; security: authorization
            "#]],
        ),
        traits_case(
            operation,
            r#""@auth": ["aws.auth#sigv4"]"#,
            r#""@auth": []"#,
            expect![[r#"
                > auth-changed O: other authentication (["aws.auth#sigv4"] => []); Breaking: old clients may authenticate differently; security: authorization
                < auth-changed O: other authentication ([] => ["aws.auth#sigv4"]); Risky: clients may prefer what the other side does not know; security: authorization
            "#]],
        ),
        traits_case(
            service,
            r#""aws.auth#sigv4": {"name": "a"}"#,
            r#""aws.auth#sigv4": {"name": "a"}, "@auth": ["aws.auth#sigv4"]"#,
            expect![[r#"
                > auth-changed S: the same authentication, written differently (- => ["aws.auth#sigv4"])
                < auth-changed S: the same authentication, written differently (["aws.auth#sigv4"] => -)
            "#]],
        ),
        traits_case(
            operation,
            r#""@auth": ["a#a", "b#b"]"#,
            r#""@auth": ["b#b", "a#a"]"#,
            expect![[r#"
            > auth-changed O: other authentication (["a#a","b#b"] => ["b#b","a#a"]); Risky: clients may prefer what the other side does not know; security: authorization
            < auth-changed O: other authentication (["b#b","a#a"] => ["a#a","b#b"]); Risky: clients may prefer what the other side does not know; security: authorization
        "#]],
        ),
        traits_case(
            operation,
            "",
            r#""@optionalAuth": {}"#,
            expect![[r#"
            > optional-auth-added O: may be called without authentication; security: authorization
            < optional-auth-removed O: no longer without authentication; Breaking: old clients may call it without authentication; security: authorization
        "#]],
        ),
        traits_case(
            operation,
            "",
            r#""aws.auth#unsignedPayload": {}"#,
            expect![[r#"
            > unsigned-payload-changed O: another part of the request is signed; Risky: the signature is made of something else; security: whether bodies are signed
            < unsigned-payload-changed O: another part of the request is signed; Risky: the signature is made of something else; security: whether bodies are signed
        "#]],
        ),
        traits_case(
            service,
            r#""smithy.rules#endpointRuleSet": {"rules": []}"#,
            r#""smithy.rules#endpointRuleSet": {"rules": [1]}"#,
            expect![[r#"
                > endpoint-rules-changed S: another error for no parameters; the rules differ first at /rules/0 (error: no rule applies => error: the URL is absent)
                < endpoint-rules-changed S: another error for no parameters; the rules differ first at /rules/0 (error: the URL is absent => error: no rule applies)
            "#]],
        ),
        traits_case(
            service,
            r#""smithy.rules#endpointTests": {"version": "1"}"#,
            r#""smithy.rules#endpointTests": {"version": "1", "testCases": []}"#,
            expect![[r#"
                > documentation-changed S: documentation of the tests of endpoints changed
                < documentation-changed S: documentation of the tests of endpoints changed
            "#]],
        ),
        traits_case(
            operation,
            "",
            r#""smithy.rules#staticContextParams": {"a": {"value": true}}"#,
            expect![[r#"
            > endpoint-parameters-changed O: endpoints are found by other parameters (- => {"a":{"value":true}}); Risky: requests may go elsewhere; security: where credentials are sent
            < endpoint-parameters-changed O: endpoints are found by other parameters ({"a":{"value":true}} => -); Risky: requests may go elsewhere; security: where credentials are sent
        "#]],
        ),
        traits_case(
            operation,
            "",
            r#""@endpoint": {"hostPrefix": "a."}"#,
            expect![[r#"
            > host-prefix-changed O: requests go to another host (- => {"hostPrefix":"a."}); Breaking: requests go to another host; security: where credentials are sent
            < host-prefix-changed O: requests go to another host ({"hostPrefix":"a."} => -); Breaking: requests go to another host; security: where credentials are sent
        "#]],
        ),
        traits_case(
            service,
            "",
            r#""@cors": {}"#,
            expect![[r#"
            > cors-changed S: browsers may call it
            < cors-changed S: browsers may call it in another way; Risky: browsers may no longer be allowed
        "#]],
        ),
        traits_case(
            service,
            "",
            r#""@paginated": {"inputToken": "a"}"#,
            expect![[r#"
            > pagination-added S: now paginated (- => {"inputToken":"a"})
            < pagination-removed S: no longer paginated ({"inputToken":"a"} => -); code: code that reads page after page depends on it
        "#]],
        ),
        traits_case(
            operation,
            r#""@paginated": {"items": "a"}"#,
            r#""@paginated": {"items": "b"}"#,
            expect![[r#"
            > pagination-changed O: paginated otherwise ({"items":"a"} => {"items":"b"}); code: code that reads page after page depends on it
            < pagination-changed O: paginated otherwise ({"items":"b"} => {"items":"a"}); code: code that reads page after page depends on it
        "#]],
        ),
    ]
}
