//! The results of a run.

use std::fmt;

use super::statistics;

/// The name of this project, which is always the first subject.
pub const THIS_PROJECT: &str = "this project";

/// The part that all models belong to.
pub const GENERATE: &str = "generate";

/// The results of a run, or of a part of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// The machine and the versions of the tools, as names and values.
    pub machine: Vec<(String, String)>,
    /// The measurements, in the order in which they are reported.
    pub measurements: Vec<Measurement>,
    /// The measurements of the generator, one for each model.
    pub models: Vec<Model>,
    /// The parts that were not measured.
    pub left_out: Vec<LeftOut>,
}

/// One kind of work, done by this project and its peers.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// The part that it belongs to.
    pub part: String,
    /// The name, unique among all measurements.
    pub name: String,
    /// The unit of the samples.
    pub unit: Unit,
    /// The command that takes the samples.
    pub command: String,
    /// This project, then its peers.
    pub subjects: Vec<Subject>,
}

/// A subject's samples; samples of the same round have the same index in all subjects.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// The name.
    pub name: String,
    /// The samples, in the order in which they were taken.
    pub samples: Vec<f64>,
}

/// The generator's work on one model.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The file name of the model without its extension.
    pub name: String,
    /// The number of its shapes.
    pub shapes: usize,
    /// The number of generated lines.
    pub lines: usize,
    /// The CPU time of the whole command, in seconds.
    pub seconds: Vec<f64>,
    /// The CPU time of reading the document and parsing its JSON, in seconds.
    pub floor: Vec<f64>,
    /// The largest resident size of the command, in bytes.
    pub peak: f64,
}

/// A part that was not measured.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// The name of the part.
    pub part: String,
    /// The reason.
    pub reason: String,
}

/// The unit of samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The CPU time of a thread.
    Nanoseconds,
    /// Elapsed or CPU time; the name of the measurement says which.
    Seconds,
    /// Calls per second: the only unit for which more is better.
    CallsPerSecond,
    /// A count, which does not depend on how busy the machine is.
    Count,
    /// A size.
    Bytes,
}

/// The units, with their names in JSON.
const UNITS: [(&str, Unit); 5] = [
    ("ns", Unit::Nanoseconds),
    ("s", Unit::Seconds),
    ("calls/s", Unit::CallsPerSecond),
    ("count", Unit::Count),
    ("bytes", Unit::Bytes),
];

impl Results {
    /// Converts measurements to results.
    pub fn of(measurements: Vec<Measurement>) -> Self {
        Self { measurements, ..Self::default() }
    }

    /// Creates the measurement of a part that was left out, with the reason.
    pub fn left_out(part: &str, reason: String) -> Self {
        let left_out = vec![LeftOut { part: part.to_owned(), reason }];
        Self { left_out, ..Self::default() }
    }

    /// Returns the results of one part. If there are none, it was not selected.
    pub fn part(&self, name: &str) -> Self {
        let measurements = self.measurements.iter().filter(|measurement| measurement.part == name).cloned().collect();
        let models = if name == GENERATE { self.models.clone() } else { Vec::new() };
        let left_out = self.left_out.iter().filter(|left_out| left_out.part == name).cloned().collect();
        let part = Self { machine: Vec::new(), measurements, models, left_out };
        if part == Self::default() { Self::left_out(name, "it was not selected".to_owned()) } else { part }
    }
}

impl Measurement {
    /// Returns this project's samples, by a peer's, and `None` if there is no such quotient.
    pub fn ratio(&self, peer: &Subject) -> Option<f64> {
        statistics::ratio(&self.subjects.first()?.samples, &peer.samples)
    }

    /// Returns this project's cost as a part of a peer's: the ratio, or its inverse if more is better.
    pub fn cost(&self, peer: &Subject) -> Option<f64> {
        let ratio = self.ratio(peer)?;
        Some(if self.unit == Unit::CallsPerSecond { 1.0 / ratio } else { ratio })
    }

    /// Returns `true` if the summary and the chart show the measurement: it has a peer, and it does not depend on
    /// elapsed time, which other processes affect. The CPU time of the same work is a measurement of its own.
    pub fn is_headline(&self) -> bool {
        let is_elapsed = self.unit == Unit::CallsPerSecond || self.name.ends_with(", elapsed");
        !self.peers().is_empty() && !is_elapsed
    }

