//! What the Grid picture shows, and where it places things.

use serde::{Deserialize, Serialize};

use crate::figure::code_names::CodeNames;
use crate::figure::range::FiniteRange;
use crate::figure::role::Role;
use crate::figure::text::Text;

/// Everything the Grid picture shows. A record leaves out the arrays, which cross by themselves.
#[derive(Debug, Clone, Deserialize)]
pub struct GridFigure<'a> {
    /// The range of the shared x axis.
    pub view: FiniteRange,
    /// The number of values of the tensor in each of equally wide bins over the view.
    #[serde(skip)]
    pub counts: &'a [u32],
    /// Finite values below the view.
    pub below: u32,
    /// Finite values above the view.
    pub above: u32,
    /// Whether counts are logarithmic or linear.
    pub log: bool,
    /// Top to bottom.
    pub panels: Vec<Panel<'a>>,
    /// Texts in the reader's language.
    pub labels: Labels<'a>,
}

/// Texts that are not of one panel.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Labels<'a> {
    /// Title of the x axis: "value x".
    pub x: Text<'a>,
    /// Title of the count axis: "values per bin".
    pub count: Text<'a>,
    /// The number of values below the view: "3 values below".
    pub below: Text<'a>,
    /// The number of values above it.
    pub above: Text<'a>,
    /// Names the decoded values: "decoded x̂".
    pub decoded: Text<'a>,
    /// Names the row of codes: "code q".
    pub codes: Text<'a>,
    /// Names the stack of ranges: "range of each block".
    pub ranges: Text<'a>,
}

/// Which values go to a level, as its rounding has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cells {
    /// Those nearer to it than to its neighbours.
    #[default]
    Nearest,
    /// Those from it up to the next level.
    Above,
    /// Those between its neighbours, each by chance.
    Between,
}

/// One scheme's grid over the data.
#[derive(Debug, Clone, Deserialize)]
pub struct Panel<'a> {
    /// The scheme it belongs to.
    pub role: Role,
    /// The levels by rank, ascending. Levels that are not finite or outside the view are not drawn.
    #[serde(skip)]
    pub levels: &'a [f32],
    /// What their codes are called.
    pub codes: CodeNames<'a>,
    /// `[alpha, beta]`: values outside are clipped. An infinite end means no limit; NaN is not drawn.
    pub range: (f32, f32),
    /// Whether the format chooses the range by itself: then its ends have no grips.
    #[serde(default)]
    pub fixed: bool,
    /// For a scheme with several blocks: the histogram of the shown block, over the bins of the tensor's.
    #[serde(skip)]
    pub block_counts: Option<&'a [u32]>,
    /// Which values go to a level.
    pub cells: Cells,
    /// How many values of the tensor decode to each level, by rank, for a scheme with one block.
    #[serde(skip)]
    pub usage: &'a [f64],
    /// What is written at the values that decode to a level, by rank: "7.6 %", "unused"; empty where nothing is.
    pub shares: Vec<Text<'a>>,
    /// For a scheme with several blocks: the histogram of all decoded values, over the bins of the tensor's.
    #[serde(skip)]
    pub decoded: &'a [u32],
    /// For a scheme with several blocks: lower and upper ends of the ranges of some of them, the narrowest first.
    #[serde(skip)]
    pub ranges: &'a [f32],
    /// The grid it comes from, while a change is being shown; then `levels` and `range` lie between both grids.
    #[serde(default)]
    pub motion: Option<Motion<'a>>,
    /// What the picture shows in this case, in one sentence: in full, and shorter ones for less room; empty for none.
    pub notes: Vec<Text<'a>>,
    /// The letter and the scheme: "A  int4".
    pub title: Text<'a>,
    /// Its result: "16 levels, s = 3.05".
    pub subtitle: Text<'a>,
    /// The number of values clipped at the low and at the high side: "12 clipped"; empty for none.
    pub clipped: [Text<'a>; 2],
    /// The zero-point, "z = 7". Its mark stands at 0.0, the value it decodes to. Empty for a format without one.
    pub zero_label: Text<'a>,
}

/// A panel on its way from one grid to another.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct Motion<'a> {
    /// The share of the way that is done, 0 to 1.
    pub share: f64,
    /// The levels before, ascending.
    #[serde(skip)]
    pub from: &'a [f32],
    /// The levels after, ascending.
    #[serde(skip)]
    pub to: &'a [f32],
    /// If there were several blocks before: the histogram of all decoded values then, over the bins of the tensor's.
    #[serde(skip)]
    pub decoded: &'a [u32],
}

/// The values that a second file stores for the data.
#[derive(Debug, Clone, Copy)]
pub struct Stored<'a> {
    /// The number of them in each bin of the data.
    pub counts: &'a [u32],
    /// What the line means, in words.
    pub name: &'a str,
}

/// The places of things, in device pixels of the drawing area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GridMap {
    /// As in the figure.
    pub view: FiniteRange,
    /// One per panel, in the order of the figure.
    pub panels: Vec<PanelMap>,
}

/// The plot of a panel: `left` is the lower end of the view and `right` the upper one. Bars and range lines lie in `top..bottom`,
/// the ways to the levels, the level strip and the decoded values between that and `strip_bottom`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "said above")]
pub struct PanelMap {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
    pub strip_bottom: i32,
}

impl GridMap {
    /// Device pixel of `value`; beyond the plot for a value outside the view.
    pub fn x_of(&self, value: f64) -> f64 {
        let (left, width) = self.extent();
        left + self.view.fraction(value) * width
    }

    /// Value at a device pixel: the inverse of [`Self::x_of`].
    pub fn value_at(&self, x: f64) -> f64 {
        let (left, width) = self.extent();
        self.view.value((x - left) / width)
    }

    /// All panels share their left and right; without a panel there is one pixel.
    fn extent(&self) -> (f64, f64) {
        let (left, right) = self.panels.first().map_or((0, 1), |p| (p.left, p.right));
        (f64::from(left), f64::from(right - left))
    }
}
