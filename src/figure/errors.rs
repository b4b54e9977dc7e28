//! The Errors picture: how both schemes decode each value, which errors result, and where they come from.
//!
//! Three kinds of plots share the axis of values: the staircase x → x̂, the saw-tooth e(x) over the data, and for each scheme the
//! sources of its squared error. Beside them, or below if there is no room, stands the distribution of each scheme's errors.

mod sawtooth;
mod source;
mod spread;
mod staircase;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;
use serde::Deserialize;

use super::pen::{Drawn, Pen, PixelBox};
use super::plot::{Plot, PlotAxis, PlotMap, ROW};
use super::role::Role;
use super::sizes::Sizes;
use super::text::{self, Text};
use super::theme::Theme;
use super::{FiniteRange, Scale};

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
    pub level: Text<'a>,
    pub error: Text<'a>,
    pub count: Text<'a>,
    pub data: Text<'a>,
    /// The name of the line x̂ = x.
    pub identity: Text<'a>,
    pub rmse: Text<'a>,
    /// The name of the RMSE of errors spread evenly over a step.
    pub even: Text<'a>,
}

/// One scheme's errors.
#[derive(Debug, Clone, Deserialize)]
pub struct ErrorsPanel<'a> {
    /// The scheme it belongs to.
    pub role: Role,
    /// The staircase of the grid shown: the start of each step, from −∞ on, and its level.
    #[serde(skip)]
    pub stairs: &'a [(f64, f64)],
    /// Σe² of values inside the range: below the axis, in each of its bins, and above it.
    #[serde(skip)]
    pub rounding: &'a [f64],
    /// Σe² of clipped values, likewise.
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
    /// The same with the block whose grid is shown, if there are several: "A  int4:row, block 3".
    pub grid_title: Text<'a>,
    /// The shares of its error: "rounding 78 %, clipping 22 %".
    pub source: Text<'a>,
    /// The shares of the error below and above the shown values; empty for none.
    pub outside: [Text<'a>; 2],
    /// "RMSE/s = 0.284 (evenly spread: 0.289)".
    pub spread: Text<'a>,
    /// The number of errors below and above those shown; empty for none.
    pub beyond: [Text<'a>; 2],
}

/// From this width in units on, distributions stand beside the other plots.
const WIDE: f64 = 560.0;
/// The share of the width that they take, and the gap before them in units.
const BESIDE: f64 = 0.36;
const GUTTER: f64 = 14.0;
/// The heights as shares: staircase, saw-tooth, two sources; in a narrow picture also the distributions.
const HEIGHTS: [f64; 4] = [0.32, 0.23, 0.205, 0.245];
const HEIGHTS_NARROW: [f64; 6] = [0.2, 0.15, 0.13, 0.155, 0.17, 0.195];

/// Draws the picture on the whole of `area` and says where its plots are: staircase, saw-tooth, sources of A and B,
/// distributions of A and B.
///
/// # Errors
/// Only errors of the backend: any figure can be drawn.
pub fn draw_errors<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &ErrorsFigure<'_>,
    theme: &Theme,
) -> Result<Vec<PlotMap>, DrawingAreaErrorKind<DB::ErrorType>> {
    let (pen, sizes, (width, height)) = Pen::begin(area, theme)?;
    let [stairs, teeth, source_a, source_b, spread_a, spread_b] = places(width, height, sizes);
    let paper = Paper { pen: &pen, theme, sizes, figure };

    // The lowest plot labels the shared axis; the plots above it repeat the ticks without labels.
    let low = paper.source(&figure.panels[1], source_b, None);
    let marks = Some(low.bare_x_marks());
    let mut plots = [
        paper.staircase(stairs, marks.clone()),
        paper.sawtooth(teeth, marks.clone()),
        paper.source(&figure.panels[0], source_a, marks),
        low,
    ];
    Plot::align(&mut plots);
    let [stairs, teeth, source_a, source_b] = &plots;
    paper.draw_staircase(stairs)?;
    paper.draw_sawtooth(teeth)?;
    for (plot, panel) in [source_a, source_b].into_iter().zip(&figure.panels) {
        paper.draw_source(plot, panel)?;
    }
    let mut spreads =
        [(0, spread_a), (1, spread_b)].map(|(i, place)| paper.spread(&figure.panels[i], place, i == 1));
    Plot::align(&mut spreads);
    for (plot, panel) in spreads.iter().zip(&figure.panels) {
        paper.draw_spread(plot, panel)?;
    }
    Ok(plots.iter().chain(&spreads).map(Plot::map).collect())
}

/// The places of the six plots.
fn places(width: i32, height: i32, sizes: Sizes) -> [PixelBox; 6] {
    let edge = sizes.px(8.0);
    let (left, right) = (edge, width - edge);
    let stacked = |heights: &[f64], left: i32, right: i32| {
        let mut bottom = 0.0;
        let rows = heights.iter().map(|share| {
            let top = bottom;
            bottom += share;
            let at = |share: f64| libm::round(share * f64::from(height)) as i32;
            PixelBox::new(left, at(top), right, at(bottom))
        });
        rows.collect::<Vec<_>>()
    };
    let rows = if f64::from(right - left) >= WIDE * sizes.unit {
        let beside = right - libm::round(f64::from(right - left) * BESIDE) as i32;
        let mut rows = stacked(&HEIGHTS, left, beside - sizes.px(GUTTER));
        rows.extend(stacked(&[0.5, 0.5], beside, right));
        rows
    } else {
        stacked(&HEIGHTS_NARROW, left, right)
    };
    let empty = PixelBox::new(left, 0, right, height);
    std::array::from_fn(|i| rows.get(i).copied().unwrap_or(empty))
}

/// What all plots of the picture share.
struct Paper<'a, DB: DrawingBackend> {
    pen: &'a Pen<'a, DB>,
    theme: &'a Theme,
    sizes: Sizes,
    figure: &'a ErrorsFigure<'a>,
}

impl<'a, DB: DrawingBackend> Paper<'a, DB> {
    /// A plot; ticks without labels take no room.
    fn plot(&self, outer: PixelBox, x: PlotAxis<'a>, y: PlotAxis<'a>) -> Plot<'a, DB> {
        let bare = x.ticks.as_ref().is_some_and(|marks| marks.iter().all(|mark| mark.label.is_empty()));
        let below = if bare { self.sizes.px(ROW) } else { 0 };
        let outer = PixelBox { bottom: outer.bottom + below, ..outer };
        Plot::new(self.pen, self.theme, self.sizes, outer, x, y)
    }

    /// The shared axis of values, with given ticks or those of the scale.
    fn values(&self, title: &'a str, ticks: Option<Vec<super::axis::Tick>>) -> PlotAxis<'a> {
        PlotAxis { scale: Scale::Linear(self.figure.view), title, ticks }
    }

    /// Both ends of each step of the staircase, as a value and its level, at most one width outside the axis.
    fn steps<'p>(&self, panel: &ErrorsPanel<'p>) -> impl Iterator<Item = (f64, f64)> + use<'p, DB> {
        let range = self.figure.view;
        let ends = panel.stairs.iter().skip(1).map(|&(from, _)| from).chain([f64::INFINITY]);
        panel.stairs.iter().zip(ends).flat_map(move |(&(from, level), to)| {
            [from, to].map(|x| (x.clamp(range.lo() - range.span(), range.hi() + range.span()), level))
        })
    }

    fn errors_range(&self) -> FiniteRange {
        FiniteRange::covering(-self.figure.reach, self.figure.reach)
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
}
