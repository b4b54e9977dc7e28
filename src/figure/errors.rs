//! The Errors picture: where the squared error of both schemes comes from, and how their errors are distributed.
//!
//! A panel for each scheme shows the data, coloured by what it contributes to the squared error, and hanging from the same axis that
//! squared error in its two parts. Both panels share the scale of squared errors. Beside them, or below if there is no room, stands
//! the distribution of each scheme's errors.

mod columns;
mod heading;
mod source;
mod spread;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;
use serde::Deserialize;

use super::pen::{Drawn, Pen, PixelBox};
use super::plot::{Plot, PlotMap, ROW};
use super::role::Role;
use super::sizes::Sizes;
use super::text::{self, Text};
use super::theme::Theme;
use super::{FiniteRange, Scale};
use columns::{Columns, columns};
use heading::rows;

/// Everything the Errors picture shows. A record leaves out the arrays, which cross by themselves.
#[derive(Debug, Clone, Deserialize)]
pub struct ErrorsFigure<'a> {
    /// The range of the shared axis of values.
    pub view: FiniteRange,
    /// The histogram of the data over that range.
    #[serde(skip)]
    pub data: &'a [u32],
    /// The axis of errors reaches from `-reach` to `reach`.
    pub reach: f64,
    /// Whether counts are logarithmic or linear.
    pub log: bool,
    /// A and B.
    pub panels: [ErrorsPanel<'a>; 2],
    /// The texts.
    pub labels: ErrorsLabels<'a>,
}

/// The texts that are not of one panel.
#[derive(Debug, Clone, Default, Deserialize)]
#[allow(missing_docs, reason = "said above")]
pub struct ErrorsLabels<'a> {
    pub value: Text<'a>,
    /// Title of the data's counts, and what their colour means.
    pub data: Text<'a>,
    /// Title of the squared errors.
    pub squares: Text<'a>,
    pub rounding: Text<'a>,
    pub clipping: Text<'a>,
    pub error: Text<'a>,
    pub count: Text<'a>,
    pub rmse: Text<'a>,
    /// The name of the RMSE of errors spread evenly over a step.
    pub even: Text<'a>,
}

/// One scheme's errors.
#[derive(Debug, Clone, Deserialize)]
pub struct ErrorsPanel<'a> {
    /// The scheme it belongs to.
    pub role: Role,
    /// `[alpha, beta]` if all values share one grid; values outside are clipped.
    pub range: Option<(f64, f64)>,
    /// Σe² of values inside the range of their block: below the axis, in each bin of the data's histogram, and above it.
    #[serde(skip)]
    pub rounding: &'a [f64],
    /// Σe² of values that their block clips, likewise.
    #[serde(skip)]
    pub clipping: &'a [f64],
    /// The number of errors below the axis of errors, in each of its bins, and above it.
    #[serde(skip)]
    pub errors: &'a [f64],
    /// The RMSE.
    pub rmse: f64,
    /// The RMSE of errors spread evenly over a step, if all values share one step.
    pub even: Option<f64>,
    /// The letter and the scheme: "A  int4".
    pub title: Text<'a>,
    /// Its squared error and the shares of its parts: "Σe² = 1298: 78 % rounding, 22 % clipping".
    pub source: Text<'a>,
    /// How much smaller its squared error is than that of the other panel: "31 times less than A". It is written where the error is
    /// too small to be seen on the scale that both share.
    pub smaller: Text<'a>,
    /// The shares of the squared error below and above the shown values; empty for none.
    pub outside: [Text<'a>; 2],
    /// "RMSE/s = 0.284 (evenly spread: 0.289)".
    pub spread: Text<'a>,
    /// The number of errors below and above those shown; empty for none.
    pub beyond: [Text<'a>; 2],
}

/// From this width in units on, distributions stand beside the panels.
const WIDE: f64 = 560.0;
/// The share of the width that they take, and the gap before them in units.
const BESIDE: f64 = 0.34;
const GUTTER: f64 = 14.0;
/// The heights of both panels and of both distributions in a narrow picture, as shares.
const HEIGHTS_NARROW: [f64; 4] = [0.3, 0.32, 0.18, 0.2];

/// Draws the picture on the whole of `area` and says where its plots are: the panels of A and B, data and squared errors together,
/// then the distributions of A and B.
///
/// # Errors
/// Only errors of the backend: any figure can be drawn.
pub fn draw_errors<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &ErrorsFigure<'_>,
    theme: &Theme,
) -> Result<Vec<PlotMap>, DrawingAreaErrorKind<DB::ErrorType>> {
    let (pen, sizes, (width, height)) = Pen::begin(area, theme)?;
    let paper = Paper { pen: &pen, theme, sizes, figure };
    let [panel_a, panel_b, spread_a, spread_b] = places(width, height, sizes);
    let columns = figure.panels.each_ref().map(|panel| columns(figure, panel, panel_a.width(), sizes));
    let most = columns.iter().map(Columns::most).fold(0.0, f64::max);

    let heads =
        rows(figure.panels.iter().map(|panel| (&*panel.title, &*panel.source)), panel_a.width(), sizes);
    let mut plots: Vec<Plot<'_, DB>> = [(panel_a, ""), (panel_b, figure.labels.value.as_ref())]
        .into_iter()
        .zip(&columns)
        .flat_map(|((place, title), columns)| paper.source(place, heads, title, (columns.largest(), most)))
        .collect();
    Plot::align(&mut plots);
    let mut maps = Vec::new();
    for ((pair, panel), columns) in plots.chunks_exact(2).zip(&figure.panels).zip(&columns) {
        paper.draw_source((&pair[0], &pair[1]), panel, columns)?;
        paper.heading(&pair[0], heads, panel.role.accent(theme), [&panel.title, &panel.source])?;
        maps.push(PlotMap { bottom: pair[1].area.bottom, ..pair[0].map() });
    }

    let heads =
        rows(figure.panels.iter().map(|panel| (&*panel.title, &*panel.spread)), spread_a.width(), sizes);
    let mut spreads = [(0, spread_a), (1, spread_b)]
        .map(|(i, place)| paper.spread(&figure.panels[i], place, heads, i == 1));
    Plot::align(&mut spreads);
    for (plot, panel) in spreads.iter().zip(&figure.panels) {
        paper.draw_spread(plot, panel, heads)?;
        maps.push(plot.map());
    }
    Ok(maps)
}

