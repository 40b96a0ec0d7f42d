//! Strings generated from a pattern: matches, near misses, and unlikely ones.

use fastrand::Rng;
use model::pattern::{Node, Set};

/// Characters that spoil a string: controls, spaces inside and outside of ECMA's set, line ends, lone combining marks,
/// the edges of planes and of the surrogates, and neighbours of common classes.
const SPOILS: &[char] = &[
    '\0',
    '\u{1}',
    '\t',
    '\n',
    '\u{b}',
    '\r',
    '\u{1f}',
    ' ',
    '!',
    '-',
    '.',
    '/',
    '0',
    '9',
    ':',
    ';',
    '=',
    '?',
    '@',
    'A',
    'Z',
    '[',
    '\\',
    ']',
    '^',
    '_',
    '`',
    'a',
    'k',
    's',
    'z',
    '{',
    '|',
    '}',
    '~',
    '\u{7f}',
    '\u{80}',
    '\u{85}',
    '\u{a0}',
    'ß',
    'é',
    '\u{ff}',
    '\u{100}',
    '\u{301}',
    '\u{20dd}',
    'ſ',
    '\u{180e}',
    '\u{200b}',
    '\u{2028}',
    '\u{2029}',
    '\u{202f}',
    '\u{212a}',
    '\u{3000}',
    '漢',
    '\u{d7ff}',
    '\u{e000}',
    '\u{fe0f}',
    '\u{feff}',
    '\u{fffd}',
    '\u{fffe}',
    '\u{ffff}',
    '\u{10000}',
    '😀',
    '\u{e0100}',
    '\u{10ffff}',
];

/// A source of strings for a pattern.
pub struct Garden {
    root: Node,
    /// Whether `regress`, which backtracks, takes exponential time for long strings.
    slow: bool,
    /// The characters just inside and outside of each range of the pattern.
    edges: Vec<char>,
    rng: Rng,
}

impl Garden {
    pub fn new(pattern: &str, seed: u64) -> Self {
        let root = model::pattern::parse(pattern).expect("the pattern was compiled").root;
        let mut edges = Vec::new();
        collect_edges(&root, &mut edges);
        edges.sort_unstable();
        edges.dedup();
        Self { slow: nests(&root, false), root, edges, rng: Rng::with_seed(seed) }
    }

    /// Returns the string of a number: the empty one, matches, spoilt matches, noise, and occasionally a very long one.
    pub fn grow(&mut self, index: usize) -> String {
        match index % 1000 {
            _ if self.slow => self.sample(index, 2, 12),
            999 => self.sample(index, 5000, 5000),
            _ => self.sample(index, 6, 12),
        }
    }

    /// Like [`grow`](Self::grow), but only short strings.
    pub fn grow_short(&mut self, index: usize) -> String {
        self.sample(index, 2, 6).chars().take(10).collect()
    }

    fn sample(&mut self, index: usize, repeats: u32, length: usize) -> String {
        let mut text = Vec::new();
        match index % 8 {
            0 if index == 0 => {}
            0 => text.extend((0..self.rng.usize(0..length)).map(|_| self.spoil())),
            _ => member(&self.root, repeats, &mut self.rng, &mut text),
        }
        let spoilt = match index % 8 {
            0..=3 => 0,
            4..=6 => 1,
            _ => self.rng.usize(2..5),
        };
        for _ in 0..spoilt {
            self.mutate(&mut text);
        }
        text.into_iter().collect()
    }

    fn spoil(&mut self) -> char {
        match self.rng.u8(0..8) {
            0 => self.rng.char(..),
            1..=3 if !self.edges.is_empty() => self.edges[self.rng.usize(..self.edges.len())],
            _ => SPOILS[self.rng.usize(..SPOILS.len())],
        }
    }

    fn mutate(&mut self, text: &mut Vec<char>) {
        let at = self.rng.usize(..=text.len());
        let spoil = self.spoil();
        match self.rng.u8(0..8) {
            0 => text.insert(0, spoil),
            1 => text.push(spoil),
            2 => text.insert(at, spoil),
            3 => text.truncate(at),
            4 => drop(text.drain(..at)),
            5 if at + 1 < text.len() => text.swap(at, at + 1),
            6 if at < text.len() => drop(text.remove(at)),
            _ if at < text.len() => text[at] = spoil,
            _ => text.push(spoil),
        }
    }
}

/// Returns `true` if an unbounded repetition is within another.
fn nests(node: &Node, repeated: bool) -> bool {
    match node {
        Node::Set(_) | Node::Assert(_) => false,
        Node::Concat(nodes) | Node::Alternate(nodes) => nodes.iter().any(|node| nests(node, repeated)),
        Node::Repeat { max: None, .. } if repeated => true,
        Node::Repeat { node, max, .. } => nests(node, repeated || max.is_none()),
        Node::Look { node, .. } => nests(node, repeated),
    }
}

