//! Members from every part of a request.

use http::HeaderValue;
use serde_json::json;
use tinsmith_types::codegen::prelude::{
    BLOB, BOOLEAN, DATE_TIME, DOCUMENT, DOUBLE, HTTP_DATE, INTEGER, STRING, TIMESTAMP,
};

use super::*;

static STRINGS: Schema = Schema::list("Strings", &STRING);
static NUMBERS: Schema = Schema::list("Numbers", &INTEGER);
static STRING_MAP: Schema = Schema::map("StringMap", &STRING, &STRING);
static LIST_MAP: Schema = Schema::map("ListMap", &STRING, &STRINGS);
static JSON_TEXT: Schema = Schema::new("JsonText", Kind::MediaType("application/json"));

static INPUT: Schema = Schema::structure(
    "Input",
    &[
        Member::required("name", &STRING).at(Location::Label, "name"),
        Member::optional("size", &DOUBLE).at(Location::Label, "size"),
        Member::optional("flag", &BOOLEAN).at(Location::Query, "a flag"),
        Member::optional("numbers", &NUMBERS).at(Location::Query, "n"),
        Member::optional("since", &DATE_TIME).at(Location::Query, "since"),
        Member::optional("rest", &LIST_MAP).at(Location::QueryParams, ""),
        Member::optional("tags", &STRINGS).at(Location::Header, "X-Tags"),
        Member::optional("date", &HTTP_DATE).at(Location::Header, "X-Date"),
        Member::optional("epoch", &TIMESTAMP).at(Location::Header, "X-Epoch"),
        Member::optional("json", &JSON_TEXT).at(Location::Header, "X-Json"),
        Member::optional("meta", &STRING_MAP).at(Location::PrefixHeaders, "X-Meta-"),
        Member::optional("text", &STRING).json_name("Text"),
    ],
);

struct Given<'a> {
    labels: &'a [(&'static str, &'a str)],
    query: &'a str,
    headers: &'a [(&'static str, &'a str)],
    body: &'a [u8],
}

const NOTHING: Given<'static> = Given { labels: &[], query: "", headers: &[], body: b"" };

#[track_caller]
fn check(input: &'static Schema, given: &Given<'_>, expected: Result<Document, BindError>) {
    let labels = given.labels.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    let query = crate::fake::route::parse_query(given.query);
    let mut headers = HeaderMap::new();
    for (name, text) in given.headers {
        headers.append(*name, HeaderValue::from_str(text).expect("a header"));
    }
    let parts = RequestParts { labels: &labels, query: &query, headers: &headers, body: given.body };
    assert_eq!(parts.document(input), expected);
}

#[test]
fn each_member_comes_from_its_part() {
    let given = Given {
        labels: &[("name", "a/b"), ("size", "1.5")],
        query: "a%20flag=true&n=1&n=-2&since=2020-01-01T00:00:00Z&x=%26&x=2",
        headers: &[
            ("x-tags", "a, \"b,c\""),
            ("x-tags", "d"),
            ("x-date", "Tue, 29 Apr 2014 18:30:38 GMT"),
            ("x-epoch", "12"),
            ("x-json", "eyJhIjoxfQ=="),
            ("x-meta-one", "1"),
        ],
        body: br#"{"Text": "t", "unknown": 1}"#,
    };
    let expected = json!({
        "name": "a/b", "size": 1.5, "flag": true, "numbers": [1, -2], "since": "2020-01-01T00:00:00Z",
        "rest": {
            "a flag": ["true"], "n": ["1", "-2"], "since": ["2020-01-01T00:00:00Z"], "x": ["&", "2"],
        },
        "tags": ["a", "b,c", "d"], "date": "Tue, 29 Apr 2014 18:30:38 GMT", "epoch": 12.0, "json": "{\"a\":1}",
        "meta": {"one": "1"}, "Text": "t", "unknown": 1,
    });
    check(&INPUT, &given, Ok(expected));
    check(&INPUT, &NOTHING, Ok(json!({})));
    check(&INPUT, &Given { labels: &[("size", "NaN")], ..NOTHING }, Ok(json!({ "size": "NaN" })));
    check(&INPUT, &Given { headers: &[("x-tags", "")], ..NOTHING }, Ok(json!({ "tags": [] })));
}

#[test]
fn the_body_has_no_members_of_other_parts() {
    check(&INPUT, &Given { body: br#"{"name": "n", "flag": true}"#, ..NOTHING }, Ok(json!({})));
}

#[test]
fn texts_of_another_type_are_refused() {
    for query in ["a%20flag=yes", "n=1&n=x", "n=", "n=1.5"] {
        check(&INPUT, &Given { query, ..NOTHING }, Err(BindError::Type));
    }
    check(&INPUT, &Given { labels: &[("size", "x")], ..NOTHING }, Err(BindError::Type));
    check(&INPUT, &Given { headers: &[("x-json", "?")], ..NOTHING }, Err(BindError::Type));
    check(&INPUT, &Given { headers: &[("x-tags", "\"a")], ..NOTHING }, Err(BindError::Type));
    check(&INPUT, &Given { body: b"[]", ..NOTHING }, Err(BindError::Type));
    check(&INPUT, &Given { body: b"{", ..NOTHING }, Err(BindError::NotJson));
}

#[test]
fn payloads_are_the_body() {
    static TEXT: Schema = Schema::structure("T", &[Member::optional("p", &STRING).at(Location::Payload, "")]);
    static BYTES: Schema = Schema::structure("B", &[Member::optional("p", &BLOB).at(Location::Payload, "")]);
    static ANY: Schema = Schema::structure("D", &[Member::optional("p", &DOCUMENT).at(Location::Payload, "")]);
    static NONE: Schema = Schema::structure("N", &[Member::optional("q", &STRING).at(Location::Query, "q")]);
    let body = |body| Given { body, ..NOTHING };
    check(&TEXT, &body(b"{\"a"), Ok(json!({ "p": "{\"a" })));
    check(&TEXT, &body(b"\xff"), Err(BindError::Type));
    check(&BYTES, &body(b"\xff\0"), Ok(json!({ "p": "/wA=" })));
    check(&ANY, &body(b"[1]"), Ok(json!({ "p": [1] })));
    check(&ANY, &body(b"?"), Err(BindError::NotJson));
    check(&NONE, &body(b"?"), Ok(json!({})));
    for schema in [&TEXT, &BYTES, &ANY] {
        check(schema, &NOTHING, Ok(json!({})));
    }
    assert_eq!([&TEXT, &BYTES, &ANY, &NONE, &INPUT].map(has_json_body), [false, false, true, false, true]);
}
