//! Turns a Smithy model into the Rust of two crates: one of types, one of a client.
//!
//! The stages are functions from input to output: `lower` (model to plain data, every refusal named), `emit` (plain
//! data to tokens, which cannot fail) and `render` (tokens to text). The output depends on the model and the options
//! alone.

#![forbid(unsafe_code)]

pub mod compatibility;
pub mod ir;

mod docs;
mod emit;
pub mod jmespath;
mod lower;
pub mod names;
pub mod pattern;
mod render;

pub use lower::protocol::PROTOCOLS;
pub use lower::test_cases::{TestCase, TestKind};
pub use model::Errors;
pub use names::enum_variant_name;

/// What the model itself does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What the header of each file names as its source, such as `model/appflow.json`.
    pub source: String,
    /// The name of the service shape, where a model has several.
    pub service: Option<String>,
    /// The operations to generate, by their names or ids in the model; all of them if empty.
    pub only: Vec<String>,
    /// The operations to leave out, which wins over `only`.
    pub without: Vec<String>,
    /// Whether operations that reach something that is not supported are left out, instead of an error.
    pub supported_only: bool,
}

/// A file of a generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// The crate it belongs to.
    pub package: Package,
    /// Its path below the crate's `src/generated/`.
    pub path: String,
    /// All of it.
    pub text: String,
}

/// One of the two generated crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Package {
    /// Requests, responses, structures, enums, errors and validators.
    Types,
    /// The client's operations.
    Client,
}

/// Generates every file for the service of a checked model.
///
/// # Errors
///
/// Everything that the chosen operations reach and that is not supported, each by its shape and place; a name in the
/// options that the model does not have.
pub fn generate(model: &model::Model, options: &Options) -> Result<Vec<GeneratedFile>, Errors> {
    let service = lower::service(model, options)?;
    let files = emit::files(&service);
    Ok(files.into_iter().map(|file| render::render(file, &options.source)).collect())
}

/// Whether the service can be generated.
///
/// # Errors
///
/// Those of [`generate`].
pub fn check(model: &model::Model, options: &Options) -> Result<(), Errors> {
    lower::service(model, options).map(drop)
}

/// The test cases that the model has for the service's operations and errors, those that are left out too.
///
/// # Errors
///
/// Those of [`generate`].
pub fn test_cases(model: &model::Model, options: &Options) -> Result<Vec<TestCase>, Errors> {
    lower::test_cases(model, options)
}

/// What of the service is left out although nothing of it is refused: a line each, with shape and place.
///
/// # Errors
///
/// A service that can't be told from others, and a service or operation that is not there.
pub fn omissions(model: &model::Model, options: &Options) -> Result<Vec<String>, Errors> {
    lower::omissions(model, options)
}
