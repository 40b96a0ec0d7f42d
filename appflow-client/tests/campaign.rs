//! Thousands of calls with all kinds of faults: every success took effect exactly once, every failure has the right
//! error, and no call exceeds its time limit.
//!
//! The seed is printed, and `CAMPAIGN_SEED` repeats a run. Time is tokio's, which advances while nothing else runs, so
//! that no fault causes a wait.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use appflow_client::fake::{ACCESS_KEY_ID, FakeAppFlow, Fault, ReceivedRequest};
use appflow_client::types::{
    ConnectionMode, Connector, CreateConnectorProfileRequest, SalesforceConnectorProfileCredentials,
    SalesforceConnectorProfileProperties,
};
use appflow_client::{Client, Credentials, Error, Timeouts, Validation};
use tokio::time::Instant;

/// The calls of each campaign; there are two, so that each has a processor.
const CALLS: u64 = 10_000;
const AT_ONCE: usize = 64;
/// The share of requests with a fault.
const SHARE: f64 = 0.25;
const ATTEMPT: Duration = Duration::from_secs(10);
const CALL: Duration = Duration::from_secs(45);
/// Credentials that the connector rejects.
const REJECTED: &str = "rejected-token";

/// The kind of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A profile with a new name.
    New,
    /// A profile with a name that is taken.
    Taken,
    /// A profile with credentials that the connector rejects.
    Rejected,
    /// A request that violates a constraint.
    Invalid,
    /// A request signed with another secret.
    Forged,
}

/// A call with its result.
struct Call {
    kind: Kind,
    name: String,
    token: String,
    result: Result<(), Error>,
    elapsed: Duration,
}

struct Campaign {
    fake: FakeAppFlow,
    client: Client,
    forger: Client,
    next: AtomicU64,
    seed: u64,
}

#[tokio::test(start_paused = true)]
async fn nothing_is_lost_and_nothing_happens_twice() {
    run().await;
}

#[tokio::test(start_paused = true)]
async fn nor_is_it_with_another_seed() {
    run().await;
}

async fn run() {
    let seed = std::env::var("CAMPAIGN_SEED").ok().map_or_else(random, |seed| seed.parse().expect("a number"));
    println!("CAMPAIGN_SEED={seed}");
    let campaign = Arc::new(Campaign::start(seed).await);
    let workers: Vec<_> = (0..AT_ONCE).map(|_| tokio::spawn(work(Arc::clone(&campaign)))).collect();
    let mut calls = Vec::new();
    for worker in workers {
        calls.extend(worker.await.expect("no worker panics"));
    }
    assert_eq!(calls.len() as u64, CALLS);
    let requests = campaign.requests();
    calls.iter().for_each(|call| check(call, &requests));
    check_profiles(&campaign, &calls);
    check_repeats(&campaign, &calls).await;
    report(&campaign, &calls);
}

impl Campaign {
    async fn start(seed: u64) -> Self {
        let builder = FakeAppFlow::builder().quota(usize::MAX).remember_requests(usize::MAX);
        let fake = builder.start().await.expect("a free port");
        let timeouts = Timeouts::new().attempt(ATTEMPT).call(CALL);
        let builder = || fake.client_builder().validation(Validation::Off).timeouts(timeouts);
        let client = builder().build().expect("everything is set");
        let forged = Credentials::new(ACCESS_KEY_ID, "another", None, None, "tests");
        let forger = builder().credentials(forged).build().expect("everything is set");
        client.create_connector_profile(request("taken", "t")).await.expect("nothing goes wrong yet");
        fake.reject_credentials(REJECTED);
        fake.faults().random(seed, SHARE, faults());
        Self { fake, client, forger, next: AtomicU64::new(0), seed }
    }

    /// Returns all attempts of each call, by their token.
    fn requests(&self) -> BTreeMap<String, Vec<ReceivedRequest>> {
        let mut requests: BTreeMap<String, Vec<ReceivedRequest>> = BTreeMap::new();
        for request in self.fake.requests() {
            requests.entry(request.client_token.clone().unwrap_or_default()).or_default().push(request);
        }
        requests
    }
}

/// Returns one fault of each kind; of those that last, some that end in time and some that do not.
fn faults() -> Vec<Fault> {
    let mut faults = Fault::ALL.to_vec();
    for time in [ATTEMPT / 2, ATTEMPT * 2] {
        faults.extend([Fault::Delay(time), Fault::DelayAnswer(time)]);
    }
    faults.extend([Fault::SlowDrip(Duration::from_millis(1)), Fault::SlowDrip(Duration::from_secs(1))]);
    faults.push(Fault::Throttling { retry_after: Some(Duration::from_secs(7)) });
    faults.push(Fault::Throttling { retry_after: Some(Duration::from_secs(60)) });
    faults
}

async fn work(campaign: Arc<Campaign>) -> Vec<Call> {
    let mut calls = Vec::new();
    loop {
        let number = campaign.next.fetch_add(1, Ordering::SeqCst);
        if number >= CALLS {
            return calls;
        }
        let kind = match fastrand::Rng::with_seed(campaign.seed ^ number.wrapping_mul(0x9e37_79b9)).u8(0..100) {
            0..80 => Kind::New,
            80..88 => Kind::Taken,
            88..94 => Kind::Rejected,
            94..98 => Kind::Invalid,
            _ => Kind::Forged,
        };
        let name = match kind {
            Kind::Taken => "taken".to_owned(),
            Kind::Invalid => format!("a space {number}"),
            _ => format!("profile-{number}"),
        };
        let token = format!("token-{number}");
        let secret = if kind == Kind::Rejected { REJECTED } else { "access" };
        let client = if kind == Kind::Forged { &campaign.forger } else { &campaign.client };
        let start = Instant::now();
        let request = request(&name, secret).client_token(&*token);
        let result = client.create_connector_profile(request).await.map(drop);
        calls.push(Call { kind, name, token, result, elapsed: start.elapsed() });
    }
}

