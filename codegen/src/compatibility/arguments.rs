//! Whether what an argument took is still taken.
//!
//! The types of arguments are `emit`'s: `impl Into` for texts, bytes, documents and secrets, an iterator for lists and
//! maps, otherwise the type itself. A secret takes what it keeps, and a document whatever JSON is made of.
//!
//! Invariant: where the answer is yes, everything that was of a type that was taken is of one that is.

use super::surface::Argument;
use crate::emit::syntax::is_into;
use crate::ir::Type;

/// Whether everything that could be given for the one can be given for the other.
pub fn takes(new: &Type, old: &Type) -> bool {
    match (boxed(new), boxed(old)) {
        (new, old) if new == old => true,
        (Type::List(new), Type::List(old)) => takes_entry(new, old),
        (Type::Map(new_key, new_value), Type::Map(old_key, old_value)) => {
            takes_entry(new_key, old_key) && takes_entry(new_value, old_value)
        }
        (_, Type::List(_) | Type::Map(..)) => false,
        (new, old) => takes_entry(new, old),
    }
}

/// The same for what a list or map is made of; there, lists and maps are themselves.
fn takes_entry(new: &Type, old: &Type) -> bool {
    match new {
        new if new == old => true,
        _ if is_into(old) => false,
        Type::Secret(kept) => **kept == *old,
        Type::Document => is_json(old),
        _ => false,
    }
}

/// Whether a JSON document can be made of every value of the type.
fn is_json(ty: &Type) -> bool {
    match ty {
        Type::Bool | Type::I8 | Type::I16 | Type::I32 | Type::I64 | Type::F32 | Type::F64 => true,
        Type::String | Type::Document => true,
        Type::List(inner) | Type::Option(inner) => is_json(inner),
        _ => false,
    }
}

/// The value itself is given for one on the heap.
fn boxed(ty: &Type) -> &Type {
    if let Type::Box(value) = ty { value } else { ty }
}

/// Whether one argument goes where another went.
pub fn replaces(new: &Argument, old: &Argument) -> bool {
    takes(&new.ty, &old.ty)
}
