//! A matcher that is made at run time. It is leaked, because the runtime's are static.

use codegen::pattern::{Dfa, Matcher, Set, Step, Target};

use crate::pattern;

/// The runtime's form of a matcher.
pub fn pattern(text: &str, matcher: &Matcher) -> pattern::Pattern {
    let text = text.to_owned().leak();
    let matcher = match matcher {
        Matcher::Always => pattern::Matcher::Always,
        Matcher::Steps(steps) => match steps.as_slice() {
            [Step::Run { set, min, max }] => pattern::Matcher::Run(run(set, *min, *max)),
            steps => pattern::Matcher::Steps(steps.iter().map(step).collect::<Vec<_>>().leak()),
        },
    };
    pattern::Pattern::new(text, matcher)
}

fn step(step: &Step) -> pattern::Step {
    match step {
        Step::Text(text) => pattern::Step::Text(text.clone().leak()),
        Step::Run { set, min, max } => pattern::Step::Run(run(set, *min, *max)),
        Step::Rest => pattern::Step::Rest,
        Step::Dfa(dfa) => pattern::Step::Dfa(Box::leak(Box::new(self::dfa(dfa)))),
    }
}

fn run(set: &Set, min: u32, max: Option<u32>) -> &'static pattern::Run {
    Box::leak(Box::new(pattern::Run::between(min, max.unwrap_or(u32::MAX), &ascii(set), other(set).leak())))
}

fn dfa(dfa: &Dfa) -> pattern::Dfa {
    let ascii: Vec<String> = dfa.symbols.iter().map(ascii).collect();
    let ascii: Vec<&str> = ascii.iter().map(String::as_str).collect();
    let mut others: Vec<(char, char, u8)> = Vec::new();
    for (set, symbol) in dfa.symbols.iter().zip(1..) {
        others.extend(other(set).into_iter().map(|(first, last)| (first, last, symbol)));
    }
    others.sort_unstable();
    let width = dfa.symbols.len() + 1;
    let target = |target: &Target| match *target {
        Target::Reject => pattern::REJECT,
        Target::Accept => pattern::ACCEPT,
        Target::State(state) => u16::try_from(state * width).expect("a table is small"),
    };
    let next: Vec<u16> = dfa.rows.iter().flatten().map(target).collect();
    pattern::Dfa::new(&ascii, others.leak(), next.leak(), dfa.start, dfa.accepting)
}

/// Each ASCII character of a set, the hyphen first.
fn ascii(set: &Set) -> String {
    let has = |c: &char| set.ranges().iter().any(|range| (range.start()..=range.end()).contains(c));
    let mut characters: Vec<char> = ('\0'..='\x7f').filter(has).collect();
    characters.sort_by_key(|&c| c != '-');
    characters.into_iter().collect()
}

/// The characters of a set beyond ASCII.
fn other(set: &Set) -> Vec<(char, char)> {
    let ranges = set.ranges().iter().filter(|range| range.end() > '\x7f');
    ranges.map(|range| (range.start().max('\u{80}'), range.end())).collect()
}
