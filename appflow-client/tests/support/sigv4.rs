//! Signature Version 4 as AWS documents it, verified on the received bytes without code of the client.

use std::fmt::Write as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::server::Received;

/// The scope for which requests must be signed, and the key.
pub struct Signer<'a> {
    pub access_key: &'a str,
    pub secret_key: &'a str,
    pub session_token: Option<&'a str>,
    pub region: &'a str,
    pub service: &'a str,
}

impl Signer<'_> {
    /// Verifies the signature of a request received at this time.
    pub fn verify(&self, request: &Received, now: SystemTime) -> Result<(), String> {
        let authorization = request.header("authorization").ok_or("no authorization")?;
        let parts = authorization.strip_prefix("AWS4-HMAC-SHA256 ").ok_or("another algorithm")?;
        let part = |name: &str| {
            let found = parts.split(", ").find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
            found.ok_or_else(|| format!("no {name} in {authorization}"))
        };
        let time = request.header("x-amz-date").ok_or("no date")?;
        check_time(time, now)?;
        let date = time.get(..8).ok_or("a short date")?;
        let scope = format!("{date}/{}/{}/aws4_request", self.region, self.service);
        equal("credential", part("Credential")?, &format!("{}/{scope}", self.access_key))?;
        equal("session token", request.header("x-amz-security-token").unwrap_or(""), self.session_token.unwrap_or(""))?;
        let signed = part("SignedHeaders")?;
        check_signed_headers(request, signed)?;
        let canonical = canonical_request(request, signed);
        let text = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", hash(canonical.as_bytes()));
        let key = [date, self.region, self.service, "aws4_request"]
            .iter()
            .fold(format!("AWS4{}", self.secret_key).into_bytes(), |key, text| hmac(&key, text));
        equal("signature", part("Signature")?, &hex(&hmac(&key, &text)))
            .map_err(|error| format!("{error}, canonical request:\n{canonical}"))
    }
}

fn equal(what: &str, found: &str, expected: &str) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what} is {found}, expected {expected}")) }
}

/// Checks the time: AWS accepts requests that are up to five minutes old.
fn check_time(time: &str, now: SystemTime) -> Result<(), String> {
    let number = |range: std::ops::Range<usize>| time.get(range).and_then(|text| text.parse::<u64>().ok());
    let parse = || {
        let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
        let (hour, minute, second) = (number(9..11)?, number(11..13)?, number(13..15)?);
        // Days since 1970-03-01, in years that begin in March, so that a leap day is the last of its year.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
        let form = &time[8..9] == "T" && &time[15..] == "Z";
        form.then_some((days - 719_468) * 86_400 + hour * 3600 + minute * 60 + second)
    };
    let signed = UNIX_EPOCH + Duration::from_secs(parse().ok_or_else(|| format!("malformed date {time}"))?);
    let distance = now.duration_since(signed).unwrap_or_else(|error| error.duration());
    if distance <= Duration::from_secs(300) { Ok(()) } else { Err(format!("date {time} is {distance:?} off")) }
}

/// Checks that the host, the content type and all of AWS's own headers are signed, in order.
fn check_signed_headers(request: &Received, signed: &str) -> Result<(), String> {
    let names: Vec<&str> = signed.split(';').collect();
    if !names.is_sorted() || names.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(format!("signed headers {signed} are not in order"));
    }
    let must = |name: &String| *name == "host" || *name == "content-type" || name.starts_with("x-amz-");
    let present = request.headers.iter().map(|(name, _)| name.to_ascii_lowercase());
    match present.filter(must).find(|name| !names.contains(&name.as_str())) {
        Some(name) => Err(format!("header {name} is not signed")),
        None if !names.contains(&"host") => Err("the host is not signed".to_owned()),
        None => Ok(()),
    }
}

fn canonical_request(request: &Received, signed: &str) -> String {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let mut parameters: Vec<String> = query.split('&').filter(|part| !part.is_empty()).map(parameter).collect();
    parameters.sort();
    let mut headers = String::new();
    for name in signed.split(';') {
        let value = request.header(name).unwrap_or_default();
        let words: Vec<&str> = value.split(' ').filter(|word| !word.is_empty()).collect();
        writeln!(headers, "{name}:{}", words.join(" ")).expect("a string");
    }
    let body = match request.header("x-amz-content-sha256") {
        Some(given) => given.to_owned(),
        None => hash(&request.body),
    };
    let path = encode(path, true);
    format!("{}\n{path}\n{}\n{headers}\n{signed}\n{body}", request.method, parameters.join("&"))
}

fn parameter(part: &str) -> String {
    let (name, value) = part.split_once('=').unwrap_or((part, ""));
    format!("{name}={value}")
}

/// Encodes the path once more, as all services but S3 require.
fn encode(text: &str, keep_slash: bool) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || keep_slash && byte == b'/' {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("a string");
        }
    }
    encoded
}

fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any key");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
