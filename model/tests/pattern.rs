//! The meaning of patterns, unsupported ones, and limits of the parser.

use model::pattern::{Automaton, MAX_DEPTH, MAX_LENGTH, parse};

#[track_caller]
fn automaton(pattern: &str) -> Automaton {
    parse(pattern).and_then(|parsed| Automaton::new(&parsed)).expect("the pattern is supported")
}

fn accepts(automaton: &Automaton, text: &str) -> bool {
    let mut state = 0;
    for c in text.chars() {
        let has = |range: &regex_syntax::hir::ClassUnicodeRange| (range.start()..=range.end()).contains(&c);
        let symbol = automaton.symbols.iter().position(|set| set.ranges().iter().any(has));
        state = automaton.states[state].next[symbol.expect("the symbols cover every character")];
    }
    automaton.states[state].accepting
}

#[track_caller]
fn check(pattern: &str, matches: &[&str], misses: &[&str]) {
    let automaton = automaton(pattern);
    for text in matches {
        assert!(accepts(&automaton, text), "{pattern} matches {text:?}");
    }
    for text in misses {
        assert!(!accepts(&automaton, text), "{pattern} does not match {text:?}");
    }
}

#[test]
fn places() {
    check("b", &["b", "abc"], &["", "a"]);
    check("^b", &["b", "bc"], &["ab", "a\nb"]);
    check("b$", &["b", "ab"], &["bc", "b\n"]);
    check("^$|b", &["", "ab"], &["a"]);
    check("^a|b$", &["ab", "axx", "xxb"], &["xax", "xbx"]);
    check("(^a|b)c", &["ac", "xbc"], &["xac"]);
    check("a^|b$c", &[], &["", "a", "bc"]);
    check(r"\ba", &["a", "-a", "éa"], &["ba", "_a"]);
    check(r"a\B.", &["ab", "a_"], &["a-", "aé"]);
    check("^^a$$", &["a"], &["", "aa"]);
}

#[test]
fn sets() {
    check("^.$", &["a", "\u{85}", "😀", "\u{2027}"], &["", "\n", "\r", "\u{2028}", "\u{2029}", "ab"]);
    check(
        r"^\s$",
        &["\t", "\u{b}", " ", "\u{a0}", "\u{feff}", "\u{2028}", "\u{3000}"],
        &["\u{85}", "\u{180e}", "\u{200b}"],
    );
    check(r"^\S$", &["a", "\u{85}"], &[" ", "\u{feff}"]);
    check(r"^\w$", &["a", "Z", "0", "_"], &["é", "-", "\u{17f}", "\u{212a}"]);
    check(r"^\d$", &["0", "9"], &["٣", "/", ":"]);
    check(r"^\D\W$", &["é-"], &["0-", "éa"]);
    check("^[]$", &[], &["", "a"]);
    check("^[^]$", &["a", "\n"], &["", "ab"]);
    check("^[a-]$", &["a", "-"], &["b"]);
    check(r"^[\w-.]$", &["a", "-", "."], &["+"]);
    check(r"^[+-\d]$", &["+", "-", "7"], &[",", "."]);
    check(r"^[\b]$", &["\u{8}"], &["b"]);
    check("^[[a]$", &["[", "a"], &["]"]);
    check("^[^^]$", &["a"], &["^"]);
}

#[test]
fn escapes() {
    check(r"^\t\n\v\f\r\0$", &["\t\n\u{b}\u{c}\r\0"], &["tnvfr0"]);
    check(r"^\x2e\u002e\u{2e}\cJ$", &["...\n"], &["...J"]);
    check(r"^\-\#\/\_\é$", &["-#/_é"], &[r"\-\#\/\_\é"]);
    check("^a]b}c{d{,2}{x}$", &["a]b}c{d{,2}{x}"], &["abcd"]);
    check(r"^\u{10ffff}$", &["\u{10ffff}"], &["\u{10fffe}"]);
}

/// Half a surrogate pair occurs in no text; a whole one is one code point.
#[test]
fn surrogates() {
    check(r"^\uD83D\uDE00$", &["😀"], &["\u{d7ff}"]);
    check(r"^[\uD83D\uDE00-\uD83D\uDE02]$", &["😀", "😂"], &["😃", "\u{d7ff}", "\u{e000}"]);
    check(r"^[\uD800\uDC00-\uDBFF\uDFFF]$", &["\u{10000}", "\u{10ffff}"], &["\u{ffff}", "a"]);
    check(r"^[\uD7FE-\uE001]$", &["\u{d7ff}", "\u{e000}"], &["\u{d7fd}", "\u{e002}", "\u{10000}"]);
    check(r"^[a\uDC00]$", &["a"], &["\u{fffd}"]);
    check(r"^\uD800$", &[], &["", "\u{fffd}"]);
    check(r"^\uD800\u0041$", &[], &["A", "\u{fffd}A"]);
}

