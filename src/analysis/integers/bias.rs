//! Biases of a layer in integers: at the scale of the sums they are added to, or in eight bits like a weight.

use super::{Coded, Convolution, FILTERS, IntegerError, filter};
use crate::{Scheme, Tensor, kernels::Level};

/// A bias as it is stored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stored {
    /// Its code; the zero-point is 0.
    pub code: i32,
    /// What that decodes to.
    pub value: f64,
}

/// The bias of one channel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bias {
    /// The channel's filter.
    pub filter: &'static str,
    /// In real numbers: it makes the mean of the channel's outputs 0, as normalisation folded into a layer does.
    pub bias: f64,
    /// `sx · sw`: what one unit of the channel's integer sums stands for.
    pub unit: f64,
    /// In 32 bits with that unit as its scale.
    pub wide: Stored,
    /// In 8 bits with one scale for the biases of all channels.
    pub narrow: Stored,
}

/// The biases of a layer whose channels are the built-in filters, applied to `image` whose scale is `scale`; filters are
/// quantized by `weights`.
///
/// # Errors
/// When the image is too large, or `weights` has blocks or a real zero-point.
pub fn biases(image: &Tensor, scale: f32, weights: &Scheme) -> Result<Vec<Bias>, IntegerError> {
    let mut channels = Vec::with_capacity(FILTERS.len());
    for (name, _) in FILTERS {
        let Some(filter) = filter(name) else { continue };
        let unit = f64::from(scale) * f64::from(Coded::new(Level::new(), &filter, weights)?.params.scale);
        let convolution = Convolution::new(image.clone(), filter)?;
        let finite = convolution.real().iter().filter(|y| y.is_finite());
        let (count, sum) = finite.fold((0.0, 0.0), |(count, sum), &y| (count + 1.0, sum + f64::from(y)));
        channels.push((name, if count > 0.0 { -sum / count } else { 0.0 }, unit));
    }
    let largest = channels.iter().fold(0.0, |largest: f64, (_, bias, _)| largest.max(bias.abs()));
    let shared = if largest > 0.0 { largest / 127.0 } else { 1.0 };
    let stored = |bias: f64, scale: f64| {
        // Beyond 32 bits, which takes a range cut very small, it stays at the last code.
        let code = (bias / scale).round_ties_even() as i32;
        Stored { code, value: f64::from(code) * scale }
    };
    let bias = |(filter, bias, unit)| {
        let [wide, narrow] = [unit, shared].map(|scale| stored(bias, scale));
        Bias { filter, bias, unit, wide, narrow }
    };
    Ok(channels.into_iter().map(bias).collect())
}
