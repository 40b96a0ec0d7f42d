//! Escapes text as Markdown.
//!
//! Invariant: only markup is escaped; if that depends on adjacent text that is unknown, the text is treated as markup.

use super::entity;

/// An adjacent character, if it is known.
type Beside = Option<char>;

/// Whether there is white space, or an end of the paragraph, on either side of a word or part of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sides {
    pub(super) free_before: bool,
    pub(super) free_after: bool,
}

/// A run of one character, with the adjacent characters.
#[derive(Clone, Copy, Default)]
struct Run {
    length: usize,
    previous: Beside,
    next: Beside,
}

impl Run {
    /// Returns `true` if a run of `~` can start but not end strikethrough. If no run can end it, none starts it.
    fn only_opens(self) -> bool {
        let after_punctuation = self.previous.is_some_and(|it| it.is_ascii_punctuation());
        self.previous == Some(' ') || (after_punctuation && self.next.is_some_and(char::is_alphanumeric))
    }
}

/// Writes text without white space.
pub(super) fn push(text: &str, sides: Sides, markdown: &mut String) {
    let mut previous: Beside = sides.free_before.then_some(' ');
    let end: Beside = sides.free_after.then_some(' ');
    let mut run = Run::default();
    for (at, character) in text.char_indices() {
        let rest = &text[at..];
        let next = rest.chars().nth(1).or(end);
        if matches!(character, '_' | '~') && previous != Some(character) {
            let after = rest.trim_start_matches(character);
            run = Run { length: rest.len() - after.len(), previous, next: after.chars().next().or(end) };
        }
        let is_markup = match character {
            '`' | '[' | ']' => true,
            '\\' => !next.is_some_and(char::is_alphanumeric),
            '*' => previous != Some(' ') || next != Some(' '),
            '<' => next != Some(' '),
            '&' => entity::may_be_reference(rest, sides.free_after),
            '_' => !(run.previous == Some(' ') || run.next.is_some_and(char::is_alphanumeric)),
            '~' => !run.only_opens() || run.length > 2,
            _ => false,
        };
        if is_markup {
            markdown.push('\\');
        }
        markdown.push(character);
        previous = Some(character);
    }
}

/// Writes a code span of text with single spaces. Its fence is longer than any in the text.
pub(super) fn push_code(code: &str, markdown: &mut String) {
    let fence = "`".repeat(longest_run(code, '`') + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    markdown.extend([&fence, pad, code, pad, &fence]);
}

/// Returns the length of the longest run of a character.
pub(super) fn longest_run(text: &str, character: char) -> usize {
    text.split(|it| it != character).map(|run| run.chars().count()).max().unwrap_or(0)
}

/// Escapes a word at the start of a line, where it could begin a heading, an item, a quotation, a rule or the second
/// row of a table.
pub(super) fn at_line_start(word: &str) -> Option<String> {
    let all = |set: &str| word.chars().all(|it| set.contains(it));
    if word.starts_with('>') || matches!(word, "+" | "*") {
        return Some(format!("\\{word}"));
    }
    if all("_") {
        return Some(word.replace('_', "\\_"));
    }
    if ["#", "=", "-:|"].into_iter().any(all) {
        return Some(format!("\\{word}"));
    }
    let number = word.strip_suffix(['.', ')'])?;
    let is_number = (1..=9).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit());
    is_number.then(|| format!("{number}\\{}", &word[number.len()..]))
}
