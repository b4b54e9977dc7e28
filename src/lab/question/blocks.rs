//! The matrix in few cells: its values, or the numbers of its blocks, over a window of rows and columns.

mod range;
#[cfg(test)]
mod tests;
mod tiled;

use std::{ops::Range, rc::Rc};

use self::{
    range::range,
    tiled::{across, blocks_in, holding, tile, tiled},
};
use super::{Pending, Question};
use crate::{
    Scheme,
    analysis::{
        BlockMapping, BlockStats, Decoding, Heat, Listed, MostLost, OutlyingLines, OutlyingSearch, Shown,
        Worst, edges, parts,
    },
    lab::{Bench, Lab, Shelf, Work},
    scheme::{Extent, Fit},
};

/// Maps of blocks kept, of both schemes and of the state before, unless they hold the numbers of very many blocks.
const KEPT: usize = 4;
const BLOCKS_KEPT: usize = 1 << 22;
/// Panels of cells kept: enough to go back a step, and to look at all maps in turn.
const PANELS_KEPT: usize = 12;
/// The most cells along a side of a photograph, which a picture then makes as small as it needs.
const PHOTOGRAPH_CELLS: usize = 1024;
/// Blocks whose numbers are given one by one.
const BLOCKS_LISTED: usize = 1 << 17;

/// What a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// The value of the largest magnitude; of a photograph the first value.
    Values,
    /// The decoded value of the largest magnitude; of a photograph the first one.
    Decoded,
    /// The largest |x̂ − x|.
    Error,
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
    /// What cells show; when `None`, the error, and of a photograph what it decodes to.
    pub quantity: Option<Quantity>,
    /// Rows and columns, brought into the matrix; all of it when `None`.
    pub window: Option<Extent>,
    /// At most so many cells down and across; a photograph has as many as it has values, within limits.
    pub cells: (usize, usize),
}

/// The cells of A and B.
#[derive(Debug, Clone)]
pub struct Cells {
    /// What cells show.
    pub quantity: Quantity,
    /// Whether the data are a photograph.
    pub photograph: bool,
    /// The rows and columns shown.
    pub window: Extent,
    /// Cells down and across.
    pub cells: (usize, usize),
    /// A's and B's cells, row by row; NaN where there is no number.
    pub panels: [Rc<Vec<f32>>; 2],
    /// The cells of the data: the value of the largest magnitude; of a photograph the first value.
    pub values: Rc<Vec<f32>>,
    /// What A's and B's cells decode to, where some of them are single values.
    pub decoded: Option<[Rc<Vec<f32>>; 2]>,
    /// The largest |x| of each row and of each column of cells.
    pub edges: [Vec<f32>; 2],
    /// Where A and B have most of Σe², of all data: a row and a column of blocks. Only for the error.
    pub lost: [Option<[Lost; 2]>; 2],
    /// Ends of the colours for both: all but the outermost hundredth of the cells lie between.
    pub range: (f32, f32),
    /// The numbers of A's and B's blocks in the window, unless there are too many to list.
    pub listed: [Option<BlocksListed>; 2],
    /// Rows and columns that stand out.
    pub outlying: Rc<[OutlyingLines; 2]>,
}

/// A row or column of blocks and its share of Σe².
#[derive(Debug, Clone, PartialEq)]
pub struct Lost {
    /// Its rows or columns.
    pub lines: Range<usize>,
    /// Its share, 0 to 1.
    pub share: f64,
    /// How many rows or columns of blocks there are.
    pub of: usize,
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
        Self::step(self, on.level, &on.tensor)
    }

    fn progress(&self, on: &Bench) -> f64 {
        Self::progress(self, &on.tensor)
    }
}

/// The cells of a panel in the making.
#[derive(Debug)]
struct PanelWork {
    heat: Heat,
    from: From,
    quantity: Quantity,
}

/// What the numbers of a panel are worked out from.
#[derive(Debug)]
enum From {
    Values,
    Decoding(Decoding),
    /// The numbers of blocks, of which there are `across` in a row.
    Blocks {
        stats: Rc<BlockStats>,
        across: usize,
    },
}

impl Work for PanelWork {
    type Output = Vec<f32>;

