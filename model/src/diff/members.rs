//! Changes of the members of structures, unions, lists and maps.
//!
//! Invariant: a member is compared with the one of the same name, or with the only one that it can have become.

use std::collections::{HashMap, HashSet};

use super::bindings::Roles;
use super::context::{Side, Subject};
use super::retarget::Retarget;
use super::services::sends_json_names;
use super::traits::{self, Which, is_documentation};
use super::value::same_applied;
use super::{Change, secrets};
use crate::ast::{Member, ShapeKind};
use crate::traits::{DefaultValue, HttpPayload, JsonName, Required, SmithyTrait};

pub(super) fn compare<'c, 'm>(subject: &Subject<'c, 'm>, retargets: &mut Vec<Retarget<'c, 'm>>) -> Vec<Change> {
    match (&subject.old.shape.kind, &subject.new.shape.kind) {
        (ShapeKind::Structure(old), ShapeKind::Structure(new)) | (ShapeKind::Union(old), ShapeKind::Union(new)) => {
            Named::new(subject, old, new).compare(retargets)
        }
        (ShapeKind::List(old) | ShapeKind::Set(old), ShapeKind::List(new) | ShapeKind::Set(new)) => {
            one(subject, old, new, retargets)
        }
        (ShapeKind::Map { key: old_key, value: old_value }, ShapeKind::Map { key, value }) => {
            let mut changes = one(subject, old_key, key, retargets);
            changes.extend(one(subject, old_value, value, retargets));
            changes
        }
        _ => Vec::new(),
    }
}

/// Returns the members that were renamed, with their new names.
pub(super) fn renamed<'m>(subject: &Subject<'_, 'm>) -> Vec<(&'m str, &'m str)> {
    match (&subject.old.shape.kind, &subject.new.shape.kind) {
        (ShapeKind::Structure(old), ShapeKind::Structure(new)) | (ShapeKind::Union(old), ShapeKind::Union(new)) => {
            let named = Named::new(subject, old, new);
            named.renamed.into_iter().map(|(name, before)| (before.name.as_str(), name)).collect()
        }
        _ => Vec::new(),
    }
}

/// Compares a member that exists in both.
fn one<'c, 'm>(
    shape: &Subject<'c, 'm>,
    old: &'m Member,
    new: &'m Member,
    retargets: &mut Vec<Retarget<'c, 'm>>,
) -> Vec<Change> {
    let subject = shape.member(old, new);
    if subject.context.is_same(&old.target, &new.target) {
        return traits::compare(&subject, Which::All);
    }
    let changes = traits::compare(&subject, Which::NotInherited);
    let (rule, what) = ("member-target-changed", "refers to another shape");
    retargets.push(Retarget { subject, rule, what, old: &old.target, new: &new.target, place: &new.place });
    changes
}

/// The members of two structures or unions.
struct Named<'s, 'c, 'm> {
    subject: &'s Subject<'c, 'm>,
    old: &'m [Member],
    new: &'m [Member],
    old_by_name: HashMap<&'m str, &'m Member>,
    /// The old member for each renamed member.
    renamed: HashMap<&'m str, &'m Member>,
    /// The old names of renamed members.
    former: HashSet<&'m str>,
    roles: Roles,
}

