//! Traits that describe shapes to people.
//!
//! Texts are kept as they are written, in CommonMark or HTML.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

annotations! {
    /// The shape is not for the service's customers.
    Internal = "smithy.api#internal";
    /// The shape may change.
    Unstable = "smithy.api#unstable";
    /// The data must not be shown or logged.
    Sensitive = "smithy.api#sensitive";
}

wrappers! {
    /// A description in CommonMark, in AWS's models with HTML.
    Documentation(String) = "smithy.api#documentation";
    /// Links by their names.
    ExternalDocumentation(BTreeMap<String, String>) = "smithy.api#externalDocumentation";
    /// The version or date that brought the shape.
    Since(String) = "smithy.api#since";
    /// Tags to group shapes by.
    Tags(Vec<String>) = "smithy.api#tags";
    /// A service's or resource's proper name.
    Title(String) = "smithy.api#title";
    /// Inputs of an operation with what they lead to.
    Examples(Vec<Example>) = "smithy.api#examples";
}

identifiers! {
    Deprecated = "smithy.api#deprecated";
    Recommended = "smithy.api#recommended";
}

/// The shape should not be used any more.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Deprecated {
    /// Why, and what to use.
    pub message: Option<String>,
    /// A date or version.
    pub since: Option<String>,
}

/// The member should be set.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Recommended {
    /// Why.
    pub reason: Option<String>,
}

/// One item of [`Examples`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Example {
    /// What it shows, shortly.
    pub title: String,
    /// What it shows.
    pub documentation: Option<String>,
    /// The input, by its members' names.
    pub input: Option<Value>,
    /// The output, by its members' names.
    pub output: Option<Value>,
    /// The error in place of an output.
    pub error: Option<ExampleError>,
    /// Whether the input is meant to break constraints.
    #[serde(default)]
    pub allow_constraint_errors: bool,
}

/// The error that an example leads to.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExampleError {
    /// The id of the error structure.
    pub shape_id: Option<String>,
    /// The error, by its members' names.
    pub content: Option<Value>,
}
