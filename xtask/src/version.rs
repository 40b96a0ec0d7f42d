//! Versions of crates, and what a change asks of them as cargo reads them.

use std::fmt;

use codegen::compatibility::Bump;

/// A version without what may follow the three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u64,
    minor: u64,
    patch: u64,
}

impl Version {
    /// Reads `1.2.3`, whatever follows.
    pub fn parse(text: &str) -> Option<Self> {
        let numbers = text.split(['-', '+']).next()?;
        let mut numbers = numbers.split('.').map(|number| number.parse::<u64>().ok());
        let (major, minor, patch) = (numbers.next()??, numbers.next()??, numbers.next()??);
        numbers.next().is_none().then_some(Self { major, minor, patch })
    }

    /// The least version that says that something of this weight changed.
    ///
    /// Cargo takes versions for compatible whose leftmost number that is not 0 is the same.
    pub fn after(self, bump: Bump) -> Self {
        let Self { major, minor, patch } = self;
        match (bump, major, minor) {
            (Bump::None, _, _) => self,
            (Bump::Major, 0, 0) => Self { patch: patch.saturating_add(1), ..self },
            (Bump::Major, 0, _) => Self { minor: minor.saturating_add(1), patch: 0, ..self },
            (Bump::Major, _, _) => Self { major: major.saturating_add(1), minor: 0, patch: 0 },
            (Bump::Minor, 1.., _) => Self { minor: minor.saturating_add(1), patch: 0, ..self },
            (Bump::Minor | Bump::Patch, _, _) => Self { patch: patch.saturating_add(1), ..self },
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, expect: [&str; 4]) {
        let old = Version::parse(old).unwrap();
        let after = [Bump::None, Bump::Patch, Bump::Minor, Bump::Major].map(|bump| old.after(bump).to_string());
        assert_eq!(after, expect);
    }

    #[test]
    fn bumps_are_cargos() {
        check("0.0.3", ["0.0.3", "0.0.4", "0.0.4", "0.0.4"]);
        check("0.4.7", ["0.4.7", "0.4.8", "0.4.8", "0.5.0"]);
        check("1.4.7-rc.1+x", ["1.4.7", "1.4.8", "1.5.0", "2.0.0"]);
    }

    #[test]
    fn versions_are_three_numbers() {
        for text in ["", "1", "1.2", "1.2.3.4", "a.b.c", "1.2.-3", "18446744073709551616.0.0"] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }
}
