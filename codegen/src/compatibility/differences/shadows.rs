//! Additions that hide a name already in use: an inherent method takes precedence over a trait's, and a glob import's
//! type over the standard prelude's.
//!
//! Only names available to every user count: methods of the traits that the type implements, and the standard prelude
//! under `use types::*`. Other traits and glob imports of the user can always collide; Cargo's rules call such an
//! addition minor.

use super::super::Bump;
use super::super::surface::{Item, Line};
use super::{Difference, Side, Topic, kind};

/// Methods of traits, each with a line that calls it on `it` of the type `Type`.
const METHODS: [(&str, &str); 7] = [
    ("borrow_mut", "use ::std::borrow::BorrowMut; let mut it = it; let value: &mut Type = it.borrow_mut();"),
    ("clone_from", "let mut copy = it.clone(); copy.clone_from(&it);"),
    ("deserialize", "use ::serde::Deserialize; let value = Type::deserialize(::serde_json::Value::Null);"),
    ("serialize", "use ::serde::Serialize; let value = it.serialize(::serde_json::value::Serializer);"),
    ("try_from", "let value: ::std::result::Result<Type, _> = Type::try_from(it);"),
    ("try_into", "let value: ::std::result::Result<Type, _> = it.try_into();"),
    ("type_id", "use ::std::any::Any; let value = it.type_id();"),
];

/// Methods of `Display` and `Error`, which errors also implement.
const ERROR_METHODS: [(&str, &str); 4] = [
    ("cause", "use ::std::error::Error; let value = it.cause();"),
    ("description", "use ::std::error::Error; let value = it.description();"),
    ("source", "use ::std::error::Error; let value = it.source();"),
    ("to_string", "let value: ::std::string::String = it.to_string();"),
];

/// Types and traits of the standard prelude, with code that uses each.
const PRELUDE: [(&str, &str); 36] = [
    ("AsMut", "fn f(value: impl AsMut<u8>) {}"),
    ("AsRef", "fn f(value: impl AsRef<u8>) {}"),
    ("Box", "let value: Box<u8>;"),
    ("Clone", "fn f(value: impl Clone) {}"),
    ("Copy", "fn f(value: impl Copy) {}"),
    ("Default", "fn f(value: impl Default) {}"),
    ("DoubleEndedIterator", "fn f(value: impl DoubleEndedIterator) {}"),
    ("Drop", "struct Guard; impl Drop for Guard { fn drop(&mut self) {} }"),
    ("Eq", "fn f(value: impl Eq) {}"),
    ("ExactSizeIterator", "fn f(value: impl ExactSizeIterator) {}"),
    ("Extend", "fn f(value: impl Extend<u8>) {}"),
    ("Fn", "fn f(value: impl Fn()) {}"),
    ("FnMut", "fn f(value: impl FnMut()) {}"),
    ("FnOnce", "fn f(value: impl FnOnce()) {}"),
    ("From", "fn f(value: impl From<u8>) {}"),
    ("FromIterator", "fn f(value: impl FromIterator<u8>) {}"),
    ("Future", "fn f(value: impl Future) {}"),
    ("Into", "fn f(value: impl Into<u8>) {}"),
    ("IntoFuture", "fn f(value: impl IntoFuture) {}"),
    ("IntoIterator", "fn f(value: impl IntoIterator) {}"),
    ("Iterator", "fn f(value: impl Iterator) {}"),
    ("Option", "let value: Option<u8>;"),
    ("Ord", "fn f(value: impl Ord) {}"),
    ("PartialEq", "fn f(value: impl PartialEq) {}"),
    ("PartialOrd", "fn f(value: impl PartialOrd) {}"),
    ("Result", "let value: Result<u8, u8>;"),
    ("Send", "fn f(value: impl Send) {}"),
    ("Sized", "fn f(value: impl Sized) {}"),
    ("String", "let value: String = ::std::string::String::new();"),
    ("Sync", "fn f(value: impl Sync) {}"),
    ("ToOwned", "fn f(value: impl ToOwned) {}"),
    ("ToString", "fn f(value: impl ToString) {}"),
    ("TryFrom", "fn f(value: impl TryFrom<u8>) {}"),
    ("TryInto", "fn f(value: impl TryInto<u8>) {}"),
    ("Unpin", "fn f(value: impl Unpin) {}"),
    ("Vec", "let value: Vec<u8>;"),
];

/// Returns the name that an added item hides, as a difference.
pub fn compare(item: &Item, old: &Side<'_>) -> Option<Difference> {
    match kind(item) {
        "function" => method(item, old),
        "type" => prelude(item),
        _ => None,
    }
}

/// Checks whether a setter hides the method of a trait.
fn method(item: &Item, old: &Side<'_>) -> Option<Difference> {
    let (owner, function) = item.path.strip_suffix("()")?.split_once("::")?;
    let is_there = |path: &str| old.by_path.contains_key(path);
    if !is_there(owner) {
        return None;
    }
    let errors: &[(&str, &str)] = if is_there(&format!("{owner}: Error")) { &ERROR_METHODS } else { &[] };
    let (_, code) = METHODS.iter().chain(errors).find(|(name, _)| *name == function)?;
    let line = Line::new([("it", owner.to_owned())], code.replace("Type", owner));
    Some(hides(item, format!("hides the method `{function}` of a trait"), line))
}

/// Checks whether a type hides one of the standard prelude if all types are imported.
fn prelude(item: &Item) -> Option<Difference> {
    let (name, code) = PRELUDE.iter().find(|(name, _)| *name == item.path)?;
    let line = Line::new([], format!("use types::*; {code}"));
    Some(hides(item, format!("hides the standard library's `{name}` under `use types::*`"), line))
}

fn hides(item: &Item, what: String, witness: Line) -> Difference {
    Difference { witness: Some(witness), ..Difference::new(item, what, Bump::Major).about(Topic::Hiding) }
}
