//! The syntax trees of expressions, and the errors of texts that are none.

use super::{Comparator, Expression, Literal, parse};

/// Formats the tree as fully parenthesized text.
fn shown(expression: &Expression) -> String {
    let all = |parts: &[Expression]| parts.iter().map(shown).collect::<Vec<_>>().join(", ");
    match expression {
        Expression::Current => "@".to_owned(),
        Expression::Literal(Literal::Null) => "null".to_owned(),
        Expression::Literal(Literal::Boolean(value)) => value.to_string(),
        Expression::Literal(Literal::Number(number)) => number.to_string(),
        Expression::Literal(Literal::Text(text)) => format!("{text:?}"),
        Expression::Field(name) => name.clone(),
        Expression::Index(index) => format!("#{index}"),
        Expression::Sequence(one, two) => format!("({} > {})", shown(one), shown(two)),
        Expression::Values(one) => format!("values({})", shown(one)),
        Expression::Flatten(one) => format!("flat({})", shown(one)),
        Expression::Slice(one, start, stop, step) => {
            let [start, stop] = [start, stop].map(|place| place.map_or("_".to_owned(), |place| place.to_string()));
            format!("slice({} {start} {stop} {step})", shown(one))
        }
        Expression::Filter(one, two) => format!("filter({} ? {})", shown(one), shown(two)),
        Expression::Projection(one, two) => format!("each({} : {})", shown(one), shown(two)),
        Expression::List(parts) => format!("[{}]", all(parts)),
        Expression::Object(entries) => {
            let entries = entries.iter().map(|(name, part)| format!("{name}: {}", shown(part)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Expression::Or(one, two) => format!("({} or {})", shown(one), shown(two)),
        Expression::And(one, two) => format!("({} and {})", shown(one), shown(two)),
        Expression::Not(one) => format!("not {}", shown(one)),
        Expression::Comparison(comparator, one, two) => {
            let comparator = match comparator {
                Comparator::Equal => "==",
                Comparator::NotEqual => "!=",
                Comparator::Less => "<",
                Comparator::LessOrEqual => "<=",
                Comparator::Greater => ">",
                Comparator::GreaterOrEqual => ">=",
            };
            format!("({} {comparator} {})", shown(one), shown(two))
        }
        Expression::Call(function, arguments) => format!("{function:?}({})", all(arguments)),
    }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let found = parse(text).map_or_else(|error| error.to_string(), |expression| shown(&expression));
    assert_eq!(found, expected, "{text}");
}

#[test]
fn paths() {
    check("a", "a");
    check("@", "@");
    check(" a . b.\"c d\\u0021\" ", "((a > b) > c d!)");
    check("a[0].b[-1]", "((a > #0) > (b > #-1))");
    check("[0]", "#0");
    check("a.[b, c.d]", "(a > [b, (c > d)])");
    check("{x: a, \"y z\": b.c}", "{x: a, y z: (b > c)}");
    check("a.{x: b}", "(a > {x: b})");
    check("a | b", "(a > b)");
}

#[test]
fn projections() {
    check("a[*].b.c", "each(a : (b > c))");
    check("a[*].b | [0]", "(each(a : b) > #0)");
    check("(a[*].b)[0]", "(each(a : b) > #0)");
    check("a[*][0]", "each(a : #0)");
    check("[*].a", "each(@ : a)");
    check("a.*.b", "each(values(a) : b)");
    check("*.b", "each(values(@) : b)");
    check("a[].b", "each(flat(a) : b)");
    check("a[].b[].c", "each(flat(each(flat(a) : b)) : c)");
    check("a[*].[b.n, c.n][]", "each(flat(each(a : [(b > n), (c > n)])) : @)");
    check("a[?b == 'x'].c", "each(filter(a ? (b == \"x\")) : c)");
    check("a[?b][]", "each(flat(each(filter(a ? b) : @)) : @)");
    check("[?a]", "each(filter(@ ? a) : @)");
    check("a[*].b == c", "(each(a : b) == c)");
}

#[test]
fn slices() {
    check("a[0:2]", "each(slice(a 0 2 1) : @)");
    check("a[:2].b", "each(slice(a _ 2 1) : b)");
    check("a[-2:]", "each(slice(a -2 _ 1) : @)");
    check("a[::-1] | [0]", "(each(slice(a _ _ -1) : @) > #0)");
    check("a[1:2:]", "each(slice(a 1 2 1) : @)");
    check("[:]", "each(slice(@ _ _ 1) : @)");
    check("a[1:2:0]", "expected a step that is not 0 at byte 5");
    check("a[1:2:3:4]", "expected a number, `:` or `]` at byte 7");
    check("a[1 2]", "expected `:` or `]` at byte 4");
    check("a[1:b]", "expected a number, `:` or `]` at byte 4");
}

#[test]
fn operators_by_their_strength() {
    check("a || b && c", "(a or (b and c))");
    check("!a && b", "(not a and b)");
    check("!(a && b)", "not (a and b)");
    check("a == b || c < `1` && d", "((a == b) or ((c < 1) and d))");
    check("a != b | c >= `-2.5` | d <= e | f > g", "((((a != b) > (c >= -2.5)) > (d <= e)) > (f > g))");
    // As in the reference implementations, `!` binds more strongly than a dot.
    check("!a.b", "(not a > b)");
}

#[test]
fn literals_and_functions() {
    check("'it\\'s \\\\ `x`'", "\"it's \\\\ `x`\"");
    check("`\"a\\`b\"`", "\"a`b\"");
    check("`true`", "true");
    check("`null`", "null");
    check("keys(a)", "Keys(a)");
    check("length(a[?b == `1`]) == `0`", "(Length(each(filter(a ? (b == 1)) : @)) == 0)");
    check(
        "contains(a[].[length(b[?c=='x']) >= d][], `false`)",
        "Contains(each(flat(each(flat(a) : [(Length(each(filter(b ? (c == \"x\")) : @)) >= d)])) : @), false)",
    );
    check("not_null(a, b, 'c')", "NotNull(a, b, \"c\")");
    check("a.length(@)", "(a > Length(@))");
    check("length", "length");
    check("merge(a, b)", "Merge(a, b)");
    check("max(a[*].b)", "Max(each(a : b))");
}

#[test]
fn malformed_expressions_are_refused() {
    check("", "expected an expression at byte 0");
    check("a.", "expected a name, `*`, `[` or `{` at byte 2");
    check("a b", "expected an operator or the end at byte 2");
    check("a[*]b", "expected an operator or the end at byte 4");
    check("a[b]", "expected an index or `*` at byte 2");
    check("[a", "expected `,` or `]` at byte 2");
    check("(a", "expected `)` at byte 2");
    check("a[?b", "expected `]` at byte 4");
    check("{a}", "expected `:` at byte 2");
    check("'a", "expected a closing mark at byte 0");
    check("`a`", "expected a literal as JSON at byte 0");
    check("`1e999`", "expected a literal as JSON at byte 0");
    check("\"\\x\"", "expected a name as a JSON string at byte 0");
    check("a[99999999999]", "expected a 32-bit integer at byte 2");
    check("-", "expected a 32-bit integer at byte 0");
    check("é", "expected an expression at byte 0");
    check("a == ", "expected an expression at byte 5");
    check("a(", "the function `a` is not supported, at byte 0");
}

#[test]
fn unsupported_features_are_refused() {
    check("sort_by(a, &b)", "the function `sort_by` is not supported, at byte 0");
    check("length(&b)", "a reference to an expression is not supported, at byte 7");
    check("`[1]`", "a literal that is a list or an object is not supported, at byte 0");
    check("length(a, b)", "`length` with 2 arguments, at byte 0");
    check("length()", "`length` with 0 arguments, at byte 0");
    check("not_null()", "`not_null` with 0 arguments, at byte 0");
}

#[test]
fn size_has_bounds() {
    let large = "longer than 4096 bytes, or nested more than 64 times";
    check(&"(".repeat(4096), large);
    check(&"!".repeat(65), large);
    check(&"a".repeat(4097), large);
    check(&vec!["a"; 65].join("."), large);
    assert!(parse(&vec!["a"; 64].join(".")).is_ok());
    check(&"[*]".repeat(1000), large);
}
