//! `cargo xtask lint`: everything that can be found without running the code. Warnings are errors.

use crate::project::{Project, WASM, run};
use crate::{build, set_up};
use anyhow::Result;

pub(crate) fn lint(project: &Project) -> Result<()> {
    set_up::lint_tools()?;
    set_up::wasm_target()?;
    set_up::npm(project)?;

    step("formatting of Rust and JavaScript");
    run(project.cargo().args(["fmt", "--all", "--check"]))?;
    run(project.cargo().args(["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"]))?;

    run(project.node("node_modules/prettier/bin/prettier.cjs").args([
        "--check",
        "--log-level",
        "warn",
        ".",
    ]))?;

    step("clippy");
    run(project.cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;

    step("clippy for wasm");
    let libraries = ["--package", "quantscope", "--package", "quantscope-bench", "--lib", "--target", WASM];
    run(project.cargo_wasm().arg("clippy").args(libraries).args(["--", "-D", "warnings"]))?;

    step("rustdoc");
    run(project
        .cargo()
        .args(["doc", "--workspace", "--no-deps", "--document-private-items"])
        .env("RUSTDOCFLAGS", "-D warnings"))?;

    step("rustdoc for wasm");
    let wasm = ["--package", "quantscope", "--lib", "--target", WASM];
    run(project
        .cargo_wasm()
        .args(["doc", "--no-deps", "--document-private-items"])
        .args(wasm)
        .env("RUSTDOCFLAGS", "-D warnings"))?;

    // The page imports the engine: its declarations have to be there.
    step("types of the JavaScript");
    build::page(project)?;
    run(project.node("node_modules/typescript/bin/tsc").args(["-p", "tsconfig.json"]))
}

fn step(name: &str) {
    eprintln!("== {name} ==");
}
