//! ONNX, `.onnx`: the initializers of a model's graph, in Protocol Buffers.
//!
//! ```text
//! ModelProto.graph (7) -> GraphProto.initializer (5) -> TensorProto
//! TensorProto: dims 1, data_type 2, name 8, data_location 14, external_data 13, and one of
//!   raw_data 9, float_data 4, int32_data 5, int64_data 7, double_data 10, uint64_data 11
//! ```
//! Format: <https://github.com/onnx/onnx/blob/main/onnx/onnx.proto>. Only the heads of fields are looked at; values are passed over. Values in
//! other files, sparse initializers and the constants of nodes are not read.

mod initializer;
mod wire;

use super::listing::{Entry, Finding};
use super::pieces::{Pieces, Stop};
use super::sentences::FileError;
use super::stored::{Stored, findings};
use wire::{Field, Wire};

/// Beside these, each tensor takes some bytes of the file.
const FREE_TENSORS: u64 = 64;
const BYTES_OF_TENSOR: u64 = 24;

/// Numbers of fields.
const GRAPH: u64 = 7;
const INITIALIZER: u64 = 5;

/// The initializers of a model, in the order of its graph.
#[derive(Debug)]
pub(super) struct Onnx {
    pub(super) tensors: Vec<Stored>,
    pub(super) findings: Vec<Finding>,
}

impl Onnx {
    /// Finds the initializers.
    ///
    /// # Errors
    /// When bytes are missing, and when the fields are malformed.
    pub(super) fn read(file: &str, pieces: &Pieces<'_>) -> Result<Self, Stop> {
        let most = FREE_TENSORS + pieces.size() / BYTES_OF_TENSOR;
        let mut tensors = Vec::new();
        let mut model = Wire::new(file, pieces);
        while let Some((number, field)) = model.field()? {
            let (GRAPH, Field::Bytes(graph)) = (number, field) else { continue };
            let mut graph = model.within(graph);
            while let Some((number, field)) = graph.field()? {
                let (INITIALIZER, Field::Bytes(tensor)) = (number, field) else { continue };
                if tensors.len() as u64 >= most {
                    return Err(FileError::OnnxDamaged { file: file.into(), byte: tensor.start }.into());
                }
                tensors.push(initializer::read(graph.within(tensor))?);
            }
        }
        let findings = findings(file, &tensors);
        Ok(Self { tensors, findings })
    }

    pub(super) fn entries(&self) -> Vec<Entry> {
        self.tensors.iter().map(Stored::entry).collect()
    }
}
