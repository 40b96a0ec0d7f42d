//! The project's goals, and whether measurements reach them.

use super::measurement::{Measurement, Unit, thousands, three_digits};

/// A limit on one measurement.
struct Goal {
    measurement: &'static str,
    limit: Limit,
}

/// The most that is allowed.
#[derive(Clone, Copy)]
enum Limit {
    /// A maximum ratio to this peer.
    Cost(&'static str, f64),
    /// A value in the unit of the measurement.
    Value(f64),
}

const SDK: &str = "aws-sdk-appflow";
const SDK_WITH_CONFIG: &str = "aws-sdk-appflow, aws-config";

const GOALS: [Goal; 11] = [
    Goal { measurement: "call", limit: Limit::Cost(SDK, 1.0 / 8.0) },
    Goal { measurement: "allocations", limit: Limit::Value(20.0) },
    Goal { measurement: "instructions", limit: Limit::Value(100_000.0) },
    Goal { measurement: "throughput, 16 at once", limit: Limit::Cost(SDK, 1.0 / 3.0) },
    Goal { measurement: "throughput, 256 at once", limit: Limit::Cost(SDK, 1.0 / 3.0) },
    Goal { measurement: "crates", limit: Limit::Value(60.0) },
    Goal { measurement: "clean debug build, CPU", limit: Limit::Cost(SDK_WITH_CONFIG, 0.25) },
    Goal { measurement: "clean release build, CPU", limit: Limit::Cost(SDK_WITH_CONFIG, 0.20) },
    Goal { measurement: "stripped program", limit: Limit::Value(3.5e6) },
    Goal { measurement: "check of appflow's crates, CPU", limit: Limit::Cost(SDK, 1.0 / 3.0) },
    Goal { measurement: "check of eks-auth's crates, CPU", limit: Limit::Cost("aws-sdk-eksauth", 0.3) },
];

/// A goal, and whether a measurement reached it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The goal, such as `≤ 20`.
    pub goal: String,
    /// Whether the goal is reached.
    pub is_reached: bool,
}

/// Compares a measurement with its goal; `None` if it has no goal for this peer.
///
/// A goal for a value is reported with the first peer only, so that a report shows it once.
pub fn verdict(measurement: &Measurement, peer: usize) -> Option<Verdict> {
    let goal = GOALS.iter().find(|goal| goal.measurement == measurement.name)?;
    let subject = measurement.peers().get(peer)?;
    match goal.limit {
        Limit::Cost(name, limit) if name == subject.name => {
            let cost = measurement.cost(subject)?;
            let goal = match measurement.unit {
                Unit::CallsPerSecond => format!("≥ {:.0}", 1.0 / limit),
                _ => format!("≤ {}", three_digits(limit)),
            };
            Some(Verdict { goal, is_reached: cost <= limit })
        }
        Limit::Value(limit) if peer == 0 => {
            let value = super::statistics::median(&measurement.subjects.first()?.samples)?;
            let shown = if measurement.unit == Unit::Count { thousands(limit) } else { measurement.unit.show(limit) };
            Some(Verdict { goal: format!("≤ {shown}"), is_reached: value <= limit })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::measurement::{Subject, THIS_PROJECT};

    #[track_caller]
    fn check(name: &str, unit: Unit, [ours, theirs]: [f64; 2], peer: &str, expect: Option<(&str, bool)>) {
        let subjects = vec![Subject::new(THIS_PROJECT, vec![ours]), Subject::new(peer, vec![theirs])];
        let (name, part, command) = (name.to_owned(), String::new(), String::new());
        let verdict = verdict(&Measurement { part, name, unit, command, subjects }, 0);
        let expect = expect.map(|(goal, is_reached)| Verdict { goal: goal.to_owned(), is_reached });
        assert_eq!(verdict, expect);
    }

    #[test]
    fn both_sides_of_each_kind_of_limit() {
        check("call", Unit::Nanoseconds, [1.0, 8.0], SDK, Some(("≤ 0.125", true)));
        check("call", Unit::Nanoseconds, [1.0, 7.9], SDK, Some(("≤ 0.125", false)));
        check("throughput, 16 at once", Unit::CallsPerSecond, [30.0, 10.0], SDK, Some(("≥ 3", true)));
        check("throughput, 16 at once", Unit::CallsPerSecond, [29.0, 10.0], SDK, Some(("≥ 3", false)));
        check("allocations", Unit::Count, [20.0, 1.0], SDK, Some(("≤ 20", true)));
        check("allocations", Unit::Count, [21.0, 1.0], SDK, Some(("≤ 20", false)));
        check("stripped program", Unit::Bytes, [3.6e6, 1.0], SDK, Some(("≤ 3.50 MB", false)));
        check("signature", Unit::Nanoseconds, [1.0, 8.0], SDK, None);
        check("call", Unit::Nanoseconds, [1.0, 8.0], "another", None);
    }
}
