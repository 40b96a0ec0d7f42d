//! The check of a full request, against the same constraints through the crate `regex`: lengths by counting characters,
//! patterns compiled beforehand.

use appflow_client::types::{CreateConnectorProfileRequest, Secret, Structure as _};
use regex::Regex;

use super::{compare, request};
use crate::timing::{Plan, Subject};

/// Times both checks.
pub fn measure(plan: Plan) {
    let request = request::full();
    let texts = texts(&request);
    let ours = Subject::new("this project", || assert!(request.validate().is_ok()));
    let regex = Subject::new("regex", || assert!(is_valid(&texts)));
    compare("validate", vec![ours, regex], plan);
}

/// A text with the constraints that the model puts on it.
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

fn is_valid(texts: &[Text]) -> bool {
    texts.iter().all(|text| {
        let length = text.text.chars().count();
        (text.min..=text.max).contains(&length) && text.pattern.is_match(&text.text)
    })
}

/// Returns the texts of the request with the constraints of the model; `\w` and `\s` are written out as ECMA 262
/// defines them.
fn texts(request: &CreateConnectorProfileRequest) -> Vec<Text> {
    let solid = "^[^\\s\u{feff}]+$";
    let config = &request.connector_profile_config;
    let properties = config.connector_profile_properties.salesforce.as_ref().expect("Salesforce");
    let credentials = config.connector_profile_credentials.as_ref().and_then(|part| part.salesforce.as_ref());
    let credentials = credentials.expect("Salesforce");
    let oauth = credentials.oauth_request.as_ref().expect("an OAuth request");
    let secret = |secret: &Option<Secret>| secret.as_ref().expect("it is set").expose().clone();
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
