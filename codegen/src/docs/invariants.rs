//! Tests the invariants of the conversion on published models, random markup and hostile input.

use std::path::PathBuf;

use super::{render::WIDTH, rustdoc, summary};

/// Converts documentation, and checks the output.
#[track_caller]
fn check(documentation: &str) -> String {
    let (markdown, summary) = (rustdoc(documentation), summary(documentation));
    let problems = [problems(&markdown, WIDTH), problems(&summary, usize::MAX)].concat();
    assert!(problems.is_empty(), "{problems:?} in\n{markdown}\nof\n{documentation}");
    assert!(!summary.contains('\n'), "the summary is one line of\n{documentation}");
    markdown
}

fn problems(markdown: &str, width: usize) -> Vec<String> {
    let mut problems = Vec::new();
    let mut claim = |holds: bool, problem: &str| {
        if !holds {
            problems.push(problem.to_owned());
        }
    };
    claim(markdown == markdown.trim_matches('\n'), "an empty line at an end");
    claim(markdown.lines().all(|line| line == line.trim_end()), "white space at the end of a line");
    claim(!markdown.chars().any(|it| it.is_control() && it != '\n'), "a control character");
    for block in blocks(markdown) {
        let text = without_code(&block);
        claim(!text.contains('`'), "a backtick that ends no code span");
        claim(!text.contains(['[', ']']) || text.contains("](http"), "a bracket that is no link");
        claim(text.matches("](http").count() == text.matches("](").count(), "a link that does not lead to the web");
        let is_markup = |rest: &str| !rest.starts_with([' ', '\n']) && !rest.starts_with("http");
        claim(!text.split('<').skip(1).any(is_markup), "a tag");
        for line in text.lines().filter(|line| line.chars().count() > width) {
            let content = line.trim_start_matches(|it: char| it.is_ascii_digit() || "> -*#.)".contains(it));
            claim(!content.contains(' '), "a line that is too wide");
        }
    }
    problems
}

/// Returns the text between empty lines, without code blocks.
fn blocks(markdown: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    let mut fence: Option<String> = None;
    for line in markdown.lines() {
        let content = line.trim_start_matches(|it: char| it.is_ascii_digit() || "> -*.)".contains(it));
        let backticks: String = content.chars().take_while(|it| *it == '`').collect();
        let opens = backticks.len() > 2 && !content[backticks.len()..].contains('`');
        match &fence {
            Some(open) if *open == content => fence = None,
            Some(_) => {}
            None if opens => fence = Some(backticks),
            None if content.is_empty() => blocks.push(String::new()),
            None => {
                let block = blocks.last_mut().expect("there is always a block");
                block.extend([line, "\n"]);
            }
        }
    }
    assert_eq!(fence, None, "a block of code is not closed in\n{markdown}");
    blocks
}

/// Returns a block with an x for each character that is in a code span or escaped. An unmatched fence is kept.
fn without_code(block: &str) -> String {
    let mut text = String::new();
    let mut rest = block;
    while let Some(at) = rest.find(['\\', '`']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(escaped) = rest.strip_prefix('\\') {
            text.push_str(if escaped.starts_with('\n') { "x\n" } else { "xx" });
            rest = &escaped[escaped.chars().next().map_or(0, char::len_utf8)..];
            continue;
        }
        let fence = rest.len() - rest.trim_start_matches('`').len();
        match code_end(&rest[fence..], fence) {
            Some(end) => {
                let span = rest[..fence + end].chars();
                text.extend(span.map(|it| if it == '\n' { it } else { 'x' }));
                rest = &rest[fence + end..];
            }
            None => return text + rest,
        }
    }
    text + rest
}

fn code_end(text: &str, fence: usize) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text[at..].find('`')?;
        let length = text[at..].len() - text[at..].trim_start_matches('`').len();
        at += length;
        if length == fence {
            return Some(at);
        }
    }
}

#[test]
fn checks_find_errors() {
    let long = format!("{} b", "a".repeat(WIDTH));
    for wrong in ["\n", "a ", "a\tb", "a `b", "``a`", "[a]", "[a](b)", "a <b>", "</p>", &long] {
        assert!(!problems(wrong, WIDTH).is_empty(), "{wrong:?}");
    }
    for right in ["", "a < b", "\\`", "`` a` ``", "[a](https://b.cd)", "<https://a.bc>", "`[a] <b>`", "\\<b>"] {
        assert_eq!(problems(right, WIDTH), Vec::<String>::new(), "{right:?}");
    }
}

