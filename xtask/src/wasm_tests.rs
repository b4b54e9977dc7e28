//! Runs the Rust tests that are marked for wasm in Node: cargo builds them, wasm-bindgen binds them, wasm-tests.cjs runs them.

use crate::node_tests::files;
use crate::project::{Project, WASM};
use crate::tally::Tally;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use wasm_bindgen_cli_support::Bindgen;

/// Programs whose tests run as wasm, too, use this crate.
const MARKER: &str = "wasm_bindgen_test";

/// Runs the tests whose names contain one of `names`; all if there is none.
pub(crate) fn run(project: &Project, names: &[&str]) -> Result<Tally> {
    let mut tally = Tally::default();
    for program in build(project)? {
        let name = program.file_stem().context("cargo names a file")?.to_string_lossy().into_owned();
        let bound = project.target.join("wasm-tests").join(&name);
        // Not optimized and with the names of functions, so that a failure says where it was.
        Bindgen::new()
            .input_path(&program)
            .nodejs(true)?
            .debug(true)
            .export_wasm(true)
            .emit_start(false)
            .generate(&bound)
            .with_context(|| format!("wasm-bindgen failed on {}", program.display()))?;
        // What is bound for Node is CommonJS, which this repository is not.
        fs::write(bound.join("package.json"), r#"{"type": "commonjs"}"#)?;
        let mut node = project.node("xtask/src/wasm-tests.cjs");
        tally.add(Tally::of(node.arg(bound.join(name).with_extension("js")).args(names))?);
    }
    if tally.is_empty() {
        bail!("no test of wasm has one of these in its name: {}", names.join(", "));
    }
    Ok(tally)
}

/// Builds the marked programs of tests/, and returns their wasm.
fn build(project: &Project) -> Result<Vec<PathBuf>> {
    let mut cargo = project.cargo_wasm();
    // Cargo builds a package's binaries with its tests: without its features there are none.
    cargo.args(["test", "--no-run", "--target", WASM, "--package", "quantscope", "--no-default-features"]);
    for program in marked(&project.root.join("tests"))? {
        cargo.args(["--test", &program]);
    }
    let output = cargo
        .arg("--message-format=json-render-diagnostics")
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run cargo")?;
    if !output.status.success() {
        bail!("cargo could not build the tests for wasm");
    }
    let messages = String::from_utf8(output.stdout).context("cargo answers in UTF-8")?;
    let executables = messages.lines().filter_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    });
    Ok(executables.collect())
}

/// The programs `tests/NAME/main.rs` that have tests of wasm.
fn marked(tests: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for main in files(tests)?.iter().filter(|file| file.ends_with("main.rs")) {
        let program = main.parent().context("main.rs lies in the directory of its program")?;
        let uses = |file: &PathBuf| {
            file.extension().is_some_and(|extension| extension == "rs")
                && fs::read_to_string(file).is_ok_and(|text| text.contains(MARKER))
        };
        if files(program)?.iter().any(uses) {
            found.push(program.file_name().unwrap_or_default().to_string_lossy().into_owned());
        }
    }
    Ok(found)
}
