//! The impls that are the same for every structure, based on its [`Structure`](super::Structure).
//!
//! Every path in these macros is absolute, because a service may give a shape any name.

/// Implements the functions of [`Structure`](super::Structure) that visit its members, from triples of a member's name
/// in the model, the field, and its default if that is not the empty value. The names are checked against the schema at
/// compile time.
#[doc(hidden)]
#[macro_export]
macro_rules! __members {
    ($($name:literal => $field:ident),* $(,)?) => {
        fn unset() -> Self {
            Self { $($field: $crate::codegen::Value::empty()),* }
        }

        $crate::codegen::members! { @visit $($name => $field),* }
    };
    // Most structures have no defaults, so only structures with defaults are expanded member by member.
    ($($name:literal => $field:ident $(= $default:expr)?),* $(,)?) => {
        fn unset() -> Self {
            Self { $($field: $crate::codegen::members!(@empty $($default)?)),* }
        }

        $crate::codegen::members! { @visit $($name => $field),* }
    };
    (@visit $($name:literal => $field:ident),*) => {
        #[allow(unused_variables, reason = "a structure may have no members")]
        fn visit<V: $crate::codegen::Members>(&self, visitor: &mut V) -> bool {
            // One constant for all members compiles faster than one for each.
            let [$($field),*] = const { <Self as $crate::Structure>::SCHEMA.members_named([$($name),*]) };
            true $(&& visitor.member($field, &self.$field))*
        }

        #[allow(unused_variables, reason = "as above")]
        fn visit_mut<V: $crate::codegen::MembersMut>(&mut self, name: &str, visitor: &mut V) {
            match name {
                $($name => visitor.member(&mut self.$field),)*
                _ => {}
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

/// Implements [`Modeled`](crate::codegen::Modeled) and serde's traits for each structure.
#[doc(hidden)]
#[macro_export]
macro_rules! __structure {
    ($($name:ident),* $(,)?) => {
        $(
            impl $crate::codegen::Modeled for $name {
                type Kind = $crate::codegen::StructureKind;
            }
        )*

        $crate::codegen::serde!($($name, <$name as $crate::Structure>::SCHEMA);*);
    };
}

/// Implements serde's traits for a type with a fixed schema: the wire form, read strictly.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($($name:ident, $schema:expr);* $(;)?) => {$(
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
    )*};
}
