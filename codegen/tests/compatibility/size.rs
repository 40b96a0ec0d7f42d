//! Very large models: the report stays short, and the work linear.

use codegen::compatibility::{Bump, compare};
use model::{Member, Model, Place, ShapeId, ShapeKind, Traits};

use super::{SERVICE, load, models, options};

/// The number of values of the enum.
const VALUES: usize = 20_000;

/// Returns a model whose enum has these values.
fn with_values(names: impl Iterator<Item = String>) -> Model {
    let mut model = load(&[SERVICE, models::CHOICES]);
    let member = |name: String| {
        let mut traits = Traits::default();
        let (id, value) = (ShapeId::new("smithy.api#enumValue"), name.to_lowercase().into());
        traits.set(model::AppliedTrait { id, value, place: Place::default() });
        Member { name, place: Place::default(), target: ShapeId::new("smithy.api#Unit"), traits }
    };
    let members: Vec<Member> = names.map(member).collect();
    if let Some(shape) = model.shapes.get_mut("x#Color") {
        shape.kind = ShapeKind::Enum(members);
    }
    model
}

/// Returns a model whose enum is the trait of Smithy 1.0 with these values.
fn with_definitions(names: impl Iterator<Item = String>) -> Model {
    let definitions: Vec<String> = names.map(|name| format!(r#"{{"value": "{name}"}}"#)).collect();
    let color = format!(r#""x#Color": {{"type": "string", "traits": {{"@enum": [{}]}}}}"#, definitions.join(", "));
    let start = models::CHOICES.find(r#""x#Color": {"#).expect("the model has the enum");
    let end = models::CHOICES.find(r#""x#Grade": {"#).expect("an enum follows");
    let (before, after) = (&models::CHOICES[..start], &models::CHOICES[end..]);
    load(&[SERVICE, &format!("{before}{color},\n{after}")])
}

fn names(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(|index| format!("V{index}"))
}

#[test]
fn an_enum_that_grows() {
    for make in [|count| with_values(names(count)), |count| with_definitions(names(count))] {
        let (few, many) = (make(2), make(VALUES));
        for (old, new, bump) in [(&few, &many, Bump::Minor), (&many, &few, Bump::Major)] {
            let changes = compare(old, new, &options()).expect("both models are supported");
            assert!(changes.len() == 1 || changes.len() == VALUES - 2, "{}", changes.len());
            assert_eq!(changes.iter().map(|change| change.bump).max(), Some(bump));
            // No change lists all values.
            assert!(changes.iter().all(|change| change.what.len() < 1_000), "{}", changes[0].what.len());
        }
    }
}

#[test]
fn a_value_that_is_put_first() {
    for make in [with_first as fn(bool) -> Model, with_first_definition] {
        let changes = compare(&make(false), &make(true), &options()).expect("both models are supported");
        assert_eq!(changes.iter().map(|change| change.bump).collect::<Vec<_>>(), [Bump::Minor], "{changes:?}");
    }
}

fn with_first(is_there: bool) -> Model {
    with_values(is_there.then(|| "First".to_owned()).into_iter().chain(names(VALUES)))
}

fn with_first_definition(is_there: bool) -> Model {
    with_definitions(is_there.then(|| "First".to_owned()).into_iter().chain(names(VALUES)))
}
