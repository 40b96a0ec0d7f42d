//! Structures: the walk over their members, and what is done by walking.
//!
//! A generated structure pairs its fields with the members of its schema, by name, in [`Structure`]. Reading, writing and
//! checking are written here, once for all structures.

mod kind;
mod macros;
mod read;

use std::marker::PhantomData;

use serde_core::de::Deserializer;
use serde_core::ser::{SerializeMap, Serializer};

use crate::document::{self, DocumentError, Fixed};
use crate::schema::{Location, Member, Schema};
use crate::secret::Secret;
use crate::validation::{Broken, Discriminator, Path, Rule, Set, ValidationError, Violation, Violations};
use crate::value::{Form, Mode, Redacted, Value, Writing};
pub use kind::StructureKind;
use read::Read;

/// A structure of a service's model: its methods validate it, read it from JSON, and show it without its secrets.
///
/// Of the ways to read a value, [`from_json`](Self::from_json) and [`fix_json`](Self::fix_json) report all problems with
/// their paths, lines and columns. [`Strict`](crate::Strict) reports all problems with their paths, in any serde format.
/// `Deserialize` itself stops at the first value of another type and names its path, ignores unknown members, and checks no
/// constraints.
///
/// Generated code implements this trait for every structure; the hidden items are for that code alone.
pub trait Structure: Value {
    /// The structure's shape.
    #[doc(hidden)]
    const SCHEMA: &'static Schema;

    /// A structure whose members have their defaults, or are empty where they have none.
    #[doc(hidden)]
    fn unset() -> Self;
    /// Shows every member to the visitor, in the order of the schema.
    #[doc(hidden)]
    fn visit<V: Members>(&self, visitor: &mut V) -> Result<(), V::Error>;

    /// Shows the member with this name in the model to the visitor, which may change it.
    #[doc(hidden)]
    fn visit_mut<V: MembersMut>(&mut self, name: &str, visitor: &mut V) -> Result<(), V::Error>;

    /// Reports the violated rules between members.
    #[doc(hidden)]
    fn check_rules(&self, _path: &Path<'_>, _broken: &mut impl Broken) {}

    /// The member that makes a repeated request safe, if the structure has one.
    #[doc(hidden)]
    fn idempotency_token(&mut self) -> Option<Token<'_>> {
        None
    }

    /// Checks every constraint of the model that the type system does not ensure, nested values included.
    ///
    /// # Errors
    ///
    /// All violated constraints, in the order of the members.
    fn validate(&self) -> Result<(), ValidationError> {
        if is_sure(self) {
            return Ok(());
        }
        violations(self).into_result().map_err(|error| error.held_against(Self::SCHEMA.model))
    }

    /// The violated rules that are known from reports alone: the service may accept the value all the same.
    fn warnings(&self) -> Vec<Violation> {
        violations(self).into_warnings()
    }

    /// Reads a JSON document written by a person: a missing, unknown or invalid member is an error. Null is absent.
    ///
    /// # Errors
    ///
    /// All problems, each with its path, line and column.
    #[inline] // Compiled where it is called only, so that no user pays for the structures of others.
    fn from_json(text: &str) -> Result<Self, DocumentError> {
        document::read(text)
    }

    /// Reads a JSON document and corrects mistakes that have one reading only: names and enum values that differ in case
    /// or by a typing error, null, and a missing discriminator. The changes are returned with the value.
    ///
    /// # Errors
    ///
    /// All remaining problems, each with its path, line and column.
    #[inline] // As above.
    fn fix_json(text: &str) -> Result<Fixed<Self>, DocumentError> {
        document::fix(text)
    }

    /// Calls a setter if there is a value for it: for a caller who has an `Option`.
    ///
    /// `request.maybe(key, CreateConnectorProfileRequest::kms_arn)` sets `kms_arn` only if `key` is `Some`.
    ///
    /// ```
    /// use tinsmith_types::{Structure, Unit};
    ///
    /// let mut calls = 0;
    /// let unit = Unit::default().maybe(Some(5), |unit, number| { calls += number; unit });
    /// unit.maybe(None::<i32>, |_, _| unreachable!());
    /// assert_eq!(calls, 5);
    /// ```
    fn maybe<T>(self, value: Option<T>, setter: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => setter(self, value),
            None => self,
        }
    }

    /// A view for logs, with a mark in place of each secret: serialisable, and JSON when it is printed.
    fn redacted(&self) -> Redacted<'_, Self> {
        Redacted(self)
    }
}

/// An idempotency token, which the client sets where the caller has not.
pub enum Token<'a> {
    /// Text.
    Text(&'a mut Option<String>),
    /// Text that the model marks as sensitive.
    Secret(&'a mut Option<Secret>),
}

/// A visitor of the members of a structure.
pub trait Members {
    /// The error that ends the walk.
    type Error;

    /// Visits one member.
    ///
    /// # Errors
    ///
    /// The visitor's own.
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Self::Error>;
}

/// A visitor that changes a member of a structure.
pub trait MembersMut {
    /// The error of the change.
    type Error;

    /// Changes the member that was asked for.
    ///
    /// # Errors
    ///
    /// The visitor's own.
    fn member<T: Value>(&mut self, value: &mut T) -> Result<(), Self::Error>;
}

impl Token<'_> {
    /// Whether the caller has set none.
    pub fn is_absent(&self) -> bool {
        match self {
            Self::Text(token) => token.is_none(),
            Self::Secret(token) => token.is_none(),
        }
    }

    /// Sets the token.
    pub fn set(self, token: String) {
        match self {
            Self::Text(slot) => *slot = Some(token),
            Self::Secret(slot) => *slot = Some(token.into()),
        }
    }
}

