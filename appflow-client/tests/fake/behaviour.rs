//! The state machine: names, quota, tokens, credentials, and messages.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use appflow_client::Validation;
use appflow_client::fake::{Clock, FakeAppFlow};
use appflow_client::types::{ModeledError as _, ServiceError};
use serde_json::{Value, json};

use crate::support::{Raw, SECRET, document, empty, names, request, shows_a_secret};

const ARN: &str = "arn:aws:appflow:us-east-1:123456789012:connectorprofile/crm";

#[tokio::test]
async fn a_profile_is_created() {
    // In whole seconds, for the fake keeps milliseconds.
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let now = UNIX_EPOCH + Duration::from_secs(seconds);
    let fake = FakeAppFlow::builder().clock(Clock::fixed(now)).start().await.unwrap();
    let response = fake.client().create_connector_profile(request("crm")).await.unwrap();
    assert_eq!(response.connector_profile_arn.as_deref(), Some(ARN));
    let profile = &fake.profiles()[0];
    assert_eq!((profile.name.as_str(), profile.arn.as_str()), ("crm", ARN));
    assert_eq!((profile.connector_type.as_str(), profile.connection_mode.as_str()), ("Salesforce", "Public"));
    assert_eq!(profile.created, now);
    let requests = fake.requests();
    assert_eq!((requests.len(), fake.request_count(), fake.connections()), (1, 1, 1));
    assert_eq!((requests[0].operation, requests[0].status), (Some("CreateConnectorProfile"), Some(200)));
    assert_eq!(requests[0].client_token.as_ref().map(String::len), Some(36));
    assert!(!shows_a_secret(&format!("{fake:?} {requests:?} {profile:?} {:?} {:?}", fake.faults(), fake.clock())));
}

