//! Compares the validation of random values of the golden models with an independent evaluation.
//!
//! The evaluator is shared with the crate of types, which tests random requests of its own service.

#[path = "../../../appflow-types/tests/verdicts/compare.rs"]
mod compare;
#[path = "../../../appflow-types/tests/verdicts/documents.rs"]
mod documents;
#[path = "../../../appflow-types/tests/verdicts/evaluator.rs"]
mod evaluator;
#[path = "../../../appflow-types/tests/verdicts/model.rs"]
mod model;
#[path = "../../../appflow-types/tests/verdicts/order.rs"]
mod order;
#[path = "../../../appflow-types/tests/verdicts/problem.rs"]
mod problem;
#[path = "../../../appflow-types/tests/verdicts/rules.rs"]
mod rules;

use compare::{Answer, ValueAnswer};
use model::Model;
use tinsmith_types::{Structure, Violation};

/// The number of documents for each shape.
const DOCUMENTS: u64 = 1500;

/// Compares the verdicts on documents of a structure, whose shape has the same name.
macro_rules! check {
    ($case:ident, $structure:ident, $shape:literal) => {{
        use crate::goldens::$case::$structure;
        let model = Model::new(&[include_str!(concat!("../goldens/", stringify!($case), "/model.json"))]);
        let answer = |text: &str, document: &serde_json::Value| {
            let pair = |violation: &Violation| (violation.path.to_string(), violation.to_string());
            let value = serde_json::from_value::<$structure>(document.clone()).ok().map(|value| {
                let error = value.validate().err();
                let violations = error.as_ref().map(|error| error.violations()).unwrap_or_default();
                let violations = violations.iter().map(pair).collect();
                let message = error.map_or_else(String::new, |error| error.message());
                ValueAnswer { message, violations, warnings: value.warnings().iter().map(pair).collect() }
            });
            let problems = $structure::from_json(text).map_or_else(|error| error.problems().to_vec(), |_| Vec::new());
            Answer { value, document: problems.iter().map(problem::shown).collect() }
        };
        let counts = compare::check(&model, model.shape($shape), 0..DOCUMENTS, answer);
        println!("{}: {counts:?}", $shape);
        assert!(counts["valid"] > 20 && counts["unreadable"] > 20, "{counts:?}");
    }};
}

#[test]
fn values_are_judged_as_their_models_say() {
    check!(constraints, CheckRequest, "example#CheckRequest");
    check!(enums, ChooseRequest, "example#ChooseRequest");
    check!(lists_and_maps, PaintRequest, "example#PaintRequest");
    check!(unions_and_recursion, GrowRequest, "example#GrowRequest");
    check!(secrets, StoreRequest, "example#StoreRequest");
}
