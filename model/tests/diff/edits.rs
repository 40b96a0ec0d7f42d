//! Random edits of real models, from a reproducible generator.
//!
//! Each edit has a meaning, so it must be reported; one that Smithy's own tool reports as an error must be at least
//! risky.

use std::collections::BTreeSet;
use std::path::Path;

use model::diff::{Scope, Verdict, diff};
use model::{AppliedTrait, Member, Model, Place, Shape, ShapeId, ShapeKind, Traits};
use serde_json::{Value, json};

use super::reference::{file, read};

/// A generator of numbers, after Marsaglia.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }
}

/// A description of the edit, and whether Smithy's tool reports it as an error.
type Done = (String, bool);

const EDITS: [fn(&mut Model, &mut Random) -> Option<Done>; 12] = [
    remove_shape,
    rename_shape,
    retarget,
    remove_member,
    add_required_member,
    rename_member,
    remove_enum_value,
    insert_enum_value,
    add_trait,
    remove_trait,
    change_trait,
    unbind,
];

#[test]
fn the_checked_in_model() {
    check(&read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("appflow.json")), 240);
}

#[test]
fn published_models() {
    for name in ["dlm", "eks-auth", "glacier", "lex-runtime-v2", "polly", "schemas", "xray"] {
        let Some(path) = file(&format!("models/{name}.json")) else { return };
        check(&read(&path), 48);
    }
}

/// Models that Smithy accepts with warnings. The generator refuses most of them, but they can be compared.
#[test]
fn models_that_are_not_generated() {
    let names = ["iot-managed-integrations", "macie2", "mediatailor", "pca-connector-scep", "rbin", "rum", "shield"];
    let more = ["apprunner", "codecatalyst", "dynamodb-streams", "groundstation", "sqs", "transcribe-streaming"];
    for name in names.into_iter().chain(more) {
        let Some(path) = file(&format!("models-next/{name}.json")) else { return };
        check(&read(&path), 12);
    }
}

fn check(model: &Model, count: usize) {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut made = BTreeSet::new();
    for round in 0..count {
        let mut edited = model.clone();
        let Some((what, is_error)) = EDITS[round % EDITS.len()](&mut edited, &mut random) else { continue };
        made.insert(round % EDITS.len());
        let there = diff(model, &edited, &Scope::default());
        let back = diff(&edited, model, &Scope::default());
        assert!(!there.is_empty() && !back.is_empty(), "{what}");
        assert_eq!(diff(&edited, &edited, &Scope::default()), [], "{what}");
        assert_eq!(there, diff(model, &edited, &Scope::default()), "{what}");
        let worst = there.iter().map(|change| change.verdict()).max();
        assert!(!is_error || worst >= Some(Verdict::Risky), "{what}: {there:?}");
        // A renamed shape is found under its new name.
        let is_renamed = there.iter().any(|change| change.rule.ends_with("-renamed"));
        let shapes = |changes: &[model::diff::Change]| -> BTreeSet<ShapeId> {
            let mirrored = changes.iter().filter(|change| change.rule != "unmarked-secret-added");
            mirrored.map(|change| change.shape.clone()).collect()
        };
        assert!(is_renamed || shapes(&there) == shapes(&back), "{what}: {there:?} {back:?}");
    }
    assert!(made.len() > EDITS.len() / 2, "{made:?}");
}

/// Returns the shapes of a kind, without the prelude's.
fn shapes(model: &Model, is_wanted: impl Fn(&ShapeKind) -> bool) -> Vec<ShapeId> {
    let own = model.shapes.values().filter(|shape| shape.id.namespace() != "smithy.api" && is_wanted(&shape.kind));
    own.map(|shape| shape.id.clone()).collect()
}

fn members_of(kind: &mut ShapeKind) -> Option<&mut Vec<Member>> {
    match kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => Some(members),
        _ => None,
    }
}

/// Returns a structure or union with a member, and the member's position.
fn a_member(model: &Model, random: &mut Random) -> Option<(ShapeId, usize)> {
    let has_members = |kind: &ShapeKind| matches!(kind, ShapeKind::Structure(members) | ShapeKind::Union(members) if !members.is_empty());
    let shape = random.pick(&shapes(model, has_members))?.clone();
    let count = model.shapes[&shape].members().len();
    Some((shape, random.below(count)))
}

fn edit_members<'m>(model: &'m mut Model, shape: &ShapeId) -> Option<&'m mut Vec<Member>> {
    members_of(&mut model.shapes.get_mut(shape)?.kind)
}

fn remove_shape(model: &mut Model, random: &mut Random) -> Option<Done> {
    let id = random.pick(&shapes(model, |kind| matches!(kind, ShapeKind::Structure(_) | ShapeKind::List(_))))?.clone();
    model.shapes.remove(&id);
    Some((format!("removed {id}"), true))
}

