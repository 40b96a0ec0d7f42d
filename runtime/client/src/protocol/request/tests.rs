//! Tests of encoded requests, binding by binding.

use std::collections::BTreeMap;

use tinsmith_types::{Blob, Document, Timestamp, Unit};

use super::*;
use crate::protocol::samples::*;

/// Checks all parts of a message: method and target, headers, body.
#[track_caller]
fn check<T: Structure>(operation: &Operation, input: &T, target: &str, headers: &[(&str, &str)], body: &str) {
    let message = encode(operation, input).expect("the input can be sent");
    assert_eq!(format!("{} {}", message.method, message.target), target);
    let mut found: Vec<_> =
        message.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    found.sort_unstable();
    assert_eq!(found, headers);
    assert_eq!(message.body.bytes(), body.as_bytes());
}

#[track_caller]
fn check_refused<T: Structure>(operation: &Operation, input: &T, expected: &str) {
    let error = encode(operation, input).expect_err("the input can't be sent");
    assert!(error.to_string().starts_with(expected), "{error}");
}

const POST_EMPTY: &[(&str, &str)] = &[("content-length", "0")];

#[test]
fn labels() {
    const GET: Operation = Operation::new("Get", "GET", "/a/{name}/{path+}/{number}/{time}", 200);
    let labels = |name: &str, path: &str| LabelsSample {
        name: name.to_owned(),
        path: Some(path.to_owned()),
        number: Some(f64::INFINITY),
        time: Some(Timestamp::new(1_576_540_098, 0).unwrap()),
    };
    let end = "/Infinity/2019-12-16T23%3A48%3A18Z";
    check(&GET, &labels("b", "c"), &format!("GET /a/b/c{end}"), &[], "");
    check(&GET, &labels("/%? #", "x/y//z%"), &format!("GET /a/%2F%25%3F%20%23/x/y//z%25{end}"), &[], "");
    check(&GET, &labels("-._~", "!é/"), &format!("GET /a/-._~/%21%C3%A9/{end}"), &[], "");
    check(&GET, &labels("...", "a/.b/..c"), &format!("GET /a/.../a/.b/..c{end}"), &[], "");
    for (name, path, expected) in [
        ("", "c", "member name can't be sent: expected a text that is not empty"),
        ("b", "", "member path can't be sent: expected a text that is not empty"),
        (".", "c", "member name can't be sent: a dot segment"),
        ("..", "c", "member name can't be sent: a dot segment"),
        ("b", "c/../d", "member path can't be sent: a dot segment"),
        ("b", "..", "member path can't be sent: a dot segment"),
    ] {
        check_refused(&GET, &labels(name, path), expected);
    }
    check_refused(
        &GET,
        &LabelsSample { name: "b".into(), ..LabelsSample::default() },
        "member path can't be sent: expected",
    );
}

#[test]
fn queries() {
    const POST: Operation = Operation::new("Post", "POST", "/q?fixed=1&flagged", 200);
    let check = |input: &QueriesSample, query: &str| check(&POST, input, &format!("POST /q{query}"), POST_EMPTY, "");
    check(&QueriesSample::default(), "?fixed=1&flagged");
    let all = QueriesSample {
        text: Some("a&b=c d/é".into()),
        list: strings(["x", "", "x"]),
        flag: Some(false),
        map: map([("k", "v".to_owned()), ("list", "no".to_owned()), ("fixed", "no".to_owned())]),
        lists: map([("m", vec!["1".to_owned(), "2".to_owned()]), ("none", vec![])]),
    };
    check(&all, "?fixed=1&flagged&a%20text=a%26b%3Dc%20d%2F%C3%A9&list=x&list=&list=x&flag=false&k=v&m=1&m=2");
    check(&QueriesSample { list: strings([]), ..QueriesSample::default() }, "?fixed=1&flagged");
    check(&QueriesSample { text: Some(String::new()), ..QueriesSample::default() }, "?fixed=1&flagged&a%20text=");
    // A map may use the name of a parameter that is absent.
    check(
        &QueriesSample { map: map([("flag", "x".to_owned())]), ..QueriesSample::default() },
        "?fixed=1&flagged&flag=x",
    );
}

