//! What the page's scoreboard shows, computed natively.
//!
//! ```text
//! cargo run --release --example measure -- 'normal:seed=7:outliers=0.001x20' int4 int4:asym:g64
//! cargo run --release --example measure -- weights.safetensors/layer.0 int8:row
//! ```
//! The first word is a data string, or a path to a file (with `/TENSOR` behind it where it holds several, then `:axis=K`
//! where other elements than those of axis 0 are the rows); every other one is a scheme. Prints one JSON object a scheme.

use std::{env, error::Error, fs, path::Path, process::ExitCode};

use quantscope::{
    Report, Scheme, Tensor,
    data::{self, DataSpec},
    file::read,
    kernels::Level,
};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut words = env::args().skip(1);
    let Some(data) = words.next() else {
        return Err("usage: measure DATA SCHEME…".into());
    };
    let tensor = tensor(&data)?;
    for text in words {
        let scheme: Scheme = text.parse()?;
        let measures = Report::new(Level::new(), &tensor, &scheme).measures;
        println!("{}", serde_json::to_string(&measures)?);
    }
    Ok(())
}

fn tensor(data: &str) -> Result<Tensor, Box<dyn Error>> {
    let (place, axis) = data.rsplit_once(":axis=").unwrap_or((data, "0"));
    if let Some((path, tensor)) = existing(place) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        return Ok(read::load(&name, &fs::read(path)?, tensor)?.tensor.with_rows(axis.parse()?)?);
    }
    match data.parse()? {
        DataSpec::Generated(generator) => Ok(data::generate(&generator)?),
        DataSpec::Values(values) => Ok(values.tensor()?),
        DataSpec::Sample { name, options } => {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/samples");
            let files = ["safetensors", "jpg", "png"].map(|ending| format!("{name}.{ending}"));
            let found = files.iter().find(|file| folder.join(file).is_file());
            let file = found.ok_or_else(|| format!("there is no sample {name}"))?;
            let path = folder.join(file);
            Ok(options.apply(read::load(file, &fs::read(path)?, None)?)?.tensor)
        }
        DataSpec::File { name, .. } => Err(format!("give the path of {name} instead").into()),
    }
}

/// The longest part of `data` that is a file, and what stands behind it.
fn existing(data: &str) -> Option<(&Path, Option<&str>)> {
    let whole = Path::new(data);
    if whole.is_file() {
        return Some((whole, None));
    }
    let cuts = data.match_indices('/').map(|(at, _)| at);
    cuts.rev()
        .find(|&at| Path::new(&data[..at]).is_file())
        .map(|at| (Path::new(&data[..at]), Some(&data[at + 1..])))
}
