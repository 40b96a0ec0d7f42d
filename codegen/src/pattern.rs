//! Compiles a pattern to the cheapest exact matcher.
//!
//! The choice depends on the minimal automaton of the pattern, and so not on its notation: `^([0-9]+)+$` and `^\d+$`
//! have the same byte loop, and `^[\s\S]*$` and `.*` need no check at all.
//!
//! Invariant: matching takes time linear in the length of the text.

mod branches;
mod dfa;
mod steps;
mod tokens;

use std::collections::BTreeMap;

pub use dfa::{Dfa, Target};
use model::pattern::Effort;
pub use model::pattern::{Error as Refusal, Set};
pub use tokens::{is_ready_made, tokens};

/// The compiled form of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matcher {
    /// Every text matches.
    Always,
    /// The steps, in sequence, match the whole text.
    Steps(Vec<Step>),
    /// The steps of one of several branches match the whole text.
    AnyOf(Vec<Vec<Step>>),
}

/// Matches a part of a text. No step depends on the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Matches this literal.
    Text(String),
    /// Matches as many characters of a set as there are, up to `max`.
    Run {
        /// The characters.
        set: Set,
        /// The minimum number of characters; fewer do not match.
        min: u32,
        /// The maximum number of characters; `None` for any number.
        max: Option<u32>,
    },
    /// Matches the rest if it contains two marks with at least one character of a set, and no other, between them, and
    /// only marks and characters of `before` precede them. It is the last step.
    Marked {
        /// The mark, an ASCII character.
        mark: char,
        /// The characters between the marks, ASCII as well.
        between: Set,
        /// The characters that may precede: these and others, but not the mark.
        before: Set,
    },
    /// Matches the rest. It is the last step.
    Rest,
    /// Matches the rest if the automaton accepts it. It is the last step.
    Dfa(Dfa),
}

/// The matchers of a model's patterns, each compiled once, because many occur several times.
#[derive(Debug, Default)]
pub struct Matchers {
    known: BTreeMap<String, Result<Matcher, Refusal>>,
    effort: Effort,
}

impl Matchers {
    /// Returns the matcher of a pattern, or the reason why it has none.
    pub fn find(&mut self, pattern: &str) -> &Result<Matcher, Refusal> {
        let Self { known, effort } = self;
        known.entry(pattern.to_owned()).or_insert_with_key(|pattern| compile_within(effort, pattern))
    }
}

/// Compiles a single pattern.
///
/// # Errors
///
/// Returns an error if the pattern is not a regular expression, uses an unsupported feature, or is too large.
pub fn compile(pattern: &str) -> Result<Matcher, Refusal> {
    compile_within(&Effort::default(), pattern)
}

fn compile_within(effort: &Effort, pattern: &str) -> Result<Matcher, Refusal> {
    let parsed = model::pattern::parse(pattern)?;
    let steps = model::pattern::Automaton::within(effort, &parsed).and_then(|automaton| steps::checked(&automaton));
    match steps {
        Ok(steps) if steps == [Step::Rest] => Ok(Matcher::Always),
        Ok(steps) => Ok(Matcher::Steps(steps)),
        Err(refusal) => match branches::branches(effort, &parsed) {
            Some(mut branches) if branches.len() == 1 => Ok(Matcher::Steps(branches.remove(0))),
            Some(branches) => Ok(Matcher::AnyOf(branches)),
            None => Err(refusal),
        },
    }
}

/// Returns `true` if a pattern of ARNs allows only the partition `aws`, although the service also runs in others:
/// GovCloud's is `aws-us-gov`, China's `aws-cn`. The service accepts more than such a pattern.
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
