//! Compares the verdicts on random requests with an independent evaluation of the same model.
//!
//! `VERDICTS_SEED` is the first seed, which a failure prints, and `VERDICTS` the number of seeds.

mod compare;
mod documents;
mod evaluator;
mod model;
mod order;
mod problem;
mod rules;

use appflow_types::{
    Constraint, CreateConnectorProfileRequest as Request, Problem, ProblemKind, Structure as _, Violation,
};
use serde_json::Value;

use compare::{Answer, ValueAnswer};
use model::Model;

const REQUEST: &str = "com.amazonaws.appflow#CreateConnectorProfileRequest";

fn answer(text: &str, document: &Value) -> Answer {
    let pair = |violation: &Violation| (violation.path.to_string(), violation.to_string());
    let value = serde_json::from_value::<Request>(document.clone()).ok().map(|request| {
        let error = request.validate().err();
        let violations = error.as_ref().map(|error| error.violations()).unwrap_or_default().iter().map(pair).collect();
        let message = error.map_or_else(String::new, |error| error.message());
        ValueAnswer { message, violations, warnings: request.warnings().iter().map(pair).collect() }
    });
    let problems = Request::from_json(text).map_or_else(|error| error.problems().to_vec(), |_| Vec::new());
    Answer { value, document: problems.iter().map(problem::shown).collect() }
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().expect("a number"))
}

#[test]
fn requests_are_judged_as_the_model_says() {
    let read = |name: &str| {
        let path = format!("{}/../model/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("the model's documents are beside the crate")
    };
    let model = Model::new(&[&read("appflow.json"), &read("rules.json")]);
    let (seed, count) = (setting("VERDICTS_SEED", 20_261_124), setting("VERDICTS", 20_000));
    let counts = compare::check(&model, model.shape(REQUEST), seed..seed + count, answer);
    println!("{count} documents from seed {seed}: {counts:?}");
    if count >= 20_000 {
        for outcome in ["valid", "invalid", "unreadable", "constraint", "key", "rule", "warning"] {
            assert!(counts[outcome] > 50, "{outcome} is rare: {counts:?}");
        }
    }
}
