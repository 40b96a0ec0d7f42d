//! The part of the walk that assigns the keys of an object to the members of a structure or union.
//!
//! An unknown key is assigned to the member with the most similar name, unless another key has it: nothing is
//! overwritten.

use super::change::ChangeKind;
use super::display::shorten;
use super::nearest::nearest;
use super::problem::ProblemKind;
use super::shape::{Here, Walk};
use super::tree::{Content, Entry, Node};
use crate::schema::{Kind, Member, Schema};
use crate::secret::REDACTED;

/// The maximum number of unknown names of one object that are compared with the members. It keeps the cost of a hostile
/// object proportional to its length; no one misspells more names than this.
const MOST_MISSPELLED: usize = 512;

impl Walk {
    /// Visits a structure or union.
    pub fn members(&mut self, node: &mut Node<'_>, schema: &'static Schema, here: Here<'_>) -> bool {
        let offset = node.offset;
        let Content::Object(entries) = &mut node.content else { return self.refuse(node, schema, here) };
        let before = self.findings.count();
        let mut spoiled = Vec::new();
        self.assign(entries, schema.members(), &mut spoiled, here);
        if let Kind::Union(_) = schema.kind {
            let named = self.findings.count() == before;
            return self.variant(offset, entries, named, here);
        }
        match schema.discriminator.filter(|discriminator| self.fix && discriminator.tag.is_some()) {
            None => self.read(entries, &mut spoiled, here, |_| true),
            Some(discriminator) => {
                self.read(entries, &mut spoiled, here, |member| Some(member.name) != discriminator.tag);
                self.set_tag(offset, entries, schema.members(), discriminator, here);
                self.read(entries, &mut spoiled, here, |member| Some(member.name) == discriminator.tag);
            }
        }
        self.find_missing(offset, entries, schema.members(), &mut spoiled, here);
        if !spoiled.is_empty() {
            self.marks.spoiled.insert(offset, spoiled);
        }
        true
    }

    /// Assigns each entry to its member, and removes unknown and null entries.
    fn assign(
        &mut self,
        entries: &mut Vec<Entry<'_>>,
        members: &'static [Member],
        spoiled: &mut Vec<&'static Member>,
        here: Here<'_>,
    ) {
        if self.fix {
            entries.retain(|entry| !self.drops_null(&entry.value, &here.entry(entry, &shorten(&entry.key))));
        }
        let mut firsts = vec![None; members.len()];
        let mut present = vec![false; members.len()];
        let mut unknown = Vec::new();
        let mut next = 0;
        for (position, entry) in entries.iter_mut().enumerate() {
            let Some(index) = index_of(&entry.key, members, next) else {
                unknown.push(position);
                continue;
            };
            next = index + 1;
            let member = &members[index];
            present[index] |= !entry.value.is_null();
            entry.member = firsts[index].is_none().then_some(member);
            let first = *firsts[index].get_or_insert(entry.offset);
            if entry.member.is_none() {
                self.findings.add_duplicate(entry.offset, &here.path.member(member.json), first);
                spoil(spoiled, member);
            }
        }
        self.mend(entries, &unknown, &present, members, spoiled, here);
        entries.retain(|entry| entry.member.is_some() && !entry.value.is_null());
    }

