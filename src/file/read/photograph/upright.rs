//! How a camera was held: the EXIF orientation of a picture, and the picture turned upright.
//!
//! Exif 2.32 (CIPA DC-008), 4.6.4 A: tag 0x0112 of the first directory, a SHORT from 1 to 8.

const ORIENTATION: u16 = 0x0112;
/// The type of a 16-bit number.
const SHORT: u16 = 3;
/// Bytes of an entry of a directory.
const ENTRY: usize = 12;

/// The orientation, 1 to 8, that EXIF data tell. None when they tell none.
pub(super) fn orientation(exif: &[u8]) -> Option<u16> {
    let big = match exif.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    };
    let four: [u8; 4] = exif.get(4..8)?.try_into().ok()?;
    let directory = if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) } as usize;
    let entries = directory.checked_add(2)?;
    let count = usize::from(short(directory)?);
    let found = (0..count)
        .map_while(|i| entries.checked_add(i * ENTRY))
        .map_while(|entry| Some((entry, short(entry)?)))
        .find(|&(_, tag)| tag == ORIENTATION)?
        .0;
    let value = short(found + 8)?;
    (short(found + 2)? == SHORT && (1..=8).contains(&value)).then_some(value)
}

/// Rows, columns and values of a matrix of `rows` × `columns` once it is upright.
pub(super) fn turned(
    orientation: u16,
    rows: usize,
    columns: usize,
    values: Vec<f32>,
) -> (usize, usize, Vec<f32>) {
    if orientation <= 1 {
        return (rows, columns, values);
    }
    let (tall, wide) = if orientation >= 5 { (columns, rows) } else { (rows, columns) };
    // Where the value at `row` and `column` of the upright picture lies in the stored one.
    let stored = |row: usize, column: usize| match orientation {
        2 => (row, columns - 1 - column),
        3 => (rows - 1 - row, columns - 1 - column),
        4 => (rows - 1 - row, column),
        5 => (column, row),
        6 => (rows - 1 - column, row),
        7 => (rows - 1 - column, columns - 1 - row),
        _ => (column, columns - 1 - row),
    };
    let places = (0..tall).flat_map(|row| (0..wide).map(move |column| stored(row, column)));
    let upright = places.map(|(row, column)| values[row * columns + column]).collect();
    (tall, wide, upright)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_orientation_turns_as_exif_says() {
        // An F, as tall as 3 and as wide as 2, stored in each of the eight ways.
        let upright = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        for (orientation, rows, columns, stored) in [
            (1, 3, 2, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
            (2, 3, 2, [2.0, 1.0, 4.0, 3.0, 6.0, 5.0]),
            (3, 3, 2, [6.0, 5.0, 4.0, 3.0, 2.0, 1.0]),
            (4, 3, 2, [5.0, 6.0, 3.0, 4.0, 1.0, 2.0]),
            (5, 2, 3, [1.0, 3.0, 5.0, 2.0, 4.0, 6.0]),
            (6, 2, 3, [2.0, 4.0, 6.0, 1.0, 3.0, 5.0]),
            (7, 2, 3, [6.0, 4.0, 2.0, 5.0, 3.0, 1.0]),
            (8, 2, 3, [5.0, 3.0, 1.0, 6.0, 4.0, 2.0]),
        ] {
            let found = turned(orientation, rows, columns, stored.to_vec());
            assert_eq!(found, (3, 2, upright.to_vec()), "{orientation}");
        }
    }

    #[test]
    fn the_orientation_is_found_in_both_byte_orders_and_damage_tells_none() {
        let big = b"MM\0*\0\0\0\x08\0\x02\x01\x0f\0\x02\0\0\0\x01\0\0\0\0\x01\x12\0\x03\0\0\0\x01\0\x06\0\0";
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0";
        assert_eq!(orientation(big), Some(6));
        assert_eq!(orientation(little), Some(8));
        for cut in 0..little.len() - 2 {
            assert_eq!(orientation(&little[..cut]), None);
        }
        assert_eq!(orientation(b"II*\0\xff\xff\xff\xff\x01\0"), None);
    }
}
