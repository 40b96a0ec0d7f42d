//! Paginated lists of AppFlow.

use appflow_client::transport::RecordingTransport;
use appflow_client::types::{ListConnectorEntitiesRequest, ListFlowsRequest};
use appflow_client::{Client, Credentials};

/// Returns a client whose service returns these pages, and the record of its requests.
fn service(pages: &[&str]) -> (Client, RecordingTransport) {
    let respond = |transport: RecordingTransport, page: &&str| transport.respond(200, (*page).to_owned());
    let transport = pages.iter().fold(RecordingTransport::new(), respond);
    let credentials = Credentials::new("AKIDEXAMPLE", "secret", None, None, "tests");
    let client = Client::builder().region("eu-west-1").credentials(credentials).transport(transport.clone()).build();
    (client.expect("everything is set"), transport)
}

fn sent(transport: &RecordingTransport) -> Vec<String> {
    let requests = transport.requests();
    requests.iter().map(|request| String::from_utf8_lossy(request.body()).into_owned()).collect()
}

#[tokio::test]
async fn flows_of_all_pages() {
    let pages =
        [r#"{"flows":[{"flowName":"a"}],"nextToken":"1"}"#, r#"{"nextToken":"2"}"#, r#"{"flows":[{"flowName":"b"}]}"#];
    let (client, transport) = service(&pages);
    let mut flows = client.list_flows(ListFlowsRequest::new().max_results(1)).items();
    let mut names = Vec::new();
    while let Some(flow) = flows.next().await {
        names.extend(flow.expect("a flow").flow_name);
    }
    assert_eq!(names, ["a", "b"]);
    let expected =
        [r#"{"maxResults":1}"#, r#"{"maxResults":1,"nextToken":"1"}"#, r#"{"maxResults":1,"nextToken":"2"}"#];
    assert_eq!(sent(&transport), expected);
}

#[tokio::test]
async fn one_page_of_flows() {
    let (client, transport) = service(&[r#"{"flows":[],"nextToken":"1"}"#]);
    let page = client.list_flows(ListFlowsRequest::new()).await.expect("a page");
    assert_eq!((page.next_token.as_deref(), transport.requests().len()), (Some("1"), 1));
}

/// The published model does not mark this operation as paginated, but `rules.json` does. Its items are the entries of a
/// map.
#[tokio::test]
async fn entities_are_entries_of_a_map() {
    let pages =
        [r#"{"connectorEntityMap":{"Objects":[{"name":"Account"}]},"nextToken":"1"}"#, r#"{"connectorEntityMap":{}}"#];
    let (client, transport) = service(&pages);
    let mut entities =
        client.list_connector_entities(ListConnectorEntitiesRequest::new().connector_profile_name("crm")).items();
    let (group, members) = entities.next().await.expect("an entry").expect("a page");
    assert_eq!((group.as_str(), members.len()), ("Objects", 1));
    assert!(entities.next().await.is_none());
    assert_eq!(sent(&transport)[1], r#"{"connectorProfileName":"crm","nextToken":"1"}"#);
}

#[tokio::test]
async fn a_token_that_comes_again_is_an_error() {
    let page = r#"{"flows":[{"flowName":"a"}],"nextToken":"1"}"#;
    let (client, _) = service(&[page, page]);
    let mut pages = client.list_flows(ListFlowsRequest::new()).pages();
    assert!(pages.next().await.is_some_and(|page| page.is_ok()) && pages.next().await.is_some_and(|page| page.is_ok()));
    let error = pages.next().await.expect("an error").expect_err("an error");
    assert_eq!(
        error.to_string(),
        "ListFlows failed: endless pages: the service returned a page token that it had returned before"
    );
    assert!(pages.next().await.is_none());
}
