//! PyTorch's `MinMaxObserver` and `PerChannelMinMaxObserver`, and those that average over batches: the ends of the data, and scale
//! and zero-point from them.
//!
//! Their conventions are named options of [`AffineGrid`]: symmetric ranges are divided by half the codes' width, scales are at
//! least epsilon, and unsigned codes have their fixed zero-point in the middle.

use quantscope::{
    Tensor,
    analysis::stream::MovingRange,
    kernels::{Level, min_max},
    quantizer::{Division, Params, Rounding},
    scheme::{Above, AffineGrid, Blocks, Granularity, HugeScale, Placement, Scales, TinyScale},
};

use crate::{
    arithmetic::{bits, codes, same},
    case::Case,
    tally::Outcome,
};

pub(crate) fn check(case: &Case) -> Result<Outcome, String> {
    let class = case.text("/class")?;
    let granularity = match class.trim_start_matches("MovingAverage") {
        "MinMaxObserver" => Granularity::Tensor,
        "PerChannelMinMaxObserver" => match case.whole("/params/ch_axis")? {
            0 => Granularity::Row,
            1 => Granularity::Column,
            other => return Err(format!("ch_axis {other}")),
        },
        "HistogramObserver" => {
            return Ok(Outcome::Skipped("HistogramObserver: its search is not implemented yet".into()));
        }
        other => return Ok(Outcome::Skipped(other.into())),
    };
    let batches = case.text("/batches")?;
    let shape = case.shape("/inputs/x")?;
    if granularity == Granularity::Column && shape.len() != 2 {
        return Err(format!("channels along axis 1 of {shape:?}"));
    }
    let tensor = Tensor::new("x", &shape, case.f32s("/inputs/x")?).map_err(|e| format!("{e}"))?;
    let averaged = class.starts_with("MovingAverage");
    let constant = if averaged { Some(case.number("/params/averaging_constant")?) } else { None };
    // Values of a channel that come together.
    let together = match (batches.split_once(':'), granularity) {
        (Some(("rows", k)), Granularity::Tensor) => count(k)? * tensor.columns(),
        (Some(("cols", k)), Granularity::Row) => count(k)?,
        // The ends of all batches are those of the whole, as long as a batch holds a part of every channel.
        (Some(("cols", _)), Granularity::Tensor) if !averaged => usize::MAX,
        (None, _) if batches == "all" => usize::MAX,
        _ => return Err(format!("batches of {batches}")),
    };
    let grid = grid(case)?;
    let (mut lows, mut highs, mut params) = (Vec::new(), Vec::new(), Vec::<Params>::new());
    Blocks::new(&tensor, granularity).for_each(|_, values| {
        let (lo, hi) = match constant {
            Some(constant) => averaged_ends(constant, values.chunks(together)),
            None => min_max(Level::new(), values),
        };
        lows.push(lo);
        highs.push(hi);
        params.push(grid.over(lo, hi));
    });

    let scales: Vec<f32> = params.iter().map(|p| p.scale).collect();
    let zero_points: Vec<f32> = params.iter().map(|p| p.zero_point.value()).collect();
    let theirs = match grid.placement {
        Placement::Real => case.f32s("/outputs/zero_point")?,
        _ => case.integers("/outputs/zero_point")?.into_iter().map(|z| z as f32).collect(),
    };
    let checks = [
        same("min_val", &lows, &case.f32s("/outputs/min_val")?),
        same("max_val", &highs, &case.f32s("/outputs/max_val")?),
        same("scale", &bits(&scales), &bits(&case.f32s("/outputs/scale")?)),
        same("zero_point", &zero_points, &theirs),
    ];
    let differences: Vec<String> = checks.into_iter().filter_map(Result::err).collect();
    Outcome::of(case.record_only(), &differences)
}

fn averaged_ends<'a>(constant: f64, batches: impl Iterator<Item = &'a [f32]>) -> (f32, f32) {
    let mut average = MovingRange::new(constant);
    batches.fold((0.0, 0.0), |_, batch| average.observe(Some(min_max(Level::new(), batch))))
}

fn count(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("batches of {text}"))
}

fn grid(case: &Case) -> Result<AffineGrid, String> {
    if case.yes("/params/reduce_range")? {
        return Err("a reduced range".into());
    }
    let (q_min, q_max) = (case.whole("/params/quant_min")? as i32, case.whole("/params/quant_max")? as i32);
    let dtype = case.text("/params/dtype")?;
    let whole_type = dtype.strip_prefix('q').and_then(codes).ok_or(format!("unknown dtype {dtype}"))?;
    let middle = match (whole_type.0 < 0, (q_min, q_max) == whole_type) {
        (true, _) => 0,
        (false, true) => 128,
        // A range given by hand has its middle rounded down.
        (false, false) => (q_min + q_max) / 2,
    };
    let qscheme = case.text("/params/qscheme")?;
    let (placement, tiny_scale) =
        match qscheme.trim_start_matches("per_tensor_").trim_start_matches("per_channel_") {
            "affine" => (Placement::Integer, TinyScale::AtLeast(f32::EPSILON)),
            "symmetric" => {
                let divisor = (q_max - q_min) as f32 / 2.0;
                (Placement::Fixed { zero_point: middle, divisor }, TinyScale::AtLeast(f32::EPSILON))
            }
            "affine_float_qparams" => (Placement::Real, TinyScale::One { up_to: f32::EPSILON }),
            other => return Err(format!("unknown qscheme {other}")),
        };
    Ok(AffineGrid {
        q_min,
        q_max,
        placement,
        tiny_scale,
        huge_scale: HugeScale::Smaller,
        scales: Scales::F32,
        above: Above::Unknown,
        rounding: Rounding::Even,
        division: Division::Reciprocal,
    })
}
