//! `cargo xtask fuzz`: looks for inputs that break a reader or a notation, beginning with those that were kept.

use crate::project::{Project, run};
use crate::set_up;
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::Command;

/// What to fuzz, and how long.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options<'a> {
    /// One target, or all of them in turn.
    pub(crate) target: Option<&'a str>,
    /// For each target.
    pub(crate) minutes: u32,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { target: None, minutes: 10 }
    }
}

pub(crate) fn fuzz(project: &Project, options: &Options<'_>) -> Result<()> {
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
        run(Command::new("rustup")
            .args(["run", "nightly", "cargo", "fuzz", "run", &target])
            .args([&found, &format!("tests/corpus/{target}")])
            .arg("--")
            .arg(format!("-max_total_time={}", u64::from(options.minutes) * 60))
            .arg(format!("-max_len={}", longest(&target)))
            .arg(format!("-dict=fuzz/dictionaries/{target}.dict"))
            .args(["-timeout=10", "-malloc_limit_mb=1024", "-print_final_stats=1"])
            .current_dir(&project.root))
        .with_context(|| format!("{target}: see above, and fuzz/artifacts/{target} for the input"))?;
    }
    Ok(())
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
