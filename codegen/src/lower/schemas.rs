//! The statics that describe shapes to the generated runtime: only those that something refers to.

use std::collections::BTreeMap;

use model::{Error, Member, Shape, ShapeId, ShapeKind, Traits, traits};

use super::context::{Context, Role, UNIT};
use super::enums;
use crate::ir::{Constraints, Location, Range, Schema, SchemaKind, SchemaMember, SchemaRef, TimestampFormat};
use crate::names::{self, Scope};
use crate::pattern;

/// The schemas that have been asked for, by the name of their static.
#[derive(Default)]
pub struct Schemas {
    described: BTreeMap<String, Schema>,
    /// The statics of members that override their target's constraints, by shape and member.
    overriding: BTreeMap<(ShapeId, String), String>,
    taken: Scope,
}

impl Schemas {
    /// No schema yet, and the names of the shapes' own statics taken.
    pub fn new(context: &Context<'_>) -> Self {
        Self { taken: Scope::with(context.static_names().cloned()), ..Self::default() }
    }

    /// All schemas, by name.
    pub fn into_sorted(self) -> Vec<Schema> {
        self.described.into_values().collect()
    }

    fn add(&mut self, schema: Schema) {
        self.described.insert(schema.static_name.clone(), schema);
    }

    /// The static of a member that overrides its target's constraints: words of both names may run together.
    fn overriding(&mut self, owner: &ShapeId, owner_name: &str, member: &str) -> String {
        let taken = &mut self.taken;
        let name = || taken.claim(names::static_name(&format!("{owner_name}_{member}")));
        self.overriding.entry((owner.clone(), member.to_owned())).or_insert_with(name).clone()
    }

    fn has(&self, name: &str) -> bool {
        self.described.contains_key(name)
    }
}

/// Describes a structure or union, and whatever its members refer to; the name of its static.
pub fn aggregate(
    context: &Context<'_>,
    shape: &Shape,
    members: &[Member],
    schemas: &mut Schemas,
    problems: &mut Vec<Error>,
) -> String {
    let static_name = context.static_name(&shape.id);
    let role = context.role(&shape.id);
    let members = members
        .iter()
        .map(|member| {
            let location = location(member, role);
            SchemaMember {
                name: member.name.clone(),
                schema: reference(context, shape, member, &location, schemas, problems),
                required: member.traits.has::<traits::Required>(),
                idempotency_token: role == Role::Request && member.traits.has::<traits::IdempotencyToken>(),
                location,
            }
        })
        .collect();
    let union = matches!(shape.kind, ShapeKind::Union(_));
    let kind = if union { SchemaKind::Union(members) } else { SchemaKind::Structure(members) };
    schemas.add(Schema {
        id: shape.id.clone(),
        static_name: static_name.clone(),
        shape: context.wire_name(&shape.id),
        kind,
        sensitive: shape.traits.has::<traits::Sensitive>(),
        constraints: Constraints::default(),
    });
    static_name
}

/// Describes an enum; the name of its static.
pub fn enumeration(context: &Context<'_>, shape: &Shape, schemas: &mut Schemas) -> String {
    let static_name = context.static_name(&shape.id);
    let kind = match &shape.kind {
        ShapeKind::IntEnum(members) => {
            SchemaKind::IntEnum(members.iter().filter(|member| is_shown(member)).map(enums::number).collect())
        }
        _ => {
            let (words, internal) = enums::all_words(shape);
            SchemaKind::Enum { words, internal }
        }
    };
    schemas.add(Schema {
        id: shape.id.clone(),
        static_name: static_name.clone(),
        shape: context.wire_name(&shape.id),
        kind,
        sensitive: shape.traits.has::<traits::Sensitive>(),
        constraints: Constraints::default(),
    });
    static_name
}

fn is_shown(member: &Member) -> bool {
    !member.traits.has::<traits::Internal>()
}

/// Where a member travels; only the members of inputs, outputs and errors have a place of their own.
fn location(member: &Member, role: Role) -> Location {
    let traits = &member.traits;
    let key = || traits.get::<traits::JsonName>().map_or_else(|| member.name.clone(), |name| name.0);
    let (request, response) = (role == Role::Request, matches!(role, Role::Response | Role::Error));
    if !request && !response {
        return Location::Body(key());
    }
    if let Some(header) = traits.get::<traits::HttpHeader>() {
        return Location::Header(header.0);
    }
    if let Some(prefix) = traits.get::<traits::HttpPrefixHeaders>() {
        return Location::PrefixHeaders(prefix.0);
    }
    if let Some(query) = traits.get::<traits::HttpQuery>().filter(|_| request) {
        return Location::Query(query.0);
    }
    match () {
        () if traits.has::<traits::HttpPayload>() => Location::Payload,
        () if request && traits.has::<traits::HttpLabel>() => Location::Label(member.name.clone()),
        () if request && traits.has::<traits::HttpQueryParams>() => Location::QueryParams,
        () if response && traits.has::<traits::HttpResponseCode>() => Location::ResponseCode,
        () => Location::Body(key()),
    }
}

