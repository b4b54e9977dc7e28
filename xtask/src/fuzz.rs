//! `cargo xtask fuzz`: looks for inputs that break a reader or a notation, beginning with those that were kept.

use crate::project::{self, Project};
use crate::set_up;
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::{Command, ExitCode};

pub(crate) const HELP: &str = "\
fuzz [TARGET] [--minutes N]
look for files and notations that break a reader

  TARGET         one of fuzz/fuzz_targets; without it all of them in turn
  --minutes N    how long for each target; 10 without it";

/// What to fuzz, and how long.
#[derive(Debug, PartialEq, Eq)]
struct Options<'a> {
    /// One target, or all of them in turn.
    target: Option<&'a str>,
    /// For each target.
    minutes: u32,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { target: None, minutes: 10 }
    }
}

impl<'a> Options<'a> {
    fn parse(args: &[&'a str]) -> Result<Self> {
        let mut options = Self::default();
        let mut args = args.iter();
        while let Some(&arg) = args.next() {
            match arg {
                "--minutes" => match args.next().map(|n| n.parse()) {
                    Some(Ok(minutes @ 1..)) => options.minutes = minutes,
                    _ => bail!("--minutes takes a whole number from 1"),
                },
                target if options.target.is_none() && !target.starts_with('-') => {
                    options.target = Some(target);
                }
                _ => bail!("fuzz does not know `{arg}`; it takes the name of a target and --minutes N"),
            }
        }
        Ok(options)
    }
}

pub(crate) fn run(args: &[&str]) -> Result<ExitCode> {
    let options = Options::parse(args)?;
    let project = Project::find()?;
    let mut targets = fs::read_dir(project.root.join("fuzz/fuzz_targets"))?
        .map(|entry| Ok(entry?.path().file_stem().unwrap_or_default().to_string_lossy().into_owned()))
        .collect::<Result<Vec<String>>>()?;
    targets.sort();
    if let Some(wanted) = options.target {
        if !targets.iter().any(|target| target == wanted) {
            bail!("there is no fuzz target `{wanted}`; there are {}", targets.join(", "));
        }
        targets.retain(|target| target == wanted);
    }
    set_up::cargo_fuzz()?;
    for target in targets {
        eprintln!("== {target} ==");
        let found = format!("fuzz/corpus/{target}");
        fs::create_dir_all(project.root.join(&found))?;
        // The nightly compiler's cargo, whichever runs this.
        project::run(
            Command::new("rustup")
                .args(["run", "nightly", "cargo", "fuzz", "run", &target])
                .args([&found, &format!("tests/corpus/{target}")])
                .arg("--")
                .arg(format!("-max_total_time={}", u64::from(options.minutes) * 60))
                .arg(format!("-max_len={}", longest(&target)))
                .arg(format!("-dict=fuzz/dictionaries/{target}.dict"))
                .args(["-timeout=10", "-malloc_limit_mb=1024", "-print_final_stats=1"])
                .current_dir(&project.root),
        )
        .with_context(|| format!("{target}: see above, and fuzz/artifacts/{target} for the input"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Most bytes of an input: enough for what refers to other parts of itself, and no more.
fn longest(target: &str) -> u32 {
    match target {
        "scheme" | "data" => 512,
        // Its bytes are compressed again.
        "npz" => 1 << 14,
        _ => 1 << 16,
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn a_target_and_minutes_come_in_any_order() {
        let npy = Options { target: Some("npy"), minutes: 3 };
        assert_eq!(Options::parse(&["npy", "--minutes", "3"]).unwrap(), npy);
        assert_eq!(Options::parse(&["--minutes", "3", "npy"]).unwrap(), npy);
        assert_eq!(Options::parse(&[]).unwrap(), Options { target: None, minutes: 10 });
        for bad in [&["--minutes"][..], &["--minutes", "0"], &["npy", "npz"], &["--hours"]] {
            assert!(Options::parse(bad).is_err(), "{bad:?}");
        }
    }
}