#[tokio::test]
async fn arns_are_those_of_the_partition() {
    #[track_caller]
    fn check(arn: &str, expected: &str) {
        assert_eq!(arn, expected);
    }
    for (region, partition) in
        [("eu-west-1", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov"), ("cnx-1", "aws")]
    {
        let fake = FakeAppFlow::builder().region(region).account("000000000001").start().await.unwrap();
        fake.client().create_connector_profile(request("a/b")).await.unwrap();
        let expected = format!("arn:{partition}:appflow:{region}:000000000001:connectorprofile/a/b");
        check(&fake.profiles()[0].arn, &expected);
    }
}

#[tokio::test]
async fn names_are_unique() {
    let fake = FakeAppFlow::start().await.unwrap();
    let client = fake.client();
    client.create_connector_profile(request("crm")).await.unwrap();
    let error = client.create_connector_profile(request("crm")).await.unwrap_err();
    assert!(error.is_conflict() && matches!(error.modeled(), Some(ServiceError::ConflictException(_))), "{error}");
    assert_eq!(error.message(), Some("A connector profile with the name crm already exists."));
    client.create_connector_profile(request("CRM")).await.unwrap();
    assert_eq!(names(&fake), ["CRM", "crm"]);
}

#[tokio::test]
async fn the_quota_is_kept() {
    for quota in [0, 1, 100] {
        let fake = match quota {
            100 => FakeAppFlow::start().await,
            _ => FakeAppFlow::builder().quota(quota).start().await,
        };
        let fake = fake.unwrap();
        let client = fake.client();
        for number in 0..quota {
            client.create_connector_profile(request(&format!("crm-{number}"))).await.unwrap();
        }
        let error = client.create_connector_profile(request("one-more")).await.unwrap_err();
        assert_eq!((error.status(), error.code()), (Some(402), Some("ServiceQuotaExceededException")));
        assert_eq!(error.message(), Some(&*format!("The quota of {quota} connector profiles is exceeded.")));
        assert_eq!(fake.profiles().len(), quota);
    }
}

#[tokio::test]
async fn a_token_gives_the_first_answer_again() {
    let fake = FakeAppFlow::builder().quota(1).start().await.unwrap();
    let send = async |document: Value| Raw::create(&document).send(&fake).await;
    let first = send(document("crm", "t")).await;
    assert_eq!((first.status, first.json()), (200, json!({ "connectorProfileArn": ARN })));
    let again = send(document("crm", "t")).await;
    assert_eq!((again.status, again.json()), (200, first.json()));
    assert_ne!(again.header("x-amzn-requestid"), first.header("x-amzn-requestid"));
    // The order of members, null and unknown members do not make a request different.
    let mut same = document("crm", "t");
    (same["kmsArn"], same["unknown"]) = (Value::Null, json!(1));
    assert_eq!(send(same).await.status, 200);
    for (pointer, value) in [
        ("/connectorProfileName", json!("other")),
        ("/connectionMode", json!("Private")),
        ("/connectorProfileConfig/connectorProfileCredentials/Salesforce/accessToken", json!("other")),
    ] {
        let mut other = document("crm", "t");
        *other.pointer_mut(pointer).unwrap() = value;
        let answer = send(other).await;
        assert_eq!(answer.code(), (409, "ConflictException"));
        assert_eq!(answer.message(), "The client token was used with other parameters.");
    }
    assert_eq!(send(document("crm", "u")).await.code(), (409, "ConflictException"));
    assert_eq!(send(document("other", "u")).await.code(), (402, "ServiceQuotaExceededException"));
    assert_eq!(names(&fake), ["crm"]);
}

#[tokio::test]
async fn without_a_token_every_request_is_new() {
    let fake = FakeAppFlow::start().await.unwrap();
    for expected in [200, 409] {
        let mut document = document("crm", "t");
        document.as_object_mut().unwrap().remove("clientToken");
        assert_eq!(Raw::create(&document).send(&fake).await.status, expected);
    }
    assert_eq!(fake.requests()[0].client_token, None);
}

#[tokio::test]
async fn a_token_lives_eight_hours() {
    let clock = Clock::fixed(SystemTime::now());
    let fake = FakeAppFlow::builder().clock(clock.clone()).start().await.unwrap();
    let send =
        async |token: &str, name: &str| Raw::create(&document(name, token)).at(clock.now()).send(&fake).await.status;
    assert_eq!(send("t", "crm").await, 200);
    clock.advance(Duration::from_secs(8 * 3600 - 1));
    assert_eq!(send("t", "crm").await, 200);
    assert_eq!(send("t", "other").await, 409);
    clock.advance(Duration::from_secs(1));
    assert_eq!(send("t", "crm").await, 409);
    assert_eq!(send("t", "other").await, 200);
    assert_eq!(names(&fake), ["crm", "other"]);
}

#[tokio::test]
async fn a_failure_does_not_use_a_token_up() {
    let fake = FakeAppFlow::start().await.unwrap();
    fake.reject_credentials(SECRET);
    let client = fake.client();
    let error = client.create_connector_profile(request("crm").client_token("t")).await.unwrap_err();
    assert_eq!(error.code(), Some("ConnectorAuthenticationException"));
    let mut document = document("crm", "t");
    document["connectorProfileConfig"]["connectorProfileCredentials"]["Salesforce"]["accessToken"] = json!("good");
    assert_eq!(Raw::create(&document).send(&fake).await.status, 200);
}

#[tokio::test]
async fn bad_credentials_are_turned_down() {
    let fake = FakeAppFlow::start().await.unwrap();
    let client = fake.client();
    fake.mark_bad(|request| request.connector_profile_name.starts_with("bad"));
    // Only credentials are checked.
    fake.reject_credentials("https://acme.my.salesforce.com");
    fake.reject_credentials("hunter2");
    client.create_connector_profile(request("good")).await.unwrap();
    let error = client.create_connector_profile(request("bad")).await.unwrap_err();
    assert_eq!((error.status(), error.is_auth()), (Some(401), false));
    assert_eq!(error.modeled().map(|error| error.code()), Some("ConnectorAuthenticationException"));
    fake.reject_credentials("hunter2-refresh");
    let error = client.create_connector_profile(request("good-2")).await.unwrap_err();
    assert!(error.status() == Some(401) && !shows_a_secret(&error.to_string()), "{error}");
    assert_eq!(names(&fake), ["good"]);
}

/// Returns the fake's message about a request that violates constraints.
async fn refusal(document: Value) -> String {
    let fake = FakeAppFlow::start().await.expect("a free port");
    let answer = Raw::create(&document).send(&fake).await;
    assert_eq!(answer.code(), (400, "ValidationException"), "{answer:?}");
    assert!(fake.profiles().is_empty());
    answer.message()
}

#[tokio::test]
async fn constraints_are_the_models() {
    let text = "2 validation errors detected. Value at '/connectorProfileName' failed to satisfy constraint: Member must \
                satisfy regular expression pattern: ^[\\w/!@#+=.-]+$; Value with length 7 at '/kmsArn' failed to satisfy \
                constraint: Member must have length between 20 and 2048, inclusive";
    let mut wrong = document("a b", "t");
    wrong["kmsArn"] = json!("arn:aws");
    assert_eq!(refusal(wrong).await, text);
    let missing = |name: &str| format!("Value at '/{name}' failed to satisfy constraint: Member must not be null");
    let all = ["connectorProfileName", "connectorType", "connectionMode", "connectorProfileConfig"].map(missing);
    assert_eq!(refusal(empty()).await, format!("4 validation errors detected. {}", all.join("; ")));
    let mut missing_name = document("crm", "t");
    missing_name["connectorProfileName"] = Value::Null;
    assert_eq!(refusal(missing_name).await, format!("1 validation error detected. {}", all[0]));
    let mut nested = document("crm", "t");
    nested["connectorProfileConfig"] = json!({ "connectorProfileCredentials": {} });
    let below = missing("connectorProfileConfig/connectorProfileProperties");
    assert!(refusal(nested).await.contains(&below));
    let mut word = document("crm", "t");
    word["connectionMode"] = json!("hunter2");
    let message = refusal(word).await;
    assert!(message.contains("'/connectionMode' failed to satisfy constraint: Member must satisfy enum value set: ["));
    assert!(!shows_a_secret(&message), "{message}");
    let mut long = document("crm", "t");
    long["connectorProfileConfig"]["connectorProfileCredentials"]["Salesforce"]["accessToken"] =
        json!("a ".repeat(4000));
    assert!(refusal(long).await.contains("Value with length 8000 at '/connectorProfileConfig/"));
}

#[tokio::test]
async fn the_server_validates_unchecked_requests() {
    let fake = FakeAppFlow::start().await.unwrap();
    let client = fake.client_builder().validation(Validation::Off).build().unwrap();
    let error = client.create_connector_profile(request("a b")).await.unwrap_err();
    assert!(matches!(error.modeled(), Some(ServiceError::ValidationException(_))), "{error}");
    let error = client.create_connector_profile(request("crm").client_token("")).await.unwrap_err();
    assert_eq!(error.status(), Some(400));
    assert!(fake.profiles().is_empty());
}

#[tokio::test]
async fn every_request_of_the_model_is_taken() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../model/rules.json");
    let rules: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let operation = &rules["shapes"]["com.amazonaws.appflow#CreateConnectorProfile"];
    let cases = operation["traits"]["smithy.test#httpRequestTests"].as_array().unwrap();
    assert!(cases.len() >= 6);
    let fake = FakeAppFlow::start().await.unwrap();
    for (number, case) in cases.iter().enumerate() {
        let mut body: Value = serde_json::from_str(case["body"].as_str().unwrap()).unwrap();
        (body["connectorProfileName"], body["clientToken"]) =
            (json!(format!("c{number}")), json!(format!("t{number}")));
        let answer = Raw::create(&body).send(&fake).await;
        assert_eq!(answer.status, 200, "{} {answer:?}", case["id"]);
    }
    assert_eq!(fake.profiles().len(), cases.len());
}

#[test]
fn it_can_be_shared_by_threads() {
    fn check<T: Send + Sync>() {}
    check::<FakeAppFlow>();
}
