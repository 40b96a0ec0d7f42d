//! Tags of flows, profiles and registered connectors.

use appflow_client::fake::FakeAppFlow;
use appflow_client::types::*;

use crate::support::{code, failed, flow, on_demand, request, with_profile};

const FLOW: &str = "arn:aws:appflow:us-east-1:123456789012:flow/f1";
const PROFILE: &str = "arn:aws:appflow:us-east-1:123456789012:connectorprofile/crm";

#[tokio::test]
async fn tags_are_added_replaced_and_removed() {
    let fake = with_profile().await;
    let client = fake.client();
    client.create_flow(flow("f1", &on_demand()).tags([("team", "crm")])).await.unwrap();
    let tags = async |arn: &str| {
        let tags = client.list_tags_for_resource(ListTagsForResourceRequest::new(arn)).await.unwrap().tags.unwrap();
        tags.into_iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>()
    };
    assert_eq!(tags(FLOW).await, ["team=crm"]);
    assert_eq!(tags(PROFILE).await, [""; 0]);
    client.tag_resource(TagResourceRequest::new(FLOW, [("team", "sales"), ("stage", "test")])).await.unwrap();
    client.tag_resource(TagResourceRequest::new(PROFILE, [("owner", "a b")])).await.unwrap();
    assert_eq!(tags(FLOW).await, ["stage=test", "team=sales"]);
    assert_eq!(tags(PROFILE).await, ["owner=a b"]);
    client.untag_resource(UntagResourceRequest::new(FLOW, ["team", "unknown"])).await.unwrap();
    assert_eq!(tags(FLOW).await, ["stage=test"]);
    let described = client.describe_flow(DescribeFlowRequest::new("f1")).await.unwrap();
    assert_eq!(described.tags.unwrap().into_keys().collect::<Vec<_>>(), ["stage"]);
}

#[tokio::test]
async fn a_resource_has_at_most_fifty_tags() {
    let fake = with_profile().await;
    let client = fake.client();
    let keys = |count: usize| (0..count).map(|number| ("k".repeat(number + 1), "v")).collect::<Vec<_>>();
    client.tag_resource(TagResourceRequest::new(PROFILE, keys(50))).await.unwrap();
    // The same keys again do not count as more tags.
    client.tag_resource(TagResourceRequest::new(PROFILE, keys(50))).await.unwrap();
    let more = client.tag_resource(TagResourceRequest::new(PROFILE, [("other", "v")])).await;
    assert_eq!(failed(more), code(400, "ValidationException"));
}

#[tokio::test]
async fn tags_need_a_resource_and_end_with_it() {
    let fake = with_profile().await;
    let client = fake.client();
    client.create_flow(flow("f1", &on_demand())).await.unwrap();
    client.tag_resource(TagResourceRequest::new(FLOW, [("team", "crm")])).await.unwrap();
    client.delete_flow(DeleteFlowRequest::new("f1")).await.unwrap();
    let expected = code(404, "ResourceNotFoundException");
    assert_eq!(failed(client.list_tags_for_resource(ListTagsForResourceRequest::new(FLOW)).await), expected);
    assert_eq!(failed(client.tag_resource(TagResourceRequest::new(FLOW, [("a", "b")])).await), expected);
    assert_eq!(failed(client.untag_resource(UntagResourceRequest::new(FLOW, ["a"])).await), expected);
    client.create_flow(flow("f1", &on_demand())).await.unwrap();
    let tags = client.list_tags_for_resource(ListTagsForResourceRequest::new(FLOW)).await.unwrap().tags;
    assert!(tags.unwrap().is_empty());
}

#[tokio::test]
async fn resources_of_other_partitions_are_tagged() {
    for (region, partition) in [("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")] {
        let fake = FakeAppFlow::builder().region(region).start().await.unwrap();
        let client = fake.client();
        let created = client.create_connector_profile(request("crm")).await.unwrap();
        let arn = created.connector_profile_arn.unwrap();
        assert!(arn.starts_with(&format!("arn:{partition}:appflow:{region}:")), "{arn}");
        client.tag_resource(TagResourceRequest::new(&arn, [("team", "crm")])).await.unwrap();
        let tags = client.list_tags_for_resource(ListTagsForResourceRequest::new(&arn)).await.unwrap().tags;
        assert_eq!(tags.unwrap()["team"], "crm");
    }
}
