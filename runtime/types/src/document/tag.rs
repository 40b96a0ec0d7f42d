//! The part of the walk that sets a tag to what the parts have in common.
//!
//! It is set only where every part that has a member has the same one, and one value of the tag names it.

use super::change::ChangeKind;
use super::members::is;
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
    /// Sets the tag of a structure where it is absent or names something else; a tag of another type stays as it is.
    pub fn set_tag(
        &mut self,
        offset: usize,
        entries: &mut Vec<Entry<'_>>,
        members: &'static [Member],
        discriminator: &'static Discriminator,
        here: Here<'_>,
    ) {
        let Some(tag) = members.iter().find(|member| member.name == discriminator.tag) else { return };
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
        if let Content::Text(text) = &mut entry.value.content
            && !means(text, value, tag.schema)
        {
            self.findings.change(entry.value.offset, &path, change);
            *text = value.into();
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

/// Whether the text is this value of the tag, or is read as it.
fn means(text: &str, value: &str, tag: &'static Schema) -> bool {
    match tag.kind {
        Kind::Enum(values) if !tag.has_word(text) => nearest_word(text, values) == Some(value),
        _ => text == value,
    }
}
