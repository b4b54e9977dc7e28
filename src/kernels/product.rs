//! Products of matrices of 8-bit codes in 32-bit integers, with and without zero-points.
//!
//! ```text
//! product:            out[i][j] = Σ a[i][p] · w[p][j]                                        as if both zero-points were 0
//! corrected_product:  out[i][j] = Σ a[i][p] · w[p][j] - zw · Σ a[i][p] - za · Σ w[p][j] + k · za · zw
//! centred_product:    out[i][j] = Σ (a[i][p] - za) · (w[p][j] - zw)                          the same numbers, the naive way
//! row_sums:           sums[i] = Σ a[i][p]
//! column_sums:        sums[j] = Σ w[p][j]
//! ```
//! The products are one loop, with the columns in lanes:
//!
//! ```text
//! for four rows of a:  widen their codes to 16 bits
//!   for eight columns of w:
//!     sums[4][8] = what the rows and the columns start with: 0, or corrections
//!     for two steps of p:  widen eight pairs of w's codes; for each row: sums += its pair · the pairs, in one multiply-add
//! ```
//! Departures: (1) The corrections are not added to the sums; the sums start with them: -zw · Σ a of the row, and
//! -za · (Σ w - k · zw) of the column. A lane may wrap around on the way, but the result fits and is right. (2) The codes of `w`
//! lie in the order in which they are read, see [`Packed`].

use fearless_simd::{Level, Simd, dispatch, i8x16, i16x8, i32x4, prelude::*, u8x16};

use super::each;

/// The largest number of terms of a sum of products: 2³¹ - 1 by 255², because a code minus its zero-point is at most 255.
pub const MAX_DEPTH: usize = i32::MAX as usize / (255 * 255);

/// The number of rows that are multiplied together.
const ROWS: usize = 4;
/// The number of columns that are multiplied together.
const PANEL: usize = 8;
/// The number of codes in a vector of bytes: a pair for each column.
const STEP: usize = 2 * PANEL;

/// A matrix of codes, row by row, as [`quantize`](super::quantize()) stores them.
#[derive(Debug, Clone, Copy)]
pub struct CodeMatrix<'a> {
    bytes: &'a [u8],
    columns: usize,
    signed: bool,
}

impl<'a> CodeMatrix<'a> {
    /// Rows of `columns` codes each; `signed` ones are in two's complement.
    ///
    /// # Panics
    /// When the bytes do not make whole rows, or there are none.
    pub fn new(bytes: &'a [u8], columns: usize, signed: bool) -> Self {
        assert!(
            columns > 0 && !bytes.is_empty() && bytes.len().is_multiple_of(columns),
            "whole rows of codes"
        );
        Self { bytes, columns, signed }
    }

    /// The bytes of the rows.
    pub fn rows(&self) -> std::slice::ChunksExact<'a, u8> {
        self.bytes.chunks_exact(self.columns)
    }

    /// The code of a byte.
    #[inline(always)]
    pub fn code(&self, byte: u8) -> i32 {
        if self.signed { i32::from(byte as i8) } else { i32::from(byte) }
    }
}

/// The right factor in the order in which a product reads it: for eight columns, for two rows each, the pairs of codes of the
/// columns. Missing codes at the ends are 0. Libraries pack weights like this when they load them.
#[derive(Debug, Clone)]
pub struct Packed {
    bytes: Vec<u8>,
    depth: usize,
    columns: usize,
    signed: bool,
}

impl Packed {
    /// Packs the codes of `w`.
    ///
    /// # Panics
    /// When there are more than [`MAX_DEPTH`] rows: sums might not fit 32 bits.
    pub fn new(w: &CodeMatrix) -> Self {
        let CodeMatrix { columns, signed, .. } = *w;
        let depth = w.rows().len();
        assert!(depth <= MAX_DEPTH, "sums of {depth} products may not fit 32 bits");
        let pairs = depth.div_ceil(2);
        let mut bytes = vec![0; columns.div_ceil(PANEL) * pairs * STEP];
        for (p, row) in w.rows().enumerate() {
            for (j, &q) in row.iter().enumerate() {
                bytes[(j / PANEL * pairs + p / 2) * STEP + j % PANEL * 2 + p % 2] = q;
            }
        }
        Self { bytes, depth, columns, signed }
    }

    /// The bytes of each eight columns.
    fn panels(&self) -> std::slice::ChunksExact<'_, u8> {
        self.bytes.chunks_exact(self.depth.div_ceil(2) * STEP)
    }
}

/// The zero-points of both factors; each is a code of its factor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Zeros {
    /// The zero-point of the left factor.
    pub a: i32,
    /// The zero-point of the right factor.
    pub w: i32,
}