/// The places of the two panels and the two distributions.
fn places(width: i32, height: i32, sizes: Sizes) -> [PixelBox; 4] {
    let edge = sizes.px(8.0);
    let (left, right) = (edge, width - edge);
    if f64::from(right - left) >= WIDE * sizes.unit {
        let beside = right - libm::round(f64::from(right - left) * BESIDE) as i32;
        // The title of the axis stands below the lower row only.
        let middle = (height - sizes.px(ROW)) / 2;
        let row =
            |i: usize, left: i32, right: i32| PixelBox::new(left, [0, middle][i], right, [middle, height][i]);
        let gutter = beside - sizes.px(GUTTER);
        [row(0, left, gutter), row(1, left, gutter), row(0, beside, right), row(1, beside, right)]
    } else {
        let top = |i: usize| {
            let share = HEIGHTS_NARROW[..i].iter().sum::<f64>();
            libm::round(share * f64::from(height)) as i32
        };
        std::array::from_fn(|i| PixelBox::new(left, top(i), right, top(i + 1)))
    }
}

/// What all plots of the picture share.
struct Paper<'a, DB: DrawingBackend> {
    pen: &'a Pen<'a, DB>,
    theme: &'a Theme,
    sizes: Sizes,
    figure: &'a ErrorsFigure<'a>,
}

impl<'a, DB: DrawingBackend> Paper<'a, DB> {
    fn plot(
        &self,
        outer: PixelBox,
        x: super::plot::PlotAxis<'a>,
        y: super::plot::PlotAxis<'a>,
    ) -> Plot<'a, DB> {
        Plot::new(self.pen, self.theme, self.sizes, outer, x, y)
    }

    /// Writes in both upper corners of a plot what lies outside it.
    fn corners(&self, plot: &Plot<'_, DB>, texts: &[Text<'_>; 2]) -> Drawn<DB> {
        let (gap, area) = (self.sizes.px(4.0), plot.area);
        let y = area.top + self.sizes.px(ROW / 2.0);
        for (text, anchor, x) in
            [(&texts[0], HPos::Left, area.left + gap), (&texts[1], HPos::Right, area.right - gap)]
        {
            let text = text::fitted(text, self.sizes.font, false, area.width() / 2 - 2 * gap);
            self.pen.write(&text, (x, y), plot.script(self.theme.ink, anchor))?;
        }
        Ok(())
    }

    fn errors_scale(&self) -> Scale {
        Scale::Linear(FiniteRange::covering(-self.figure.reach, self.figure.reach))
    }
}
