//! A pattern to the cheapest matcher that accepts exactly the texts that it accepts.
//!
//! The choice is made from the smallest automaton of the pattern, so it does not depend on how the pattern is
//! written: `^([0-9]+)+$` and `^\d+$` give the same loop over bytes, `^[\s\S]*$` and `.*` give nothing at all.
//!
//! Invariant: a matcher takes time in proportion to the text.

mod branches;
mod dfa;
mod steps;
mod tokens;

use std::collections::BTreeMap;

pub use dfa::{Dfa, Target};
pub use model::pattern::{Error as Refusal, Set};
pub use tokens::{is_ready_made, tokens};

/// How to tell whether a text matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matcher {
    /// Every text matches.
    Always,
    /// The steps, one after the other, take the whole text.
    Steps(Vec<Step>),
    /// The steps of one of several branches take the whole text.
    AnyOf(Vec<Vec<Step>>),
}

/// What takes a part of a text. No step needs to know what the next one takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Takes this text.
    Text(String),
    /// Takes as many characters of a set as there are, but no more than `max`.
    Run {
        /// The characters.
        set: Set,
        /// The least number of characters, or it does not match.
        min: u32,
        /// The greatest number of characters; without it, any number.
        max: Option<u32>,
    },
    /// Takes all that is left if somewhere in it are two marks and at least one character of a set between them, with
    /// no other characters before than marks and those of another set. It is the last.
    Marked {
        /// An ASCII character.
        mark: char,
        /// The characters between the marks, ASCII as well.
        between: Set,
        /// The characters that may precede: these, and others, but not the mark.
        before: Set,
    },
    /// Takes all that is left. It is the last.
    Rest,
    /// Takes all that is left if the automaton accepts it. It is the last.
    Dfa(Dfa),
}

/// The matchers of patterns that were asked for before, of which a model has many more than once.
#[derive(Debug, Default)]
pub struct Matchers(BTreeMap<String, Result<Matcher, Refusal>>);

impl Matchers {
    /// Finds the matcher of a pattern, or the reason why it has none.
    pub fn find(&mut self, pattern: &str) -> &Result<Matcher, Refusal> {
        self.0.entry(pattern.to_owned()).or_insert_with_key(|pattern| compile(pattern))
    }
}

/// Finds the matcher of a pattern.
///
/// # Errors
///
/// If the pattern is no regular expression, uses what is not supported, or is too large.
pub fn compile(pattern: &str) -> Result<Matcher, Refusal> {
    let parsed = model::pattern::parse(pattern)?;
    let steps = model::pattern::Automaton::new(&parsed).and_then(|automaton| steps::checked(&automaton));
    match steps {
        Ok(steps) if steps == [Step::Rest] => Ok(Matcher::Always),
        Ok(steps) => Ok(Matcher::Steps(steps)),
        Err(refusal) => match branches::branches(&parsed) {
            Some(mut branches) if branches.len() == 1 => Ok(Matcher::Steps(branches.remove(0))),
            Some(branches) => Ok(Matcher::AnyOf(branches)),
            None => Err(refusal),
        },
    }
}

/// Whether a pattern of ARNs allows no partition but `aws`, although the service runs in others as well: GovCloud's is
/// `aws-us-gov`, China's `aws-cn`. Such a pattern is narrower than the service.
pub fn knows_one_partition(pattern: &str) -> bool {
    let pattern = pattern.replace('\\', "");
    pattern.contains("arn:aws:")
        && !["aws-", "aws(", "aws[", "aws|", "|aws"].iter().any(|other| pattern.contains(other))
}

#[cfg(test)]
mod tests {
    use super::knows_one_partition;

    #[test]
    fn patterns_of_one_partition() {
        for narrow in
            ["^arn:aws:kms:.*:[0-9]+:", "arn:aws:iam::\\d{12}:role/.+", r"^arn\:aws\:s3:::", "(arn:aws:sns:.*)?"]
        {
            assert!(knows_one_partition(narrow), "{narrow}");
        }
        for open in [
            "^arn:aws(-cn|-us-gov)?:kms:",
            "arn:aws[a-zA-Z-]*:iam::",
            "^arn:(aws|aws-cn):s3:::",
            "arn:aws:a|arn:aws-cn:a",
            "arn:[^:]+:kms",
            "aws:kms",
            "",
        ] {
            assert!(!knows_one_partition(open), "{open}");
        }
    }
}
