//! Parses faults that are set over HTTP as JSON: `{"fault": "delay", "milliseconds": 50}`.

use std::time::Duration;

use tinsmith_types::Document;

use super::Fault;
use crate::fake::answer::Failure;

const NAMES: &str = "delay, delayAnswer, resetBefore, resetAfter, halfBody, internalError, internalErrorAfter, \
                     unavailable, throttling, error, notJson, notHttp or slowDrip";

impl Fault {
    /// Returns the name of the fault in JSON.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Delay(_) => "delay",
            Self::DelayAnswer(_) => "delayAnswer",
            Self::ResetBefore => "resetBefore",
            Self::ResetAfter => "resetAfter",
            Self::HalfBody => "halfBody",
            Self::InternalError => "internalError",
            Self::InternalErrorAfter => "internalErrorAfter",
            Self::Unavailable => "unavailable",
            Self::Throttling { .. } => "throttling",
            Self::Error(_) => "error",
            Self::NotJson => "notJson",
            Self::NotHttp => "notHttp",
            Self::SlowDrip(_) => "slowDrip",
        }
    }
}

/// Parses a fault. `failure` returns the errors of the service by their codes.
///
/// # Errors
///
/// Returns a message that names the expected value.
pub(crate) fn parse(document: &Document, failure: impl Fn(&str) -> Option<Failure>) -> Result<Fault, String> {
    let name = document.get("fault").and_then(Document::as_str);
    Ok(match name.ok_or_else(|| format!("no fault, expected {NAMES}"))? {
        "delay" => Fault::Delay(milliseconds(document)?),
        "delayAnswer" => Fault::DelayAnswer(milliseconds(document)?),
        "resetBefore" => Fault::ResetBefore,
        "resetAfter" => Fault::ResetAfter,
        "halfBody" => Fault::HalfBody,
        "internalError" => Fault::InternalError,
        "internalErrorAfter" => Fault::InternalErrorAfter,
        "unavailable" => Fault::Unavailable,
        "throttling" => Fault::Throttling { retry_after: retry_after(document)? },
        "error" => {
            let code = document.get("code").and_then(Document::as_str).and_then(failure);
            Fault::Error(code.ok_or("unknown code, expected that of an error of the service")?)
        }
        "notJson" => Fault::NotJson,
        "notHttp" => Fault::NotHttp,
        "slowDrip" => Fault::SlowDrip(milliseconds(document)?),
        _ => return Err(format!("unknown fault, expected {NAMES}")),
    })
}

fn milliseconds(document: &Document) -> Result<Duration, String> {
    let number = document.get("milliseconds").and_then(Document::as_u64);
    number.map(Duration::from_millis).ok_or_else(|| "no milliseconds, expected a whole number".to_owned())
}

fn retry_after(document: &Document) -> Result<Option<Duration>, String> {
    match document.get("retryAfterSeconds") {
        None | Some(Document::Null) => Ok(None),
        Some(seconds) => match seconds.as_u64() {
            Some(seconds) => Ok(Some(Duration::from_secs(seconds))),
            None => Err("invalid retryAfterSeconds, expected a whole number".to_owned()),
        },
    }
}
