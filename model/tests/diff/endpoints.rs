//! Endpoint rule sets: their results count, not their text.

use expect_test::expect;

use super::{Case, case};

const PARAMETERS: &str = r#""Region": {"type": "String", "builtIn": "AWS::Region", "documentation": "d"},
"UseFIPS": {"type": "Boolean", "builtIn": "AWS::UseFIPS", "default": false, "required": true}"#;

/// Returns a service with a rule set of these rules.
fn rules(rules: &str) -> String {
    set(PARAMETERS, rules)
}

fn set(parameters: &str, rules: &str) -> String {
    format!(
        r#""x#S": {{"type": "service", "traits": {{"smithy.rules#endpointRuleSet":
{{"version": "1.0", "parameters": {{{parameters}}}, "rules": [{rules}]}}}}}}"#
    )
}

fn endpoint(conditions: &str, url: &str, more: &str) -> String {
    format!(r#"{{"conditions": [{conditions}], "type": "endpoint", "endpoint": {{"url": "{url}"{more}}}}}"#)
}

const FIPS: &str = r#"{"fn": "booleanEquals", "argv": [{"ref": "UseFIPS"}, true]}"#;
const PARTITION: &str = r#"{"fn": "aws.partition", "argv": [{"ref": "Region"}], "assign": "P"}"#;

pub(super) fn cases() -> Vec<Case> {
    let plain = |url: &str| endpoint(PARTITION, url, "");
    let signed = |scheme: &str| {
        endpoint(
            "",
            "https://a.example",
            &format!(r#", "properties": {{"authSchemes": [{{"name": "sigv4", {scheme}}}]}}"#),
        )
    };
    let two = |fips: &str, other: &str| format!("{}, {}", endpoint(FIPS, fips, ""), endpoint("", other, ""));
    let tests = |cases: &str| {
        rules(&plain("https://a.example")).replace(
            "\"traits\": {",
            &format!(r#""traits": {{"smithy.rules#endpointTests": {{"version": "1.0", "testCases": [{cases}]}}, "#),
        )
    };
    let tested = |documentation: &str, fips: bool, url: &str| {
        format!(
            r#"{{"documentation": "{documentation}", "params": {{"UseFIPS": {fips}}}, "expect": {{"endpoint": {{"url": "{url}"}}}}}}"#
        )
    };
    vec![
        // Another host, scheme or path, and one for some regions only.
        case(
            rules(&plain("https://a.{Region}.{P#dnsSuffix}")),
            rules(&plain("https://a.evil.example")),
            expect![[r#"
                > endpoint-rules-changed S: another URL for Region "us-east-1", and for 21 other inputs; the rules differ first at /rules/0/endpoint/url (https://a.us-east-1.amazonaws.com => https://a.evil.example); Breaking: requests go to another host; security: where credentials are sent
                < endpoint-rules-changed S: another URL for Region "us-east-1", and for 21 other inputs; the rules differ first at /rules/0/endpoint/url (https://a.evil.example => https://a.us-east-1.amazonaws.com); Breaking: requests go to another host; security: where credentials are sent
            "#]],
        ),
        case(
            rules(&plain("https://a.example")),
            rules(&plain("http://a.example")),
            expect![[r#"
            > endpoint-rules-changed S: another URL for Region "us-east-1", and for 21 other inputs; the rules differ first at /rules/0/endpoint/url (https://a.example => http://a.example); Breaking: requests go to another host; security: where credentials are sent
            < endpoint-rules-changed S: another URL for Region "us-east-1", and for 21 other inputs; the rules differ first at /rules/0/endpoint/url (http://a.example => https://a.example); Breaking: requests go to another host; security: where credentials are sent
        "#]],
        ),
        case(
            rules(&plain("https://a.example")),
            rules(&plain("https://a.example/v2")),
            expect![[r#"
            > endpoint-rules-changed S: another URL for Region "us-east-1", and for 21 other inputs; the rules differ first at /rules/0/endpoint/url (https://a.example => https://a.example/v2); Breaking: requests go to another host; security: where credentials are sent
            < endpoint-rules-changed S: another URL for Region "us-east-1", and for 21 other inputs; the rules differ first at /rules/0/endpoint/url (https://a.example/v2 => https://a.example); Breaking: requests go to another host; security: where credentials are sent
        "#]],
        ),
        case(
            rules(&two("https://fips.a.example", "https://a.example")),
            rules(&two("https://fips-a.example", "https://a.example")),
            expect![[r#"
                > endpoint-rules-changed S: another URL for Region "us-east-1", UseFIPS, and for 11 other inputs; the rules differ first at /rules/0/endpoint/url (https://fips.a.example => https://fips-a.example); Breaking: requests go to another host; security: where credentials are sent
                < endpoint-rules-changed S: another URL for Region "us-east-1", UseFIPS, and for 11 other inputs; the rules differ first at /rules/0/endpoint/url (https://fips-a.example => https://fips.a.example); Breaking: requests go to another host; security: where credentials are sent
            "#]],
        ),
        case(
            rules(&two("https://fips.a.example", "https://a.example")),
            rules(&endpoint("", "https://a.example", "")),
            expect![[r#"
                > endpoint-rules-changed S: another URL for Region "us-east-1", UseFIPS, and for 11 other inputs; the rules differ first at /rules/0/conditions/0 (https://fips.a.example => https://a.example); Breaking: requests go to another host; security: where credentials are sent
                < endpoint-rules-changed S: another URL for Region "us-east-1", UseFIPS, and for 11 other inputs; the rules differ first at /rules/0/conditions/0 (https://a.example => https://fips.a.example); Breaking: requests go to another host; security: where credentials are sent
            "#]],
        ),
        // The signing name and region.
        case(
            rules(&signed(r#""signingName": "a""#)),
            rules(&signed(r#""signingName": "b""#)),
            expect![[r#"
            > endpoint-rules-changed S: another signing name or region for Region "us-east-1", and for 23 other inputs; the rules differ first at /rules/0/endpoint/properties/authSchemes/0/signingName ([{"name":"sigv4","signingName":"a"}] => [{"name":"sigv4","signingName":"b"}]); Breaking: the other side refuses the signature; security: the scope of signatures
            < endpoint-rules-changed S: another signing name or region for Region "us-east-1", and for 23 other inputs; the rules differ first at /rules/0/endpoint/properties/authSchemes/0/signingName ([{"name":"sigv4","signingName":"b"}] => [{"name":"sigv4","signingName":"a"}]); Breaking: the other side refuses the signature; security: the scope of signatures
        "#]],
        ),
        case(
            rules(&signed(r#""signingRegion": "{Region}""#)),
            rules(&signed(r#""signingRegion": "us-east-1""#)),
            expect![[r#"
                > endpoint-rules-changed S: another signing name or region for Region "eu-west-1", and for 21 other inputs; the rules differ first at /rules/0/endpoint/properties/authSchemes/0/signingRegion ([{"name":"sigv4","signingRegion":"eu-west-1"}] => [{"name":"sigv4","signingRegion":"us-east-1"}]); Breaking: the other side refuses the signature; security: the scope of signatures
                < endpoint-rules-changed S: another signing name or region for Region "eu-west-1", and for 21 other inputs; the rules differ first at /rules/0/endpoint/properties/authSchemes/0/signingRegion ([{"name":"sigv4","signingRegion":"us-east-1"}] => [{"name":"sigv4","signingRegion":"eu-west-1"}]); Breaking: the other side refuses the signature; security: the scope of signatures
            "#]],
        ),
        case(
            rules(&endpoint("", "https://a.example", r#", "headers": {"x-a": ["1"]}"#)),
            rules(&endpoint("", "https://a.example", r#", "headers": {"x-a": ["2"]}"#)),
            expect![[r#"
                > endpoint-rules-changed S: other headers or properties for Region "us-east-1", and for 23 other inputs; the rules differ first at /rules/0/endpoint/headers/x-a/0 ({} {"x-a":["1"]} => {} {"x-a":["2"]}); Risky: requests have other headers or properties
                < endpoint-rules-changed S: other headers or properties for Region "us-east-1", and for 23 other inputs; the rules differ first at /rules/0/endpoint/headers/x-a/0 ({} {"x-a":["2"]} => {} {"x-a":["1"]}); Risky: requests have other headers or properties
            "#]],
        ),
        // An endpoint where there was an error: of the same domain, and of another.
        case(
            rules(&format!(
                r#"{}, {{"conditions": [{FIPS}], "type": "error", "error": "no"}}"#,
                endpoint(r#"{"fn": "not", "argv": [{"ref": "UseFIPS"}]}"#, "https://a.example", "")
            )),
            rules(&endpoint("", "https://a.example", "")),
            expect![[r#"
                > endpoint-rules-changed S: an endpoint where none was for Region "us-east-1", UseFIPS, and for 11 other inputs; the rules differ first at /rules/0/conditions/0 (error: no => https://a.example)
                < endpoint-rules-changed S: no longer an endpoint for Region "us-east-1", UseFIPS, and for 11 other inputs; the rules differ first at /rules/0/conditions/0 (https://a.example => error: no); Breaking: there is no longer an endpoint
            "#]],
        ),
        case(
            rules(&format!(
                r#"{{"conditions": [{FIPS}], "type": "error", "error": "no"}}, {}"#,
                endpoint("", "https://a.example", "")
            )),
            rules(&two("https://evil.test", "https://a.example")),
            expect![[r#"
                > endpoint-rules-changed S: an endpoint at a host of another domain for Region "us-east-1", UseFIPS, and for 11 other inputs; the rules differ first at /rules/0/endpoint (error: no => https://evil.test); Risky: requests go where no endpoint was; security: where credentials are sent
                < endpoint-rules-changed S: no longer an endpoint for Region "us-east-1", UseFIPS, and for 11 other inputs; the rules differ first at /rules/0/endpoint (https://evil.test => error: no); Breaking: there is no longer an endpoint
            "#]],
        ),
        case(
            rules(r#"{"conditions": [], "type": "error", "error": "no"}"#),
            rules(r#"{"conditions": [], "type": "error", "error": "not"}"#),
            expect![[r#"
                > endpoint-rules-changed S: another error for Region "us-east-1", and for 23 other inputs; the rules differ first at /rules/0/error (error: no => error: not)
                < endpoint-rules-changed S: another error for Region "us-east-1", and for 23 other inputs; the rules differ first at /rules/0/error (error: not => error: no)
            "#]],
        ),
        // An unknown function, and compiled rules.
        case(
            rules(&endpoint(r#"{"fn": "aws.new", "argv": []}"#, "https://a.example", "")),
            rules(&endpoint(r#"{"fn": "aws.new", "argv": []}"#, "https://b.example", "")),
            expect![[r#"
                > endpoint-rules-changed S: the rules differ first at /rules/0/endpoint/url; the function aws.new cannot be evaluated here (https://a.example => https://b.example); Breaking: requests go to another host, or are signed for another service; security: where credentials are sent
                < endpoint-rules-changed S: the rules differ first at /rules/0/endpoint/url; the function aws.new cannot be evaluated here (https://b.example => https://a.example); Breaking: requests go to another host, or are signed for another service; security: where credentials are sent
            "#]],
        ),
        case(
            rules(&endpoint(r#"{"fn": "aws.new", "argv": []}"#, "https://a.example", "")),
            rules(&endpoint(r#"{"fn": "aws.newer", "argv": []}"#, "https://a.example", "")),
            expect![[r#"
                > endpoint-rules-changed S: the rules differ first at /rules/0/conditions/0/fn; the function aws.new cannot be evaluated here (aws.new => aws.newer); Risky: requests may go elsewhere; security: where credentials are sent
                < endpoint-rules-changed S: the rules differ first at /rules/0/conditions/0/fn; the function aws.newer cannot be evaluated here (aws.newer => aws.new); Risky: requests may go elsewhere; security: where credentials are sent
            "#]],
        ),
        case(
            bdd("https://a.example", "AAAA"),
            bdd("https://b.example", "AAAA"),
            expect![[r#"
            > endpoint-rules-changed S: the rules differ first at /results/0/endpoint/url; they are not in a form that can be evaluated here (https://a.example => https://b.example); Breaking: requests go to another host, or are signed for another service; security: where credentials are sent
            < endpoint-rules-changed S: the rules differ first at /results/0/endpoint/url; they are not in a form that can be evaluated here (https://b.example => https://a.example); Breaking: requests go to another host, or are signed for another service; security: where credentials are sent
        "#]],
        ),
        case(
            bdd("https://a.example", "AAAA"),
            bdd("https://a.example", "BBBB"),
            expect![[r#"
            > endpoint-rules-changed S: the rules differ first at /nodes; they are not in a form that can be evaluated here (AAAA => BBBB); Risky: requests may go elsewhere; security: where credentials are sent
            < endpoint-rules-changed S: the rules differ first at /nodes; they are not in a form that can be evaluated here (BBBB => AAAA); Risky: requests may go elsewhere; security: where credentials are sent
        "#]],
        ),
        case(
            r#""x#S": {"type": "service"}"#,
            rules(&plain("https://a.example")),
            expect![[r#"
            > endpoint-rules-changed S: rules for endpoints added; Risky: requests may go elsewhere; security: where credentials are sent
            < endpoint-rules-changed S: rules for endpoints removed; Risky: requests may go elsewhere; security: where credentials are sent
        "#]],
        ),
        // Parameters.
        case(
            set(PARAMETERS, &plain("https://a.example")),
            set(&PARAMETERS.replace("AWS::Region", "SDK::Endpoint"), &plain("https://a.example")),
            expect![[r#"
                > endpoint-parameters-changed S: endpoint parameter Region: another `builtIn` (AWS::Region => SDK::Endpoint); Breaking: clients fill something else in; security: where credentials are sent
                < endpoint-parameters-changed S: endpoint parameter Region: another `builtIn` (SDK::Endpoint => AWS::Region); Breaking: clients fill something else in; security: where credentials are sent
            "#]],
        ),
        case(
            set(PARAMETERS, &plain("https://a.example")),
            set(&PARAMETERS.replace("\"default\": false", "\"default\": true"), &plain("https://a.example")),
            expect![[r#"
                > endpoint-parameters-changed S: endpoint parameter UseFIPS: another `default` (false => true); Risky: an absent value means something else; security: where credentials are sent
                < endpoint-parameters-changed S: endpoint parameter UseFIPS: another `default` (true => false); Risky: an absent value means something else; security: where credentials are sent
            "#]],
        ),
        case(
            set(PARAMETERS, &plain("https://a.example")),
            set(
                &format!(
                    r#"{PARAMETERS}, "Bucket": {{"type": "String", "required": true}}, "Tail": {{"type": "String"}}"#
                ),
                &plain("https://a.example"),
            ),
            expect![[r#"
                > endpoint-parameters-changed S: endpoint parameter Bucket: added (- => {"required":true,"type":"string"}); Breaking: old clients do not give it
                > endpoint-parameters-changed S: endpoint parameter Tail: added (- => {"required":false,"type":"string"})
                < endpoint-parameters-changed S: endpoint parameter Bucket: removed ({"required":true,"type":"string"} => -); Risky: requests may go elsewhere; security: where credentials are sent
                < endpoint-parameters-changed S: endpoint parameter Tail: removed ({"required":false,"type":"string"} => -); Risky: requests may go elsewhere; security: where credentials are sent
            "#]],
        ),
        case(
            set(PARAMETERS, &plain("https://a.example")),
            set(
                &PARAMETERS.replace("\"String\"", "\"Boolean\"").replace(", \"required\": true", ""),
                &plain("https://a.example"),
            ),
            expect![[r#"
                > endpoint-parameters-changed S: endpoint parameter Region: another `type` (string => boolean); Breaking: the other side gives it in another form
                > endpoint-parameters-changed S: endpoint parameter UseFIPS: another `required` (true => false)
                < endpoint-parameters-changed S: endpoint parameter Region: another `type` (boolean => string); Breaking: the other side gives it in another form
                < endpoint-parameters-changed S: endpoint parameter UseFIPS: another `required` (false => true)
            "#]],
        ),
        // Documentation.
        case(
            set(PARAMETERS, &plain("https://a.example")),
            set(&PARAMETERS.replace("\"d\"", "\"e\""), &plain("https://a.example")),
            expect![[r#"
                > documentation-changed S: documentation of the rules for endpoints changed
                < documentation-changed S: documentation of the rules for endpoints changed
            "#]],
        ),
        // Tests.
        case(
            tests(&format!("{}, {}", tested("a", true, "https://a.example"), tested("b", false, "https://a.example"))),
            tests(&format!("{}, {}", tested("c", false, "https://b.example"), tested("a", true, "https://a.example"))),
            expect![[r#"
                > endpoint-tests-changed S: tests of endpoints: 1 expected to lead elsewhere (https://a.example => https://b.example)
                < endpoint-tests-changed S: tests of endpoints: 1 expected to lead elsewhere (https://b.example => https://a.example)
            "#]],
        ),
        case(
            tests(&tested("a", true, "https://a.example")),
            tests(&format!("{}, {}", tested("c", false, "https://a.example"), tested("b", true, "https://a.example"))),
            expect![[r#"
                > endpoint-tests-changed S: tests of endpoints: 1 added
                < endpoint-tests-changed S: tests of endpoints: 1 removed
            "#]],
        ),
        case(
            tests(&tested("a", true, "https://a.example")),
            tests(&tested("b", true, "https://a.example")),
            expect![[r#"
                > documentation-changed S: documentation of the tests of endpoints changed
                < documentation-changed S: documentation of the tests of endpoints changed
            "#]],
        ),
    ]
}

fn bdd(url: &str, nodes: &str) -> String {
    format!(
        r#""x#S": {{"type": "service", "traits": {{"smithy.rules#endpointBdd": {{"version": "1.1", "parameters": {{}},
"conditions": [], "results": [{{"conditions": [], "type": "endpoint", "endpoint": {{"url": "{url}"}}}}], "root": 2, "nodeCount": 1, "nodes": "{nodes}"}}}}}}"#
    )
}
