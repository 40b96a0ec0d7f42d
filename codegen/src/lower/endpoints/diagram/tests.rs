//! Diagrams, and the rules that they become.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use expect_test::{Expect, expect};

use super::*;
use crate::lower::endpoints;

fn encoded(nodes: &[Triple]) -> String {
    let bytes: Vec<u8> = nodes.iter().flatten().flat_map(|number| number.to_be_bytes()).collect();
    STANDARD.encode(bytes)
}

fn diagram(root: i32, nodes: &[Triple]) -> Value {
    let endpoint = |url: &str| json!({ "type": "endpoint", "conditions": [], "endpoint": { "url": url } });
    json!({
        "version": "1.1",
        "parameters": {
            "Endpoint": { "type": "string", "builtIn": "SDK::Endpoint" },
            "UseFIPS": { "type": "boolean", "builtIn": "AWS::UseFIPS", "default": false, "required": true },
        },
        "conditions": [
            { "fn": "isSet", "argv": [{ "ref": "Endpoint" }] },
            { "fn": "booleanEquals", "argv": [{ "ref": "UseFIPS" }, true] },
        ],
        "results": [endpoint("{Endpoint}"), { "type": "error", "error": "no" }, endpoint("https://a")],
        "root": root,
        "nodeCount": nodes.len(),
        "nodes": encoded(nodes),
    })
}

#[track_caller]
fn check(value: &Value, expected: &Expect) {
    let shown = match endpoints::diagram(value) {
        Ok(rule_set) => {
            let file = crate::emit::File {
                package: crate::Package::Client,
                path: "endpoints.rs",
                tokens: crate::emit::endpoints::emit(&rule_set),
            };
            let text = crate::render::render(file, "").text;
            text.split_once("EndpointError> {").map(|(_, body)| body.to_owned()).unwrap_or_default()
        }
        Err(problems) => problems.iter().map(|problem| format!("{problem}\n")).collect(),
    };
    expected.assert_eq(&shown);
}

const NONE: Triple = [-1, 1, -1];

