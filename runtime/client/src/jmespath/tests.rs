//! The results of expressions.

use serde_json::{Value as Json, json};

use super::Expression::*;
use super::{Comparator, Expression, Function, Item, Slice};

/// Returns a value as JSON.
fn json(item: &Item<'_>) -> Json {
    match item {
        Item::Json(value) => (*value).clone(),
        Item::Boolean(value) => json!(value),
        Item::Number(number) => json!(number),
        Item::Text(text) => json!(text),
        Item::List(items) => items.iter().map(json).collect(),
        Item::Object(members) => {
            Json::Object(members.iter().map(|(name, item)| ((*name).to_owned(), json(item))).collect())
        }
    }
}

/// `Err` means an error of JMESPath.
#[track_caller]
fn check(expression: &'static Expression, document: &Json, expected: Result<Json, ()>) {
    let found = expression.evaluate(document).map(|item| json(&item)).ok_or(());
    // A number that an expression makes is a double, of which `json!` keeps that it is one.
    let plain = |value: Result<Json, ()>| value.map(|value| value.to_string().replace(".0", ""));
    assert_eq!(plain(found), plain(expected), "{expression:?}");
}

#[test]
fn paths_and_projections() {
    let document = json!({
        "a": { "b": [{ "n": "x" }, { "n": "y" }, { "m": 1 }] },
        "lists": [[1, [2]], 3, null, []],
        "map": { "p": { "n": 1 }, "q": { "n": 2 } },
    });
    check(&Sequence(&Field("a"), &Field("missing")), &document, Ok(Json::Null));
    const NAMES: Expression = Projection(&Sequence(&Field("a"), &Field("b")), &Field("n"));
    check(&NAMES, &document, Ok(json!(["x", "y"])));
    check(&Sequence(&NAMES, &Index(-1)), &document, Ok(json!("y")));
    check(&Sequence(&NAMES, &Index(-3)), &document, Ok(Json::Null));
    check(&Sequence(&NAMES, &Index(2)), &document, Ok(Json::Null));
    check(&Index(0), &document, Ok(Json::Null));
    check(&Projection(&Flatten(&Field("lists")), &Current), &document, Ok(json!([1, [2], 3])));
    check(&Flatten(&Field("a")), &document, Ok(Json::Null));
    check(&Projection(&Values(&Field("map")), &Field("n")), &document, Ok(json!([1, 2])));
    check(&Values(&Field("lists")), &document, Ok(Json::Null));
    check(&Projection(&Field("a"), &Field("n")), &document, Ok(Json::Null));
    check(&Sequence(&Field("a"), &List(&[Field("b"), Field("c")])), &document, Ok(json!([document["a"]["b"], null])));
    check(&Sequence(&Field("c"), &List(&[Field("b")])), &document, Ok(Json::Null));
    check(&Sequence(&Field("c"), &Object(&[("x", Field("b"))])), &document, Ok(Json::Null));
    check(&Object(&[("x", Sequence(&NAMES, &Index(0)))]), &document, Ok(json!({ "x": "x" })));
    check(&Sequence(&Object(&[("x", NAMES)]), &Field("x")), &document, Ok(json!(["x", "y"])));
    // The tables of transactions: several members of each entry, those that are there.
    let each = json!({ "t": [{ "p": { "n": "a" } }, { "q": { "n": "b" } }, {}] });
    const TABLES: Expression =
        Projection(&Field("t"), &List(&[Sequence(&Field("p"), &Field("n")), Sequence(&Field("q"), &Field("n"))]));
    check(&Projection(&Flatten(&TABLES), &Current), &each, Ok(json!(["a", "b"])));
}

