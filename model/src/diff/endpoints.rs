//! Changes of the endpoint rules, their parameters and their tests.
//!
//! Rule sets are compared in steps. First, both are normalized: documentation, the case of types and alternative forms
//! of references are removed; equal results are no change. Otherwise, both are evaluated for many inputs: a host,
//! signing name or signing region that differs for some input is breaking and a security concern. Rules with equal
//! results are safe, however they are written, unless they name an endpoint that the old rules do not.
//!
//! Invariant: a rule set that leads to another host for a sampled input is never reported as safe.

mod evaluate;
mod functions;
mod normal;
mod outcome;
mod parameters;
mod samples;
mod tests_changed;

use serde_json::Value;

use self::evaluate::Rules;
use self::normal::{Words, first_difference};
use self::outcome::{EndpointDifference, Witness};
use super::Change;
use super::context::Subject;
use super::traits::Edit;
use super::value::shorten_both;
use crate::traits::{EndpointRuleSet, EndpointTests, SmithyTrait};

/// The compiled form of rules, used by newer models.
const BDD: &str = "smithy.rules#endpointBdd";

pub(super) fn judge<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Option<Vec<Change>> {
    match edit.id {
        EndpointRuleSet::ID | BDD => Some(rule_sets(subject, edit)),
        EndpointTests::ID => Some(tests_changed::judge(subject, edit)),
        _ => None,
    }
}

const SENT: &str = "where credentials are sent";

fn rule_sets<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Vec<Change> {
    let (Some(old), Some(new)) = (edit.old_value(), edit.new_value()) else {
        let what = edit.happened().pick("rules for endpoints added", "rules for endpoints removed", "");
        let change = subject.change(edit, RULE, what).values(None, None);
        return vec![change.risky("requests may go elsewhere").security(SENT)];
    };
    let (before, after) = (normal::rule_set(old, Words::Without), normal::rule_set(new, Words::Without));
    if before == after {
        return only_words(subject, edit, [old, new]).into_iter().collect();
    }
    let mut changes = parameters::compare(subject, edit, &before, &after);
    let rules = |set: &Value| {
        let mut set = set.clone();
        if let Some(set) = set.as_object_mut() {
            set.remove("parameters");
        }
        set
    };
    if let Some(difference) = first_difference(&rules(&before), &rules(&after)) {
        let inputs = samples::inputs(subject, [&before, &after]);
        let witness = outcome::compare(&Rules::new(&before), &Rules::new(&after), &inputs);
        let has_new_target = !normal::targets(&after).is_subset(&normal::targets(&before));
        changes.push(described(subject.change(edit, RULE, ""), difference, witness, has_new_target));
    }
    changes
}

const RULE: &str = "endpoint-rules-changed";

/// Returns the change of rule sets that differ only in documentation, or `None` if they differ otherwise.
fn only_words<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>, [old, new]: [&Value; 2]) -> Option<Change> {
    let (old, new) = (normal::rule_set(old, Words::With), normal::rule_set(new, Words::With));
    (old != new).then(|| {
        let what = "documentation of the rules for endpoints changed";
        subject.change(edit, "documentation-changed", what).values(None, None)
    })
}

/// Describes the change by its effect on the sampled inputs.
fn described(
    change: Change,
    difference: normal::Difference,
    witness: Result<Option<Witness>, String>,
    has_new_target: bool,
) -> Change {
    let normal::Difference { path, old, new } = difference;
    let at_path = |change: Change| {
        let (old, new) = (old.as_deref().unwrap_or(ABSENT), new.as_deref().unwrap_or(ABSENT));
        let (old, new) = shorten_both(old, new);
        change.values(Some(old), Some(new))
    };
    match witness {
        Ok(None) => {
            let what = format!("{path} is written differently, with the same endpoints for all inputs that were tried");
            let change = at_path(Change { what, ..change });
            match has_new_target {
                true => change.risky("an endpoint is new, and no input that was tried leads to it").security(SENT),
                false => change,
            }
        }
        Ok(Some(Witness { kind, inputs, old, new, others })) => {
            let more = if others > 0 { format!(", and for {others} other inputs") } else { String::new() };
            let what = format!("{} for {inputs}{more}; the rules differ first at {path}", kind.what());
            let (old, new) = shorten_both(&old, &new);
            judged(Change { what, ..change }.values(Some(old), Some(new)), kind)
        }
        Err(reason) => {
            let what = format!("the rules differ first at {path}; {reason}");
            let change = at_path(Change { what, ..change });
            let is_target = ["/endpoint/url", "/endpoint/properties"].iter().any(|part| path.contains(part));
            let change = match is_target {
                true => change.breaking("requests go to another host, or are signed for another service"),
                false => change.risky("requests may go elsewhere"),
            };
            change.security(SENT)
        }
    }
}

const ABSENT: &str = "absent";

fn judged(change: Change, kind: EndpointDifference) -> Change {
    match kind {
        EndpointDifference::Host => change.breaking("requests go to another host").security(SENT),
        EndpointDifference::Signature => {
            change.breaking("the other side refuses the signature").security("the scope of signatures")
        }
        EndpointDifference::Lost => change.breaking("there is no longer an endpoint"),
        EndpointDifference::Foreign => change.risky("requests go where no endpoint was").security(SENT),
        EndpointDifference::Headers => change.risky("requests have other headers or properties"),
        EndpointDifference::Found | EndpointDifference::Message => change,
    }
}
