//! Draws a bar chart in SVG: this project's cost relative to each peer's.

use std::fmt::Write as _;

use crate::bench::measurement::{Measurement, Results, Subject, three_digits};

const LABELS: f64 = 400.0;
const BARS: f64 = 320.0;
const VALUES: f64 = 70.0;
const ROW: f64 = 22.0;
const HEAD: f64 = 44.0;

/// The colours for light and dark backgrounds.
const STYLE: &str = "\
text{font:12px system-ui,sans-serif;fill:#1f2328}.peer{fill:#d1d9e0}.here{fill:#0969da}.one{stroke:#59636e}\
@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.peer{fill:#3d444d}.here{fill:#4493f8}.one{stroke:#9198a1}}";

/// Draws a bar for each pair of a headline and a peer.
pub fn chart(results: &Results) -> String {
    let pairs: Vec<(String, f64)> =
        results.measurements.iter().filter(|measurement| measurement.is_headline()).flat_map(bars).collect();
    let scale = BARS / pairs.iter().map(|(_, cost)| *cost).fold(1.0, f64::max);
    let (width, height) = (LABELS + BARS + VALUES, HEAD + ROW * pairs.len() as f64 + 8.0);
    let mut rows = String::new();
    for (index, (label, cost)) in pairs.iter().enumerate() {
        row(&mut rows, HEAD + ROW * index as f64, label, *cost, scale);
    }
    let one = LABELS + scale;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>Cost as a part of each peer's</title>\n\
         <style>{STYLE}</style>\n\
         <text x=\"8\" y=\"22\">Cost (time, instructions, size, …) as a part of the peer's, which is 1; \
         a shorter bar is better</text>\n{rows}\
         <line class=\"one\" x1=\"{one:.1}\" x2=\"{one:.1}\" y1=\"{}\" y2=\"{}\"/>\n</svg>\n",
        HEAD - 6.0,
        height - 6.0
    )
}

/// Returns the bars of a measurement, as pairs of label and cost.
fn bars(measurement: &Measurement) -> impl Iterator<Item = (String, f64)> {
    let bar = |peer: &Subject| Some((format!("{} / {}", measurement.name, peer.name), measurement.cost(peer)?));
    measurement.peers().iter().filter_map(bar)
}

fn row(rows: &mut String, top: f64, label: &str, cost: f64, scale: f64) {
    let (baseline, bar) = (top + 14.0, top + 3.0);
    let (full, part, end) = (scale, cost * scale, LABELS + cost.max(1.0) * scale + 8.0);
    let label = escape(label);
    let value = three_digits(cost);
    let start = LABELS - 8.0;
    let written = writeln!(
        rows,
        "<text x=\"{start}\" y=\"{baseline}\" text-anchor=\"end\">{label}</text>\
         <rect class=\"peer\" x=\"{LABELS}\" y=\"{bar}\" width=\"{full:.1}\" height=\"14\"/>\
         <rect class=\"here\" x=\"{LABELS}\" y=\"{bar}\" width=\"{part:.1}\" height=\"14\"/>\
         <text x=\"{end:.1}\" y=\"{baseline}\">{value}</text>"
    );
    written.expect("a String takes any text");
}

/// Escapes text for XML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::bench::report::example;

    #[test]
    fn a_bar_for_each_peer() {
        expect![[r#"
            <svg xmlns="http://www.w3.org/2000/svg" width="790" height="118" viewBox="0 0 790 118" role="img">
            <title>Cost as a part of each peer's</title>
            <style>text{font:12px system-ui,sans-serif;fill:#1f2328}.peer{fill:#d1d9e0}.here{fill:#0969da}.one{stroke:#59636e}@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.peer{fill:#3d444d}.here{fill:#4493f8}.one{stroke:#9198a1}}</style>
            <text x="8" y="22">Cost (time, instructions, size, …) as a part of the peer's, which is 1; a shorter bar is better</text>
            <text x="392" y="58" text-anchor="end">call / aws-sdk-appflow</text><rect class="peer" x="400" y="47" width="160.0" height="14"/><rect class="here" x="400" y="47" width="40.0" height="14"/><text x="568.0" y="58">0.250</text>
            <text x="392" y="80" text-anchor="end">call / another &lt;peer&gt; | &amp; more</text><rect class="peer" x="400" y="69" width="160.0" height="14"/><rect class="here" x="400" y="69" width="320.0" height="14"/><text x="728.0" y="80">2.00</text>
            <text x="392" y="102" text-anchor="end">allocations / aws-sdk-appflow</text><rect class="peer" x="400" y="91" width="160.0" height="14"/><rect class="here" x="400" y="91" width="9.1" height="14"/><text x="568.0" y="102">0.057</text>
            <line class="one" x1="560.0" x2="560.0" y1="38" y2="112"/>
            </svg>
        "#]].assert_eq(&chart(&example::results()));
    }
}
