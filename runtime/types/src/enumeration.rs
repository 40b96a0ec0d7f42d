//! Enums of strings and of integers, open to values that the model does not know.
//!
//! A service may add a value at any time: an unknown value is kept and written again unchanged.

mod kinds;

pub use kinds::{IntEnumKind, StringEnumKind};

use crate::collections::Key;

/// An enum of strings.
pub trait StringEnum: Key {
    /// Wraps a string that the model does not know.
    fn unknown(word: String) -> Self;

    /// Returns the string if the model does not know it.
    fn as_unknown(&self) -> Option<&str>;
}

/// An enum of integers.
pub trait IntEnum: From<i32> {
    /// Wraps a number that the model does not know.
    fn unknown(number: i32) -> Self;

    /// Returns the number as it is sent.
    fn number(&self) -> i32;

    /// Returns `true` if the model does not know the number.
    fn is_unknown(&self) -> bool;
}

/// Implements [`StringEnum`] and the traits of strings on an enum, given the type, its schema, and each variant with
/// its string.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($name:ident, $schema:expr, { $($variant:ident = $word:literal),* $(,)? }) => {
        impl $name {
            /// The values that the model knows, in its order.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the string as it is sent.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)*
                    Self::Unknown(word) => word,
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)*
                    _ => Self::Unknown(word.into()),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(word: ::std::string::String) -> Self {
                Self::from(word.as_str())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(word: &str) -> ::std::result::Result<Self, Self::Err> {
                ::std::result::Result::Ok(Self::from(word))
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::codegen::Key for $name {
            fn as_str(&self) -> &str {
                Self::as_str(self)
            }
        }

        impl $crate::codegen::StringEnum for $name {
            fn unknown(word: ::std::string::String) -> Self {
                Self::Unknown(word)
            }

            fn as_unknown(&self) -> ::std::option::Option<&str> {
                match self {
                    Self::Unknown(word) => ::std::option::Option::Some(word),
                    _ => ::std::option::Option::None,
                }
            }
        }

        impl $crate::codegen::Modeled for $name {
            type Kind = $crate::codegen::StringEnumKind;
        }

        $crate::codegen::serde!($name, &$schema);
    };
}

/// Implements [`IntEnum`] and the traits of numbers on an enum, given the type, its schema, and each variant with its
/// number.
#[doc(hidden)]
#[macro_export]
macro_rules! __int_enum {
    ($name:ident, $schema:expr, { $($variant:ident = $number:literal),* $(,)? }) => {
        impl $name {
            /// The values that the model knows, in its order.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the number as it is sent.
            pub const fn as_i32(&self) -> i32 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Unknown(number) => *number,
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i32(), formatter)
            }
        }

        impl ::std::convert::From<i32> for $name {
            fn from(number: i32) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    _ => Self::Unknown(number),
                }
            }
        }

        impl $crate::codegen::IntEnum for $name {
            fn unknown(number: i32) -> Self {
                Self::Unknown(number)
            }

            fn number(&self) -> i32 {
                self.as_i32()
            }

            fn is_unknown(&self) -> bool {
                ::std::matches!(self, Self::Unknown(_))
            }
        }

        impl $crate::codegen::Modeled for $name {
            type Kind = $crate::codegen::IntEnumKind;
        }

        $crate::codegen::serde!($name, &$schema);
    };
}
