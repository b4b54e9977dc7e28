//! Hugging Face's `.safetensors`: 8 bytes of length, a JSON header, the tensors' bytes one after another.
//!
//! Header and validation are the `safetensors` crate's; format:
//! <https://github.com/huggingface/safetensors#format>.

use ::safetensors::SafeTensorError;
use ::safetensors::tensor::{Dtype, Metadata, SafeTensors, TensorInfo};

use super::elements::Element;
use super::sentences::{FileError, Note, excerpt, place};
use super::{Entry, MAX_FILE_VALUES};

const ACCEPTED: &str = "F64, F32, F16, BF16, F8_E4M3, F8_E5M2, I8, I16, I32, I64, U8, U16, U32, U64, BOOL";

/// The tensors of a file in the order of their bytes.
#[derive(Debug)]
pub(super) struct Tensors<'a> {
    infos: Vec<(String, TensorInfo)>,
    data: &'a [u8],
}

impl<'a> Tensors<'a> {
    /// # Errors
    /// When the header is not one, or does not fit the bytes.
    pub(super) fn read(file: &str, bytes: &'a [u8]) -> Result<Self, FileError> {
        let (length, metadata) = SafeTensors::read_metadata(bytes).map_err(|e| sentence(e, file, bytes))?;
        let mut infos: Vec<_> = metadata.tensors().into_iter().map(|(n, i)| (n, i.clone())).collect();
        // The crate's map has no order of its own, and empty tensors share an offset: the name decides.
        infos.sort_by(|(a, i), (b, j)| (i.data_offsets, a).cmp(&(j.data_offsets, b)));
        Ok(Self { infos, data: &bytes[8 + length..] })
    }

    /// What the file holds.
    pub(super) fn entries(&self) -> Vec<Entry> {
        self.infos
            .iter()
            .map(|(name, info)| Entry {
                name: name.clone(),
                shape: info.shape.clone(),
                dtype: element(info.dtype).map_or_else(|| info.dtype.to_string(), |e| e.name().into()),
                // The crate has checked that the product fits.
                count: info.shape.iter().product(),
            })
            .collect()
    }

    /// Values of the tensor at `index` of [`Tensors::entries`].
    ///
    /// # Errors
    /// When they are no plain numbers, or too many.
    pub(super) fn values(&self, file: &str, index: usize) -> Result<(Vec<f32>, Vec<Note>), FileError> {
        let (name, info) = &self.infos[index];
        let Some(element) = element(info.dtype) else {
            let dtype = info.dtype.to_string();
            return Err(FileError::Dtype { place: place(file, name), dtype, accepted: ACCEPTED });
        };
        let data = &self.data[info.data_offsets.0..info.data_offsets.1];
        let count = data.len() / element.size();
        if count > MAX_FILE_VALUES {
            let (count, limit) = (count as u64, MAX_FILE_VALUES as u64);
            return Err(FileError::TooLarge { place: place(file, name), count, limit });
        }
        Ok(element.decode(data, false))
    }
}

fn element(dtype: Dtype) -> Option<Element> {
    Some(match dtype {
        Dtype::BOOL => Element::Bool,
        Dtype::U8 => Element::U8,
        Dtype::I8 => Element::I8,
        Dtype::U16 => Element::U16,
        Dtype::I16 => Element::I16,
        Dtype::U32 => Element::U32,
        Dtype::I32 => Element::I32,
        Dtype::U64 => Element::U64,
        Dtype::I64 => Element::I64,
        Dtype::F8_E4M3 => Element::F8E4M3,
        Dtype::F8_E5M2 => Element::F8E5M2,
        Dtype::F16 => Element::F16,
        Dtype::BF16 => Element::Bf16,
        Dtype::F32 => Element::F32,
        Dtype::F64 => Element::F64,
        _ => return None,
    })
}

/// The crate's error with the numbers it leaves out.
fn sentence(error: SafeTensorError, file: &str, bytes: &[u8]) -> FileError {
    let file = file.to_string();
    let Some((length, rest)) = bytes.split_first_chunk() else {
        return FileError::StShort { file, bytes: bytes.len() };
    };
    let length = u64::from_le_bytes(*length);
    let found = rest.len();
    match error {
        SafeTensorError::InvalidHeaderLength => FileError::StHeaderLength { file, length, found },
        SafeTensorError::HeaderTooLarge => FileError::StHeaderLimit { file, length },
        SafeTensorError::InvalidHeader(e) => FileError::StHeaderText { file, byte: 8 + e.valid_up_to() },
        SafeTensorError::InvalidOffset(tensor) => FileError::StOffsets { file, tensor: excerpt(&tensor) },
        SafeTensorError::TensorInvalidInfo => FileError::StSize { file },
        SafeTensorError::ValidationOverflow => FileError::StOverflow { file },
        SafeTensorError::MetadataIncompleteBuffer => {
            let (header, data) = rest.split_at(found.min(length as usize));
            let wanted = serde_json::from_slice(header).map_or(0, |m: Metadata| m.data_len());
            FileError::StData { file, wanted, found: data.len() }
        }
        // The header's own words, which a hostile file could make very long.
        other => FileError::StHeader { file, detail: detail(&other.to_string()) },
    }
}

fn detail(text: &str) -> String {
    let text = text.strip_prefix("invalid JSON in header: ").unwrap_or(text);
    if text.len() <= 400 { text.into() } else { excerpt(text) }
}
