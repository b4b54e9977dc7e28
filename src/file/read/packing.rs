//! Codes of 1 to 8 bits in little-endian words of 32 bits.
//!
//! ```text
//! dense         a code begins at the bit where the code before it ends, and may cross into the next word
//! whole         as many codes as fit into a word; the other bits of the word are unused
//! planes        each 32 codes as planes of 4, 2 and 1 bits, low bits first; each plane is dense
//! interleaved   eight codes of four bits; the nibbles from the lowest on are codes 0 2 4 6 1 3 5 7
//!
//! in rows       each row of codes begins with a new word
//! in columns    a row of words has the next codes of each column
//! ```
//! A *run* is the smallest number of codes that fills whole words. Every code of a run consists of fields: some bits of a word that become
//! some bits of the code. So all four packings are one loop over fields.

/// How codes lie in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    /// Without gaps.
    Dense,
    /// Whole codes in each word: compressed-tensors up to version 0.17.
    Whole,
    /// Planes of bits: GPTQModel's `gptq_p`.
    Planes,
    /// AWQ's order of eight outputs.
    Interleaved,
}

/// In which direction codes lie behind each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// In rows of so many codes.
    Rows(u64),
    /// In so many columns.
    Columns(u64),
}

/// What is added to a code. GPTQ's first version stores zero-points minus one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plus {
    /// Nothing: the code minus so much.
    Minus(u8),
    /// One to each code, modulo 2 to the number of bits.
    OneEach,
    /// One to all codes of a word at once, so that a carry reaches the next code: it undoes a subtraction from the word.
    OneByWord,
}

/// Integers in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Packed {
    /// Bits of a code, 1 to 8.
    pub(super) bits: u32,
    pub(super) packing: Packing,
    pub(super) direction: Direction,
    pub(super) plus: Plus,
}

/// Some bits of a word, and where they belong in the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Field {
    word: usize,
    shift: u32,
    width: u32,
    at: u32,
}

impl Packing {
    /// The codes and the words of a run.
    pub(super) fn run(self, bits: u32) -> (u64, u64) {
        match self {
            // 32 and the bits divided by the largest power of two that divides both.
            Self::Dense => (32 >> bits.trailing_zeros(), u64::from(bits >> bits.trailing_zeros())),
            Self::Whole => (u64::from(32 / bits), 1),
            Self::Planes => (32, bits.into()),
            Self::Interleaved => (8, 1),
        }
    }

    /// The words of a row of `count` codes.
    pub(super) fn words(self, bits: u32, count: u64) -> u64 {
        match self {
            Self::Dense => count.saturating_mul(bits.into()).div_ceil(32),
            _ => {
                let (codes, words) = self.run(bits);
                count.div_ceil(codes).saturating_mul(words)
            }
        }
    }

    /// The fields of each code of a run.
    fn fields(self, bits: u32) -> Vec<Vec<Field>> {
        let (codes, _) = self.run(bits);
        (0..codes as u32).map(|code| self.fields_of(bits, code)).collect()
    }

    fn fields_of(self, bits: u32, code: u32) -> Vec<Field> {
        let whole =
            |start: u32, width, at| Field { word: (start / 32) as usize, shift: start % 32, width, at };
        match self {
            Self::Dense => {
                let start = code * bits;
                let first = bits.min(32 - start % 32);
                let rest = whole(start + first, bits - first, first);
                [whole(start, first, 0), rest].into_iter().filter(|field| field.width > 0).collect()
            }
            Self::Whole => vec![whole(code * bits, bits, 0)],
            Self::Planes => {
                let (mut fields, mut at) = (Vec::new(), 0);
                for width in [8, 4, 2, 1] {
                    if at + width <= bits && (width < 8 || bits == 8) {
                        // All planes before it take `at` words.
                        fields.push(whole(32 * at + code * width, width, at));
                        at += width;
                    }
                }
                fields
            }
            Self::Interleaved => {
                const NIBBLES: [u32; 8] = [0, 4, 1, 5, 2, 6, 3, 7];
                vec![whole(4 * NIBBLES[code as usize], bits, 0)]
            }
        }
    }
}

