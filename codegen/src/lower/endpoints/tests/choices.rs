//! Functions that choose one of several values, or divide one.

use super::*;

#[test]
fn values_that_are_chosen() {
    let call = |name: &str, arguments: Value| json!({ "fn": name, "argv": arguments });
    let parts = call("split", json!(["a", "-", 0]));
    check(
        &with_conditions(&json!([
            call("coalesce", json!([{ "ref": "Region" }])),
            call("coalesce", json!([{ "ref": "Region" }, true])),
            call("coalesce", json!([parts, parts])),
            call("ite", json!(["a", "b", "c"])),
            call("ite", json!([{ "ref": "UseFIPS" }, "b", true])),
            call("ite", json!([{ "ref": "UseFIPS" }, "b"])),
            call("stringEquals", json!([call("ite", json!([true, { "ref": "Region" }, "b"])), "b"])),
            call("split", json!(["a", "-"])),
            call("getAttr", json!([parts, "[x]"])),
        ])),
        &[
            "rules[0].conditions[0].fn: `coalesce` with 1 arguments: expected 2",
            "rules[0].conditions[1].argv[1]: a boolean: expected a string",
            "rules[0].conditions[2].argv[0]: the parts of a string: expected one of them",
            "rules[0].conditions[3].argv[0]: a string: expected a boolean",
            "rules[0].conditions[4].argv[2]: a boolean: expected a string",
            "rules[0].conditions[5].fn: `ite` with 2 arguments: expected 3",
            "rules[0].conditions[6].argv[0]: a value that may be absent: expected a condition before it with `isSet` or `assign`",
            "rules[0].conditions[7].fn: `split` with 2 arguments: expected 3",
            "rules[0].conditions[8].argv[1]: unknown attribute \"[x]\" of the parts of a string: expected an index, as in [0]",
        ],
    );
}
