//! The lab's tests.

use super::{
    question::{
        clipping::CurveQuestion,
        frame::{Frame, FrameQuestion},
    },
    *,
};
use crate::{
    analysis::{BlockSweep, Spacing, clipping_curve, marked},
    kernels::Level,
    scheme::{Blocks, Extent},
    sorted::Sorted,
};

fn lab() -> Lab {
    let mut values: Vec<f32> = (0..96).map(|i| (i as f32 - 48.0) / 16.0).collect();
    values[5] = 30.0;
    values[6] = f32::NAN;
    Lab::new(Tensor::new("t", &[4, 24], values).unwrap())
}

fn question(a: &str, b: &str) -> FrameQuestion {
    FrameQuestion { schemes: [a, b].map(|s| s.parse().unwrap()), blocks: [0, 0], view: None, bins: 10 }
}

#[test]
fn a_frame_shows_one_block_of_a_group_scheme() {
    let mut lab = lab();
    let frame = lab.answer(&FrameQuestion { blocks: [9, 9], ..question("int4", "int4:asym:g8") });
    let [a, b] = frame.schemes;
    assert_eq!((a.block, a.block_counts, a.report.blocks), (0, None, 1));
    assert_eq!((b.block, b.report.blocks), (9, 12));
    assert_eq!(b.extent, Extent { rows: 3..4, columns: 0..8 });
    assert_eq!(b.block_counts.unwrap().iter().sum::<u32>(), 8);
    assert_eq!(frame.counts.bins.iter().sum::<u32>(), 95, "NaN is not counted");
}

#[test]
fn a_block_beyond_the_last_is_brought_into_range() {
    let frame = lab().answer(&FrameQuestion { blocks: [7, 1000], ..question("int4", "int4:row") });
    assert_eq!(frame.schemes.map(|s| s.block), [0, 3]);
}

#[test]
fn clipped_values_of_the_block_are_counted_on_each_side() {
    let frame = lab().answer(&question("int4:clip(-1,1)", "int4"));
    let outside = |low: bool| {
        let values = (0..96).filter(|&i| i != 5 && i != 6).map(|i| (i as f32 - 48.0) / 16.0);
        values.filter(|&x| if low { x < -1.0 } else { x > 1.0 }).count() as u32
    };
    assert_eq!(frame.schemes[0].clipped, (outside(true), outside(false) + 1));
    assert_eq!(frame.schemes[1].clipped, (0, 0));
}

#[test]
fn what_did_not_change_is_not_computed_again() {
    let mut lab = lab();
    let first = lab.answer(&question("int4", "int8"));
    let second = lab.answer(&question("int3", "int8"));
    assert!(Rc::ptr_eq(&first.counts, &second.counts));
    assert!(Rc::ptr_eq(&first.schemes[1].report, &second.schemes[1].report));
    assert_ne!(first.schemes[0].report, second.schemes[0].report);
}

#[test]
fn a_frame_made_in_steps_is_the_frame_at_once() {
    let values: Vec<f32> = (0..1 << 16).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
    let tensor = Tensor::new("t", &[256, 256], values).unwrap();
    let question = question("int4:g32:mse", "int4:asym:octav");
    let (mut at_once, mut in_steps) = (Lab::new(tensor.clone()), Lab::new(tensor));
    let mut shares = Vec::new();
    let frame = loop {
        match in_steps.ask(&question) {
            Ok(frame) => break frame,
            Err(pending) => shares.push(pending),
        }
    };
    assert!(shares.len() > 4 && shares.is_sorted(), "{shares:?}");
    let reports = |frame: Frame| frame.schemes.map(|scheme| scheme.report);
    assert_eq!(reports(frame), reports(at_once.answer(&question)));
}

