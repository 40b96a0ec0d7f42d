//! The traits of a shape: JSON values by trait id, and typed forms of supported traits.
//!
//! [`Traits::get`] returns a typed trait, or `None` for a malformed value; [`check`](crate::check()) reports every
//! malformed value first.

#[macro_use]
mod declare;
mod aws;
mod behavior;
mod constraint;
mod definition;
mod documentation;
mod http;
mod rules;
mod serialization;
mod test;

use serde::de::DeserializeOwned;
use serde_json::Value;

pub use self::aws::*;
pub use self::behavior::*;
pub use self::constraint::*;
pub use self::definition::*;
pub use self::documentation::*;
pub use self::http::*;
pub use self::rules::*;
pub use self::serialization::*;
pub use self::test::*;
use crate::ast::{Place, ShapeId};

/// The traits that are applied to one shape or member, sorted by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits(Vec<AppliedTrait>);

/// A trait and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct AppliedTrait {
    /// The trait's shape id.
    pub id: ShapeId,
    /// The value, as JSON.
    pub value: Value,
    /// The place of the trait's id.
    pub place: Place,
}

/// A trait with a typed form.
pub trait SmithyTrait: DeserializeOwned {
    /// The absolute shape id of the trait.
    const ID: &'static str;
}

impl Traits {
    /// Returns the typed form of a trait, if it is applied and well formed.
    pub fn get<T: SmithyTrait>(&self) -> Option<T> {
        T::deserialize(self.value(T::ID)?).ok()
    }

    /// Returns `true` if the trait is applied.
    pub fn has<T: SmithyTrait>(&self) -> bool {
        self.value(T::ID).is_some()
    }

    /// Returns the value of any trait.
    pub fn value(&self, id: &str) -> Option<&Value> {
        self.applied(id).map(|applied| &applied.value)
    }

    /// Returns any trait with its place.
    pub fn applied(&self, id: &str) -> Option<&AppliedTrait> {
        let index = self.0.binary_search_by(|applied| applied.id.as_str().cmp(id)).ok()?;
        self.0.get(index)
    }

    /// Returns all traits, sorted by id.
    pub fn iter(&self) -> std::slice::Iter<'_, AppliedTrait> {
        self.0.iter()
    }

    /// Adds a trait, replacing one with the same id.
    pub fn set(&mut self, applied: AppliedTrait) {
        match self.0.binary_search_by(|present| present.id.cmp(&applied.id)) {
            Ok(index) => {
                if let Some(present) = self.0.get_mut(index) {
                    *present = applied;
                }
            }
            Err(index) => self.0.insert(index, applied),
        }
    }
}

/// Returns the reason why the value of a trait does not have its typed form.
pub(crate) fn misread(id: &str, value: &Value) -> Option<String> {
    fn attempt<T: SmithyTrait>(value: &Value) -> Option<String> {
        T::deserialize(value).err().map(|error| error.to_string())
    }
    macro_rules! attempts {
        ($($name:ident)+) => {
            match id {
                $(<$name as SmithyTrait>::ID => attempt::<$name>(value),)+
                _ => None,
            }
        };
    }
    attempts! {
        AddedDefault Auth AwsJson1_0 AwsJson1_1 AwsQueryCompatible AwsQueryError AwsService ClientContextParams ClientOptional ContextParam Cors DefaultValue Deprecated
        Documentation Endpoint EndpointRuleSet EndpointTests EnumTrait ErrorKind EventHeader EventPayload
        Examples ExternalDocumentation HostLabel Http HttpChecksumRequired HttpError HttpHeader HttpLabel
        HttpMalformedRequestTests HttpPayload HttpPrefixHeaders HttpQuery HttpQueryParams HttpRequestTests
        HttpResponseCode HttpResponseTests IdRef IdempotencyToken Idempotent Input Internal JsonName Length MediaType
        Mixin OperationContextParams OptionalAuth Output Paginated Pattern Private Range Readonly Recommended
        References RequestCompression Required RequiresLength RestJson1 Retryable Sensitive SigV4 Since Sparse
        StaticContextParams Streaming Suppress Tags TimestampFormat Title TraitDefinition UniqueItems UnsignedPayload
        Unstable XmlNamespace
    }
}
