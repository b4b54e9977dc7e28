//! A generator of random values: kind, shape and options, each a field that a control can edit.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::error::DataError;
use super::shape::Shape;
use crate::shortest::Shortest;

/// The distribution that values are drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Gaussian.
    Normal,
    /// Laplace, scaled so that `sd` is its standard deviation.
    Laplace,
    /// Student's t with `df` degrees of freedom. Its standard deviation depends on `df` and is infinite up
    /// to 2, so here `sd` is a plain multiplier.
    Student,
    /// Uniform on mean ± sd·√3, so that `sd` is its standard deviation.
    Uniform,
    /// The exponential of a Gaussian; `mean` and `sd` belong to the logarithm.
    Lognormal,
    /// Two Gaussians of equal weight whose centres lie four of their own standard deviations apart: at
    /// mean ± 2·sd/√5, each of sd/√5, so that `sd` is the standard deviation of the whole.
    Bimodal,
    /// A Gaussian with its negative values set to 0; `mean` and `sd` belong to the Gaussian.
    Relu,
    /// x·Φ(x) of a Gaussian x, Φ the normal distribution function (GELU's definition, not its approximation
    /// by tanh); `mean` and `sd` belong to the Gaussian.
    Gelu,
    /// x/(1 + e⁻ˣ) of a Gaussian x; `mean` and `sd` belong to the Gaussian.
    Silu,
    /// Each row is the softmax of Gaussian logits, which are rounded to float32 as in a network. `mean`, `sd`, outliers and
    /// channels belong to the logits, so every row sums to 1; the mean cancels out.
    Softmax,
    /// Weights as in language models: Gaussian, but 5 % are Student's t with 3 degrees of freedom, and 0.1 % are ten times
    /// as large. `sd` scales all values. After the test data of ZackyLake's QuantViz.
    Llm,
}

impl Kind {
    /// Every kind, in the order of the lists.
    pub const ALL: [Self; 11] = [
        Self::Normal,
        Self::Laplace,
        Self::Student,
        Self::Uniform,
        Self::Lognormal,
        Self::Bimodal,
        Self::Relu,
        Self::Gelu,
        Self::Silu,
        Self::Softmax,
        Self::Llm,
    ];

    /// Its name in the notation.
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Laplace => "laplace",
            Self::Student => "student",
            Self::Uniform => "uniform",
            Self::Lognormal => "lognormal",
            Self::Bimodal => "bimodal",
            Self::Relu => "relu",
            Self::Gelu => "gelu",
            Self::Silu => "silu",
            Self::Softmax => "softmax",
            Self::Llm => "llm",
        }
    }

    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }

    /// The options of this kind, as an error lists them.
    fn accepted(self) -> String {
        let df = if self == Self::Student { " df=D," } else { "" };
        format!(
            "RxC, n=N, seed=S, mean=M, sd=S,{df} outliers=FRACTIONxMAGNITUDE, channels=COUNTxMAGNITUDE, drift=FACTOR, point=X"
        )
    }
}

/// The side of the mean on which outliers lie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Either side, at random.
    #[default]
    Both,
    /// Above only.
    Pos,
    /// Below only.
    Neg,
}

/// Single values far from the others.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Outliers {
    /// The share of values that are replaced: above 0, at most 1. Their count is rounded and at least 1.
    pub fraction: f64,
    /// The distance from the generator's `mean` in units of its `sd`, for every kind.
    pub magnitude: f64,
    /// The side on which they lie.
    #[serde(default)]
    pub side: Side,
}

/// Columns with larger values than the others, as in transformer activations.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Channels {
    /// How many columns.
    pub count: u32,
    /// The factor of their values.
    pub magnitude: f64,
}

