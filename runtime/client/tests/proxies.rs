//! Clients whose environment names a proxy or a file of certificate authorities. Each client runs in a process of its
//! own, because the environment belongs to the process.

#![cfg(feature = "tls")]
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use support::server::{Server, answer};
use support::trace::traced;
use support::{Sample, thing};
use tinsmith_client::Builder;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{ServerConfig, ServerConnection, Stream};

/// The variable that tells `child` to make a call.
const CHILD: &str = "TINSMITH_TEST_CHILD";

/// Not a test by itself: makes a call with the environment of its process, and prints the result.
#[test]
fn child() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let call = async {
        let client = Builder::<Sample>::from_env()?.allow_plain_http().max_attempts(1).build()?;
        println!("{client:?}");
        Ok::<_, tinsmith_client::ConfigError>(client.create(thing()).await)
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (result, trace) = traced(|| runtime.block_on(call));
    println!("{}", trace.text());
    match result {
        Ok(Ok(created)) => println!("created {:?}", created.arn),
        Ok(Err(error)) => println!("failed {} {error} {error:?}", error.is_connect()),
        Err(error) => println!("no client: {error} {error:?}"),
    }
}

/// Returns the output of a process with this environment.
fn run(variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "child", "--nocapture"]).env_clear().env(CHILD, "1").env("AWS_REGION", "eu-west-1");
    command.env("AWS_ACCESS_KEY_ID", "AKID").env("AWS_SECRET_ACCESS_KEY", "s").envs(variables.iter().copied());
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(!text.contains("hunter2") && !text.contains("aHVudGVyMg") && !text.contains("dG9tOmh1bnRlcjI"), "{text}");
    text
}

#[track_caller]
fn check(variables: &[(&str, &str)], expected: &str) {
    let text = run(variables);
    assert!(text.contains(expected), "{text}");
}

fn created() -> String {
    answer(200, "", r#"{"arn":"by proxy"}"#)
}

#[test]
fn plain_requests_are_given_to_the_proxy() {
    let proxy = Server::new([created()]);
    let url = format!("http://tom:hunter2@{}", proxy.address());
    check(
        &[("HTTP_PROXY", &url), ("AWS_ENDPOINT_URL", "http://service.invalid:8080/base")],
        "created Some(\"by proxy\")",
    );
    let request = proxy.requests().remove(0).to_ascii_lowercase();
    assert!(request.starts_with("post http://service.invalid:8080/base/create http/1.1\r\n"), "{request}");
    assert!(request.contains("host: service.invalid:8080\r\n"), "{request}");
    assert!(request.contains("proxy-authorization: basic dg9tomh1bnrlcji=\r\n"), "{request}");
    // Headers for the proxy are not signed.
    assert!(!request.contains("signedheaders=") || !request.contains(";proxy-authorization"), "{request}");
}

#[test]
fn endpoints_on_this_machine_and_exceptions_go_without_a_proxy() {
    let (proxy, service) = (Server::new([created()]), Server::new([answer(200, "", r#"{"arn":"direct"}"#)]));
    let all = ("ALL_PROXY", proxy.url());
    check(&[("AWS_ENDPOINT_URL", &service.url()), (all.0, &all.1)], "created Some(\"direct\")");
    let text = run(&[("AWS_ENDPOINT_URL", "http://service.invalid"), (all.0, &all.1), ("no_proxy", ".invalid")]);
    assert!(text.contains("failed true"), "{text}");
    assert!(proxy.requests().is_empty());
}

#[test]
fn a_proxy_that_refuses_or_is_not_there() {
    let proxy = Server::new([answer(407, "Proxy-Authenticate: Basic\r\n", "")]);
    let url = format!("http://tom:hunter2@{}", proxy.address());
    check(&[("HTTPS_PROXY", &url)], "failed true");
    let request = proxy.requests().remove(0);
    assert!(request.starts_with("CONNECT sample.eu-west-1.amazonaws.com:443 HTTP/1.1\r\n"), "{request}");
    check(&[("HTTPS_PROXY", "http://tom:hunter2@127.0.0.1:1")], "failed true");
    check(&[("HTTPS_PROXY", "socks5://tom:hunter2@127.0.0.1:1")], "no client: invalid HTTPS_PROXY in the environment");
}

/// Starts a proxy that acts as every host itself, with a certificate for one.
fn tunnel(host: &str) -> (String, String, Receiver<String>) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed([host.to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    let config = std::sync::Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (sender, heads) = channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            sender.send(head(&mut stream)).unwrap();
            stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").unwrap();
            let mut connection = ServerConnection::new(config.clone()).unwrap();
            let mut tls = Stream::new(&mut connection, &mut stream);
            let mut buffer = [0; 65536];
            if tls.read(&mut buffer).is_ok_and(|length| length > 0) {
                tls.write_all(created().as_bytes()).unwrap();
                tls.conn.send_close_notify();
                let _ = tls.flush();
            }
        }
    });
    (address, pem(cert.der()), heads)
}

fn pem(certificate: &[u8]) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(certificate);
    format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n")
}

fn head(stream: &mut TcpStream) -> String {
    let (mut text, mut byte) = (String::new(), [0]);
    while !text.ends_with("\r\n\r\n") && stream.read_exact(&mut byte).is_ok() {
        text.push(char::from(byte[0]));
    }
    text
}

#[test]
fn encrypted_requests_go_through_a_tunnel() {
    let (address, certificate, heads) = tunnel("sample.eu-west-1.amazonaws.com");
    let folder = tempfile::tempdir().unwrap();
    let bundle = folder.path().join("bundle.pem");
    std::fs::write(&bundle, certificate).unwrap();
    let (url, bundle) = (format!("http://tom:hunter2@{address}"), bundle.to_str().unwrap());
    check(&[("https_proxy", &url), ("AWS_CA_BUNDLE", bundle)], "created Some(\"by proxy\")");
    let head = heads.recv().unwrap();
    assert!(head.starts_with("CONNECT sample.eu-west-1.amazonaws.com:443 HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("Proxy-Authorization: Basic dG9tOmh1bnRlcjI=\r\n"), "{head}");
    // The proxy can't read the request, and is not trusted for another host.
    check(&[("https_proxy", &url), ("AWS_CA_BUNDLE", bundle), ("AWS_REGION", "eu-west-2")], "no secure connection");
    // The machine's authorities have not signed this certificate.
    let other = pem(generate_simple_self_signed(["other".to_owned()]).unwrap().cert.der());
    let path = folder.path().join("other.pem");
    std::fs::write(&path, other).unwrap();
    let other = path.to_str().unwrap();
    check(&[("https_proxy", &url), ("AWS_CA_BUNDLE", other)], "no secure connection");
}

#[test]
fn profiles_are_not_read_without_a_warning() {
    let service = Server::new([created()]);
    let url = service.url();
    check(&[("AWS_PROFILE", "dev"), ("AWS_ENDPOINT_URL", &url)], "WARN message=AWS_PROFILE is set but not read");
    for variables in [&[("AWS_PROFILE", ""), ("AWS_ENDPOINT_URL", &*url)][..], &[("AWS_ENDPOINT_URL", &*url)]] {
        assert!(!run(variables).contains("WARN"));
    }
}

#[test]
fn invalid_bundles() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for file in [path("empty", ""), path("text", "hunter2"), path("broken", broken), "/none".to_owned()] {
        check(&[("AWS_CA_BUNDLE", &file)], "no client: invalid AWS_CA_BUNDLE in the environment: expected a file");
    }
}