    fn step(&mut self, on: &Bench) -> Option<Vec<f32>> {
        let Self { heat, from, quantity } = self;
        let done = match from {
            From::Values => {
                heat.step(&mut Listed { numbers: on.tensor.values(), width: on.tensor.columns() })
            }
            From::Decoding(decoding) => heat.step(&mut decoding.of(on.level, &on.tensor)),
            From::Blocks { stats, across } => {
                let numbers = match quantity {
                    Quantity::Scale => &stats.scale,
                    Quantity::Sqnr => &stats.sqnr_db,
                    _ => &stats.absmax,
                };
                heat.step(&mut Listed { numbers, width: *across })
            }
        };
        done.then(|| heat.take_cells())
    }

    fn progress(&self, _: &Bench) -> f64 {
        self.heat.progress()
    }
}

impl Question for BlocksQuestion {
    type Answer = Cells;

    fn ask(&self, lab: &mut Lab) -> Result<Cells, Pending> {
        if let Some(other) = tiled(self, &lab.bench) {
            return other.ask(lab);
        }
        let Lab { bench, kept, .. } = lab;
        let Maps { outlying, .. } = kept.of();
        outlying.advance(&(), bench, || OutlyingSearch::new(&bench.tensor));
        let pending = Pending::of(outlying.progress(&(), bench)).between(0.0, 0.2);
        let outlying = outlying.find(&()).ok_or(pending)?;
        let (quantity, keys) = self.keys(bench);
        let PanelKey { window, cells, .. } = keys[0].clone();

        let decodes = |key: &PanelKey| matches!(key.quantity, Quantity::Decoded | Quantity::Error);
        let fits = if keys.iter().any(decodes) {
            Some(lab.fitted(&self.schemes).map_err(|pending| pending.between(0.2, 0.3))?)
        } else {
            None
        };
        // The numbers of blocks, where they are drawn, added up or listed.
        let Lab { bench, .. } = lab;
        let measured = !matches!(quantity, Quantity::Values | Quantity::Decoded);
        let wanted = self.schemes.map(|scheme| {
            let place = blocks_in(bench, &scheme, &window);
            let few = place.rows.len() * place.columns.len() <= BLOCKS_LISTED;
            (measured || few).then_some((scheme, place, few))
        });
        let mut stats = [None, None];
        for (i, scheme) in self.schemes.iter().enumerate().filter(|(i, _)| wanted[*i].is_some()) {
            let share = |part: f64| 0.3 + (i as f64 + part) * 0.15;
            stats[i] = Some(numbers(lab, scheme).map_err(|pending| pending.between(share(0.0), share(1.0)))?);
        }

        let Lab { bench, kept, .. } = lab;
        let Maps { panels: shelf, .. } = kept.of();
        if let Some((i, key)) = keys.iter().enumerate().find(|(_, key)| !shelf.has(key)) {
            // The data come first, then A and B, and what both decode to.
            let role = i.saturating_sub(1) % 2;
            let fit = fits.as_ref().map(|fits| &fits[role]);
            shelf.advance(key, bench, || panel(bench, key, fit, stats[role].as_ref()));
        }
        let share = keys.iter().map(|key| shelf.progress(key, bench)).sum::<f64>() / keys.len() as f64;
        let pending = Pending::of(share).between(0.6, 1.0);
        let found: Option<Vec<_>> = keys.iter().map(|key| shelf.find(key)).collect();
        let found = found.ok_or(pending)?;
        let (values, panels) = (Rc::clone(&found[0]), [1, 2].map(|i| Rc::clone(&found[i])));
        let decoded = (keys.len() > 3).then(|| [3, 4].map(|i| Rc::clone(&found[i])));
        let listed = [0, 1].map(|i| {
            let ((scheme, place, few), stats) = (wanted[i].clone()?, stats[i].as_ref()?);
            let across = across(bench, &scheme);
            few.then(|| BlocksListed { stats: stats.part(&place.rows, &place.columns, across), place })
        });
        let lost = [0, 1].map(|i| {
            let stats = stats[i].as_ref().filter(|_| quantity == Quantity::Error)?;
            let lines = stats.most_lost(across(bench, &self.schemes[i]))?;
            Some(lost(bench, &self.schemes[i], lines))
        });
        let photograph = bench.tensor.is_photograph();
        let range = range(&values, &panels, quantity, photograph);
        let edges = edges(&values, cells.1);
        Ok(Cells {
            quantity,
            photograph,
            window,
            cells,
            panels,
            values,
            decoded,
            edges,
            lost,
            range,
            listed,
            outlying,
        })
    }
}

