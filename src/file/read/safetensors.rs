//! Hugging Face's `.safetensors`: 8 bytes of length, a JSON header, then the bytes of the tensors.
//!
//! Format: <https://github.com/huggingface/safetensors#format>. Not by the `safetensors` crate, which wants all bytes at once and
//! counts them in `usize`: in a browser that ends at 4 GB. What it checks of a header is checked here.

pub(super) mod header;

use std::collections::BTreeMap;
use std::ops::Range;

pub(super) use header::Info;

use super::bits::Bits;
use super::bytes::Bytes;
use super::elements::{Coding, Element};
use super::listing::{Entry, Finding, MAX_FILE_VALUES};
use super::model::Settled;
use super::quantized::{Decoding, Found, Part, Wanted, is_of_inputs};
use super::reading::{Plan, Reading};
use super::sentences::{FileError, Note, excerpt, few, listed, place};

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
    Quantized(Box<Found>),
    /// An array of such a tensor.
    Part { index: usize, of: String },
}

impl Tensors {
    /// The tensors that are settled, of parts with these names; `quantized` are those among them that a library stored as codes.
    pub(super) fn new(parts: Vec<String>, settled: Settled, found: Vec<Found>) -> Self {
        let Settled { infos, mut findings, absent } = settled;
        findings.extend(unread(&parts, &infos, &found));
        let items = items(&infos, found);
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
                Item::Plain(index) | Item::Part { index, .. } => {
                    let info = &self.infos[*index];
                    Entry {
                        name: info.name.clone(),
                        shape: info.shape.clone(),
                        dtype: dtype(&info.dtype),
                        // The product was checked for overflow.
                        count: info.shape.iter().product(),
                        readable: coding(&info.dtype).is_some(),
                        part: info.part,
                        part_of: match item {
                            Item::Part { of, .. } => Some(of.clone()),
                            _ => None,
                        },
                        stored_bits: None,
                    }
                }
                Item::Quantized(it) => {
                    let (shape, dtype) = match &it.reading {
                        Ok(quantized) => (&quantized.shape, &*quantized.layout),
                        Err(unread) => (&self.infos[it.codes].shape, unread.layout),
                    };
                    Entry {
                        name: it.name.clone(),
                        shape: shape.clone(),
                        dtype: dtype.into(),
                        // No more than 32 for each number that is stored.
                        count: shape.iter().product(),
                        readable: it.reading.is_ok(),
                        part: self.infos[it.codes].part,
                        part_of: None,
                        stored_bits: it.reading.is_ok().then(|| self.bits_of(it)),
                    }
                }
            })
            .collect()
    }

    /// Begins to read the tensor at `index` of [`Tensors::entries`], which has values, or some of its rows. A note on how it was chosen goes
    /// before others.
    ///
    /// # Errors
    /// When its type cannot be read, when it has too many values, and when it has no such rows.
    pub(super) fn reading(
        &self,
        file: &str,
        index: usize,
        first: Option<Note>,
        rows: Option<Range<u64>>,
    ) -> Result<Reading, FileError> {
        match &self.items[index] {
            Item::Plain(index) | Item::Part { index, .. } => {
                let dtype = &self.infos[*index].dtype;
                let Some(coding) = coding(dtype) else {
                    let place = place(file, &self.infos[*index].name);
                    return Err(FileError::Dtype { place, dtype: excerpt(dtype), accepted: ACCEPTED });
                };
                let plan = self.plan(file, *index, coding);
                Reading::of_rows(Plan { notes: first.into_iter().collect(), ..plan }, rows)
            }
            Item::Quantized(it) => self.decoding(file, it, first, rows).map(Reading::decoding),
        }
    }

    /// Begins to read a quantized tensor, or some of its rows.
    fn decoding(
        &self,
        file: &str,
        found: &Found,
        first: Option<Note>,
        rows: Option<Range<u64>>,
    ) -> Result<Decoding, FileError> {
        let it = found.reading.as_ref().map_err(|unread| unread.error.clone())?;
        let (name, place) = (found.name.clone(), place(file, &found.name));
        let (count, limit) = (it.shape.iter().product(), MAX_FILE_VALUES as u64);
        if it.transposed && count > limit {
            return Err(FileError::PackedLarge { place, layout: it.layout.clone(), count, limit });
        }
        let part = |&Part { role, index, coding, count }: &Part| {
            let plan = Plan { shape: vec![count], ..self.plan(file, index, coding) };
            Ok((role, Bytes::whole(plan)?))
        };
        let parts = it.parts.iter().map(part).collect::<Result<_, FileError>>()?;
        let arrays: Vec<&str> = it.parts.iter().map(|part| &*self.infos[part.index].name).collect();
        let decoded = Note::Decoded { layout: it.layout.clone(), arrays: listed(arrays.into_iter()) };
        let codes = Plan {
            name,
            place: place.clone(),
            shape: it.shape.clone(),
            fortran: it.transposed,
            notes: first.into_iter().chain([decoded]).chain(it.notes.iter().cloned()).collect(),
            ..self.plan(file, found.codes, it.coding)
        };
        // Who reads some rows of a tensor measures its values, and asks for nothing else.
        let grid = rows.is_none().then(|| Wanted {
            layout: it.layout.clone(),
            coding: it.coding,
            transposed: it.transposed,
            bits_per_value: self.bits_of(found) as f64 / count as f64,
        });
        let codes = Bytes::of_rows(codes, rows)?;
        Ok(Decoding { place, parts, codes, blocks: it.blocks, nested: it.nested, factor: it.factor, grid })
    }

    /// What is stored of a quantized tensor: the bits of its codes and of all arrays that belong to it.
    fn bits_of(&self, found: &Found) -> u64 {
        let arrays = found.beside.iter().chain([&found.codes]).map(|&index| &self.infos[index]);
        // Fewer than the files have, so no overflow.
        arrays.filter(|info| !is_of_inputs(&info.name)).map(|info| 8 * info.bytes).sum()
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

/// What is listed: tensors in the order of their bytes, then the arrays of quantized ones.
fn items(infos: &[Info], found: Vec<Found>) -> Vec<Item> {
    let mut parts: BTreeMap<usize, String> = BTreeMap::new();
    for it in &found {
        // An array that has the name of its weight is not listed beside it.
        let codes = Some(it.codes).filter(|&codes| infos[codes].name != it.name);
        parts.extend(it.beside.iter().copied().chain(codes).map(|index| (index, it.name.clone())));
    }
    let mut found: BTreeMap<usize, Found> = found.into_iter().map(|it| (it.codes, it)).collect();
    let item = |index| match found.remove(&index) {
        Some(it) => Some(Item::Quantized(Box::new(it))),
        None if parts.contains_key(&index) => None,
        None => Some(Item::Plain(index)),
    };
    let mut items: Vec<Item> = (0..infos.len()).filter_map(item).collect();
    items.extend(parts.into_iter().map(|(index, of)| Item::Part { index, of }));
    items
}

/// Why quantized tensors cannot be read: of the first few, and the names of the others.
fn unread(parts: &[String], infos: &[Info], found: &[Found]) -> Vec<Finding> {
    const SAID: usize = 3;
    let faulty = || found.iter().filter_map(|it| Some((it, it.reading.as_ref().err()?)));
    let mut findings: Vec<Finding> =
        faulty().take(SAID).map(|(_, unread)| Finding::Fault(unread.error.clone())).collect();
    let rest = faulty().count().saturating_sub(SAID);
    if let Some((next, _)) = faulty().nth(SAID) {
        let file = parts.get(infos[next.codes].part).cloned().unwrap_or_default();
        let tensors = few(rest, faulty().skip(SAID).map(|(it, _)| &it.name));
        findings.push(Finding::Note(Note::TensorsUnread { file, tensors }));
    }
    findings
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
