//! Changes of the HTTP traits of operations and errors, and of the format of values.
//!
//! Invariant: a change without an effect on the wire is not reported as breaking.

use super::Change;
use super::bindings::Roles;
use super::constraints::typed;
use super::context::{Side, Subject};
use super::services::sends_json_names;
use super::traits::Edit;
use crate::ast::ShapeKind;
use crate::traits::{ErrorKind, Http, HttpError, JsonName, SmithyTrait, TimestampFormat};
use crate::uri::{Segment, UriPattern};

/// The traits that a member inherits from its target.
pub(super) const INHERITED: [&str; 1] = [TimestampFormat::ID];

pub(super) fn judge<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Option<Vec<Change>> {
    Some(match edit.id {
        Http::ID if !subject.context.old.binds_to_http && !subject.context.new.binds_to_http => {
            vec![subject.change(
                edit,
                "http-uri-changed",
                "has another HTTP binding, which no protocol of the service honours",
            )]
        }
        Http::ID => http(subject, edit),
        HttpError::ID => vec![status(subject, edit)],
        ErrorKind::ID => vec![fault(subject, edit)],
        TimestampFormat::ID => vec![timestamp_format(subject, edit)],
        JsonName::ID => vec![json_name(subject, edit)],
        _ => return None,
    })
}

fn http<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Vec<Change> {
    let (Some(old), Some(new)) = (typed::<Http>(edit.old), typed::<Http>(edit.new)) else {
        let rule = edit.happened().pick("http-added", "http-removed", "http-uri-changed");
        let what = edit.happened().pick("now bound to HTTP", "no longer bound to HTTP", "has another HTTP binding");
        let change = subject.change(edit, rule, what);
        return vec![match edit.new {
            Some(_) => change.risky("requests are sent differently"),
            None => change.breaking("the operation can't be sent"),
        }];
    };
    let change = |rule, what, old: &str, new: &str| {
        subject.change(edit, rule, what).values(Some(old.to_owned()), Some(new.to_owned()))
    };
    let mut changes = Vec::new();
    if old.method != new.method {
        let change = change("http-method-changed", "another HTTP method", &old.method, &new.method);
        changes.push(change.breaking("the other side does not know the method"));
    }
    if old.uri != new.uri {
        changes.push(uri(subject, change("http-uri-changed", "another URI", &old.uri, &new.uri), &old.uri, &new.uri));
    }
    if old.code != new.code {
        let change = change("http-code-changed", "another status", &old.code.to_string(), &new.code.to_string());
        changes.push(change.risky("clients may depend on the status"));
    }
    changes
}

fn uri(subject: &Subject<'_, '_>, change: Change, old: &str, new: &str) -> Change {
    let parsed = UriPattern::parse(old).ok().zip(UriPattern::parse(new).ok());
    let is_same = parsed.is_some_and(|(old, new)| {
        let mut segments = old.segments.iter().zip(&new.segments);
        let is_same_path = old.segments.len() == new.segments.len()
            && segments.all(|(old, new)| is_same_segment(subject, old, new))
            && old.ends_with_slash == new.ends_with_slash;
        is_same_path && old.query == new.query
    });
    match is_same {
        true => change.code("a label has another name"),
        false => change.breaking("the other side does not know the URI"),
    }
}

/// Returns `true` for equal segments, and for labels of the same member under its old and new name.
fn is_same_segment(subject: &Subject<'_, '_>, old: &Segment, new: &Segment) -> bool {
    if old == new {
        return true;
    }
    let is_greedy = |segment: &Segment| matches!(segment, Segment::Greedy(_));
    let (Some(before), Some(after)) = (old.label(), new.label()) else { return false };
    let has = |side: &Side<'_>, name: &str| {
        let ShapeKind::Operation(operation) = &side.shape.kind else { return true };
        let input = side.model.shapes.get(&operation.input.target);
        input.is_none_or(|input| input.member(name).is_some())
    };
    is_greedy(old) == is_greedy(new) && !has(&subject.new, before) && !has(&subject.old, after)
}

fn status<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Change {
    let status = |side: &Side<'_>| match (side.traits().get(), side.traits().get()) {
        (Some(HttpError(status)), _) => Some(status),
        (None, Some(ErrorKind::Client)) => Some(400),
        (None, Some(ErrorKind::Server)) => Some(500),
        (None, None) => None,
    };
    let (old, new) = (status(&subject.old), status(&subject.new));
    let text = |status: Option<u16>| status.map(|status| status.to_string());
    let change = subject.change(edit, "http-error-changed", "another status of the error").values(text(old), text(new));
    match old == new {
        true => change.code("whether the status is written out is another"),
        false => change.risky("clients may depend on the status"),
    }
}

fn fault<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Change {
    match (edit.old, edit.new) {
        (None, _) => {
            let change = subject.change(edit, "error-trait-added", "now an error");
            change.breaking("errors are written differently from other structures")
        }
        (_, None) => {
            let change = subject.change(edit, "error-trait-removed", "no longer an error");
            change.breaking("errors are written differently from other structures")
        }
        _ => {
            let change = subject.change(edit, "error-fault-changed", "changed between client and server error");
            change.risky("clients use it to decide on retries, and the status may depend on it")
        }
    }
}

fn timestamp_format<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Change {
    let (old, new) = (subject.old.effective(edit.id), subject.new.effective(edit.id));
    let change = subject.change(edit, "timestamp-format-changed", "timestamps are written differently");
    let format = |applied| typed::<TimestampFormat>(applied);
    match (format(old), format(new)) {
        (old, new) if old == new => change.code("whether the format is written out is another"),
        // This is the default in most places.
        (None, Some(TimestampFormat::EpochSeconds)) | (Some(TimestampFormat::EpochSeconds), None) => {
            change.risky("the format is the one of JSON bodies, but not of headers and URIs")
        }
        _ => change.breaking("the other side does not understand the format"),
    }
}

fn json_name<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Change {
    let name = |side: &Side<'_>| {
        let own = || side.member.map(|member| member.name.clone());
        side.traits().get().map(|JsonName(name)| name).or_else(own)
    };
    let (old, new) = (name(&subject.old), name(&subject.new));
    let roles = Roles::new(subject.context, subject.old.shape, subject.new.shape);
    let is_in_body = [&subject.old, &subject.new].iter().any(|side| roles.is_in_body(side.traits()));
    let (what, is_sent) = match (is_in_body, sends_json_names(subject.new.model)) {
        (false, _) => ("another name in JSON, where the member never is", false),
        (true, false) => ("another name in JSON, which the protocol ignores", false),
        (true, true) => ("another name in JSON", true),
    };
    let change = subject.change(edit, "json-name-changed", what).values(old.clone(), new.clone());
    if !is_sent {
        return change;
    }
    match old == new {
        true => change.code("whether the name in JSON is written out is another"),
        false => change.breaking("the other side does not know the name"),
    }
}
