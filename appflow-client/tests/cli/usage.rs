//! Help where it is asked for, and exit status 2 where the command line is wrong.

use crate::support::Files;

#[track_caller]
fn check(arguments: &[&str], expected: &str) {
    let err = Files::new().run(arguments).failed(2);
    assert_eq!(err.lines().next(), Some(&*format!("error: {expected}")), "{arguments:?}");
    assert!(err.ends_with("--help` explains what is possible\n"), "{err}");
}

#[test]
fn what_is_wrong_is_named() {
    let create = "create-connector-profile";
    check(&["improve"], "unknown command, expected `validate`, `create-connector-profile`, `fake`, `completions`");
    check(&["--check"], "invalid option '--check'");
    check(&["validate"], "no FILE, expected the path of a JSON document, or `-`");
    check(&["validate", ""], "unexpected argument, expected options");
    check(&["validate", "-", "--request", "-"], "`-` is given twice, expected it once");
    check(
        &["validate", "a", "b", "--fix", "--output", "c"],
        "several files, expected one whose mended document goes to `--output`",
    );
    check(&["validate", "a", "--output", "b"], "unknown format, expected `text` or `json`, or a file after `--fix`");
    check(&["validate", "a", "--fix", "--force"], "`--force` without a file, expected `--fix --output FILE`");
    check(&["validate", "a", "--format"], "missing argument for option '--format'");
    check(&["validate", "a", "--format", "xml"], "unknown format, expected `text` or `json`");
    check(&["validate", "a", "--format="], "the value of `--format` is empty, expected at least one character");
    check(&["validate", "a", "--format", "text", "--format", "json"], "`--format` is given twice, expected it once");
    check(&[create], "no request, expected `--request` with the path of a JSON document, or `-`");
    check(&[create, "--dry-run", "--dry-run"], "`--dry-run` is given twice, expected it once");
    check(&[create, "--fix=yes"], "unexpected value for option '--fix'");
    check(&[create, "--validation", "lax"], "unknown validation, expected `strict`, `warn` or `off`");
    let both = "`--fix` and `--validation` do not go together, expected one of them";
    check(&[create, "--fix", "--validation", "warn"], both);
    check(&[create, "--request", "a", "--cli-input-json", "b"], "`--cli-input-json` is given twice, expected it once");
    check(&["completions"], "no shell, expected `bash`, `zsh` or `fish`");
    check(&["completions", "tcsh"], "unknown shell, expected `bash`, `zsh` or `fish`");
    for host in ["example.com", "127.0.0.1:80", "1.2.3"] {
        let expected =
            "the value of `--host` is no address, expected one such as 127.0.0.1, 0.0.0.0 or ::1, or localhost";
        check(&["fake", "--host", host], expected);
    }
    for port in ["x", "-1", "65536", "1.0", ""] {
        let expected = match port {
            "" => "the value of `--port` is empty, expected at least one character",
            _ => "the value of `--port` is not a number, expected one from 0 to 2^16 - 1",
        };
        check(&["fake", &format!("--port={port}")], expected);
    }
    check(&["fake", "--quota", "many"], "the value of `--quota` is not a number, expected one from 0 to 2^32 - 1");
}

#[test]
fn secrets_are_no_arguments() {
    let hint = "; secrets are read from files and the environment, never from arguments";
    for option in ["--secret-access-key", "--access-key-id", "--session-token", "--password", "--access-token"] {
        for arguments in [vec![option, "hunter2"], vec![&*format!("{option}=hunter2")]] {
            let arguments = [vec!["create-connector-profile"], arguments].concat();
            check(&arguments, &format!("invalid option '{option}'{hint}"));
        }
    }
    let expected = "unexpected argument, expected options, or the path of a JSON document";
    check(&["create-connector-profile", "hunter2"], expected);
    let expected = "a document is no argument, expected the path of a file, or `-` for the standard input: others could \
                    read its secrets";
    for document in ["{\"accessToken\":\"hunter2\"}", " [\"hunter2\"]"] {
        check(&["create-connector-profile", "--cli-input-json", document], expected);
        check(&["create-connector-profile", document], expected);
        check(&["validate", document], expected);
    }
    check(&["fake", "hunter2"], "unexpected argument, expected options");
    check(&["hunter2"], "unknown command, expected `validate`, `create-connector-profile`, `fake`, `completions`");
}

#[test]
fn help_is_no_failure() {
    let files = Files::new();
    let all = files.run(&["--help"]).ok();
    assert_eq!(files.run(&["-h"]).ok(), all);
    assert_eq!(files.run(&[]).failed(2), all);
    assert_eq!(files.run(&["--version"]).ok(), concat!("appflow ", env!("CARGO_PKG_VERSION"), "\n"));
    for (command, words) in [
        (
            "validate",
            &["FILE", "--output FORMAT", "--format", "--fix", "--force", "version", "problems", "warnings"][..],
        ),
        (
            "create-connector-profile",
            &[
                "--request FILE",
                "--cli-input-json FILE",
                "--region REGION",
                "--profile NAME",
                "--endpoint-url URL",
                "--allow-plain-http",
                "--validation MODE",
                "--fix",
                "--dry-run",
                "--output FORMAT",
            ],
        ),
        ("completions", &["bash|zsh|fish", "--output FORMAT"]),
        (
            "fake",
            &["--host HOST", "--output FORMAT", "--port N", "--state FILE", "--quota N", "/_fake/faults", "throttling"],
        ),
    ] {
        assert!(all.contains(&format!("\n  {command} ")), "{all}");
        let help = files.run(&[command, "--help"]).ok();
        for word in words.iter().chain(&["Usage: appflow ", "-h, --help", "Exit codes:\n  0  "]) {
            assert!(help.contains(word), "no {word} in {help}");
        }
        assert!(help.lines().all(|line| line.chars().count() <= 120), "{help}");
    }
}
