//! numpy's `.npy`: versions 1 to 3, both byte orders, both memory orders.
//!
//! Format: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>. The header is a Python dictionary. Only the
//! literals that numpy writes are accepted, and nothing is evaluated. This is our own parser, because the `npyz` crate would bring
//! a parser generator and, by its zip support, C code into the module.

use super::elements::{Coding, Element};
use super::listing::Entry;
use super::pieces::{Pieces, Stop};
use super::reading::Plan;
use super::sentences::{FileError, Note, excerpt, shown};

const MAGIC: &[u8] = b"\x93NUMPY";
/// The first bytes, which give the end of the header.
const PREFIX: u64 = 12;
/// The longest header; the limit of numpy itself is 10,000 bytes.
const LONGEST_HEADER: u64 = 1 << 20;
/// The largest number of axes, as in numpy. The axes of every member of an archive stay in memory.
const MOST_AXES: usize = 64;
const ACCEPTED: &str = "b1, i1, i2, i4, i8, u1, u2, u4, u8, f2, f4, f8, V2 (bfloat16)";

/// A header.
#[derive(Debug, Clone)]
pub(super) struct Npy {
    descr: String,
    element: Option<Element>,
    big_endian: bool,
    fortran: bool,
    shape: Vec<u64>,
    count: u64,
    /// The offset of the data.
    start: u64,
    /// The number of bytes after the data.
    trailing: u64,
}

impl Npy {
    /// Reads the header of a file.
    pub(super) fn read(file: &str, pieces: &Pieces<'_>) -> Result<Self, Stop> {
        let end = Self::header_end(file, pieces.head(PREFIX)?, pieces.size())?;
        Ok(Self::parse(file, pieces.head(end)?, pieces.size())?)
    }

    /// The end of the header of a file of `size` bytes, from its first [`PREFIX`] bytes, or all bytes of a shorter file.
    ///
    /// # Errors
    /// When there is no header, or the file ends within it.
    pub(super) fn header_end(file: &str, head: &[u8], size: u64) -> Result<u64, FileError> {
        let file = || file.to_string();
        if !head.starts_with(MAGIC) {
            return Err(FileError::NpyMagic { file: file() });
        }
        let cut = || FileError::NpyHeaderLength { file: file(), length: 10, found: head.len() as u64 };
        let (&[major, minor], rest) = head[MAGIC.len()..].split_first_chunk().ok_or_else(cut)?;
        let (start, length) = match (major, minor) {
            (1, 0) => rest.first_chunk().map(|n| (10, u64::from(u16::from_le_bytes(*n)))),
            (2 | 3, 0) => rest.first_chunk().map(|n| (12, u64::from(u32::from_le_bytes(*n)))),
            _ => return Err(FileError::NpyVersion { file: file(), version: format!("{major}.{minor}") }),
        }
        .ok_or_else(cut)?;
        if length > LONGEST_HEADER && start + length <= size {
            return Err(FileError::NpyHeaderLimit { file: file(), length, limit: LONGEST_HEADER });
        }
        if start + length > size {
            return Err(FileError::NpyHeaderLength {
                file: file(),
                length,
                found: size.saturating_sub(start),
            });
        }
        Ok(start + length)
    }

    /// Reads the header of a file of `size` bytes, from its bytes up to the end of the header.
    ///
    /// # Errors
    /// When the header is malformed, or describes more data than the file has.
    pub(super) fn parse(file: &str, head: &[u8], size: u64) -> Result<Self, FileError> {
        let end = Self::header_end(file, head, size)?;
        let file = || file.to_string();
        let start = if head[MAGIC.len()] == 1 { 10 } else { 12 };
        let header = &head[start..end as usize];
        let mut parser = Parser { bytes: header, at: 0 };
        let Some(fields) = parser.dictionary() else {
            let header = excerpt(&String::from_utf8_lossy(header));
            return Err(FileError::NpyHeader { file: file(), byte: start + parser.at, header });
        };
        let missing = |name| FileError::NpyKey { file: file(), name };
        let descr = fields.descr.ok_or_else(|| missing("descr"))?;
        let fortran = fields.fortran_order.ok_or_else(|| missing("fortran_order"))?;
        let shape = fields.shape.ok_or_else(|| missing("shape"))?;
        let big_endian = descr.starts_with('>');
        // Without a byte order it is that of the machine, as NumPy reads it.
        let element = element(descr.strip_prefix(['<', '>', '|', '=']).unwrap_or(&descr));
        let overflow = || FileError::Overflow { file: file(), shape: shown(&shape) };
        let count = shape.iter().try_fold(1u64, |n, &d| n.checked_mul(d)).ok_or_else(overflow)?;
        let found = size - end;
        let mut trailing = 0;
        if let Some(element) = element {
            let wanted = count.checked_mul(element.size() as u64).ok_or_else(overflow)?;
            trailing = found.checked_sub(wanted).ok_or_else(|| FileError::NpyData {
                file: file(),
                wanted,
                found,
            })?;
        }
        Ok(Self { descr, element, big_endian, fortran, shape, count, start: end, trailing })
    }

