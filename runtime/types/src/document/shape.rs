//! The walk along a schema: finds what is not of the schema's shape, and takes it out of the tree.
//!
//! What is left can be read, and is what was probably meant: near names and words are replaced by the model's. Whether
//! that is a problem or a change is all that differs between refusing and mending a document.

use std::collections::{HashMap, HashSet};

use super::change::ChangeKind;
use super::findings::Findings;
use super::nearest::nearest;
use super::problem::ProblemKind;
use super::scalar;
use super::shown::shorten;
use super::tree::{Content, Entry, Node};
use crate::schema::{self, Kind, Member, Schema};
use crate::validation::{Path, Violation, Violations};

/// The walk, and what it has found so far.
pub struct Walk {
    /// Whether mistakes are mended.
    pub fix: bool,
    /// Problems and changes.
    pub findings: Findings,
    /// What was taken out of the tree.
    pub marks: Marks,
}

/// Where the tree is not what the document says, by the offsets of its nodes.
#[derive(Default)]
pub struct Marks {
    /// The members of a structure whose problem is reported already.
    pub spoiled: HashMap<usize, Vec<&'static Member>>,
    /// Lists and maps without some of their entries.
    pub incomplete: HashSet<usize>,
}

/// Where the walk is.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    /// The way to the value in the document.
    pub path: &'a Path<'a>,
    /// Whether names that the model does not know must not be shown here.
    pub hidden: bool,
    /// The member that has the value.
    pub member: Option<&'static str>,
}

impl Walk {
    /// Looks at a value; false where it is not of the shape, and so no value of it can be read.
    pub fn value(&mut self, node: &mut Node<'_>, schema: &'static Schema, here: Here<'_>) -> bool {
        let here = Here { hidden: here.hidden || schema.sensitive, ..here };
        match schema.kind {
            Kind::List { member, sparse } => self.list(node, schema, member, sparse, here),
            Kind::Map { .. } => self.map(node, schema, here),
            Kind::Structure(_) | Kind::Union(_) => self.members(node, schema, here),
            Kind::Enum(values) => self.word(node, schema, values, here),
            Kind::Document => self.document(node, here),
            _ if scalar::is_readable(node, schema) => true,
            _ => self.refuse(node, schema, here),
        }
    }

    /// Adds that the value is of another type.
    pub fn refuse(&mut self, node: &Node<'_>, schema: &'static Schema, here: Here<'_>) -> bool {
        let (expected, found) = scalar::mismatch(node, schema);
        self.findings.add(node.offset, here.path, ProblemKind::Type { expected, found });
        false
    }

    /// Whether the value is null that means absent, which is a change where mistakes are mended.
    pub fn drops_null(&mut self, node: &Node<'_>, path: &Path<'_>) -> bool {
        if self.fix && node.is_null() {
            self.findings.change(node.offset, path, ChangeKind::DroppedNull);
        }
        node.is_null()
    }

    fn list(
        &mut self,
        node: &mut Node<'_>,
        schema: &'static Schema,
        member: &'static Schema,
        sparse: bool,
        here: Here<'_>,
    ) -> bool {
        let Content::Array(items) = &mut node.content else { return self.refuse(node, schema, here) };
        let mut count = 0;
        items.retain_mut(|item| {
            let path = here.path.index(item.position);
            if sparse && item.is_null() {
                count += 1;
                return true;
            }
            if self.fix && self.drops_null(item, &path) {
                return false;
            }
            count += 1;
            self.value(item, member, Here { path: &path, hidden: here.hidden, member: None })
        });
        self.check_length(node.offset, items.len(), count, schema, here);
        true
    }

    fn map(&mut self, node: &mut Node<'_>, schema: &'static Schema, here: Here<'_>) -> bool {
        let Content::Object(entries) = &mut node.content else { return self.refuse(node, schema, here) };
        let Kind::Map { key, value, sparse } = schema.kind else { return false };
        let here = Here { hidden: here.hidden || key.sensitive, ..here };
        if !sparse && self.fix {
            entries.retain(|entry| !self.drops_null(&entry.value, &here.entry(entry, &shorten(&entry.key))));
        }
        self.drop_duplicates(entries, here);
        let mut count = 0;
        entries.retain_mut(|entry| {
            count += 1;
            if sparse && entry.value.is_null() {
                return true;
            }
            let name = shorten(&entry.key);
            let path = here.entry(entry, &name);
            let keep = self.value(&mut entry.value, value, Here { path: &path, hidden: here.hidden, member: None });
            if !keep {
                self.refuse_key(entry, key, here);
            }
            keep
        });
        self.check_length(node.offset, entries.len(), count, schema, here);
        true
    }

