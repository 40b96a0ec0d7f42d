//! Finds cycles in a graph whose nodes are numbers.
//!
//! Nothing recurses: a path can be as long as the model is large.

use std::collections::VecDeque;

/// Returns, for each strongly connected component, a shortest cycle through its smallest node.
///
/// `edges` are the successors of each node; invalid ones are ignored.
pub(crate) fn cycles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let components = components(edges);
    let mut is_seen = vec![false; edges.len()];
    let mut cycles = Vec::new();
    for (node, component) in components.iter().enumerate() {
        // The smallest node of a component comes first.
        let is_first = is_seen.get_mut(*component).is_some_and(|seen| !std::mem::replace(seen, true));
        if is_first {
            cycles.extend(cycle(edges, &components, node));
        }
    }
    cycles
}

/// Returns a shortest cycle from `start` within its component.
fn cycle(edges: &[Vec<usize>], components: &[usize], start: usize) -> Option<Vec<usize>> {
    let mut previous = std::collections::HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for next in successors(edges, node).filter(|next| components.get(*next) == components.get(start)) {
            if next == start {
                let mut path = vec![node];
                while let Some(before) = path.last().and_then(|last| previous.get(last)) {
                    path.push(*before);
                }
                path.reverse();
                return Some(path);
            }
            if let std::collections::hash_map::Entry::Vacant(entry) = previous.entry(next) {
                entry.insert(node);
                queue.push_back(next);
            }
        }
    }
    None
}

/// Returns a number for each node, shared by the nodes of a strongly connected component (Kosaraju's algorithm).
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut reversed = vec![Vec::new(); edges.len()];
    for node in 0..edges.len() {
        for next in successors(edges, node) {
            if let Some(predecessors) = reversed.get_mut(next) {
                predecessors.push(node);
            }
        }
    }
    let mut components = vec![usize::MAX; edges.len()];
    for root in finishing_order(edges).into_iter().rev() {
        let mut waiting = vec![root];
        while let Some(node) = waiting.pop() {
            if let Some(component) = components.get_mut(node).filter(|component| **component == usize::MAX) {
                *component = root;
                waiting.extend(successors(&reversed, node));
            }
        }
    }
    components
}

/// Returns the nodes in the order in which a depth-first search leaves them.
fn finishing_order(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut is_entered = vec![false; edges.len()];
    let mut order = Vec::with_capacity(edges.len());
    for root in 0..edges.len() {
        let mut path = vec![(root, 0)];
        while let Some((node, position)) = path.last_mut() {
            let is_new =
                *position == 0 && is_entered.get_mut(*node).is_some_and(|entered| !std::mem::replace(entered, true));
            if *position == 0 && !is_new {
                path.pop();
                continue;
            }
            let next = successors(edges, *node).nth(*position);
            *position += 1;
            match next {
                Some(next) => path.push((next, 0)),
                None => {
                    order.push(*node);
                    path.pop();
                }
            }
        }
    }
    order
}

fn successors(edges: &[Vec<usize>], node: usize) -> impl Iterator<Item = usize> {
    let next = edges.get(node).map(Vec::as_slice).unwrap_or_default();
    next.iter().copied().filter(move |next| *next < edges.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edges: &[&[usize]], expect: &[&[usize]]) {
        let edges: Vec<Vec<usize>> = edges.iter().map(|next| next.to_vec()).collect();
        assert_eq!(cycles(&edges), expect);
    }

    #[test]
    fn cycles_are_found_once() {
        check(&[], &[]);
        check(&[&[1], &[2], &[]], &[]);
        check(&[&[0]], &[&[0]]);
        check(&[&[1], &[0]], &[&[0, 1]]);
        check(&[&[1, 0], &[1, 7]], &[&[0], &[1]]);
        check(&[&[1, 2], &[2], &[0]], &[&[0, 2]]);
        check(&[&[3], &[2], &[1], &[0, 1]], &[&[0, 3], &[1, 2]]);
        check(&[&[1], &[2], &[1]], &[&[1, 2]]);
        check(&[&[1, 2], &[3], &[3], &[]], &[]);
    }

    #[test]
    fn long_paths_do_not_overflow_the_stack() {
        let length = 300_000;
        let edges: Vec<Vec<usize>> = (0..length).map(|node| vec![(node + 1) % length]).collect();
        assert_eq!(cycles(&edges).first().map(Vec::len), Some(length));
    }
}
