//! The traits whose changes have the same effect wherever they are applied, as a table.
//!
//! Invariant: a trait that is neither here nor handled elsewhere is one with an unknown effect.

use super::context::Subject;
use super::traits::{Edit, Happened};
use super::{Change, Verdict};

/// A trait, with the effect of adding, removing or changing it.
struct Line {
    id: &'static str,
    added: Note,
    removed: Note,
    changed: Note,
}

/// The effect of a change. An empty text means none.
#[derive(Clone, Copy)]
struct Note {
    rule: &'static str,
    what: &'static str,
    wire: Verdict,
    reason: &'static str,
    code: &'static str,
}

impl Note {
    const fn safe(rule: &'static str, what: &'static str) -> Self {
        Self { rule, what, wire: Verdict::Safe, reason: "", code: "" }
    }

    const fn risky(rule: &'static str, what: &'static str, reason: &'static str) -> Self {
        Self { rule, what, wire: Verdict::Risky, reason, code: "" }
    }

    const fn breaking(rule: &'static str, what: &'static str, reason: &'static str) -> Self {
        Self { rule, what, wire: Verdict::Breaking, reason, code: "" }
    }

    const fn code(rule: &'static str, what: &'static str, code: &'static str) -> Self {
        Self { rule, what, wire: Verdict::Safe, reason: "", code }
    }
}

/// Creates the line of a trait without a value, or whose changes all have the same effect.
const fn line(id: &'static str, added: Note, removed: Note) -> Line {
    Line { id, added, removed, changed: removed }
}

/// Creates the line of a trait for which adding, removing and changing have the same effect.
const fn any(id: &'static str, note: Note) -> Line {
    Line { id, added: note, removed: note, changed: note }
}

/// Creates the line of a trait without a rule of its own and without any effect.
const fn harmless(id: &'static str) -> Line {
    let added = Note::safe("trait-added", "trait added");
    let removed = Note::safe("trait-removed", "trait removed");
    Line { id, added, removed, changed: Note::safe("trait-changed", "trait changed") }
}

const RETRIES: &str = "clients use it to decide on retries";
const XML: &str = "XML protocols depend on it";
const ABSENT: &str = "the other side may not know what to do with nulls";
const BODY: &str = "bodies are written differently";
const DEFINED: &str = "models that apply the trait depend on it";
const IDENTIFIERS: &str = "code that handles resources depends on it";