    /// The array as an entry called `name`.
    pub(super) fn entry(&self, name: &str) -> Entry {
        let dtype = self.element.map_or_else(|| excerpt(&self.descr), |e| e.name().into());
        Entry {
            name: name.into(),
            shape: self.shape.clone(),
            dtype,
            count: self.count,
            readable: self.element.is_some(),
            part: 0,
            part_of: None,
            stored_bits: None,
        }
    }

    /// Plans to read it.
    ///
    /// # Errors
    /// When its type cannot be read.
    pub(super) fn plan(&self, name: &str, place: &str) -> Result<Plan, FileError> {
        let Some(element) = self.element else {
            if self.descr == "|O" || self.descr == "O" {
                return Err(FileError::Pickle { place: place.into() });
            }
            return Err(FileError::Dtype {
                place: place.into(),
                dtype: excerpt(&self.descr),
                accepted: ACCEPTED,
            });
        };
        let trailing = usize::try_from(self.trailing).unwrap_or(usize::MAX);
        Ok(Plan {
            name: name.into(),
            place: place.into(),
            shape: self.shape.clone(),
            coding: Coding::Plain { element, big_endian: self.big_endian },
            fortran: self.fortran && self.shape.len() > 1,
            start: self.start,
            packed: None,
            notes: [
                self.descr.ends_with("V2").then(|| Note::Unnamed { dtype: excerpt(&self.descr) }),
                (trailing > 0).then_some(Note::Trailing { bytes: trailing }),
            ]
            .into_iter()
            .flatten()
            .collect(),
        })
    }
}

/// The type of a code: by kind and size, by the letter of C's types, or by NumPy's name, as `numpy.dtype` takes it.
fn element(code: &str) -> Option<Element> {
    Some(match code {
        "b1" | "?" | "bool" | "bool_" | "bool8" => Element::Bool,
        "i1" | "b" | "int8" | "byte" => Element::I8,
        "i2" | "h" | "int16" | "short" => Element::I16,
        "i4" | "i" | "int32" | "intc" => Element::I32,
        // NumPy's int is as wide as an address; NumPy 2 writes these widths on every system.
        "i8" | "l" | "q" | "p" | "int64" | "int" | "int_" | "long" | "longlong" | "intp" => Element::I64,
        "u1" | "B" | "uint8" | "ubyte" => Element::U8,
        "u2" | "H" | "uint16" | "ushort" => Element::U16,
        "u4" | "I" | "uint32" | "uintc" => Element::U32,
        "u8" | "L" | "Q" | "P" | "uint64" | "uint" | "ulong" | "ulonglong" | "uintp" => Element::U64,
        "f2" | "e" | "float16" | "half" => Element::F16,
        "f4" | "f" | "float32" | "single" => Element::F32,
        "f8" | "d" | "float64" | "double" | "float" | "float_" => Element::F64,
        // Types that NumPy has no name for are saved as so many bytes; of two bytes ml_dtypes and JAX have one.
        "V2" | "bfloat16" => Element::Bf16,
        _ => return None,
    })
}

#[derive(Default)]
struct Fields {
    descr: Option<String>,
    fortran_order: Option<bool>,
    shape: Option<Vec<u64>>,
}

