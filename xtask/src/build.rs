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
use wasmparser::{Parser, Payload};

const STAMP: &str = ".stamp";
const WASM_OPT: &str = "node_modules/binaryen/bin/wasm-opt";
/// What rustc left a call stays one, unless it is tiny: else a function that a first visit does not run comes with its only caller.
const OPTIONS: [&str; 2] = ["-O3", "--one-caller-inline-max-function-size=25"];

/// The linker writes down which data it placed where, for `symbols.rs`.
const EMIT_RELOCS: &str = "-Clink-arg=--emit-relocs";

/// The page's engine, in www/pkg.
pub(crate) fn page(project: &Project) -> Result<()> {
    bundle(project, "quantscope", &project.root.join("www/pkg"))
}

/// Builds the library `package` and writes its wasm and ES module into `directory`.
pub(crate) fn bundle(project: &Project, package: &str, directory: &Path) -> Result<()> {
    set_up::wasm_target()?;
    let cargo =
        ["rustc", "--lib", "--profile", "wasm", "--target", WASM, "--package", package, "--", EMIT_RELOCS];
    run(project.cargo_wasm().args(cargo))?;
    let name = package.replace('-', "_");
    let input = linked(project, &name);
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
    bindgen(&input, &name, directory)?;
    match optimizer {
        Some(optimizer) => optimizer.run(project, &directory.join(format!("{name}_bg.wasm")))?,
        None => eprintln!("note: not optimized by wasm-opt, which `npm ci` would install"),
    }
    fs::write(stamp_file, stamp)?;
    Ok(())
}

/// What the linker made of a library, by the name of its crate.
pub(crate) fn linked(project: &Project, name: &str) -> PathBuf {
    project.target.join(WASM).join("wasm").join(name).with_extension("wasm")
}

fn bindgen(input: &Path, name: &str, directory: &Path) -> Result<()> {
    Bindgen::new()
        .input_bytes(name, without_links(&fs::read(input)?)?)
        .web(true)?
        .typescript(true)
        // The generated `init()` then finds the wasm beside itself.
        .omit_default_module_path(false)
        .remove_producers_section(true)
        .generate(directory)
        .with_context(|| format!("wasm-bindgen failed on {}", input.display()))
}

/// A linked module without the linker's notes, which hold for nothing that is made of it.
fn without_links(linked: &[u8]) -> Result<Vec<u8>> {
    let mut module = Vec::with_capacity(linked.len());
    let mut end = 0;
    for payload in Parser::new(0).parse_all(linked) {
        let payload = payload?;
        let section = match &payload {
            Payload::Version { range, .. } => range.clone(),
            payload => match payload.as_section() {
                Some((_, range)) => range,
                None => continue,
            },
        };
        let noted = matches!(&payload, Payload::CustomSection(custom) if custom.name() == "linking" || custom.name().starts_with("reloc."));
        if !noted {
            module.extend_from_slice(&linked[end..section.end]);
        }
        end = section.end;
    }
    Ok(module)
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
        run(project.node(WASM_OPT).args(OPTIONS).arg(wasm).arg("-o").arg(&unfinished))?;
        fs::rename(unfinished, wasm)?;
        Ok(())
    }
}
