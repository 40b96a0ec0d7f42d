//! How many of the published models can be generated as they are, with all their operations, as the README says.

use codegen::Options;
use model::{ShapeKind, traits};

use super::published_models;

/// How many models there are, and how many of them are supported.
#[derive(Default)]
struct Count {
    supported: usize,
    tried: usize,
}

impl Count {
    fn add(&mut self, is_supported: bool) {
        self.supported += usize::from(is_supported);
        self.tried += 1;
    }

    /// The end of the row with this protocol in the README.
    #[track_caller]
    fn check(&self, row: &str) {
        let readme = include_str!("../../../README.md");
        let line = readme.lines().find(|line| line.starts_with(&format!("| {row}"))).expect("the README has the row");
        let count = format!("| {} of {} tried |", self.supported, self.tried);
        assert!(line.ends_with(&count), "{row}: {count}");
    }
}

/// Checks that no waiter, no endpoint parameter and no checksum is left out.
#[track_caller]
fn every_path_and_checksum_is_supported(model: &model::Model) {
    let omissions = codegen::omissions(model, &Options::default()).expect("the model has one service");
    for line in omissions {
        let is_left_out =
            ["the waiter `", "the endpoint parameter `", "checksum"].iter().any(|part| line.contains(part));
        assert!(!is_left_out, "{line}");
    }
}

#[test]
fn published_models_are_supported() {
    let documents: Vec<_> = ["models", "models-next"].into_iter().flat_map(published_models).collect();
    if documents.is_empty() {
        return eprintln!("going on without the published models, which are not here");
    }
    let (mut aws_json, mut query_compatible, mut rest_json) = (Count::default(), Count::default(), Count::default());
    for document in documents {
        let name = document.name.clone();
        let model = model::load(&[document]).expect("the model can be loaded");
        let service = model.shapes.values().find(|shape| matches!(shape.kind, ShapeKind::Service(_)));
        let traits = &service.expect("the model has a service").traits;
        let supported = codegen::check(&model, &Options::default());
        let is_supported = supported.is_ok();
        match supported {
            Ok(()) => every_path_and_checksum_is_supported(&model),
            Err(errors) => eprintln!("{name}: {errors}"),
        }
        if traits.has::<traits::AwsJson1_0>() || traits.has::<traits::AwsJson1_1>() {
            aws_json.add(is_supported);
            if traits.has::<traits::AwsQueryCompatible>() {
                query_compatible.add(is_supported);
            }
        } else {
            rest_json.add(is_supported);
        }
    }
    aws_json.check("`aws.protocols#awsJson1_0`, `aws.protocols#awsJson1_1`");
    query_compatible.check("the same with `aws.protocols#awsQueryCompatible`");
    rest_json.check("`aws.protocols#restJson1`");
}