const LINES: [Line; 48] = [
    line(
        "smithy.api#idempotencyToken",
        Note::safe("idempotency-token-added", "clients now fill it in"),
        Note::risky(
            "idempotency-token-removed",
            "clients no longer fill it in",
            "repeated requests are no longer recognized",
        ),
    ),
    line(
        "smithy.api#idempotent",
        Note::safe("idempotent-added", "now idempotent"),
        Note::risky("idempotent-removed", "no longer idempotent", RETRIES),
    ),
    line(
        "smithy.api#readonly",
        Note::safe("readonly-added", "now changes nothing"),
        Note::risky("readonly-removed", "may now change something", RETRIES),
    ),
    Line {
        id: "smithy.api#retryable",
        added: Note::safe("retryable-added", "clients now retry after it"),
        removed: Note::risky("retryable-removed", "clients no longer retry after it", RETRIES),
        changed: Note::risky("retryable-changed", "clients wait differently before they retry", RETRIES),
    },
    line(
        "smithy.api#sparse",
        Note::breaking("sparse-added", "may now hold nulls", ABSENT),
        Note::breaking("sparse-removed", "no longer holds nulls", ABSENT),
    ),
    Line {
        id: "smithy.api#mediaType",
        added: Note::risky("media-type-added", "now has a media type", BODY),
        removed: Note::risky("media-type-removed", "no longer has a media type", BODY),
        changed: Note::risky("media-type-changed", "has another media type", BODY),
    },
    line(
        "smithy.api#streaming",
        Note::breaking("streaming-added", "now a stream", BODY),
        Note::breaking("streaming-removed", "no longer a stream", BODY),
    ),
    any("smithy.api#requiresLength", Note::risky("requires-length-changed", "the length of the stream", BODY)),
    any("smithy.api#eventHeader", Note::breaking("event-binding-changed", "moved within the event", BODY)),
    any("smithy.api#eventPayload", Note::breaking("event-binding-changed", "moved within the event", BODY)),
    any(
        "smithy.api#hostLabel",
        Note::breaking("host-label-changed", "another part of the host", "requests go to another host"),
    ),
    any("smithy.api#xmlAttribute", Note::risky("xml-changed", "written differently in XML", XML)),
    any("smithy.api#xmlFlattened", Note::risky("xml-changed", "written differently in XML", XML)),
    any("smithy.api#xmlName", Note::risky("xml-changed", "written differently in XML", XML)),
    any("smithy.api#xmlNamespace", Note::risky("xml-changed", "written differently in XML", XML)),
    line(
        "smithy.api#cors",
        Note::safe("cors-changed", "browsers may call it"),
        Note::risky("cors-changed", "browsers may call it in another way", "browsers may no longer be allowed"),
    ),
    any(
        "smithy.api#httpChecksumRequired",
        Note::risky("checksum-changed", "whether requests carry a checksum", "the service may insist on it"),
    ),
    any(
        "smithy.api#requestCompression",
        Note::risky("compression-changed", "how requests are compressed", "the service may not understand it"),
    ),
    Line {
        id: "smithy.api#deprecated",
        added: Note::safe("deprecated-added", "now deprecated"),
        removed: Note::safe("deprecated-removed", "no longer deprecated"),
        changed: Note::safe("deprecated-changed", "deprecated with another message"),
    },
    Line {
        id: "smithy.api#trait",
        added: Note::code("trait-definition-added", "now a trait", DEFINED),
        removed: Note::code("trait-definition-removed", "no longer a trait", DEFINED),
        changed: Note::code("trait-definition-changed", "applies elsewhere", DEFINED),
    },
    any("smithy.api#protocolDefinition", Note::code("trait-definition-changed", "a protocol or not", DEFINED)),
    any("smithy.api#authDefinition", Note::code("trait-definition-changed", "authentication or not", DEFINED)),
    any("smithy.api#traitValidators", Note::code("trait-definition-changed", "applies elsewhere", DEFINED)),
    any("smithy.api#idRef", Note::code("trait-definition-changed", "names other shapes", DEFINED)),
    any("smithy.api#resourceIdentifier", Note::code("resource-binding-changed", "another identifier", IDENTIFIERS)),
    any("smithy.api#references", Note::code("resource-binding-changed", "other resources", IDENTIFIERS)),
    any("smithy.api#property", Note::code("resource-binding-changed", "another property", IDENTIFIERS)),
    any("smithy.api#notProperty", Note::code("resource-binding-changed", "a property or not", IDENTIFIERS)),
    any("smithy.api#nestedProperties", Note::code("resource-binding-changed", "other properties", IDENTIFIERS)),
    any("smithy.api#noReplace", Note::code("resource-binding-changed", "whether it replaces", IDENTIFIERS)),
    any("smithy.test#httpRequestTests", Note::safe("protocol-tests-changed", "other tests of requests")),
    any("smithy.test#httpResponseTests", Note::safe("protocol-tests-changed", "other tests of responses")),
    any("smithy.test#httpMalformedRequestTests", Note::safe("protocol-tests-changed", "other tests of requests")),
    any("smithy.test#smokeTests", Note::safe("protocol-tests-changed", "other smoke tests")),
    line(
        "smithy.waiters#waitable",
        Note::safe("waiters-changed", "now has waiters"),
        Note::code("waiters-changed", "has other waiters", "code that waits depends on it"),
    ),
    line(
        "smithy.api#private",
        Note::code("private-added", "now private", "other namespaces may refer to it"),
        Note::safe("private-removed", "no longer private"),
    ),
    Line {
        id: "smithy.api#addedDefault",
        added: Note::safe("trait-added", "trait added"),
        removed: Note::code(
            "trait-removed",
            "trait removed",
            "generators that left the member optional, for its default was added later, no longer do",
        ),
        changed: Note::safe("trait-changed", "trait changed"),
    },
    harmless("smithy.api#internal"),
    harmless("smithy.api#recommended"),
    harmless("smithy.api#suppress"),
    harmless("smithy.api#tags"),
    harmless("smithy.api#unitType"),
    harmless("smithy.api#unstable"),
    // Its meaning is part of the default that it suppressed.
    harmless("smithy.api#box"),
    harmless("aws.api#controlPlane"),
    harmless("aws.api#dataPlane"),
    harmless("aws.iam#iamAction"),
    harmless("aws.iam#actionPermissionDescription"),
];

pub(super) fn judge<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Option<Vec<Change>> {
    let line = LINES.iter().find(|line| line.id == edit.id)?;
    let note = match edit.happened() {
        Happened::Added => line.added,
        Happened::Removed => line.removed,
        Happened::Changed => line.changed,
    };
    let what = match note.rule.starts_with("trait-") && !note.rule.starts_with("trait-definition") {
        true => format!("{}: {}", note.what, edit.id),
        false => note.what.to_owned(),
    };
    let change = subject.change(edit, note.rule, what).wire(note.wire, note.reason);
    Some(vec![if note.code.is_empty() { change } else { change.code(note.code) }])
}
