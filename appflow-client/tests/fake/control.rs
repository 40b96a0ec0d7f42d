//! The paths below `/_fake/`.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use appflow_client::fake::{FakeAppFlow, Fault};
use serde_json::{Value, json};

use crate::support::{Raw, SECRET, control, document, exchange, names, request, shows_a_secret};

async fn get(fake: &FakeAppFlow, path: &str) -> Value {
    let answer = Raw::post(path, "").method("GET").without_headers().send_unsigned(fake).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

#[tokio::test]
async fn the_state_can_be_inspected() {
    let fake = FakeAppFlow::start().await.unwrap();
    fake.client().create_connector_profile(request("crm").client_token("t")).await.unwrap();
    let answer = Raw::create(&document("crm", "u")).header("amz-sdk-request", "attempt=2; max=3");
    answer.header("amz-sdk-invocation-id", "i").send(&fake).await;
    let profiles = get(&fake, "/_fake/profiles").await;
    let profile = &profiles["profiles"][0];
    assert_eq!((&profile["connectorProfileName"], &profile["connectorType"]), (&json!("crm"), &json!("Salesforce")));
    assert_eq!(profile["connectorProfileArn"], fake.profiles()[0].arn);
    let requests = get(&fake, "/_fake/requests").await;
    assert_eq!((&requests["count"], &requests["requests"][0]["clientToken"]), (&json!(2), &json!("t")));
    let second = &requests["requests"][1];
    assert_eq!((&second["attempt"], &second["invocationId"]), (&json!("attempt=2; max=3"), &json!("i")));
    assert_eq!((&second["status"], &second["code"]), (&json!(409), &json!("ConflictException")));
    assert!(!shows_a_secret(&format!("{profiles} {requests}")));
    assert_eq!(fake.request_count(), 2);
}

#[tokio::test]
async fn faults_are_set() {
    let fake = FakeAppFlow::start().await.unwrap();
    let names = [
        "resetBefore",
        "resetAfter",
        "halfBody",
        "internalError",
        "internalErrorAfter",
        "unavailable",
        "throttling",
        "notJson",
        "notHttp",
    ];
    let timed = ["delay", "delayAnswer", "slowDrip"].map(|name| json!({ "fault": name, "milliseconds": 0 }));
    let faults: Vec<Value> = names.iter().map(|name| json!({ "fault": name })).chain(timed).collect();
    assert_eq!(control(&fake, "/_fake/faults", json!({ "faults": faults })).await, json!({ "pending": 12 }));
    let answer = Raw::post("/_fake/faults", "").method("DELETE").send_unsigned(&fake).await;
    assert_eq!((answer.status, fake.faults().pending()), (200, 0));
    let throttling = json!({ "fault": "throttling", "retryAfterSeconds": 3 });
    control(&fake, "/_fake/faults", json!({ "faults": [throttling], "random": { "seed": 1, "share": 1 } })).await;
    let answer = Raw::create(&document("crm", "t")).send(&fake).await;
    assert_eq!((answer.status, answer.header("retry-after")), (429, Some("3")));
    assert!(fake.requests()[0].fault.is_some() && Fault::ALL.len() > names.len());
}

#[tokio::test]
async fn credentials_are_rejected_and_the_clock_is_put_forward() {
    let fake = FakeAppFlow::start().await.unwrap();
    let before = fake.clock().now();
    control(&fake, "/_fake/clock", json!({ "advanceSeconds": 3600 })).await;
    assert!(fake.clock().now().duration_since(before).unwrap().as_secs() >= 3600);
    control(&fake, "/_fake/rejected-credentials", json!({ "values": [SECRET] })).await;
    let answer = Raw::create(&document("crm", "t")).at(fake.clock().now()).send(&fake).await;
    assert_eq!(answer.code(), (401, "ConnectorAuthenticationException"));
    assert!(names(&fake).is_empty());
}

#[tokio::test]
async fn invalid_requests_are_reported_and_change_nothing() {
    let fake = FakeAppFlow::start().await.unwrap();
    let check = async |path: &str, body: &str, expected: &str| {
        let answer = Raw::post(path, body).send_unsigned(&fake).await;
        assert_eq!((answer.code(), answer.message().as_str()), ((400, "ValidationException"), expected));
    };
    let good = json!({ "fault": "unavailable" });
    check("/_fake/faults", "{", "/_fake/: not JSON, expected a JSON document").await;
    check("/_fake/faults", "{\"faults\":1}", "/_fake/: invalid faults, expected a list").await;
    let unknown = json!({ "faults": [good, { "fault": "other" }] }).to_string();
    let expected = "/_fake/: unknown fault, expected delay, delayAnswer, resetBefore, resetAfter, halfBody, \
                    internalError, internalErrorAfter, unavailable, throttling, error, notJson, notHttp or slowDrip";
    check("/_fake/faults", &unknown, expected).await;
    let time = json!({ "faults": [good, { "fault": "delay" }] }).to_string();
    check("/_fake/faults", &time, "/_fake/: no milliseconds, expected a whole number").await;
    let after = json!({ "faults": [{ "fault": "throttling", "retryAfterSeconds": -1 }] }).to_string();
    check("/_fake/faults", &after, "/_fake/: invalid retryAfterSeconds, expected a whole number").await;
    let seed = json!({ "faults": [good], "random": {} }).to_string();
    check("/_fake/faults", &seed, "/_fake/: no seed, expected a whole number").await;
    let many = json!({ "faults": vec![good; 100_001] }).to_string();
    assert!(many.len() > 1 << 20, "such a list is refused as too large");
    check("/_fake/rejected-credentials", "{}", "/_fake/: invalid values, expected a list of strings").await;
    check("/_fake/clock", "{}", "/_fake/: no advanceSeconds, expected a whole number").await;
    check("/_fake/other", "{}", "/_fake/: unknown path").await;
    let form = Raw::post("/_fake/faults", "{}").without_headers().header("content-type", "text/plain");
    assert_eq!(form.send_unsigned(&fake).await.code(), (403, "AccessDeniedException"));
    assert_eq!(fake.faults().pending(), 0);
}

#[tokio::test]
async fn no_time_is_too_late() {
    for seconds in [1_u64 << 40, 1 << 50, 1 << 62, u64::MAX] {
        let fake = FakeAppFlow::start().await.unwrap();
        fake.clock().advance(Duration::from_secs(seconds));
        let answer = Raw::create(&document("crm", "t")).send(&fake).await;
        // Beyond the last representable time, the clock is unchanged.
        assert!(answer.status == 403 || answer.status == 200, "{answer:?}");
        let answer = Raw::create(&document("crm", "t")).at(fake.clock().now().min(year_9999())).send(&fake).await;
        assert!(answer.status == 403 || answer.status == 200, "{answer:?}");
    }
}

#[tokio::test]
async fn the_clock_stays_near() {
    let fake = FakeAppFlow::start().await.unwrap();
    let ten_years = 10 * 365 * 24 * 3600;
    let advance = async |seconds: u64| {
        let body = json!({ "advanceSeconds": seconds }).to_string();
        Raw::post("/_fake/clock", body).send_unsigned(&fake).await
    };
    for seconds in [ten_years + 1, 1 << 40, 1 << 63, u64::MAX] {
        let answer = advance(seconds).await;
        assert_eq!(answer.code(), (400, "ValidationException"));
        let expected =
            "/_fake/: too large advanceSeconds, expected the clock to be at most 315360000 s (ten years) ahead";
        assert_eq!(answer.message(), expected);
    }
    assert_eq!(Raw::create(&document("crm", "t")).send(&fake).await.status, 200);
    assert_eq!(advance(ten_years - 1).await.status, 200);
    // The limit applies to the sum.
    assert_eq!(advance(2).await.status, 400);
    assert_eq!(advance(1).await.status, 200);
    assert_eq!(Raw::create(&document("more", "u")).at(fake.clock().now()).send(&fake).await.status, 200);
}

#[tokio::test]
async fn only_programs_on_this_machine_are_served() {
    let fake = FakeAppFlow::start().await.unwrap();
    let port = fake.address().port();
    let send = async |host: Option<&str>, origin: Option<&str>| {
        let headers = [("host", host), ("origin", origin)];
        let headers = headers.iter().filter_map(|(name, value)| Some(format!("{name}: {}\r\n", (*value)?)));
        let head = format!("DELETE /_fake/faults HTTP/1.1\r\n{}\r\n", headers.collect::<String>());
        exchange(&fake, head.as_bytes()).await.status
    };
    let with_port = format!("127.0.0.1:{port}");
    for host in
        ["localhost", "LOCALHOST:1", "127.0.0.1", &with_port, "127.9.9.9", "[::1]", "[::1]:80", "[::ffff:127.0.0.1]"]
    {
        assert_eq!(send(Some(host), None).await, 200, "{host}");
    }
    let strange =
        ["evil.example", "localhost.evil.example", "10.0.0.1", "0.0.0.0", "[::]", "", "127.0.0.1.evil.example", "a b"];
    for host in strange {
        assert_eq!(send(Some(host), None).await, 403, "{host}");
    }
    assert_eq!(send(None, None).await, 403);
    for origin in ["http://localhost", "http://localhost:3000", "https://127.0.0.1:8080", "http://[::1]"] {
        assert_eq!(send(Some("localhost"), Some(origin)).await, 200, "{origin}");
    }
    for origin in ["http://evil.example", "null", "", "localhost", "http://localhost.evil.example", "file://"] {
        assert_eq!(send(Some("localhost"), Some(origin)).await, 403, "{origin}");
    }
    let two = b"DELETE /_fake/faults HTTP/1.1\r\nhost: localhost\r\nhost: evil.example\r\n\r\n";
    assert!([400, 403].contains(&exchange(&fake, two).await.status));
    let absolute = b"DELETE http://evil.example/_fake/faults HTTP/1.1\r\nhost: localhost\r\n\r\n";
    assert_eq!(exchange(&fake, absolute).await.status, 403);
}

fn year_9999() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(253_402_300_799)
}
