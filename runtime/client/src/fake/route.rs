//! Routes: the operation that a request is for, found by its method and the URI pattern of the operation, or by the header
//! `X-Amz-Target`.
//!
//! The rules are those of Smithy's `http` trait: a label matches one segment of the path, a greedy label at least one,
//! and a literal of the query string must be in the query. Of several patterns that match, the most specific wins:
//! segment by segment, a literal before a label and a label before a greedy label; then the longer pattern, then the one
//! with more literals in its query.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cmp::Reverse;

use http::{HeaderMap, Method, StatusCode};
use percent_encoding::percent_decode_str;
use tinsmith_types::Structure;
use tinsmith_types::codegen::Schema;

use super::answer::Failure;
use crate::operation::Operation;
use crate::protocol::TARGET;

/// An operation that a fake serves, with the shape of its input.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    pub(crate) operation: &'static Operation,
    pub(crate) input: &'static Schema,
}

impl Route {
    /// Creates the route of an operation whose input is `I`.
    pub const fn new<I: Structure>(operation: &'static Operation) -> Self {
        Self { operation, input: I::SCHEMA }
    }

    /// Returns whether requests name the operation in a header.
    pub(crate) const fn is_rpc(&self) -> bool {
        !self.operation.target.is_empty()
    }

    /// Returns the name of the operation in the model.
    pub const fn operation(&self) -> &'static str {
        self.operation.name
    }
}

/// All routes of an application.
#[derive(Debug)]
pub(crate) struct Router {
    /// The most specific pattern is first.
    patterns: Vec<Pattern>,
    /// The routes that a header names.
    targets: Vec<&'static Route>,
}

/// The route of a request, and the texts of the labels in its path.
#[derive(Debug)]
pub(crate) struct RouteMatch {
    pub route: &'static Route,
    pub labels: Labels,
}

/// The decoded texts of labels, by their names.
pub(crate) type Labels = Vec<(&'static str, String)>;

/// The decoded parameters of a query string, in their order.
pub(crate) type Query<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

#[derive(Debug)]
struct Pattern {
    route: &'static Route,
    segments: Vec<Segment>,
    query: Query<'static>,
}

#[derive(Debug)]
enum Segment {
    Literal(String),
    Label(&'static str),
    Greedy(&'static str),
}

impl Router {
    /// Reads the URI patterns of all routes.
    pub fn new(routes: &'static [Route]) -> Self {
        let (targets, bound): (Vec<_>, Vec<_>) = routes.iter().partition(|route| route.is_rpc());
        let mut patterns: Vec<Pattern> = bound.into_iter().map(Pattern::new).collect();
        patterns.sort_by_cached_key(Pattern::rank);
        Self { patterns, targets }
    }

    /// Finds the route of a request to `/` by its header `X-Amz-Target`; `None` if no route is found in that way.
    ///
    /// # Errors
    ///
    /// Returns status 400 if no operation has this target.
    pub fn target(&self, method: &Method, path: &str, headers: &HeaderMap) -> Option<Result<RouteMatch, Failure>> {
        if self.targets.is_empty() || method != Method::POST || path != "/" {
            return None;
        }
        let target = headers.get(TARGET)?;
        let route = self.targets.iter().find(|route| target == route.operation.target);
        let found = route.map(|route| RouteMatch { route, labels: Labels::new() });
        let message = "No operation has this target.";
        Some(found.ok_or_else(|| Failure::new(StatusCode::BAD_REQUEST, "UnknownOperationException", message)))
    }

    /// Finds the route of a request.
    ///
    /// # Errors
    ///
    /// Returns status 404 if no pattern matches, and 405 if only patterns of other methods do.
    pub fn find(&self, method: &Method, path: &str, query: &Query<'_>) -> Result<RouteMatch, Failure> {
        let mut is_known = false;
        for pattern in &self.patterns {
            let Some(labels) = pattern.labels(path).filter(|_| pattern.has_literals_in(query)) else { continue };
            if method == pattern.route.operation.method {
                return Ok(RouteMatch { route: pattern.route, labels });
            }
            is_known = true;
        }
        let (status, message) = if is_known {
            (StatusCode::METHOD_NOT_ALLOWED, "No operation has this path with this method.")
        } else {
            (StatusCode::NOT_FOUND, "No operation has this path.")
        };
        Err(Failure::new(status, "UnknownOperationException", message))
    }
}

impl Pattern {
    fn new(route: &'static Route) -> Self {
        let uri = route.operation.uri;
        let (path, literals) = uri.split_once('?').unwrap_or((uri, ""));
        Self { route, segments: split(path).map(Segment::new).collect(), query: parse_query(literals) }
    }

    /// Orders patterns by how specific they are. The end of a path ranks last, so that of two patterns with one beginning
    /// the longer is first.
    fn rank(&self) -> (Vec<u8>, Reverse<usize>) {
        let rank = |segment: &Segment| match segment {
            Segment::Literal(_) => 0,
            Segment::Label(_) => 1,
            Segment::Greedy(_) => 2,
        };
        (self.segments.iter().map(rank).chain([3]).collect(), Reverse(self.query.len()))
    }

    /// Returns the texts of the labels if the pattern matches the path. A label never matches the empty text.
    fn labels(&self, path: &str) -> Option<Labels> {
        let mut labels = Labels::new();
        let mut given: Vec<&str> = split(path).collect();
        let mut given = given.drain(..);
        for (index, segment) in self.segments.iter().enumerate() {
            let (name, text) = match *segment {
                Segment::Literal(ref literal) => {
                    if decode(given.next()?)? != *literal {
                        return None;
                    }
                    continue;
                }
                Segment::Label(name) => (name, decode(given.next()?)?.into_owned()),
                Segment::Greedy(name) => {
                    let after = self.segments.len() - index - 1;
                    let count = given.len().checked_sub(after)?;
                    let parts: Vec<&str> = given.by_ref().take(count).collect();
                    (name, decode(&parts.join("/"))?.into_owned())
                }
            };
            if text.is_empty() {
                return None;
            }
            labels.push((name, text));
        }
        given.next().is_none().then_some(labels)
    }

    fn has_literals_in(&self, query: &Query<'_>) -> bool {
        self.query.iter().all(|literal| query.contains(literal))
    }
}

impl Segment {
    fn new(text: &'static str) -> Self {
        match text.strip_prefix('{').and_then(|label| label.strip_suffix('}')) {
            Some(label) => label.strip_suffix('+').map_or(Self::Label(label), Self::Greedy),
            None => Self::Literal(decode(text).unwrap_or(Cow::Borrowed(text)).into_owned()),
        }
    }
}

/// Reads the parameters of a query string; one whose text is not UTF-8 is left out.
pub(crate) fn parse_query(text: &str) -> Query<'_> {
    let parts = text.split('&').filter(|part| !part.is_empty());
    parts
        .filter_map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            Some((decode(name)?, decode(value)?))
        })
        .collect()
}

fn split(path: &str) -> std::str::Split<'_, char> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}

fn decode(text: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(text).decode_utf8().ok()
}
