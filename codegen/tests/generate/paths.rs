//! Paths of JMESPath held against the shapes that they lead into: those that always lead to nothing are reported.

use codegen::Options;

use super::{SERVICE, document};

const MODEL: &str = r#"{"smithy": "2.0", "shapes": {
"x#Service": {"type": "service", "mixins": [{"target": "example#Common"}], "operations": [{"target": "x#Do"}]},
"x#Do": {"type": "operation", "input": {"target": "x#In"}, "traits": {
    "smithy.api#http": {"method": "POST", "uri": "/"}, "smithy.rules#operationContextParams": {"P": {"path": PATH}}}},
"x#In": {"type": "structure", "members": {
    "text": {"target": "smithy.api#String"}, "flag": {"target": "smithy.api#Boolean"},
    "number": {"target": "smithy.api#Integer"}, "any": {"target": "smithy.api#Document"},
    "union": {"target": "x#Union"}, "list": {"target": "x#List"}, "lists": {"target": "x#Lists"},
    "map": {"target": "x#Map"}, "numbers": {"target": "x#Numbers"}}},
"x#Union": {"type": "union", "members": {"one": {"target": "smithy.api#String"}, "two": {"target": "x#Item"}}},
"x#List": {"type": "list", "member": {"target": "x#Item"}},
"x#Lists": {"type": "list", "member": {"target": "x#List"}},
"x#Numbers": {"type": "list", "member": {"target": "smithy.api#Double"}},
"x#Item": {"type": "structure", "members": {"name": {"target": "smithy.api#String"}, "self": {"target": "x#List"}}},
"x#Map": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "x#Item"}}
}}"#;

/// Checks the problem of a path, without the words before it.
#[track_caller]
fn check(path: &str, expected: Option<&str>) {
    let rules = SERVICE.replace(r#""parameters": {"#, r#""parameters": { "P": { "type": "String" },"#);
    let text = MODEL.replace("PATH", &format!("{path:?}"));
    let model = model::load(&[document("service.json", &rules), document("a.json", &text)]);
    let options = Options { service: Some("Service".to_owned()), ..Options::default() };
    let omissions = codegen::omissions(&model.expect("the case is a model"), &options).expect("it has the service");
    let found =
        omissions.first().map(|line| line.split_once(&format!("the path `{path}`: ")).map_or(&**line, |it| it.1));
    assert_eq!(found, expected, "{path}");
}

#[test]
fn paths_to_values() {
    for path in [
        "text",
        "flag",
        "any",
        "any.other[0].member",
        "union.one || union.two.name",
        "list[0].name",
        "list[*].self[].self[].name",
        "lists[].name",
        "lists[][].name",
        "list[?name == 'x'].name",
        "list[::2].name | [0]",
        "list[*].[name, self[0].name][]",
        "list[0].{a: name, b: @}.a",
        "list[].{a: name, b: @}[].b.name",
        "map.k.name",
        "map.*.name",
        "keys(map)",
        "values(map)[].name",
        "keys(@)[0]",
        "union.*",
        "merge(map, map).k",
        "not_null(text, union.one)",
        "contains(text, 'x')",
        "contains(list[].name, text)",
        "starts_with(text, 'x') && !ends_with(text, 'y')",
        "length(list) > `1` && abs(number) < sum(numbers)",
        "avg(numbers) == ceil(number)",
        "type(number)",
        "to_number(text) == floor(number)",
        "to_array(text)[0]",
        "max(list[].name)",
        "sort(list[].name)",
        "min(numbers) == `1`",
        "'literal'",
        "`null`",
    ] {
        check(path, None);
    }
}

#[test]
fn paths_to_nothing() {
    for (path, expected) in [
        ("other", "`In` has no member `other`"),
        ("union.three", "`Union` has no member `three`"),
        ("text.a", "a text has no member `a`"),
        ("number.a", "a number has no member `a`"),
        ("flag.a", "a boolean has no member `a`"),
        ("list.name", "a list has no member `name`"),
        ("list[].title", "`Item` has no member `title`"),
        ("list[?title == 'x'].name", "`Item` has no member `title`"),
        ("list[].{a: name}.a", "a list has no member `a`"),
        ("list[0].{a: name}.b", "an object has no member `b`"),
        ("map.k.title", "`Item` has no member `title`"),
        ("text[0]", "a text has no elements"),
        ("map[*].name", "`Map` has no elements"),
        ("union[0:1]", "`Union` has no elements"),
        ("flag[]", "a boolean has no elements"),
        ("list.*", "a list has no members"),
        ("text || other", "`In` has no member `other`"),
        ("!other", "`In` has no member `other`"),
        ("number == other", "`In` has no member `other`"),
        ("length(number)", "the function `length` is applied to a number"),
        ("keys(list)", "the function `keys` is applied to a list"),
        ("values(text)", "the function `values` is applied to a text"),
        ("merge(map, text)", "the function `merge` is applied to a text"),
        ("contains(map, 'x')", "the function `contains` is applied to `Map`"),
        ("starts_with(text, number)", "the function `starts_with` is applied to a number"),
        ("max(list)", "the function `max` is applied to a list"),
        ("sort(text)", "the function `sort` is applied to a text"),
        ("avg(list[].name)", "the function `avg` is applied to a list"),
        ("abs(text)", "the function `abs` is applied to a text"),
        ("number", "its value is a number, expected a text, a boolean or a list of texts"),
        ("list", "its value is a list, expected a text, a boolean or a list of texts"),
        ("map", "its value is `Map`, expected a text, a boolean or a list of texts"),
    ] {
        check(path, Some(expected));
    }
}

/// The README names every function, in the order of the alphabet.
#[test]
fn the_readme_lists_the_functions() {
    let readme = include_str!("../../../README.md").split_whitespace().collect::<Vec<_>>().join(" ");
    let names = codegen::jmespath::FUNCTIONS.map(|(name, ..)| format!("`{name}`"));
    let (last, others) = names.split_last().expect("there are functions");
    let list = format!("functions other than {} and {last}", others.join(", "));
    assert!(readme.contains(&list), "{list}");
}
