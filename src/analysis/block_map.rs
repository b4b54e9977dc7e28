//! Scale and error of each block: what a map of blocks shows.

use std::{ops::Range, rc::Rc};

use super::{VALUES_PER_STEP, sqnr_db};
use crate::{
    Tensor,
    kernels::{Level, abs_max, fake_quantize},
    quantizer::Quantizer,
    scheme::{Blocks, Fit, Format},
};

/// The numbers of all blocks in the order of [`Blocks`], a list each: there may be millions of blocks, of which a picture wants
/// one number.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockStats {
    /// Scales.
    pub scale: Vec<f32>,
    /// Zero-points; none of a format without.
    pub zero_point: Option<Vec<f32>>,
    /// Minimums: what is added to every level of a block; none of a format without.
    pub minimum: Option<Vec<f32>>,
    /// Largest |x|; 0 without a finite value.
    pub absmax: Vec<f32>,
    /// `10 log10(Σx² / Σe²)` in dB; ∞ without error, NaN for a block of zeros.
    pub sqnr_db: Vec<f32>,
    /// Σe².
    pub sse: Vec<f64>,
}

/// The row or the column of blocks that has the largest share of Σe².
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MostLost {
    /// Its number, counted in blocks.
    pub index: usize,
    /// Its share, 0 to 1.
    pub share: f64,
    /// How many rows or columns of blocks there are.
    pub of: usize,
}

impl BlockStats {
    /// None yet, with room for `count` blocks.
    pub fn with_capacity(format: Format, count: usize) -> Self {
        let list = || Vec::with_capacity(count);
        let zero_point = format.has_zero_point().then(list);
        let has_minimum = match format {
            Format::Ggml(kind) => kind.has_minimum(),
            Format::Stored(kind) => kind.has_offset,
            _ => false,
        };
        let minimum = has_minimum.then(list);
        let sse = Vec::with_capacity(count);
        Self { scale: list(), zero_point, minimum, absmax: list(), sqnr_db: list(), sse }
    }

    /// Adds the numbers of the next block.
    pub fn push(&mut self, quantizer: &Quantizer, absmax: f32, sqnr_db: f64, sse: f64) {
        self.scale.push(quantizer.scale());
        if let Some(list) = &mut self.zero_point {
            list.push(match quantizer {
                Quantizer::Offset(params) => params.zero_point(),
                other => other.zero_point(),
            });
        }
        if let (Some(list), Quantizer::Offset(params)) = (&mut self.minimum, quantizer) {
            list.push(params.base * params.times);
        }
        self.absmax.push(absmax);
        self.sqnr_db.push(sqnr_db as f32);
        self.sse.push(sse);
    }

    /// How many blocks there are numbers of.
    pub fn count(&self) -> usize {
        self.scale.len()
    }

    /// The numbers of the blocks in some rows and columns of blocks, of which there are `across` in a row.
    pub fn part(&self, rows: &Range<usize>, columns: &Range<usize>, across: usize) -> Self {
        let list = |all: &Vec<f32>| cut(all, rows, columns, across);
        Self {
            scale: list(&self.scale),
            zero_point: self.zero_point.as_ref().map(list),
            minimum: self.minimum.as_ref().map(list),
            absmax: list(&self.absmax),
            sqnr_db: list(&self.sqnr_db),
            sse: cut(&self.sse, rows, columns, across),
        }
    }

    /// The row and the column of blocks with most of Σe², of `across` blocks in a row; none without error.
    pub fn most_lost(&self, across: usize) -> Option<[MostLost; 2]> {
        let mut columns = vec![0.0; across];
        let add = |row: &[f64]| {
            columns.iter_mut().zip(row).for_each(|(sum, sse)| *sum += sse);
            row.iter().sum()
        };
        let rows: Vec<f64> = self.sse.chunks(across).map(add).collect();
        let total: f64 = rows.iter().sum();
        let most = |sums: &[f64]| {
            let (index, sse) = sums.iter().enumerate().rev().max_by(|(_, a), (_, b)| a.total_cmp(b))?;
            Some(MostLost { index, share: sse / total, of: sums.len() })
        };
        let found = [most(&rows)?, most(&columns)?];
        (total > 0.0 && total.is_finite()).then_some(found)
    }
}

