//! Converts the documentation in a model to rustdoc.
//!
//! Published models contain HTML, often badly nested and unclosed; handwritten documentation is CommonMark, which may
//! contain HTML, too. Both are parsed to the same document, so that Markdown is written in one place only.
//!
//! Invariant: the output has no HTML, only links to web addresses, and no accidental markup: rustdoc and clippy report
//! nothing, whatever the input. Time and space are linear in the length of the input.

mod address;
mod document;
mod element;
mod emphasis;
mod entity;
mod escape;
mod html;
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

/// Returns the documentation as the lines of a `///` comment, without the `///`, joined by line feeds.
///
/// No line has trailing white space, and none is wider than 110 columns, except for a single long word or a line of a
/// code block. Empty documentation becomes the empty string.
pub fn rustdoc(documentation: &str) -> String {
    read(documentation).text
}

/// Returns the first sentence of the documentation, as Markdown on one line.
///
/// It ends at the first full stop that a new sentence follows, or with the first paragraph.
pub fn summary(documentation: &str) -> String {
    read(documentation).summary
}

/// Returns the documentation on one line, for the note of an attribute, which rustdoc reads as Markdown.
pub fn note(documentation: &str) -> String {
    rustdoc(documentation).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Escapes plain text as Markdown, on one line.
pub fn plain(text: &str) -> String {
    let mut document = Document::default();
    document.text(text);
    document.finish().text.replace('\n', " ")
}

/// Returns a code span of any text, on one line.
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
