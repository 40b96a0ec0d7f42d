//! That something is said exactly where the crates differ, of small models and of real ones.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use codegen::compatibility::{Bump, RustChange, compare};
use codegen::{Options, Package};
use model::{AppliedTrait, Document, Member, Model, Place, ShapeId, ShapeKind, Traits};
use serde_json::{Value, json};

use super::{SERVICE, edits, load, models, options};

/// The text of both crates, without what only tests read.
fn crates(model: &Model, options: &Options) -> BTreeMap<(Package, String), String> {
    let files = codegen::generate(model, options).unwrap_or_else(|errors| panic!("{errors}"));
    let files = files.into_iter().filter(|file| !file.path.ends_with("_tests.rs"));
    files.map(|file| ((file.package, file.path), file.text)).collect()
}

#[track_caller]
fn check(name: &str, old: &Model, new: &Model, options: &Options) -> Vec<RustChange> {
    let changes = compare(old, new, options).unwrap();
    let is_same = crates(old, options) == crates(new, options);
    assert_eq!(changes.is_empty(), is_same, "{name}: {changes:#?}");
    let back = compare(new, old, options).unwrap();
    assert_eq!(back.is_empty(), is_same, "{name}: {back:#?}");
    assert!(changes.iter().all(|change| change.bump > Bump::None), "{name}: {changes:#?}");
    assert!(changes.iter().all(|change| change.witness.is_none() || change.bump == Bump::Major), "{name}: {changes:#?}");
    changes
}

#[test]
fn small_models() {
    for pair in edits::pairs() {
        let changes = check(&pair.name, &pair.old, &pair.new, &options());
        assert!(!changes.is_empty(), "{}", pair.name);
        check(&pair.name, &pair.old, &pair.old, &options());
    }
}

#[test]
fn what_only_tests_read_is_nothing() {
    let tests = r#"{"smithy": "2.0", "shapes": {"x#Service": {"type": "apply", "traits": {
        "smithy.rules#endpointTests": {"version": "1.0", "testCases": [{
            "params": {"Region": "r"}, "expect": {"endpoint": {"url": "https://example.r.amazonaws.com"}}}]}}}}}"#;
    let (old, new) = (load(&[SERVICE, models::CHOICES]), load(&[SERVICE, models::CHOICES, tests]));
    assert_eq!(check("tests", &old, &new, &options()), []);
}

#[test]
fn models_that_are_not_supported_are_refused() {
    let good = load(&[SERVICE, models::CHOICES]);
    for bad in [Model::default(), load(&[SERVICE])] {
        assert!(compare(&good, &bad, &options()).is_err());
        assert!(compare(&bad, &good, &options()).is_err());
    }
}

/// An edit of a member that the checked-in model may have.
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
    let options = Options { source: "model.json".to_owned(), service: None };
    let structures = model.shapes.values().filter(|shape| shape.id.namespace() == "com.amazonaws.appflow");
    let structures = structures.filter(|shape| matches!(shape.kind, ShapeKind::Structure(_)) && shape.members().len() > 1);
    let mut said = 0;
    for (index, shape) in structures.enumerate().filter(|(index, _)| index % 4 == 0) {
        let mut edited = model.clone();
        if let Some(ShapeKind::Structure(members)) = edited.shapes.get_mut(&shape.id).map(|shape| &mut shape.kind) {
            let position = index % members.len();
            EDITS[index / 4 % EDITS.len()](members, position);
        }
        // Rules refer to members, and what refers to none is refused.
        if compare(&model, &edited, &options).is_ok() {
            said += usize::from(!check(&format!("{index} {}", shape.id), &model, &edited, &options).is_empty());
        }
    }
    assert!(said > 4, "{said}");
}

#[test]
fn what_appflow_published() {
    let names = ["appflow-2025-04.json", "appflow-2026-11.json"];
    let [Some(old), Some(new)] = names.map(|name| reference(&format!("reference/{name}"))) else { return };
    let [old, new] = [old, new].map(|path| read(&[path]));
    let options = Options { source: "model.json".to_owned(), service: None };
    let changes = check("published", &old, &new, &options);
    let broken: Vec<&RustChange> = changes.iter().filter(|change| change.bump == Bump::Major).collect();
    let [password] = broken.as_slice() else { panic!("{broken:#?}") };
    assert_eq!(password.item, "SnowflakeConnectorProfileCredentials::password");
    assert!(changes.iter().filter(|change| change.bump == Bump::Minor).count() == 2, "{changes:#?}");
}

fn read(paths: &[PathBuf]) -> Model {
    let document = |path: &PathBuf| Document {
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        bytes: std::fs::read(path).unwrap(),
    };
    model::load(&paths.iter().map(document).collect::<Vec<_>>()).unwrap()
}

/// A file of the reference data, where it is there.
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
