//! The state as a function of events and time.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::json;
use types::{Document, ExecutionStatus, FlowStatus};

use super::*;

const ARN: &str = "arn:aws:appflow:us-east-1:123456789012:";

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_790_000_000 + seconds)
}

fn event(seconds: u64, arn: &str, change: &str, request: Document) -> Event {
    let at = crate::fake::time::milliseconds(at(seconds));
    let record = json!({ "at": at, "arn": format!("{ARN}{arn}"), "change": change, "request": request });
    let event = Event::read(&record).unwrap_or_else(|| panic!("{record} is a record"));
    assert_eq!(event.write(), record);
    event
}

fn settings(expression: &str) -> Document {
    json!({
        "flowName": "f1",
        "triggerConfig": {
            "triggerType": "Scheduled",
            "triggerProperties": { "Scheduled": {
                "scheduleExpression": expression, "dataPullMode": "Incremental", "flowErrorDeactivationThreshold": 3,
            } },
        },
        "sourceFlowConfig": {
            "connectorType": "Slack",
            "connectorProfileName": "p1",
            "sourceConnectorProperties": { "Slack": { "object": "Account" } },
        },
        "destinationFlowConfigList": [{
            "connectorType": "S3", "destinationConnectorProperties": { "S3": { "bucketName": "bucket" } },
        }],
        "tasks": [{ "sourceFields": [], "taskType": "Map_all" }],
    })
}

fn profile(seconds: u64) -> Event {
    let request = json!({
        "connectorProfileName": "p1",
        "connectorType": "Slack",
        "connectionMode": "Public",
        "connectorProfileConfig": {
            "connectorProfileProperties": { "Slack": { "instanceUrl": "https://acme.slack.com" } },
        },
    });
    event(seconds, "connectorprofile/p1", "profileCreated", request)
}

/// Returns the state with an active flow that runs each minute, from second 0 on.
fn running() -> State {
    let mut state = State::default();
    state.apply(profile(0)).unwrap();
    state.apply(event(0, "flow/f1", "flowCreated", settings("rate(1minute)"))).unwrap();
    state.apply(event(0, "flow/f1", "flowStarted", json!({ "flowName": "f1" }))).unwrap();
    state
}

#[test]
fn a_scheduled_flow_runs_when_it_is_due() {
    let mut state = running();
    state.advance(at(59));
    assert!(state.flows["f1"].runs.is_empty());
    state.advance(at(121));
    let runs = &state.flows["f1"].runs;
    assert_eq!(runs.iter().map(|run| run.started).collect::<Vec<_>>(), [at(60), at(120)]);
    assert_ne!(runs[0].id, runs[1].id);
    let statuses = [60, 64, 65].map(|second| runs[0].status(at(second)));
    assert_eq!(statuses, [ExecutionStatus::InProgress, ExecutionStatus::InProgress, ExecutionStatus::Successful]);
    assert_eq!((runs[0].period, runs[1].period), (Some((at(0), at(60))), Some((at(60), at(120)))));
    state.apply(event(200, "flow/f1", "flowStopped", json!({ "flowName": "f1" }))).unwrap();
    state.advance(at(1000));
    assert_eq!((state.flows["f1"].runs.len(), &state.flows["f1"].status), (3, &FlowStatus::Suspended));
}

#[test]
fn a_canceled_run_ends_a_little_later() {
    let mut state = running();
    state.advance(at(60));
    let ids = [state.flows["f1"].runs[0].id.clone()];
    let request = json!({ "flowName": "f1", "executionIds": ids });
    state.apply(event(62, "flow/f1", "runsCanceled", request)).unwrap();
    let run = &state.flows["f1"].runs[0];
    let statuses = [62, 63, 64, 100].map(|second| run.status(at(second)));
    use ExecutionStatus::{CancelStarted, Canceled};
    assert_eq!(statuses, [CancelStarted, CancelStarted, Canceled, Canceled]);
    let record = run.record(at(100));
    assert_eq!((record.last_updated_at, record.execution_result), (crate::fake::time::timestamp(at(64)), None));
}