/// The schema of what a member refers to, with the constraints that the member puts in place of its target's.
fn reference(
    context: &Context<'_>,
    shape: &Shape,
    member: &Member,
    location: &Location,
    schemas: &mut Schemas,
    problems: &mut Vec<Error>,
) -> SchemaRef {
    let Some(target) = context.target(member) else { return SchemaRef::Prelude("UNIT") };
    if target.id.as_str() == UNIT {
        return SchemaRef::Prelude("UNIT");
    }
    if matches!(target.kind, ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::IntEnum(_))
        || enums::is_words(target)
    {
        return SchemaRef::Own(context.static_name(&target.id));
    }
    let format = timestamp_format(member, target, location);
    let constrained = overrides(&member.traits);
    let prelude = prelude(target, format)
        .filter(|_| !constrained && !target.traits.has::<traits::Sensitive>() && constraint_free(&target.traits));
    if let Some(name) = prelude {
        return SchemaRef::Prelude(name);
    }
    let reformatted = format.is_some_and(|own| own != natural_format(target));
    let overriding = constrained || reformatted || is_list_of_placed_times(context, target, location);
    let static_name = if overriding {
        schemas.overriding(&shape.id, &context.wire_name(&shape.id), &member.name)
    } else {
        context.static_name(&target.id)
    };
    if schemas.has(&static_name) {
        return SchemaRef::Own(static_name);
    }
    // The name is taken before what it refers to is described, so that a list that holds itself ends.
    let schema = Schema {
        id: if overriding { shape.id.with_member(&member.name) } else { target.id.clone() },
        static_name: static_name.clone(),
        shape: context.wire_name(&target.id),
        kind: SchemaKind::Simple("Document"),
        sensitive: target.traits.has::<traits::Sensitive>(),
        constraints: constraints(&[&member.traits, &target.traits], target, member, problems),
    };
    schemas.add(schema);
    let kind = kind(context, target, format, location, schemas, problems);
    if let Some(schema) = schemas.described.get_mut(&static_name) {
        schema.kind = kind;
    }
    SchemaRef::Own(static_name)
}

fn kind(
    context: &Context<'_>,
    target: &Shape,
    format: Option<TimestampFormat>,
    location: &Location,
    schemas: &mut Schemas,
    problems: &mut Vec<Error>,
) -> SchemaKind {
    let body = Location::Body(String::new());
    let sparse = target.traits.has::<traits::Sparse>();
    match &target.kind {
        ShapeKind::List(member) | ShapeKind::Set(member) => {
            let placed = is_list_of_placed_times(context, target, location);
            let location = if placed { location } else { &body };
            SchemaKind::List { member: reference(context, target, member, location, schemas, problems), sparse }
        }
        ShapeKind::Map { key, value } => SchemaKind::Map {
            key: reference(context, target, key, &body, schemas, problems),
            value: reference(context, target, value, &body, schemas, problems),
            sparse,
        },
        ShapeKind::Timestamp => SchemaKind::Timestamp(format.unwrap_or(TimestampFormat::EpochSeconds)),
        ShapeKind::String => match target.traits.get::<traits::MediaType>() {
            Some(media_type) => SchemaKind::MediaType(media_type.0),
            None => SchemaKind::Simple("String"),
        },
        kind => SchemaKind::Simple(simple_kind(kind)),
    }
}

/// The runtime's name for a kind that is no more than its name.
fn simple_kind(kind: &ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Boolean => "Boolean",
        ShapeKind::Byte => "Byte",
        ShapeKind::Short => "Short",
        ShapeKind::Integer => "Integer",
        ShapeKind::Long => "Long",
        ShapeKind::Float => "Float",
        ShapeKind::Double => "Double",
        ShapeKind::Blob => "Blob",
        ShapeKind::String => "String",
        // `support` refuses every other kind.
        _ => "Document",
    }
}

/// The runtime's schema for a shape without constraints.
fn prelude(target: &Shape, format: Option<TimestampFormat>) -> Option<&'static str> {
    Some(match &target.kind {
        ShapeKind::Boolean => "BOOLEAN",
        ShapeKind::Byte => "BYTE",
        ShapeKind::Short => "SHORT",
        ShapeKind::Integer => "INTEGER",
        ShapeKind::Long => "LONG",
        ShapeKind::Float => "FLOAT",
        ShapeKind::Double => "DOUBLE",
        ShapeKind::Blob => "BLOB",
        ShapeKind::Document => "DOCUMENT",
        ShapeKind::String if !target.traits.has::<traits::MediaType>() => "STRING",
        ShapeKind::Timestamp => match format {
            None | Some(TimestampFormat::EpochSeconds) => "TIMESTAMP",
            Some(TimestampFormat::DateTime) => "DATE_TIME",
            Some(TimestampFormat::HttpDate) => "HTTP_DATE",
        },
        _ => return None,
    })
}

