//! The work that is measured, a module for each kind.

pub mod call;
pub mod documents;
pub mod mirror;
pub mod request;
pub mod signature;
pub mod throughput;
pub mod validate;

use crate::samples;
use crate::timing::{Plan, Subject, interleaved};

/// Times the subjects in turn and prints the samples, in nanoseconds.
fn compare(measurement: &str, mut subjects: Vec<Subject<'_>>, plan: Plan) {
    let samples = interleaved(&mut subjects, plan);
    let names = subjects.iter().map(|subject| subject.name.to_owned());
    samples::print(measurement, "ns", names.zip(samples));
}
