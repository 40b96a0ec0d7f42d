//! Shapes that do not fit together, and constraints that cannot be met.

use expect_test::expect;

use crate::check;

#[test]
fn targets() {
    check(
        r#""x#A": {"type": "list", "member": {"target": "x#B"}}"#,
        expect!["a.json:2:25: x#A$member: the target `x#B` does not exist, expected the id of a shape"],
    );
    check(
        r#""x#A": {"type": "structure", "members": {
"a": {"target": "x#S"}, "b": {"target": "x#R"},
"c": {"target": "x#O"}, "d": {"target": "@Unit"}}},
"x#S": {"type": "service"}, "x#R": {"type": "resource"}, "x#O": {"type": "operation"}"#,
        expect![[r#"
    a.json:3:1: x#A$a: the member targets the service `x#S`, expected a shape that has values
    a.json:3:25: x#A$b: the member targets the resource `x#R`, expected a shape that has values
    a.json:4:1: x#A$c: the member targets the operation `x#O`, expected a shape that has values
    a.json:4:25: x#A$d: the member targets `smithy.api#Unit`, expected another shape, because only members of unions and enums may target it"#]],
    );
    check(
        r#""x#A": {"type": "map", "key": {"target": "@Integer"}, "value": {"target": "@Integer"}}"#,
        expect![
            "a.json:2:24: x#A$key: the member targets the integer `smithy.api#Integer`, expected a string as the key of a map"
        ],
    );
    check(
        r#""x#A": {"type": "enum", "members": {"M": {"target": "@String"}}}"#,
        expect![
            "a.json:2:37: x#A$M: the member targets `smithy.api#String`, expected `smithy.api#Unit` as the target of an enum's member"
        ],
    );
    check(
        r#""x#O": {"type": "operation", "input": {"target": "@String"}, "output": {"target": "x#E"}, "errors": [{"target": "x#I"}]},
"x#I": {"type": "structure"}, "x#E": {"type": "structure", "traits": {"@error": "server"}}"#,
        expect![[r#"
    a.json:2:50: x#O: `input`: the target `smithy.api#String` is a string, expected a structure without the trait `smithy.api#error`
    a.json:2:93: x#O: `output`: the target `x#E` is a structure with the trait `smithy.api#error`, expected a structure without the trait `smithy.api#error`
    a.json:2:123: x#O: `errors`: the target `x#I` is a structure, expected a structure with the trait `smithy.api#error`"#]],
    );
    check(
        r#""x#S": {"type": "service", "operations": [{"target": "x#R"}, {"target": "x#O"}], "resources": [{"target": "x#N"}], "errors": [{"target": "@Unit"}]},
"x#R": {"type": "resource", "identifiers": {"i": {"target": "@Integer"}}, "properties": {"p": {"target": "x#R"}}, "read": {"target": "x#R"}}"#,
        expect![[r#"
    a.json:2:54: x#S: `operations`: the target `x#R` is a resource, expected an operation
    a.json:2:73: x#S: `operations`: the target `x#O` does not exist, expected the id of a shape
    a.json:2:107: x#S: `resources`: the target `x#N` does not exist, expected the id of a shape
    a.json:2:138: x#S: `errors`: the target `smithy.api#Unit` is a structure, expected a structure with the trait `smithy.api#error`
    a.json:3:61: x#R: `i`: the target `smithy.api#Integer` is an integer, expected a string
    a.json:3:116: x#R: `p`: the target `x#R` is a resource, expected a shape that has values
    a.json:3:116: x#R: `x#R` is bound twice in `x#S`, first at a.json:2:54, expected one binding
    a.json:3:144: x#R: `read`: the target `x#R` is a resource, expected an operation
    a.json:3:144: x#R: `x#R` is bound twice in `x#S`, first at a.json:2:54, expected one binding"#]],
    );
    check(
        r#""x#A": {"type": "list", "member": {"target": "y#P"}},
"y#P": {"type": "string", "traits": {"@private": {}}}"#,
        expect![
            "a.json:2:25: x#A$member: the target `y#P` is private, expected a shape of the same namespace, or one that is public"
        ],
    );
    check(
        r#""x#A": {"type": "list", "member": {"target": "x#t"}},
"x#t": {"type": "string", "traits": {"@trait": {}}}"#,
        expect!["a.json:2:25: x#A$member: the target `x#t` is a trait, expected a shape that is not a trait"],
    );
}

#[test]
fn names() {
    check(
        r#""x#Foo": {"type": "string"}, "x#FOO": {"type": "string"}"#,
        expect![
            "a.json:2:1: x#Foo: the shape's id differs only in case from `x#FOO` at a.json:2:30, expected ids that differ otherwise"
        ],
    );
    check(
        r#""x#A": {"type": "structure", "members": {"ab": {"target": "@String"}, "aB": {"target": "@String"}}}"#,
        expect![
            "a.json:2:81: x#A$aB: the member's name differs only in case from `ab` at a.json:2:42, expected names that differ otherwise"
        ],
    );
    check(
        r#""x#S": {"type": "service", "operations": [{"target": "x#O"}], "rename": {"x#N": "M"}},
"x#O": {"type": "operation", "input": {"target": "x#A"}, "output": {"target": "y#A"}},
"x#A": {"type": "structure"}, "y#A": {"type": "structure"}, "x#N": {"type": "structure"}"#,
        expect![[r#"
    a.json:2:1: x#S: `rename` names `x#N`, which is not a shape of the service, expected a shape that the service reaches
    a.json:2:1: x#S: `x#A` and `y#A` have the same name `A` in the service, expected another name for one of them in `rename`"#]],
    );
}

#[test]
fn constraints() {
    check(
        r#""x#A": {"type": "string", "traits": {"@length": {"min": 5, "max": 4}}}, "x#B": {"type": "string", "traits": {"@length": {"min": 4, "max": 4}}}"#,
        expect!["a.json:2:38: x#A: the length's min 5 is above its max 4, expected a min that is not above the max"],
    );
    check(
        r#""x#A": {"type": "string", "traits": {"@length": {"min": -1}}}"#,
        expect!["a.json:2:38: x#A: wrong value of `smithy.api#length` at /min: the value is -1, expected 0 or more"],
    );
    check(
        r#""x#A": {"type": "integer", "traits": {"@range": {"min": 1, "max": 0}}}, "x#B": {"type": "double", "traits": {"@range": {"min": 0.5, "max": 0.5}}}"#,
        expect!["a.json:2:39: x#A: the range's min 1 is above its max 0, expected a min that is not above the max"],
    );
    check(
        r#""x#A": {"type": "integer", "traits": {"@range": {"min": 0.5}}}, "x#B": {"type": "long", "traits": {"@range": {"max": 1.0}}}"#,
        expect!["a.json:2:39: x#A: the range's bound 0.5 is not an integer, expected an integer"],
    );
    check(
        r#""x#A": {"type": "string", "traits": {"@pattern": "^[a-z"}}, "x#B": {"type": "structure", "members": {"m": {"target": "@String", "traits": {"@pattern": "(a", "@length": {"min": 2, "max": 1}}}}}"#,
        expect![[r#"
        a.json:2:38: x#A: the pattern `^[a-z` is malformed: a class is not closed, expected a regular expression of ECMA 262
        a.json:2:160: x#B$m: the pattern `(a` is malformed: a group is not closed, expected a regular expression of ECMA 262
        a.json:2:188: x#B$m: the length's min 2 is above its max 1, expected a min that is not above the max"#]],
    );
    check(r#""x#A": {"type": "string", "traits": {"@pattern": "^(?!aws:)[a-z]+$"}}"#, expect!["no errors"]);
    check(
        r#""x#A": {"type": "enum", "members": {"M": {"target": "@Unit"}, "N": {"target": "@Unit", "traits": {"@enumValue": "M"}}, "O": {"target": "@Unit", "traits": {"@enumValue": 1}}, "P": {"target": "@Unit", "traits": {"@enumValue": ""}}}}"#,
        expect![[r#"
        a.json:2:119: x#A$N: the value `M` is that of `M` too, expected distinct values
        a.json:2:196: x#A$O: the member's value is of another kind, expected a string that is not empty
        a.json:2:271: x#A$P: the member's value is of another kind, expected a string that is not empty"#]],
    );
    check(
        r#""x#A": {"type": "intEnum", "members": {"M": {"target": "@Unit"}, "N": {"target": "@Unit", "traits": {"@enumValue": 1}}, "O": {"target": "@Unit", "traits": {"@enumValue": 1}}, "P": {"target": "@Unit", "traits": {"@enumValue": "1"}}, "Q": {"target": "@Unit", "traits": {"@enumValue": 2147483648}}}}"#,
        expect![[r#"
        a.json:2:40: x#A$M: the member has no value, expected an integer of 32 bits
        a.json:2:197: x#A$O: the value `1` is that of `N` too, expected distinct values
        a.json:2:272: x#A$P: the member's value is of another kind, expected an integer of 32 bits
        a.json:2:349: x#A$Q: the member's value is of another kind, expected an integer of 32 bits"#]],
    );
    check(
        r#""x#A": {"type": "string", "traits": {"@enum": [{"value": "a", "name": "A"}, {"value": "a"}, {"value": "b", "name": "A"}]}}"#,
        expect![[r#"
            a.json:2:38: x#A: the name `A` occurs twice in the enum, expected distinct names
            a.json:2:38: x#A: the value `a` occurs twice in the enum, expected distinct values"#]],
    );
}

#[test]
fn defaults() {
    let member = |target: &str, default: &str| {
        format!(
            r#""x#M": {{"type": "structure", "members": {{"m": {{"target": "{target}", "traits": {{"@default": {default}}}}}}}}},
"x#S": {{"type": "string", "traits": {{"@length": {{"min": 2}}, "@pattern": "^a+$"}}}}, "x#P": {{"type": "integer", "traits": {{"@range": {{"min": 1}}}}}},
"x#E": {{"type": "enum", "members": {{"A": {{"target": "@Unit"}}}}}}, "x#L": {{"type": "list", "member": {{"target": "@String"}}}},
"x#D": {{"type": "integer", "traits": {{"@default": 7}}}}, "x#T": {{"type": "structure"}}"#
        )
    };
    for (target, default) in [
        ("x#S", "\"aa\""),
        ("x#P", "1"),
        ("x#P", "0"),
        ("x#E", "\"A\""),
        ("x#L", "[]"),
        ("x#D", "7"),
        ("x#D", "null"),
        ("@Blob", "\"YWI=\""),
        ("@Document", "\"\""),
        ("@PrimitiveInteger", "0"),
        ("@Boolean", "true"),
        ("@Long", "9223372036854775807"),
    ] {
        check(&member(target, default), expect!["no errors"]);
    }
    check(
        &member("x#S", "\"b\""),
        expect![[r#"
        a.json:2:76: x#M$m: wrong default: the length in characters is 1, expected 2 or more
        a.json:2:76: x#M$m: wrong default: the value is `b`, expected a match of `^a+$`"#]],
    );
    check(&member("x#S", "1"), expect!["a.json:2:76: x#M$m: wrong default: the value is a number, expected a string"]);
    check(&member("x#P", "-1"), expect!["a.json:2:76: x#M$m: wrong default: the value is -1, expected 1 or more"]);
    check(
        &member("x#P", "false"),
        expect!["a.json:2:76: x#M$m: wrong default: the value is a boolean, expected an integer"],
    );
    check(&member("x#E", "\"B\""), expect!["a.json:2:76: x#M$m: wrong default: the value is `B`, expected `A`"]);
    check(
        &member("x#L", "[\"a\"]"),
        expect![
            "a.json:2:76: x#M$m: the default of the list is not empty, expected an empty default, the only one that is allowed"
        ],
    );
    check(
        &member("x#L", "{}"),
        expect!["a.json:2:76: x#M$m: wrong default: the value is an object, expected an array"],
    );
    check(
        &member("x#D", "8"),
        expect![
            "a.json:2:76: x#M$m: the member has another default than its target `x#D` with `7`, expected the same default, or null"
        ],
    );
    check(
        &member("@PrimitiveInteger", "1"),
        expect![
            "a.json:2:100: x#M$m: the member has another default than its target `smithy.api#PrimitiveInteger` with `0`, expected the same default, or null"
        ],
    );
    check(
        &member("@Blob", "\"a\""),
        expect!["a.json:2:88: x#M$m: wrong default: the value is `a`, expected a blob in base64"],
    );
    check(
        &member("@Byte", "128"),
        expect!["a.json:2:88: x#M$m: wrong default: the value is 128, expected an integer from -128 to 127"],
    );
    check(
        &member("@Document", "{\"a\": 1}"),
        expect![
            "a.json:2:92: x#M$m: the default of the document is not empty, expected an empty default, the only one that is allowed"
        ],
    );
    check(
        &member("x#T", "{}"),
        expect![
            "a.json:2:76: x#M$m: the trait `smithy.api#default` does not apply to this member of a structure, expected what `:is(simpleType, list, map, structure > member :test(> :is(simpleType, list, map)))` selects"
        ],
    );
    check(
        r#""x#A": {"type": "string", "traits": {"@default": null}}, "x#D": {"type": "integer", "traits": {"@default": 7}}, "x#M": {"type": "structure", "members": {"m": {"target": "x#D"}}}"#,
        expect![[r#"
        a.json:2:38: x#A: wrong default: the value is null, expected a string
        a.json:2:174: x#M$m: the member has no default, but its target `x#D` has `7`, expected the same default, or null"#]],
    );
}

#[test]
fn recursion() {
    check(
        r#""x#A": {"type": "structure", "members": {"a": {"target": "x#A", "traits": {"@required": {}}}}}"#,
        expect!["a.json:2:42: x#A: the shape requires itself, through A$a, expected an optional member in the cycle"],
    );
    check(
        r#""x#A": {"type": "structure", "members": {"b": {"target": "x#B", "traits": {"@required": {}}}}},
"x#B": {"type": "structure", "members": {"o": {"target": "x#A"}, "c": {"target": "x#C", "traits": {"@required": {}}}}},
"x#C": {"type": "union", "members": {"a": {"target": "x#A"}}},
"x#D": {"type": "structure", "members": {"a": {"target": "x#A", "traits": {"@required": {}}}}}"#,
        expect![
            "a.json:2:42: x#A: the shape requires itself, through A$b, B$c, C$a, expected an optional member in the cycle"
        ],
    );
    check(
        r#""x#U": {"type": "union", "members": {"u": {"target": "x#U"}}}"#,
        expect!["a.json:2:38: x#U: the shape requires itself, through U$u, expected an optional member in the cycle"],
    );
    check(
        r#""x#U": {"type": "union", "members": {"u": {"target": "x#U"}, "s": {"target": "@String"}}},
"x#A": {"type": "structure", "members": {"a": {"target": "x#A"}, "l": {"target": "x#L", "traits": {"@required": {}}}}},
"x#L": {"type": "list", "member": {"target": "x#A"}}"#,
        expect!["no errors"],
    );
    check(
        r#""x#L": {"type": "list", "member": {"target": "x#M"}}, "x#M": {"type": "map", "key": {"target": "@String"}, "value": {"target": "x#L"}}"#,
        expect![
            "a.json:2:25: x#L: the shape contains itself, through L$member, M$value, expected a structure or union in the cycle"
        ],
    );
}
