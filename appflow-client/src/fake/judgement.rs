//! Which credentials for a connector are turned down.

use std::sync::{Arc, Mutex};

use types::{CreateConnectorProfileRequest, Document, Secret};

use super::super::locked;

/// Whether the application would turn the credentials in a request down.
pub type Judge = dyn Fn(&CreateConnectorProfileRequest) -> bool + Send + Sync;

/// Values that are turned down, and a function that is asked.
#[derive(Default)]
pub struct Judgement {
    rejected: Mutex<Vec<Secret>>,
    judge: Mutex<Option<Arc<Judge>>>,
}

impl Judgement {
    /// Turns a value down.
    pub fn reject(&self, value: &str) {
        locked(&self.rejected).push(value.into());
    }

    /// Asks this function from now on.
    pub fn ask(&self, judge: Arc<Judge>) {
        *locked(&self.judge) = Some(judge);
    }

    /// Whether the credentials in a request are turned down. Nothing is locked while the function is asked.
    pub fn is_bad(&self, request: &CreateConnectorProfileRequest, document: &Document) -> bool {
        let credentials = document.pointer("/connectorProfileConfig/connectorProfileCredentials");
        let is_rejected = |text: &str| locked(&self.rejected).iter().any(|rejected| rejected.expose() == text);
        if credentials.is_some_and(|credentials| any_text(credentials, &is_rejected)) {
            return true;
        }
        let judge = locked(&self.judge).clone();
        judge.is_some_and(|judge| judge(request))
    }
}

fn any_text(document: &Document, holds: &dyn Fn(&str) -> bool) -> bool {
    match document {
        Document::String(text) => holds(text),
        Document::Array(list) => list.iter().any(|document| any_text(document, holds)),
        Document::Object(object) => object.values().any(|document| any_text(document, holds)),
        Document::Null | Document::Bool(_) | Document::Number(_) => false,
    }
}
