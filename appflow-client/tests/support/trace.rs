//! Records all traces, at every level and of every crate.

use std::fmt::{Debug, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// The recorded trace, as text.
#[derive(Clone, Default)]
pub struct Trace(Arc<Kept>);

#[derive(Default)]
struct Kept {
    text: Mutex<String>,
    spans: AtomicU64,
}

impl Trace {
    /// Returns the trace so far.
    pub fn text(&self) -> String {
        self.0.text.lock().expect("no test panics with it").clone()
    }

    fn line(&self, head: &str, record: impl FnOnce(&mut Fields)) {
        let mut fields = Fields(head.to_owned());
        record(&mut fields);
        let mut text = self.0.text.lock().expect("no test panics with it");
        writeln!(text, "{}", fields.0).expect("a string");
    }
}

impl Subscriber for Trace {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = self.0.spans.fetch_add(1, Ordering::SeqCst) + 1;
        let metadata = span.metadata();
        let head = format!("{} {} {id}:", metadata.level(), metadata.name());
        self.line(&head, |fields| span.record(fields));
        Id::from_u64(id)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        self.line(&format!("RECORD {}:", span.into_u64()), |fields| values.record(fields));
    }

    fn event(&self, event: &Event<'_>) {
        let metadata = event.metadata();
        self.line(&format!("{} {}:", metadata.level(), metadata.target()), |fields| event.record(fields));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").expect("a string");
    }
}
