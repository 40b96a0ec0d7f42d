//! Strings with placeholders: `{Name}`, `{Name#part}`, and doubled braces, which are literal.

use crate::ir::endpoints::{Expression, Type};

use super::node::Node;
use super::rules::Endpoints;

impl Endpoints {
    /// Lowers a string with placeholders; in tests, braces are literal.
    pub fn template(&mut self, text: &str, node: &Node<'_>) -> Option<Expression> {
        if self.literal {
            return Some(Expression::Text(text.to_owned()));
        }
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, braces) = rest.split_at(at);
            literal.push_str(before);
            if braces.starts_with("{{") || braces.starts_with("}}") {
                literal.push_str(&braces[..1]);
                rest = &braces[2..];
                continue;
            }
            let Some((name, after)) = braces.strip_prefix('{').and_then(|text| text.split_once('}')) else {
                self.problems.push(node.problem("an unbalanced brace", "`{Name}`, or the brace doubled"));
                return None;
            };
            if !literal.is_empty() {
                parts.push(Expression::Text(std::mem::take(&mut literal)));
            }
            parts.push(self.placeholder(name, node)?);
            rest = after;
        }
        literal.push_str(rest);
        if !literal.is_empty() || parts.is_empty() {
            parts.push(Expression::Text(literal));
        }
        let single = if parts.len() == 1 { parts.pop() } else { None };
        Some(single.unwrap_or(Expression::Concatenation(parts)))
    }

    fn placeholder(&mut self, text: &str, node: &Node<'_>) -> Option<Expression> {
        let (name, path) = text.split_once('#').map_or((text, None), |(name, path)| (name, Some(path)));
        let value = self.reference(name, node)?;
        let value = match path {
            Some(path) => {
                let value = self.present(value, node)?;
                self.attribute(value, path, node)?
            }
            None => value,
        };
        self.of_type(value, Type::String, node)
    }
}
