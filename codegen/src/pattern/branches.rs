//! Splits a pattern that is too large for one table into alternatives, each with steps of its own.
//!
//! `^(arn:aws:[a-z]{1,63}:[a-z/]{0,1023}|[0-9a-f]{8})$` is `^arn:aws:[a-z]{1,63}:[a-z/]{0,1023}$` or `^[0-9a-f]{8}$`.
//! The first alternative would need a state for each of its lengths, but each of its runs ends where the next one
//! begins: no character of a run may also start the part after it, so a greedy run is always right.
//!
//! Invariant: a text matches the pattern if and only if it matches one of the branches.

use model::pattern::{Assertion, Automaton, Effort, Node, Parsed, Set};

use super::{Step, steps};

/// The maximum number of branches of one pattern.
const MAX_BRANCHES: usize = 16;
/// The maximum number of parts of a branch.
const MAX_PARTS: usize = 256;

/// Returns the steps of each branch; `None` if there are too many, or one of them is still too large.
pub(super) fn branches(effort: &Effort, pattern: &Parsed) -> Option<Vec<Vec<Step>>> {
    let branches = expanded(&pattern.root)?;
    if let [parts] = branches.as_slice() {
        // The pattern's own table is too large.
        return Some(vec![runs(parts)?]);
    }
    branches.into_iter().map(|parts| runs(&parts).or_else(|| table(effort, parts, pattern))).collect()
}

/// Expands the alternatives of a part to sequences without alternatives at the outermost level.
fn expanded(node: &Node) -> Option<Vec<Vec<Node>>> {
    let all = match node {
        Node::Alternate(nodes) => nodes.iter().map(expanded).collect::<Option<Vec<_>>>()?.concat(),
        Node::Concat(nodes) => {
            nodes.iter().try_fold(vec![Vec::new()], |rows, node| product(&rows, &expanded(node)?))?
        }
        Node::Repeat { node, min: 0, max: Some(1) } if !matches!(**node, Node::Set(_)) => {
            let mut rows = expanded(node)?;
            rows.push(Vec::new());
            rows
        }
        node => vec![vec![node.clone()]],
    };
    (all.len() <= MAX_BRANCHES).then_some(all)
}

fn product(starts: &[Vec<Node>], ends: &[Vec<Node>]) -> Option<Vec<Vec<Node>>> {
    if starts.len() * ends.len() > MAX_BRANCHES {
        return None;
    }
    let rows = starts.iter().flat_map(|start| ends.iter().map(move |end| [start.as_slice(), end].concat()));
    Some(rows.collect())
}

fn table(effort: &Effort, parts: Vec<Node>, pattern: &Parsed) -> Option<Vec<Step>> {
    let branch = Parsed { root: Node::Concat(parts), is_foreign: pattern.is_foreign };
    steps::checked(&Automaton::within(effort, &branch).ok()?).ok()
}

/// A repeated set of characters.
struct Run<'n> {
    set: &'n Set,
    min: u32,
    max: Option<u32>,
}

/// Returns the runs of a branch that is anchored at both ends and consists of runs that end by themselves.
fn runs(parts: &[Node]) -> Option<Vec<Step>> {
    let [Node::Assert(Assertion::Start), parts @ .., Node::Assert(Assertion::End)] = parts else { return None };
    let mut runs = Vec::new();
    flatten(parts, &mut runs)?;
    let ends = (0..runs.len()).all(|index| ends_by_itself(&runs[index..]));
    ends.then(|| steps::joined(runs.into_iter().map(|Run { set, min, max }| Step::Run { set: set.clone(), min, max })))
}

fn flatten<'n>(parts: &'n [Node], runs: &mut Vec<Run<'n>>) -> Option<()> {
    for part in parts {
        match part {
            Node::Set(set) => runs.push(Run { set, min: 1, max: Some(1) }),
            Node::Concat(parts) => flatten(parts, runs)?,
            Node::Repeat { node, min, max } => match &**node {
                Node::Set(set) => runs.push(Run { set, min: *min, max: *max }),
                node if *max == Some(*min) && *min as usize <= MAX_PARTS => {
                    (0..*min).try_for_each(|_| flatten(std::slice::from_ref(node), runs))?;
                }
                _ => return None,
            },
            Node::Assert(_) | Node::Alternate(_) | Node::Look { .. } => return None,
        }
        if runs.len() > MAX_PARTS {
            return None;
        }
    }
    Some(())
}

/// Returns `true` if the first run is greedy in every text that the sequence matches.
fn ends_by_itself(row: &[Run<'_>]) -> bool {
    let Some((first, rest)) = row.split_first() else { return true };
    if first.max == Some(first.min) {
        return true;
    }
    let last = rest.iter().position(|run| run.min > 0).map_or(rest.len(), |required| required + 1);
    rest[..last].iter().all(|run| {
        let mut common = first.set.clone();
        common.intersect(run.set);
        common.ranges().is_empty()
    })
}
