//! The canonical query: each parameter decoded and encoded again, in the order of the encoded names and values.

use std::cmp::Ordering;

use super::encode::{Sink, Slash, encode, symbol};

/// Writes the canonical query. A parameter without `=` has the empty value.
pub(super) fn write(query: &[u8], sink: &mut impl Sink) {
    let mut parameters: Vec<&[u8]> = parameters(query).collect();
    parameters.sort_unstable_by(|one, two| compare(one, two));
    for (index, parameter) in parameters.into_iter().enumerate() {
        if index > 0 {
            sink.put(b"&");
        }
        let (name, value) = split(parameter);
        encode(decoded(name), Slash::Encode, sink);
        sink.put(b"=");
        encode(decoded(value), Slash::Encode, sink);
    }
}

/// Returns the parameters of a query, in their order.
pub(super) fn parameters(query: &[u8]) -> impl Iterator<Item = &[u8]> {
    query.split(|byte| *byte == b'&').filter(|parameter| !parameter.is_empty())
}

/// Splits a parameter into name and value, both still encoded.
pub(super) fn split(parameter: &[u8]) -> (&[u8], &[u8]) {
    match parameter.iter().position(|byte| *byte == b'=') {
        Some(place) => (&parameter[..place], &parameter[place + 1..]),
        None => (parameter, b""),
    }
}

fn compare(one: &[u8], two: &[u8]) -> Ordering {
    let symbols = |text| decoded(text).map(symbol);
    let ((name, value), (other_name, other_value)) = (split(one), split(two));
    symbols(name).cmp(symbols(other_name)).then_with(|| symbols(value).cmp(symbols(other_value)))
}

/// Decodes percent-encoding. A plus is a space, as in a form; a `%` without two digits is kept.
fn decoded(mut text: &[u8]) -> impl Iterator<Item = u8> {
    std::iter::from_fn(move || {
        let (first, rest) = text.split_first()?;
        if let (b'%', [high, low, rest @ ..]) = (first, rest)
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            text = rest;
            return Some(high << 4 | low);
        }
        text = rest;
        Some(if *first == b'+' { b' ' } else { *first })
    })
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, expected: &str) {
        let mut written = Vec::new();
        write(query.as_bytes(), &mut written);
        assert_eq!(String::from_utf8(written).expect("ASCII"), expected);
    }

    #[test]
    fn queries() {
        check("", "");
        check("&&", "");
        check("=", "=");
        check("a", "a=");
        check("=a", "=a");
        check("a=b=c", "a=b%3Dc");
        check("b=2&a=1", "a=1&b=2");
        check("a=2&a=1&a=10&a", "a=&a=1&a=10&a=2");
        check("a=+%2B%20", "a=%20%2B%20");
        check("a=%7E%41%2d", "a=~A-");
        check("a=%&b=%g0&c=%4", "a=%25&b=%25g0&c=%254");
        check("a=%e1%88%b4&b=\u{1234}&c=%FF", "a=%E1%88%B4&b=%E1%88%B4&c=%FF");
        check("a=/?:@$,;'()*!", "a=%2F%3F%3A%40%24%2C%3B%27%28%29%2A%21");
    }

    #[test]
    fn the_order_is_that_of_the_encoded_text() {
        // A name that is a prefix of another comes first, although `=` is greater than `%` and `-`.
        check("a-=1&a%20=2&a=3&A=4", "A=4&a=3&a%20=2&a-=1");
        // An encoded byte begins with `%`, which is less than any unreserved character.
        check("-=1&{=2&~=3&%7F=4", "%7B=2&%7F=4&-=1&~=3");
        check("\u{1234}=1&z=2&%00=3", "%00=3&%E1%88%B4=1&z=2");
    }
}
