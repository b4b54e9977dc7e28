//! Pictures: functions generic over plotters' `DrawingBackend`.
//!
//! A figure is plain data: texts, numbers and borrowed arrays; its texts and numbers can be decoded from a record. A function draws
//! it with a [`Theme`] on the caller's area (a canvas, an SVG string) and returns its coordinate map. It knows no browser, runs
//! no kernel, and knows nothing of the formats behind a grid: levels count by rank, and [`CodeNames`] has the names of their codes.
//!
//! Axes and scales are our own. The chart builder of plotters prints "0.0" for a span of 1e-12, never returns for an infinite
//! one, and draws hundreds of lines for its mesh. All lengths are device pixels, unless a length says that it is in CSS pixels.

pub mod axis;
mod bitmap;
pub mod blocks;
pub mod budget;
mod callouts;
pub mod clipping;
mod code_names;
pub mod codes;
pub mod counts;
pub mod errors;
pub mod grid;
pub mod heat;
mod labels;
mod leaders;
pub mod marks;
pub mod model_map;
pub mod padding;
mod pen;
mod plot;
pub mod range;
pub mod remedies;
mod role;
pub mod scale;
mod sizes;
pub mod stream;
pub mod sweep;
mod text;
pub mod theme;
pub mod timing;
pub mod tradeoff;

pub use blocks::{BlocksFigure, BlocksMap, BlocksPanel, OutlyingLine, Window, draw_blocks};
pub use budget::{BudgetFigure, BudgetPoint, SingleFormat, draw_budget};
pub use clipping::{ClippingFigure, ClippingMap, ClippingMark, ClippingPanel, MarkMap, draw_clipping};
pub use code_names::CodeNames;
pub use codes::{CodesFigure, CodesPanel, draw_codes};
pub use errors::{ErrorsFigure, ErrorsLabels, ErrorsPanel, draw_errors};
pub use grid::{
    Cells, GridFigure, GridMap, Labels, Motion, Panel, PanelMap, Stored, draw_grid, draw_grid_stored,
};
pub use heat::{HeatScale, Palette};
pub use marks::Kind;
pub use model_map::{ModelCell, ModelMap, ModelMapFigure, ModelScale, draw_model_map};
pub use padding::{PaddingFigure, PaddingMap, draw_padding};
pub use plot::PlotMap;
pub use range::FiniteRange;
pub use remedies::{RemediesFigure, RemedyPoint, draw_remedies};
pub use role::Role;
pub use scale::Scale;
pub use stream::{StreamCourse, StreamFigure, draw_stream};
pub use sweep::{SweepCurve, SweepFigure, draw_sweep};
pub use text::Text;
pub use theme::{Accent, Theme};
pub use timing::{TimingFigure, TimingRow, draw_timing};
pub use tradeoff::{Target, TradeOffFigure, TradeOffPoint, draw_trade_off};
