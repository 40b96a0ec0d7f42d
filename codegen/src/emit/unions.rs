//! Emits the unions, at the end of `structures.rs`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::syntax::{Scope, deprecated, docs, ty};
use super::{ident, member_name};
use crate::ir::{Service, Union};

/// Emits the unions.
pub fn emit(service: &Service) -> TokenStream {
    service.unions.iter().map(item).collect()
}

fn item(union: &Union) -> TokenStream {
    let (name, schema) = (ident(&union.name), ident(&union.schema));
    let (docs, deprecated) = (docs(&union.docs), deprecated(union.deprecated.as_ref()));
    let debug = (!union.sensitive).then(|| quote!(Debug,));
    let redact = union.sensitive.then(|| quote!(tinsmith_types::codegen::redact!(#name);));
    let variants = union.variants.iter().map(|variant| {
        let (docs, name, ty) = (self::docs(&variant.docs), ident(&variant.name), ty(Scope::Types, &variant.ty));
        quote!(#docs #name(#ty))
    });
    let walk = walk(union, &name, &schema);
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #debug PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A member that the model does not know.
            Unknown(tinsmith_types::UnknownMember),
        }
        #redact
        #walk
    }
}

/// Returns the impl that pairs variants with the members of the schema.
fn walk(union: &Union, name: &Ident, schema: &Ident) -> TokenStream {
    let visits = union.variants.iter().map(|variant| {
        let (name, shape) = (ident(&variant.name), member_name(&variant.id));
        quote!(Self::#name(value) => visitor.member(const { super::schemas::#schema.member(#shape) }, value),)
    });
    let reads = union.variants.iter().map(|variant| {
        let (name, shape) = (ident(&variant.name), member_name(&variant.id));
        quote!(#shape => Ok(source.value()?.map(Self::#name)),)
    });
    quote! {
        impl tinsmith_types::codegen::Union for #name {
            const SCHEMA: &'static tinsmith_types::codegen::Schema = &super::schemas::#schema;

            fn unknown(member: tinsmith_types::UnknownMember) -> Self {
                Self::Unknown(member)
            }

            fn as_unknown(&self) -> Option<&tinsmith_types::UnknownMember> {
                if let Self::Unknown(member) = self { Some(member) } else { None }
            }

            fn visit<V: tinsmith_types::codegen::Members>(&self, visitor: &mut V) -> bool {
                match self {
                    #(#visits)*
                    Self::Unknown(_) => true,
                }
            }

            fn read<'de, A: tinsmith_types::codegen::serde::de::MapAccess<'de>>(
                name: &str,
                source: &mut tinsmith_types::codegen::Variant<'_, A>,
            ) -> Result<Option<Self>, A::Error> {
                match name {
                    #(#reads)*
                    _ => Ok(None),
                }
            }
        }
        tinsmith_types::codegen::union!(#name);
    }
}
