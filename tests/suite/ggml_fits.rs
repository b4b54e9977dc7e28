//! Tensors under formats of ggml: what the scheme decodes to is what ggml's own bytes decode to, and nothing about it depends on how
//! the work is cut.

use quantscope::{
    Quantized, Report, Tensor,
    kernels::Level,
    scheme::{
        Fit, Format, Granularity, Scheme,
        calibration::Remark,
        ggml::{self, Kind, Library},
    },
};

fn scheme(kind: Kind) -> Scheme {
    kind.word().parse().unwrap()
}

/// Normal-like values with an outlier, a row of zeros and a row of positive numbers.
fn tensor(rows: usize, columns: usize) -> Tensor {
    let wave = |i: usize| ((i * 7919) % 1009) as f32 / 500.0 - 1.0;
    let mut values: Vec<f32> = (0..rows * columns).map(|i| wave(i) * wave(i * 31 + 7) * 0.1).collect();
    values[3] = 4.0;
    values[columns..2 * columns].fill(0.0);
    values[2 * columns..3 * columns].iter_mut().for_each(|x| *x = x.abs() + 0.01);
    Tensor::new("t", &[rows, columns], values).unwrap()
}

#[test]
fn a_scheme_decodes_to_what_the_bytes_of_ggml_decode_to() {
    let level = Level::new();
    let plain = tensor(5, 512);
    let importance: Vec<f32> = (0..512).map(|i| ((i * 37) % 101) as f32 / 50.0).collect();
    let weighed = plain.clone().with_importance(Some(importance.clone()));
    for kind in Kind::ALL {
        for (tensor, weights) in [(&plain, None), (&weighed, Some(&importance[..]))] {
            let quantized = Quantized::new(level, tensor, &scheme(kind));
            let bytes = ggml::quantize(kind, level, tensor.values(), 512, weights, Library::Ggml);
            assert_eq!(quantized.dequantize(level), ggml::dequantize(kind, &bytes), "{kind:?}");
            assert_eq!(quantized.fit.stored_bits(), bytes.len() as u64 * 8, "{kind:?}");
        }
    }
}

#[test]
fn a_report_counts_every_value_at_the_levels_it_decodes_to() {
    let level = Level::new();
    let tensor = tensor(4, 768);
    for kind in Kind::ALL {
        let scheme = scheme(kind);
        let report = Report::new(level, &tensor, &scheme);
        let decoded = Quantized::new(level, &tensor, &scheme).dequantize(level);
        let pairs = decoded.iter().zip(tensor.values());
        let sse: f64 = pairs.map(|(y, x)| (f64::from(*y) - f64::from(*x)).powi(2)).sum();
        let mse = sse / tensor.values().len() as f64;
        assert!((report.measures.mse / mse - 1.0).abs() < 1e-9, "{kind:?}: {} {mse}", report.measures.mse);
        // Blocks with a negative scale have the same codes for levels in the opposite order.
        let quantized = Quantized::new(level, &tensor, &scheme);
        let first = quantized.fit.quantizer(0);
        for rank in 0..first.len() {
            let code = first.code_of_rank(rank) as u8;
            let times = quantized.bytes.iter().filter(|&&byte| byte == code).count();
            assert_eq!(report.usage[first.slot(rank)], times as u64, "{kind:?} {code}");
        }
        assert_eq!(report.usage.len(), kind.level_count());
        let bits = kind.bytes() as f64 * 8.0 / kind.super_block() as f64;
        assert_eq!(report.measures.bits_per_value, bits, "{kind:?}");
        assert_eq!(report.measures.rmse_per_scale, None);
    }
}

