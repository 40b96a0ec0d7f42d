//! Enums of words and of numbers, open to values that the model does not know.
//!
//! A service may add a value at any time: what is not known is kept as it came, and written again as it came.

/// Implements `Value` and what words need on an enum: the type, its schema, and each variant with its word.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($name:ident, $schema:expr, { $($variant:ident = $word:literal),* $(,)? }) => {
        impl $name {
            /// The values that the model knows, in its order.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// The word that travels.
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

        $crate::codegen::sensitive!($name);

        impl $crate::codegen::Value for $name {
            fn empty() -> Self {
                Self::Unknown(::std::string::String::new())
            }

            $crate::__string_value!();
        }

        $crate::codegen::serde!($name, &$schema);
    };
}

/// The functions of `Value` that are the same for every enum of words.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_value {
    () => {
        fn is_sure(&self, _schema: &'static $crate::codegen::Schema) -> bool {
            !::std::matches!(self, Self::Unknown(_))
        }

        fn check(
            &self,
            schema: &'static $crate::codegen::Schema,
            path: &$crate::codegen::Path<'_>,
            violations: &mut $crate::codegen::Violations,
        ) {
            if let Self::Unknown(word) = self {
                violations.word(word, schema, path);
            }
        }

        fn fingerprint(&self, fingerprint: &mut $crate::codegen::Fingerprint) {
            // A word that the model knows, kept as an unknown one, is another value.
            fingerprint.add(&(self.as_str(), matches!(self, Self::Unknown(_))));
        }

        fn serialize<S: $crate::codegen::serde::Serializer>(
            &self,
            _schema: &'static $crate::codegen::Schema,
            _form: $crate::codegen::Form,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            serializer.serialize_str(self.as_str())
        }

        fn deserialize<'de, D: $crate::codegen::serde::Deserializer<'de>>(
            schema: &'static $crate::codegen::Schema,
            _mode: $crate::codegen::Mode,
            deserializer: D,
        ) -> ::std::result::Result<Self, D::Error> {
            $crate::codegen::scalars::text(schema, deserializer).map(Self::from)
        }

        fn write_text(&self, _schema: &'static $crate::codegen::Schema, each: &mut dyn FnMut(&str)) {
            each(self.as_str());
        }

        fn read_text(
            schema: &'static $crate::codegen::Schema,
            texts: &[::std::borrow::Cow<'_, str>],
        ) -> ::std::result::Result<Self, $crate::codegen::TextError> {
            $crate::codegen::scalars::only(schema, texts).map(Self::from)
        }

        fn as_raw(&self) -> ::std::option::Option<&[u8]> {
            ::std::option::Option::Some(self.as_str().as_bytes())
        }

        fn from_raw(bytes: &[u8]) -> ::std::option::Option<Self> {
            ::std::str::from_utf8(bytes).ok().map(Self::from)
        }
    };
}

/// Implements `Value` and what numbers need on an enum: the type, its schema, and each variant with its number.
#[doc(hidden)]
#[macro_export]
macro_rules! __int_enum {
    ($name:ident, $schema:expr, { $($variant:ident = $number:literal),* $(,)? }) => {
        impl $name {
            /// The values that the model knows, in its order.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// The number that travels.
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

        $crate::codegen::sensitive!($name);

        impl $crate::codegen::Value for $name {
            fn empty() -> Self {
                Self::Unknown(0)
            }

            fn is_sure(&self, _schema: &'static $crate::codegen::Schema) -> bool {
                !::std::matches!(self, Self::Unknown(_))
            }

            fn check(
                &self,
                schema: &'static $crate::codegen::Schema,
                path: &$crate::codegen::Path<'_>,
                violations: &mut $crate::codegen::Violations,
            ) {
                if let Self::Unknown(number) = self {
                    violations.number(*number, schema, path);
                }
            }

            fn fingerprint(&self, fingerprint: &mut $crate::codegen::Fingerprint) {
                fingerprint.add(&(self.as_i32(), matches!(self, Self::Unknown(_))));
            }

            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                schema: &'static $crate::codegen::Schema,
                form: $crate::codegen::Form,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::codegen::Value::serialize(&self.as_i32(), schema, form, serializer)
            }

            fn deserialize<'de, D: $crate::codegen::serde::Deserializer<'de>>(
                schema: &'static $crate::codegen::Schema,
                mode: $crate::codegen::Mode,
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                <i32 as $crate::codegen::Value>::deserialize(schema, mode, deserializer).map(Self::from)
            }

            fn write_text(&self, schema: &'static $crate::codegen::Schema, each: &mut dyn FnMut(&str)) {
                $crate::codegen::Value::write_text(&self.as_i32(), schema, each);
            }

            fn read_text(
                schema: &'static $crate::codegen::Schema,
                texts: &[::std::borrow::Cow<'_, str>],
            ) -> ::std::result::Result<Self, $crate::codegen::TextError> {
                <i32 as $crate::codegen::Value>::read_text(schema, texts).map(Self::from)
            }
        }

        $crate::codegen::serde!($name, &$schema);
    };
}
