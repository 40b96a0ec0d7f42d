//! The path from a validated value to a part of it.
//!
//! It is kept on the stack, and formatted only if a violation is found.

use std::fmt;

use super::pointer::{Pointer, Segment as Owned, write_key};

/// The path from the validated value to a part of it, kept on the stack.
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    segment: Segment<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Segment<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    /// The path of the validated value itself.
    pub const ROOT: Path<'static> = Path { parent: None, segment: Segment::Root };

    /// Returns the path of a member, or of a map's value.
    pub const fn member(&'a self, name: &'a str) -> Self {
        Self { parent: Some(self), segment: Segment::Key(name) }
    }

    /// Returns the path of a list's member.
    pub const fn index(&'a self, index: usize) -> Self {
        Self { parent: Some(self), segment: Segment::Index(index) }
    }
}

impl From<&Path<'_>> for Pointer {
    fn from(path: &Path<'_>) -> Self {
        let mut segments = Vec::new();
        let mut next = Some(path);
        while let Some(path) = next {
            match path.segment {
                Segment::Root => {}
                Segment::Key(key) => segments.push(Owned::Key(key.to_owned())),
                Segment::Index(index) => segments.push(Owned::Index(index)),
            }
            next = path.parent;
        }
        segments.into_iter().rev().collect()
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(formatter)?;
        }
        match self.segment {
            Segment::Root => Ok(()),
            Segment::Key(key) => write_key(key, formatter),
            Segment::Index(index) => write!(formatter, "/{index}"),
        }
    }
}
