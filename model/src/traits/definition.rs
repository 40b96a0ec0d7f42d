//! Traits about shapes as parts of a model: mixins, trait definitions, references.
//!
//! Shape ids in values are kept as text.

use std::collections::BTreeMap;

use serde::Deserialize;

annotations! {
    /// Only shapes of its own namespace may refer to the shape.
    Private = "smithy.api#private";
}

wrappers! {
    /// The resources that a structure or string refers to.
    References(Vec<Reference>) = "smithy.api#references";
    /// Validation events that are not to be shown.
    Suppress(Vec<String>) = "smithy.api#suppress";
}

identifiers! {
    Mixin = "smithy.api#mixin";
    TraitDefinition = "smithy.api#trait";
    IdRef = "smithy.api#idRef";
}

/// The shape exists to be mixed into others.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mixin {
    /// Ids of traits that are not handed on.
    #[serde(default)]
    pub local_traits: Vec<String>,
}

/// The shape is a trait.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TraitDefinition {
    /// The shapes it can be applied to; all of them where absent.
    pub selector: Option<String>,
    /// The scope within a structure or union in which the trait may occur only once.
    pub structurally_exclusive: Option<StructurallyExclusive>,
    /// Ids of traits that it cannot be applied together with.
    #[serde(default)]
    pub conflicts: Vec<String>,
}

/// The scope within a structure or union in which a trait may occur only once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StructurallyExclusive {
    /// Members with the trait.
    Member,
    /// Members that target a shape with the trait.
    Target,
}

/// The string is a shape id.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IdRef {
    /// The shapes that it may name; all of them where absent.
    pub selector: Option<String>,
    /// Whether the shape must exist.
    #[serde(default)]
    pub fail_when_missing: bool,
    /// The error message for an invalid id.
    pub error_message: Option<String>,
}

/// One item of [`References`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Reference {
    /// The id of the resource.
    pub resource: String,
    /// Members by the resource's identifiers.
    #[serde(default)]
    pub ids: BTreeMap<String, String>,
    /// The id of the service that the resource is bound to.
    pub service: Option<String>,
    /// A link relation of RFC 5988.
    pub rel: Option<String>,
}
