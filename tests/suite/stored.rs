//! The scheme `stored`: the grid that a file stores a weight on, as a fit like any other.
#![cfg(not(target_arch = "wasm32"))]

use std::sync::Arc;

use quantscope::{
    Quantized, Report, Scheme, Tensor,
    file::{
        read::{Loaded, load, open},
        write::{Layout, QuantizedFile, Stored, Target},
    },
    kernels::Level,
    lab::{
        Lab,
        question::{blocks::BlocksQuestion, errors::ErrorsQuestion, frame::FrameQuestion},
    },
    scheme::{Fit, Format, is_stored},
    tensor::{StoredBlocks, StoredCodes, StoredGrid},
};

fn stored() -> Scheme {
    "stored".parse().unwrap()
}

/// Values that no format holds exactly.
fn values(count: usize) -> Vec<f32> {
    (0..count).map(|i| ((i * 7919) % 1009) as f32 / 300.0 - 1.7).collect()
}

/// A grid of integers of four bits without zero-points; one scale for each block.
fn grid(blocks: StoredBlocks, scales: Vec<f32>) -> StoredGrid {
    StoredGrid {
        layout: "int4".into(),
        blocks,
        codes: StoredCodes::Whole { first: -8, last: 7 },
        bits: 4,
        scales,
        zero_points: Vec::new(),
        offsets: Vec::new(),
        times: 1.0,
        bits_per_value: 4.5,
    }
}

/// A tensor with a grid of its own, whose values are codes from −8 on under it.
fn on(grid: StoredGrid, rows: usize, columns: usize, block: impl Fn(usize, usize) -> usize) -> Tensor {
    let value = |i: usize| {
        let block = block(i / columns, i % columns);
        let number = (i * 7 % 16) as f32 - 8.0 - grid.zero_point(block);
        (number * grid.scale(block) + grid.offset(block).unwrap_or(-0.0)) * grid.times
    };
    let values = (0..rows * columns).map(value).collect();
    Tensor::new("w", &[rows, columns], values).unwrap().with_stored(Some(Arc::new(grid)))
}

/// Checks that the fit decodes the tensor to itself by the codes that `on` gave it.
fn check(what: &str, tensor: &Tensor) {
    let level = Level::new();
    let report = Report::new(level, tensor, &stored());
    assert_eq!(report.measures.max_abs_error, 0.0, "{what}");
    assert_eq!(report.measures.bits_per_value, 4.5, "{what}");
    // A lab sorts the values of a single block.
    let question = FrameQuestion { schemes: [stored(), stored()], blocks: [0, 0], view: None, bins: 40 };
    let frame = Lab::new(tensor.clone()).answer(&question);
    assert_eq!(*frame.schemes[0].report, report, "{what}");
    let quantized = Quantized::new(level, tensor, &stored());
    assert_eq!(quantized.dequantize(level), tensor.values(), "{what}");
    for (i, &byte) in quantized.bytes.iter().enumerate() {
        assert_eq!(byte as i8, (i * 7 % 16) as i8 - 8, "{what}: value {i}");
    }
}

#[test]
fn codes_are_those_of_the_file_in_blocks_of_every_kind() {
    let tiles = |tall, wide| StoredBlocks::Tiles { tall, wide };
    let scale = |i: usize| [0.5, 0.0371, -0.25, 1.0 / 3.0][i % 4];
    let scales = |count: usize| (0..count).map(scale).collect::<Vec<f32>>();
    for (tall, wide, count) in [(1, 8, 18), (6, 24, 1), (4, 16, 4), (1, 24, 6)] {
        let across = 24usize.div_ceil(wide);
        let tensor = on(grid(tiles(tall, wide), scales(count)), 6, 24, |r, c| r / tall * across + c / wide);
        check(&format!("{tall}x{wide}"), &tensor);
    }
    let runs = on(grid(StoredBlocks::Runs { length: 10 }, scales(15)), 6, 24, |r, c| (r * 24 + c) / 10);
    check("runs", &runs);
    let groups: Vec<u32> = (0..24).map(|column| column * 5 % 3).collect();
    let listed = groups.clone();
    let lists = on(grid(StoredBlocks::Lists(groups), scales(18)), 6, 24, |r, c| r * 3 + listed[c] as usize);
    check("lists", &lists);
}

