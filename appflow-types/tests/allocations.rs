//! Validating a valid request allocates nothing.

mod support;

use allocation_counter::measure;
use appflow_types::{CreateConnectorProfileRequest, Structure as _};

#[test]
fn no_sample_allocates_in_validate() {
    for (id, sample) in support::samples() {
        let mut result = Ok(());
        let allocated = measure(|| result = sample.validate());
        assert_eq!(result, Ok(()), "{id}");
        assert_eq!(allocated.count_total, 0, "{id}");
    }
}

#[test]
fn the_counter_counts() {
    let (_, sample) = support::samples().into_iter().next().expect("a sample");
    let invalid: CreateConnectorProfileRequest = sample.connector_profile_name("not a name");
    let mut result = Ok(());
    let allocated = measure(|| result = invalid.validate());
    assert!(result.is_err() && allocated.count_total > 0);
}