impl<'s, 'c, 'm> Named<'s, 'c, 'm> {
    fn new(subject: &'s Subject<'c, 'm>, old: &'m [Member], new: &'m [Member]) -> Self {
        let by_name = |members: &'m [Member]| -> HashMap<&'m str, &'m Member> {
            members.iter().map(|member| (member.name.as_str(), member)).collect()
        };
        let (old_by_name, new_by_name) = (by_name(old), by_name(new));
        let gone = alone(old, |name| new_by_name.contains_key(name));
        let fresh = alone(new, |name| old_by_name.contains_key(name));
        let mut renamed = HashMap::new();
        for (position, before) in gone.iter().filter_map(|(position, before)| Some((position, (*before)?))) {
            if let Some(Some(after)) = fresh.get(position)
                && is_same(subject, before, after)
            {
                renamed.insert(after.name.as_str(), before);
            }
        }
        let former = renamed.values().map(|before| before.name.as_str()).collect();
        let roles = Roles::new(subject.context, subject.old.shape, subject.new.shape);
        Self { subject, old, new, old_by_name, renamed, former, roles }
    }

    fn compare(&self, retargets: &mut Vec<Retarget<'c, 'm>>) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut kept = HashSet::new();
        let is_known = |member: &Member| {
            let name = member.name.as_str();
            self.renamed.contains_key(name) || self.old_by_name.contains_key(name)
        };
        let last_known = self.new.iter().rposition(is_known);
        for (position, member) in self.new.iter().enumerate() {
            match (self.renamed.get(member.name.as_str()), self.old_by_name.get(member.name.as_str())) {
                (Some(before), _) => {
                    changes.push(self.renamed(before, member));
                    changes.extend(one(self.subject, before, member, retargets));
                }
                (None, Some(before)) => {
                    kept.insert(before.name.as_str());
                    changes.extend(one(self.subject, before, member, retargets));
                }
                (None, None) => changes.extend(self.added(member, last_known > Some(position))),
            }
        }
        let is_gone =
            |member: &&Member| !kept.contains(member.name.as_str()) && !self.former.contains(member.name.as_str());
        changes.extend(self.old.iter().filter(is_gone).map(|member| self.removed(member)));
        changes.extend(self.reordered());
        changes
    }

    fn added(&self, member: &'m Member, is_inserted: bool) -> Vec<Change> {
        let usage = self.subject.usage;
        let is_union = matches!(self.subject.new.shape.kind, ShapeKind::Union(_));
        let is_required = member.traits.has::<Required>();
        let has_default = member.traits.value(DefaultValue::ID).is_some_and(|value| !value.is_null());
        let mut what = if is_required && !is_union { "required member added" } else { "member added" }.to_owned();
        if let Some(place) = self.roles.bound_place(&member.traits) {
            what.push_str(&format!(", in {place}"));
        }
        if is_inserted {
            what.push_str(INSERTED);
        }
        let id = self.subject.id.with_member(&member.name);
        let change = Change::new("member-added", &id, &member.place, what);
        let change = change.values(None, Some(member.target.to_string()));
        let change = match (is_required, has_default, usage.input) {
            (true, false, true) => change.breaking("old clients do not send it").code(ALWAYS),
            (true, false, false) => change.risky("the old service does not send it").code(ALWAYS),
            _ => change,
        };
        let change = match member.traits.has::<HttpPayload>() {
            true => change.breaking("the body is this member now"),
            false => change,
        };
        let mut changes = vec![change];
        changes.extend(secrets::in_member(self.subject.new.model, self.subject.new.shape, member));
        changes
    }

    fn removed(&self, member: &'m Member) -> Change {
        let id = self.subject.id.with_member(&member.name);
        let change = Change::new("member-removed", &id, &member.place, "member removed");
        let change = change.values(Some(member.target.to_string()), None);
        let change = match (self.subject.usage.input, self.subject.usage.output) {
            (true, true) => change.breaking("old clients may send it, and count on it in responses"),
            (true, false) => change.breaking("old clients may send it"),
            (false, _) => change.breaking("old clients may count on it in responses"),
        };
        change.code("its name is removed")
    }

    fn renamed(&self, before: &'m Member, member: &'m Member) -> Change {
        let id = self.subject.id.with_member(&member.name);
        let change = Change::new("member-renamed", &id, &member.place, "member renamed");
        let change = change.values(Some(before.name.clone()), Some(member.name.clone()));
        let has_json_name = member.traits.has::<JsonName>() && sends_json_names(self.subject.new.model);
        let is_by_name = self.roles.is_in_body(&member.traits) && !has_json_name;
        let change = match is_by_name {
            true => change.breaking("the name is part of the body"),
            false => change,
        };
        change.code("code uses another name")
    }

    fn reordered(&self) -> Option<Change> {
        let is_kept = |member: &&Member| self.former.contains(member.name.as_str());
        let new_names: HashSet<&str> = self.new.iter().map(|member| member.name.as_str()).collect();
        let before = self.old.iter().filter(|member| new_names.contains(member.name.as_str()) || is_kept(member));
        let after = self.new.iter().filter_map(|member| {
            let name = member.name.as_str();
            let old = self.renamed.get(name).or_else(|| self.old_by_name.get(name))?;
            Some((*old, member))
        });
        let (before, (_, after)) = before.zip(after).find(|(before, (old, _))| before.name != old.name)?;
        let place = self.subject.new.place();
        let change = Change::new("member-order-changed", &self.subject.id, place, ORDER);
        Some(change.values(Some(before.name.clone()), Some(after.name.clone())))
    }
}

/// Smithy reports both as dangerous, because in some languages structures have a layout.
const INSERTED: &str = ", before others: no message depends on the order";
const ORDER: &str = "members are in another order, on which no message depends";
const ALWAYS: &str = "code that makes the structure does not give it";

/// Returns the members whose names the other side lacks, by the number of shared members before them; `None` if there
/// are several in one position.
fn alone(members: &[Member], is_shared: impl Fn(&str) -> bool) -> HashMap<usize, Option<&Member>> {
    let mut alone = HashMap::new();
    let mut shared = 0;
    for member in members {
        if is_shared(&member.name) {
            shared += 1;
        } else {
            alone.entry(shared).and_modify(|several| *several = None).or_insert(Some(member));
        }
    }
    alone
}

/// Returns `true` if two members are equal except for names and documentation.
fn is_same(subject: &Subject<'_, '_>, old: &Member, new: &Member) -> bool {
    let ids = super::value::ids(&old.traits, &new.traits);
    let mut ids = ids.into_iter().filter(|id| !is_documentation(id));
    subject.context.is_same(&old.target, &new.target)
        && ids.all(|id| same_applied(old.traits.applied(id), new.traits.applied(id)))
}

impl<'c, 'm> Subject<'c, 'm> {
    /// Returns the subject of a member of both shapes.
    pub fn member(&self, old: &'m Member, new: &'m Member) -> Self {
        Self {
            context: self.context,
            id: self.id.with_member(&new.name),
            old: Side::of_member(self.old.model, self.old.shape, old),
            new: Side::of_member(self.new.model, self.new.shape, new),
            usage: self.usage,
        }
    }
}
