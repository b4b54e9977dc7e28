//! A stream of batches against its definition: parameters from ranges as the definition has them, errors by the scalar
//! definition of quantization, value by value.
use quantscope::{
    Scheme, Tensor,
    lab::{
        Lab,
        question::{
            measures::MeasuresQuestion,
            stream::{Stream, StreamQuestion},
        },
    },
    quantizer::Quantizer,
    scheme::{AffineGrid, Grid},
};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Rows that grow, with what is not finite and a silent row among them.
fn drifting(rows: usize, columns: usize) -> Tensor {
    let value = |i: usize| match (i / columns, i % columns) {
        (2, _) => 0.0,
        (5, 0) => f32::NAN,
        (5, 1) => f32::INFINITY,
        (row, column) => {
            (1.0 + row as f32) * (((row * 7919 + column * 104_729) % 2003) as f32 / 1000.0 - 0.9)
        }
    };
    Tensor::new("t", &[rows, columns], (0..rows * columns).map(value).collect()).unwrap()
}

fn stream(tensor: &Tensor, scheme: &str, rows: usize, first: usize, constant: f64) -> Stream {
    let scheme = scheme.parse().unwrap();
    Lab::new(tensor.clone()).answer(&StreamQuestion { scheme, rows, first, constant })
}

/// The batches' finite values.
fn batches(tensor: &Tensor, rows: usize) -> Vec<Vec<f32>> {
    let runs = tensor.values().chunks(rows * tensor.columns());
    runs.map(|run| run.iter().copied().filter(|x| x.is_finite()).collect()).collect()
}

fn ends(values: &[f32]) -> (f32, f32) {
    values.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(lo, hi), &x| (lo.min(x), hi.max(x)))
}

/// Ranges of the four calibrations, batch by batch.
fn ranges(batches: &[Vec<f32>], first: usize, constant: f32) -> [Vec<(f32, f32)>; 4] {
    let all = ends(&batches.concat());
    let seen = ends(&batches[..first.min(batches.len())].concat());
    let mut average = ends(&batches[0]);
    let mut averages = Vec::new();
    for batch in batches {
        let (lo, hi) = ends(batch);
        average.0 += constant * (lo - average.0);
        average.1 += constant * (hi - average.1);
        averages.push(average);
    }
    let n = batches.len();
    [vec![seen; n], vec![all; n], averages, batches.iter().map(|batch| ends(batch)).collect()]
}

/// SQNR in dB and share of clipped values.
fn measured(values: &[f32], quantizer: &Quantizer) -> (f64, f64) {
    let (mut signal, mut sse, mut clipped) = (0.0, 0.0, 0);
    for (position, &x) in values.iter().enumerate() {
        let decoded = quantizer.decoded(x, position as u32);
        let error = f64::from(decoded) - f64::from(x);
        (signal, sse) = (signal + f64::from(x) * f64::from(x), sse + error * error);
        clipped += usize::from(quantizer.clips(x));
    }
    (10.0 * (signal / sse).log10(), clipped as f64 / values.len() as f64)
}

#[test]
fn every_course_is_what_its_definition_says() {
    let tensor = drifting(23, 45);
    for (scheme, rows, first, constant) in [
        ("int8", 1, 8, 0.01),
        ("int4:asym", 2, 1, 0.5),
        ("int4:asym:zfloat:row:p99", 5, 3, 0.1),
        ("int3:wide:floor:s16", 4, 99, 1.0),
        ("int5:stochastic(7)", 23, 1, 0.01),
    ] {
        let frame = stream(&tensor, scheme, rows, first, constant);
        let Grid::Affine(grid) = scheme.parse::<Scheme>().unwrap().grid() else { panic!("{scheme}") };
        let batches = batches(&tensor, rows);
        assert_eq!(frame.batches.count(), batches.len(), "{scheme}");
        for ((course, ranges), i) in
            frame.courses.iter().zip(ranges(&batches, first, constant as f32)).zip(0..)
        {
            let mut clipping = 0;
            for (t, (values, (lo, hi))) in batches.iter().zip(ranges).enumerate() {
                let place = format!("{scheme}, calibration {i}, batch {t}");
                let rounding = grid.rounding.of_block(t);
                let quantizer = AffineGrid { rounding, ..grid }.over(lo, hi).into();
                assert_eq!(course.quantizers[t], quantizer, "{place}");
                let (sqnr_db, clipped) = measured(values, &quantizer);
                assert_eq!(course.clipped[t], clipped, "{place}");
                let both_none = sqnr_db.is_nan() && course.sqnr_db[t].is_nan();
                let close = (course.sqnr_db[t] - sqnr_db).abs() <= 1e-9 * sqnr_db.abs();
                assert!(both_none || close || course.sqnr_db[t] == sqnr_db, "{place}: {sqnr_db}");
                clipping += usize::from(clipped > 0.0);
            }
            assert_eq!(course.batches_clipped(), clipping, "{scheme}, calibration {i}");
        }
    }
}