impl Packed {
    /// Codes as they are.
    pub(super) fn new(bits: u32, packing: Packing, direction: Direction) -> Self {
        Self { bits, packing, direction, plus: Plus::Minus(0) }
    }

    /// Codes that are stored with their offset 2^(bits − 1).
    pub(super) fn with_offset(self) -> Self {
        Self { plus: Plus::Minus(1 << (self.bits - 1)), ..self }
    }

    /// The smallest number of values that takes whole words in all rows or columns, and its bytes.
    pub(super) fn unit(self) -> (u64, u64) {
        match self.direction {
            Direction::Rows(columns) => (columns, 4 * self.packing.words(self.bits, columns)),
            Direction::Columns(width) => {
                let (codes, words) = self.packing.run(self.bits);
                (codes * width, 4 * words * width)
            }
        }
    }

    /// Appends the values in `bytes`; of words that are cut off the missing bytes are 0.
    pub(super) fn decode(self, bytes: &[u8], values: &mut Vec<f32>) {
        let fields = self.packing.fields(self.bits);
        // Units are whole and in memory, so within usize.
        let size = self.unit().1 as usize;
        match self.direction {
            Direction::Rows(columns) => {
                for row in bytes.chunks(size) {
                    self.decode_row(row, columns as usize, &fields, values);
                }
            }
            Direction::Columns(width) => {
                for unit in bytes.chunks(size) {
                    for code in &fields {
                        values.extend((0..width as usize).map(|column| {
                            self.value(code, |word| self.word(unit, word * width as usize + column, word))
                        }));
                    }
                }
            }
        }
    }

    fn decode_row(self, row: &[u8], columns: usize, fields: &[Vec<Field>], values: &mut Vec<f32>) {
        let (_, words) = self.packing.run(self.bits);
        let end = values.len() + columns;
        for run in row.chunks(4 * words as usize) {
            let codes = fields.iter().take(end - values.len());
            values.extend(codes.map(|code| self.value(code, |word| self.word(run, word, word))));
        }
    }

    /// The value of a code with these fields.
    fn value(self, fields: &[Field], word: impl Fn(usize) -> u32) -> f32 {
        let bits = |field: &Field| (word(field.word) >> field.shift & ((1 << field.width) - 1)) << field.at;
        let code: u32 = fields.iter().map(bits).sum();
        match self.plus {
            Plus::Minus(offset) => code as f32 - f32::from(offset),
            Plus::OneEach => ((code + 1) & ((1 << self.bits) - 1)) as f32,
            Plus::OneByWord => code as f32,
        }
    }