fn request(name: &str, access_token: &str) -> CreateConnectorProfileRequest {
    let credentials = SalesforceConnectorProfileCredentials::new().access_token(access_token).refresh_token("refresh");
    let properties = SalesforceConnectorProfileProperties::new();
    let connector = Connector::Salesforce { properties, credentials: Some(credentials) };
    CreateConnectorProfileRequest::for_connector(name, ConnectionMode::Public, connector)
}

/// Checks that a call ends in time, with the result of its last attempt.
#[track_caller]
fn check(call: &Call, requests: &BTreeMap<String, Vec<ReceivedRequest>>) {
    let Call { kind, name, token, result, elapsed } = call;
    assert!(*elapsed <= CALL + Duration::from_millis(1), "{name} took {elapsed:?}: {result:?}");
    let attempts = requests.get(token).map(Vec::as_slice).unwrap_or_default();
    assert!((1..=3).contains(&attempts.len()), "{name} was sent {} times", attempts.len());
    let ids: BTreeSet<_> = attempts.iter().map(|attempt| attempt.invocation_id.as_deref()).collect();
    assert_eq!(ids.len(), 1, "{name} has several invocation ids");
    let Err(error) = result else {
        assert_eq!(*kind, Kind::New, "{name} succeeded");
        return;
    };
    assert_eq!(error.attempts() as usize, attempts.len(), "{name}: {error}");
    let last = attempts.last().and_then(|attempt| attempt.fault.as_ref());
    let is_expected = match last {
        None => false,
        Some(Fault::Delay(_) | Fault::DelayAnswer(_) | Fault::SlowDrip(_)) if error.is_timeout() => true,
        Some(Fault::ResetBefore | Fault::ResetAfter | Fault::HalfBody) => {
            error.is_retryable() && error.status().is_none() && !error.is_connect() && !error.is_timeout()
        }
        Some(Fault::InternalError | Fault::InternalErrorAfter) => error.is_retryable() && error.status() == Some(500),
        Some(Fault::Unavailable) => error.is_retryable() && error.status() == Some(503),
        Some(Fault::Throttling { .. }) => error.is_throttling(),
        Some(Fault::NotJson | Fault::NotHttp) => error.is_malformed() && !error.is_retryable(),
        Some(_) => false,
    };
    let is_answer = match kind {
        Kind::New => false,
        Kind::Taken => error.is_conflict() && error.code() == Some("ConflictException"),
        Kind::Rejected => error.code() == Some("ConnectorAuthenticationException") && !error.is_auth(),
        Kind::Invalid => error.code() == Some("ValidationException"),
        Kind::Forged => error.code() == Some("InvalidSignatureException") && error.is_auth(),
    };
    assert!(is_expected || is_answer, "{kind:?} {name}: {error}; {attempts:?}");
}

/// Checks that every successful call took effect, and that every effect belongs to a call that succeeded or may have
/// taken effect.
fn check_profiles(campaign: &Campaign, calls: &[Call]) {
    let profiles = campaign.fake.profiles();
    let names: BTreeSet<&str> = profiles.iter().map(|profile| profile.name.as_str()).collect();
    assert_eq!(names.len(), profiles.len(), "a profile exists twice");
    assert!(names.contains("taken"));
    let mut known = BTreeSet::from(["taken"]);
    for call in calls {
        known.insert(&call.name);
        let exists = names.contains(call.name.as_str());
        match &call.result {
            Ok(()) => assert!(exists, "{} was acknowledged and is lost", call.name),
            Err(_) if call.kind == Kind::Taken => {}
            Err(error) => assert!(!exists || error.may_have_taken_effect(), "{} exists: {error}", call.name),
        }
    }
    assert!(names.is_subset(&known));
}

/// Checks that repeating a call that may have taken effect, with its token, returns its result and has no second
/// effect.
async fn check_repeats(campaign: &Campaign, calls: &[Call]) {
    campaign.fake.faults().clear();
    let before: BTreeSet<String> = campaign.fake.profiles().into_iter().map(|profile| profile.name).collect();
    let mut missing = 0;
    for call in calls.iter().filter(|call| call.kind == Kind::New) {
        let Err(error) = &call.result else { continue };
        missing += usize::from(!before.contains(&call.name));
        let again = request(&call.name, "access").client_token(&*call.token);
        let again = campaign.client.create_connector_profile(again).await;
        assert!(again.is_ok(), "{}: {again:?} after {error}", call.name);
    }
    assert_eq!(campaign.fake.profiles().len(), before.len() + missing);
}

fn report(campaign: &Campaign, calls: &[Call]) {
    let mut counts: BTreeMap<(Kind, bool), usize> = BTreeMap::new();
    for call in calls {
        *counts.entry((call.kind, call.result.is_ok())).or_default() += 1;
    }
    let (faults, connections) = (campaign.fake.faults().injected(), campaign.fake.connections());
    println!(
        "{counts:?}; {faults} of {} requests went wrong; {connections} connections",
        campaign.fake.request_count()
    );
    let is_worth_it = |kind| counts.iter().any(|((found, _), count)| *found == kind && *count > 50);
    assert!([Kind::New, Kind::Taken, Kind::Rejected, Kind::Invalid, Kind::Forged].into_iter().all(is_worth_it));
    assert!(faults > CALLS / 5 && counts.contains_key(&(Kind::New, false)));
}

fn random() -> u64 {
    fastrand::u64(..)
}
