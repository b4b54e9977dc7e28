//! The header of a safetensors file: its length in 8 bytes, then JSON.

use crate::file::read::json_reader::{Fault, Reader};
use crate::file::read::pieces::{Section, Stop};
use crate::file::read::sentences::{FileError, excerpt};

/// The size of the length in bytes, and the longest header that the format allows.
const PREFIX: u64 = 8;
const LONGEST: u64 = 100_000_000;

/// A tensor as the header has it.
#[derive(Debug, Clone)]
pub(in crate::file::read) struct Info {
    pub(in crate::file::read) name: String,
    pub(in crate::file::read) dtype: String,
    pub(in crate::file::read) shape: Vec<u64>,
    /// The offset of its first byte, counted as the pieces count, and the number of its bytes.
    pub(in crate::file::read) start: u64,
    pub(in crate::file::read) bytes: u64,
    /// The part of the model that it lies in.
    pub(in crate::file::read) part: usize,
}

/// Reads the header of the file that a section is, and checks it against the size. The tensors come in the order of their bytes.
///
/// # Errors
/// When bytes are missing; when the header is malformed or does not fit the file.
pub(in crate::file::read) fn read(file: &str, section: Section<'_>, part: usize) -> Result<Vec<Info>, Stop> {
    let name = || file.to_string();
    let size = section.size();
    let prefix = section.head(PREFIX)?;
    let Some(length) = prefix.first_chunk().map(|n| u64::from_le_bytes(*n)) else {
        return Err(FileError::StShort { file: name(), bytes: prefix.len() }.into());
    };
    let found = size - PREFIX;
    if length > LONGEST {
        return Err(FileError::StHeaderLimit { file: name(), length }.into());
    }
    if length > found {
        return Err(FileError::StHeaderLength { file: name(), length, found }.into());
    }
    let start = PREFIX + length;
    let header = &section.head(start)?[PREFIX as usize..];
    let text = std::str::from_utf8(header)
        .map_err(|e| FileError::StHeaderText { file: name(), byte: PREFIX as usize + e.valid_up_to() })?;
    let mut written =
        Header::new(text).tensors().map_err(|detail| FileError::StHeader { file: name(), detail })?;
    // Empty tensors share an offset: then the name decides.
    written.sort_by(|a, b| (a.data_offsets, &a.name).cmp(&(b.data_offsets, &b.name)));
    let wanted = check(file, &written)?;
    if wanted != size - start {
        return Err(FileError::StData { file: name(), wanted, found: size - start }.into());
    }
    let start = section.start() + start;
    let info = |Written { name, dtype, shape, data_offsets: (from, to) }| Info {
        name,
        dtype,
        shape,
        start: start + from,
        bytes: to - from,
        part,
    };
    Ok(written.into_iter().map(info).collect())
}

/// An entry of the header as it is written.
#[derive(Debug)]
struct Written {
    name: String,
    dtype: String,
    shape: Vec<u64>,
    data_offsets: (u64, u64),
}

/// Checks that tensors lie one behind the other, each as long as its shape and type need; returns the end of the last one.
fn check(file: &str, written: &[Written]) -> Result<u64, FileError> {
    let name = || file.to_string();
    let mut end = 0;
    for Written { name: tensor, dtype, shape, data_offsets: (from, to) } in written {
        if *from != end || to < from {
            return Err(FileError::StOffsets { file: name(), tensor: excerpt(tensor) });
        }
        end = *to;
        let overflow = || FileError::StOverflow { file: name() };
        let count = shape.iter().try_fold(1u64, |n, &d| n.checked_mul(d)).ok_or_else(overflow)?;
        let Some(bits) = super::bits(dtype) else { continue };
        let bits = count.checked_mul(bits).ok_or_else(overflow)?;
        if bits % 8 != 0 || to - from != bits / 8 {
            return Err(FileError::StSize { file: name() });
        }
    }
    Ok(end)
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
    fn tensors(mut self) -> Result<Vec<Written>, String> {
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
            infos.push(header.info(name)?);
            Ok(())
        })?;
        match self.reader.peek() {
            None => Ok(infos),
            Some(_) => Err(self.expected("nothing behind the object")),
        }
    }

    fn info(&mut self, name: String) -> Result<Written, String> {
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
            if twice { Err(format!("{} has two fields {field}", excerpt(&name))) } else { Ok(()) }
        })?;
        let missing = |field| format!("{} has no {field}", excerpt(&name));
        Ok(Written {
            dtype: dtype.ok_or_else(|| missing("dtype"))?,
            shape: shape.ok_or_else(|| missing("shape"))?,
            data_offsets: data_offsets.ok_or_else(|| missing("data_offsets"))?,
            name,
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
