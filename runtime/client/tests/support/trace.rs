//! A subscriber that records the trace, with a line for each span, record and event.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

#[derive(Clone, Default)]
pub struct Trace(Arc<Mutex<String>>);

struct Line(String);

impl Visit for Line {
    fn record_str(&mut self, field: &Field, value: &str) {
        write!(self.0, " {}={value}", field.name()).unwrap();
    }

    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

/// Runs the action and returns its result with its trace, one action at a time: whether an event is enabled is decided
/// per process, so two concurrent subscribers might each miss some.
pub fn traced<T>(action: impl FnOnce() -> T) -> (T, Trace) {
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let trace = Trace::default();
    (tracing::subscriber::with_default(trace.clone(), action), trace)
}

impl Trace {
    pub fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }

    /// Returns the lines with this prefix.
    pub fn lines(&self, start: &str) -> Vec<String> {
        self.text().lines().filter(|line| line.starts_with(start)).map(str::to_owned).collect()
    }

    fn push(&self, line: Line) {
        let mut text = self.0.lock().unwrap();
        text.push_str(&line.0);
        text.push('\n');
    }
}

impl Subscriber for Trace {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("tinsmith")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut line = Line(format!("SPAN {}", attributes.metadata().name()));
        attributes.record(&mut line);
        self.push(line);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line("RECORD".to_owned());
        values.record(&mut line);
        self.push(line);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.push(line);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
