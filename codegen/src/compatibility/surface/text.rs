//! Types as text: as emitted, and as the most specific type that an argument accepts.

use model::ShapeId;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::{Argument, FieldType};
use crate::emit::syntax::{self, Scope};
use crate::ir::Type;

/// Returns the type as written in code.
pub fn ty(ty: &Type) -> String {
    compact(syntax::ty(Scope::Imported, ty))
}

/// Returns the type of a field, which may be optional.
pub fn field_type(ty: &Type, is_optional: bool) -> FieldType {
    let tokens = syntax::ty(Scope::Imported, ty);
    let text = compact(if is_optional { quote!(Option<#tokens>) } else { tokens });
    FieldType { ty: seen(ty), is_optional, text }
}

/// Returns a type of this name, in a field that is never absent.
pub fn named(name: &str) -> FieldType {
    FieldType { ty: Type::Aggregate(name.to_owned()), is_optional: false, text: name.to_owned() }
}

/// Returns the argument that sets a member.
pub fn argument(shape: &ShapeId, name: &str, ty: &Type) -> Argument {
    let (tokens, _) = syntax::argument(Scope::Imported, ty, &TokenStream::new());
    Argument { shape: shape.clone(), name: name.to_owned(), ty: seen(ty), text: compact(tokens) }
}

/// Returns the type as code sees it: generated types are distinguished by name only.
fn seen(ty: &Type) -> Type {
    let inner = |ty: &Type| Box::new(seen(ty));
    match ty {
        Type::Enum(name) | Type::IntEnum(name) => Type::Aggregate(name.clone()),
        Type::Secret(ty) => Type::Secret(inner(ty)),
        Type::List(ty) => Type::List(inner(ty)),
        Type::Map(key, value) => Type::Map(inner(key), inner(value)),
        Type::Option(ty) => Type::Option(inner(ty)),
        Type::Box(ty) => Type::Box(inner(ty)),
        ty => ty.clone(),
    }
}

/// Returns a type that this argument accepts, and if possible no argument of another type does.
pub fn given(ty: &Type) -> String {
    match ty {
        Type::Box(value) => self::ty(value),
        Type::List(member) => format!("::std::iter::Once<{}>", entry(member)),
        Type::Map(key, value) => format!("::std::iter::Once<({}, {})>", entry(key), entry(value)),
        ty => entry(ty),
    }
}

/// Like [`given`], for the entries of a list or map.
fn entry(ty: &Type) -> String {
    match ty {
        Type::String => format!("&'static {}", self::ty(ty)),
        Type::Blob => "&'static [u8; 1]".to_owned(),
        Type::Document => "()".to_owned(),
        ty => self::ty(ty),
    }
}

/// Formats the tokens of a type without superfluous spaces.
fn compact(tokens: TokenStream) -> String {
    let mut text = String::new();
    for token in tokens {
        let after_word = text.ends_with(|last: char| last.is_alphanumeric());
        match token {
            TokenTree::Ident(word) if after_word => text = text + " " + &word.to_string(),
            TokenTree::Punct(comma) if comma.as_char() == ',' => text.push_str(", "),
            TokenTree::Punct(equals) if equals.as_char() == '=' => text.push_str(" = "),
            TokenTree::Group(group) => text = text + "(" + &compact(group.stream()) + ")",
            token => text.push_str(&token.to_string()),
        }
    }
    text
}
