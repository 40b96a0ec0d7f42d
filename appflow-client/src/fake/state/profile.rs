//! Profiles, and their records in the state file. Neither contains credentials.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::json;
use tinsmith_client::fake::Fingerprint;
use types::Document;

/// A connector profile that a fake has created.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FakeProfile {
    /// Its name.
    pub name: String,
    /// Its ARN.
    pub arn: String,
    /// The application that it connects to, as its name on the wire.
    pub connector_type: String,
    /// The label of the custom connector that it is for.
    pub connector_label: Option<String>,
    /// Whether it connects over the public internet, as the name on the wire.
    pub connection_mode: String,
    /// When it was created, in whole milliseconds.
    pub created: SystemTime,
}

/// A profile, and the idempotency token of the request that created it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub profile: FakeProfile,
    pub token: Option<(String, Fingerprint)>,
}

impl FakeProfile {
    /// Returns the document that the fake shows over HTTP.
    pub(super) fn document(&self) -> Document {
        json!({
            "connectorProfileName": self.name,
            "connectorProfileArn": self.arn,
            "connectorType": self.connector_type,
            "connectorLabel": self.connector_label,
            "connectionMode": self.connection_mode,
            "createdMilliseconds": milliseconds(self.created),
        })
    }

    fn read(document: &Document) -> Option<Self> {
        let text = |name: &str| Some(document.get(name)?.as_str()?.to_owned());
        let created = Duration::from_millis(document.get("createdMilliseconds")?.as_u64()?);
        Some(Self {
            name: text("connectorProfileName")?,
            arn: text("connectorProfileArn")?,
            connector_type: text("connectorType")?,
            connector_label: text("connectorLabel"),
            connection_mode: text("connectionMode")?,
            created: UNIX_EPOCH.checked_add(created)?,
        })
    }
}

impl Entry {
    /// Returns its record.
    pub fn write(&self) -> Document {
        let mut record = json!({ "created": self.profile.document() });
        if let Some((token, fingerprint)) = &self.token {
            record["token"] = json!({ "value": token, "request": fingerprint.to_string() });
        }
        record
    }

    /// The reverse of [`Entry::write`].
    pub fn read(record: &Document) -> Option<Self> {
        let profile = FakeProfile::read(record.get("created")?)?;
        let token = match record.get("token") {
            None => None,
            Some(token) => {
                let fingerprint = Fingerprint::parse(token.get("request")?.as_str()?)?;
                Some((token.get("value")?.as_str()?.to_owned(), fingerprint))
            }
        };
        Some(Self { profile, token })
    }
}

/// Drops the part of a time that a record does not keep.
pub fn whole_milliseconds(time: SystemTime) -> SystemTime {
    UNIX_EPOCH.checked_add(Duration::from_millis(milliseconds(time))).unwrap_or(UNIX_EPOCH)
}

fn milliseconds(time: SystemTime) -> u64 {
    u64::try_from(time.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis()).unwrap_or(u64::MAX)
}