#[test]
fn rows_that_end_within_a_super_block_count_zeros_and_say_so() {
    let level = Level::new();
    let short = tensor(3, 300);
    for kind in Kind::ALL {
        let fit = Fit::new(level, &short, &scheme(kind));
        let padded: Vec<f32> =
            short.values().chunks(300).flat_map(|row| row.iter().copied().chain([0.0; 212])).collect();
        let padded = Tensor::new("p", &[3, 512], padded).unwrap();
        let whole = Fit::new(level, &padded, &scheme(kind));
        let across = 300usize.div_ceil(kind.block());
        for index in 0..fit.count() {
            let same = index / across * (512 / kind.block()) + index % across;
            assert_eq!(fit.quantizer(index), whole.quantizer(same), "{kind:?} {index}");
        }
        let said = |fit: &Fit| {
            let remark = fit.remarks().into_iter().find(|(remark, _)| *remark == Remark::NotStored);
            remark.map(|(_, blocks)| blocks)
        };
        let last = 300 % kind.super_block();
        assert_eq!(said(&fit), Some(3 * last.div_ceil(kind.block())), "{kind:?}");
        assert_eq!(said(&whole), None, "{kind:?}");
        let stored = 3 * 300usize.div_ceil(kind.super_block()) * kind.bytes() * 8;
        assert_eq!(fit.stored_bits(), stored as u64);
    }
}

#[test]
fn any_values_have_finite_levels() {
    let level = Level::new();
    let tiny = f32::from_bits(1);
    let cases: [&[f32]; 8] = [
        &[0.0],
        &[-0.0, tiny],
        &[tiny, -tiny, 3.0 * tiny],
        &[f32::MAX, -f32::MAX, 1.0],
        &[f32::NAN, f32::INFINITY, f32::NEG_INFINITY],
        &[f32::NAN, 1.0, 2.0],
        &[1e30, 1e-30],
        &[5.0, 5.0, 5.0],
    ];
    for kind in Kind::ALL {
        for values in cases {
            let values: Vec<f32> = values.iter().copied().cycle().take(512).collect();
            let tensor = Tensor::new("t", &[1, 512], values).unwrap();
            let report = Report::new(level, &tensor, &scheme(kind));
            let fit = Fit::new(level, &tensor, &scheme(kind));
            for index in 0..fit.count() {
                let quantizer = fit.quantizer(index);
                let levels = quantizer.levels();
                assert!(levels.iter().all(|y| y.is_finite()) && levels.is_sorted(), "{kind:?} {levels:?}");
                let (lo, hi) = quantizer.range();
                assert!(lo <= hi && lo.is_finite() && hi.is_finite());
            }
            assert!(report.measures.mse.is_finite() && report.measures.max_abs_error.is_finite(), "{kind:?}");
            let huge = tensor.values().iter().any(|x| x.is_finite() && x.abs() > kind.reach());
            let saturated = report.remarks.iter().any(|(remark, _)| *remark == Remark::ScaleSaturated);
            assert_eq!(saturated, huge, "{kind:?} {:?}", &tensor.values()[..3]);
        }
    }
}

#[test]
fn a_format_has_its_blocks_and_takes_no_options() {
    for kind in Kind::ALL {
        let parsed = scheme(kind);
        assert_eq!(
            (parsed.format, parsed.granularity),
            (Format::Ggml(kind), Granularity::Group(kind.block() as u32))
        );
        assert_eq!(parsed.to_string(), kind.word());
        for option in ["g32", "max", "mse", "asym", "s16", "even", "xfloor", "wide"] {
            let error = format!("{}:{option}", kind.word()).parse::<Scheme>().unwrap_err().to_string();
            assert!(error.contains(&format!("“{option}” has no meaning for {}", kind.word())), "{error}");
        }
    }
}

#[test]
fn zeros_stay_next_to_zero_also_where_zero_is_no_level() {
    let level = Level::new();
    let tensor = Tensor::new("t", &[2, 64], vec![0.0; 128]).unwrap();
    for text in [
        "iq4_nl",
        "iq4_nl:g32:s16",
        "iq4_nl:g32:sbf16",
        "levels(1,2,3)",
        "levels(-3,-2):g8",
        "nf4:g64",
        "ggml_iq4_nl",
    ] {
        let report = Report::new(level, &tensor, &text.parse().unwrap());
        assert!(report.measures.max_abs_error < 1e-4, "{text}: {}", report.measures.max_abs_error);
    }
}
