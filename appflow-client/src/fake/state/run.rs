//! Runs of flows. The status of a run follows from its start, its cancellation and the time.

use std::time::{Duration, SystemTime};

use types::{ErrorInfo, ExecutionDetails, ExecutionRecord, ExecutionResult, ExecutionStatus};

use crate::fake::time;

/// The duration of a run.
const DURATION: Duration = Duration::from_secs(5);

/// The time from the cancellation of a run to its end.
const CANCELLATION: Duration = Duration::from_secs(2);

/// The number of records that a run transfers, and their size.
const RECORDS: i64 = 100;
const RECORD_BYTES: i64 = 512;

/// A run of a flow.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub id: String,
    /// The number of earlier runs on demand of the flow, if this is one; it orders runs that start at the same time.
    pub number: u64,
    pub started: SystemTime,
    /// The reason why the run fails, if it does.
    pub failure: Option<String>,
    pub canceled: Option<SystemTime>,
    /// The period whose changes an incremental run transfers.
    pub period: Option<(SystemTime, SystemTime)>,
}

impl Run {
    /// Returns the status at this time.
    pub fn status(&self, now: SystemTime) -> ExecutionStatus {
        match self.canceled {
            Some(canceled) if now < after(canceled, CANCELLATION) => ExecutionStatus::CancelStarted,
            Some(_) => ExecutionStatus::Canceled,
            None if now < after(self.started, DURATION) => ExecutionStatus::InProgress,
            None if self.failure.is_some() => ExecutionStatus::Error,
            None => ExecutionStatus::Successful,
        }
    }

    /// Returns whether the run has not ended yet.
    pub fn is_active(&self, now: SystemTime) -> bool {
        matches!(self.status(now), ExecutionStatus::InProgress | ExecutionStatus::CancelStarted)
    }

    /// Returns whether the run has started so recently that it may be active. All runs after a recent one are recent.
    pub fn is_recent(&self, now: SystemTime) -> bool {
        now < after(self.started, DURATION + CANCELLATION)
    }

    /// Returns the time at which the run got its current status.
    fn updated(&self, now: SystemTime) -> SystemTime {
        match (self.status(now), self.canceled) {
            (ExecutionStatus::Canceled, Some(canceled)) => after(canceled, CANCELLATION),
            (_, Some(canceled)) => canceled,
            (ExecutionStatus::InProgress, None) => self.started,
            (_, None) => after(self.started, DURATION),
        }
    }

    /// Returns the run as `DescribeFlowExecutionRecords` shows it.
    pub fn record(&self, now: SystemTime) -> ExecutionRecord {
        let mut record = ExecutionRecord::new().execution_id(self.id.clone()).execution_status(self.status(now));
        record.execution_result = self.result(now);
        record.started_at = time::timestamp(self.started);
        record.last_updated_at = time::timestamp(self.updated(now));
        if let Some((start, end)) = self.period {
            record.data_pull_start_time = time::timestamp(start);
            record.data_pull_end_time = time::timestamp(end);
        }
        record
    }

    /// Returns the amounts of data that the run has transferred, once it has ended without cancellation.
    fn result(&self, now: SystemTime) -> Option<ExecutionResult> {
        match self.status(now) {
            ExecutionStatus::Successful => {
                let bytes = RECORDS * RECORD_BYTES;
                let result = ExecutionResult::new().records_processed(RECORDS);
                Some(result.bytes_processed(bytes).bytes_written(bytes))
            }
            ExecutionStatus::Error => {
                let mut info = ErrorInfo::new().put_failures_count(0);
                info.execution_message.clone_from(&self.failure);
                let result = ExecutionResult::new().records_processed(0).bytes_processed(0).bytes_written(0);
                Some(result.error_info(info))
            }
            _ => None,
        }
    }

    /// Returns the run as a flow shows its last one.
    pub fn details(&self, now: SystemTime) -> ExecutionDetails {
        let status = self.status(now);
        let message = match status {
            ExecutionStatus::InProgress => "The run is in progress.",
            ExecutionStatus::CancelStarted => "The run is being canceled.",
            ExecutionStatus::Canceled => "The run was canceled.",
            ExecutionStatus::Successful => "The run has transferred all records.",
            _ => self.failure.as_deref().unwrap_or_default(),
        };
        let mut details = ExecutionDetails::new();
        details.most_recent_execution_message = Some(message.to_owned());
        details.most_recent_execution_time = time::timestamp(self.started);
        details.most_recent_execution_status = Some(status);
        details
    }
}

fn after(time: SystemTime, duration: Duration) -> SystemTime {
    time.checked_add(duration).unwrap_or(time)
}
