//! The tests of a rule set.

use crate::ir::endpoints::{Expected, Expression, Test, Value};
use crate::names;

use super::node::Node;
use super::rules::Endpoints;

const KEYS: [&str; 4] = ["documentation", "expect", "operationInputs", "params"];
/// The maximum length of a test function's name, which is made of the test's documentation.
const MAX_NAME: usize = 100;
/// The prefixes of the regions whose partitions had no dual-stack endpoints when many models were written: `aws-iso`,
/// `aws-iso-b`, `aws-iso-e` and `aws-iso-f`.
const OUTDATED: [&str; 4] = ["us-iso-", "us-isob-", "eu-isoe-", "us-isof-"];
/// Names that the generated tests use themselves.
const TAKEN: [&str; 2] = ["check", "resolve"];

impl Endpoints {
    /// Lowers all tests, each with a unique name.
    pub fn tests(&mut self, node: &Node<'_>) -> Option<Vec<Test>> {
        node.object(&["testCases", "version"], &mut self.problems)?;
        self.version(node);
        let Some(cases) = node.get("testCases") else { return Some(Vec::new()) };
        let mut names = names::Scope::snake(TAKEN);
        let cases = cases.items(&mut self.problems)?;
        Some(cases.iter().filter_map(|case| self.test(case, &mut names)).collect())
    }

    fn test(&mut self, node: &Node<'_>, names: &mut names::Scope) -> Option<Test> {
        node.object(&KEYS, &mut self.problems)?;
        let documentation = match node.get("documentation") {
            Some(documentation) => documentation.text(&mut self.problems)?,
            None => "case",
        };
        let expect = node.require("expect", &mut self.problems)?;
        let mut test = Test {
            name: names.claim(function_name(documentation)),
            region: None,
            use_fips: false,
            use_dual_stack: false,
            endpoint: None,
            others: Vec::new(),
            expected: self.expected(&expect)?,
        };
        if let Some(parameters) = node.get("params") {
            for (name, node) in parameters.entries(&mut self.problems)? {
                self.test_parameter(&mut test, name, &node);
            }
        }
        Some(test)
    }

    fn test_parameter(&mut self, test: &mut Test, name: &str, node: &Node<'_>) -> Option<()> {
        match name {
            "Region" => test.region = Some(node.text(&mut self.problems)?.to_owned()),
            "Endpoint" => test.endpoint = Some(node.text(&mut self.problems)?.to_owned()),
            "UseFIPS" => test.use_fips = node.boolean(&mut self.problems)?,
            "UseDualStack" => test.use_dual_stack = node.boolean(&mut self.problems)?,
            name => {
                let value = self.parameter_value(node)?;
                test.others.push((name.to_owned(), value));
            }
        }
        Some(())
    }

    fn parameter_value(&mut self, node: &Node<'_>) -> Option<Value> {
        match node.value {
            serde_json::Value::Bool(flag) => Some(Value::Flag(*flag)),
            serde_json::Value::Array(_) => self.texts(node).map(Value::Texts),
            _ => node.text(&mut self.problems).map(|text| Value::Text(text.to_owned())),
        }
    }

    fn expected(&mut self, node: &Node<'_>) -> Option<Expected> {
        node.object(&["endpoint", "error"], &mut self.problems)?;
        match (node.get("endpoint"), node.get("error")) {
            (Some(endpoint), None) => Some(Expected::Endpoint(Box::new(self.endpoint(&endpoint, 0)?))),
            (None, Some(error)) => Some(Expected::Error(error.text(&mut self.problems)?.to_owned())),
            (Some(_), Some(_)) | (None, None) => {
                self.problems.push(node.problem("both or neither of the two", "`endpoint` or `error`"));
                None
            }
        }
    }
}

/// Returns the tests that expect a partition to have no dual-stack endpoints, although it has them by AWS's current list
/// of partitions: they expect an error, or, of a service whose endpoints are all dual-stack, a host of the other kind.
pub fn outdated(tests: &[Test]) -> impl Iterator<Item = &Test> {
    let dual_stack_only = tests.iter().any(|test| {
        let asked_for = test.use_dual_stack || test.endpoint.is_some();
        !asked_for && test.region.as_deref() == Some("us-east-1") && is_dual_stack(&test.expected)
    });
    tests.iter().filter(move |test| {
        let region = test.region.as_deref().unwrap_or_default();
        test.endpoint.is_none()
            && OUTDATED.iter().any(|start| region.starts_with(start))
            && match &test.expected {
                Expected::Error(message) => test.use_dual_stack && message.contains("DualStack"),
                Expected::Endpoint(_) => dual_stack_only && !is_dual_stack(&test.expected),
            }
    })
}