/// What of a list, `across` numbers a row, lies in some rows and columns.
fn cut<T: Copy>(all: &[T], rows: &Range<usize>, columns: &Range<usize>, across: usize) -> Vec<T> {
    rows.clone().flat_map(|row| &all[row * across..][columns.clone()]).copied().collect()
}

/// Blocks worked on in one step, where they are small.
const BLOCKS_PER_STEP: usize = 1 << 14;
/// Blocks of fewer values are not worth a vector.
const SMALL: usize = 16;

/// The numbers of all blocks in the making.
#[derive(Debug)]
pub struct BlockMapping {
    fit: Rc<Fit>,
    stats: BlockStats,
    /// Values that a block decodes to.
    decoded: Vec<f32>,
}

impl BlockMapping {
    /// Nothing done yet.
    pub fn new(fit: Rc<Fit>) -> Self {
        let stats = BlockStats::with_capacity(fit.scheme().format, fit.count());
        Self { fit, stats, decoded: Vec::new() }
    }

    /// Goes on with some blocks, at least one; whether all are done. The tensor must be that of the steps before.
    pub fn step(&mut self, level: Level, tensor: &Tensor) -> bool {
        let Self { fit, stats, decoded } = self;
        let (first, count) = (stats.count(), fit.count());
        let end = fit.map().some_from(first, VALUES_PER_STEP).end.min(first + BLOCKS_PER_STEP);
        Blocks::of(tensor, fit.map()).for_each_in(first..end, |index, values| {
            let quantizer = fit.quantizer(index);
            decoded.resize(values.len().max(decoded.len()), 0.0);
            let decoded = &mut decoded[..values.len()];
            let absmax = if values.len() < SMALL {
                let levels = values.iter().zip(0..).map(|(&x, position)| quantizer.decoded(x, position));
                decoded.iter_mut().zip(levels).for_each(|(y, level)| *y = level);
                values.iter().fold(0.0, |most, x| if x.abs() > most { x.abs() } else { most })
            } else {
                fake_quantize(level, values, &quantizer, decoded);
                abs_max(level, values)
            };
            let [signal, sse] = sums(values, decoded);
            stats.push(&quantizer, absmax, sqnr_db(signal, sse), sse);
        });
        end == count
    }

    /// The share that is done.
    pub fn progress(&self) -> f64 {
        self.stats.count() as f64 / self.fit.count() as f64
    }

    /// The numbers, once all blocks are there; they can be taken once.
    pub fn take(&mut self) -> BlockStats {
        std::mem::replace(&mut self.stats, BlockStats::with_capacity(self.fit.scheme().format, 0))
    }
}

