//! The size of the code for a whole service: shared code is not generated for each shape.

use model::Document;

use super::generate;

/// The maximum number of generated lines for Amazon AppFlow, without the tests.
const MAX_LINES: usize = 18_000;

/// Returns the documents in the folder `model`, from which the checked-in crates are generated.
fn appflow() -> Vec<Document> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../model");
    let read = |name: &str| Document {
        name: name.to_owned(),
        bytes: std::fs::read(folder.join(name)).expect("the model can be read"),
    };
    ["appflow.json", "docs.json", "rules.json"].map(read).into()
}

#[test]
fn appflow_with_all_operations_stays_small() {
    let files = generate(&appflow(), None).expect("the checked-in model is supported");
    let lines = |tests: bool| -> usize {
        let files = files.iter().filter(|file| file.path.ends_with("_tests.rs") == tests);
        files.map(|file| file.text.lines().count()).sum()
    };
    let operations = files.iter().find(|file| file.path == "operations.rs").expect("the client has operations");
    assert_eq!(operations.text.matches(" = Operation::new(").count(), 25);
    assert!(lines(true) > 1_000, "the tests are generated as well, and counted apart");
    assert!(lines(false) <= MAX_LINES, "{} lines, more than {MAX_LINES}", lines(false));
}
