//! Unusual and hostile documents.

use appflow_types::Structure as _;
use expect_test::expect;

use crate::{Request, check, check_with, refusal, with};

#[test]
fn places_count_characters_and_lines_of_any_system() {
    let document = with("\"crm\",\n", "\"é𝄞 \", \"ü/~\": 1,\n").replace('\n', "\r\n");
    check(
        &document,
        expect![[r#"
        2 problems in the document
        2:27: /connectorProfileName: must satisfy regular expression pattern: ^[\w/!@#+=.-]+$
        2:34: /ü~1~0: unknown member ü/~"#]],
    );
    let one_line = with("\"crm\"", "\"é𝄞 \"").replace('\n', " ");
    check(
        &one_line,
        expect![[r#"
        1 problem in the document
        1:29: /connectorProfileName: must satisfy regular expression pattern: ^[\w/!@#+=.-]+$"#]],
    );
}

#[test]
fn names_of_the_document_are_shown_safely() {
    let long = format!("\"{}\": 1, \"Crm\\u001b[31m\\n\\u202e\": 1, ", "é".repeat(1000));
    check_with(
        "\"connectorLabel\"",
        &format!("{long}\"connectorLabel\""),
        expect![[r#"
        2 problems in the document
        4:3: /éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…: unknown member éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…
        4:1010: /Crm\u{1b}[31m\u{a}\u{202e}: unknown member Crm\u{1b}[31m\u{a}\u{202e}"#]],
    );
}

#[test]
fn problems_are_counted_beyond_the_first_hundred() {
    let unknown = |count: usize| (0..count).map(|index| format!("\"x{index}\": {index}, ")).collect::<String>();
    let document = |count| with("\"connectorLabel\"", &(unknown(count) + "\"connectorLabel\""));
    let error = refusal(&document(100));
    assert_eq!((error.problems().len(), error.more()), (100, 0));
    assert!(error.to_string().starts_with("100 problems in the document\n4:3: /x0: unknown member x0\n"), "{error}");
    let error = refusal(&document(101));
    assert_eq!((error.problems().len(), error.more()), (100, 1));
    assert!(error.to_string().starts_with("101 problems in the document\n"), "{error}");
    assert!(error.to_string().ends_with("/x99: unknown member x99\nand 1 more"), "{error}");
    let error = refusal(&document(100).replace("\"crm\"", "\"a b\""));
    assert_eq!((error.problems().len(), error.more()), (100, 1));
    assert_eq!(error.problems().first().map(|problem| problem.path.as_str()), Some("/connectorProfileName"));
    assert_eq!(error.problems().last().map(|problem| problem.path.as_str()), Some("/x98"));
}

#[test]
fn hostile_documents_are_refused_in_the_end() {
    let object = |entry: &dyn Fn(usize) -> String| format!("{{{}}}", many(100_000, entry));
    let map = |entry: &dyn Fn(usize) -> String| with(r#""domain": "example.com""#, &many(20_000, entry));
    for (document, problems) in [
        (object(&|index| format!("\"connectorTyp{index}\": 1")), 100_003),
        (object(&|_| "\"connectorTyp\": 1".to_owned()), 100_003),
        (object(&|_| "\"connectorType\": 1".to_owned()), 100_003),
        (map(&|index| format!("\"{index} é\": \"a b\"")), 40_001),
        (map(&|index| format!("\"{index} é\": {{}}")), 40_001),
        (map(&|_| "\"a\": \"1\"".to_owned()), 19_999),
        (format!("[{}]", many(100_000, &|_| "[]".to_owned())), 1),
        (format!("{{\"{}\": 1}}", "a".repeat(1 << 20)), 5),
        (format!("\"{}", "\\u0061".repeat(1 << 18)), 1),
    ] {
        let allocated = allocation_counter::measure(|| {
            let error = refusal(&document);
            assert_eq!(error.problems().len() + error.more(), problems, "{:.300}", error.to_string());
            assert!(error.to_string().len() < 100_000);
        });
        let most = 100 * u64::try_from(document.len()).unwrap();
        assert!(allocated.bytes_max < most, "{} bytes for {:.60}", allocated.bytes_max, document);
        Request::fix_json(&document).expect_err("nothing of it can be mended");
    }
}

fn many(count: usize, entry: &dyn Fn(usize) -> String) -> String {
    (0..count).map(entry).collect::<Vec<_>>().join(",")
}
