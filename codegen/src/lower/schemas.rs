//! Lowers the schemas that describe shapes to the runtime. Only referenced schemas are generated.

pub mod constraints;
mod kinds;
mod location;
mod timestamps;

use std::collections::BTreeMap;

use model::{Member, Shape, ShapeId, ShapeKind, traits};

use super::context::{Context, Role, UNIT};
use super::{Lowering, enums, streams, structures};
use crate::ir::{
    Constraints, Location, PreludeSchema, Schema, SchemaKind, SchemaMember, SchemaRef, SimpleKind, TimestampFormat,
};
use crate::names::{self, Scope};
use crate::pattern::{self, Matchers};

/// The schemas that are referenced so far, by the name of their static.
pub struct Schemas {
    described: BTreeMap<String, Schema>,
    /// The statics of members that override their target's constraints, by shape and member.
    overriding: BTreeMap<(ShapeId, String), String>,
    taken: Scope,
    matchers: Matchers,
}

impl Default for Schemas {
    fn default() -> Self {
        Self {
            described: BTreeMap::new(),
            overriding: BTreeMap::new(),
            taken: Scope::snake([]),
            matchers: Matchers::default(),
        }
    }
}

impl Schemas {
    /// Starts without schemas; the names of the shapes' own statics are taken.
    pub fn new(context: &Context<'_>) -> Self {
        let matchers = constraints::matchers(context);
        Self { taken: context.naming.statics.clone(), matchers, ..Self::default() }
    }

    /// Returns all schemas, sorted by name. Schemas with the same pattern share one matcher.
    pub fn into_sorted(self) -> Vec<Schema> {
        let Self { described, mut taken, .. } = self;
        let mut matchers: BTreeMap<String, String> = BTreeMap::new();
        let mut schemas: Vec<Schema> = described.into_values().collect();
        for Schema { static_name, constraints, .. } in &mut schemas {
            let pattern = constraints.pattern.as_ref().filter(|(_, matcher)| !pattern::is_ready_made(matcher));
            constraints.matcher = pattern.map(|(text, _)| {
                let name = || taken.claim(format!("{static_name}_PATTERN"));
                matchers.entry(text.clone()).or_insert_with(name).clone()
            });
        }
        schemas
    }

    /// Claims a name for a static that is not a schema.
    pub fn claim_static(&mut self, name: &str) -> String {
        self.taken.claim(names::static_name(name))
    }

    fn add(&mut self, schema: Schema) {
        self.described.insert(schema.static_name.clone(), schema);
    }

    /// Claims the name of the static of a member that overrides its target's constraints; joined names could collide.
    fn overriding(&mut self, owner: &ShapeId, owner_name: &str, member: &str) -> String {
        let taken = &mut self.taken;
        let name = || taken.claim(names::static_name(&format!("{owner_name}_{member}")));
        self.overriding.entry((owner.clone(), member.to_owned())).or_insert_with(name).clone()
    }

    fn has(&self, name: &str) -> bool {
        self.described.contains_key(name)
    }
}

/// Creates a schema without constraints.
fn plain(context: &Context<'_>, shape: &Shape, kind: SchemaKind) -> Schema {
    Schema {
        id: shape.id.clone(),
        static_name: context.naming.static_name(&shape.id),
        shape: context.wire_name(&shape.id),
        kind,
        sensitive: shape.traits.has::<traits::Sensitive>(),
        constraints: Constraints::default(),
    }
}

