//! Compares signatures with those of other implementations, and counts key derivations.

mod keys;
mod peers;
mod published;
mod requests;
mod secrecy;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::Request;

use super::*;
use crate::Credentials;

/// 2015-08-30T12:36:00Z, the time of AWS's examples.
const EXAMPLE_SECONDS: u64 = 1_440_938_160;
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

fn example_time() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(EXAMPLE_SECONDS)
}

fn credentials(token: Option<&str>) -> Credentials {
    Credentials::new("AKIDEXAMPLE", SECRET, token.map(str::to_owned), None, "tests")
}

fn signer() -> Signer {
    Signer::new("us-east-1", "service")
}

fn request(method: &str, target: &str, headers: &[(&str, &str)]) -> Request<()> {
    let builder = Request::builder().method(method).uri(format!("https://example.amazonaws.com{target}"));
    let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(()).unwrap()
}

/// Returns the signature in a header.
fn signature<B>(request: &Request<B>) -> String {
    let authorization = request.headers()["authorization"].to_str().unwrap();
    authorization.rsplit_once("Signature=").unwrap().1.to_owned()
}
