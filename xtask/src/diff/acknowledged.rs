//! Findings that are known and taken as they are: `model-diff.toml`.
//!
//! Each entry names the rule and the shape of one finding, why it is taken, and the last day on which it is. One that
//! matches nothing or has expired is itself a finding, so that the file says nothing that is not so.
//!
//! ```toml
//! [[acknowledged]]
//! rule = "member-removed"
//! shape = "com.amazonaws.appflow#ConnectorOAuthRequest$codeVerifier"
//! reason = "Nobody could use it: the service never took it."
//! expires = 2027-01-31
//! ```

use std::path::Path;

use anyhow::{Result, anyhow, bail};
use model::Place;
use model::diff::Verdict;
use toml_edit::{Document, Item, Table};

use super::text_of;
use crate::date::Date;
use crate::findings::Finding;

/// The file's name, in the root of the workspace.
const FILE: &str = "model-diff.toml";
const EXPIRED: &str = "acknowledgement-expired";
const UNUSED: &str = "acknowledgement-unused";
const KEYS: [&str; 4] = ["expires", "reason", "rule", "shape"];

/// An entry of the file.
#[derive(Debug)]
struct Entry {
    place: Place,
    rule: String,
    shape: String,
    reason: String,
    expires: Date,
}

/// Marks the findings that are acknowledged, and adds one for each entry that acknowledges nothing.
pub fn apply(root: &Path, today: Date, findings: &mut Vec<Finding>) -> Result<()> {
    let path = root.join(FILE);
    if !path.exists() {
        return Ok(());
    }
    mark(&read(&text_of(&path)?)?, today, findings);
    Ok(())
}

fn mark(entries: &[Entry], today: Date, findings: &mut Vec<Finding>) {
    let mut problems = Vec::new();
    for entry in entries {
        let mut is_used = false;
        for finding in findings.iter_mut().filter(|finding| entry.matches(finding)) {
            is_used = true;
            if entry.expires >= today {
                finding.acknowledged = Some(format!("{} (until {})", entry.reason, entry.expires));
            }
        }
        if entry.expires < today {
            problems.push(
                entry.problem(EXPIRED, format!("the acknowledgement of {} expired on {}", entry.rule, entry.expires)),
            );
        } else if !is_used {
            problems.push(entry.problem(UNUSED, format!("the acknowledgement of {} matches no finding", entry.rule)));
        }
    }
    findings.extend(problems);
}

impl Entry {
    fn matches(&self, finding: &Finding) -> bool {
        self.rule == finding.rule && self.shape == finding.shape
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
    let date = date.and_then(|date| Date::new(date.year, date.month, date.day));
    let written = || entry.get("expires").and_then(Item::as_str).and_then(Date::parse);
    let Some(expires) = date.or_else(written) else {
        bail!("{place}: no `expires`, expected it as a day such as 2027-01-31");
    };
    let (rule, shape, reason) = (text_of("rule")?, text_of("shape")?, text_of("reason")?);
    Ok(Entry { rule, shape, reason, expires, place })
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