impl Lowering<'_> {
    /// Adds the schema of a structure or union, and those of its members' targets; returns the name of its static.
    pub fn aggregate(&mut self, shape: &Shape, members: &[Member]) -> String {
        let is_described = |member: &&Member| {
            !streams::is_stream(&self.context, member) && !streams::is_exception(&self.context, shape, member)
        };
        let members: Vec<_> = members.iter().filter(is_described).collect();
        let members = members.into_iter().map(|member| self.schema_member(shape, member)).collect();
        let union = matches!(shape.kind, ShapeKind::Union(_));
        let kind = if union { SchemaKind::Union(members) } else { SchemaKind::Structure(members) };
        let schema = plain(&self.context, shape, kind);
        let static_name = schema.static_name.clone();
        self.schemas.add(schema);
        static_name
    }

    fn schema_member(&mut self, shape: &Shape, member: &Member) -> SchemaMember {
        let role = self.context.role(&shape.id);
        let location = location::of_member(member, role, self.context.protocol.name);
        SchemaMember {
            name: member.name.clone(),
            schema: self.reference(shape, member, &location),
            required: structures::is_required(&self.context, shape, member),
            idempotency_token: role == Role::Request && member.traits.has::<traits::IdempotencyToken>(),
            location,
        }
    }

    /// Adds the schema of an enum; returns the name of its static.
    pub fn enumeration(&mut self, shape: &Shape) -> String {
        let kind = match &shape.kind {
            ShapeKind::IntEnum(members) => {
                SchemaKind::IntEnum(members.iter().filter(|member| is_shown(member)).map(enums::number).collect())
            }
            _ => {
                let (words, internal) = enums::all_words(shape);
                SchemaKind::Enum { words, internal }
            }
        };
        let schema = plain(&self.context, shape, kind);
        let static_name = schema.static_name.clone();
        self.schemas.add(schema);
        static_name
    }

    /// Returns the schema of a member's target, with the constraints of the member where it overrides those of the
    /// target.
    fn reference(&mut self, shape: &Shape, member: &Member, location: &Location) -> SchemaRef {
        let Some(target) = self.context.target(member).filter(|target| target.id.as_str() != UNIT) else {
            return SchemaRef::Prelude(PreludeSchema::Unit);
        };
        if has_own_schema(target) {
            return SchemaRef::Own(self.context.naming.static_name(&target.id));
        }
        let format = timestamps::of_member(member, target, location);
        let constrained = !constraints::is_free(&member.traits);
        let plain = !constrained && !target.traits.has::<traits::Sensitive>() && constraints::is_free(&target.traits);
        if let Some(schema) = kinds::prelude(target, format).filter(|_| plain) {
            return SchemaRef::Prelude(schema);
        }
        let reformatted = format.is_some_and(|own| own != timestamps::natural(target));
        let placed = timestamps::is_list_of_placed_times(&self.context, target, location);
        if constrained || reformatted || placed {
            let owner = self.context.wire_name(&shape.id);
            let static_name = self.schemas.overriding(&shape.id, &owner, &member.name);
            self.describe(static_name, shape.id.with_member(&member.name), member, target, (format, location))
        } else {
            let static_name = self.context.naming.static_name(&target.id);
            self.describe(static_name, target.id.clone(), member, target, (format, location))
        }
    }

    /// Adds the schema of a member's target, unless it was added before.
    fn describe(
        &mut self,
        static_name: String,
        id: ShapeId,
        member: &Member,
        target: &Shape,
        (format, location): (Option<TimestampFormat>, &Location),
    ) -> SchemaRef {
        if self.schemas.has(&static_name) {
            return SchemaRef::Own(static_name);
        }
        let constraints = constraints::of_member(member, target, &mut self.schemas.matchers);
        // The schema is added before its entries are, so that the recursion ends for a list that contains itself.
        self.schemas.add(Schema {
            id,
            static_name: static_name.clone(),
            shape: self.context.wire_name(&target.id),
            kind: SchemaKind::Simple(SimpleKind::Document),
            sensitive: target.traits.has::<traits::Sensitive>(),
            constraints,
        });
        let kind = self.kind(target, format, location);
        if let Some(schema) = self.schemas.described.get_mut(&static_name) {
            schema.kind = kind;
        }
        SchemaRef::Own(static_name)
    }

    fn kind(&mut self, target: &Shape, format: Option<TimestampFormat>, location: &Location) -> SchemaKind {
        let body = Location::Body(String::new());
        let sparse = target.traits.has::<traits::Sparse>();
        match &target.kind {
            ShapeKind::List(member) | ShapeKind::Set(member) => {
                let placed = timestamps::is_list_of_placed_times(&self.context, target, location);
                let location = if placed { location } else { &body };
                SchemaKind::List { member: self.reference(target, member, location), sparse }
            }
            ShapeKind::Map { key, value } => SchemaKind::Map {
                key: self.reference(target, key, &body),
                value: self.reference(target, value, &body),
                sparse,
            },
            ShapeKind::Timestamp => SchemaKind::Timestamp(format.unwrap_or(TimestampFormat::EpochSeconds)),
            kind => match (kinds::simple(kind), target.traits.get::<traits::MediaType>()) {
                (SimpleKind::Blob, Some(media_type)) => SchemaKind::MediaBlob(media_type.0),
                (SimpleKind::String, Some(media_type)) => SchemaKind::MediaType(media_type.0),
                (simple, _) => SchemaKind::Simple(simple),
            },
        }
    }
}

/// Returns `true` if the shape is a generated type, whose schema is added with the type.
fn has_own_schema(target: &Shape) -> bool {
    matches!(target.kind, ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::IntEnum(_))
        || enums::is_words(target)
}

fn is_shown(member: &Member) -> bool {
    !member.traits.has::<traits::Internal>()
}
