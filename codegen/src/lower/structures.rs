//! Lowers structures and unions.

use model::{Member, Shape, traits};

use super::context::{Context, Role};
use super::{Lowering, customizations, documentation, literals, protocol, streams, types};
use crate::ir::{self, Presence, Type};
use crate::names::{self, Scope};

impl Lowering<'_> {
    /// Lowers a structure with its members.
    pub fn structure(&mut self, shape: &Shape, members: &[Member]) -> ir::Structure {
        let schema = self.aggregate(shape, members);
        let rules = self.rules(shape);
        let context = &self.context;
        ir::Structure {
            id: shape.id.clone(),
            shape: context.wire_name(&shape.id),
            name: context.naming.type_name(&shape.id),
            schema,
            function: context.naming.function(&shape.id),
            docs: documentation::of_shape(shape),
            deprecated: documentation::deprecation(&shape.traits),
            sensitive: shape.traits.has::<traits::Sensitive>(),
            members: self::members(context, shape, members),
            rules,
            query_code: protocol::query_code(context, shape),
            is_conflict: protocol::is_conflict(context, shape),
        }
    }

    /// Lowers a union with its variants.
    pub fn union(&mut self, shape: &Shape, members: &[Member]) -> ir::Union {
        let schema = self.aggregate(shape, members);
        let context = &self.context;
        let named = members.iter().zip(variants(members));
        let events = named.filter(|(member, _)| !streams::is_exception(context, shape, member));
        let variants = events.map(|(member, name)| ir::UnionVariant {
            id: shape.id.with_member(&member.name),
            target: member.target.clone(),
            name,
            ty: member_type(context, shape, member),
            docs: documentation::of_member(context, member),
        });
        ir::Union {
            id: shape.id.clone(),
            shape: context.wire_name(&shape.id),
            name: context.naming.type_name(&shape.id),
            schema,
            docs: documentation::of_shape(shape),
            deprecated: documentation::deprecation(&shape.traits),
            sensitive: shape.traits.has::<traits::Sensitive>(),
            variants: variants.collect(),
        }
    }
}

fn members(context: &Context<'_>, shape: &Shape, members: &[Member]) -> Vec<ir::Member> {
    let fields = members.iter().zip(context.fields(shape)).filter(|(member, _)| !streams::is_stream(context, member));
    let members = fields.map(|(member, field)| ir::Member {
        id: shape.id.with_member(&member.name),
        target: member.target.clone(),
        field,
        ty: member_type(context, shape, member),
        presence: presence(context, shape, member),
        idempotency_token: context.role(&shape.id) == Role::Request && member.traits.has::<traits::IdempotencyToken>(),
        docs: docs(context, shape, member),
        deprecated: documentation::deprecation(&member.traits),
    });
    members.collect()
}

/// The member's documentation, and what the client sends in place of an absent label.
fn docs(context: &Context<'_>, shape: &Shape, member: &Member) -> String {
    let docs = documentation::of_member(context, member);
    match label_default(context, shape, member) {
        Some(text) => format!("{docs}\n\nIf it is absent or empty, it is sent as `{text}`."),
        None => docs,
    }
}

/// The text of a label whose member is absent or empty.
fn label_default(context: &Context<'_>, shape: &Shape, member: &Member) -> Option<&'static str> {
    let default = customizations::of_service(context.service).label_default(shape);
    default.filter(|(name, _)| *name == member.name).map(|(_, text)| text)
}

/// The names of a union's variants.
pub fn variants(members: &[Member]) -> Vec<String> {
    Scope::camel(["Unknown"]).claim_all(members.iter().map(|member| names::variant_name(&member.name)))
}

/// Returns the type of a member's value, without `Option`.
pub fn member_type(context: &Context<'_>, shape: &Shape, member: &Member) -> Type {
    let ty = types::of_member(context, member);
    if context.is_boxed(&shape.id, member) { Type::Box(Box::new(ty)) } else { ty }
}

/// Returns whether a member may be absent in a value of its structure.
///
/// An absent member has its default, except in an input, where by Smithy's rules the service applies the default. A
/// member that the client fills in is never required.
pub fn presence(context: &Context<'_>, shape: &Shape, member: &Member) -> Presence {
    let traits = &member.traits;
    if traits.has::<traits::ClientOptional>() || is_filled_in(context, shape, member) {
        return Presence::Optional;
    }
    let request = context.role(&shape.id) == Role::Request;
    let default = traits.get::<traits::DefaultValue>().filter(|default| !default.0.is_null() && !request);
    if let (Some(default), Some(target)) = (default, context.target(member)) {
        return literals::default(target, &default.0).map_or(Presence::Optional, Presence::Defaulted);
    }
    if is_required(context, shape, member) { Presence::Required } else { Presence::Optional }
}

/// Returns `true` if a value without the member is invalid.
///
/// `@clientOptional` makes the field optional but keeps the constraint; the client fills in some members.
pub fn is_required(context: &Context<'_>, shape: &Shape, member: &Member) -> bool {
    member.traits.has::<traits::Required>() && !is_filled_in(context, shape, member)
}

/// Whether the client fills the member in before it sends the input: an idempotency token, or a label with a default.
fn is_filled_in(context: &Context<'_>, shape: &Shape, member: &Member) -> bool {
    context.role(&shape.id) == Role::Request
        && (member.traits.has::<traits::IdempotencyToken>() || label_default(context, shape, member).is_some())
}
