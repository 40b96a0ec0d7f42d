//! The command line: help on request, and exit status 2 for errors.

use crate::support::Workspace;

#[track_caller]
fn check(arguments: &[&str], expect: &str) {
    let workspace = Workspace::new();
    let before = workspace.snapshot();
    let said = workspace.run(arguments).failed(2);
    assert!(said.starts_with(&format!("error: {expect}\n")), "{said}");
    assert!(said.ends_with("\nFor more information, try '--help'.\n"), "{said}");
    assert!(before == workspace.snapshot());
}

#[test]
fn errors_are_named() {
    check(&["improve"], "unrecognized subcommand 'improve'");
    check(&["help"], "unrecognized subcommand 'help'");
    check(&["--check"], "unexpected argument '--check' found");
    check(
        &["regenerate", "--chekc"],
        "unexpected argument '--chekc' found\n\n  tip: a similar argument exists: '--check'",
    );
    check(&["regenerate", "-c"], "unexpected argument '-c' found");
    check(&["regenerate", "--check=yes"], "unexpected value 'yes' for '--check' found; no more were expected");
    check(&["regenerate", "model"], "unexpected argument 'model' found");
    check(&["regenerate", "--out"], "a value is required for '--out <DIR>' but none was supplied");
    check(&["regenerate", "--out="], "a value is required for '--out <DIR>' but none was supplied");
    check(&["regenerate", "--out", "a", "--out", "b"], "the argument '--out <DIR>' cannot be used multiple times");
    let missing = "the following required arguments were not provided:\n ";
    check(&["generate", "--name", "a", "--out", "b"], &format!("{missing} <MODEL.json>..."));
    check(&["generate", "m.json", "--out", "b"], &format!("{missing} --name <NAME>"));
    check(&["generate", "m.json", "--name", "a"], &format!("{missing} --out <DIR>"));
    let model = "a value is required for '<MODEL.json>...' but none was supplied";
    check(&["generate", "", "--name", "a", "--out", "b"], model);
    check(&["conformance", ""], "a value is required for '[MODEL.json]...' but none was supplied");
    check(&["conformance", "--all"], "unexpected argument '--all' found");
    check(&["conformance", "--filter="], "a value is required for '--filter <TEXT>' but none was supplied");
    check(&["ci", "--fast"], "unexpected argument '--fast' found");
    check(&["bench", "--rounds", "0"], "invalid value '0' for '--rounds <N>': 0 is not in 1..=1000");
    check(&["bench", "--rounds", "1001"], "invalid value '1001' for '--rounds <N>': 1001 is not in 1..=1000");
    let parts = "`call` or `signature` or `validate` or `serialize` or `parse` or `throughput` or `allocations` or \
                 `instructions` or `crates` or `builds` or `check` or `regenerate` or `generate`";
    let unknown = |name: &str| format!("invalid value '{name}' for '--only <PARTS>': unknown part, expected {parts}");
    check(&["bench", "--only", "call,"], &unknown(""));
    check(&["bench", "--only", "call, speed"], &unknown(" speed"));
    check(&["diff", "a"], &format!("{missing} <NEW>"));
    check(&["diff", "a", "b", "c"], "unexpected argument 'c' found");
    check(&["diff", "a", "b", "--base", "c"], "the argument '[OLD]' cannot be used with '--base <REV>'");
    check(&["diff", "--base", ""], "a value is required for '--base <REV>' but none was supplied");
    let formats = "[possible values: text, markdown, json, github, sarif]";
    check(&["diff", "--format", "html"], &format!("invalid value 'html' for '--format <FORMAT>'\n  {formats}"));
    check(&["lint", "--format", ""], "a value is required for '--format <FORMAT>' but none was supplied");
    let both = "the argument '--runtime <DIR>' cannot be used with '--runtime-version <REQ>'";
    check(&["generate", "m.json", "--name", "a", "--out", "b", "--runtime", "c", "--runtime-version", "1"], both);
    let requirement =
        "invalid value 'latest' for '--runtime-version <REQ>': not a version requirement, expected one such as 0.1";
    check(&["generate", "m.json", "--name", "a", "--out", "b", "--runtime-version", "latest"], requirement);
    check(&["generate", "--operation"], "a value is required for '--operation <NAME>' but none was supplied");
    check(&["generate", "--without="], "a value is required for '--without <NAME>' but none was supplied");
    check(&["generate", "--service", ""], "a value is required for '--service <SHAPE>' but none was supplied");
    let limits = "invalid value 'safe' for '--fail-on <LEVEL>'\n  [possible values: breaking, risky, any]";
    check(&["lint", "--fail-on", "safe"], limits);
    let day = "invalid value 'soon' for '--today <DATE>': not a day, expected one such as 2027-01-31";
    check(&["diff", "--today", "soon"], day);
    let name = "invalid value '../a' for '--name <NAME>': expected at most 50 lowercase letters and digits that begin \
                with a letter, single hyphens between them";
    check(&["generate", "m.json", "--name", "../a", "--out", "b"], name);
}

#[test]
fn help_succeeds() {
    let workspace = Workspace::new();
    let all = workspace.run(&["--help"]).ok();
    assert!(all.contains("regenerate  ") && all.contains("generate    "), "{all}");
    assert_eq!(workspace.run(&["-h"]).ok(), all);
    assert_eq!(workspace.run(&[]).failed(2), all);
    let regenerate = workspace.run(&["regenerate", "--check", "--help"]).ok();
    for option in ["--check", "--model-dir <DIR>", "--out <DIR>", "-h, --help"] {
        assert!(regenerate.contains(&format!(" {option}\n")), "{regenerate}");
    }
    let generate = workspace.run(&["generate", "-h"]).ok();
    let options = ["--name <NAME>", "--out <DIR>", "--service <SHAPE>", "--operation <NAME>", "--runtime <DIR>"];
    for option in options.into_iter().chain(["-h, --help"]) {
        assert!(generate.contains(&format!(" {option} ")), "{generate}");
    }
    let bench = workspace.run(&["bench", "--help"]).ok();
    for text in [
        "--quick\n",
        "--only <PARTS>\n",
        "--rounds <N>\n",
        "--out <DIR>\n",
        "  call  ",
        "  generate  ",
        "its size (slow)\n",
    ] {
        assert!(bench.contains(text), "{bench}");
    }
    let diff = workspace.run(&["diff", "--help"]).ok();
    assert!(diff.contains("\nExit status: 0 if nothing fails") && diff.contains("[default: breaking]"), "{diff}");
}
