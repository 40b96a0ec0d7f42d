//! Structures: visiting their members, and the operations built on it.
//!
//! A generated structure pairs its fields with the members of its schema, by name, in [`Structure`]. Reading, writing
//! and checking are implemented here, once for all structures.

mod kind;
mod macros;
mod read;

use std::marker::PhantomData;

use serde_core::de::Deserializer;
use serde_core::ser::{SerializeMap, Serializer};

use crate::document::{self, DocumentError, Fixed};
use crate::schema::{Location, Member, Schema};
use crate::secret::Secret;
use crate::validation::{Discriminator, Path, Rule, Set, ValidationError, Violation, ViolationSink, Violations};
use crate::value::{Form, Mode, Redacted, Value, Writing};
pub use kind::StructureKind;
use read::Read;

/// A structure of a service's model, which can be validated, read from JSON, and displayed without its secrets.
///
/// There are three ways to read a structure from text:
///
/// | way | format | unknown members | constraints | problems |
/// |---|---|---|---|---|
/// | [`from_json`](Self::from_json) | JSON | refused | checked | all, with path, line and column |
/// | [`Strict`](crate::Strict) | any of serde | refused | checked | all, with path |
/// | `Deserialize` | any of serde | ignored | not checked | the first, with path |
///
/// Generated code implements this trait for every structure; the hidden items are for that code alone.
pub trait Structure: Value {
    /// The schema of the structure.
    #[doc(hidden)]
    const SCHEMA: &'static Schema;

    /// Creates a structure whose members have their defaults, or are empty if they have none.
    #[doc(hidden)]
    fn unset() -> Self;
    /// Visits the members, in the order of the schema, until the visitor returns `false`. Returns `true` if it never does.
    #[doc(hidden)]
    fn visit<V: Members>(&self, visitor: &mut V) -> bool;

    /// Visits the member with this name in the model, which the visitor may change.
    #[doc(hidden)]
    fn visit_mut<V: MembersMut>(&mut self, name: &str, visitor: &mut V);

    /// Reports the violated rules between members.
    #[doc(hidden)]
    fn check_rules(&self, _path: &Path<'_>, _sink: &mut impl ViolationSink) {}

    /// Returns the member that makes a repeated request safe, if the structure has one.
    #[doc(hidden)]
    fn idempotency_token(&mut self) -> Option<Token<'_>> {
        None
    }

    /// Checks every constraint of the model that the type system does not ensure, nested values included.
    ///
    /// A client does this before it sends a request. It allocates nothing if the value is valid.
    ///
    /// ```
    /// use tinsmith_types::{Constraint, Structure};
    /// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
    ///
    /// let error = CreateUserRequest::new("").validate().unwrap_err();
    /// assert_eq!(error.violations()[0].path, "/userName");
    /// assert!(matches!(error.violations()[0].constraint, Constraint::Length { actual: 0, .. }));
    /// assert_eq!(
    ///     error.message(),
    ///     "1 validation error detected. Value with length 0 at '/userName' failed to satisfy constraint: Member must have \
    ///      length between 1 and 16, inclusive"
    /// );
    /// ```
    ///
    /// # Errors
    ///
    /// Returns all violated constraints, in the order of the members. Correct the value at each path. If the service accepts
    /// what its published model forbids, `Validation::Off` of the client sends the value anyway.
    fn validate(&self) -> Result<(), ValidationError> {
        if is_valid_fast(self) {
            return Ok(());
        }
        violations(self).into_result().map_err(|error| error.checked_against(Self::SCHEMA.model))
    }

    /// Returns the violated rules that are known from reports alone: the service may accept the value nonetheless.
    fn warnings(&self) -> Vec<Violation> {
        violations(self).into_warnings()
    }

    /// Reads a JSON document written by a person: a missing, unknown or invalid member is an error. Null is absent.
    ///
    /// ```
    /// use tinsmith_types::Structure;
    /// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
    ///
    /// let error = CreateUserRequest::from_json(r#"{"username": "ada", "role": "admin"}"#).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "2 problems in the document
    /// 1:2: /username: unknown member username; did you mean userName?
    /// 1:29: /role: must satisfy enum value set: [ADMIN, READER]; did you mean ADMIN?"
    /// );
    /// ```
    ///
    /// # Errors
    ///
    /// Returns all problems, each with its path, line and column. Correct the document, or let [`fix_json`](Self::fix_json)
    /// correct mistakes that have only one possible meaning.
    #[inline] // Compiled where it is called only, so that no user pays for the structures of others.
    fn from_json(text: &str) -> Result<Self, DocumentError> {
        document::read(text)
    }

    /// Reads a JSON document and corrects mistakes that have only one possible meaning: names and enum values that differ
    /// in case or by a typing error, null, and a missing discriminator. The changes are returned with the value.
    ///
    /// ```
    /// use tinsmith_types::Structure;
    /// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
    ///
    /// let fixed = CreateUserRequest::fix_json(r#"{"username": "ada", "role": "admin"}"#)?;
    /// assert_eq!(fixed.value, CreateUserRequest::new("ada").role(Role::Admin));
    /// let changes: Vec<String> = fixed.changes.iter().map(ToString::to_string).collect();
    /// assert_eq!(changes, ["1:2: /username: renamed username to userName", "1:29: /role: read role's value as ADMIN"]);
    /// # Ok::<(), tinsmith_types::DocumentError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns all remaining problems, each with its path, line and column. They need a person's decision.
    #[inline] // As above.
    fn fix_json(text: &str) -> Result<Fixed<Self>, DocumentError> {
        document::fix(text)
    }

