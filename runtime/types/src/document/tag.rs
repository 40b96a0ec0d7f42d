//! The part of the walk that corrects a discriminator to match the member that the structures it governs have set.
//!
//! It is corrected only if there is one reading: all governed structures that have a member set agree on it, exactly
//! one value of the discriminator names it, and the document does not have another valid value.

use super::change::ChangeKind;
use super::display::shorten;
use super::members::is;
use super::problem::ProblemKind;
use super::shape::{Here, Walk, nearest_word};
use super::tree::{Content, Entry, Node};
use crate::schema::{Kind, Member, Schema};
use crate::validation::Discriminator;

/// The member on which all parts agree.
struct Common {
    member: &'static str,
    value: &'static str,
    parts: Vec<&'static str>,
}

impl Walk {
    /// Sets the discriminator of a structure if it is absent or its value is not in its enum; a value of another JSON
    /// type is left as it is. If it has, or nearly has, another value of the enum, either that value or the parts are
    /// wrong, and both readings are reported.
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

/// Returns the members that are set in a part, or an empty slice if the part is absent.
fn part_of<'e, 't>(entries: &'e [Entry<'t>], path: &[&str]) -> &'e [Entry<'t>] {
    path.iter().fold(entries, |entries, name| {
        let entry = entries.iter().find(|entry| entry.member.is_some_and(|member| member.name == *name));
        match entry.map(|entry| &entry.value.content) {
            Some(Content::Object(entries)) => entries,
            _ => &[],
        }
    })
}

/// Returns the value of the discriminator's enum that equals the text or is most similar to it.
fn named(text: &str, tag: &'static Schema) -> Option<&'static str> {
    let Kind::Enum(values) = tag.kind else { return None };
    values.iter().copied().find(|value| *value == text).or_else(|| nearest_word(text, values))
}
