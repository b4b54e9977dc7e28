//! Decodes stored numbers to f32: integers, booleans and floats of every usual width and both byte orders.

use half::{bf16, f16};

use super::bits::Bits;
use super::float8;
use super::packing::Packed;
use super::sentences::Note;
use crate::ggml::Block;

/// The type of a stored number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// A byte; every value but 0 is true.
    Bool,
    /// Unsigned 8-bit integer.
    U8,
    /// Signed 8-bit integer.
    I8,
    /// Unsigned 16-bit integer.
    U16,
    /// Signed 16-bit integer.
    I16,
    /// Unsigned 32-bit integer.
    U32,
    /// Signed 32-bit integer.
    I32,
    /// Unsigned 64-bit integer.
    U64,
    /// Signed 64-bit integer.
    I64,
    /// OCP's E4M3.
    F8E4M3,
    /// OCP's E5M2.
    F8E5M2,
    /// E4M3 without infinities and −0.
    F8E4M3Fnuz,
    /// E5M2 without infinities and −0.
    F8E5M2Fnuz,
    /// A power of two (E8M0), the scale type of MX.
    F8E8M0,
    /// IEEE 754 half precision.
    F16,
    /// The upper half of a float32.
    Bf16,
    /// IEEE 754 single precision.
    F32,
    /// IEEE 754 double precision.
    F64,
}

impl Element {
    /// Every type, in the order of the lists.
    pub const ALL: [Self; 18] = [
        Self::F32,
        Self::F16,
        Self::Bf16,
        Self::F64,
        Self::F8E4M3,
        Self::F8E5M2,
        Self::F8E4M3Fnuz,
        Self::F8E5M2Fnuz,
        Self::F8E8M0,
        Self::I8,
        Self::U8,
        Self::I16,
        Self::U16,
        Self::I32,
        Self::U32,
        Self::I64,
        Self::U64,
        Self::Bool,
    ];

