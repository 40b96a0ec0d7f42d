//! Programs that users might write, unknown to the generator.

use super::models::{CHOICES, OPERATIONS, SNOWFLAKE, STRUCTURES, TAGGED};

/// Programs, each with its model and the edits after which it no longer compiles.
pub const PROGRAMS: &[(&str, &str, &[&str])] = &[
    (
        r#"let part = Part::new().label("l").weight(1.5);
        let it = Thing::new("a", "b", 1).tags(["x", "y"]).sizes([("z", 1)]).part(part).password("p").foo_bar("f");"#,
        STRUCTURES,
        &[
            "a required member is added",
            "an optional member is removed",
            "a required member is removed",
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
        &["a member has a default", "a default is removed", "a member is an enum", "the only required member is none"],
    ),
    (
        r#"fn shown(color: &Color) -> &str { match color { Color::Red => "r", Color::Green => "g", other => other.as_str() } }
        ::std::collections::HashMap::new().insert(Color::from("red"), 1);"#,
        CHOICES,
        &["a value is removed", "a value has another name", "an enum is any text", "an enum is of numbers"],
    ),
    (
        r#"fn grade(it: Grade) -> i32 { match it { Grade::Low => 0, Grade::Unknown(number) => number, _ => it.as_i32() } }
        ::std::collections::BTreeSet::from([Grade::High, Grade::from(3)]);"#,
        CHOICES,
        &["a number is removed"],
    ),
    (
        "fn number(it: Choice) -> i32 { match it { Choice::Number(number) => number,
        Choice::Part(part) => part.label.map_or(0, |label| label.len() as i32), _ => 0 } }",
        CHOICES,
        &[
            "a member of a union is removed",
            "a member of a union is of another type",
            "a member of a union has another name",
        ],
    ),
    (
        r#"async fn last(client: &Client) -> Option<Out> { let mut pages = client.list(In::new().after("a")).pages();
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
        &["an error is removed", "an error is a structure alone", "an error has another name"],
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
