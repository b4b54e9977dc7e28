//! One tensor: of a data string, or of a file.

use std::{fs, path::Path};

use quantscope::{
    Tensor,
    data::{self, DataSpec},
    file::read,
};

use crate::Failure;

/// The tensor that `data` names.
pub(crate) fn tensor(data: &str) -> Result<Tensor, Failure> {
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
        DataSpec::Url { address, .. } => Err(format!("download {address} first, and give its path").into()),
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
