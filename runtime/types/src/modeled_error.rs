//! The errors that a service's model declares.

use crate::document::OneLine;
use crate::structure::Structure;

/// An enum of all errors that a service's model declares.
pub trait ModeledError: std::error::Error + Send + Sync + Sized + 'static {
    /// Reads the error with this code, a shape's name without its namespace or the code of the query protocol, from a
    /// response.
    ///
    /// Returns `None` if the model has no such error or the response does not have its shape.
    fn from_source<S: ErrorSource>(code: &str, source: &S) -> Option<Self>;

    /// Reads the error with this code from the JSON body of a response; an empty body has no members.
    fn from_body(code: &str, body: &[u8]) -> Option<Self> {
        Self::from_source(code, &body)
    }

    /// Returns the name of the shape, which is the error's code.
    fn code(&self) -> &'static str;

    /// Returns the message from the service.
    fn message(&self) -> Option<&str>;

    /// Returns `true` if the model gives the error the status of a conflict, 409, which not every protocol sends.
    fn is_conflict(&self) -> bool {
        false
    }
}

/// The response from which an error is read: a body alone, or an HTTP message whose headers also carry members.
pub trait ErrorSource {
    /// Reads a structure; returns `None` if the response does not have its shape.
    fn read<T: Structure>(&self) -> Option<T>;
}

/// An empty body is read as an empty structure.
impl ErrorSource for &[u8] {
    fn read<T: Structure>(&self) -> Option<T> {
        let body: &[u8] = if self.trim_ascii().is_empty() { b"{}" } else { self };
        let mut deserializer = serde_json::Deserializer::from_slice(body);
        let structure = crate::structure::deserialize_body(&mut deserializer).ok()?;
        deserializer.end().ok()?;
        Some(structure)
    }
}

/// An error that the model declares; its code is the name of its shape.
pub trait ErrorShape: Structure {
    /// The code that the error has in AWS's query protocol, if the service still sends it.
    const QUERY_CODE: Option<&'static str> = None;
    /// Whether the model gives the error the status of a conflict, and the protocol does not send it.
    const IS_CONFLICT: bool = false;

    /// Returns the message from the service.
    fn message(&self) -> Option<&str>;
}

/// Implements [`ModeledError`] for the enum of all errors, and the traits of errors for the enum and for each error,
/// given its [`ErrorShape`]: the type and the variants, each named after the error in it.
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
                    if code == <$variant as $crate::Structure>::SCHEMA.name {
                        return source.read().map(Self::$variant);
                    }
                )*
                // Names are tried first: the query code of one error may be the name of another.
                $(
                    if <$variant as $crate::codegen::modeled_error::ErrorShape>::QUERY_CODE == ::std::option::Option::Some(code) {
                        return source.read().map(Self::$variant);
                    }
                )*
                ::std::option::Option::None
            }

            fn code(&self) -> &'static str {
                match *self {
                    $(Self::$variant(_) => <$variant as $crate::Structure>::SCHEMA.name,)*
                }
            }

            fn message(&self) -> ::std::option::Option<&str> {
                match *self {
                    $(Self::$variant(ref error) => $crate::codegen::modeled_error::ErrorShape::message(error),)*
                }
            }

            fn is_conflict(&self) -> bool {
                match *self {
                    $(Self::$variant(_) => <$variant as $crate::codegen::modeled_error::ErrorShape>::IS_CONFLICT,)*
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
            impl ::std::fmt::Display for $variant {
                fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    $crate::codegen::modeled_error::display_shape(self, formatter)
                }
            }

            impl ::std::error::Error for $variant {}

            impl ::std::convert::From<$variant> for $name {
                fn from(error: $variant) -> Self {
                    Self::$variant(error)
                }
            }
        )*
    };
}

/// Displays one error, as [`display`] does.
pub fn display_shape<T: ErrorShape>(error: &T, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    display(T::SCHEMA.name, error.message(), formatter)
}

/// Writes `ConflictException: a flow of that name exists`, or the code alone if there is no message.
pub fn display(code: &str, message: Option<&str>, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    match message {
        Some(message) => write!(formatter, "{code}: {}", OneLine(message)),
        None => formatter.write_str(code),
    }
}
