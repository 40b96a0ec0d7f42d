//! Compares the difference of two patterns with a search through all short texts.

use model::pattern::{Automaton, Bounds, difference, parse};

fn automaton(pattern: &str) -> Automaton {
    Automaton::new(&parse(pattern).unwrap()).unwrap()
}

fn accepts(automaton: &Automaton, text: &str) -> bool {
    let step = |state: usize, character: char| {
        let is_in = |set: &model::pattern::Set| {
            set.ranges().iter().any(|range| range.start() <= character && character <= range.end())
        };
        automaton.states[state].next[automaton.symbols.iter().position(is_in).unwrap()]
    };
    automaton.states[text.chars().fold(0, step)].accepting
}

/// Returns all texts of up to four of these characters, shorter ones first.
fn short_texts() -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut layer = texts.clone();
    for _ in 0..4 {
        layer = layer
            .iter()
            .flat_map(|text| ["a", "b", "A", "0", "-", " ", "\n"].map(|next| format!("{text}{next}")))
            .collect();
        texts.extend(layer.clone());
    }
    texts
}

#[test]
fn a_witness_is_as_short_as_possible() {
    let patterns = [
        "",
        "a",
        "^a$",
        "^[ab]*$",
        "^(ab)*$",
        "^a{2,3}$",
        "^(?!a).*$",
        "^\\w+$",
        "^\\S{2}$",
        "^[^a]*$",
        "b$",
        "^a|b$",
        "^.{0,2}$",
        "\\bA\\b",
        "^-?0+$",
    ];
    let bounds = [Bounds::ANY, Bounds { min: 2, max: Some(3) }, Bounds { min: 1, max: None }];
    let texts = short_texts();
    for (first, second) in patterns.iter().flat_map(|first| patterns.map(|second| (first, second))) {
        let (one, other) = (automaton(first), automaton(second));
        for bounds in bounds {
            let found = difference(&one, &other, bounds).unwrap();
            let is_within = |text: &&String| {
                let length = text.chars().count() as u64;
                length >= bounds.min && bounds.max.is_none_or(|max| length <= max)
            };
            let is_difference = |text: &&String| accepts(&one, text) && !accepts(&other, text);
            let expect = texts.iter().filter(is_within).find(is_difference);
            let length = |text: &String| text.chars().count();
            assert_eq!(found.as_ref().map(length), expect.map(length), "{first} {second} {bounds:?}: {found:?}");
            assert!(found.as_ref().is_none_or(|text| is_difference(&text)), "{first} {second} {found:?}");
        }
    }
}

#[test]
fn everything_is_more_than_any_pattern() {
    let everything = Automaton::everything();
    assert_eq!(difference(&everything, &automaton("^.*$"), Bounds::ANY).unwrap().as_deref(), Some("\n"));
    assert_eq!(difference(&automaton("^.*$"), &everything, Bounds::ANY).unwrap(), None);
    let long = Bounds { min: 5_000, max: None };
    assert_eq!(difference(&everything, &automaton("^b*$"), long).unwrap().map(|text| text.len()), Some(5_000));
    let empty = Bounds { min: 3, max: Some(2) };
    assert_eq!(difference(&everything, &automaton("^b*$"), empty).unwrap(), None);
    // A text without letters is found if there is none with letters, on either side of the surrogates.
    assert_eq!(
        difference(&automaton("^[\u{d7ff}\u{e000}]$"), &automaton("^\u{d7ff}$"), Bounds::ANY).unwrap().as_deref(),
        Some("\u{e000}")
    );
}
