//! ggml's quantizers without and with an importance matrix, on rows of real layers.

use quantscope::{
    file::read::{Importance, load},
    kernels::Level,
    scheme::ggml::{Kind, Library, dequantize, quantize},
};
use serde_json::Value;

use crate::{
    arithmetic::{bits, same},
    case::{Case, Golden},
    tally::Outcome,
};

/// The layers that cases name.
pub(crate) struct Layers {
    index: Value,
    files: Golden,
}

impl Layers {
    pub(crate) fn open() -> Result<Self, String> {
        let files = Golden::layers("imatrix")?.ok_or("imatrix.json is absent")?;
        let index = serde_json::from_slice(&files.bytes("layers/index.json")?).map_err(|e| e.to_string())?;
        Ok(Self { index, files })
    }

    /// Bytes and values agree to the last bit in every case.
    pub(crate) fn check(&self, case: &Case) -> Result<Outcome, String> {
        let of_case = case.text("/kind")?;
        if of_case != "ggml" {
            return Ok(Outcome::Skipped(format!("kind {of_case}")));
        }
        let name = case.text("/type")?;
        let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == name) else {
            return Ok(Outcome::Skipped(format!("type {name}")));
        };
        let layer = self.layer(case.text("/layer")?)?;
        let weight = self.tensor(&layer.file, "W")?;
        let rows = case.counts("/rows")?;
        let columns = layer.columns;
        let x: Vec<f32> = rows.iter().flat_map(|&row| &weight[row * columns..][..columns]).copied().collect();
        let importance = self.importance(&layer.gguf_name)?;
        let crc = crc32fast::hash(&importance.iter().flat_map(|h| h.to_le_bytes()).collect::<Vec<_>>());
        if format!("{crc:08x}") != case.text("/h_crc32")? {
            return Err(format!("importance with CRC {crc:08x}"));
        }
        let mut differences = Vec::new();
        for (output, weights) in [("without", None), ("with", Some(&importance[..]))] {
            let packed: Vec<u8> =
                case.integers(&format!("/{output}/packed"))?.iter().map(|&byte| byte as u8).collect();
            let ours = quantize(kind, Level::new(), &x, columns, weights, Library::Ggml);
            differences.extend(same(&format!("bytes {output}"), &ours, &packed).err());
            let theirs = bits(&case.f32s(&format!("/{output}/dequantized"))?);
            differences.extend(same("values", &bits(&dequantize(kind, &packed)), &theirs).err());
        }
        Outcome::of(case.record_only(), &differences)
    }

    fn layer(&self, name: &str) -> Result<Layer, String> {
        let layers = self.index["layers"].as_array().into_iter().flatten();
        let layer =
            layers.into_iter().find(|layer| layer["name"] == name).ok_or(format!("no layer {name}"))?;
        let text = |key: &str| layer[key].as_str().map(String::from).ok_or(format!("{name} has no {key}"));
        let columns = layer["in"].as_u64().ok_or(format!("{name} has no width"))? as usize;
        Ok(Layer { file: text("file")?, gguf_name: text("gguf_name")?, columns })
    }

    /// The mean of x² of each input: f32 sums divided by the number of tokens.
    fn importance(&self, name: &str) -> Result<Vec<f32>, String> {
        let file = "imatrix.gguf";
        let all = Importance::read(file, &self.files.bytes(file)?).map_err(|e| format!("{e}"))?;
        let own = all.into_iter().find(|importance| importance.name == name);
        Ok(own.ok_or(format!("no importance of {name}"))?.rows)
    }

    /// How many inputs a layer has.
    pub(crate) fn columns(&self, name: &str) -> Result<usize, String> {
        Ok(self.layer(name)?.columns)
    }

    pub(crate) fn tensor(&self, file: &str, name: &str) -> Result<Vec<f32>, String> {
        let loaded = load(file, &self.files.bytes(file)?, Some(name)).map_err(|e| format!("{e}"))?;
        Ok(loaded.tensor.values().to_vec())
    }
}

struct Layer {
    file: String,
    gguf_name: String,
    columns: usize,
}
