//! The matrix in few cells: its values, or the numbers of its blocks, over a window of rows and columns.

#[cfg(test)]
mod tests;

use std::{ops::Range, rc::Rc};

use super::{Pending, Question};
use crate::{
    Scheme,
    analysis::{BlockMapping, BlockStats, Heat, OutlyingLines, OutlyingSearch, Worst, parts},
    lab::{Bench, Lab, Shelf, Work, all},
    scheme::Extent,
};

/// Maps of blocks kept, of both schemes and of the state before, unless they hold the numbers of very many blocks.
const KEPT: usize = 4;
const BLOCKS_KEPT: usize = 1 << 22;
/// Panels of cells kept: enough to go back a step, and to look at all maps in turn.
const PANELS_KEPT: usize = 8;
/// Blocks whose numbers are given one by one; of more a person sees only what cells show.
const BLOCKS_LISTED: usize = 1 << 17;

/// What a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// The value of the largest magnitude.
    Values,
    /// The largest scale.
    Scale,
    /// The least SQNR, in dB.
    Sqnr,
    /// The largest magnitude of a block.
    AbsMax,
}

/// What do the cells of a part of the matrix show?
#[derive(Debug, Clone, PartialEq)]
pub struct BlocksQuestion {
    /// A and B.
    pub schemes: [Scheme; 2],
    /// What cells show.
    pub quantity: Quantity,
    /// Rows and columns, brought into the matrix; all of it when `None`.
    pub window: Option<Extent>,
    /// At most so many cells down and across.
    pub cells: (usize, usize),
}

/// The cells of A and B.
#[derive(Debug, Clone)]
pub struct Cells {
    /// The rows and columns shown.
    pub window: Extent,
    /// Cells down and across.
    pub cells: (usize, usize),
    /// A's and B's cells, row by row; NaN where there is no number.
    pub panels: [Rc<Vec<f32>>; 2],
    /// Ends of the colours for both: all but the outermost hundredth of the cells lie between.
    pub range: (f32, f32),
    /// The numbers of A's and B's blocks in the window, unless there are too many to list.
    pub listed: [Option<BlocksListed>; 2],
    /// Rows and columns that stand out.
    pub outlying: Rc<[OutlyingLines; 2]>,
}

/// The blocks that lie in a window.
#[derive(Debug, Clone)]
pub struct BlocksListed {
    /// Rows and columns of blocks, where blocks are counted as values are.
    pub place: Extent,
    /// Their numbers, row by row.
    pub stats: BlockStats,
}

/// The maps of a lab.
#[derive(Debug)]
struct Maps {
    stats: Shelf<Scheme, BlockMapping>,
    panels: Shelf<PanelKey, PanelWork>,
    outlying: Shelf<(), OutlyingSearch>,
}

impl Default for Maps {
    fn default() -> Self {
        Self {
            stats: Shelf::new(KEPT).within(BLOCKS_KEPT, BlockStats::count),
            panels: Shelf::new(PANELS_KEPT),
            outlying: Shelf::new(1),
        }
    }
}

/// What a panel's cells follow from; values are the same for every scheme.
#[derive(Debug, Clone, PartialEq)]
struct PanelKey {
    scheme: Option<Scheme>,
    quantity: Quantity,
    window: Extent,
    cells: (usize, usize),
}

impl Work for BlockMapping {
    type Output = BlockStats;

    fn step(&mut self, on: &Bench) -> Option<BlockStats> {
        Self::step(self, on.level, &on.tensor).then(|| self.take())
    }

    fn progress(&self, _: &Bench) -> f64 {
        Self::progress(self)
    }
}

impl Work for OutlyingSearch {
    type Output = [OutlyingLines; 2];

    fn step(&mut self, on: &Bench) -> Option<[OutlyingLines; 2]> {
        Self::step(self, &on.tensor)
    }

    fn progress(&self, on: &Bench) -> f64 {
        Self::progress(self, &on.tensor)
    }
}