    /// Its name in the notation.
    pub fn short(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::U8 => "u8",
            Self::I8 => "i8",
            Self::U16 => "u16",
            Self::I16 => "i16",
            Self::U32 => "u32",
            Self::I32 => "i32",
            Self::U64 => "u64",
            Self::I64 => "i64",
            Self::F8E4M3 => "f8_e4m3",
            Self::F8E5M2 => "f8_e5m2",
            Self::F8E4M3Fnuz => "f8_e4m3fnuz",
            Self::F8E5M2Fnuz => "f8_e5m2fnuz",
            Self::F8E8M0 => "f8_e8m0",
            Self::F16 => "f16",
            Self::Bf16 => "bf16",
            Self::F32 => "f32",
            Self::F64 => "f64",
        }
    }

    /// Bytes of one number.
    pub(super) fn size(self) -> usize {
        match self {
            Self::Bool | Self::U8 | Self::I8 => 1,
            Self::F8E4M3 | Self::F8E5M2 | Self::F8E4M3Fnuz | Self::F8E5M2Fnuz | Self::F8E8M0 => 1,
            Self::U16 | Self::I16 | Self::F16 | Self::Bf16 => 2,
            Self::U32 | Self::I32 | Self::F32 => 4,
            Self::U64 | Self::I64 | Self::F64 => 8,
        }
    }

    /// Whether its numbers are integers or truth values.
    pub(super) fn is_whole(self) -> bool {
        matches!(
            self,
            Self::Bool
                | Self::U8
                | Self::I8
                | Self::U16
                | Self::I16
                | Self::U32
                | Self::I32
                | Self::U64
                | Self::I64
        )
    }

    /// Its name in listings, for every file format.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::U8 => "uint8",
            Self::I8 => "int8",
            Self::U16 => "uint16",
            Self::I16 => "int16",
            Self::U32 => "uint32",
            Self::I32 => "int32",
            Self::U64 => "uint64",
            Self::I64 => "int64",
            Self::F8E4M3 => "float8_e4m3",
            Self::F8E5M2 => "float8_e5m2",
            Self::F8E4M3Fnuz => "float8_e4m3fnuz",
            Self::F8E5M2Fnuz => "float8_e5m2fnuz",
            Self::F8E8M0 => "float8_e8m0",
            Self::F16 => "float16",
            Self::Bf16 => "bfloat16",
            Self::F32 => "float32",
            Self::F64 => "float64",
        }
    }

    /// Appends the numbers in `bytes`, which has no incomplete number, to `values`.
    fn decode(self, bytes: &[u8], big_endian: bool, loss: &mut Loss, values: &mut Vec<f32>) {
        match self {
            Self::Bool => values.extend(bytes.iter().map(|&b| f32::from(u8::from(b != 0)))),
            Self::U8 => values.extend(bytes.iter().map(|&b| f32::from(b))),
            Self::I8 => values.extend(bytes.iter().map(|&b| f32::from(b as i8))),
            Self::F8E4M3 => values.extend(bytes.iter().map(|&b| float8::e4m3(b))),
            Self::F8E5M2 => values.extend(bytes.iter().map(|&b| float8::e5m2(b))),
            Self::F8E4M3Fnuz => values.extend(bytes.iter().map(|&b| float8::e4m3fnuz(b))),
            Self::F8E5M2Fnuz => values.extend(bytes.iter().map(|&b| float8::e5m2fnuz(b))),
            Self::F8E8M0 => values.extend(bytes.iter().map(|&b| float8::e8m0(b))),
            Self::U16 => numbers(bytes, big_endian, values, |b| f32::from(u16::from_le_bytes(b))),
            Self::I16 => numbers(bytes, big_endian, values, |b| f32::from(i16::from_le_bytes(b))),
            Self::F16 => numbers(bytes, big_endian, values, |b| f16::from_le_bytes(b).to_f32()),
            Self::Bf16 => numbers(bytes, big_endian, values, |b| bf16::from_le_bytes(b).to_f32()),
            Self::F32 => numbers(bytes, big_endian, values, f32::from_le_bytes),
            Self::F64 => numbers(bytes, big_endian, values, |b| loss.float(f64::from_le_bytes(b))),
            Self::U32 => numbers(bytes, big_endian, values, |b| loss.integer(u32::from_le_bytes(b).into())),
            Self::I32 => numbers(bytes, big_endian, values, |b| loss.integer(i32::from_le_bytes(b).into())),
            Self::U64 => numbers(bytes, big_endian, values, |b| loss.integer(u64::from_le_bytes(b).into())),
            Self::I64 => numbers(bytes, big_endian, values, |b| loss.integer(i64::from_le_bytes(b).into())),
        }
    }

    fn notes(self, count: usize, loss: &Loss) -> Vec<Note> {
        let dtype = self.name();
        let kind = match self {
            Self::Bool => Some(Note::Booleans { count }),
            Self::U8 | Self::U16 | Self::U32 | Self::U64 => Some(Note::Integers { count, dtype }),
            Self::I8 | Self::I16 | Self::I32 | Self::I64 => Some(Note::Integers { count, dtype }),
            _ => None,
        };
        let rounded = (loss.rounded > 0).then_some(Note::Rounded { count: loss.rounded, dtype });
        let overflowed = (loss.overflowed > 0).then_some(Note::Overflowed { count: loss.overflowed });
        kind.into_iter().chain(rounded).chain(overflowed).collect()
    }
}

/// How consecutive numbers are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// Number by number.
    Plain {
        /// Their type.
        element: Element,
        /// Whether the most significant byte comes first.
        big_endian: bool,
    },
    /// Numbers of fewer bits than a byte.
    Bits(Bits),
    /// The same in words of 32 bits.
    Packed(Packed),
    /// In blocks of ggml.
    Blocks(&'static Block),
}

impl Coding {
    /// The smallest unit that can be decoded: its number of values and of bytes.
    pub(super) fn unit(self) -> (u64, u64) {
        match self {
            Self::Plain { element, .. } => (1, element.size() as u64),
            Self::Bits(bits) => bits.unit(),
            Self::Packed(packed) => packed.unit(),
            Self::Blocks(block) => (block.values as u64, block.size as u64),
        }
    }

    /// The number of bytes of `values` values, which make whole units.
    pub(super) fn bytes(self, values: u64) -> u64 {
        let (each, bytes) = self.unit();
        values / each * bytes
    }

    /// Of numbers of a few bits, those of a single byte; anything else as it is.
    pub(super) fn pair(self) -> Self {
        if let Self::Bits(bits) = self { Self::Bits(bits.pair()) } else { self }
    }

    /// Appends the values in `bytes`, which makes whole units.
    pub(super) fn decode(self, bytes: &[u8], loss: &mut Loss, values: &mut Vec<f32>) {
        match self {
            Self::Plain { element, big_endian } => element.decode(bytes, big_endian, loss, values),
            Self::Bits(bits) => bits.decode(bytes, values),
            Self::Packed(packed) => packed.decode(bytes, values),
            Self::Blocks(block) => block.decode(bytes, values),
        }
    }

