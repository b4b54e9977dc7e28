//! Scale and error of each block: what a map of blocks shows.

use crate::{
    Scheme, Tensor,
    kernels::{Level, Sums, measure},
    params::ZeroPoint,
    scheme::{Blocks, calibration::Block},
};

/// The numbers of one block; small, for there may be millions of blocks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BlockStats {
    /// The scale.
    pub scale: f32,
    /// The zero-point.
    pub zero_point: ZeroPoint,
    /// Largest |x|; 0 without a finite value.
    pub absmax: f32,
    /// Σx².
    pub signal: f64,
    /// Σe².
    pub sse: f64,
}

impl BlockStats {
    /// `10 log10(Σx² / Σe²)` in dB; ∞ without error, NaN for a block of zeros.
    pub fn sqnr_db(&self) -> f64 {
        10.0 * libm::log10(self.signal / self.sse)
    }
}

/// Values worked on in one step: some milliseconds.
const STEP: usize = 1 << 18;

/// The statistics of all blocks in the making.
#[derive(Debug)]
pub struct BlockMapping {
    scheme: Scheme,
    stats: Vec<BlockStats>,
}

impl BlockMapping {
    /// Nothing done yet.
    pub fn new(scheme: Scheme) -> Self {
        Self { scheme, stats: Vec::new() }
    }

    /// Goes on with some blocks, at least one; whether all are done. The tensor must be that of the steps before.
    pub fn step(&mut self, level: Level, tensor: &Tensor) -> bool {
        let blocks = Blocks::new(tensor, self.scheme.granularity);
        let count = blocks.count();
        let first = self.stats.len();
        let end = count.min(first + (STEP / (tensor.values().len() / count).max(1)).max(1));
        let (scheme, stats) = (self.scheme, &mut self.stats);
        // Sums are large and run on over blocks: one for a step, told apart by differences, would lose small blocks.
        blocks.for_each_in(first..end, |index, values| {
            let params = scheme.calibrate(index, &Block::new(level, values)).params;
            let mut sums = Sums::default();
            measure(level, values, &params, &mut sums);
            stats.push(BlockStats {
                scale: params.scale,
                zero_point: params.zero_point,
                absmax: values.iter().fold(0.0, |most, x| x.abs().max(most)),
                signal: sums.signal(),
                sse: sums.sse(),
            });
        });
        end == count
    }

    /// The scheme whose blocks are measured.
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// The numbers, once all blocks are there.
    pub fn into_stats(self) -> Vec<BlockStats> {
        self.stats
    }

    /// The blocks done so far, by their number.
    pub fn stats(&self) -> &[BlockStats] {
        &self.stats
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Report;

    #[test]
    fn the_blocks_errors_add_up_to_the_reports() {
        let values: Vec<f32> = (0..4096).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
        let tensor = Tensor::new("t", &[64, 64], values).unwrap();
        for scheme in ["int4", "int4:row", "int4:asym:g10", "int3:col"] {
            let scheme: Scheme = scheme.parse().unwrap();
            let mut mapping = BlockMapping::new(scheme);
            while !mapping.step(Level::new(), &tensor) {}
            let sse: f64 = mapping.stats().iter().map(|block| block.sse).sum();
            let report = Report::new(Level::new(), &tensor, &scheme);
            let wanted = report.measures.rounding_sse + report.measures.clipping_sse;
            assert!((sse - wanted).abs() <= 1e-5 * wanted, "{sse} {wanted}");
            assert_eq!(mapping.stats().len(), report.blocks);
        }
    }
}
