//! What a change of the model does to the generated crates.

use anyhow::Result;
use model::{Model, ShapeId};

use crate::findings::RustVerdict;

/// A change of an item of the generated crates.
#[derive(Clone, Debug)]
pub struct RustChange {
    /// The shape or member that the item was made of.
    pub shape: ShapeId,
    /// What happens to it.
    pub verdict: RustVerdict,
}

/// Every item that changes.
pub fn changes(_old: &Model, _new: &Model) -> Result<Vec<RustChange>> {
    Ok(Vec::new())
}
