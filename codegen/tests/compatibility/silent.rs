//! Changes after which code compiles but sends something else, and similar ones after which it sends the same.

use codegen::compatibility::compare;
use expect_test::{Expect, expect};

use super::proof::{Pair, prove};
use super::{SERVICE, load, options, shown};

/// A change, and the verdict on it.
struct Case {
    name: &'static str,
    old: String,
    new: String,
    expect: Expect,
}

fn case(name: &'static str, [old, new]: [String; 2], expect: Expect) -> Case {
    Case { name, old, new, expect }
}

/// Returns an enum of a kind with these members.
fn values(kind: &str, values: &[(&str, &str)]) -> String {
    let member = |(name, value): &(&str, &str)| {
        format!(r#""{name}": {{"target": "@Unit", "traits": {{"@enumValue": {value}}}}}"#)
    };
    let members: Vec<String> = values.iter().map(member).collect();
    format!(r#""x#T": {{"type": "{kind}", "members": {{{}}}}}"#, members.join(", "))
}

/// Returns a string with the trait of Smithy 1.0; an empty name is left out.
fn definitions(values: &[(&str, &str)]) -> String {
    let definition = |(name, value): &(&str, &str)| match *name {
        "" => format!(r#"{{"value": "{value}"}}"#),
        name => format!(r#"{{"name": "{name}", "value": "{value}"}}"#),
    };
    let definitions: Vec<String> = values.iter().map(definition).collect();
    format!(r#""x#T": {{"type": "string", "traits": {{"@enum": [{}]}}}}"#, definitions.join(", "))
}

/// Returns a union or structure with one member.
fn member(kind: &str, member: &str) -> String {
    format!(r#""x#T": {{"type": "{kind}", "members": {{{member}}}}}"#)
}

/// Returns a model in which the input of the operation has the member `it` of the shape `x#T`.
fn nested(shape: &str) -> String {
    let members = r#""it": {"target": "x#T"}"#;
    format!("{},\n{shape}", bound(r#""@http": {"method": "POST", "uri": "/"}"#, members))
}

/// Returns a model in which the operation has these traits and its input these members.
fn bound(traits: &str, members: &str) -> String {
    format!(
        r#""x#Service": {{"type": "service", "mixins": [{{"target": "example#Common"}}], "operations": [{{"target": "x#Put"}}]}},
"x#Put": {{"type": "operation", "input": {{"target": "x#In"}}, "traits": {{{traits}}}}},
"x#In": {{"type": "structure", "members": {{{members}}}}}"#
    )
}

fn load_shapes(shapes: &str) -> model::Model {
    load(&[SERVICE, &format!("{{\"smithy\": \"2.0\", \"shapes\": {{{shapes}}}}}")])
}

fn cases() -> Vec<Case> {
    [of_values(), of_members(), of_operations()].into_iter().flatten().collect()
}

fn of_values() -> Vec<Case> {
    let words = |list: &[(&str, &str)]| nested(&values("enum", list));
    let numbers = |list: &[(&str, &str)]| nested(&values("intEnum", list));
    let old = |list: &[(&str, &str)]| nested(&definitions(list));
    let two = [("FIRST", "\"x\""), ("SECOND", "\"y\"")];
    let swapped = [("FIRST", "\"y\""), ("SECOND", "\"x\"")];
    vec![
        case(
            "values are swapped",
            [words(&two), words(&swapped)],
            expect![[r#"
            Major x#T$FIRST: `T::First` still compiles, but its wire format is `"y"` instead of `"x"`
            Major x#T$SECOND: `T::Second` still compiles, but its wire format is `"x"` instead of `"y"`
        "#]],
        ),
        case(
            "a value is another",
            [words(&two), words(&[("FIRST", "\"z\""), two[1]])],
            expect![[r#"
            Major x#T$FIRST: `T::First` still compiles, but its wire format is `"z"` instead of `"x"`
        "#]],
        ),
        case(
            "a value differs in case",
            [words(&two), words(&[("FIRST", "\"X\""), two[1]])],
            expect![[r#"
            Major x#T$FIRST: `T::First` still compiles, but its wire format is `"X"` instead of `"x"`
        "#]],
        ),
        case(
            "numbers are swapped",
            [numbers(&[("ONE", "1"), ("TWO", "2")]), numbers(&[("ONE", "2"), ("TWO", "1")])],
            expect![[r#"
                Major x#T$ONE: `T::One` still compiles, but its wire format is `2` instead of `1`
                Major x#T$TWO: `T::Two` still compiles, but its wire format is `1` instead of `2`
            "#]],
        ),
        case(
            "values of the old trait are swapped",
            [old(&[("A", "x"), ("B", "y")]), old(&[("A", "y"), ("B", "x")])],
            expect![[r#"
                Major x#T: `T::A` still compiles, but its wire format is `"y"` instead of `"x"`; `B` still compiles, but its wire format is `"x"` instead of `"y"`
            "#]],
        ),
        case(
            "a number in a name is another value's",
            [old(&[("", "a b"), ("", "a-b")]), old(&[("", "a b"), ("", "a_b"), ("", "a-b")])],
            expect![[r#"
                Major x#T: `T::AB2` still compiles, but its wire format is `"a_b"` instead of `"a-b"`; `AB3` is added
            "#]],
        ),
        case(
            "values that differ in case change places",
            [old(&[("", "ab"), ("", "AB")]), old(&[("", "AB"), ("", "ab")])],
            expect![[r#"
                Major x#T: `T::Ab` still compiles, but its wire format is `"AB"` instead of `"ab"`; `Ab2` still compiles, but its wire format is `"ab"` instead of `"AB"`
            "#]],
        ),
        case(
            "the old trait becomes an enum",
            [old(&[("FIRST", "x"), ("SECOND", "y")]), words(&two)],
            expect![[r#"
                Patch x#T$FIRST: `T::First` has different documentation, with 1 more
            "#]],
        ),
        case(
            "the old trait becomes an enum with other values",
            [old(&[("FIRST", "x"), ("SECOND", "y")]), words(&swapped)],
            expect![[r#"
                Major x#T$FIRST: `T::First` still compiles, but its wire format is `"y"` instead of `"x"`
                Major x#T$SECOND: `T::Second` still compiles, but its wire format is `"x"` instead of `"y"`
            "#]],
        ),
        case(
            "an enum becomes the old trait",
            [words(&two), old(&[("FIRST", "x"), ("SECOND", "y")])],
            expect![[r#"
            Patch x#T: `T::First` has different documentation, with 1 more
        "#]],
        ),
        case(
            "the old trait without names becomes an enum",
            [old(&[("", "a-b"), ("", "c")]), words(&[("A_B", "\"a-b\""), ("C", "\"c\"")])],
            expect![[r#"
                Patch x#T$A_B: `T::AB` has different documentation, with 1 more
            "#]],
        ),
        case(
            "the old trait gets names that make the same variants",
            [old(&[("", "a-b")]), old(&[("A_B", "a-b")])],
            expect![[r#""#]],
        ),
        case(
            "values are in another order",
            [words(&two), words(&[two[1], two[0]])],
            expect![[r#"
            Patch x#T: `T` has another order
        "#]],
        ),
    ]
}

fn of_members() -> Vec<Case> {
    let post = r#""@http": {"method": "POST", "uri": "/"}"#;
    let input = |member: &str| bound(post, member);
    let json = |kind: &str, name: &str| {
        nested(&member(kind, &format!(r#""foo": {{"target": "@String", "traits": {{"@jsonName": "{name}"}}}}"#)))
    };
    let header = |name: &str, more: &str| {
        input(&format!(r#""foo": {{"target": "@String", "traits": {{"@httpHeader": "{name}"{more}}}}}"#))
    };
    let query = |name: &str, more: &str| {
        input(&format!(r#""foo": {{"target": "@String", "traits": {{"@httpQuery": "{name}"{more}}}}}"#))
    };
    let time = |format: &str| {
        input(&format!(r#""at": {{"target": "@Timestamp", "traits": {{"@timestampFormat": "{format}"}}}}"#))
    };
    let times = |format: &str| {
        nested(&format!(
            r#""x#T": {{"type": "list", "member": {{"target": "x#Time"}}}}, "x#Time": {{"type": "timestamp", "traits": {{"@timestampFormat": "{format}"}}}}"#
        ))
    };
    let default = |value: &str| input(&format!(r#""n": {{"target": "@Integer", "traits": {{"@default": {value}}}}}"#));
    let named = |name: &str| input(&format!(r#""{name}": {{"target": "@String"}}"#));
    vec![
        case(
            "a member has another name in JSON",
            [json("structure", "a"), json("structure", "b")],
            expect![[r#"
                Major x#T$foo: `T::foo` still compiles, but its wire format is `b` in the body instead of `a` in the body
            "#]],
        ),
        case(
            "a member of a union has another name in JSON",
            [json("union", "a"), json("union", "b")],
            expect![[r#"
                Major x#T$foo: `T::Foo` still compiles, but its wire format is `b` in the body instead of `a` in the body
            "#]],
        ),
        case(
            "the name in JSON is written out",
            [named("foo"), input(r#""foo": {"target": "@String", "traits": {"@jsonName": "foo"}}"#)],
            expect![[r#""#]],
        ),
        case(
            "a member has another name and the same in Rust",
            [named("fooBar"), named("foo_bar")],
            expect![[r#"
            Major x#In$foo_bar: `In::foo_bar` still compiles, but its wire format is `foo_bar` in the body instead of `fooBar` in the body
        "#]],
        ),
        case(
            "a header has another name",
            [header("X-A", ""), header("X-B", "")],
            expect![[r#"
            Major x#In$foo: `In::foo` still compiles, but its wire format is the header `x-b` instead of the header `x-a`
        "#]],
        ),
        case(
            "a header is written in another case",
            [header("X-A", ""), header("x-a", "")],
            expect![[r#"
            Patch x#In$foo: `In::foo` behaves differently
        "#]],
        ),
        case(
            "a name in JSON of a header is another",
            [header("X-A", r#", "@jsonName": "a""#), header("X-A", r#", "@jsonName": "b""#)],
            expect![[r#""#]],
        ),
        case(
            "a parameter has another name",
            [query("a", ""), query("b", "")],
            expect![[r#"
            Major x#In$foo: `In::foo` still compiles, but its wire format is `b` in the query instead of `a` in the query
        "#]],
        ),
        case(
            "a name in JSON of a parameter is another",
            [query("a", r#", "@jsonName": "a""#), query("a", r#", "@jsonName": "b""#)],
            expect![[r#""#]],
        ),
        case(
            "a member moves from the header to the query",
            [header("a", ""), query("a", "")],
            expect![[r#"
            Major x#In$foo: `In::foo` still compiles, but its wire format is `a` in the query instead of the header `a`
        "#]],
        ),
        case(
            "a timestamp has another format",
            [time("date-time"), time("http-date")],
            expect![[r#"
            Major x#In$at: `In::at` still compiles, but its wire format is `at` in the body as http-date instead of `at` in the body as date-time
        "#]],
        ),
        case(
            "the format of a timestamp is written out",
            [time("epoch-seconds"), input(r#""at": {"target": "@Timestamp"}"#)],
            expect![[r#""#]],
        ),
        case(
            "timestamps of a list have another format",
            [times("date-time"), times("http-date")],
            expect![[r#"
            Major x#In$it: `In::it` still compiles, but its wire format is `it` in the body as http-date instead of `it` in the body as date-time
            Patch x#T$member: `validators::T.member` behaves differently
        "#]],
        ),
        case("a default is another", [default("7"), default("8")], expect![[r#""#]]),
        case("a default is zero", [default("7"), default("0")], expect![[r#""#]]),
    ]
}

fn of_operations() -> Vec<Case> {
    let label = |name: &str| {
        format!(r#""{name}": {{"target": "@String", "traits": {{"@required": {{}}, "@httpLabel": {{}}}}}}"#)
    };
    let one = |http: &str, name: &str| bound(&format!(r#""@http": {{{http}}}"#), &label(name));
    let two = |uri: &str| {
        bound(&format!(r#""@http": {{"method": "PUT", "uri": "{uri}"}}"#), &format!("{}, {}", label("a"), label("b")))
    };
    let prefix = |prefix: &str| {
        bound(
            &format!(r#""@http": {{"method": "PUT", "uri": "/"}}, "@endpoint": {{"hostPrefix": "{prefix}."}}"#),
            r#""a": {"target": "@String"}"#,
        )
    };
    vec![
        case(
            "an operation has another URI",
            [two("/x/{a}/{b}"), two("/y/{a}/{b}")],
            expect![[r#"
            Major x#Put: `Client::put()` still compiles, but its wire format is `PUT /y/{a}/{b}` instead of `PUT /x/{a}/{b}`
        "#]],
        ),
        case(
            "labels change places",
            [two("/x/{a}/{b}"), two("/x/{b}/{a}")],
            expect![[r#"
            Major x#Put: `Client::put()` still compiles, but its wire format is `PUT /x/{b}/{a}` instead of `PUT /x/{a}/{b}`
        "#]],
        ),
        case(
            "an operation has another method",
            [one(r#""method": "PUT", "uri": "/{a}""#, "a"), one(r#""method": "POST", "uri": "/{a}""#, "a")],
            expect![[r#"
                Major x#Put: `Client::put()` still compiles, but its wire format is `POST /{a}` instead of `PUT /{a}`
            "#]],
        ),
        case(
            "a label has another name and the same in Rust",
            [
                one(r#""method": "PUT", "uri": "/{fooBar+}""#, "fooBar"),
                one(r#""method": "PUT", "uri": "/{foo_bar+}""#, "foo_bar"),
            ],
            expect![[r#"
                Patch x#In$foo_bar: `In::foo_bar` behaves differently
                Patch x#Put: `Client::put()` behaves differently
            "#]],
        ),
        case(
            "a success has another status",
            [one(r#""method": "PUT", "uri": "/{a}""#, "a"), one(r#""method": "PUT", "uri": "/{a}", "code": 201"#, "a")],
            expect![[r#"
                Patch x#Put: `Client::put()` behaves differently
            "#]],
        ),
        case(
            "an operation has another host",
            [prefix("a"), prefix("b")],
            expect![[r#"
            Major x#Put: `Client::put()` still compiles, but its wire format is `PUT / at b.` instead of `PUT / at a.`
        "#]],
        ),
    ]
}

#[test]
fn verdicts() {
    for case in cases() {
        let [old, new] = [&case.old, &case.new].map(|shapes| load_shapes(shapes));
        let changes = compare(&old, &new, &options()).unwrap();
        case.expect.assert_eq(&changes.iter().map(shown).collect::<String>());
    }
}

#[test]
fn the_compiler_agrees() {
    let pair = |case: Case| Pair {
        name: case.name.to_owned(),
        old: load_shapes(&case.old),
        new: load_shapes(&case.new),
        about: "",
        programs: Vec::new(),
    };
    prove("silent", &cases().into_iter().map(pair).collect::<Vec<_>>());
}
