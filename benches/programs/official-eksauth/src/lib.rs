//! Amazon's client of a small service, whose check is compared with that of a generated one.

pub use aws_sdk_eksauth::Client;
