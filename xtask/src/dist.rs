//! `cargo xtask dist`: the page for others to host, as one file, and the element as a package.
//!
//! docs/hosting.md says what lies in dist/. xtask/dist/ assembles it in Node, where esbuild is.

use crate::project::{Project, describe};
use crate::split::{counted, split};
use crate::symbols::Symbols;
use crate::{build, set_up};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

pub(crate) const HELP: &str = "\
dist
build dist/site (files for any host), dist/quantscope.html (one file) and dist/npm (a package)

docs/hosting.md describes them.";

pub(crate) fn run(args: &[&str]) -> Result<ExitCode> {
    if !args.is_empty() {
        bail!("dist takes no options");
    }
    dist(&Project::find()?)?;
    Ok(ExitCode::SUCCESS)
}

/// Builds the page, makes dist/ anew and prints what of it is transferred.
pub(crate) fn dist(project: &Project) -> Result<()> {
    // esbuild bundles and wasm-opt is part of what is shipped: npm brings both.
    set_up::npm(project)?;
    build::page(project)?;
    let parts = part(project)?;
    output(project.node("xtask/dist/main.mjs").arg(parts).stdout(Stdio::inherit()))?;
    Ok(())
}

/// Takes the page's wasm apart, and returns the directory with the parts.
fn part(project: &Project) -> Result<PathBuf> {
    let wasm = fs::read(project.root.join("www/pkg/quantscope_bg.wasm"))?;
    let directory = project.target.join("parts");
    fs::create_dir_all(&directory)?;
    let write = |name: &str, content: &[u8]| {
        let file = directory.join(name);
        fs::write(&file, content).with_context(|| format!("cannot write {}", file.display()))
    };
    write("counted.wasm", &counted(&wasm)?)?;
    let first = first_visit(project, &directory.join("counted.wasm"))?;
    let symbols = Symbols::of(&fs::read(build::linked(project, "quantscope"))?)?;
    let parts = split(&wasm, &symbols, &first.into_iter().collect())?;
    write("quantscope_bg.wasm", &parts.first)?;
    write("quantscope_later.wasm", &parts.later)?;
    write("names.json", &serde_json::to_vec(&parts.names)?)?;
    Ok(directory)
}

/// The indices of the functions that a first visit runs, of a module that counts them.
fn first_visit(project: &Project, counted: &Path) -> Result<Vec<usize>> {
    let printed = output(project.node("xtask/dist/first-visit.mjs").arg(counted))?;
    serde_json::from_slice(&printed).context("xtask/dist/first-visit.mjs prints a list of numbers")
}

/// Runs a command to its end and returns what it printed.
fn output(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.stderr(Stdio::inherit()).output().context("cannot run Node")?;
    if !output.status.success() {
        bail!("`{}` failed ({})", describe(command), output.status);
    }
    Ok(output.stdout)
}
