//! A product of quantized matrices, computed in every way there is, to be timed and taken apart.

use super::{Coded, IntegerError, scaled};
use crate::{
    Scheme, Tensor,
    data::{Generator, Kind, Shape, generate},
    kernels::{
        CodeMatrix, Level, MAX_DEPTH, Packed, Zeros, centred_product, column_sums, corrected_product,
        product, row_sums,
    },
};

/// Most values of each of the three matrices.
pub const MOST_CODES: usize = 1 << 22;

/// `m` rows of `k` values by `k` rows of `n`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Rows of the left factor and of the product.
    pub m: usize,
    /// Terms of each sum.
    pub k: usize,
    /// Columns of the right factor and of the product.
    pub n: usize,
}

impl Size {
    fn validate(self) -> Result<(), IntegerError> {
        let Self { m, k, n } = self;
        let accepted =
            |a: usize, b: usize| a.checked_mul(b).is_some_and(|count| (1..=MOST_CODES).contains(&count));
        if !(accepted(m, k) && accepted(k, n) && accepted(m, n)) {
            return Err(IntegerError::Size { m, k, n, limit: MOST_CODES });
        }
        if k > MAX_DEPTH {
            return Err(IntegerError::Depth { k, limit: MAX_DEPTH });
        }
        Ok(())
    }
}

/// A way to the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// The codes as they are, as if both zero-points were 0: all that a symmetric scheme needs.
    Symmetric,
    /// With corrections; the sums of the weights' columns are known from when the weights were loaded.
    Folded,
    /// With corrections, all sums taken anew.
    Asymmetric,
    /// Zero-points subtracted from every code whenever it is read.
    Naive,
}

impl Variant {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Symmetric, Self::Folded, Self::Asymmetric, Self::Naive];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Symmetric => "symmetric",
            Self::Folded => "folded",
            Self::Asymmetric => "asymmetric",
            Self::Naive => "naive",
        }
    }

    /// The variant of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|variant| variant.name() == name)
    }
}

/// Activations, weights, their codes, and room for their product.
#[derive(Debug, Clone)]
pub struct Products {
    level: Level,
    size: Size,
    tensors: [Tensor; 2],
    activations: Coded,
    weights: Coded,
    packed: Packed,
    /// Sums of the weights' columns.
    columns: Vec<i32>,
    out: Vec<i32>,
}

/// One element of the product: what the four terms are made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    /// Σ qa·qw.
    pub product: i32,
    /// Σ qa.
    pub row_sum: i32,
    /// Σ qw.
    pub column_sum: i32,
    /// How many terms each sum has.
    pub depth: usize,
    /// The zero-points.
    pub zeros: Zeros,
    /// What the sum of the four stands for.
    pub value: f64,
    /// The element of the product in real numbers.
    pub real: f64,
    /// Σ (qa - za)·(qw - zw) by its definition, one product after the other: what the sum of the four has to be.
    pub defined: i32,
}

impl Terms {
    /// Σ qa·qw, −zw·Σ qa, −za·Σ qw and k·za·zw. Each fits 32 bits; sums on the way to that of all four need not.
    pub fn terms(&self) -> [i32; 4] {
        let Zeros { a, w } = self.zeros;
        [self.product, -w * self.row_sum, -a * self.column_sum, self.depth as i32 * a * w]
    }

    /// Σ (qa - za)·(qw - zw).
    pub fn sum(&self) -> i32 {
        self.terms().into_iter().fold(0, i32::wrapping_add)
    }
}

impl Products {
    /// Draws activations as SiLU leaves them, a little below 0 and far above, and weights as a Gaussian of standard deviation
    /// 0.05; quantizes both.
    ///
    /// # Errors
    /// When the size is out of its range, or a scheme has blocks or a real zero-point.
    pub fn new(size: Size, schemes: [Scheme; 2], seed: u32) -> Result<Self, IntegerError> {
        size.validate()?;
        let (level, Size { m, k, n }) = (Level::new(), size);
        let activations = drawn(Kind::Silu, 1.0, seed, m, k);
        // Another sequence of chance than the activations'.
        let weights = drawn(Kind::Normal, 0.05, seed ^ (1 << 31), k, n);
        let [a, w] =
            [Coded::new(level, &activations, &schemes[0])?, Coded::new(level, &weights, &schemes[1])?];
        let packed = Packed::new(&CodeMatrix::new(&w.bytes, n, w.signed()));
        let mut columns = vec![0; n];
        column_sums(level, &packed, &mut columns);
        Ok(Self {
            level,
            size,
            tensors: [activations, weights],
            activations: a,
            weights: w,
            packed,
            columns,
            out: vec![0; m * n],
        })
    }

