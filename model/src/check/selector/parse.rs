//! Parses selectors.
//!
//! Returns `None` for a selector that is malformed or uses an unsupported feature.

use super::{DEEPEST, Part, Selector, Step};

const RELATIONSHIPS: [&str; 12] = [
    "input",
    "output",
    "error",
    "operation",
    "resource",
    "member",
    "put",
    "create",
    "read",
    "update",
    "delete",
    "list",
];

const KINDS: [&str; 29] = [
    "*",
    "member",
    "simpleType",
    "number",
    "collection",
    "blob",
    "boolean",
    "string",
    "timestamp",
    "document",
    "byte",
    "short",
    "integer",
    "long",
    "float",
    "double",
    "bigInteger",
    "bigDecimal",
    "enum",
    "intEnum",
    "list",
    "set",
    "map",
    "structure",
    "union",
    "service",
    "resource",
    "operation",
    "apply",
];

pub(super) fn parse(text: &str) -> Option<Selector> {
    let mut parser = Parser { rest: text, depth: 0 };
    let selector = parser.selector()?;
    parser.skip_space();
    parser.rest.is_empty().then_some(selector)
}

struct Parser<'t> {
    rest: &'t str,
    depth: usize,
}

impl Parser<'_> {
    /// Parses steps up to the end, a comma or a closing parenthesis.
    fn selector(&mut self) -> Option<Selector> {
        let mut steps = Vec::new();
        loop {
            self.skip_space();
            if self.rest.is_empty() || self.rest.starts_with([',', ')']) {
                let ends_well = !matches!(steps.last(), None | Some(Step::Neighbors(_)));
                return ends_well.then_some(Selector(steps));
            }
            steps.push(self.step()?);
        }
    }

    fn step(&mut self) -> Option<Step> {
        if self.skip("[") {
            return self.attribute();
        }
        if self.skip(":") {
            return self.function();
        }
        if self.skip(">") {
            return Some(Step::Neighbors(None));
        }
        if self.skip("-[") {
            let (names, rest) = self.rest.split_once("]->")?;
            self.rest = rest;
            let names: Vec<String> = names.split(',').map(|name| name.trim().to_string()).collect();
            let are_known = names.iter().all(|name| RELATIONSHIPS.contains(&name.as_str()));
            return are_known.then_some(Step::Neighbors(Some(names)));
        }
        let kind = if self.skip("*") { "*".to_string() } else { self.word()? };
        KINDS.contains(&kind.as_str()).then_some(Step::Kind(kind))
    }

    /// Parses an attribute selector, after its `[`.
    fn attribute(&mut self) -> Option<Step> {
        let (attribute, rest) = self.rest.split_once(']')?;
        self.rest = rest;
        if let Some(name) = attribute.trim().strip_prefix("trait").and_then(|name| name.trim().strip_prefix('|')) {
            let name = name.trim();
            let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'#'));
            let id = if name.contains('#') { name.to_string() } else { format!("smithy.api#{name}") };
            return (is_plain && !name.is_empty()).then_some(Step::Trait(id));
        }
        let (key, value) = attribute.split_once('=')?;
        let part = match key.split('|').map(str::trim).collect::<Vec<_>>().as_slice() {
            ["id"] => Part::Whole,
            ["id", "namespace"] => Part::Namespace,
            ["id", "name"] => Part::Name,
            ["id", "member"] => Part::Member,
            _ => return None,
        };
        Some(Step::Id(part, value.trim().trim_matches(['\'', '"']).to_string()))
    }

    /// Parses a function, after its `:`.
    fn function(&mut self) -> Option<Step> {
        let name = self.word()?;
        if !self.skip("(") || self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let mut selectors = vec![self.selector()?];
        while self.skip(",") {
            selectors.push(self.selector()?);
        }
        self.depth -= 1;
        if !self.skip(")") {
            return None;
        }
        match name.as_str() {
            "is" | "each" => Some(Step::Is(selectors)),
            "not" => Some(Step::Not(selectors)),
            "test" => Some(Step::Test(selectors)),
            _ => None,
        }
    }

    fn word(&mut self) -> Option<String> {
        let end = self.rest.find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!word.is_empty()).then(|| word.to_string())
    }

    fn skip(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }
}
