//! Tests of the states in which a file can be opened, and of the records read from it.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::*;

struct Place {
    directory: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { directory: tempfile::tempdir().expect("there is room for temporary files") }
    }

    fn path(&self) -> PathBuf {
        self.directory.path().join("state")
    }

    fn open(&self) -> Result<(Journal, Vec<Document>), JournalError> {
        open(&self.path(), &json!("first"), Notice::default())
    }

    /// Creates a closed journal with `records` records after the first, and returns its bytes.
    async fn filled(records: usize) -> (Self, Vec<u8>) {
        let place = Self::new();
        let (journal, _) = place.open().unwrap();
        for number in 0..records {
            journal.append(&json!({ "number": number }));
        }
        journal.reached(journal.place()).await.unwrap();
        drop(journal);
        let bytes = fs::read(place.path()).unwrap();
        (place, bytes)
    }
}

#[tokio::test]
async fn acknowledged_records_are_durable() {
    let place = Place::new();
    let (journal, records) = place.open().unwrap();
    assert_eq!(records, [json!("first")]);
    journal.append(&json!({ "text": "one\ntwo é" }));
    journal.reached(journal.place()).await.unwrap();
    // Before the file is closed.
    assert_eq!(fs::read(place.path()).unwrap().iter().filter(|byte| **byte == b'\n').count(), 2);
    journal.close();
    journal.append(&json!("too late"));
    assert!(journal.reached(journal.place()).await.is_err());
    let (_, records) = place.open().unwrap();
    assert_eq!(records, [json!("first"), json!({ "text": "one\ntwo é" })]);
}

#[tokio::test]
async fn a_file_that_ends_anywhere_is_read_up_to_its_last_whole_line() {
    let (place, bytes) = Place::filled(1).await;
    let lines = |length: usize| bytes[..length].iter().filter(|byte| **byte == b'\n').count();
    // Near the ends of lines, and at some places between them.
    let is_near_end = |length: &usize| bytes[length.saturating_sub(2)..].iter().take(4).any(|byte| *byte == b'\n');
    let lengths = (0..=bytes.len()).filter(|length| *length < 12 || length % 16 == 0 || is_near_end(length));
    for length in lengths.chain([bytes.len()]) {
        fs::write(place.path(), &bytes[..length]).unwrap();
        let (journal, records) = place.open().unwrap();
        assert_eq!(records.len(), lines(length).max(1), "{length}");
        // New records follow the last complete line.
        journal.append(&json!("next"));
        drop(journal);
        let (_, again) = place.open().unwrap();
        assert_eq!(again.len(), records.len() + 1, "{length}");
    }
}

#[track_caller]
fn check_corrupt(place: &Place, bytes: &[u8], line: u64, problem: &str) {
    fs::write(place.path(), bytes).unwrap();
    let error = place.open().map(drop).unwrap_err();
    let path = place.path();
    let expected = "expected a state file as it was written; restore it, or take another";
    assert_eq!(error.to_string(), format!("{}:{line}: {problem}, {expected}", path.display()));
    // A corrupt file is left unchanged.
    assert_eq!(fs::read(path).unwrap(), bytes);
}

#[tokio::test]
async fn a_changed_line_is_refused_by_its_number() {
    let (place, bytes) = Place::filled(3).await;
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let (checksum, other) = ("the checksum does not match", "not a line of a state file");
    // Every byte of the last line, and some of the others.
    let last = bytes.len() - lines[3].len();
    for index in (0..last).step_by(5).chain(last..bytes.len()) {
        let mut changed = bytes.clone();
        changed[index] ^= 1;
        fs::write(place.path(), &changed).unwrap();
        // Without its newline, the last line counts as truncated.
        let refused = place.open().is_err();
        assert_eq!(refused, index + 1 < bytes.len(), "byte {index}");
    }
    check_corrupt(&place, &[lines[0], lines[2], lines[3]].concat(), 2, checksum);
    check_corrupt(&place, &[lines[0], lines[2], lines[1]].concat(), 2, checksum);
    check_corrupt(&place, &[lines[0], lines[1], lines[1]].concat(), 3, checksum);
    check_corrupt(&place, &[lines[0], b"\n", lines[1]].concat(), 2, other);
    check_corrupt(&place, &[lines[0], &lines[1][..20], lines[2]].concat(), 2, other);
    check_corrupt(&place, b"some notes", 1, other);
    check_corrupt(&place, b"some notes\nand more\n", 1, other);
    check_corrupt(&place, &[lines[0], b"notes"].concat(), 2, other);
    check_corrupt(&place, &[b"{\"sha256\":\"", &b"0".repeat(2 << 20)[..]].concat(), 1, other);
}

