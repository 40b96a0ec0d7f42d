//! Determines whether code that uses the generated crates still compiles after a change of the model.
//!
//! Both models are lowered, and the items of their crates are compared as data; `surface` lists them. The severity of a
//! change:
//!
//! - Major: a line that compiled no longer does, or it compiles and sends or reads something else. The latter has no
//!   witness: a variant whose value changed, a field with another wire name or default, a method that calls another
//!   URI.
//! - Minor: an addition or a deprecation, which is only noticed if warnings are denied.
//! - Patch: a change that affects neither signatures nor requests: documentation, checks, the order of an enum.
//!
//! Values of enums, members of unions and errors can be added freely, because the types are `#[non_exhaustive]` and
//! every `match` needs a wildcard arm; so can members of structures, which only `new` constructs. Two additions are not
//! free: a setter that hides a method of a trait that the type implements, and a type that hides one of the standard
//! prelude under `use types::*`. A conflict with another glob import of the user, and type inference that becomes
//! ambiguous, do not count, as in Cargo's rules.
//!
//! Invariant: two models have no changes exactly if their crates have the same text, except for tests.

mod arguments;
mod differences;
mod documentation;
mod merge;
mod shared_documentation;
mod surface;

use std::panic::resume_unwind;
use std::thread;

use model::diff::Scope;
use model::{Errors, Model, ShapeId};

pub use self::differences::Difference;
pub use self::surface::{Item, Line};
use crate::{Options, lower};

/// A change that affects code written against the old generated crates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustChange {
    /// The shape or member that caused it; for the model's own version, `metadata#rust.codegen`.
    pub shape: ShapeId,
    /// The most representative item, such as `SnowflakeConnectorProfileCredentials::password`.
    pub item: String,
    /// A description of the change, including those of other items with the same cause.
    pub what: String,
    /// The smallest line of user code that no longer compiles.
    pub witness: Option<String>,
    /// The required version bump.
    pub bump: Bump,
}

/// The part of a version to increment, for a crate at 1.0 or above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    /// No increment.
    None,
    /// The patch version.
    Patch,
    /// The minor version.
    Minor,
    /// The major version.
    Major,
}

/// Returns all changes from the crates of one model to those of another, one for each shape or member that caused them.
///
/// # Errors
///
/// Returns an error for each unsupported part of either model.
pub fn compare(old: &Model, new: &Model, options: &Options) -> Result<Vec<RustChange>, Errors> {
    Ok(merge::merge(differences(old, new, options)?))
}

/// Returns the changes of each item separately.
///
/// # Errors
///
/// Fails as [`compare`] does.
pub fn differences(old: &Model, new: &Model, options: &Options) -> Result<Vec<Difference>, Errors> {
    let renames = model::diff::renames(old, new, &Scope::default());
    let (old, new) = shared_documentation::remove(old, new);
    // Lowering takes most of the time, and the two sides are independent.
    let (old, new) = thread::scope(|scope| {
        let old = scope.spawn(|| items(&old, options));
        let new = items(&new, options);
        (old.join().unwrap_or_else(|panic| resume_unwind(panic)), new)
    });
    Ok(differences::between(&old?, &new?, &renames))
}

/// Returns every public item of the crates generated for a model, each with a line of code that uses it.
///
/// # Errors
///
/// Returns an error for each unsupported part of the model.
pub fn items(model: &Model, options: &Options) -> Result<Vec<Item>, Errors> {
    let service = lower::service(model, options)?;
    Ok(surface::of(&service))
}
