//! The order of rows of attn_q and attn_k in GGUF files of Llama-like models.
//!
//! ```text
//! for each head of d rows, for j < d/2:   row 2j of GGUF = row j of Hugging Face;   row 2j + 1 = row j + d/2
//! ```
//! llama.cpp's converter interleaves the halves of a head, because it rotates neighbouring values instead of those of two halves
//! (`permute` of `convert_hf_to_gguf.py`). Compared row by row, the two look unrelated.

/// Columns by which orders are compared.
const COLUMNS: usize = 64;
/// An order is taken for that of the rows where it leaves less than this share of the error of the stored order.
const CLEARLY: f64 = 0.25;

/// The values with the rows of each head of `head` rows in the order of Hugging Face. `rows` is the first dimension, also of a vector; what
/// lies behind the last whole head stays.
pub fn restored(values: &[f32], rows: usize, head: usize) -> Vec<f32> {
    let mut ordered = values.to_vec();
    if rows == 0 || head < 2 {
        return ordered;
    }
    let width = values.len() / rows;
    for row in 0..rows / head * head {
        let from = stored_row(row, head);
        ordered[row * width..(row + 1) * width].copy_from_slice(&values[from * width..(from + 1) * width]);
    }
    ordered
}

/// The opposite: the values in Hugging Face's order as GGUF has them.
pub fn interleaved(values: &[f32], rows: usize, head: usize) -> Vec<f32> {
    let mut ordered = values.to_vec();
    if rows == 0 || head < 2 {
        return ordered;
    }
    let width = values.len() / rows;
    for row in 0..rows / head * head {
        let to = stored_row(row, head);
        ordered[to * width..(to + 1) * width].copy_from_slice(&values[row * width..(row + 1) * width]);
    }
    ordered
}

/// The row of GGUF that holds row `row` of Hugging Face.
fn stored_row(row: usize, head: usize) -> usize {
    let (first, inside) = (row - row % head, row % head);
    let half = head / 2;
    first + if inside < half { 2 * inside } else { 2 * (inside - half) + 1 }
}

/// The size of heads under which the rows of `stored` are those of `original` in GGUF's order; None where their own order fits as well, or
/// no size does. Both have the first `rows` of all `of` rows of the tensor; heads are whole in them.
///
/// The size stands in the metadata of one file or in the configuration of the other; the values tell it without either.
pub fn head_size(original: &[f32], stored: &[f32], rows: usize, of: usize) -> Option<usize> {
    if rows == 0 || original.len() != stored.len() {
        return None;
    }
    let width = original.len() / rows;
    let columns = width.min(COLUMNS);
    let error = |rows: usize, head: Option<usize>| -> f64 {
        let of_row = |row: usize| {
            let from = head.map_or(row, |head| stored_row(row, head));
            let pairs = original[row * width..][..columns].iter().zip(&stored[from * width..][..columns]);
            pairs
                .map(|(&a, &b)| f64::from(a) - f64::from(b))
                .filter(|e| e.is_finite())
                .map(|e| e * e)
                .sum::<f64>()
        };
        (0..rows).map(of_row).sum()
    };
    let sizes = (2..=rows / 2).map(|half| 2 * half).filter(|head| *head <= rows && of.is_multiple_of(*head));
    // Of the own order's error, over the heads that are whole.
    let left = |head: usize| {
        let whole = rows / head * head;
        error(whole, Some(head)) / error(whole, None)
    };
    let best = sizes.map(|head| (left(head), head)).min_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|&(least, _)| least < CLEARLY).map(|(_, head)| head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(rows: usize, width: usize) -> Vec<f32> {
        (0..rows * width).map(|i| ((i * 7919) % 1009) as f32 / 500.0 - 1.0).collect()
    }

    /// Rows as llama.cpp's converter writes them.
    fn permuted(values: &[f32], rows: usize, head: usize) -> Vec<f32> {
        let width = values.len() / rows;
        let mut stored = vec![0.0; values.len()];
        for head_start in (0..rows).step_by(head) {
            for j in 0..head / 2 {
                for (to, from) in [(2 * j, j), (2 * j + 1, j + head / 2)] {
                    let (to, from) = ((head_start + to) * width, (head_start + from) * width);
                    stored[to..to + width].copy_from_slice(&values[from..from + width]);
                }
            }
        }
        stored
    }

    #[test]
    fn the_order_is_undone_and_the_size_of_heads_found() {
        for (rows, width, head) in [(64, 8, 32), (32, 5, 32), (96, 3, 8), (64, 1, 16), (512, 70, 128)] {
            let original = values(rows, width);
            let stored = permuted(&original, rows, head);
            assert_eq!(head_size(&original, &stored, rows, rows), Some(head), "{rows} {head}");
            assert_eq!(restored(&stored, rows, head), original);
            assert_eq!(interleaved(&original, rows, head), stored);
            // Also from some rows, the last head of which is not whole.
            let (some, part) = (head + head / 2, (head + head / 2) * width);
            if some < rows {
                assert_eq!(head_size(&original[..part], &stored[..part], some, rows), Some(head));
            }
        }
    }

    #[test]
    fn rows_in_their_own_order_stay() {
        let original = values(64, 8);
        let rounded: Vec<f32> = original.iter().map(|x| (x * 20.0).round() / 20.0).collect();
        assert_eq!(head_size(&original, &rounded, 64, 64), None);
        assert_eq!(head_size(&original, &original, 64, 64), None, "there is no error");
        assert_eq!(head_size(&original, &values(64, 9)[..512], 64, 64), None, "they are unrelated");
        assert_eq!(head_size(&[], &[], 0, 0), None);
        assert_eq!(head_size(&[1.0], &[2.0], 1, 1), None);
        assert_eq!(restored(&[1.0, 2.0, 3.0], 3, 2), [1.0, 2.0, 3.0]);
    }
}
