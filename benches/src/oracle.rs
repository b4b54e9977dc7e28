//! What `measure` measures, by its definition: value by value, every sum in two lanes.

use quantscope::{kernels::Sums, quantizer::Params};
use std::hash::{Hash, Hasher};

/// Sums, counts and usage.
#[derive(Default)]
pub(crate) struct Measured {
    sums: [f64; 8],
    counts: [u64; 2],
    usage: Vec<u64>,
}

impl Measured {
    pub(crate) fn by_definition(values: &[f32], params: &Params) -> Self {
        let mut lanes = [[0.0; 2]; 8];
        let mut measured = Self { usage: vec![0; 256], ..Self::default() };
        for (i, &x) in values.iter().enumerate() {
            let q = params.code(x, i as u32);
            let (clips, y) = (params.clips(x), f64::from(params.decode(q)));
            let x = f64::from(x);
            let e = y - x;
            let squared = if clips { [0.0, e * e] } else { [e * e, 0.0] };
            let terms = [squared[0], squared[1], e, e.abs(), x * x, y * y, x * y];
            for (lanes, term) in lanes.iter_mut().zip(terms) {
                lanes[i % 2] += term;
            }
            lanes[7][i % 2] = e.abs().max(lanes[7][i % 2]);
            measured.counts[0] += u64::from(clips);
            measured.counts[1] += u64::from(x != 0.0 && y == 0.0);
            measured.usage[(q - params.q_min) as usize] += 1;
        }
        measured.sums = lanes.map(|lanes| lanes.iter().sum());
        measured.sums[7] = lanes[7][0].max(lanes[7][1]);
        measured
    }
}

impl From<&Sums> for Measured {
    fn from(sums: &Sums) -> Self {
        Self {
            sums: [
                sums.rounding_sse(),
                sums.clipping_sse(),
                sums.error(),
                sums.absolute_error(),
                sums.signal(),
                sums.decoded(),
                sums.product(),
                sums.max_error(),
            ],
            counts: [sums.clipped(), sums.zeroed()],
            usage: sums.usage(),
        }
    }
}

impl Hash for Measured {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.sums.map(f64::to_bits).hash(hasher);
        (self.counts, &self.usage).hash(hasher);
    }
}
