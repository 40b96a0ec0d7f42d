//! The functions of the rules engine: Smithy's and AWS's.
//!
//! Partitions are defined by the prefixes of their regions. Later additions to the list make no difference, because
//! both sides of a comparison use the same partitions.

use serde_json::{Value, json};

/// Evaluates a call; returns `None` for an unknown function.
pub(super) fn call(name: &str, arguments: &[Value]) -> Option<Value> {
    let argument = |index: usize| arguments.get(index).unwrap_or(&Value::Null);
    let text = |index: usize| argument(index).as_str();
    let is_true = |index: usize| *argument(index) == Value::Bool(true);
    Some(match name {
        "isSet" => Value::Bool(!argument(0).is_null()),
        "not" => Value::Bool(matches!(argument(0), Value::Null | Value::Bool(false))),
        "stringEquals" => Value::Bool(text(0).is_some() && text(0) == text(1)),
        "booleanEquals" => Value::Bool(argument(0).is_boolean() && argument(0) == argument(1)),
        "getAttr" => attribute(argument(0), text(1).unwrap_or_default()),
        "coalesce" => arguments.iter().find(|argument| !argument.is_null()).cloned().unwrap_or_default(),
        "ite" => argument(if is_true(0) { 1 } else { 2 }).clone(),
        "substring" => substring(text(0), [argument(1), argument(2)], is_true(3)).unwrap_or_default(),
        "split" => split(text(0), text(1), argument(2).as_u64()).unwrap_or_default(),
        "uriEncode" => text(0).map(encode).map_or(Value::Null, Value::String),
        "parseURL" => text(0).and_then(parse_url).unwrap_or_default(),
        "isValidHostLabel" => Value::Bool(text(0).is_some_and(|text| is_host_label(text, is_true(1)))),
        "aws.partition" => text(0).map_or(Value::Null, partition),
        "aws.parseArn" => text(0).and_then(parse_arn).unwrap_or_default(),
        "aws.isVirtualHostableS3Bucket" => Value::Bool(text(0).is_some_and(|text| is_bucket(text, is_true(1)))),
        _ => return None,
    })
}

/// Returns the part of a value at a path such as `resourceId[0]`; absent if there is none.
pub(super) fn attribute(value: &Value, path: &str) -> Value {
    let mut found = value;
    for part in path.split('.') {
        let (name, index) = match part.split_once('[') {
            Some((name, index)) => (name, index.strip_suffix(']').and_then(|index| index.parse::<isize>().ok())),
            None => (part, None),
        };
        if !name.is_empty() {
            found = found.get(name).unwrap_or(&Value::Null);
        }
        if part.contains('[') {
            found = index.and_then(|index| element(found, index)).unwrap_or(&Value::Null);
        }
    }
    found.clone()
}

/// Returns an element of a list; a negative index counts from the end.
fn element(list: &Value, index: isize) -> Option<&Value> {
    let distance = index.unsigned_abs();
    let place = if index < 0 { list.as_array()?.len().checked_sub(distance) } else { Some(distance) };
    list.get(place?)
}

fn substring(text: Option<&str>, [start, stop]: [&Value; 2], is_reversed: bool) -> Option<Value> {
    let text = text.filter(|text| text.is_ascii())?;
    let (start, stop) = (usize::try_from(start.as_u64()?).ok()?, usize::try_from(stop.as_u64()?).ok()?);
    if start >= stop || stop > text.len() {
        return None;
    }
    let (start, stop) = if is_reversed { (text.len() - stop, text.len() - start) } else { (start, stop) };
    Some(json!(text[start..stop]))
}

fn split(text: Option<&str>, delimiter: Option<&str>, limit: Option<u64>) -> Option<Value> {
    let (text, delimiter) = (text?, delimiter.filter(|delimiter| !delimiter.is_empty())?);
    let limit = usize::try_from(limit.unwrap_or_default()).ok()?;
    Some(match limit {
        0 => json!(text.split(delimiter).collect::<Vec<_>>()),
        limit => json!(text.splitn(limit, delimiter).collect::<Vec<_>>()),
    })
}

