//! Changes are reported exactly if the crates differ, for small and real models.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use codegen::compatibility::{Bump, RustChange, compare};
use codegen::{Options, Package};
use model::{AppliedTrait, Document, Member, Model, Place, Shape, ShapeId, ShapeKind, Traits};
use serde_json::{Value, json};

use super::{SERVICE, edits, load, models, options};

/// A model, with the text of both crates except for tests.
struct Side<'m> {
    model: &'m Model,
    options: Options,
    crates: BTreeMap<(Package, String), String>,
}

impl<'m> Side<'m> {
    fn new(model: &'m Model, service: Option<&str>) -> Self {
        let options =
            Options { source: "model.json".to_owned(), service: service.map(str::to_owned), ..Options::default() };
        let files = codegen::generate(model, &options).expect("the model is supported");
        let files = files.into_iter().filter(|file| !file.path.ends_with("_tests.rs"));
        let crates = files.map(|file| ((file.package, file.path), file.text)).collect();
        Self { model, options, crates }
    }
}

/// Compares in both directions: changes are reported where the crates differ, and only there. Returns those of `new`.
#[track_caller]
fn check(name: &str, old: &Side<'_>, new: &Side<'_>) -> Vec<RustChange> {
    let changes = compare(old.model, new.model, &old.options).expect("both models are supported");
    check_changes(name, old, new, &changes);
    changes
}

/// As `check`, for changes that are known already.
#[track_caller]
fn check_changes(name: &str, old: &Side<'_>, new: &Side<'_>, changes: &[RustChange]) {
    let back = compare(new.model, old.model, &old.options).expect("both models are supported");
    for changes in [changes, &back] {
        assert_eq!(changes.is_empty(), old.crates == new.crates, "{name}: {changes:#?}");
        assert!(changes.iter().all(|change| change.bump > Bump::None), "{name}: {changes:#?}");
        let is_sound = |change: &RustChange| change.witness.is_none() || change.bump == Bump::Major;
        assert!(changes.iter().all(is_sound), "{name}: {changes:#?}");
    }
}

#[test]
fn small_models() {
    for pair in edits::pairs() {
        let [old, new] = [&pair.old, &pair.new].map(|model| Side::new(model, Some("Service")));
        assert_ne!(check(&pair.name, &old, &new), [], "{}", pair.name);
        assert_eq!(check(&pair.name, &new, &new), [], "{}", pair.name);
    }
}

#[test]
fn changes_of_tests_are_not_reported() {
    let tests = r#"{"smithy": "2.0", "shapes": {"x#Service": {"type": "apply", "traits": {
        "smithy.rules#endpointTests": {"version": "1.0", "testCases": [{
            "params": {"Region": "r"}, "expect": {"endpoint": {"url": "https://example.r.amazonaws.com"}}}]}}}}}"#;
    let (old, new) = (load(&[SERVICE, models::CHOICES]), load(&[SERVICE, models::CHOICES, tests]));
    let [old, new] = [&old, &new].map(|model| Side::new(model, Some("Service")));
    assert_eq!(check("tests", &old, &new), []);
}

#[test]
fn models_that_are_not_supported_are_refused() {
    let good = load(&[SERVICE, models::CHOICES]);
    for bad in [Model::default(), load(&[SERVICE])] {
        assert!(compare(&good, &bad, &options()).is_err());
        assert!(compare(&bad, &good, &options()).is_err());
    }
}

/// An edit of a member of the checked-in model.
const EDITS: [fn(&mut Vec<Member>, usize); 8] = [
    |members, index| drop(members.remove(index)),
    |members, index| members[index].name.push_str("Renamed"),
    |members, index| toggle(&mut members[index].traits, "smithy.api#required", &json!({})),
    |members, index| toggle(&mut members[index].traits, "smithy.api#deprecated", &json!({"message": "m"})),
    |members, index| toggle(&mut members[index].traits, "smithy.api#jsonName", &json!("other")),
    |members, index| toggle(&mut members[index].traits, "smithy.api#documentation", &json!("Other.")),
    |members, index| members[index].target = ShapeId::new("smithy.api#Integer"),
    |members, _| members.reverse(),
];