    /// Returns the subjects that are compared with this project.
    pub fn peers(&self) -> &[Subject] {
        self.subjects.get(1..).unwrap_or_default()
    }
}

impl Subject {
    /// Creates a subject with its samples.
    pub fn new(name: &str, samples: Vec<f64>) -> Self {
        Self { name: name.to_owned(), samples }
    }
}

impl Unit {
    /// Returns the unit of a name.
    pub fn parse(name: &str) -> Option<Self> {
        UNITS.iter().find(|(known, _)| *known == name).map(|(_, unit)| *unit)
    }

    /// Returns `true` if every run on the same kind of machine gives the same value.
    pub fn is_counted(self) -> bool {
        matches!(self, Self::Count | Self::Bytes)
    }

    /// Formats a value with its unit and three significant digits.
    pub fn show(self, value: f64) -> String {
        match self {
            Self::Nanoseconds if value < 1e3 => format!("{} ns", three_digits(value)),
            Self::Nanoseconds if value < 1e6 => format!("{} µs", three_digits(value / 1e3)),
            Self::Nanoseconds => format!("{} ms", three_digits(value / 1e6)),
            Self::Seconds => format!("{} s", three_digits(value)),
            Self::CallsPerSecond => format!("{}/s", thousands(value)),
            Self::Count => thousands(value),
            Self::Bytes => format!("{} MB", three_digits(value / 1e6)),
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = UNITS.iter().find(|(_, unit)| unit == self).map_or("", |(name, _)| name);
        formatter.write_str(name)
    }
}

/// Formats a number with three significant digits, or as an integer if it has more before the decimal point.
pub fn three_digits(value: f64) -> String {
    let decimals = match value.abs() {
        100.0.. => 0,
        10.0.. => 1,
        1.0.. => 2,
        _ => 3,
    };
    format!("{value:.decimals$}")
}

/// Formats a number as an integer, with a comma before each group of three digits.
pub fn thousands(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(unit: Unit, value: f64, expect: &str) {
        assert_eq!(unit.show(value), expect);
        assert_eq!(Unit::parse(&unit.to_string()), Some(unit));
    }

    #[test]
    fn values_have_their_units() {
        check(Unit::Nanoseconds, 850.4, "850 ns");
        check(Unit::Nanoseconds, 9_876.0, "9.88 µs");
        check(Unit::Nanoseconds, 12_345_678.0, "12.3 ms");
        check(Unit::Seconds, 0.25, "0.250 s");
        check(Unit::CallsPerSecond, 12_345.6, "12,346/s");
        check(Unit::Count, 999.0, "999");
        check(Unit::Count, 1_234_567.0, "1,234,567");
        check(Unit::Bytes, 3_900_000.0, "3.90 MB");
        assert_eq!(Unit::parse("parsecs"), None);
    }

    #[test]
    fn parts_are_taken_out_of_a_run() {
        let results = crate::bench::report::example::results();
        let parts = ["call", GENERATE, "instructions"].map(|name| results.part(name));
        let counts = parts.map(|part| [part.measurements.len(), part.models.len(), part.left_out.len()]);
        assert_eq!(counts, [[1, 0, 0], [0, 2, 0], [0, 0, 1]]);
        assert_eq!(results.part("parse"), Results::left_out("parse", "it was not selected".to_owned()));
    }

    #[test]
    fn costs_are_better_when_they_are_less() {
        let subjects = vec![Subject::new(THIS_PROJECT, vec![30.0]), Subject::new("peer", vec![10.0])];
        let mut measurement = Measurement {
            part: "throughput".to_owned(),
            name: "throughput".to_owned(),
            unit: Unit::CallsPerSecond,
            command: String::new(),
            subjects,
        };
        let cost = |measurement: &Measurement| measurement.cost(&measurement.peers()[0]).map(three_digits);
        assert_eq!(cost(&measurement).as_deref(), Some("0.333"));
        measurement.unit = Unit::Nanoseconds;
        assert_eq!(cost(&measurement).as_deref(), Some("3.00"));
    }
}
