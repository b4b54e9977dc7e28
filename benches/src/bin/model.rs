//! The kernel passes of a model on one core: `cargo xtask bench model` compares the command line with them.
//!
//! It prints JSON: `{"milliseconds", "tensors", "values"}`. What is read is read before its time is taken.

use quantscope::file::read;
use quantscope_bench::model::ModelBench;
use std::{env, error::Error, fs, hint::black_box, path::Path, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("give the path of a model in one file")?;
    let name = Path::new(&path).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = fs::read(&path)?;
    let (mut milliseconds, mut tensors, mut values) = (0.0, 0, 0);
    for entry in read::open(&name, &bytes)?.entries {
        if !entry.readable || entry.count == 0 || entry.is_of_integers() {
            continue;
        }
        let tensor = read::load(&name, &bytes, Some(&entry.name))?.tensor;
        let bench = ModelBench::new(tensor.rows(), tensor.values().to_vec());
        let start = Instant::now();
        black_box(bench.passes());
        milliseconds += start.elapsed().as_secs_f64() * 1e3;
        tensors += 1;
        values += tensor.values().len();
    }
    println!(r#"{{"milliseconds":{milliseconds},"tensors":{tensors},"values":{values}}}"#);
    Ok(())
}
