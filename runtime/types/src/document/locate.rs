//! Finds the place of each violation in the tree from which the validated value was read.
//!
//! A violation that only repeats a problem already reported by the walk has no place.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;

use super::display::shorten;
use super::shape::{Marks, violations_of, violations_of_key};
use super::tree::{Content, Entry, Node};
use crate::schema::{Kind, Member, Schema};
use crate::validation::{Constraint, Mismatch, Path, Segment, Violation};

/// Locates violations, and caches the order of map entries.
pub struct Locator<'a, 't> {
    root: &'a Node<'t>,
    schema: &'static Schema,
    marks: &'a Marks,
    sorted: HashMap<usize, Vec<&'a Entry<'t>>>,
    keys: HashMap<usize, VecDeque<usize>>,
}

/// The place of a violation in the document.
pub struct ViolationPlace {
    pub offset: usize,
    /// The path in the document.
    pub path: String,
    /// `true` if the violation concerns one of a map's keys rather than the value at the path.
    pub is_key: bool,
}

/// The part of a violation's path that has been followed so far.
struct Way<'a, 't> {
    /// The value at the end of this part, or `None` if it is absent.
    node: Option<&'a Node<'t>>,
    schema: Option<&'static Schema>,
    hidden: bool,
    /// The offset of the innermost value on the path that is present.
    offset: usize,
    /// The path in the document.
    path: String,
}

impl<'a, 't> Locator<'a, 't> {
    pub fn new(root: &'a Node<'t>, schema: &'static Schema, marks: &'a Marks) -> Self {
        Self { root, schema, marks, sorted: HashMap::new(), keys: HashMap::new() }
    }

    /// Returns the location, or `None` if the problem is already reported.
    pub fn locate(&mut self, violation: &Violation) -> Option<ViolationPlace> {
        let (node, offset) = (Some(self.root), self.root.offset);
        let mut way = Way { node, schema: Some(self.schema), hidden: false, offset, path: String::new() };
        for segment in violation.path.segments() {
            way.hidden |= way.schema.is_some_and(|schema| schema.sensitive);
            match (way.schema.map(|schema| &schema.kind), segment) {
                (Some(Kind::Structure(members) | Kind::Union(members)), Segment::Key(name)) => {
                    self.member(&mut way, members, name)?;
                }
                (Some(Kind::Map { .. }), segment) => self.entry(&mut way, segment),
                (_, Segment::Index(index)) => way.item(*index),
                (_, Segment::Key(name)) => way.leave(name),
            }
        }
        let offset = self.place(&way, &violation.constraint)?;
        Some(ViolationPlace { offset, path: way.path, is_key: offset != way.offset })
    }

    /// Descends to a member. Returns `None` if the walk has already reported a problem with it.
    fn member(&self, way: &mut Way<'a, 't>, members: &'static [Member], name: &str) -> Option<()> {
        let member = members.iter().find(|member| member.name == name);
        let is_this = |other: &&'static Member| member.is_some_and(|member| std::ptr::eq(*other, member));
        let spoiled = way.node.and_then(|node| self.marks.spoiled.get(&node.offset));
        if spoiled.is_some_and(|spoiled| spoiled.iter().any(&is_this)) {
            return None;
        }
        let entry = way.entries().iter().find(|entry| entry.member.as_ref().is_some_and(&is_this));
        match entry {
            Some(entry) => way.enter(entry),
            None => way.leave(member.map_or(name, |member| member.json)),
        }
        way.schema = member.map(|member| member.schema);
        Some(())
    }

    /// Descends to a value of a map by its key or, if keys are secret, by the index of the key in sorted order.
    fn entry(&mut self, way: &mut Way<'a, 't>, segment: &Segment) {
        let Some(Schema { kind: Kind::Map { key, value, .. }, .. }) = way.schema else { return };
        way.hidden |= key.sensitive;
        let sorted = self.sorted(way);
        let index = match segment {
            Segment::Index(index) => Some(*index),
            Segment::Key(key) => sorted.binary_search_by(|entry| (*entry.key).cmp(key)).ok(),
        };
        match (index.and_then(|index| sorted.get(index)).copied(), segment) {
            (Some(entry), _) => way.enter(entry),
            (None, Segment::Key(key)) => way.leave(key),
            (None, Segment::Index(index)) => way.leave(&index.to_string()),
        }
        way.schema = Some(value);
    }