#[test]
fn a_flow_is_deactivated_after_its_threshold() {
    let mut state = running();
    let request = json!({ "connectorProfileName": "p1", "forceDelete": true });
    state.apply(event(90, "connectorprofile/p1", "profileDeleted", request)).unwrap();
    state.advance(at(180));
    assert_eq!(state.flows["f1"].status, FlowStatus::Active);
    // However late the time is advanced.
    state.advance(at(1_000_000));
    let flow = &state.flows["f1"];
    assert_eq!((flow.runs.len(), &flow.status), (4, &FlowStatus::Errored));
    let statuses: Vec<ExecutionStatus> = flow.runs.iter().map(|run| run.status(at(1_000_000))).collect();
    assert_eq!(statuses[..2], [ExecutionStatus::Successful, ExecutionStatus::Error]);
    assert_eq!(flow.runs[3].started, at(240));
    // Each of them would have transferred the changes since the last success.
    assert_eq!(flow.runs[3].period, Some((at(60), at(240))));
    state.apply(profile(1_000_000)).unwrap();
    state.apply(event(1_000_000, "flow/f1", "flowStarted", json!({ "flowName": "f1" }))).unwrap();
    state.advance(at(1_000_060));
    assert_eq!((state.flows["f1"].runs.len(), &state.flows["f1"].status), (5, &FlowStatus::Active));
}

#[test]
fn only_the_latest_runs_are_remembered() {
    let mut state = running();
    let ten_years = 10 * 365 * 24 * 3600;
    state.advance(at(ten_years));
    let runs = &state.flows["f1"].runs;
    assert_eq!((runs.len(), runs[999].started), (1000, at(ten_years)));
    assert_eq!(runs[0].period, Some((runs[0].started - Duration::from_secs(60), runs[0].started)));
}

#[test]
fn the_end_of_time_is_reached() {
    for expression in ["rate(1minute)", "cron(* * * * ? *)"] {
        let mut state = State::default();
        state.apply(profile(0)).unwrap();
        state.apply(event(0, "flow/f1", "flowCreated", settings(expression))).unwrap();
        state.apply(event(0, "flow/f1", "flowStarted", json!({ "flowName": "f1" }))).unwrap();
        for exponent in 33..63 {
            if let Some(time) = UNIX_EPOCH.checked_add(Duration::from_secs(1 << exponent)) {
                state.advance(time);
            }
        }
        assert_eq!(state.flows["f1"].runs.len(), 1000, "{expression}");
    }
}

/// Returns a sequence of meaningful events at random times.
fn history(random: &mut fastrand::Rng) -> Vec<Event> {
    let mut events = vec![profile(0), event(0, "flow/f1", "flowCreated", settings("rate(1minute)"))];
    let (mut now, mut has_profile) = (0, true);
    for _ in 0..12 {
        now += random.u64(0..400);
        let name = json!({ "flowName": "f1" });
        events.push(match random.u8(0..6) {
            0 | 1 => event(now, "flow/f1", "flowStarted", name),
            2 => event(now, "flow/f1", "flowStopped", name),
            3 => {
                let expression = ["rate(2minutes)", "cron(0/3 * * * ? *)"][random.usize(0..2)];
                event(now, "flow/f1", "flowUpdated", settings(expression))
            }
            4 => event(now, "flow/f1", "tagged", json!({ "resourceArn": format!("{ARN}flow/f1"), "tags": {"a": "b"} })),
            _ if has_profile => {
                has_profile = false;
                event(now, "connectorprofile/p1", "profileDeleted", json!({ "connectorProfileName": "p1" }))
            }
            _ => {
                has_profile = true;
                profile(now)
            }
        });
    }
    events
}

