//! Entities of applications, from the catalogue. They never change, so there is no cache to reset.

use std::collections::BTreeMap;

use tinsmith_client::fake::Failure;
use types::*;

use crate::fake::catalogue::{Entity, Vended};
use crate::fake::command::{Query, View};
use crate::fake::failures;
use crate::fake::pages::page;

impl Query for ListConnectorEntitiesRequest {
    type Output = ListConnectorEntitiesResponse;

    fn answer(self, view: &View<'_>) -> Result<Self::Output, Failure> {
        let connector = application(view, self.connector_profile_name.as_deref(), self.connector_type.as_ref())?;
        let entities = children(&connector, self.entities_path.as_deref())?;
        let entities = entities.into_iter().map(|entity| (format!("{} {}", entity.group, entity.name), entity));
        let entities: BTreeMap<String, &Entity> = entities.collect();
        let (entities, next_token) = page(view, &self, entities.into_iter())?;
        let mut groups: BTreeMap<&str, Vec<ConnectorEntity>> = BTreeMap::new();
        for entity in entities {
            groups.entry(entity.group).or_default().push(entity.summary());
        }
        let mut response = ListConnectorEntitiesResponse::new(groups);
        response.next_token = next_token;
        Ok(response)
    }
}

impl Query for DescribeConnectorEntityRequest {
    type Output = DescribeConnectorEntityResponse;

    fn answer(self, view: &View<'_>) -> Result<Self::Output, Failure> {
        let connector = application(view, self.connector_profile_name.as_deref(), self.connector_type.as_ref())?;
        let entity = entity(&connector, &self.connector_entity_name)?;
        Ok(DescribeConnectorEntityResponse::new(entity.fields()))
    }
}

impl Query for ResetConnectorMetadataCacheRequest {
    type Output = ResetConnectorMetadataCacheResponse;

    fn answer(self, view: &View<'_>) -> Result<Self::Output, Failure> {
        let connector = application(view, self.connector_profile_name.as_deref(), self.connector_type.as_ref())?;
        if let Some(name) = &self.connector_entity_name {
            entity(&connector, name)?;
        }
        if self.entities_path.is_some() {
            children(&connector, self.entities_path.as_deref())?;
        }
        Ok(ResetConnectorMetadataCacheResponse::new())
    }
}

/// Finds the application behind a profile, or one that needs no profile.
fn application(
    view: &View<'_>,
    profile: Option<&str>,
    connector: Option<&ConnectorType>,
) -> Result<ConnectorType, Failure> {
    let actual = match profile {
        Some(name) => Some(&view.profile(name)?.settings.connector_type),
        None => None,
    };
    match (actual, connector) {
        (Some(actual), Some(given)) if actual != given => {
            let actual = actual.as_str();
            Err(failures::validation(format!("The connector profile is for {actual}, not for the connectorType.")))
        }
        (Some(actual), _) => Ok(actual.clone()),
        (None, Some(given)) if Vended::find(given).is_some_and(|connector| !connector.has_profiles()) => {
            Ok(given.clone())
        }
        (None, Some(given)) => {
            Err(failures::validation(format!("The connector {} needs a connectorProfileName.", given.as_str())))
        }
        (None, None) => Err(failures::validation("A connectorProfileName or a connectorType is needed.")),
    }
}

/// Returns the entities on one level. The path is the name of an entity, with or without a slash before it.
fn children(connector: &ConnectorType, path: Option<&str>) -> Result<Vec<&'static Entity>, Failure> {
    let parent = path.map(|path| path.trim_matches('/')).filter(|path| !path.is_empty());
    if let Some(parent) = parent {
        entity(connector, parent)?;
    }
    Ok(Entity::of(connector).filter(|entity| entity.parent == parent).collect())
}

fn entity(connector: &ConnectorType, name: &str) -> Result<&'static Entity, Failure> {
    let found = Entity::of(connector).find(|entity| entity.name == name);
    found.ok_or_else(|| failures::not_found("The application has no such entity."))
}
