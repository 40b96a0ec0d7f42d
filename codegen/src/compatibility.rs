//! What a change of the model does to code that uses the generated crates: whether it still compiles.
//!
//! Both models are lowered, and the items that their crates offer are compared as data; `surface` lists them. How
//! changes are weighed:
//!
//! - Major: a line that compiled no longer does, or it compiles and sends or reads something else. The latter has no
//!   witness: a variant whose value changed, a field with another name on the wire or another default, a method that
//!   calls another URI.
//! - Minor: what was added, and what is deprecated from now on: only who denies warnings notices that.
//! - Patch: what no signature shows and no request: documentation, checks, the order of an enum.
//!
//! Values of enums, members of unions and errors can be added freely, because the types are `#[non_exhaustive]` and
//! every `match` has an arm for the rest; so can members of structures, which only `new` makes. Two additions are not
//! free: a setter that hides a method of a trait which the type implements, and a type that hides one of the standard
//! prelude under `use types::*`. A glob import of the user's own, and inference that finds more types than it can
//! choose from, do not count, as they do not in Cargo's rules.
//!
//! Invariant: two models whose crates are the same text, tests aside, have no changes, and only they.

mod alike;
mod arguments;
mod differences;
mod documentation;
mod merge;
mod surface;

use std::panic::resume_unwind;
use std::thread;

use model::diff::Scope;
use model::{Errors, Model, ShapeId};

pub use self::differences::Difference;
pub use self::surface::{Item, Line};
use crate::{Options, lower};

/// One thing that code written against the old generated crates notices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustChange {
    /// The shape or member that it comes from; of the model's own version, `metadata#rust.codegen`.
    pub shape: ShapeId,
    /// The item that shows it best, such as `SnowflakeConnectorProfileCredentials::password`.
    pub item: String,
    /// What happened to the item, and to others for the same reason.
    pub what: String,
    /// The smallest line of user code that compiled and no longer does.
    pub witness: Option<String>,
    /// The part of the version that follows.
    pub bump: Bump,
}

/// The part of a version that must grow; of a crate at 1.0 or above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    /// None.
    None,
    /// The last.
    Patch,
    /// The middle one.
    Minor,
    /// The first.
    Major,
}

/// All changes from the crates of one model to those of another, one for each shape or member that they come from.
///
/// # Errors
///
/// Everything in either model that is not supported.
pub fn compare(old: &Model, new: &Model, options: &Options) -> Result<Vec<RustChange>, Errors> {
    Ok(merge::merge(differences(old, new, options)?))
}

/// The same for each item alone.
///
/// # Errors
///
/// Those of [`compare`].
pub fn differences(old: &Model, new: &Model, options: &Options) -> Result<Vec<Difference>, Errors> {
    let renames = model::diff::renames(old, new, &Scope::default());
    let (old, new) = alike::without(old, new);
    // Lowering takes most of the time, and neither side needs the other.
    let (old, new) = thread::scope(|scope| {
        let old = scope.spawn(|| items(&old, options));
        let new = items(&new, options);
        (old.join().unwrap_or_else(|panic| resume_unwind(panic)), new)
    });
    Ok(differences::between(&old?, &new?, &renames))
}

/// Everything that the generated crates of a model offer, each with a line of code that uses it.
///
/// # Errors
///
/// Everything in the model that is not supported.
pub fn items(model: &Model, options: &Options) -> Result<Vec<Item>, Errors> {
    let service = lower::service(model, options)?;
    Ok(surface::of(&service))
}
