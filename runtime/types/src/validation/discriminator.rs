//! Discriminators: a member, the tag, that names the one member that other structures, the parts, hold. Without a tag, the
//! member that the first part holds is the one for the others.

use std::convert::Infallible;
use std::fmt;

use super::Violations;
use super::constraint::Constraint;
use super::path::Path;
use super::rule::Broken;
use crate::schema::Member;
use crate::structure::{Members, Structure};
use crate::value::Value;

/// A discriminator whose value contradicts the members that are set, or parts that contradict one another.
#[derive(Debug, PartialEq, Eq)]
pub struct Discriminator {
    /// The name of the member that is the tag, if there is one.
    pub tag: Option<&'static str>,
    /// Each value of the tag, with the member that it names.
    pub members: &'static [(&'static str, &'static str)],
    /// The values of the tag that name no member at all.
    pub without: &'static [&'static str],
    /// The values of the tag that go without a member. What the parts hold beside them is not checked.
    pub bare: &'static [&'static str],
    /// The parts.
    pub parts: &'static [Part],
}

/// A structure with one member for each value of the tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// The way to it from the structure that has the tag.
    pub path: &'static [&'static str],
    /// Whether one of its members must be set.
    pub required: bool,
}

/// How a part does not fit the tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// The tag names no member.
    TagWithoutMember,
    /// The member that the tag names is not set.
    Missing(&'static str),
    /// Another member is set than this one, which the tag names.
    Other(&'static str),
    /// Not exactly one member is set.
    NotOne,
    /// More than one member is set.
    MoreThanOne,
}

impl Discriminator {
    /// Reports a mismatch, if there is one: `tag` is the value of the tag, if it has one, and `set` has the members that
    /// are set in each part, in the order of the parts.
    #[inline(always)] // It is called once for each structure with a discriminator.
    pub fn check(&'static self, tag: Option<&str>, set: &[Set<'_>], path: &Path<'_>, broken: &mut impl Broken) {
        if tag.is_some_and(|tag| self.bare.iter().any(|bare| same(bare, tag))) {
            return;
        }
        let fits = |named: &str| self.parts.iter().zip(set).all(|(part, set)| set.fits(part, named));
        if !self.named(tag, set).is_some_and(fits) {
            broken.tag(self, tag, set, path);
        }
    }

    /// The member that the tag names, or, without a tag, that is set in the first part.
    fn named(&self, tag: Option<&str>, set: &[Set<'_>]) -> Option<&'static str> {
        match tag {
            Some(tag) => self.members.iter().find(|(value, _)| same(value, tag)).map(|(_, member)| *member),
            None => set.first().and_then(Set::only),
        }
    }

    /// Adds a violation for each member that should not be set, or should and is not.
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

/// Whether two texts are equal. Most that are asked for here are not just equal, but literally the same.
fn same(one: &str, other: &str) -> bool {
    std::ptr::eq(one, other) || one == other
}

/// The members of a structure that are set; none where there is no structure.
pub struct Set<'a>(Option<&'a dyn Visit>);

impl<'a> Set<'a> {
    /// The members of this structure.
    #[inline(always)] // The type is not worth a call.
    pub fn of<T: Structure>(structure: Option<&'a T>) -> Self {
        Self(structure.map(|structure| structure as &dyn Visit))
    }

    /// Whether nothing is set but the member with a name, or nothing at all where that may be.
    fn fits(&self, part: &Part, named: &str) -> bool {
        match self.0.map_or(Ok(None), |structure| structure.only()) {
            Ok(Some(member)) => same(member.name, named),
            Ok(None) => !part.required,
            Err(Several) => false,
        }
    }

    /// The name of the member that is set, if just one is.
    fn only(&self) -> Option<&'static str> {
        self.0.and_then(|structure| structure.only().ok().flatten()).map(|member| member.name)
    }

    /// All of them, in order.
    fn members(&self) -> Vec<&'static Member> {
        self.0.map_or_else(Vec::new, |structure| structure.all())
    }
}

/// A structure of any type.
trait Visit {
    /// The one member that is set.
    fn only(&self) -> Result<Option<&'static Member>, Several>;

    /// All members that are set, in order.
    fn all(&self) -> Vec<&'static Member>;
}

impl<T: Structure> Visit for T {
    fn only(&self) -> Result<Option<&'static Member>, Several> {
        let mut only = Only(None);
        self.visit(&mut only)?;
        Ok(only.0)
    }

    fn all(&self) -> Vec<&'static Member> {
        let mut all = All(Vec::new());
        match self.visit(&mut all) {
            Ok(()) => all.0,
            Err(never) => match never {},
        }
    }
}

/// More than one member is set.
struct Several;

struct Only(Option<&'static Member>);

impl Members for Only {
    type Error = Several;

    #[inline(always)] // Most members of such a structure are not set.
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Several> {
        if !value.is_absent() && self.0.replace(member).is_some() { Err(Several) } else { Ok(()) }
    }
}

/// Nothing is kept here, and so nothing allocated, where all is well.
struct All(Vec<&'static Member>);

impl Members for All {
    type Error = Infallible;

    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Infallible> {
        if !value.is_absent() {
            self.0.push(member);
        }
        Ok(())
    }
}
