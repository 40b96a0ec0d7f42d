//! The canonical path.
//!
//! All services but S3 remove dot segments and empty segments from the path that is sent, and percent-encode the rest
//! once more: `/a/./b%20c` is signed as `/a/b%2520c`. Keys of S3 objects can have such segments, so S3 signs the path
//! as it is sent.

use super::encode::{Sink, Slash, encode};

/// The form in which a path is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathForm {
    /// Normalized, and encoded once more.
    Normalized,
    /// As it is sent.
    AsSent,
}

/// Writes the canonical path.
pub(super) fn write(path: &str, form: PathForm, sink: &mut impl Sink) {
    if form == PathForm::AsSent {
        return sink.put(path.as_bytes());
    }
    if path.starts_with('/') && !path.contains("//") && !path.contains("/.") {
        return encode(path.bytes(), Slash::Keep, sink);
    }
    let segments = segments(path);
    for segment in &segments {
        sink.put(b"/");
        encode(segment.bytes(), Slash::Keep, sink);
    }
    // A dot segment at the end leaves the slash before it: `/a/b/..` is `/a/`.
    if segments.is_empty() || ["/", "/.", "/.."].iter().any(|end| path.ends_with(end)) {
        sink.put(b"/");
    }
}

/// Returns the segments that remain by RFC 3986, section 5.2.4; empty ones are removed as well.
fn segments(path: &str) -> Vec<&str> {
    let mut kept = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                kept.pop();
            }
            _ => kept.push(segment),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, normalized: &str) {
        for (form, expected) in [(PathForm::Normalized, normalized), (PathForm::AsSent, path)] {
            let mut written = Vec::new();
            write(path, form, &mut written);
            assert_eq!(String::from_utf8(written).expect("ASCII"), expected);
        }
    }

    #[test]
    fn paths() {
        check("/", "/");
        check("", "/");
        check("//", "/");
        check("/.", "/");
        check("/..", "/");
        check("/../../a", "/a");
        check("/a/..", "/");
        check("/a/b/..", "/a/");
        check("/a/b/../", "/a/");
        check("/a/.", "/a/");
        check("/a/./", "/a/");
        check("//a//b//", "/a/b/");
        check("/a.b/.c/..d/...", "/a.b/.c/..d/...");
        check("/a/./.b", "/a/.b");
        check("/a%2Fb/%2E%2e", "/a%252Fb/%252E%252e");
        check("/a~b-c_d.e", "/a~b-c_d.e");
        check("/a b:c@d=e&f+g*h", "/a%20b%3Ac%40d%3De%26f%2Bg%2Ah");
        check("*", "/%2A");
    }

    #[test]
    fn long_paths_are_written_in_pieces() {
        for length in 0..300 {
            let path = format!("/{}", "%/".repeat(length));
            check(&path, &path.replace('%', "%25"));
        }
    }
}
