//! The findings of `lint` in the project's own documents.

use std::path::Path;

use crate::support::{CommandOutput, Workspace, model};

const SECOND: &str = "model/second.json";

/// Checks the findings with these shapes in a second document.
#[track_caller]
fn check(shapes: &str, expect: &[&str]) {
    let workspace = Workspace::new();
    workspace.write(SECOND, &format!("{{\"smithy\": \"2.0\", \"shapes\": {{\n{shapes}\n}}}}"));
    let output = workspace.run(&["lint"]);
    let found: Vec<_> = output.out.lines().filter_map(|line| line.strip_prefix("✗ ")).collect();
    assert_eq!(found, expect, "{output:?}");
    assert_eq!(output.status, Some(i32::from(!expect.is_empty())), "{output:?}");
    let headline = output.out.lines().next().unwrap_or_default();
    assert_eq!(headline.ends_with("no problems."), expect.is_empty(), "{headline}");
}

fn apply(id: &str, traits: &str) -> String {
    format!("\"{id}\": {{\"type\": \"apply\", \"traits\": {{{traits}}}}}")
}

#[test]
fn a_good_model_passes() {
    check("", &[]);
}

#[test]
fn statements_for_nothing() {
    let words = "\"smithy.api#documentation\": \"Words.\"";
    let gone = "applied to a shape or member that the model does not have";
    let shapes = [apply("example#Gone", words), apply("example#GreetRequest$gone", words)].join(",");
    check(&shapes, &[&format!("example#Gone: {gone}"), &format!("example#GreetRequest$gone: {gone}")]);
}