fn toggle(traits: &mut Traits, id: &str, value: &Value) {
    let applied = traits.iter().filter(|applied| applied.id.as_str() != id).cloned().collect::<Vec<_>>();
    let added = (applied.len() == traits.iter().len()).then(|| AppliedTrait {
        id: ShapeId::new(id),
        place: Place::default(),
        value: value.clone(),
    });
    *traits = Traits::default();
    applied.into_iter().chain(added).for_each(|applied| traits.set(applied));
}

#[test]
fn the_checked_in_model() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model");
    let model = read(&["appflow.json", "docs.json", "rules.json"].map(|name| folder.join(name)));
    let old = Side::new(&model, None);
    let structures = model.shapes.values().filter(|shape| shape.id.namespace() == "com.amazonaws.appflow");
    let structures =
        structures.filter(|shape| matches!(shape.kind, ShapeKind::Structure(_)) && shape.members().len() > 1);
    let chosen: Vec<(usize, &Shape)> = structures.enumerate().filter(|(index, _)| index % 4 == 0).collect();
    let (next, reported) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(|| {
                while let Some((index, shape)) = chosen.get(next.fetch_add(1, Ordering::Relaxed)) {
                    reported.fetch_add(usize::from(edit(&old, shape, *index)), Ordering::Relaxed);
                }
            });
        }
    });
    assert!(reported.into_inner() > 4);
}

/// Edits a member of a shape. Returns `true` if the edited model is supported and the edit changes the crates.
fn edit(old: &Side<'_>, shape: &Shape, index: usize) -> bool {
    let mut edited = old.model.clone();
    if let Some(ShapeKind::Structure(members)) = edited.shapes.get_mut(&shape.id).map(|shape| &mut shape.kind) {
        let position = index % members.len();
        EDITS[index / 4 % EDITS.len()](members, position);
    }
    // Rules refer to members, and a rule whose member does not exist is refused.
    let Ok(changes) = compare(old.model, &edited, &old.options) else { return false };
    check_changes(&format!("{index} {}", shape.id), old, &Side::new(&edited, None), &changes);
    !changes.is_empty()
}

#[test]
fn the_published_appflow_models() {
    let names = ["appflow-2025-04.json", "appflow-2026-11.json"];
    let [Some(old), Some(new)] = names.map(|name| reference(&format!("reference/{name}"))) else { return };
    let [old, new] = [old, new].map(|path| read(&[path]));
    let [old, new] = [&old, &new].map(|model| Side::new(model, None));
    let changes = check("published", &old, &new);
    let broken: Vec<&RustChange> = changes.iter().filter(|change| change.bump == Bump::Major).collect();
    let broken: Vec<_> = broken.iter().map(|change| (change.item.as_str(), change.witness.as_deref())).collect();
    let password = ("SnowflakeConnectorProfileCredentials::password", Some("let value: Secret = it.password;"));
    assert_eq!(broken, [password]);
    assert!(changes.iter().filter(|change| change.bump == Bump::Minor).count() == 2, "{changes:#?}");
}

fn read(paths: &[PathBuf]) -> Model {
    let document = |path: &PathBuf| Document {
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        bytes: std::fs::read(path).expect("the file can be read"),
    };
    model::load(&paths.iter().map(document).collect::<Vec<_>>()).expect("a model")
}

/// Returns a file of the reference data, if it exists.
fn reference(path: &str) -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let data = std::env::var_os("REFERENCE_DATA").unwrap_or_else(|| "../shared".into());
    let path = workspace.join(data).join(path);
    if !path.exists() {
        println!("{} is not there, so the test goes on without it", path.display());
        return None;
    }
    Some(path)
}
