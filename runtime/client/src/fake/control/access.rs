//! Access control of the paths below `/_fake/`: only programs on this machine.
//!
//! Pages in a browser on this machine are refused. A page can't send JSON to another site without that site's consent,
//! names its own site in `Origin`, and, if its name resolves to this machine, sends that name in `Host`.

use std::net::{IpAddr, SocketAddr};

use http::header::{HOST, ORIGIN};
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderMap, Method, Uri};

use super::super::exchange::check_content_type;

/// Checks that a request comes from this machine; the error names the expected origin.
pub fn check(peer: SocketAddr, parts: &Parts) -> Result<(), &'static str> {
    if !peer.ip().to_canonical().is_loopback() {
        return Err("This path is for this machine, expected a connection from it.");
    }
    if !is_json(parts) {
        return Err("This path is for JSON from this machine, expected a content type of application/json.");
    }
    let target = parts.uri.authority().is_none_or(is_local);
    if !target || !all(&parts.headers, HOST.as_str(), |host| host.parse().is_ok_and(|host| is_local(&host)), false) {
        return Err("This path is for this machine, expected a Host header with localhost or a loopback address.");
    }
    if !all(&parts.headers, ORIGIN.as_str(), is_local_origin, true) {
        return Err("This path is for this machine, expected no Origin header, or one of this machine.");
    }
    Ok(())
}

/// Returns whether a request reads, or changes something by JSON.
fn is_json(parts: &Parts) -> bool {
    parts.method == Method::GET || parts.method == Method::DELETE || check_content_type(&parts.headers, b"x").is_ok()
}

/// Returns whether all values of a header are valid; `without` is the result if there is none.
fn all(headers: &HeaderMap, name: &str, is_valid: impl Fn(&str) -> bool, without: bool) -> bool {
    let mut values = headers.get_all(name).iter().peekable();
    if values.peek().is_none() {
        return without;
    }
    values.all(|value| value.to_str().is_ok_and(&is_valid))
}

fn is_local_origin(origin: &str) -> bool {
    origin.parse::<Uri>().is_ok_and(|origin| origin.scheme().is_some() && origin.authority().is_some_and(is_local))
}

fn is_local(authority: &Authority) -> bool {
    let host = authority.host();
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    match address.parse::<IpAddr>() {
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}
