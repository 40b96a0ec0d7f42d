//! Tests of the functions with the examples of their specification, and at their limits.

use super::*;

#[track_caller]
fn check_substring(text: &str, start: usize, stop: usize, forward: Option<&str>, reverse: Option<&str>) {
    assert_eq!((substring(text, start, stop, false), substring(text, start, stop, true)), (forward, reverse));
}

#[test]
fn substrings() {
    check_substring("abcdefg", 0, 4, Some("abcd"), Some("defg"));
    check_substring("abcdefg", 0, 7, Some("abcdefg"), Some("abcdefg"));
    check_substring("abcdefg", 6, 7, Some("g"), Some("a"));
    check_substring("abcdefg", 0, 8, None, None);
    check_substring("abcdefg", 3, 3, None, None);
    check_substring("abcdefg", 4, 3, None, None);
    check_substring("", 0, 0, None, None);
    check_substring("", 0, 1, None, None);
    check_substring("abc\u{e9}", 0, 1, None, None);
    check_substring("abc", 0, usize::MAX, None, None);
}

#[track_caller]
fn check_labels(text: &str, alone: bool, with_dots: bool) {
    assert_eq!((is_valid_host_label(text, false), is_valid_host_label(text, true)), (alone, with_dots), "{text}");
}

#[test]
fn host_labels() {
    check_labels("a", true, true);
    check_labels("A-1", true, true);
    check_labels("0", true, true);
    check_labels(&"a".repeat(63), true, true);
    check_labels(&"a".repeat(64), false, false);
    check_labels(&[&"a".repeat(63), ".", &"b".repeat(63)].concat(), false, true);
    check_labels("a.b", false, true);
    for text in ["", ".", "a.", ".a", "a..b", "-a", "a-", "a.-b", "a-.b", "a_b", "a b", "a:b", "b\u{fc}cher", "a\n"] {
        check_labels(text, false, false);
    }
}

#[track_caller]
fn check_bucket(text: &str, alone: bool, with_dots: bool) {
    let found = (is_virtual_hostable_s3_bucket(text, false), is_virtual_hostable_s3_bucket(text, true));
    assert_eq!(found, (alone, with_dots), "{text}");
}

#[test]
fn buckets() {
    check_bucket("abc", true, true);
    check_bucket("ab", false, false);
    check_bucket(&"a".repeat(63), true, true);
    check_bucket(&"a".repeat(64), false, false);
    check_bucket("my.great.bucket", false, true);
    check_bucket("a.b", false, true);
    for text in ["", "Abc", "abC", "a_b", "-ab", "ab-", "a.-b", "a-.b", "a..b", ".ab", "192.168.5.4", "a/bc"] {
        check_bucket(text, false, false);
    }
    check_bucket("192.168.5", false, true);
}

#[track_caller]
fn check_encoded(text: &str, expected: &str) {
    assert_eq!(uri_encode(text), expected);
}

#[test]
fn uri_encoding() {
    check_encoded("", "");
    check_encoded("AZaz09-_.~", "AZaz09-_.~");
    check_encoded("/:,?#[]{}|@", "%2F%3A%2C%3F%23%5B%5D%7B%7D%7C%40");
    check_encoded("! $&'()*+;=%<>\"^`\\", "%21%20%24%26%27%28%29%2A%2B%3B%3D%25%3C%3E%22%5E%60%5C");
    check_encoded("\u{0}\n\u{7f}\u{2190}\u{1F600}", "%00%0A%7F%E2%86%90%F0%9F%98%80");
}

#[track_caller]
fn check_url(text: &str, expected: Option<(&str, &str, &str, &str, bool)>) {
    let url = parse_url(text);
    let normalized = url.map(|url| url.normalized_path()).unwrap_or_default();
    let found = url.map(|url| (url.scheme, url.authority, url.path, normalized.as_str(), url.is_ip));
    assert_eq!(found, expected, "{text}");
}

#[test]
fn urls() {
    check_url("https://example.com", Some(("https", "example.com", "/", "/", false)));
    check_url("http://example.com:80/foo/bar", Some(("http", "example.com:80", "/foo/bar", "/foo/bar/", false)));
    check_url("https://127.0.0.1", Some(("https", "127.0.0.1", "/", "/", true)));
    check_url("https://127.0.0.1:8443/a/", Some(("https", "127.0.0.1:8443", "/a/", "/a/", true)));
    check_url("https://[fe80::1]", Some(("https", "[fe80::1]", "/", "/", true)));
    check_url("https://[fe80::1]:1/x", Some(("https", "[fe80::1]:1", "/x", "/x/", true)));
    check_url("https://example.com:65535", Some(("https", "example.com:65535", "/", "/", false)));
    check_url("https://1.2.3", Some(("https", "1.2.3", "/", "/", false)));
    check_url("https://example.com/%20a//b", Some(("https", "example.com", "/%20a//b", "/%20a//b/", false)));
}