/// ECMA's names have Unicode's definitions, even if Java has one of the same name; others have Java's.
#[test]
fn properties() {
    check(r"^\p{L}\p{Lu}\pN$", &["éÉ٣"], &["éé٣", "-É1"]);
    check(r"^\p{Script=Greek}\p{sc=Greek}\p{gc=Lu}$", &["αβA"], &["abA"]);
    check(r"^\p{IsAlphabetic}\p{IsL}$", &["éé"], &["1é", "é1"]);
    check(r"^\P{L}$", &["1"], &["é"]);
    check(r"^[^\p{C}]$", &["a"], &["\0", "\u{ad}"]);
    check(r"^\p{Zl}$", &["\u{2028}"], &["\u{2029}"]);
    check(r"^\p{Upper}$", &["A", "É"], &["a"]);
    check(r"^\p{Digit}$", &["1"], &["٣"]);
    check(r"^\p{Graph}$", &["!", "~"], &[" ", "é", "\u{7f}"]);
    check(r"^[^\p{Cntrl}]$", &[" ", "\u{85}"], &["\0", "\u{1f}", "\u{7f}"]);
    check(r"^\p{all}$", &["a", "\0", "\u{10ffff}"], &[""]);
    check(r"^\p{Punct}\p{Alnum}\p{Space}\p{Blank}\p{Print}\p{XDigit}\p{L1}$", &["-a\n ~fÿ"], &["-a\n ~gÿ", "-a\n ~fĀ"]);
}

/// Syntax that Java and Perl define, and ECMA 262 reads differently or refuses.
#[test]
fn dialects() {
    check("^(?s).+$", &["a", "\n", "a\u{2028}b"], &[""]);
    check("^((?s).).$", &["\na", "aa"], &["\n\n", "a\n"]);
    check("^(?s:.).$", &["\na"], &["a\n"]);
    check("^(?s)a.|b.$", &["a\n", "xb\n"], &["a", "\n"]);
    check("^(?s).(?-s).$", &["\na"], &["\n\n"]);
    check("^(?i)a[b-d][^x]é$", &["aCyé", "ABaé", "adbé"], &["abxé", "abXé", "abyÉ", "bbbé"]);
    check("^(?i:a)b$", &["Ab", "ab"], &["aB"]);
    check("^(?-i:a)$", &["a"], &["A"]);
    check(r"^\A[a-z]+\z$", &["ab"], &["", "Aabz", "ab\n"]);
    check(r"\Ab|b\z", &["bc", "ab"], &["abc"]);
    check(r"^[\x{0022}\x{1f600}]\x{41}$", &["\"A", "😀A"], &["x{41}"]);
    check(r"^\h\H\a\e$", &["\ta\u{7}\u{1b}"], &["\nhae", "hHae"]);
    check("^[[:alpha:]_][[:^digit:][:space:]]$", &["aa", "_ ", "Z-"], &["1a", "a1", "éa", ":a"]);
    check("^[[:xdigit:][:punct:]]{2}[[:word:]]$", &["f!_"], &["g!_", "f!é"]);
    check("^[a-z&&[^aeiou]]$", &["b", "z"], &["a", "B", "&"]);
    check("^[a-z&&[a-f]&&[^b]0]$", &["a", "f"], &["b", "0", "g"]);
    check("^a++b$", &["ab", "aab"], &["a", "b"]);
    check("^a++a$", &[], &["a", "aa", "aaa"]);
    check("^[ab]{1,2}+b$", &["abb", "aab", "bbb"], &["ab", "abba", "bb"]);
    check("^a?+a$", &["aa"], &["a", ""]);
    check("^(?>a*)a$", &[], &["a", "aa"]);
    check("^(?>a)a{2}+$", &["aaa"], &["aa", "aaaa"]);
    check("^(?#any text [at all)a$", &["a"], &["#a", ""]);
    check("^(?P<n>a|b)+$", &["abba"], &["c"]);
    for pattern in
        ["(?s)a", "(?i:a)", r"\A", r"\z", r"\x{41}", r"\h", "[[:alpha:]]", "[a&&[a]]", "a++", "(?#a)", "(?P<n>a)"]
    {
        assert!(parse(pattern).is_ok_and(|parsed| parsed.is_foreign), "{pattern}");
    }
    for pattern in ["(?:a)", r"\x41", "[&]|[[:a]", "a+?", "(?<n>a)", r"\u{41}"] {
        assert!(parse(pattern).is_ok_and(|parsed| !parsed.is_foreign), "{pattern}");
    }
}

