//! What a generated structure gets from its table of fields.
//!
//! Every path in these macros is absolute, because a service may call a shape like anything that std exports.

/// Implements [`Structure`](super::Structure), [`Value`](crate::value::Value) and serde's traits: the type, its schema, the function that checks its rules if
/// it has any, and its fields in the order of the schema's members, each with the value that it has where nobody sets it
/// if that is not the empty one.
macro_rules! structure {
    ($name:ident, $schema:expr $(, $rules:path)?, { $($field:ident $(= $default:expr)?),* $(,)? }) => {
        impl $crate::structure::Structure for $name {
            fn schema() -> &'static $crate::schema::Schema {
                &$schema
            }

            #[allow(unused_variables, unused_mut, unused_assignments, reason = "a structure may have no members")]
            fn visit<V: $crate::structure::Members>(&self, visitor: &mut V) -> ::std::result::Result<(), V::Error> {
                let mut members = $schema.members().iter();
                $(
                    if let ::std::option::Option::Some(member) = members.next() {
                        visitor.member(member, &self.$field)?;
                    }
                )*
                ::std::result::Result::Ok(())
            }

            #[allow(unused_variables, unused_mut, unused_assignments, reason = "a structure may have no members")]
            fn visit_mut<V: $crate::structure::MembersMut>(
                &mut self,
                index: usize,
                visitor: &mut V,
            ) -> ::std::result::Result<(), V::Error> {
                let mut current = 0;
                $(
                    if current == index {
                        return match $schema.members().get(index) {
                            ::std::option::Option::Some(member) => visitor.member(member, &mut self.$field),
                            ::std::option::Option::None => ::std::result::Result::Ok(()),
                        };
                    }
                    current += 1;
                )*
                ::std::result::Result::Ok(())
            }

            $(
                fn check_rules(
                    &self,
                    path: &$crate::validation::Path<'_>,
                    broken: &mut impl $crate::validation::Broken,
                ) {
                    $rules(self, path, broken);
                }
            )?
        }

        impl $name {
            /// Checks every constraint of the model that the type system does not hold, nested values included.
            ///
            /// # Errors
            ///
            /// All constraints that are violated, in the order of the members.
            pub fn validate(&self) -> ::std::result::Result<(), $crate::validation::ValidationError> {
                if $crate::structure::is_sure(self) {
                    return ::std::result::Result::Ok(());
                }
                let mut violations = $crate::validation::Violations::default();
                $crate::structure::check(self, &$crate::validation::Path::ROOT, &mut violations);
                let model = <$crate::ServiceError as $crate::modeled_error::ModeledError>::MODEL;
                violations.into_result().map_err(|error| error.held_against(model))
            }

            /// The rules that are broken but known from reports alone, so that the service may take the value.
            pub fn warnings(&self) -> ::std::vec::Vec<$crate::validation::Violation> {
                let mut violations = $crate::validation::Violations::default();
                $crate::structure::check(self, &$crate::validation::Path::ROOT, &mut violations);
                violations.into_warnings()
            }

            /// Reads a JSON document that somebody has written: nothing may be missing, unknown or violated in it. Null is
            /// absent.
            ///
            /// # Errors
            ///
            /// All problems, each with its path, line and column.
            #[inline] // Compiled where it is called only, so that no user pays for the structures of others.
            pub fn from_json(text: &str) -> ::std::result::Result<Self, $crate::document::DocumentError> {
                $crate::document::read(text)
            }

            /// Reads a JSON document, and mends in it what leaves no doubt: names and words that differ in case or by a
            /// slip of the hand, null, and the name of what other members hold. What was changed comes with the value.
            ///
            /// # Errors
            ///
            /// All problems that are left, each with its path, line and column.
            #[inline] // As above.
            pub fn fix_json(
                text: &str,
            ) -> ::std::result::Result<$crate::document::Fixed<Self>, $crate::document::DocumentError> {
                $crate::document::fix(text)
            }

            /// A view for logs, which is serialised with a mark in place of each secret.
            pub fn redacted(&self) -> $crate::value::Writing<'_, Self> {
                $crate::value::Writing { value: self, schema: &$schema, form: $crate::value::Form::Redacted }
            }
        }

        impl $crate::value::Value for $name {
            fn empty() -> Self {
                Self { $($field: $crate::structure::structure!(@empty $($default)?)),* }
            }

            $crate::structure::structure_value!();
        }

        $crate::secret::sensitive!($name);
        $crate::structure::serde!($name, $schema);
    };
    (@empty) => {
        $crate::value::Value::empty()
    };
    (@empty $default:expr) => {
        $default
    };
}

/// The functions of [`Value`](crate::value::Value) that are the same for every structure.
macro_rules! structure_value {
    () => {
        fn is_sure(&self, _schema: &'static $crate::schema::Schema) -> bool {
            $crate::structure::is_sure(self)
        }

        fn check(
            &self,
            _schema: &'static $crate::schema::Schema,
            path: &$crate::validation::Path<'_>,
            violations: &mut $crate::validation::Violations,
        ) {
            $crate::structure::check(self, path, violations);
        }

        fn fingerprint(&self, fingerprint: &mut $crate::validation::Fingerprint) {
            fingerprint.structure(self);
        }

        fn serialize<S: ::serde_core::Serializer>(
            &self,
            _schema: &'static $crate::schema::Schema,
            form: $crate::value::Form,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            $crate::structure::serialize(self, $crate::structure::Scope::Document, form, serializer)
        }

        fn deserialize<'de, D: ::serde_core::Deserializer<'de>>(
            _schema: &'static $crate::schema::Schema,
            mode: $crate::value::Mode,
            deserializer: D,
        ) -> ::std::result::Result<Self, D::Error> {
            $crate::structure::deserialize(mode, deserializer)
        }
    };
}

/// Implements serde's traits on a value with one schema: the wire form, read strictly.
macro_rules! serde {
    ($name:ident, $schema:expr) => {
        impl ::serde_core::Serialize for $name {
            fn serialize<S: ::serde_core::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::value::Value::serialize(self, &$schema, $crate::value::Form::Wire, serializer)
            }
        }

        impl<'de> ::serde_core::Deserialize<'de> for $name {
            fn deserialize<D: ::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::value::Value::deserialize(&$schema, $crate::value::Mode::Strict, deserializer)
            }
        }
    };
}

pub(crate) use {serde, structure, structure_value};
