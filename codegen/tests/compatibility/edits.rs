//! Single edits of small models: the verdict on each, and the compiler's agreement.

use codegen::compatibility::compare;
use expect_test::expect_file;

use super::programs::PROGRAMS;
use super::proof::{Pair, prove};
use super::{SERVICE, load, models, options, shown};

const EDITS: &str = include_str!("edits.txt");

/// Returns every model before and after its edit.
pub fn pairs() -> Vec<Pair> {
    let sections = EDITS.split("\n# ").skip(1).filter_map(|section| section.split_once("\n\n"));
    sections
        .flat_map(|(model, edits)| edits.trim_end().split("\n\n").map(|edit| pair(models::named(model), edit)))
        .collect()
}

/// Parses an edit: its name, then two lines for each replacement: the old and the new text.
fn pair(model: &str, edit: &str) -> Pair {
    let mut lines = edit.lines();
    let name = lines.next().expect("an edit has a name").to_owned();
    let mut text = |mark: &str| {
        let line = lines.next()?.strip_prefix(mark).expect("each line has a mark");
        Some(line.trim_start().replace('!', r#""traits": {"@required": {}}"#))
    };
    let mut new = model.to_owned();
    while let Some((from, to)) = text("-").zip(text("+")) {
        assert!(new.contains(&from), "{name}: {from}");
        new = new.replace(&from, &to);
    }
    let programs = PROGRAMS.iter().filter(|(_, of, _)| *of == model);
    let programs = programs.map(|(code, _, breaking)| (*code, !breaking.contains(&name.as_str()))).collect();
    Pair { name, old: load(&[SERVICE, model]), new: load(&[SERVICE, &new]), about: "", programs }
}

#[test]
fn the_compiler_agrees() {
    let pairs = pairs();
    let is_edit = |name: &&str| pairs.iter().any(|pair| pair.name == *name);
    let breaking = || PROGRAMS.iter().flat_map(|(_, _, breaking)| *breaking);
    assert_eq!(breaking().find(|name| !is_edit(name)), None, "each is one of the edits");
    prove("edits", &pairs);
}

#[test]
fn verdicts() {
    let verdicts = pairs().into_iter().map(|pair| {
        let changes = compare(&pair.old, &pair.new, &options()).unwrap();
        format!("{}\n{}\n", pair.name, changes.iter().map(shown).collect::<String>())
    });
    expect_file!["verdicts.txt"].assert_eq(&verdicts.collect::<String>());
}
