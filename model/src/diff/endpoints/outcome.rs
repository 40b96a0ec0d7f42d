//! Compares the results of two rule sets for many inputs.
//!
//! Invariant: if the outcome differs for several inputs, the worst difference is reported.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::evaluate::{Outcome, Reason, Rules};
use crate::diff::value::shorten;

/// The kinds of difference, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EndpointDifference {
    /// Requests are sent to another host, scheme or path.
    Host,
    /// Requests are signed under another name or for another region.
    Signature,
    /// There is an error instead of an endpoint.
    Lost,
    /// There is an endpoint instead of an error, at a host in a new domain.
    Foreign,
    /// Requests have other headers, or the endpoint other properties.
    Headers,
    /// There is an endpoint instead of an error.
    Found,
    /// The error has another message.
    Message,
}

impl EndpointDifference {
    /// Describes the difference in a few words.
    pub fn what(self) -> &'static str {
        match self {
            Self::Host => "another URL",
            Self::Signature => "another signing name or region",
            Self::Lost => "no longer an endpoint",
            Self::Foreign => "an endpoint at a host of another domain",
            Self::Headers => "other headers or properties",
            Self::Found => "an endpoint where none was",
            Self::Message => "another error",
        }
    }
}

/// The worst difference, with the first input that shows it.
#[derive(Debug)]
pub(super) struct Witness {
    pub kind: EndpointDifference,
    /// The input: `Region us-east-1, UseFIPS`.
    pub inputs: String,
    pub old: String,
    pub new: String,
    /// The number of other inputs with a different outcome.
    pub others: usize,
}

/// The maximum number of steps of all evaluations together.
const STEPS: u64 = 2_000_000;

/// Returns the worst difference between two rule sets, or `None` if all inputs have the same outcome.
pub(super) fn compare(
    old: &Rules<'_>,
    new: &Rules<'_>,
    inputs: &[Map<String, Value>],
) -> Result<Option<Witness>, Reason> {
    let mut steps = STEPS;
    let mut outcomes = Vec::new();
    for input in inputs {
        outcomes.push((input, old.evaluate(input, &mut steps)?, new.evaluate(input, &mut steps)?));
    }
    let domains: BTreeSet<String> = outcomes.iter().filter_map(|(_, old, _)| domain(old)).collect();
    let differing = outcomes.iter().filter_map(|(input, old, new)| Some((kind(old, new, &domains)?, input, old, new)));
    let differing: Vec<_> = differing.collect();
    let worst = differing.iter().min_by_key(|(kind, ..)| *kind);
    Ok(worst.map(|(kind, input, old, new)| Witness {
        kind: *kind,
        inputs: described(input),
        old: shown(old, *kind),
        new: shown(new, *kind),
        others: differing.len() - 1,
    }))
}

fn kind(old: &Outcome, new: &Outcome, domains: &BTreeSet<String>) -> Option<EndpointDifference> {
    if old == new {
        return None;
    }
    Some(match (old, new) {
        (Outcome::Error(_), Outcome::Error(_)) => EndpointDifference::Message,
        (Outcome::Endpoint { .. }, Outcome::Error(_)) => EndpointDifference::Lost,
        (Outcome::Error(_), Outcome::Endpoint { .. }) => {
            let is_known = domain(new).is_some_and(|domain| domains.contains(&domain));
            if is_known { EndpointDifference::Found } else { EndpointDifference::Foreign }
        }
        (Outcome::Endpoint { url: old_url, properties: old, .. }, Outcome::Endpoint { url, properties: new, .. }) => {
            match (old_url == url, old.get("authSchemes") == new.get("authSchemes")) {
                (false, _) => EndpointDifference::Host,
                (true, false) => EndpointDifference::Signature,
                (true, true) => EndpointDifference::Headers,
            }
        }
    })
}

/// Returns the last two labels of the host, with the scheme.
fn domain(outcome: &Outcome) -> Option<String> {
    let Outcome::Endpoint { url, .. } = outcome else { return None };
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let mut labels = host.rsplit('.');
    let (last, before) = (labels.next()?, labels.next().unwrap_or_default());
    Some(format!("{scheme}://{before}.{last}"))
}

/// Formats the part of an outcome that differs.
fn shown(outcome: &Outcome, kind: EndpointDifference) -> String {
    match outcome {
        Outcome::Error(text) => format!("error: {text}"),
        Outcome::Endpoint { url, properties, headers } => match kind {
            EndpointDifference::Signature => {
                properties.get("authSchemes").map_or_else(|| "no schemes".to_owned(), Value::to_string)
            }
            EndpointDifference::Headers => format!("{properties} {headers}"),
            _ => url.clone(),
        },
    }
}

/// Formats the parameters that are set, without flags that are false.
fn described(input: &Map<String, Value>) -> String {
    let parts = input.iter().filter_map(|(name, value)| match value {
        Value::Bool(false) => None,
        Value::Bool(true) => Some(name.clone()),
        Value::String(text) => Some(format!("{name} {text:?}")),
        value => Some(format!("{name} {value}")),
    });
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { "no parameters".to_owned() } else { shorten(&parts.join(", ")) }
}
