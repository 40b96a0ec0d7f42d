//! Builds a matcher at run time from the runtime's parts. It is leaked, because the parts are static.

use codegen::pattern::{Dfa, Matcher, Set, Step, Target};
use tinsmith_types::codegen::{self as runtime, Kind, Rest, Run, Schema};

use crate::is_match;

/// The entries of the runtime's tables that lead to no state.
const REJECT: u16 = u16::MAX;
const ACCEPT: u16 = u16::MAX - 1;

/// Returns the runtime's form of a matcher.
pub fn matcher(matcher: &Matcher) -> Box<dyn Fn(&str) -> bool> {
    let steps = match matcher {
        Matcher::Always => return Box::new(|_| true),
        Matcher::Steps(steps) => steps,
        Matcher::AnyOf(branches) => {
            let branches: Vec<Vec<Part>> = branches.iter().map(|steps| steps.iter().map(part).collect()).collect();
            return Box::new(move |text| branches.iter().any(|parts| takes(parts, text)));
        }
    };
    if let [Step::Run { set, min, max }] = steps.as_slice() {
        let matcher = runtime::Matcher::Run(run(set, *min, *max));
        let schema = Box::leak(Box::new(Schema::new("Text", Kind::String).pattern("", matcher)));
        return Box::new(|text| is_match(schema, text));
    }
    let parts: Vec<Part> = steps.iter().map(part).collect();
    Box::new(move |text| takes(&parts, text))
}

enum Part {
    Text(&'static str),
    Run(&'static Run),
    Marked(u8, &'static Run, &'static Run),
    Rest,
    Dfa(&'static runtime::Dfa),
}

fn takes(parts: &[Part], text: &str) -> bool {
    let mut rest = Rest::of(text);
    for part in parts {
        match part {
            Part::Text(text) => rest = rest.text(text),
            Part::Run(run) => rest = rest.run(run),
            Part::Marked(mark, between, before) => return rest.has_marked(*mark, between, before),
            Part::Rest => return rest.is_any(),
            Part::Dfa(dfa) => return rest.is_accepted(dfa),
        }
    }
    rest.is_empty()
}

fn part(step: &Step) -> Part {
    match step {
        Step::Text(text) => Part::Text(text.clone().leak()),
        Step::Run { set, min, max } => Part::Run(run(set, *min, *max)),
        Step::Marked { mark, between, before } => {
            let mark = u8::try_from(*mark).expect("a mark is ASCII");
            Part::Marked(mark, run(between, 1, None), run(before, 0, None))
        }
        Step::Rest => Part::Rest,
        Step::Dfa(dfa) => Part::Dfa(Box::leak(Box::new(self::dfa(dfa)))),
    }
}

fn run(set: &Set, min: u32, max: Option<u32>) -> &'static Run {
    Box::leak(Box::new(Run::between(min, max.unwrap_or(u32::MAX), &ascii(set), other(set).leak())))
}

fn dfa(dfa: &Dfa) -> runtime::Dfa {
    let ascii: Vec<String> = dfa.symbols.iter().map(ascii).collect();
    let ascii: Vec<&str> = ascii.iter().map(String::as_str).collect();
    let mut others: Vec<(char, char, u8)> = Vec::new();
    for (set, symbol) in dfa.symbols.iter().zip(1..) {
        others.extend(other(set).into_iter().map(|(first, last)| (first, last, symbol)));
    }
    others.sort_unstable();
    let width = dfa.symbols.len() + 1;
    let target = |target: &Target| match *target {
        Target::Reject => REJECT,
        Target::Accept => ACCEPT,
        Target::State(state) => u16::try_from(state * width).expect("a table is small"),
    };
    let next: Vec<u16> = dfa.rows.iter().flatten().map(target).collect();
    runtime::Dfa::new(&ascii, others.leak(), next.leak(), dfa.start, dfa.accepting)
}

/// Each ASCII character of a set, the hyphen first.
fn ascii(set: &Set) -> String {
    let has = |c: &char| set.ranges().iter().any(|range| (range.start()..=range.end()).contains(c));
    let mut characters: Vec<char> = ('\0'..='\x7f').filter(has).collect();
    characters.sort_by_key(|&c| c != '-');
    characters.into_iter().collect()
}

/// Returns the non-ASCII ranges of a set.
fn other(set: &Set) -> Vec<(char, char)> {
    let ranges = set.ranges().iter().filter(|range| range.end() > '\x7f');
    ranges.map(|range| (range.start().max('\u{80}'), range.end())).collect()
}
