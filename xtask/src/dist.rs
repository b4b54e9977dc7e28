//! `cargo xtask dist`: the page for others to host, as one file, and the element as a package.
//!
//! docs/hosting.md says what lies in dist/. xtask/dist/ assembles it in Node, where esbuild is.

use crate::project::{Project, describe};
use crate::{build, set_up};
use anyhow::{Context, Result, bail};
use std::process::ExitCode;

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
    let mut assemble = project.node("xtask/dist/main.mjs");
    let status = assemble.status().context("cannot run Node")?;
    if !status.success() {
        bail!("`{}` failed ({status})", describe(&assemble));
    }
    Ok(())
}
