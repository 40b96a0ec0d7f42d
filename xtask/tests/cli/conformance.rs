//! Smithy's own cases: what is said where there are none, and where nothing of a service is supported.

use crate::support::{Said, Workspace};

fn conformance(workspace: &Workspace) -> Said {
    Said::new(workspace.xtask(&["conformance"]).env("REFERENCE_DATA", workspace.path("data")).output())
}

#[test]
fn absent_data_is_no_failure() {
    let workspace = Workspace::new();
    let expect = format!("{}: not there, so nothing is run\n", workspace.path("data/protocol-tests").display());
    assert_eq!(conformance(&workspace).ok(), expect);
}

#[test]
fn operations_that_are_not_supported_are_named() {
    let workspace = Workspace::new();
    workspace.write(
        "data/protocol-tests/streams.json",
        r#"{"smithy": "2.0", "shapes": {
"x#Streams": {"type": "service", "operations": [{"target": "x#Put"}], "traits": {"aws.protocols#restJson1": {}}},
"x#Other": {"type": "service"},
"x#Put": {"type": "operation", "input": {"target": "x#PutInput"}, "traits": {"smithy.api#http": {"method": "POST", "uri": "/"}}},
"x#PutInput": {"type": "structure", "members": {
    "body": {"target": "x#Body", "traits": {"smithy.api#httpPayload": {}, "smithy.api#required": {}}}
}},
"x#Body": {"type": "blob", "traits": {"smithy.api#streaming": {}}}
}}"#,
    );
    let said = conformance(&workspace).ok();
    let refused = "  refused: Put: streams.json:8:39: x#Body: `smithy.api#streaming` is not supported yet, expected a model without it\n";
    assert!(said.starts_with("x#Streams: 0 of 1 operations\n") && said.ends_with(refused), "{said}");
}

#[test]
fn a_model_with_errors_is_a_failure() {
    let workspace = Workspace::new();
    workspace.write("data/protocol-tests/broken.json", "{");
    let said = conformance(&workspace).failed(1);
    assert!(said.starts_with("broken.json:1:2: "), "{said}");
}
