//! Formats the results of a run: one function for each format.

pub mod chart;
pub mod json;
pub mod markdown;

#[cfg(test)]
pub mod example;