#[test]
fn the_frame_is_the_same_with_and_without_the_sorted_view() {
    let values: Vec<f32> =
        (0..(1u64 << 20) + 512).map(|i| ((i * 7919) % 100_003) as f32 / 777.0 - 60.0).collect();
    let tensor = Tensor::new("t", &[1, (1 << 20) + 512], values).unwrap();
    let question =
        FrameQuestion { view: Some((-50.0, 61.5)), ..question("int4", "int8:asym:clip(-55.5,40)") };
    let mut lab = Lab::new(tensor.clone());
    let before = lab.answer(&question);
    assert!(lab.bench.sorted().is_none(), "the picture does not wait for the sorting");

    let mut lab = Lab::new(tensor);
    let mut last = 0.0;
    while last < 1.0 {
        let done = lab.sort_step();
        assert!(done > last, "{done} after {last}");
        last = done;
    }
    assert!(lab.bench.sorted().is_some());
    let after = lab.answer(&question);
    assert_eq!(before.counts, after.counts);
    for (before, after) in before.schemes.iter().zip(&after.schemes) {
        assert_eq!((before.clipped, before.quantizer), (after.clipped, after.quantizer));
        assert_eq!(before.report.usage, after.report.usage);
        let (a, b) = (before.report.measures, after.report.measures);
        assert!((a.mse / b.mse - 1.0).abs() < 1e-6 && a.clipped == b.clipped, "{a:?} {b:?}");
    }
}

#[test]
fn a_large_tensor_is_sorted_first_where_calibration_needs_it() {
    let n = (1 << 20) + 512;
    let mut lab = Lab::new(Tensor::new("t", &[n], (0..n).map(|i| (i % 4099) as f32).collect()).unwrap());
    lab.answer(&question("int4", "int4:p99"));
    assert!(lab.bench.sorted().is_some());
}

#[test]
fn a_fit_is_made_once_for_all_questions() {
    let mut lab = lab();
    let scheme: Scheme = "int4:g8:mse".parse().unwrap();
    let frame = lab.answer(&question("int4:g8:mse", "int4:g8:mse"));
    let [fit] = lab.fitted(&[scheme]).unwrap();
    assert!(frame.schemes.iter().all(|scheme| Rc::ptr_eq(&scheme.fit, &fit)));
    let curve = CurveQuestion { block: None, ..curve_question("int4:g8", Spacing::Percentile) };
    lab.answer(&curve);
    let [again] = lab.fitted(&[scheme]).unwrap();
    assert!(Rc::ptr_eq(&again, &fit), "marks read the same fit");
}

#[test]
fn a_tensor_without_finite_values_still_has_a_frame() {
    let mut lab = Lab::new(Tensor::new("t", &[2, 2], vec![f32::NAN; 4]).unwrap());
    let frame = lab.answer(&question("int4:p99", "int4:asym:row"));
    assert_eq!(frame.schemes[0].report.measures.mse, 0.0);
    assert_eq!(frame.schemes[1].quantizer.scale(), 1.0);
}

fn curve_question(scheme: &str, spacing: Spacing) -> CurveQuestion {
    CurveQuestion { scheme: scheme.parse().unwrap(), block: Some(0), spacing, points: 20, marked: true }
}

#[test]
fn a_curve_of_a_tensor_scheme_is_that_of_the_sorted_view() {
    let mut lab = lab();
    let question = curve_question("int4:asym", Spacing::Percentile);
    let mut shares = Vec::new();
    let curve = loop {
        match lab.ask(&question) {
            Ok(curved) => break curved.curve,
            Err(pending) => shares.push(pending),
        }
    };
    assert!(shares.is_sorted(), "{shares:?}");
    let sorted = Sorted::new(lab.tensor().values());
    assert_eq!(curve.points, clipping_curve(Level::new(), &sorted, &question.scheme, question.spacing, 20));
    // The scheme's own calibration does not matter.
    let same = curve_question("int4:asym:mse", Spacing::Percentile);
    assert!(Rc::ptr_eq(&curve, &lab.answer(&same).curve), "not computed again");
}

