//! Test cases that are justifiably not run; any other case that is not run is a failure.

/// The reasons for which a case may be left out.
const REASONS: [&str; 3] =
    ["it is for servers", "it is of another protocol", "content types are negotiated by servers"];

/// Returns `true` if a case may be left out for a reason.
pub fn is_allowed(reason: &str) -> bool {
    REASONS.contains(&reason)
}
