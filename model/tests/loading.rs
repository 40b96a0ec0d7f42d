//! The meaning of documents: merging, `apply`, mixins, defaults, and the closure of a service.

#![allow(clippy::unwrap_used, reason = "a test fails where it unwraps")]

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use model::traits::{DefaultValue, Documentation, Length};
use model::{Document, Member, Model, Shape, ShapeId, ShapeKind, Traits, closure, load};

/// Loads the documents, separated by lines of `---`; the braces around `shapes` are added to one that begins with a
/// quote.
fn model(input: &str) -> Model {
    let documents: Vec<Document> = input
        .split("\n---\n")
        .enumerate()
        .map(|(index, text)| Document { name: format!("{index}.json"), bytes: whole(text).into() })
        .collect();
    let model = load(&documents).unwrap();
    model::check(&model).unwrap();
    model
}

fn whole(text: &str) -> String {
    if text.starts_with('{') {
        return text.replace("\"@", "\"smithy.api#");
    }
    format!("{{\"smithy\": \"2.0\", \"shapes\": {{\n{}\n}}}}", text.replace("\"@", "\"smithy.api#"))
}

#[track_caller]
fn check(input: &str, expect: Expect) {
    let model = model(input);
    let mut text = String::new();
    for shape in model.shapes.values().filter(|shape| shape.id.namespace() != "smithy.api") {
        describe(&mut text, shape);
    }
    if !model.metadata.is_empty() {
        writeln!(text, "{:?}", model.metadata).unwrap();
    }
    expect.assert_eq(&text);
}

fn describe(text: &mut String, shape: &Shape) {
    writeln!(text, "{} {}{}", shape.kind.name(), shape.id, traits(&shape.traits)).unwrap();
    for Member { name, target, traits: applied, .. } in shape.members() {
        writeln!(text, "    {name}: {}{}", target.name(), traits(applied)).unwrap();
    }
    match &shape.kind {
        ShapeKind::Service(service) => writeln!(text, "    {service:?}").unwrap(),
        ShapeKind::Operation(operation) => {
            let errors: Vec<&str> = operation.errors.iter().map(|error| error.target.name()).collect();
            writeln!(text, "    {} -> {} {errors:?}", operation.input.target, operation.output.target).unwrap();
        }
        _ => {}
    }
}

fn traits(traits: &Traits) -> String {
    let one = |(id, value): (&str, &serde_json::Value)| format!(" @{}={value}", id.trim_start_matches("smithy.api#"));
    traits.iter().map(|applied| one((applied.id.as_str(), &applied.value))).collect()
}

