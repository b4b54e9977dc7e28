//! Hugging Face's `.safetensors`: 8 bytes of length, a JSON header, then the bytes of the tensors.
//!
//! Format: <https://github.com/huggingface/safetensors#format>. Not by the `safetensors` crate, which wants all bytes at once and
//! counts them in `usize`: in a browser that ends at 4 GB. What it checks of a header is checked here.

pub(super) mod header;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use header::Info;

use super::bits::Bits;
use super::bytes::Bytes;
use super::elements::{Coding, Element};
use super::listing::{Entry, Finding};
use super::model::Settled;
use super::quantized::{Decoding, Part, Quantized};
use super::reading::{Plan, Reading};
use super::sentences::{FileError, Note, excerpt, listed, place};

const ACCEPTED: &str = "F64, F32, F16, BF16, F8_E4M3, F8_E5M2, F8_E4M3FNUZ, F8_E5M2FNUZ, F8_E8M0, F6_E2M3, F6_E3M2, F4, I8, I16, I32, I64, U8, U16, U32, U64, BOOL";

/// The tensors of one file or of several shards, in the order of their bytes.
#[derive(Debug)]
pub(super) struct Tensors {
    /// The names of the parts of the model.
    pub(super) parts: Vec<String>,
    infos: Vec<Info>,
    /// What is listed, in that order.
    items: Vec<Item>,
    pub(super) findings: Vec<Finding>,
    /// Tensors of files that are not here, each with its file.
    absent: BTreeMap<String, String>,
}

/// A tensor of the list.
#[derive(Debug)]
enum Item {
    /// As it is stored: its place in the header.
    Plain(usize),
    /// Codes, and the arrays that decode them.
    Quantized(Box<Quantized>),
}

impl Tensors {
    /// The tensors that are settled, of parts with these names; `quantized` are those among them that a library stored as codes.
    pub(super) fn new(
        parts: Vec<String>,
        settled: Settled,
        mut quantized: BTreeMap<usize, Quantized>,
    ) -> Self {
        let beside: BTreeSet<usize> = quantized.values().flat_map(Quantized::beside).collect();
        let item = |index| match quantized.remove(&index) {
            Some(it) => Item::Quantized(Box::new(it)),
            None => Item::Plain(index),
        };
        let Settled { infos, findings, absent } = settled;
        let items = (0..infos.len()).filter(|index| !beside.contains(index)).map(item).collect();
        Self { parts, infos, items, findings, absent }
    }

    /// The file that should have a tensor and is not here.
    pub(super) fn absent(&self, tensor: &str) -> Option<&str> {
        self.absent.get(tensor).map(String::as_str)
    }

    /// Lists the tensors.
    pub(super) fn entries(&self) -> Vec<Entry> {
        self.items
            .iter()
            .map(|item| match item {
                Item::Plain(index) => {
                    let info = &self.infos[*index];
                    Entry {
                        name: info.name.clone(),
                        shape: info.shape.clone(),
                        dtype: dtype(&info.dtype),
                        // The product was checked for overflow.
                        count: info.shape.iter().product(),
                        readable: coding(&info.dtype).is_some(),
                        part: info.part,
                    }
                }
                Item::Quantized(it) => Entry {
                    name: it.name.clone(),
                    shape: it.shape.clone(),
                    dtype: it.layout.into(),
                    // No more than twice the values that are stored.
                    count: it.shape.iter().product(),
                    readable: true,
                    part: self.infos[it.codes].part,
                },
            })
            .collect()
    }

    /// Begins to read the tensor at `index` of [`Tensors::entries`], which has values. A note on how it was chosen goes before others.
    ///
    /// # Errors
    /// When its type cannot be read, and when it has too many values.
    pub(super) fn reading(
        &self,
        file: &str,
        index: usize,
        first: Option<Note>,
    ) -> Result<Reading, FileError> {
        match &self.items[index] {
            Item::Plain(index) => {
                let dtype = &self.infos[*index].dtype;
                let Some(coding) = coding(dtype) else {
                    let place = place(file, &self.infos[*index].name);
                    return Err(FileError::Dtype { place, dtype: excerpt(dtype), accepted: ACCEPTED });
                };
                let plan = self.plan(file, *index, coding);
                Reading::new(Plan { notes: first.into_iter().collect(), ..plan })
            }
            Item::Quantized(it) => {
                let part = |&Part { role, index, coding, count }: &Part| {
                    let plan = Plan { shape: vec![count], ..self.plan(file, index, coding) };
                    Ok((role, Bytes::whole(plan)?))
                };
                let parts = it.parts.iter().map(part).collect::<Result<_, FileError>>()?;
                let arrays: Vec<&str> = it.beside().map(|index| &*self.infos[index].name).collect();
                let decoded = Note::Decoded { layout: it.layout, arrays: listed(arrays.into_iter()) };
                let codes = Bytes::sampled(Plan {
                    name: it.name.clone(),
                    place: place(file, &it.name),
                    shape: it.shape.clone(),
                    notes: first.into_iter().chain([decoded]).collect(),
                    ..self.plan(file, it.codes, it.coding)
                })?;
                Ok(Reading::decoding(Decoding::new(parts, codes, it.tiles, it.nested)))
            }
        }
    }

    /// Plans to read an array as it is stored.
    fn plan(&self, file: &str, index: usize, coding: Coding) -> Plan {
        let info = &self.infos[index];
        Plan {
            name: info.name.clone(),
            place: place(file, &info.name),
            shape: info.shape.clone(),
            coding,
            fortran: false,
            start: info.start,
            packed: None,
            notes: Vec::new(),
        }
    }
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

/// How numbers of a type are stored, if it can be read.
fn coding(dtype: &str) -> Option<Coding> {
    Some(match dtype {
        "F4" => Coding::Bits(Bits::F4),
        "F6_E2M3" => Coding::Bits(Bits::F6_E2M3),
        "F6_E3M2" => Coding::Bits(Bits::F6_E3M2),
        _ => Coding::Plain { element: element(dtype)?, big_endian: false },
    })
}

/// The name of a type in listings; its own where it cannot be read.
fn dtype(dtype: &str) -> String {
    match coding(dtype) {
        Some(Coding::Bits(bits)) => bits.name().into(),
        Some(Coding::Plain { element, .. }) => element.name().into(),
        _ => excerpt(dtype),
    }
}

/// The bits of a number, also for types that cannot be read.
fn bits(dtype: &str) -> Option<u64> {
    Some(match coding(dtype) {
        Some(Coding::Bits(bits)) => bits.each(),
        Some(coding) => 8 * coding.unit().1,
        None if dtype == "C64" => 64,
        None => return None,
    })
}
