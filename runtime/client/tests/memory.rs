//! Searches a process for secrets after the request, the client and the runtime are dropped.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::io::{Read, Seek, SeekFrom};

use http::Response;
use support::{Create, builder, thing};
use tinsmith_client::transport::Answer;
use tinsmith_client::{Body, Credentials, Transport};

/// Drops each request and answers with a body.
#[derive(Debug)]
struct Dropping(u16, &'static str);

impl Transport for Dropping {
    fn send(&self, request: http::Request<Body>) -> Answer<'_> {
        drop(request);
        let response = Response::builder().status(self.0).body(Body::from(self.1));
        Box::pin(std::future::ready(Ok(response.unwrap())))
    }
}

/// Decodes a text that occurs in no constant of the program, which stores another text.
fn secret(stored: &[u8]) -> String {
    let mut text = String::with_capacity(2 * stored.len());
    for round in [1, 2] {
        text.extend(stored.iter().map(|byte| char::from(byte ^ round)));
    }
    text
}

/// Counts the copies of `secret(stored)` in the memory of the process, without assembling the text.
fn copies(stored: &[u8]) -> usize {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let mut memory = std::fs::File::open("/proc/self/mem").unwrap();
    let mut count = 0;
    for line in maps.lines().filter(|line| line.contains(" rw-p ")) {
        let (start, end) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
        let (start, end) = (u64::from_str_radix(start, 16).unwrap(), u64::from_str_radix(end, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
        if memory.seek(SeekFrom::Start(start)).is_err() || memory.read_exact(&mut bytes).is_err() {
            continue;
        }
        let is_copy = |window: &&[u8]| {
            let mut expected = [1, 2].into_iter().flat_map(|round| stored.iter().map(move |byte| byte ^ round));
            window.iter().all(|byte| Some(*byte) == expected.next())
        };
        count += bytes.windows(2 * stored.len()).filter(is_copy).count();
        // Otherwise, the copy made here would be found in a later mapping.
        bytes.fill(0);
    }
    count
}

/// Makes a call with secrets, drops everything that belongs to it, and searches the memory for them.
#[track_caller]
fn check(stored: [&[u8]; 2], status: u16, answer: &'static str) {
    let [in_body, in_header] = stored;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let credentials = Credentials::new("AKID", "hunter2", Some(secret(in_header)), None, "tests");
    let builder = builder("http://127.0.0.1:1").credentials(credentials).transport(Dropping(status, answer));
    let client = builder.max_attempts(2).build().unwrap();
    // The token follows the secret, so that the buffer of the body has to grow.
    let request = Create { secret: Some(secret(in_body).into()), token: Some("t".repeat(5000)), ..thing() };
    assert!(stored.iter().all(|stored| copies(stored) > 0), "the search finds what is there");
    drop(runtime.block_on(client.create(request)));
    drop((client, runtime));
    assert_eq!(stored.map(copies), [0, 0]);
}

#[test]
fn bodies_headers_and_masking_copies_are_overwritten() {
    check([b"kjhgfdsaqwertzuiop", b"lkhgfdsayxcvbnmjuh"], 200, "{\"arn\":\"a\"}");
    let refusal = r#"{"__type":"ConflictException","message":"no"}"#;
    check([b"mnbvcxyqayxswedcvf", b"plmoknijbuhvzgctfx"], 400, refusal);
}