/// The product of the codes themselves.
///
/// # Panics
/// When the shapes of the matrices do not match.
pub fn product(level: Level, a: &CodeMatrix, w: &Packed, out: &mut [i32]) {
    let start = Start::zero(a, w);
    multiply::<false>(level, a, w, Zeros::default(), &start, out);
}

/// The product of the codes minus their zero-points: the product of the codes themselves, with corrections. `columns` are the
/// [`column_sums`] of `w`. They do not depend on `a`, so they can be computed beforehand.
///
/// # Panics
/// When the shapes of the matrices do not match, or a zero-point is not a code.
pub fn corrected_product(
    level: Level,
    a: &CodeMatrix,
    w: &Packed,
    zeros: Zeros,
    columns: &[i32],
    out: &mut [i32],
) {
    assert_eq!(columns.len(), w.columns, "one sum a column");
    let mut start = Start::zero(a, w);
    row_sums(level, a, &mut start.rows);
    start.rows.iter_mut().for_each(|sum| *sum *= -zeros.w);
    let constant = w.depth as i32 * zeros.w;
    for (start, sum) in start.columns.iter_mut().zip(columns) {
        *start = -zeros.a * (sum - constant);
    }
    multiply::<false>(level, a, w, zeros, &start, out);
}

/// The product of the codes minus their zero-points, which are subtracted from a code whenever it is read.
///
/// # Panics
/// When the shapes of the matrices do not match, or a zero-point is not a code.
pub fn centred_product(level: Level, a: &CodeMatrix, w: &Packed, zeros: Zeros, out: &mut [i32]) {
    multiply::<true>(level, a, w, zeros, &Start::zero(a, w), out);
}

/// The sum of each row's codes.
///
/// # Panics
/// When the number of sums is not that of rows.
pub fn row_sums(level: Level, a: &CodeMatrix, sums: &mut [i32]) {
    assert_eq!(sums.len(), a.rows().len(), "one sum a row");
    dispatch!(level, simd => row_sums_on(simd, a, sums));
}

/// The sum of each column's codes.
///
/// # Panics
/// When the number of sums is not that of columns.
pub fn column_sums(level: Level, w: &Packed, sums: &mut [i32]) {
    assert_eq!(sums.len(), w.columns, "one sum a column");
    dispatch!(level, simd => column_sums_on(simd, w, sums));
}

/// The starting values of the sums of a product, by row and by column. Columns fill whole panels.
struct Start {
    rows: Vec<i32>,
    columns: Vec<i32>,
}

impl Start {
    fn zero(a: &CodeMatrix, w: &Packed) -> Self {
        Self { rows: vec![0; a.rows().len()], columns: vec![0; w.columns.next_multiple_of(PANEL)] }
    }
}

/// Either product; `CENTRED` subtracts the zero-points.
fn multiply<const CENTRED: bool>(
    level: Level,
    a: &CodeMatrix,
    w: &Packed,
    zeros: Zeros,
    start: &Start,
    out: &mut [i32],
) {
    assert_eq!(a.columns, w.depth, "as many codes a row as there are rows");
    assert_eq!(out.len(), a.rows().len() * w.columns, "one sum an element");
    for (zero, signed) in [(zeros.a, a.signed), (zeros.w, w.signed)] {
        let codes = if signed { -128..128 } else { 0..256 };
        assert!(codes.contains(&zero), "zero-point {zero} is no code");
    }
    if w.signed {
        dispatch!(level, simd => multiply_on::<_, CENTRED, true>(simd, a, w, zeros, start, out));
    } else {
        dispatch!(level, simd => multiply_on::<_, CENTRED, false>(simd, a, w, zeros, start, out));
    }
}

