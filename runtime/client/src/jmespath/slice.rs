//! Slices of lists, with the rules of JMESPath, which are Python's.

use super::{Item, Slice};

impl Slice {
    /// The chosen elements, in the order of the step.
    pub(super) fn of<'a>(self, items: &[Item<'a>]) -> Vec<Item<'a>> {
        let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
        let step = i64::from(self.step);
        // Backwards, places are bounded by the last element and by the place before the first one.
        let (low, high) = if step < 0 { (-1, length - 1) } else { (0, length) };
        let place = |given: Option<i32>, default: i64| {
            let given = given.map(i64::from);
            given.map_or(default, |place| if place < 0 { place + length } else { place }.clamp(low, high))
        };
        let (first, last) = if step < 0 { (high, low) } else { (low, high) };
        let (mut next, stop) = (place(self.start, first), place(self.stop, last));
        let mut chosen = Vec::new();
        while step != 0 && (if step < 0 { next > stop } else { next < stop }) {
            chosen.extend(usize::try_from(next).ok().and_then(|next| items.get(next)).cloned());
            next += step;
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(start: Option<i32>, stop: Option<i32>, step: i32, expected: &[f64]) {
        let items: Vec<_> = (0..5).map(|number| Item::Number(f64::from(number))).collect();
        let found = Slice { start, stop, step }.of(&items);
        let numbers: Vec<_> = found.iter().filter_map(Item::number).collect();
        assert_eq!(numbers, expected, "{start:?} {stop:?} {step}");
    }

    #[test]
    fn places_count_from_both_ends() {
        check(None, None, 1, &[0.0, 1.0, 2.0, 3.0, 4.0]);
        check(Some(1), Some(3), 1, &[1.0, 2.0]);
        check(Some(-2), None, 1, &[3.0, 4.0]);
        check(None, Some(-3), 1, &[0.0, 1.0]);
        check(Some(-9), Some(9), 2, &[0.0, 2.0, 4.0]);
        check(Some(9), None, 1, &[]);
        check(Some(3), Some(1), 1, &[]);
    }

    #[test]
    fn steps_go_backwards() {
        check(None, None, -1, &[4.0, 3.0, 2.0, 1.0, 0.0]);
        check(None, None, -2, &[4.0, 2.0, 0.0]);
        check(Some(3), Some(0), -1, &[3.0, 2.0, 1.0]);
        check(Some(9), Some(-9), -3, &[4.0, 1.0]);
        check(Some(-9), None, -1, &[]);
        check(Some(0), None, i32::MIN, &[0.0]);
        check(Some(i32::MIN), Some(i32::MAX), i32::MAX, &[0.0]);
    }

    /// Generated code has no such step.
    #[test]
    fn no_step_chooses_nothing() {
        check(None, None, 0, &[]);
    }
}
