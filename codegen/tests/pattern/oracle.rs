//! ECMA's verdict on a text, by `regress`.

use regress::{Flags, Regex};

/// A pattern parsed by `regress`.
pub struct Oracle {
    regex: Regex,
}

impl Oracle {
    /// Parses with the unicode flag if the pattern is then valid, and otherwise without it, for Annex B.
    ///
    /// Properties need the flag: without it, `\p` is a `p` in ECMA. Other dialects are not supported.
    pub fn new(pattern: &str) -> Option<Self> {
        if model::pattern::parse(pattern).is_ok_and(|parsed| parsed.is_foreign) {
            return None;
        }
        let unicode = Flags { unicode: true, ..Flags::default() };
        let annex_b = || match pattern.contains(r"\p") {
            true => None,
            false => Regex::new(pattern).ok(),
        };
        let regex = Regex::with_flags(pattern, unicode).ok().or_else(annex_b)?;
        Some(Self { regex })
    }

    pub fn is_match(&self, text: &str) -> bool {
        self.regex.find(text).is_some()
    }
}
