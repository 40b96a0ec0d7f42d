//! Structures: the type, its fields, constructors and setters.

use super::{Argument, Item, Line, Signature, discriminated, text, wire};
use crate::ir::{Member, Presence, SchemaMember, Service, Structure};

/// Returns the items of a structure.
pub fn items(service: &Service, structure: &Structure) -> Vec<Item> {
    let Structure { id, name, .. } = structure;
    let mut items = vec![
        Item::named_type(id, name)
            .documented(&structure.docs, structure.deprecated.as_ref())
            .known_by(identity(structure))
            .body(body(structure)),
        constructor(structure),
    ];
    if required(structure).next().is_none() {
        let line = Line::new([], format!("let value = {name}::default();"));
        items.push(Item::new(id, name, format!("{name}: Default"), Signature::Presence, line));
    }
    let described = super::internals::members(service, &structure.schema);
    for (index, member) in structure.members.iter().enumerate() {
        items.push(field(service, structure, member, described.get(index)));
        items.push(setter(structure, member));
    }
    let discriminated = structure.rules.as_ref().and_then(|rules| rules.discriminated.as_ref());
    items.extend(discriminated.into_iter().flat_map(|tagged| discriminated::items(service, structure, tagged)));
    items
}

fn required(structure: &Structure) -> impl Iterator<Item = &Member> {
    structure.members.iter().filter(|member| matches!(member.presence, Presence::Required))
}

fn constructor(structure: &Structure) -> Item {
    let name = &structure.name;
    let arguments: Vec<Argument> = required(structure).map(argument).collect();
    let given = arguments.iter().map(|argument| (argument.name.as_str(), text::given(&argument.ty)));
    let names: Vec<&str> = arguments.iter().map(|argument| argument.name.as_str()).collect();
    let line = Line::new(given, format!("let value: {name} = {name}::new({});", names.join(", ")));
    let signature = Signature::Function { arguments, result: name.clone() };
    Item::new(&structure.id, name, format!("{name}::new()"), signature, line)
}

fn argument(member: &Member) -> Argument {
    text::argument(&member.id, &member.field, &member.ty)
}

fn field(service: &Service, structure: &Structure, member: &Member, described: Option<&SchemaMember>) -> Item {
    let (name, field) = (&structure.name, &member.field);
    let field_type = text::field_type(&member.ty, matches!(member.presence, Presence::Optional));
    let line = Line::new([("it", name.clone())], format!("let value: {} = it.{field};", field_type.text));
    let body = format!("{} {}", member.target, described.map(travels).unwrap_or_default());
    let default = default(member).map(|default| format!("{default:?}")).unwrap_or_default();
    Item::new(&member.id, name, format!("{name}::{field}"), Signature::Field(field_type), line)
        .documented(&member.docs, member.deprecated.as_ref())
        .wire(described.map(|described| wire::member(service, described)).unwrap_or_default())
        .default(default)
        .body(body)
}

fn setter(structure: &Structure, member: &Member) -> Item {
    let (name, field) = (&structure.name, &member.field);
    let given = [("it", name.clone()), ("value", text::given(&member.ty))];
    let line = Line::new(given, format!("let value: {name} = it.{field}(value);"));
    let signature = Signature::Function { arguments: vec![argument(member)], result: name.clone() };
    Item::new(&member.id, name, format!("{name}::{field}()"), signature, line)
        .documented("", member.deprecated.as_ref())
}

fn default(member: &Member) -> Option<&crate::ir::Literal> {
    match &member.presence {
        Presence::Defaulted(default) => Some(default),
        Presence::Required | Presence::Optional => None,
    }
}

/// Describes the wire format of a member.
pub fn travels(member: &SchemaMember) -> String {
    format!("{} {} {:?}", member.required, member.idempotency_token, member.location)
}

/// Returns the content of the structure, or `None` if it does not distinguish it from others.
pub fn identity(structure: &Structure) -> Option<String> {
    let members: Vec<_> = structure.members.iter().map(|member| (&member.field, &member.target)).collect();
    (!members.is_empty()).then(|| format!("{members:?}"))
}

/// Describes the properties of the whole structure: whether it is sensitive, and the rules between its members.
fn body(structure: &Structure) -> String {
    let rules = structure.rules.as_ref().map(|rules| {
        let tagged = rules.discriminated.as_ref();
        (&rules.rules, tagged.map(|tagged| (&tagged.without, &tagged.parts)))
    });
    format!("{} {rules:?}", structure.sensitive)
}
