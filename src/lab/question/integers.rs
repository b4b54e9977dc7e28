//! A part of the tensor convolved in real numbers and in integers, under what A and B come to there.

use std::rc::Rc;

use super::{Pending, Question};
use crate::{
    Scheme, Tensor,
    analysis::integers::{
        Bias, Coded, Convolution, IntegerError, Integers, Padding, Schemes, Section, biases, scene,
    },
    kernels::Level,
    lab::Lab,
    scheme::calibration::Block,
};

/// What does a convolution in integers give?
#[derive(Debug, Clone, PartialEq)]
pub struct ConvolutionQuestion {
    /// A and B.
    pub schemes: [Scheme; 2],
    /// The built-in scene in the place of the tensor.
    pub scene: bool,
    /// Three rows of three.
    pub filter: Tensor,
    /// The filter's scheme, with one scale.
    pub weights: Scheme,
}

/// A convolution in real numbers and in three kinds of integers.
#[derive(Debug, Clone)]
pub struct Convolved {
    /// Which part of the tensor the image is; `None` for the scene.
    pub section: Option<Section>,
    /// The symmetric scheme and the asymmetric one, and why they are not A and B themselves.
    pub schemes: Schemes,
    /// The image, the filter and the result in real numbers.
    pub convolution: Convolution,
    /// Symmetric; asymmetric and padded with the zero-point; asymmetric and padded with the code 0.
    pub ways: [Integers; 3],
    /// Of a layer under the asymmetric scheme.
    pub biases: Vec<Bias>,
}

/// The part of the tensor that is convolved, once it is known.
#[derive(Debug, Default)]
struct Image(Option<Rc<(Section, Tensor)>>);

impl Question for ConvolutionQuestion {
    /// An error when the filter has not three rows of three, or its scheme has blocks or a real zero-point.
    type Answer = Result<Convolved, IntegerError>;

    /// Scales are those of the whole tensor, as everywhere, not of the part that is shown.
    fn ask(&self, lab: &mut Lab) -> Result<Self::Answer, Pending> {
        let schemes = Schemes::new(self.schemes);
        let usable = schemes.pair.map(|usable| usable.scheme);
        let (section, image, quantizers) = if self.scene {
            let scene = scene();
            let block = Block::new(lab.bench.level, scene.values());
            let quantizers = usable.map(|scheme| scheme.calibrate(0, &block));
            (None, scene, quantizers)
        } else {
            let fits = lab.fitted(&usable)?;
            let Lab { bench, kept, .. } = lab;
            let Image(part) = kept.of();
            let part = part.get_or_insert_with(|| Rc::new(Section::of(&bench.tensor)));
            (Some(part.0), part.1.clone(), fits.map(|fit| fit.quantizer(0)))
        };
        let compute = || {
            let filter = Coded::new(Level::new(), &self.filter, &self.weights)?;
            let codes = |i: usize| Coded::part(&image, &usable[i], quantizers[i]);
            let [symmetric, asymmetric] = [codes(0)?, codes(1)?];
            let biases = biases(&image, asymmetric.params.scale, &self.weights)?;
            let convolution = Convolution::new(image.clone(), self.filter.clone())?;
            let ways = [
                (symmetric, Padding::ZeroPoint),
                (asymmetric.clone(), Padding::ZeroPoint),
                (asymmetric, Padding::CodeZero),
            ]
            .map(|(codes, padding)| convolution.of_codes(codes, filter.clone(), padding));
            Ok(Convolved { section, schemes: schemes.clone(), convolution, ways, biases })
        };
        Ok(compute())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::integers::filter, lab::question::export::FitQuestion};

    fn question(a: &str, b: &str) -> ConvolutionQuestion {
        ConvolutionQuestion {
            schemes: [a, b].map(|text| text.parse().unwrap()),
            scene: false,
            filter: filter("blur").unwrap(),
            weights: "int8".parse().unwrap(),
        }
    }

    fn lab(values: Vec<f32>) -> Lab {
        Lab::new(Tensor::new("t", &[2, 10, 12], values).unwrap())
    }

    fn values() -> Vec<f32> {
        (0..240).map(|i| ((i * 7919) % 101) as f32 / 10.0 - 3.0).collect()
    }

    #[test]
    fn a_part_is_convolved_under_the_scales_of_the_whole() {
        let mut values = values();
        // In the plane that is not shown.
        values[7] = 8.0;
        values[130] = -50.0;
        let mut lab = lab(values);
        let question = question("int8", "int8:asym");
        let done = lab.answer(&question).unwrap();
        assert_eq!(done.section, Some(Section::Plane { plane: 1, planes: 2 }));
        assert_eq!(done.convolution.size(), (10, 12));
        let params = done.ways.each_ref().map(|way| way.image.params);
        assert_eq!(params[0].scale, 50.0 / 127.0);
        let fit = lab.answer(&FitQuestion("int8:asym".parse().unwrap()));
        assert_eq!(fit.quantizer(0), params[1].into());
        let [symmetric, asymmetric, mistaken] = &done.ways;
        assert_eq!(asymmetric.inner, mistaken.inner);
        assert!(mistaken.border.rmse > 20.0 * asymmetric.border.rmse.max(symmetric.border.rmse));
    }

    #[test]
    fn biases_with_the_unit_of_the_sums_are_off_by_half_of_it_at_most() {
        let biases = lab(values()).answer(&question("int8", "int8:asym")).unwrap().biases;
        assert_eq!(biases.len(), 4);
        for bias in &biases {
            assert!((bias.wide.value - bias.bias).abs() <= bias.unit / 2.0 * 1.000_001, "{bias:?}");
            assert!(bias.narrow.code.abs() <= 127, "{bias:?}");
        }
        let error = |of: fn(&Bias) -> f64| biases.iter().map(|b| (of(b) - b.bias).abs()).fold(0.0, f64::max);
        assert!(error(|b| b.narrow.value) > 10.0 * error(|b| b.wide.value), "{biases:?}");
    }

    #[test]
    fn whatever_the_data_and_the_schemes_there_is_a_convolution() {
        let cases = [
            vec![0.0; 240],
            vec![3e38; 240],
            vec![-3e38; 240],
            vec![1e-45; 240],
            vec![f32::NAN; 240],
            vec![f32::INFINITY; 240],
        ];
        for values in cases {
            let mut lab = lab(values);
            for (a, b) in [
                ("int2", "int2:asym"),
                ("int4:row:stochastic(3)", "int8:asym:g64:zfloat"),
                ("int8:asym:clip(-1,2)", "int3:asym:kl"),
                ("int8:full:spow2", "int4:p50"),
            ] {
                for scene in [false, true] {
                    let question = ConvolutionQuestion { scene, ..self::question(a, b) };
                    let done = lab.answer(&question).unwrap();
                    let side = if scene { 32 * 32 } else { 120 };
                    assert!(done.ways.iter().all(|way| way.errors.len() == side), "{a} {b}");
                    assert!(done.ways.iter().all(|way| way.border.rmse.is_finite()), "{a} {b}");
                    assert!(done.biases.iter().all(|bias| bias.wide.value.is_finite()), "{a} {b}");
                }
            }
        }
    }
}
