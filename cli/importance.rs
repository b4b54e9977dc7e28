//! The importance of columns by an importance matrix of llama.cpp.

use std::{fs, path::Path};

use quantscope::{file::read::Importance, survey::pairing::gguf_names};

use crate::Failure;

/// The importance matrices of a file.
pub(crate) struct Importances(Vec<Importance>);

impl Importances {
    /// None without a file.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self(Vec::new())) };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Self(Importance::read(&name, &fs::read(path)?)?))
    }

    /// The importance of each column of a tensor, under its own name or that of GGUF; None of several experts in one tensor.
    pub(crate) fn of(&self, name: &str, shape: &[usize]) -> Option<Vec<f32>> {
        let names = [vec![name.to_string()], gguf_names(name)].concat();
        Importance::named(&self.0, &names, shape).map(<[f32]>::to_vec)
    }
}
