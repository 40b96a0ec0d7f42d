//! Compares two models semantically: every change, with its effect on the wire format and on validation.
//!
//! Nothing here knows Rust; the effect on code that uses the generated crates is determined in `codegen`. Shapes of the
//! prelude never differ, and mixins are compared in the shapes that use them.
//!
//! The verdict on the wire assumes that an old client keeps using the new service, and a new client the old one, and
//! that no one uses what only one of them knows. So a value added to an enum is safe, because readers keep unknown
//! values. A member that is no longer required in inputs is safe, because old clients still send it; in outputs it is
//! risky, because old clients rely on it. A shape that no operation reaches is treated as if it were used in both
//! inputs and outputs.
//!
//! Invariant: two models differ only if their meaning differs, the order of the changes is fixed, and a comparison
//! takes time linear in the size of the models, apart from a bounded time for patterns.

mod bindings;
mod bounds;
mod change;
mod constraints;
mod context;
mod endpoints;
mod entities;
mod enums;
mod extensions;
mod http;
mod kinds;
mod languages;
mod members;
mod metadata;
mod nullability;
mod order;
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
    /// Its place in the new model, or in the old one if it was removed.
    pub place: Place,
    /// A short description: `no longer required`.
    pub what: String,
    /// The old value, shortened.
    pub old: Option<String>,
    /// The new value, shortened.
    pub new: Option<String>,
    /// The effect on the wire: whether an old client works with the new service, and a new client with the old one.
    pub wire: Verdict,
    /// The reason, if the wire is not safe.
    pub reason: Option<String>,
    /// The effect on the set of valid values.
    pub validation: Validation,
    /// The effect on code that depends on the model's names and order even if the wire format is unchanged, for example
    /// code written for the output of other generators. Changes that Smithy's own tool reports as errors for this
    /// reason alone are reported here.
    pub code: Option<String>,
    /// The effect on secrets and authorization, if any.
    pub security: Option<String>,
}

/// The severity of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// No one is affected.
    Safe,
    /// Someone may be affected.
    Risky,
    /// Something that worked no longer works.
    Breaking,
}

/// The effect of a change on the set of valid values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Validation {
    /// Nothing.
    Same,
    /// Fewer values are valid.
    Tightened {
        /// A value that was valid, if one was found.
        refused: Option<String>,
    },
    /// More values are valid.
    Relaxed {
        /// A value that was invalid, if one was found.
        accepted: Option<String>,
    },
    /// Some values are no longer valid, and others now are.
    Changed {
        /// A value that was valid and no longer is.
        refused: Option<String>,
        /// A value that was invalid and is now valid.
        accepted: Option<String>,
    },
    /// The effect could not be determined, for this reason.
    Unknown(String),
}

/// The parts of the models to compare.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The operations whose closure is compared, including the service; if empty, all shapes.
    pub operations: Vec<ShapeId>,
}

/// Returns all changes from one model to the other, ordered by shape, then member order, then rule.
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