impl BlocksQuestion {
    /// What is shown, and the panels of the data, of A and of B: the request brought into the matrix. Where a cell is a single
    /// value, also the panels of what A and B decode to.
    fn keys(&self, bench: &Bench) -> (Quantity, Vec<PanelKey>) {
        let (rows, columns) = (bench.tensor.rows(), bench.tensor.columns());
        let window = self.window.clone().unwrap_or(Extent { rows: 0..rows, columns: 0..columns });
        let within = |range: Range<usize>, size: usize| {
            let start = range.start.min(size - 1);
            start..range.end.clamp(start + 1, size)
        };
        let window = Extent { rows: within(window.rows, rows), columns: within(window.columns, columns) };
        let photograph = bench.tensor.is_photograph();
        let most = if photograph { (PHOTOGRAPH_CELLS, PHOTOGRAPH_CELLS) } else { self.cells };
        let cells = (most.0.clamp(1, window.rows.len()), most.1.clamp(1, window.columns.len()));
        let usual = if photograph { Quantity::Decoded } else { Quantity::Error };
        let quantity = self.quantity.unwrap_or(usual);
        let key = |quantity, scheme| PanelKey { scheme, quantity, window: window.clone(), cells };
        let [a, b] =
            self.schemes.map(|scheme| key(quantity, (quantity != Quantity::Values).then_some(scheme)));
        let mut keys = vec![key(Quantity::Values, None), a, b];
        if window.rows.len() < 2 * cells.0 && window.columns.len() < 2 * cells.1 {
            keys.extend(self.schemes.map(|scheme| key(Quantity::Decoded, Some(scheme))));
        }
        (quantity, keys)
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
        let finite = lab.bench.tensor.values().len() - lab.bench.tensor.non_finite().total();
        let sse = report.measures.mse * finite as f64;
        let mut stats = BlockStats::with_capacity(fit.scheme().format, 1);
        stats.push(&fit.quantizer(0), absmax, sqnr_db, sse);
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
fn panel(bench: &Bench, key: &PanelKey, fit: Option<&Rc<Fit>>, stats: Option<&Rc<BlockStats>>) -> PanelWork {
    let &PanelKey { scheme, quantity, .. } = key;
    let from = match (quantity, scheme, fit, stats) {
        (Quantity::Decoded, _, Some(fit), _) => From::Decoding(Decoding::new(Rc::clone(fit), Shown::Decoded)),
        (Quantity::Error, _, Some(fit), _) => From::Decoding(Decoding::new(Rc::clone(fit), Shown::Error)),
        (_, Some(scheme), _, Some(stats)) => {
            From::Blocks { stats: Rc::clone(stats), across: across(bench, &scheme) }
        }
        _ => From::Values,
    };
    let (tall, wide) = match (&from, scheme) {
        (From::Blocks { .. }, Some(scheme)) => tile(bench, &scheme),
        _ => (1, 1),
    };
    let cells = |range: &Range<usize>, n: usize, block: usize| {
        parts(range, n).iter().map(|part| holding(part, block)).collect()
    };
    let worst = match quantity {
        Quantity::Values | Quantity::Decoded if bench.tensor.is_photograph() => Worst::First,
        Quantity::Values | Quantity::Decoded => Worst::Magnitude,
        Quantity::Error | Quantity::Scale | Quantity::AbsMax => Worst::Largest,
        Quantity::Sqnr => Worst::Least,
    };
    let Extent { rows, columns } = &key.window;
    let heat = Heat::new(worst, cells(rows, key.cells.0, tall), cells(columns, key.cells.1, wide));
    PanelWork { heat, from, quantity }
}

/// A row and a column of blocks as rows and columns of values.
fn lost(bench: &Bench, scheme: &Scheme, lines: [MostLost; 2]) -> [Lost; 2] {
    let (tall, wide) = tile(bench, scheme);
    let sizes = [(tall, bench.tensor.rows()), (wide, bench.tensor.columns())];
    [0, 1].map(|i| {
        let (MostLost { index, share, of }, (size, end)) = (lines[i], sizes[i]);
        Lost { lines: index * size..end.min((index + 1) * size), share, of }
    })
}