#[test]
fn no_urls() {
    let texts = [
        "",
        "example.com",
        "https:",
        "https://",
        "https:///a",
        "https://:1",
        "wss://example.com",
        "HTTPS://example.com",
        "https://example.com:8443?foo=bar&faz=baz",
        "https://example.com?",
        "https://example.com#a",
        "https://user@example.com",
        "https://example.com:65536",
        "https://example.com:+1",
        "https://example.com:x",
        "https://example.com:",
        "https://[fe80::1",
        "https://[fe80::1]x",
        "https://[example]",
        "https://example.com/a b",
        "https://example.com\n",
        "https://b\u{fc}cher.example",
        "https://example.com\\@evil.example",
    ];
    for text in texts {
        check_url(text, None);
    }
}

#[track_caller]
fn check_arn(text: &str, expected: Option<([&str; 4], &[&str])>) {
    let arn = parse_arn(text);
    let parts: Option<Vec<&str>> = arn.map(|arn| (0..).map_while(|index| arn.resource_id(index)).collect());
    let found = arn.map(|arn| [arn.partition, arn.service, arn.region, arn.account_id]).zip(parts.as_deref());
    assert_eq!(found, expected, "{text}");
}

#[test]
fn arns() {
    check_arn(
        "arn:aws:sns:us-west-2:012345678910:example-sns-topic-name",
        Some((["aws", "sns", "us-west-2", "012345678910"], &["example-sns-topic-name"])),
    );
    check_arn(
        "arn:aws:ec2:us-east-1:012345678910:vpc/vpc-0e9801d129EXAMPLE",
        Some((["aws", "ec2", "us-east-1", "012345678910"], &["vpc", "vpc-0e9801d129EXAMPLE"])),
    );
    check_arn(
        "arn:aws:iam::012345678910:user/johndoe",
        Some((["aws", "iam", "", "012345678910"], &["user", "johndoe"])),
    );
    check_arn("arn:aws:s3:::bucket_name", Some((["aws", "s3", "", ""], &["bucket_name"])));
    check_arn("arn:aws:s3:::a:b/c//d:", Some((["aws", "s3", "", ""], &["a", "b", "c", "", "d", ""])));
    for text in
        ["", "arn", "arn:aws:s3::", "arn::s3:::b", "arn:aws::::b", "arn:aws:s3:::", "ARN:aws:s3:::b", "xarn:aws:s3:::b"]
    {
        check_arn(text, None);
    }
}

#[test]
fn a_part_of_a_resource_is_counted_from_either_end() {
    let arn = parse_arn("arn:aws:s3:::a/b/c").unwrap();
    let found = [0, 2, 3, -1, -3, -4, isize::MAX, isize::MIN].map(|index| arn.resource_id(index));
    assert_eq!(found, [Some("a"), Some("c"), None, Some("c"), Some("a"), None, None, None]);
}

#[test]
fn divided_texts() {
    for (text, delimiter, limit, expected) in [
        ("a--b--c", "--", 0, &["a", "b", "c"][..]),
        ("a--b--c", "--", 2, &["a", "b--c"]),
        ("a--b--c", "--", 1, &["a--b--c"]),
        ("", "--", 0, &[""]),
        ("--", "--", 0, &["", ""]),
        ("----", "--", 0, &["", "", ""]),
        ("--b--", "--", 0, &["", "b", ""]),
        ("--x-s3--azid--suffix", "--", 2, &["", "x-s3--azid--suffix"]),
        ("abc", "x", 0, &["abc"]),
        ("abc", "", 0, &["abc"]),
    ] {
        assert_eq!(split(text, delimiter, limit), expected, "{text} {limit}");
    }
}

#[test]
fn entries_from_both_ends() {
    let list = ["a", "b"];
    for (index, expected) in
        [(0, Some("a")), (1, Some("b")), (2, None), (-1, Some("b")), (-2, Some("a")), (-3, None), (isize::MIN, None)]
    {
        assert_eq!(part(&list, index), expected, "{index}");
        assert_eq!(element(&list.map(str::to_owned), index), expected, "{index}");
    }
    assert_eq!((choose(true, 1, 2), choose(false, 1, 2)), (1, 2));
}
