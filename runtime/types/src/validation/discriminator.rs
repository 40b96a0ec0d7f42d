//! Discriminators. The tag, a member of a structure, names the one member that must be set in certain other structures,
//! the parts. Without a tag, the member set in the first part decides for the others.

use std::fmt;

use super::Violations;
use super::constraint::Constraint;
use super::path::Path;
use super::rule::ViolationSink;
use crate::schema::Member;
use crate::structure::{Members, Structure};
use crate::value::Value;

/// A discriminator: a tag, its values, and the parts whose members must match it.
#[derive(Debug, PartialEq, Eq)]
pub struct Discriminator {
    /// The name of the tag, or `None` if the first part decides.
    pub tag: Option<&'static str>,
    /// Each value of the tag, with the member that it names.
    pub members: &'static [(&'static str, &'static str)],
    /// The values of the tag for which no member exists.
    pub without: &'static [&'static str],
    /// The values of the tag that need no member. The parts are not checked for them.
    pub bare: &'static [&'static str],
    /// The parts.
    pub parts: &'static [Part],
}

/// A structure with one member for each value of the tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// The path to the part from the structure that has the tag.
    pub path: &'static [&'static str],
    /// Whether one of its members must be set.
    pub required: bool,
}

/// The ways in which a part can contradict the tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// No member exists for the value of the tag.
    TagWithoutMember,
    /// The member that the tag names is not set.
    Missing(&'static str),
    /// A member other than this one, which the tag names, is set.
    Other(&'static str),
    /// The part must have exactly one member set.
    NotOne,
    /// The part must have at most one member set.
    MoreThanOne,
}

impl Discriminator {
    /// Reports a mismatch, if there is one. `tag` is the value of the tag, if it has one; `set` has the members set in
    /// each part, in the order of the parts.
    #[inline(always)] // It is called once for each structure with a discriminator.
    pub fn check(&'static self, tag: Option<&str>, set: &[Set<'_>], path: &Path<'_>, sink: &mut impl ViolationSink) {
        if tag.is_some_and(|tag| self.bare.iter().any(|bare| same(bare, tag))) {
            return;
        }
        let fits = |named: &str| self.parts.iter().zip(set).all(|(part, set)| set.fits(part, named));
        if !self.named(tag, set).is_some_and(fits) {
            sink.tag(self, tag, set, path);
        }
    }

    /// Returns the member that the tag names or, without a tag, the one that is set in the first part.
    fn named(&self, tag: Option<&str>, set: &[Set<'_>]) -> Option<&'static str> {
        match tag {
            Some(tag) => self.members.iter().find(|(value, _)| same(value, tag)).map(|(_, member)| *member),
            None => set.first().and_then(Set::only),
        }
    }

    /// Adds a violation for each member that is set but should not be, or is not set but should be.
    pub(super) fn check_parts(
        &'static self,
        tag: Option<&str>,
        set: &[Set<'_>],
        path: &Path<'_>,
        violations: &mut Violations,
    ) {
        let named = self.named(tag, set);
        if let (Some(member), Some(tag)) = (self.tag, tag)
            && self.without.contains(&tag)
        {
            self.add(&[], member, Mismatch::TagWithoutMember, path, violations);
            return;
        }
        for (part, set) in self.parts.iter().zip(set) {
            let Some((last, parents)) = part.path.split_last() else { continue };
            match (named, set.members().len()) {
                (None, 0) if part.required => self.add(parents, last, Mismatch::NotOne, path, violations),
                (None, 0 | 1) => {}
                (None, _) if part.required => self.add(parents, last, Mismatch::NotOne, path, violations),
                (None, _) => self.add(parents, last, Mismatch::MoreThanOne, path, violations),
                (Some(named), _) => self.check_part(part, set, named, path, violations),
            }
        }
    }

    fn check_part(
        &'static self,
        part: &Part,
        set: &Set<'_>,
        named: &'static str,
        path: &Path<'_>,
        violations: &mut Violations,
    ) {
        let mut missing = part.required;
        for member in set.members() {
            if member.name == named {
                missing = false;
            } else {
                self.add(part.path, member.name, Mismatch::Other(named), path, violations);
            }
        }
        if missing {
            self.add(part.path, named, Mismatch::Missing(named), path, violations);
        }
    }

    fn add(
        &'static self,
        parents: &[&'static str],
        member: &'static str,
        mismatch: Mismatch,
        path: &Path<'_>,
        violations: &mut Violations,
    ) {
        violations.add_below(path, parents, member, Constraint::Discriminator(self, mismatch));
    }

    /// Writes the text of a violation after the words "Member must".
    pub(super) fn explain(&self, mismatch: Mismatch, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decider = match (self.tag, self.parts.first()) {
            (Some(tag), _) => format!("{tag} names"),
            (None, Some(Part { path: [.., first], .. })) => format!("{first} has"),
            (None, _) => "there is".to_owned(),
        };
        match mismatch {
            Mismatch::TagWithoutMember => {
                write!(formatter, "name something that can be set here, which {} can't", self.without.join(", "))
            }
            Mismatch::Missing(named) => write!(formatter, "be set, because {decider} {named}"),
            Mismatch::Other(named) => write!(formatter, "be absent, because {decider} {named}"),
            Mismatch::NotOne => formatter.write_str("have exactly one member set"),
            Mismatch::MoreThanOne => formatter.write_str("have at most one member set"),
        }
    }
}

/// Returns `true` if two strings are equal. Most pairs that are compared here are the same static, so pointers are
/// compared first.
fn same(one: &str, other: &str) -> bool {
    std::ptr::eq(one, other) || one == other
}

/// The members that are set in a structure; empty if the structure is absent.
pub struct Set<'a>(Option<&'a dyn Visit>);

impl<'a> Set<'a> {
    /// Creates the set for this structure.
    #[inline(always)] // Each structure type would otherwise have its own function for it.
    pub fn of<T: Structure>(structure: Option<&'a T>) -> Self {
        Self(structure.map(|structure| structure as &dyn Visit))
    }

    /// Returns `true` if no member but the named one is set; if the part is not required, it may be unset, too.
    fn fits(&self, part: &Part, named: &str) -> bool {
        match self.0.map_or(Ok(None), |structure| structure.only()) {
            Ok(Some(member)) => same(member.name, named),
            Ok(None) => !part.required,
            Err(Several) => false,
        }
    }

    /// Returns the name of the member that is set, if exactly one is.
    fn only(&self) -> Option<&'static str> {
        self.0.and_then(|structure| structure.only().ok().flatten()).map(|member| member.name)
    }

    /// Returns all members that are set, in order.
    fn members(&self) -> Vec<&'static Member> {
        self.0.map_or_else(Vec::new, |structure| structure.all())
    }
}

/// A structure of any type.
trait Visit {
    /// Returns the one member that is set.
    fn only(&self) -> Result<Option<&'static Member>, Several>;

    /// Returns all members that are set, in order.
    fn all(&self) -> Vec<&'static Member>;
}

impl<T: Structure> Visit for T {
    fn only(&self) -> Result<Option<&'static Member>, Several> {
        let mut only = Only(None);
        if self.visit(&mut only) { Ok(only.0) } else { Err(Several) }
    }

    fn all(&self) -> Vec<&'static Member> {
        let mut all = All(Vec::new());
        self.visit(&mut all);
        all.0
    }
}

/// The error if more than one member is set.
struct Several;

struct Only(Option<&'static Member>);

impl Members for Only {
    #[inline(always)] // Most members of such a structure are not set.
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool {
        value.is_absent() || self.0.replace(member).is_none()
    }
}

/// Collects members; allocates only if there is one.
struct All(Vec<&'static Member>);

impl Members for All {
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool {
        if !value.is_absent() {
            self.0.push(member);
        }
        true
    }
}
