//! Documents of shapes that do not occur together in any one service.

mod shapes;

use std::collections::BTreeMap;

use expect_test::{Expect, expect};

use self::shapes::{Colour, Item};
use crate::Structure;

#[track_caller]
fn check(document: &str, expect: Expect) {
    expect.assert_eq(&Item::from_json(document).expect_err("the document is refused").to_string());
}

/// Compares the value read from a document with serde's, and the document with the value written again.
#[track_caller]
fn check_valid(document: &str) {
    let item = Item::from_json(document).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(item, serde_json::from_str(document).expect("serde reads it too"));
    let written = serde_json::to_string(&item).expect("JSON");
    assert_eq!(Item::from_json(&written), Ok(item.clone()));
    let fixed = Item::fix_json(&written).expect("nothing is to be mended");
    assert_eq!((fixed.value, fixed.changes), (item, Vec::new()));
}

#[test]
fn every_kind_is_read() {
    check_valid("{}");
    check_valid(r#"{"flag": true, "byte": -1, "short": -32768, "long": 9223372036854775807, "single": 0.1}"#);
    check_valid(r#"{"byte": 1, "short": 32767, "long": -9223372036854775808, "double": 5e-324, "size": 2}"#);
    check_valid(r#"{"single": "-Infinity", "double": "Infinity", "anything": 7}"#);
    check_valid(r#"{"single": 340282350000000000000000000000000000000, "double": 1.7976931348623157e308}"#);
    check_valid(r#"{"double": 0.1000000000000000055511151231257827, "single": 7}"#);
    check_valid(r#"{"blob": "", "seconds": 1398796238.25, "moment": "2014-04-29T18:30:38Z"}"#);
    check_valid(r#"{"blob": "aGk=", "date": "Tue, 29 Apr 2014 18:30:38 GMT", "seconds": -1}"#);
    check_valid(r#"{"anything": {"a": [null, 1, -1, 1.5, 18446744073709551615, "é\n", true, {"": {}}]}}"#);
    check_valid(r#"{"anything": -0, "names": []}"#);
    check_valid(r#"{"colours": ["red", "dark-green"], "sparse": [null, "a", null], "byColour": {"green": 1}}"#);
    check_valid(r#"{"sparseMap": {"a": null, "b": 1}, "secrets": {"ab": "red"}, "private": {"password": "ab"}}"#);
    check_valid(r#"{"choice": {"left": ""}, "wireName": {"choice": {"right": {"wireName": {}}}}, "header": "abc"}"#);
}

#[test]
fn null_is_absent_unless_it_is_a_value() {
    let document = r#"{"colours": ["red"], "byColour": {"red": 1}, "anything": null, "header": null,
        "choice": {"left": null, "right": {}}, "sparse": [null], "anything": null}"#;
    check(
        document,
        expect![[r#"
            1 problem in the document
            2:66: /anything: occurs twice in the object, first at 1:46"#]],
    );
    let item = Item::from_json(&document.replace(", \"anything\": null}", "}")).expect("null is absent");
    assert_eq!(item.colours, Some(vec![Colour::Red]));
    assert_eq!(item.by_colour, Some(BTreeMap::from([(Colour::Red, 1)])));
    assert_eq!((item.anything, item.sparse), (None, Some(vec![None])));
}

/// Removing null from a list would shift the entries after it.
#[test]
fn null_is_not_an_entry_of_a_list_or_map() {
    check(
        r#"{"colours": [null, "red"], "byColour": {"green": null}}"#,
        expect![[r#"
        2 problems in the document
        1:14: /colours/0: expected a string, found null
        1:50: /byColour/green: expected an integer from -2147483648 to 2147483647, found null"#]],
    );
}

/// Requests allow no offset from UTC, although some services return times with one.
#[test]
fn times_have_no_offset() {
    check(
        r#"{"moment": "1985-04-12T23:20:50+00:00"}"#,
        expect![[r#"
        1 problem in the document
        1:12: /moment: expected a time such as 1985-04-12T23:20:50Z, found another string"#]],
    );
    check_valid(r#"{"moment": "1985-04-12T23:20:50.5Z"}"#);
}

#[test]
fn values_of_another_type() {
    check(
        r#"{"flag": "true", "byte": 128, "short": 1.0, "long": 9223372036854775808, "single": 1e39, "double": "1",
            "blob": "a", "seconds": "1970-01-01T00:00:00Z", "moment": "1970-01-01", "date": 7, "size": "1",
            "colours": "red", "sparse": {}, "byColour": [], "choice": "left", "private": null, "wireName": [],
            "header": false, "anything": [1, {"a": 1e309}]}"#,
        expect![[r#"
            18 problems in the document
            1:10: /flag: expected true or false, found a string
            1:26: /byte: expected an integer from -128 to 127, found another number
            1:40: /short: expected an integer from -32768 to 32767, found another number
            1:53: /long: expected an integer from -9223372036854775808 to 9223372036854775807, found another number
            1:84: /single: expected a number that fits 32 bits, found a number beyond that
            1:100: /double: expected a number that fits 64 bits, found another string
            2:21: /blob: expected bytes in base64, found another string
            2:37: /seconds: expected a time in seconds since 1970-01-01T00:00:00Z, found a string
            2:71: /moment: expected a time such as 1985-04-12T23:20:50Z, found another string
            2:93: /date: expected a time such as Tue, 29 Apr 2014 18:30:38 GMT, found a number
            2:104: /size: expected an integer from -2147483648 to 2147483647, found a string
            3:24: /colours: expected an array, found a string
            3:41: /sparse: expected an array, found an object
            3:57: /byColour: expected an object, found an array
            3:71: /choice: expected an object with exactly one member, found a string
            3:108: /wireName: expected an object, found an array
            4:23: /header: expected a string, found a boolean
            4:52: /anything/1/a: expected numbers that fit 64 bits, found a number beyond that"#]],
    );
    check(
        r#"{"byte": -129, "short": 1e2, "long": -9223372036854775809, "single": "nan", "double": -1e999,
            "blob": 7, "seconds": 253402300800, "moment": {}, "date": "Tue, 29 Apr 14 18:30:38 GMT", "size": 1.5}"#,
        expect![[r#"
            10 problems in the document
            1:10: /byte: expected an integer from -128 to 127, found another number
            1:25: /short: expected an integer from -32768 to 32767, found another number
            1:38: /long: expected an integer from -9223372036854775808 to 9223372036854775807, found another number
            1:70: /single: expected a number that fits 32 bits, found another string
            1:87: /double: expected a number that fits 64 bits, found a number beyond that
            2:21: /blob: expected bytes in base64, found a number
            2:35: /seconds: expected a time in seconds since 1970-01-01T00:00:00Z, found another number
            2:59: /moment: expected a time such as 1985-04-12T23:20:50Z, found an object
            2:71: /date: expected a time such as Tue, 29 Apr 2014 18:30:38 GMT, found another string
            2:110: /size: expected an integer from -2147483648 to 2147483647, found another number"#]],
    );
}

#[test]
fn constraints() {
    check(
        r#"{"byte": 2, "double": -0.1, "size": 3, "colours": [], "byColour": {"red": 1, "blue": 2, "green": 3},
            "secrets": {"a": "red", "123456789": "Red", "bb": "pink"}, "wireName": {"wireName": {"byte": -2}},
            "choice": {"right": {"header": "a"}}, "header": "b", "X-Header": "c"}"#,
        expect![[r#"
            14 problems in the document
            1:10: /byte: must be between -1 and 1, inclusive
            1:23: /double: must be greater than or equal to 0
            1:37: /size: must satisfy enum value set: [1, 2]
            1:51: /colours: has length 0, must have length between 1 and 2, inclusive
            1:67: /byColour: has length 3, must have length between 1 and 2, inclusive
            1:78: /byColour: the key here must satisfy enum value set: [red, green, dark-green]
            2:25: /secrets: the key here has length 1, must have length between 2 and 8, inclusive
            2:37: /secrets: the key here has length 9, must have length between 2 and 8, inclusive
            2:50: /secrets/1: must satisfy enum value set: [red, green, dark-green]; did you mean red?
            2:63: /secrets/2: must satisfy enum value set: [red, green, dark-green]
            2:106: /wireName/wireName/byte: must be between -1 and 1, inclusive
            3:44: /choice/right/header: has length 1, must have length between 2 and 8, inclusive
            3:61: /header: has length 1, must have length between 2 and 8, inclusive
            3:66: /X-Header: unknown member X-Header; did you mean header?"#]],
    );
    check(
        r#"{"colours": ["red", "red"], "private": {"password": "a", "hunter2": 1}}"#,
        expect![[r#"
        3 problems in the document
        1:13: /colours: must have unique values
        1:53: /private/password: has length 1, must have length between 2 and 8, inclusive
        1:58: /private/1: unknown member **redacted**"#]],
    );
    check(
        r#"{"private": {"x": 1, "Password": "ab"}}"#,
        expect![[r#"
        2 problems in the document
        1:14: /private/0: unknown member **redacted**
        1:22: /private/1: unknown member **redacted**; did you mean password?"#]],
    );
    check(
        r#"{"names": [null, "ab", 7, "a"]}"#,
        expect![[r#"
            3 problems in the document
            1:12: /names/0: expected a string, found null
            1:24: /names/2: expected a string, found a number
            1:27: /names/3: has length 1, must have length between 2 and 8, inclusive"#]],
    );
    check(
        r#"{"private": {}, "byColour": {}, "wireName": {"other": {}}}"#,
        expect![[r#"
        3 problems in the document
        1:13: /private/password: missing, but required
        1:29: /byColour: has length 0, must have length between 1 and 2, inclusive
        1:46: /wireName/other: unknown member other"#]],
    );
}

#[test]
fn lengths_include_unreadable_entries() {
    check(
        r#"{"colours": [7], "byColour": {"red": ""}}"#,
        expect![[r#"
        2 problems in the document
        1:14: /colours/0: expected a string, found a number
        1:38: /byColour/red: expected an integer from -2147483648 to 2147483647, found a string"#]],
    );
    check(
        r#"{"colours": ["red", 7, null]}"#,
        expect![[r#"
            3 problems in the document
            1:13: /colours: has length 3, must have length between 1 and 2, inclusive
            1:21: /colours/1: expected a string, found a number
            1:24: /colours/2: expected a string, found null"#]],
    );
    check(
        r#"{"colours": ["red", "green", 7], "byColour": {"red": 1, "green": 2, "blue": ""}}"#,
        expect![[r#"
        5 problems in the document
        1:13: /colours: has length 3, must have length between 1 and 2, inclusive
        1:30: /colours/2: expected a string, found a number
        1:46: /byColour: has length 3, must have length between 1 and 2, inclusive
        1:69: /byColour: the key here must satisfy enum value set: [red, green, dark-green]
        1:77: /byColour/blue: expected an integer from -2147483648 to 2147483647, found a string"#]],
    );
    check(
        r#"{"colours": ["pink", "purple", "black"]}"#,
        expect![[r#"
        4 problems in the document
        1:13: /colours: has length 3, must have length between 1 and 2, inclusive
        1:14: /colours/0: must satisfy enum value set: [red, green, dark-green]
        1:22: /colours/1: must satisfy enum value set: [red, green, dark-green]
        1:32: /colours/2: must satisfy enum value set: [red, green, dark-green]"#]],
    );
}

#[test]
fn unions_have_one_member() {
    check(
        r#"{"choice": {}}"#,
        expect![[r#"
        1 problem in the document
        1:12: /choice: expected an object with exactly one member, found an object without any"#]],
    );
    check(
        r#"{"choice": {"left": null}}"#,
        expect![[r#"
        1 problem in the document
        1:12: /choice: expected an object with exactly one member, found an object without any"#]],
    );
    check(
        r#"{"choice": {"left": "", "right": {}}}"#,
        expect![[r#"
        1 problem in the document
        1:12: /choice: expected an object with exactly one member, found an object with more than one"#]],
    );
    check(
        r#"{"choice": {"centre": 1}}"#,
        expect![[r#"
        1 problem in the document
        1:13: /choice/centre: unknown member centre"#]],
    );
    check(
        r#"{"choice": {"centre": 1, "left": 7}}"#,
        expect![[r#"
        2 problems in the document
        1:13: /choice/centre: unknown member centre
        1:34: /choice/left: expected a string, found a number"#]],
    );
    check(
        r#"{"choice": {"Left": "", "left": ""}}"#,
        expect![[r#"
        1 problem in the document
        1:13: /choice/Left: unknown member Left; did you mean left?"#]],
    );
    check(
        r#"{"choice": {"RIGHT": {"byte": 2}}}"#,
        expect![[r#"
        2 problems in the document
        1:13: /choice/RIGHT: unknown member RIGHT; did you mean right?
        1:31: /choice/RIGHT/byte: must be between -1 and 1, inclusive"#]],
    );
}

#[test]
fn keys_that_occur_twice() {
    check(
        r#"{"anything": {"a": 1, "b": {"c": 1, "\u0063": 2}, "a": 1}, "flag": true, "flag": 7}"#,
        expect![[r#"
        3 problems in the document
        1:37: /anything/b/c: occurs twice in the object, first at 1:29
        1:51: /anything/a: occurs twice in the object, first at 1:15
        1:74: /flag: occurs twice in the object, first at 1:60"#]],
    );
    check(
        r#"{"secrets": {"hunter2": "red", "hunter2": "red"}, "sparseMap": {"a/b": null, "a/b": 1}}"#,
        expect![[r#"
        2 problems in the document
        1:32: /secrets/1: occurs twice in the object, first at 1:14
        1:78: /sparseMap/a~1b: occurs twice in the object, first at 1:65"#]],
    );
}

#[test]
fn mended_in_any_place() {
    let document = r#"{"Colours": ["RED", null, "Dark Green"], "secrets": {"hunter2": "grene"}, "header": null,
        "choice": {"Right": {"WireName": {"by_colour": {"red": 1, "green": null}}}}, "private": {"Password": "ab"},
        "sparse": [null]}"#;
    let fixed = Item::fix_json(document).expect("all can be mended");
    let written = r#"{"colours": ["red", "dark-green"], "secrets": {"hunter2": "green"},
        "choice": {"right": {"wireName": {"byColour": {"red": 1}}}}, "private": {"password": "ab"}, "sparse": [null]}"#;
    assert_eq!(Ok(fixed.value), Item::from_json(written));
    let changes: Vec<String> = fixed.changes.iter().map(ToString::to_string).collect();
    expect![[r#"
        1:2: /Colours: renamed Colours to colours
        1:14: /Colours/0: read the value as red
        1:21: /Colours/1: dropped null
        1:27: /Colours/2: read the value as dark-green
        1:65: /secrets/0: read the value as green
        1:85: /header: dropped null
        2:20: /choice/Right: renamed Right to right
        2:30: /choice/Right/WireName: renamed WireName to wireName
        2:43: /choice/Right/WireName/by_colour: renamed by_colour to byColour
        2:76: /choice/Right/WireName/by_colour/green: dropped null
        2:98: /private/0: renamed **redacted** to password"#]]
    .assert_eq(&changes.join("\n"));
}
