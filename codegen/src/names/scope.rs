//! A scope of names, in which each is used once.

use std::collections::BTreeSet;

/// The case of a scope's names, which decides how a number is appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// Snake case, for fields, functions and statics.
    Snake,
    /// Upper camel case, for types and variants.
    Camel,
}

/// A scope of names, in which each is used once.
#[derive(Clone, Debug)]
pub struct Scope {
    case: Case,
    taken: BTreeSet<String>,
}

impl Scope {
    /// Creates a scope of fields, functions or statics, in which these names are taken.
    pub fn snake<'n>(taken: impl IntoIterator<Item = &'n str>) -> Self {
        Self { case: Case::Snake, taken: taken.into_iter().map(str::to_owned).collect() }
    }

    /// Creates a scope of types or variants, in which these names are taken.
    pub fn camel<'n>(taken: impl IntoIterator<Item = &'n str>) -> Self {
        Self { case: Case::Camel, taken: taken.into_iter().map(str::to_owned).collect() }
    }

    /// Claims the name unchanged; returns `false` if it is taken.
    pub fn reserve(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// Claims the name or, if it is taken, the name with the first number that makes it unique.
    pub fn claim(&mut self, name: String) -> String {
        if self.reserve(&name) {
            return name;
        }
        let mut number = 2;
        loop {
            let apart = match self.case {
                Case::Snake => !name.ends_with('_'),
                Case::Camel => name.ends_with(|last: char| last.is_ascii_digit()),
            };
            let candidate = if apart { format!("{name}_{number}") } else { format!("{name}{number}") };
            if self.reserve(&candidate) {
                return candidate;
            }
            number += 1;
        }
    }

    /// Claims names for several items, in their order.
    ///
    /// The first item with a name keeps it, and no number produces the own name of another item: for `A`, `A`, `A2`,
    /// the second becomes `A3`. So a later item takes a name from an earlier one only if its own name is a number
    /// assigned to that.
    pub fn claim_all(&mut self, names: impl IntoIterator<Item = String>) -> Vec<String> {
        let names: Vec<String> = names.into_iter().collect();
        let own: Vec<bool> = names.iter().map(|name| self.reserve(name)).collect();
        names.into_iter().zip(own).map(|(name, own)| if own { name } else { self.claim(name) }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(mut scope: Scope, names: &[&str], expect: &[&str]) {
        assert_eq!(scope.claim_all(names.iter().map(|name| (*name).to_owned())), expect);
    }

    #[test]
    fn a_name_is_given_once() {
        let mut scope = Scope::snake([]);
        let names = ["a", "a", "a_2", "type_", "type_"].map(|name| scope.claim(name.to_owned()));
        assert_eq!(names, ["a", "a_2", "a_2_2", "type_", "type_2"]);
        assert!(scope.reserve("b") && !scope.reserve("b"));
    }

    #[test]
    fn a_name_precedes_numbered_ones() {
        check(Scope::camel([]), &["A", "A", "A2"], &["A", "A3", "A2"]);
        check(Scope::camel([]), &["A2", "A", "A"], &["A2", "A", "A3"]);
        check(Scope::camel(["A"]), &["A", "A2"], &["A3", "A2"]);
        check(Scope::camel([]), &["N1", "N1", "N12"], &["N1", "N1_2", "N12"]);
        check(Scope::snake([]), &["foo_bar", "foo_bar", "foo_bar_2"], &["foo_bar", "foo_bar_3", "foo_bar_2"]);
    }

    #[test]
    fn numbers_stay_when_something_is_appended() {
        let names = ["A", "B", "A", "A", "C", "A"];
        let claimed = ["A", "B", "A2", "A3", "C", "A4"];
        for count in 0..=names.len() {
            check(Scope::camel([]), &names[..count], &claimed[..count]);
        }
    }
}