    /// Checks the key of an entry that can't be read; of the others, the map's own check does.
    fn refuse_key(&mut self, entry: &Entry<'_>, schema: &'static Schema, here: Here<'_>) {
        for violation in violations_of_key(&entry.key, schema) {
            self.findings.add(entry.offset, here.path, ProblemKind::Key(violation.constraint));
        }
    }

    /// Checks the length of a list or map that not all entries can be read of; otherwise the value's own check does.
    fn check_length(&mut self, offset: usize, left: usize, count: usize, schema: &'static Schema, here: Here<'_>) {
        if left == count {
            return;
        }
        self.marks.incomplete.insert(offset);
        for violation in violations_of(|violations| violations.length(count, schema, &Path::ROOT)) {
            self.findings.add(offset, here.path, ProblemKind::Violation(violation.constraint));
        }
    }

    fn word(
        &mut self,
        node: &mut Node<'_>,
        schema: &'static Schema,
        values: &'static [&'static str],
        here: Here<'_>,
    ) -> bool {
        let Content::Text(text) = &mut node.content else { return self.refuse(node, schema, here) };
        if schema.has_word(text) {
            return true;
        }
        let suggestion = nearest_word(text, values);
        match suggestion {
            Some(value) if self.fix => {
                let kind = ChangeKind::ReadAs { member: here.member, value };
                self.findings.change(node.offset, here.path, kind);
            }
            _ => self.findings.add(node.offset, here.path, ProblemKind::UnknownValue { values, suggestion }),
        }
        match suggestion {
            Some(value) => *text = value.into(),
            None => return false,
        }
        true
    }

    /// Any JSON, as far as it can be kept.
    fn document(&mut self, node: &mut Node<'_>, here: Here<'_>) -> bool {
        if !scalar::is_readable(node, &schema::DOCUMENT) {
            return self.refuse(node, &schema::DOCUMENT, here);
        }
        match &mut node.content {
            Content::Array(items) => {
                let mut keep = true;
                for item in items {
                    let path = here.path.index(item.position);
                    keep &= self.document(item, Here { path: &path, ..here });
                }
                keep
            }
            Content::Object(entries) => {
                let mut keep = true;
                self.drop_duplicates(entries, here);
                for entry in entries {
                    let name = shorten(&entry.key);
                    let path = here.entry(entry, &name);
                    keep &= self.document(&mut entry.value, Here { path: &path, ..here });
                }
                keep
            }
            _ => true,
        }
    }

    /// Adds the keys that an object already has, and takes them out.
    fn drop_duplicates(&mut self, entries: &mut Vec<Entry<'_>>, here: Here<'_>) {
        let mut firsts = HashMap::with_capacity(entries.len());
        let mut repeated = HashSet::new();
        for entry in entries.iter() {
            let first = *firsts.entry(&*entry.key).or_insert(entry.offset);
            if first != entry.offset {
                let name = shorten(&entry.key);
                self.findings.add_duplicate(entry.offset, &here.entry(entry, &name), first);
                repeated.insert(entry.offset);
            }
        }
        entries.retain(|entry| !repeated.contains(&entry.offset));
    }
}

impl<'a> Here<'a> {
    /// The way to an entry; its position stands for a key that must not be shown.
    pub fn entry(&self, entry: &Entry<'_>, name: &'a str) -> Path<'a> {
        let known = entry.member.is_some_and(|member| member.json == &*entry.key);
        if self.hidden && !known { self.path.index(entry.value.position) } else { self.path.member(name) }
    }
}

/// The word that was probably meant.
pub fn nearest_word(text: &str, values: &'static [&'static str]) -> Option<&'static str> {
    nearest(text, values.iter().copied()).and_then(|index| values.get(index).copied())
}

/// What a map's key violates.
pub fn violations_of_key(key: &str, schema: &'static Schema) -> Vec<Violation> {
    violations_of(|violations| match schema.kind {
        Kind::Enum(_) => violations.word(key, schema, &Path::ROOT),
        _ => violations.text(key, schema, &Path::ROOT),
    })
}

/// What a check finds.
pub fn violations_of(check: impl FnOnce(&mut Violations)) -> Vec<Violation> {
    let mut violations = Violations::default();
    check(&mut violations);
    violations.into_result().map_or_else(|error| error.violations().to_vec(), |()| Vec::new())
}
