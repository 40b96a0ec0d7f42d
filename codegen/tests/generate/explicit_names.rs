//! Names chosen by the project's documents: how they are used, and why others are refused.

use expect_test::{Expect, expect};

use super::{SERVICE, document, generate};

/// Returns the model with a discriminator that has these JSON values as names.
fn model(name: &str, constructor: &str, part: &str) -> String {
    format!(
        r##"{{"smithy": "2.0", "shapes": {{
"x#Service": {{"type": "service", "mixins": [{{"target": "example#Common"}}], "operations": [{{"target": "x#Do"}}]}},
"x#Do": {{"type": "operation", "input": {{"target": "x#In"}}, "traits": {{"smithy.api#http": {{"method": "POST", "uri": "/"}}}}}},
"x#In": {{"type": "structure", "traits": {{"rust.codegen#discriminated": {{
    "name": {name}, "constructor": {constructor}, "tag": "kind", "with": {{"One": ["clientToken"]}},
    "parts": [{{"name": "properties", "path": "/config/all", "required": true}}, {{"name": {part}, "path": "/config/other", "required": true}}]
}}}}, "members": {{
    "kind": {{"target": "x#Kind", "traits": {{"smithy.api#required": {{}}}}}},
    "clientToken": {{"target": "smithy.api#String"}},
    "config": {{"target": "x#Config", "traits": {{"smithy.api#required": {{}}}}}}
}}}},
"x#Config": {{"type": "structure", "members": {{"all": {{"target": "x#All"}}, "other": {{"target": "x#All"}}}}}},
"x#All": {{"type": "structure", "members": {{"One": {{"target": "x#Empty"}}}}}},
"x#Empty": {{"type": "structure", "members": {{}}}},
"x#Kind": {{"type": "enum", "members": {{"One": {{"target": "smithy.api#Unit"}}}}}},
"rust.codegen#discriminated": {{"type": "document", "traits": {{"smithy.api#trait": {{}}}}}}
}}}}"##
    )
}

#[track_caller]
fn check(names: [&str; 3], expect: Expect) {
    let [name, constructor, part] = names.map(|name| format!("{name:?}"));
    let documents = [document("service.json", SERVICE), document("a.json", &model(&name, &constructor, &part))];
    let text = match generate(&documents, Some("Service")) {
        Ok(_) => "generated".to_owned(),
        Err(errors) => errors.to_string(),
    };
    expect.assert_eq(&text);
}

#[test]
fn usable_names() {
    check(["Tagged", "tagged", "part"], expect!["generated"]);
    check(["Tagged", "forTagged", "credentials"], expect!["generated"]);
}

#[test]
fn constructors() {
    check(["Tagged", "type", "part"], expect!["a.json:4:42: x#In: the constructor's name `type` is a keyword of Rust, expected letters, digits and underscores after a letter, such as `for_kind`"]);
    check(["Tagged", "clientToken", "part"], expect!["a.json:4:42: x#In: the constructor's name `clientToken` is the name of a member's setter, expected a unique name"]);
    check(["Tagged", "new", "part"], expect!["a.json:4:42: x#In: the constructor's name `new` is the name of a function of every structure, expected a unique name"]);
    check(["Tagged", "validate", "part"], expect!["a.json:4:42: x#In: the constructor's name `validate` is the name of a function of every structure, expected a unique name"]);
    check(["Tagged", "clone", "part"], expect!["a.json:4:42: x#In: the constructor's name `clone` is the name of a function of every structure, expected a unique name"]);
    check(["Tagged", "kind", "part"], expect!["a.json:4:42: x#In: the constructor's name `kind` is the name of a member's setter, expected a unique name"]);
    check(["Tagged", "a b", "part"], expect!["a.json:4:42: x#In: the constructor's name `a b` is not an identifier, expected letters, digits and underscores after a letter, such as `for_kind`"]);
    check(["Tagged", "", "part"], expect!["a.json:4:42: x#In: the constructor's name `` is not an identifier, expected letters, digits and underscores after a letter, such as `for_kind`"]);
}

#[test]
fn types() {
    check(["Kind", "tagged", "part"], expect!["a.json:4:42: x#In: the type's name `Kind` is the name of another type, expected a unique name"]);
    check(["in", "tagged", "part"], expect!["a.json:4:42: x#In: the type's name `in` is a keyword of Rust, expected letters and digits after a letter, such as `Kind`"]);
    check(["Self", "tagged", "part"], expect!["a.json:4:42: x#In: the type's name `Self` is a keyword of Rust, expected letters and digits after a letter, such as `Kind`"]);
    check(["Option", "tagged", "part"], expect!["a.json:4:42: x#In: the type's name `Option` is the name of a type of Rust or of the runtime, expected a unique name"]);
    check(["Secret", "tagged", "part"], expect!["a.json:4:42: x#In: the type's name `Secret` is the name of a type of Rust or of the runtime, expected a unique name"]);
    check(["Example", "tagged", "part"], expect!["a.json:4:42: x#In: the type's name `Example` is the name of another type, expected a unique name"]);
    check(["1st", "tagged", "part"], expect!["a.json:4:42: x#In: the type's name `1st` is not an identifier, expected letters and digits after a letter, such as `Kind`"]);
}

#[test]
fn parts() {
    check(["Tagged", "tagged", "properties"], expect!["a.json:4:42: x#In: the part's name `properties` is the name of another field of a variant, expected a unique name"]);
    check(["Tagged", "tagged", "client_token"], expect!["a.json:4:42: x#In: the part's name `client_token` is the name of another field of a variant, expected a unique name"]);
    check(["Tagged", "tagged", "type"], expect!["a.json:4:42: x#In: the part's name `type` is a keyword of Rust, expected letters, digits and underscores after a letter, such as `for_kind`"]);
    check(["Tagged", "tagged", "all"], expect!["a.json:4:42: x#In: the part's name `all` is the name of a member that contains parts, expected a unique name"]);
    check(["Tagged", "tagged", "a-b"], expect!["a.json:4:42: x#In: the part's name `a-b` is not an identifier, expected letters, digits and underscores after a letter, such as `for_kind`"]);
}

/// All names are checked, so that every problem is reported in one run.
#[test]
fn several_at_once() {
    check(["Kind", "new", "type"], expect![[r#"
        a.json:4:42: x#In: the constructor's name `new` is the name of a function of every structure, expected a unique name
        a.json:4:42: x#In: the part's name `type` is a keyword of Rust, expected letters, digits and underscores after a letter, such as `for_kind`
        a.json:4:42: x#In: the type's name `Kind` is the name of another type, expected a unique name"#]]);
}

/// Two discriminators can't have types of the same name.
#[test]
fn two_tags() {
    let one = model(r#""Tagged""#, r#""tagged""#, r#""part""#);
    let shape = |text: &str| {
        let start = text.find("\"x#In\": ").expect("the model has the shape");
        let end = text.find("\"x#Config\": ").expect("the model has the shape");
        text[start..end].to_owned()
    };
    let other = shape(&one).replace("\"x#In\"", "\"x#Other\"");
    let text = one
        .replace("\"x#Config\": ", &format!("{other}\"x#Config\": "))
        .replace("\"input\": {\"target\": \"x#In\"}", "\"input\": {\"target\": \"x#In\"}, \"output\": {\"target\": \"x#Other\"}");
    let errors = generate(&[document("service.json", SERVICE), document("a.json", &text)], Some("Service"));
    expect!["a.json:12:45: x#Other: the type's name `Tagged` is the name of another type, expected a unique name"].assert_eq(&errors.expect_err("the name is taken").to_string());
}
