//! Tests of each kind of block.

use expect_test::{Expect, expect};

use super::rustdoc;

#[track_caller]
fn check(documentation: &str, expect: Expect) {
    expect.assert_eq(&rustdoc(documentation));
}

#[test]
fn paragraphs() {
    check("", expect![[""]]);
    check(" \n\t ", expect![[""]]);
    check("<p> </p><p/>", expect![[""]]);
    check(
        "<p>One.</p>\n   <p>Two\n      lines.</p>",
        expect![[r#"
        One.

        Two lines."#]],
    );
    check(
        "<fullname>A Service</fullname><p>It serves.",
        expect![[r#"
        A Service

        It serves."#]],
    );
    check(
        "<p>One<br/>two<br/> <br/>three<br></p>",
        expect![[r#"
        One\
        two\
        three"#]],
    );
    check(
        "One.\nStill one.\n\n\nTwo.",
        expect![[r#"
        One. Still one.

        Two."#]],
    );
    check(
        "<h2>A heading #</h2>text<h3>1. <p>next",
        expect![[r#"
        ## A heading \#

        text

        ### 1\.

        next"#]],
    );
    check(
        "# A heading\n## Two ##\nText\n===\nMore\n---\n",
        expect![[r#"
        # A heading

        ## Two

        # Text

        ## More"#]],
    );
}

#[test]
fn lists() {
    check(
        "<p>Either:</p><ul><li><p>one</p></li> <li>two<p>more</p></li></ul><p>End.</p>",
        expect![[r#"
        Either:

        - one
        - two

          more

        End."#]],
    );
    check(
        "<ol><li>one</li><li></li><li>two<ul><li>a</li><li>b</ul></li><li>three</ol>",
        expect![[r#"
        1. one
        2. two
           - a
           - b
        3. three"#]],
    );
}

#[test]
fn lists_side_by_side_and_inside_each_other() {
    check(
        "<ul>bare<li>a<ol><li>b<pre>c</pre></ol>d</ul></ul>e",
        expect![[r#"
        - bare
        - a
          1. b

             ```text
             c
             ```

          d

        e"#]],
    );
    check(
        "<ul><li>a</ul><ul><li>b</ul><ul><li>c</ul><ol><li>d</ol><ol><li>e</ol>",
        expect![[r#"
        - a

        * b

        - c

        1. d

        1) e"#]],
    );
    check("<ul><li><ul><li>a</ul></ul>", expect!["- - a"]);
    check(
        "<li>a<li>b</li></p>c",
        expect![[r#"
        - a
        - b
        - c"#]],
    );
}

#[test]
fn terms() {
    check(
        "<dl><dt>A</dt><dd><p>is a.</p><p>Really.</p></dd><dt><code>B</code>:</dt><dd>b</dd><dt>C</dl>",
        expect![[r#"
        - **A**: is a.

          Really.
        - **`B`:** b
        - **C**"#]],
    );
    check(
        "<dl><dt><p>A</p><dd><ul><li>x</ul></dl>",
        expect![[r#"
        - **A**
          - x"#]],
    );
}

#[test]
fn lists_of_commonmark() {
    check(
        "- a\n  b\n-  c\n   * d\n\n     e\n   * f\n\n3) g\n4) h\ni",
        expect![[r#"
        - a b
        - c
          - d

            e
          - f

        3. g
        4. h i"#]],
    );
    check(
        "text\n- a\n1. b\n2. c\n+ d",
        expect![[r#"
        text

        - a

        1. b
        2. c

        - d"#]],
    );
}

#[test]
fn asides() {
    check(
        "<note><p>One.</p><p>Two.</p></note><important>Three.</important>",
        expect![[r#"
        > **Note**: One.
        >
        > Two.

        > **Important**: Three."#]],
    );
    check(
        "<ul><li><p>a</p><note>\n<p><b>b</b></p>\n</note></li></ul>",
        expect![[r#"
        - a

          > **Note**: **b**"#]],
    );
    check(
        "<note><ul><li>a</ul><p>b</p></note><note> </note><blockquote>c</blockquote>",
        expect![[r#"
        > **Note**
        >
        > - a
        >
        > b

        > c"#]],
    );
    check(
        "<warning>a<caution>b</caution></warning><tip>c</tip>",
        expect![[r#"
        > **Warning**: a
        >
        > > **Caution**: b

        > **Tip**: c"#]],
    );
    check(
        "> a\nb\n> > c\n\nd",
        expect![[r#"
        > a b
        >
        > > c

        d"#]],
    );
}

#[test]
fn blocks_of_code() {
    check(
        "a<pre>\n  <code>b &lt; *c*\n\n\td  \n</code></pre>e",
        expect![[r#"
        a

        ```text
          b < *c*

            d
        ```

        e"#]],
    );
    check(
        "<ul><li><pre>```\n````x</pre>",
        expect![[r#"
        - `````text
          ```
          ````x
          `````"#]],
    );
    check(
        "<pre> \n </pre>a<pre>open<b",
        expect![[r#"
        a

        ```text
        open<b
        ```"#]],
    );
    check(
        "```json\n{ \"a\": [1] }\n```\n~~~rust,ignore\nfn a() {}\n~~~\n```\n<p>\n",
        expect![[r#"
        ```json
        { "a": [1] }
        ```

        ```text
        fn a() {}
        ```

        ```text
        <p>
        ```"#]],
    );
    check(
        "a\n\n    b\n      c\n\n    d\ne",
        expect![[r#"
        a

        ```text
        b
          c

        d
        ```

        e"#]],
    );
}

#[test]
fn tables() {
    check(
        "<table><tr><th>A<th>B</tr><tr><td><p>1</p></td><td><p>2</p><p>3</p></td></tr></table>",
        expect![[r#"
        - A | B
        - 1 | 2 3"#]],
    );
    check(
        "<p>a|b<br>---|---<br>c|d",
        expect![[r#"
        a|b\
        \---|---\
        c|d"#]],
    );
}
