//! The kernel passes of a model on one core: `cargo xtask bench model` compares the command line with them.
//!
//! It prints how many milliseconds they take. What is read is read before.

use quantscope_bench::model::ModelBench;
use std::{env, error::Error, fs, hint::black_box, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("give the path of a model in one file")?;
    let bench = ModelBench::open(&path, &fs::read(&path)?)?;
    let start = Instant::now();
    black_box(bench.passes());
    println!("{}", start.elapsed().as_secs_f64() * 1e3);
    Ok(())
}
