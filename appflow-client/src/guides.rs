//! The guides of the repository, whose examples are doctests. They are not in the package, and neither is this file.

#[doc = include_str!("../../README.md")]
mod readme {}

#[doc = include_str!("../../docs/maintainers.md")]
mod maintainers {}

#[doc = include_str!("../../docs/users.md")]
mod users {}
