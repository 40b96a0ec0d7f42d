//! The stages between reading and writing: load, check, generate.
//!
//! The text depends on the documents and their file names alone, not on where they are.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use codegen::{GeneratedFile, Options, Package};
use model::{Document, Model, ShapeKind};

use crate::{documents, workspace};

/// The generated files of both crates.
#[derive(Debug)]
pub struct Generated {
    /// What their headers name as their source.
    pub source: String,
    /// What the model has that is not generated, a line each.
    pub omissions: Vec<String>,
    files: Vec<GeneratedFile>,
}

/// Generates both crates; `folder` stands before the document's name in the headers.
pub fn run(documents: &[Document], folder: &str, service: Option<String>) -> Result<Generated> {
    documents::expect_smithy(documents)?;
    let model = model::load(documents)?;
    model::check(&model)?;
    let source = format!("{folder}{}", source(documents, &model, service.as_deref()));
    generate(&model, Options { source, service })
}

/// Generates both crates of a checked model.
pub fn generate(model: &Model, options: Options) -> Result<Generated> {
    let files = codegen::generate(model, &options)?;
    let omissions = codegen::omissions(model, &options)?;
    Ok(Generated { source: options.source, omissions, files })
}

impl Generated {
    /// Every file by its path from the root of a workspace whose crates' names begin with `name`.
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

    /// The text of one crate's files.
    pub fn texts(&self, package: Package) -> impl Iterator<Item = &str> {
        self.files.iter().filter(move |file| file.package == package).map(|file| file.text.as_str())
    }
}

/// The file name of the document that defines the service.
fn source<'d>(documents: &'d [Document], model: &'d Model, service: Option<&str>) -> &'d str {
    let is_meant = |id: &model::ShapeId| service.is_none_or(|service| service == id.name() || service == id.as_str());
    let services = model.shapes.values().filter(|shape| matches!(shape.kind, ShapeKind::Service(_)));
    let defined = services.filter(|shape| is_meant(&shape.id)).map(|shape| &*shape.place.document).next();
    let first = documents.first().map_or("", |document| document.name.as_str());
    defined.unwrap_or(first).rsplit('/').next().unwrap_or_default()
}
