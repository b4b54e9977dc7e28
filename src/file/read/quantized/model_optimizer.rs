//! Model Optimizer's NVFP4. Its FP8, a scale for each tensor, is in `floats.rs`.
//!
//! ```text
//! W           U8 [out, in / 2]
//! W_scale     F8_E4M3 [out, in / 16]
//! W_scale_2   F32                      W = level · (scale · scale_2);  compressed-tensors stores its reciprocal
//! ```
//! Source: <https://github.com/NVIDIA/Model-Optimizer> (`torch/export`, `qtensor/nvfp4_tensor.py`).

use super::fours::{grouped, outer};
use super::{Names, Quantized, Role, Weight};
use crate::file::read::elements::Element;
use crate::file::read::pieces::Stop;

pub(super) fn find<'a>(names: &Names<'a>, index: usize) -> Option<Weight<'a>> {
    let array = &names.stored[index];
    let base = Some(array.name).filter(|_| array.dtype == "U8")?;
    names.find(base, "_scale").filter(|(_, scale)| scale.dtype == "F8_E4M3")?;
    let (library, suffixes) = ("Model Optimizer NVFP4", &["_scale", "_scale_2"]);
    Some(Weight { library, name: base.into(), base, codes: index, suffixes })
}

pub(super) fn read(names: &Names<'_>, weight: &Weight<'_>) -> Result<Quantized, Stop> {
    let quantized = grouped(names, weight, 16, Element::F8E4M3)?;
    outer(names, weight, quantized, Role::Times, "_scale_2")
}
