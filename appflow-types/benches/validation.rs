//! Measures `validate` on a full Salesforce request, and the same constraints with the `regex` crate: lengths by
//! counting characters, patterns compiled beforehand.
//!
//! `cargo bench -p appflow-types` prints both medians, of interleaved rounds, and their ratio.

use std::hint::black_box;
use std::time::{Duration, Instant};

use appflow_types::{
    ConnectionMode, Connector, ConnectorOAuthRequest, CreateConnectorProfileRequest, OAuth2GrantType,
    SalesforceConnectorProfileCredentials, SalesforceConnectorProfileProperties, Structure as _,
};
use regex::Regex;

const CALLS: u32 = 10_000;
const ROUNDS: usize = 31;

fn main() {
    let request = request();
    assert_eq!(request.validate(), Ok(()));
    let texts = texts(&request);
    assert!(through_regex(&texts));
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(time(|| black_box(&request).validate().is_ok()));
        theirs.push(time(|| through_regex(black_box(&texts))));
    }
    let (ours, theirs) = (median(ours), median(theirs));
    let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
    println!("validate: {ours:?}; the same through regex: {theirs:?}; {ratio:.1} times as long");
}

/// Returns a request with every member that a Salesforce profile can have.
fn request() -> CreateConnectorProfileRequest {
    let token = "00D5g000004Xyz!AQEAQKs8mTtYyPq3nVbWcXdZeRfTgUhJkLmNoPqRsTuVwXyZ0123456789abcdefghijklmnopqrs";
    let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIzTVZHOWxLY1BvTklOVkJJIn0.c2lnbmF0dXJl-_3Rlc3Q=";
    CreateConnectorProfileRequest::for_connector(
        "crm-production",
        ConnectionMode::Public,
        Connector::Salesforce {
            properties: SalesforceConnectorProfileProperties::new()
                .instance_url("https://acme.my.salesforce.com")
                .is_sandbox_environment(false),
            credentials: Some(
                SalesforceConnectorProfileCredentials::new()
                    .access_token(token)
                    .refresh_token(token)
                    .jwt_token(jwt)
                    .oauth2_grant_type(OAuth2GrantType::JwtBearer)
                    .client_credentials_arn("arn:aws:secretsmanager:eu-west-1:111122223333:secret:crm-AbCdEf")
                    .oauth_request(
                        ConnectorOAuthRequest::new()
                            .auth_code("aPrx1Zb2cD3eF4gH5iJ6kL7m")
                            .redirect_uri("https://console.aws.amazon.com/appflow/oauth")
                            .code_verifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
                    ),
            ),
        },
    )
    .kms_arn("arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")
    .client_token("0c8f6d1e-52b7-4a39-9e04-000000000001")
}

/// A string with its constraints in the model.
struct Text {
    text: String,
    min: usize,
    max: usize,
    pattern: Regex,
}

impl Text {
    fn new(text: &str, min: usize, max: usize, pattern: &str) -> Self {
        let pattern = Regex::new(pattern).expect("a pattern of the model");
        Self { text: text.to_owned(), min, max, pattern }
    }
}

/// Returns the strings of the request, with the constraints of the model; `\w` and `\s` are expanded to ECMA 262's
/// sets.
fn texts(request: &CreateConnectorProfileRequest) -> Vec<Text> {
    let solid = "^[^\\s\u{feff}]+$";
    let config = &request.connector_profile_config;
    let properties = config.connector_profile_properties.salesforce.as_ref().expect("Salesforce");
    let credentials = config.connector_profile_credentials.as_ref().and_then(|part| part.salesforce.as_ref());
    let credentials = credentials.expect("Salesforce");
    let oauth = credentials.oauth_request.as_ref().expect("an OAuth request");
    let secret = |secret: &Option<appflow_types::Secret>| secret.as_ref().expect("it is set").expose().clone();
    let text = |text: &Option<String>| text.clone().expect("it is set");
    let jwt = r"^([a-zA-Z0-9_=]+)\.([a-zA-Z0-9_=]+)\.([a-zA-Z0-9_\-\+\/=]*)$";
    vec![
        Text::new(&request.connector_profile_name, 0, 256, "^[0-9A-Za-z_/!@#+=.-]+$"),
        Text::new(&text(&request.kms_arn), 20, 2048, "^arn:aws:kms:.*:[0-9]+:"),
        Text::new(&text(&request.client_token), 1, 256, "^[ -~]+$"),
        Text::new(&text(&properties.instance_url), 0, 256, solid),
        Text::new(&secret(&credentials.access_token), 0, 4096, solid),
        Text::new(&secret(&credentials.refresh_token), 0, 4096, solid),
        Text::new(&secret(&oauth.auth_code), 0, 4096, solid),
        Text::new(&text(&oauth.redirect_uri), 0, 512, solid),
        Text::new(&secret(&oauth.code_verifier), 43, 128, r"^[A-Za-z0-9\-._~]+$"),
        Text::new(&secret(&credentials.client_credentials_arn), 20, 2048, "^arn:aws:secretsmanager:.*:[0-9]+:"),
        Text::new(&secret(&credentials.jwt_token), 0, 8000, jwt),
    ]
}

fn through_regex(texts: &[Text]) -> bool {
    texts.iter().all(|text| {
        let length = text.text.chars().count();
        (text.min..=text.max).contains(&length) && text.pattern.is_match(&text.text)
    })
}

fn time(call: impl Fn() -> bool) -> Duration {
    let start = Instant::now();
    for _ in 0..CALLS {
        assert!(black_box(call()));
    }
    start.elapsed() / CALLS
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