#[test]
fn the_steps_of_time_make_no_difference() {
    let mut runs = 0;
    for seed in 0..100 {
        let mut random = fastrand::Rng::with_seed(seed);
        let events = history(&mut random);
        let (mut direct, mut stepwise) = (State::default(), State::default());
        let mut now = at(0);
        for event in events {
            while now < event.at {
                stepwise.advance(now);
                now += Duration::from_secs(random.u64(1..100));
            }
            now = event.at;
            direct.apply(event.clone()).unwrap();
            stepwise.apply(event).unwrap();
        }
        let end = now + Duration::from_secs(random.u64(0..100_000));
        direct.advance(end);
        while now < end {
            stepwise.advance(now);
            now += Duration::from_secs(random.u64(1..1000));
        }
        stepwise.advance(end);
        assert_eq!((&direct.flows, &direct.profiles), (&stepwise.flows, &stepwise.profiles), "seed {seed}");
        runs += direct.flows["f1"].runs.len();
    }
    assert!(runs > 3000, "{runs}");
}

#[test]
fn events_about_nothing_are_refused() {
    let name = json!({ "flowName": "f1" });
    for (change, request) in [
        ("flowStarted", name.clone()),
        ("flowStopped", name.clone()),
        ("flowDeleted", name.clone()),
        ("runsCanceled", name),
        ("flowUpdated", settings("rate(1minute)")),
        ("profileDeleted", json!({ "connectorProfileName": "p1" })),
        ("connectorUpdated", json!({ "connectorLabel": "c1" })),
        ("connectorUnregistered", json!({ "connectorLabel": "c1" })),
        ("connectorRegistered", json!({})),
        ("tagged", json!({ "resourceArn": "x", "tags": {} })),
        ("untagged", json!({ "resourceArn": "x", "tagKeys": [] })),
    ] {
        assert_eq!(State::default().apply(event(0, "flow/f1", change, request)), None, "{change}");
    }
}

#[test]
fn other_records_are_not_events() {
    let good = event(0, "flow/f1", "flowStopped", json!({ "flowName": "f1" })).write();
    for member in ["at", "arn", "change", "request"] {
        let mut record = good.clone();
        record.as_object_mut().unwrap().remove(member);
        assert!(Event::read(&record).is_none(), "{member}");
        record[member] = json!([]);
        assert!(Event::read(&record).is_none(), "{member}");
    }
    for token in [json!(null), json!({}), json!({ "name": "t", "request": "zz", "answer": "{}" })] {
        let mut record = good.clone();
        record["token"] = token;
        assert!(Event::read(&record).is_none(), "{record}");
    }
}

/// The requests of all the model's test cases, which have every member.
#[test]
fn every_request_is_kept_without_secrets() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../model/rules.json");
    let rules: Document = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut count = 0;
    for (operation, change) in [
        ("CreateConnectorProfile", "profileCreated"),
        ("UpdateConnectorProfile", "profileUpdated"),
        ("DeleteConnectorProfile", "profileDeleted"),
        ("CreateFlow", "flowCreated"),
        ("UpdateFlow", "flowUpdated"),
        ("StartFlow", "flowStarted"),
        ("StopFlow", "flowStopped"),
        ("DeleteFlow", "flowDeleted"),
        ("CancelFlowExecutions", "runsCanceled"),
        ("RegisterConnector", "connectorRegistered"),
        ("UpdateConnectorRegistration", "connectorUpdated"),
        ("UnregisterConnector", "connectorUnregistered"),
        ("TagResource", "tagged"),
        ("UntagResource", "untagged"),
    ] {
        let traits = &rules["shapes"][format!("com.amazonaws.appflow#{operation}")]["traits"];
        for case in traits["smithy.test#httpRequestTests"].as_array().unwrap() {
            let record = json!({ "at": 1, "arn": ARN, "change": change, "request": case["params"] });
            let event = Event::read(&record).unwrap_or_else(|| panic!("{} is read", case["id"]));
            let written = event.write();
            let again = Event::read(&written).unwrap_or_else(|| panic!("{} is read again: {written}", case["id"]));
            assert_eq!(again.write(), written);
            let had = record.pointer("/request/connectorProfileConfig/connectorProfileCredentials/Slack/clientSecret");
            if let Some(secret) = had {
                assert!(!written.to_string().contains(secret.as_str().unwrap()));
                count += 1;
            }
        }
    }
    assert!(count > 0);
}
