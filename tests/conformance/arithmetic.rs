//! Quantizing and dequantizing with given parameters, each shared by the values of a tensor, an axis or a block.

use std::num::NonZeroUsize;

use quantscope::{
    kernels::{Level, dequantize, quantize},
    quantizer::{Division, Params, Rounding, ZeroPoint},
};

/// Smallest and largest code of a format.
pub(crate) type Codes = (i32, i32);

/// The codes of an integer type; None when it is none.
pub(crate) fn codes(integer: &str) -> Option<Codes> {
    Some(match integer {
        "int2" => (-2, 1),
        "uint2" => (0, 3),
        "int4" => (-8, 7),
        "uint4" => (0, 15),
        "int8" => (-128, 127),
        "uint8" => (0, 255),
        "int16" => (-32768, 32767),
        "uint16" => (0, 65535),
        "int32" => (i32::MIN, i32::MAX),
        _ => return None,
    })
}

/// The parameters of a given scale and zero-point, as libraries take them: there is no range that calibration chose.
pub(crate) fn params(
    scale: f32,
    zero_point: i64,
    (q_min, q_max): Codes,
    division: Division,
) -> Result<Params, String> {
    let z = i32::try_from(zero_point).map_err(|_| format!("zero-point {zero_point}"))?;
    let zero_point = ZeroPoint::Integer(z);
    Ok(Params {
        scale,
        zero_point,
        q_min,
        q_max,
        alpha: f32::MIN,
        beta: f32::MAX,
        rounding: Rounding::Even,
        division,
    })
}

/// Parameters, and which of them each value takes.
pub(crate) struct Spread {
    pub(crate) params: Vec<Params>,
    /// By the value's place in the tensor.
    pub(crate) taken: Vec<usize>,
}

impl Spread {
    /// Every value takes parameters in common, or those of its place along `axis`, counted from the end when negative.
    /// With blocks, those of its run of `block` places along it; the last run may be shorter.
    pub(crate) fn new(
        params: Vec<Params>,
        shape: &[usize],
        params_shape: &[usize],
        axis: i64,
        block: Option<NonZeroUsize>,
    ) -> Result<Self, String> {
        let count = shape.iter().product();
        if params_shape.is_empty() {
            return Ok(Self { params, taken: vec![0; count] });
        }
        let axis = if axis < 0 { axis + shape.len() as i64 } else { axis } as usize;
        let along = *shape.get(axis).ok_or(format!("axis {axis} of {shape:?}"))?;
        let inner: usize = shape[axis + 1..].iter().product();
        let place = |i: usize| i / inner % along;
        let (expected, taken) = match block.map(NonZeroUsize::get) {
            None => (vec![along], (0..count).map(place).collect()),
            Some(block) => {
                let blocks = along.div_ceil(block);
                let mut expected = shape.to_vec();
                expected[axis] = blocks;
                let of = |i| (i / inner / along * blocks + place(i) / block) * inner + i % inner;
                (expected, (0..count).map(of).collect())
            }
        };
        if params_shape != expected {
            return Err(format!("scales of shape {params_shape:?}, expected {expected:?}"));
        }
        Ok(Self { params, taken })
    }

    /// Codes by the scalar definition, to which the kernel is held where it applies.
    pub(crate) fn quantize(&self, values: &[f32]) -> Result<Vec<i64>, String> {
        let codes: Vec<i64> = self.each(values, |params, x| i64::from(params.code(x, 0)));
        if self.fits_bytes() {
            let mut by_kernel = vec![0; codes.len()];
            for (index, params) in self.params.iter().enumerate() {
                let places = self.places(index);
                let own: Vec<f32> = places.iter().map(|&i| values[i]).collect();
                let mut bytes = vec![0; own.len()];
                quantize(Level::new(), &own, &(*params).into(), &mut bytes);
                for (&i, byte) in places.iter().zip(bytes) {
                    by_kernel[i] = if params.q_min < 0 { i64::from(byte as i8) } else { i64::from(byte) };
                }
            }
            same("the kernel's codes", &by_kernel, &codes)?;
        }
        Ok(codes)
    }

    /// Levels by the scalar definition, to which the kernel is held where it applies.
    pub(crate) fn dequantize(&self, codes: &[i64]) -> Result<Vec<f32>, String> {
        let levels: Vec<f32> = self.each(codes, |params, q| params.decode(q as i32));
        if self.fits_bytes() {
            let mut by_kernel = vec![0.0; levels.len()];
            for (index, params) in self.params.iter().enumerate() {
                let places = self.places(index);
                let own: Vec<u8> = places.iter().map(|&i| codes[i] as u8).collect();
                let mut values = vec![0.0; own.len()];
                dequantize(Level::new(), &own, &(*params).into(), &mut values);
                for (&i, x) in places.iter().zip(values) {
                    by_kernel[i] = x;
                }
            }
            same("the kernel's levels", &bits(&by_kernel), &bits(&levels))?;
        }
        Ok(levels)
    }

    /// `x / s` of every value, rounded, with the zero-point added: its code before that is brought into range.
    pub(crate) fn unclamped(&self, values: &[f32]) -> Vec<f32> {
        self.each(values, |params, x| params.unclamped(x, 0))
    }

    fn each<T: Copy, U>(&self, values: &[T], f: impl Fn(&Params, T) -> U) -> Vec<U> {
        values.iter().zip(&self.taken).map(|(&x, &index)| f(&self.params[index], x)).collect()
    }

    fn places(&self, index: usize) -> Vec<usize> {
        (0..self.taken.len()).filter(|&i| self.taken[i] == index).collect()
    }

    /// Whether codes fit a byte, signed or unsigned: then there is a kernel for them.
    fn fits_bytes(&self) -> bool {
        self.params.iter().all(|p| match p.q_min {
            -128..0 => p.q_max < 128,
            0.. => p.q_max < 256,
            _ => false,
        })
    }
}

/// Bit patterns, so that zeros are told apart and NaN equals itself.
pub(crate) fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|x| x.to_bits()).collect()
}

/// Says where two lists first differ.
pub(crate) fn same<T: PartialEq + std::fmt::Debug>(
    what: &str,
    ours: &[T],
    theirs: &[T],
) -> Result<(), String> {
    if ours.len() != theirs.len() {
        return Err(format!("{what}: {} values, expected {}", ours.len(), theirs.len()));
    }
    match ours.iter().zip(theirs).position(|(a, b)| a != b) {
        None => Ok(()),
        Some(i) => {
            let count = ours.iter().zip(theirs).filter(|(a, b)| a != b).count();
            Err(format!("{what}: {count} differ, the first at {i}: {:?}, expected {:?}", ours[i], theirs[i]))
        }
    }
}