#[test]
fn the_whole_stream_under_one_static_scale_is_the_tensor_under_it() {
    let tensor = drifting(23, 45);
    for scheme in ["int8", "int4:asym"] {
        let frame = stream(&tensor, scheme, 3, 2, 0.01);
        let measures = Lab::new(tensor.clone()).answer(&MeasuresQuestion(scheme.parse().unwrap()));
        let all = &frame.courses[1];
        assert!((all.total_sqnr_db - measures.sqnr_db).abs() < 1e-9, "{scheme}: {}", all.total_sqnr_db);
        assert_eq!(all.total_clipped, measures.clipped, "{scheme}");
        let rows = stream(&tensor, scheme, 1, 2, 0.01);
        let measures =
            Lab::new(tensor.clone()).answer(&MeasuresQuestion(format!("{scheme}:row").parse().unwrap()));
        assert!((rows.courses[3].total_sqnr_db - measures.sqnr_db).abs() < 1e-9, "{scheme}: a scale a row");
    }
}

#[test]
fn whatever_the_data_there_are_numbers() {
    let tensors = [
        ("a row", Tensor::new("t", &[6], vec![1.0, -2.0, 3.0, 0.5, -0.25, 2.0]).unwrap()),
        ("one value", Tensor::new("t", &[], vec![1.0]).unwrap()),
        ("nothing finite", Tensor::new("t", &[3, 2], vec![f32::NAN; 6]).unwrap()),
        ("zeros", Tensor::new("t", &[3, 2], vec![0.0; 6]).unwrap()),
        ("equal values", Tensor::new("t", &[4, 2], vec![-3.5; 8]).unwrap()),
        (
            "all of f32",
            Tensor::new("t", &[3, 2], vec![f32::MIN, 0.0, f32::MAX, 1.0, f32::MIN, f32::MAX]).unwrap(),
        ),
        ("very many rows", Tensor::new("t", &[5000, 1], (0..5000).map(|i| i as f32).collect()).unwrap()),
    ];
    for (name, tensor) in &tensors {
        for scheme in ["int8", "int2:asym", "int4:asym:zfloat", "int4:spow2"] {
            for (rows, first, constant) in [(1, 1, 0.01), (0, 0, f64::NAN), (usize::MAX, usize::MAX, 7.0)] {
                let frame = stream(tensor, scheme, rows, first, constant);
                let count = frame.batches.count();
                assert!((1..=2048).contains(&count) && frame.ends.len() == count, "{name}: {count}");
                assert!((1..=count).contains(&frame.first), "{name}");
                for course in &frame.courses {
                    assert_eq!((course.quantizers.len(), course.sqnr_db.len()), (count, count), "{name}");
                    let sane = |q: &Quantizer| {
                        q.scale() > 0.0 && q.scale().is_finite() && q.range().0 <= q.range().1
                    };
                    assert!(course.quantizers.iter().all(sane), "{name} {scheme}");
                    assert!(course.clipped.iter().all(|share| (0.0..=1.0).contains(share)), "{name}");
                }
                // A power of two may not reach the ends of f32.
                if !scheme.contains("spow2") {
                    let clipped = frame.courses[3].total_clipped;
                    assert_eq!(clipped, 0.0, "{name} {scheme}: what is dynamic has seen what it quantizes");
                }
            }
        }
    }
}
