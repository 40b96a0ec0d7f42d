//! The service-neutral half of a fake service, for tests; behind the feature `fake`.

mod answer;
mod application;
mod clock;
mod control;
mod decode;
mod error;
mod exchange;
mod faults;
mod identifiers;
mod journal;
mod record;
mod server;
mod signature;
mod socket;
mod tokens;

pub use clock::Clock;
pub use error::StartError;
pub use faults::{Fault, Faults};
pub use journal::JournalError;
pub use record::ReceivedRequest;
