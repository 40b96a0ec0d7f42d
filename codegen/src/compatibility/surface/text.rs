//! Types as text: as they are emitted, and as the most particular type that an argument takes.

use model::ShapeId;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::{Argument, Held};
use crate::emit::syntax;
use crate::ir::Type;

/// The type as code has it.
pub fn ty(ty: &Type) -> String {
    compact(syntax::ty(ty))
}

/// The type of a field that may be absent or not.
pub fn held(ty: &Type, is_optional: bool) -> Held {
    let tokens = syntax::ty(ty);
    let text = compact(if is_optional { quote!(Option<#tokens>) } else { tokens });
    Held { ty: seen(ty), is_optional, text }
}

/// A type of this name, in a field that is never absent.
pub fn named(name: &str) -> Held {
    Held { ty: Type::Aggregate(name.to_owned()), is_optional: false, text: name.to_owned() }
}

/// The argument that sets a member.
pub fn argument(shape: &ShapeId, name: &str, ty: &Type) -> Argument {
    let (tokens, _) = syntax::argument(ty, &TokenStream::new());
    Argument { shape: shape.clone(), name: name.to_owned(), ty: seen(ty), text: compact(tokens) }
}

/// The type as code sees it: generated types are told apart by their names alone.
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

/// A type that an argument takes and that one of another type does not, as far as there is such a type.
pub fn given(ty: &Type) -> String {
    match ty {
        Type::Box(value) => self::ty(value),
        Type::List(member) => format!("::std::iter::Once<{}>", entry(member)),
        Type::Map(key, value) => format!("::std::iter::Once<({}, {})>", entry(key), entry(value)),
        ty => entry(ty),
    }
}

/// The same for what a list or map is made of.
fn entry(ty: &Type) -> String {
    match ty {
        Type::String => format!("&'static {}", self::ty(ty)),
        Type::Blob => "&'static [u8; 1]".to_owned(),
        Type::Document => "()".to_owned(),
        ty => self::ty(ty),
    }
}

/// Tokens of a type without the spaces that nobody writes.
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