#[test]
fn a_curve_of_a_scheme_with_blocks_is_that_of_one_block() {
    let mut lab = lab();
    let question = CurveQuestion { block: Some(9), ..curve_question("int4:g8", Spacing::Ratio) };
    // While another one is coming, what is asked for now is begun anew.
    assert!(lab.ask(&CurveQuestion { block: Some(3), ..question }).is_err());
    let curve = lab.answer(&question).curve;
    let values = Blocks::new(lab.tensor(), question.scheme.granularity).values(9).into_owned();
    let sorted = Sorted::new(&values);
    assert_eq!(curve.points, clipping_curve(Level::new(), &sorted, &question.scheme, question.spacing, 20));
    let beyond = CurveQuestion { block: Some(1000), ..question };
    let last = CurveQuestion { block: Some(11), ..question };
    assert!(Rc::ptr_eq(&lab.answer(&beyond).curve, &lab.answer(&last).curve));
}

#[test]
fn a_curve_over_all_blocks_is_by_percentile() {
    let mut lab = lab();
    let question = CurveQuestion { block: None, ..curve_question("int4:g8", Spacing::Ratio) };
    let curve = lab.answer(&question).curve;
    let fits = marked(question.scheme).map(|scheme| Rc::new(Fit::new(Level::new(), lab.tensor(), &scheme)));
    let fits = fits.collect();
    let mut sweep = BlockSweep::new(question.scheme, question.points, fits);
    let expected = loop {
        if let Some(curve) = sweep.step(Level::new(), lab.tensor()) {
            break curve;
        }
    };
    assert_eq!(*curve, expected);
    let by_percentile = CurveQuestion { spacing: Spacing::Percentile, ..question };
    assert!(Rc::ptr_eq(&curve, &lab.answer(&by_percentile).curve));
}

#[test]
fn an_importance_changes_the_fits_of_ggmls_formats_alone() {
    let values: Vec<f32> = (0..512).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
    let weights: Vec<f32> = (0..256).map(|i| if i % 7 == 0 { 50.0 } else { 0.1 }).collect();
    let tensor = Tensor::new("t", &[2, 256], values).unwrap();
    let question = question("q4_k", "int4:g32");
    let frames = [None, Some(weights)].map(|weights| {
        Lab::new(tensor.clone().with_importance(weights))
            .answer(&question)
            .schemes
            .map(|scheme| scheme.report)
    });
    let [[plain, integers], [weighed, same]] = frames;
    assert!(weighed.measures.mse > plain.measures.mse, "other errors count now");
    assert_eq!(integers.measures.mse, same.measures.mse);
}

#[test]
fn a_tensor_with_an_importance_is_not_dealt() {
    let values: Vec<f32> = (0..1u64 << 20).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
    let tensor = Tensor::new("t", &[4096, 256], values).unwrap();
    for (weights, dealt) in [(None, true), (Some(vec![1.0; 256]), false)] {
        let mut lab = Lab::new(tensor.clone().with_importance(weights));
        let _ = lab.ask(&question("q4_0", "int4:g32"));
        assert_eq!(lab.wants_crew(), dealt);
        let shards = lab.shards(3);
        lab.with_crew(shards);
        let _ = lab.ask(&question("q4_0", "int4:g32"));
        assert_eq!(lab.task().is_some(), dealt);
    }
}

#[test]
fn any_importance_gives_finite_levels() {
    let values: Vec<f32> = (0..512).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
    for weight in [0.0, f32::MIN_POSITIVE, 1e-42, 1e30, f32::MAX] {
        let weights = (0..256).map(|i| if i < 128 { weight } else { 1.0 }).collect();
        let tensor = Tensor::new("t", &[2, 256], values.clone()).unwrap().with_importance(Some(weights));
        for kind in crate::scheme::ggml::Kind::ALL {
            let report = Report::new(Level::new(), &tensor, &kind.word().parse().unwrap());
            assert!(report.measures.mse.is_finite(), "{} under {weight}: {:?}", kind.word(), report.measures);
        }
    }
}
