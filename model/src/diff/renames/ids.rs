//! The new ids of renamed shapes and members.

use std::collections::BTreeMap;

use crate::ast::{Model, ShapeId};
use crate::diff::context::{Context, Side, Subject};
use crate::diff::{Scope, enums, members};

/// Returns every old shape, member and enum value that was renamed, with its new id.
///
/// Members of a renamed shape are included, also those that kept their names. The result matches the renames that
/// [`diff`](super::super::diff) reports.
pub fn renames(old: &Model, new: &Model, scope: &Scope) -> BTreeMap<ShapeId, ShapeId> {
    let context = Context::new(old, new, scope);
    let mut renames = BTreeMap::new();
    for (id, before) in &context.old.shapes {
        let Some(after) = context.new.shapes.get(context.renames.new_of(id)).copied() else { continue };
        if before.id != after.id {
            renames.insert(before.id.clone(), after.id.clone());
        }
        let subject = Subject {
            context: &context,
            id: after.id.clone(),
            old: Side::of_shape(old, before),
            new: Side::of_shape(new, after),
            usage: context.usage(&before.id, &after.id),
        };
        let renamed = members::renamed(&subject).into_iter().chain(enums::renamed(&subject));
        let new_names: BTreeMap<&str, &str> = renamed.collect();
        for member in before.members() {
            let name = new_names.get(member.name.as_str()).copied().unwrap_or(&member.name);
            if (before.id != after.id || name != member.name) && after.member(name).is_some() {
                renames.insert(before.id.with_member(&member.name), after.id.with_member(name));
            }
        }
    }
    renames
}
