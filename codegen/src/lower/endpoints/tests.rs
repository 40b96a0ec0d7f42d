//! Invalid rule sets, and the problems reported about them.

use serde_json::{Value, json};

use super::*;

mod choices;

/// Returns a rule set with these rules and every kind of parameter.
fn with_rules(rules: &Value) -> Value {
    let text = |built_in: &str| json!({ "type": "String", "builtIn": built_in, "documentation": "d" });
    let boolean =
        |built_in: &str| json!({ "type": "Boolean", "builtIn": built_in, "required": true, "default": false });
    json!({
        "version": "1.0",
        "parameters": {
            "Region": text("AWS::Region"),
            "Endpoint": text("SDK::Endpoint"),
            "UseFIPS": boolean("AWS::UseFIPS"),
            "UseDualStack": boolean("AWS::UseDualStack"),
        },
        "rules": rules,
    })
}

/// Returns a rule set whose only rule has these conditions.
fn with_conditions(conditions: &Value) -> Value {
    with_rules(&json!([{ "type": "error", "conditions": conditions, "error": "e" }]))
}

/// Returns a rule set whose only rule returns this endpoint.
fn with_endpoint(endpoint: &Value) -> Value {
    with_rules(&json!([{ "type": "endpoint", "conditions": [], "endpoint": endpoint }]))
}

