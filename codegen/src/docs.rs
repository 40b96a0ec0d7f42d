//! The documentation in a model to the documentation of a Rust item.
//!
//! Published models hold HTML, often badly nested and unclosed; documentation written by hand is CommonMark, which
//! may hold HTML too. Either is read into the same document, so that there is only one place that writes Markdown.
//!
//! Invariant: what comes out has no HTML, no link but to a web address, and no character that is markup by accident:
//! rustdoc and clippy have nothing to warn about in it, whatever goes in. Time and space are linear in what goes in.

mod address;
mod document;
mod element;
mod emphasis;
mod entity;
mod escape;
mod html;
mod inline;
mod markdown;
mod paragraph;
mod render;
mod summary;
mod writer;

#[cfg(test)]
mod block_tests;
#[cfg(test)]
mod invariants;
#[cfg(test)]
mod tests;

use document::Document;

/// The documentation as the lines of a `///` comment, without the `///`, joined by line feeds.
///
/// No line has white space at its end, and none is wider than 110 columns unless a single word is, or it is part of
/// a block of code. No documentation gives the empty string.
pub fn rustdoc(documentation: &str) -> String {
    read(documentation).text
}

/// The first sentence of the documentation, as Markdown on one line.
///
/// It ends at the first stop that a new sentence follows, or with the first paragraph.
pub fn summary(documentation: &str) -> String {
    read(documentation).summary
}

/// The documentation on one line, as the note of an attribute that rustdoc reads as Markdown.
pub fn note(documentation: &str) -> String {
    rustdoc(documentation).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Plain text as Markdown that reads as that text, on one line.
pub fn plain(text: &str) -> String {
    let mut document = Document::default();
    document.text(text);
    document.finish().text.replace('\n', " ")
}

/// A code span of any text, on one line.
pub fn code(text: &str) -> String {
    let mut markdown = String::new();
    escape::push_code(&text.replace(['\n', '\r', '\t'], " "), &mut markdown);
    markdown
}

fn read(documentation: &str) -> document::Finished {
    let mut document = Document::default();
    if html::is_html(documentation) {
        html::read(documentation, &mut document);
    } else {
        markdown::read(documentation, &mut document);
    }
    document.finish()
}
