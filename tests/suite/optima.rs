//! Calibrators against optima that are known in formulas: ACIQ's and OCTAV's noise models, and the exact optimum of the grids in
//! use for a normal distribution.
#![cfg(not(target_arch = "wasm32"))]

use quantscope::{
    Scheme, Tensor,
    data::{DataSpec, generate},
    kernels::Level,
    scheme::calibration::{Block, Distribution, aciq_optimum},
};

/// What is known of one bit width: the optimum, and there the ratio of signal to noise in dB.
struct Known {
    bits: u32,
    optimum: f64,
    sqnr_db: f64,
}

fn table(rows: &[(u32, f64, f64)]) -> Vec<Known> {
    rows.iter().map(|&(bits, optimum, sqnr_db)| Known { bits, optimum, sqnr_db }).collect()
}

/// Banner et al. 2019 (arXiv 1810.05723), for σ = 1.
fn aciq_gaussian() -> Vec<Known> {
    table(&[
        (2, 1.7106, 10.60),
        (3, 2.1516, 15.03),
        (4, 2.5591, 19.79),
        (5, 2.9362, 24.79),
        (6, 3.2869, 29.94),
        (7, 3.6151, 35.23),
        (8, 3.9240, 40.60),
    ])
}

/// The same for a Laplace distribution with b = 1.
fn aciq_laplace() -> Vec<Known> {
    table(&[
        (2, 2.8307, 8.46),
        (3, 3.8972, 12.23),
        (4, 5.0286, 16.38),
        (5, 6.2048, 20.82),
        (6, 7.4131, 25.47),
        (7, 8.6456, 30.29),
        (8, 9.8968, 35.24),
    ])
}

/// The least error of `2^b - 1` symmetric levels over a normal distribution, integrated without a noise model: the
/// threshold, and the error there.
const EXACT_NARROW: [(u32, f64, f64); 7] = [
    (2, 1.2240, 0.190_174),
    (3, 1.9523, 0.046_860_0),
    (4, 2.4739, 0.012_889_4),
    (5, 2.8987, 0.003_693_22),
    (6, 3.2701, 0.001_069_29),
    (7, 3.6075, 3.086_22e-4),
    (8, 3.9205, 8.830_80e-5),
];

/// The step of `2^b` levels from `-2^(b-1)` on, and the error there.
const EXACT_WIDE: [(u32, f64, f64); 3] =
    [(2, 1.04839, 0.149_431), (4, 0.33861, 0.011_864_0), (8, 0.03077, 8.770_69e-5)];

const N: usize = 1 << 22;

fn sample(kind: &str) -> Tensor {
    let Ok(DataSpec::Generated(generator)) = format!("{kind}:n={N}:seed=11").parse() else {
        panic!("{kind}")
    };
    generate(&generator).unwrap()
}

/// The upper end of the range that `scheme` chooses.
fn threshold(scheme: &str, block: &Block) -> f64 {
    scheme.parse::<Scheme>().unwrap().calibrate(0, block).range().1.into()
}

#[track_caller]
fn near(what: &str, ours: f64, known: f64, tolerance: f64) {
    assert!((ours / known - 1.0).abs() <= tolerance, "{what}: {ours}, known is {known}");
}

#[test]
fn aciq_finds_the_published_optima() {
    for (distribution, knowns, variance) in
        [(Distribution::Gaussian, aciq_gaussian(), 1.0), (Distribution::Laplace, aciq_laplace(), 2.0)]
    {
        for Known { bits, optimum, sqnr_db } in knowns {
            let alpha = aciq_optimum(distribution, bits);
            assert!((alpha - optimum).abs() < 5.1e-5, "{distribution:?} {bits}: {alpha}");
            let rounding = alpha * alpha / 3.0 / 4f64.powi(bits as i32);
            let clipping = match distribution {
                Distribution::Gaussian => {
                    (1.0 + alpha * alpha) * libm::erfc(alpha / 2f64.sqrt())
                        - (2.0 / std::f64::consts::PI).sqrt() * alpha * (-alpha * alpha / 2.0).exp()
                }
                Distribution::Laplace => 2.0 * (-alpha).exp(),
            };
            let db = 10.0 * (variance / (rounding + clipping)).log10();
            assert!((db - sqnr_db).abs() < 0.0051, "{distribution:?} {bits}: {db} dB");
        }
    }
}

