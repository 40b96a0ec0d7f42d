//! Reads the parts that shapes share: members, references, traits.
//!
//! A malformed part is reported and omitted.

use super::{Reader, take};
use crate::ast::{Member, Reference, ShapeId};
use crate::error::quote;
use crate::json::{Entry, Node};
use crate::load::identifier::{is_identifier, is_shape_id};
use crate::traits::{AppliedTrait, Traits};

impl Reader<'_> {
    /// Reads members by name, in their order.
    pub(super) fn members(&mut self, node: Node) -> Vec<Member> {
        let entries = self.object(node, "`members`").unwrap_or_default();
        entries.into_iter().filter_map(|entry| self.named_member(entry)).collect()
    }

    fn named_member(&mut self, entry: Entry) -> Option<Member> {
        if !is_identifier(&entry.key) {
            let problem = format!("the malformed member name {}", quote(&entry.key));
            self.error(entry.offset, problem, "letters, digits and underscores, a letter first");
            return None;
        }
        self.member(entry)
    }

    /// Reads a member whose name is the property's.
    pub(super) fn member(&mut self, entry: Entry) -> Option<Member> {
        let what = format!("the member {}", quote(&entry.key));
        let offset = entry.value.offset;
        let mut properties = self.object(entry.value, &what)?;
        let target = self.target(take(&mut properties, "target"), offset, &what);
        let traits = self.traits(take(&mut properties, "traits"));
        self.unknown(properties, &what, "`target` or `traits`");
        Some(Member { place: self.place(entry.offset), name: entry.key, target: target?, traits })
    }

    /// Reads references by name, in their order.
    pub(super) fn named_references(&mut self, property: Option<Entry>) -> Vec<(String, Reference)> {
        let Some(property) = property else { return Vec::new() };
        let entries = self.object(property.value, &quote(&property.key)).unwrap_or_default();
        entries
            .into_iter()
            .filter_map(|entry| {
                let reference = self.reference(entry.value, &quote(&entry.key))?;
                Some((entry.key, reference))
            })
            .collect()
    }

    pub(super) fn references(&mut self, property: Option<Entry>) -> Vec<Reference> {
        let Some(property) = property else { return Vec::new() };
        let what = quote(&property.key);
        let items = self.array(property.value, &what).unwrap_or_default();
        items.into_iter().filter_map(|item| self.reference(item, &what)).collect()
    }

    pub(super) fn reference(&mut self, node: Node, what: &str) -> Option<Reference> {
        let offset = node.offset;
        let mut properties = self.object(node, what)?;
        let target = take(&mut properties, "target");
        let place = self.place(target.as_ref().map_or(offset, |target| target.value.offset));
        let target = self.target(target, offset, what);
        self.unknown(properties, what, "`target`");
        Some(Reference { target: target?, place })
    }

    fn target(&mut self, property: Option<Entry>, offset: usize, what: &str) -> Option<ShapeId> {
        let Some(property) = property else {
            self.error(offset, format!("{what} has no `target`"), "the id of a shape as `target`");
            return None;
        };
        let offset = property.value.offset;
        let text = self.string(property.value, "`target`")?;
        self.shape_id(text, offset)
    }

    pub(super) fn shape_id(&mut self, text: String, offset: usize) -> Option<ShapeId> {
        if is_shape_id(&text) {
            return Some(ShapeId::new(text));
        }
        self.error(offset, format!("the malformed shape id {}", quote(&text)), "`namespace#Name`");
        None
    }

    pub(super) fn traits(&mut self, property: Option<Entry>) -> Traits {
        let mut traits = Traits::default();
        let Some(property) = property else { return traits };
        let entries = self.object(property.value, "`traits`").unwrap_or_default();
        for entry in entries {
            let place = self.place(entry.offset);
            if let Some(id) = self.shape_id(entry.key, entry.offset) {
                traits.set(AppliedTrait { id, value: entry.value.into_value(), place });
            }
        }
        traits
    }
}