#[test]
fn apply_does_not_depend_on_the_order_of_documents() {
    let documents = [
        r#""x#A": {"type": "structure", "members": {"m": {"target": "@String", "traits": {"@tags": ["a"]}}}}"#,
        r#""x#A": {"type": "apply", "traits": {"@documentation": "A", "@tags": ["d"]}}, "x#A$m": {"type": "apply", "traits": {"@tags": ["b"], "@required": {}}}"#,
        r#""x#A$m": {"type": "apply", "traits": {"@required": {}, "@documentation": "m"}}"#,
    ];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        check(
            &order.map(|index| documents[index]).join("\n---\n"),
            expect![[r#"
            structure x#A @documentation="A" @tags=["d"]
                m: String @documentation="m" @required={} @tags=["a","b"]
        "#]],
        );
    }
}

#[test]
fn arrays_are_concatenated_in_the_order_of_documents() {
    let apply = |tag: &str| format!("\"x#A\": {{\"type\": \"apply\", \"traits\": {{\"@tags\": [\"{tag}\"]}}}}");
    let shape = r#""x#A": {"type": "string", "traits": {"@tags": ["own"]}}"#;
    check(
        &[&apply("b"), shape, &apply("a"), &apply("own")].map(|text| text.to_string()).join("\n---\n"),
        expect![[r#"
        string x#A @tags=["own","b","a","own"]
    "#]],
    );
    let metadata = |value: &str| format!("{{\"smithy\": \"2\", \"metadata\": {{\"list\": {value}, \"same\": 1}}}}");
    check(
        &[metadata("[1]"), metadata("[]"), metadata("[2, 1]")].join("\n---\n"),
        expect![[r#"
        {"list": Array [Number(1), Number(2), Number(1)], "same": Number(1)}
    "#]],
    );
}

#[test]
fn mixins_are_flattened() {
    check(
        r#""x#A": {"type": "structure", "members": {"a": {"target": "@String", "traits": {"@documentation": "A"}}},
 "traits": {"@mixin": {}, "@documentation": "A", "@tags": ["A"], "@since": "A"}},
"x#B": {"type": "structure", "members": {"b": {"target": "@String"}, "a": {"target": "@String", "traits": {"@required": {}}}},
 "traits": {"@mixin": {"localTraits": ["smithy.api#private"]}, "@private": {}, "@tags": ["B"]}},
"x#C": {"type": "structure", "members": {"c": {"target": "@String"}}, "mixins": [{"target": "x#A"}, {"target": "x#B"}], "traits": {"@mixin": {}}},
"x#D": {"type": "structure", "members": {"d": {"target": "@String"}, "b": {"target": "@String", "traits": {"@documentation": "D"}}},
 "mixins": [{"target": "x#C"}], "traits": {"@since": "D"}},
"x#D$a": {"type": "apply", "traits": {"@documentation": "applied"}}
---
"x#D$c": {"type": "apply", "traits": {"@tags": ["c"]}}, "x#A$a": {"type": "apply", "traits": {"@tags": ["everywhere"]}}
---
"x#D$c": {"type": "apply", "traits": {"@tags": ["d"]}}"#,
        expect![[r#"
    structure x#A @documentation="A" @mixin={} @since="A" @tags=["A"]
        a: String @documentation="A" @tags=["everywhere"]
    structure x#B @mixin={"localTraits":["smithy.api#private"]} @private={} @tags=["B"]
        b: String
        a: String @required={}
    structure x#C @documentation="A" @mixin={} @since="A" @tags=["B"]
        a: String @documentation="A" @required={} @tags=["everywhere"]
        b: String
        c: String
    structure x#D @documentation="A" @since="D" @tags=["B"]
        a: String @documentation="applied" @required={} @tags=["everywhere"]
        b: String @documentation="D"
        c: String @tags=["c","d"]
        d: String
"#]],
    );
}

#[test]
fn mixins_of_every_kind() {
    check(
        r#""x#S": {"type": "string", "traits": {"@mixin": {}, "@pattern": "a"}},
"x#T": {"type": "string", "mixins": [{"target": "x#S"}], "traits": {"@length": {"min": 1}}},
"x#L": {"type": "list", "member": {"target": "@String"}, "traits": {"@mixin": {}}},
"x#M": {"type": "list", "mixins": [{"target": "x#L"}]},
"x#K": {"type": "map", "value": {"target": "@String"}, "key": {"target": "@String"}, "traits": {"@mixin": {}}},
"x#N": {"type": "map", "value": {"target": "@String", "traits": {"@tags": ["v"]}}, "mixins": [{"target": "x#K"}]},
"x#E": {"type": "enum", "members": {"A": {"target": "@Unit"}}, "traits": {"@mixin": {}}},
"x#F": {"type": "enum", "members": {"B": {"target": "@Unit", "traits": {"@enumValue": "b"}}}, "mixins": [{"target": "x#E"}]},
"x#O": {"type": "operation", "errors": [{"target": "x#X"}], "traits": {"@mixin": {}, "@readonly": {}}},
"x#P": {"type": "operation", "errors": [{"target": "x#Y"}, {"target": "x#X"}], "mixins": [{"target": "x#O"}]},
"x#X": {"type": "structure", "traits": {"@error": "client"}}, "x#Y": {"type": "structure", "traits": {"@error": "server"}}"#,
        expect![[r#"
    enum x#E @mixin={}
        A: Unit @enumValue="A"
    enum x#F
        A: Unit @enumValue="A"
        B: Unit @enumValue="b"
    map x#K @mixin={}
        key: String
        value: String
    list x#L @mixin={}
        member: String
    list x#M
        member: String
    map x#N
        key: String
        value: String @tags=["v"]
    operation x#O @mixin={} @readonly={}
        smithy.api#Unit -> smithy.api#Unit ["X"]
    operation x#P @readonly={}
        smithy.api#Unit -> smithy.api#Unit ["X", "Y"]
    string x#S @mixin={} @pattern="a"
    string x#T @length={"min":1} @pattern="a"
    structure x#X @error="client"
    structure x#Y @error="server"
"#]],
    );
    let service = model(
        r#""x#A": {"type": "service", "version": "A", "operations": [{"target": "x#O"}, {"target": "y#O"}], "rename": {"x#O": "OA", "y#O": "OB"}, "traits": {"@mixin": {}}},
"x#B": {"type": "service", "version": "B", "operations": [{"target": "y#O"}, {"target": "x#O"}], "rename": {"x#O": "OC"}, "mixins": [{"target": "x#A"}]},
"x#C": {"type": "service", "mixins": [{"target": "x#A"}], "operations": [{"target": "y#O"}]},
"x#O": {"type": "operation"}, "y#O": {"type": "operation"}"#,
    );
    let describe = |id: &str| match &service.shapes[id].kind {
        ShapeKind::Service(service) => {
            let operations: Vec<&str> = service.operations.iter().map(|one| one.target.as_str()).collect();
            format!("{} {} {:?}", service.version, operations.join(" "), service.rename.values().collect::<Vec<_>>())
        }
        _ => String::new(),
    };
    assert_eq!(describe("x#B"), r#"B x#O y#O ["OC", "OB"]"#);
    assert_eq!(describe("x#C"), r#"A x#O y#O ["OA", "OB"]"#);
}

#[test]
fn every_type_is_read() {
    let simple = [
        "blob",
        "boolean",
        "string",
        "timestamp",
        "document",
        "byte",
        "short",
        "integer",
        "long",
        "float",
        "double",
        "bigInteger",
        "bigDecimal",
    ];
    let mut shapes: Vec<String> = simple.iter().map(|kind| format!("\"x#{kind}\": {{\"type\": \"{kind}\"}}")).collect();
    shapes.push(
        r#""x#I": {"type": "intEnum", "members": {"A": {"target": "@Unit", "traits": {"@enumValue": -1}}}},
"x#E": {"type": "enum", "members": {"A": {"target": "@Unit"}, "B": {"target": "@Unit", "traits": {"@enumValue": "b"}}}},
"x#L": {"type": "list", "member": {"target": "x#I"}}, "x#T": {"type": "set", "member": {"target": "@String"}},
"x#M": {"type": "map", "key": {"target": "x#E"}, "value": {"target": "x#L"}},
"x#A": {"type": "structure"}, "x#U": {"type": "union", "members": {"a": {"target": "x#A"}, "u": {"target": "@Unit"}}},
"x#O": {"type": "operation", "output": {"target": "x#A"}}"#
            .to_string(),
    );
    check(
        &shapes.join(",\n"),
        expect![[r#"
        structure x#A
        enum x#E
            A: Unit @enumValue="A"
            B: Unit @enumValue="b"
        intEnum x#I
            A: Unit @enumValue=-1
        list x#L
            member: I
        map x#M
            key: E
            value: L
        operation x#O
            smithy.api#Unit -> x#A []
        set x#T
            member: String
        union x#U
            a: A
            u: Unit
        bigDecimal x#bigDecimal
        bigInteger x#bigInteger
        blob x#blob
        boolean x#boolean
        byte x#byte
        document x#document
        double x#double
        float x#float
        integer x#integer
        long x#long
        short x#short
        string x#string
        timestamp x#timestamp
    "#]],
    );
}

#[test]
fn places_are_those_of_names() {
    let model = model(
        r#""x#A": {"type": "structure",
  "members": {"m": {"target": "@String", "traits": {"@documentation": "é𝄞", "@tags": ["é"],
"@required": {}}}}}"#,
    );
    let shape = &model.shapes["x#A"];
    let member = shape.member("m").unwrap();
    let required = member.traits.applied("smithy.api#required").unwrap();
    let places = [&shape.place, &member.place, &required.place].map(ToString::to_string);
    assert_eq!(places, ["0.json:2:1", "0.json:3:15", "0.json:4:1"]);
    let tags = member.traits.applied("smithy.api#tags").unwrap();
    assert_eq!(tags.place.to_string(), "0.json:3:97");
}

#[test]
fn version_1_gets_defaults() {
    check(
        r#"{"smithy": "1.0", "shapes": {
"x#A": {"type": "structure", "members": {
 "own": {"target": "x#I"}, "boxed": {"target": "x#I", "traits": {"@box": {}}}, "never": {"target": "x#B"},
 "prelude": {"target": "@Integer"}, "primitive": {"target": "@PrimitiveBoolean"}, "text": {"target": "@String"}}},
"x#I": {"type": "integer"}, "x#B": {"type": "long", "traits": {"@box": {}}}, "x#D": {"type": "bigDecimal"},
"x#L": {"type": "set", "member": {"target": "x#I"}}}}"#,
        expect![[r#"
    structure x#A
        own: I @default=0
        boxed: I @box={} @default=null
        never: B
        prelude: Integer
        primitive: PrimitiveBoolean @default=false
        text: String
    long x#B @box={}
    bigDecimal x#D
    integer x#I @default=0
    set x#L
        member: I
"#]],
    );
}

#[test]
fn the_prelude_is_there() {
    let model = load(&[]).unwrap();
    let ids: Vec<&str> = model.shapes.keys().map(ShapeId::name).collect();
    expect!["BigDecimal BigInteger Blob Boolean Byte Document Double Float Integer Long PrimitiveBoolean PrimitiveByte PrimitiveDouble PrimitiveFloat PrimitiveInteger PrimitiveLong PrimitiveShort Short String Timestamp Unit"].assert_eq(&ids.join(" "));
    let DefaultValue(value) = model.shapes["smithy.api#PrimitiveBoolean"].traits.get().unwrap();
    assert_eq!(value, false);
}

#[test]
fn member_traits_go_before_those_of_targets() {
    let model = model(
        r#""x#S": {"type": "string", "traits": {"@length": {"min": 1}, "@documentation": "S"}},
"x#A": {"type": "structure", "members": {"m": {"target": "x#S", "traits": {"@length": {"max": 9}}}}}"#,
    );
    let member = model.shapes["x#A"].member("m").unwrap();
    assert_eq!(model.member_trait(member), Some(Length { min: None, max: Some(9) }));
    assert_eq!(model.member_trait(member), Some(Documentation("S".to_string())));
}

#[test]
fn closures() {
    let model = model(
        r#""x#S": {"type": "service", "operations": [{"target": "x#Z"}], "resources": [{"target": "x#R"}],
 "errors": [{"target": "x#Common"}, {"target": "x#Own"}]},
"x#R": {"type": "resource", "identifiers": {"i": {"target": "@String"}}, "read": {"target": "x#Get"}, "operations": [{"target": "x#Run"}],
 "collectionOperations": [{"target": "x#Find"}], "resources": [{"target": "x#Q"}]},
"x#Q": {"type": "resource", "put": {"target": "x#Put"}, "list": {"target": "x#List"}},
"x#Z": {"type": "operation"}, "x#Run": {"type": "operation"}, "x#Find": {"type": "operation"}, "x#Put": {"type": "operation"}, "x#List": {"type": "operation"},
"x#Get": {"type": "operation", "input": {"target": "x#In"}, "errors": [{"target": "x#Own"}]}, "x#Loose": {"type": "operation"},
"x#In": {"type": "structure", "members": {"self": {"target": "x#In"}, "l": {"target": "x#L"}}},
"x#L": {"type": "map", "key": {"target": "@String"}, "value": {"target": "x#U"}}, "x#U": {"type": "union", "members": {"b": {"target": "@Blob"}}},
"x#Common": {"type": "structure", "traits": {"@error": "server"}}, "x#Own": {"type": "structure", "traits": {"@error": "client"}}"#,
    );
    let names = |shapes: Vec<&Shape>| shapes.iter().map(|shape| shape.id.name()).collect::<Vec<_>>().join(" ");
    let service = &model.shapes["x#S"];
    let get = &model.shapes["x#Get"];
    assert_eq!(names(closure::operations(&model, &service.id)), "Find Get List Put Run Z");
    assert_eq!(names(closure::resources(&model, &service.id)), "Q R");
    assert_eq!(names(closure::operations(&model, &get.id)), "");
    assert_eq!(names(closure::operations(&model, &ShapeId::new("x#None"))), "");
    assert_eq!(names(closure::shapes(&model, [&get.id])), "Blob String Unit Get In L Own U");
    assert_eq!(
        names(closure::shapes(&model, [&service.id])),
        "Blob String Unit Common Find Get In L List Own Put Q R Run S U Z"
    );
    let errors = |operation| closure::errors(service, operation).iter().map(|id| id.name()).collect::<Vec<_>>();
    assert_eq!(errors(get), ["Own", "Common"]);
    assert_eq!(errors(&model.shapes["x#Z"]), ["Common", "Own"]);
    assert_eq!(model.services().map(|shape| shape.id.as_str()).collect::<Vec<_>>(), ["x#S"]);
}
