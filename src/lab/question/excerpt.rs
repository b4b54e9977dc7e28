//! A few values beside what they decode to, to see how large errors are.

use std::rc::Rc;

use super::{Pending, Question};
use crate::{Scheme, lab::Lab, scheme::Fit};

/// More windows than this need not be looked at to find an ordinary one.
const WINDOWS: usize = 1024;
/// The longest excerpt.
const LONGEST: usize = 4096;

/// What do some values, one after the other, decode to under each of these schemes?
#[derive(Debug, Clone, PartialEq)]
pub struct ExcerptQuestion {
    /// The schemes, each with its mean squared error over the whole tensor.
    pub schemes: Vec<(Scheme, f64)>,
    /// How many values; fewer where the tensor has fewer.
    pub length: usize,
}

/// Values in the order of the tensor, and what they decode to.
#[derive(Debug, Clone, PartialEq)]
pub struct Excerpt {
    /// Where the first value lies among those of the tensor.
    pub start: usize,
    /// The values.
    pub values: Vec<f32>,
    /// What each decodes to under each scheme. Rounding by chance is left out.
    pub decoded: Vec<Vec<f32>>,
}

impl Question for ExcerptQuestion {
    type Answer = Excerpt;

    /// Of the windows with finite values only, the most ordinary one: its mean square, and its mean squared error under each scheme,
    /// are nearest to those of the whole tensor, as ratios.
    fn ask(&self, lab: &mut Lab) -> Result<Excerpt, Pending> {
        let count = self.schemes.len().max(1) as f64;
        let mut fits: Vec<Rc<Fit>> = Vec::new();
        for (i, &(scheme, _)) in self.schemes.iter().enumerate() {
            let [fit] = lab
                .fitted(&[scheme])
                .map_err(|pending| pending.between(i as f64 / count, (i + 1) as f64 / count))?;
            fits.push(fit);
        }
        let (values, columns) = (lab.bench.tensor.values(), lab.bench.tensor.columns());
        let length = self.length.clamp(1, LONGEST).min(values.len());
        let decoded = |fit: &Fit, start: usize| -> Vec<f32> {
            let decode = |(i, &x): (usize, &f32)| {
                let block = fit.map().at(i / columns, i % columns);
                fit.quantizer(block).without_chance().decoded(x, 0)
            };
            values.iter().enumerate().skip(start).take(length).map(decode).collect()
        };
        let summary = &lab.bench.summary;
        let power = summary.sd * summary.sd + summary.mean * summary.mean;
        let distance = |start: usize| {
            let window = &values[start..start + length];
            let of_values = off(mean_square(window.iter().map(|&x| f64::from(x))), power);
            let of_errors = fits.iter().zip(&self.schemes).map(|(fit, &(_, mse))| {
                let errors =
                    decoded(fit, start).into_iter().zip(window).map(|(y, &x)| f64::from(y) - f64::from(x));
                off(mean_square(errors), mse)
            });
            of_errors.fold(of_values, f64::max)
        };
        let every = (values.len() / length).div_ceil(WINDOWS).max(1) * length;
        let start = (0..=values.len() - length)
            .step_by(every)
            .filter(|&start| values[start..start + length].iter().all(|x| x.is_finite()))
            .map(|start| (distance(start), start))
            .min_by(|(p, _), (q, _)| p.total_cmp(q))
            .map_or(0, |(_, start)| start);
        Ok(Excerpt {
            start,
            values: values[start..start + length].to_vec(),
            decoded: fits.iter().map(|fit| decoded(fit, start)).collect(),
        })
    }
}

fn mean_square(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len().max(1) as f64;
    values.map(|x| x * x).sum::<f64>() / count
}

/// How far a mean square is from the wanted one, as a ratio.
fn off(found: f64, wanted: f64) -> f64 {
    libm::log(found / wanted).abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Quantized, Tensor, kernels::Level};

    fn excerpt(values: Vec<f32>, shape: &[usize], schemes: &[(&str, f64)], length: usize) -> Excerpt {
        let schemes = schemes.iter().map(|&(scheme, mse)| (scheme.parse().unwrap(), mse)).collect();
        Lab::new(Tensor::new("t", shape, values).unwrap()).answer(&ExcerptQuestion { schemes, length })
    }

    #[test]
    fn values_decode_as_in_the_whole_tensor() {
        let values: Vec<f32> = (0..12 * 50).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
        let tensor = Tensor::new("t", &[12, 50], values.clone()).unwrap();
        let schemes = ["int4", "int3:asym:g16:p90", "int5:row:mse", "nf4:g8", "int2:col:s16"]
            .map(|scheme| (scheme, 0.1));
        let found = excerpt(values.clone(), &[12, 50], &schemes, 40);
        let range = found.start..found.start + 40;
        assert_eq!(found.values, values[range.clone()]);
        for ((scheme, _), decoded) in schemes.iter().zip(&found.decoded) {
            let all = Quantized::new(Level::new(), &tensor, &scheme.parse().unwrap());
            assert_eq!(*decoded, all.dequantize(Level::new())[range.clone()], "{scheme}");
        }
    }

    #[test]
    fn the_window_is_an_ordinary_one() {
        // The mean square of all is 1; that of the ones is the nearest to it.
        let mut values = vec![0.0; 30];
        values.extend([1.0; 90]);
        values.extend([2.0; 10]);
        assert_eq!(excerpt(values.clone(), &[130], &[], 10).start, 30);
        values[30] = f32::NAN;
        assert_eq!(excerpt(values, &[130], &[], 10).start, 40, "and finite");
    }

    #[test]
    fn the_errors_of_the_window_are_ordinary_too() {
        // All rows have the same mean square; int2 decodes the first exactly, and has an error in the others.
        let row = |x: f32| [x, 1.0, -1.0, (2.0 - x * x).sqrt()];
        let values = [row(1.0), row(0.9), row(0.8)].concat();
        let found = |mse| excerpt(values.clone(), &[3, 4], &[("int2:row", mse)], 4).start;
        let error = |row: usize| {
            let values = values[4 * row..4 * row + 4].to_vec();
            let all = excerpt(values, &[1, 4], &[("int2:row", 1.0)], 4);
            mean_square(all.values.iter().zip(&all.decoded[0]).map(|(&x, &y)| f64::from(y) - f64::from(x)))
        };
        assert_eq!([error(1), error(2)].map(found), [4, 8]);
    }

    #[test]
    fn few_values_are_all_there_is() {
        let found = excerpt(vec![1.0, -2.0, f32::NAN], &[3], &[("int4", 0.1)], 40);
        assert_eq!((found.start, found.values.len(), found.decoded[0].len()), (0, 3, 3));
        assert_eq!(excerpt(vec![0.0; 7], &[7], &[("int4", 0.0)], 0).values, [0.0]);
    }
}
