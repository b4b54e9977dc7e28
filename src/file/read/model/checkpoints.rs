//! A model of PyTorch in several files: `pytorch_model.bin.index.json`, and the checkpoints that it names.
//!
//! ```text
//! each shard    its pickle; one that cannot be read becomes a finding, and the others stay
//! settled       as shards of safetensors are
//! ```
//! The `total_size` of such an index counts storages that several tensors share once, so it is not compared.

use super::settle;
use super::{Kind, Model, Part};
use crate::file::read::pieces::{Pieces, Stop};
use crate::file::read::sentences::{FileError, excerpt};
use crate::file::read::stored::findings;
use crate::file::read::torch::{self, Torch};

impl Model {
    /// Whether its index is one of PyTorch, by its name.
    pub(super) fn names_torch(&self) -> bool {
        let first = self.of(Kind::Index).next();
        first.is_some_and(|part| self.parts[part].name.to_ascii_lowercase().contains(super::INDICES[1]))
    }

    /// The shards of PyTorch; parts of another kind are left out.
    pub(super) fn torch(&mut self, file: &str, pieces: &Pieces<'_>) -> Result<Torch, Stop> {
        if self.texts.is_none() {
            self.texts = Some(self.read_texts(pieces)?);
        }
        let shards: Vec<usize> = self.of(Kind::Torch).collect();
        for &part in &shards {
            if self.torches[part].is_some() {
                continue;
            }
            let Part { name, range, .. } = &self.parts[part];
            let read = match torch::shard(&excerpt(name), pieces.section(range.clone()), part) {
                Ok(tensors) => Ok(tensors),
                Err(Stop::Refused(error)) => Err(error),
                Err(missing) => return Err(missing),
            };
            self.torches[part] = Some(read);
        }
        let heads = shards.iter().filter_map(|&part| Some((part, self.torches[part].take()?))).collect();
        let mut texts = self.texts.take().unwrap_or_default();
        if let Some(index) = &mut texts.index {
            index.total = None;
        }
        let mut settled = settle::settle(&self.parts, Kind::Torch, heads, texts.index.as_ref());
        settled.findings.splice(0..0, texts.findings);
        let beside = self.of(Kind::Gguf).chain(self.of(Kind::Index).skip(1));
        settled.leave_out(beside.map(|part| &*self.parts[part].name));
        let settle::Settled { infos: tensors, findings: mut said, absent } = settled.or_error(file)?;
        if tensors.is_empty() {
            return Err(FileError::NoTensor { file: file.into() }.into());
        }
        said.extend(findings(file, &tensors));
        Ok(Torch { tensors, findings: said, parts: self.names(), absent })
    }
}
