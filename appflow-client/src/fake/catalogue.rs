//! The connectors and entities of the fake: a small invented catalogue.
//!
//! The model determines which connectors can be a source or a destination. Everything else is invented: all
//! applications have the same few entities, and those that report changes have events as well.

mod entity;

pub use entity::Entity;

use types::*;

/// A connector of AWS's own.
#[derive(Debug)]
pub struct Vended {
    /// Its type.
    pub kind: ConnectorType,
    abilities: Abilities,
}

/// The capabilities of a connector.
#[derive(Clone, Copy, Debug)]
struct Abilities {
    source: bool,
    destination: bool,
    /// Whether it reports changes, which can trigger flows.
    events: bool,
    /// Whether it supports AWS PrivateLink.
    private: bool,
}

const SOURCE: Abilities = Abilities { source: true, destination: false, events: false, private: false };
const DESTINATION: Abilities = Abilities { source: false, destination: true, events: false, private: false };
const BOTH: Abilities = Abilities { source: true, destination: true, events: false, private: false };

/// All connectors except `CustomConnector`, which represents the registered ones.
static VENDED: [Vended; 23] = [
    Vended { kind: ConnectorType::Salesforce, abilities: Abilities { events: true, private: true, ..BOTH } },
    Vended { kind: ConnectorType::Singular, abilities: SOURCE },
    Vended { kind: ConnectorType::Slack, abilities: SOURCE },
    Vended { kind: ConnectorType::Redshift, abilities: DESTINATION },
    Vended { kind: ConnectorType::S3, abilities: BOTH },
    Vended { kind: ConnectorType::Marketo, abilities: BOTH },
    Vended { kind: ConnectorType::Googleanalytics, abilities: SOURCE },
    Vended { kind: ConnectorType::Zendesk, abilities: BOTH },
    Vended { kind: ConnectorType::Servicenow, abilities: SOURCE },
    Vended { kind: ConnectorType::Datadog, abilities: SOURCE },
    Vended { kind: ConnectorType::Trendmicro, abilities: SOURCE },
    Vended { kind: ConnectorType::Snowflake, abilities: Abilities { private: true, ..DESTINATION } },
    Vended { kind: ConnectorType::Dynatrace, abilities: SOURCE },
    Vended { kind: ConnectorType::Infornexus, abilities: SOURCE },
    Vended { kind: ConnectorType::Amplitude, abilities: SOURCE },
    Vended { kind: ConnectorType::Veeva, abilities: SOURCE },
    Vended { kind: ConnectorType::EventBridge, abilities: DESTINATION },
    Vended { kind: ConnectorType::LookoutMetrics, abilities: DESTINATION },
    Vended { kind: ConnectorType::Upsolver, abilities: DESTINATION },
    Vended { kind: ConnectorType::Honeycode, abilities: DESTINATION },
    Vended { kind: ConnectorType::CustomerProfiles, abilities: DESTINATION },
    Vended { kind: ConnectorType::SapOData, abilities: Abilities { private: true, ..BOTH } },
    Vended { kind: ConnectorType::Pardot, abilities: SOURCE },
];

impl Vended {
    /// Returns all of them.
    pub fn all() -> &'static [Self] {
        &VENDED
    }

    /// Finds a connector by its type.
    pub fn find(kind: &ConnectorType) -> Option<&'static Self> {
        VENDED.iter().find(|connector| connector.kind == *kind)
    }

    /// Returns whether flows reach the application through a connector profile.
    pub fn has_profiles(&self) -> bool {
        !matches!(
            self.kind,
            ConnectorType::S3
                | ConnectorType::EventBridge
                | ConnectorType::LookoutMetrics
                | ConnectorType::Upsolver
                | ConnectorType::CustomerProfiles
        )
    }

    /// Returns the connector as lists show it.
    pub fn detail(&self) -> ConnectorDetail {
        ConnectorDetail::new()
            .connector_name(self.kind.as_str())
            .connector_owner("AWS")
            .connector_type(self.kind.clone())
            .connector_modes(self.modes())
            .supported_data_transfer_types([SupportedDataTransferType::Record])
    }

    /// Returns the connector as `DescribeConnector` shows it.
    pub fn configuration(&self) -> ConnectorConfiguration {
        let Abilities { source, destination, private, .. } = self.abilities;
        let mut configuration = ConnectorConfiguration::new()
            .can_use_as_source(source)
            .can_use_as_destination(destination)
            .is_private_link_enabled(private)
            .connector_type(self.kind.clone())
            .connector_owner("AWS")
            .connector_name(self.kind.as_str())
            .connector_modes(self.modes())
            .supported_data_transfer_types([SupportedDataTransferType::Record]);
        if source {
            let destinations = VENDED.iter().filter(|connector| connector.abilities.destination);
            configuration.supported_destination_connectors =
                Some(destinations.map(|connector| connector.kind.clone()).collect());
            configuration.supported_scheduling_frequencies = Some(frequencies());
            configuration.supported_trigger_types = Some(self.triggers());
        }
        configuration
    }

    fn modes(&self) -> Vec<String> {
        let Abilities { source, destination, .. } = self.abilities;
        let modes = [("SOURCE", source), ("DESTINATION", destination)];
        modes.into_iter().filter(|(_, is_supported)| *is_supported).map(|(mode, _)| mode.to_owned()).collect()
    }

    fn triggers(&self) -> Vec<TriggerType> {
        let mut triggers = vec![TriggerType::OnDemand, TriggerType::Scheduled];
        if self.abilities.events {
            triggers.push(TriggerType::Event);
        }
        triggers
    }
}

fn frequencies() -> Vec<ScheduleFrequencyType> {
    vec![
        ScheduleFrequencyType::Byminute,
        ScheduleFrequencyType::Hourly,
        ScheduleFrequencyType::Daily,
        ScheduleFrequencyType::Weekly,
        ScheduleFrequencyType::Monthly,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_connector_is_in_the_catalogue() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../model/appflow.json");
        let model: Document = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let members = model["shapes"]["com.amazonaws.appflow#ConnectorType"]["members"].as_object().unwrap();
        let values = members.values().map(|member| member["traits"]["smithy.api#enumValue"].as_str().unwrap());
        let kinds: Vec<ConnectorType> = values.map(ConnectorType::from).collect();
        let unknown: Vec<&ConnectorType> = kinds.iter().filter(|kind| Vended::find(kind).is_none()).collect();
        assert_eq!((unknown, kinds.len()), (vec![&ConnectorType::CustomConnector], VENDED.len() + 1));
    }

    #[test]
    fn abilities_are_those_of_the_model() {
        for connector in Vended::all() {
            let configuration = connector.configuration();
            assert!(configuration.can_use_as_source || configuration.can_use_as_destination, "{connector:?}");
            assert_eq!(configuration.supported_trigger_types.is_some(), configuration.can_use_as_source);
            let modes = configuration.connector_modes.unwrap();
            assert_eq!(modes.contains(&"SOURCE".to_owned()), configuration.can_use_as_source, "{connector:?}");
            assert_eq!(connector.detail().connector_modes, Some(modes));
        }
        let kinds = |is_wanted: fn(&Vended) -> bool| Vended::all().iter().filter(|it| is_wanted(it)).count();
        // The members of SourceConnectorProperties and DestinationConnectorProperties without CustomConnector.
        assert_eq!(kinds(|connector| connector.abilities.source), 16);
        assert_eq!(kinds(|connector| connector.abilities.destination), 12);
        assert_eq!(kinds(Vended::has_profiles), 18);
    }
}
