//! The numbers of the page without a browser: one tensor under schemes, or all tensors of a model, for files of any size.
//!
//! ```text
//! cargo run --release --bin quantscope -- measure 'normal:seed=7:outliers=0.001x20' int4 int4:asym:g64
//! cargo run --release --bin quantscope -- measure weights.safetensors/layer.0 int8:row --json
//! cargo run --release --bin quantscope -- survey model-*.safetensors --a int4:g128 --b q4_k
//! cargo run --release --bin quantscope -- survey model.safetensors --became model-Q4_K_M.gguf
//! cargo run --release --bin quantscope -- survey model.gguf --budget 4.5 --formats q3_k,q4_k,q6_k,keep --recipe llama-quantize
//! ```
#![forbid(unsafe_code)]

mod arguments;
mod became;
mod data;
mod gate;
mod importance;
mod measure;
mod model;
mod output;
mod problem;
mod saved;
mod survey;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// What went wrong, in a sentence.
type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Measure(arguments) => measure::run(&arguments),
        Command::Survey(arguments) => survey::run(&arguments),
    };
    match done {
        Ok(text) => output::write(&text),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
