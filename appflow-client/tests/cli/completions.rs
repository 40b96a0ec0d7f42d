//! `appflow completions`.

use std::process::Command;

use crate::support::Files;

/// Returns the options in a help text.
fn options(help: &str) -> Vec<&str> {
    let lines =
        help.lines().filter_map(|line| line.trim_start().split_once("--").filter(|(before, _)| before.len() < 5));
    let mut options: Vec<&str> = lines.map(|(_, rest)| rest.split([' ', '[']).next().expect("a name")).collect();
    options.dedup();
    options
}

#[test]
fn every_option_is_completed() {
    let files = Files::new();
    for (shell, mark) in [("bash", "--"), ("zsh", "--"), ("fish", "-l ")] {
        let script = files.run(&["completions", shell]).ok();
        for command in ["validate", "create-connector-profile", "list-flows", "fake", "completions"] {
            let help = files.run(&[command, "--help"]).ok();
            let options = options(&help);
            assert!(options.contains(&"help") && options.contains(&"output"), "{options:?}");
            for option in options {
                let is_for = |line: &&str| shell != "fish" || line.contains(command);
                let is_there = script.lines().filter(is_for).any(|line| line.contains(&format!("{mark}{option}")));
                assert!(is_there, "no {option} of {command} for {shell}");
            }
        }
    }
}

#[test]
fn bash_completes() {
    let files = Files::new();
    files.write("my request.json", "{}");
    files.write("completions.bash", files.run(&["completions", "bash"]).ok());
    #[track_caller]
    fn check(files: &Files, words: &[&str], expected: &[&str]) {
        let words: String = words.iter().map(|word| format!(" '{word}'")).collect();
        let script = format!(
            "source ./completions.bash; COMP_WORDS=({words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 )); \
             _appflow appflow \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        let path = files.path("completions.bash");
        let output = Command::new("bash").args(["--norc", "-c", &script]).current_dir(path.parent().unwrap()).output();
        let output = output.expect("there is such a shell");
        let out = String::from_utf8(output.stdout).unwrap();
        assert_eq!(out.lines().collect::<Vec<_>>(), expected, "{words}");
    }
    let commands = ["completions", "cancel-flow-executions", "create-connector-profile", "create-flow"];
    check(&files, &["appflow", "c"], &commands);
    check(&files, &["appflow", "create-connector-profile", "--re"], &["--request", "--region"]);
    check(&files, &["appflow", "create-connector-profile", "--request", "my"], &["my request.json"]);
    check(&files, &["appflow", "create-connector-profile", "--validation", ""], &["strict", "warn", "off"]);
    check(&files, &["appflow", "fake", "--output", "j"], &["json"]);
    check(&files, &["appflow", "completions", "z"], &["zsh"]);
}
