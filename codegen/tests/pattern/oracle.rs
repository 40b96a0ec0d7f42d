//! What ECMA says of a text, by `regress`.

use regress::{Flags, Regex};

/// A pattern as `regress` reads it.
pub struct Oracle {
    regex: Regex,
}

impl Oracle {
    /// With the unicode flag where the pattern is valid under it, otherwise without, which is how Annex B is asked.
    ///
    /// Properties need the flag: without it, ECMA takes `\p` for a `p`. Of what other dialects mean, it says nothing.
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