    /// Calls a setter if `value` is `Some`, so that a caller who has an `Option` needs no `match`.
    ///
    /// ```
    /// use tinsmith_types::Structure;
    /// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
    ///
    /// let request = CreateUserRequest::new("ada").maybe(None, CreateUserRequest::role);
    /// let request = request.maybe(Some("correct horse"), CreateUserRequest::password);
    /// assert_eq!(request, CreateUserRequest::new("ada").password("correct horse"));
    /// ```
    fn maybe<T>(self, value: Option<T>, setter: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => setter(self, value),
            None => self,
        }
    }

    /// Returns a view for logs, with a mark in place of each secret: serialisable, and JSON when it is printed.
    ///
    /// ```
    /// use tinsmith_types::Structure;
    /// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
    ///
    /// let request = CreateUserRequest::new("ada").password("correct horse");
    /// assert_eq!(request.redacted().to_string(), r#"{"userName":"ada","password":"**redacted**"}"#);
    /// // `Serialize` is the form that the service receives, with the secrets.
    /// assert_eq!(serde_json::to_string(&request)?, r#"{"userName":"ada","password":"correct horse"}"#);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    fn redacted(&self) -> Redacted<'_, Self> {
        Redacted(self)
    }
}

/// An idempotency token, which the client sets if the caller has not.
pub enum Token<'a> {
    /// A plain string.
    Text(&'a mut Option<String>),
    /// A string that the model marks as sensitive.
    Secret(&'a mut Option<Secret>),
}

/// A visitor of the members of a structure.
///
/// A visitor that can fail keeps its error: every structure has a body that visits its members, and bodies without
/// `Result` compile in less time.
pub trait Members {
    /// Visits a member. Returns `false` to end the visit.
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool;
}

/// A visitor that changes a member of a structure. If it can fail, it keeps its error.
pub trait MembersMut {
    /// Changes the member that was asked for.
    fn member<T: Value>(&mut self, value: &mut T);
}

impl Token<'_> {
    /// Returns `true` if the caller has not set a token.
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

/// The members of a structure that belong to a JSON document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All members: the structure is a document of its own.
    Document,
    /// The members that the model does not bind to another part of the HTTP message.
    Body,
}

/// Adds a violation for each constraint that a member violates.
pub fn check<T: Structure>(structure: &T, path: &Path<'_>, violations: &mut Violations) {
    structure.visit(&mut Check { path, violations });
    structure.check_rules(path, violations);
}

/// Writes the members of a structure that are present, as a map.
///
/// A human-readable format such as JSON marks the end of a map. Other formats need the number of members before the
/// first one, for which the structure is visited twice.
///
/// # Errors
///
/// Fails if the serializer rejects a value or can't write.
pub fn serialize<T: Structure, S: Serializer>(
    structure: &T,
    scope: Scope,
    form: Form,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let length = (!serializer.is_human_readable()).then(|| count(structure, scope));
    let mut write = Write { scope, form, map: serializer.serialize_map(length)?, result: Ok(()) };
    structure.visit(&mut write);
    write.result?;
    write.map.end()
}

fn count<T: Structure>(structure: &T, scope: Scope) -> usize {
    let mut count = Count { scope, members: 0 };
    structure.visit(&mut count);
    count.members
}

/// Reads a structure from a map with its members in any order; unknown members are ignored, null counts as absent.
///
/// # Errors
///
/// Fails if the deserializer does, if a value has another type, or if the document violates [`Mode::Strict`].
pub fn deserialize<'de, T: Structure, D: Deserializer<'de>>(mode: Mode, deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(Read { mode, scope: Scope::Document, structure: PhantomData })
}

/// Reads the members of a structure that belong to the body of an HTTP message, in [`Mode::Lenient`].
///
/// # Errors
///
/// Fails if the deserializer does, or if a value has another type.
pub fn deserialize_body<'de, T: Structure, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(Read { mode: Mode::Lenient, scope: Scope::Body, structure: PhantomData })
}

/// Returns `true` only if no constraint and no rule is violated; `false` means unknown.
pub fn is_valid_fast<T: Structure>(structure: &T) -> bool {
    let mut rules = RulesKept(true);
    structure.visit(&mut FastVisitor) && {
        structure.check_rules(&Path::ROOT, &mut rules);
        rules.0
    }
}

/// A visitor that stops at the first member that it can't prove valid.
pub(crate) struct FastVisitor;

impl Members for FastVisitor {
    #[inline(always)] // Most members are absent in many structures; a call for each would dominate the time.
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool {
        if value.is_absent() { !member.required } else { value.is_valid_fast(member.schema) }
    }
}

/// `true` as long as no rule is violated.
struct RulesKept(bool);

impl ViolationSink for RulesKept {
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
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool {
        let path = self.path.member(member.name);
        if !value.is_absent() {
            value.check(member.schema, &path, self.violations);
        } else if member.required {
            self.violations.required(&path);
        }
        true
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
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool {
        self.members += usize::from(self.scope.has(member) && !value.is_absent());
        true
    }
}

struct Write<S: SerializeMap> {
    scope: Scope,
    form: Form,
    map: S,
    result: Result<(), S::Error>,
}

impl<S: SerializeMap> Members for Write<S> {
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool {
        if self.scope.has(member) && !value.is_absent() {
            let value = Writing { value, schema: member.schema, form: self.form };
            self.result = self.map.serialize_entry(self.form.key(member), &value);
        }
        self.result.is_ok()
    }
}

impl Structure for Unit {
    const SCHEMA: &'static Schema = &crate::schema::UNIT;

    crate::codegen::members! {}
}

crate::codegen::structure!(Unit);
