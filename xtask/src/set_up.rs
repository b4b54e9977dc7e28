//! What a task needs beyond cargo. Each function finds it present (at once), installs it, or says what to install.

use crate::project::{Project, WASM, output, run};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

const OLDEST_NODE: u32 = 20;

/// The standard library for wasm.
pub(crate) fn wasm_target() -> Result<()> {
    let libraries = output(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if libraries.is_some_and(|directory| Path::new(&directory).is_dir()) {
        return Ok(());
    }
    run(Command::new("rustup").args(["target", "add", WASM])).with_context(|| {
        format!("Rust's {WASM} target is missing: install rustup (https://rustup.rs), then `rustup target add {WASM}`")
    })
}

/// rustfmt and clippy, which rustup's minimal profile leaves out.
pub(crate) fn lint_tools() -> Result<()> {
    for (tool, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if output(Command::new(tool).arg("--version")).is_none() {
            run(Command::new("rustup").args(["component", "add", component]))
                .with_context(|| format!("{component} is missing: `rustup component add {component}`"))?;
        }
    }
    Ok(())
}

/// cargo-fuzz and the compiler it needs, which are large and few need: they are not installed unasked.
pub(crate) fn cargo_fuzz() -> Result<()> {
    if output(Command::new("rustup").args(["run", "nightly", "cargo", "fuzz", "--version"])).is_none() {
        bail!(
            "cargo-fuzz or a nightly compiler is missing: `rustup toolchain install nightly && cargo install cargo-fuzz`"
        );
    }
    Ok(())
}

/// Node, new enough.
pub(crate) fn node() -> Result<()> {
    let Some(version) = output(Command::new("node").arg("--version")) else {
        bail!("Node is missing: install Node {OLDEST_NODE} or newer with npm (https://nodejs.org)");
    };
    let major: u32 = version.trim_start_matches('v').split('.').next().unwrap_or_default().parse()?;
    if major < OLDEST_NODE {
        bail!("Node {version} is too old: install Node {OLDEST_NODE} or newer (https://nodejs.org)");
    }
    Ok(())
}

/// The packages of package-lock.json, and Node with them.
pub(crate) fn npm(project: &Project) -> Result<()> {
    packages(&project.root)
}

/// The peers that benches/ alone needs.
pub(crate) fn peers(project: &Project) -> Result<()> {
    packages(&project.root.join("benches"))
}

/// The packages of a directory's package-lock.json.
fn packages(directory: &Path) -> Result<()> {
    node()?;
    let wanted = modified(&directory.join("package-lock.json"));
    // npm writes this file as the last step of an installation.
    let installed = modified(&directory.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= wanted {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    run(Command::new(npm).args(["ci", "--no-audit", "--no-fund"]).current_dir(directory))
        .with_context(|| format!("`npm ci` must succeed in {}", directory.display()))
}

fn modified(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|data| data.modified()).ok()
}