/// Everything that determines values drawn at random: the same generator gives the same bits everywhere.
///
/// As a record it has these fields in lower case; a missing field has its default. [`Generator::validate`] checks what a
/// control puts in, and every function that draws calls it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Generator {
    /// The distribution.
    pub kind: Kind,
    /// Rows and columns; 256 × 256 by default.
    pub shape: Shape,
    /// The seed of the random numbers; 1 by default.
    pub seed: u32,
    /// The centre (of the Gaussian, for kinds that are a function of one); 0 by default.
    pub mean: f64,
    /// The standard deviation (of the Gaussian, for kinds that are a function of one; a factor for [`Kind::Student`] and
    /// [`Kind::Llm`]); 1 by default.
    pub sd: f64,
    /// Degrees of freedom, read and printed for [`Kind::Student`] only; 3 by default.
    pub df: f64,
    /// Outliers, if any.
    pub outliers: Option<Outliers>,
    /// Larger columns, if any.
    pub channels: Option<Channels>,
    /// How many times larger the last row is than the first; in between, the logarithm grows evenly. 1 by default. A vector
    /// has one row and does not change.
    pub drift: f64,
    /// A value that replaces the first one, if any.
    pub point: Option<f32>,
}

impl Default for Generator {
    fn default() -> Self {
        Self {
            kind: Kind::Normal,
            shape: Shape::matrix(256, 256),
            seed: 1,
            mean: 0.0,
            sd: 1.0,
            df: 3.0,
            outliers: None,
            channels: None,
            drift: 1.0,
            point: None,
        }
    }
}

impl Generator {
    /// Checks every field.
    ///
    /// # Errors
    /// For the first field that is out of its range, in the order of the notation.
    pub fn validate(&self) -> Result<(), DataError> {
        self.shape.validate()?;
        let shown = |x: f64| Shortest(x).to_string().into();
        if !self.mean.is_finite() {
            return Err(DataError::Mean { given: shown(self.mean) });
        }
        if !positive(self.sd) {
            return Err(DataError::Sd { given: shown(self.sd) });
        }
        if self.kind == Kind::Student && !positive(self.df) {
            return Err(DataError::Df { given: shown(self.df) });
        }
        if let Some(o) = self.outliers
            && !(positive(o.fraction) && o.fraction <= 1.0 && positive(o.magnitude))
        {
            return Err(DataError::Outliers { given: o.to_string().into() });
        }
        if let Some(c) = self.channels {
            if c.count == 0 || !positive(c.magnitude) {
                return Err(DataError::Channels { given: c.to_string().into() });
            }
            if c.count > self.shape.columns {
                return Err(DataError::ChannelCount { count: c.count, columns: self.shape.columns });
            }
        }
        if !positive(self.drift) {
            return Err(DataError::Drift { given: shown(self.drift) });
        }
        match self.point {
            Some(x) if !x.is_finite() => Err(DataError::Point { given: x.to_string().into() }),
            _ => Ok(()),
        }
    }

    /// The same generator with a smaller shape: as many of its first rows as hold `most` values, but at least one; of a
    /// longer row, and of a vector, the first values. The number of columns stays, and with it the rows of
    /// [`Kind::Softmax`] and the share of [`Channels`]. Outliers are the same share of fewer values.
    #[must_use]
    pub fn beginning(self, most: u32) -> Self {
        let columns = self.shape.columns.clamp(1, most.max(1));
        let rows = self.shape.rows.map(|rows| rows.clamp(1, (most / columns).max(1)));
        let channels = self.channels.map(|c| Channels { count: c.count.min(columns), ..c });
        Self { shape: Shape { rows, columns }, channels, ..self }
    }

    /// `options` is what follows the kind and its colon.
    pub(super) fn parse(kind: Kind, options: Option<&str>) -> Result<Self, DataError> {
        let mut generator = Self { kind, ..Self::default() };
        let mut seen = Vec::new();
        for option in options.into_iter().flat_map(|o| o.split(':')) {
            let name = generator.set(option)?;
            if seen.contains(&name) {
                return Err(DataError::Duplicate { option: option.into(), name: name.into() });
            }
            seen.push(name);
        }
        generator.validate()?;
        Ok(generator)
    }

