//! Help on request, and exit status 2 for an invalid command line.

use crate::support::Files;

#[track_caller]
fn check(arguments: &[&str], expected: &str) {
    let err = Files::new().run(arguments).failed(2);
    assert_eq!(err.lines().next(), Some(&*format!("error: {expected}")), "{arguments:?}");
    assert!(err.ends_with("--help` explains what is possible\n"), "{err}");
}

#[test]
fn errors_are_named() {
    let create = "create-connector-profile";
    let unknown = "unknown command, expected one that `appflow --help` lists";
    check(&["improve"], unknown);
    check(&["list-flow"], &format!("{unknown}; did you mean `list-flows`?"));
    check(&["CreateFlow"], &format!("{unknown}; did you mean `create-flow`?"));
    check(&["--check"], "invalid option '--check'");
    check(&["validate"], "no FILE, expected the path of a JSON document, or `-`");
    check(&["validate", ""], "the value of `FILE` is empty, expected a path, or `-` for the standard input");
    check(&["validate", "-", "--request", "-"], "`-` is given twice, expected it once");
    check(
        &["validate", "a", "b", "--fix", "--output", "c"],
        "several files, expected one whose mended document goes to `--output`",
    );
    check(&["validate", "a", "--output", "b"], "unknown format, expected `text` or `json`, or a file after `--fix`");
    check(&["validate", "a", "--fix", "--force"], "`--force` without a file, expected `--fix --output FILE`");
    check(&["validate", "a", "--format"], "`--format` has no value, expected `json` or `text`");
    check(&["validate", "a", "--format", "xml"], "the value of `--format` is unknown, expected `json` or `text`");
    check(&["validate", "a", "--format="], "`--format` has no value, expected `json` or `text`");
    check(&["validate", "a", "--format", "text", "--format", "json"], "`--format` is given twice, expected it once");
    let request = "no request, expected `--request` with the path of a JSON document, or `-`; `--skeleton` prints one to \
                   fill in";
    check(&[create], request);
    check(&[create, "--skeleton=some"], "the value of `--skeleton` is unknown, expected `all` or `required`");
    check(&[create, "--reqest", "a"], "invalid option '--reqest'; did you mean `--request`?");
    check(&[create, "--dry-run", "--dry-run"], "`--dry-run` is given twice, expected it once");
    check(&[create, "--fix=yes"], "unexpected value for option '--fix'");
    let modes = "the value of `--validation` is unknown, expected `strict` or `warn` or `off`";
    check(&[create, "--validation", "lax"], modes);
    let both = "`--fix` and `--validation` do not go together, expected one of them";
    check(&[create, "--fix", "--validation", "warn"], both);
    check(&[create, "--request", "a", "--cli-input-json", "b"], "`--request` is given twice, expected it once");
    check(&[create, "-", "--request", "a"], "`--request` is given twice, expected it once");
    check(&[create, "--output", "text", "--format", "json"], "`--output` is given twice, expected it once");
    check(&["completions"], "no SHELL, expected it");
    let shells = "the value of `SHELL` is unknown, expected `bash` or `elvish` or `fish` or `powershell` or `zsh`";
    check(&["completions", "tcsh"], shells);
    for host in ["example.com", "127.0.0.1:80", "1.2.3"] {
        let expected =
            "the value of `--host` is not an address, expected one such as 127.0.0.1, 0.0.0.0 or ::1, or localhost";
        check(&["fake", "--host", host], expected);
    }
    for port in ["x", "-1", "65536", "1.0", ""] {
        let expected = "the value of `--port` is not a number, expected one from 0 to 65535";
        check(&["fake", &format!("--port={port}")], expected);
    }
    check(&["fake", "--quota", "many"], "the value of `--quota` is not a number, expected one from 0 to 4294967295");
}

#[test]
fn secrets_are_not_accepted_as_arguments() {
    let hint = "; secrets are read from files and the environment, never from arguments";
    for option in ["--secret-access-key", "--access-key-id", "--session-token", "--password", "--access-token"] {
        for arguments in [vec![option, "hunter2"], vec![&*format!("{option}=hunter2")]] {
            let arguments = [vec!["create-connector-profile"], arguments].concat();
            check(&arguments, &format!("invalid option '{option}'{hint}"));
        }
    }
    let expected = "the value of `FILE` is not a file, expected options, or the path of a JSON document";
    check(&["create-connector-profile", "hunter2"], expected);
    for document in ["{\"accessToken\":\"hunter2\"}", " [\"hunter2\"]"] {
        let expected = |name: &str| {
            format!(
                "the value of `{name}` is a document, expected a path, or `-` for the standard input: others could read \
                 its secrets"
            )
        };
        check(&["create-connector-profile", "--cli-input-json", document], &expected("--request"));
        check(&["create-connector-profile", document], &expected("FILE"));
        check(&["validate", document], &expected("FILE"));
    }
    check(&["fake", "hunter2"], "unexpected argument, expected options");
    check(&["create-connector-profile", "--fix=hunter2"], "unexpected value for option '--fix'");
    check(&["create-connector-profile", "-", "hunter2"], "unexpected argument, expected options");
    for option in ["--validation", "--output", "--skeleton"] {
        let error = Files::new().run(&["create-connector-profile", &format!("{option}=hunter2")]).failed(2);
        assert!(error.starts_with(&format!("error: the value of `{option}` is unknown, ")), "{error}");
    }
    check(&["hunter2"], "unknown command, expected one that `appflow --help` lists");
}

#[test]
fn help_succeeds() {
    let files = Files::new();
    let all = files.run(&["--help"]).ok();
    assert_eq!(files.run(&["-h"]).ok(), all);
    assert_eq!(files.run(&[]).failed(2), all);
    assert_eq!(files.run(&["--version"]).ok(), concat!("appflow ", env!("CARGO_PKG_VERSION"), "\n"));
    for (command, words) in [
        (
            "validate",
            &["[FILE]...", "--operation <NAME>", "--output <FORMAT|FILE>", "--format", "--fix", "--force", "version"][..],
        ),
        (
            "create-connector-profile",
            &[
                "--request <FILE>",
                "--cli-input-json",
                "--skeleton[=<EXTENT>]",
                "--region <REGION>",
                "--profile <NAME>",
                "--endpoint-url <URL>",
                "--allow-plain-http",
                "--validation <MODE>",
                "--fix",
                "--dry-run",
                "--output <FORMAT>",
                "\n  connectorProfileName\n",
            ],
        ),
        ("list-flows", &["--paginate", "--max-items <N>", "\n  maxResults\n"]),
        ("completions", &["<SHELL>", "--output <FORMAT>"]),
        (
            "fake",
            &["--host <HOST>", "--output <FORMAT>", "--port <N>", "--state <FILE>", "--quota <N>", "/_fake/faults"],
        ),
    ] {
        assert!(all.contains(&format!("\n  {command} ")), "{all}");
        let help = files.run(&[command, "--help"]).ok();
        for word in words.iter().chain(&["Usage: appflow ", "-h, --help", "Exit codes:\n  0  "]) {
            assert!(help.contains(word), "no {word} in {help}");
        }
        assert_eq!(files.run(&[command, "-h"]).ok(), help);
        for text in [&help, &all] {
            assert!(text.lines().all(|line| line.chars().count() <= 120), "{text}");
        }
    }
}
