//! Traits that are documentation.
//!
//! Texts are kept in their original form, CommonMark or HTML.

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
    /// Inputs of an operation with their results.
    Examples(Vec<Example>) = "smithy.api#examples";
}

identifiers! {
    Deprecated = "smithy.api#deprecated";
    Recommended = "smithy.api#recommended";
}

/// The shape should not be used any more.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Deprecated {
    /// The reason, and a replacement.
    pub message: Option<String>,
    /// A date or version.
    pub since: Option<String>,
}

/// The member should be set.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Recommended {
    /// The reason.
    pub reason: Option<String>,
}

/// One item of [`Examples`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Example {
    /// A short title.
    pub title: String,
    /// A description.
    pub documentation: Option<String>,
    /// The input, by its members' names.
    pub input: Option<Value>,
    /// The output, by its members' names.
    pub output: Option<Value>,
    /// The error, if there is no output.
    pub error: Option<ExampleError>,
    /// Whether the input violates constraints on purpose.
    #[serde(default)]
    pub allow_constraint_errors: bool,
}

/// The error of an example.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExampleError {
    /// The id of the error structure.
    pub shape_id: Option<String>,
    /// The error, by its members' names.
    pub content: Option<Value>,
}
