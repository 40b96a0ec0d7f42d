//! Published models are models without errors.

use std::path::{Path, PathBuf};

use model::{Document, check, load};

#[test]
fn published_models_have_no_errors() {
    let Some(root) = reference_data() else {
        eprintln!("the reference data is absent; going on without it");
        return;
    };
    let mut names = Vec::new();
    for folder in ["models", "reference", "protocol-tests"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            names.push(entry.unwrap().path());
        }
    }
    names.retain(|name| name.extension().is_some_and(|extension| extension == "json"));
    assert!(names.len() >= 20, "{}", names.len());
    for path in names {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let document = Document { name, bytes: std::fs::read(&path).unwrap() };
        let result = load(&[document]).and_then(|model| check(&model));
        assert!(result.is_ok(), "{}", result.unwrap_err());
    }
}

/// Returns the folder of published models: `REFERENCE_DATA`, or `shared` beside the workspace.
fn reference_data() -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let root = std::env::var_os("REFERENCE_DATA").map_or_else(|| "../shared".into(), PathBuf::from);
    Some(workspace.join(root)).filter(|root| root.is_dir())
}
