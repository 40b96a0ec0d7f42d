//! The stages between reading and writing: load, check, generate.
//!
//! The text depends only on the documents and their file names, not on their location.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use codegen::{GeneratedFile, Options};
use model::{Document, Model, Shape, ShapeKind};

use crate::{documents, workspace};

/// The generated files of both crates.
#[derive(Debug)]
pub struct Generated {
    /// The source that their headers name.
    pub source: String,
    /// The title of the service, or its name in the model.
    pub title: String,
    /// The parts of the model that are not generated, one line each.
    pub omissions: Vec<String>,
    files: Vec<GeneratedFile>,
}

/// Generates both crates; `folder` is the prefix of the document's name in the headers.
pub fn run(documents: &[Document], folder: &str, options: Options) -> Result<Generated> {
    documents::expect_smithy(documents)?;
    let model = model::load(documents)?;
    model::check(&model)?;
    let source = format!("{folder}{}", source(documents, &model, options.service.as_deref()));
    generate(&model, Options { source, ..options })
}

/// Generates both crates of a checked model.
pub fn generate(model: &Model, options: Options) -> Result<Generated> {
    let files = codegen::generate(model, &options)?;
    let omissions = codegen::omissions(model, &options)?;
    let title = title(model, options.service.as_deref());
    Ok(Generated { source: options.source, title, omissions, files })
}

impl Generated {
    /// Returns every file by its path from the root of a workspace whose crates' names begin with `name`.
    pub fn files(&self, name: &str) -> Result<BTreeMap<String, Vec<u8>>> {
        let mut files = BTreeMap::new();
        for file in &self.files {
            let directory = workspace::generated(name, file.package);
            let path = format!("{directory}/{}", file.path);
            let plain = file.path.ends_with(".rs") && !file.path.starts_with('.') && !file.path.contains(['/', '\\']);
            if !plain || files.insert(path.clone(), file.text.clone().into_bytes()).is_some() {
                bail!("{path}: emitted under this name, expected a plain name for each file");
            }
        }
        Ok(files)
    }
}

/// Returns the file name of the document that defines the service.
fn source<'d>(documents: &'d [Document], model: &'d Model, service: Option<&str>) -> &'d str {
    let defined = self::service(model, service).map(|shape| &*shape.place.document);
    let first = documents.first().map_or("", |document| document.name.as_str());
    defined.unwrap_or(first).rsplit('/').next().unwrap_or_default()
}

fn title(model: &Model, service: Option<&str>) -> String {
    let Some(shape) = self::service(model, service) else { return String::new() };
    let title = shape.traits.value("smithy.api#title").and_then(|title| title.as_str());
    title.unwrap_or(shape.id.name()).to_owned()
}

/// Returns the selected service.
fn service<'m>(model: &'m Model, name: Option<&str>) -> Option<&'m Shape> {
    let is_meant = |id: &model::ShapeId| name.is_none_or(|name| name == id.name() || name == id.as_str());
    let mut services = model.shapes.values().filter(|shape| matches!(shape.kind, ShapeKind::Service(_)));
    services.find(|shape| is_meant(&shape.id))
}
