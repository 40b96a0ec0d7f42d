//! Entities of applications, and their fields.

use types::{
    ConnectorEntity, ConnectorEntityField, ConnectorType, DestinationFieldProperties, FieldTypeDetails, Operator,
    SourceFieldProperties, SupportedFieldTypeDetails, WriteOperationType,
};

use super::Vended;

/// An object that flows can read or write.
#[derive(Debug)]
pub struct Entity {
    /// The group in lists.
    pub group: &'static str,
    /// Its name.
    pub name: &'static str,
    label: &'static str,
    /// The entity that it is nested in.
    pub parent: Option<&'static str>,
    fields: &'static [Field],
}

#[derive(Debug)]
struct Field {
    name: &'static str,
    kind: &'static str,
    role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Role {
    Key,
    Plain,
    /// The time of the last change, by which incremental flows find new records.
    Changed,
}

const OBJECTS: &str = "Objects";
const EVENTS: &str = "Events";

const ID: Field = Field { name: "Id", kind: "string", role: Role::Key };
const NAME: Field = Field { name: "Name", kind: "string", role: Role::Plain };
const CREATED: Field = Field { name: "CreatedDate", kind: "datetime", role: Role::Plain };
const CHANGED: Field = Field { name: "LastModifiedDate", kind: "datetime", role: Role::Changed };

static ENTITIES: [Entity; 6] = [
    Entity {
        group: OBJECTS,
        name: "Account",
        label: "Account",
        parent: None,
        fields: &[ID, NAME, Field { name: "Phone", kind: "string", role: Role::Plain }, CREATED, CHANGED],
    },
    Entity {
        group: OBJECTS,
        name: "Contact",
        label: "Contact",
        parent: None,
        fields: &[ID, NAME, Field { name: "Email", kind: "string", role: Role::Plain }, CREATED, CHANGED],
    },
    Entity {
        group: OBJECTS,
        name: "Order",
        label: "Order",
        parent: None,
        fields: &[
            ID,
            Field { name: "AccountId", kind: "string", role: Role::Plain },
            Field { name: "Total", kind: "double", role: Role::Plain },
            CREATED,
            CHANGED,
        ],
    },
    Entity {
        group: OBJECTS,
        name: "OrderItem",
        label: "Item of an order",
        parent: Some("Order"),
        fields: &[ID, Field { name: "Quantity", kind: "integer", role: Role::Plain }, CREATED, CHANGED],
    },
    Entity {
        group: OBJECTS,
        name: "OrderNote",
        label: "Note on an order",
        parent: Some("Order"),
        fields: &[ID, Field { name: "Text", kind: "string", role: Role::Plain }, CREATED, CHANGED],
    },
    Entity {
        group: EVENTS,
        name: "AccountChangeEvent",
        label: "Change of an account",
        parent: None,
        fields: &[ID, NAME, CHANGED],
    },
];

impl Entity {
    /// Returns the entities of an application; those of registered connectors are the same as the others'.
    pub fn of(connector: &ConnectorType) -> impl Iterator<Item = &'static Self> {
        let has_events = Vended::find(connector).is_some_and(|connector| connector.abilities.events);
        ENTITIES.iter().filter(move |entity| has_events || entity.group != EVENTS)
    }

    /// Returns the entity as lists show it.
    pub fn summary(&self) -> ConnectorEntity {
        let is_parent = ENTITIES.iter().any(|entity| entity.parent == Some(self.name));
        ConnectorEntity::new(self.name).label(self.label).has_nested_entities(is_parent)
    }

    /// Returns the fields as `DescribeConnectorEntity` shows them.
    pub fn fields(&self) -> Vec<ConnectorEntityField> {
        self.fields.iter().map(|field| field.description(self.parent)).collect()
    }
}

impl Field {
    fn description(&self, parent: Option<&str>) -> ConnectorEntityField {
        let source = SourceFieldProperties::new()
            .is_retrievable(true)
            .is_queryable(true)
            .is_timestamp_field_for_incremental_queries(self.role == Role::Changed);
        let is_writable = self.role == Role::Plain;
        let destination = DestinationFieldProperties::new()
            .is_creatable(is_writable)
            .is_nullable(is_writable)
            .is_upsertable(is_writable || self.role == Role::Key)
            .is_updatable(is_writable)
            .supported_write_operations([WriteOperationType::Insert, WriteOperationType::Upsert]);
        let operators = [Operator::Projection, Operator::EqualTo, Operator::NoOp];
        let details = SupportedFieldTypeDetails::new(FieldTypeDetails::new(self.kind, operators));
        let mut field = ConnectorEntityField::new(self.name)
            .label(self.name)
            .is_primary_key(self.role == Role::Key)
            .supported_field_type_details(details)
            .source_properties(source)
            .destination_properties(destination);
        field.parent_identifier = parent.map(str::to_owned);
        field
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_and_parents_exist() {
        let names: BTreeSet<&str> = ENTITIES.iter().map(|entity| entity.name).collect();
        assert_eq!(names.len(), ENTITIES.len());
        assert!(ENTITIES.iter().filter_map(|entity| entity.parent).all(|parent| names.contains(parent)));
    }

    #[test]
    fn each_entity_has_a_key_and_a_time_of_change() {
        for entity in &ENTITIES {
            let fields = entity.fields();
            assert_eq!(fields.iter().filter(|field| field.is_primary_key).count(), 1, "{}", entity.name);
            let is_time = |field: &ConnectorEntityField| {
                field.source_properties.as_ref().unwrap().is_timestamp_field_for_incremental_queries
            };
            assert_eq!(fields.iter().filter(|field| is_time(field)).count(), 1, "{}", entity.name);
        }
    }

    #[test]
    fn only_some_applications_have_events() {
        let count = |connector: ConnectorType| Entity::of(&connector).count();
        assert_eq!((count(ConnectorType::Salesforce), count(ConnectorType::Slack)), (6, 5));
        assert_eq!(count(ConnectorType::CustomConnector), 5);
    }
}