fn violations<T: Structure>(structure: &T) -> Violations {
    let mut violations = Violations::default();
    check(structure, &Path::ROOT, &mut violations);
    violations
}

/// The structure without members, `smithy.api#Unit`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unit;

/// Which members of a structure belong to a JSON document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of them: the structure is a document of its own.
    Document,
    /// Those that the model does not bind to another part of the HTTP message.
    Body,
}

/// Adds every constraint that a member violates.
pub fn check<T: Structure>(structure: &T, path: &Path<'_>, violations: &mut Violations) {
    match structure.visit(&mut Check { path, violations }) {
        Ok(()) => structure.check_rules(path, violations),
        Err(never) => match never {},
    }
}

/// Writes the members of a structure that are present, as a map.
///
/// A format for people, such as JSON, marks the end of a map, so that only other formats need the number of members
/// before the first, for which the structure is walked once more.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: Structure, S: Serializer>(
    structure: &T,
    scope: Scope,
    form: Form,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let length = (!serializer.is_human_readable()).then(|| count(structure, scope));
    let mut write = Write { scope, form, map: serializer.serialize_map(length)? };
    structure.visit(&mut write)?;
    write.map.end()
}

fn count<T: Structure>(structure: &T, scope: Scope) -> usize {
    let mut count = Count { scope, members: 0 };
    match structure.visit(&mut count) {
        Ok(()) => count.members,
        Err(never) => match never {},
    }
}

/// Reads a structure from a map, in any order of its members; unknown members are ignored, null is absent.
///
/// # Errors
///
/// Those of the deserializer, a value of another type, and what [`Mode::Strict`] does not take.
pub fn deserialize<'de, T: Structure, D: Deserializer<'de>>(mode: Mode, deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(Read { mode, scope: Scope::Document, structure: PhantomData })
}

/// Reads the members of a structure that belong to the body of an HTTP message, leniently.
///
/// # Errors
///
/// Those of the deserializer, and a value of another type.
pub fn deserialize_body<'de, T: Structure, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(Read { mode: Mode::Lenient, scope: Scope::Body, structure: PhantomData })
}

/// Whether it is sure that no constraint is violated and no rule is broken.
pub fn is_sure<T: Structure>(structure: &T) -> bool {
    let mut rules = RulesKept(true);
    structure.visit(&mut Sure).is_ok() && {
        structure.check_rules(&Path::ROOT, &mut rules);
        rules.0
    }
}

/// A visitor that goes on while it is sure that nothing is wrong.
pub(crate) struct Sure;

/// What is not sure.
pub(crate) struct Unsure;

impl Members for Sure {
    type Error = Unsure;

    #[inline(always)] // Most members of many structures are absent, and a call for each would take most of the time.
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Unsure> {
        let is_sure = if value.is_absent() { !member.required } else { value.is_sure(member.schema) };
        if is_sure { Ok(()) } else { Err(Unsure) }
    }
}

/// Whether no rule is broken, whichever.
struct RulesKept(bool);

impl Broken for RulesKept {
    fn rule(&mut self, _rule: &'static Rule, _path: &Path<'_>, _member: &[&'static str]) {
        self.0 = false;
    }

    fn tag(&mut self, _discriminator: &'static Discriminator, _tag: Option<&str>, _set: &[Set<'_>], _path: &Path<'_>) {
        self.0 = false;
    }
}

struct Check<'a, 'path> {
    path: &'a Path<'path>,
    violations: &'a mut Violations,
}

impl Members for Check<'_, '_> {
    type Error = std::convert::Infallible;

    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Self::Error> {
        let path = self.path.member(member.name);
        if !value.is_absent() {
            value.check(member.schema, &path, self.violations);
        } else if member.required {
            self.violations.required(&path);
        }
        Ok(())
    }
}

impl Scope {
    fn has(self, member: &Member) -> bool {
        self == Self::Document || member.location == Location::Body
    }
}

struct Count {
    scope: Scope,
    members: usize,
}

impl Members for Count {
    type Error = std::convert::Infallible;

    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Self::Error> {
        self.members += usize::from(self.scope.has(member) && !value.is_absent());
        Ok(())
    }
}

struct Write<S> {
    scope: Scope,
    form: Form,
    map: S,
}

impl<S: SerializeMap> Members for Write<S> {
    type Error = S::Error;

    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), S::Error> {
        if !self.scope.has(member) || value.is_absent() {
            return Ok(());
        }
        self.map.serialize_entry(self.form.key(member), &Writing { value, schema: member.schema, form: self.form })
    }
}

impl Structure for Unit {
    const SCHEMA: &'static Schema = &crate::schema::UNIT;

    crate::codegen::members! {}
}

crate::codegen::structure!(Unit);
