//! Counts tests by reading the closing lines that cargo's and Node's test runners print.

use crate::project::describe;
use anyhow::{Context, Result};
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Command, ExitStatus, Stdio};

/// How many tests passed, failed and were skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) skipped: u32,
}

impl Tally {
    /// Runs a test command, passes its output on, and counts. A command that fails has at least one failure.
    pub(crate) fn of(command: &mut Command) -> Result<Self> {
        let name = describe(command);
        let (mut tally, status) = Self::listen(command).with_context(|| format!("cannot run `{name}`"))?;
        if !status.success() {
            eprintln!("`{name}` failed ({status})");
            tally.failed = tally.failed.max(1);
        }
        Ok(tally)
    }

    fn listen(command: &mut Command) -> io::Result<(Self, ExitStatus)> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).env("NO_COLOR", "1").env_remove("FORCE_COLOR");
        let mut child = command.spawn()?;
        let mut tally = Self::default();
        let mut stdout = io::stdout().lock();
        for line in child.stdout.take().into_iter().flat_map(|output| BufReader::new(output).split(b'\n')) {
            let line = line?;
            stdout.write_all(&line)?;
            stdout.write_all(b"\n")?;
            tally.read(&String::from_utf8_lossy(&line));
        }
        Ok((tally, child.wait()?))
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Takes a closing line into account: cargo prints one for each test program, Node one for each number.
    fn read(&mut self, line: &str) {
        let line = line.trim_end();
        let cargo = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". "));
        let node = line.strip_prefix("ℹ ");
        if let Some((_, counts)) = cargo {
            counts
                .split("; ")
                .filter_map(|part| part.split_once(' '))
                .for_each(|(n, what)| self.count(what, n));
        } else if let Some((what, n)) = node.and_then(|rest| rest.split_once(' ')) {
            self.count(what, n);
        }
    }

    fn count(&mut self, what: &str, n: &str) {
        let Ok(n) = n.parse::<u32>() else { return };
        match what {
            "passed" | "pass" => self.passed += n,
            "failed" | "fail" | "cancelled" => self.failed += n,
            "ignored" | "skipped" | "todo" => self.skipped += n,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn read(text: &str) -> Tally {
        let mut tally = Tally::default();
        text.lines().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn cargo_s_lines_add_up() {
        let tally = read(
            "running 12 tests\ntest a ... ok\n\
             test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s\n\
             test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s",
        );
        assert_eq!(tally, Tally { passed: 16, failed: 2, skipped: 1 });
    }

    #[test]
    fn the_wasm_runner_s_line_counts() {
        let tally = read("test result: ok. 3 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.05s");
        assert_eq!(tally, Tally { passed: 3, failed: 0, skipped: 0 });
    }

    #[test]
    fn node_s_lines_count() {
        let tally = read(
            "✔ draws (1.2ms)\nℹ tests 7\nℹ suites 0\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 1\n\
             ℹ duration_ms 61.5",
        );
        assert_eq!(tally, Tally { passed: 3, failed: 2, skipped: 2 });
    }
}
