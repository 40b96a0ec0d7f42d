//! The part of the walk that sets a discriminator to the member that the parts have in common.
//!
//! It is set only where that is the one reading: every part that has a member has the same one, one value of the
//! discriminator names it, and the document does not name another value.

use super::change::ChangeKind;
use super::members::is;
use super::problem::ProblemKind;
use super::shape::{Here, Walk, nearest_word};
use super::shown::shorten;
use super::tree::{Content, Entry, Node};
use crate::schema::{Kind, Member, Schema};
use crate::validation::Discriminator;

/// What the parts have in common.
struct Common {
    member: &'static str,
    value: &'static str,
    parts: Vec<&'static str>,
}

impl Walk {
    /// Sets the discriminator of a structure where it is absent or no value of its enum; a value of another type stays
    /// as it is. Where it is, or is nearly, another value, either that or the parts are wrong: both are reported.
    pub fn set_tag(
        &mut self,
        offset: usize,
        entries: &mut Vec<Entry<'_>>,
        members: &'static [Member],
        discriminator: &'static Discriminator,
        here: Here<'_>,
    ) {
        let Some(tag) = members.iter().find(|member| Some(member.name) == discriminator.tag) else { return };
        let Some(Common { member, value, parts }) = common(entries, discriminator) else { return };
        let change = ChangeKind::SetTag { tag: tag.json, value, member, parts };
        let Some(entry) = entries.iter_mut().find(|entry| is(entry, tag)) else {
            self.findings.change(offset, &here.path.member(tag.json), change);
            let value = Node { offset, position: entries.len(), content: Content::Text(value.into()) };
            entries.push(Entry { key: tag.json.into(), offset, member: Some(tag), value });
            return;
        };
        let name = shorten(&entry.key);
        let path = here.entry(entry, &name);
        let Content::Text(text) = &mut entry.value.content else { return };
        match named(text, tag.schema) {
            Some(named) if named == value || discriminator.bare.contains(&named) => {}
            Some(named) => {
                let ChangeKind::SetTag { parts, .. } = change else { return };
                let kind = ProblemKind::Ambiguous { named, value, member, parts };
                self.findings.add(entry.value.offset, &path, kind);
            }
            None => {
                self.findings.change(entry.value.offset, &path, change);
                *text = value.into();
            }
        }
    }
}

fn common(entries: &[Entry<'_>], discriminator: &'static Discriminator) -> Option<Common> {
    let mut member = None;
    let mut parts = Vec::new();
    for part in discriminator.parts {
        match part_of(entries, part.path) {
            [] if part.required => return None,
            [] => {}
            [only] => {
                let name = only.member?.name;
                if *member.get_or_insert(name) != name {
                    return None;
                }
                parts.extend(part.path.last());
            }
            _ => return None,
        }
    }
    let member = member?;
    let mut named = discriminator.members.iter().filter(|(_, name)| *name == member);
    let (value, _) = named.next()?;
    if named.next().is_some() { None } else { Some(Common { member, value, parts }) }
}

/// The members that are set in a part; none where it is absent.
fn part_of<'e, 't>(entries: &'e [Entry<'t>], path: &[&str]) -> &'e [Entry<'t>] {
    path.iter().fold(entries, |entries, name| {
        let entry = entries.iter().find(|entry| entry.member.is_some_and(|member| member.name == *name));
        match entry.map(|entry| &entry.value.content) {
            Some(Content::Object(entries)) => entries,
            _ => &[],
        }
    })
}

/// The value of the discriminator's enum that the text is, or is read as.
fn named(text: &str, tag: &'static Schema) -> Option<&'static str> {
    let Kind::Enum(values) = tag.kind else { return None };
    values.iter().copied().find(|value| *value == text).or_else(|| nearest_word(text, values))
}
