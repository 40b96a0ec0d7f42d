//! Formats Markdown tables: a full report, and a summary without times, which depend on the machine.

use crate::bench::goals;
use crate::bench::measurement::{LeftOut, Measurement, Model, Results, Subject, Unit, thousands, three_digits};
use crate::bench::statistics::{median, quartiles, slope};
use crate::escape;

/// The content of a cell without a value.
const NONE: &str = "–";

/// Formats all results, with medians and quartiles.
pub fn report(results: &Results) -> String {
    let mut text = String::from("# Comparison\n\n");
    for (name, value) in &results.machine {
        text.push_str(&format!("- {}: {}\n", prose(name), escape::code(value)));
    }
    text.push_str(
        "\nEach value is a median, with the quartiles in brackets. A ratio is the median of those of each round.\n\n",
    );
    text.push_str("| measurement | this project | peer | its value | ratio | goal |\n|---|---|---|---|---|---|\n");
    for measurement in &results.measurements {
        for row in rows(measurement, spread) {
            text.push_str(&line(&row));
        }
    }
    text.push_str(&models(&results.models));
    for (reason, parts) in reasons(results) {
        text.push_str(&format!("\nNot measured, because {}: {}.\n", prose(reason), prose(&parts.join(", "))));
    }
    text
}

/// Formats the counts and ratios of the headlines: the table of the README.
pub fn summary(results: &Results) -> String {
    let mut text = String::from("| measurement | here | peer | there | ratio |\n|---|---|---|---|---|\n");
    let counted = |unit: Unit, subject: &Subject| match median(&subject.samples) {
        Some(median) if unit.is_counted() => unit.show(median),
        _ => NONE.to_owned(),
    };
    for measurement in results.measurements.iter().filter(|measurement| measurement.is_headline()) {
        for row in rows(measurement, counted) {
            text.push_str(&line(&row[..5]));
        }
    }
    text
}

/// Returns the parts that were not measured, grouped by the reason, in the order in which the reasons occur first.
fn reasons(results: &Results) -> Vec<(&str, Vec<&str>)> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for LeftOut { part, reason } in &results.left_out {
        match reasons.iter_mut().find(|(known, _)| known == reason) {
            Some((_, parts)) => parts.push(part),
            None => reasons.push((reason, vec![part])),
        }
    }
    reasons
}

/// Returns the rows of a measurement, one for each peer, or one if there is no peer.
fn rows(measurement: &Measurement, show: impl Fn(Unit, &Subject) -> String) -> Vec<[String; 6]> {
    let name = prose(&measurement.name);
    let value = |subject: &Subject| show(measurement.unit, subject);
    let ours = measurement.subjects.first().map_or_else(|| NONE.to_owned(), value);
    if measurement.peers().is_empty() {
        return vec![[name, ours, NONE.to_owned(), NONE.to_owned(), NONE.to_owned(), String::new()]];
    }
    let row = |(index, peer): (usize, &Subject)| {
        let ratio = measurement.ratio(peer).map_or_else(|| NONE.to_owned(), three_digits);
        let verdict = goals::verdict(measurement, index).map_or_else(String::new, |verdict| {
            format!("{}, {}", verdict.goal, if verdict.is_reached { "reached" } else { "missed" })
        });
        [name.clone(), ours.clone(), prose(&peer.name), value(peer), ratio, verdict]
    };
    measurement.peers().iter().enumerate().map(row).collect()
}

/// Formats a median, and the quartiles if they differ from it.
fn spread(unit: Unit, subject: &Subject) -> String {
    let Some(quartiles) = quartiles(&subject.samples) else { return NONE.to_owned() };
    let median = unit.show(quartiles.median);
    match (unit.show(quartiles.lower), unit.show(quartiles.upper)) {
        (lower, upper) if lower == median && upper == median => median,
        (lower, upper) => format!("{median} ({lower} to {upper})"),
    }
}

/// Formats the table of the generator, and the time for each further shape.
fn models(models: &[Model]) -> String {
    if models.is_empty() {
        return String::new();
    }
    let head = "model | shapes | lines | CPU time | of it reading and parsing | lines a second | peak memory";
    let mut text = format!("\n## The generator\n\n| {head} |\n|---|---|---|---|---|---|---|\n");
    let mut points = Vec::new();
    for model in models {
        let (seconds, floor) = (median(&model.seconds).unwrap_or_default(), median(&model.floor).unwrap_or_default());
        points.push((model.shapes as f64, seconds));
        text.push_str(&line(&[
            prose(&model.name),
            thousands(model.shapes as f64),
            thousands(model.lines as f64),
            Unit::Seconds.show(seconds),
            format!("{} ({})", Unit::Seconds.show(floor), three_digits(floor / seconds)),
            thousands(model.lines as f64 / seconds),
            Unit::Bytes.show(model.peak),
        ]));
    }
    if let Some(slope) = slope(&points) {
        text.push_str(&format!(
            "\nEach further shape takes {} (the slope over these models).\n",
            Unit::Nanoseconds.show(slope * 1e9)
        ));
    }
    text
}

/// Text of a cell, without markup.
fn prose(text: &str) -> String {
    escape::prose(text, 200)
}

fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::bench::report::example;

    #[test]
    fn everything() {
        expect![[r#"
            # Comparison

            - cpu: <code>An &#124; example, 2 cores</code>

            Each value is a median, with the quartiles in brackets. A ratio is the median of those of each round.

            | measurement | this project | peer | its value | ratio | goal |
            |---|---|---|---|---|---|
            | call | 10.5 µs (10.2 µs to 10.8 µs) | aws-sdk-appflow | 42.0 µs (41.0 µs to 43.0 µs) | 0.250 | ≤ 0.125, missed |
            | call | 10.5 µs (10.2 µs to 10.8 µs) | another &#60;peer&#62; &#124; &#38; more | 5.25 µs (5.12 µs to 5.38 µs) | 2.00 |  |
            | allocations | 20 | aws-sdk-appflow | 350 | 0.057 | ≤ 20, reached |
            | throughput, 16 at once | 24,500/s (24,250/s to 24,750/s) | aws-sdk-appflow | 11,000/s (10,500/s to 11,500/s) | 2.25 | ≥ 3, missed |
            | clean debug build, elapsed | 9.00 s | peer | 30.0 s | 0.300 |  |
            | regenerate, CPU | 1.50 s | – | – | – |  |

            ## The generator

            | model | shapes | lines | CPU time | of it reading and parsing | lines a second | peak memory |
            |---|---|---|---|---|---|---|
            | small | 100 | 2,000 | 0.300 s | 0.030 s (0.100) | 6,667 | 25.0 MB |
            | large | 1,100 | 30,000 | 1.30 s | 0.130 s (0.100) | 23,077 | 25.0 MB |

            Each further shape takes 1.00 ms (the slope over these models).

            Not measured, because `valgrind` is not installed: instructions.

            Not measured, because it was not selected: builds, check.
        "#]].assert_eq(&report(&example::results()));
    }

    #[test]
    fn a_summary_has_no_times() {
        expect![[r#"
            | measurement | here | peer | there | ratio |
            |---|---|---|---|---|
            | call | – | aws-sdk-appflow | – | 0.250 |
            | call | – | another &#60;peer&#62; &#124; &#38; more | – | 2.00 |
            | allocations | 20 | aws-sdk-appflow | 350 | 0.057 |
        "#]]
        .assert_eq(&summary(&example::results()));
    }
}