#[test]
fn conditions() {
    let document = json!({ "s": [{ "n": 1, "t": "x" }, { "n": 2, "t": "y" }], "zero": 0, "empty": "", "no": false });
    const IS_Y: Expression = Comparison(Comparator::Equal, &Field("t"), &Text("y"));
    check(&Projection(&Filter(&Field("s"), &IS_Y), &Field("n")), &document, Ok(json!([2])));
    check(&Filter(&Field("zero"), &IS_Y), &document, Ok(Json::Null));
    check(&Or(&Field("empty"), &Field("zero")), &document, Ok(json!(0)));
    check(&Or(&Field("zero"), &Field("empty")), &document, Ok(json!(0)));
    check(&And(&Field("zero"), &Field("no")), &document, Ok(json!(false)));
    check(&And(&Field("empty"), &Field("zero")), &document, Ok(json!("")));
    for (name, expected) in [("s", false), ("zero", false), ("empty", true), ("no", true), ("missing", true)] {
        let not = Box::leak(Box::new(Not(Box::leak(Box::new(Field(name))))));
        check(not, &document, Ok(json!(expected)));
    }
    for (comparator, expected) in [
        (Comparator::Equal, json!(false)),
        (Comparator::NotEqual, json!(true)),
        (Comparator::Less, json!(true)),
        (Comparator::LessOrEqual, json!(true)),
        (Comparator::Greater, json!(false)),
        (Comparator::GreaterOrEqual, json!(false)),
    ] {
        let comparison = Box::leak(Box::new(Comparison(comparator, &Field("zero"), &Number(0.5))));
        check(comparison, &document, Ok(expected));
    }
    check(&Comparison(Comparator::Less, &Field("empty"), &Number(1.0)), &document, Ok(Json::Null));
    check(&Comparison(Comparator::Equal, &Field("zero"), &Number(0.0)), &document, Ok(json!(true)));
    check(&Comparison(Comparator::Equal, &Field("missing"), &Null), &document, Ok(json!(true)));
    check(&Comparison(Comparator::Equal, &Field("zero"), &Boolean(false)), &document, Ok(json!(false)));
    check(&Comparison(Comparator::Equal, &Field("s"), &Field("s")), &document, Ok(json!(true)));
}

#[test]
fn functions() {
    let document = json!({ "list": [1, "b", false], "map": { "k": 1, "l": 2 }, "text": "añb", "nothing": null });
    check(&Call(Function::Length, &[Field("list")]), &document, Ok(json!(3)));
    check(&Call(Function::Length, &[Field("map")]), &document, Ok(json!(2)));
    check(&Call(Function::Length, &[Field("text")]), &document, Ok(json!(3)));
    check(&Call(Function::Length, &[Field("nothing")]), &document, Err(()));
    check(&Call(Function::Keys, &[Field("map")]), &document, Ok(json!(["k", "l"])));
    check(&Call(Function::Keys, &[Field("list")]), &document, Err(()));
    check(&Call(Function::Values, &[Field("map")]), &document, Ok(json!([1, 2])));
    check(&Call(Function::Contains, &[Field("list"), Boolean(false)]), &document, Ok(json!(true)));
    check(&Call(Function::Contains, &[Field("list"), Boolean(true)]), &document, Ok(json!(false)));
    check(&Call(Function::Contains, &[Field("text"), Text("ñ")]), &document, Ok(json!(true)));
    check(&Call(Function::Contains, &[Field("text"), Number(1.0)]), &document, Ok(json!(false)));
    check(&Call(Function::Contains, &[Field("nothing"), Text("x")]), &document, Err(()));
    check(&Call(Function::StartsWith, &[Field("text"), Text("añ")]), &document, Ok(json!(true)));
    check(&Call(Function::EndsWith, &[Field("text"), Text("a")]), &document, Ok(json!(false)));
    check(&Call(Function::EndsWith, &[Field("list"), Text("a")]), &document, Err(()));
    check(&Call(Function::NotNull, &[Field("nothing"), Field("text")]), &document, Ok(json!("añb")));
    check(&Call(Function::NotNull, &[Field("nothing")]), &document, Ok(Json::Null));
    // An error is not the opposite of true.
    check(&Not(&Call(Function::Length, &[Field("nothing")])), &document, Err(()));
}

