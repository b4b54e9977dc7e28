//! `cargo xtask test`: every test, stage by stage, and what came of each.

use crate::project::{Project, WASM, run};
use crate::tally::Tally;
use crate::{browser, build, dist, server, set_up};
use anyhow::{Context, Result};
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// Tests of wasm are told by their use of this crate.
const WASM_MARKER: &str = "wasm_bindgen_test";

/// A group of tests that share a runner, in the order in which they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Rust, on this machine.
    Native,
    /// Rust compiled to wasm, in Node.
    Wasm,
    /// The page's modules, in Node.
    Js,
    /// The page, in a browser.
    Browser,
}

impl Stage {
    pub(crate) const ALL: [Self; 4] = [Self::Native, Self::Wasm, Self::Js, Self::Browser];

    pub(crate) fn named(name: &str) -> Result<Self> {
        let stage = Self::ALL.into_iter().find(|stage| stage.name() == name);
        stage.with_context(|| format!("there is no test stage `{name}`; there are native, wasm, js, browser"))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Wasm => "wasm",
            Self::Js => "js",
            Self::Browser => "browser",
        }
    }

    /// The arguments that tell the stage's runner what to run: none when there is nothing yet.
    fn tests(self, project: &Project) -> Result<Vec<String>> {
        match self {
            Self::Native => Ok(vec!["--workspace".into()]),
            Self::Wasm => wasm_tests(&project.root),
            Self::Js => node_tests(&project.root.join("tests/js")),
            Self::Browser => node_tests(&project.root.join("tests/e2e")),
        }
    }

    fn set_up(self, project: &Project) -> Result<()> {
        match self {
            Self::Native => Ok(()),
            Self::Wasm => set_up::node().and_then(|()| set_up::wasm_target()),
            Self::Js => set_up::npm(project).and_then(|()| set_up::wasm_target()),
            Self::Browser => {
                Self::Js.set_up(project)?;
                browser::find_or_install(project).map(drop)
            }
        }
    }

    fn run(self, project: &Project, tests: &[String]) -> Result<Tally> {
        match self {
            Self::Native => native(project, tests),
            Self::Wasm => wasm(project, tests),
            Self::Js => {
                build::page(project)?;
                Tally::of(project.node("--test").arg("--test-reporter=spec").args(tests))
            }
            Self::Browser => in_browser(project, tests),
        }
    }
}

enum Outcome {
    NoTests,
    NotRun,
    Ran(Tally, Duration),
}

/// Runs the stages up to the first that fails; the last line printed is the sum.
pub(crate) fn test(project: &Project, stages: &[Stage]) -> Result<ExitCode> {
    let stages =
        stages.iter().map(|&stage| Ok((stage, stage.tests(project)?))).collect::<Result<Vec<_>>>()?;
    // All the set-up first: what is missing is said now and not after minutes of tests.
    for (stage, tests) in &stages {
        if !tests.is_empty() {
            stage.set_up(project)?;
        }
    }
    let mut total = Tally::default();
    let mut summary = String::new();
    for (stage, tests) in &stages {
        let outcome = match (total.failed, tests.is_empty()) {
            (1.., _) => Outcome::NotRun,
            (0, true) => Outcome::NoTests,
            (0, false) => attempt(*stage, project, tests),
        };
        if let Outcome::Ran(tally, _) = outcome {
            total.add(tally);
        }
        summary.push_str(&format!("{:8} {}\n", stage.name(), describe(&outcome)));
    }
    println!("\n{summary}{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn attempt(stage: Stage, project: &Project, tests: &[String]) -> Outcome {
    println!("\n== {} ==", stage.name());
    let start = Instant::now();
    let tally = stage.run(project, tests).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        Tally { failed: 1, ..Tally::default() }
    });
    if tally.is_empty() { Outcome::NoTests } else { Outcome::Ran(tally, start.elapsed()) }
}

fn describe(outcome: &Outcome) -> String {
    match outcome {
        Outcome::NoTests => "no tests yet".into(),
        Outcome::NotRun => "not run, because a stage before it failed".into(),
        Outcome::Ran(Tally { passed, failed, skipped }, time) => {
            format!("{passed} passed, {failed} failed, {skipped} skipped ({:.0} s)", time.as_secs_f64())
        }
    }
}

/// The tools are tested as they are built for use; the dev profile would compile all they depend on once more.
fn native(project: &Project, tests: &[String]) -> Result<Tally> {
    let tools = ["xtask", "wasm-test-runner"];
    let others = tools.iter().flat_map(|tool| ["--exclude", tool]);
    let mut tally = Tally::of(project.cargo().arg("test").args(tests).args(others).arg("--no-fail-fast"))?;
    tally.add(Tally::of(project.cargo().args(["test", "--profile", "xtask", "--package", "xtask"]))?);
    Ok(tally)
}

/// Cargo starts each wasm test with our runner, through cargo again, which finds it wherever it was built.
fn wasm(project: &Project, tests: &[String]) -> Result<Tally> {
    let runner = "--package wasm-test-runner --profile xtask";
    run(project.cargo().arg("build").args(runner.split(' ')))?;
    Tally::of(
        project
            .cargo_wasm()
            .args(["test", "--target", WASM, "--package", "quantscope", "--no-fail-fast"])
            .args(tests)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", format!("cargo run --quiet {runner} --"))
            .env("WASM_BINDGEN_TEST_ONLY_NODE", "1"),
    )
}

/// One test file after the other: what is on screen within a frame cannot be told on a busy machine.
fn in_browser(project: &Project, tests: &[String]) -> Result<Tally> {
    dist::dist(project)?;
    let address = server::start(&project.root, TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?)?;
    let mut node: Command = project.node("--test");
    node.args(["--test-reporter=spec", "--test-concurrency=1"])
        .args(tests)
        .env("QUANTSCOPE_BROWSER", browser::find_or_install(project)?)
        .env("QUANTSCOPE_URL", format!("http://{address}/"));
    Tally::of(&mut node)
}

/// `--lib` and `--test NAME` for what contains tests of wasm: the library, and each program `tests/NAME`.
fn wasm_tests(root: &Path) -> Result<Vec<String>> {
    let marked = |file: &PathBuf| {
        file.extension().is_some_and(|extension| extension == "rs")
            && fs::read_to_string(file).is_ok_and(|text| text.contains(WASM_MARKER))
    };
    let mut found = Vec::new();
    if files(&root.join("src"))?.iter().any(marked) {
        found.push("--lib".into());
    }
    for main in files(&root.join("tests"))?.iter().filter(|file| file.ends_with("main.rs")) {
        let program = main.parent().context("main.rs lies in the directory of its program")?;
        if files(program)?.iter().any(marked) {
            let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
            found.extend(["--test".into(), name]);
        }
    }
    Ok(found)
}

/// Node's tests are named `*.test.js` or `*.test.mjs`; other files beside them are their helpers.
fn node_tests(directory: &Path) -> Result<Vec<String>> {
    let names = files(directory)?.into_iter().map(|file| file.to_string_lossy().into_owned());
    Ok(names.filter(|name| name.ends_with(".test.js") || name.ends_with(".test.mjs")).collect())
}

/// All files below a directory, in a fixed order; none when there is no such directory.
fn files(directory: &Path) -> Result<Vec<PathBuf>> {
    if !directory.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
