//! Our own namespace: traits and metadata that our documents add to the published model.

use crate::ast::Model;

/// An id in our namespace; the one place that spells it.
macro_rules! own {
    ($rest:literal) => {
        concat!("rust.codegen", $rest)
    };
}

/// The namespace itself, which is also the key of our metadata.
pub const NAMESPACE: &str = own!("");
/// The id under which a change of our metadata is reported.
pub const METADATA: &str = concat!("metadata#", own!(""));
/// A shape that is secret although the published model does not say so, with the reason.
pub const SECRET: &str = own!("#secret");
/// A shape that looks like a secret and is none, with the reason.
pub const NOT_SECRET: &str = own!("#notSecret");
/// Rules between the members of a structure.
pub const RULES: &str = own!("#rules");
/// A tag and the members that it names.
pub const DISCRIMINATED: &str = own!("#discriminated");

/// How an operation's output continues, where the published model does not say it.
pub const PAGINATED: &str = own!("#paginated");

/// The version of the model, as its maintainers name it in the metadata.
pub fn model_version(model: &Model) -> Option<&str> {
    model.metadata.get(NAMESPACE)?.get("model")?.as_str()
}
