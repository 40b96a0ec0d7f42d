//! The functions available to endpoint rules, as defined by Smithy's rules engine and its AWS extension.
//!
//! Invariant: a result that is part of an argument borrows from it.

use std::net::{Ipv4Addr, Ipv6Addr};

/// The maximum length of a host label, in bytes.
const MAX_LABEL: usize = 63;

/// The parts of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Url<'a> {
    /// The scheme, `http` or `https`.
    pub scheme: &'a str,
    /// The host, and the port if there is one.
    pub authority: &'a str,
    /// The path, which is `/` if the URL has none.
    pub path: &'a str,
    /// Whether the host is an IP address.
    pub is_ip: bool,
}

impl Url<'_> {
    /// Returns the path with a slash at its end.
    pub fn normalized_path(&self) -> String {
        let end = if self.path.ends_with('/') { "" } else { "/" };
        [self.path, end].concat()
    }
}

/// The parts of an Amazon Resource Name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arn<'a> {
    /// The partition, such as `aws`.
    pub partition: &'a str,
    /// The service's namespace.
    pub service: &'a str,
    /// The region; empty if the resource has none.
    pub region: &'a str,
    /// The account id; empty if the resource has none.
    pub account_id: &'a str,
    resource: &'a str,
}

impl<'a> Arn<'a> {
    /// Returns a part of the resource id, which is split at colons and slashes; -1 is the last part.
    pub fn resource_id(&self, index: isize) -> Option<&'a str> {
        let mut parts = self.resource.split([':', '/']);
        let skipped = index.unsigned_abs();
        if index < 0 { parts.rev().nth(skipped - 1) } else { parts.nth(skipped) }
    }
}

/// Returns the bytes from `start` to `stop`, both counted from the end if `reverse` is set.
///
/// Returns `None` if the text is too short or not ASCII.
pub fn substring(text: &str, start: usize, stop: usize, reverse: bool) -> Option<&str> {
    if start >= stop || stop > text.len() || !text.is_ascii() {
        return None;
    }
    let range = if reverse { text.len() - stop..text.len() - start } else { start..stop };
    text.get(range)
}

/// Splits a text at each delimiter into at most `limit` parts, or into all for 0. An empty delimiter splits nothing.
pub fn split<'a>(text: &'a str, delimiter: &str, limit: usize) -> Vec<&'a str> {
    match limit {
        _ if delimiter.is_empty() => vec![text],
        0 => text.split(delimiter).collect(),
        limit => text.splitn(limit, delimiter).collect(),
    }
}

/// Returns an element of a list of strings, if it exists; a negative index counts from the end.
pub fn element(list: &[String], index: isize) -> Option<&str> {
    at(list, index).map(String::as_str)
}

/// Returns a part of a text that [`split`] has split, if it exists; a negative index counts from the end.
pub fn part<'a>(parts: &[&'a str], index: isize) -> Option<&'a str> {
    at(parts, index).copied()
}

fn at<T>(list: &[T], index: isize) -> Option<&T> {
    let distance = index.unsigned_abs();
    let place = if index < 0 { list.len().checked_sub(distance) } else { Some(distance) };
    list.get(place?)
}

/// Returns `one` if the condition holds, or else `two`.
pub fn choose<T>(condition: bool, one: T, two: T) -> T {
    if condition { one } else { two }
}

/// Returns `true` if the text is a host label by RFC 1123, or several separated by dots if `allow_subdomains` is set.
pub fn is_valid_host_label(text: &str, allow_subdomains: bool) -> bool {
    if allow_subdomains { text.split('.').all(is_label) } else { is_label(text) }
}

fn is_label(label: &str) -> bool {
    (1..=MAX_LABEL).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Returns `true` if a bucket name can be a host name label or, if `allow_subdomains`, several joined by dots.
pub fn is_virtual_hostable_s3_bucket(bucket: &str, allow_subdomains: bool) -> bool {
    (3..=MAX_LABEL).contains(&bucket.len())
        && is_valid_host_label(bucket, allow_subdomains)
        && !bucket.bytes().any(|byte| byte.is_ascii_uppercase())
        && bucket.parse::<Ipv4Addr>().is_err()
}

/// Percent-encodes all characters except RFC 3986's unreserved ones.
pub fn uri_encode(text: &str) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.extend(['%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
    }
    encoded
}

/// Parses an `http` or `https` URL without user, query and fragment.
pub fn parse_url(text: &str) -> Option<Url<'_>> {
    let (scheme, rest) = text.split_once("://")?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let valid = |byte: u8| byte.is_ascii_graphic() && !b"?#@\\".contains(&byte);
    if !matches!(scheme, "http" | "https") || !rest.bytes().all(valid) {
        return None;
    }
    let is_ip = match authority.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']')?;
            check_port(port)?;
            address.parse::<Ipv6Addr>().ok()?;
            true
        }
        None => {
            let (host, port) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
            check_port(port)?;
            if host.is_empty() {
                return None;
            }
            host.parse::<Ipv4Addr>().is_ok()
        }
    };
    Some(Url { scheme, authority, path: if path.is_empty() { "/" } else { path }, is_ip })
}

/// Checks that the text is empty, or a colon and a port number.
fn check_port(port: &str) -> Option<()> {
    if port.is_empty() {
        return Some(());
    }
    let digits = port.strip_prefix(':').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    digits.parse::<u16>().ok().map(drop)
}

/// Parses an Amazon Resource Name, which must have a partition, a service and a resource.
pub fn parse_arn(text: &str) -> Option<Arn<'_>> {
    let mut parts = text.strip_prefix("arn:")?.splitn(5, ':');
    let mut part = || parts.next();
    let arn = Arn { partition: part()?, service: part()?, region: part()?, account_id: part()?, resource: part()? };
    let complete = ![arn.partition, arn.service, arn.resource].contains(&"");
    complete.then_some(arn)
}

#[cfg(test)]
mod tests;
