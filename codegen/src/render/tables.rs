//! Formats the tables in the runtime's macros, with as many entries on a line as fit.
//!
//! Invariant: the tokens of a table are unchanged, except for trailing commas of lists.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Macro, MacroDelimiter};

/// The maximum width of a line of a list.
const WIDTH: usize = 100;
/// The maximum width of a line that declares a static.
const STATIC_WIDTH: usize = 120;
/// The indentation of entries, and of their continuation lines.
const INDENTATION: usize = 4;

/// Formats a macro call that is an item: `name! { statics }`, `name! { entries }` or `name!(arguments, { entries });`.
pub fn item(table: &Macro) -> String {
    match table.delimiter {
        MacroDelimiter::Brace(_) if has_end(&table.tokens) => statics(table),
        MacroDelimiter::Brace(_) => list(table, 0),
        _ => call(table),
    }
}

/// Formats `name! { entries }` with this indentation, on one line if it fits.
pub fn list(table: &Macro, indentation: usize) -> String {
    let (name, indent) = (spaced(table.path.to_token_stream()), " ".repeat(indentation));
    let entries: Vec<_> = split(table.tokens.clone(), ',').into_iter().map(spaced).collect();
    let line = format!("{indent}{name}! {{ {} }}\n", entries.join(", "));
    match entries.as_slice() {
        [] => format!("{indent}{name}! {{}}\n"),
        _ if line.len() <= WIDTH => line,
        entries => format!("{indent}{name}! {{\n{}{indent}}}\n", filled(entries, indentation + INDENTATION)),
    }
}

/// Formats `name!(arguments, { entries });`, with the entries on lines of their own.
fn call(table: &Macro) -> String {
    let name = spaced(table.path.to_token_stream());
    let (mut arguments, mut entries) = (Vec::new(), None);
    for argument in split(table.tokens.clone(), ',') {
        match argument.clone().into_iter().next() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                entries = Some(split(group.stream(), ',').into_iter().map(spaced).collect::<Vec<_>>());
            }
            _ => arguments.push(spaced(argument)),
        }
    }
    let entries = entries.map(|entries| match entries.as_slice() {
        [] => "{}".to_owned(),
        entries => format!("{{\n{}}}", filled(entries, INDENTATION)),
    });
    arguments.extend(entries);
    format!("{name}!({});\n", arguments.join(", "))
}

fn has_end(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| is_punct(&token, ';'))
}

/// Formats `name! { NAME = value; }`, each static on one line, or on several if the value is too long.
fn statics(table: &Macro) -> String {
    let name = spaced(table.path.to_token_stream());
    let entries: String = split(table.tokens.clone(), ';').into_iter().map(declaration).collect();
    format!("{name}! {{\n{entries}}}\n")
}

fn declaration(tokens: TokenStream) -> String {
    let line = spaced(tokens.clone());
    let text = if INDENTATION + line.len() < STATIC_WIDTH {
        line
    } else if has_list(&tokens) {
        broken(tokens)
    } else {
        chained(tokens)
    };
    format!("{}{text};\n", " ".repeat(INDENTATION))
}

fn has_list(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Bracket || has_list(&group.stream()),
        _ => false,
    })
}

/// Formats a value with its lists on lines of their own.
fn broken(tokens: TokenStream) -> String {
    let mut text = String::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                let entries: Vec<_> = split(group.stream(), ',').into_iter().map(spaced).collect();
                text = text + "[\n" + &filled(&entries, 2 * INDENTATION) + &" ".repeat(INDENTATION) + "]";
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                let arguments: Vec<_> = split(group.stream(), ',').into_iter().map(broken).collect();
                text = text + "(" + &arguments.join(", ") + ")";
            }
            token => push(&mut text, token),
        }
    }
    text
}

/// Formats a value with its method calls filled into lines.
fn chained(tokens: TokenStream) -> String {
    let mut text = String::new();
    let mut column = INDENTATION;
    for (index, call) in split(tokens, '.').into_iter().map(spaced).enumerate() {
        let call = if index == 0 { call } else { format!(".{call}") };
        if index > 0 && column + call.len() >= STATIC_WIDTH {
            text = text + "\n" + &" ".repeat(2 * INDENTATION);
            column = 2 * INDENTATION;
        }
        column += call.len();
        text.push_str(&call);
    }
    text
}

/// Formats the entries, each with a comma, as lines with this indentation.
fn filled(entries: &[String], indentation: usize) -> String {
    let mut text = String::new();
    let mut column = 0;
    for entry in entries {
        let fits = column > 0 && column + 2 + entry.len() < WIDTH;
        match (fits, column) {
            (true, _) => text.push(' '),
            (false, 0) => text.push_str(&" ".repeat(indentation)),
            (false, _) => text = text + "\n" + &" ".repeat(indentation),
        }
        column = if fits { column + 2 + entry.len() } else { indentation + 1 + entry.len() };
        text.push_str(entry);
        text.push(',');
    }
    text.push('\n');
    text
}

/// Splits the tokens at a separator.
fn split(tokens: TokenStream, separator: char) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for token in tokens {
        match parts.last_mut() {
            _ if is_punct(&token, separator) => parts.push(TokenStream::new()),
            Some(part) => part.extend([token]),
            None => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

/// Formats tokens with the usual spaces.
fn spaced(tokens: TokenStream) -> String {
    let mut text = String::new();
    tokens.into_iter().for_each(|token| push(&mut text, token));
    text
}

fn push(text: &mut String, token: TokenTree) {
    match token {
        TokenTree::Group(group) => {
            let (open, close) = match group.delimiter() {
                Delimiter::Parenthesis => ("(", ")"),
                Delimiter::Brace => ("{ ", " }"),
                Delimiter::Bracket => ("[", "]"),
                Delimiter::None => ("", ""),
            };
            let inner: Vec<_> = split(group.stream(), ',').into_iter().map(spaced).collect();
            *text += &format!("{open}{}{close}", inner.join(", "));
        }
        TokenTree::Punct(punct) if punct.as_char() == '=' && punct.spacing() == Spacing::Joint => text.push_str(" ="),
        TokenTree::Punct(punct) if punct.as_char() == '=' => text.push_str(" = "),
        TokenTree::Punct(punct) if punct.as_char() == '>' && text.ends_with(" =") => text.push_str("> "),
        token => text.push_str(&token.to_string()),
    }
}

#[cfg(test)]
mod tests;
