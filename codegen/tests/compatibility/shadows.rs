//! Additions that hide names in use: methods of traits, and types of the standard prelude.

use codegen::compatibility::{Bump, differences, items};
use model::{Member, Model, Place, Shape, ShapeId, ShapeKind, Traits};

use super::proof::{Pair, prove};
use super::{SERVICE, load, options};

/// Members to add to a structure and an error, and whether each hides a method of the structure or of the error.
const MEMBERS: [(&str, bool, bool); 20] = [
    ("description", false, true),
    ("cause", false, true),
    // No structure has these.
    ("hash", false, false),
    ("partialCmp", false, false),
    ("next", false, false),
    ("asStr", false, false),
    // The generator renames these.
    ("source", false, false),
    ("toString", false, false),
    ("to_string", false, false),
    ("tryInto", false, false),
    ("tryFrom", false, false),
    ("serialize", false, false),
    ("deserialize", false, false),
    ("cloneFrom", false, false),
    ("borrowMut", false, false),
    ("typeId", false, false),
    ("clone", false, false),
    ("toOwned", false, false),
    ("fmt", false, false),
    ("into", false, false),
];

/// Lines that call each method, which compile unless it is hidden; `Gone` is the type.
const CALLS: &str = "let copy = it.clone(); let same: Gone = it.to_owned(); let equal = it.eq(&copy) && !it.ne(&copy);
let mut other = copy; other.clone_from(&it); let name = ::std::any::type_name_of_val(&it);
{ use ::std::any::Any; let id = it.type_id(); }
{ use ::std::borrow::{Borrow, BorrowMut}; let value: &Gone = it.borrow(); let value: &mut Gone = other.borrow_mut(); }
{ use ::serde_core::Serialize; let value = it.serialize(::serde_json::value::Serializer); }
{ use ::serde_core::Deserialize; let value = Gone::deserialize(::serde_json::Value::Null); }
let again: Result<Gone, _> = it.clone().try_into(); let again: Result<Gone, _> = Gone::try_from(it.clone());
let again: Gone = it.clone().into(); let again = Gone::from(it.clone());
{ use ::std::fmt::Debug; fn f(it: &Gone, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result { it.fmt(f) } }";

const ERROR_CALLS: &str =
    "{ use ::std::error::Error; let source = it.source(); let text = it.description(); let cause = it.cause(); }
let text: String = it.to_string();";

fn model(structure: &str, error: &str) -> Model {
    let shapes = format!(
        r#"{{"smithy": "2.0", "shapes": {{
"x#Service": {{"type": "service", "mixins": [{{"target": "example#Common"}}], "operations": [{{"target": "x#Put"}}]}},
"x#Put": {{"type": "operation", "input": {{"target": "x#In"}}, "errors": [{{"target": "x#Gone"}}],
    "traits": {{"@http": {{"method": "POST", "uri": "/"}}}}}},
"x#In": {{"type": "structure", "members": {{"part": {{"target": "x#Part"}}}}}},
"x#Part": {{"type": "structure", "members": {{"a": {{"target": "@String"}}{structure}}}}},
"x#Gone": {{"type": "structure", "traits": {{"@error": "client"}}, "members": {{"message": {{"target": "@String"}}{error}}}}}
}}}}"#
    );
    load(&[SERVICE, &shapes])
}

/// Returns `true` if a difference says that a name is hidden.
fn hides(old: &Model, new: &Model) -> bool {
    let differences = differences(old, new, &options()).expect("both models are supported");
    let hiding: Vec<_> = differences.iter().filter(|one| one.what.starts_with("hides ")).collect();
    assert!(hiding.iter().all(|one| one.bump == Bump::Major && one.witness.is_some()), "{hiding:?}");
    !hiding.is_empty()
}

