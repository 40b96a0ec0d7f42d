//! Checks whether an argument still accepts all values that it accepted before.
//!
//! The types of arguments are those of `emit`: `impl Into` for strings, bytes, documents and secrets, an iterator for
//! lists and maps, and otherwise the type itself. A secret accepts its content, and a document any JSON value.
//!
//! Invariant: if the result is `true`, every accepted type is still accepted.

use super::surface::Argument;
use crate::emit::syntax::is_into;
use crate::ir::Type;

/// Returns `true` if every value accepted by the old type is accepted by the new one.
pub fn accepts(new: &Type, old: &Type) -> bool {
    match (boxed(new), boxed(old)) {
        (new, old) if new == old => true,
        (Type::List(new), Type::List(old)) => accepts_entry(new, old),
        (Type::Map(new_key, new_value), Type::Map(old_key, old_value)) => {
            accepts_entry(new_key, old_key) && accepts_entry(new_value, old_value)
        }
        (_, Type::List(_) | Type::Map(..)) => false,
        (new, old) => accepts_entry(new, old),
    }
}

/// Like [`accepts`], for the entries of a list or map, where lists and maps are not iterators.
fn accepts_entry(new: &Type, old: &Type) -> bool {
    match new {
        new if new == old => true,
        _ if is_into(old) => false,
        Type::Secret(kept) => **kept == *old,
        Type::Document => is_json(old),
        _ => false,
    }
}

/// Returns `true` if every value of the type can be converted to a JSON document.
fn is_json(ty: &Type) -> bool {
    match ty {
        Type::Bool | Type::I8 | Type::I16 | Type::I32 | Type::I64 | Type::F32 | Type::F64 => true,
        Type::String | Type::Document => true,
        Type::List(inner) | Type::Option(inner) => is_json(inner),
        _ => false,
    }
}

/// Returns the type without its box, because the unboxed value is passed.
fn boxed(ty: &Type) -> &Type {
    if let Type::Box(value) = ty { value } else { ty }
}

/// Returns `true` if one argument can replace another.
pub fn replaces(new: &Argument, old: &Argument) -> bool {
    accepts(&new.ty, &old.ty)
}