fn encode(text: &str) -> String {
    let is_kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let encoded = |byte: u8| if is_kept(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(encoded).collect()
}

fn parse_url(text: &str) -> Option<Value> {
    let (scheme, rest) = text.split_once("://")?;
    let is_known = matches!(scheme, "http" | "https");
    let (authority, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
    if !is_known || authority.is_empty() || rest.contains(['?', '#']) {
        return None;
    }
    let slash = if path.ends_with('/') { "" } else { "/" };
    let host = authority.trim_start_matches('[').split([']', ':']).next().unwrap_or_default();
    let is_ip = authority.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok();
    let normalized = format!("{path}{slash}");
    Some(json!({"scheme": scheme, "authority": authority, "path": path, "normalizedPath": normalized, "isIp": is_ip}))
}

fn is_host_label(text: &str, may_have_dots: bool) -> bool {
    let is_label = |label: &str| {
        let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len()) && !label.starts_with('-') && label.bytes().all(is_inner)
    };
    if may_have_dots { text.split('.').all(is_label) } else { is_label(text) }
}

fn is_bucket(text: &str, may_have_dots: bool) -> bool {
    let is_small = !text.bytes().any(|byte| byte.is_ascii_uppercase());
    let is_ip = text.parse::<std::net::Ipv4Addr>().is_ok();
    (3..=63).contains(&text.len()) && is_small && !is_ip && is_host_label(text, may_have_dots)
}

fn parse_arn(text: &str) -> Option<Value> {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let ["arn", partition, service, region, account, resource] = parts.as_slice() else { return None };
    if partition.is_empty() || service.is_empty() || resource.is_empty() {
        return None;
    }
    let resource: Vec<&str> = resource.split([':', '/']).collect();
    Some(json!({
        "partition": partition, "service": service, "region": region, "accountId": account, "resourceId": resource
    }))
}

/// Returns the partition of a region; an unknown region belongs to `aws`.
fn partition(region: &str) -> Value {
    const PARTITIONS: [(&str, &str, &str, &str, bool); 8] = [
        ("cn-", "aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn", true),
        ("us-gov-", "aws-us-gov", "amazonaws.com", "api.aws", true),
        ("us-iso-", "aws-iso", "c2s.ic.gov", "c2s.ic.gov", false),
        ("us-isob-", "aws-iso-b", "sc2s.sgov.gov", "sc2s.sgov.gov", false),
        ("eu-isoe-", "aws-iso-e", "cloud.adc-e.uk", "cloud.adc-e.uk", false),
        ("us-isof-", "aws-iso-f", "csp.hci.ic.gov", "csp.hci.ic.gov", false),
        ("eusc-", "aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu", true),
        ("", "aws", "amazonaws.com", "api.aws", true),
    ];
    let found = PARTITIONS.into_iter().find(|(prefix, ..)| region.starts_with(prefix));
    let (_, name, suffix, dual_suffix, has_dual_stack) = found.unwrap_or(PARTITIONS[7]);
    let first = if name == "aws" { "us-east-1" } else { region };
    json!({
        "name": name, "dnsSuffix": suffix, "dualStackDnsSuffix": dual_suffix, "supportsFIPS": true,
        "supportsDualStack": has_dual_stack, "implicitGlobalRegion": first
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_count_from_both_ends() {
        let arn = json!({ "resourceId": ["a", "b"] });
        for (path, expected) in [("[0]", "a"), ("[1]", "b"), ("[-1]", "b"), ("[-2]", "a")] {
            assert_eq!(attribute(&arn, &format!("resourceId{path}")), expected, "{path}");
        }
        for path in ["[2]", "[-3]", "[x]"] {
            assert_eq!(attribute(&arn, &format!("resourceId{path}")), Value::Null, "{path}");
        }
    }
}
