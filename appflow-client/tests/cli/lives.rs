//! A fake with a state file, killed at any instant while flows are created, activated, tagged and deleted: every
//! acknowledged step has taken effect, and no other except the one without a response.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use appflow_client::types::*;
use appflow_client::{Client, Error};
use serde_json::json;

use crate::killing::{Acknowledgements, kill};
use crate::support::{Files, document};

const ROUNDS: usize = 6;
const WRITERS: usize = 6;

/// The steps of a life, by their number, and the state before each of them and at the end.
const LIFE: [(bool, Option<FlowStatus>, usize); 8] = [
    (false, None, 0),
    (true, None, 0),
    (true, Some(FlowStatus::Draft), 0),
    (true, Some(FlowStatus::Active), 0),
    (true, Some(FlowStatus::Active), 1),
    (true, Some(FlowStatus::Suspended), 1),
    (true, None, 0),
    (false, None, 0),
];
const END: usize = LIFE.len() - 1;

/// The number of acknowledged steps of each life.
#[derive(Default)]
struct Notes {
    lives: Mutex<BTreeMap<String, usize>>,
    count: Acknowledgements,
}

fn flow(name: &str) -> CreateFlowRequest {
    let request = json!({
        "flowName": name,
        "triggerConfig": {
            "triggerType": "Scheduled",
            "triggerProperties": { "Scheduled": { "scheduleExpression": "rate(1days)" } },
        },
        "sourceFlowConfig": {
            "connectorType": "Salesforce",
            "connectorProfileName": name,
            "sourceConnectorProperties": { "Salesforce": { "object": "Account" } },
        },
        "destinationFlowConfigList": [{
            "connectorType": "S3", "destinationConnectorProperties": { "S3": { "bucketName": "acme-lake" } },
        }],
        "tasks": [{ "sourceFields": [], "taskType": "Map_all" }],
    });
    serde_json::from_value(request).expect("a request")
}

/// Executes a step of a life.
async fn live(client: &Client, name: &str, step: usize) -> Result<(), Error> {
    let arn = format!("arn:aws:appflow:us-east-1:123456789012:flow/{name}");
    let profile = || serde_json::from_value::<CreateConnectorProfileRequest>(document(name)).expect("a request");
    match step {
        0 => client.create_connector_profile(profile()).await.map(drop),
        1 => client.create_flow(flow(name)).await.map(drop),
        2 => client.start_flow(StartFlowRequest::new(name)).await.map(drop),
        3 => client.tag_resource(TagResourceRequest::new(arn, [("team", "crm")])).await.map(drop),
        4 => client.stop_flow(StopFlowRequest::new(name)).await.map(drop),
        5 => client.delete_flow(DeleteFlowRequest::new(name)).await.map(drop),
        _ => client.delete_connector_profile(DeleteConnectorProfileRequest::new(name)).await.map(drop),
    }
}

/// Continues a life, and begins new ones, until the fake is killed.
async fn write(client: Client, notes: Arc<Notes>, mut name: String, mut step: usize) {
    loop {
        for step in step..END {
            if let Err(error) = live(&client, &name, step).await {
                assert_eq!(error.status(), None, "{name}, step {step}: {error}");
                return;
            }
            notes.lives.lock().expect("no writer panics").insert(name.clone(), step + 1);
            notes.count.add();
        }
        (name, step) = (format!("{name}n"), 0);
        notes.lives.lock().expect("no writer panics").insert(name.clone(), 0);
    }
}

/// Returns the whole state: the names of profiles, and the flows.
async fn look(client: &Client) -> (BTreeSet<String>, BTreeMap<String, FlowDefinition>) {
    let profiles = client.describe_connector_profiles(DescribeConnectorProfilesRequest::new()).await.expect("a list");
    let profiles = profiles.connector_profile_details.unwrap_or_default();
    let flows = client.list_flows(ListFlowsRequest::new()).await.expect("a list").flows.unwrap_or_default();
    let flows = flows.into_iter().map(|flow| (flow.flow_name.clone().expect("a name"), flow));
    (profiles.into_iter().filter_map(|profile| profile.connector_profile_name).collect(), flows.collect())
}

/// Checks all lives, and returns those to continue, by their names and next steps.
async fn check(client: &Client, notes: &Notes, round: usize) -> Vec<(String, usize)> {
    let (profiles, flows) = look(client).await;
    let lives = notes.lives.lock().expect("no writer panics").clone();
    assert!(profiles.iter().chain(flows.keys()).all(|name| lives.contains_key(name)), "round {round}");
    let mut next = Vec::new();
    for (name, acknowledged) in lives {
        let flow = flows.get(&name);
        let tags = flow.and_then(|flow| flow.tags.as_ref()).map_or(0, BTreeMap::len);
        let seen = (profiles.contains(&name), flow.and_then(|flow| flow.flow_status.clone()), tags);
        let step = (acknowledged..=(acknowledged + 1).min(END)).find(|step| LIFE[*step] == seen);
        assert!(step.is_some(), "round {round}: {name} after {acknowledged} steps: {seen:?}");
        next.extend(step.filter(|step| *step < END).map(|step| (name, step)));
    }
    next
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_step_of_a_life_is_lost() {
    let files = Files::new();
    let notes = Arc::new(Notes::default());
    let names = (0..WRITERS).map(|writer| format!("life-{writer}-"));
    notes.lives.lock().unwrap().extend(names.map(|name| (name, 0)));
    let mut instant = 5_usize;
    for round in 0..ROUNDS {
        let fake = files.serve(&["--state", "state", "--quota", "100000"]);
        let mut lives = check(&fake.client(), &notes, round).await;
        // The process may have been killed between the end of one life and the beginning of the next.
        lives.extend((lives.len()..WRITERS).map(|writer| (format!("life-{round}-{writer}-"), 0)));
        notes.lives.lock().unwrap().extend(lives.iter().map(|(name, step)| (name.clone(), *step)));
        instant = (instant * 31 + 17) % 61;
        let (client, goal) = (fake.client(), notes.count.count() + instant + 1);
        let writers = lives
            .into_iter()
            .map(|(name, step)| tokio::spawn(write(client.clone(), Arc::clone(&notes), name, step)))
            .collect();
        kill(fake, &notes.count, goal, writers).await;
    }
    let fake = files.serve(&["--state", "state", "--quota", "100000"]);
    check(&fake.client(), &notes, ROUNDS).await;
    assert!(notes.count.count() > ROUNDS);
}
