//! The project's tasks: `cargo xtask serve`, `test`, `lint`, `bench`, `dist` … One file for each; it also holds what the task's
//! `--help` prints.
#![forbid(unsafe_code)]

mod bench;
mod browser;
mod build;
mod dist;
mod engine;
mod fuzz;
mod lint;
mod node_tests;
mod project;
mod serve;
mod server;
mod set_up;
mod split;
mod symbols;
mod tally;
mod test;
mod wasm_tests;

use anyhow::{Result, bail};
use std::process::ExitCode;

/// One task of the command line.
struct Task {
    name: &'static str,
    /// What `--help` prints: the first line is the usage, the second says what the task does.
    help: &'static str,
    run: fn(&[&str]) -> Result<ExitCode>,
}

const TASKS: [Task; 6] = [
    Task { name: "serve", help: serve::HELP, run: serve::run },
    Task { name: "test", help: test::HELP, run: test::run },
    Task { name: "lint", help: lint::HELP, run: lint::run },
    Task { name: "fuzz", help: fuzz::HELP, run: fuzz::run },
    Task { name: "bench", help: bench::HELP, run: bench::run },
    Task { name: "dist", help: dist::HELP, run: dist::run },
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[&str]) -> Result<ExitCode> {
    let asks = |word: &&str| matches!(*word, "help" | "--help" | "-h");
    let task = args.iter().find_map(|word| TASKS.iter().find(|task| task.name == *word));
    match (args, task) {
        ([], _) => {
            eprintln!("{}", overview());
            Ok(ExitCode::from(2))
        }
        (_, Some(task)) if asks(&args[0]) || args[1..].iter().any(asks) => {
            println!("usage: cargo xtask {}", task.help);
            Ok(ExitCode::SUCCESS)
        }
        ([first, ..], None) if asks(first) => {
            println!("{}", overview());
            Ok(ExitCode::SUCCESS)
        }
        ([first, rest @ ..], Some(task)) if task.name == *first => (task.run)(rest),
        ([first, ..], _) => {
            let names = TASKS.map(|task| task.name).join(", ");
            bail!("there is no task `{first}`; there are {names}")
        }
    }
}

/// Every task with what it does, in a line each.
fn overview() -> String {
    let mut text = "usage: cargo xtask TASK\n\n".to_owned();
    for Task { help, .. } in TASKS {
        let mut lines = help.lines();
        let (usage, does) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        text.push_str(&format!("  {usage:32} {does}\n"));
    }
    text.push_str("\n`cargo xtask TASK --help` says more. Each task installs what it needs, or says in one line what to install.");
    text
}

#[cfg(test)]
mod tests {
    use super::{TASKS, overview, run};

    #[test]
    fn every_help_begins_with_its_task_and_fits_a_terminal() {
        for task in TASKS {
            assert!(task.help.starts_with(task.name), "{}", task.name);
            assert!(task.help.lines().all(|line| line.chars().count() <= 112), "{}", task.name);
        }
        assert!(overview().lines().all(|line| line.chars().count() <= 130));
    }

    #[test]
    fn help_can_be_asked_for_before_and_after_a_task() {
        for args in [&["--help"][..], &["help", "test"], &["test", "--help"], &["test", "js", "-h"]] {
            assert!(run(args).is_ok(), "{args:?}");
        }
        assert!(run(&["tset"]).is_err());
    }
}
