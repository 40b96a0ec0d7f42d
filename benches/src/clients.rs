//! Both clients over the same answers: in memory, and over loopback.
//!
//! Each keeps its default settings but for region, credentials and transport.

pub mod official;
pub mod ours;

/// The region for which both clients sign.
pub const REGION: &str = "eu-west-1";
/// The access key of both clients.
pub const ACCESS_KEY_ID: &str = "AKIDEXAMPLE";
/// The secret access key of both clients.
pub const SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
/// The answer that both clients get in memory.
pub const ANSWER: &[u8] =
    br#"{"connectorProfileArn":"arn:aws:appflow:eu-west-1:123456789012:connectorprofile/crm-production"}"#;
