//! Known and accepted findings: `model-diff.toml`.
//!
//! An entry names the rule and the shape of a finding, the reason, and the last day on which it is accepted. It stays
//! in the file after the change is merged, because a release is compared with an older revision: an entry that also
//! exists in the base need not match anything. After the day `expires`, it accepts nothing. The comparison then fails
//! if the finding exists or the entry is new; otherwise there is a note, so that no branch fails only because a day has
//! passed.
//!
//! `change` restricts an entry to one change of the shape. Without it, another change with the same rule, such as a
//! second, shorter length, is also accepted until the entry expires.
//!
//! ```toml
//! [[acknowledged]]
//! rule = "member-removed"
//! shape = "com.amazonaws.appflow#ConnectorOAuthRequest$codeVerifier"
//! change = "member removed"
//! reason = "Nobody could use it: the service never accepted it."
//! expires = 2027-01-31
//! ```

use std::path::Path;

use anyhow::{Result, anyhow, bail};
use model::Place;
use model::diff::Verdict;
use toml_edit::{Date, Document, Item, Table};

use super::git::Revision;
use super::text_of;
use crate::date;
use crate::findings::Finding;

/// The file's name, in the root of the workspace.
const FILE: &str = "model-diff.toml";
const EXPIRED: &str = "acknowledgement-expired";
const UNUSED: &str = "acknowledgement-unused";
const KEYS: [&str; 5] = ["change", "expires", "reason", "rule", "shape"];

/// An entry of the file.
#[derive(Debug)]
struct Entry {
    place: Place,
    rule: String,
    shape: String,
    change: Option<String>,
    reason: String,
    expires: Date,
}

/// Marks the acknowledged findings, and adds a finding or note for each entry that acknowledges nothing.
pub fn apply(
    root: &Path,
    revision: &Revision,
    today: Date,
    findings: &mut Vec<Finding>,
    notes: &mut Vec<String>,
) -> Result<()> {
    let path = root.join(FILE);
    if !path.exists() {
        return Ok(());
    }
    // A mistake in the base's file was not made by this change.
    let base = revision.file(FILE)?.and_then(|bytes| read(&String::from_utf8_lossy(&bytes)).ok()).unwrap_or_default();
    mark(&read(&text_of(&path)?)?, &base, today, findings, notes);
    Ok(())
}

fn mark(entries: &[Entry], base: &[Entry], today: Date, findings: &mut Vec<Finding>, notes: &mut Vec<String>) {
    let mut problems = Vec::new();
    for entry in entries {
        let is_expired = entry.expires < today;
        let is_in_base = base.iter().any(|other| entry.is_same(other));
        let mut is_used = false;
        for finding in findings.iter_mut().filter(|finding| entry.matches(finding)) {
            is_used = true;
            if !is_expired {
                finding.acknowledged = Some(entry.reason(is_in_base));
            }
        }
        match (is_expired, is_used, is_in_base) {
            (false, true, _) | (false, false, true) => {}
            (false, false, false) => problems.push(entry.problem(UNUSED, entry.unused(findings))),
            (true, false, true) => notes.push(format!("{}: {}; remove it.", entry.place, entry.expired())),
            (true, _, _) => problems.push(entry.problem(EXPIRED, entry.expired())),
        }
    }
    findings.extend(problems);
}

impl Entry {
    fn matches(&self, finding: &Finding) -> bool {
        self.is_about(finding) && self.change.as_ref().is_none_or(|change| *change == finding.what)
    }

    fn is_about(&self, finding: &Finding) -> bool {
        self.rule == finding.rule && self.shape == finding.shape
    }

    fn is_same(&self, other: &Self) -> bool {
        (&self.rule, &self.shape, &self.change) == (&other.rule, &other.shape, &other.change)
    }

    fn reason(&self, is_in_base: bool) -> String {
        let base = if is_in_base { ", by an entry that the base has too" } else { "" };
        format!("{} (until {}{base})", self.reason, self.expires)
    }

    fn expired(&self) -> String {
        format!("the acknowledgement of {} expired on {}", self.rule, self.expires)
    }

    /// Describes why the entry matches nothing.
    fn unused(&self, findings: &[Finding]) -> String {
        match findings.iter().find(|finding| self.is_about(finding)) {
            Some(finding) => {
                format!("the acknowledgement of {} is for another change than `{}`", self.rule, finding.what)
            }
            None => format!("the acknowledgement of {} matches no finding", self.rule),
        }
    }

    fn problem(&self, rule: &str, what: String) -> Finding {
        Finding {
            rule: rule.to_owned(),
            shape: self.shape.clone(),
            place: self.place.clone(),
            anchor: self.place.clone(),
            what,
            level: Verdict::Breaking,
            verdicts: None,
            acknowledged: None,
        }
    }
}

fn read(text: &str) -> Result<Vec<Entry>> {
    let document = Document::parse(text).map_err(|error| {
        let place = place(text, error.span().map_or(0, |span| span.start));
        anyhow!("{place}: {}, expected TOML", error.message().lines().next().unwrap_or_default())
    })?;
    let table = document.as_table();
    if let Some((key, _)) = table.iter().find(|(key, _)| *key != "acknowledged") {
        let place = place(text, table.key(key).and_then(|key| key.span()).map_or(0, |span| span.start));
        bail!("{place}: unknown key `{}`, expected `[[acknowledged]]`", key.escape_debug());
    }
    let Some(item) = table.get("acknowledged") else { return Ok(Vec::new()) };
    let Some(entries) = item.as_array_of_tables() else {
        bail!("{}: `acknowledged` is something else, expected `[[acknowledged]]`", place(text, start(item)));
    };
    entries.iter().map(|entry| read_entry(text, entry)).collect()
}

fn read_entry(text: &str, entry: &Table) -> Result<Entry> {
    let place = place(text, entry.span().map_or(0, |span| span.start));
    if let Some((key, _)) = entry.iter().find(|(key, _)| !KEYS.contains(key)) {
        bail!(
            "{place}: unknown key `{}`, expected {}",
            key.escape_debug(),
            KEYS.map(|key| format!("`{key}`")).join(", ")
        );
    }
    let text_of = |key: &str| {
        let value = entry.get(key).and_then(Item::as_str).filter(|value| !value.trim().is_empty());
        value.map(str::to_owned).ok_or_else(|| anyhow!("{place}: no `{key}`, expected it as a text"))
    };
    let date = entry.get("expires").and_then(Item::as_datetime).and_then(|datetime| datetime.date);
    let written = || entry.get("expires").and_then(Item::as_str).and_then(date::parse);
    let Some(expires) = date.or_else(written) else {
        bail!("{place}: no `expires`, expected it as a day such as 2027-01-31");
    };
    let (rule, shape, reason) = (text_of("rule")?, text_of("shape")?, text_of("reason")?);
    let change = entry.contains_key("change").then(|| text_of("change")).transpose()?;
    Ok(Entry { rule, shape, change, reason, expires, place })
}

fn start(item: &Item) -> usize {
    item.span().map_or(0, |span| span.start)
}

fn place(text: &str, offset: usize) -> Place {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let number = |number| u32::try_from(number).unwrap_or(u32::MAX);
    Place { document: FILE.into(), line: number(line), column: number(column) }
}

#[cfg(test)]
mod tests;
