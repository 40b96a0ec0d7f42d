//! Malformed and misplaced traits.

use expect_test::expect;

use crate::check;

#[test]
fn traits() {
    check(
        r#""x#A": {"type": "string", "traits": {"@foo": {}}}"#,
        expect!["a.json:2:38: x#A: unsupported trait `smithy.api#foo`, expected a trait of Smithy's prelude"],
    );
    check(
        r#""x#A": {"type": "string", "traits": {"x#foo": {}, "x#A": {}, "y#foo": {}, "aws.api#foo": 1, "smithy.foo#bar": 1}}"#,
        expect![[r#"
        a.json:2:38: x#A: the trait `x#foo` does not exist, expected a trait that its namespace defines
        a.json:2:51: x#A: `x#A` is not a trait, expected a shape with the trait `smithy.api#trait`"#]],
    );
    check(
        r#""x#A": {"type": "string", "traits": {
"@length": [1, 2], "@pattern": 1, "@tags": ["a", 1], "@deprecated": {"message": null, "reason": ""}, "@sensitive": true}}"#,
        expect![[r#"
            a.json:3:1: x#A: wrong value of `smithy.api#length`: the value is an array, expected an object
            a.json:3:30: x#A: wrong value of `smithy.api#pattern`: the value is a number, expected a string
            a.json:3:55: x#A: wrong value of `smithy.api#tags` at /1: the value is a number, expected a string
            a.json:3:84: x#A: wrong value of `smithy.api#deprecated` at /message: the value is null, expected a string
            a.json:3:142: x#A: wrong value of `smithy.api#sensitive`: the value is a boolean, expected an object"#]],
    );
    check(
        r#""x#A": {"type": "string", "traits": {
"@length": {"min": "1"}, "@documentation": {}, "@externalDocumentation": {"": ""}, "@enum": [{"name": "A-B"}]}}"#,
        expect![[r#"
    a.json:3:1: x#A: wrong value of `smithy.api#length` at /min: the value is a string, expected an integer
    a.json:3:36: x#A: wrong value of `smithy.api#documentation`: the value is an object, expected a string
    a.json:3:68: x#A: wrong value of `smithy.api#externalDocumentation` at /: the length in characters is 0, expected 1 or more
    a.json:3:114: x#A: wrong value of `smithy.api#enum` at /0/name: the value is `A-B`, expected a match of `^[a-zA-Z_]+[a-zA-Z_0-9]*$`
    a.json:3:114: x#A: wrong value of `smithy.api#enum` at /0: the member `value` is absent, expected all required members"#]],
    );
    check(
        r#""x#A": {"type": "integer", "traits": {"@range": {"min": "x", "max": true}}}"#,
        expect![[r#"
        a.json:2:39: x#A: wrong value of `smithy.api#range` at /max: the value is a boolean, expected a number
        a.json:2:39: x#A: wrong value of `smithy.api#range` at /min: `x` is not a number, expected a number"#]],
    );
    check(
        r#""x#A": {"type": "boolean", "traits": {"@length": {"min": 1}, "@pattern": "a", "@range": {"min": 1}, "@required": {}}}"#,
        expect![[r#"
        a.json:2:39: x#A: the trait `smithy.api#length` does not apply to this boolean, expected what `:test(list, map, string, blob, member > :is(list, map, string, blob))` selects
        a.json:2:72: x#A: the trait `smithy.api#pattern` does not apply to this boolean, expected what `:test(string, member > string)` selects
        a.json:2:99: x#A: the trait `smithy.api#range` does not apply to this boolean, expected what `:test(number, member > number)` selects
        a.json:2:131: x#A: the trait `smithy.api#required` does not apply to this boolean, expected what `structure > member` selects"#]],
    );
    check(
        r#""x#A": {"type": "structure", "members": {"l": {"target": "@String", "traits": {"@httpLabel": {}}}, "m": {"target": "@Blob", "traits": {"@httpHeader": "x", "@httpQuery": ""}}}}"#,
        expect![[r#"
        a.json:2:90: x#A$l: the trait `smithy.api#httpLabel` does not apply to this member of a structure, expected what `structure > member[trait|required] :test(> :test(string, number, boolean, timestamp))` selects
        a.json:2:166: x#A$m: the trait `smithy.api#httpHeader` does not apply to this member of a structure, expected what `structure > :test(member > :test(boolean, number, string, timestamp, list > member > :test(boolean, number, string, timestamp)))` selects
        a.json:2:166: x#A$m: the traits `smithy.api#httpHeader` and `smithy.api#httpQuery` exclude each other, expected one of them
        a.json:2:196: x#A$m: the trait `smithy.api#httpQuery` does not apply to this member of a structure, expected what `structure > member :test(> :test(string, number, boolean, timestamp), > list > member > :test(string, number, boolean, timestamp))` selects
        a.json:2:196: x#A$m: wrong value of `smithy.api#httpQuery`: the length in characters is 0, expected 1 or more"#]],
    );
    check(
        r#""x#A": {"type": "structure", "traits": {"@input": {}, "@output": {}, "@error": "oops", "@httpError": "404"}}"#,
        expect![[r#"
        a.json:2:41: x#A: the traits `smithy.api#input` and `smithy.api#error` exclude each other, expected one of them
        a.json:2:41: x#A: the traits `smithy.api#input` and `smithy.api#output` exclude each other, expected one of them
        a.json:2:65: x#A: the traits `smithy.api#output` and `smithy.api#error` exclude each other, expected one of them
        a.json:2:90: x#A: wrong value of `smithy.api#error`: the value is `oops`, expected one of `client`, `server`
        a.json:2:118: x#A: wrong value of `smithy.api#httpError`: the value is a string, expected an integer"#]],
    );
    check(
        r#""x#A": {"type": "structure", "members": {"a": {"target": "@String", "traits": {"@idempotencyToken": {}}}, "b": {"target": "@String", "traits": {"@idempotencyToken": {}}}}}"#,
        expect![
            "a.json:2:127: x#A$b: the trait `smithy.api#idempotencyToken` is also on the member `a`, expected one member with it"
        ],
    );
    check(
        r#""x#B": {"type": "blob", "traits": {"@streaming": {}}},
"x#A": {"type": "structure", "members": {"a": {"target": "x#B"}, "b": {"target": "x#B"}}}"#,
        expect![
            "a.json:3:66: x#A$b: the trait `smithy.api#streaming` is also on the member `a`, expected one member with it"
        ],
    );
    check(
        r#""x#T": {"type": "timestamp", "traits": {"@timestampFormat": "iso", "@auth": []}}"#,
        expect![[r#"
        a.json:2:41: x#T: wrong value of `smithy.api#timestampFormat`: the value is `iso`, expected one of `date-time`, `epoch-seconds`, `http-date`
        a.json:2:78: x#T: the trait `smithy.api#auth` does not apply to this timestamp, expected what `:is(service, operation)` selects"#]],
    );
    check(
        r#""x#S": {"type": "service", "traits": {"aws.auth#sigv4": {}, "aws.api#service": {"sdkId": 1}, "@auth": ["sigv4"], "@cors": {"maxAge": 1.5}}}"#,
        expect![[r#"
        a.json:2:39: x#S: wrong value of `aws.auth#sigv4`: the member `name` is absent, expected all required members
        a.json:2:61: x#S: wrong value of `aws.api#service` at /sdkId: the value is a number, expected a string
        a.json:2:94: x#S: wrong value of `smithy.api#auth` at /0: `sigv4` is not a shape id, expected `namespace#Name`
        a.json:2:124: x#S: wrong value of `smithy.api#cors` at /maxAge: the value is 1.5, expected an integer from -2147483648 to 2147483647"#]],
    );
    check(
        r#""x#O": {"type": "operation", "traits": {"smithy.test#httpRequestTests": [{"id": "a b", "protocol": "aws.protocols#restJson1", "method": "", "queryParam": []}]}}"#,
        expect![[r#"
            a.json:2:41: x#O: wrong value of `smithy.test#httpRequestTests` at /0/id: the value is `a b`, expected a match of `^[A-Za-z_][A-Za-z0-9_]+$`
            a.json:2:41: x#O: wrong value of `smithy.test#httpRequestTests` at /0/method: the length in characters is 0, expected 1 or more
            a.json:2:41: x#O: wrong value of `smithy.test#httpRequestTests` at /0: the member `uri` is absent, expected all required members"#]],
    );
    check(
        r#""x#O": {"type": "operation", "traits": {"smithy.test#httpMalformedRequestTests": [{"id": "ab", "protocol": "aws.protocols#restJson1", "request": {"method": "GET", "uri": "/"}, "response": {"code": 400}, "testParameters": {"one": ["1"], "two": ["1", "2"]}}]}}"#,
        expect![
            "a.json:2:41: x#O: the lists of parameters of the test `ab` differ in length, expected a value of each parameter for every case"
        ],
    );
    check(
        r#""x#S": {"type": "service", "traits": {"smithy.rules#endpointTests": {"version": "1.0", "testCases": [{"expect": {"error": "a", "endpoint": {"url": 1}}}]}}}"#,
        expect![[r#"
        a.json:2:39: x#S: the trait `smithy.rules#endpointTests` does not apply to this service, expected what `service :test([trait|smithy.rules#endpointRuleSet], [trait|smithy.rules#endpointBdd])` selects
        a.json:2:39: x#S: wrong value of `smithy.rules#endpointTests` at /testCases/0/expect/endpoint/url: the value is a number, expected a string
        a.json:2:39: x#S: wrong value of `smithy.rules#endpointTests` at /testCases/0/expect: the union has 2 members, expected exactly one"#]],
    );
}

#[test]
fn traits_of_the_model() {
    let definitions = r#""x#rule": {"type": "structure", "traits": {"@trait": {"selector": "structure", "conflicts": ["x#other"]}}, "members": {
 "members": {"target": "x#Names", "traits": {"@required": {}}},
 "severity": {"target": "x#Severity"},
 "weight": {"target": "x#Weight"}}},
"x#Names": {"type": "list", "member": {"target": "x#Name"}, "traits": {"@length": {"max": 2}, "@uniqueItems": {}}},
"x#Name": {"type": "string", "traits": {"@pattern": "^[a-z]+$", "@length": {"max": 3}}},
"x#Severity": {"type": "enum", "members": {"ERROR": {"target": "@Unit"}, "WARN": {"target": "@Unit", "traits": {"@enumValue": "warn"}}}},
"x#Weight": {"type": "byte", "traits": {"@range": {"min": 0, "max": 9}}},
"x#other": {"type": "map", "key": {"target": "@String"}, "value": {"target": "x#Choice"}, "traits": {"@trait": {}}},
"x#Choice": {"type": "union", "members": {"a": {"target": "@Timestamp"}, "b": {"target": "@Double"}, "c": {"target": "@Blob"}, "d": {"target": "@Document"}}},"#;
    let check_one = |traits: &str, expect| {
        check(&format!("{definitions}\n\"x#A\": {{\"type\": \"structure\", \"traits\": {{{traits}}}}}"), expect)
    };
    check_one(r#""x#rule": {"members": ["a", "abc"], "severity": "warn", "weight": 9}"#, expect!["no errors"]);
    check_one(
        r#""x#rule": {"members": ["a", "abcd", "A", "a"], "severity": "WARN", "weight": 10}"#,
        expect![[r#"
        a.json:12:41: x#A: wrong value of `x#rule` at /members/1: the length in characters is 4, expected 3 or fewer
        a.json:12:41: x#A: wrong value of `x#rule` at /members/2: the value is `A`, expected a match of `^[a-z]+$`
        a.json:12:41: x#A: wrong value of `x#rule` at /members: the length in items is 4, expected 2 or fewer
        a.json:12:41: x#A: wrong value of `x#rule` at /members: two items are equal, expected distinct items
        a.json:12:41: x#A: wrong value of `x#rule` at /severity: the value is `WARN`, expected one of `ERROR`, `warn`
        a.json:12:41: x#A: wrong value of `x#rule` at /weight: the value is 10, expected 0 to 9"#]],
    );
    check_one(
        r#""x#rule": {"severity": null, "weight": 200, "wait": 1}"#,
        expect![[r#"
            a.json:12:41: x#A: wrong value of `x#rule` at /severity: the value is null, expected a string
            a.json:12:41: x#A: wrong value of `x#rule` at /weight: the value is 200, expected an integer from -128 to 127
            a.json:12:41: x#A: wrong value of `x#rule`: the member `members` is absent, expected all required members"#]],
    );
    check_one(
        r#""x#rule": {"members": [null]}, "x#other": {}"#,
        expect![[r#"
        a.json:12:41: x#A: the traits `x#rule` and `x#other` exclude each other, expected one of them
        a.json:12:41: x#A: wrong value of `x#rule` at /members/0: the value is null, expected a string"#]],
    );
    check_one(
        r#""x#other": {"e": {"a": "1985-04-12T23:20:50.52Z"}, "f": {"b": "NaN"}, "g": {"c": "x"}, "h": {"d": [null]}, "i": {"a": 1.5}}"#,
        expect!["no errors"],
    );
    check_one(
        r#""x#other": {"a/b~": {"a": "1985-04-12"}, "f": {"b": "nan"}, "g": {"c": 1}, "h": {}, "i": {"a": 1, "b": 2}}"#,
        expect![[r#"
        a.json:12:41: x#A: wrong value of `x#other` at /a~1b~0/a: `1985-04-12` is not a time, expected `YYYY-MM-DDThh:mm:ssZ`
        a.json:12:41: x#A: wrong value of `x#other` at /f/b: `nan` is not a number, expected a number
        a.json:12:41: x#A: wrong value of `x#other` at /g/c: the value is a number, expected a string
        a.json:12:41: x#A: wrong value of `x#other` at /h: the union has 0 members, expected exactly one
        a.json:12:41: x#A: wrong value of `x#other` at /i: the union has 2 members, expected exactly one"#]],
    );
    check(
        &format!(
            "{definitions}\n\"x#A\": {{\"type\": \"string\", \"traits\": {{\"x#rule\": {{\"members\": []}}, \"x#rul\": {{}}}}}}"
        ),
        expect![[r#"
        a.json:12:38: x#A: the trait `x#rule` does not apply to this string, expected what `structure` selects
        a.json:12:65: x#A: the trait `x#rul` does not exist, expected a trait that its namespace defines"#]],
    );
}