#[test]
fn aciq_fits_the_distribution_and_uses_its_optimum() {
    // A sample's spread is within a few 1/√n of the distribution's.
    for (kind, knowns, unit) in
        [("normal", aciq_gaussian(), 1.0), ("laplace", aciq_laplace(), std::f64::consts::FRAC_1_SQRT_2)]
    {
        let tensor = sample(kind);
        let block = Block::new(Level::new(), tensor.values());
        let sd = tensor.values().iter().map(|&x| f64::from(x).powi(2)).sum::<f64>() / N as f64;
        near("variance of the sample", sd, 1.0, 0.01);
        for Known { bits, optimum, .. } in knowns {
            near(kind, threshold(&format!("int{bits}:aciq"), &block), optimum * unit, 0.003);
        }
    }
}

#[test]
fn octav_finds_the_fixed_point_of_the_distribution() {
    // E[|x| for |x| > t] and P(|x| > t), in formulas.
    type Tail = fn(f64) -> (f64, f64);
    let normal: Tail =
        |t| (2.0 / (2.0 * std::f64::consts::PI).sqrt() * (-t * t / 2.0).exp(), libm::erfc(t / 2f64.sqrt()));
    // With σ = 1, as the generator makes it.
    let laplace: Tail = |t| {
        let b = std::f64::consts::FRAC_1_SQRT_2;
        ((t + b) * (-t / b).exp(), (-t / b).exp())
    };
    let fixed_point = |tail: Tail, bits: u32| {
        (0..200).fold(1.0, |t, _| {
            let (sum, beyond) = tail(t);
            sum / (0.25f64.powi(bits as i32) / 3.0 * (1.0 - beyond) + beyond)
        })
    };
    for (bits, known) in [(2, 1.73884), (3, 2.16112), (4, 2.56209), (8, 3.92405)] {
        near("the formula", fixed_point(normal, bits), known, 1e-5);
    }
    for (kind, tail) in [("normal", normal), ("laplace", laplace)] {
        let tensor = sample(kind);
        let block = Block::new(Level::new(), tensor.values());
        for bits in 2..=8 {
            // At 8 bits some hundred values of four million lie beyond the threshold: they tell it to a percent.
            let ours = threshold(&format!("int{bits}:octav"), &block);
            near(&format!("{kind} at {bits} bits"), ours, fixed_point(tail, bits), 0.01);
        }
    }
}

/// Mean squared error of a scheme over the sample, and the standard error of that mean.
fn error(scheme: &str, block: &Block) -> (f64, f64) {
    let quantizer = scheme.parse::<Scheme>().unwrap().calibrate(0, block);
    let squares = block.values().iter().map(|&x| {
        let e = f64::from(x) - f64::from(quantizer.decoded(x, 0));
        e * e
    });
    let (sum, squared) = squares.fold((0.0, 0.0), |(sum, squared), e| (sum + e, squared + e * e));
    let (n, mean) = (N as f64, sum / N as f64);
    (mean, ((squared / n - mean * mean) / n).sqrt())
}

#[test]
fn mse_finds_the_exact_optimum_of_the_grid_in_use() {
    let tensor = sample("normal");
    let block = Block::new(Level::new(), tensor.values());
    let narrow = EXACT_NARROW.map(|(bits, optimum, mse)| (format!("int{bits}"), optimum, mse));
    let wide = EXACT_WIDE
        .map(|(bits, step, mse)| (format!("int{bits}:wide"), step * f64::from((1 << (bits - 1)) - 1), mse));
    for (format, optimum, mse) in narrow.into_iter().chain(wide) {
        near(&format, threshold(&format!("{format}:mse"), &block), optimum, 0.01);
        let (ours, standard_error) = error(&format!("{format}:mse"), &block);
        assert!(
            (ours - mse).abs() < 4.0 * standard_error,
            "{format}: {ours} ± {standard_error}, known is {mse}"
        );
        // On this very sample, the distribution's optimum is no better.
        let (known, _) = error(&format!("{format}:clip({},{optimum})", -optimum), &block);
        assert!(ours <= known * (1.0 + 1e-6), "{format}: {ours}, {known} at the distribution's optimum");
    }
}