    /// The activations' codes and the weights'.
    pub fn coded(&self) -> [&Coded; 2] {
        [&self.activations, &self.weights]
    }

    /// Computes the product once; the sum of its elements, which wraps around.
    pub fn run(&mut self, variant: Variant) -> i32 {
        let a = CodeMatrix::new(&self.activations.bytes, self.size.k, self.activations.signed());
        let zeros = Zeros { a: self.activations.zero, w: self.weights.zero };
        let Self { level, packed: w, columns, out, .. } = self;
        match variant {
            Variant::Symmetric => product(*level, &a, w, out),
            Variant::Folded => corrected_product(*level, &a, w, zeros, columns, out),
            Variant::Asymmetric => {
                column_sums(*level, w, columns);
                corrected_product(*level, &a, w, zeros, columns, out);
            }
            Variant::Naive => centred_product(*level, &a, w, zeros, out),
        }
        checksum(out)
    }

    /// Computes by definition what a variant computes, one product after the other; its checksum.
    pub fn define(&mut self, variant: Variant) -> i32 {
        let zeros = match variant {
            Variant::Symmetric => Zeros::default(),
            _ => Zeros { a: self.activations.zero, w: self.weights.zero },
        };
        let Size { k, n, .. } = self.size;
        let a = CodeMatrix::new(&self.activations.bytes, k, self.activations.signed());
        let w = CodeMatrix::new(&self.weights.bytes, n, self.weights.signed());
        self.out.fill(0);
        for (row, out) in a.rows().zip(self.out.chunks_exact_mut(n)) {
            for (&qa, weights) in row.iter().zip(w.rows()) {
                let qa = a.code(qa) - zeros.a;
                out.iter_mut().zip(weights).for_each(|(sum, &qw)| *sum += qa * (w.code(qw) - zeros.w));
            }
        }
        checksum(&self.out)
    }

    /// The product computed last, row by row; zeros before.
    pub fn product(&self) -> &[i32] {
        &self.out
    }

    /// Whether a variant computes what its definition says, element by element.
    pub fn agrees(&mut self, variant: Variant) -> bool {
        self.define(variant);
        let wanted = self.out.clone();
        self.out.fill(0);
        self.run(variant);
        self.out == wanted
    }

    /// Whether every variant does.
    pub fn check(&mut self) -> bool {
        Variant::ALL.into_iter().all(|variant| self.agrees(variant))
    }

    /// The terms of the element in a row and a column, if there is one.
    pub fn terms(&self, row: usize, column: usize) -> Option<Terms> {
        let Size { m, k, n } = self.size;
        if row >= m || column >= n {
            return None;
        }
        let codes = &self.activations.bytes[row * k..][..k];
        let codes = CodeMatrix::new(codes, k, self.activations.signed());
        let (mut products, mut row_sum) = (vec![0; n], [0]);
        product(self.level, &codes, &self.packed, &mut products);
        row_sums(self.level, &codes, &mut row_sum);

        let [a, w] = self.tensors.each_ref().map(Tensor::values);
        let weights = w[column..].iter().step_by(n);
        let zeros = Zeros { a: self.activations.zero, w: self.weights.zero };
        let factor = CodeMatrix::new(&self.weights.bytes, n, self.weights.signed());
        let pairs = codes.rows().flatten().zip(self.weights.bytes[column..].iter().step_by(n));
        let centred = |(&qa, &qw): (&u8, &u8)| (codes.code(qa) - zeros.a) * (factor.code(qw) - zeros.w);
        let mut terms = Terms {
            product: products[column],
            row_sum: row_sum[0],
            column_sum: self.columns[column],
            depth: k,
            zeros,
            defined: pairs.map(centred).sum(),
            value: 0.0,
            real: a[row * k..].iter().zip(weights).map(|(&a, &w)| f64::from(a) * f64::from(w)).sum(),
        };
        terms.value = scaled(terms.sum(), &self.activations.params, &self.weights.params);
        Some(terms)
    }
}

fn checksum(out: &[i32]) -> i32 {
    out.iter().fold(0, |sum, &x| sum.wrapping_add(x))
}

fn drawn(kind: Kind, sd: f64, seed: u32, rows: usize, columns: usize) -> Tensor {
    let shape = Shape::matrix(rows as u32, columns as u32);
    let generator = Generator { kind, sd, seed, shape, ..Generator::default() };
    generate(&generator).expect("a size that was accepted")
}
