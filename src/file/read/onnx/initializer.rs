//! An initializer: its name, type and shape, and where its values are.
//!
//! ```text
//! raw_data       numbers of their own size, little-endian; of four bits two in a byte, the first in its low half
//! float_data     float32;  double_data float64
//! int32_data     types of at most 32 bits as numbers of variable length: integers, and the bits of float16, bfloat16, float8 and,
//!                two at a time, of four bits
//! int64_data     int64;  uint64_data uint32 and uint64
//! ```

use std::ops::Range;

use super::wire::{Field, Wire};
use crate::file::read::bits::Bits;
use crate::file::read::elements::{Coding, Element};
use crate::file::read::pieces::Stop;
use crate::file::read::sentences::{FileError, excerpt, place, shown};
use crate::file::read::stored::{Stored, Values};

/// The largest number of axes, as in NumPy.
const MOST_AXES: usize = 64;
/// The longest name of a tensor or a file in bytes.
const LONGEST_NAME: u64 = 4096;
const ACCEPTED: &str =
    "float32, float16, bfloat16, float64, float8, float4, int4 to int64, uint4 to uint64, bool";
/// Types that are not read, by their numbers.
const OTHERS: [(u64, &str); 6] = [
    (0, "an undefined type"),
    (8, "string"),
    (14, "complex64"),
    (15, "complex128"),
    (25, "uint2"),
    (26, "int2"),
];

/// The field that has the values, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Data {
    Raw(Range<u64>),
    Floats(Range<u64>),
    Doubles(Range<u64>),
    /// Numbers of variable length: of types up to 32 bits, signed or unsigned ones of 64.
    Small(Range<u64>),
    Signed(Range<u64>),
    Unsigned(Range<u64>),
    /// In several parts, or number by number, as no exporter writes.
    Apart,
}

/// Fields of an initializer.
#[derive(Debug, Default)]
struct Fields {
    name: String,
    kind: u64,
    dims: Vec<u64>,
    data: Option<Data>,
    is_external: bool,
    location: String,
}

/// Reads the fields of an initializer, but no values.
///
/// # Errors
/// When bytes are missing, and when a field is malformed. What is wrong with its values stands in the tensor.
pub(super) fn read(mut wire: Wire<'_>) -> Result<Stored, Stop> {
    let mut fields = Fields::default();
    while let Some((number, field)) = wire.field()? {
        fields.take(&wire, number, field)?;
    }
    let file = wire.file;
    let overflow = || FileError::Overflow { file: file.into(), shape: shown(&fields.dims) };
    let count = fields.dims.iter().try_fold(1u64, |n, &d| n.checked_mul(d)).ok_or_else(overflow)?;
    let dtype = match coding(fields.kind, count) {
        Some(Coding::Plain { element, .. }) => element.name().to_string(),
        Some(Coding::Bits(bits)) => bits.name().to_string(),
        _ => match OTHERS.iter().find(|(kind, _)| *kind == fields.kind) {
            Some((_, name)) => (*name).into(),
            None => format!("ONNX type {}", fields.kind),
        },
    };
    let values = fields.values(file, &dtype, count).map_err(Box::new);
    Ok(Stored { name: fields.name, dtype, shape: fields.dims, count, part: 0, values })
}

impl Fields {
    fn take(&mut self, wire: &Wire<'_>, number: u64, field: Field) -> Result<(), Stop> {
        match (number, field) {
            (1, Field::Number(dim)) => self.dim(wire, dim)?,
            (1, Field::Bytes(range)) => {
                let mut dims = wire.within(range);
                while !dims.is_done() {
                    let dim = dims.number()?;
                    self.dim(wire, dim)?;
                }
            }
            (2, Field::Number(kind)) => self.kind = kind,
            (8, Field::Bytes(range)) => self.name = text(wire, range)?,
            (14, Field::Number(location)) => self.is_external = location == 1,
            (13, Field::Bytes(range)) => self.external(wire.within(range))?,
            (9, Field::Bytes(range)) => self.data(Data::Raw(range)),
            (4, Field::Bytes(range)) => self.data(Data::Floats(range)),
            (10, Field::Bytes(range)) => self.data(Data::Doubles(range)),
            (5, Field::Bytes(range)) => self.data(Data::Small(range)),
            (7, Field::Bytes(range)) => self.data(Data::Signed(range)),
            (11, Field::Bytes(range)) => self.data(Data::Unsigned(range)),
            (4 | 5 | 7 | 10 | 11, _) => self.data = Some(Data::Apart),
            _ => {}
        }
        Ok(())
    }

    fn dim(&mut self, wire: &Wire<'_>, dim: u64) -> Result<(), Stop> {
        // Negative ones are stored as large ones.
        if self.dims.len() >= MOST_AXES || dim > i64::MAX as u64 {
            return Err(wire.damaged(wire.position()));
        }
        self.dims.push(dim);
        Ok(())
    }

    /// Keeps where values are. An empty field has none.
    fn data(&mut self, data: Data) {
        if data.range().is_some_and(Range::is_empty) {
            return;
        }
        self.data = Some(if self.data.is_some() { Data::Apart } else { data });
    }