/// Parses the Python literals of a header. `None` means that the text at `at` is not the literal.
struct Parser<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Parser<'_> {
    fn dictionary(&mut self) -> Option<Fields> {
        let mut fields = Fields::default();
        self.expect(b'{')?;
        while self.peek()? != b'}' {
            let key = self.text()?;
            self.expect(b':')?;
            match key.as_str() {
                "descr" => fields.descr = Some(self.descr()?),
                "fortran_order" => fields.fortran_order = Some(self.boolean()?),
                "shape" => fields.shape = Some(self.tuple()?),
                _ => return None,
            }
            if self.peek()? != b'}' {
                self.expect(b',')?;
            }
        }
        self.at += 1;
        self.peek().is_none().then_some(fields)
    }

    /// The next byte that is not a space.
    fn peek(&mut self) -> Option<u8> {
        while self.bytes.get(self.at)?.is_ascii_whitespace() {
            self.at += 1;
        }
        Some(self.bytes[self.at])
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn text(&mut self) -> Option<String> {
        // Python 2 marks texts.
        if self.peek() == Some(b'u') {
            self.at += 1;
        }
        let quote = self.peek().filter(|b| matches!(b, b'\'' | b'"'))?;
        let rest = &self.bytes[self.at + 1..];
        let end = rest.iter().position(|&b| b == quote)?;
        let text = std::str::from_utf8(&rest[..end]).ok()?;
        self.at += end + 2;
        Some(text.into())
    }

    /// The code of a type. A list of fields is kept as text, up to the next key.
    fn descr(&mut self) -> Option<String> {
        if self.peek()? != b'[' {
            return self.text();
        }
        let rest = &self.bytes[self.at..];
        let end = rest
            .windows(2)
            .rposition(|pair| pair == b"],")
            .or_else(|| rest.iter().rposition(|&b| b == b']'))?;
        self.at += end + 1;
        Some(String::from_utf8_lossy(&rest[..=end]).into_owned())
    }

    fn boolean(&mut self) -> Option<bool> {
        self.peek()?;
        let rest = &self.bytes[self.at..];
        let (word, value) = if rest.starts_with(b"True") { ("True", true) } else { ("False", false) };
        rest.starts_with(word.as_bytes()).then(|| self.at += word.len())?;
        Some(value)
    }

    fn tuple(&mut self) -> Option<Vec<u64>> {
        let mut numbers = Vec::new();
        self.expect(b'(')?;
        while self.peek()? != b')' {
            if numbers.len() == MOST_AXES {
                return None;
            }
            let digits = self.bytes[self.at..].iter().take_while(|b| b.is_ascii_digit()).count();
            let text = std::str::from_utf8(&self.bytes[self.at..self.at + digits]).ok()?;
            numbers.push(text.parse().ok()?);
            self.at += digits;
            // Python 2 marks long integers.
            if self.peek()? == b'L' {
                self.at += 1;
            }
            if self.peek()? != b')' {
                self.expect(b',')?;
            }
        }
        self.at += 1;
        Some(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn npy(header: &str, data: &[u8]) -> Vec<u8> {
        let length = (header.len() as u16).to_le_bytes();
        [MAGIC, &[1, 0], &length, header.as_bytes(), data].concat()
    }

    fn values(name: &str, bytes: &[u8]) -> Result<Vec<f32>, FileError> {
        crate::file::read::load(name, bytes, None).map(|loaded| loaded.tensor.values().to_vec())
    }

    #[test]
    fn structured_types_and_python_2_are_understood_as_what_they_are() {
        let bytes = npy(
            "{'descr': [('a', '<f4'), ('b', '<i4', (2,))], 'fortran_order': False, 'shape': (1,), }",
            &[0; 12],
        );
        let error = values("s.npy", &bytes).unwrap_err().to_string();
        assert!(error.contains("[('a', '<f4')") && error.contains("f4, f8"), "{error}");
        let bytes = npy("{\"shape\": (2L, 1L), 'fortran_order': True, 'descr': '|u1'}", &[7, 8]);
        assert_eq!(values("p2.npy", &bytes).unwrap(), [7.0, 8.0]);
    }

    #[test]
    fn more_axes_than_numpy_has_are_refused() {
        let of = |axes: usize| {
            let header = format!(
                "{{'descr': '|u1', 'fortran_order': True, 'shape': (2,{}2,), }}",
                "1,".repeat(axes - 2)
            );
            values("ones.npy", &npy(&header, &[1, 2, 3, 4]))
        };
        assert_eq!(of(64).unwrap(), [1.0, 3.0, 2.0, 4.0]);
        assert!(matches!(of(65), Err(FileError::NpyHeader { .. })));
    }

    #[test]
    fn a_bad_header_is_shown_with_its_place() {
        for header in [
            "",
            "{",
            "{'descr'",
            "{'shape': (1, -2)}",
            "{'shape': (1 2)}",
            "{'x': 1}",
            "{} x",
            "{'shape': (99999999999999999999,)}",
        ] {
            let error = values("b.npy", &npy(header, &[])).unwrap_err();
            assert!(matches!(error, FileError::NpyHeader { byte: 10.., .. }), "{header}: {error}");
        }
    }
}
