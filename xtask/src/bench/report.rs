//! The results of a run in each form: a function from results to text for each.

pub mod chart;
pub mod json;
pub mod markdown;

#[cfg(test)]
pub mod example;
