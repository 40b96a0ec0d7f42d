//! Reads any text as a request: nothing panics, and an accepted one is valid and is read back unchanged.
//!
//! `cargo +nightly fuzz run from_json -- -max_total_time=600` in `appflow-types`; `tests/documents` has seeds.

#![no_main]

use appflow_types::{CreateConnectorProfileRequest as Request, DocumentError, Structure as _};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    check(Request::from_json(text));
    check(Request::fix_json(text).map(|fixed| fixed.value));
});

fn check(result: Result<Request, DocumentError>) {
    match result {
        Ok(value) => {
            assert_eq!(value.validate(), Ok(()));
            let written = serde_json::to_string(&value).expect("JSON");
            assert_eq!(Request::from_json(&written), Ok(value));
        }
        Err(error) => assert!((1..=100).contains(&error.problems().len()) && !error.to_string().is_empty()),
    }
}
