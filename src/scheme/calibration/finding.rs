//! What a calibrator found on the way to a range: named numbers, and the formula in which the page shows them.
//!
//! A formula is text. The page (`www/numbers/formula-text.js`) makes MathML of it:
//!
//! ```text
//! {name}                      a number of the finding, written as its list says
//! frac(a, b) sup(a, b) sub(a, b) abs(a) of(f, a)     fraction, scripts, |a|, a function without brackets: max x
//! f(a, b)  E[a]  (a, b)       a function; any name or formula may stand before the brackets; a list in brackets
//! dist                        the distance of a value from the center of the grid: |x|, or |x - c| on an asymmetric one
//! ends                        the ends that are chosen: β, or (α, β) on an asymmetric grid
//! ```

/// Most numbers of a finding.
const MOST: usize = 6;

/// The numbers behind a choice, for the formula that shows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    formula: &'static Formula,
    numbers: [f64; MOST],
}

/// How a range follows from numbers.
#[derive(Debug, PartialEq)]
pub struct Formula {
    /// The numbers by name, and how each is written.
    pub numbers: &'static [(&'static str, Digits)],
    /// What the numbers give.
    pub shape: Shape,
    /// Keys of sentences about the numbers, which are the words of each.
    pub notes: &'static [&'static str],
}

/// What a formula gives: the range is one of these shapes.
#[derive(Debug, PartialEq)]
pub enum Shape {
    /// Nothing that can be shown.
    Nothing,
    /// Each end on its own.
    Ends {
        /// β of a symmetric grid.
        magnitude: &'static str,
        /// α of an asymmetric one.
        low: &'static str,
        /// β of an asymmetric one.
        high: &'static str,
    },
    /// Both ends at once.
    Together(&'static str),
    /// A distance from the center of the grid: a formula, and what it comes to. The number `threshold` is the result and
    /// `center` the center, where the finding has them.
    Threshold(&'static [&'static str]),
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digits {
    /// A measured number: four digits.
    Short,
    /// A rough one: three.
    Rough,
    /// A number of the notation: all digits a person may have typed.
    Exact,
    /// A whole number.
    Count,
    /// A share, in percent.
    Percent,
}

impl Digits {
    /// The name by which the page knows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Rough => "rough",
            Self::Exact => "exact",
            Self::Count => "count",
            Self::Percent => "percent",
        }
    }
}

impl Shape {
    /// The name by which the page knows it, and its formulas.
    pub fn parts(&self) -> (&'static str, Vec<&'static str>) {
        match *self {
            Self::Nothing => ("nothing", Vec::new()),
            Self::Ends { magnitude, low, high } => ("ends", vec![magnitude, low, high]),
            Self::Together(formula) => ("together", vec![formula]),
            Self::Threshold(formulas) => ("threshold", formulas.to_vec()),
        }
    }
}

/// Of a format that fits its own scales.
static NOTHING: Formula = Formula { numbers: &[], shape: Shape::Nothing, notes: &[] };

impl Finding {
    /// Nothing that can be shown.
    pub(in crate::scheme) fn nothing() -> Self {
        Self::new(&NOTHING, [])
    }

    /// The numbers of a formula, in the order of its list.
    pub(super) fn new<const N: usize>(formula: &'static Formula, found: [f64; N]) -> Self {
        const { assert!(N <= MOST) };
        let mut numbers = [0.0; MOST];
        numbers[..N].copy_from_slice(&found);
        Self { formula, numbers }
    }

    /// The formula.
    pub fn formula(&self) -> &'static Formula {
        self.formula
    }

    /// Every number, with its name and how it is written.
    pub fn numbers(&self) -> impl Iterator<Item = (&'static str, f64, Digits)> + '_ {
        self.formula.numbers.iter().zip(self.numbers).map(|(&(name, digits), value)| (name, value, digits))
    }

    /// The number of this name.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.numbers().find(|(each, ..)| *each == name).map(|(_, value, _)| value)
    }
}
