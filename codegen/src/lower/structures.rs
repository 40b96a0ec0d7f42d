//! Structures and unions.

use model::{Error, Member, Shape, traits};

use super::context::{Context, Role};
use super::schemas::{self, Schemas};
use super::{documentation, literals, rules, types};
use crate::ir::{self, Presence, Type};
use crate::names::{self, Scope};

/// A structure with its members.
pub fn structure(
    context: &Context<'_>,
    shape: &Shape,
    members: &[Member],
    schemas: &mut Schemas,
    problems: &mut Vec<Error>,
) -> ir::Structure {
    let fields = fields(members);
    ir::Structure {
        id: shape.id.clone(),
        shape: context.wire_name(&shape.id),
        name: context.type_name(&shape.id),
        schema: schemas::aggregate(context, shape, members, schemas, problems),
        docs: documentation::of_shape(shape),
        deprecated: documentation::deprecation(&shape.traits),
        sensitive: shape.traits.has::<traits::Sensitive>(),
        members: members
            .iter()
            .zip(fields)
            .map(|(member, field)| ir::Member {
                id: shape.id.with_member(&member.name),
                target: member.target.clone(),
                field,
                ty: member_type(context, shape, member),
                presence: presence(context, shape, member),
                idempotency_token: context.role(&shape.id) == Role::Request
                    && member.traits.has::<traits::IdempotencyToken>(),
                docs: documentation::of_member(context, member),
                deprecated: documentation::deprecation(&member.traits),
            })
            .collect(),
        rules: rules::lower(context, shape, problems),
    }
}

/// A union with its variants.
pub fn union(
    context: &Context<'_>,
    shape: &Shape,
    members: &[Member],
    schemas: &mut Schemas,
    problems: &mut Vec<Error>,
) -> ir::Union {
    let variants = variants(members);
    ir::Union {
        id: shape.id.clone(),
        shape: context.wire_name(&shape.id),
        name: context.type_name(&shape.id),
        schema: schemas::aggregate(context, shape, members, schemas, problems),
        docs: documentation::of_shape(shape),
        deprecated: documentation::deprecation(&shape.traits),
        sensitive: shape.traits.has::<traits::Sensitive>(),
        variants: members
            .iter()
            .zip(variants)
            .map(|(member, name)| ir::UnionVariant {
                id: shape.id.with_member(&member.name),
                target: member.target.clone(),
                name,
                ty: member_type(context, shape, member),
                docs: documentation::of_member(context, member),
            })
            .collect(),
    }
}

/// The names of a structure's fields.
pub fn fields(members: &[Member]) -> Vec<String> {
    let mut scope = Scope::default();
    members.iter().map(|member| scope.claim(names::field_name(&member.name))).collect()
}

/// The names of a union's variants.
pub fn variants(members: &[Member]) -> Vec<String> {
    let mut scope = Scope::with(["Unknown".to_owned()]);
    members.iter().map(|member| scope.claim_type(names::variant_name(&member.name))).collect()
}

/// The type of a member where it is present.
pub fn member_type(context: &Context<'_>, shape: &Shape, member: &Member) -> Type {
    let ty = types::of_member(context, member);
    if context.is_boxed(&shape.id, member) { Type::Box(Box::new(ty)) } else { ty }
}

/// Whether a member may be absent.
///
/// A default stands in for an absent member, except in an input, where Smithy leaves the choice of the default to the
/// service. A token that the client fills in is never asked for.
pub fn presence(context: &Context<'_>, shape: &Shape, member: &Member) -> Presence {
    let traits = &member.traits;
    let request = context.role(&shape.id) == Role::Request;
    if traits.has::<traits::ClientOptional>() || request && traits.has::<traits::IdempotencyToken>() {
        return Presence::Optional;
    }
    let default = traits.get::<traits::DefaultValue>().filter(|default| !default.0.is_null() && !request);
    if let (Some(default), Some(target)) = (default, context.target(member)) {
        return literals::default(target, &default.0).map_or(Presence::Optional, Presence::Defaulted);
    }
    if traits.has::<traits::Required>() { Presence::Required } else { Presence::Optional }
}
