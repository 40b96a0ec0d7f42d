//! Checks that the members of a list differ from one another, without comparing all pairs of a long list.
//!
//! Members are equal if `==` says so: NaN is never equal to anything, and `0.0` equals `-0.0`. In a short list each
//! pair is compared, which allocates nothing; in a long one, only members with equal fingerprints. The fingerprints use
//! a random key: no list can be constructed to make them collide, and one left in memory reveals nothing about a
//! secret.

use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use crate::schema::Member;
use crate::structure::{Members, Structure};
use crate::union::Union;
use crate::value::Value;

/// The maximum length of a list whose members are compared in pairs.
const FEW: usize = 32;

/// A hash that is the same for equal values.
#[derive(Debug)]
pub struct Fingerprint {
    hasher: <RandomState as BuildHasher>::Hasher,
    /// Whether the value contains a NaN, so that it does not equal itself.
    unlike_itself: bool,
}

/// Returns `true` if a member occurs twice in the list.
pub(crate) fn has_repeated<T: Value + PartialEq>(list: &[T]) -> bool {
    if list.len() <= FEW {
        return list.iter().enumerate().any(|(index, member)| list[..index].contains(member));
    }
    let keys = RandomState::new();
    let fingerprint = |(index, member): (usize, &T)| {
        let mut fingerprint = Fingerprint { hasher: keys.build_hasher(), unlike_itself: false };
        member.fingerprint(&mut fingerprint);
        (!fingerprint.unlike_itself).then(|| (fingerprint.hasher.finish(), index))
    };
    let mut fingerprints: Vec<_> = list.iter().enumerate().filter_map(fingerprint).collect();
    fingerprints.sort_unstable();
    let mut alike = fingerprints.chunk_by(|one, two| one.0 == two.0);
    alike.any(|alike| {
        let repeated = |(at, (_, index)): (usize, &(u64, usize))| {
            alike[..at].iter().any(|(_, other)| list[*index] == list[*other])
        };
        alike.iter().enumerate().any(repeated)
    })
}

impl Fingerprint {
    /// Adds a part that equals another if its hash does.
    pub fn add(&mut self, part: &impl Hash) {
        part.hash(&mut self.hasher);
    }

    /// Adds a number.
    pub fn number(&mut self, number: f64) {
        self.unlike_itself |= number.is_nan();
        // Adding zero turns `-0.0` into `0.0`.
        (number + 0.0).to_bits().hash(&mut self.hasher);
    }

    /// Adds the members of a structure.
    pub fn structure<T: Structure>(&mut self, structure: &T) {
        structure.visit(self);
    }

    /// Adds the member of a union.
    pub fn union<T: Union>(&mut self, union: &T) {
        if let Some(unknown) = union.as_unknown() {
            self.add(&(&unknown.name, &unknown.value));
        }
        union.visit(self);
    }
}

impl Members for Fingerprint {
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool {
        if !value.is_absent() {
            self.add(&member.name);
            value.fingerprint(self);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{Blob, Document, Secret, Timestamp};

    /// Checks that both algorithms agree; fillers before the members make the list long.
    #[track_caller]
    fn check<T: Value + PartialEq + Clone>(filler: impl Fn(u32) -> T, members: &[T], expected: bool) {
        assert_eq!(has_repeated(members), expected, "a short list");
        let mut list: Vec<T> = (0..100).map(filler).collect();
        list.splice(50..50, members.iter().cloned());
        assert_eq!(has_repeated(&list), expected, "a long list");
    }

    #[test]
    fn members_of_every_kind() {
        let text = |number: u32| format!("text {number}");
        check(text, &[], false);
        check(text, &["a".to_owned(), "b".to_owned(), String::new()], false);
        check(text, &["a".to_owned(), "b".to_owned(), "a".to_owned()], true);
        let secret = |number: u32| Secret::from(text(number));
        check(secret, &[Secret::from("a"), Secret::from("b")], false);
        check(secret, &[Secret::from("a"), Secret::from("a")], true);
        let blob = |number: u32| Blob::from(number.to_be_bytes());
        check(blob, &[Blob::from("abcde"), Blob::from("abcde")], true);
        check(blob, &[Blob::from("abcde"), Blob::from("abcd")], false);
        let time = |number: u32| Timestamp::new(number.into(), 0).unwrap();
        check(time, &[Timestamp::new(0, 1).unwrap(), Timestamp::new(0, 2).unwrap()], false);
        check(time, &[Timestamp::new(0, 1).unwrap(), Timestamp::new(0, 1).unwrap()], true);
        let list = |number: u32| vec![Some(text(number)), None];
        check(list, &[vec![None], vec![None, None]], false);
        check(list, &[vec![Some("a".to_owned())], vec![Some("a".to_owned())]], true);
        let map = |number: u32| BTreeMap::from([(text(number), 1_i64)]);
        check(map, &[BTreeMap::from([("a".to_owned(), 1)]), BTreeMap::from([("a".to_owned(), 2)])], false);
        check(map, &[BTreeMap::from([("a".to_owned(), 1)]), BTreeMap::from([("a".to_owned(), 1)])], true);
        let document = |number: u32| serde_json::json!({ "number": number });
        check(document, &[Document::from(1), Document::from("1"), Document::from(1.5)], false);
        check(document, &[serde_json::json!([{"a": 1.0}]), serde_json::json!([{"a": 1.0}])], true);
    }

    #[test]
    fn numbers_are_the_same_where_they_are_equal() {
        check(|number| f64::from(number) + 0.5, &[0.0, -0.0], true);
        check(|number| f64::from(number) + 0.5, &[f64::NAN, f64::NAN, f64::INFINITY, f64::NEG_INFINITY], false);
        check(|number| number as f32 + 0.5, &[0.0_f32, -0.0], true);
        check(|number| number as f32 + 0.5, &[f32::NAN, f32::NAN, 0.25], false);
        check(|number| vec![f64::from(number)], &[vec![f64::NAN, 1.0], vec![f64::NAN, 1.0]], false);
        check(|number| i32::try_from(number).unwrap(), &[-1, -2], false);
    }

    #[test]
    fn booleans() {
        assert!(!has_repeated(&[true, false]));
        assert!(has_repeated(&[true; 100]));
    }

    /// Comparing these in pairs would take minutes.
    #[track_caller]
    fn check_long<T: Value + PartialEq>(list: &[T]) {
        assert!(!has_repeated(list));
    }

    #[test]
    fn long_lists_return_at_once() {
        let texts: Vec<_> = (0..100_000).map(|number| format!("{number:0>64}")).collect();
        check_long(&texts);
        check_long(&texts.iter().map(|text| Secret::from(text.as_str())).collect::<Vec<_>>());
        check_long(&vec![f64::NAN; 1_000_000]);
        let nested: Vec<_> = texts.into_iter().map(|text| vec![text]).collect();
        check_long(&nested);
    }
}
