//! Profiles, and their records in a journal. Neither holds a credential.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::json;
use types::Document;

use super::super::signature::{hex, unhex};
use super::super::tokens::Fingerprint;

/// A connector profile that a fake has created.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FakeProfile {
    /// Its name.
    pub name: String,
    /// Its ARN.
    pub arn: String,
    /// The application that it connects to, as the word that travels.
    pub connector_type: String,
    /// Which custom connector it is for.
    pub connector_label: Option<String>,
    /// Whether it connects over the public internet, as the word that travels.
    pub connection_mode: String,
    /// When it was created, in whole milliseconds.
    pub created: SystemTime,
}

/// A profile, and the token under which it was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub profile: FakeProfile,
    pub token: Option<(String, Fingerprint)>,
}

impl FakeProfile {
    /// What the fake shows of it over HTTP.
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
    /// The record of it.
    pub fn write(&self) -> Document {
        let mut record = json!({ "created": self.profile.document() });
        if let Some((token, fingerprint)) = &self.token {
            record["token"] = json!({ "value": token, "request": hex(fingerprint) });
        }
        record
    }

    /// The reverse of [`Entry::write`].
    pub fn read(record: &Document) -> Option<Self> {
        let profile = FakeProfile::read(record.get("created")?)?;
        let token = match record.get("token") {
            None => None,
            Some(token) => {
                let fingerprint = unhex(token.get("request")?.as_str()?)?.try_into().ok()?;
                Some((token.get("value")?.as_str()?.to_owned(), fingerprint))
            }
        };
        Some(Self { profile, token })
    }
}

/// The time as it is when it comes back from a journal.
pub fn whole_milliseconds(time: SystemTime) -> SystemTime {
    UNIX_EPOCH.checked_add(Duration::from_millis(milliseconds(time))).unwrap_or(UNIX_EPOCH)
}

fn milliseconds(time: SystemTime) -> u64 {
    u64::try_from(time.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis()).unwrap_or(u64::MAX)
}
