//! The layout of tables: single lines, and the line breaks of longer ones.

use proc_macro2::TokenStream;
use quote::quote;

#[track_caller]
fn check(tokens: TokenStream, expected: &str) {
    let table: syn::Macro = syn::parse2(tokens).expect("the tokens are a macro");
    assert_eq!(super::item(&table), expected);
}

#[test]
fn a_short_list_is_one_line() {
    check(quote!(a::members! { "b" => b, "c" => c = -1 }), "a::members! { \"b\" => b, \"c\" => c = -1 }\n");
    check(quote!(a::members! {}), "a::members! {}\n");
}

#[test]
fn a_long_list_is_filled_into_lines() {
    let name = quote::format_ident!("{}", "n".repeat(45));
    let expected = format!("a! {{\n    {name}, {name},\n    {name},\n}}\n");
    check(quote!(a! { #name, #name, #name }), &expected);
}

#[test]
fn a_call_has_its_entries_on_lines_of_their_own() {
    check(quote!(a!(B, c::D, { E = "e" })), "a!(B, c::D, {\n    E = \"e\",\n});\n");
}

#[test]
fn a_static_that_fits_is_one_line() {
    check(quote!(a! { B = c("b", &[]); D = e(-1).f(); }), "a! {\n    B = c(\"b\", &[]);\n    D = e(-1).f();\n}\n");
}

#[test]
fn the_lists_of_a_long_static_are_on_lines_of_their_own() {
    let text = "x".repeat(90);
    let expected = format!("a! {{\n    B = c(\"b\", &[\n        \"{text}\",\n        \"d\",\n    ]).e();\n}}\n");
    check(quote!(a! { B = c("b", &[#text, "d"]).e(); }), &expected);
}

#[test]
fn the_calls_of_a_long_static_are_filled_into_lines() {
    let text = format!("[{}]", "x".repeat(90));
    let expected = format!("a! {{\n    B = c(\"b\").d(0, 1)\n        .e(\"{text}\").f();\n}}\n");
    check(quote!(a! { B = c("b").d(0, 1).e(#text).f(); }), &expected);
}