fn overrides(traits: &Traits) -> bool {
    !constraint_free(traits)
}

fn constraint_free(traits: &Traits) -> bool {
    !(traits.has::<traits::Length>()
        || traits.has::<traits::Range>()
        || traits.has::<traits::Pattern>()
        || traits.has::<traits::UniqueItems>())
}

/// The form of a timestamp: the member's own, its target's, or the one that its place has; none for other shapes.
fn timestamp_format(member: &Member, target: &Shape, location: &Location) -> Option<TimestampFormat> {
    if !matches!(target.kind, ShapeKind::Timestamp) {
        return None;
    }
    let own = member.traits.get::<traits::TimestampFormat>().or_else(|| target.traits.get());
    Some(match (own, location) {
        (Some(format), _) => lowered(format),
        (None, Location::Header(_) | Location::PrefixHeaders(_)) => TimestampFormat::HttpDate,
        (None, Location::Query(_) | Location::QueryParams | Location::Label(_)) => TimestampFormat::DateTime,
        (None, _) => TimestampFormat::EpochSeconds,
    })
}

/// Whether the times in a list have the form of the list's place, a header or the query, and none of their own.
fn is_list_of_placed_times(context: &Context<'_>, target: &Shape, location: &Location) -> bool {
    let (ShapeKind::List(member) | ShapeKind::Set(member)) = &target.kind else { return false };
    matches!(location, Location::Header(_) | Location::Query(_))
        && !member.traits.has::<traits::TimestampFormat>()
        && context.target(member).is_some_and(|times| {
            matches!(times.kind, ShapeKind::Timestamp) && !times.traits.has::<traits::TimestampFormat>()
        })
}

/// The form that a timestamp shape has in a JSON document.
fn natural_format(target: &Shape) -> TimestampFormat {
    target.traits.get().map_or(TimestampFormat::EpochSeconds, lowered)
}

fn lowered(format: traits::TimestampFormat) -> TimestampFormat {
    match format {
        traits::TimestampFormat::DateTime => TimestampFormat::DateTime,
        traits::TimestampFormat::EpochSeconds => TimestampFormat::EpochSeconds,
        traits::TimestampFormat::HttpDate => TimestampFormat::HttpDate,
    }
}

/// The constraints of the first traits that have them: a member's go before its target's.
fn constraints(layers: &[&Traits], target: &Shape, member: &Member, problems: &mut Vec<Error>) -> Constraints {
    let first = |layers: &[&Traits]| layers.iter().find_map(|traits| traits.get::<traits::Length>());
    let length = first(layers).map(|length| (length.min, length.max));
    let range = layers.iter().find_map(|traits| traits.get::<traits::Range>()).map(|range| {
        if matches!(target.kind, ShapeKind::Float | ShapeKind::Double) {
            let float = |number: Option<serde_json::Number>| number.and_then(|number| number.as_f64());
            return Range::Float(float(range.min), float(range.max));
        }
        Range::Integer(
            range.min.and_then(|min| integer(&min, f64::ceil)),
            range.max.and_then(|max| integer(&max, f64::floor)),
        )
    });
    let text = layers.iter().find_map(|traits| traits.get::<traits::Pattern>());
    let pattern = text.and_then(|text| match pattern::compile(&text.0) {
        Ok(matcher) => Some((text.0, matcher)),
        Err(refusal) => {
            let applied = layers.iter().find_map(|traits| traits.applied("smithy.api#pattern"));
            let place = applied.map_or(&member.place, |applied| &applied.place);
            let problem = format!("pattern `{}` is not supported: {refusal}", text.0);
            problems.push(Error::new(place, problem, "a pattern without it").about(&target.id));
            None
        }
    });
    let unique_items =
        layers.iter().any(|traits| traits.has::<traits::UniqueItems>()) || matches!(target.kind, ShapeKind::Set(_));
    Constraints { length, range, pattern, unique_items }
}

/// A bound of an integer; one with a fraction is moved to the nearest integer inside.
fn integer(number: &serde_json::Number, inside: fn(f64) -> f64) -> Option<i64> {
    #[allow(clippy::cast_possible_truncation, reason = "a cast saturates, and no integer is outside of what it gives")]
    number.as_i64().or_else(|| number.as_f64().map(|float| inside(float) as i64))
}
