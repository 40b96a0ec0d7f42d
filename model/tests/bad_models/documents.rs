//! Documents from which no model can be built.

use expect_test::expect;
use model::Document;

use crate::{check, check_documents};

#[test]
fn documents_that_are_not_models() {
    check("", expect!["a.json:1:1: the document is empty, expected a Smithy model as a JSON object"]);
    check("{", expect!["a.json:1:2: the document ends too early, expected a key in double quotes"]);
    check(
        "{\"smithy\": \"2.0\",\n \"shapes\": {\"x#A\": {\"type\": \"str",
        expect![[r#"a.json:2:33: the document ends inside a string, expected `"`"#]],
    );
    check("{}", expect![[r#"a.json:1:1: the model has no property `smithy`, expected `"smithy": "2.0"`"#]]);
    check(
        "{\"smithy\": \"3.0\", \"shapes\": {}}",
        expect!["a.json:1:12: unsupported Smithy version `3.0`, expected `2.0` or `1.0`"],
    );
    check("{\"smithy\": 2}", expect!["a.json:1:12: the version is a number, expected a string"]);
    check(
        "{\"smithy\": \"2.0\", \"shapes\": [], \"metadata\": 1, \"shape\": {}}",
        expect![[r#"
        a.json:1:29: `shapes` is an array, expected an object
        a.json:1:45: `metadata` is a number, expected an object
        a.json:1:48: the model has the unknown property `shape`, expected `smithy`, `metadata` or `shapes`"#]],
    );
    check(
        "{\"smithy\": \"2.0\", \"metadata\": {\"a\": 1, \"a\": 2}}",
        expect!["a.json:1:40: the key `a` occurs twice in an object, first at a.json:1:32, expected each key once"],
    );
    let bytes = |bytes: &[u8]| [Document { name: "a.json".into(), bytes: bytes.into() }];
    check_documents(&bytes(b"[]"), expect!["a.json:1:1: the model is an array, expected an object"]);
    check_documents(&bytes(b"smithy"), expect!["a.json:1:1: the unknown word `smithy`, expected a JSON value"]);
    check_documents(
        &bytes(b"\xef\xbb\xbf{\"smithy\": \"2.0\"}"),
        expect!["a.json:1:1: the document begins with a byte-order mark, expected UTF-8 without one"],
    );
    check_documents(
        &bytes(b"{\"smithy\": \"2.0\",\n \"metadata\": {\"\xc3\xa9\": \"\xff\"}}"),
        expect!["a.json:2:21: the document is not UTF-8, expected UTF-8 throughout"],
    );
    check_documents(
        &bytes("[".repeat(100_000).as_bytes()),
        expect!["a.json:1:129: the document is nested deeper than 128 levels, expected a shallower document"],
    );
    check(
        "{\n---\n{\"smithy\": \"2.0\", \"shapes\": {\"x#A\": 1}}\n---\n]",
        expect![[r#"
        a.json:1:2: the document ends too early, expected a key in double quotes
        c.json:2:1: unexpected `]`, expected a key in double quotes"#]],
    );
}

#[test]
fn malformed_shapes() {
    check(r#""x#A": 1"#, expect!["a.json:2:8: x#A: the shape is a number, expected an object"]);
    check(
        r#""x#A": {}"#,
        expect![
            "a.json:2:1: x#A: the shape has no `type`, expected one of `blob`, `boolean`, `string`, `timestamp`, `document`, `byte`, `short`, `integer`, `long`, `float`, `double`, `bigInteger`, `bigDecimal`, `enum`, `intEnum`, `list`, `set`, `map`, `structure`, `union`, `service`, `resource`, `operation`, `apply`"
        ],
    );
    check(r#""x#A": {"type": 1}"#, expect!["a.json:2:17: x#A: `type` is a number, expected a string"]);
    check(
        r#""x#A": {"type": "sturcture", "members": {}}, "x#B": {"type": "list", "member": {"target": "x#A"}}"#,
        expect![
            "a.json:2:17: x#A: unknown shape type `sturcture`, expected one of `blob`, `boolean`, `string`, `timestamp`, `document`, `byte`, `short`, `integer`, `long`, `float`, `double`, `bigInteger`, `bigDecimal`, `enum`, `intEnum`, `list`, `set`, `map`, `structure`, `union`, `service`, `resource`, `operation`, `apply`"
        ],
    );
    check(
        r#""A": {"type": "string"}, "x#": {"type": "string"}, "x#A\n": {"type": "string"}"#,
        expect![[r#"
        a.json:2:1: the malformed shape id `A`, expected `namespace#Name`, or `namespace#Name$member` for `apply`
        a.json:2:26: the malformed shape id `x#`, expected `namespace#Name`, or `namespace#Name$member` for `apply`
        a.json:2:52: the malformed shape id `x#A\n`, expected `namespace#Name`, or `namespace#Name$member` for `apply`"#]],
    );
    check(
        r#""x#A$b": {"type": "string"}"#,
        expect!["a.json:2:19: x#A$b: a member is defined outside its shape, expected the type `apply`"],
    );
    check(
        r#""x#A": {"type": "string", "members": {}, "trait": {}}"#,
        expect![[r#"
        a.json:2:27: x#A: the string has the unknown property `members`, expected one of `type`, `traits`, `mixins`
        a.json:2:42: x#A: the string has the unknown property `trait`, expected one of `type`, `traits`, `mixins`"#]],
    );
    check(
        r#""x#A": {"type": "structure", "member": {"target": "x#A"}}"#,
        expect![
            "a.json:2:30: x#A: the structure has the unknown property `member`, expected one of `type`, `traits`, `mixins`, `members`"
        ],
    );
    check(
        r#""x#A": {"type": "structure", "members": []}"#,
        expect!["a.json:2:41: x#A: `members` is an array, expected an object"],
    );
    check(
        r#""x#A": {"type": "structure", "members": {"b c": {"target": "@String"}, "d": {"target": "String"}, "e": {}, "f": 1}}"#,
        expect![[r#"
        a.json:2:42: x#A: the malformed member name `b c`, expected letters, digits and underscores, a letter first
        a.json:2:98: x#A: the malformed shape id `String`, expected `namespace#Name`
        a.json:2:114: x#A: the member `e` has no `target`, expected the id of a shape as `target`
        a.json:2:123: x#A: the member `f` is a number, expected an object"#]],
    );
    check(
        r#""x#A": {"type": "structure", "members": {"b": {"target": "@String", "documentation": ""}}}"#,
        expect![
            "a.json:2:79: x#A: the member `b` has the unknown property `documentation`, expected `target` or `traits`"
        ],
    );
    check(
        r#""x#A": {"type": "structure", "members": {"b": {"target": "@String$c"}}}"#,
        expect!["a.json:2:58: x#A: the malformed shape id `smithy.api#String$c`, expected `namespace#Name`"],
    );
    check(
        r#""x#A": {"type": "list"}, "x#B": {"type": "map", "key": {"target": "@String"}}, "x#C": {"type": "set"}"#,
        expect![[r#"
        a.json:2:1: x#A: the list has no `member`, expected one
        a.json:2:26: x#B: the map has no `key` and `value`, expected both
        a.json:2:90: x#C: the set has no `member`, expected one"#]],
    );
    check(
        r#""x#A": {"type": "union"}, "x#B": {"type": "enum", "members": {}}, "x#C": {"type": "intEnum"}"#,
        expect![[r#"
        a.json:2:1: x#A: the union has no members, expected at least one
        a.json:2:27: x#B: the enum has no members, expected at least one
        a.json:2:67: x#C: the intEnum has no members, expected at least one"#]],
    );
    check(
        r#""x#A": {"type": "string", "traits": []}"#,
        expect!["a.json:2:37: x#A: `traits` is an array, expected an object"],
    );
    check(
        r#""x#A": {"type": "string", "traits": {"documentation": ""}}"#,
        expect!["a.json:2:38: x#A: the malformed shape id `documentation`, expected `namespace#Name`"],
    );
    check(
        r#""x#A": {"type": "service", "version": 1, "operations": {}, "rename": {"y": "Z", "x#B": "1", "x#C": 2}}"#,
        expect![[r#"
        a.json:2:39: x#A: `version` is a number, expected a string
        a.json:2:56: x#A: `operations` is an object, expected an array
        a.json:2:71: x#A: the malformed shape id `y`, expected `namespace#Name`
        a.json:2:88: x#A: the malformed new name `1`, expected letters, digits and underscores, a letter first
        a.json:2:100: x#A: the new name is a number, expected a string"#]],
    );
    check(
        r#""x#A": {"type": "operation", "input": "x#I", "errors": ["x#E"]}"#,
        expect![[r#"
        a.json:2:39: x#A: `input` is a string, expected an object
        a.json:2:57: x#A: `errors` is a string, expected an object"#]],
    );
    check(
        r#""x#A": {"type": "resource", "identifiers": [], "put": "x#P", "replace": {}}"#,
        expect![[r#"
        a.json:2:44: x#A: `identifiers` is an array, expected an object
        a.json:2:55: x#A: `put` is a string, expected an object
        a.json:2:62: x#A: the resource has the unknown property `replace`, expected one of `type`, `traits`, `mixins`, `identifiers`, `properties`, `put`, `create`, `read`, `update`, `delete`, `list`, `operations`, `collectionOperations`, `resources`"#]],
    );
    check(
        r#""x#A": {"type": "apply", "traits": {}, "target": "x#B"}"#,
        expect![
            "a.json:2:40: x#A: the `apply` statement has the unknown property `target`, expected `type` or `traits`"
        ],
    );
}

#[test]
fn several_documents() {
    check(
        "\"x#A\": {\"type\": \"string\"}\n---\n\n\"x#A\": {\"type\": \"string\"}",
        expect!["b.json:3:1: x#A: the shape is already defined at a.json:2:1, expected one definition of a shape"],
    );
    check(
        "{\"smithy\": \"2\", \"metadata\": {\"a\": 1}}\n---\n{\"smithy\": \"2\", \"metadata\": {\"a\": 2}}",
        expect!["b.json:1:30: the metadata `a` has another value than at a.json:1:30, expected equal values or arrays"],
    );
    check(
        "\"x#A\": {\"type\": \"apply\", \"traits\": {\"@documentation\": \"\"}}",
        expect!["a.json:2:1: x#A: traits are applied to `x#A`, which does not exist, expected the id of a shape"],
    );
    check(
        "\"x#A\": {\"type\": \"structure\"},\n\"x#A$b\": {\"type\": \"apply\", \"traits\": {\"@documentation\": \"\"}}",
        expect![
            "a.json:3:1: x#A$b: traits are applied to a member that does not exist, expected a member of the shape"
        ],
    );
    check(
        "\"x#A\": {\"type\": \"structure\"},\n\"x#A$b\": {\"type\": \"apply\"}",
        expect![
            "a.json:3:1: x#A$b: traits are applied to a member that does not exist, expected a member of the shape"
        ],
    );
    check(
        "\"x#A\": {\"type\": \"string\", \"traits\": {\"@length\": {\"min\": 1}}}\n---\n\"x#A\": {\"type\": \"apply\", \"traits\": {\"@length\": {\"min\": 2}}}",
        expect![
            "b.json:2:37: x#A: the trait `smithy.api#length` has another value than at a.json:2:38, expected equal values or arrays"
        ],
    );
    check(
        "\"smithy.api#String\": {\"type\": \"apply\", \"traits\": {\"@documentation\": \"\"}}",
        expect![
            "a.json:2:1: smithy.api#String: traits are applied to `smithy.api#String`, which is Smithy's own, expected a shape of the model"
        ],
    );
    check(
        "\"smithy.api#String\": {\"type\": \"string\"}",
        expect![
            "a.json:2:1: smithy.api#String: the shape is defined in the namespace of Smithy's prelude, expected another namespace"
        ],
    );
}

#[test]
fn mixins() {
    check(
        r#""x#A": {"type": "string", "mixins": [{"target": "x#B"}]}"#,
        expect!["a.json:2:49: x#A: the mixin `x#B` does not exist, expected the id of a shape"],
    );
    check(
        r#""x#A": {"type": "string", "mixins": [{"target": "x#B"}]}, "x#B": {"type": "string"}"#,
        expect!["a.json:2:49: x#A: `x#B` is not a mixin, expected a shape with the trait `smithy.api#mixin`"],
    );
    check(
        r#""x#A": {"type": "string", "mixins": [{"target": "x#B"}]}, "x#B": {"type": "blob", "traits": {"@mixin": {}}}"#,
        expect!["a.json:2:49: x#A: the mixin `x#B` is of the type `blob`, expected one of the type `string`"],
    );
    check(
        r#""x#A": {"type": "string", "mixins": [{"target": "x#B"}], "traits": {"@mixin": {}}},
"x#B": {"type": "string", "mixins": [{"target": "x#A"}], "traits": {"@mixin": {}}},
"x#C": {"type": "string", "mixins": [{"target": "x#B"}]}"#,
        expect!["a.json:2:1: x#A: the shape is a mixin of itself, expected mixins without a cycle"],
    );
    check(
        r#""x#A": {"type": "structure", "members": {"m": {"target": "@String"}}, "traits": {"@mixin": {}}},
"x#B": {"type": "structure", "members": {"m": {"target": "@Integer"}}, "mixins": [{"target": "x#A"}]}"#,
        expect![
            "a.json:3:42: x#B$m: the member targets `smithy.api#Integer`, but a mixin sets the target `smithy.api#String`, expected the same target"
        ],
    );
    check(
        r#""x#A": {"type": "structure", "traits": {"@mixin": {}}},
"x#B": {"type": "structure", "mixins": [{"target": "x#A"}]},
"x#B$m": {"type": "apply", "traits": {"@documentation": ""}}"#,
        expect![
            "a.json:4:1: x#B$m: traits are applied to a member that does not exist, expected a member of the shape"
        ],
    );
    check(
        r#""x#A": {"type": "operation", "input": {"target": "x#I"}, "traits": {"@mixin": {}}}, "x#I": {"type": "structure"},
"x#B": {"type": "operation", "mixins": [{"target": "x#A"}]}"#,
        expect![
            "a.json:3:52: x#B: the mixin `x#A` is an operation with input or output, expected an operation without"
        ],
    );
    check(
        r#""x#A": {"type": "resource", "identifiers": {"i": {"target": "@String"}}, "traits": {"@mixin": {}}},
"x#B": {"type": "resource", "mixins": [{"target": "x#A"}]}"#,
        expect!["a.json:3:51: x#B: the mixin `x#A` is a resource with properties, expected a resource without"],
    );
    check(
        r#""x#A": {"type": "structure", "traits": {"@mixin": {}}},
"x#B": {"type": "structure", "members": {"m": {"target": "x#A"}}}"#,
        expect!["a.json:3:42: x#B$m: the target `x#A` is a mixin, expected a shape that is not a trait"],
    );
}

#[test]
fn all_problems_at_once() {
    check(
        r#""x#A": {"type": "sturcture"},
"x#B": {"type": "structure", "members": {"a": {"target": "x#A"}, "b": {"target": "x#Missing"}}, "traits": {"@foo": {}}},
"x#C": {"type": "string", "traits": {"@length": {"min": 2, "max": 1}}},
"x#D$e": {"type": "apply", "traits": {"@documentation": ""}},
"x#A$e": {"type": "apply", "traits": {"@documentation": ""}}"#,
        expect![[r#"
    a.json:2:17: x#A: unknown shape type `sturcture`, expected one of `blob`, `boolean`, `string`, `timestamp`, `document`, `byte`, `short`, `integer`, `long`, `float`, `double`, `bigInteger`, `bigDecimal`, `enum`, `intEnum`, `list`, `set`, `map`, `structure`, `union`, `service`, `resource`, `operation`, `apply`
    a.json:3:66: x#B$b: the target `x#Missing` does not exist, expected the id of a shape
    a.json:3:108: x#B: unsupported trait `smithy.api#foo`, expected a trait of Smithy's prelude
    a.json:4:38: x#C: the length's min 2 is above its max 1, expected a min that is not above the max
    a.json:5:1: x#D$e: traits are applied to `x#D`, which does not exist, expected the id of a shape"#]],
    );
}
