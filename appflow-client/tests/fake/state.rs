//! The state file: what the next fake finds in it.

use std::fs;
use std::time::{Duration, SystemTime};

use appflow_client::fake::{Clock, FakeAppFlow, FakeBuilder};
use serde_json::Value;

use crate::support::{Raw, document, names, request, shows_a_secret};

fn on(directory: &tempfile::TempDir) -> FakeBuilder {
    FakeAppFlow::builder().state_file(directory.path().join("state"))
}

#[tokio::test]
async fn it_goes_on_where_it_stopped() {
    let directory = tempfile::tempdir().unwrap();
    let clock = Clock::fixed(SystemTime::now());
    let fake = on(&directory).clock(clock.clone()).start().await.unwrap();
    let send = async |fake: &FakeAppFlow, name: &str, token: &str| {
        Raw::create(&document(name, token)).at(clock.now()).send(fake).await
    };
    let first = send(&fake, "crm", "t").await;
    assert_eq!(first.status, 200);
    let profiles = fake.profiles();
    drop(fake);
    let fake = on(&directory).clock(clock.clone()).quota(1).start().await.unwrap();
    assert_eq!(fake.profiles(), profiles);
    let again = send(&fake, "crm", "t").await;
    assert_eq!((again.status, again.body), (200, first.body));
    assert_eq!(send(&fake, "other", "t").await.code(), (409, "ConflictException"));
    assert_eq!(send(&fake, "crm", "u").await.code(), (409, "ConflictException"));
    assert_eq!(send(&fake, "other", "u").await.code(), (402, "ServiceQuotaExceededException"));
    fake.shutdown(Duration::from_secs(1)).await;
    // A token does not live longer because the fake was stopped meanwhile.
    clock.advance(Duration::from_secs(8 * 3600));
    let fake = on(&directory).clock(clock.clone()).start().await.unwrap();
    assert_eq!(send(&fake, "other", "t").await.status, 200);
    assert_eq!(names(&fake), ["crm", "other"]);
}

#[tokio::test]
async fn no_secret_is_in_it() {
    let directory = tempfile::tempdir().unwrap();
    let fake = on(&directory).start().await.unwrap();
    fake.client().create_connector_profile(request("crm").client_token("t")).await.unwrap();
    let text = fs::read_to_string(directory.path().join("state")).unwrap();
    assert!(text.contains("\"crm\"") && !shows_a_secret(&text), "{text}");
    for line in text.lines() {
        serde_json::from_str::<Value>(line).unwrap();
    }
}

#[tokio::test]
async fn a_fake_is_alone_with_it() {
    let directory = tempfile::tempdir().unwrap();
    let fake = on(&directory).start().await.unwrap();
    let error = on(&directory).start().await.unwrap_err();
    assert!(error.to_string().ends_with("in use, expected a state file that no other fake has open"), "{error}");
    drop(fake);
    on(&directory).start().await.unwrap();
}

#[tokio::test]
async fn what_is_no_state_file_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state");
    let fake = on(&directory).start().await.unwrap();
    fake.client().create_connector_profile(request("crm")).await.unwrap();
    drop(fake);
    let good = fs::read_to_string(&path).unwrap();
    let bad = good.replacen("crm", "srm", 1);
    fs::write(&path, &bad).unwrap();
    let error = on(&directory).start().await.unwrap_err();
    let expected = format!("{}:2: the checksum does not match, expected", path.display());
    assert!(error.to_string().starts_with(&expected), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), bad);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_at_once_are_all_in_it() {
    const CALLS: usize = 256;
    let directory = tempfile::tempdir().unwrap();
    let fake = on(&directory).quota(CALLS).start().await.unwrap();
    let calls: Vec<_> = (0..CALLS)
        .map(|number| {
            let client = fake.client();
            tokio::spawn(async move { client.create_connector_profile(request(&format!("crm-{number}"))).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let profiles = fake.profiles();
    drop(fake);
    let fake = on(&directory).start().await.unwrap();
    assert_eq!((fake.profiles().len(), fake.profiles() == profiles), (CALLS, true));
}
