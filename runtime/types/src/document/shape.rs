//! The walk along a schema, which finds everything that does not have the schema's shape and removes it from the tree.
//!
//! The remaining tree can be read, with similar names and values replaced by the model's. Strict reading and correcting
//! differ only in whether a replacement is recorded as a problem or as a change.

use std::collections::{HashMap, HashSet};

use super::change::ChangeKind;
use super::display::shorten;
use super::findings::Findings;
use super::nearest::nearest;
use super::problem::ProblemKind;
use super::scalar;
use super::tree::{Content, Entry, Node};
use crate::schema::{self, Kind, Member, Schema};
use crate::validation::{Path, Violation, Violations};

/// The walk, with its findings so far.
pub struct Walk {
    /// Whether mistakes are corrected.
    pub fix: bool,
    /// Problems and changes.
    pub findings: Findings,
    /// Records of the parts removed from the tree.
    pub marks: Marks,
}

/// The places at which the tree differs from the document, by the offsets of its nodes.
#[derive(Default)]
pub struct Marks {
    /// The members of a structure for which a problem is already reported.
    pub spoiled: HashMap<usize, Vec<&'static Member>>,
    /// Lists and maps from which entries were removed.
    pub incomplete: HashSet<usize>,
}

/// The current position of the walk.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    /// The path of the value in the document.
    pub path: &'a Path<'a>,
    /// Whether names unknown to the model must be redacted here.
    pub hidden: bool,
    /// The member that holds the value.
    pub member: Option<&'static str>,
}

impl Walk {
    /// Visits a value. Returns `false` if it does not have the shape, so that no value can be read from it.
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

    /// Reports a value of another type.
    pub fn refuse(&mut self, node: &Node<'_>, schema: &'static Schema, here: Here<'_>) -> bool {
        let (expected, found) = scalar::mismatch(node, schema);
        self.findings.add(node.offset, here.path, ProblemKind::Type { expected, found });
        false
    }

    /// Returns `true` if the value is null and counts as absent; if mistakes are corrected, this is recorded as a
    /// change.
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

    /// Checks the key of an entry whose value can't be read. The keys of the other entries are checked with the map
    /// itself.
    fn refuse_key(&mut self, entry: &Entry<'_>, schema: &'static Schema, here: Here<'_>) {
        for violation in violations_of_key(&entry.key, schema) {
            self.findings.add(entry.offset, here.path, ProblemKind::Key(violation.constraint));
        }
    }

    /// Checks the length of a list or map from which entries were removed. The length of any other is checked with the
    /// value itself.
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

    /// Visits a document shape, which allows any JSON whose numbers can be represented.
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

    /// Reports keys that occur again in an object, and removes their entries.
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
    /// Returns the path of an entry, with the entry's index in place of a key that must not be shown.
    pub fn entry(&self, entry: &Entry<'_>, name: &'a str) -> Path<'a> {
        let known = entry.member.is_some_and(|member| member.json == &*entry.key);
        if self.hidden && !known { self.path.index(entry.value.position) } else { self.path.member(name) }
    }
}

/// Returns the enum value that was probably meant.
pub fn nearest_word(text: &str, values: &'static [&'static str]) -> Option<&'static str> {
    nearest(text, values.iter().copied()).and_then(|index| values.get(index).copied())
}

/// Returns the violations of a map key.
pub fn violations_of_key(key: &str, schema: &'static Schema) -> Vec<Violation> {
    violations_of(|violations| match schema.kind {
        Kind::Enum(_) => violations.word(key, schema, &Path::ROOT),
        _ => violations.text(key, schema, &Path::ROOT),
    })
}

/// Runs a check and returns the violations that it records.
pub fn violations_of(check: impl FnOnce(&mut Violations)) -> Vec<Violation> {
    let mut violations = Violations::default();
    check(&mut violations);
    violations.into_result().map_or_else(|error| error.violations().to_vec(), |()| Vec::new())
}
