//! Converts a matcher to the constant expression that constructs it in the generated crate.
//!
//! Invariant: the expression is constant, and uses only items of the crate's `pattern` module.

use model::pattern::Set;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Dfa, Matcher, Step, Target};

/// Returns the expression of a matcher, with the names of the crate's `pattern` module.
pub fn tokens(matcher: &Matcher) -> TokenStream {
    let steps = match matcher {
        Matcher::Always => return quote!(Matcher::Always),
        Matcher::Steps(steps) => steps,
        Matcher::AnyOf(branches) => {
            let branches = branches.iter().map(|steps| verdict(steps));
            return quote!(Matcher::Code(0, |text| #(#branches)||*));
        }
    };
    match steps.as_slice() {
        [Step::Run { set, min: 1, max: None }] if *set == solid() => quote!(Matcher::SOLID),
        [Step::Run { set, min, max }] => {
            let run = run(set, *min, *max);
            quote!(Matcher::Run(&#run))
        }
        steps => code(steps),
    }
}

/// Returns `true` if the runtime already has the matcher.
pub fn is_ready_made(matcher: &Matcher) -> bool {
    match matcher {
        Matcher::Always => true,
        Matcher::AnyOf(_) => false,
        Matcher::Steps(steps) => {
            matches!(steps.as_slice(), [Step::Run { set, min: 1, max: None }] if *set == solid())
        }
    }
}

/// Returns the function that runs the steps in sequence, so that the compiler knows each step.
fn code(steps: &[Step]) -> TokenStream {
    let ascii = match steps.first() {
        Some(Step::Text(text)) => text.chars().take_while(char::is_ascii).count(),
        _ => 0,
    };
    let (ascii, verdict) = (Literal::usize_unsuffixed(ascii), verdict(steps));
    quote!(Matcher::Code(#ascii, |text| #verdict))
}

/// Returns the expression that is true if the steps match all of `text`.
fn verdict(steps: &[Step]) -> TokenStream {
    let end = match steps.last() {
        Some(Step::Marked { .. } | Step::Rest | Step::Dfa(_)) => None,
        _ => Some(quote!(.is_empty())),
    };
    let steps = steps.iter().map(step);
    quote!(Rest::of(text) #(#steps)* #end)
}

fn step(step: &Step) -> TokenStream {
    match step {
        Step::Text(text) => quote!(.text(#text)),
        Step::Run { set, min, max } => {
            let run = run(set, *min, *max);
            quote!(.run(const { &#run }))
        }
        Step::Marked { mark, between, before } => {
            let mark = Literal::byte_character(*mark as u8);
            let (between, before) = (run(between, 1, None), run(before, 0, None));
            quote!(.has_marked(#mark, const { &#between }, const { &#before }))
        }
        Step::Rest => quote!(.is_any()),
        Step::Dfa(dfa) => {
            let dfa = self::dfa(dfa);
            quote!(.is_accepted(const { &#dfa }))
        }
    }
}

/// Returns the call that constructs a run.
fn run(set: &Set, min: u32, max: Option<u32>) -> TokenStream {
    let (ascii, other) = (ascii(set), other(set));
    let [min_literal, max_literal] = [min, max.unwrap_or(u32::MAX)].map(Literal::u32_unsuffixed);
    match (min, max) {
        (0, None) => quote!(Run::any(#ascii, #other)),
        (1, None) => quote!(Run::some(#ascii, #other)),
        (_, None) => quote!(Run::between(#min_literal, u32::MAX, #ascii, #other)),
        _ => quote!(Run::between(#min_literal, #max_literal, #ascii, #other)),
    }
}

/// Formats the ASCII characters of a set for the runtime: ranges and characters, starting with the hyphen, which would
/// otherwise form a range.
fn ascii(set: &Set) -> String {
    let ranges = set.ranges().iter().filter(|range| range.start().is_ascii());
    let mut ranges: Vec<(char, char)> = ranges.map(|range| (range.start(), range.end().min('\x7f'))).collect();
    ranges.sort_by_key(|&(first, _)| first != '-');
    let mut text = String::new();
    for (first, last) in ranges {
        text.push(first);
        if first != last {
            text.extend(['-', last]);
        }
    }
    text
}

/// Returns the other characters of a set, sorted.
fn beyond_ascii(set: &Set) -> Vec<(char, char)> {
    let ranges = set.ranges().iter().filter(|range| !range.end().is_ascii());
    ranges.map(|range| (range.start().max('\u{80}'), range.end())).collect()
}

/// Formats the other characters of a set, by name if they are `\s` or `\S`.
fn other(set: &Set) -> TokenStream {
    let ranges = beyond_ascii(set);
    let spaces = beyond_ascii(&model::pattern::space());
    if ranges == spaces {
        return quote!(SPACES);
    }
    if ranges == beyond_ascii(&solid()) {
        return quote!(NOT_SPACES);
    }
    let ranges = ranges.into_iter().map(|(first, last)| {
        let [first, last] = [first, last].map(character);
        quote!((#first, #last))
    });
    quote!(&[#(#ranges),*])
}

/// Returns the characters of `\S`.
fn solid() -> Set {
    let mut solid = model::pattern::space();
    solid.negate();
    solid
}

/// Formats a character beyond ASCII by its number, because many of them look alike.
fn character(c: char) -> Literal {
    format!("'{}'", c.escape_unicode()).parse().expect("an escaped character is a literal")
}

fn dfa(dfa: &Dfa) -> TokenStream {
    let symbols = dfa.symbols.iter().map(ascii);
    let mut others: Vec<(char, char, u8)> = Vec::new();
    for (set, symbol) in dfa.symbols.iter().zip(1..) {
        others.extend(beyond_ascii(set).into_iter().map(|(first, last)| (first, last, symbol)));
    }
    others.sort_unstable();
    let others = others.iter().map(|&(first, last, symbol)| {
        let ([first, last], symbol) = ([first, last].map(character), Literal::u8_unsuffixed(symbol));
        quote!((#first, #last, #symbol))
    });
    let [start, accepting] = [dfa.start, dfa.accepting].map(Literal::usize_unsuffixed);
    let table = table(dfa);
    quote!(Dfa::new(&[#(#symbols),*], &[#(#others),*], const { #table }, #start, #accepting))
}

/// The maximum number of states that one byte can encode besides the two special targets.
const MAX_NARROW: usize = 254;

/// Formats the rows of a table for the runtime: one character per target, from `0` on, or two if there are many states.
/// `.` rejects and `/` accepts.
fn table(dfa: &Dfa) -> TokenStream {
    let is_wide = dfa.rows.len() > MAX_NARROW;
    let text: Vec<u8> = dfa.rows.iter().flatten().flat_map(|target| entry(*target, is_wide)).collect();
    let width = dfa.symbols.len() + 1;
    let [width, length] = [width, width * dfa.rows.len()].map(Literal::usize_unsuffixed);
    let text = Literal::byte_string(&text);
    match is_wide {
        false => quote!(&table(#width, #text)),
        true => quote!(&wide_table::<#length>(#width, #text)),
    }
}

fn entry(target: Target, is_wide: bool) -> Vec<u8> {
    match target {
        Target::Reject => vec![b'.'; 1 + usize::from(is_wide)],
        Target::Accept => vec![b'/'; 1 + usize::from(is_wide)],
        Target::State(state) if is_wide => vec![b'0' + (state / 64) as u8, b'0' + (state % 64) as u8],
        Target::State(state) => vec![b'0'.wrapping_add(state as u8)],
    }
}
