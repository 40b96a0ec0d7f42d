//! The generator from documents to text: its output, its refusals, and its determinism.

#[path = "generate/customizations.rs"]
mod customizations;
#[path = "generate/determinism.rs"]
mod determinism;
#[path = "generate/explicit_names.rs"]
#[rustfmt::skip]
mod explicit_names;
#[path = "generate/goldens.rs"]
mod goldens;
#[path = "generate/linear.rs"]
mod linear;
#[path = "generate/names.rs"]
mod names;
#[path = "generate/omissions.rs"]
#[rustfmt::skip]
mod omissions;
// expect-test can't update its texts if rustfmt has split them into lines.
#[path = "generate/refusals.rs"]
#[rustfmt::skip]
mod refusals;
#[path = "generate/paths.rs"]
mod paths;
#[path = "generate/published.rs"]
mod published;
#[path = "generate/selection.rs"]
#[rustfmt::skip]
mod selection;
#[path = "generate/robustness.rs"]
mod robustness;
#[path = "generate/size.rs"]
mod size;

use codegen::{Errors, GeneratedFile, Options};
use model::Document;

/// A document that every case needs: a mixin for its service.
const SERVICE: &str = include_str!("goldens/service.json");

/// Runs the generator on the service of that name, or on the only one.
fn generate(documents: &[Document], service: Option<&str>) -> Result<Vec<GeneratedFile>, Errors> {
    let model = model::load(documents)?;
    model::check(&model)?;
    let service = service.map(str::to_owned);
    codegen::generate(&model, &Options { source: "model.json".to_owned(), service, ..Options::default() })
}

fn document(name: &str, text: &str) -> Document {
    Document { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
}

/// Returns the published models in a folder of `REFERENCE_DATA`, or of `shared` beside the workspace, if it is there.
fn published_models(folder: &str) -> Vec<Document> {
    let workspace = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let data = std::env::var_os("REFERENCE_DATA").unwrap_or_else(|| "../shared".into());
    let Ok(entries) = std::fs::read_dir(workspace.join(data).join(folder)) else { return Vec::new() };
    let mut documents: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| Document {
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            bytes: std::fs::read(&path).expect("the model can be read"),
        })
        .collect();
    documents.sort_by(|one, two| one.name.cmp(&two.name));
    documents
}
