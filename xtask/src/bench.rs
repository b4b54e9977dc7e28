//! `cargo xtask bench`: builds benches/ as the page's engine is built and runs it in Node.

use crate::project::Project;
use crate::{build, set_up};
use anyhow::{Context, Result, bail};

/// How the results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Table,
    Json,
}

pub(crate) fn bench(project: &Project, format: Format) -> Result<()> {
    // wasm-opt is part of what is measured, and npm brings it.
    set_up::npm(project)?;
    set_up::peers(project)?;
    let engine = project.target.join("bench-pkg");
    build::bundle(project, "quantscope-bench", &engine)?;
    let mut node = project.node("benches/run.mjs");
    node.arg(engine.join("quantscope_bench.js"));
    if format == Format::Json {
        node.arg("--json");
    }
    let status = node.status().context("cannot run Node")?;
    if !status.success() {
        bail!("the benchmark failed ({status})");
    }
    Ok(())
}
