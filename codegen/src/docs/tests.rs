//! Tests of inline markup and of summaries.

use expect_test::{Expect, expect};

use super::{rustdoc, summary};

#[track_caller]
fn check(documentation: &str, expect: Expect) {
    expect.assert_eq(&rustdoc(documentation));
}

/// Checks that HTML text is unchanged except for escapes.
#[track_caller]
fn check_text(text: &str, expected: &str) {
    assert_eq!(rustdoc(&format!("<p>{text}</p>")), expected, "of {text:?}");
}

#[track_caller]
fn check_summary(documentation: &str, expected: &str) {
    assert_eq!(summary(documentation), expected, "of {documentation:?}");
}

#[test]
fn lines_are_110_columns_wide() {
    let word = "é".repeat(9);
    let line = [word.as_str(); 11].join(" ");
    assert_eq!(line.chars().count(), 109);
    assert_eq!(rustdoc(&line), line);
    assert_eq!(rustdoc(&format!("{line}é")), format!("{line}é"));
    assert_eq!(rustdoc(&format!("{line}éé")), format!("{}\n{word}éé", &line[..line.len() - word.len() - 1]));
    assert_eq!(rustdoc(&format!("<ul>{line}")), format!("- {}\n  {word}", &line[..line.len() - word.len() - 1]));
    let long = "x".repeat(200);
    assert_eq!(rustdoc(&format!("a {long} b")), format!("a\n{long}\nb"));
    assert_eq!(rustdoc(&format!("# {line}")), line, "a heading that is too long is none");
    let code = format!("`{} b`", "a".repeat(105));
    assert_eq!(rustdoc(&format!("word {code}")), format!("word\n{code}"), "it has room on a line");
    check(
        &format!("<code>{} - 1. # c d</code>", "a".repeat(105)),
        expect![[r#"
        `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa - 1. #
        c d`"#]],
    );
}

#[test]
fn the_start_of_a_line_does_not_begin_a_block() {
    for word in ["#", "###", "-", "--", "+", "*", ">", ">a", "=", "===", "_", "___", "|", ":-:", "~~~"] {
        let line = rustdoc(&format!("<p>{word} a</p>"));
        assert!(line.starts_with('\\'), "{line}");
        let wrapped = rustdoc(&format!("<p>{} {word} a</p>", "x".repeat(109)));
        assert!(wrapped.split_once('\n').is_some_and(|(_, second)| second.starts_with('\\')), "{wrapped}");
    }
    check_text("1. a", "1\\. a");
    check_text("__a<br/>__ b", "__a\\\n\\_\\_ b");
    check_text("12) a", "12\\) a");
    check_text("1.5 a", "1.5 a");
    check_text("1234567890. a", "1234567890. a");
    check_text("#a -a +a =a |a", "#a -a +a =a |a");
}

#[test]
fn text_is_not_markup() {
    check_text("a * b", "a * b");
    check_text("*a* 2*3", "\\*a\\* 2\\*3");
    check_text("snake_case _a b_ _c_ __d__", "snake_case _a b\\_ _c\\_ __d\\_\\_");
    check_text("~5 (~5) a~ ~~b~~ a~b", "~5 (~5) a\\~ ~~b\\~\\~ a\\~b");
    check_text("`code` ``null``", "\\`code\\` \\`\\`null\\`\\`");
    check_text("[a](b) [a][b] [^1] - [x]", "\\[a\\](b) \\[a\\]\\[b\\] \\[^1\\] - \\[x\\]");
    check_text("arn:<region>:< b, a < b <= c", "arn:\\<region>:< b, a < b \\<= c");
    check_text("a <b <i>c</i> </ b <1> <p.q>", "a \\<b *c* \\</ b \\<1> \\<p.q>");
    check_text("C:\\dir\\_a \\ \\* a\\", "C:\\dir\\\\_a \\\\ \\\\\\* a\\\\");
    check_text("wow!<a href='https://a.bc'>x</a>", "wow\\![x](https://a.bc)");
    check_text("<b>*</b>", "**\\***");
}

#[test]
fn references() {
    check_text("&lt;b&gt; &amp;amp; &amp; &quot;&#39;&#x27;&nbsp;&copy;", "\\<b> \\&amp; & \"'' ©");
    check_text("a&b a && b &key2=v &foo; &; &#; &#x;", "a&b a && b &key2=v \\&foo; &; \\&#; \\&#x;");
    check_text("&#x110000; &#0; &#xD800; &#99999999999; &#x1F600;", "\u{fffd} \u{fffd} \u{fffd} \u{fffd} 😀");
    check_text("&amp<b></b>;x", "\\&amp;x");
}

#[test]
fn code() {
    check_text("<code>a  b\n c</code>", "`a b c`");
    check_text("<code> a </code>b<code></code>", "`a` b");
    check_text("<code>a`b</code> <code>``</code> <code>`x</code>", "``a`b`` ``` `` ``` `` `x ``");
    check_text("<code>a</code><code>b</code><b><code>c</code></b>d", "`abc`d");
    check_text("<code><i>b</i>/&lt;k&gt;/<region></code>", "`b/<k>/<region>`");
    check_text("the <code/> string", "the string");
    check_text("<code>x<a href='https://a.bc'>y</a></code>", "`x`[`y`](https://a.bc)");
    check_text("see <a>CreateFlow</a> and <a>two words</a>", "see `CreateFlow` and two words");
    check_text("<code>a<br/>b</code>", "`a b`");
    check_text("<code>open</p><p>x", "`open`\n\nx");
}

#[test]
fn emphasis() {
    check_text(
        "<b>a</b> <i>b</i> <em>c</em> <strong>d</strong> <replaceable>e</replaceable>",
        "**a** *b* *c* **d** *e*",
    );
    check_text("a<b> b </b>c", "a **b** c");
    check_text("<b>a <i>b</i> <b>c</b></b>", "**a b c**");
    check_text("<b>a<i>b</b>c</i> <b></b>d", "**abc** d");
    check_text("<b>Note:</b>The <b>Note</b>:the", "Note:The **Note**:the");
    check_text("<b>a</b><i>b</i>", "**a**b");
    check_text("<b>open <a href='https://a.bc'>x</b> y</a>", "**open [x](https://a.bc)** y");
    check_text("<b>a</p><p>b", "**a**\n\nb");
}

#[test]
fn links() {
    check_text("<a href=\"https://a.bc/d?e=f&amp;g=h\">A <code>b</code></a>", "[A `b`](https://a.bc/d?e=f&g=h)");
    check_text("<a target=x href = 'HTTP://a.bc/(d) e'>x]</a>", "[x\\]](http://a.bc/%28d%29%20e)");
    check_text("<a href=https://a.bc>x</a>", "[x](https://a.bc)");
    check_text("<a href=''>a</a> <a href='../b'>b</a> <a href='#c'>c</a> <a href='mailto:d@e.f'>d</a>", "a b c d");
    check_text("<a href='https://'>a</a> <a name='x'>b</a> <a href='javascript:x'>c</a>", "a b c");
    check_text("<a href='https://a.bc'>https://a.bc</a>", "<https://a.bc>");
    check_text("<a href='https://a.bc'>https://other.bc</a>", "[https://other.bc](https://a.bc)");
    check_text("<a href='https://a.bc'>x <a href='https://d.ef'>y</a> z</a>", "[x y z](https://a.bc)");
    check_text("<a href='https://a.bc'><code>[x]: y</code></a>", "[\\[x\\]: y](https://a.bc)");
    check_text("<a href='https://a.bc'></a>x", "x");
    check_text(
        "<b>w <a href='https://a.bc'>x</b> <a href='https://d.ef'>y</a>",
        "**w [x](https://a.bc)** [y](https://d.ef)",
    );
}

#[test]
fn addresses_in_text() {
    check_text("See https://a.bc/d_e?f=*g*.", "See <https://a.bc/d_e?f=*g*>.");
    check_text("(https://a.bc/d), http://a.bc/x(y)!", "(<https://a.bc/d>), <http://a.bc/x(y)>!");
    check_text("\"https://a.bc\" &lt;https://d.ef>", "\"<https://a.bc>\" \\<<https://d.ef>>");
    check_text("https://{id}.a.bc/x.", "`https://{id}.a.bc/x`.");
    check_text("https://s3.<region>.a.bc", "`https://s3.<region>.a.bc`");
    check_text("http://localhost:80 https:// http httpx://a.bc", "http://localhost:80 https:// http httpx://a.bc");
}

#[test]
fn text_in_commonmark() {
    check("*a* **b** _c_ __d__ *e **f** g* 2*3*4 *h", expect![[r#"*a* **b** *c* **d** *e f g* 2*3*4 \*h"#]]);
    check("`a` ``b`c`` `open ``x` \\`y\\`", expect![[r#"`a` ``b`c`` ```open ``x``` \`y\`"#]]);
    check(
        "[a](https://a.bc) [b](c) [d] ![e](https://f.gh) <https://i.jk> [l](https://m.n 'o')",
        expect![[r#"[a](https://a.bc) b \[d\] [e](https://f.gh) <https://i.jk> [l](https://m.n)"#]],
    );
    check(
        "[a [b](https://c.de) f](https://g.hi) *j [k*](https://l.mn)",
        expect![[r#"\[a [b](https://c.de) f\](<https://g.hi>) \*j [k\*](https://l.mn)"#]],
    );
    check(
        "a\\\nb  \nc \\* &lt; &copy; \\x <b>d</b> <region> <!-- e -->f",
        expect![[r#"
        a\
        b\
        c * < © \x **d** \<region> f"#]],
    );
    check(
        "3_2_LFE, a < b, x>y, 10 * 3, are. * Choose None",
        expect!["3_2_LFE, a < b, x>y, 10 * 3, are. * Choose None"],
    );
    check(
        "Tags such as `<p>` and \\<p> are no HTML: *a*",
        expect![[r#"Tags such as `<p>` and \<p> are no HTML: *a*"#]],
    );
    check(
        "*a* is no HTML\n````\n~~~\n<p>\n```\n````",
        expect![[r#"
        *a* is no HTML

        ````text
        ~~~
        <p>
        ```
        ````"#]],
    );
    check(
        "*a* but <br/> is",
        expect![[r#"
        \*a\* but\
        is"#]],
    );
}

#[test]
fn links_and_html_in_commonmark() {
    check("[a][b] [c] [b]\n\n[b]: https://d.ef 'g'", expect![[r#"[a](https://d.ef) \[c\] [b](https://d.ef)"#]]);
    check("<arn:aws:x> <a@b.cd> [*e*](../f)", expect![[r#"\<arn:aws:x> \<a@b.cd> *e*"#]]);
    check("***a*** ![b ![c](https://d.ef)](g)", expect![[r#"*a* b [c](https://d.ef)"#]]);
    check(
        "a\n\n<region>\n<b>c</b>\n\nd",
        expect![[r#"
        a

        \<region> **c**

        d"#]],
    );
    check(
        "a\n\n    <p>b</p>",
        expect![[r#"
        a

        b"#]],
    );
    check(
        "- a\n  ***\n  b\n  # c\n- d\n      e",
        expect![[r#"
        - a

          b

          # c
        - d e"#]],
    );
}

#[test]
fn hidden_characters() {
    check_text("a\u{202e}b\u{200b}c\u{feff}\0d&#x202e;e \u{a0} f\u{2028}g\u{85}h", "abcde f g h");
    check_text("<code>a\u{202e}\u{7}b</code> \u{200b} c", "`ab` c");
    check(
        "<pre>a\u{202e}\r\nb\u{85}c</pre>",
        expect![[r#"
        ```text
        a
        b c
        ```"#]],
    );
}

#[test]
fn summaries() {
    check_summary("", "");
    check_summary("<ul></ul><pre>code</pre>", "");
    check_summary("<p>One. Two.</p>", "One.");
    check_summary("<p>One, e.g. Two (i.e. Three). Four.</p>", "One, e.g. Two (i.e. Three).");
    check_summary("One 1.5 and a.b\nno end\n\nTwo", "One 1.5 and a.b no end");
    check_summary("One? two! Three", "One? two!");
    check_summary("One (two.) `three`", "One (two.)");
    check_summary("<p><b>One. Two</b> three. Four", "**One. Two** three.");
    check_summary("<p>See <a href='https://a.bc'>One. Two</a>. <i>Three", "See [One. Two](https://a.bc).");
    check_summary("<p>One<br>Two.", "One");
    check_summary("# One\nTwo", "One");
    check_summary(&"word ".repeat(100), "word ".repeat(100).trim_end());
}

/// A deprecation's message reaches rustdoc as Markdown, so a bracket in it would be a link.
#[test]
fn notes_are_one_line_without_links() {
    let cases = [
        ("use [NewThing] instead", r"use \[NewThing\] instead"),
        ("use `NewThing` instead", "use `NewThing` instead"),
        ("use <code>NewThing</code>.", "use `NewThing`."),
        ("one\n\ntwo", "one two"),
        ("", ""),
    ];
    for (message, note) in cases {
        assert_eq!(super::note(message), note);
    }
    assert_eq!(super::plain("A [B] `C`\nD"), r"A \[B\] \`C\` D");
    assert_eq!(super::code("a`b\nc"), "``a`b c``");
}
