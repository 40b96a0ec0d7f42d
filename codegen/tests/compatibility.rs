//! Checks the verdict on Rust against the compiler.
//!
//! The crates of every model before and after its edit are generated, and every line that the old API promises is
//! compiled against both: it must compile against the old crates, and fail against the new ones exactly if the verdict
//! says so.

#[path = "compatibility/arguments.rs"]
mod arguments;
#[path = "compatibility/compiler.rs"]
mod compiler;
#[path = "compatibility/edits.rs"]
mod edits;
#[path = "compatibility/identity.rs"]
mod identity;
#[path = "compatibility/models.rs"]
mod models;
#[path = "compatibility/programs.rs"]
mod programs;
#[path = "compatibility/proof.rs"]
mod proof;
#[path = "compatibility/random.rs"]
mod random;
#[path = "compatibility/shadows.rs"]
mod shadows;
#[path = "compatibility/silent.rs"]
mod silent;
#[path = "compatibility/size.rs"]
mod size;

use codegen::Options;
use codegen::compatibility::RustChange;
use model::{Document, Model};

/// A document that every model needs: a mixin for its service.
const SERVICE: &str = include_str!("goldens/service.json");

/// Loads a model from documents; `@name` in them is a trait of the prelude.
fn load(documents: &[&str]) -> Model {
    let document = |(index, text): (usize, &&str)| Document {
        name: format!("{index}.json"),
        bytes: text.replace("\"@", "\"smithy.api#").into_bytes(),
    };
    let documents: Vec<Document> = documents.iter().enumerate().map(document).collect();
    let checked = model::load(&documents).and_then(|model| model::check(&model).map(|()| model));
    checked.expect("a model")
}

fn options() -> Options {
    Options { source: "model.json".to_owned(), service: Some("Service".to_owned()), ..Options::default() }
}

fn shown(change: &RustChange) -> String {
    let RustChange { shape, item, what, witness, bump } = change;
    let witness = witness.as_ref().map(|line| format!("\n    {line}")).unwrap_or_default();
    format!("{bump:?} {shape}: `{item}` {what}{witness}\n")
}
