//! The errors of invalid models: one case for each problem.
//!
//! Documents are called `a.json`, `b.json` and so on. A case that begins with `{` is whole documents, separated by
//! lines of `---`; any other holds only the shapes, in the namespace `x`, and `@name` is a trait of the prelude.

mod documents;
mod http;
mod published;
mod shapes;
mod traits;

use expect_test::Expect;
use model::{Document, Errors, Model, load};

#[track_caller]
fn check(input: &str, expect: Expect) {
    let documents: Vec<Document> = input
        .split("\n---\n")
        .zip(["a.json", "b.json", "c.json"])
        .map(|(text, name)| Document { name: name.into(), bytes: whole(text).into() })
        .collect();
    check_documents(&documents, expect);
}

#[track_caller]
fn check_documents(documents: &[Document], expect: Expect) {
    let text = match accept(documents) {
        Ok(_) => "no errors".to_string(),
        Err(errors) => {
            assert_eq!(errors.to_string().lines().count(), errors.len(), "one line each");
            errors.to_string()
        }
    };
    expect.assert_eq(&text);
}

fn accept(documents: &[Document]) -> Result<Model, Errors> {
    let model = load(documents)?;
    model::check(&model)?;
    Ok(model)
}

fn whole(text: &str) -> String {
    if text.starts_with('{') || text.is_empty() {
        return text.to_string();
    }
    let text = text.replace("\"@", "\"smithy.api#");
    format!("{{\"smithy\": \"2.0\", \"shapes\": {{\n{text}\n}}}}")
}
