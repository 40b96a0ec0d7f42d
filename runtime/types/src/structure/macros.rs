//! The impls that are the same for every structure, given its [`Structure`](super::Structure).
//!
//! Every path in these macros is absolute, because a service may give a shape any name.

/// The functions of [`Structure`](super::Structure) that visit its members, from the pairs of a member's name in the
/// model, the field, and its default where that is not the empty value. That each name is a member of the schema is checked when the code is compiled.
#[doc(hidden)]
#[macro_export]
macro_rules! __members {
    ($($name:literal => $field:ident $(= $default:expr)?),* $(,)?) => {
        fn unset() -> Self {
            Self { $($field: $crate::codegen::members!(@empty $($default)?)),* }
        }

        #[allow(unused_variables, reason = "a structure may have no members")]
        fn visit<V: $crate::codegen::Members>(&self, visitor: &mut V) -> ::std::result::Result<(), V::Error> {
            // One constant for all members costs the compiler less than one for each.
            let [$($field),*] = const { <Self as $crate::Structure>::SCHEMA.members_named([$($name),*]) };
            $(visitor.member($field, &self.$field)?;)*
            ::std::result::Result::Ok(())
        }

        #[allow(unused_variables, reason = "as above")]
        fn visit_mut<V: $crate::codegen::MembersMut>(
            &mut self,
            name: &str,
            visitor: &mut V,
        ) -> ::std::result::Result<(), V::Error> {
            match name {
                $($name => visitor.member(&mut self.$field),)*
                _ => ::std::result::Result::Ok(()),
            }
        }
    };
    (@empty) => {
        $crate::codegen::Value::empty()
    };
    (@empty $default:expr) => {
        $default
    };
}

/// Implements [`Value`](crate::codegen::Value), [`Sensitive`](crate::codegen::Sensitive) and serde's traits.
#[doc(hidden)]
#[macro_export]
macro_rules! __structure {
    ($name:ident) => {
        impl $crate::codegen::Value for $name {
            fn empty() -> Self {
                <Self as $crate::Structure>::unset()
            }

            fn is_sure(&self, _schema: &'static $crate::codegen::Schema) -> bool {
                $crate::codegen::structure::is_sure(self)
            }

            fn check(
                &self,
                _schema: &'static $crate::codegen::Schema,
                path: &$crate::codegen::Path<'_>,
                violations: &mut $crate::codegen::Violations,
            ) {
                $crate::codegen::structure::check(self, path, violations);
            }

            fn fingerprint(&self, fingerprint: &mut $crate::codegen::Fingerprint) {
                fingerprint.structure(self);
            }

            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                _schema: &'static $crate::codegen::Schema,
                form: $crate::codegen::Form,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::codegen::structure::serialize(
                    self,
                    $crate::codegen::structure::Scope::Document,
                    form,
                    serializer,
                )
            }

            fn deserialize<'de, D: $crate::codegen::serde::Deserializer<'de>>(
                _schema: &'static $crate::codegen::Schema,
                mode: $crate::codegen::Mode,
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::codegen::structure::deserialize(mode, deserializer)
            }
        }

        $crate::codegen::sensitive!($name);
        $crate::codegen::serde!($name, <$name as $crate::Structure>::SCHEMA);
    };
}

/// Implements serde's traits on a value with one schema: the wire form, read strictly.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident, $schema:expr) => {
        impl $crate::codegen::serde::Serialize for $name {
            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::codegen::Value::serialize(self, $schema, $crate::codegen::Form::Wire, serializer)
            }
        }

        impl<'de> $crate::codegen::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::codegen::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::codegen::Value::deserialize($schema, $crate::codegen::Mode::Strict, deserializer)
            }
        }
    };
}
