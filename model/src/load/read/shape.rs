//! Reads shapes and `apply` statements.
//!
//! The properties of a shape depend on its type; any other property is an error.

use std::collections::BTreeMap;

use super::{Reader, take};
use crate::ast::{Member, Operation, Reference, Resource, Service, ShapeId, ShapeKind};
use crate::error::quote;
use crate::json::Entry;
use crate::load::draft::{Applied, Body, Draft, Drafts, Holder};
use crate::load::identifier::is_identifier;
use crate::load::merge;
use crate::prelude;

const SIMPLE: [ShapeKind; 13] = [
    ShapeKind::Blob,
    ShapeKind::Boolean,
    ShapeKind::String,
    ShapeKind::Timestamp,
    ShapeKind::Document,
    ShapeKind::Byte,
    ShapeKind::Short,
    ShapeKind::Integer,
    ShapeKind::Long,
    ShapeKind::Float,
    ShapeKind::Double,
    ShapeKind::BigInteger,
    ShapeKind::BigDecimal,
];

const TYPES: &str = "one of `blob`, `boolean`, `string`, `timestamp`, `document`, `byte`, `short`, `integer`, `long`, \
     `float`, `double`, `bigInteger`, `bigDecimal`, `enum`, `intEnum`, `list`, `set`, `map`, `structure`, `union`, \
     `service`, `resource`, `operation`, `apply`";

const LIFECYCLE: [&str; 6] = ["put", "create", "read", "update", "delete", "list"];

