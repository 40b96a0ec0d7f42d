//! Why a part of a model can't be generated.

use model::{AppliedTrait, Error, Place, Shape, ShapeId};

use crate::names::Unusable;

/// A reason why a part of a model can't be generated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A shape, member or trait that is valid and that the generator does not support.
    #[error("{problem}")]
    Unsupported {
        /// Where it is.
        place: Place,
        /// The shape or member.
        shape: ShapeId,
        /// What is not supported.
        problem: String,
        /// What is.
        expected: String,
    },
    /// The value of a trait that is not what the trait asks for.
    #[error("{at}{problem}")]
    Value {
        /// Where the trait is applied.
        place: Place,
        /// The shape that has the trait.
        shape: ShapeId,
        /// The part of the value, with `: ` behind it; empty for the whole.
        at: String,
        /// What is wrong.
        problem: String,
        /// What would have been right.
        expected: String,
    },
    /// A name that a document chooses and that Rust code can't have.
    #[error("the {role} `{name}` {problem}")]
    Name {
        /// Where the trait is applied.
        place: Place,
        /// The shape that has the trait.
        shape: ShapeId,
        /// What the name is for.
        role: NameRole,
        /// The name.
        name: String,
        /// What is wrong with it.
        problem: String,
        /// What would have been right.
        expected: String,
    },
    /// A service or an operation that was asked for and is not there, or is there more than once.
    #[error("{problem}")]
    Selection {
        /// Where the service is, or the document that lacks it.
        place: Place,
        /// The service, if one was found.
        shape: Option<ShapeId>,
        /// What is wrong.
        problem: String,
        /// What would have been right.
        expected: String,
    },
}

/// What a name that a document chooses is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameRole {
    /// A type.
    #[error("type's name")]
    Type,
    /// A function that makes a structure.
    #[error("constructor's name")]
    Constructor,
    /// A field of a variant.
    #[error("part's name")]
    Part,
}

impl Problem {
    /// Something that is not supported, at a place of its own.
    pub fn unsupported(
        place: &Place,
        shape: &ShapeId,
        problem: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        let (place, shape) = (place.clone(), shape.clone());
        Self::Unsupported { place, shape, problem: problem.into(), expected: expected.into() }
    }

    /// A value of a trait that can't be used.
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

    /// A name that no Rust code can have.
    pub fn unusable(place: &Place, shape: &Shape, role: NameRole, name: &str, reason: &Unusable) -> Self {
        let expected = match role {
            NameRole::Type => "letters and digits after a letter, such as `Kind`",
            NameRole::Constructor | NameRole::Part => {
                "letters, digits and underscores after a letter, such as `for_kind`"
            }
        };
        Self::named(place, shape, role, name, reason.to_string(), expected)
    }

    /// A name that something else has already.
    pub fn taken(place: &Place, shape: &Shape, role: NameRole, name: &str, owner: &str) -> Self {
        Self::named(place, shape, role, name, format!("belongs to {owner}"), "a name of its own")
    }

    fn named(place: &Place, shape: &Shape, role: NameRole, name: &str, problem: String, expected: &str) -> Self {
        let (place, shape, name) = (place.clone(), shape.id.clone(), name.to_owned());
        Self::Name { place, shape, role, name, problem, expected: expected.to_owned() }
    }

    /// The shape or member that it is about.
    pub fn shape(&self) -> Option<&ShapeId> {
        match self {
            Self::Unsupported { shape, .. } | Self::Value { shape, .. } | Self::Name { shape, .. } => Some(shape),
            Self::Selection { shape, .. } => shape.as_ref(),
        }
    }

    /// The problem as the library reports it, with a remark on the operations that it concerns.
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
