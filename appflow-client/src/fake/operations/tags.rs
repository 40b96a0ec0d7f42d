//! Tags of flows, connector profiles and registered connectors: at most 50 of each resource.

use tinsmith_client::fake::Failure;
use types::*;

use crate::fake::command::{Command, Decision, Query, View};
use crate::fake::failures;
use crate::fake::state::{Change, Tags};

/// The maximum number of tags of a resource, the same for all AWS services.
const TAGS: usize = 50;

impl Query for ListTagsForResourceRequest {
    type Output = ListTagsForResourceResponse;

    fn answer(self, view: &View<'_>) -> Result<Self::Output, Failure> {
        Ok(ListTagsForResourceResponse::new().tags(tags(view, &self.resource_arn)?.clone()))
    }
}

impl Command for TagResourceRequest {
    type Output = TagResourceResponse;

    fn decide(self, view: &View<'_>) -> Result<Decision<Self::Output>, Failure> {
        let known = tags(view, &self.resource_arn)?;
        let count = known.len() + self.tags.keys().filter(|key| !known.contains_key(*key)).count();
        if count > TAGS {
            return Err(failures::validation(format!("A resource can have {TAGS} tags.")));
        }
        let arn = self.resource_arn.clone();
        Ok(Decision { arn, change: Change::Tagged(Box::new(self)), output: TagResourceResponse::new() })
    }
}

impl Command for UntagResourceRequest {
    type Output = UntagResourceResponse;

    fn decide(self, view: &View<'_>) -> Result<Decision<Self::Output>, Failure> {
        tags(view, &self.resource_arn)?;
        let arn = self.resource_arn.clone();
        Ok(Decision { arn, change: Change::Untagged(Box::new(self)), output: UntagResourceResponse::new() })
    }
}

fn tags<'a>(view: &View<'a>, arn: &str) -> Result<&'a Tags, Failure> {
    view.state.tags(arn).ok_or_else(|| failures::not_found("No resource has this ARN."))
}