#[test]
fn repetitions() {
    check("^a{2}$", &["aa"], &["a", "aaa"]);
    check("^a{2,}$", &["aa", "aaaa"], &["a"]);
    check("^a{1,2}$", &["a", "aa"], &["", "aaa"]);
    check("^a{0}b{0,0}$", &[""], &["a", "b"]);
    check("^(?:a??b*?)+?$", &["", "abbab"], &["c"]);
    check("^(?<name>a|(b))*$", &["", "abba"], &["c"]);
    check("a{2,4}$", &["aa", "xaaaaaa"], &["a"]);
    check("^x[ab]{2,4}", &["xab", "xabababab"], &["xa"]);
    check("()*|(^)*", &["", "a"], &[]);
}

#[test]
fn looking_around() {
    check("^(?!aws:)[a-z:]+$", &["a", "aws", "xaws:", "awsa:"], &["aws:", "aws:a", ""]);
    check("^(?=.*a)(?=.*b)[a-c]{2}$", &["ab", "ba"], &["aa", "ac", "abc"]);
    check(r"^(?!^[0-9]+$)\w+$", &["1a", "a1"], &["1", "12"]);
    check("a(?=b)", &["ab", "xab"], &["a", "ac", "ba"]);
    check("a(?!b)", &["a", "ac", "abaa"], &["ab", "b"]);
    check("^(?:(?!ab)[abc])*$", &["", "ba", "acb"], &["ab", "cabc"]);
    check(r"^[a.]*(?<!\.)$", &["", "a", ".a"], &[".", "a."]);
    check("(?<=a)b", &["ab", "xab"], &["b", "cb", "ba"]);
    check("(?<!^a)b", &["b", "aab", "cb"], &["ab", ""]);
    check("^(?=(?!a)[ab])", &["b"], &["a", "", "c"]);
    check(r"^(?=\d{1,3}\b)\w+$", &["1", "123"], &["1234", "1a"]);
    check("^(?=a)*b(?:(?=c){2})?$", &["b"], &["ab", "bc"]);
    check("(?=a)(?!a)", &[], &["a", ""]);
}

/// Patterns that accept the same texts have the same automaton, which has no redundant state.
#[test]
fn automata_are_minimal() {
    for (pattern, same, states) in [
        (r"^([0-9]+)+$", r"^\d+$", 3),
        (r"^[\s\S]*$", ".*", 1),
        ("^(a|b)*$", "^[ab]*$", 2),
        ("^(?:ab|ac)$", "^a[bc]$", 4),
        ("^(?=a)[ab]$", "^a$", 3),
        (r"^\*|[\w\-]{1,2048}$", r"^\*|[\w-]$", 4),
        ("[]", "a^", 1),
    ] {
        let automaton = automaton(pattern);
        assert_eq!(automaton, self::automaton(same), "{pattern} and {same}");
        assert_eq!(automaton.states.len(), states, "{pattern}");
    }
}

#[track_caller]
fn check_refused(pattern: &str, expected: &str) {
    assert_eq!(parse(pattern).expect_err("the pattern is refused").to_string(), expected, "{pattern}");
}

#[test]
fn syntax_errors() {
    check_refused("a)", "not a regular expression: a group is closed that was not opened, at byte 1");
    check_refused("a(b", "not a regular expression: a group is not closed, at byte 1");
    check_refused("é[b", "not a regular expression: a class is not closed, at byte 2");
    check_refused("[z-a]", "not a regular expression: a range of a class is out of order, at byte 1");
    check_refused(r"[\uDC00-\uDBFF]", "not a regular expression: a range of a class is out of order, at byte 1");
    check_refused("a{2,1}", "not a regular expression: the numbers of a quantifier are out of order, at byte 1");
    for pattern in ["*", "a|+", "(?)", "a**", "a???"] {
        let error = parse(pattern).expect_err("it is no regular expression").to_string();
        assert!(error.starts_with("not a regular expression: "), "{pattern}: {error}");
    }
    for pattern in ["\\", r"\x4", r"\u123", r"\u{110000}", r"\u{}", r"\u{+1}", r"\p{L", "(?<>a)", "(?<1>a)"] {
        let error = parse(pattern).expect_err("it is no regular expression").to_string();
        assert!(error.starts_with("not a regular expression: "), "{pattern}: {error}");
    }
}

