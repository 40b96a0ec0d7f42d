//! Decides which credentials for connectors the fake rejects.

use std::sync::{Arc, Mutex};

use types::{CreateConnectorProfileRequest, Document, Secret};

use super::service::locked;

/// Decides whether the connector would reject the credentials in a request.
pub type Judge = dyn Fn(&CreateConnectorProfileRequest) -> bool + Send + Sync;

/// Values that are rejected, and a function that decides about new profiles.
#[derive(Default)]
pub struct CredentialRejection {
    rejected: Mutex<Vec<Secret>>,
    judge: Mutex<Option<Arc<Judge>>>,
}

impl CredentialRejection {
    /// Rejects a value.
    pub fn reject(&self, value: &str) {
        locked(&self.rejected).push(value.into());
    }

    /// Sets the function that decides about new profiles.
    pub fn set_judge(&self, judge: Arc<Judge>) {
        *locked(&self.judge) = Some(judge);
    }

    /// Returns whether the function rejects the credentials in a request. No lock is held while it runs.
    pub fn judge_rejects(&self, request: &CreateConnectorProfileRequest) -> bool {
        let judge = locked(&self.judge).clone();
        judge.is_some_and(|judge| judge(request))
    }

    /// Returns whether a rejected value is among the credentials in a request with settings of a profile.
    pub fn rejects(&self, document: &Document) -> bool {
        let credentials = document.pointer("/connectorProfileConfig/connectorProfileCredentials");
        let is_rejected = |text: &str| locked(&self.rejected).iter().any(|rejected| rejected.expose() == text);
        credentials.is_some_and(|credentials| any_text(credentials, &is_rejected))
    }
}

fn any_text(document: &Document, is_match: &dyn Fn(&str) -> bool) -> bool {
    match document {
        Document::String(text) => is_match(text),
        Document::Array(list) => list.iter().any(|document| any_text(document, is_match)),
        Document::Object(object) => object.values().any(|document| any_text(document, is_match)),
        Document::Null | Document::Bool(_) | Document::Number(_) => false,
    }
}
