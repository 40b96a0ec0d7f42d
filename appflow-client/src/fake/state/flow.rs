//! Flows: their settings, status and runs.

use std::collections::{BTreeMap, VecDeque};
use std::time::SystemTime;

use types::{
    CatalogType, CreateFlowRequest, DataPullMode, DescribeFlowResponse, ExecutionStatus, FlowDefinition, FlowStatus,
    MetadataCatalogDetail, RegistrationOutput, ScheduledTriggerProperties, TriggerType, UpdateFlowRequest,
};

use super::run::Run;
use super::schedule::{Portion, Timetable};
use super::{Profile, Tags, principal};
use crate::fake::time;

/// The number of latest runs that a flow remembers.
const REMEMBERED_RUNS: usize = 1000;

/// A flow.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    pub arn: String,
    /// The request that created it, with the settings of the latest update.
    pub settings: CreateFlowRequest,
    pub tags: Tags,
    pub status: FlowStatus,
    status_message: Option<String>,
    created: SystemTime,
    updated: SystemTime,
    /// Raised by one with each change of the tasks.
    schema_version: i64,
    /// The latest runs, the oldest first.
    pub runs: VecDeque<Run>,
    /// The number of runs on demand.
    demanded: u64,
    /// The schedule of the next runs; only while a scheduled flow is active.
    timetable: Option<Timetable>,
    /// The number of scheduled runs that have failed since the last success.
    failures: usize,
    /// The end of the period transferred by the last successful incremental run.
    transferred: Option<SystemTime>,
}

impl Flow {
    /// Creates a flow: active if it runs on demand, otherwise a draft.
    pub fn new(arn: String, mut settings: CreateFlowRequest, at: SystemTime) -> Self {
        let status = initial_status(&settings.trigger_config.trigger_type);
        Self {
            arn,
            tags: settings.tags.take().unwrap_or_default(),
            settings,
            status,
            status_message: None,
            created: at,
            updated: at,
            schema_version: 1,
            runs: VecDeque::new(),
            demanded: 0,
            timetable: None,
            failures: 0,
            transferred: None,
        }
    }

    /// Returns whether the flow runs only on demand.
    pub fn is_on_demand(&self) -> bool {
        self.settings.trigger_config.trigger_type == TriggerType::OnDemand
    }

    /// Returns the names of the profiles that the flow uses.
    pub fn profiles(&self) -> impl Iterator<Item = &str> {
        let destinations = self.settings.destination_flow_config_list.iter();
        let source = self.settings.source_flow_config.connector_profile_name.as_deref();
        source.into_iter().chain(destinations.filter_map(|config| config.connector_profile_name.as_deref()))
    }

    /// Returns the runs that have not ended yet.
    pub fn active_runs(&self, now: SystemTime) -> impl Iterator<Item = &Run> {
        self.runs.iter().rev().take_while(move |run| run.is_recent(now)).filter(move |run| run.is_active(now))
    }

    /// Replaces the settings; `None` if the new schedule is not valid. A flow with another kind of trigger has the status
    /// of a new flow.
    pub fn update(&mut self, input: UpdateFlowRequest, at: SystemTime) -> Option<()> {
        let settings = &mut self.settings;
        let is_other_trigger = settings.trigger_config.trigger_type != input.trigger_config.trigger_type;
        self.schema_version += i64::from(settings.tasks != input.tasks);
        settings.description = input.description;
        settings.trigger_config = input.trigger_config;
        settings.source_flow_config = input.source_flow_config;
        settings.destination_flow_config_list = input.destination_flow_config_list;
        settings.tasks = input.tasks;
        settings.metadata_catalog_config = input.metadata_catalog_config;
        self.updated = at;
        if is_other_trigger {
            self.status = initial_status(&self.settings.trigger_config.trigger_type);
            self.status_message = None;
            self.timetable = None;
        } else if self.timetable.is_some() {
            self.activate(at)?;
        }
        Some(())
    }