#[test]
fn unsupported() {
    for (pattern, expected) in [
        (r"(a)\1", r"a back-reference is not supported, at byte 3"),
        (r"(?<n>a)\k<n>", "a back-reference is not supported, at byte 7"),
        ("(?m)a", "a flag inside the pattern is not supported, at byte 0"),
        ("(?sx:a)", "a flag inside the pattern is not supported, at byte 0"),
        ("(?i", "a flag inside the pattern is not supported, at byte 0"),
        ("(?>ab)", "an atomic group of more than a repeated character is not supported, at byte 0"),
        ("(?P=n)", "Python's reference to a group is not supported, at byte 0"),
        ("(ab)++", "a repetition of more than a character that gives nothing back is not supported, at byte 4"),
        ("(?<=a++)", "a repetition that gives nothing back, inside a look-behind is not supported, at byte 5"),
        (r"a\Z", r"the escape \Z is not supported, at byte 1"),
        (r"[\z]", r"the escape \z is not supported, at byte 1"),
        (r"\012", "an octal escape is not supported, at byte 0"),
        ("[[:letter:]]", "the POSIX class `letter` is not supported, at byte 1"),
        ("[a-z&&b]", "an intersection of classes in this form is not supported, at byte 4"),
        ("[^a-z&&[b]]", "an intersection of classes in this form is not supported, at byte 5"),
        (r"\p{InGreek}", "the property `InGreek` is not supported, at byte 0"),
        (r"\p{^L}", "the property `^L` is not supported, at byte 0"),
        ("(?<=a(?=b))", "a look-ahead inside a look-behind is not supported, at byte 5"),
        ("(?=a(?<=b))", "a look-behind inside a look-ahead is not supported, at byte 4"),
        ("(?<=a$)", "a condition on what follows, inside a look-behind is not supported, at byte 5"),
        // Malformed for ECMA 262, but published, because Java compiles it.
        ("^*", "a quantifier that repeats nothing is not supported, at byte 1"),
        (r"\b?", "a quantifier that repeats nothing is not supported, at byte 2"),
        ("(?<=a)+", "a quantifier that repeats nothing is not supported, at byte 6"),
        ("{2,64}", "a quantifier that repeats nothing is not supported, at byte 0"),
        ("a{11}{0,1011}", "a quantifier that repeats nothing is not supported, at byte 5"),
        (r"\c1", r"\c that is not followed by a letter is not supported, at byte 0"),
    ] {
        check_refused(pattern, expected);
    }
}

/// Both sides of each limit, and patterns that would take unbounded time or memory without it.
#[test]
fn bounds() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    check(&nested(MAX_DEPTH), &["a"], &["b"]);
    check_refused(&nested(MAX_DEPTH + 1), "too large: it has groups nested more than 100 deep");
    check_refused(&"(".repeat(10_000), "too large: it has groups nested more than 100 deep");
    assert!(parse(&"a".repeat(MAX_LENGTH)).is_ok());
    check_refused(&"a".repeat(MAX_LENGTH + 1), "too large: it has more than 20000 bytes");
    assert!(parse("(?:a{100}){400}").is_ok());
    let weight = "too large: it has more than 50000 parts, repetitions written out";
    check_refused("(?:a{1000}){1000}", weight);
    check_refused("a{99999999999999999999}", weight);
    check_refused("(((((a{9999}){9999}){9999}){9999}){9999}){9999}", weight);
}

/// Without a limit, the automata would have up to two to the power of 60 states.
#[test]
fn too_large_an_automaton() {
    let many: String = (0..251).map(|index| format!("{:x}", 0x4e00 + index)).map(|hex| format!(r"\u{hex}")).collect();
    for (pattern, expected) in [
        ("(a|b)*a(a|b){60}", "too large: it has more states than are worth a table"),
        ("^(?:a?){9999}$", "too large: it has more states than are worth a table"),
        ("(?=(a|b)*a(a|b){60}c)", "too large: it has more states than are worth a table"),
        (&many, "too large: it has more than 250 classes of characters"),
    ] {
        let error = Automaton::new(&parse(pattern).expect("it can be read")).expect_err("it is too large");
        assert_eq!(error.to_string(), expected, "{pattern}");
    }
}

/// Any text is parsed or refused.
#[test]
fn arbitrary_text() {
    const PARTS: &[&str] = &[
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "?",
        "*",
        "+",
        "|",
        "\\",
        "^",
        "$",
        ".",
        "-",
        ",",
        ":",
        "=",
        "!",
        "<",
        ">",
        "&&",
        "1",
        "9",
        "a",
        "é",
        "😀",
        "\\u",
        "\\x",
        "\\p{L}",
        "\\p",
        "\\c",
        "\\d",
        "\\b",
        "(?",
        "(?<",
        "{2}",
        "{1,3}",
        "D800",
        "\0",
        "[:alpha:]",
        "&&[",
        "(?s)",
        "(?i",
        "\\A",
        "\\z",
        "++",
        "(?>",
        "(?#",
        "{",
    ];
    let mut seed = 0x5eed_u64;
    let mut below = |limit: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % limit
    };
    let mut read = 0;
    for _ in 0..20_000 {
        let pattern: String = (0..below(12)).map(|_| PARTS[below(PARTS.len())]).collect();
        let Ok(parsed) = parse(&pattern) else { continue };
        read += 1;
        if let Ok(automaton) = Automaton::new(&parsed) {
            accepts(&automaton, "aé1");
        }
    }
    assert!(read > 1000, "only {read} were read");
}
