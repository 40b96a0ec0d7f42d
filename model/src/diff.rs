//! Compares two models by meaning: every change, with what it does to the wire and to validation.
//!
//! Nothing here knows Rust; what a change does to code that uses the generated crates is `codegen`'s to say. Shapes of
//! the prelude are the same everywhere, and mixins are compared in the shapes that they are mixed into.
//!
//! How the wire is judged: an old client goes on with the new service, and a new client with the old one, as long as
//! nobody uses what only one of them knows. So a value that was added to an enum is safe, for unknown values are kept
//! by whoever reads them; so is a member that is no longer required in inputs, for old clients still send it. In
//! outputs it is risky, for old clients count on it. What can be reached from no operation is judged as if it were in
//! both inputs and outputs.
//!
//! Invariant: two models differ only where they differ in meaning, the order of the changes is fixed, and no pair of
//! models takes more than time in proportion to their size, apart from a bounded time for patterns.

mod bindings;
mod bounds;
mod change;
mod constraints;
mod context;
mod endpoints;
mod entities;
mod enums;
mod http;
mod kinds;
mod languages;
mod members;
mod metadata;
mod nullability;
mod order;
mod own;
mod pagination;
mod renames;
mod retarget;
mod rules;
mod secrets;
mod services;
mod shapes;
mod table;
mod traits;
mod value;

use self::context::Context;
pub use self::renames::renames;
pub use self::rules::{RULES, Rule};
use crate::ast::{Model, Place, ShapeId};

/// One change between an old model and a new one.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The rule that found it: a stable id such as `member-removed`.
    pub rule: &'static str,
    /// The shape or member that changed; of metadata, `metadata#key`.
    pub shape: ShapeId,
    /// Where it is written in the new model; where it is gone, in the old one.
    pub place: Place,
    /// What happened, in a few words: `no longer required`.
    pub what: String,
    /// What was there before, shortened.
    pub old: Option<String>,
    /// What is there now, shortened.
    pub new: Option<String>,
    /// Whether an old client still talks to the new service, and a new client to the old one.
    pub wire: Verdict,
    /// Why, where the wire is not safe.
    pub reason: Option<String>,
    /// What it does to the values that are taken for valid.
    pub validation: Validation,
    /// What code that goes by the model's names and order notices, where the wire does not: what other generators
    /// make of the model no longer fits code that was written for it. What Smithy's own tool calls an error for this
    /// reason alone is said here.
    pub code: Option<String>,
    /// What it means for secrets and for who may call, if anything.
    pub security: Option<String>,
}

/// How bad a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nobody notices.
    Safe,
    /// Somebody may notice.
    Risky,
    /// What worked does not work any longer.
    Breaking,
}

/// What a change does to the values that are taken for valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Validation {
    /// Nothing.
    Same,
    /// Fewer values are valid.
    Tightened {
        /// A value that was valid, where one could be found.
        refused: Option<String>,
    },
    /// More values are valid.
    Relaxed {
        /// A value that was not valid, where one could be found.
        accepted: Option<String>,
    },
    /// Some values are no longer valid, and others now are.
    Changed {
        /// A value that was valid and is not.
        refused: Option<String>,
        /// A value that is valid and was not.
        accepted: Option<String>,
    },
    /// It could not be found out, for this reason.
    Unknown(String),
}

/// What is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The operations whose closure is compared, with the service; all shapes where there is none.
    pub operations: Vec<ShapeId>,
}

/// All changes from one model to the other, in a fixed order: by shape, then member order, then rule.
///
/// A change that only touches documentation has the rule `documentation-changed` and is safe in every respect.
pub fn diff(old: &Model, new: &Model, scope: &Scope) -> Vec<Change> {
    let context = Context::new(old, new, scope);
    let mut changes = metadata::compare(old, new);
    changes.extend(shapes::compare(&context));
    changes.extend(secrets::renamed(new, &changes));
    order::sort(&context, &mut changes);
    changes
}
