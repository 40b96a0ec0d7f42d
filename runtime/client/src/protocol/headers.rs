//! Text in headers: lists on one line, strings quoted if they contain a comma or a quotation mark.
//!
//! [`texts`] reads the lines that [`join`] writes.

use std::borrow::Cow;

use http::HeaderMap;
use tinsmith_types::codegen::{Kind, Schema, TimestampFormat};

/// Appends one text of a member to the line of its header.
pub fn join(line: &mut Option<String>, schema: &Schema, text: &str) {
    let is_string = matches!(&schema.kind, Kind::List { member, .. } if is_string(member));
    let text = if is_string { quote(text) } else { Cow::Borrowed(text) };
    match line {
        Some(line) => {
            line.push_str(", ");
            line.push_str(&text);
        }
        None => *line = Some(text.into_owned()),
    }
}

/// Returns the texts of a header: any number for a list, none if the header is absent. Returns an error if it is not
/// UTF-8 or a quotation does not end.
pub fn texts<'a>(headers: &'a HeaderMap, name: &str, schema: &Schema) -> Result<Vec<Cow<'a, str>>, MalformedHeader> {
    let mut texts = Vec::new();
    for value in headers.get_all(name) {
        let line = std::str::from_utf8(value.as_bytes()).map_err(|_| MalformedHeader)?;
        match &schema.kind {
            Kind::List { member, .. } => split(line, member, &mut texts)?,
            // Proxies may split a value into several lines of the same name.
            _ if !texts.is_empty() => texts = vec![Cow::Owned(format!("{}, {line}", texts.concat()))],
            _ => texts.push(Cow::Borrowed(line)),
        }
    }
    Ok(texts)
}

/// A header that can't be read.
#[derive(Debug)]
pub struct MalformedHeader;

fn is_string(schema: &Schema) -> bool {
    matches!(schema.kind, Kind::String | Kind::Enum(_))
}

fn quote(text: &str) -> Cow<'_, str> {
    if !text.contains([',', '"']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

fn split<'a>(line: &'a str, member: &Schema, texts: &mut Vec<Cow<'a, str>>) -> Result<(), MalformedHeader> {
    match member.kind {
        Kind::String | Kind::Enum(_) => return split_quoted(line, texts),
        // An IMF-fixdate contains a comma.
        Kind::Timestamp(TimestampFormat::HttpDate) => texts.extend(every_second_comma(line)),
        _ => texts.extend(line.split(',').map(|text| Cow::Borrowed(text.trim()))),
    }
    // RFC 9110 tells recipients to ignore empty elements.
    texts.retain(|text| !text.is_empty());
    Ok(())
}

fn every_second_comma(line: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut commas = 0;
    let separator = move |character| {
        commas += usize::from(character == ',');
        character == ',' && commas % 2 == 0
    };
    line.split(separator).map(|text| Cow::Borrowed(text.trim()))
}

fn split_quoted<'a>(line: &'a str, texts: &mut Vec<Cow<'a, str>>) -> Result<(), MalformedHeader> {
    let mut rest = line.trim();
    while !rest.is_empty() {
        let tail = match rest.strip_prefix('"') {
            Some(quoted) => {
                let (text, tail) = unquote(quoted).ok_or(MalformedHeader)?;
                texts.push(Cow::Owned(text));
                tail.trim_start()
            }
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                let text = rest[..end].trim_end();
                texts.extend((!text.is_empty()).then_some(Cow::Borrowed(text)));
                &rest[end..]
            }
        };
        rest = match tail.strip_prefix(',') {
            Some(next) => next.trim_start(),
            None if tail.is_empty() => tail,
            None => return Err(MalformedHeader),
        };
    }
    Ok(())
}

/// Returns the text up to the closing quotation mark, and the text after it.
fn unquote(quoted: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut characters = quoted.char_indices();
    loop {
        match characters.next()? {
            (end, '"') => return Some((text, &quoted[end + 1..])),
            (_, '\\') => text.push(characters.next()?.1),
            (_, character) => text.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use tinsmith_types::codegen::prelude;

    use super::*;

    static STRINGS: Schema = Schema::list("Strings", &prelude::STRING);
    static NUMBERS: Schema = Schema::list("Numbers", &prelude::INTEGER);
    static DATES: Schema = Schema::list("Dates", &prelude::HTTP_DATE);

    /// Checks the texts of a header with these lines; `None` means that they can't be read.
    #[track_caller]
    fn check(schema: &'static Schema, lines: &[&[u8]], expected: Option<&[&str]>) {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-test", http::HeaderValue::from_bytes(line).unwrap());
        }
        let found = texts(&headers, "X-Test", schema).ok();
        assert_eq!(found.as_ref().map(|found| found.iter().map(|text| &**text).collect()), expected.map(Vec::from));
    }

    #[test]
    fn one_text() {
        check(&prelude::STRING, &[], Some(&[]));
        check(&prelude::STRING, &[b""], Some(&[""]));
        check(&prelude::STRING, &[b"a, \"b\""], Some(&["a, \"b\""]));
        check(&prelude::STRING, &[b"a", b"b", b"c"], Some(&["a, b, c"]));
        check(&prelude::STRING, &["é".as_bytes()], Some(&["é"]));
        check(&prelude::STRING, &[b"\xff"], None);
    }

    #[test]
    fn lists() {
        check(&STRINGS, &[], Some(&[]));
        check(&STRINGS, &[b""], Some(&[]));
        check(&STRINGS, &[b" a ,b,, c"], Some(&["a", "b", "c"]));
        check(&STRINGS, &[b"a", b"b, c"], Some(&["a", "b", "c"]));
        check(&STRINGS, &[br#""b,c", "\"def\"" ,a, "", "\\""#], Some(&["b,c", "\"def\"", "a", "", "\\"]));
        check(&STRINGS, &[br"a\b, c d"], Some(&[r"a\b", "c d"]));
        check(&STRINGS, &[br#"a, "b"#], None);
        check(&STRINGS, &[br#"a, "b\"#], None);
        check(&STRINGS, &[br#""a"b, c"#], None);
        check(&STRINGS, &[b"\"\xff\""], None);
        check(&NUMBERS, &[b"1,2 , -3,"], Some(&["1", "2", "-3"]));
        let date = "Mon, 16 Dec 2019 23:48:18 GMT";
        check(&DATES, &[format!("{date}, {date}").as_bytes(), date.as_bytes()], Some(&[date, date, date]));
        check(&DATES, &[b"Mon"], Some(&["Mon"]));
    }

    #[test]
    fn joined_headers_are_read_back() {
        for list in [&["a", "b c"][..], &["a,b", "\"", "\\\"", "c\\"], &["\",\"", ",", "é,"]] {
            let mut line = None;
            list.iter().for_each(|text| join(&mut line, &STRINGS, text));
            check(&STRINGS, &[line.unwrap().as_bytes()], Some(list));
        }
    }

    #[test]
    fn a_hostile_header_takes_linear_time() {
        let line = "\\\"".repeat(1 << 20);
        check(&STRINGS, &[format!("\"{line}").as_bytes()], None);
        let line = ",".repeat(1 << 20);
        check(&STRINGS, &[line.as_bytes()], Some(&[]));
    }
}
