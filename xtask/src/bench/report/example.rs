//! Invented results, for the tests of all formats.

use crate::bench::measurement::{LeftOut, Measurement, Model, Results, Subject, THIS_PROJECT, Unit};

/// Returns a measurement of each kind, a model of two sizes, and a part that is left out.
pub fn results() -> Results {
    let timed = [("aws-sdk-appflow", vec![40e3, 44e3]), ("another <peer> | & more", vec![5e3, 5.5e3])];
    let counted = [("aws-sdk-appflow", vec![350.0])];
    let rates = [("aws-sdk-appflow", vec![10e3, 12e3])];
    Results {
        machine: vec![("cpu".to_owned(), "An | example, 2 cores".to_owned())],
        measurements: vec![
            measurement("call", "call", Unit::Nanoseconds, vec![10e3, 11e3], &timed),
            measurement("allocations", "allocations", Unit::Count, vec![20.0], &counted),
            measurement("throughput", "throughput, 16 at once", Unit::CallsPerSecond, vec![25e3, 24e3], &rates),
            measurement("builds", "clean debug build, elapsed", Unit::Seconds, vec![9.0], &[("peer", vec![30.0])]),
            measurement("regenerate", "regenerate, CPU", Unit::Seconds, vec![1.5], &[]),
        ],
        models: vec![model("small", 100, 2_000, 0.3), model("large", 1_100, 30_000, 1.3)],
        left_out: vec![
            left_out("instructions", "`valgrind` is not installed"),
            left_out("builds", "it was not selected"),
            left_out("check", "it was not selected"),
        ],
    }
}

fn left_out(part: &str, reason: &str) -> LeftOut {
    LeftOut { part: part.to_owned(), reason: reason.to_owned() }
}

fn measurement(part: &str, name: &str, unit: Unit, ours: Vec<f64>, peers: &[(&str, Vec<f64>)]) -> Measurement {
    let peers = peers.iter().map(|(name, samples)| Subject::new(name, samples.clone()));
    let subjects = std::iter::once(Subject::new(THIS_PROJECT, ours)).chain(peers).collect();
    let command = format!("benches {part}");
    Measurement { part: part.to_owned(), name: name.to_owned(), unit, command, subjects }
}

fn model(name: &str, shapes: usize, lines: usize, seconds: f64) -> Model {
    let name = name.to_owned();
    Model { name, shapes, lines, seconds: vec![seconds], floor: vec![seconds / 10.0], peak: 25e6 }
}