fn rename_shape(model: &mut Model, random: &mut Random) -> Option<Done> {
    let id = random.pick(&shapes(model, |kind| matches!(kind, ShapeKind::Structure(_) | ShapeKind::List(_))))?.clone();
    let name = ShapeId::new(format!("{id}Renamed"));
    let mut shape = model.shapes.remove(&id)?;
    shape.id = name.clone();
    model.shapes.insert(name.clone(), shape);
    let rename = |target: &mut ShapeId| {
        if *target == id {
            *target = name.clone();
        }
    };
    for shape in model.shapes.values_mut() {
        match &mut shape.kind {
            ShapeKind::Structure(members) | ShapeKind::Union(members) => {
                members.iter_mut().for_each(|member| rename(&mut member.target));
            }
            ShapeKind::List(member) | ShapeKind::Set(member) => rename(&mut member.target),
            ShapeKind::Map { key, value } => [key, value].into_iter().for_each(|member| rename(&mut member.target)),
            ShapeKind::Operation(operation) => {
                let ends = [&mut operation.input, &mut operation.output].into_iter();
                ends.chain(&mut operation.errors).for_each(|reference| rename(&mut reference.target));
            }
            ShapeKind::Service(service) => service.errors.iter_mut().for_each(|error| rename(&mut error.target)),
            _ => {}
        }
    }
    Some((format!("renamed {id}"), true))
}

fn retarget(model: &mut Model, random: &mut Random) -> Option<Done> {
    let (shape, position) = a_member(model, random)?;
    let targets = shapes(model, |kind| !matches!(kind, ShapeKind::Service(_) | ShapeKind::Operation(_)));
    let target = random.pick(&targets)?.clone();
    let kind_of = |id: &ShapeId| model.shapes[id].kind.name();
    let old = model.shapes[&shape].members()[position].target.clone();
    let is_error = kind_of(&old) != kind_of(&target);
    let member = edit_members(model, &shape)?.get_mut(position)?;
    let what = format!("{shape}${}: {} -> {target}", member.name, member.target);
    (member.target != target).then(|| member.target = target)?;
    Some((what, is_error))
}

fn remove_member(model: &mut Model, random: &mut Random) -> Option<Done> {
    let (shape, position) = a_member(model, random)?;
    let member = edit_members(model, &shape)?.remove(position);
    Some((format!("removed {shape}${}", member.name), true))
}

fn add_required_member(model: &mut Model, random: &mut Random) -> Option<Done> {
    let (shape, position) = a_member(model, random)?;
    let is_structure = matches!(model.shapes[&shape].kind, ShapeKind::Structure(_));
    let traits = if is_structure { traits_of([("smithy.api#required", json!({}))]) } else { Traits::default() };
    let target = ShapeId::new("smithy.api#String");
    let member = Member { name: "addedToken".into(), place: Place::default(), target, traits };
    edit_members(model, &shape)?.insert(position, member);
    Some((format!("added a member to {shape}"), is_structure))
}

fn rename_member(model: &mut Model, random: &mut Random) -> Option<Done> {
    let (shape, position) = a_member(model, random)?;
    let member = edit_members(model, &shape)?.get_mut(position)?;
    member.name.push_str("Renamed");
    Some((format!("renamed {shape}${}", member.name), true))
}

fn an_enum(model: &Model, random: &mut Random) -> Option<ShapeId> {
    random.pick(&shapes(model, |kind| matches!(kind, ShapeKind::Enum(_)))).cloned()
}

fn remove_enum_value(model: &mut Model, random: &mut Random) -> Option<Done> {
    let id = an_enum(model, random)?;
    let ShapeKind::Enum(values) = &mut model.shapes.get_mut(&id)?.kind else { return None };
    let value = values.remove(random.below(values.len()));
    Some((format!("removed {id}${}", value.name), true))
}

fn insert_enum_value(model: &mut Model, random: &mut Random) -> Option<Done> {
    let id = an_enum(model, random)?;
    let ShapeKind::Enum(values) = &mut model.shapes.get_mut(&id)?.kind else { return None };
    let traits = traits_of([("smithy.api#enumValue", json!("added"))]);
    let target = ShapeId::new("smithy.api#Unit");
    let position = random.below(values.len() + 1);
    let is_error = position < values.len();
    values.insert(position, Member { name: "ADDED".into(), place: Place::default(), target, traits });
    Some((format!("inserted {id}$ADDED at {position}"), is_error))
}

