//! A bound on the work for many patterns together.

use std::cell::Cell;

use super::Error;

/// The maximum number of threads followed for the automata of all patterns of a model together. The published model that
/// takes the most, Ground Station, takes 347,129.
const MAX_WORK: usize = 10_000_000;

/// The work that is left for the automata of the patterns of a model.
///
/// Each automaton has limits of its own; without this one, many patterns just below them would take minutes. When
/// nothing is left, only small patterns have an automaton: what every pattern may take is not charged.
#[derive(Clone, Debug)]
pub struct Effort {
    left: Cell<usize>,
}

impl Effort {
    pub(super) fn spend(&self, work: usize) -> Result<(), Error> {
        let too_large = || Error::TooLarge { what: "more states than all patterns of the model may have".to_owned() };
        let left = self.left.get().checked_sub(work).ok_or_else(too_large)?;
        self.left.set(left);
        Ok(())
    }
}

impl Default for Effort {
    fn default() -> Self {
        Self { left: Cell::new(MAX_WORK) }
    }
}