/// Σx² and Σe² of a block, added up in two lanes, as all sums are.
fn sums(values: &[f32], decoded: &[f32]) -> [f64; 2] {
    const LANES: usize = 2;
    let (mut signal, mut sse) = ([0.0; LANES], [0.0; LANES]);
    let mut add = |lane: usize, x: f32, y: f32| {
        let (x, y) = (f64::from(x), f64::from(y));
        signal[lane] += x * x;
        sse[lane] += (y - x) * (y - x);
    };
    let (pairs, rest) = values.as_chunks::<LANES>();
    let (decoded_pairs, decoded_rest) = decoded.as_chunks::<LANES>();
    for (x, y) in pairs.iter().zip(decoded_pairs) {
        for lane in 0..LANES {
            add(lane, x[lane], y[lane]);
        }
    }
    for (&x, &y) in rest.iter().zip(decoded_rest) {
        add(0, x, y);
    }
    [signal.iter().sum(), sse.iter().sum()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Report, Scheme, scheme::Granularity};

    fn stats(scheme: Scheme, tensor: &Tensor) -> BlockStats {
        let mut mapping = BlockMapping::new(Rc::new(Fit::new(Level::new(), tensor, &scheme)));
        while !mapping.step(Level::new(), tensor) {
            assert!(mapping.progress() < 1.0);
        }
        mapping.take()
    }

    #[test]
    fn each_block_is_what_a_report_of_it_alone_says() {
        let mut values: Vec<f32> = (0..9 * 35).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
        (values[40], values[41]) = (f32::NAN, f32::INFINITY);
        values[70..105].fill(0.0);
        let tensor = Tensor::new("t", &[9, 35], values).unwrap();
        for scheme in ["int4", "int4:row", "int4:asym:g10:p95", "int3:col:mse", "int2:asym:g2:zfloat"] {
            let scheme: Scheme = scheme.parse().unwrap();
            let found = stats(scheme, &tensor);
            let blocks = Blocks::new(&tensor, scheme.granularity);
            assert_eq!(found.count(), blocks.count());
            for i in 0..blocks.count() {
                let values = blocks.values(i).to_vec();
                let largest = values.iter().fold(0.0, |most: f32, x| x.abs().max(most));
                assert_eq!(found.absmax[i], largest, "{scheme} {i}");
                let alone = Tensor::new("block", &[values.len()], values).unwrap();
                let whole = Scheme { granularity: Granularity::Tensor, ..scheme };
                let report = Report::new(Level::new(), &alone, &whole);
                let quantizer = Fit::new(Level::new(), &alone, &whole).quantizer(0);
                assert_eq!(found.scale[i], quantizer.scale(), "{scheme} {i}");
                let zero_point = found.zero_point.as_ref().map_or(0.0, |list| list[i]);
                assert_eq!(zero_point, quantizer.zero_point(), "{scheme} {i}");
                if largest == 0.0 {
                    assert!(found.sqnr_db[i].is_nan(), "{scheme} {i}");
                    continue;
                }
                let wanted = report.measures.sqnr_db as f32;
                let near = (found.sqnr_db[i] - wanted).abs() <= 1e-5 * wanted.abs();
                assert!(near || found.sqnr_db[i] == wanted, "{scheme} {i}: {} {wanted}", found.sqnr_db[i]);
            }
        }
    }

    #[test]
    fn the_worst_row_and_column_of_blocks_are_those_with_most_error() {
        let mut values: Vec<f32> = (0..6 * 12).map(|i| ((i * 7919) % 101) as f32 / 50.0 - 1.0).collect();
        values[4 * 12 + 9] = 70.0;
        let tensor = Tensor::new("t", &[6, 12], values).unwrap();
        let scheme: Scheme = "int4:g4".parse().unwrap();
        let found = stats(scheme, &tensor);
        let sums = |of: &dyn Fn(usize) -> usize, n: usize| {
            let sum =
                |line| found.sse.iter().enumerate().filter(|(i, _)| of(*i) == line).map(|(_, e)| e).sum();
            (0..n).map(sum).collect::<Vec<f64>>()
        };
        let (rows, columns) = (sums(&|i| i / 3, 6), sums(&|i| i % 3, 3));
        let total: f64 = found.sse.iter().sum();
        let [row, column] = found.most_lost(3).unwrap();
        assert_eq!((row.index, row.of, column.index, column.of), (4, 6, 2, 3));
        assert!(
            (row.share - rows[4] / total).abs() < 1e-12 && (column.share - columns[2] / total).abs() < 1e-12
        );
        let whole = Report::new(Level::new(), &tensor, &scheme).measures;
        assert!((total / 72.0 - whole.mse).abs() < 1e-9 * whole.mse);
        let exact = Tensor::new("t", &[1, 2], vec![7.0, -7.0]).unwrap();
        assert!(stats("int4".parse().unwrap(), &exact).most_lost(1).is_none());
    }

    #[test]
    fn small_blocks_take_several_steps() {
        let values = vec![1.0; 2 * BLOCKS_PER_STEP + 4];
        let tensor = Tensor::new("t", &[2, BLOCKS_PER_STEP + 2], values).unwrap();
        let fit = Fit::new(Level::new(), &tensor, &"int4:g2".parse().unwrap());
        let mut mapping = BlockMapping::new(Rc::new(fit));
        assert!(!mapping.step(Level::new(), &tensor));
        assert!(mapping.step(Level::new(), &tensor));
        assert_eq!(mapping.take().count(), BLOCKS_PER_STEP + 2);
    }
}