#[test]
fn zero_points_offsets_and_a_second_factor_are_those_of_the_file() {
    let tiles = || StoredBlocks::Tiles { tall: 1, wide: 8 };
    let scales: Vec<f32> = (1..19).map(|i| i as f32 / 37.0).collect();
    let zeros: Vec<f32> = (0..18).map(|i| (i % 16) as f32 - 8.0).collect();
    let plain = grid(tiles(), scales.clone());
    let block = |row: usize, column: usize| row * 3 + column / 8;
    check("zero-points", &on(StoredGrid { zero_points: zeros, ..plain.clone() }, 6, 24, block));
    let offsets = (0..18).map(|i| i as f32 / 7.0 - 1.0).collect();
    check("offsets", &on(StoredGrid { offsets, ..plain.clone() }, 6, 24, block));
    check("a factor", &on(StoredGrid { times: 1.0 / 127.0, ..plain }, 6, 24, block));
}

#[test]
fn element_formats_keep_their_codes_under_scales_of_either_sign() {
    let level = Level::new();
    for (word, bits) in [("fp8_e4m3", 8), ("fp8_e5m2", 8), ("fp4_e2m1", 4), ("fp6_e2m3", 6), ("nf4", 4)] {
        let book = quantscope::scheme::codebook(word).unwrap();
        let scales = vec![0.37, -0.021, 1.0, -3.5];
        let count = 4 * book.levels.len();
        let values = (0..count).map(|i| book.levels[i % book.levels.len()] * scales[i / book.levels.len()]);
        let tensor = Tensor::new("w", &[4, book.levels.len()], values.collect()).unwrap();
        let blocks = StoredBlocks::Tiles { tall: 1, wide: book.levels.len() };
        let grid = StoredGrid { codes: StoredCodes::Format(word.into()), bits, ..grid(blocks, scales) };
        let tensor = tensor.with_stored(Some(Arc::new(grid)));
        let report = Report::new(level, &tensor, &stored());
        assert_eq!(report.measures.max_abs_error, 0.0, "{word}");
        assert!(report.usage.iter().all(|&count| count == 4), "{word}: each code once in each block");
        let quantized = Quantized::new(level, &tensor, &stored());
        for (i, &code) in quantized.bytes.iter().enumerate() {
            assert_eq!(book.value(code), book.levels[i % book.levels.len()], "{word}");
        }
    }
}

#[test]
fn a_file_brings_its_codes_and_bits_along() {
    let codes: Vec<u8> = (0..64 * 96).map(|i| (i * 7 % 16) as u8).collect();
    let scales: Vec<f32> = (0..64 * 3).map(|i| (i % 11 + 1) as f32 / 64.0).collect();
    let zeros: Vec<u8> = (0..64 * 3).map(|i| (i % 16) as u8).collect();
    let layout = Layout::Words { bits: 4, scales: &scales, zero_points: Some(&zeros), grid: (64, 3) };
    let file = Stored { name: "l.weight", shape: &[64, 96], codes: &codes, layout }.write(&[]);
    let Loaded { tensor, .. } = load("m.safetensors", &file, Some("l.weight")).unwrap();
    let quantized = Quantized::new(Level::new(), &tensor, &stored());
    // Shown without their offset.
    assert!(quantized.bytes.iter().zip(&codes).all(|(ours, code)| *ours as i8 == *code as i8 - 8));
    assert_eq!(quantized.dequantize(Level::new()), tensor.values());
    // Codes in 4 bits; for each group of 32 a scale of 32 bits and a zero-point of 4; and the shape, two numbers of 64 bits.
    let bits = 4.0 + 36.0 / 32.0 + 128.0 / (64.0 * 96.0);
    let entries = open("m.safetensors", &file).unwrap().entries;
    let entry = entries.iter().find(|entry| entry.name == "l.weight").unwrap();
    assert_eq!(entry.bits_per_value(), Some(bits));
    assert_eq!(Report::new(Level::new(), &tensor, &stored()).measures.bits_per_value, bits);
}

#[test]
fn every_type_of_gguf_that_is_written_has_its_grid() {
    let level = Level::new();
    let tensor = Tensor::new("blk.0.ffn_up.weight", &[3, 512], values(3 * 512)).unwrap();
    for kind in quantscope::scheme::ggml::Kind::ALL {
        let scheme: Scheme = kind.word().parse().unwrap();
        let quantized = Quantized::new(level, &tensor, &scheme);
        let file = QuantizedFile { tensor: &tensor, quantized: &quantized, data: "" };
        let bytes = file.write(Target::Gguf).unwrap();
        let read = load("m.gguf", &bytes, None).unwrap().tensor;
        let report = Report::new(level, &read, &stored());
        assert_eq!(report.measures.max_abs_error, 0.0, "{}", kind.word());
        assert_eq!(report.measures.bits_per_value, 8.0 * kind.bytes() as f64 / kind.super_block() as f64);
        assert_eq!(report.blocks, 3 * 512 / kind.block(), "{}", kind.word());
        let again = Quantized::new(level, &read, &stored());
        assert_eq!(again.dequantize(level), read.values(), "{}", kind.word());
    }
}

