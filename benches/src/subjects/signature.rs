//! The signature of one request by three implementations.
//!
//! This project's signer and reqsign's are kept between requests, as a client keeps them; `aws-sigv4` has no state to
//! keep. Each hashes the body.

use std::time::SystemTime;

use appflow_client::Credentials;
use aws_credential_types::Credentials as SdkCredentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use http::Request;
use reqsign_aws_v4::{Credential, RequestSigner};
use reqsign_core::{Context, SignRequest};
use sha2::{Digest, Sha256};
use tinsmith_client::signing::{Payload, Signer};

use super::{compare, request};
use crate::clients::{ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY};
use crate::timing::{Plan, Subject};

const URL: &str = "https://appflow.eu-west-1.amazonaws.com/create-connector-profile";
const HOST: &str = "appflow.eu-west-1.amazonaws.com";
const SERVICE: &str = "appflow";

/// Times the signatures.
pub fn measure(plan: Plan) {
    let body = serde_json::to_vec(&request::ours()).expect("JSON");
    let (signer, credentials) = (Signer::new(REGION, SERVICE), credentials());
    let ours = Subject::new("this project", || ours(&signer, &credentials, &body));
    let identity = SdkCredentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None, None, "benches");
    let official = Subject::new("aws-sigv4", || official(&identity, &body));
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let (signer, context, credential) = (RequestSigner::new(SERVICE, REGION), Context::new(), credential());
    let reqsign = Subject::new("reqsign-aws-v4", || {
        runtime.block_on(reqsign(&signer, &context, &credential, &body));
    });
    compare("signature", vec![ours, official, reqsign], plan);
}

fn credentials() -> Credentials {
    Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None, None, "benches")
}

fn credential() -> Credential {
    Credential {
        access_key_id: ACCESS_KEY_ID.to_owned(),
        secret_access_key: SECRET_ACCESS_KEY.to_owned(),
        session_token: None,
        expires_in: None,
    }
}

/// Returns a request without a signature.
fn unsigned() -> http::request::Builder {
    Request::post(URL).header("content-type", "application/json").header("host", HOST)
}

fn ours(signer: &Signer, credentials: &Credentials, body: &[u8]) -> Request<()> {
    let mut request = unsigned().body(()).expect("a request");
    signer.sign(&mut request, &Payload::of(body), credentials, SystemTime::now()).expect("a signature");
    request
}

fn official(credentials: &SdkCredentials, body: &[u8]) -> Request<()> {
    let identity = credentials.clone().into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(REGION)
        .name(SERVICE)
        .time(SystemTime::now())
        .settings(SigningSettings::default())
        .build()
        .expect("everything is set")
        .into();
    let mut request = unsigned().body(()).expect("a request");
    let headers = [("content-type", "application/json"), ("host", HOST)];
    let signable = SignableRequest::new("POST", URL, headers.into_iter(), SignableBody::Bytes(body));
    let (instructions, _) = sign(signable.expect("a request"), &params).expect("a signature").into_parts();
    instructions.apply_to_request_http1x(&mut request);
    request
}

async fn reqsign(signer: &RequestSigner, context: &Context, credential: &Credential, body: &[u8]) {
    let request = unsigned().header("x-amz-content-sha256", &hex(&Sha256::digest(body))[..]);
    let request = request.body(()).expect("a request");
    let (mut parts, ()) = request.into_parts();
    signer.sign_request(context, &mut parts, Some(credential), None).await.expect("a signature");
    std::hint::black_box(parts);
}

/// Hexadecimal digits without a format string for each, which would count against the peer.
fn hex(bytes: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}
