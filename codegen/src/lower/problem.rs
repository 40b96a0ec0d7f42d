//! Problems found while lowering.

use model::{AppliedTrait, Error, Place, Shape, ShapeId};

use crate::names::Unusable;

/// A reason why a part of a model can't be generated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A valid shape, member or trait that the generator does not support.
    #[error("{problem}")]
    Unsupported {
        /// Its place.
        place: Place,
        /// The shape or member.
        shape: ShapeId,
        /// The unsupported feature.
        problem: String,
        /// A supported alternative.
        expected: String,
    },
    /// A trait whose value is malformed.
    #[error("{at}{problem}")]
    Value {
        /// The place where the trait is applied.
        place: Place,
        /// The shape that has the trait.
        shape: ShapeId,
        /// The part of the value, followed by `: `; empty for the whole.
        at: String,
        /// The problem.
        problem: String,
        /// The expected form.
        expected: String,
    },
    /// A name chosen by a document that is not allowed in Rust code.
    #[error("the {role} `{name}` {problem}")]
    Name {
        /// The place where the trait is applied.
        place: Place,
        /// The shape that has the trait.
        shape: ShapeId,
        /// The role of the name.
        role: NameRole,
        /// The name.
        name: String,
        /// The problem.
        problem: String,
        /// The expected form.
        expected: String,
    },
    /// A requested service or operation that does not exist, or is ambiguous.
    #[error("{problem}")]
    Selection {
        /// The place of the service, or the document that lacks it.
        place: Place,
        /// The service, if one was found.
        shape: Option<ShapeId>,
        /// The problem.
        problem: String,
        /// The expected form.
        expected: String,
    },
}

/// The role of a name chosen by a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameRole {
    /// A type.
    #[error("type's name")]
    Type,
    /// A constructor of a structure.
    #[error("constructor's name")]
    Constructor,
    /// A field of a variant.
    #[error("part's name")]
    Part,
}

impl Problem {
    /// Creates a problem about an unsupported feature at a place of its own.
    pub fn unsupported(
        place: &Place,
        shape: &ShapeId,
        problem: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        let (place, shape) = (place.clone(), shape.clone());
        Self::Unsupported { place, shape, problem: problem.into(), expected: expected.into() }
    }

    /// Creates a problem about a malformed value of a trait.
    pub fn value(
        applied: &AppliedTrait,
        shape: &Shape,
        at: impl Into<String>,
        problem: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        let (place, shape) = (applied.place.clone(), shape.id.clone());
        Self::Value { place, shape, at: at.into(), problem: problem.into(), expected: expected.into() }
    }

    /// Creates a problem about a name that Rust code can't have.
    pub fn unusable(place: &Place, shape: &Shape, role: NameRole, name: &str, reason: &Unusable) -> Self {
        let expected = match role {
            NameRole::Type => "letters and digits after a letter, such as `Kind`",
            NameRole::Constructor | NameRole::Part => {
                "letters, digits and underscores after a letter, such as `for_kind`"
            }
        };
        Self::named(place, shape, role, name, reason.to_string(), expected)
    }

    /// Creates a problem about a name that is taken.
    pub fn taken(place: &Place, shape: &Shape, role: NameRole, name: &str, owner: &str) -> Self {
        Self::named(place, shape, role, name, format!("is the name of {owner}"), "a unique name")
    }

    fn named(place: &Place, shape: &Shape, role: NameRole, name: &str, problem: String, expected: &str) -> Self {
        let (place, shape, name) = (place.clone(), shape.id.clone(), name.to_owned());
        Self::Name { place, shape, role, name, problem, expected: expected.to_owned() }
    }

    /// Returns the shape or member concerned.
    pub fn shape(&self) -> Option<&ShapeId> {
        match self {
            Self::Unsupported { shape, .. } | Self::Value { shape, .. } | Self::Name { shape, .. } => Some(shape),
            Self::Selection { shape, .. } => shape.as_ref(),
        }
    }

    /// Converts the problem to the library's error, with a remark about the affected operations.
    pub fn into_error(self, remark: &str) -> Error {
        let (text, shape) = (self.to_string(), self.shape().cloned());
        let (Self::Unsupported { place, expected, .. }
        | Self::Value { place, expected, .. }
        | Self::Name { place, expected, .. }
        | Self::Selection { place, expected, .. }) = self;
        let error = Error::new(&place, text, expected + remark);
        match shape {
            Some(shape) => error.about(&shape),
            None => error,
        }
    }
}
