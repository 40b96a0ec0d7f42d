//! The errors that a service's model declares.

use crate::document::OneLine;
use crate::structure::Structure;

/// All errors of a service that its model declares, as one type.
pub trait ModeledError: std::error::Error + Send + Sync + Sized + 'static {
    /// Reads the error with this code, a shape's name without its namespace, from a response.
    ///
    /// Returns `None` where the model has no such error, or the response is not of its shape.
    fn from_source<S: ErrorSource>(code: &str, source: &S) -> Option<Self>;

    /// Reads the error with this code from a JSON document, the body of a response; an empty one has no members.
    fn from_body(code: &str, body: &[u8]) -> Option<Self> {
        Self::from_source(code, &body)
    }

    /// The shape's name, which is the error's code.
    fn code(&self) -> &'static str;

    /// What the service says about it.
    fn message(&self) -> Option<&str>;
}

/// A response that an error is read from: a body alone, or an HTTP message whose headers have members, too.
pub trait ErrorSource {
    /// Reads a structure; `None` if the response is not of its shape.
    fn read<T: Structure>(&self) -> Option<T>;
}

/// An empty body is an empty structure.
impl ErrorSource for &[u8] {
    fn read<T: Structure>(&self) -> Option<T> {
        let body: &[u8] = if self.trim_ascii().is_empty() { b"{}" } else { self };
        let mut deserializer = serde_json::Deserializer::from_slice(body);
        let structure = crate::structure::deserialize_body(&mut deserializer).ok()?;
        deserializer.end().ok()?;
        Some(structure)
    }
}

/// One error that the model declares.
pub trait ErrorShape {
    /// The error's code, which is the name of its shape.
    const CODE: &'static str;

    /// What the service says about it.
    fn message(&self) -> Option<&str>;
}

/// Implements `Display` and `Error` for an [`ErrorShape`].
#[doc(hidden)]
#[macro_export]
macro_rules! __error {
    ($name:ident) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                use $crate::codegen::modeled_error::ErrorShape;
                $crate::codegen::modeled_error::display(Self::CODE, ErrorShape::message(self), formatter)
            }
        }

        impl ::std::error::Error for $name {}
    };
}

/// Implements [`ModeledError`] and what errors need for the enum of all errors: the type and the variants, which are named as what they hold.
#[doc(hidden)]
#[macro_export]
macro_rules! __service_error {
    ($name:ident, { $($variant:ident),* $(,)? }) => {
        impl $crate::codegen::modeled_error::ModeledError for $name {
            #[allow(unused_variables, reason = "a service may have no errors")]
            fn from_source<S: $crate::codegen::modeled_error::ErrorSource>(
                code: &str,
                source: &S,
            ) -> ::std::option::Option<Self> {
                $(
                    if code == <$variant as $crate::codegen::modeled_error::ErrorShape>::CODE {
                        return source.read().map(Self::$variant);
                    }
                )*
                ::std::option::Option::None
            }

            fn code(&self) -> &'static str {
                match *self {
                    $(Self::$variant(_) => <$variant as $crate::codegen::modeled_error::ErrorShape>::CODE,)*
                }
            }

            fn message(&self) -> ::std::option::Option<&str> {
                match *self {
                    $(Self::$variant(ref error) => $crate::codegen::modeled_error::ErrorShape::message(error),)*
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                use $crate::codegen::modeled_error::ModeledError as _;
                $crate::codegen::modeled_error::display(self.code(), self.message(), formatter)
            }
        }

        impl ::std::error::Error for $name {}

        $(
            impl ::std::convert::From<$variant> for $name {
                fn from(error: $variant) -> Self {
                    Self::$variant(error)
                }
            }
        )*
    };
}

/// `ConflictException: a flow of that name exists`, or the code alone.
pub fn display(code: &str, message: Option<&str>, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    match message {
        Some(message) => write!(formatter, "{code}: {}", OneLine(message)),
        None => formatter.write_str(code),
    }
}
