//! Smithy's own protocol tests: the report if they are absent, or if no operation is supported.

use crate::support::{CommandOutput, Workspace};

fn conformance(workspace: &Workspace, arguments: &[&str]) -> CommandOutput {
    let arguments = [&["conformance"], arguments].concat();
    CommandOutput::new(workspace.xtask(&arguments).env("REFERENCE_DATA", workspace.path("data")).output())
}

#[test]
fn absent_data_is_not_a_failure() {
    let workspace = Workspace::new();
    let expect = format!("{}: does not exist, so nothing is run\n", workspace.path("data/protocol-tests").display());
    assert_eq!(conformance(&workspace, &[]).ok(), expect);
}

/// Returns a service whose operations are refused for one reason; one of them has these additional traits.
fn refused(traits: &str) -> String {
    format!(
        r#"{{"smithy": "2.0", "shapes": {{
"x#Basic": {{"type": "service", "operations": [{{"target": "x#Get"}}, {{"target": "x#Put"}}], "traits": {{
    "aws.protocols#restJson1": {{}}, "smithy.api#httpBasicAuth": {{}}, "smithy.api#auth": ["smithy.api#httpBasicAuth"]}}}},
"x#Other": {{"type": "service"}},
"x#Get": {{"type": "operation", "traits": {{"smithy.api#readonly": {{}}, "smithy.api#http": {{"method": "GET", "uri": "/"}}}}}},
"x#Put": {{"type": "operation", "traits": {{{traits} "smithy.api#http": {{"method": "POST", "uri": "/"}}}}}}
}}}}"#
    )
}

const REFUSED: &str = "  refused: Get, Put: basic.json:2:1: x#Basic: no supported authentication among `smithy.api#httpBasicAuth`, expected `aws.auth#sigv4` or `smithy.api#httpBearerAuth`\n";

#[test]
fn operations_that_are_not_supported_are_named() {
    let workspace = Workspace::new();
    workspace.write("data/protocol-tests/basic.json", &refused(""));
    let output = conformance(&workspace, &[]);
    assert_eq!(output.status, Some(0), "{}", output.err);
    let end = format!("{REFUSED}0 left out for a reason, 0 not run\n0 passed, 0 failed\n");
    assert!(output.out.starts_with("x#Basic: 0 of 2 operations\n") && output.out.ends_with(&end), "{}", output.out);
    let output = conformance(&workspace, &["--filter", "Nothing"]);
    assert_eq!(output.status, Some(1));
    assert!(output.err.ends_with("no case's id contains `Nothing`, expected a part of one\n"), "{}", output.err);
}

/// A case that is not run is a failure, reported by its id.
#[test]
fn cases_that_are_not_run() {
    let workspace = Workspace::new();
    let case = |id: &str, more: &str| {
        format!(r#"{{"id": "{id}", "protocol": "aws.protocols#restJson1", "method": "POST", "uri": "/"{more}}}"#)
    };
    let cases = [case("PutOne", ""), case("PutTwo", ""), case("PutThree", r#", "appliesTo": "server""#)].join(", ");
    let model = refused(&format!(r#""smithy.test#httpRequestTests": [{cases}],"#));
    workspace.write("data/basic.json", &model);
    let path = workspace.path("data/basic.json").display().to_string();
    let output = conformance(&workspace, &[&path]);
    assert_eq!(output.status, Some(1), "{}", output.err);
    let end = "  not run, because their operations are refused: PutOne, PutTwo\n0 left out for a reason, 2 not run\n0 passed, 0 failed\n";
    assert!(output.out.ends_with(end), "{}", output.out);
    let output = conformance(&workspace, &[&path, "--filter", "put_two"]);
    assert!(
        output.out.ends_with("refused: PutTwo\n0 left out for a reason, 1 not run\n0 passed, 0 failed\n"),
        "{}",
        output.out
    );
}

#[test]
fn a_model_with_errors_is_a_failure() {
    let workspace = Workspace::new();
    workspace.write("data/protocol-tests/broken.json", "{");
    let output = conformance(&workspace, &[]).failed(1);
    assert!(output.starts_with("broken.json:1:2: "), "{output}");
}
