//! Contestants that fit and report schemes with a scale for each few values.

use quantscope::{
    Report, Scheme, Tensor,
    kernels::{Level, Sums, measure, quantize},
    scheme::{Blocks, Fit, calibration::Block},
};
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;

/// Values of a row.
const COLUMNS: usize = 1024;

/// Schemes with a scale for each few values, and what is done with them.
const BY_BLOCKS: &[(&str, Part)] = &[
    ("int4:g64", Part::Fit),
    ("int4:g64", Part::Report),
    ("int4:g64:p99", Part::Fit),
    ("int4:g64:p99", Part::Both),
    ("int4:g64:p80", Part::Fit),
    ("int4:asym:g128", Part::Both),
    ("fp4_e2m1:g32", Part::Both),
    // Element formats beside integers with the same blocks.
    ("int4:g32", Part::Report),
    ("fp8_e4m3:g32", Part::Report),
    ("fp8_e5m2:g32", Part::Report),
    ("fp6_e2m3:g32", Part::Report),
    ("fp4_e2m1:g32", Part::Report),
    ("nf4:g32", Part::Report),
    ("fp4_bnb:g32", Part::Report),
    ("iq4_nl:g32", Part::Report),
    ("int4:g32", Part::Quantize),
    ("fp8_e4m3:g32", Part::Quantize),
    ("fp8_e5m2:g32", Part::Quantize),
    ("fp6_e2m3:g32", Part::Quantize),
    ("fp4_e2m1:g32", Part::Quantize),
    ("nf4:g32", Part::Quantize),
    ("fp4_bnb:g32", Part::Quantize),
    ("iq4_nl:g32", Part::Quantize),
    // Block formats.
    ("mxfp4", Part::Both),
    ("nvfp4", Part::Both),
    ("nvfp4:search", Part::Fit),
    ("q4_0", Part::Report),
    ("q4_k", Part::Report),
    ("q4_k", Part::Fit),
    ("q6_k", Part::Fit),
    ("iq4_xs", Part::Fit),
];

/// A part of what a scheme costs.
#[derive(Clone, Copy)]
enum Part {
    Fit,
    Report,
    Both,
    /// The codes of a tensor whose fit is there.
    Quantize,
}

/// A tensor and its fits under all schemes.
#[wasm_bindgen]
pub struct BlockBench {
    tensor: Tensor,
    fits: Vec<Rc<Fit>>,
    codes: Vec<u8>,
}

#[wasm_bindgen]
impl BlockBench {
    /// What is done with schemes by blocks, in the order of the numbers.
    pub fn names() -> Vec<String> {
        let name = |&(scheme, part): &(&str, Part)| match part {
            Part::Fit => format!("fit, {scheme}"),
            Part::Report => format!("report, {scheme}"),
            Part::Both => format!("fit and report, {scheme}"),
            Part::Quantize => format!("quantize, {scheme}"),
        };
        BY_BLOCKS.iter().map(name).collect()
    }

    /// The contestants over values as a tensor with rows of 1024; a rest is left out.
    #[wasm_bindgen(constructor)]
    pub fn new(mut values: Vec<f32>) -> Self {
        let columns = values.len().min(COLUMNS);
        let rows = values.len() / columns;
        values.truncate(rows * columns);
        let tensor = Tensor::new("values", &[rows, columns], values).expect("a shape that fits");
        let fits = BY_BLOCKS.iter().map(|&(scheme, _)| Rc::new(fit(&tensor, scheme))).collect();
        let codes = vec![0; tensor.values().len()];
        Self { tensor, fits, codes }
    }

    /// Runs one of them; a number that depends on all blocks.
    pub fn run(&mut self, number: usize) -> f64 {
        let (scheme, part) = BY_BLOCKS[number];
        let fit = match part {
            Part::Fit => return fit(&self.tensor, scheme).farthest_levels().1.into(),
            Part::Quantize => return self.quantize(number),
            Part::Report => Rc::clone(&self.fits[number]),
            Part::Both => Rc::new(fit(&self.tensor, scheme)),
        };
        Report::of(Level::new(), &self.tensor, fit).measures.mse
    }

    fn quantize(&mut self, number: usize) -> f64 {
        let fit = &self.fits[number];
        for index in 0..fit.count() {
            let quantizer = fit.quantizer(index);
            for run in fit.map().runs_of(index) {
                quantize(Level::new(), &self.tensor.values()[run.clone()], &quantizer, &mut self.codes[run]);
            }
        }
        self.codes.iter().step_by(COLUMNS).map(|&code| f64::from(code)).sum()
    }

    /// Whether blocks together are fitted and measured as each is by itself.
    pub fn check(&self, number: usize) -> bool {
        let scheme: Scheme = BY_BLOCKS[number].0.parse().expect("a scheme");
        let (fit, tensor) = (&self.fits[number], &self.tensor);
        let report = Report::of(Level::new(), tensor, Rc::clone(fit));
        let (mut sums, mut same) = (Sums::default(), true);
        Blocks::of(tensor, fit.map()).for_each(|index, block| {
            if fit.found().codings.is_empty() {
                let alone = scheme.choose(&Block::new(Level::new(), block));
                same &= fit.ranges()[index] == (alone.lo, alone.hi);
            }
            measure(Level::new(), block, &fit.quantizer(index), &mut sums);
        });
        let mse = sums.sse() / sums.count() as f64;
        same && (report.measures.mse - mse).abs() <= 1e-12 * mse
            && report.usage == sums.usage()[..report.usage.len()]
    }
}

fn fit(tensor: &Tensor, scheme: &str) -> Fit {
    Fit::new(Level::new(), tensor, &scheme.parse().expect("a scheme"))
}
