//! The text of members bound outside of the body.

use std::borrow::Cow;

use crate::goldens::http_bindings::{SendRequest, SendResponse};
use crate::goldens::timestamps::KeepRequest;
use tinsmith_types::codegen::{Location, Member, Members, Value};
use tinsmith_types::{Blob, Structure, Timestamp};

/// Records each member outside of the body: its location, its name there, and its text.
struct Texts(Vec<String>);

impl Members for Texts {
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool {
        let Member { location, http, schema, .. } = member;
        if *location == Location::Body {
            return true;
        }
        value.write_text(schema, &mut |text| {
            self.0.push(format!("{location:?} {http} {text}"));
        });
        value.write_entries(schema, &mut |name, text| self.0.push(format!("{location:?} {http} {name}={text}")));
        true
    }
}

#[track_caller]
fn check<T: Structure>(structure: &T, expected: &[&str]) {
    let mut texts = Texts(Vec::new());
    structure.visit(&mut texts);
    assert_eq!(texts.0, expected);
}

#[test]
fn members_travel_where_the_model_says() {
    let request = SendRequest::new("bucket", "a/b")
        .dry_run(true)
        .tags(["x", "y"])
        .query([("k", "v")])
        .checksums(["c"])
        .manifest("{}")
        .metadata([("a", "b")])
        .content("raw");
    check(
        &request,
        &[
            "Label bucket bucket",
            "Label path a/b",
            "Query dry-run true",
            "Query tag x",
            "Query tag y",
            "QueryParams query k=v",
            "Header X-Checksums c",
            "Header X-Manifest e30=",
            "PrefixHeaders X-Meta- a=b",
            "Payload content cmF3",
        ],
    );
    assert_eq!(request.content.as_ref().and_then(Value::as_raw), Some(b"raw".as_slice()));
    check(&SendResponse::new().status(202).metadata([("a", "b")]), &["ResponseCode status 202", "PrefixHeaders  a=b"]);
}

#[test]
fn timestamps_have_the_form_of_their_place() {
    let time = Timestamp::new(1, 0).expect("it is in range");
    let mut request = KeepRequest::new(time, time).query(time).query_http_date(time).header(time);
    request = request.header_date_time(time).shape_in_header(time).body(time).list([time]).list_in_header([time]);
    check(
        &request,
        &[
            "Label label 1970-01-01T00:00:01Z",
            "Label labelEpoch 1",
            "Query query 1970-01-01T00:00:01Z",
            "Query http-date Thu, 01 Jan 1970 00:00:01 GMT",
            "Header X-Header Thu, 01 Jan 1970 00:00:01 GMT",
            "Header X-Date-Time 1970-01-01T00:00:01Z",
            "Header X-Moment Thu, 01 Jan 1970 00:00:01 GMT",
            "Header X-Moments Thu, 01 Jan 1970 00:00:01 GMT",
        ],
    );
}

#[test]
fn text_is_read_unchanged() {
    let member =
        |name: &str| SendRequest::SCHEMA.members().iter().find(|member| member.name == name).expect("it is one");
    let texts = |texts: &[&'static str]| texts.iter().map(|text| Cow::Borrowed(*text)).collect::<Vec<_>>();
    let manifest = member("manifest").schema;
    assert_eq!(Option::<String>::read_text(manifest, &texts(&["e30="])), Ok(Some("{}".to_owned())));
    assert_eq!(
        Option::<String>::read_text(manifest, &texts(&["{}"])).unwrap_err().to_string(),
        "expected the text of a Manifest"
    );
    let tags = member("tags").schema;
    assert_eq!(Vec::<String>::read_text(tags, &texts(&["x", "y"])), Ok(vec!["x".to_owned(), "y".to_owned()]));
    assert_eq!(bool::read_text(member("dryRun").schema, &texts(&["yes"])).unwrap_err().shape, "Boolean");
    assert_eq!(Blob::from_raw(b"\xff"), Some(Blob::new([255])));
}
