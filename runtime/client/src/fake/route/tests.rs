//! Patterns, and the paths that they match.

use tinsmith_types::Unit;

use super::*;

static LIST: Operation = Operation::new("List", "GET", "/shelves", 200);
static GET: Operation = Operation::new("Get", "GET", "/shelves/{shelf}", 200);
static PUT: Operation = Operation::new("Put", "PUT", "/shelves/{shelf}", 200);
static FIND: Operation = Operation::new("Find", "GET", "/shelves/find", 200);
static BOOK: Operation = Operation::new("Book", "GET", "/shelves/{shelf}/{book}", 200);
static FILE: Operation = Operation::new("File", "GET", "/files/{path+}", 200);
static META: Operation = Operation::new("Meta", "GET", "/files/{path+}/meta", 200);
static COPY: Operation = Operation::new("Copy", "POST", "/files?copy&mode=deep", 200);
static UPLOAD: Operation = Operation::new("Upload", "POST", "/files", 200);
static ROOT: Operation = Operation::new("Root", "GET", "/", 200);
static ROUTES: [Route; 10] = [
    Route::new::<Unit>(&LIST),
    Route::new::<Unit>(&GET),
    Route::new::<Unit>(&PUT),
    Route::new::<Unit>(&FILE),
    Route::new::<Unit>(&BOOK),
    Route::new::<Unit>(&FIND),
    Route::new::<Unit>(&META),
    Route::new::<Unit>(&UPLOAD),
    Route::new::<Unit>(&COPY),
    Route::new::<Unit>(&ROOT),
];

/// An operation and its labels, or the status of the error.
type Expected<'a> = Result<(&'a str, &'a [(&'a str, &'a str)]), u16>;

#[track_caller]
fn check(method: &str, target: &str, expected: Expected<'_>) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    let found = Router::new(&ROUTES).find(&method, path, &parse_query(query));
    let found = found.map(|found| (found.route.operation(), found.labels)).map_err(|failure| failure.status().as_u16());
    let labels = |labels: &[(&'static str, String)]| -> Vec<(String, String)> {
        labels.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect()
    };
    let expected = expected.map(|(operation, labels)| {
        (operation, labels.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect::<Vec<_>>())
    });
    assert_eq!(found.map(|(operation, found)| (operation, labels(&found))), expected, "{target}");
}

#[test]
fn labels_match_one_segment() {
    check("GET", "/", Ok(("Root", &[])));
    check("GET", "/shelves", Ok(("List", &[])));
    check("GET", "/shelves/a%2Fb%20c", Ok(("Get", &[("shelf", "a/b c")])));
    check("PUT", "/shelves/%C3%A9", Ok(("Put", &[("shelf", "é")])));
    check("GET", "/shelves/a/b", Ok(("Book", &[("shelf", "a"), ("book", "b")])));
    check("GET", "/shelve%73/a", Ok(("Get", &[("shelf", "a")])));
    for unknown in ["/shelf", "/shelves/", "/shelves//a", "/shelves/a/", "/shelves/a/b/c", "/shelves/%FF", "//"] {
        check("GET", unknown, Err(404));
    }
}

#[test]
fn greedy_labels_match_segments() {
    check("GET", "/files/a", Ok(("File", &[("path", "a")])));
    check("GET", "/files/a/b%2Fc//d", Ok(("File", &[("path", "a/b/c//d")])));
    check("GET", "/files/a/b/meta", Ok(("Meta", &[("path", "a/b")])));
    check("GET", "/files/meta", Ok(("File", &[("path", "meta")])));
    check("GET", "/files/", Err(404));
}

#[test]
fn the_most_specific_pattern_wins() {
    check("GET", "/shelves/find", Ok(("Find", &[])));
    check("PUT", "/shelves/find", Ok(("Put", &[("shelf", "find")])));
    check("POST", "/files", Ok(("Upload", &[])));
    check("POST", "/files?copy&mode=deep&x=y", Ok(("Copy", &[])));
    check("POST", "/files?mode=deep&copy=", Ok(("Copy", &[])));
    check("POST", "/files?copy&mode=flat", Ok(("Upload", &[])));
}

#[test]
fn other_methods_are_not_allowed() {
    check("DELETE", "/shelves/a", Err(405));
    check("POST", "/", Err(405));
    check("POST", "/nowhere", Err(404));
}
