//! What a fit keeps, and what its blocks depend on.

use super::*;
use crate::scheme::{BlockScale, Granularity, Scales};

fn tensor() -> Tensor {
    let mut values: Vec<f32> = (0..12 * 40).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
    (values[3], values[100]) = (f32::NAN, 55.0);
    Tensor::new("t", &[12, 40], values).unwrap()
}

#[test]
fn a_fit_chooses_for_each_block_by_itself() {
    let level = Level::new();
    let with_gaps = tensor();
    let finite = with_gaps.values().iter().map(|&x| if x.is_finite() { x } else { -0.0 }).collect();
    let finite = Tensor::new("t", &[12, 40], finite).unwrap();
    let schemes = [
        "int4",
        "int4:g8",
        "int4:asym:g16:mse",
        "int3:col:p90:stochastic(4)",
        "int8:row:kl",
        "int4:g7:r0.7",
        "int4:g1:p99",
        "int4:g8:p99.9",
        "int4:row:p70",
        "int4:asym:g10:p95",
        "int4:asym:zfloat:g7:p60",
        "int4:asym:g2:p100",
        "fp4_e2m1:g16:p80",
    ];
    for (text, tensor) in schemes.iter().flat_map(|text| [(text, &with_gaps), (text, &finite)]) {
        let scheme: Scheme = text.parse().unwrap();
        let fit = Fit::new(level, tensor, &scheme);
        let blocks = Blocks::new(tensor, scheme.granularity);
        assert_eq!(fit.count(), blocks.count());
        blocks.for_each_batch(0..fit.count(), &mut |batch| {
            assert!(fit.quantizers(&batch).eq(batch.blocks.clone().map(|index| fit.quantizer(index))));
        });
        let mut remarks = [0; Remark::ALL.len()];
        blocks.for_each(|index, values| {
            let choice = scheme.choose(&Block::new(level, values));
            choice.remark.iter().for_each(|&remark| remarks[remark as usize] += 1);
            assert_eq!(fit.ranges()[index], (choice.lo, choice.hi), "{text} {index}");
            assert_eq!(fit.choice(index, &Block::new(level, values)), choice, "{text} {index}");
            let short = fit.map().is_short(index);
            let quantizer = scheme.place(scheme.grid(), index, short).over(choice.lo, choice.hi);
            assert_eq!(fit.quantizer(index), quantizer, "{text} {index}");
        });
        assert_eq!(fit.found().remarks, remarks, "{text}");
    }
}

/// Whether a remark, and no other, is said of so many blocks under each scheme.
#[track_caller]
fn is_said_of(remark: Remark, tensor: &Tensor, cases: &[(&str, usize)]) {
    for &(text, blocks) in cases {
        let fit = Fit::new(Level::new(), tensor, &text.parse().unwrap());
        let expected = if blocks == 0 { vec![] } else { vec![(remark, blocks)] };
        assert_eq!(fit.remarks(), expected, "{text}");
    }
}

#[test]
fn a_scale_that_is_larger_than_its_type_stores_is_remarked() {
    let mut values = vec![1.0; 64];
    // 448 · 6 is what an E4M3 scale reaches with E2M1, 65504 · 7 what a float16 reaches with int4.
    (values[0], values[16], values[40]) = (2700.0, 2688.0, 5e5);
    let tensor = Tensor::new("t", &[1, 64], values).unwrap();
    let cases = [
        ("nvfp4:single", 2),
        ("nvfp4", 0),
        ("nvfp4:fs46", 0),
        ("int4:g16:s16", 1),
        ("int4:g16:sbf16", 0),
        ("int4:g16", 0),
        ("mxfp4", 0),
        ("int4:asym:g16:s16:p100", 0),
    ];
    is_said_of(Remark::ScaleSaturated, &tensor, &cases);
}

#[test]
fn a_scale_that_is_smaller_than_its_type_stores_is_remarked() {
    // The second block holds zeros: nothing of it is lost.
    let values: Vec<f32> =
        (0..1024).map(|i| if i / 256 == 1 { 0.0 } else { (i % 7 + 1) as f32 * 1e-9 }).collect();
    let tensor = Tensor::new("t", &[1, 1024], values).unwrap();
    let cases = [
        ("q4_k", 24),
        ("q6_k", 48),
        ("q8_0", 24),
        ("iq4_nl:g256:s16", 3),
        ("ggml_nvfp4", 48),
        ("nvfp4:single", 48),
        ("int4:g256:s16", 3),
        ("int4:g256:sbf16", 0),
        ("int4:g256", 0),
        ("nvfp4", 0),
        ("mxfp4", 0),
    ];
    is_said_of(Remark::ScaleVanished, &tensor, &cases);
}

#[test]
fn blocks_of_any_map_have_grids_of_their_own() {
    let (tensor, level) = (tensor(), Level::new());
    let scheme: Scheme = "int4".parse().unwrap();
    let groups: Vec<u32> = (0..40).map(|column| column % 4).collect();
    for map in [
        BlockMap::tiles(12, 40, 5, 16),
        BlockMap::runs(12, 40, 64),
        BlockMap::listed(12, 40, &groups).unwrap(),
    ] {
        let fit = Fit::over(level, &tensor, &scheme, map.clone());
        for index in 0..map.count() {
            let own = map.runs_of(index).into_iter().flatten().map(|place| tensor.values()[place]);
            let amax = own.filter(|x| x.is_finite()).fold(0.0, |most: f32, x| most.max(x.abs()));
            assert_eq!(fit.quantizer(index).scale(), amax / 7.0, "{map:?} {index}");
        }
    }
}

#[test]
fn the_scales_of_blocks_are_rounded_under_that_of_the_tensor() {
    let (tensor, level) = (tensor(), Level::new());
    let scheme = |scales| Scheme { scales, granularity: Granularity::Group(16), ..Scheme::default() };
    let exact = Fit::new(level, &tensor, &scheme(Scales::F32));
    let nested = Fit::new(level, &tensor, &scheme(Scales::E4m3(BlockScale::TwoLevels)));
    let largest = tensor.values().iter().fold(0.0, |most: f32, x| most.max(x.abs()));
    assert_eq!((exact.outer(), nested.outer()), (None, Some(largest / (127.0 * 448.0))));
    for index in 0..exact.count() {
        let (wanted, found) = (exact.quantizer(index).scale(), nested.quantizer(index).scale());
        assert!((found / wanted - 1.0).abs() <= 1.0 / 16.0, "{index}: {found} {wanted}");
    }
    assert_eq!(nested.stored_bits(), 8 * 480 + 8 * nested.count() as u64 + 32);
}
