//! Generates two Rust crates from a Smithy model: one of types, and one of a client.
//!
//! The stages are functions from input to output: `lower` (model to plain data; unsupported features are reported by
//! name), `emit` (plain data to tokens, which can't fail) and `render` (tokens to text). The output depends only on the
//! model and the options.

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

/// The inputs of the generator besides the model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The source that the header of each file names, such as `model/appflow.json`.
    pub source: String,
    /// The name of the service shape, if a model has several.
    pub service: Option<String>,
    /// The operations to generate, by their names or ids in the model; all of them if empty.
    pub only: Vec<String>,
    /// The operations to leave out; takes precedence over `only`.
    pub without: Vec<String>,
    /// Whether to leave out operations that reach an unsupported feature, instead of reporting an error.
    pub supported_only: bool,
}

/// A file of a generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// The crate it belongs to.
    pub package: Package,
    /// Its path below the crate's `src/generated/`.
    pub path: String,
    /// The whole content.
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
/// Returns an error for each unsupported feature that the chosen operations reach, with its shape and place, and for
/// each name in the options that the model does not have.
pub fn generate(model: &model::Model, options: &Options) -> Result<Vec<GeneratedFile>, Errors> {
    let service = lower::service(model, options)?;
    let files = emit::files(&service);
    Ok(files.into_iter().map(|file| render::render(file, &options.source)).collect())
}

/// Checks whether the service can be generated.
///
/// # Errors
///
/// Fails as [`generate`] does.
pub fn check(model: &model::Model, options: &Options) -> Result<(), Errors> {
    lower::service(model, options).map(drop)
}

/// Returns the model's test cases for the service's operations and errors, including those that are left out.
///
/// # Errors
///
/// Fails as [`generate`] does.
pub fn test_cases(model: &model::Model, options: &Options) -> Result<Vec<TestCase>, Errors> {
    lower::test_cases(model, options)
}

/// Returns the features of the service that are left out without being refused, one line each, with shape and place.
///
/// # Errors
///
/// Returns an error for an ambiguous or unknown service, and for an unknown operation.
pub fn omissions(model: &model::Model, options: &Options) -> Result<Vec<String>, Errors> {
    lower::omissions(model, options)
}
