//! Changes of where a member is in the HTTP message, and of its name in JSON.
//!
//! Invariant: several traits that move a member together are one change.

use super::Change;
use super::context::{Side, Subject};
use super::traits::Edit;
use crate::traits::{
    HttpHeader, HttpLabel, HttpPayload, HttpPrefixHeaders, HttpQuery, HttpQueryParams, HttpResponseCode, SmithyTrait,
};

/// The traits that bind a member.
pub(super) const IDS: [&str; 7] = [
    HttpHeader::ID,
    HttpLabel::ID,
    HttpPayload::ID,
    HttpPrefixHeaders::ID,
    HttpQuery::ID,
    HttpQueryParams::ID,
    HttpResponseCode::ID,
];

pub(super) fn compare(subject: &Subject<'_, '_>) -> Option<Change> {
    subject.new.member?;
    let (old, new) = (binding(&subject.old), binding(&subject.new));
    if old == new {
        return None;
    }
    let id = |side: &Side<'_>| IDS.into_iter().find(|id| side.traits().applied(id).is_some());
    let edit_id = id(&subject.new).or_else(|| id(&subject.old))?;
    let edit = Edit { id: edit_id, old: None, new: subject.new.traits().applied(edit_id) };
    let is_header = [&old, &new].iter().all(|binding| binding.contains("header"));
    let change = subject.change(edit, "http-binding-changed", "moved to another part of the HTTP message");
    let change = match is_header && old.eq_ignore_ascii_case(&new) {
        // The names of headers are the same in any case.
        true => change.code("the header is written otherwise"),
        false => change.breaking("it is no longer where the other side looks for it"),
    };
    Some(change.values(Some(old), Some(new)))
}

/// Where a member is.
pub(super) fn binding(side: &Side<'_>) -> String {
    let traits = side.traits();
    if let Some(HttpHeader(name)) = traits.get() {
        return format!("header {name}");
    }
    if let Some(HttpPrefixHeaders(prefix)) = traits.get() {
        return format!("headers {prefix}*");
    }
    if let Some(HttpQuery(name)) = traits.get() {
        return format!("query {name}");
    }
    let plain = [
        (traits.has::<HttpLabel>(), "label"),
        (traits.has::<HttpPayload>(), "payload"),
        (traits.has::<HttpQueryParams>(), "query parameters"),
        (traits.has::<HttpResponseCode>(), "response code"),
    ];
    plain.into_iter().find(|(is_bound, _)| *is_bound).map_or("body", |(_, name)| name).to_owned()
}