    /// Notes on `count` decoded values.
    pub(super) fn notes(self, count: usize, loss: &Loss) -> Vec<Note> {
        match self {
            Self::Plain { element, .. } => element.notes(count, loss),
            Self::Bits(_) | Self::Packed(_) | Self::Blocks(_) => Vec::new(),
        }
    }
}

/// Counts of numbers that float32 cannot hold.
#[derive(Debug, Default)]
pub(super) struct Loss {
    rounded: usize,
    overflowed: usize,
}

impl Loss {
    fn float(&mut self, x: f64) -> f32 {
        let y = x as f32;
        if x.is_finite() && y.is_infinite() {
            self.overflowed += 1;
        } else if f64::from(y) != x && !x.is_nan() {
            self.rounded += 1;
        }
        y
    }

    fn integer(&mut self, x: i128) -> f32 {
        let y = x as f32;
        self.rounded += usize::from(y as i128 != x);
        y
    }
}

/// `read` gets the bytes of each number with the least significant first.
fn numbers<const N: usize>(
    bytes: &[u8],
    big_endian: bool,
    values: &mut Vec<f32>,
    mut read: impl FnMut([u8; N]) -> f32,
) {
    let (chunks, _) = bytes.as_chunks::<N>();
    if big_endian {
        values.extend(chunks.iter().map(|&chunk| {
            let mut chunk = chunk;
            chunk.reverse();
            read(chunk)
        }));
    } else {
        values.extend(chunks.iter().map(|&chunk| read(chunk)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(element: Element, bytes: &[u8], big_endian: bool) -> (Vec<f32>, Vec<Note>) {
        let (mut loss, mut values) = (Loss::default(), Vec::new());
        let coding = Coding::Plain { element, big_endian };
        coding.decode(bytes, &mut loss, &mut values);
        let notes = coding.notes(values.len(), &loss);
        (values, notes)
    }

    #[test]
    fn every_integer_is_read_as_the_number_it_is() {
        macro_rules! check {
            ($($t:ty => $element:ident),*) => {$(
                for big_endian in [false, true] {
                    let numbers = [<$t>::MIN, 0, 1, 100, <$t>::MAX];
                    let bytes: Vec<u8> = numbers
                        .iter()
                        .flat_map(|x| if big_endian { x.to_be_bytes() } else { x.to_le_bytes() })
                        .collect();
                    let (values, notes) = decoded(Element::$element, &bytes, big_endian);
                    assert_eq!(values, numbers.map(|x| x as f32), "{}", Element::$element.name());
                    assert_eq!(notes[0], Note::Integers { count: 5, dtype: Element::$element.name() });
                }
            )*};
        }
        check!(u8 => U8, i8 => I8, u16 => U16, i16 => I16, u32 => U32, i32 => I32, u64 => U64, i64 => I64);
        assert_eq!(decoded(Element::Bool, &[0, 1, 7], false).1, [Note::Booleans { count: 3 }]);
    }

    #[test]
    fn floats_of_eight_bits_are_decoded_without_a_note() {
        let (values, notes) = decoded(Element::F8E5M2, &[0x3c, 0x7b, 0x7c, 0x01, 0xbd], false);
        assert_eq!(values, [1.0, 57344.0, f32::INFINITY, 1.0 / 65536.0, -1.25]);
        assert!(notes.is_empty());
        assert_eq!(decoded(Element::F8E8M0, &[126, 128], false).0, [0.5, 2.0]);
    }

    #[test]
    fn says_what_float32_cannot_hold() {
        let bytes: Vec<u8> = [1e300, 0.1, 0.5, f64::NAN].iter().flat_map(|x| x.to_be_bytes()).collect();
        let (values, notes) = decoded(Element::F64, &bytes, true);
        assert_eq!((values[0], values[1], values[2]), (f32::INFINITY, 0.1, 0.5));
        assert_eq!(notes, [Note::Rounded { count: 1, dtype: "float64" }, Note::Overflowed { count: 1 }]);
        let (values, notes) = decoded(Element::I32, &16_777_217i32.to_le_bytes(), false);
        assert_eq!(values, [16_777_216.0]);
        assert_eq!(notes.len(), 2, "{notes:?}");
        let (values, notes) = decoded(Element::U64, &u64::MAX.to_le_bytes(), false);
        assert_eq!(values, [18_446_744_073_709_551_616.0]);
        assert_eq!(notes.len(), 2, "{notes:?}");
    }
}