#[track_caller]
fn check(value: &Value, expected: &[&str]) {
    let problems = rule_set(value).err().unwrap_or_default();
    assert_eq!(problems.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
}

#[test]
fn the_whole() {
    check(&json!([]), &["the whole: an array: expected an object"]);
    check(
        &json!({}),
        &[
            "the whole: no `version`: expected one",
            "the whole: no `parameters`: expected one",
            "the whole: no `rules`: expected one",
        ],
    );
    check(
        &json!({ "version": "2.0", "parameters": [], "rules": {}, "nodes": "" }),
        &[
            "the whole: unknown key \"nodes\": expected parameters, rules, serviceId, version",
            "version: unknown version \"2.0\": expected 1.0 or 1.1",
            "parameters: an array: expected an object",
            "rules: an object: expected an array",
        ],
    );
    check(&with_rules(&json!([])), &["rules: no rules: expected at least one"]);
}

#[test]
fn parameters() {
    let with = |parameters: Value| {
        let mut value = with_rules(&json!([{ "type": "error", "conditions": [], "error": "{Name}" }]));
        value["parameters"] = parameters;
        value
    };
    let absent = "rules[0].error: a value that may be absent: expected a condition before it with `isSet` or `assign`";
    check(&with(json!({ "Name": { "type": "string" } })), &[absent]);
    check(&with(json!({ "Name": { "type": "string", "builtIn": "AWS::S3::Accelerate" } })), &[absent]);
    check(&with(json!({ "Name": { "type": "String", "default": "d" } })), &[]);
    check(&with(json!({ "Name": { "type": "String", "required": true } })), &[]);
    check(
        &with(json!({ "Name": { "type": "boolean", "default": "true" } })),
        &["parameters.Name.default: a string: expected a boolean"],
    );
    check(
        &with(json!({ "Name": { "type": "StringArray", "default": [1] } })),
        &["parameters.Name.default[0]: a number: expected a string"],
    );
    check(
        &with(json!({ "Name": { "type": "StringArray", "default": ["a"] } })),
        &["rules[0].error: a list of strings: expected a string"],
    );
    check(
        &with(json!({ "Name": { "type": "Document" } })),
        &["parameters.Name.type: \"document\": expected string, boolean or stringArray"],
    );
    check(
        &with(json!({ "Name": { "type": "boolean", "builtIn": "AWS::Region" } })),
        &["parameters.Name.type: \"boolean\": expected a string"],
    );
    check(
        &with(
            json!({ "Name": { "type": "String", "builtIn": "AWS::Region", "default": true, "required": 1, "x": 0 } }),
        ),
        &[
            "parameters.Name: unknown key \"x\": expected builtIn, default, deprecated, documentation, required, type",
            "parameters.Name.required: a number: expected a boolean",
        ],
    );
    check(
        &with(json!({ "Name": { "type": "Boolean", "builtIn": "AWS::UseFIPS", "default": true } })),
        &[
            "parameters.Name.default: `true`: expected false, the default of a client",
            "rules[0].error: a boolean: expected a string",
        ],
    );
    check(
        &with(json!({
            "Name": { "type": "String", "builtIn": "AWS::Region", "required": true },
            "name": { "type": "String", "builtIn": "AWS::Region" },
            "a\nb": {},
        })),
        &[
            "parameters: the name \"a\\nb\": expected a letter followed by letters and digits, unique regardless of case",
            "parameters: the name \"name\": expected a letter followed by letters and digits, unique regardless of case",
        ],
    );
}

#[test]
fn rules() {
    check(
        &with_rules(&json!([
            1,
            {},
            { "type": "leaf", "conditions": [], "error": "e" },
            { "type": "tree", "conditions": [], "error": "e" },
            { "type": "error", "conditions": {}, "error": [] },
            { "type": "error", "conditions": [], "error": true },
            { "type": "error", "conditions": [null], "error": "e" },
        ])),
        &[
            "rules[0]: a number: expected an object",
            "rules[1]: no `type`: expected one",
            "rules[2].type: unknown type \"leaf\": expected endpoint, error or tree",
            "rules[3]: unknown key \"error\": expected conditions, documentation, type, rules",
            "rules[3]: no `rules`: expected one",
            "rules[4].conditions: an object: expected an array",
            "rules[4].error: an unsupported expression: expected a string, a boolean, a number, or an object \
             with `ref` or `fn`",
            "rules[5].error: a boolean: expected a string",
            "rules[6].conditions[0]: null: expected an object",
        ],
    );
}

#[test]
fn functions() {
    check(
        &with_conditions(&json!([
            { "fn": "nth", "argv": [true, "a", "b"] },
            { "fn": "isSet" },
            { "fn": "isSet", "argv": [] },
            { "fn": "not", "argv": [true, false] },
            { "fn": "stringEquals", "argv": ["a"] },
            { "fn": "substring", "argv": ["a", 0, 1] },
            { "argv": [] },
            { "fn": 1, "argv": [] },
            { "fn": "not", "argv": { "0": true } },
        ])),
        &[
            "rules[0].conditions[0].fn: unknown function \"nth\": expected aws.isVirtualHostableS3Bucket, \
             aws.parseArn, aws.partition, booleanEquals, coalesce, getAttr, isSet, isValidHostLabel, ite, not, parseURL, split, \
             stringEquals, substring, uriEncode",
            "rules[0].conditions[1]: no `argv`: expected one",
            "rules[0].conditions[2].fn: `isSet` with 0 arguments: expected 1",
            "rules[0].conditions[3].fn: `not` with 2 arguments: expected 1",
            "rules[0].conditions[4].fn: `stringEquals` with 1 arguments: expected 2",
            "rules[0].conditions[5].fn: `substring` with 3 arguments: expected 4",
            "rules[0].conditions[6]: no `fn`: expected one",
            "rules[0].conditions[7].fn: a number: expected a string",
            "rules[0].conditions[8].argv: an object: expected an array",
        ],
    );
}

#[test]
fn types() {
    check(
        &with_conditions(&json!([
            { "fn": "booleanEquals", "argv": ["true", { "ref": "UseFIPS" }] },
            { "fn": "stringEquals", "argv": [{ "ref": "Region" }, 1] },
            { "fn": "substring", "argv": ["a", -1, 4294967296_u64, 0.5] },
            { "fn": "not", "argv": [{ "ref": "Nothing" }] },
            { "fn": "not", "argv": [{ "ref": "UseFIPS", "x": 1 }] },
            { "fn": "not", "argv": [{ "ref": ["UseFIPS"] }] },
            { "fn": "isValidHostLabel", "argv": ["{Region}", true] },
            { "fn": "stringEquals", "argv": [["a"], null] },
        ])),
        &[
            "rules[0].conditions[0].argv[0]: a string: expected a boolean",
            "rules[0].conditions[1].argv[0]: a value that may be absent: expected a condition before it with `isSet` \
             or `assign`",
            "rules[0].conditions[1].argv[1]: a non-negative integer: expected a string",
            "rules[0].conditions[2].argv[1]: such a number: expected a whole number from 0 to 4294967295",
            "rules[0].conditions[2].argv[2]: such a number: expected a whole number from 0 to 4294967295",
            "rules[0].conditions[2].argv[3]: such a number: expected a whole number from 0 to 4294967295",
            "rules[0].conditions[3].argv[0]: unknown name \"Nothing\": expected Endpoint, Region, UseDualStack, UseFIPS",
            "rules[0].conditions[4].argv[0]: unknown key \"x\": expected ref",
            "rules[0].conditions[5].argv[0].ref: an array: expected a string",
            "rules[0].conditions[6].argv[0]: a value that may be absent: expected a condition before it with `isSet` \
             or `assign`",
            "rules[0].conditions[7].argv[0]: an unsupported expression: expected a string, a boolean, a number, \
             or an object with `ref` or `fn`",
            "rules[0].conditions[7].argv[1]: an unsupported expression: expected a string, a boolean, a number, \
             or an object with `ref` or `fn`",
        ],
    );
}

#[test]
fn attributes() {
    let partition = json!({ "fn": "aws.partition", "argv": ["us-east-1"], "assign": "P" });
    let arn = json!({ "fn": "aws.parseArn", "argv": ["a"], "assign": "A" });
    let part = |of: &str, path: &str| json!({ "fn": "getAttr", "argv": [{ "ref": of }, path], "assign": path });
    let arn_parts = "expected partition, service, region, accountId, or resourceId with an index, as in resourceId[0]";
    let unknown = |index: usize, path: &str| {
        format!("rules[0].conditions[{index}].argv[1]: unknown attribute \"{path}\" of an ARN: {arn_parts}")
    };
    check(
        &with_conditions(&json!([
            partition,
            arn,
            part("P", "id"),
            part("UseFIPS", "name"),
            part("A", "resourceId"),
            part("A", "resourceId[x]"),
            part("A", "resourceId[99999999999]"),
            part("A", "resourceId[0]"),
            part("A", "resourceId[-1]"),
        ])),
        &[
            "rules[0].conditions[2].argv[1]: unknown attribute \"id\" of a partition: expected name, dnsSuffix, \
             dualStackDnsSuffix, supportsFIPS, supportsDualStack, implicitGlobalRegion",
            "rules[0].conditions[3].argv[1]: unknown attribute \"name\" of a boolean: expected a partition, URL or ARN",
            &unknown(4, "resourceId"),
            &unknown(5, "resourceId[x]"),
            &unknown(6, "resourceId[99999999999]"),
        ],
    );
}

#[test]
fn variables() {
    let partition = |name: &str| json!({ "fn": "aws.partition", "argv": ["a"], "assign": name });
    check(
        &with_conditions(&json!([partition("P"), partition("P"), partition("Region"), partition("")])),
        &[
            "rules[0].conditions[1].assign: the name \"P\": expected a name that is not in scope yet",
            "rules[0].conditions[2].assign: the name \"Region\": expected a name that is not in scope yet",
            "rules[0].conditions[3].assign: the name \"\": expected a name that is not in scope yet",
        ],
    );
    check(
        &with_rules(&json!([
            { "type": "error", "conditions": [partition("P")], "error": "{P#name}" },
            { "type": "error", "conditions": [], "error": "{P#name}" },
        ])),
        &["rules[1].error: unknown name \"P\": expected Endpoint, Region, UseDualStack, UseFIPS"],
    );
}

#[test]
fn a_name_without_a_value_is_reported_once() {
    let unknown = json!({ "fn": "nothing", "argv": [], "assign": "P" });
    let rule = json!({ "type": "error", "conditions": [unknown], "error": "{P#name} {P}" });
    let problems = rule_set(&with_rules(&json!([rule]))).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
}

/// How many rules are left of these.
#[track_caller]
fn check_left(rules: &Value, expected: usize) {
    assert_eq!(rule_set(&with_rules(rules)).map(|rule_set| rule_set.rules.len()), Ok(expected));
}

#[test]
fn rules_that_never_decide_are_left_out() {
    let with = |conditions: Value| json!({ "type": "error", "conditions": conditions, "error": "e" });
    let fips = json!({ "fn": "booleanEquals", "argv": [{ "ref": "UseFIPS" }, true] });
    let no_fips = json!({ "fn": "booleanEquals", "argv": [false, { "ref": "UseFIPS" }] });
    let same = json!({ "fn": "stringEquals", "argv": ["a", "a"] });
    let different = json!({ "fn": "stringEquals", "argv": ["a", "b"] });
    check_left(&json!([with(json!([])), with(json!([fips])), with(json!([]))]), 1);
    check_left(&json!([with(json!([fips])), with(json!([same])), with(json!([]))]), 2);
    check_left(&json!([with(json!([different])), with(json!([fips, no_fips]))]), 0);
    check_left(&json!([with(json!([no_fips, { "fn": "not", "argv": [fips] }]))]), 1);
}

#[test]
fn templates() {
    for text in ["{", "}", "a{b", "{Region", "{{}", "a}b"] {
        check(
            &with_endpoint(&json!({ "url": text })),
            &["rules[0].endpoint.url: an unbalanced brace: expected `{Name}`, or the brace doubled"],
        );
    }
    for text in ["{}", "{ Region }", "{#name}"] {
        assert!(rule_set(&with_endpoint(&json!({ "url": text }))).is_err(), "{text}");
    }
    for text in ["", "{{}}", "{{Region}}", "b\u{fc}cher"] {
        check(&with_endpoint(&json!({ "url": text })), &[]);
    }
}

#[test]
fn endpoints() {
    check(&with_endpoint(&json!("https://a")), &["rules[0].endpoint: a string: expected an object"]);
    check(
        &with_endpoint(&json!({
            "headers": { "x": "y", "a b": [1], "z": [] },
            "properties": { "backend": "S3Express", "authSchemes": [] },
        })),
        &["rules[0].endpoint: no `url`: expected one"],
    );
    check(
        &with_endpoint(&json!({ "url": "u", "headers": { "a b": [1], "x": "y", "z": [] } })),
        &["rules[0].endpoint.headers[\"a b\"][0]: a non-negative integer: expected a string"],
    );
    check(
        &with_endpoint(&json!({ "url": "u", "headers": { "z": [] } })),
        &["rules[0].endpoint.headers.z: no values: expected at least one"],
    );
    check(
        &with_endpoint(&json!({ "url": "u", "properties": { "backend": "S3Express" } })),
        &["rules[0].endpoint.properties: unknown key \"backend\": expected authSchemes, metricValues"],
    );
}

#[test]
fn schemes() {
    let with = |schemes: Value| with_endpoint(&json!({ "url": "u", "properties": { "authSchemes": schemes } }));
    let place = "rules[0].endpoint.properties.authSchemes";
    check(&with(json!([])), &[]);
    check(&with(json!([{ "name": "sigv4a" }, { "name": "sigv4", "signingRegion": "r" }])), &[]);
    check(&with(json!([{ "name": "sigv4a", "signingRegionSet": ["*"] }])), &[]);
    check(&with(json!([{ "name": "bearer" }])), &[]);
    check(&with(json!([{}])), &[&format!("{place}[0]: no `name`: expected one")]);
    check(
        &with(json!([{ "name": "sigv4", "disableNormalizePath": true, "signingRegionSet": ["*"] }])),
        &[
            &format!(
                "{place}[0]: unknown key \"signingRegionSet\": expected disableDoubleEncoding, disableNormalizePath, \
                 name, signingName, signingRegion"
            ),
            &format!("{place}[0].disableNormalizePath: `true` is not supported: expected false"),
        ],
    );
}

/// Rules or expressions nested this deeply are lowered, or refused with one problem.
#[track_caller]
fn check_depth(levels: usize, mut innermost: Value, outer: &Value, key: &str, expected: bool) {
    let mut value = with_rules(&json!([]));
    for _ in 0..levels {
        innermost = around(outer.clone(), key, innermost);
    }
    let rule = match key {
        "argv" => around(json!({ "type": "error", "error": "e" }), "conditions", innermost),
        _ => innermost,
    };
    value["rules"] = Value::Array(vec![rule]);
    let problems = rule_set(&value).map(|_| ()).err().unwrap_or_default();
    assert_eq!(problems.is_empty(), expected, "{problems:?}");
    assert!(problems.len() < 2, "{problems:?}");
    assert!(
        problems.iter().all(|problem| problem.to_string().ends_with("nested too deep: expected at most 64 levels"))
    );
    // Dropping it would use the stack once for each level.
    std::mem::forget(value);
}

/// Returns `outer` with `inner` in an array under `key`.
fn around(mut outer: Value, key: &str, inner: Value) -> Value {
    outer[key] = Value::Array(vec![inner]);
    outer
}

#[test]
fn nesting_has_a_bound() {
    for (levels, expected) in [(MAX_DEPTH, true), (MAX_DEPTH + 1, false), (10_000, false), (100_000, false)] {
        check_depth(levels, json!({ "ref": "UseFIPS" }), &json!({ "fn": "not" }), "argv", expected);
        let leaf = json!({ "type": "error", "conditions": [], "error": "e" });
        check_depth(levels, leaf, &json!({ "type": "tree", "conditions": [] }), "rules", expected);
    }
}
