//! The signed headers, and their canonical form.

use http::HeaderMap;

use super::encode::Sink;

/// The number of names that are sorted without an allocation.
const FEW: usize = 16;

/// The names of the signed headers, sorted.
pub(super) struct SignedHeaders<'a> {
    few: [&'a str; FEW],
    many: Vec<&'a str>,
    length: usize,
}

impl<'a> SignedHeaders<'a> {
    /// Selects and sorts names. [`HeaderMap`] has them in lower case.
    pub fn select(headers: &'a HeaderMap, is_signed: fn(&str) -> bool) -> Self {
        let count = headers.keys_len();
        let many = if count > FEW { Vec::with_capacity(count) } else { Vec::new() };
        let mut selected = Self { few: [""; FEW], many, length: 0 };
        for name in headers.keys().map(|name| name.as_str()).filter(|name| is_signed(name)) {
            if count > FEW {
                selected.many.push(name);
            } else {
                selected.few[selected.length] = name;
            }
            selected.length += 1;
        }
        let names = if count > FEW { &mut selected.many[..] } else { &mut selected.few[..selected.length] };
        names.sort_unstable();
        selected
    }

    pub fn names(&self) -> &[&'a str] {
        if self.many.is_empty() { &self.few[..self.length] } else { &self.many }
    }

    /// Writes the names, separated by semicolons.
    pub fn write_names(&self, sink: &mut impl Sink) {
        for (index, name) in self.names().iter().enumerate() {
            if index > 0 {
                sink.put(b";");
            }
            sink.put(name.as_bytes());
        }
    }

    /// Returns the length of the names with their semicolons.
    pub fn text_length(&self) -> usize {
        self.names().iter().map(|name| name.len() + 1).sum::<usize>().saturating_sub(1)
    }
}

/// Returns `true` if a header is signed. Proxies change the user agent and the trace id, the length and the encoding of
/// a body belong to the connection, and other SDKs do not sign `amz-sdk-…` either.
pub(super) fn is_signed(name: &str) -> bool {
    const UNSIGNED: [&str; 5] =
        ["authorization", "content-length", "transfer-encoding", "user-agent", "x-amzn-trace-id"];
    !UNSIGNED.contains(&name) && !name.starts_with("amz-sdk-")
}

/// Returns `true` if a header is signed with a URL. Another client opens the URL, and does not send this client's
/// headers.
pub(super) fn is_signed_with_url(name: &str) -> bool {
    is_signed(name) && name != "x-amz-user-agent" && name != "x-amz-checksum-mode"
}

/// Writes the values of a header, separated by commas.
pub(super) fn write_values(headers: &HeaderMap, name: &str, sink: &mut impl Sink) {
    for (index, value) in headers.get_all(name).iter().enumerate() {
        if index > 0 {
            sink.put(b",");
        }
        write_value(value.as_bytes(), sink);
    }
}

/// Writes a trimmed value, with runs of white space replaced by single spaces.
fn write_value(value: &[u8], sink: &mut impl Sink) {
    let mut is_first = true;
    for word in value.split(|byte| matches!(byte, b' ' | b'\t')).filter(|word| !word.is_empty()) {
        if !is_first {
            sink.put(b" ");
        }
        sink.put(word);
        is_first = false;
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[track_caller]
    fn check(values: &[&str], expected: &str) {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("a", HeaderValue::from_str(value).expect("a value"));
        }
        let mut written = Vec::new();
        write_values(&headers, "a", &mut written);
        assert_eq!(String::from_utf8(written).expect("UTF-8"), expected);
    }

    #[test]
    fn values() {
        check(&[""], "");
        check(&["   "], "");
        check(&["a"], "a");
        check(&["  a   b \t c  "], "a b c");
        check(&["\"a   b\""], "\"a b\"");
        check(&["b", " a ", "", "b"], "b,a,,b");
        check(&["\u{fc}  \u{a0}"], "\u{fc} \u{a0}");
    }

    #[test]
    fn names_are_sorted_however_many_there_are() {
        for count in [0, 1, FEW - 1, FEW, FEW + 1, 100] {
            let mut headers = HeaderMap::new();
            for index in (0..count).rev() {
                headers.insert(http::HeaderName::try_from(format!("x-{index:03}")).unwrap(), "".parse().unwrap());
            }
            let selected = SignedHeaders::select(&headers, is_signed);
            assert!(selected.names().len() == count && selected.names().is_sorted());
            let mut written = Vec::new();
            selected.write_names(&mut written);
            assert_eq!(written.len(), selected.text_length());
        }
    }

    #[test]
    fn names_that_are_not_signed() {
        let names = [
            ("host", true, true),
            ("content-type", true, true),
            ("x-amz-date", true, true),
            ("x-amz-user-agent", true, false),
            ("x-amz-checksum-mode", true, false),
            ("user-agent", false, false),
            ("content-length", false, false),
            ("transfer-encoding", false, false),
            ("authorization", false, false),
            ("x-amzn-trace-id", false, false),
            ("amz-sdk-request", false, false),
            ("amz-sdk-invocation-id", false, false),
        ];
        for (name, with_headers, with_url) in names {
            assert_eq!((is_signed(name), is_signed_with_url(name)), (with_headers, with_url), "{name}");
        }
    }
}