/// The cells of a panel in the making, from the numbers of blocks or from the values themselves.
#[derive(Debug)]
struct PanelWork {
    heat: Heat,
    stats: Option<Rc<BlockStats>>,
    quantity: Quantity,
    /// Numbers in a row.
    width: usize,
}

impl Work for PanelWork {
    type Output = Vec<f32>;

    fn step(&mut self, on: &Bench) -> Option<Vec<f32>> {
        let numbers = match (&self.stats, self.quantity) {
            (Some(stats), Quantity::Scale) => &stats.scale,
            (Some(stats), Quantity::Sqnr) => &stats.sqnr_db,
            (Some(stats), Quantity::AbsMax) => &stats.absmax,
            _ => on.tensor.values(),
        };
        self.heat.step(numbers, self.width).then(|| self.heat.take_cells())
    }

    fn progress(&self, _: &Bench) -> f64 {
        self.heat.progress()
    }
}

impl Question for BlocksQuestion {
    type Answer = Cells;

    fn ask(&self, lab: &mut Lab) -> Result<Cells, Pending> {
        let Lab { bench, kept, .. } = lab;
        let Maps { outlying, .. } = kept.of();
        outlying.advance(&(), bench, || OutlyingSearch::new(&bench.tensor));
        let pending = Pending::of(outlying.progress(&(), bench)).between(0.0, 0.2);
        let outlying = outlying.find(&()).ok_or(pending)?;
        let keys = self.keys(bench);
        let PanelKey { window, cells, .. } = keys[0].clone();

        // The numbers of blocks, where they are drawn or listed.
        let wanted = self.schemes.map(|scheme| {
            let place = blocks_in(bench, &scheme, &window);
            let few = place.rows.len() * place.columns.len() <= BLOCKS_LISTED;
            (self.quantity != Quantity::Values || few).then_some((scheme, place, few))
        });
        let mut stats = [None, None];
        for (i, scheme) in self.schemes.iter().enumerate().filter(|(i, _)| wanted[*i].is_some()) {
            let share = |part: f64| 0.2 + (i as f64 + part) * 0.2;
            stats[i] = Some(numbers(lab, scheme).map_err(|pending| pending.between(share(0.0), share(1.0)))?);
        }

        let Lab { bench, kept, .. } = lab;
        let Maps { panels: shelf, .. } = kept.of();
        if let Some((key, stats)) = keys.iter().zip(&stats).find(|(key, _)| !shelf.has(key)) {
            shelf.advance(key, bench, || panel(bench, key, stats.clone()));
        }
        let share = keys.iter().map(|key| shelf.progress(key, bench)).sum::<f64>() / 2.0;
        let panels = all(keys.each_ref().map(|key| shelf.find(key)));
        let panels = panels.ok_or(Pending::of(share).between(0.6, 1.0))?;
        let listed = [0, 1].map(|i| {
            let ((scheme, place, few), stats) = (wanted[i].clone()?, stats[i].as_ref()?);
            let across = bench.tensor.columns().div_ceil(tile(bench, &scheme).1);
            few.then(|| BlocksListed { stats: stats.part(&place.rows, &place.columns, across), place })
        });
        let range = range(&panels, self.quantity);
        Ok(Cells { window, cells, panels, range, listed, outlying })
    }
}

impl BlocksQuestion {
    /// A's and B's panels: the request brought into the matrix.
    fn keys(&self, bench: &Bench) -> [PanelKey; 2] {
        let (rows, columns) = (bench.tensor.rows(), bench.tensor.columns());
        let window = self.window.clone().unwrap_or(Extent { rows: 0..rows, columns: 0..columns });
        let within = |range: Range<usize>, size: usize| {
            let start = range.start.min(size - 1);
            start..range.end.clamp(start + 1, size)
        };
        let window = Extent { rows: within(window.rows, rows), columns: within(window.columns, columns) };
        let cells = (self.cells.0.clamp(1, window.rows.len()), self.cells.1.clamp(1, window.columns.len()));
        let quantity = self.quantity;
        self.schemes.map(|scheme| {
            let scheme = (quantity != Quantity::Values).then_some(scheme);
            PanelKey { scheme, quantity, window: window.clone(), cells }
        })
    }
}

