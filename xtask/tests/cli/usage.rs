//! The command line: help on request, and exit status 2 for errors.

use crate::support::Workspace;

#[track_caller]
fn check(arguments: &[&str], expect: &str) {
    let workspace = Workspace::new();
    let before = workspace.snapshot();
    let said = workspace.run(arguments).failed(2);
    assert_eq!(said.lines().next(), Some(expect));
    assert!(said.contains("--help` explains"), "{said}");
    assert!(before == workspace.snapshot());
}

#[test]
fn errors_are_named() {
    check(
        &["improve"],
        "unknown command \"improve\", expected `regenerate` or `import` or `diff` or `lint` or `generate` or `conformance` \
         or `bench` or `ci`",
    );
    check(&["--check"], "invalid option '--check'");
    check(&["regenerate", "--chekc"], "invalid option '--chekc'");
    check(&["regenerate", "-c"], "invalid option '-c'");
    check(&["regenerate", "--check=yes"], "unexpected argument for option '--check': \"yes\"");
    check(&["regenerate", "model"], "unexpected argument \"model\"");
    check(&["regenerate", "--out"], "missing argument for option '--out'");
    check(&["regenerate", "--out="], "the value of `--out` is empty, expected at least one character");
    check(&["regenerate", "--out", "a", "--out", "b"], "the option `--out` is given twice, expected it once");
    check(&["generate", "--name", "a", "--out", "b"], "no model, expected at least one MODEL.json");
    check(&["generate", "", "--name", "a", "--out", "b"], "unexpected argument \"\"");
    check(&["generate", "m.json", "--out", "b"], "the option `--name` is missing, expected it with a value");
    check(&["conformance", "--all"], "invalid option '--all'");
    check(&["ci", "--fast"], "invalid option '--fast'");
    check(&["generate", "m.json", "--name", "a"], "the option `--out` is missing, expected it with a value");
    check(&["bench", "--rounds", "0"], "\"0\" is not a number of rounds, expected one from 1 to 1000");
    check(&["bench", "--only", "call,"], "a name of `--only` is empty, expected names with single commas between them");
    let parts = "`call` or `signature` or `validate` or `serialize` or `parse` or `throughput` or `allocations` or \
                 `instructions` or `crates` or `builds` or `check` or `regenerate` or `generate`";
    check(&["bench", "--only", "speed"], &format!("unknown part \"speed\" of `--only`, expected {parts}"));
    check(&["diff", "a"], "one file, expected OLD and NEW, or neither");
    check(&["diff", "a", "b", "c"], "unexpected argument \"c\"");
    check(&["diff", "a", "b", "--base", "c"], "two files and `--base`, expected one or the other");
    let formats = "expected `text` or `markdown` or `json` or `github` or `sarif`";
    check(&["diff", "--format", "html"], &format!("unknown value \"html\" of `--format`, {formats}"));
    check(&["lint", "--format", ""], "the value of `--format` is empty, expected at least one character");
    let both = "`--runtime` and `--runtime-version`, expected one or the other";
    check(&["generate", "m.json", "--name", "a", "--out", "b", "--runtime", "c", "--runtime-version", "1"], both);
    let requirement = "`latest` is not a version requirement, expected one such as 0.1";
    check(&["generate", "m.json", "--name", "a", "--out", "b", "--runtime-version", "latest"], requirement);
    check(&["generate", "m.json", "--operation"], "missing argument for option '--operation'");
    check(&["generate", "m.json", "--without="], "the value of `--without` is empty, expected at least one character");
    let limits = "unknown value \"safe\" of `--fail-on`, expected `breaking` or `risky` or `any`";
    check(&["lint", "--fail-on", "safe"], limits);
    check(&["diff", "--today", "soon"], "`soon` is not a day, expected one such as 2027-01-31");
    let name = "`../a` is not a name for crates, expected at most 50 lowercase letters and digits that begin with a letter, \
                single hyphens between them";
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
    for option in ["--check", "--model-dir DIR", "--out DIR", "-h, --help"] {
        assert!(regenerate.contains(&format!(" {option} ")), "{regenerate}");
    }
    let generate = workspace.run(&["generate", "-h"]).ok();
    for option in ["--name NAME", "--out DIR", "--service SHAPE", "--operation NAME", "--runtime DIR", "-h, --help"] {
        assert!(generate.contains(&format!(" {option} ")), "{generate}");
    }
    let bench = workspace.run(&["bench", "--help"]).ok();
    for text in
        ["--quick ", "--only PARTS ", "--rounds N ", "--out DIR ", "  call  ", "  generate  ", "its size (slow)\n"]
    {
        assert!(bench.contains(text), "{bench}");
    }
}