#[test]
fn functions_of_numbers() {
    let document = json!({ "n": [3, -1.5, 2], "t": ["b", "é", "a"], "none": [], "mixed": [1, "a"], "x": -1.5 });
    check(&Call(Function::Abs, &[Field("x")]), &document, Ok(json!(1.5)));
    check(&Call(Function::Ceil, &[Field("x")]), &document, Ok(json!(-1)));
    check(&Call(Function::Floor, &[Field("x")]), &document, Ok(json!(-2)));
    check(&Call(Function::Floor, &[Field("n")]), &document, Err(()));
    check(&Call(Function::Sum, &[Field("n")]), &document, Ok(json!(3.5)));
    check(&Call(Function::Sum, &[Field("none")]), &document, Ok(json!(0)));
    check(&Call(Function::Sum, &[Field("mixed")]), &document, Err(()));
    check(&Call(Function::Avg, &[List(&[Number(1.0), Number(4.0)])]), &document, Ok(json!(2.5)));
    check(&Call(Function::Avg, &[Field("none")]), &document, Ok(Json::Null));
    check(&Call(Function::Sort, &[Field("n")]), &document, Ok(json!([-1.5, 2, 3])));
    check(&Call(Function::Sort, &[Field("t")]), &document, Ok(json!(["a", "b", "é"])));
    check(&Call(Function::Sort, &[Field("none")]), &document, Ok(json!([])));
    check(&Call(Function::Sort, &[Field("mixed")]), &document, Err(()));
    check(&Call(Function::Max, &[Field("n")]), &document, Ok(json!(3)));
    check(&Call(Function::Max, &[Field("t")]), &document, Ok(json!("é")));
    check(&Call(Function::Min, &[Field("n")]), &document, Ok(json!(-1.5)));
    check(&Call(Function::Min, &[Field("none")]), &document, Ok(Json::Null));
    check(&Call(Function::Min, &[Field("x")]), &document, Err(()));
}

#[test]
fn functions_of_types() {
    let document = json!({ "list": [1], "map": { "k": 1, "l": 2 }, "other": { "l": 3 }, "five": "5.5", "text": "x" });
    check(&Call(Function::Merge, &[Field("map"), Field("other")]), &document, Ok(json!({ "k": 1, "l": 3 })));
    check(&Call(Function::Merge, &[Field("map"), Field("list")]), &document, Err(()));
    check(&Call(Function::ToArray, &[Field("list")]), &document, Ok(json!([1])));
    check(&Call(Function::ToArray, &[Field("text")]), &document, Ok(json!(["x"])));
    check(&Call(Function::ToNumber, &[Field("five")]), &document, Ok(json!(5.5)));
    check(&Call(Function::ToNumber, &[Number(2.5)]), &document, Ok(json!(2.5)));
    check(&Call(Function::ToNumber, &[Field("text")]), &document, Ok(Json::Null));
    check(&Call(Function::ToNumber, &[Field("map")]), &document, Ok(Json::Null));
    let values = [Null, Boolean(true), Number(1.0), Field("text"), Field("list"), Field("map")];
    let names = ["null", "boolean", "number", "string", "array", "object"];
    for (value, name) in values.into_iter().zip(names) {
        let call = Call(Function::Type, Box::leak(Box::new([value])));
        check(Box::leak(Box::new(call)), &document, Ok(json!(name)));
    }
}

#[test]
fn slices() {
    let document = json!({ "list": [{ "n": 1 }, { "n": 2 }, { "n": 3 }], "text": "abc" });
    const LAST: Slice = Slice { start: Some(-2), stop: None, step: 1 };
    check(&Projection(&Slice(&Field("list"), LAST), &Field("n")), &document, Ok(json!([2, 3])));
    check(&Slice(&Field("text"), LAST), &document, Ok(Json::Null));
    assert!(Slice(&Field("list"), LAST).reads("list"));
}

#[test]
fn only_members_that_are_read_are_copied() {
    const PATH: Expression = Projection(&Sequence(&Field("a"), &Field("b")), &Field("c"));
    assert!(PATH.reads("a") && !PATH.reads("b") && !PATH.reads("c"));
    const CONDITION: Expression = Comparison(Comparator::Equal, &Call(Function::Length, &[Field("a")]), &Field("b"));
    assert!(CONDITION.reads("a") && CONDITION.reads("b") && !CONDITION.reads("c"));
    assert!(Values(&Current).reads("anything") && !Text("a").reads("a"));
}