/// The numbers of all blocks of a scheme, or some milliseconds of the work on them.
fn numbers(lab: &mut Lab, scheme: &Scheme) -> Result<Rc<BlockStats>, Pending> {
    if let Some(stats) = lab.kept.of::<Maps>().stats.find(scheme) {
        return Ok(stats);
    }
    if lab.bench.is_whole(scheme) {
        // The report of all values has the numbers of their only block.
        let [report] = lab.reported(&[*scheme])?;
        let [fit] = lab.fitted(&[*scheme])?;
        let summary = &lab.bench.summary;
        let absmax = summary.max.abs().max(summary.min.abs());
        let sqnr_db = if absmax == 0.0 { f64::NAN } else { report.measures.sqnr_db };
        let mut stats = BlockStats::with_capacity(scheme.format, 1);
        stats.push(&fit.quantizer(0), absmax, sqnr_db);
        lab.kept.of::<Maps>().stats.add(*scheme, stats);
    } else {
        let [fit] = lab.fitted(&[*scheme]).map_err(|pending| pending.between(0.0, 0.5))?;
        lab.kept.of::<Maps>().stats.advance(scheme, &lab.bench, || BlockMapping::new(fit));
    }
    let Lab { bench, kept, .. } = lab;
    let Maps { stats, .. } = kept.of();
    let pending = Pending::of(stats.progress(scheme, bench)).between(0.5, 1.0);
    stats.find(scheme).ok_or(pending)
}

/// A panel of which nothing is done.
fn panel(bench: &Bench, key: &PanelKey, stats: Option<Rc<BlockStats>>) -> PanelWork {
    let (tall, wide) = key.scheme.map_or((1, 1), |scheme| tile(bench, &scheme));
    let cells = |range: &Range<usize>, n: usize, block: usize| {
        parts(range, n).iter().map(|part| holding(part, block)).collect()
    };
    let worst = match key.quantity {
        Quantity::Values => Worst::Magnitude,
        Quantity::Scale | Quantity::AbsMax => Worst::Largest,
        Quantity::Sqnr => Worst::Least,
    };
    let Extent { rows, columns } = &key.window;
    let heat = Heat::new(worst, cells(rows, key.cells.0, tall), cells(columns, key.cells.1, wide));
    let stats = stats.filter(|_| key.scheme.is_some());
    PanelWork { heat, stats, quantity: key.quantity, width: bench.tensor.columns().div_ceil(wide) }
}

/// Rows and columns of a block.
fn tile(bench: &Bench, scheme: &Scheme) -> (usize, usize) {
    // Every granularity of the notation has tiles.
    bench.map(scheme).tile().unwrap_or((1, 1))
}

/// The rows and columns of blocks that lie in a window.
fn blocks_in(bench: &Bench, scheme: &Scheme, window: &Extent) -> Extent {
    let (tall, wide) = tile(bench, scheme);
    Extent { rows: holding(&window.rows, tall), columns: holding(&window.columns, wide) }
}

/// The blocks, `size` long each, that hold a range of values.
fn holding(range: &Range<usize>, size: usize) -> Range<usize> {
    range.start / size..range.end.div_ceil(size)
}

/// The first and the last hundredth of the finite cells; for values the last of their magnitudes, on both sides.
fn range(panels: &[Rc<Vec<f32>>; 2], quantity: Quantity) -> (f32, f32) {
    let signed = quantity == Quantity::Values;
    // Both panels show the same values.
    let panels = if signed { &panels[..1] } else { panels };
    let cells = panels.iter().flat_map(|cells| cells.iter().copied()).filter(|x| x.is_finite());
    let mut numbers: Vec<f32> = cells.map(|x| if signed { x.abs() } else { x }).collect();
    let Some(last) = numbers.len().checked_sub(1) else { return (0.0, 0.0) };
    let mut at = |i: usize| *numbers.select_nth_unstable_by(i, f32::total_cmp).1;
    let high = at((last * 99).div_ceil(100));
    (if signed { -high } else { at(last / 100) }, high)
}
