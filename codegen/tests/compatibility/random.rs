//! Reproducible random edits of small models, each compared with the compiler.

use model::{AppliedTrait, Member, Model, Place, ShapeId, ShapeKind, Traits};
use serde_json::json;

use super::proof::{Pair, prove};
use super::{SERVICE, load, models, options};

/// The number of edits of each model.
const ROUNDS: usize = 24;

/// A generator of numbers, after Marsaglia.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap_or_default()
    }
}

/// Edits a shape of the model, and returns a description.
fn edit(model: &mut Model, random: &mut Random) -> String {
    let shapes = model.shapes.values().filter(|shape| shape.id.namespace() == "x" && !shape.members().is_empty());
    let shapes: Vec<ShapeId> = shapes.map(|shape| shape.id.clone()).collect();
    let [id, other] = [random.below(shapes.len()), random.below(shapes.len())].map(|index| shapes[index].clone());
    let choice = random.below(8);
    if let Some(shape) = model.shapes.get_mut(&id) {
        match &mut shape.kind {
            _ if choice == 0 => toggle(&mut shape.traits, "smithy.api#sensitive"),
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members) => {
                let index = random.below(members.len());
                edit_member(members, index, choice, &other);
            }
            ShapeKind::List(member) => member.target = other.clone(),
            ShapeKind::Map { value, .. } => value.target = other.clone(),
            _ => {}
        }
    }
    format!("{choice} of {id} with {other}")
}

fn edit_member(members: &mut Vec<Member>, index: usize, choice: usize, other: &ShapeId) {
    let member = &mut members[index];
    match choice {
        1 => drop(members.remove(index)),
        2 => member.name.push_str("More"),
        3 => toggle(&mut member.traits, "smithy.api#required"),
        4 => toggle(&mut member.traits, "smithy.api#deprecated"),
        5 => members.reverse(),
        6 => {
            let added = Member { name: "added".to_owned(), target: ShapeId::new("smithy.api#Long"), ..member.clone() };
            members.insert(index, added);
        }
        _ => member.target = other.clone(),
    }
}

fn toggle(traits: &mut Traits, id: &str) {
    let others: Vec<AppliedTrait> = traits.iter().filter(|applied| applied.id.as_str() != id).cloned().collect();
    let is_new = others.len() == traits.iter().len();
    let added = is_new.then(|| AppliedTrait { id: ShapeId::new(id), place: Place::default(), value: json!({}) });
    *traits = Traits::default();
    others.into_iter().chain(added).for_each(|applied| traits.set(applied));
}

#[test]
fn the_compiler_agrees() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut pairs = Vec::new();
    for text in [models::STRUCTURES, models::CHOICES, models::OPERATIONS, models::SNOWFLAKE] {
        let old = load(&[SERVICE, text]);
        for _ in 0..ROUNDS {
            let mut new = old.clone();
            let name = edit(&mut new, &mut random);
            // An edit may make the model invalid.
            if model::check(&new).is_ok() && codegen::generate(&new, &options()).is_ok() {
                pairs.push(Pair { name, old: old.clone(), new, about: "", programs: Vec::new() });
            }
        }
    }
    assert!(pairs.len() > 2 * ROUNDS, "{}", pairs.len());
    prove("random", &pairs);
}
