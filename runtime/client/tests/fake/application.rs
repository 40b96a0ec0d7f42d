//! The fake of the small service: only its state machine.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use tinsmith_client::Credentials;
use tinsmith_client::codegen::Service;
use tinsmith_client::fake::{
    Answer, Application, Failure, Fingerprint, Known, Request, Route, ServerBuilder, Setup, StatusCode, Tokens,
};
use tinsmith_types::Document;

use crate::service::*;

static ROUTES: [Route; 3] = [
    Route::new::<PutNoteInput>(&PUT_NOTE),
    Route::new::<GetNoteInput>(&GET_NOTE),
    Route::new::<ListNotesInput>(&LIST_NOTES),
];

/// The state of the fake.
pub struct FakeNotes {
    setup: Setup,
    state: Mutex<State>,
    pub is_closed: Arc<AtomicBool>,
}

struct State {
    notes: BTreeMap<String, PutNoteInput>,
    tokens: Tokens<PutNoteOutput>,
    rejected: Vec<String>,
}

/// Returns a builder of fakes of the service.
pub fn builder() -> ServerBuilder {
    ServerBuilder::new(Notes::SIGNING_NAME, Credentials::new("AKIDFAKENOTES", "hunter2", None, None, "fake"))
}

impl FakeNotes {
    pub fn new(setup: Setup) -> Self {
        let tokens = Tokens::new(Duration::from_secs(60));
        let state = State { notes: BTreeMap::new(), tokens, rejected: Vec::new() };
        Self { setup, state: Mutex::new(state), is_closed: Arc::default() }
    }

    fn put(&self, mut input: PutNoteInput) -> Result<PutNoteOutput, Failure> {
        let token = input.token.take().unwrap_or_default();
        let fingerprint = self.setup.store.fingerprint(&input)?;
        let now = self.setup.clock.now();
        let mut state = self.state.lock().expect("no test panics with it");
        if state.rejected.contains(&input.text) {
            return Err(Failure::new(StatusCode::FORBIDDEN, "RejectedException", "The text is rejected."));
        }
        match state.tokens.find(&token, &fingerprint, now) {
            Known::Same(output) => return Ok(output),
            Known::Other => return Err(Failure::new(StatusCode::CONFLICT, "ConflictException", "Another request.")),
            Known::No => {}
        }
        let arn = self.setup.arn("notes", &format!("note/{}", input.path));
        let output = PutNoteOutput { arn: Some(arn), version: Some(self.setup.identifiers.next()) };
        let record = json!({ "note": input, "token": token, "request": fingerprint.to_string(), "answer": output });
        self.setup.store.append(&record);
        state.insert(input, token, fingerprint, output.clone(), now);
        Ok(output)
    }

    fn get(&self, input: &GetNoteInput) -> Result<GetNoteOutput, Failure> {
        let state = self.state.lock().expect("no test panics with it");
        let note = state.notes.get(&input.path);
        let note = note.ok_or_else(|| Failure::new(StatusCode::NOT_FOUND, "NotFoundException", "No such note."))?;
        Ok(GetNoteOutput { author: note.author.clone(), pinned: note.pinned, text: Some(note.text.clone()) })
    }

    fn list(&self, input: &ListNotesInput) -> ListNotesOutput {
        let state = self.state.lock().expect("no test panics with it");
        let prefix = input.prefix.as_deref().unwrap_or_default();
        ListNotesOutput { paths: state.notes.keys().filter(|path| path.starts_with(prefix)).cloned().collect() }
    }
}

impl State {
    fn insert(
        &mut self,
        note: PutNoteInput,
        token: String,
        fingerprint: Fingerprint,
        output: PutNoteOutput,
        now: std::time::SystemTime,
    ) {
        self.tokens.insert(token, fingerprint, output, now);
        self.notes.insert(note.path.clone(), note);
    }

    fn read(&mut self, record: &Document, now: std::time::SystemTime) -> Option<()> {
        let note = serde_json::from_value(record.get("note")?.clone()).ok()?;
        let output = serde_json::from_value(record.get("answer")?.clone()).ok()?;
        let fingerprint = Fingerprint::parse(record.get("request")?.as_str()?)?;
        self.insert(note, record.get("token")?.as_str()?.to_owned(), fingerprint, output, now);
        Some(())
    }
}

impl Application for FakeNotes {
    fn routes(&self) -> &'static [Route] {
        &ROUTES
    }

    async fn call(&self, request: Request) -> Result<Answer, Failure> {
        match request.operation() {
            "PutNote" => {
                let result = self.put(request.decode()?);
                self.setup.store.durable().await?;
                request.answer(&result?)
            }
            "GetNote" => request.answer(&self.get(&request.decode()?)?),
            "ListNotes" => request.answer(&self.list(&request.decode()?)),
            _ => Err(Failure::internal()),
        }
    }

    fn restore(&self, record: &Document) -> bool {
        let now = self.setup.clock.now();
        self.state.lock().expect("no test panics with it").read(record, now).is_some()
    }

    fn show(&self, path: &str) -> Option<Document> {
        let state = self.state.lock().expect("no test panics with it");
        (path == "notes").then(|| json!({ "notes": state.notes.keys().collect::<Vec<_>>() }))
    }

    fn reject(&self, value: &str) {
        self.state.lock().expect("no test panics with it").rejected.push(value.to_owned());
    }

    fn close(&self) {
        self.is_closed.store(true, Ordering::SeqCst);
    }
}
