//! Runs a wasm test file in Node: wasm-bindgen's own test runner, linked as a library.
//!
//! Linked, so that nothing has to be installed and its version is the one in Cargo.lock. A package of its own,
//! so that only `cargo xtask test` compiles the runner's many dependencies.
#![forbid(unsafe_code)]

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