    /// Assigns unknown names to the members with the most similar names.
    fn mend(
        &mut self,
        entries: &mut [Entry<'_>],
        unknown: &[usize],
        present: &[bool],
        members: &'static [Member],
        spoiled: &mut Vec<&'static Member>,
        here: Here<'_>,
    ) {
        let meant = |position: &usize| nearest(&entries.get(*position)?.key, members.iter().map(|member| member.json));
        let mut meant: Vec<Option<usize>> = unknown.iter().take(MOST_MISSPELLED).map(meant).collect();
        meant.resize(unknown.len(), None);
        let mut claims = vec![0; members.len()];
        meant.iter().flatten().for_each(|index| claims[*index] += 1);
        for (position, meant) in unknown.iter().zip(meant) {
            let entry = &mut entries[*position];
            let free = meant.filter(|index| !present[*index]);
            let sole = free.filter(|index| claims[*index] == 1).map(|index| &members[index]);
            self.report_unknown(entry, meant.map(|index| &members[index]), sole, here);
            entry.member = sole;
            if let (None, Some(index)) = (sole, free) {
                spoil(spoiled, &members[index]);
            }
        }
    }

    fn report_unknown(
        &mut self,
        entry: &Entry<'_>,
        meant: Option<&'static Member>,
        sole: Option<&'static Member>,
        here: Here<'_>,
    ) {
        let name = shorten(&entry.key);
        let path = here.entry(entry, &name);
        let shown = if here.hidden { REDACTED.to_owned() } else { name.to_string() };
        match sole.filter(|_| self.fix) {
            Some(member) => {
                self.findings.change(entry.offset, &path, ChangeKind::Renamed { from: shown, to: member.json });
            }
            None => {
                let suggestion = meant.map(|member| member.json);
                self.findings.add(entry.offset, &path, ProblemKind::UnknownMember { name: shown, suggestion });
            }
        }
    }

    /// Visits the entries of the given members.
    fn read(
        &mut self,
        entries: &mut Vec<Entry<'_>>,
        spoiled: &mut Vec<&'static Member>,
        here: Here<'_>,
        which: impl Fn(&Member) -> bool,
    ) {
        entries.retain_mut(|entry| {
            let Some(member) = entry.member.filter(|member| which(member)) else { return true };
            let keep = self.member(entry, member, here);
            if !keep {
                spoil(spoiled, member);
            }
            keep
        });
    }

    fn member(&mut self, entry: &mut Entry<'_>, member: &'static Member, here: Here<'_>) -> bool {
        let name = shorten(&entry.key);
        let path = here.entry(entry, &name);
        let here = Here { path: &path, hidden: here.hidden, member: Some(member.json) };
        self.value(&mut entry.value, member.schema, here)
    }

    /// Visits the one member of a union.
    fn variant(&mut self, offset: usize, entries: &mut [Entry<'_>], named: bool, here: Here<'_>) -> bool {
        let found = match entries {
            [entry] => return entry.member.is_some_and(|member| self.member(entry, member, here)),
            [] if !named => return false,
            [] => "an object without any",
            _ => "an object with more than one",
        };
        let kind = ProblemKind::Type { expected: "an object with exactly one member", found };
        self.findings.add(offset, here.path, kind);
        false
    }

    fn find_missing(
        &mut self,
        offset: usize,
        entries: &[Entry<'_>],
        members: &'static [Member],
        spoiled: &mut Vec<&'static Member>,
        here: Here<'_>,
    ) {
        for member in members.iter().filter(|member| member.required) {
            let present = entries.iter().any(|entry| is(entry, member));
            if !present && !spoiled.iter().any(|other| std::ptr::eq(*other, member)) {
                self.findings.add(offset, &here.path.member(member.json), ProblemKind::Missing);
                spoil(spoiled, member);
            }
        }
    }
}

/// Returns `true` if the entry is assigned to this member.
pub fn is(entry: &Entry<'_>, member: &Member) -> bool {
    entry.member.is_some_and(|other| std::ptr::eq(other, member))
}

/// Finds the index of a name, trying `next` first: documents usually follow the model's order.
fn index_of(name: &str, members: &[Member], next: usize) -> Option<usize> {
    if members.get(next).is_some_and(|member| member.json == name) {
        return Some(next);
    }
    members.iter().position(|member| member.json == name)
}

fn spoil(spoiled: &mut Vec<&'static Member>, member: &'static Member) {
    if !spoiled.iter().any(|other| std::ptr::eq(*other, member)) {
        spoiled.push(member);
    }
}