#[test]
fn headers() {
    const GET: Operation = Operation::new("Get", "GET", "/h", 200);
    let time = Timestamp::new(1_576_540_098, 0).unwrap();
    let date = "Mon, 16 Dec 2019 23:48:18 GMT";
    let input = HeadersSample {
        text: Some("a, \"b\"".into()),
        secret: Some("hidden".into()),
        list: strings(["a", "b,c", "\"d\\", "e\\f"]),
        numbers: Some(vec![1, -2]),
        dates: Some(vec![time, time]),
        epoch: Some(time),
        json: Some("true".into()),
        map: map([("A", "1".to_owned()), ("b", String::new())]),
    };
    let headers = [
        ("x-dates", &*format!("{date}, {date}")),
        ("x-epoch", "1576540098"),
        ("x-json", "dHJ1ZQ=="),
        ("x-list", r#"a, "b,c", "\"d\\", e\f"#),
        ("x-map-a", "1"),
        ("x-map-b", ""),
        ("x-numbers", "1, -2"),
        ("x-secret", "hidden"),
        ("x-text", "a, \"b\""),
    ];
    check(&GET, &input, "GET /h", &headers, "");
    check(&GET, &HeadersSample::default(), "GET /h", &[], "");
    let empty = HeadersSample { text: Some(String::new()), list: strings([]), ..HeadersSample::default() };
    check(&GET, &empty, "GET /h", &[("x-list", ""), ("x-text", "")], "");
    let message = encode(&GET, &input).unwrap();
    assert!(message.headers["x-secret"].is_sensitive() && !message.headers["x-text"].is_sensitive());
    assert!(!format!("{message:?}").contains("hidden"));
}

#[test]
fn headers_cannot_be_injected() {
    const GET: Operation = Operation::new("Get", "GET", "/h", 200);
    for text in ["a\r\nX-Other: b", "\n", "\0", "\u{7f}"] {
        let input = HeadersSample { text: Some(text.into()), ..HeadersSample::default() };
        check_refused(&GET, &input, "member text can't be sent: a header takes no control characters");
        let input = HeadersSample { map: map([("a", text.to_owned())]), ..HeadersSample::default() };
        check_refused(&GET, &input, "member map can't be sent: a header takes no control characters");
    }
    for key in ["a b", "a:", "a\r\n", "é"] {
        let input = HeadersSample { map: map([(key, String::new())]), ..HeadersSample::default() };
        check_refused(&GET, &input, "member map can't be sent: a key is not the name of a header");
    }
}

#[test]
fn bodies() {
    const POST: Operation = Operation::new("Post", "POST", "/b", 200);
    let json = |length| [("content-length", length), ("content-type", "application/json")];
    check(&POST, &Unit::default(), "POST /b", POST_EMPTY, "");
    check(&POST, &BodySample::default(), "POST /b", &json("2"), "{}");
    let input =
        BodySample { text: Some("é".into()), secret: Some("s".into()), status: Some(1), ..BodySample::default() };
    check(&POST, &input, "POST /b", &json("26"), r#"{"Text":"é","secret":"s"}"#);
    let input = BodySample { id: Some("i".into()), ..BodySample::default() };
    let headers = [("content-length", "2"), ("content-type", "application/json"), ("x-id", "i")];
    check(&POST, &input, "POST /b", &headers, "{}");
    check(&Operation::new("Get", "GET", "/b", 200), &Unit::default(), "GET /b", &[], "");
}

#[test]
fn payloads() {
    const PUT: Operation = Operation::new("Put", "PUT", "/p", 200);
    let headers = |length, media_type| [("content-length", length), ("content-type", media_type)];
    let blob = |blob: Option<&str>| BlobPayload { media_type: None, blob: blob.map(Blob::from) };
    check(&PUT, &blob(Some("é")), "PUT /p", &headers("2", "application/octet-stream"), "é");
    check(&PUT, &blob(Some("")), "PUT /p", &headers("0", "application/octet-stream"), "");
    check(&PUT, &blob(None), "PUT /p", POST_EMPTY, "");
    let image = BlobPayload { media_type: Some("image/jpg".into()), ..blob(Some("1")) };
    check(&PUT, &image, "PUT /p", &headers("1", "image/jpg"), "1");
    let text = Some("\"raw\"".to_owned());
    check(&PUT, &StringPayload { text: text.clone() }, "PUT /p", &headers("5", "text/plain"), "\"raw\"");
    check(&PUT, &JsonPayload { text }, "PUT /p", &headers("5", "application/json"), "\"raw\"");
    let structure = |nested| StructurePayload { nested };
    check(&PUT, &structure(None), "PUT /p", &headers("2", "application/json"), "{}");
    check(&PUT, &structure(Some(Nested {})), "PUT /p", &headers("2", "application/json"), "{}");
    let document = |document| DocumentPayload { document };
    check(&PUT, &document(Some(Document::from("x"))), "PUT /p", &headers("3", "application/json"), "\"x\"");
    check(&PUT, &document(None), "PUT /p", POST_EMPTY, "");
}

#[test]
fn host_prefixes() {
    const HOST: Operation = Operation::new("Host", "POST", "/", 200).host_prefix("{Text}.data-");
    let prefix = |text: &str| {
        let body = BodySample { text: Some(text.to_owned()), ..BodySample::default() };
        encode(&HOST, &body).map(|message| message.host_prefix)
    };
    // The label has the name of the member, not that of its JSON key.
    assert!(prefix("a").is_err());
    const NAMED: Operation = Operation::new("Host", "POST", "/", 200).host_prefix("{text}.data-");
    let message = encode(&NAMED, &BodySample { text: Some("a-1".to_owned()), ..BodySample::default() }).unwrap();
    assert_eq!((message.host_prefix.as_deref(), message.body.bytes()), (Some("a-1.data-"), &br#"{"Text":"a-1"}"#[..]));
    for text in ["", "a.b", "a/", "é", "evil.example#", &"a".repeat(64)] {
        check_refused(
            &NAMED,
            &BodySample { text: Some(text.to_owned()), ..BodySample::default() },
            "member text can't be sent",
        );
    }
}

#[test]
fn a_huge_query_is_a_query() {
    const GET: Operation = Operation::new("Get", "GET", "/", 200);
    let map: BTreeMap<_, _> = (0..10_000).map(|index| (index.to_string(), "x".repeat(10))).collect();
    let message = encode(&GET, &QueriesSample { map: Some(map), ..QueriesSample::default() }).unwrap();
    assert!(message.target.len() > 1 << 16);
}
