//! Macros that declare the typed forms of simple traits.
//!
//! Each type is declared with its shape id, which occurs nowhere else.

/// Traits whose value is an empty structure.
macro_rules! annotations {
    ($($(#[$doc:meta])+ $name:ident = $id:literal;)+) => {
        $(
            $(#[$doc])+
            #[derive(Clone, Copy, Debug, PartialEq, Eq, ::serde::Deserialize)]
            pub struct $name {}
        )+
        identifiers! { $($name = $id;)+ }
    };
}

/// Traits that wrap one value.
macro_rules! wrappers {
    ($($(#[$doc:meta])+ $name:ident($inner:ty) = $id:literal;)+) => {
        $(
            $(#[$doc])+
            #[derive(Clone, Debug, PartialEq, ::serde::Deserialize)]
            pub struct $name(pub $inner);
        )+
        identifiers! { $($name = $id;)+ }
    };
}

/// The shape ids of traits whose types are written out.
macro_rules! identifiers {
    ($($name:ident = $id:literal;)+) => {
        $(
            impl $crate::traits::SmithyTrait for $name {
                const ID: &'static str = $id;
            }
        )+
    };
}
