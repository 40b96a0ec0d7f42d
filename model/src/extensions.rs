//! The project's own namespace: traits and metadata that its documents add to the published model.

use crate::ast::Model;

/// Returns an id in the project's namespace, which is spelled only here.
macro_rules! extension {
    ($rest:literal) => {
        concat!("rust.codegen", $rest)
    };
}

/// The namespace itself, which is also the metadata key.
pub const NAMESPACE: &str = extension!("");
/// The id under which a change of this metadata is reported.
pub const METADATA: &str = concat!("metadata#", extension!(""));
/// Marks a shape as secret although the published model does not, with the reason.
pub const SECRET: &str = extension!("#secret");
/// Marks a shape that looks like a secret as not secret, with the reason.
pub const NOT_SECRET: &str = extension!("#notSecret");
/// Rules between the members of a structure.
pub const RULES: &str = extension!("#rules");
/// A discriminator and the members that it names.
pub const DISCRIMINATED: &str = extension!("#discriminated");

/// The pagination of an operation, if the published model lacks it.
pub const PAGINATED: &str = extension!("#paginated");

/// Returns the version of the model, as set by its maintainers in the metadata.
pub fn model_version(model: &Model) -> Option<&str> {
    model.metadata.get(NAMESPACE)?.get("model")?.as_str()
}
