//! Blocks and quantizers that kernels are tried on, and the scalar definition that they are held to.

use super::books::{books, every_book};
use quantscope::{
    kernels::Level,
    quantizer::{
        Codebook, Coding, Division, Numbers, OffsetParams, Params, Quantizer, Ratio, Rounding, Steps,
        TableParams,
    },
    scheme::{
        Format, Scheme,
        calibration::Block,
        ggml::{Importance, Kind},
    },
};

/// Deterministic values: a bell-like body, some exact ties, some outliers (a 64-bit linear congruential generator).
pub(crate) fn values(n: usize, seed: u64) -> Vec<f32> {
    let mut state = seed;
    let mut uniform = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 40) as f32 / (1u32 << 24) as f32 - 0.5
    };
    (0..n)
        .map(|i| match i % 61 {
            0 => 40.0 * uniform(),
            1 => (8.0 * uniform()).round() + 0.5,
            2 => 0.0,
            3 => -0.0,
            4 => 1e-40 * uniform(),
            _ => uniform() + uniform() + uniform(),
        })
        .collect()
}

/// Lengths around every vector width, and one that is many vectors long.
pub(crate) fn blocks() -> impl Iterator<Item = Vec<f32>> {
    (0..=40).chain([1000, 4099]).map(|n| values(n, n as u64 + 1))
}

/// A grid of every kind (dense, coarse, clipped, one-sided, with a real zero-point), with every rounding and division, and
/// two whose scales are as small as a scale can be.
pub(crate) fn grids(block: &[f32]) -> Vec<Params> {
    let schemes = [
        "int8",
        "int2",
        "int4:wide:clip(-1,1)",
        "int3:full",
        "int8:asym",
        "int4:asym:p90",
        "int5:asym:clip(0.25,2)",
        "int4:asym:zfloat",
        "int8:asym:zfloat:clip(0.25,2)",
    ];
    let calibrated = schemes.iter().map(|scheme| {
        let block = Block::new(Level::fallback(), block);
        *scheme.parse::<Scheme>().unwrap().calibrate(0, &block).affine().unwrap()
    });
    let mut grids: Vec<Params> = calibrated.collect();
    // The reciprocal of this one is infinite.
    grids.push(Params { scale: f32::from_bits(1), ..grids[0] });
    grids.push(Params { scale: f32::MIN_POSITIVE, ..grids[7] });
    let roundings = [Rounding::Even, Rounding::Away, Rounding::Floor, Rounding::Stochastic(0xfeed_beef)];
    let divisions = [Division::Exact, Division::Reciprocal];
    let with = |rounding, division| grids.iter().map(move |&grid| Params { rounding, division, ..grid });
    roundings.iter().flat_map(|&r| divisions.iter().flat_map(move |&d| with(r, d))).collect()
}

/// Tables over the whole block, over a part of it and over a given range, with every division, and with scales as small and as
/// large as a scale can be.
pub(crate) fn tables(book: &'static Codebook, block: &[f32]) -> Vec<TableParams> {
    let calibrated = ["int4", "int4:p90:s16", "int4:clip(-1.25,1)"].map(|text| {
        let scheme = Scheme { format: Format::Table(book), ..text.parse().unwrap() };
        match scheme.calibrate(0, &Block::new(Level::fallback(), block)) {
            Quantizer::Table(params) => params,
            other => panic!("{other:?}"),
        }
    });
    // Ratios are the values themselves, so that some lie halfway between levels.
    let unit = TableParams::new(book, 1.0, (-5.0, 4.0), Division::Exact);
    // The reciprocal of the first one is infinite.
    let extreme = [f32::from_bits(1), f32::MIN_POSITIVE, f32::MAX / book.reach() / 1.5];
    let divided = |TableParams { scale, alpha, beta, .. }| {
        [Division::Exact, Division::Reciprocal]
            .map(|division| TableParams::new(book, scale, (alpha, beta), division))
    };
    let range = (calibrated[0].alpha, calibrated[0].beta);
    let extreme = extreme.map(|scale| TableParams::new(book, scale, range, Division::Exact));
    let plain = calibrated.into_iter().chain([unit]).chain(extreme).flat_map(divided);
    // Coded by other numbers than the scale, and decoded in several steps.
    let steps = Some(Steps { inner: 14.0, times: 0.7, over: 11.0 });
    let apart = [Coding::Divide(0.3), Coding::Multiply(0.7), Coding::Divide(f32::NAN)];
    plain.chain(apart.map(|coding| TableParams { coding, steps, ..calibrated[0] })).collect()
}