#[test]
fn data_without_such_a_grid_is_refused_and_fits_all_the_same() {
    let level = Level::new();
    let plain = Tensor::new("w", &[6, 24], values(144)).unwrap();
    let of_others = grid(StoredBlocks::Tiles { tall: 1, wide: 8 }, vec![1.0; 7]);
    let levels = StoredCodes::Levels(vec![0.0, 1.0, 5.0]);
    let unknown = StoredGrid { codes: levels, ..grid(StoredBlocks::Tiles { tall: 6, wide: 24 }, vec![1.0]) };
    let own = grid(StoredBlocks::Tiles { tall: 6, wide: 24 }, vec![1.0]);
    let turned = plain.clone().with_stored(Some(Arc::new(own.clone()))).with_rows(1).unwrap();
    for tensor in [
        plain.clone(),
        plain.clone().with_stored(Some(Arc::new(of_others))),
        plain.clone().with_stored(Some(Arc::new(unknown))),
        turned,
    ] {
        assert!(!is_stored(&tensor));
        let error = stored().check_for(&tensor).unwrap_err().to_string();
        assert!(error.contains("packed checkpoint"), "{error}");
        assert_eq!(Fit::new(level, &tensor, &stored()).count(), 1);
    }
    let tensor = plain.with_stored(Some(Arc::new(own)));
    assert!(stored().check_for(&tensor).is_ok() && is_stored(&tensor));
    let Format::Stored(kind) = Fit::new(level, &tensor, &stored()).scheme().format else { panic!() };
    assert_eq!((kind.bits, kind.levels), (4, 16));
    assert!(stored().check_for_model().is_err());
    assert!("stored".parse::<quantscope::survey::budget::Candidate>().is_err());
}

#[test]
fn scales_that_are_nothing_or_not_finite_have_a_finite_grid() {
    let level = Level::new();
    for scale in [0.0, -0.0, f32::INFINITY, f32::NEG_INFINITY, f32::NAN, f32::MAX, f32::from_bits(1)] {
        for codes in [StoredCodes::Whole { first: -8, last: 7 }, StoredCodes::Format("fp4_e2m1".into())] {
            for offsets in [vec![], vec![f32::NAN, 1.0]] {
                let grid = StoredGrid {
                    codes: codes.clone(),
                    offsets,
                    ..grid(StoredBlocks::Tiles { tall: 1, wide: 4 }, vec![scale, 0.5])
                };
                let given = vec![0.0, -1.0, 3.0, f32::NAN, 0.5, 1.0, -1.0, 3.0];
                let tensor = Tensor::new("w", &[2, 4], given).unwrap().with_stored(Some(Arc::new(grid)));
                let mut lab = Lab::new(tensor);
                let schemes = [stored(), "int4".parse().unwrap()];
                let frame = lab.answer(&FrameQuestion { schemes, blocks: [0, 0], view: None, bins: 40 });
                assert!(frame.schemes[0].quantizer.levels().iter().all(|level| level.is_finite()), "{scale}");
                let errors = lab.answer(&ErrorsQuestion { schemes, view: None, bins: (10, 10) });
                assert!(errors.reach.is_finite() && errors.reach > 0.0, "{scale}");
                assert!(Fit::new(level, lab.tensor(), &stored()).stored_bits() > 0);
            }
        }
    }
}

#[test]
fn every_question_answers_about_blocks_of_every_kind() {
    let groups: Vec<u32> = (0..24).map(|column| column % 3).collect();
    for blocks in [
        StoredBlocks::Tiles { tall: 4, wide: 16 },
        StoredBlocks::Runs { length: 10 },
        StoredBlocks::Lists(groups),
    ] {
        let count = match &blocks {
            StoredBlocks::Tiles { .. } => 4,
            StoredBlocks::Runs { .. } => 15,
            StoredBlocks::Lists(_) => 18,
        };
        let is_tiled = matches!(blocks, StoredBlocks::Tiles { .. });
        let grid = grid(blocks, vec![0.4; count]);
        let tensor = Tensor::new("w", &[6, 24], values(144)).unwrap().with_stored(Some(Arc::new(grid)));
        let mut lab = Lab::new(tensor);
        let schemes = [stored(), "int4:g8".parse().unwrap()];
        let frame = lab.answer(&FrameQuestion { schemes, blocks: [2, 0], view: None, bins: 40 });
        assert_eq!(frame.schemes[0].report.blocks, count);
        let question = BlocksQuestion { schemes, quantity: None, window: None, cells: (6, 24) };
        let cells = lab.answer(&question);
        let alone = lab.answer(&BlocksQuestion { schemes: [Scheme::default(), schemes[1]], ..question });
        assert_eq!(cells.panels[0] != alone.panels[0], is_tiled);
    }
}
