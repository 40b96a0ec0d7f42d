//! Region and credentials from profiles, as in AWS's command line.

use crate::support::{CommandOutput, Files, Served, document};

const CREATE: &str = "create-connector-profile";

/// Creates files with profiles of the fake's credentials, which are public, and of others.
fn setting() -> (Files, Served) {
    let files = Files::new();
    let fake = files.serve(&[]);
    let environment = fake.environment();
    let value = |name: &str| &environment.iter().find(|(known, _)| known == name).expect(name).1;
    let (id, secret) = (value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY"));
    let printed = format!(r#"{{\"Version\":1,\"AccessKeyId\":\"{id}\",\"SecretAccessKey\":\"{secret}\"}}"#);
    let process = format!("credential_process = sh -c \"echo '{printed}'\"");
    let url = &fake.url;
    let config = format!(
        "[default]\nregion = us-east-1\nretry_mode = legacy\n\n[profile crm]\nregion = us-east-1\nendpoint_url = {url}\n\n\
         [profile other]\nregion = eu-west-1\n\n[profile process]\nregion = us-east-1\n{process}\n"
    );
    let keys = format!("aws_access_key_id = {id}\naws_secret_access_key = {secret}\n");
    let other = "aws_access_key_id = AKIDOTHER\naws_secret_access_key = hunter2\n";
    files.write("config", config);
    files.write("credentials", format!("[default]\n{keys}[crm]\n{keys}[other]\n{other}"));
    (files, fake)
}

fn run(files: &Files, name: &str, arguments: &[&str], environment: &[(&str, &str)]) -> CommandOutput {
    files.write("request.json", document(name).to_string());
    let mut program = files.program(&[&[CREATE, "request.json"], arguments].concat());
    program.env("AWS_CONFIG_FILE", files.path("config"));
    program.env("AWS_SHARED_CREDENTIALS_FILE", files.path("credentials"));
    CommandOutput::new(&program.envs(environment.iter().copied()).output().expect("the program can be run"))
}

#[test]
fn profiles_have_region_credentials_and_endpoint() {
    let (files, fake) = setting();
    let url = ("AWS_ENDPOINT_URL_APPFLOW", fake.url.as_str());
    let created = |name: &str| format!("arn:aws:appflow:us-east-1:123456789012:connectorprofile/{name}\n");
    assert_eq!(run(&files, "default", &[], &[url]).ok(), created("default"));
    assert_eq!(run(&files, "option", &["--profile", "crm"], &[]).ok(), created("option"));
    assert_eq!(run(&files, "variable", &[], &[("AWS_PROFILE", "crm")]).ok(), created("variable"));
    let before = [("AWS_PROFILE", "other"), ("AWS_ACCESS_KEY_ID", "AKID"), ("AWS_SECRET_ACCESS_KEY", "hunter2")];
    assert_eq!(run(&files, "before", &["--profile", "crm"], &before).ok(), created("before"));
    assert_eq!(run(&files, "process", &["--profile", "process"], &[url]).ok(), created("process"));
    let error = run(&files, "x", &["--profile", "other"], &[url]).failed(3);
    assert!(error.contains(" failed: "), "{error}");
    // The option takes precedence over the profile, and a dry run needs only the region.
    let out = run(&files, "x", &["--profile", "other", "--dry-run"], &[]).ok();
    assert!(out.starts_with("POST https://appflow.eu-west-1.amazonaws.com/"), "{out}");
    let out = run(&files, "x", &["--profile", "other", "--dry-run", "--region", "eu-north-1"], &[]).ok();
    assert!(out.starts_with("POST https://appflow.eu-north-1.amazonaws.com/"), "{out}");
    assert_eq!(fake.names().len(), 5);
}

#[test]
fn profiles_that_can_not_be_used_are_errors() {
    let (files, _fake) = setting();
    for (option, environment) in [(&["--profile", "gone"][..], &[][..]), (&[], &[("AWS_PROFILE", "gone")])] {
        let arguments = [option, &["--region", "eu-west-1"]].concat();
        let error = run(&files, "x", &arguments, environment).failed(2);
        assert!(error.starts_with("error: no credentials"), "{error}");
    }
}