impl Reader<'_> {
    pub(super) fn shape_or_apply(&mut self, id: &ShapeId, entry: Entry, drafts: &mut Drafts) {
        let errors_before = self.errors.len();
        let place = self.place(entry.offset);
        let Some(mut properties) = self.object(entry.value, "the shape") else { return };
        let Some(kind) = take(&mut properties, "type") else {
            return self.error(entry.offset, "the shape has no `type`", TYPES);
        };
        let type_offset = kind.value.offset;
        let Some(kind) = self.string(kind.value, "`type`") else { return };
        let traits = self.traits(take(&mut properties, "traits"));
        if kind == "apply" {
            self.unknown(properties, "the `apply` statement", "`type` or `traits`");
            drafts.applied.push(Applied { target: id.clone(), place, traits });
            return;
        }
        if id.member().is_some() {
            return self.error(type_offset, "a member is defined outside its shape", "the type `apply`");
        }
        let mixins = self.references(take(&mut properties, "mixins"));
        let Some((body, known)) = self.body(&kind, &mut properties, entry.offset) else {
            return self.error(type_offset, format!("unknown shape type {}", quote(&kind)), TYPES);
        };
        let known = format!("one of `type`, `traits`, `mixins`{known}");
        self.unknown(properties, &format!("the {kind}"), &known);
        let is_version_1 = self.is_version_1;
        let introduced = BTreeMap::new();
        let draft = Draft { id: id.clone(), place, body, traits, mixins, introduced, is_version_1 };
        if self.errors.len() == errors_before {
            self.errors.extend(merge::shape(drafts, draft));
        }
    }

    /// Reads the properties of the type, and returns the names of all properties that it allows.
    fn body(&mut self, kind: &str, properties: &mut Vec<Entry>, offset: usize) -> Option<(Body, &'static str)> {
        if let Some(simple) = SIMPLE.iter().find(|simple| simple.name() == kind) {
            return Some((Body::Simple(simple.clone()), ""));
        }
        let holder = match kind {
            "service" => return Some((self.service(properties), SERVICE_PROPERTIES)),
            "resource" => return Some((self.resource(properties), RESOURCE_PROPERTIES)),
            "operation" => return Some((self.operation(properties, offset), ", `input`, `output`, `errors`")),
            "list" | "set" => {
                let holder = if kind == "list" { Holder::List } else { Holder::Set };
                return Some((Body::Members(holder, self.fixed_members(properties, &["member"])), ", `member`"));
            }
            "map" => {
                let members = self.fixed_members(properties, &["key", "value"]);
                return Some((Body::Members(Holder::Map, members), ", `key`, `value`"));
            }
            "structure" => Holder::Structure,
            "union" => Holder::Union,
            "enum" => Holder::Enum,
            "intEnum" => Holder::IntEnum,
            _ => return None,
        };
        let members = take(properties, "members").map(|members| self.members(members.value));
        Some((Body::Members(holder, members.unwrap_or_default()), ", `members`"))
    }

    fn fixed_members(&mut self, properties: &mut Vec<Entry>, names: &[&str]) -> Vec<Member> {
        let entries: Vec<Entry> = names.iter().filter_map(|name| take(properties, name)).collect();
        entries.into_iter().filter_map(|entry| self.member(entry)).collect()
    }

    fn service(&mut self, properties: &mut Vec<Entry>) -> Body {
        let version = take(properties, "version").and_then(|version| self.string(version.value, "`version`"));
        let rename = take(properties, "rename");
        Body::Service(Service {
            version: version.unwrap_or_default(),
            operations: self.references(take(properties, "operations")),
            resources: self.references(take(properties, "resources")),
            errors: self.references(take(properties, "errors")),
            rename: rename.map(|rename| self.rename(rename)).unwrap_or_default(),
        })
    }

    fn rename(&mut self, property: Entry) -> BTreeMap<ShapeId, String> {
        let mut rename = BTreeMap::new();
        for entry in self.object(property.value, "`rename`").unwrap_or_default() {
            let id = self.shape_id(entry.key, entry.offset);
            let offset = entry.value.offset;
            let name = self.string(entry.value, "the new name");
            match (id, name) {
                (Some(id), Some(name)) if is_identifier(&name) => {
                    rename.insert(id, name);
                }
                (_, Some(name)) if !is_identifier(&name) => {
                    let problem = format!("the malformed new name {}", quote(&name));
                    self.error(offset, problem, "letters, digits and underscores, a letter first");
                }
                _ => {}
            }
        }
        rename
    }

    fn resource(&mut self, properties: &mut Vec<Entry>) -> Body {
        let mut lifecycle = Vec::new();
        for name in LIFECYCLE {
            if let Some(property) = take(properties, name)
                && let Some(reference) = self.reference(property.value, &quote(name))
            {
                lifecycle.push((name.to_string(), reference));
            }
        }
        Body::Resource(Resource {
            identifiers: self.named_references(take(properties, "identifiers")),
            properties: self.named_references(take(properties, "properties")),
            lifecycle,
            operations: self.references(take(properties, "operations")),
            collection_operations: self.references(take(properties, "collectionOperations")),
            resources: self.references(take(properties, "resources")),
        })
    }

    fn operation(&mut self, properties: &mut Vec<Entry>, offset: usize) -> Body {
        let input = self.structure_or_unit(take(properties, "input"), offset);
        let output = self.structure_or_unit(take(properties, "output"), offset);
        Body::Operation(Operation { input, output, errors: self.references(take(properties, "errors")) })
    }

    /// Reads a reference; if it is absent, the target is the unit structure, at the place of the operation.
    fn structure_or_unit(&mut self, property: Option<Entry>, offset: usize) -> Reference {
        let reference = property.and_then(|property| self.reference(property.value, &quote(&property.key)));
        reference.unwrap_or_else(|| Reference { target: ShapeId::new(prelude::UNIT), place: self.place(offset) })
    }
}

const SERVICE_PROPERTIES: &str = ", `version`, `operations`, `resources`, `errors`, `rename`";

const RESOURCE_PROPERTIES: &str = ", `identifiers`, `properties`, `put`, `create`, `read`, `update`, `delete`, `list`, \
     `operations`, `collectionOperations`, `resources`";
