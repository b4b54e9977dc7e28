//! A data notation as the record of its controls, and back.

use serde::{Deserialize, Serialize};

use crate::data::{Channels, DataError, DataSpec, Generator, Kind, Options, Outliers, Shape, Side};

/// A data string taken apart for the controls.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct DataParts {
    source: String,
    kind: Option<Kind>,
    rows: u32,
    columns: u32,
    vector: bool,
    seed: u32,
    mean: f64,
    sd: f64,
    df: f64,
    outlier_fraction: f64,
    outlier_magnitude: f64,
    outlier_side: Side,
    channel_count: u32,
    channel_magnitude: f64,
    /// `None` for a drift of 1.
    drift: Option<f64>,
    /// With the digits that the user wrote; a float32 widened to float64 has others.
    point: Option<f64>,
    name: String,
    tensor: Option<String>,
    axis: u32,
    /// The decimal mark of a table, if it is chosen.
    decimal: Option<String>,
    dtype: Option<String>,
    dims: Vec<f64>,
}

/// What a control shows for outliers or channels if there are none.
const MAGNITUDE: f64 = 20.0;

impl From<&DataSpec> for DataParts {
    fn from(spec: &DataSpec) -> Self {
        match spec {
            DataSpec::Generated(g) => Self {
                source: "generator".into(),
                kind: Some(g.kind),
                rows: g.shape.rows.unwrap_or(1),
                columns: g.shape.columns,
                vector: g.shape.rows.is_none(),
                seed: g.seed,
                mean: g.mean,
                sd: g.sd,
                df: g.df,
                outlier_fraction: g.outliers.map_or(0.0, |o| o.fraction),
                outlier_magnitude: g.outliers.map_or(MAGNITUDE, |o| o.magnitude),
                outlier_side: g.outliers.map_or(Side::Both, |o| o.side),
                channel_count: g.channels.map_or(0, |c| c.count),
                channel_magnitude: g.channels.map_or(MAGNITUDE, |c| c.magnitude),
                drift: (g.drift != 1.0).then_some(g.drift),
                point: g.point.map(digits),
                ..Self::default()
            },
            DataSpec::Sample { name, options } => Self {
                source: "sample".into(),
                name: name.clone(),
                axis: options.axis,
                point: options.point.map(digits),
                ..Self::default()
            },
            DataSpec::File { name, tensor, raw, options }
            | DataSpec::Url { address: name, tensor, raw, options } => Self {
                source: if matches!(spec, DataSpec::Url { .. }) { "url" } else { "file" }.into(),
                name: name.clone(),
                tensor: tensor.clone(),
                axis: options.axis,
                point: options.point.map(digits),
                decimal: options.decimal.map(|decimal| decimal.name().into()),
                dtype: raw.as_ref().map(|raw| raw.element.short().into()),
                dims: raw.iter().flat_map(|raw| raw.shape.iter().map(|&d| d as f64)).collect(),
                ..Self::default()
            },
            DataSpec::Values(_) => Self { source: "values".into(), ..Self::default() },
        }
    }
}

/// The float64 whose shortest digits are those of a float32.
fn digits(x: f32) -> f64 {
    x.to_string().parse().unwrap_or(f64::from(x))
}

impl DataParts {
    /// The data notation of the parts.
    pub(super) fn spec(&self) -> Result<DataSpec, DataError> {
        match self.source.as_str() {
            "sample" | "file" | "url" => self.stored(),
            _ => self.generator(),
        }
    }

    fn stored(&self) -> Result<DataSpec, DataError> {
        let Self { source, name, tensor, dtype, dims, .. } = self;
        let options = Options { axis: self.axis, point: self.point.map(|x| x as f32), decimal: None };
        let decimal = self.decimal.as_ref().map_or(String::new(), |decimal| format!(":decimal={decimal}"));
        let mark = if source == "url" { '|' } else { '/' };
        let tensor = tensor.as_ref().map_or(String::new(), |tensor| format!("{mark}{tensor}"));
        let raw = dtype.as_ref().map_or(String::new(), |dtype| match &dims[..] {
            [n] => format!(":{dtype}:n={n}"),
            _ => format!(":{dtype}:{}", dims.iter().map(f64::to_string).collect::<Vec<_>>().join("x")),
        });
        format!("{source}({name}{tensor}){raw}{decimal}{options}").parse()
    }

    fn generator(&self) -> Result<DataSpec, DataError> {
        let (fraction, count) = (self.outlier_fraction, self.channel_count);
        let generator = Generator {
            kind: self.kind.unwrap_or(Kind::Normal),
            shape: if self.vector {
                Shape::vector(self.columns)
            } else {
                Shape::matrix(self.rows, self.columns)
            },
            seed: self.seed,
            mean: self.mean,
            sd: self.sd,
            df: self.df,
            outliers: (fraction > 0.0).then_some(Outliers {
                fraction,
                magnitude: self.outlier_magnitude,
                side: self.outlier_side,
            }),
            channels: (count > 0).then_some(Channels { count, magnitude: self.channel_magnitude }),
            drift: self.drift.unwrap_or(1.0),
            point: self.point.map(|x| x as f32),
        };
        generator.validate()?;
        Ok(DataSpec::Generated(generator))
    }
}
