//! `cargo xtask bench`: builds benches/ as the page's engine is built and runs it in Node, then the page in a browser.

use crate::project::{self, Project};
use crate::{browser, build, server, set_up};
use anyhow::{Context, Result, bail};
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, ExitCode, ExitStatus, Stdio};

pub(crate) const HELP: &str = "\
bench [--json]
bench first-picture BEFORE AFTER
bench model FILE [--json]
time the kernels in Node's engine and the page in a browser

  --json           one JSON document instead of tables
  first-picture    time the first picture of two builds of the site in turn, each a directory like dist/site
  model            time the survey of a model in one file, in the page and on the command line

The kernels are compared with memcpy, with their scalar definitions and with onnxruntime-web.";

pub(crate) fn run(args: &[&str]) -> Result<ExitCode> {
    let as_json = match args {
        [] => false,
        ["--json"] => true,
        ["first-picture", before, after] => return first_picture(before, after),
        ["model", file] | ["model", file, "--json"] => return model(file, &args[2..]),
        _ => {
            bail!("bench takes --json, or first-picture and two directories, or model and a file, or nothing")
        }
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
    let mut drawing = project.node("benches/drawing.mjs");
    drawing.arg(engine.join("quantscope_bench.js"));
    let browser = browser::find_or_install(project)?;
    for bench in [&mut page, &mut drawing] {
        bench.env("QUANTSCOPE_BROWSER", &browser).env("QUANTSCOPE_URL", format!("http://{address}/"));
    }
    let mut benches = [("kernels", kernels), ("page", page), ("drawing", drawing)];
    if as_json {
        let results = benches.iter_mut().map(|(name, bench)| Ok(((*name).to_owned(), json(bench)?)));
        let results: serde_json::Map<_, _> = results.collect::<Result<_>>()?;
        println!("{}", serde_json::to_string_pretty(&results)?);
    } else {
        for (_, bench) in &mut benches {
            finish(&bench.status().context("cannot run Node")?)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn first_picture(before: &str, after: &str) -> Result<ExitCode> {
    let project = &Project::find()?;
    set_up::npm(project)?;
    let mut node = project.node("benches/first-picture.mjs");
    // Node runs in the project, wherever this was called.
    for site in [before, after] {
        node.arg(fs::canonicalize(site).with_context(|| format!("there is no {site}"))?);
    }
    node.env("QUANTSCOPE_BROWSER", browser::find_or_install(project)?);
    finish(&node.status().context("cannot run Node")?)?;
    Ok(ExitCode::SUCCESS)
}

fn model(file: &str, form: &[&str]) -> Result<ExitCode> {
    let project = &Project::find()?;
    let file = fs::canonicalize(file).with_context(|| format!("there is no {file}"))?;
    set_up::npm(project)?;
    let engine = project.target.join("bench-pkg");
    build::bundle(project, "quantscope-bench", &engine)?;
    build::page(project)?;
    let programs = ["--package", "quantscope", "--package", "quantscope-bench", "--bins"];
    project::run(project.cargo().args(["build", "--release"]).args(programs))?;
    let address = server::start(&project.root, TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?)?;
    let mut node = project.node("benches/model.mjs");
    node.arg(engine.join("quantscope_bench.js")).arg(file).args(form);
    node.env("QUANTSCOPE_BROWSER", browser::find_or_install(project)?)
        .env("QUANTSCOPE_URL", format!("http://{address}/"))
        .env("QUANTSCOPE_NATIVE", project.target.join("release"));
    finish(&node.status().context("cannot run Node")?)?;
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
