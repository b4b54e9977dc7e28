//! `cargo xtask lint`: everything that can be found without running the code. Warnings are errors.

use crate::project::{self, Project, WASM};
use crate::{build, set_up};
use anyhow::{Result, bail};
use std::process::{Command, ExitCode};
use std::thread;

pub(crate) const HELP: &str = "\
lint
check formatting, clippy, rustdoc and the types of the JavaScript; warnings are errors

`cargo fmt --all` and `npx prettier --write .` format.";

pub(crate) fn run(args: &[&str]) -> Result<ExitCode> {
    if !args.is_empty() {
        bail!("lint takes no options");
    }
    lint(&Project::find()?)?;
    Ok(ExitCode::SUCCESS)
}

fn lint(project: &Project) -> Result<()> {
    set_up::lint_tools()?;
    set_up::wasm_target()?;
    set_up::npm(project)?;

    // The end of the page's build keeps one core busy. What cargo checks meanwhile lies in other directories of target/.
    thread::scope(|scope| {
        let page = scope.spawn(|| javascript(project));
        let rust = rust(project);
        let page = page.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        rust.and(page)
    })
}

fn rust(project: &Project) -> Result<()> {
    step("formatting");
    project::run(project.cargo().args(["fmt", "--all", "--check"]))?;
    project::run(project.cargo().args(["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"]))?;

    step("clippy");
    // Each with the features it is built with: together they would have those of both, and rustdoc would check all once more.
    for packages in [&["--workspace", "--exclude", "xtask"][..], &["--package", "xtask"]] {
        let mut clippy = project.cargo();
        project::run(clippy.arg("clippy").args(packages).args(["--all-targets", "--", "-D", "warnings"]))?;
    }

    step("clippy for wasm");
    let libraries = ["--package", "quantscope", "--package", "quantscope-bench", "--lib", "--target", WASM];
    project::run(project.cargo_wasm().arg("clippy").args(libraries).args(["--", "-D", "warnings"]))?;

    step("rustdoc");
    let doc = ["doc", "--no-deps", "--document-private-items"];
    let docs = |mut cargo: Command, what: &[&str]| {
        project::run(cargo.args(doc).args(what).env("RUSTDOCFLAGS", "-D warnings"))
    };
    // For wasm the libraries have all their modules; for this machine they would be the same again, less one.
    docs(project.cargo_wasm(), &libraries)?;
    docs(project.cargo(), &["--package", "xtask"])
}

/// The page imports the engine: its declarations have to be there before types are checked.
fn javascript(project: &Project) -> Result<()> {
    step("formatting of JavaScript");
    let prettier = ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."];
    project::run(project.node(prettier[0]).args(&prettier[1..]))?;

    step("types of JavaScript");
    build::page(project)?;
    project::run(project.node("node_modules/typescript/bin/tsc").args(["-p", "tsconfig.json"]))
}

fn step(name: &str) {
    eprintln!("== {name} ==");
}
