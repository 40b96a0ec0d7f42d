//! Operations that HTTP can't carry, and services that are not trees.

use expect_test::expect;

use crate::check;

/// Returns an operation of a service that speaks restJson1, with that trait `http` and those members of its input.
fn operation(http: &str, members: &str) -> String {
    format!(
        r#""x#S": {{"type": "service", "traits": {{"aws.protocols#restJson1": {{}}}}, "operations": [{{"target": "x#O"}}]}},
"x#O": {{"type": "operation", "input": {{"target": "x#I"}}, "traits": {{"@http": {http}}}}},
"x#I": {{"type": "structure", "members": {{{members}}}}}"#
    )
}

#[test]
fn http() {
    let string = r#"{"target": "@String", "traits": {"@required": {}, "@httpLabel": {}}}"#;
    let label =
        |names: &[&str]| names.iter().map(|name| format!("\"{name}\": {string}")).collect::<Vec<_>>().join(", ");
    check(&operation(r#"{"method": "GET", "uri": "/{a}/{b+}?c=d"}"#, &label(&["a", "b"])), expect!["no errors"]);
    check(
        &operation(r#"{"method": "GET", "uri": "/{a}"}"#, &label(&["b"])),
        expect![[r#"
        a.json:3:69: x#O: the label `a` is not a member of `x#I` with the trait `smithy.api#httpLabel`, expected a member for each label
        a.json:4:117: x#I$b: the member is a label, but the URI `/{a}` of `x#O` has none, expected `{b}` in the URI"#]],
    );
    check(
        &operation(r#"{"method": "GET", "uri": "/{a}"}"#, r#""a": {"target": "@String", "traits": {"@required": {}}}"#),
        expect![
            "a.json:3:69: x#O: the label `a` is not a member of `x#I` with the trait `smithy.api#httpLabel`, expected a member for each label"
        ],
    );
    check(
        &operation(r#"{"method": "GET", "uri": "/{a+}/{b}"}"#, &label(&["a", "b"])),
        expect![
            "a.json:3:69: x#O: the URI `/{a+}/{b}` has a label after the greedy label `a`, expected the greedy label last"
        ],
    );
    check(
        &operation(r#"{"method": "GET", "uri": "/{a}/{a}"}"#, &label(&["a"])),
        expect!["a.json:3:69: x#O: the URI `/{a}/{a}` has the label `a` twice, expected each label once"],
    );
    check(
        &operation(r#"{"method": "GET", "uri": "/a//b"}"#, ""),
        expect!["a.json:3:69: x#O: the URI `/a//b` has an empty segment, expected text between two slashes"],
    );
    check(
        &operation(r#"{"method": "G T", "uri": "a"}"#, ""),
        expect![[r#"
        a.json:3:69: x#O: the HTTP method `G T` is malformed, expected a token such as `POST`
        a.json:3:69: x#O: the URI `a` does not begin with `/`, expected `/`"#]],
    );
    check(
        &operation(
            r#"{"method": "GET", "uri": "/{a+}"}"#,
            r#""a": {"target": "@Integer", "traits": {"@required": {}, "@httpLabel": {}}}"#,
        ),
        expect!["a.json:3:69: x#O: the greedy label `a` is an integer, expected a string"],
    );
    check(
        &operation(r#"{"method": "GET", "uri": "/", "code": 99}"#, ""),
        expect!["a.json:3:69: x#O: wrong value of `smithy.api#http` at /code: the value is 99, expected 100 to 999"],
    );
    check(
        &operation(r#"{"method": "GET"}"#, ""),
        expect![
            "a.json:3:69: x#O: wrong value of `smithy.api#http`: the member `uri` is absent, expected all required members"
        ],
    );
    check(
        &operation(
            r#"{"method": "GET", "uri": "/"}"#,
            r#""p": {"target": "@Blob", "traits": {"@httpPayload": {}}}, "q": {"target": "@Blob", "traits": {"@httpPayload": {}}}, "b": {"target": "@String"}, "h": {"target": "@String", "traits": {"@httpHeader": "X-A"}}"#,
        ),
        expect![[r#"
        a.json:4:120: x#I$q: the trait `smithy.api#httpPayload` is also on the member `p`, expected one member with it
        a.json:4:198: x#I$b: the member is part of the request's body, but `p` is all of it, expected a member outside the body, or no `smithy.api#httpPayload`"#]],
    );
    check(
        &operation(
            r#"{"method": "GET", "uri": "/"}"#,
            r#""a": {"target": "@String", "traits": {"@httpHeader": "X-A"}}, "b": {"target": "@String", "traits": {"@httpHeader": "x-a"}}, "c": {"target": "@String", "traits": {"@httpHeader": "X A"}}, "d": {"target": "@String", "traits": {"@httpQuery": "q"}}, "e": {"target": "@String", "traits": {"@httpQuery": "q"}}, "f": {"target": "@String", "traits": {"@httpQuery": "Q"}}"#,
        ),
        expect![[r#"
        a.json:4:172: x#I$b: the header `x-a` is also that of `a`, expected distinct headers
        a.json:4:254: x#I$c: the header name `X A` is malformed, expected a token such as `X-Name`
        a.json:4:415: x#I$e: the query parameter `q` is also that of `d`, expected distinct query parameters"#]],
    );
    check(
        r#""x#S": {"type": "service", "operations": [{"target": "x#O"}], "traits": {"aws.protocols#restJson1": {}}}, "x#O": {"type": "operation"}"#,
        expect![
            "a.json:2:107: x#O: the operation of `x#S` has no trait `smithy.api#http`, expected one, for restJson1 needs it"
        ],
    );
    check(
        r#""x#O": {"type": "operation", "input": {"target": "x#I"}, "traits": {"@endpoint": {"hostPrefix": "{a}.{c}"}}},
"x#I": {"type": "structure", "members": {"a": {"target": "@String", "traits": {"@required": {}, "@hostLabel": {}}}, "b": {"target": "@String", "traits": {"@required": {}, "@hostLabel": {}}}}},
"x#P": {"type": "operation", "traits": {"@endpoint": {"hostPrefix": "a b"}}}"#,
        expect![[r#"
    a.json:2:69: x#O: the label `c` is not a member of `x#I` with the trait `smithy.api#hostLabel`, expected a member for each label
    a.json:3:147: x#I$b: the member is a host label, but the host prefix `{a}.{c}` of `x#O` has none, expected a label for it in the host prefix
    a.json:4:41: x#P: the host prefix `a b` has the character ` `, expected letters, digits, `.`, `-` and labels in braces"#]],
    );
}

#[test]
fn routes() {
    let two = |first: &str, second: &str| {
        format!(
            r#""x#S": {{"type": "service", "operations": [{{"target": "x#A"}}], "resources": [{{"target": "x#R"}}]}},
"x#R": {{"type": "resource", "read": {{"target": "x#B"}}}},
"x#A": {{"type": "operation", "input": {{"target": "x#I"}}, "traits": {{"@http": {first}}}}},
"x#B": {{"type": "operation", "input": {{"target": "x#J"}}, "traits": {{"@http": {second}}}}},
"x#I": {{"type": "structure", "members": {{"a": {{"target": "@String", "traits": {{"@required": {{}}, "@httpLabel": {{}}}}}}}}}},
"x#J": {{"type": "structure", "members": {{"b": {{"target": "@String", "traits": {{"@required": {{}}, "@httpLabel": {{}}}}}}}}}}"#
        )
    };
    check(
        &two(r#"{"method": "GET", "uri": "/x/{a}?p&q=1"}"#, r#"{"method": "GET", "uri": "/x/{b}?q=1&p="}"#),
        expect![
            "a.json:5:69: x#B: `GET` `/x/{b}?q=1&p=` matches the same requests as `/x/{a}?p&q=1` of `x#A` at a.json:4:1, expected another method or URI"
        ],
    );
    for second in [
        r#"{"method": "PUT", "uri": "/x/{b}"}"#,
        r#"{"method": "GET", "uri": "/y/{b}"}"#,
        r#"{"method": "GET", "uri": "/x/{b+}"}"#,
        r#"{"method": "GET", "uri": "/x/{b}/y"}"#,
        r#"{"method": "GET", "uri": "/x/{b}?p"}"#,
    ] {
        check(&two(r#"{"method": "GET", "uri": "/x/{a}"}"#, second), expect!["no errors"]);
    }
    check(
        r#""x#A": {"type": "operation", "traits": {"@http": {"method": "GET", "uri": "/"}}}, "x#B": {"type": "operation", "traits": {"@http": {"method": "GET", "uri": "/"}}}"#,
        expect![
            "a.json:2:133: x#B: `GET` `/` matches the same requests as `/` of `x#A` at a.json:2:1, expected another method or URI"
        ],
    );
    check(
        r#""x#A": {"type": "operation", "traits": {"@http": {"method": "GET", "uri": "/"}}}, "x#B": {"type": "operation", "traits": {"@http": {"method": "GET", "uri": "/"}, "@endpoint": {"hostPrefix": "b."}}}"#,
        expect!["no errors"],
    );
}

#[test]
fn services() {
    check(
        r#""x#S": {"type": "service", "operations": [{"target": "x#O"}], "resources": [{"target": "x#R"}]},
"x#R": {"type": "resource", "list": {"target": "x#O"}}, "x#O": {"type": "operation"}"#,
        expect!["a.json:3:48: x#R: `x#O` is bound twice in `x#S`, first at a.json:2:54, expected one binding"],
    );
    check(
        r#""x#R": {"type": "resource", "resources": [{"target": "x#Q"}]}, "x#Q": {"type": "resource", "resources": [{"target": "x#R"}]}"#,
        expect!["a.json:2:64: x#Q: the resource contains itself, expected resources that form a tree"],
    );
    check(r#""x#S": {"type": "service"}, "x#T": {"type": "service", "version": ""}"#, expect!["no errors"]);
    check(
        r#""x#S": {"type": "service", "operations": [{"target": "x#O"}], "traits": {"@paginated": {"inputToken": "t", "outputToken": "t"}}},
"x#O": {"type": "operation", "input": {"target": "x#I"}, "output": {"target": "x#P"}, "traits": {"@paginated": {"items": "p.l", "pageSize": "t"}}},
"x#I": {"type": "structure", "members": {"t": {"target": "@String", "traits": {"@required": {}}}}},
"x#P": {"type": "structure", "members": {"p": {"target": "x#Q"}}},
"x#Q": {"type": "structure", "members": {"l": {"target": "@String"}}}"#,
        expect![[r#"
    a.json:3:98: x#O: the `inputToken` is required, expected an optional member, because the first page has no token
    a.json:3:98: x#O: the `items` `p.l` targets `smithy.api#String`, expected a list or map
    a.json:3:98: x#O: the `outputToken` `t` is not a member of `x#P`, expected the name of a member
    a.json:3:98: x#O: the `pageSize` `t` targets `smithy.api#String`, expected an integer"#]],
    );
}

#[test]
fn protocol_tests() {
    check(
        r#""x#O": {"type": "operation", "input": {"target": "x#I"}, "traits": {"smithy.test#httpRequestTests": [
{"id": "aa", "protocol": "aws.protocols#restJson1", "method": "POST", "uri": "/", "params": {"s": "too long", "n": null}},
{"id": "aa", "protocol": "y#none", "method": "POST", "uri": "/", "params": {"s": 1, "t": 1, "n": "x"}}]}},
"x#I": {"type": "structure", "members": {"s": {"target": "x#L", "traits": {"@required": {}}}, "n": {"target": "@Integer"}}},
"x#L": {"type": "string", "traits": {"@length": {"max": 1}}}"#,
        expect![[r#"
    a.json:2:69: x#O: the id `aa` of the test is also at a.json:2:69, expected distinct ids
    a.json:2:69: x#O: wrong params of the test `aa`/n: the value is a string, expected an integer
    a.json:2:69: x#O: wrong params of the test `aa`/s: the value is a number, expected a string
    a.json:2:69: x#O: wrong params of the test `aa`: the unknown member `t`, expected one of `s`, `n`
    a.json:2:69: x#O: wrong value of `smithy.test#httpRequestTests` at /1/protocol: the shape `y#none` does not exist, expected the id of a shape"#]],
    );
}
