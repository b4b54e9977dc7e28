//! Hugging Face's `.safetensors`: 8 bytes of length, a JSON header, then the bytes of the tensors.
//!
//! Format: <https://github.com/huggingface/safetensors#format>. Not by the `safetensors` crate, which wants all bytes at once and
//! counts them in `usize`: in a browser that ends at 4 GB. What it checks of a header is checked here.

use std::collections::BTreeSet;

use super::bits::Bits;
use super::bytes::Bytes;
use super::elements::{Coding, Element};
use super::json_reader::{Fault, Reader};
use super::listing::Entry;
use super::pieces::{Pieces, Stop};
use super::quantized::{self, Decoding, Part, Quantized, Stored};
use super::reading::{Plan, Reading};
use super::sentences::{FileError, Note, excerpt, listed, place};

/// The size of the length in bytes, and the longest header that the format allows.
const PREFIX: u64 = 8;
const LONGEST_HEADER: u64 = 100_000_000;
const ACCEPTED: &str = "F64, F32, F16, BF16, F8_E4M3, F8_E5M2, F8_E4M3FNUZ, F8_E5M2FNUZ, F8_E8M0, F6_E2M3, F6_E3M2, F4, I8, I16, I32, I64, U8, U16, U32, U64, BOOL";

/// The tensors of a file in the order of their bytes.
#[derive(Debug)]
pub(super) struct Tensors {
    infos: Vec<(String, Info)>,
    /// The offset of the data.
    start: u64,
    /// What is listed, in that order.
    items: Vec<Item>,
}

/// A tensor of the list.
#[derive(Debug)]
enum Item {
    /// As it is stored: its place in the header.
    Plain(usize),
    /// Codes, and the arrays that decode them.
    Quantized(Box<Quantized>),
}

