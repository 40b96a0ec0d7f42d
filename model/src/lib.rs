//! Smithy models: the JSON AST, its traits, and every check that a model must pass.
//!
//! [`load`] makes a [`Model`] of documents, [`check()`] says whether it means something, and [`closure`] finds what
//! belongs to a service or an operation. Everything goes by Smithy's names; nothing here reads files or knows Rust's.
//!
//! Invariant: no document, however malformed, makes anything here panic, overflow the stack or take more than time
//! in proportion to its size. Whatever is wrong is an [`Error`] with its place.

mod document;
mod error;
mod json;

mod ast;
pub mod traits;

mod load;
mod prelude;

mod bounds;
mod check;
mod graph;
pub mod number;
pub mod pattern;
pub mod protocols;
mod secrets;
pub mod symbols;
pub mod text;
pub mod uri;

pub mod closure;
pub mod diff;
pub mod extensions;
pub mod import;
pub mod lint;

pub use ast::{Member, Model, Operation, Place, Reference, Resource, Service, Shape, ShapeId, ShapeKind};
pub use check::check;
pub use document::Document;
pub use error::{Error, Errors};
pub use load::load;
pub use traits::{AppliedTrait, SmithyTrait, Traits};
