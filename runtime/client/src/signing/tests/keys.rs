//! The signing key is derived once per credentials and day.

use std::sync::Barrier;
use std::sync::atomic::Ordering;

use super::*;

const DAY: u64 = 86_400;
/// The last second of 2015-08-30.
const LAST: u64 = EXAMPLE_SECONDS / DAY * DAY + DAY - 1;

fn derivations(signer: &Signer) -> usize {
    signer.keys.derivations.load(Ordering::Relaxed)
}

/// Signs one request with this signer and with a new one.
#[track_caller]
fn check(signer: &Signer, credentials: &Credentials, seconds: u64, expected: usize) -> String {
    let sign = |signer: &Signer| {
        let mut request = request("GET", "/", &[]);
        let time = UNIX_EPOCH + Duration::from_secs(seconds);
        signer.sign(&mut request, &Payload::of(b""), credentials, time).unwrap();
        signature(&request)
    };
    let signature = sign(signer);
    assert_eq!(signature, sign(&Signer::new(signer.region.clone(), signer.service.clone())));
    assert_eq!(derivations(signer), expected);
    signature
}

#[test]
fn the_second_signature_of_a_day_derives_no_key() {
    let (signer, credentials) = (signer(), credentials(None));
    assert_eq!(derivations(&signer), 0);
    for seconds in [EXAMPLE_SECONDS, EXAMPLE_SECONDS, EXAMPLE_SECONDS + 1, LAST, LAST + 1 - DAY] {
        check(&signer, &credentials, seconds, 1);
    }
    // Equal credentials share a key, wherever they come from.
    check(&signer, &super::credentials(None), LAST, 1);
}

#[test]
fn midnight_derives_another_key() {
    let (signer, credentials) = (signer(), credentials(None));
    let mut signatures = Vec::new();
    for (seconds, expected) in [(LAST, 1), (LAST + 1, 2), (LAST + 2, 2), (LAST, 3), (LAST + 1, 4)] {
        signatures.push(check(&signer, &credentials, seconds, expected));
    }
    assert!(signatures[0] == signatures[3] && signatures[1] == signatures[4]);
    assert!(signatures[0] != signatures[1] && signatures[1] != signatures[2]);
}

#[test]
fn other_credentials_derive_another_key() {
    let signer = signer();
    let other = [
        credentials(None),
        Credentials::new("AKIDEXAMPLE", "another", None, None, "tests"),
        Credentials::new("ANOTHER", "another", None, None, "tests"),
        credentials(Some("token")),
        credentials(Some("another")),
    ];
    let mut signatures = Vec::new();
    for (index, credentials) in other.iter().enumerate() {
        signatures.push(check(&signer, credentials, LAST, index + 1));
        check(&signer, &credentials.clone(), LAST, index + 1);
    }
    // The access key id is in the header, but not in the signed text.
    assert!(signatures[0] != signatures[1] && signatures[1] == signatures[2] && signatures[3] != signatures[4]);
}

#[test]
fn signers_of_other_regions_and_services_have_keys_of_their_own() {
    let credentials = credentials(None);
    let signers =
        [("us-east-1", "service"), ("eu-west-1", "service"), ("us-east-1", "dynamodb"), ("us-east-1s", "ervice")];
    let signatures = signers.map(|(region, service)| check(&Signer::new(region, service), &credentials, LAST, 1));
    for (index, signature) in signatures.iter().enumerate() {
        assert!(!signatures[..index].contains(signature));
    }
}

#[test]
fn concurrent_signers_derive_the_key_once() {
    const THREADS: usize = 8;
    let (signer, credentials, barrier) = (signer(), credentials(None), Barrier::new(THREADS));
    let sign = || {
        barrier.wait();
        let mut signatures = Vec::new();
        for _ in 0..50 {
            let mut request = request("GET", "/", &[]);
            signer.sign(&mut request, &Payload::of(b""), &credentials, example_time()).unwrap();
            signatures.push(signature(&request));
        }
        signatures
    };
    let signatures = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(sign)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(derivations(&signer), 1);
    assert!(signatures.iter().all(|signature| *signature == signatures[0]));
}

#[test]
fn both_sides_of_midnight_at_a_time_sign_alike() {
    let (signer, credentials) = (signer(), credentials(None));
    let sign = |seconds: u64| {
        let mut request = request("GET", "/", &[]);
        let time = UNIX_EPOCH + Duration::from_secs(seconds);
        signer.sign(&mut request, &Payload::of(b""), &credentials, time).unwrap();
        signature(&request)
    };
    let expected = [sign(LAST), sign(LAST + 1)];
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let (sign, expected) = (&sign, &expected);
            scope.spawn(move || {
                for round in 0..50 {
                    let side = (thread + round) % 2;
                    assert_eq!(sign(LAST + side as u64), expected[side]);
                }
            });
        }
    });
}
