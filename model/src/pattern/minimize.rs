//! Minimizes an automaton by Hopcroft's partition refinement.
//!
//! Invariant: the states of a block have not been distinguished so far, and in the end are equivalent.

use super::determinize::Table;

pub(super) fn minimize(table: &Table) -> Table {
    let block_of = Partition::new(table).refine();
    renumber(table, &block_of)
}

struct Partition<'t> {
    /// The predecessors of each state, by symbol.
    sources: Vec<Vec<Vec<usize>>>,
    table: &'t Table,
    blocks: Vec<Vec<usize>>,
    block_of: Vec<usize>,
    /// The blocks that may still split others.
    pending: Vec<usize>,
    is_pending: Vec<bool>,
}

impl<'t> Partition<'t> {
    fn new(table: &'t Table) -> Self {
        let count = table.accepting.len();
        let mut sources = vec![vec![Vec::new(); count]; table.width];
        for (index, &target) in table.next.iter().enumerate() {
            sources[index % table.width][target].push(index / table.width);
        }
        let (accepting, rejecting) = (0..count).partition(|&state| table.accepting[state]);
        let block_of = table.accepting.iter().map(|&accepting| usize::from(!accepting)).collect();
        let blocks = vec![accepting, rejecting];
        Self { sources, table, blocks, block_of, pending: vec![0, 1], is_pending: vec![true; 2] }
    }

    fn refine(mut self) -> Vec<usize> {
        while let Some(splitter) = self.pending.pop() {
            self.is_pending[splitter] = false;
            let targets = self.blocks[splitter].clone();
            for symbol in 0..self.table.width {
                self.split_by(symbol, &targets);
            }
        }
        self.block_of
    }

    /// Splits every block of which some states but not all have a transition to `targets` by `symbol`.
    fn split_by(&mut self, symbol: usize, targets: &[usize]) {
        let mut leading: Vec<(usize, usize)> = Vec::new();
        for &target in targets {
            leading.extend(self.sources[symbol][target].iter().map(|&state| (self.block_of[state], state)));
        }
        leading.sort_unstable();
        for group in leading.chunk_by(|left, right| left.0 == right.0) {
            let block = group[0].0;
            if group.len() < self.blocks[block].len() {
                self.split(block, group.iter().map(|&(_, state)| state).collect());
            }
        }
    }

    fn split(&mut self, block: usize, part: Vec<usize>) {
        let new = self.blocks.len();
        for &state in &part {
            self.block_of[state] = new;
        }
        self.blocks[block].retain(|&state| self.block_of[state] == block);
        self.blocks.push(part);
        self.is_pending.push(false);
        let smaller = if self.blocks[block].len() < self.blocks[new].len() { block } else { new };
        let added = if self.is_pending[block] { new } else { smaller };
        self.is_pending[added] = true;
        self.pending.push(added);
    }
}

/// Builds the automaton of the blocks, numbered as they are reached from the start.
fn renumber(table: &Table, block_of: &[usize]) -> Table {
    let mut numbers = vec![usize::MAX; block_of.len().max(2)];
    let mut order: Vec<usize> = Vec::new();
    let mut number = |state: usize, order: &mut Vec<usize>| {
        let slot = &mut numbers[block_of[state]];
        if *slot == usize::MAX {
            *slot = order.len();
            order.push(state);
        }
        *slot
    };
    let starts = table.starts.map(|state| number(state, &mut order));
    let (mut next, mut accepting) = (Vec::new(), Vec::new());
    while let Some(&state) = order.get(accepting.len()) {
        accepting.push(table.accepting[state]);
        next.extend(table.row(state).iter().map(|&state| number(state, &mut order)));
    }
    Table { width: table.width, next, accepting, starts }
}
