//! What `measure` measures, by its definition: value by value, every sum in two lanes that begin anew in each chunk.

use quantscope::{kernels::Sums, quantizer::Params};
use std::hash::{Hash, Hasher};

/// The size of a chunk in values.
const CHUNK: usize = 256;
/// Sums beside Σx·y.
const SUMS: usize = 6;

/// Sums, counts and usage.
#[derive(Default)]
pub(crate) struct Measured {
    sums: [f64; SUMS],
    product: [f64; 2],
    max_error: f64,
    counts: [u64; 2],
    usage: Vec<u64>,
}

impl Measured {
    pub(crate) fn by_definition(values: &[f32], params: &Params) -> Self {
        let mut lanes = [[0.0; 2]; SUMS];
        let mut measured = Self { usage: vec![0; 256], ..Self::default() };
        for (number, chunk) in values.chunks(CHUNK).enumerate() {
            let mut of_chunk = [[0.0; 2]; SUMS];
            for (i, four) in chunk.chunks(4).enumerate() {
                let mut terms = [[0.0; 4]; SUMS];
                for (place, &x) in four.iter().enumerate() {
                    let own = measured.add(x, (number * CHUNK + i * 4 + place) as u32, params);
                    terms.iter_mut().zip(own).for_each(|(terms, own)| terms[place] = own);
                }
                for (lanes, terms) in of_chunk.iter_mut().zip(terms) {
                    lanes[0] += terms[0] + terms[2];
                    lanes[1] += terms[1] + terms[3];
                }
            }
            let [rounding, clipping, .., signal, decoded] = of_chunk;
            // Σx·y follows from the other sums: the values of this bench have small errors.
            let product = [0, 1].map(|i| (signal[i] + decoded[i] - (rounding[i] + clipping[i])) * 0.5);
            let all = of_chunk.iter().chain([&product]);
            lanes.iter_mut().chain([&mut measured.product]).zip(all).for_each(|(sum, lanes)| {
                sum[0] += lanes[0];
                sum[1] += lanes[1];
            });
        }
        measured.sums = lanes.map(|lanes| lanes.iter().sum());
        measured
    }

    /// Counts a value; its terms of the sums.
    fn add(&mut self, x: f32, position: u32, params: &Params) -> [f64; SUMS] {
        let q = params.code(x, position);
        let (clips, y) = (params.clips(x), f64::from(params.decode(q)));
        let x = f64::from(x);
        let e = y - x;
        self.max_error = self.max_error.max(e.abs());
        self.counts[0] += u64::from(clips);
        self.counts[1] += u64::from(x != 0.0 && y == 0.0);
        self.usage[(q - params.q_min) as usize] += 1;
        let squared = if clips { [0.0, e * e] } else { [e * e, 0.0] };
        [squared[0], squared[1], e, e.abs(), x * x, y * y]
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
            ],
            product: [sums.product(), 0.0],
            max_error: sums.max_error(),
            counts: [sums.clipped(), sums.zeroed()],
            usage: sums.usage(),
        }
    }
}

impl Hash for Measured {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.sums.map(f64::to_bits).hash(hasher);
        (self.product.iter().sum::<f64>().to_bits(), self.max_error.to_bits()).hash(hasher);
        (self.counts, &self.usage).hash(hasher);
    }
}
