//! Credentials from containers, instances and SSO, as in AWS's command line.

use std::fs;

use crate::server::{Answer, Server};
use crate::support::{CommandOutput, Files, Served, document};

/// Runs the command on a fake of the service, with only this environment.
fn create(files: &Files, fake: &Served, environment: &[(&str, &str)]) -> CommandOutput {
    files.write("request.json", document("crm").to_string());
    let mut program = files.program(&["create-connector-profile", "request.json"]);
    program.env("AWS_ENDPOINT_URL_APPFLOW", &fake.url).env("AWS_REGION", "us-east-1").env("HOME", files.path(""));
    CommandOutput::new(&program.envs(environment.iter().copied()).output().expect("the program can be run"))
}

const CREATED: &str = "arn:aws:appflow:us-east-1:123456789012:connectorprofile/crm\n";

/// Returns the credentials of a fake, which are public, in the format of containers and instances.
fn credentials(fake: &Served) -> String {
    let environment = fake.environment();
    let value = |name: &str| &environment.iter().find(|(known, _)| known == name).expect(name).1;
    let (id, secret) = (value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY"));
    format!(
        r#"{{"Code":"Success","Type":"AWS-HMAC","LastUpdated":"2026-11-01T00:00:00Z","AccessKeyId":"{id}",
            "SecretAccessKey":"{secret}","Token":"","Expiration":"2999-01-01T00:00:00Z"}}"#
    )
}

const NOT_FOUND: Answer = (404, String::new());

#[test]
fn containers_have_credentials() {
    let files = Files::new();
    let fake = files.serve(&[]);
    let found = credentials(&fake);
    let server = Server::new(move |_, request| match request.starts_with("GET /keys HTTP/1.1\r\n") {
        true => (200, found.clone()),
        false => NOT_FOUND,
    });
    let url = format!("{}/keys", server.url());
    let environment = [
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", url.as_str()),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "container-token"),
    ];
    assert_eq!(create(&files, &fake, &environment).ok(), CREATED);
    assert!(server.requests()[0].to_lowercase().contains("\r\nauthorization: container-token\r\n"));
    let url = format!("{}/gone", server.url());
    let error = create(&files, &fake, &[("AWS_CONTAINER_CREDENTIALS_FULL_URI", &url)]).failed(2);
    assert!(error.starts_with("error: no credentials: "), "{error}");
}

#[test]
fn instances_have_credentials() {
    let files = Files::new();
    let fake = files.serve(&[]);
    let found = credentials(&fake);
    let server = Server::new(move |_, request| match request.split(" HTTP/1.1").next() {
        Some("PUT /latest/api/token") => (200, "instance-token".to_owned()),
        Some("GET /latest/meta-data/iam/security-credentials/") => (200, "role".to_owned()),
        Some("GET /latest/meta-data/iam/security-credentials/role") => (200, found.clone()),
        _ => NOT_FOUND,
    });
    let url = server.url();
    let environment = [("AWS_EC2_METADATA_DISABLED", "false"), ("AWS_EC2_METADATA_SERVICE_ENDPOINT", url.as_str())];
    assert_eq!(create(&files, &fake, &environment).ok(), CREATED);
    let requests = server.requests();
    let asked = requests.iter().find(|request| request.starts_with("GET /latest/meta-data/iam/"));
    assert!(asked.is_some_and(|request| request.contains("instance-token")), "{requests:?}");
}

#[test]
fn single_sign_on_gives_credentials() {
    let files = Files::new();
    let fake = files.serve(&[]);
    let environment = fake.environment();
    let value = |name: &str| &environment.iter().find(|(known, _)| known == name).expect(name).1;
    let (id, secret) = (value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY"));
    let answer = format!(
        r#"{{"roleCredentials":{{"accessKeyId":"{id}","secretAccessKey":"{secret}","sessionToken":"","expiration":32472144000000}}}}"#
    );
    let server = Server::new(move |_, request| match request.starts_with("GET /federation/credentials?") {
        true => (200, answer.clone()),
        false => NOT_FOUND,
    });
    fs::create_dir_all(files.path(".aws/sso/cache")).unwrap();
    // The name of the file is the SHA-1 of the URL below.
    files.write(
        ".aws/sso/cache/24259bbb4f9566835fa614515705228e45bf6f67.json",
        r#"{"startUrl":"https://sso.invalid/start","region":"us-east-1","accessToken":"sso-token","expiresAt":"2999-01-01T00:00:00Z"}"#,
    );
    files.write(
        ".aws/config",
        "[profile sso]\nsso_start_url = https://sso.invalid/start\nsso_region = us-east-1\nsso_account_id = 123456789012\n\
         sso_role_name = admin\n",
    );
    let url = server.url();
    let environment = [("AWS_PROFILE", "sso"), ("AWS_ENDPOINT_URL_SSO", url.as_str())];
    assert_eq!(create(&files, &fake, &environment).ok(), CREATED);
    let request = &server.requests()[0];
    assert!(request.contains("role_name=admin") && request.contains("account_id=123456789012"), "{request}");
    assert!(request.contains("x-amz-sso_bearer_token: sso-token"), "{request}");
}

/// The bundle of authorities is also trusted for credentials, and no other authority is.
#[test]
fn credentials_come_from_servers_that_the_bundle_trusts() {
    let files = Files::new();
    let fake = files.serve(&[]);
    let found = credentials(&fake);
    let (server, certificate) = Server::encrypted(move |_, _| (200, found.clone()));
    let (_, other) = Server::encrypted(|_, _| NOT_FOUND);
    files.write("bundle.pem", certificate);
    files.write("other.pem", other);
    files.write("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    files.write("empty.pem", "");
    let url = format!("https://localhost:{}/keys", server.port);
    let with = |bundle: &str| {
        let environment = [("AWS_CONTAINER_CREDENTIALS_FULL_URI", url.as_str()), ("AWS_CA_BUNDLE", bundle)];
        create(&files, &fake, &environment)
    };
    assert_eq!(with("bundle.pem").ok(), CREATED);
    let error = with("other.pem").failed(2);
    assert!(error.starts_with("error: no credentials: "), "{error}");
    for bundle in ["broken.pem", "empty.pem", "gone.pem"] {
        let error = with(bundle).failed(2);
        assert!(error.starts_with("error: invalid AWS_CA_BUNDLE in the environment: expected a file"), "{error}");
    }
}
