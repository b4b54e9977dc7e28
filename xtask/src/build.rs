//! Builds wasm and its JavaScript: cargo, then wasm-bindgen, then wasm-opt where npm has installed it.
//!
//! Cargo knows when to compile. A stamp beside the result knows when the rest has to be done again.

use crate::project::{Project, WASM, run};
use crate::set_up;
use anyhow::{Context, Result};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

const STAMP: &str = ".stamp";
const WASM_OPT: &str = "node_modules/binaryen/bin/wasm-opt";

/// The page's engine, in www/pkg.
pub(crate) fn page(project: &Project) -> Result<()> {
    bundle(project, "quantscope", &project.root.join("www/pkg"))
}

/// Builds the library `package` and writes its wasm and ES module into `directory`.
pub(crate) fn bundle(project: &Project, package: &str, directory: &Path) -> Result<()> {
    set_up::wasm_target()?;
    let cargo = ["build", "--lib", "--profile", "wasm", "--target", WASM, "--package", package];
    run(project.cargo_wasm().args(cargo))?;
    let name = package.replace('-', "_");
    let input = project.target.join(WASM).join("wasm").join(&name).with_extension("wasm");
    let optimizer = Optimizer::find(project);

    let stamp = stamp(&input, optimizer.as_ref())?;
    let stamp_file = directory.join(STAMP);
    if fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp) {
        return Ok(());
    }
    // Gone before anything changes: an interrupted build must not look finished.
    if directory.is_dir() {
        fs::remove_dir_all(directory).with_context(|| format!("cannot replace {}", directory.display()))?;
    }
    bindgen(&input, directory)?;
    match optimizer {
        Some(optimizer) => optimizer.run(project, &directory.join(format!("{name}_bg.wasm")))?,
        None => eprintln!("note: not optimized by wasm-opt, which `npm ci` would install"),
    }
    fs::write(stamp_file, stamp)?;
    Ok(())
}

fn bindgen(input: &Path, directory: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(input)
        .web(true)?
        .typescript(true)
        // The generated `init()` then finds the wasm beside itself.
        .omit_default_module_path(false)
        .remove_producers_section(true)
        .generate(directory)
        .with_context(|| format!("wasm-bindgen failed on {}", input.display()))
}

/// All that decides about the result: the wasm, the optimizer, and how this file calls both.
fn stamp(input: &Path, optimizer: Option<&Optimizer>) -> Result<String> {
    let wasm = fs::read(input).with_context(|| format!("cargo did not build {}", input.display()))?;
    let mut hasher = DefaultHasher::new();
    wasm.hash(&mut hasher);
    include_str!("build.rs").hash(&mut hasher);
    optimizer.map(|optimizer| &optimizer.version).hash(&mut hasher);
    Ok(format!("{:016x}\n", hasher.finish()))
}

struct Optimizer {
    /// The text of binaryen's package.json.
    version: String,
}

impl Optimizer {
    /// wasm-opt is a Node script: it needs both.
    fn find(project: &Project) -> Option<Self> {
        let package = project.root.join(WASM_OPT).parent()?.with_file_name("package.json");
        let version = fs::read_to_string(package).ok()?;
        set_up::node().is_ok().then_some(Self { version })
    }

    fn run(&self, project: &Project, wasm: &Path) -> Result<()> {
        let unfinished: PathBuf = wasm.with_extension("tmp");
        run(project.node(WASM_OPT).arg("-O3").arg(wasm).arg("-o").arg(&unfinished))?;
        fs::rename(unfinished, wasm)?;
        Ok(())
    }
}