    /// Runs an on-demand flow, or activates another; `None` if its schedule is not valid.
    pub fn start(&mut self, at: SystemTime) -> Option<()> {
        if !self.is_on_demand() {
            return self.activate(at);
        }
        let id = self.next_demanded_id();
        let number = self.demanded;
        self.demanded += 1;
        self.push(Run { id, number, started: at, failure: None, canceled: None, period: None });
        Some(())
    }

    /// Returns the id that the next run on demand has.
    pub fn next_demanded_id(&self) -> String {
        run_id(&self.arn, self.created, "demand", self.demanded)
    }

    fn activate(&mut self, at: SystemTime) -> Option<()> {
        self.timetable = match self.schedule() {
            Some(properties) => Some(Timetable::new(properties, time::seconds(at))?),
            None => None,
        };
        (self.status, self.status_message, self.failures) = (FlowStatus::Active, None, 0);
        Some(())
    }

    fn schedule(&self) -> Option<&ScheduledTriggerProperties> {
        let trigger = &self.settings.trigger_config;
        let is_scheduled = trigger.trigger_type == TriggerType::Scheduled;
        trigger.trigger_properties.as_ref()?.scheduled.as_ref().filter(|_| is_scheduled)
    }

    /// Deactivates the flow.
    pub fn stop(&mut self) {
        self.timetable = None;
        (self.status, self.status_message) = (FlowStatus::Suspended, None);
    }

    /// Cancels the runs with these ids.
    pub fn cancel(&mut self, ids: &[String], at: SystemTime) {
        for run in self.runs.iter_mut().filter(|run| ids.contains(&run.id)) {
            run.canceled = Some(at);
        }
    }

    /// Starts the scheduled runs that are due. A run fails if a profile that the flow uses is missing.
    pub fn advance(&mut self, now: SystemTime, profiles: &BTreeMap<String, Profile>) {
        let seconds = time::seconds(now);
        if !self.timetable.as_ref().is_some_and(|timetable| timetable.is_due(seconds)) {
            return;
        }
        let missing = self.profiles().find(|name| !profiles.contains_key(*name));
        let failure = missing.map(|name| format!("The connector profile {name} does not exist."));
        let threshold = self.schedule().and_then(|schedule| schedule.flow_error_deactivation_threshold);
        let threshold = threshold.and_then(|threshold| usize::try_from(threshold).ok()).filter(|_| failure.is_some());
        let portion = match threshold {
            Some(threshold) => Portion::First(threshold.saturating_sub(self.failures)),
            // One more than the number that is kept, because a period begins at the end of the previous one.
            None => Portion::Latest(REMEMBERED_RUNS + 1),
        };
        let due = self.timetable.as_mut().map(|timetable| timetable.take_due(seconds, portion));
        for seconds in due.unwrap_or_default() {
            self.run_scheduled(seconds, failure.clone());
        }
        if threshold.is_some_and(|threshold| self.failures >= threshold) {
            self.timetable = None;
            self.status = FlowStatus::Errored;
            self.status_message = Some("The flow was deactivated because too many runs failed.".to_owned());
        }
    }

    fn run_scheduled(&mut self, seconds: i64, failure: Option<String>) {
        let started = time::from_seconds(seconds);
        let id = run_id(&self.arn, self.created, "schedule", seconds.unsigned_abs());
        let properties = self.schedule().filter(|schedule| schedule.data_pull_mode == Some(DataPullMode::Incremental));
        let period = properties.map(|properties| {
            let first = properties.first_execution_from.map_or(self.created, SystemTime::from);
            (self.transferred.unwrap_or(first), started)
        });
        if failure.is_some() {
            self.failures += 1;
        } else {
            self.failures = 0;
            self.transferred = Some(started);
        }
        self.push(Run { id, number: 0, started, failure, canceled: None, period });
    }

    fn push(&mut self, run: Run) {
        self.runs.push_back(run);
        while self.runs.len() > REMEMBERED_RUNS {
            self.runs.pop_front();
        }
    }

