//! Seeded generation: the same specification gives the same bits on every machine.
//!
//! A value is `mean + sd · draw`. It is multiplied if its column is one of the `channels`, replaced if it is one of the
//! `outliers`, and at last multiplied by the `drift` of its row, `drift^(row / (rows - 1))`. Body, outliers and channels draw
//! from separate streams of the seed, so changing one option does not change the choices of the others. Magnitudes and sides
//! enter after all draws. For `softmax` these values are logits: once the last logit of a row is drawn, the row becomes its
//! softmax.

use std::collections::BTreeMap;
use std::f64::consts::FRAC_1_SQRT_2;

use super::error::DataError;
use super::generator::{Channels, Generator, Kind, Outliers, Side};
use super::random::{Chance, scaled};
use crate::tensor::Tensor;

const BODY: u64 = 0;
const OUTLIERS: u64 = 1;
const CHANNELS: u64 = 2;

/// How many values one [`Generation::step`] adds: a few milliseconds of work. A row of `softmax` that is longer than a step
/// makes its last step longer.
pub const STEP: usize = 65_536;

/// Draws values piece by piece, so that the caller can show progress and cancel.
#[derive(Debug)]
pub struct Generation {
    generator: Generator,
    body: Body,
    outliers: Option<Picks>,
    channels: Vec<u32>,
    values: Vec<f32>,
    wanted: usize,
}

impl Generation {
    /// Prepares to draw the values of `generator`.
    ///
    /// # Errors
    /// When a field of `generator` is out of its range.
    pub fn new(generator: &Generator) -> Result<Self, DataError> {
        generator.validate()?;
        let generator = *generator;
        let wanted = generator.shape.count() as usize;
        Ok(Self {
            generator,
            body: Body { chance: Chance::new(generator.seed, BODY), spare: None },
            outliers: generator.outliers.map(|o| Picks::new(generator.seed, o, wanted)),
            channels: generator
                .channels
                .map_or(Vec::new(), |c| columns(generator.seed, c, generator.shape.columns)),
            values: Vec::with_capacity(wanted),
            wanted,
        })
    }

    /// Draws up to [`STEP`] more values; true while values are left.
    pub fn step(&mut self) -> bool {
        let end = self.wanted.min(self.values.len() + STEP);
        let width = self.generator.shape.columns as usize;
        let Generator { kind, mean, sd, channels, outliers, .. } = self.generator;
        let scale = channels.map_or(1.0, |c| c.magnitude);
        let mut drifted = row_factor(&self.generator, self.values.len() / width);
        for i in self.values.len()..end {
            if i % width == 0 {
                drifted = row_factor(&self.generator, i / width);
            }
            let mut x = self.body.draw(&self.generator);
            if !self.channels.is_empty() && self.channels.binary_search(&((i % width) as u32)).is_ok() {
                x *= scale;
            }
            if let (Some(picks), Some(o)) = (&mut self.outliers, outliers)
                && let Some(negative) = picks.next()
            {
                let below = o.side == Side::Neg || (o.side == Side::Both && negative);
                x = if below { mean - o.magnitude * sd } else { mean + o.magnitude * sd };
            }
            self.values.push((x * drifted) as f32);
            if kind == Kind::Softmax && (i + 1) % width == 0 {
                softmax(&mut self.values[i + 1 - width..]);
            }
        }
        end < self.wanted
    }

    /// The share of the values that is drawn, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.values.len() as f64 / self.wanted as f64
    }

    /// Draws the remaining values and returns the tensor, named by its notation.
    pub fn finish(mut self) -> Tensor {
        while self.step() {}
        let Generator { shape, point, .. } = self.generator;
        let tensor = Tensor::new(self.generator.to_string(), &shape.dimensions(), self.values)
            .expect("as many values were drawn as the checked shape has");
        match point {
            Some(x) => tensor.with_first(x),
            None => tensor,
        }
    }
}

/// Draws all values of `generator` at once.
///
/// # Errors
/// When a field of `generator` is out of its range.
pub fn generate(generator: &Generator) -> Result<Tensor, DataError> {
    Generation::new(generator).map(Generation::finish)
}

/// The factor of the values of a row.
fn row_factor(generator: &Generator, row: usize) -> f64 {
    match generator.shape.rows {
        Some(rows) if rows > 1 && generator.drift != 1.0 => {
            libm::pow(generator.drift, row as f64 / f64::from(rows - 1))
        }
        _ => 1.0,
    }
}

