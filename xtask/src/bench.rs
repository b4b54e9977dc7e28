//! `cargo xtask bench`: builds benches/ as the page's engine is built and runs it in Node, then the page in a browser.

use crate::project::Project;
use crate::{browser, build, server, set_up};
use anyhow::{Context, Result, bail};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, ExitStatus, Stdio};

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
    build::page(project)?;
    let address = server::start(&project.root, TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?)?;
    let mut kernels = project.node("benches/run.mjs");
    kernels.arg(engine.join("quantscope_bench.js"));
    let mut page = project.node("benches/page.mjs");
    page.env("QUANTSCOPE_BROWSER", browser::find_or_install(project)?)
        .env("QUANTSCOPE_URL", format!("http://{address}/"));
    match format {
        Format::Table => {
            finish(&kernels.status().context("cannot run Node")?)?;
            finish(&page.status().context("cannot run Node")?)?;
        }
        // One document of both.
        Format::Json => {
            let [kernels, page] = [json(&mut kernels)?, json(&mut page)?];
            println!(
                "{}",
                serde_json::to_string_pretty(&serde_json::json!({ "kernels": kernels, "page": page }))?
            );
        }
    }
    Ok(())
}

fn json(node: &mut Command) -> Result<serde_json::Value> {
    let output = node.arg("--json").stderr(Stdio::inherit()).output().context("cannot run Node")?;
    finish(&output.status)?;
    serde_json::from_slice(&output.stdout).context("the benchmark prints JSON")
}

fn finish(status: &ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("the benchmark failed ({status})");
    }
    Ok(())
}