#[tokio::test]
async fn only_one_has_it_open() {
    let place = Place::new();
    let (journal, _) = place.open().unwrap();
    let error = place.open().map(drop).unwrap_err();
    let expected = "in use, expected a state file that no other fake has open";
    assert_eq!(error.to_string(), format!("{}: {expected}", place.path().display()));
    drop(journal);
    place.open().unwrap();
}

#[test]
fn unusable_paths_are_errors() {
    let directory = tempfile::tempdir().unwrap();
    let error = open(directory.path(), &json!(1), Notice::default()).map(drop).unwrap_err();
    assert!(error.to_string().ends_with(", expected a file to keep the state in"), "{error}");
    let error = open(&directory.path().join("no/state"), &json!(1), Notice::default()).map(drop).unwrap_err();
    assert!(std::error::Error::source(&error).is_some(), "{error}");
}

#[cfg(unix)]
#[tokio::test]
async fn it_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let (place, bytes) = Place::filled(1).await;
    let mode = || fs::metadata(place.path()).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600);
    for existing in [0o666, 0o640, 0o700] {
        fs::set_permissions(place.path(), fs::Permissions::from_mode(existing)).unwrap();
        place.open().unwrap();
        assert_eq!(mode(), 0o600);
    }
    // A foreign file is left unchanged.
    fs::write(place.path(), [&bytes[..], b"notes"].concat()).unwrap();
    fs::set_permissions(place.path(), fs::Permissions::from_mode(0o644)).unwrap();
    place.open().map(drop).unwrap_err();
    assert_eq!(mode(), 0o644);
}

#[cfg(unix)]
#[test]
fn other_kinds_of_files_are_refused_at_once() {
    let directory = tempfile::tempdir().unwrap();
    let pipe = directory.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let socket = directory.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let link = directory.path().join("link");
    std::os::unix::fs::symlink(&pipe, &link).unwrap();
    for path in [&pipe, &socket, &link, Path::new("/dev/null"), Path::new("/dev/zero"), directory.path()] {
        let error = open(path, &json!(1), Notice::default()).map(drop).unwrap_err();
        let expected = "not a regular file, expected a file to keep the state in";
        assert_eq!(error.to_string(), format!("{}: {expected}", path.display()));
    }
}

/// A disk that can be full: writes are then truncated.
#[derive(Clone, Default)]
struct Disk(std::sync::Arc<Mutex<(Vec<u8>, bool)>>);

impl Medium for Disk {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let (file, is_full) = &mut *locked(&self.0);
        let length = if *is_full { bytes.len() / 2 } else { bytes.len() };
        file.extend(&bytes[..length]);
        if *is_full { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        locked(&self.0).0.truncate(usize::try_from(length).unwrap());
        Ok(())
    }
}

#[tokio::test]
async fn after_a_full_disk_it_goes_on() {
    let (disk, said) = (Disk::default(), std::sync::Arc::new(Mutex::new(Vec::new())));
    let listener = std::sync::Arc::clone(&said);
    let notice = Notice::new(move |text| locked(&listener).push(text.to_owned()));
    let journal = Journal::start(disk.clone(), 0, Chain::default(), notice).unwrap();
    for round in 0..3 {
        journal.append(&json!({ "round": round }));
        journal.reached(journal.place()).await.unwrap();
        locked(&disk.0).1 = true;
        for number in 0..3 {
            journal.append(&json!({ "round": round, "late": number }));
            assert!(journal.reached(journal.place()).await.is_err());
        }
        assert_eq!(locked(&said).len(), 2 * round + 1, "it is said once");
        locked(&disk.0).1 = false;
        // Another write needs no new record.
        journal.reached(journal.place()).await.unwrap();
    }
    drop(journal);
    let said = locked(&said);
    assert!(said[0].starts_with("the state file can't be written: ") && said[1].contains("again"), "{said:?}");
    let mut chain = Chain::default();
    let records: Vec<_> = locked(&disk.0).0.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    assert_eq!(records.len(), 12);
    for record in records {
        chain.record(record.strip_suffix(b"\n").unwrap()).unwrap();
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn after_a_failed_write_nothing_is_acknowledged() {
    // Every write to this device fails, as on a full disk.
    let file = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let journal = Journal::start(file, 0, Chain::default(), Notice::default()).unwrap();
    journal.reached(journal.place()).await.unwrap();
    for _ in 0..2 {
        journal.append(&json!(1));
        assert!(journal.reached(journal.place()).await.is_err());
    }
}