fn add_trait(model: &mut Model, random: &mut Random) -> Option<Done> {
    let added = [
        ("smithy.api#deprecated", json!({}), false),
        ("smithy.api#documentation", json!("words"), false),
        ("smithy.api#jsonName", json!("added"), true),
        ("smithy.api#httpQuery", json!("added"), true),
        ("smithy.api#default", json!("added"), true),
        ("smithy.api#required", json!({}), false),
        ("smithy.api#length", json!({"min": 77, "max": 99}), false),
        ("smithy.api#pattern", json!("^added$"), false),
        ("aws.new#trait", json!({"added": [1]}), false),
    ];
    let (id, value, is_error) = random.pick(&added)?;
    let (shape, position) = a_member(model, random)?;
    // Smithy reports these as errors everywhere; here, only if they change a message.
    let member = model.shapes[&shape].members()[position];
    let is_bound = member.traits.iter().any(|applied| applied.id.as_str().starts_with("smithy.api#http"));
    let is_input = |other: &Shape| matches!(&other.kind, ShapeKind::Operation(it) if it.input.target == shape);
    let is_sent = match *id {
        "smithy.api#jsonName" => !is_bound,
        "smithy.api#httpQuery" => model.shapes.values().any(is_input),
        _ => true,
    };
    let traits = &mut edit_members(model, &shape)?.get_mut(position)?.traits;
    if traits.value(id).is_some() {
        return None;
    }
    traits.set(AppliedTrait { id: ShapeId::new(*id), value: value.clone(), place: Place::default() });
    Some((format!("added {id} to {shape}, member {position}"), *is_error && is_sent))
}

/// Traits whose removal Smithy's tool always reports as an error.
const CONSTANT: [&str; 12] = [
    "smithy.api#error",
    "smithy.api#http",
    "smithy.api#httpError",
    "smithy.api#httpHeader",
    "smithy.api#httpLabel",
    "smithy.api#httpPayload",
    "smithy.api#httpQuery",
    "smithy.api#idempotencyToken",
    "smithy.api#idempotent",
    "smithy.api#jsonName",
    "smithy.api#paginated",
    "smithy.api#streaming",
];

/// Returns a shape with a trait of it, or of one of its members by position.
fn a_trait(model: &Model, random: &mut Random) -> Option<(ShapeId, Option<usize>, AppliedTrait)> {
    let id = random.pick(&shapes(model, |_| true))?.clone();
    let shape = model.shapes.get(&id)?;
    let members = match &shape.kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) if random.below(3) > 0 => members.as_slice(),
        _ => &[],
    };
    let position = (!members.is_empty()).then(|| random.below(members.len()));
    let traits = position.map_or(&shape.traits, |position| &members[position].traits);
    let applied = random.pick(&traits.iter().cloned().collect::<Vec<_>>())?.clone();
    Some((id, position, applied))
}

fn traits_at<'m>(model: &'m mut Model, id: &ShapeId, position: Option<usize>) -> Option<&'m mut Traits> {
    match position {
        None => Some(&mut model.shapes.get_mut(id)?.traits),
        Some(position) => Some(&mut edit_members(model, id)?.get_mut(position)?.traits),
    }
}

fn remove_trait(model: &mut Model, random: &mut Random) -> Option<Done> {
    let (id, position, removed) = (0..9).find_map(|_| a_trait(model, random))?;
    let traits = traits_at(model, &id, position)?;
    let others = traits.iter().filter(|applied| applied.id != removed.id);
    let others: Vec<(String, Value)> = others.map(|applied| (applied.id.to_string(), applied.value.clone())).collect();
    *traits = traits_of(others.iter().map(|(id, value)| (id.as_str(), value.clone())));
    Some((format!("removed {} of {id}, member {position:?}", removed.id), CONSTANT.contains(&removed.id.as_str())))
}

fn change_trait(model: &mut Model, random: &mut Random) -> Option<Done> {
    let (id, position, applied) = (0..9).find_map(|_| a_trait(model, random))?;
    let mut value = applied.value.clone();
    change(&mut value, random)?;
    let what = format!("changed {} of {id}, member {position:?}", applied.id);
    traits_at(model, &id, position)?.set(AppliedTrait { value, ..applied });
    Some((what, false))
}

/// Changes a string or number somewhere within a value.
fn change(value: &mut Value, random: &mut Random) -> Option<()> {
    match value {
        Value::String(text) => text.push('1'),
        Value::Number(number) => *value = json!(number.as_i64()? + 1),
        Value::Bool(truth) => *truth = !*truth,
        Value::Array(items) => {
            let index = random.below(items.len());
            change(items.get_mut(index)?, random)?;
        }
        Value::Object(entries) => {
            let index = random.below(entries.len());
            change(entries.values_mut().nth(index)?, random)?;
        }
        Value::Null => return None,
    }
    Some(())
}

fn unbind(model: &mut Model, random: &mut Random) -> Option<Done> {
    let id = random.pick(&shapes(model, |kind| matches!(kind, ShapeKind::Service(_))))?.clone();
    let ShapeKind::Service(service) = &mut model.shapes.get_mut(&id)?.kind else { return None };
    if service.operations.is_empty() {
        return None;
    }
    let operation = service.operations.remove(random.below(service.operations.len()));
    Some((format!("unbound {}", operation.target), true))
}

fn traits_of<'v>(values: impl IntoIterator<Item = (&'v str, Value)>) -> Traits {
    let mut traits = Traits::default();
    for (id, value) in values {
        traits.set(AppliedTrait { id: ShapeId::new(id), value, place: Place::default() });
    }
    traits
}