/// The distribution itself.
#[derive(Debug)]
struct Body {
    chance: Chance,
    /// The second value of a pair of normal values.
    spare: Option<f64>,
}

impl Body {
    fn draw(&mut self, generator: &Generator) -> f64 {
        let &Generator { kind, mean, sd, df, .. } = generator;
        let unit = match kind {
            Kind::Normal | Kind::Lognormal | Kind::Relu | Kind::Gelu | Kind::Silu | Kind::Softmax => {
                self.normal()
            }
            Kind::Laplace => self.chance.laplace(),
            Kind::Student => self.chance.student(df),
            Kind::Uniform => (2.0 * self.chance.open01() - 1.0) * 3f64.sqrt(),
            Kind::Bimodal => self.bimodal(),
            Kind::Llm => self.llm(),
        };
        let x = mean + sd * unit;
        match kind {
            Kind::Lognormal => libm::exp(x),
            // A comparison, because `max` may return −0.
            Kind::Relu if x <= 0.0 => 0.0,
            // By erfc, which stays precise far below 0.
            Kind::Gelu => gated(x, 0.5 * libm::erfc(-x * FRAC_1_SQRT_2)),
            Kind::Silu => gated(x, 1.0 / (1.0 + libm::exp(-x))),
            _ => x,
        }
    }

    fn normal(&mut self) -> f64 {
        self.spare.take().unwrap_or_else(|| {
            let (now, later) = self.chance.normal_pair();
            self.spare = Some(later);
            now
        })
    }

    /// Two Gaussians of variance 1 at ±2 have variance 5 together.
    fn bimodal(&mut self) -> f64 {
        let centre = if self.chance.bits() >> 63 == 1 { 2.0 } else { -2.0 };
        (centre + self.normal()) / 5f64.sqrt()
    }

    fn llm(&mut self) -> f64 {
        let x = if self.chance.open01() < 0.05 { self.chance.student(3.0) } else { self.normal() };
        if self.chance.open01() < 0.001 { 10.0 * x } else { x }
    }
}

/// The part of `x` that a gate lets through. A closed gate lets nothing through, even of −∞.
fn gated(x: f64, share: f64) -> f64 {
    if share == 0.0 { 0.0 } else { x * share }
}

/// Replaces logits by their softmax. The sum runs from first to last, so that the bits are the same everywhere.
fn softmax(row: &mut [f32]) {
    let largest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    // The largest logit is a case of its own: it may be infinite, and ∞ − ∞ is not 0.
    let weight = |x: f32| if x == largest { 1.0 } else { libm::exp(f64::from(x) - f64::from(largest)) };
    let sum: f64 = row.iter().map(|&x| weight(x)).sum();
    for x in row {
        *x = (weight(*x) / sum) as f32;
    }
}

/// Chooses which values are outliers: exactly `round(fraction · n)` of them, at least one, each subset equally likely.
/// Selection sampling (Knuth, TAOCP 3.4.2, algorithm S): one draw per value, no memory.
#[derive(Debug)]
struct Picks {
    chance: Chance,
    wanted: u64,
    left: u64,
}

impl Picks {
    fn new(seed: u32, outliers: Outliers, n: usize) -> Self {
        let wanted = (outliers.fraction * n as f64).round().clamp(1.0, n as f64) as u64;
        Self { chance: Chance::new(seed, OUTLIERS), wanted, left: n as u64 }
    }

    /// Whether the next value is an outlier, and on which side of the mean it lies if both are allowed. The side is the
    /// draw's lowest bit and the choice its highest bits, so sides do not change the choices.
    fn next(&mut self) -> Option<bool> {
        let bits = self.chance.bits();
        let picked = scaled(bits, self.left) < self.wanted;
        self.left -= 1;
        self.wanted -= u64::from(picked);
        picked.then_some(bits & 1 == 1)
    }
}

/// The columns to scale, ascending. This is a Fisher–Yates shuffle of all columns that stops after `count` and keeps only its
/// swaps: a larger count keeps the columns already chosen and adds others.
fn columns(seed: u32, channels: Channels, width: u32) -> Vec<u32> {
    let mut chance = Chance::new(seed, CHANNELS);
    let mut swaps = BTreeMap::new();
    let mut chosen: Vec<u32> = (0..channels.count)
        .map(|i| {
            let j = i + chance.below(width - i);
            let here = swaps.get(&i).copied().unwrap_or(i);
            swaps.insert(j, here).unwrap_or(j)
        })
        .collect();
    chosen.sort_unstable();
    chosen
}
