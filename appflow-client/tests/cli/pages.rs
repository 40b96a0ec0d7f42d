//! `--paginate`: all pages as one document.

use std::io::Read as _;

use serde_json::{Value, json};

use crate::operations::run;
use crate::server::answers;
use crate::support::Files;

fn flows(names: &[&str], token: Option<&str>) -> Value {
    let flows: Vec<Value> = names.iter().map(|name| json!({ "flowName": name })).collect();
    let mut page = json!({ "flows": flows });
    if let Some(token) = token {
        page["nextToken"] = json!(token);
    }
    page
}

fn three_pages() -> [Value; 3] {
    [flows(&["a", "b"], Some("t1")), flows(&[], Some("t2")), flows(&["c"], None)]
}

fn names(document: &Value) -> Vec<&str> {
    let flows = document["flows"].as_array().expect("a list").iter();
    flows.map(|flow| flow["flowName"].as_str().expect("a name")).collect()
}

#[test]
fn pages_are_one_document() {
    let files = Files::new();
    let server = answers(three_pages());
    let out = run(&files, &server, &["list-flows", "--paginate", "--output", "json"]).ok();
    let document: Value = serde_json::from_str(&out).expect(&out);
    assert_eq!((names(&document), &document["version"]), (vec!["a", "b", "c"], &json!(1)));
    assert!(document.get("nextToken").is_none(), "{out}");
    let requests = server.requests();
    assert!(requests[0].ends_with("{}") && requests[1].ends_with(r#"{"nextToken":"t1"}"#), "{requests:?}");
    assert!(requests[2].ends_with(r#"{"nextToken":"t2"}"#) && requests.len() == 3, "{requests:?}");
    let server = answers(three_pages());
    let out = run(&files, &server, &["list-flows", "--paginate"]).ok();
    assert_eq!(out, "flows:\n  - flowName: a\n  - flowName: b\n  - flowName: c\n");
    let out = run(&files, &answers([flows(&[], None)]), &["list-flows", "--paginate", "--output", "json"]).ok();
    assert_eq!(serde_json::from_str::<Value>(&out).expect(&out)["flows"], json!([]));
}

#[test]
fn the_number_of_items_has_a_bound() {
    let files = Files::new();
    let check = |most: &str, expected: &[&str], token: Value, calls: usize| {
        let server = answers(three_pages());
        let out = run(&files, &server, &["list-flows", "--paginate", "--max-items", most, "--output", "json"]).ok();
        let document: Value = serde_json::from_str(&out).expect(&out);
        assert_eq!((names(&document), &document["nextToken"]), (expected.to_vec(), &token), "{most}");
        assert_eq!(server.requests().len(), calls, "{most}");
    };
    // Within a page there is no token to continue with: it would skip the rest of the page.
    check("1", &["a"], Value::Null, 1);
    check("2", &["a", "b"], json!("t1"), 1);
    check("3", &["a", "b", "c"], Value::Null, 3);
    check("4", &["a", "b", "c"], Value::Null, 3);
    for wrong in ["0", "-1", "x", ""] {
        let error = files.run(&["list-flows", "--paginate", &format!("--max-items={wrong}")]).failed(2);
        assert!(
            error.starts_with("error: the value of `--max-items` is not a number, expected one from 1 "),
            "{error}"
        );
    }
    let error = files.run(&["list-flows", "--max-items", "1"]).failed(2);
    assert!(error.starts_with("error: no --paginate, expected it\n"), "{error}");
    let error = files.run(&["describe-flow", "--paginate"]).failed(2);
    assert!(error.starts_with("error: invalid option '--paginate'"), "{error}");
    let error = files.run(&["list-flows", "--paginate", "--dry-run"]).failed(2);
    assert!(error.starts_with("error: `--dry-run` and `--paginate` do not go together"), "{error}");
}

#[test]
fn lists_and_maps_are_merged() {
    let files = Files::new();
    let page = |kind: &str, token: Option<&str>| {
        json!({ "connectorConfigurations": { kind: { "canUseAsSource": true } }, "connectors": [{ "connectorName": kind }],
                "nextToken": token })
    };
    let server = answers([page("Amplitude", Some("t")), page("Datadog", None)]);
    let out = run(&files, &server, &["describe-connectors", "--paginate", "--output", "json"]).ok();
    let document: Value = serde_json::from_str(&out).expect(&out);
    let configurations = document["connectorConfigurations"].as_object().expect("a map");
    assert_eq!((configurations.len(), document["connectors"].as_array().map(Vec::len)), (2, Some(2)));
}

#[test]
fn an_error_after_the_first_page_is_behind_the_items() {
    let files = Files::new();
    let said = run(&files, &answers([flows(&["a"], Some("t"))]), &["list-flows", "--paginate", "--output", "json"]);
    let document: Value = serde_json::from_str(&said.out).expect(&said.out);
    assert_eq!((said.status, names(&document)), (Some(3), vec!["a"]), "{said:?}");
    assert_eq!(document["error"]["code"], "ValidationException");
    assert!(said.err.starts_with("error: ListFlows failed: ValidationException"), "{}", said.err);
    let said = run(&files, &answers([flows(&["a"], Some("t"))]), &["list-flows", "--paginate"]);
    assert_eq!((said.status, said.out.as_str()), (Some(3), "flows:\n  - flowName: a\nnextToken: t\n"), "{said:?}");
    let error = run(&files, &answers([]), &["list-flows", "--paginate"]).failed(3);
    assert!(error.starts_with("error: ListFlows failed: "), "{error}");
}

#[test]
fn pages_are_printed_on_arrival_until_the_output_closes() {
    let files = Files::new();
    let (release, released) = std::sync::mpsc::channel();
    let server = crate::server::Server::new(move |index, _| {
        if index > 0 {
            // Blocks until the first page has been read and its reader is gone.
            released.recv().expect("the test goes on");
        }
        (200, flows(&["a"], Some(&index.to_string())).to_string())
    });
    let mut program = files.program(&["list-flows", "--paginate"]);
    program.envs([("AWS_REGION", "eu-west-1"), ("AWS_ACCESS_KEY_ID", "AKID"), ("AWS_SECRET_ACCESS_KEY", "s")]);
    let mut child = program.env("AWS_ENDPOINT_URL_APPFLOW", server.url()).spawn().expect("the program can be run");
    let mut out = child.stdout.take().expect("a pipe");
    let mut first = [0; 22];
    out.read_exact(&mut first).expect("the first page");
    assert_eq!(&first[..], b"flows:\n  - flowName: a");
    drop(out);
    let _ = release.send(());
    let said = child.wait_with_output().expect("it ends");
    assert_eq!((said.status.code(), said.stderr.as_slice()), (Some(0), &b""[..]));
    assert_eq!(server.requests().len(), 2);
}