/// Returns `true` for an endpoint with a dual-stack host of the partition `aws` or of one of [`OUTDATED`].
fn is_dual_stack(expected: &Expected) -> bool {
    let Expected::Endpoint(endpoint) = expected else { return false };
    matches!(&endpoint.url, Expression::Text(url) if url.contains(".api.aws") || url.contains(".api.cloud-aws."))
}

/// Returns a function name made of the words of a text, up to the maximum length.
fn function_name(text: &str) -> String {
    let mut name = names::function_name(text);
    if name.len() > MAX_NAME {
        let end = name[..=MAX_NAME].rfind('_').unwrap_or(MAX_NAME);
        name.truncate(end);
    }
    name
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::outdated;
    use crate::lower::endpoints::tests;

    #[track_caller]
    fn check(value: &Value, expected: Result<&[&str], &[&str]>) {
        let found = tests(value).map(|tests| tests.into_iter().map(|test| test.name).collect::<Vec<_>>());
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let texts = |problems: Vec<super::super::Problem>| problems.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(found.map_err(texts), expected.map(owned).map_err(owned));
    }

    #[test]
    fn tests_have_names_of_their_own() {
        let case = |documentation: &str| json!({ "documentation": documentation, "expect": { "error": "e" } });
        let cases = [
            case("For region us-east-1 with FIPS enabled"),
            case("for region us east 1: with FIPS, enabled!"),
            case(""),
            case("resolve"),
            case("1 \u{fc}"),
            case(&"word ".repeat(40)),
            json!({ "expect": { "error": "e" } }),
        ];
        let names = [
            "for_region_us_east_1_with_fips_enabled",
            "for_region_us_east_1_with_fips_enabled_2",
            "empty",
            "resolve_2",
            "n1",
            &["word"; 20].join("_"),
            "case",
        ];
        check(&json!({ "version": "1.0", "testCases": cases }), Ok(&names));
        check(&json!({ "version": "1.0" }), Ok(&[]));
    }

    #[test]
    fn tests_of_a_service_with_dual_stack_endpoints_only() {
        let case = |region: &str, host: &str| {
            let expect = json!({ "endpoint": { "url": format!("https://s.{region}.{host}") } });
            json!({ "documentation": region, "params": { "Region": region }, "expect": expect })
        };
        let check_outdated = |cases: &[Value], expected: &[&str]| {
            let tests = tests(&json!({ "version": "1.0", "testCases": cases })).unwrap();
            assert_eq!(outdated(&tests).map(|test| test.name.as_str()).collect::<Vec<_>>(), expected);
        };
        let older = [case("us-iso-east-1", "c2s.ic.gov"), case("eu-isoe-west-1", "cloud.adc-e.uk")];
        let newer = [case("us-isob-east-1", "api.aws.scloud"), case("us-isof-east-1", "api.aws.hci.ic.gov")];
        let others = [older, newer].concat();
        check_outdated(&[&[case("us-east-1", "api.aws")], &others[..]].concat(), &["us_iso_east_1", "eu_isoe_west_1"]);
        check_outdated(&[&[case("us-east-1", "amazonaws.com")], &others[..]].concat(), &[]);
        check_outdated(&others, &[]);
    }

    #[test]
    fn malformed_tests() {
        check(&json!(null), Err(&["the whole: null: expected an object"]));
        let endpoint = json!({ "url": "{Region}", "properties": { "authSchemes": [{ "name": "sigv4a" }] } });
        let cases = json!([
            { "expect": {} },
            { "expect": { "error": "e", "endpoint": { "url": "u" } } },
            { "expect": { "error": 1 } },
            { "expect": { "error": "e" }, "params": { "Region": null, "UseFIPS": "true", "Bucket": 1 } },
            {},
            { "expect": { "endpoint": endpoint } },
        ]);
        check(
            &json!({ "version": "2", "testCases": cases }),
            Err(&[
                "version: unknown version \"2\": expected 1.0 or 1.1",
                "testCases[0].expect: both or neither of the two: expected `endpoint` or `error`",
                "testCases[1].expect: both or neither of the two: expected `endpoint` or `error`",
                "testCases[2].expect.error: a number: expected a string",
                "testCases[3].params.Bucket: a number: expected a string",
                "testCases[3].params.Region: null: expected a string",
                "testCases[3].params.UseFIPS: a string: expected a boolean",
                "testCases[4]: no `expect`: expected one",
            ]),
        );
    }
}