fn collect_edges(node: &Node, edges: &mut Vec<char>) {
    match node {
        // A class of a script or category would outnumber the others.
        Node::Set(set) => set.ranges().iter().take(20).for_each(|range| {
            let (first, last) = (range.start(), range.end());
            edges.extend([first, last].into_iter().chain(('\0'..first).next_back()).chain((last..=char::MAX).nth(1)));
        }),
        Node::Assert(_) => {}
        Node::Concat(nodes) | Node::Alternate(nodes) => nodes.iter().for_each(|node| collect_edges(node, edges)),
        Node::Repeat { node, .. } | Node::Look { node, .. } => collect_edges(node, edges),
    }
}

/// Appends a string that a part matches, if its conditions hold.
fn member(node: &Node, repeats: u32, rng: &mut Rng, text: &mut Vec<char>) {
    match node {
        Node::Set(set) => text.extend(pick(set, rng)),
        Node::Assert(_) => {}
        // Occasionally the text of a condition is included whether it should be or not.
        Node::Look { node, .. } if rng.u8(0..8) == 0 => member(node, repeats, rng, text),
        Node::Look { .. } => {}
        Node::Concat(nodes) => nodes.iter().for_each(|node| member(node, repeats, rng, text)),
        Node::Alternate(nodes) if nodes.is_empty() => {}
        Node::Alternate(nodes) => member(&nodes[rng.usize(..nodes.len())], repeats, rng, text),
        Node::Repeat { node, min, max } => {
            let most = max.unwrap_or(u32::MAX).min(min.saturating_add(repeats));
            let bounds = [*min, most, max.unwrap_or(most)];
            let times = if rng.u8(0..4) == 0 { bounds[rng.usize(..3)] } else { rng.u32(*min..=most) };
            (0..times).for_each(|_| member(node, repeats, rng, text));
        }
    }
}

/// Returns a character of a set: the bound of a range, or one within.
fn pick(set: &Set, rng: &mut Rng) -> Option<char> {
    let range = set.ranges().get(rng.usize(..set.ranges().len().max(1)))?;
    Some(match rng.u8(0..4) {
        0 => range.start(),
        1 => range.end(),
        _ => rng.char(range.start()..=range.end()),
    })
}

/// Returns a pattern of a few parts of all kinds.
pub fn random_pattern(seed: u64) -> String {
    let mut writer = Writer { rng: Rng::with_seed(seed), pattern: String::new(), repeated: false };
    writer.alternatives(3);
    writer.pattern
}

struct Writer {
    rng: Rng,
    pattern: String,
    /// Whether the current part is repeated. A repetition inside it is kept short, because `regress` may need
    /// exponential time otherwise.
    repeated: bool,
}

impl Writer {
    fn alternatives(&mut self, depth: u32) {
        for branch in 0..self.rng.u8(1..3) {
            if branch > 0 {
                self.pattern.push('|');
            }
            for _ in 0..self.rng.u8(0..5) {
                self.part(depth);
            }
        }
    }

    fn part(&mut self, depth: u32) {
        match self.rng.u8(0..8) {
            0 => self.write(&["^", "$", "\\b", "\\B"]),
            1 if depth > 0 => {
                self.write(&["(?=", "(?!", "(?<=", "(?<!"]);
                self.alternatives(depth - 1);
                self.pattern.push(')');
            }
            2..=3 if depth > 0 => self.group(depth - 1),
            _ => {
                self.write(&[
                    "a", "b", "-", "é", "😀", ".", "\\w", "\\W", "\\s", "\\d", "[a-b]", "[^a]", "[]", "\\u{e9}",
                ]);
                match self.repeated {
                    true => self.write(&["", "", "?", "{2}"]),
                    false => self.write(&["", "", "", "*", "+", "?", "*?", "{2}", "{1,2}", "{0,3}", "{2,}"]),
                }
            }
        }
    }

    fn group(&mut self, depth: u32) {
        let outside = self.repeated;
        self.repeated |= self.rng.bool();
        self.write(&["(", "(?:"]);
        self.alternatives(depth);
        self.pattern.push(')');
        if self.repeated && !outside {
            self.write(&["*", "+", "{1,2}", "{0,3}", "{2,}?"]);
        }
        self.repeated = outside;
    }

    fn write(&mut self, choices: &[&str]) {
        self.pattern.push_str(choices[self.rng.usize(..choices.len())]);
    }
}
