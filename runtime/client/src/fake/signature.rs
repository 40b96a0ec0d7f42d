//! Verifies Signature Version 4 according to AWS's documentation, independently of the client's implementation.
//!
//! A request that passes arrived unchanged, from a caller who knows the secret, within five minutes by the fake's
//! clock, or by that clock without its advances, because other clients keep signing with the machine's time. Errors are
//! worded as AWS's, but leave out the canonical request, which would show a session token.

mod authorization;
mod canonical;
mod time;

#[cfg(test)]
mod tests;

use std::time::{Duration, SystemTime};

use hmac::{Hmac, KeyInit, Mac};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use sha2::Sha256;

use self::authorization::Authorization;
pub(super) use self::authorization::{hex, unhex};
use self::canonical::Payload;
use super::answer::Failure;
use super::clock::Clock;
use crate::Credentials;
use crate::operation::Signature;

/// The maximum difference between a request's time and the clock.
const TOLERANCE: Duration = Duration::from_secs(300);

const SESSION_TOKEN: &str = "x-amz-security-token";

/// The accepted credentials, and the scope for which requests must be signed.
#[derive(Debug)]
pub(crate) struct Verifier {
    pub credentials: Vec<Credentials>,
    pub region: String,
    pub service: &'static str,
}

impl Verifier {
    /// Verifies the signature of a request that arrives now.
    pub fn verify(&self, parts: &Parts, body: &[u8], covers: Signature, clock: &Clock) -> Result<(), Failure> {
        if covers == Signature::None {
            return Ok(());
        }
        let now = clock.now();
        let authorization = Authorization::read(&parts.headers)?;
        let signed_at = time::of(&parts.headers)?;
        let credentials = self.find(&authorization, &parts.headers, now)?;
        self.check_scope(&authorization, &signed_at.text)?;
        let result = check_time(&signed_at, now);
        result.or_else(|failure| check_time(&signed_at, clock.unadvanced()).map_err(|_| failure))?;
        check_coverage(&authorization, &parts.headers)?;
        let payload = Payload::read(&parts.headers, body, covers)
            .ok_or_else(|| invalid("The hash in x-amz-content-sha256 does not match that of the body."))?;
        let canonical = canonical::request(parts, &authorization.signed_headers, &payload);
        let text = authorization.string_to_sign(&signed_at.text, &canonical);
        let key = authorization.signing_key(credentials.secret_access_key());
        mac(&key, text.as_bytes()).verify_slice(&authorization.signature).map_err(|_| {
            invalid(
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret \
                 Access Key and signing method. Consult the service documentation for details.",
            )
        })
    }

    /// Finds the credentials that the request claims to be signed with.
    fn find(
        &self,
        authorization: &Authorization,
        headers: &HeaderMap,
        now: SystemTime,
    ) -> Result<&Credentials, Failure> {
        let token = headers.get(SESSION_TOKEN).map(|value| value.as_bytes());
        let is_meant = |credentials: &&Credentials| {
            let known = credentials.session_token().map(str::as_bytes);
            let same_token = match (known, token) {
                (Some(known), Some(token)) => same(known, token),
                (known, token) => known.is_none() && token.is_none(),
            };
            credentials.access_key_id() == authorization.access_key && same_token
        };
        let credentials = self.credentials.iter().find(is_meant).ok_or_else(|| {
            refused("UnrecognizedClientException", "The security token included in the request is invalid.")
        })?;
        match credentials.expiry() {
            Some(expiry) if expiry <= now => {
                Err(refused("ExpiredTokenException", "The security token included in the request is expired"))
            }
            _ => Ok(credentials),
        }
    }

    fn check_scope(&self, authorization: &Authorization, signed_at: &str) -> Result<(), Failure> {
        if authorization.region != self.region {
            return Err(invalid(format!("Credential should be scoped to the region '{}'.", self.region)));
        }
        if authorization.service != self.service {
            return Err(invalid(format!("Credential should be scoped to correct service: '{}'.", self.service)));
        }
        if signed_at.get(..8) != Some(authorization.date.as_str()) {
            let date = "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.";
            return Err(invalid(date));
        }
        Ok(())
    }
}

fn check_time(signed_at: &time::SignedAt, now: SystemTime) -> Result<(), Failure> {
    let text = &signed_at.text;
    let shown = time::text(now);
    if signed_at.time.checked_add(TOLERANCE).is_some_and(|end| end < now) {
        let earliest = time::text(now - TOLERANCE);
        return Err(invalid(format!("Signature expired: {text} is now earlier than {earliest} ({shown} - 5 min.)")));
    }
    if now.checked_add(TOLERANCE).is_some_and(|end| signed_at.time > end) {
        let latest = time::text(now + TOLERANCE);
        return Err(invalid(format!(
            "Signature not yet current: {text} is still later than {latest} ({shown} + 5 min.)"
        )));
    }
    Ok(())
}

/// Checks that the host and AWS's own headers are signed. The user agent need not be, because proxies change it.
fn check_coverage(authorization: &Authorization, headers: &HeaderMap) -> Result<(), Failure> {
    let is_signed = |name: &str| authorization.signed_headers.iter().any(|signed| signed == name);
    if !is_signed("host") {
        return Err(invalid("'Host' must be a 'SignedHeader' in the AWS Authorization."));
    }
    let must = |name: &&str| name.starts_with("x-amz-") && *name != "x-amz-user-agent";
    match headers.keys().map(http::HeaderName::as_str).filter(must).find(|name| !is_signed(name)) {
        Some(name) => Err(invalid(format!("'{name}' must be a 'SignedHeader' in the AWS Authorization."))),
        None => Ok(()),
    }
}

fn invalid(message: impl Into<String>) -> Failure {
    refused("InvalidSignatureException", message)
}

fn refused(code: &'static str, message: impl Into<String>) -> Failure {
    Failure::new(StatusCode::FORBIDDEN, code, message)
}

/// Compares two texts without revealing by the time taken where they differ, by comparing their HMACs under an
/// arbitrary key.
fn same(one: &[u8], other: &[u8]) -> bool {
    mac(b"", one).verify(&mac(b"", other).finalize().into_bytes()).is_ok()
}

pub(super) fn mac(key: &[u8], text: &[u8]) -> Hmac<Sha256> {
    Hmac::<Sha256>::new_from_slice(key).expect("a key of any length will do").chain_update(text)
}