    /// The word at `index`, which is word `of` of its run.
    fn word(self, bytes: &[u8], index: usize, of: usize) -> u32 {
        let bytes = bytes.get(4 * index..4 * index + 4).and_then(<[u8]>::first_chunk);
        let word = bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes));
        match self.plus {
            Plus::OneByWord => word.wrapping_add(self.ones(of as u32)),
            _ => word,
        }
    }

    /// The lowest bits of all dense codes in a word of a run.
    fn ones(self, word: u32) -> u32 {
        (0..32).filter(|bit| (32 * word + bit).is_multiple_of(self.bits)).map(|bit| 1 << bit).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(packed: Packed, words: &[u32]) -> Vec<f32> {
        let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        let mut values = Vec::new();
        packed.decode(&bytes, &mut values);
        values
    }

    fn floats(codes: impl IntoIterator<Item = u32>) -> Vec<f32> {
        codes.into_iter().map(|code| code as f32).collect()
    }

    /// Codes of any width, and the same as one number, bit by bit.
    fn dense(bits: u32) -> (Vec<u32>, Vec<u32>) {
        let codes: Vec<u32> = (0..64).map(|i| i * 37 % (1 << bits)).collect();
        let mut words = vec![0; 2 * bits as usize];
        for (i, code) in codes.iter().enumerate() {
            for bit in 0..bits as usize {
                let at = i * bits as usize + bit;
                words[at / 32] |= (code >> bit & 1) << (at % 32);
            }
        }
        (codes, words)
    }

    #[test]
    fn dense_codes_cross_words() {
        for bits in 1..=8 {
            let (codes, words) = dense(bits);
            let packed = Packed::new(bits, Packing::Dense, Direction::Rows(64));
            assert_eq!(packed.unit(), (64, 8 * u64::from(bits)));
            assert_eq!(decoded(packed, &words), floats(codes.iter().copied()), "{bits} bits");
            // Rows of 64 in columns: word w of column c at place 3 w + c.
            let columns = Packed { direction: Direction::Columns(3), ..packed };
            let wide: Vec<u32> = words.iter().flat_map(|&word| [word, 0, word]).collect();
            let expected: Vec<u32> = codes.iter().flat_map(|&code| [code, 0, code]).collect();
            assert_eq!(decoded(columns, &wide), floats(expected), "{bits} bits in columns");
        }
    }

    #[test]
    fn planes_have_the_low_bits_of_all_codes_first() {
        for bits in 1..=8u32 {
            let codes: Vec<u32> = (0..32).map(|i| i * 37 % (1 << bits)).collect();
            let widths: &[u32] = match bits {
                3 => &[2, 1],
                5 => &[4, 1],
                6 => &[4, 2],
                7 => &[4, 2, 1],
                _ => &[bits],
            };
            let (mut words, mut at) = (Vec::new(), 0);
            for &width in widths {
                for few in codes.chunks(32 / width as usize) {
                    let field =
                        |(i, code): (usize, &u32)| (code >> at & ((1 << width) - 1)) << (width * i as u32);
                    words.push(few.iter().enumerate().map(field).sum::<u32>());
                }
                at += width;
            }
            assert_eq!(words.len(), bits as usize);
            let packed = Packed::new(bits, Packing::Planes, Direction::Rows(32));
            assert_eq!(decoded(packed, &words), floats(codes), "{bits} bits");
        }
    }

    #[test]
    fn whole_codes_leave_the_last_bits_of_a_word_unused() {
        let word = |codes: [u32; 10]| codes.iter().enumerate().map(|(i, code)| code << (3 * i)).sum::<u32>();
        let words = [word([1, 2, 3, 4, 5, 6, 7, 0, 1, 2]) | 3 << 30, word([7; 10])];
        let packed = Packed::new(3, Packing::Whole, Direction::Rows(12));
        assert_eq!(packed.unit(), (12, 8));
        assert_eq!(decoded(packed, &words), floats([1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 7, 7]));
        assert_eq!(decoded(packed.with_offset(), &words)[..2], [-3.0, -2.0]);
    }

    #[test]
    fn awq_interleaves_eight_outputs() {
        let packed = Packed::new(4, Packing::Interleaved, Direction::Rows(8));
        assert_eq!(decoded(packed, &[0x7531_6420]), floats(0..8));
    }

    #[test]
    fn one_is_added_to_each_code_or_to_the_word() {
        let zeros = Packed::new(4, Packing::Dense, Direction::Rows(8));
        let each = Packed { plus: Plus::OneEach, ..zeros };
        let word = Packed { plus: Plus::OneByWord, ..zeros };
        assert_eq!(decoded(each, &[0x7777_777f]), [0.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0]);
        // The zero-points 0 and 5 minus one as one number.
        let stored = 0x0000_0050_u32.wrapping_sub(0x1111_1111);
        assert_eq!(decoded(word, &[stored])[..3], [0.0, 5.0, 0.0]);
        let three = Packed { bits: 3, direction: Direction::Rows(32), ..word };
        let (codes, words) = dense(3);
        let pattern = [0x4924_9249, 0x9249_2492, 0x2492_4924];
        let less: Vec<u32> = words.iter().zip(pattern).map(|(word, ones)| word.wrapping_sub(ones)).collect();
        assert_eq!(decoded(three, &less), floats(codes[..32].iter().copied()));
    }
}
