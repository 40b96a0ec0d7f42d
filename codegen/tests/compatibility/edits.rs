//! Single edits of small models: what is said of each, and that the compiler says the same.

use codegen::compatibility::compare;
use expect_test::expect_file;

use super::models::{CHOICES, OPERATIONS, SNOWFLAKE, STRUCTURES, TAGGED};
use super::proof::{Pair, prove};
use super::{SERVICE, load, options, shown};

/// What is edited, the model, and texts of it with what is put in their place; `!` is the trait `required`.
type Edit = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const EDITS: &[Edit] = &[
    // Members of structures.
    ("an optional member is added", STRUCTURES, &[(r#""tags":"#, r#""note": {"target": "@String"}, "tags":"#)]),
    ("a required member is added", STRUCTURES, &[(r#""tags":"#, r#""note": {"target": "@String", !}, "tags":"#)]),
    ("an optional member is gone", STRUCTURES, &[(r#""tags": {"target": "x#Tags"},"#, "")]),
    ("a required member is gone", STRUCTURES, &[(r#""owner": {"target": "@String", !},"#, "")]),
    (
        "a member is no longer required",
        STRUCTURES,
        &[(r#""owner": {"target": "@String", !}"#, r#""owner": {"target": "@String"}"#)],
    ),
    (
        "a member is required",
        STRUCTURES,
        &[(r#""label": {"target": "@String"}"#, r#""label": {"target": "@String", !}"#)],
    ),
    (
        "a member has a default",
        STRUCTURES,
        &[(r#""state": {"target": "@String"}"#, r#""state": {"target": "@String", "traits": {"@default": ""}}"#)],
    ),
    (
        "a required member has a default",
        STRUCTURES,
        &[(
            r#""kept": {"target": "@Boolean", !}"#,
            r#""kept": {"target": "@Boolean", "traits": {"@required": {}, "@default": false}}"#,
        )],
    ),
    ("a default is another", STRUCTURES, &[("7", "8")]),
    ("a default is gone", STRUCTURES, &[(r#", "traits": {"@default": 7}"#, "")]),
    (
        "clients alone need not give a member",
        STRUCTURES,
        &[(r#""target": "x#Name", !"#, r#""target": "x#Name", "traits": {"@required": {}, "@clientOptional": {}}"#)],
    ),
    (
        "a member is a secret",
        STRUCTURES,
        &[(r#""password": {"target": "@String""#, r#""password": {"target": "x#Hidden""#)],
    ),
    ("a member is a long", STRUCTURES, &[(r#""count": {"target": "@Integer""#, r#""count": {"target": "@Long""#)]),
    ("a member is an enum", STRUCTURES, &[(r#""state": {"target": "@String"}"#, r#""state": {"target": "x#Color"}"#)]),
    (
        "a member is a text like another",
        STRUCTURES,
        &[(r#""fooBar": {"target": "@String"}"#, r#""fooBar": {"target": "x#Name"}"#)],
    ),
    ("a member has another name", STRUCTURES, &[(r#""fooBar":"#, r#""barFoo":"#)]),
    (
        "a member of the same Rust name comes before",
        STRUCTURES,
        &[(r#""fooBar":"#, r#""foo_bar": {"target": "@String"}, "fooBar":"#)],
    ),
    (
        "a member has another name in JSON",
        STRUCTURES,
        &[(r#""fooBar": {"target": "@String"}"#, r#""fooBar": {"target": "@String", "traits": {"@jsonName": "foo"}}"#)],
    ),
    (
        "a member is deprecated",
        STRUCTURES,
        &[(
            r#""fooBar": {"target": "@String"}"#,
            r#""fooBar": {"target": "@String", "traits": {"@deprecated": {"message": "use name"}}}"#,
        )],
    ),
    (
        "members are in another order",
        STRUCTURES,
        &[
            (r#""tags": {"target": "x#Tags"},"#, ""),
            (r#""part": {"target": "x#Part"}"#, r#""part": {"target": "x#Part"}, "tags": {"target": "x#Tags"}"#),
        ],
    ),
    (
        "required members of one type are in another order",
        STRUCTURES,
        &[(r#""name": {"target": "x#Name", !},"#, ""), (r#""count":"#, r#""name": {"target": "x#Name", !}, "count":"#)],
    ),
    (
        "required members are in another order",
        STRUCTURES,
        &[
            (r#""count": {"target": "@Integer", !},"#, ""),
            (r#""name":"#, r#""count": {"target": "@Integer", !}, "name":"#),
        ],
    ),
    (
        "the only required member is none",
        STRUCTURES,
        &[(r#""kept": {"target": "@Boolean", !}"#, r#""kept": {"target": "@Boolean"}"#)],
    ),
    // Shapes.
    (
        "a structure is in itself",
        STRUCTURES,
        &[(r#""label": {"target": "@String"}"#, r#""label": {"target": "@String"}, "whole": {"target": "x#Thing"}"#)],
    ),
    ("a structure has another name", STRUCTURES, &[("x#Part", "x#Piece")]),
    (
        "a structure is renamed in the service",
        STRUCTURES,
        &[(
            r#""operations": [{"target": "x#Put"}]"#,
            r#""operations": [{"target": "x#Put"}], "rename": {"x#Part": "Piece"}"#,
        )],
    ),
    ("a structure is a union", STRUCTURES, &[(r#""x#Part": {"type": "structure""#, r#""x#Part": {"type": "union""#)]),
    (
        "a structure is not shown",
        STRUCTURES,
        &[(r#""x#Part": {"type": "structure","#, r#""x#Part": {"type": "structure", "traits": {"@sensitive": {}},"#)],
    ),
    (
        "a structure is deprecated",
        STRUCTURES,
        &[(r#""x#Part": {"type": "structure","#, r#""x#Part": {"type": "structure", "traits": {"@deprecated": {}},"#)],
    ),
    (
        "a list is of numbers",
        STRUCTURES,
        &[(r#""member": {"target": "@String"}"#, r#""member": {"target": "@Integer"}"#)],
    ),
    (
        "a list may hold null",
        STRUCTURES,
        &[(r#""member": {"target": "@String"}"#, r#""member": {"target": "@String"}, "traits": {"@sparse": {}}"#)],
    ),
    (
        "a list holds each item once",
        STRUCTURES,
        &[(r#""member": {"target": "@String"}"#, r#""member": {"target": "@String"}, "traits": {"@uniqueItems": {}}"#)],
    ),
    ("a map is of texts", STRUCTURES, &[(r#""value": {"target": "@Integer"}"#, r#""value": {"target": "@String"}"#)]),
    (
        "a text is a secret",
        STRUCTURES,
        &[(
            r#""x#Name": {"type": "string", "traits": {"#,
            r#""x#Name": {"type": "string", "traits": {"@sensitive": {}, "#,
        )],
    ),
    ("a text has a greatest length", STRUCTURES, &[(r#"{"min": 1}"#, r#"{"min": 1, "max": 9}"#)]),
    ("a text has a pattern", STRUCTURES, &[(r#"{"@length""#, r#"{"@pattern": "^[a-z]*$", "@length""#)]),
    (
        "a shape is called like one of the prelude",
        STRUCTURES,
        &[
            (
                r#""weight": {"target": "@Float"}"#,
                r#""weight": {"target": "@Float"}, "option": {"target": "x#Option"}"#,
            ),
            (r#""x#Name":"#, r#""x#Option": {"type": "structure", "members": {}}, "x#Name":"#),
        ],
    ),
    ("only documentation changes", STRUCTURES, &[("Opens it.", "Opens the thing.")]),
    // Enums.
    (
        "a value is added",
        CHOICES,
        &[(r#""GREEN":"#, r#""BLUE": {"target": "@Unit", "traits": {"@enumValue": "blue"}}, "GREEN":"#)],
    ),
    ("a value is gone", CHOICES, &[(r#""RED": {"target": "@Unit", "traits": {"@enumValue": "red"}},"#, "")]),
    ("a value has another name", CHOICES, &[(r#""RED":"#, r#""CRIMSON":"#)]),
    ("a name has another value", CHOICES, &[(r#""red""#, r#""crimson""#)]),
    (
        "values are in another order",
        CHOICES,
        &[
            (r#""RED": {"target": "@Unit", "traits": {"@enumValue": "red"}},"#, ""),
            (
                r#""@enumValue": "green"}}"#,
                r#""@enumValue": "green"}}, "RED": {"target": "@Unit", "traits": {"@enumValue": "red"}}"#,
            ),
        ],
    ),
    ("a value is deprecated", CHOICES, &[(r#"{"@enumValue": "red"}"#, r#"{"@enumValue": "red", "@deprecated": {}}"#)]),
    ("a value is internal", CHOICES, &[(r#"{"@enumValue": "red"}"#, r#"{"@enumValue": "red", "@internal": {}}"#)]),
    (
        "an enum is not shown",
        CHOICES,
        &[(r#""x#Color": {"type": "enum","#, r#""x#Color": {"type": "enum", "traits": {"@sensitive": {}},"#)],
    ),
    ("an enum is any text", CHOICES, &[(r#""color": {"target": "x#Color"}"#, r#""color": {"target": "@String"}"#)]),
    (
        "an enum is of numbers",
        CHOICES,
        &[
            (r#""x#Color": {"type": "enum""#, r#""x#Color": {"type": "intEnum""#),
            (r#""red""#, "1"),
            (r#""green""#, "2"),
        ],
    ),
    (
        "a number is added",
        CHOICES,
        &[(r#""HIGH":"#, r#""MIDDLE": {"target": "@Unit", "traits": {"@enumValue": 3}}, "HIGH":"#)],
    ),
    ("a number is gone", CHOICES, &[(r#""LOW": {"target": "@Unit", "traits": {"@enumValue": 1}},"#, "")]),
    // Unions.
    ("a union has another member", CHOICES, &[(r#""number":"#, r#""flag": {"target": "@Boolean"}, "number":"#)]),
    ("a member of a union is gone", CHOICES, &[(r#""number": {"target": "@Integer"},"#, "")]),
    (
        "a member of a union is of another type",
        CHOICES,
        &[(r#""number": {"target": "@Integer"}"#, r#""number": {"target": "@Long"}"#)],
    ),
    ("a member of a union has another name", CHOICES, &[(r#""number":"#, r#""amount":"#)]),
    (
        "a union is in itself",
        CHOICES,
        &[(
            r#"{"label": {"target": "@String"}}"#,
            r#"{"label": {"target": "@String"}, "again": {"target": "x#Choice"}}"#,
        )],
    ),
    (
        "a union is not shown",
        CHOICES,
        &[(r#""x#Choice": {"type": "union","#, r#""x#Choice": {"type": "union", "traits": {"@sensitive": {}},"#)],
    ),
    // Operations.
    (
        "an operation is added",
        OPERATIONS,
        &[
            (r#"{"target": "x#Ping"}"#, r#"{"target": "x#Ping"}, {"target": "x#Pong"}"#),
            (
                r#""x#In":"#,
                r#""x#Pong": {"type": "operation", "traits": {"@http": {"method": "POST", "uri": "/pong"}}}, "x#In":"#,
            ),
        ],
    ),
    ("an operation is gone", OPERATIONS, &[(r#", {"target": "x#Ping"}"#, "")]),
    ("an operation has another name", OPERATIONS, &[("x#Ping", "x#Pong")]),
    (
        "an operation takes something",
        OPERATIONS,
        &[
            (
                r#""x#Ping": {"type": "operation","#,
                r#""x#Ping": {"type": "operation", "input": {"target": "x#PingIn"},"#,
            ),
            (r#""x#In":"#, r#""x#PingIn": {"type": "structure", "members": {}}, "x#In":"#),
        ],
    ),
    ("an operation takes something else", OPERATIONS, &[("x#In", "x#Query")]),
    (
        "an operation gives something",
        OPERATIONS,
        &[
            (
                r#""x#Ping": {"type": "operation","#,
                r#""x#Ping": {"type": "operation", "output": {"target": "x#PingOut"},"#,
            ),
            (r#""x#In":"#, r#""x#PingOut": {"type": "structure", "members": {}}, "x#In":"#),
        ],
    ),
    (
        "an operation is deprecated",
        OPERATIONS,
        &[(
            r#"{"@http": {"method": "POST", "uri": "/ping"}}"#,
            r#"{"@http": {"method": "POST", "uri": "/ping"}, "@deprecated": {}}"#,
        )],
    ),
    ("an operation has another path", OPERATIONS, &[(r#""/ping""#, r#""/pong""#)]),
    (
        "an operation has no pages any longer",
        OPERATIONS,
        &[(",\n    \"@paginated\": {\"inputToken\": \"after\", \"outputToken\": \"next\"}", "")],
    ),
    (
        "an operation has pages by another token",
        OPERATIONS,
        &[(r#""outputToken": "next""#, r#""outputToken": "last""#)],
    ),
    (
        "the service has another name",
        OPERATIONS,
        &[(
            r#""mixins": [{"target": "example#Common"}],"#,
            r#""mixins": [{"target": "example#Common"}], "traits": {"aws.api#service": {"sdkId": "Sample"}},"#,
        )],
    ),
    (
        "the service has another version",
        OPERATIONS,
        &[(
            r#""mixins": [{"target": "example#Common"}],"#,
            r#""mixins": [{"target": "example#Common"}], "version": "2","#,
        )],
    ),
    (
        "the model has another version",
        OPERATIONS,
        &[(r#"{"smithy": "2.0","#, r#"{"smithy": "2.0", "metadata": {"rust.codegen": {"model": "2"}},"#)],
    ),
    // Errors.
    (
        "an error is added",
        OPERATIONS,
        &[
            (r#"{"target": "x#Busy"}],"#, r#"{"target": "x#Busy"}, {"target": "x#Lost"}],"#),
            (
                r#""x#In":"#,
                r#""x#Lost": {"type": "structure", "traits": {"@error": "client"}, "members": {}}, "x#In":"#,
            ),
        ],
    ),
    ("an error is gone", OPERATIONS, &[(r#"{"target": "x#Gone"}, "#, "")]),
    ("an error is a structure alone", OPERATIONS, &[(r#", {"target": "x#Busy"}],"#, "],")]),
    ("an error has another name", OPERATIONS, &[("x#Gone", "x#Away")]),
    // Tags.
    (
        "a tag has another value",
        TAGGED,
        &[
            (r#""Two": {"target": "@Unit"}"#, r#""Two": {"target": "@Unit"}, "Three": {"target": "@Unit"}"#),
            (r#""Two": {"target": "x#Empty"}"#, r#""Two": {"target": "x#Empty"}, "Three": {"target": "x#Empty"}"#),
            (r#""Two": {"target": "x#Login"}"#, r#""Two": {"target": "x#Login"}, "Three": {"target": "x#Login"}"#),
        ],
    ),
    (
        "a value of a tag needs another member",
        TAGGED,
        &[(r#"{"Two": ["label"]}"#, r#"{"Two": ["label"], "One": ["label"]}"#)],
    ),
    ("a part may be absent", TAGGED, &[(r#""required": true"#, r#""required": false"#)]),
    ("a part is of another type", TAGGED, &[(r#""One": {"target": "x#Empty"}"#, r#""One": {"target": "x#Other"}"#)]),
    ("a value of a tag has no parts", TAGGED, &[(r#"["None"], "with": {"Two": ["label"]}"#, r#"["None", "Two"]"#)]),
    ("a tag's type has another name", TAGGED, &[(r#""Connector""#, r#""Link""#)]),
    ("a tag's constructor has another name", TAGGED, &[(r#""forConnector""#, r#""forLink""#)]),
    (
        "a structure with a tag needs another member",
        TAGGED,
        &[(
            r#""label": {"target": "@String"}"#,
            r#""label": {"target": "@String"}, "size": {"target": "@Integer", !}"#,
        )],
    ),
    // What the service published.
    (
        "2025-04 to 2026-11",
        SNOWFLAKE,
        &[
            (
                r#""password": {"target": "x#Password", !}"#,
                r#""password": {"target": "x#Password"}, "privateKey": {"target": "x#Password"}"#,
            ),
            (
                r#""authCode": {"target": "x#Password"}"#,
                r#""authCode": {"target": "x#Password"}, "codeVerifier": {"target": "x#Password"}"#,
            ),
        ],
    ),
];

/// What users may have written, the model that it is for, and the edits after which it does not compile any longer.
const PROGRAMS: &[(&str, &str, &[&str])] = &[
    (
        r#"let part = Part::new().label("l").weight(1.5);
        let it = Thing::new("a", "b", 1).tags(["x", "y"]).sizes([("z", 1)]).part(part).password("p").foo_bar("f");"#,
        STRUCTURES,
        &[
            "a required member is added",
            "an optional member is gone",
            "a required member is gone",
            "a member is no longer required",
            "a member is required",
            "clients alone need not give a member",
            "a member has another name",
            "required members are in another order",
            "a structure has another name",
            "a structure is renamed in the service",
            "a structure is a union",
            "a list is of numbers",
            "a list may hold null",
            "a map is of texts",
        ],
    ),
    (
        "fn all<T: Default + Clone + PartialEq + ::std::fmt::Debug + Send + Sync + Unpin + 'static>() {} all::<Part>();",
        STRUCTURES,
        &[
            "a member is required",
            "a structure has another name",
            "a structure is renamed in the service",
            "a structure is a union",
        ],
    ),
    (
        "fn read(out: Out) -> usize { let Out { state, size, kept, .. } = out; let size: i32 = size;
        if kept { state.map_or(0, |state: String| state.len()) } else { 0 } }",
        STRUCTURES,
        &["a member has a default", "a default is gone", "a member is an enum", "the only required member is none"],
    ),
    (
        r#"fn shown(color: &Color) -> &str { match color { Color::Red => "r", Color::Green => "g", other => other.as_str() } }
        ::std::collections::HashMap::new().insert(Color::from("red"), 1);"#,
        CHOICES,
        &["a value is gone", "a value has another name", "an enum is any text", "an enum is of numbers"],
    ),
    (
        r#"fn grade(it: Grade) -> i32 { match it { Grade::Low => 0, Grade::Unknown(number) => number, _ => it.as_i32() } }
        ::std::collections::BTreeSet::from([Grade::High, Grade::from(3)]);"#,
        CHOICES,
        &["a number is gone"],
    ),
    (
        "fn number(it: Choice) -> i32 { match it { Choice::Number(number) => number,
        Choice::Part(part) => part.label.map_or(0, |label| label.len() as i32), _ => 0 } }",
        CHOICES,
        &[
            "a member of a union is gone",
            "a member of a union is of another type",
            "a member of a union has another name",
        ],
    ),
    (
        r#"async fn last(client: &Client) -> Option<Out> { let mut pages = client.list_pages(In::new().after("a"));
        while let Some(page) = pages.next().await { let page: Out = page.ok()?; if page.next.is_none() { return Some(page) } }
        None }"#,
        OPERATIONS,
        &["an operation takes something else", "an operation has no pages any longer"],
    ),
    (
        "fn message(error: &ServiceError) -> Option<&str> { match error {
        ServiceError::Gone(gone) => gone.message.as_deref(), _ => None } }
        fn boxed(busy: Busy) -> Box<dyn ::std::error::Error + Send + Sync> { ServiceError::from(busy).into() }",
        OPERATIONS,
        &["an error is gone", "an error is a structure alone", "an error has another name"],
    ),
    (
        r#"fn make(it: Connector) -> In { if let Connector::One { properties, credentials } = &it {
        let (_, _): (&Empty, &Option<Login>) = (properties, credentials); } In::for_connector("n", it) }"#,
        TAGGED,
        &[
            "a value of a tag needs another member",
            "a part may be absent",
            "a part is of another type",
            "a tag's type has another name",
            "a tag's constructor has another name",
            "a structure with a tag needs another member",
        ],
    ),
    (
        r#"let it = SnowflakeConnectorProfileCredentials::new("user", "password"); it.password.expose().len();"#,
        SNOWFLAKE,
        &["2025-04 to 2026-11"],
    ),
];

/// Every model before and after its edit.
pub fn pairs() -> Vec<Pair> {
    EDITS.iter().map(pair).collect()
}

fn pair((name, model, edits): &Edit) -> Pair {
    let required = |text: &str| text.replace('!', r#""traits": {"@required": {}}"#);
    let new = edits.iter().fold((*model).to_owned(), |text, (from, to)| {
        let from = required(from);
        assert!(text.contains(&from), "{name}: {from}");
        text.replace(&from, &required(to))
    });
    let programs = PROGRAMS.iter().filter(|(_, of, _)| of == model);
    let programs = programs.map(|(code, _, breaking)| (*code, !breaking.contains(name))).collect();
    Pair { name: (*name).to_owned(), old: load(&[SERVICE, model]), new: load(&[SERVICE, &new]), about: "", programs }
}

#[test]
fn the_compiler_agrees() {
    let is_edit = |name: &str| EDITS.iter().any(|(edit, ..)| *edit == name);
    assert!(
        PROGRAMS.iter().flat_map(|(_, _, breaking)| *breaking).all(|name| is_edit(name)),
        "each edit is one of these"
    );
    prove("edits", &pairs());
}

#[test]
fn verdicts() {
    let verdicts = pairs().into_iter().map(|pair| {
        let changes = compare(&pair.old, &pair.new, &options()).unwrap();
        format!("{}\n{}\n", pair.name, changes.iter().map(shown).collect::<String>())
    });
    expect_file!["verdicts.txt"].assert_eq(&verdicts.collect::<String>());
}