#[inline(always)]
fn multiply_on<S: Simd, const CENTRED: bool, const SIGNED: bool>(
    simd: S,
    a: &CodeMatrix,
    w: &Packed,
    zeros: Zeros,
    start: &Start,
    out: &mut [i32],
) {
    let (za, zw) = (i16x8::splat(simd, zeros.a as i16), i16x8::splat(simd, zeros.w as i16));
    let pairs = w.depth.div_ceil(2);
    // Whole vectors, so that the last one of a row can be stored.
    let stride = w.depth.div_ceil(STEP) * PANEL;
    let mut wide = vec![0; ROWS * stride];

    for (block, out) in out.chunks_mut(ROWS * w.columns).enumerate() {
        let rows = a.bytes[block * ROWS * a.columns..].chunks_exact(a.columns);
        for (row, wide) in rows.zip(wide.chunks_exact_mut(stride)) {
            widen_row(simd, a.signed, row, zeros.a as u8, wide);
        }
        let [a0, a1, a2, a3]: [&[i32]; ROWS] = std::array::from_fn(|r| &wide[r * stride..][..pairs]);
        let starts: [i32; ROWS] =
            std::array::from_fn(|r| start.rows.get(block * ROWS + r).copied().unwrap_or_default());

        for (panel, pairs_of_w) in w.panels().enumerate() {
            let first = panel * PANEL;
            let columns = &start.columns[first..][..PANEL];
            let (low, high) =
                (i32x4::from_slice(simd, &columns[..4]), i32x4::from_slice(simd, &columns[4..]));
            let mut sums = each(starts, |row| [low + row, high + row]);

            let steps = pairs_of_w.as_chunks::<STEP>().0;
            for ((((w, &a0), &a1), &a2), &a3) in steps.iter().zip(a0).zip(a1).zip(a2).zip(a3) {
                let mut w = widen(simd, SIGNED, w);
                if CENTRED {
                    w = [w[0] - zw, w[1] - zw];
                }
                for (pair, sums) in [a0, a1, a2, a3].into_iter().zip(&mut sums) {
                    let mut a = i32x4::splat(simd, pair).bitcast::<i16x8<S>>();
                    if CENTRED {
                        a -= za;
                    }
                    sums[0] += a.pairwise_dot_product(w[0]);
                    sums[1] += a.pairwise_dot_product(w[1]);
                }
            }

            let end = w.columns.min(first + PANEL);
            for (row, sums) in out.chunks_exact_mut(w.columns).zip(&sums) {
                store(sums, &mut row[first..end]);
            }
        }
    }
}

/// Widens the codes of a row to 16 bits, two in each number of `wide`. `beyond` follows the last code.
#[inline(always)]
fn widen_row<S: Simd>(simd: S, signed: bool, row: &[u8], beyond: u8, wide: &mut [i32]) {
    let (steps, rest) = row.as_chunks::<STEP>();
    let mut last = [beyond; STEP];
    last[..rest.len()].copy_from_slice(rest);
    for (step, wide) in steps.iter().chain([&last]).zip(wide.as_chunks_mut::<PANEL>().0) {
        let [low, high] = widen(simd, signed, step);
        low.bitcast::<i32x4<S>>().store_slice(&mut wide[..4]);
        high.bitcast::<i32x4<S>>().store_slice(&mut wide[4..]);
    }
}

/// Sixteen codes in 16 bits each.
#[inline(always)]
fn widen<S: Simd>(simd: S, signed: bool, codes: &[u8; STEP]) -> [i16x8<S>; 2] {
    let codes = u8x16::from_slice(simd, codes);
    if signed {
        simd.widen_i8x16(codes.bitcast::<i8x16<S>>()).into()
    } else {
        let [low, high] = simd.widen_u8x16(codes).into();
        [low.bitcast(), high.bitcast()]
    }
}

/// Stores the sums of a panel, or of an incomplete one.
#[inline(always)]
fn store<S: Simd>([low, high]: &[i32x4<S>; 2], out: &mut [i32]) {
    let mut sums = [0; PANEL];
    low.store_slice(&mut sums[..4]);
    high.store_slice(&mut sums[4..]);
    match out.first_chunk_mut() {
        Some(whole) => *whole = sums,
        None => out.copy_from_slice(&sums[..out.len()]),
    }
}

#[inline(always)]
fn row_sums_on<S: Simd>(simd: S, a: &CodeMatrix, sums: &mut [i32]) {
    for (row, sum) in a.rows().zip(sums) {
        let (steps, rest) = row.as_chunks::<STEP>();
        let mut lanes = i32x4::splat(simd, 0);
        for step in steps {
            let [low, high] = widen(simd, a.signed, step);
            lanes += (low + high).pairwise_widening_add();
        }
        *sum = lanes.as_slice().iter().sum::<i32>() + rest.iter().map(|&byte| a.code(byte)).sum::<i32>();
    }
}

#[inline(always)]
fn column_sums_on<S: Simd>(simd: S, w: &Packed, sums: &mut [i32]) {
    for (panel, sums) in w.panels().zip(sums.chunks_mut(PANEL)) {
        let mut lanes = [i32x4::splat(simd, 0); 2];
        for step in panel.as_chunks::<STEP>().0 {
            let [low, high] = widen(simd, w.signed, step);
            lanes = [lanes[0] + low.pairwise_widening_add(), lanes[1] + high.pairwise_widening_add()];
        }
        store(&lanes, sums);
    }
}
