//! The change of the published model from 2025-04 to 2026-11.

use std::path::{Path, PathBuf};

use model::diff::{Scope, Verdict, diff};
use model::{Document, Model, ShapeId, load};

use super::line;

/// Returns a file of published models: in `REFERENCE_DATA`, or in `shared` beside the workspace.
pub(super) fn file(name: &str) -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let root = std::env::var_os("REFERENCE_DATA").map_or_else(|| "../shared".into(), PathBuf::from);
    let file = workspace.join(root).join(name);
    if !file.exists() {
        eprintln!("{name} of the reference data is absent; going on without it");
        return None;
    }
    Some(file)
}

pub(super) fn read(path: &Path) -> Model {
    load(&[Document { name: "m.json".into(), bytes: std::fs::read(path).unwrap() }]).unwrap()
}

#[test]
fn the_change_of_2026() {
    let files = file("reference/appflow-2025-04.json").zip(file("reference/appflow-2026-11.json"));
    let Some((old, new)) = files else { return };
    let scope = Scope { operations: vec![ShapeId::new("com.amazonaws.appflow#CreateConnectorProfile")] };
    let (old, new) = (read(&old), read(&new));
    let changes = diff(&old, &new, &scope);
    let lines: Vec<String> = changes.iter().map(|change| line(change).replace("com.amazonaws.appflow#", "")).collect();
    let expect = [
        "shape-added CodeVerifier: string added",
        "member-added ConnectorOAuthRequest$codeVerifier: member added (- => CodeVerifier)",
        "shape-added PrivateKey: string added",
        "required-removed SnowflakeConnectorProfileCredentials$password: no longer required; \
         Relaxed { accepted: Some(\"absent\") }; code: a member that was always there may be absent",
        "member-added SnowflakeConnectorProfileCredentials$privateKey: member added (- => PrivateKey)",
    ];
    assert_eq!(lines, expect);
    assert!(changes.iter().all(|change| change.wire == Verdict::Safe));
    // The rest of the service did not change.
    assert_eq!(diff(&old, &new, &Scope::default()).len(), expect.len());
}

#[test]
fn published_models_do_not_differ_from_themselves() {
    let Some(folder) = file("models") else { return };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(diff(&read(&path), &read(&path), &Scope::default()), [], "{}", path.display());
    }
}
