//! Events: the accepted commands, as recorded in the state file.
//!
//! A record contains the request, without credentials and with a mark in place of every other value that the model marks
//! as a secret.

use std::time::SystemTime;

use serde_json::json;
use tinsmith_client::fake::Fingerprint;
use types::*;

use crate::fake::time;

/// A change of one resource.
#[derive(Clone, Debug)]
pub struct Event {
    /// The time of the event, in whole milliseconds.
    pub at: SystemTime,
    /// The resource.
    pub arn: String,
    /// The change.
    pub change: Change,
    /// The idempotency token of the request.
    pub token: Option<UsedToken>,
}

/// An idempotency token that was used by a request.
#[derive(Clone, Debug, PartialEq)]
pub struct UsedToken {
    /// The operation and the token.
    pub name: String,
    /// The request.
    pub fingerprint: Fingerprint,
    /// The response in JSON.
    pub answer: String,
}

/// Declares the changes, each with its request and its name in records.
macro_rules! changes {
    ($($(#[$doc:meta])* $change:ident($input:ident) = $name:literal,)*) => {
        /// A change of the state, with the request that caused it.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Change {
            $($(#[$doc])* $change(Box<$input>),)*
        }

        impl Change {
            fn write(&self) -> (&'static str, Document) {
                match self {
                    $(Self::$change(input) => {
                        let document = serde_json::to_value(input.redacted());
                        ($name, document.expect("a request that was read from JSON has a form in JSON"))
                    })*
                }
            }

            fn read(name: &str, input: Document) -> Option<Self> {
                match name {
                    $($name => Some(Self::$change(Box::new(serde_json::from_value(input).ok()?))),)*
                    _ => None,
                }
            }
        }
    };
}

changes! {
    /// A profile is created.
    ProfileCreated(CreateConnectorProfileRequest) = "profileCreated",
    /// A profile has other settings.
    ProfileUpdated(UpdateConnectorProfileRequest) = "profileUpdated",
    /// A profile is deleted.
    ProfileDeleted(DeleteConnectorProfileRequest) = "profileDeleted",
    /// A flow is created.
    FlowCreated(CreateFlowRequest) = "flowCreated",
    /// A flow has other settings.
    FlowUpdated(UpdateFlowRequest) = "flowUpdated",
    /// An on-demand flow runs, or another is activated.
    FlowStarted(StartFlowRequest) = "flowStarted",
    /// A flow is deactivated.
    FlowStopped(StopFlowRequest) = "flowStopped",
    /// A flow is deleted.
    FlowDeleted(DeleteFlowRequest) = "flowDeleted",
    /// The runs in the request, which are in progress, are canceled.
    RunsCanceled(CancelFlowExecutionsRequest) = "runsCanceled",
    /// A connector is registered.
    ConnectorRegistered(RegisterConnectorRequest) = "connectorRegistered",
    /// A connector has other settings.
    ConnectorUpdated(UpdateConnectorRegistrationRequest) = "connectorUpdated",
    /// The registration of a connector is removed.
    ConnectorUnregistered(UnregisterConnectorRequest) = "connectorUnregistered",
    /// Tags are added.
    Tagged(TagResourceRequest) = "tagged",
    /// Tags are removed.
    Untagged(UntagResourceRequest) = "untagged",
}

impl Event {
    /// Returns its record.
    pub fn write(&self) -> Document {
        let (change, request) = self.change.write();
        let at = time::milliseconds(self.at);
        let mut record = json!({ "at": at, "arn": self.arn, "change": change, "request": request });
        if let Some(UsedToken { name, fingerprint, answer }) = &self.token {
            record["token"] = json!({ "name": name, "request": fingerprint.to_string(), "answer": answer });
        }
        record
    }

    /// Parses the record of an event.
    pub fn read(record: &Document) -> Option<Self> {
        let text = |document: &Document, name: &str| Some(document.get(name)?.as_str()?.to_owned());
        let token = match record.get("token") {
            None => None,
            Some(token) => Some(UsedToken {
                name: text(token, "name")?,
                fingerprint: Fingerprint::parse(token.get("request")?.as_str()?)?,
                answer: text(token, "answer")?,
            }),
        };
        Some(Self {
            at: time::from_milliseconds(record.get("at")?.as_u64()?)?,
            arn: text(record, "arn")?,
            change: Change::read(record.get("change")?.as_str()?, record.get("request")?.clone())?,
            token,
        })
    }
}
