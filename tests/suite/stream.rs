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
    Lab::new(tensor.clone()).answer(&StreamQuestion { scheme, rows, first, constant, drift: Some(1.0) })
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
fn rows_that_do_not_drift_are_made_to() {
    let wave = |i: usize| ((i * 7919) % 2003) as f32 / 1000.0 - 0.9;
    let even = Tensor::new("t", &[23, 45], (0..23 * 45).map(wave).collect()).unwrap();
    let ask = |tensor: &Tensor, drift| {
        let scheme = "int4:asym".parse().unwrap();
        Lab::new(tensor.clone()).answer(&StreamQuestion { scheme, rows: 2, first: 3, constant: 0.1, drift })
    };
    let frame = ask(&even, None);
    assert_eq!((frame.steady, frame.batches.drift()), (true, 32.0));
    // The same as of a tensor whose rows grow.
    let factor = |i: usize| 32f64.powf((i / 45) as f64 / 22.0 - 1.0) as f32;
    let grown = Tensor::new("t", &[23, 45], (0..23 * 45).map(|i| wave(i) * factor(i)).collect()).unwrap();
    let same = ask(&grown, Some(1.0));
    assert_eq!((frame.ends, frame.courses, frame.counts), (same.ends, same.courses, same.counts));
    // What drifts by itself stays as it is, and so does what is asked for as it is.
    let own = ask(&grown, None);
    assert_eq!((own.steady, own.batches.drift()), (false, 1.0));
    assert_eq!(ask(&even, Some(1.0)).batches.drift(), 1.0);
    assert_eq!(ask(&grown, Some(4.0)).batches.drift(), 4.0);
}

#[test]
fn every_batch_has_its_histogram() {
    let tensor = drifting(23, 45);
    let frame = stream(&tensor, "int8", 5, 1, 0.5);
    let (lo, hi) = ends(&batches(&tensor, 1).concat());
    assert_eq!(frame.counts.range, (lo.into(), hi.into()));
    let bins = frame.counts.counts.len() / frame.batches.count();
    for (values, counts) in batches(&tensor, 5).iter().zip(frame.counts.counts.chunks(bins)) {
        let mut wanted = vec![0; bins];
        for x in values {
            let place = f64::from(x - lo) / f64::from(hi - lo) * bins as f64;
            wanted[(place as usize).min(bins - 1)] += 1;
        }
        // A value on the edge of two bins may be rounded into either.
        let moved: u32 = wanted.iter().zip(counts).map(|(w, c): (&u32, &u32)| w.abs_diff(*c)).sum();
        assert!(moved <= 4 && counts.iter().sum::<u32>() == values.len() as u32, "{moved}");
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
                let (lo, hi) = frame.counts.range;
                assert!(lo < hi && lo.is_finite() && hi.is_finite(), "{name}: {lo} {hi}");
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
