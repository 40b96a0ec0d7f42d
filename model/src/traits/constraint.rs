//! Traits that constrain values, or set the default of an absent one.
//!
//! Bounds are inclusive.

use serde::{Deserialize, Deserializer};
use serde_json::{Number, Value};

annotations! {
    /// The member must be present.
    Required = "smithy.api#required";
    /// Clients treat the member as optional, whatever else it says.
    ClientOptional = "smithy.api#clientOptional";
    /// The default was added after the member was published.
    AddedDefault = "smithy.api#addedDefault";
    /// The list or map may hold nulls.
    Sparse = "smithy.api#sparse";
    /// The list holds no two equal items.
    UniqueItems = "smithy.api#uniqueItems";
}

wrappers! {
    /// A regular expression of ECMA 262 that some part of the string must match.
    Pattern(String) = "smithy.api#pattern";
    /// The default of an absent member; null overrides the target's default with none.
    DefaultValue(Value) = "smithy.api#default";
    /// The values of a string of Smithy 1.0.
    EnumTrait(Vec<EnumDefinition>) = "smithy.api#enum";
}

identifiers! {
    Length = "smithy.api#length";
    Range = "smithy.api#range";
    EnumValue = "smithy.api#enumValue";
}

/// The bounds of a length: characters of a string, bytes of a blob, entries of a list or map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Length {
    /// The smallest length.
    pub min: Option<u64>,
    /// The maximum length.
    pub max: Option<u64>,
}

/// The bounds of a number.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Range {
    /// The smallest number.
    #[serde(default, deserialize_with = "bound")]
    pub min: Option<Number>,
    /// The maximum number.
    #[serde(default, deserialize_with = "bound")]
    pub max: Option<Number>,
}

/// The wire value of an enum member.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum EnumValue {
    /// The value of a member of an enum.
    Text(String),
    /// The value of a member of an intEnum.
    Number(i32),
}

/// One value of the old `enum` trait.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct EnumDefinition {
    /// The wire value.
    pub value: String,
    /// The name in code.
    pub name: Option<String>,
    /// The documentation, in CommonMark.
    pub documentation: Option<String>,
    /// Tags to group values by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Whether it should not be used any more.
    #[serde(default)]
    pub deprecated: bool,
}

/// Reads a bound, which may be a string if the shape is a bigDecimal.
fn bound<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Number>, D::Error> {
    match Option::<Value>::deserialize(deserializer)? {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Number(number)) => Ok(Some(number)),
        Some(Value::String(text)) => text.parse().map(Some).map_err(serde::de::Error::custom),
        Some(_) => Err(serde::de::Error::custom("expected a number")),
    }
}