/// Skips the published models if they are absent.
#[test]
fn published_documentation() {
    let data = std::env::var_os("REFERENCE_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../model");
    let mut documentation = std::collections::BTreeSet::new();
    for folder in [own, data.join("models")] {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            eprintln!("{} is not there", folder.display());
            continue;
        };
        let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
        for path in paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
            let text = std::fs::read_to_string(path).expect("the model can be read");
            collect(&serde_json::from_str(&text).expect("the model is JSON"), &mut documentation);
        }
    }
    eprintln!("{} texts", documentation.len());
    for documentation in &documentation {
        let markdown = check(documentation);
        assert_eq!(rustdoc(&markdown), markdown, "the same again of\n{documentation}");
    }
}

fn collect(value: &serde_json::Value, found: &mut std::collections::BTreeSet<String>) {
    match value {
        serde_json::Value::Object(members) => {
            found.extend(members.get("smithy.api#documentation").and_then(|it| it.as_str()).map(str::to_owned));
            members.values().for_each(|value| collect(value, found));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

#[test]
fn random_markup() {
    const PARTS: &str = r##"| |a|word|1.|)|(|-|--|+|*|**|_|__|~|~~~|`|``|```|[|]|[x]|[^1]|]:|](|!|<|>|</|<!|&|&amp;|&lt;|&#42;|&#x60;|
        |;|#|=|:|\|\|https://foo.com|http://a.b/c(d)|https://{x}.y.z|"|é|“|<b>|</b>|<i>|</i>|<code>|</code>|
        |<a href="https://e.org/x">|<a href='../rel'>|<a>|</a>|<br/>|<p>|</p>|<region>|<ul>|</ul>|<li>|</li>|<ol>|</ol>|
        |<note>|</note>|<dl>|</dl>|<dt>|</dt>|<dd>|<pre>|</pre>|<table>|<tr>|<td>|<h2>|</h2>|<!--|-->|*em*|[t](https://x.org)|
        |`code`|[t](rel)|<https://q.org/z>"##;
    let lines = ["\n", "\n\n", "\n- ", "\n1. ", "\n  - ", "\n> ", "\n# ", "\n```\n", "\n---\n", "\n===\n", "\n    "];
    let parts: Vec<&str> = PARTS.split('|').map(str::trim_start).chain(["|", " ", " "]).chain(lines).collect();
    let mut state = 1_u64;
    let mut below = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    for round in 0..5_000 {
        let start = if round % 2 == 0 { "<p>" } else { "" };
        let length = below(if round % 50 == 0 { 300 } else { 20 });
        let documentation: String = (0..length).map(|_| parts[below(parts.len())]).collect();
        check(&format!("{start}{documentation}"));
    }
}

/// The size of the output is bounded by that of the input, whatever is repeated or nested.
#[test]
fn long_and_deep_documentation() {
    let parts = [
        "<",
        "&",
        "`",
        "[",
        "](",
        "[a](",
        "*",
        "*a ",
        "_a_",
        "\\",
        "~",
        "> ",
        "- ",
        "#",
        "<p>",
        "<!--",
        "<ul><li>",
        "<b>",
        "</b>",
        "<a href='https://a.bc'>",
        "<a href='",
        "<code>",
        "<pre>",
        "<note>",
        "<dt>",
        "&#x110000;",
        "https://a.bc",
        "http://",
        "``a`",
        "- a\n",
        "    a\n",
        "a\n=\n",
        "\\\n",
        "<br>",
        "x",
    ];
    for part in parts {
        for start in ["<p>", "", "<code>"] {
            let documentation = format!("{start}{}", part.repeat(20_000 / part.len()));
            let markdown = rustdoc(&documentation);
            assert!(markdown.len() < 12 * documentation.len(), "{part:?} gives {} bytes", markdown.len());
        }
    }
    assert_eq!(rustdoc(&format!("{}a", "<".repeat(1_000_000))).len(), 2_000_001);
    let nested = format!("{}a{}b", "<ul><li>".repeat(100_000), "</li></ul>".repeat(100_000));
    assert_eq!(rustdoc(&nested), format!("{}a\n\nb", "- ".repeat(6)));
    assert_eq!(rustdoc(&format!("{}a", "<b><i>".repeat(100_000))), "**a**");
}

/// The parser compares each line of a paragraph with all quotations around it, so their number is bounded.
#[test]
fn deep_quotations_are_text() {
    let quotations = |depth: usize| rustdoc(&format!("{}a", "> ".repeat(depth)));
    assert_eq!(quotations(100), format!("{}a", "> ".repeat(12)));
    assert!(quotations(101).starts_with("\\> > > "));
    let many_lines = format!("{}{}", "> ".repeat(100_000), "a\n".repeat(100_000));
    assert!(rustdoc(&many_lines).len() < 2 * many_lines.len());
}
