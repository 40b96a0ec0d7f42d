//! Input that published models contain and Smithy accepts, although no one would write it by hand.

use expect_test::expect;

use super::check;

#[test]
fn a_service_has_a_unit_of_its_own() {
    for unit in [
        r#"{"type": "structure", "members": {}}"#,
        r#"{"type": "enum", "members": {"A": {"target": "@Unit"}}}"#,
        r#"{"type": "union", "members": {"a": {"target": "@Unit"}}}"#,
    ] {
        check(
            &format!(
                r#""x#S": {{"type": "service", "operations": [{{"target": "x#O"}}]}}, "x#O": {{"type": "operation", "input": {{"target": "x#I"}}}},
"x#I": {{"type": "structure", "members": {{"unit": {{"target": "x#Unit"}}}}}}, "x#Unit": {unit}"#
            ),
            expect!["no errors"],
        );
    }
    check(
        r#""x#S": {"type": "service", "operations": [{"target": "x#O"}]}, "x#O": {"type": "operation", "input": {"target": "x#I"}},
"x#I": {"type": "structure", "members": {"a": {"target": "x#Unit"}, "b": {"target": "y#Unit"}}},
"x#Unit": {"type": "structure"}, "y#Unit": {"type": "structure"}"#,
        expect![
            "a.json:2:1: x#S: `x#Unit` and `y#Unit` have the same name `Unit` in the service, expected another name for one of them in `rename`"
        ],
    );
}

#[test]
fn traits_have_members_that_their_definitions_lack() {
    check(
        r#""x#S": {"type": "service", "traits": {"aws.api#service": {"sdkId": "S", "serviceName": "s"}, "aws.auth#sigv4": {"name": "s", "realm": {}},
"@cors": {"origins": ["*"]}, "@externalDocumentation": {"a": "https://a.example"}, "aws.protocols#restJson1": {"https": []}}}"#,
        expect!["no errors"],
    );
    check(
        r#""x#A": {"type": "string", "traits": {"@deprecated": {"reason": "r"}, "x#rule": {"wait": [1], "nested": {"more": 1}}}},
"x#rule": {"type": "structure", "traits": {"@trait": {}}, "members": {"nested": {"target": "x#Nested"}}},
"x#Nested": {"type": "structure", "members": {}}"#,
        expect!["no errors"],
    );
    check(
        r#""x#A": {"type": "structure", "traits": {"rust.codegen#rule": {"wait": 1}}},
"rust.codegen#rule": {"type": "structure", "traits": {"@trait": {}}, "members": {"weight": {"target": "@Integer"}}}"#,
        expect!["a.json:2:41: x#A: wrong value of `rust.codegen#rule`: the unknown member `wait`, expected `weight`"],
    );
}

#[test]
fn resources_name_operations_twice_and_have_enums_as_identifiers() {
    check(
        r#""x#S": {"type": "service", "resources": [{"target": "x#R"}]},
"x#R": {"type": "resource", "identifiers": {"i": {"target": "x#E"}}, "put": {"target": "x#O"}, "create": {"target": "x#O"},
"operations": [{"target": "x#O"}], "collectionOperations": [{"target": "x#O"}]},
"x#O": {"type": "operation", "input": {"target": "x#I"}, "traits": {"@idempotent": {}}},
"x#I": {"type": "structure", "members": {"i": {"target": "x#E", "traits": {"@required": {}}}}},
"x#E": {"type": "enum", "members": {"A": {"target": "@Unit"}}}"#,
        expect!["no errors"],
    );
    check(
        r#""x#S": {"type": "service", "resources": [{"target": "x#R"}, {"target": "x#Q"}]},
"x#R": {"type": "resource", "operations": [{"target": "x#O"}]}, "x#Q": {"type": "resource", "operations": [{"target": "x#O"}]},
"x#O": {"type": "operation"}"#,
        expect!["a.json:3:55: x#R: `x#O` is bound twice in `x#S`, first at a.json:3:119, expected one binding"],
    );
}

#[test]
fn patterns_that_java_compiles() {
    for pattern in ["[0-9a-z]{11}{0,1011}", "{2,64}", "a|{2}", "^*a", "a$+", r"\b?", r"\\c1", "(?s).+", r"\\Aa\\z"] {
        let pattern = pattern.replace(r"\b", r"\\b");
        check(&format!(r#""x#A": {{"type": "string", "traits": {{"@pattern": "{pattern}"}}}}"#), expect!["no errors"]);
    }
}