/// Blocks of every format of ggml, as the first and the last values of a super-block have them, with and without importance; and
/// some whose scales are 0, of the other sign, as small and as large as they can be.
pub(crate) fn offsets(block: &[f32]) -> Vec<OffsetParams> {
    let mut all = Vec::new();
    for kind in Kind::ALL {
        let values = &block[..block.len().min(kind.super_block())];
        let weights: Vec<f32> = values.iter().map(|x| (x * 7.0).sin().abs()).collect();
        let importance = Importance { weights: &weights, row_mean_square: 0.5 };
        for importance in [None, Some(importance)] {
            let fitted = kind.fit(Level::fallback(), values, importance);
            let blocks = fitted.blocks();
            for coding in [blocks[0], blocks[blocks.len() - 1]] {
                match coding.quantizer(kind) {
                    Quantizer::Offset(params) => all.push(params),
                    other => panic!("{other:?}"),
                }
            }
        }
    }
    for params in all.clone().into_iter().step_by(4) {
        let OffsetParams { numbers, step, base, shift, .. } = params;
        let turned = if matches!(numbers, Numbers::Signed(_)) { step } else { -step };
        for step in [0.0, turned, 2f32.powi(-24), 2f32.powi(-128), 65504.0] {
            all.push(OffsetParams::new(numbers, step, base, shift, Ratio::Over(step)));
            all.push(OffsetParams::new(numbers, step, base, shift, Ratio::Times(1.0 / step)));
        }
    }
    all
}

/// Every block with quantizers of every kind, one block under every element format, and some under ggml's. Under a table, values
/// where levels begin and their neighbours come first, under ggml's formats levels and the middles between them.
pub(crate) fn cases() -> impl Iterator<Item = (Vec<f32>, Quantizer)> {
    blocks().flat_map(|block| {
        let affine: Vec<_> = grids(&block).into_iter().map(|p| (block.clone(), p.into())).collect();
        let books = if block.len() == 37 { every_book() } else { books().to_vec() };
        let tables: Vec<_> = books.into_iter().flat_map(|book| tables(book, &block)).collect();
        let offsets: Vec<_> =
            if [0, 3, 16, 37, 1000].contains(&block.len()) { offsets(&block) } else { Vec::new() };
        let levels_first = |params: OffsetParams| {
            let levels = (0..params.numbers.count()).map(|rank| params.level(rank));
            let near = levels.flat_map(|x| [x, x + params.step / 2.0, (x + params.step / 2.0).next_up()]);
            (near.chain(block.iter().copied()).collect(), params.into())
        };
        let offsets: Vec<_> = offsets.into_iter().map(levels_first).collect();
        affine.into_iter().chain(offsets).chain(tables.into_iter().map(move |params| {
            let starts = params.book.starts.iter().map(|&start| start * params.scale);
            let near = starts.flat_map(|x| [x.next_down(), x, x.next_up()]);
            (near.chain(block.iter().copied()).collect(), params.into())
        }))
    })
}

/// The rank and the level of a value, by the scalar definition.
pub(crate) fn taken(quantizer: &Quantizer, x: f32, position: u32) -> (usize, f32) {
    match quantizer {
        Quantizer::Affine(params) => {
            let q = params.code(x, position);
            ((q - params.q_min) as usize, params.decode(q))
        }
        Quantizer::Table(params) => (params.rank(x), params.level(params.rank(x))),
        Quantizer::Offset(params) => (params.rank(x), params.level(params.rank(x))),
    }
}

/// Whether a value lies outside the range.
pub(crate) fn clips(quantizer: &Quantizer, x: f32) -> bool {
    match quantizer {
        Quantizer::Affine(params) => params.clips(x),
        Quantizer::Table(params) => x < params.alpha || x > params.beta,
        Quantizer::Offset(params) => x < params.alpha || x > params.beta,
    }
}

/// The byte that a value is stored in.
pub(crate) fn byte(quantizer: &Quantizer, x: f32, position: u32) -> u8 {
    match quantizer {
        Quantizer::Affine(params) => params.code(x, position) as u8,
        Quantizer::Table(params) => params.code(x),
        Quantizer::Offset(params) => params.code_of_rank(params.rank(x)) as u8,
    }
}

/// The value of a byte.
pub(crate) fn value(quantizer: &Quantizer, byte: u8) -> f32 {
    match quantizer {
        Quantizer::Affine(params) if params.q_min < 0 => params.decode(i32::from(byte as i8)),
        Quantizer::Affine(params) => params.decode(i32::from(byte)),
        Quantizer::Table(params) => params.decode(byte),
        Quantizer::Offset(params) => params.decode(byte),
    }
}
