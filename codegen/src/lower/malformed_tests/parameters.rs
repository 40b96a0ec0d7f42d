//! Cases with parameters: one case for each value, in which `$name:L` is the value and `$name:S` the value in quotes.
//!
//! This is the notation of Smithy's own code writer: `$$` is a dollar sign, and braces may enclose what follows one.
//! Any other dollar sign is literal.

use std::collections::BTreeMap;

use model::traits::{BodyAssertion, HttpMalformedRequestTest as Case};

/// Expands a case to one for each value, with the suffixes that Smithy's own tools add to their ids.
pub fn expand(case: Case) -> Vec<Case> {
    let Some(count) = case.test_parameters.values().map(Vec::len).max() else {
        return vec![filled(case, &BTreeMap::new())];
    };
    let one = |index: usize| {
        let parameters = case.test_parameters.iter();
        let values = parameters.filter_map(|(name, values)| Some((name.clone(), values.get(index)?.clone()))).collect();
        let mut case = filled(case.clone(), &values);
        case.id = format!("{}_case{index}", case.id);
        case
    };
    (0..count).map(one).collect()
}

fn filled(mut case: Case, values: &BTreeMap<String, String>) -> Case {
    let fill = |text: &mut String| *text = self::fill(text, values);
    fill(&mut case.request.uri);
    case.request.query_params.iter_mut().for_each(fill);
    case.request.headers.values_mut().for_each(fill);
    case.request.body.iter_mut().for_each(fill);
    case.response.headers.values_mut().for_each(fill);
    if let Some(body) = &mut case.response.body {
        match &mut body.assertion {
            BodyAssertion::Contents(text) | BodyAssertion::MessageRegex(text) => fill(text),
        }
    }
    case
}

fn fill(text: &str, values: &BTreeMap<String, String>) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        filled.push_str(before);
        (rest, filled) = match (after.strip_prefix('$'), reference(after, values)) {
            (Some(after), _) => (after, filled + "$"),
            (None, Some((value, after))) => (after, filled + &value),
            (None, None) => (after, filled + "$"),
        };
    }
    filled + rest
}

/// Returns the value of the parameter after a dollar sign, and the text after it.
fn reference<'t>(text: &'t str, values: &BTreeMap<String, String>) -> Option<(String, &'t str)> {
    let (inner, after) = match text.strip_prefix('{') {
        Some(text) => text.split_once('}').map(|(inner, after)| (inner, Some(after)))?,
        None => (text, None),
    };
    let end = inner.find(|part: char| !part.is_ascii_alphanumeric() && part != '_').unwrap_or(inner.len());
    let (name, format) = inner.split_at(end);
    let value = values.get(name)?;
    let quoted = || serde_json::to_string(value).ok();
    let (value, rest) = match (format.strip_prefix(":L"), format.strip_prefix(":S")) {
        (Some(rest), _) => (value.clone(), rest),
        (None, Some(rest)) => (quoted()?, rest),
        (None, None) => (value.clone(), format),
    };
    match after {
        Some(after) => rest.is_empty().then_some((value, after)),
        None => Some((value, rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let value = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let values = [("value", "a\"b"), ("n", "7"), ("empty", "")].map(value).into();
        assert_eq!(fill(text, &values), expect);
    }

    #[test]
    fn references() {
        check("", "");
        check("no dollar", "no dollar");
        check("{ \"x\": $value:S }", "{ \"x\": \"a\\\"b\" }");
        check("$value:L$n:L", "a\"b7");
        check("/${n:L}x/${value:S}", "/7x/\"a\\\"b\"");
        check("$n", "7");
        check("$n:X", "7:X");
        check("[$empty:L]$empty:S", "[]\"\"");
    }

    #[test]
    fn dollar_signs() {
        check("^[a-m]+$$", "^[a-m]+$");
        check("$$value:L", "$value:L");
        check("$$$n:L", "$7");
        check("^[a-m]+$", "^[a-m]+$");
        check("$unknown:L ${n ${unknown}", "$unknown:L ${n ${unknown}");
        check("$é $", "$é $");
    }
}