#[test]
fn diagrams_as_rules() {
    // A custom endpoint without FIPS; an error with it; the endpoint of the service without either.
    let nodes = [NONE, [0, 3, 4], [1, RESULTS + 2, RESULTS + 1], [1, -1, RESULTS + 3]];
    check(
        &diagram(2, &nodes),
        &expect![[r#"

            if let Some(endpoint) = parameters.endpoint.as_deref() {
                if parameters.use_fips {
                    return Err(EndpointError::new("no"));
                }
                return Ok(Endpoint::new(endpoint));
            }
            if parameters.use_fips {
                let message = "the rules of the service have no endpoint for these parameters";
                return Err(EndpointError::new(message));
            }
            Ok(Endpoint::new("https://a"))
        }
    "#]],
    );
    // The third node by a negative reference: its two references are exchanged.
    let nodes = [NONE, [0, -3, 1], [1, RESULTS + 1, RESULTS + 2]];
    check(
        &diagram(2, &nodes),
        &expect![[r#"

            if let Some(endpoint) = parameters.endpoint.as_deref() {
                if parameters.use_fips {
                    return Err(EndpointError::new("no"));
                }
                return Ok(Endpoint::new(endpoint));
            }
            Err(EndpointError::exhausted())
        }
    "#]],
    );
    check(
        &diagram(RESULTS + 3, &[NONE]),
        &expect![[r#"

            Ok(Endpoint::new("https://a"))
        }
    "#]],
    );
    check(
        &diagram(1, &[NONE]),
        &expect![[r#"

            let message = "the rules of the service have no endpoint for these parameters";
            Err(EndpointError::new(message))
        }
    "#]],
    );
    check(
        &diagram(RESULTS, &[NONE]),
        &expect![[r#"

            let message = "the rules of the service have no endpoint for these parameters";
            Err(EndpointError::new(message))
        }
    "#]],
    );
}

/// Two nodes each assign a name, and a later node uses whichever is present.
#[test]
fn names_that_are_assigned_on_some_ways_only() {
    let reference = |name: &str| json!({ "ref": name });
    let named = |name: &str, condition: Value| {
        let mut condition = condition;
        condition["assign"] = json!(name);
        condition
    };
    let substring = |stop: u32| json!({ "fn": "substring", "argv": ["abc", 0, stop, false] });
    let either = json!({ "fn": "coalesce", "argv": [reference("one"), reference("two")] });
    let not = json!({ "fn": "not", "argv": [{ "fn": "isSet", "argv": [reference("one")] }] });
    let same = json!({ "fn": "stringEquals", "argv": [reference("one"), "a"] });
    // A first name is assigned, or else a second one; a later node accepts either, and the node after it needs the
    // first.
    let nodes = [
        NONE,
        [2, 4, 3],
        [3, 4, RESULTS + 3],
        [4, 5, RESULTS + 3],
        [5, 6, 7],
        [6, RESULTS + 1, RESULTS + 3],
        [6, RESULTS + 2, RESULTS + 1],
    ];
    let mut value = diagram(2, &nodes);
    let all = [named("one", substring(1)), named("two", substring(2)), named("either", either), not, same];
    value["conditions"].as_array_mut().expect("conditions").extend(all);
    value["results"][0]["endpoint"]["url"] = json!("https://{either}");
    check(
        &value,
        &expect![[r#"

            if let Some(one) = functions::substring("abc", 0, 1, false) {
                let either = one;
                if one == "a" {
                    return Err(EndpointError::new("no"));
                }
                let parts = ["https://", either];
                return Ok(Endpoint::new(parts.concat()));
            }
            if functions::substring("abc", 0, 2, false).is_some() {
                return Ok(Endpoint::new("https://a"));
            }
            Ok(Endpoint::new("https://a"))
        }
    "#]],
    );
}

#[test]
fn malformed_diagrams_are_refused() {
    let broken = |nodes: &[Triple]| diagram(2, nodes);
    check(
        &json!([]),
        &expect![[r#"
        the whole: an array: expected an object
    "#]],
    );
    check(
        &json!({ "root": 1, "more": 1 }),
        &expect![[r#"
        the whole: unknown key "more": expected conditions, nodeCount, nodes, parameters, results, root, version
        the whole: no `conditions`: expected one
    "#]],
    );
    check(
        &diagram(0, &[NONE]),
        &expect![[r#"
        nodes: the invalid reference 0: expected a valid diagram within the size limits
    "#]],
    );
    check(
        &diagram(i32::MIN, &[NONE]),
        &expect![[r#"
        nodes: the invalid reference -2147483648: expected a valid diagram within the size limits
    "#]],
    );
    check(
        &broken(&[NONE]),
        &expect![[r#"
        nodes: the invalid reference 2: expected a valid diagram within the size limits
    "#]],
    );
    check(
        &broken(&[NONE, [2, 1, 1]]),
        &expect![[r#"
        nodes: no condition 2: expected a valid diagram within the size limits
    "#]],
    );
    check(
        &broken(&[NONE, [0, RESULTS + 4, 1]]),
        &expect![[r#"
        nodes: the invalid reference 100000004: expected a valid diagram within the size limits
    "#]],
    );
    check(
        &broken(&[NONE, [0, i32::MAX, 1]]),
        &expect![[r#"
        nodes: the invalid reference 2147483647: expected a valid diagram within the size limits
    "#]],
    );
    // Cycles of nodes, through the references for true and for false.
    check(
        &broken(&[NONE, [0, 2, 1]]),
        &expect![[r#"
        nodes: more than 64 conditions on the way to a result: expected a valid diagram within the size limits
    "#]],
    );
    check(
        &broken(&[NONE, [0, 1, 2]]),
        &expect![[r#"
        nodes: more than 4000 rules: expected a valid diagram within the size limits
    "#]],
    );
    let mut value = broken(&[NONE]);
    value["nodes"] = json!("AAAA");
    check(
        &value,
        &expect![[r#"
        nodes: malformed nodes: expected base64 of three 32-bit integers for each node
    "#]],
    );
    value["root"] = json!("2");
    value["nodes"] = json!(encoded(&[NONE]));
    check(
        &value,
        &expect![[r#"
        root: malformed reference: expected a 32-bit integer
    "#]],
    );
    // A parameter that is not known to be there.
    check(
        &diagram(RESULTS + 1, &[NONE]),
        &expect![[r#"
        rules[0].endpoint.url: a value that may be absent: expected a condition before it with `isSet` or `assign`
    "#]],
    );
}

/// Of nodes that each refer to the next twice, the rules double with each.
#[test]
fn diagrams_that_are_too_large() {
    let mut nodes = vec![NONE];
    nodes.extend((3..40).map(|next| [1, next, next]));
    nodes.push([1, RESULTS + 3, RESULTS + 2]);
    check(
        &diagram(2, &nodes),
        &expect![[r#"
        nodes: more than 4000 rules: expected a valid diagram within the size limits
    "#]],
    );
    // A large condition that many nodes test.
    let mut nodes = vec![NONE];
    nodes.extend((3..1001).map(|next| [1, RESULTS + 2, next]));
    nodes.push([1, RESULTS + 2, RESULTS + 3]);
    let mut value = diagram(2, &nodes);
    value["conditions"][1]["argv"][1] = json!("a".repeat(MAX_SIZE / 999));
    check(
        &value,
        &expect![[r#"
        nodes: conditions and results that are too large for the number of nodes: expected a valid diagram within the size limits
    "#]],
    );
}
