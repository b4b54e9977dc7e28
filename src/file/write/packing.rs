//! Codes of a few bits in bytes and words.
//!
//! ```text
//! halves       two codes in a byte, the first in its low half (NVFP4, MXFP4) or in its high half (bitsandbytes)
//! dense        codes of any width, least significant bits first (F6)
//! words        codes of any width, least significant bits first; each row begins with a new word of 32 bits (compressed-tensors)
//! ```

/// Two codes of four bits in a byte, the first in its low half. A last one stands alone.
pub(super) fn low_first(codes: &[u8]) -> Vec<u8> {
    codes.chunks(2).map(|pair| pair[0] | pair.get(1).unwrap_or(&0) << 4).collect()
}

/// Two codes of four bits in a byte, the first in its high half. A last one stands alone.
pub(super) fn high_first(codes: &[u8]) -> Vec<u8> {
    codes.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect()
}

/// Codes of `bits` bits, 1 to 8, one behind the other, least significant bits first.
pub(super) fn dense(codes: &[u8], bits: usize) -> Vec<u8> {
    let mut packed = in_words(codes, bits as u32, codes.len());
    packed.truncate((codes.len() * bits).div_ceil(8));
    packed
}

/// The little-endian bytes of the words that hold each row of `columns` codes of `bits` bits, 1 to 8.
pub(super) fn in_words(codes: &[u8], bits: u32, columns: usize) -> Vec<u8> {
    let size = 4 * words(bits, columns);
    let mut out = Vec::with_capacity(codes.len() / columns.max(1) * size);
    for row in codes.chunks(columns.max(1)) {
        let end = out.len() + size;
        let (mut held, mut count) = (0u16, 0);
        for &code in row {
            held |= u16::from(code) << count;
            count += bits;
            if count >= 8 {
                out.push(held as u8);
                held >>= 8;
                count -= 8;
            }
        }
        if count > 0 {
            out.push(held as u8);
        }
        out.resize(end, 0);
    }
    out
}

/// The words of 32 bits that `count` codes of `bits` bits take.
pub(super) fn words(bits: u32, count: usize) -> usize {
    (count * bits as usize).div_ceil(32)
}

/// A matrix of `columns` columns with its rows as columns.
pub(super) fn transposed(codes: &[u8], columns: usize) -> Vec<u8> {
    (0..columns).flat_map(|column| codes.iter().skip(column).step_by(columns).copied()).collect()
}

/// The words of a matrix of `columns` codes, packed along its columns: one behind the other lie the words of a row.
pub(super) fn down_in_words(codes: &[u8], bits: u32, columns: usize) -> Vec<u8> {
    let rows = codes.len() / columns.max(1);
    let packed = in_words(&transposed(codes, columns), bits, rows);
    let (of_words, _) = packed.as_chunks::<4>();
    let each = words(bits, rows);
    (0..each).flat_map(|word| of_words.iter().skip(word).step_by(each.max(1)).flatten().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lie_where_the_libraries_look_for_them() {
        assert_eq!(low_first(&[1, 2, 3]), [0x21, 0x03]);
        assert_eq!(high_first(&[1, 2, 3]), [0x12, 0x30]);
        // Rows of nine codes of four bits: one word is full, one holds a single code.
        let codes: Vec<u8> = (1..=18).map(|i| i % 16).collect();
        let packed = in_words(&codes, 4, 9);
        assert_eq!(packed[..8], [0x21, 0x43, 0x65, 0x87, 9, 0, 0, 0]);
        assert_eq!(packed[8..], [0xba, 0xdc, 0xfe, 0x10, 2, 0, 0, 0]);
        assert_eq!(dense(&[31, 1, 63, 8], 6), (31u32 | 1 << 6 | 63 << 12 | 8 << 18).to_le_bytes()[..3]);
        // Eleven of three bits cross from one word to the next.
        let packed = in_words(&[7; 11], 3, 11);
        assert_eq!(packed, [0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0]);
    }

    #[test]
    fn packing_down_is_packing_the_transpose() {
        // Three columns of ten codes each of four bits: two words for each column.
        let codes: Vec<u8> = (0..30).map(|i| i % 16).collect();
        let packed = down_in_words(&codes, 4, 3);
        assert_eq!(packed.len(), 4 * 2 * 3);
        let code = |row: usize, column: usize| {
            let byte = packed[4 * (row / 8 * 3 + column) + row % 8 / 2];
            byte >> (4 * (row % 2)) & 15
        };
        for row in 0..10 {
            for column in 0..3 {
                assert_eq!(code(row, column), codes[3 * row + column], "{row}, {column}");
            }
        }
    }
}
