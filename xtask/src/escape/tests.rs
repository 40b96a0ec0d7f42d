//! Hostile text in each format.

use serde_json::{Value, json};

use super::*;

/// Text that tries to be a command, markup, a mention, a link or another line, in every form at once.
const HOSTILE: &str = "\r\r::error::x\n  ::stop-commands::t\n##[add-mask]x\u{1b}[31m\u{202e}gpj.\u{2066}\u{200b}\u{9b}31m\
    `|</details><img src=x>@octocat #1 GH-1 https://x www.x [l](u) ![i](u) *b* _i_ ~s~ $x$ \\| a,b:c%0A\u{7f}\u{e0041}";

#[test]
fn lines_are_not_commands() {
    for (text, expect) in [
        ("::error::x", ": :error::x"),
        (" \t::error::x", " \t: :error::x"),
        ("a ::b::", "a ::b::"),
        ("a ##[error]b", "a ## [error]b"),
        ("a\nb\rc\td", "a\u{fffd}b\u{fffd}c\td"),
        ("\u{202e}\u{1b}[2J", "\u{fffd}\u{fffd}[2J"),
        ("a\u{2028}::error::", "a\u{fffd}::error::"),
        ("é ✗ 名", "é ✗ 名"),
        ("", ""),
    ] {
        assert_eq!(line(text), expect, "{text:?}");
    }
    assert_eq!(lines("a\n::b::\n\nc\r\n"), "a\n: :b::\n\nc\u{fffd}\n");
    let shown = lines(HOSTILE);
    assert!(!shown.contains("##[") && shown.lines().all(|line| !line.trim_start().starts_with("::")), "{shown}");
    assert!(shown.chars().all(|character| character == '\n' || !is_hidden(character)), "{shown:?}");
}

#[test]
fn commands_end_where_they_end() {
    assert_eq!(data("a%0A\nb\r::c"), "a%250A%0Ab%0D::c");
    assert_eq!(property("a,b:c\n%"), "a%2Cb%3Ac%0A%25");
    assert_eq!(data("\u{202e}\u{1b}x"), "\u{fffd}\u{fffd}x");
    for shown in [data(HOSTILE), property(HOSTILE)] {
        assert!(shown.chars().all(|character| !is_hidden(character)), "{shown:?}");
    }
    assert!(!property(HOSTILE).contains([':', ',']));
}

#[test]
fn json_keeps_its_value() {
    let value = json!({ "text": HOSTILE, HOSTILE: ["\\##[x", "\u{1d11e}"] });
    let shown = json(&format!("{value:#}"));
    assert_eq!(serde_json::from_str::<Value>(&shown).unwrap(), value);
    assert!(!shown.contains("##["), "{shown}");
    assert!(shown.chars().all(|character| character == '\n' || !is_hidden(character)), "{shown:?}");
    assert!(shown.lines().all(|line| !line.trim_start().starts_with("::")), "{shown}");
}

#[test]
fn messages_of_results_have_no_links() {
    assert_eq!(message("a [b](c)\n@d\r\u{202e}"), "a [b] (c)\n@\u{2060}d\u{fffd}\u{fffd}");
    let shown = message(HOSTILE);
    assert!(!shown.contains("](") && !shown.contains("@o") && !shown.contains('\r'), "{shown}");
}

#[test]
fn markdown_is_text() {
    for (text, expect) in [
        ("- a", "&#45;\u{2060} a"),
        ("+ a", "&#43; a"),
        ("= a", "&#61; a"),
        ("12. a", "12&#46; a"),
        ("12) a", "12&#41; a"),
        ("2026-11 against 2025-04", "2026-11 against 2025-04"),
        ("GH-1 with-x", "GH&#45;\u{2060}1 with-x"),
        ("@a #1", "&#64;\u{2060}a &#35;\u{2060}1"),
        ("of 0.1.0 -> 0.2.0", "of 0.1.0 -> 0.2.0"),
        ("<b>&amp;", "&#60;b&#62;&#38;amp;"),
        ("a `b|c` d", "a <code>b&#124;c</code> d"),
    ] {
        assert_eq!(prose(text, 100), expect, "{text}");
    }
    assert_eq!(prose("abcdef", 3), "abc…");
    for shown in [prose(HOSTILE, 1_000), code(HOSTILE)] {
        let bare = shown.replace("<code>", "").replace("</code>", "").replace("&#", "");
        for markup in ["<", "|", "](", "@", "#1", "https:", "www.", "GH-", "*", "\\", "\n", "\r", "~"] {
            assert!(!bare.contains(markup), "{markup:?} in {shown}");
        }
        assert!(shown.chars().all(|character| character == '\u{2060}' || !is_hidden(character)), "{shown:?}");
    }
}