/// The entry of a tensor in the header.
#[derive(Debug, Clone)]
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
        let mut infos =
            Header::new(text).tensors().map_err(|detail| FileError::StHeader { file: name(), detail })?;
        // Empty tensors share an offset: then the name decides.
        infos.sort_by(|(a, i), (b, j)| (i.data_offsets, a).cmp(&(j.data_offsets, b)));
        let wanted = check(file, &infos)?;
        if wanted != size - start {
            return Err(FileError::StData { file: name(), wanted, found: size - start }.into());
        }
        let stored: Vec<Stored<'_>> = infos
            .iter()
            .map(|(name, info)| Stored {
                name,
                dtype: &info.dtype,
                shape: &info.shape,
                start: start + info.data_offsets.0,
            })
            .collect();
        let mut quantized = quantized::recognise(&stored, pieces)?;
        let beside: BTreeSet<usize> = quantized.values().flat_map(Quantized::beside).collect();
        let item = |index| match quantized.remove(&index) {
            Some(it) => Item::Quantized(Box::new(it)),
            None => Item::Plain(index),
        };
        let items = (0..infos.len()).filter(|index| !beside.contains(index)).map(item).collect();
        Ok(Self { infos, start, items })
    }

    /// Lists the tensors.
    pub(super) fn entries(&self) -> Vec<Entry> {
        self.items
            .iter()
            .map(|item| match item {
                Item::Plain(index) => {
                    let (name, info) = &self.infos[*index];
                    Entry {
                        name: name.clone(),
                        shape: info.shape.clone(),
                        dtype: dtype(&info.dtype),
                        // The product was checked for overflow.
                        count: info.shape.iter().product(),
                        readable: coding(&info.dtype).is_some(),
                    }
                }
                Item::Quantized(it) => Entry {
                    name: it.name.clone(),
                    shape: it.shape.clone(),
                    dtype: it.layout.into(),
                    // No more than twice the values that are stored.
                    count: it.shape.iter().product(),
                    readable: true,
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
                let dtype = &self.infos[*index].1.dtype;
                let Some(coding) = coding(dtype) else {
                    let place = place(file, &self.infos[*index].0);
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
                let arrays: Vec<&str> = it.beside().map(|index| &*self.infos[index].0).collect();
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
        let (name, info) = &self.infos[index];
        Plan {
            name: name.clone(),
            place: place(file, name),
            shape: info.shape.clone(),
            coding,
            fortran: false,
            start: self.start + info.data_offsets.0,
            packed: None,
            notes: Vec::new(),
        }
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

/// Objects and lists in what this program does not know, for example in a field of a newer version.
const DEEPEST: usize = 64;

/// Reads the header. Errors say what is wrong, and where in the header.
struct Header<'a> {
    reader: Reader<'a>,
}

impl<'a> Header<'a> {
    fn new(text: &'a str) -> Self {
        Self { reader: Reader::new(text) }
    }

    /// The tensors in their written order.
    fn tensors(mut self) -> Result<Vec<(String, Info)>, String> {
        let mut infos = Vec::new();
        self.members("an object with dtype, shape and data_offsets of each tensor", |header, name| {
            if name == "__metadata__" {
                // The reference takes null for none.
                if header.reader.peek() == Some(b'n') {
                    return match header.reader.word() {
                        Ok("null") => Ok(()),
                        _ => Err(header.expected("an object of texts")),
                    };
                }
                return header.members("an object of texts", |header, _| header.text().map(drop));
            }
            let info = header.info(&name)?;
            infos.push((name, info));
            Ok(())
        })?;
        match self.reader.peek() {
            None => Ok(infos),
            Some(_) => Err(self.expected("nothing behind the object")),
        }
    }

    fn info(&mut self, tensor: &str) -> Result<Info, String> {
        let (mut dtype, mut shape, mut data_offsets) = (None, None, None);
        self.members("an object with dtype, shape and data_offsets", |header, field| {
            let twice = match field.as_str() {
                "dtype" => dtype.replace(header.text()?).is_some(),
                "shape" => shape.replace(header.numbers()?).is_some(),
                "data_offsets" => data_offsets.replace(header.offsets()?).is_some(),
                _ => {
                    header.reader.skip(DEEPEST).map_err(|fault| header.fault(fault))?;
                    false
                }
            };
            if twice { Err(format!("{} has two fields {field}", excerpt(tensor))) } else { Ok(()) }
        })?;
        let missing = |field| format!("{} has no {field}", excerpt(tensor));
        Ok(Info {
            dtype: dtype.ok_or_else(|| missing("dtype"))?,
            shape: shape.ok_or_else(|| missing("shape"))?,
            data_offsets: data_offsets.ok_or_else(|| missing("data_offsets"))?,
        })
    }

    fn offsets(&mut self) -> Result<(u64, u64), String> {
        match self.numbers()?[..] {
            [from, to] => Ok((from, to)),
            _ => Err(self.expected("two data_offsets")),
        }
    }

    /// Calls `member` with each key of an object, at the start of its value.
    fn members(
        &mut self,
        what: &str,
        mut member: impl FnMut(&mut Self, String) -> Result<(), String>,
    ) -> Result<(), String> {
        self.reader.begin(b'{').map_err(|_| self.expected(what))?;
        let mut first = true;
        while let Some(key) = self.reader.key(first).map_err(|fault| self.fault(fault))? {
            first = false;
            member(self, key)?;
        }
        Ok(())
    }

    fn text(&mut self) -> Result<String, String> {
        match self.reader.peek() {
            Some(b'"') => self.reader.string().map_err(|fault| self.fault(fault)),
            _ => Err(self.expected("a text")),
        }
    }

    fn numbers(&mut self) -> Result<Vec<u64>, String> {
        self.reader.begin(b'[').map_err(|_| self.expected("a list of whole numbers"))?;
        let mut numbers = Vec::new();
        while self.reader.item(numbers.is_empty()).map_err(|fault| self.fault(fault))? {
            numbers.push(self.number()?);
        }
        Ok(numbers)
    }

    /// A whole number; one with a sign, a fraction or an exponent is none.
    fn number(&mut self) -> Result<u64, String> {
        self.reader.peek();
        let at = self.reader.at();
        let word = self.reader.word().unwrap_or_default();
        let digits = word.bytes().all(|b| b.is_ascii_digit()) && (word == "0" || !word.starts_with('0'));
        let number = digits.then(|| word.parse().ok()).flatten();
        number.ok_or_else(|| format!("expected a whole number from 0 at byte {at}"))
    }

    fn expected(&mut self, what: &str) -> String {
        self.reader.peek();
        format!("expected {what} at byte {}", self.reader.at())
    }

    fn fault(&self, fault: Fault) -> String {
        match fault {
            Fault::Syntax(at) => format!("no JSON at byte {at}"),
            Fault::Depth(at) => format!("more than {DEEPEST} lists and objects in each other at byte {at}"),
        }
    }
}