    /// Applies one option and returns its name. An error names a malformed number as it was written.
    fn set(&mut self, option: &str) -> Result<&'static str, DataError> {
        if let Some(shape) = Shape::parse(option) {
            self.shape = shape?;
            return Ok("RxC or n=N");
        }
        let (name, text) = option.split_once('=').unwrap_or((option, ""));
        let given = || text.into();
        match name {
            "seed" => {
                self.seed = whole(text).ok_or_else(|| DataError::Seed { given: given() })?;
                Ok("seed")
            }
            "mean" => {
                self.mean = number(text).ok_or_else(|| DataError::Mean { given: given() })?;
                Ok("mean")
            }
            "sd" => {
                self.sd = above_zero(text).ok_or_else(|| DataError::Sd { given: given() })?;
                Ok("sd")
            }
            "df" if self.kind == Kind::Student => {
                self.df = above_zero(text).ok_or_else(|| DataError::Df { given: given() })?;
                Ok("df")
            }
            "outliers" => {
                let outliers = Outliers::parse(text).ok_or_else(|| DataError::Outliers { given: given() })?;
                self.outliers = Some(outliers);
                Ok("outliers")
            }
            "channels" => {
                let channels = Channels::parse(text).ok_or_else(|| DataError::Channels { given: given() })?;
                self.channels = Some(channels);
                Ok("channels")
            }
            "drift" => {
                self.drift = above_zero(text).ok_or_else(|| DataError::Drift { given: given() })?;
                Ok("drift")
            }
            "point" => {
                self.point = Some(point(text)?);
                Ok("point")
            }
            _ => Err(DataError::Option {
                option: option.into(),
                kind: self.kind.name().into(),
                accepted: self.kind.accepted(),
            }),
        }
    }
}

/// A value that float32 can hold; −0 becomes 0, as in [`number`].
pub(super) fn point(text: &str) -> Result<f32, DataError> {
    let x = text.parse().ok().filter(|x: &f32| x.is_finite());
    x.map(|x| x + 0.0).ok_or_else(|| DataError::Point { given: text.into() })
}

fn positive(x: f64) -> bool {
    x.is_finite() && x > 0.0
}

/// A finite number; −0 becomes 0, so that equal numbers print alike.
fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|x: &f64| x.is_finite()).map(|x| x + 0.0)
}

fn above_zero(text: &str) -> Option<f64> {
    number(text).filter(|&x| x > 0.0)
}

fn whole(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

impl Outliers {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('x');
        let fraction = above_zero(parts.next()?).filter(|&x| x <= 1.0)?;
        let magnitude = above_zero(parts.next()?)?;
        let side = match parts.next() {
            None => Side::Both,
            Some("pos") => Side::Pos,
            Some("neg") => Side::Neg,
            Some(_) => return None,
        };
        parts.next().is_none().then_some(Self { fraction, magnitude, side })
    }
}

impl Channels {
    fn parse(text: &str) -> Option<Self> {
        let (count, magnitude) = text.split_once('x')?;
        let count = whole(count).filter(|&n| n > 0)?;
        Some(Self { count, magnitude: above_zero(magnitude)? })
    }
}

impl fmt::Display for Outliers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = match self.side {
            Side::Both => "",
            Side::Pos => "xpos",
            Side::Neg => "xneg",
        };
        write!(f, "{}x{}{side}", Shortest(self.fraction), Shortest(self.magnitude))
    }
}

impl fmt::Display for Channels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.count, Shortest(self.magnitude))
    }
}

impl fmt::Display for Generator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let default = Self::default();
        f.write_str(self.kind.name())?;
        if self.shape != default.shape {
            write!(f, ":{}", self.shape)?;
        }
        if self.seed != default.seed {
            write!(f, ":seed={}", self.seed)?;
        }
        if self.mean != default.mean {
            write!(f, ":mean={}", Shortest(self.mean))?;
        }
        if self.sd != default.sd {
            write!(f, ":sd={}", Shortest(self.sd))?;
        }
        if self.kind == Kind::Student && self.df != default.df {
            write!(f, ":df={}", Shortest(self.df))?;
        }
        if let Some(outliers) = self.outliers {
            write!(f, ":outliers={outliers}")?;
        }
        if let Some(channels) = self.channels {
            write!(f, ":channels={channels}")?;
        }
        if self.drift != default.drift {
            write!(f, ":drift={}", Shortest(self.drift))?;
        }
        if let Some(x) = self.point {
            write!(f, ":point={}", Shortest(x))?;
        }
        Ok(())
    }
}