    /// Returns the flow as `DescribeFlow` shows it.
    pub fn description(&self, now: SystemTime) -> DescribeFlowResponse {
        let settings = self.settings.clone();
        let mut response = DescribeFlowResponse::new();
        response.flow_arn = Some(self.arn.clone());
        response.description = settings.description;
        response.flow_name = Some(settings.flow_name);
        response.kms_arn = settings.kms_arn;
        response.flow_status = Some(self.status.clone());
        response.flow_status_message.clone_from(&self.status_message);
        response.source_flow_config = Some(settings.source_flow_config);
        response.destination_flow_config_list = Some(settings.destination_flow_config_list);
        response.last_run_execution_details = self.runs.back().map(|run| run.details(now));
        response.trigger_config = Some(settings.trigger_config);
        response.tasks = Some(settings.tasks);
        response.created_at = time::timestamp(self.created);
        response.last_updated_at = time::timestamp(self.updated);
        response.created_by = Some(principal(&self.arn));
        response.last_updated_by = Some(principal(&self.arn));
        response.tags = Some(self.tags.clone());
        response.last_run_metadata_catalog_details = self.catalog_details(now);
        response.metadata_catalog_config = settings.metadata_catalog_config;
        response.schema_version = Some(self.schema_version);
        response
    }

    /// Returns the table in the data catalog, once a run has succeeded.
    fn catalog_details(&self, now: SystemTime) -> Option<Vec<MetadataCatalogDetail>> {
        let catalog = self.settings.metadata_catalog_config.as_ref()?.glue_data_catalog.as_ref()?;
        self.runs.iter().rev().find(|run| run.status(now) == ExecutionStatus::Successful)?;
        let output = RegistrationOutput::new().status(ExecutionStatus::Successful);
        let detail = MetadataCatalogDetail::new().catalog_type(CatalogType::Glue).table_registration_output(output);
        let table = format!("{}_{}", catalog.table_prefix, self.settings.flow_name.to_lowercase());
        Some(vec![detail.table_name(table)])
    }

    /// Returns the flow as `ListFlows` shows it.
    pub fn definition(&self, now: SystemTime, profiles: &BTreeMap<String, Profile>) -> FlowDefinition {
        let settings = &self.settings;
        let label = |name: Option<&String>| profiles.get(name?)?.settings.connector_label.clone();
        let (source, destination) = (&settings.source_flow_config, settings.destination_flow_config_list.first());
        let mut definition = FlowDefinition::new();
        definition.flow_arn = Some(self.arn.clone());
        definition.description.clone_from(&settings.description);
        definition.flow_name = Some(settings.flow_name.clone());
        definition.flow_status = Some(self.status.clone());
        definition.source_connector_type = Some(source.connector_type.clone());
        definition.source_connector_label = label(source.connector_profile_name.as_ref());
        definition.destination_connector_type = destination.map(|config| config.connector_type.clone());
        definition.destination_connector_label =
            label(destination.and_then(|config| config.connector_profile_name.as_ref()));
        definition.trigger_type = Some(settings.trigger_config.trigger_type.clone());
        definition.created_at = time::timestamp(self.created);
        definition.last_updated_at = time::timestamp(self.updated);
        definition.created_by = Some(principal(&self.arn));
        definition.last_updated_by = Some(principal(&self.arn));
        definition.tags = Some(self.tags.clone());
        definition.last_run_execution_details = self.runs.back().map(|run| run.details(now));
        definition
    }
}

fn initial_status(trigger: &TriggerType) -> FlowStatus {
    if *trigger == TriggerType::OnDemand { FlowStatus::Active } else { FlowStatus::Draft }
}

/// Returns the id of a run in the form of a UUID of version 8, always the same for the same run: the FNV-1a hash, 128 bits
/// long, of the flow and the run.
fn run_id(arn: &str, created: SystemTime, kind: &str, number: u64) -> String {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let run = format!("{arn} {} {kind} {number}", time::milliseconds(created));
    let hash = run.bytes().fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    let (high, low) = (hash >> 64, hash & u128::from(u64::MAX));
    let (first, second, third) = (high >> 32, high >> 16 & 0xffff, high & 0xfff);
    // The version is 8, and the variant that of RFC 9562: the two highest bits are 10.
    let (fourth, fifth) = (low >> 48 & 0x3fff | 0x8000, low & 0xffff_ffff_ffff);
    format!("{first:08x}-{second:04x}-8{third:03x}-{fourth:04x}-{fifth:012x}")
}