#[test]
fn patterns_that_never_match() {
    let string =
        |id: &str, traits: &str| format!("\"example#{id}\": {{\"type\": \"string\", \"traits\": {{{traits}}}}}");
    let pattern = |pattern: &str| format!("\"smithy.api#pattern\": \"{pattern}\"");
    let length = |length: &str| format!("\"smithy.api#length\": {length}");
    let none = "example#A: no text matches the pattern";
    check(&string("A", &pattern("a^b")), &[none]);
    check(&string("A", &pattern("^a$b")), &[none]);
    let too_long = "example#A: no text whose length is allowed matches the pattern";
    let both = |text: &str, bounds: &str| string("A", &[pattern(text), length(bounds)].join(","));
    check(&both("^a{3}$", r#"{"min": 3, "max": 3}"#), &[]);
    check(&both("^a{3}$", r#"{"max": 2}"#), &[too_long]);
    check(&both("^a{3}$", r#"{"min": 4}"#), &[too_long]);
    check(&both("^(aa)*$", r#"{"min": 3, "max": 4}"#), &[]);
    check(&both("^(aa)*$", r#"{"min": 3, "max": 3}"#), &[too_long]);
    check(&both("^$", r#"{"min": 0}"#), &[]);
    check(&both("^$", r#"{"min": 1}"#), &[too_long]);
    check(&both("^\u{1d11e}$", r#"{"max": 1}"#), &[]);
    check(&both("a", r#"{"min": 9000000000000000000}"#), &[]);
}

#[test]
fn statements_without_a_source() {
    let definition = r#""own#secret": {"type": "structure", "members": {"reason": {"target": "smithy.api#String"},
        "source": {"target": "smithy.api#String"}}, "traits": {"smithy.api#trait": {}}},"#;
    let with =
        |value: &str| definition.to_owned() + &apply("example#GreetRequest", &format!("\"own#secret\": {value}"));
    let finding = "example#GreetRequest: `own#secret` does not say where it is documented";
    check(&with(r#"{"reason": "R.", "source": "RFC 6749."}"#), &[]);
    check(&with(r#"{"reason": "R."}"#), &[finding]);
    check(&with(r#"{"reason": "R.", "source": " ??? "}"#), &[finding]);
}

#[test]
fn values_with_the_same_name() {
    let member = |name: &str, value: &str| {
        format!(
            "\"{name}\": {{\"target\": \"smithy.api#Unit\", \"traits\": {{\"smithy.api#enumValue\": \"{value}\"}}}}"
        )
    };
    let members = [member("A_B", "1"), member("AB", "2"), member("A__B", "3")].join(",");
    let shape = format!("\"example#E\": {{\"type\": \"enum\", \"members\": {{{members}}}}}");
    check(&shape, &["example#E$A__B: is called `AB` in Rust, as `A_B` is"]);
}

#[test]
fn missing_documentation_and_secret_marks_are_reported() {
    let workspace = Workspace::new();
    let text = model("Says hello.", 1).replace("\"smithy.api#documentation\": \"Greets.\",", "");
    workspace.write("model/example.json", &text.replace("\"members\": { \"name\"", "\"members\": { \"password\""));
    let output = workspace.run(&["lint"]);
    for line in [
        "✗ example#Greeter: the service has no documentation\n",
        "✗ example#GreetRequest$password: `password` is named like a secret, but marked neither as secret nor as not secret\n",
    ] {
        assert!(output.out.contains(line), "{}", output.out);
    }
}

#[test]
fn statements_about_generic_shapes_settle_no_secret() {
    let workspace = Workspace::new();
    let text = model("Says hello.", 1).replace("\"members\": { \"name\"", "\"members\": { \"apiKey\"");
    let with = |target: &str, statement: &str| {
        workspace.write("model/example.json", &text.replace("smithy.api#String", target));
        let definition = r#""rust.codegen#notSecret": {"type": "structure", "members": {"reason":
            {"target": "smithy.api#String"}, "source": {"target": "smithy.api#String"}}, "traits": {"smithy.api#trait": {}}}"#;
        let string = |name: &str| format!("\"example#{name}\": {{\"type\": \"string\"}}");
        let shapes = [definition.to_owned(), string("Text"), string("ApiKey"), string("Key")];
        workspace.write("model/third.json", &format!("{{\"smithy\": \"2.0\", \"shapes\": {{{statement}}}}}"));
        workspace.write(SECOND, &format!("{{\"smithy\": \"2.0\", \"shapes\": {{\n{}\n}}}}", shapes.join(",\n")));
        let output = workspace.run(&["lint"]);
        output.out.lines().filter_map(|line| line.strip_prefix("✗ ")).map(str::to_owned).collect::<Vec<_>>()
    };
    let traits = r#""rust.codegen#notSecret": {"reason": "R.", "source": "RFC 6749."}"#;
    let found = |name: &str, last: &str| {
        vec![format!("example#{name}: `{last}` is named like a secret, but marked neither as secret nor as not secret")]
    };
    let member = found("GreetRequest$apiKey", "apiKey");
    assert_eq!(with("example#Text", &apply("example#Text", traits)), member);
    assert_eq!(with("example#Key", &apply("example#Key", traits)), member);
    assert_eq!(with("example#ApiKey", &apply("example#Text", traits)), found("ApiKey", "ApiKey"));
    assert_eq!(with("example#ApiKey", &apply("example#ApiKey", traits)), [""; 0]);
    assert_eq!(with("example#Text", &apply("example#GreetRequest$apiKey", traits)), [""; 0]);
}

#[test]
fn models_that_are_wrong_are_findings_too() {
    let shape = r#""example#L": {"type": "list", "member": {"target": "example#Gone"}}"#;
    let workspace = Workspace::new();
    workspace.write(SECOND, &format!("{{\"smithy\": \"2.0\", \"shapes\": {{{shape}}}}}"));
    let output = workspace.run(&["lint"]);
    assert!(output.status == Some(1) && output.out.contains("(model-invalid)"), "{output:?}");
    workspace.write(SECOND, "{\"smithy\"");
    let output = workspace.run(&["lint", "--format", "github"]);
    assert!(output.status == Some(1) && output.out.contains("::error file=model/second.json,line=1,"), "{output:?}");
    let output = workspace.run(&["lint", "--model-dir", "gone"]).failed(2);
    assert!(output.starts_with("could not lint: gone: cannot be listed: "), "{output}");
}

#[test]
fn our_own_documents_pass() {
    let workspace = Workspace::new();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model");
    for format in ["text", "markdown", "json", "github", "sarif"] {
        let mut command = workspace.xtask(&["lint", "--format", format, "--model-dir", directory.to_str().unwrap()]);
        let output = CommandOutput::new(command.output()).ok();
        assert!(output.contains("no problems."), "{output}");
    }
}