#[test]
fn methods() {
    let [of_part, of_gone] =
        ["Part", "Gone"].map(|name| format!("fn f(it: {name}) {{ {} }}", CALLS.replace("Gone", name)));
    let of_gone = of_gone.replacen('{', &format!("{{ {ERROR_CALLS} "), 1);
    let [of_part, of_gone]: [&'static str; 2] = [of_part.leak(), of_gone.leak()];
    let old = model("", "");
    let mut pairs = Vec::new();
    for (name, of_structure, of_error) in MEMBERS {
        let member = format!(r#", "{name}": {{"target": "@String"}}"#);
        let sides = [
            (model(&member, ""), of_structure, [(of_part, !of_structure), (of_gone, true)]),
            (model("", &member), of_error, [(of_part, true), (of_gone, !of_error)]),
        ];
        for (new, is_hidden, programs) in sides {
            assert_eq!(hides(&old, &new), is_hidden, "{name}");
            let programs = programs.to_vec();
            pairs.push(Pair { name: name.to_owned(), old: old.clone(), new, about: "-", programs });
        }
    }
    prove("methods", &pairs);
}

/// Uses of the standard prelude beside all types of the crate; each is a name with code.
const USES: [(&str, &str); 42] = [
    ("Option", "let it: Option<u8> = None;"),
    ("String", "let it: String = \"a\".to_owned();"),
    ("Result", "fn f() -> Result<u8, u8> { Ok(1) }"),
    ("Vec", "let it: Vec<u8> = Vec::new();"),
    ("Box", "let it = Box::new(1);"),
    ("From", "fn f(it: impl From<u8>) {}"),
    ("Into", "fn f(it: impl Into<u8>) {}"),
    ("TryFrom", "fn f(it: impl TryFrom<u8>) {}"),
    ("TryInto", "fn f(it: impl TryInto<u8>) {}"),
    ("Clone", "fn f(it: impl Clone) {}"),
    ("Copy", "fn f(it: impl Copy) {}"),
    ("Send", "fn f(it: impl Send) {}"),
    ("Sync", "fn f(it: impl Sync) {}"),
    ("Sized", "fn f(it: impl Sized) {}"),
    ("Unpin", "fn f(it: impl Unpin) {}"),
    ("Drop", "struct S; impl Drop for S { fn drop(&mut self) {} }"),
    ("Fn", "fn f(it: impl Fn()) {}"),
    ("FnMut", "fn f(it: impl FnMut()) {}"),
    ("FnOnce", "fn f(it: impl FnOnce()) {}"),
    ("Iterator", "fn f(it: impl Iterator<Item = u8>) {}"),
    ("IntoIterator", "fn f(it: impl IntoIterator) {}"),
    ("DoubleEndedIterator", "fn f(it: impl DoubleEndedIterator) {}"),
    ("ExactSizeIterator", "fn f(it: impl ExactSizeIterator) {}"),
    ("FromIterator", "fn f(it: impl FromIterator<u8>) {}"),
    ("Extend", "fn f(it: impl Extend<u8>) {}"),
    ("ToString", "fn f(it: impl ToString) {}"),
    ("ToOwned", "fn f(it: impl ToOwned) {}"),
    ("Default", "fn f(it: impl Default) {}"),
    ("Eq", "fn f(it: impl Eq) {}"),
    ("PartialEq", "fn f(it: impl PartialEq) {}"),
    ("Ord", "fn f(it: impl Ord) {}"),
    ("PartialOrd", "fn f(it: impl PartialOrd) {}"),
    ("AsRef", "fn f(it: impl AsRef<u8>) {}"),
    ("AsMut", "fn f(it: impl AsMut<u8>) {}"),
    ("Future", "fn f(it: impl Future<Output = u8>) {}"),
    ("IntoFuture", "fn f(it: impl IntoFuture) {}"),
    // For these, only a macro or a value is in the prelude, or code imports them by name.
    ("Debug", "#[derive(Debug)] struct S; use std::fmt::Debug; fn f(it: impl Debug) {}"),
    ("Hash", "#[derive(Hash)] struct S; use std::hash::Hash; fn f(it: impl Hash) {}"),
    ("Some", "let it = Some(1);"),
    ("None", "let it = None::<u8>;"),
    ("Ok", "fn f() -> Result<u8, u8> { Ok(1) }"),
    ("Err", "fn f() -> Result<u8, u8> { Err(1) }"),
];

#[test]
fn types() {
    let old = model("", "");
    let mut pairs = Vec::new();
    for (name, code) in USES {
        let new = add(&old, &format!("x#{name}"));
        // A type that the generator renames hides nothing.
        let types = items(&new, &options()).expect("the model is supported");
        let is_type = types.iter().any(|item| item.path == name);
        let is_hidden = is_type && !["Debug", "Hash", "Some", "None", "Ok", "Err"].contains(&name);
        assert_eq!(hides(&old, &new), is_hidden, "{name}");
        let program = format!("use types::*; {code}").leak();
        pairs.push(Pair {
            name: name.to_owned(),
            old: old.clone(),
            new,
            about: "-",
            programs: vec![(program, !is_hidden)],
        });
    }
    prove("types", &pairs);
}

/// Returns the model with another structure, to which a member refers.
fn add(model: &Model, id: &str) -> Model {
    let mut model = model.clone();
    let id = ShapeId::new(id);
    let shape = Shape {
        id: id.clone(),
        place: Place::default(),
        kind: ShapeKind::Structure(Vec::new()),
        traits: Traits::default(),
    };
    model.shapes.insert(id.clone(), shape);
    if let Some(ShapeKind::Structure(members)) = model.shapes.get_mut("x#In").map(|shape| &mut shape.kind) {
        members.push(Member {
            name: "more".to_owned(),
            place: Place::default(),
            target: id,
            traits: Traits::default(),
        });
    }
    model
}