    /// Returns the entries of a map in the order of the keys of the value that was read.
    fn sorted(&mut self, way: &Way<'a, 't>) -> &[&'a Entry<'t>] {
        self.sorted.entry(way.offset).or_insert_with(|| {
            let mut sorted: Vec<_> = way.entries().iter().collect();
            sorted.sort_by(|one, two| one.key.cmp(&two.key));
            sorted
        })
    }

    /// Returns the offset of a violation at the end of the path.
    fn place(&mut self, way: &Way<'a, 't>, constraint: &Constraint) -> Option<usize> {
        let (Some(node), Some(schema)) = (way.node, way.schema) else { return Some(way.offset) };
        let incomplete = self.marks.incomplete.contains(&node.offset);
        let spoiled = self.marks.spoiled.contains_key(&node.offset);
        let offset = if let Kind::Map { .. } = schema.kind { self.next_key(way, schema) } else { node.offset };
        match constraint {
            Constraint::Length { .. } if incomplete && offset == node.offset => None,
            Constraint::Discriminator(_, Mismatch::NotOne) if spoiled && way.entries().len() < 2 => None,
            _ => Some(offset),
        }
    }

    /// Returns the offset of the next violation of a map. The map and its keys share one path.
    fn next_key(&mut self, way: &Way<'a, 't>, schema: &'static Schema) -> usize {
        if !self.keys.contains_key(&way.offset) {
            let places = self.places_of_violations(way, schema);
            self.keys.insert(way.offset, places);
        }
        let next = self.keys.get_mut(&way.offset).and_then(VecDeque::pop_front);
        next.unwrap_or(way.offset)
    }

    /// Returns the offsets of a map's own violations and of those of its keys, in the order in which validation reports
    /// them.
    fn places_of_violations(&mut self, way: &Way<'a, 't>, schema: &'static Schema) -> VecDeque<usize> {
        let Kind::Map { key, .. } = schema.kind else { return VecDeque::new() };
        let sorted = self.sorted(way);
        let own = violations_of(|violations| violations.length(sorted.len(), schema, &Path::ROOT));
        let mut places = VecDeque::from(vec![way.offset; own.len()]);
        for entry in sorted {
            let of_key = violations_of_key(&entry.key, key).len();
            places.extend(std::iter::repeat_n(entry.offset, of_key));
        }
        places
    }
}

impl<'a, 't> Way<'a, 't> {
    /// Returns the entries of the object, or an empty slice if there is no object.
    fn entries(&self) -> &'a [Entry<'t>] {
        match self.node.map(|node| &node.content) {
            Some(Content::Object(entries)) => entries,
            _ => &[],
        }
    }

    fn item(&mut self, index: usize) {
        let items = match self.node.map(|node| &node.content) {
            Some(Content::Array(items)) => items.as_slice(),
            _ => &[],
        };
        let item = items.get(index);
        self.schema = match self.schema.map(|schema| &schema.kind) {
            Some(Kind::List { member, .. }) => Some(member),
            _ => None,
        };
        self.push(&item.map_or(index, |item| item.position).to_string());
        self.node = item;
        self.offset = item.map_or(self.offset, |item| item.offset);
    }

    fn enter(&mut self, entry: &'a Entry<'t>) {
        let known = entry.member.is_some_and(|member| member.json == &*entry.key);
        if self.hidden && !known {
            self.push(&entry.value.position.to_string());
        } else {
            self.push(&shorten(&entry.key));
        }
        self.node = Some(&entry.value);
        self.offset = entry.value.offset;
    }

    fn leave(&mut self, name: &str) {
        self.push(name);
        self.node = None;
    }

    fn push(&mut self, segment: &str) {
        let written = write!(self.path, "{}", Path::ROOT.member(segment));
        written.expect("a String takes any text");
    }
}
