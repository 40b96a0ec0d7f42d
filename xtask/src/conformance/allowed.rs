//! The cases that are not run, and why that is right; any other case that is not run is a failure.

/// Reasons that hold for every case that is left out for them.
const REASONS: [&str; 3] =
    ["it is for servers", "it is of another protocol", "content types are negotiated by servers"];

/// Single cases, by id, each with the reason.
const CASES: [(&str, &str); 1] =
    [("MachinelearningPredictEndpoint", "a customization of one service that its model does not describe")];

/// Whether a case may be left out.
pub fn is_allowed(id: &str, reason: &str) -> bool {
    REASONS.contains(&reason) || CASES.iter().any(|(allowed, _)| *allowed == id)
}
