//! Hugging Face's `.safetensors`: 8 bytes of length, a JSON header, then the bytes of the tensors.
//!
//! Format: <https://github.com/huggingface/safetensors#format>. Not by the `safetensors` crate, which wants all bytes at once and
//! counts them in `usize`: in a browser that ends at 4 GB. What it checks of a header is checked here.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::elements::{Coding, Element};
use super::listing::Entry;
use super::pieces::{Pieces, Stop};
use super::reading::Plan;
use super::sentences::{FileError, excerpt, place};

/// The size of the length in bytes, and the longest header that the format allows.
const PREFIX: u64 = 8;
const LONGEST_HEADER: u64 = 100_000_000;
const ACCEPTED: &str = "F64, F32, F16, BF16, F8_E4M3, F8_E5M2, F8_E4M3FNUZ, F8_E5M2FNUZ, F8_E8M0, I8, I16, I32, I64, U8, U16, U32, U64, BOOL";

/// The tensors of a file in the order of their bytes.
#[derive(Debug)]
pub(super) struct Tensors {
    infos: Vec<(String, Info)>,
    /// The offset of the data.
    start: u64,
}

/// The entry of a tensor in the header.
#[derive(Debug, Clone, Deserialize)]
struct Info {
    dtype: String,
    shape: Vec<u64>,
    data_offsets: (u64, u64),
}

impl Tensors {
    /// Reads the header and checks it against the size of the file.
    pub(super) fn read(file: &str, pieces: &Pieces<'_>) -> Result<Self, Stop> {
        let name = || file.to_string();
        let size = pieces.size();
        let prefix = pieces.head(PREFIX)?;
        let Some(length) = prefix.first_chunk().map(|n| u64::from_le_bytes(*n)) else {
            return Err(FileError::StShort { file: name(), bytes: prefix.len() }.into());
        };
        let found = size - PREFIX;
        if length > LONGEST_HEADER {
            return Err(FileError::StHeaderLimit { file: name(), length }.into());
        }
        if length > found {
            return Err(FileError::StHeaderLength { file: name(), length, found }.into());
        }
        let start = PREFIX + length;
        let header = &pieces.head(start)?[PREFIX as usize..];
        let text = std::str::from_utf8(header)
            .map_err(|e| FileError::StHeaderText { file: name(), byte: PREFIX as usize + e.valid_up_to() })?;
        let Header(mut infos) = serde_json::from_str(text)
            // The error quotes the header, which may be very long in a hostile file.
            .map_err(|e| FileError::StHeader { file: name(), detail: detail(&e.to_string()) })?;
        // Empty tensors share an offset: then the name decides.
        infos.sort_by(|(a, i), (b, j)| (i.data_offsets, a).cmp(&(j.data_offsets, b)));
        let wanted = check(file, &infos)?;
        if wanted != size - start {
            return Err(FileError::StData { file: name(), wanted, found: size - start }.into());
        }
        Ok(Self { infos, start })
    }

    /// Lists the tensors.
    pub(super) fn entries(&self) -> Vec<Entry> {
        self.infos
            .iter()
            .map(|(name, info)| Entry {
                name: name.clone(),
                shape: info.shape.clone(),
                dtype: element(&info.dtype).map_or_else(|| excerpt(&info.dtype), |e| e.name().into()),
                // The product was checked for overflow.
                count: info.shape.iter().product(),
                readable: element(&info.dtype).is_some(),
            })
            .collect()
    }

    /// Plans to read the tensor at `index` of [`Tensors::entries`].
    ///
    /// # Errors
    /// When its type cannot be read.
    pub(super) fn plan(&self, file: &str, index: usize) -> Result<Plan, FileError> {
        let (name, info) = &self.infos[index];
        let place = place(file, name);
        let Some(element) = element(&info.dtype) else {
            return Err(FileError::Dtype { place, dtype: excerpt(&info.dtype), accepted: ACCEPTED });
        };
        Ok(Plan {
            name: name.clone(),
            place,
            shape: info.shape.clone(),
            coding: Coding::Plain { element, big_endian: false },
            fortran: false,
            start: self.start + info.data_offsets.0,
            packed: None,
            notes: Vec::new(),
        })
    }
}

/// Checks that tensors lie one behind the other, each as long as its shape and type need; returns the end of the last one.
fn check(file: &str, infos: &[(String, Info)]) -> Result<u64, FileError> {
    let name = || file.to_string();
    let mut end = 0;
    for (tensor, Info { dtype, shape, data_offsets: (from, to) }) in infos {
        if *from != end || to < from {
            return Err(FileError::StOffsets { file: name(), tensor: excerpt(tensor) });
        }
        end = *to;
        let overflow = || FileError::StOverflow { file: name() };
        let count = shape.iter().try_fold(1u64, |n, &d| n.checked_mul(d)).ok_or_else(overflow)?;
        let Some(bits) = bits(dtype) else { continue };
        let bits = count.checked_mul(bits).ok_or_else(overflow)?;
        if bits % 8 != 0 || to - from != bits / 8 {
            return Err(FileError::StSize { file: name() });
        }
    }
    Ok(end)
}

fn element(dtype: &str) -> Option<Element> {
    Some(match dtype {
        "BOOL" => Element::Bool,
        "U8" => Element::U8,
        "I8" => Element::I8,
        "U16" => Element::U16,
        "I16" => Element::I16,
        "U32" => Element::U32,
        "I32" => Element::I32,
        "U64" => Element::U64,
        "I64" => Element::I64,
        "F8_E4M3" => Element::F8E4M3,
        "F8_E5M2" => Element::F8E5M2,
        "F8_E4M3FNUZ" => Element::F8E4M3Fnuz,
        "F8_E5M2FNUZ" => Element::F8E5M2Fnuz,
        "F8_E8M0" => Element::F8E8M0,
        "F16" => Element::F16,
        "BF16" => Element::Bf16,
        "F32" => Element::F32,
        "F64" => Element::F64,
        _ => return None,
    })
}

/// The bits of a number, also for types that cannot be read.
fn bits(dtype: &str) -> Option<u64> {
    Some(match dtype {
        "F4" => 4,
        "F6_E2M3" | "F6_E3M2" => 6,
        "C64" => 64,
        _ => 8 * element(dtype)?.size() as u64,
    })
}

/// The tensors of the header, in their written order.
struct Header(Vec<(String, Info)>);

impl<'de> Deserialize<'de> for Header {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Self(Vec::new()))
    }
}

impl<'de> Visitor<'de> for Header {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with dtype, shape and data_offsets of each tensor")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self, A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name == "__metadata__" {
                map.next_value::<std::collections::BTreeMap<String, String>>()?;
            } else {
                let info = map.next_value()?;
                self.0.push((name, info));
            }
        }
        Ok(self)
    }
}

fn detail(text: &str) -> String {
    if text.len() <= 400 { text.into() } else { excerpt(text) }
}