    /// An entry of `external_data`: a key and a value.
    fn external(&mut self, mut wire: Wire<'_>) -> Result<(), Stop> {
        let (mut key, mut value) = (String::new(), None);
        while let Some((number, field)) = wire.field()? {
            match (number, field) {
                (1, Field::Bytes(range)) => key = text(&wire, range)?,
                (2, Field::Bytes(range)) => value = Some(range),
                _ => {}
            }
        }
        if let Some(range) = value.filter(|_| key == "location") {
            self.location = text(&wire, range)?;
        }
        Ok(())
    }

    /// Where the values are, or why they cannot be read.
    fn values(&self, file: &str, dtype: &str, count: u64) -> Result<Values, FileError> {
        let place = || place(file, &self.name);
        let Some(coding) = coding(self.kind, count) else {
            return Err(FileError::Dtype { place: place(), dtype: dtype.into(), accepted: ACCEPTED });
        };
        if self.is_external || !self.location.is_empty() {
            let external = excerpt(&self.location);
            return Err(match leaves_its_folder(&self.location) {
                true => FileError::OnnxOutside { place: place(), external },
                false => FileError::OnnxExternal { place: place(), external },
            });
        }
        let (each, size) = coding.unit();
        let bytes = (count / each).checked_mul(size);
        let values = |range: &Range<u64>, varints| Values {
            coding,
            fortran: false,
            start: range.start,
            packed: None,
            varints,
        };
        let length = |range: &Range<u64>| range.end - range.start;
        let element = if let Coding::Plain { element, .. } = coding { Some(element) } else { None };
        // Numbers of variable length have a byte at least, and of four bits two share one.
        let numbers = if element.is_none() { count.div_ceil(2) } else { count };
        match &self.data {
            None if count == 0 => return Ok(values(&(0..0), None)),
            Some(Data::Raw(range)) if bytes == Some(length(range)) => return Ok(values(range, None)),
            Some(Data::Floats(range)) if element == Some(Element::F32) && bytes == Some(length(range)) => {
                return Ok(values(range, None));
            }
            Some(Data::Doubles(range)) if element == Some(Element::F64) && bytes == Some(length(range)) => {
                return Ok(values(range, None));
            }
            Some(data) if data.fits(element) => {
                if let Some(range) = data.range().filter(|range| length(range) >= numbers) {
                    return Ok(values(range, Some(length(range))));
                }
            }
            _ => {}
        }
        let found = self.data.as_ref().and_then(Data::range).map_or(0, length);
        Err(FileError::OnnxData { place: place(), shape: shown(&self.dims), dtype: dtype.into(), found })
    }
}

impl Data {
    fn range(&self) -> Option<&Range<u64>> {
        match self {
            Self::Raw(range) | Self::Floats(range) | Self::Doubles(range) => Some(range),
            Self::Small(range) | Self::Signed(range) | Self::Unsigned(range) => Some(range),
            Self::Apart => None,
        }
    }

    /// Whether it is the list of numbers of variable length for a type; none is one of four bits.
    fn fits(&self, element: Option<Element>) -> bool {
        match self {
            Self::Signed(_) => element == Some(Element::I64),
            Self::Unsigned(_) => matches!(element, Some(Element::U32 | Element::U64)),
            Self::Small(_) => element.is_none_or(|e| {
                !matches!(e, Element::F32 | Element::F64 | Element::I64 | Element::U32 | Element::U64)
            }),
            Self::Raw(_) | Self::Floats(_) | Self::Doubles(_) | Self::Apart => false,
        }
    }
}

/// How `count` numbers of ONNX's type `kind` are stored; none for one that is not read.
fn coding(kind: u64, count: u64) -> Option<Coding> {
    let element = match kind {
        1 => Element::F32,
        2 => Element::U8,
        3 => Element::I8,
        4 => Element::U16,
        5 => Element::I16,
        6 => Element::I32,
        7 => Element::I64,
        9 => Element::Bool,
        10 => Element::F16,
        11 => Element::F64,
        12 => Element::U32,
        13 => Element::U64,
        16 => Element::Bf16,
        17 => Element::F8E4M3,
        18 => Element::F8E4M3Fnuz,
        19 => Element::F8E5M2,
        20 => Element::F8E5M2Fnuz,
        21 => return Some(Coding::Bits(Bits::integers(false, count))),
        22 => return Some(Coding::Bits(Bits::integers(true, count))),
        23 => return Some(Coding::Bits(Bits::f4(count))),
        24 => Element::F8E8M0,
        _ => return None,
    };
    Some(Coding::Plain { element, big_endian: false })
}

/// Whether a path is more than names of folders and a file below the model's own.
fn leaves_its_folder(path: &str) -> bool {
    path.starts_with(['/', '\\']) || path.contains(':') || path.split(['/', '\\']).any(|part| part == "..")
}

fn text(wire: &Wire<'_>, range: Range<u64>) -> Result<String, Stop> {
    if range.end - range.start > LONGEST_NAME {
        return Err(wire.damaged(range.start));
    }
    let start = range.start;
    let bytes = wire.pieces.get(range)?;
    Ok(std::str::from_utf8(bytes).map_err(|_| wire.damaged(start))?.into())
}
