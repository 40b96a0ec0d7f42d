//! The error of a provider without credentials.

use std::fmt;

use crate::BoxError;

/// The error of a provider that has no credentials.
///
/// Its message and those of its sources appear in the error of the failed call, so they must not contain secrets.
#[derive(Debug)]
pub struct CredentialsError {
    message: String,
    source: Option<BoxError>,
}

impl CredentialsError {
    /// Creates an error from a message in lower case without a final stop.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    /// Adds the cause.
    pub fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.source = Some(source.into());
        self
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for CredentialsError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn the_cause_is_a_source() {
        let error = CredentialsError::new("the profile crm failed");
        assert!(error.to_string() == "the profile crm failed" && error.source().is_none());
        let error = error.with_source("the file is gone");
        assert_eq!(error.to_string(), "the profile crm failed");
        assert_eq!(error.source().expect("a cause").to_string(), "the file is gone");
    }
}
