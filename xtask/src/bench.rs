//! `cargo xtask bench`: builds benches/ as the page's engine is built and runs it in Node, then the page in a browser.

use crate::project::Project;
use crate::{browser, build, server, set_up};
use anyhow::{Context, Result, bail};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, ExitCode, ExitStatus, Stdio};

pub(crate) const HELP: &str = "\
bench [--json]
time the kernels in Node's engine and the page in a browser

  --json    one JSON document instead of tables

The kernels are compared with memcpy, with their scalar definitions and with onnxruntime-web.";

pub(crate) fn run(args: &[&str]) -> Result<ExitCode> {
    let as_json = match args {
        [] => false,
        ["--json"] => true,
        _ => bail!("bench takes --json or nothing"),
    };
    let project = &Project::find()?;
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
    if as_json {
        let [kernels, page] = [json(&mut kernels)?, json(&mut page)?];
        let both = serde_json::json!({ "kernels": kernels, "page": page });
        println!("{}", serde_json::to_string_pretty(&both)?);
    } else {
        finish(&kernels.status().context("cannot run Node")?)?;
        finish(&page.status().context("cannot run Node")?)?;
    }
    Ok(ExitCode::SUCCESS)
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
