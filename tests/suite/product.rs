//! Products of codes against their definition, on every SIMD level of the machine and on wasm; the sizes they take.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::levels::levels;
use quantscope::{
    Scheme,
    analysis::integers::{IntegerError, MOST_CODES, Products, Size, Variant},
    kernels::{
        CodeMatrix, MAX_DEPTH, Packed, Zeros, centred_product, column_sums, corrected_product, product,
        row_sums,
    },
};

/// A matrix of codes and its zero-point.
#[derive(Debug, Clone)]
struct Factor {
    bytes: Vec<u8>,
    columns: usize,
    signed: bool,
    zero: i32,
}

impl Factor {
    /// Bytes without order (a 64-bit linear congruential generator), and a zero-point among their codes.
    fn new(rows: usize, columns: usize, signed: bool, seed: u64) -> Self {
        let mut state = seed;
        let mut byte = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 56) as u8
        };
        let bytes: Vec<u8> = std::iter::repeat_with(&mut byte).take(rows * columns).collect();
        let zero = byte();
        Self { bytes, columns, signed, zero: if signed { i32::from(zero as i8) } else { i32::from(zero) } }
    }

    fn matrix(&self) -> CodeMatrix<'_> {
        CodeMatrix::new(&self.bytes, self.columns, self.signed)
    }

    fn rows(&self) -> usize {
        self.bytes.len() / self.columns
    }

    fn code(&self, row: usize, column: usize) -> i64 {
        let byte = self.bytes[row * self.columns + column];
        if self.signed { i64::from(byte as i8) } else { i64::from(byte) }
    }
}

/// Σ (a - za) · (w - zw) of every element.
fn definition(a: &Factor, w: &Factor, zeros: Zeros) -> Vec<i64> {
    let (za, zw) = (i64::from(zeros.a), i64::from(zeros.w));
    let element = |i, j| (0..a.columns).map(|p| (a.code(i, p) - za) * (w.code(p, j) - zw)).sum();
    (0..a.rows()).flat_map(|i| (0..w.columns).map(move |j| element(i, j))).collect()
}

/// Every kernel on every level against its definition.
fn check(a: &Factor, w: &Factor) {
    let zeros = Zeros { a: a.zero, w: w.zero };
    let (plain, centred) = (definition(a, w, Zeros::default()), definition(a, w, zeros));
    let sum_of_row = |i| (0..a.columns).map(|p| a.code(i, p)).sum::<i64>();
    let sum_of_column = |j| (0..a.columns).map(|p| w.code(p, j)).sum::<i64>();
    let wide = |sums: &[i32]| sums.iter().map(|&sum| i64::from(sum)).collect::<Vec<_>>();
    let packed = Packed::new(&w.matrix());
    for level in levels() {
        let (mut rows, mut columns) = (vec![7; a.rows()], vec![7; w.columns]);
        row_sums(level, &a.matrix(), &mut rows);
        assert_eq!(wide(&rows), (0..a.rows()).map(sum_of_row).collect::<Vec<_>>(), "rows, {level:?}");
        column_sums(level, &packed, &mut columns);
        assert_eq!(
            wide(&columns),
            (0..w.columns).map(sum_of_column).collect::<Vec<_>>(),
            "columns, {level:?}"
        );

        let mut out = vec![7; a.rows() * w.columns];
        product(level, &a.matrix(), &packed, &mut out);
        assert_eq!(wide(&out), plain, "plain, {level:?}");
        out.fill(7);
        corrected_product(level, &a.matrix(), &packed, zeros, &columns, &mut out);
        assert_eq!(wide(&out), centred, "corrected, {level:?}");
        out.fill(7);
        centred_product(level, &a.matrix(), &packed, zeros, &mut out);
        assert_eq!(wide(&out), centred, "centred, {level:?}");

        for (i, row) in centred.chunks(w.columns).enumerate() {
            for (j, &element) in row.iter().enumerate() {
                let [za, zw, k] = [a.zero, w.zero, a.columns as i32].map(i64::from);
                let terms = [
                    plain[i * w.columns + j],
                    -zw * i64::from(rows[i]),
                    -za * i64::from(columns[j]),
                    k * za * zw,
                ];
                assert_eq!(terms.iter().sum::<i64>(), element, "{terms:?}");
            }
        }
    }
}

#[test]
fn every_product_is_what_its_definition_says() {
    // Around the four rows, the eight columns, the pairs and the sixteen codes that go together.
    for (m, k, n) in [
        (1, 1, 1),
        (1, 2, 8),
        (2, 3, 7),
        (3, 15, 9),
        (4, 16, 16),
        (5, 17, 1),
        (7, 31, 23),
        (8, 32, 24),
        (9, 33, 33),
    ] {
        for (a_signed, w_signed) in [(true, true), (false, true), (true, false), (false, false)] {
            check(&Factor::new(m, k, a_signed, 1), &Factor::new(k, n, w_signed, 2));
        }
    }
}

#[test]
fn the_longest_sums_of_the_largest_products_fit() {
    let factor = |rows, columns, signed, q: i32, zero| Factor {
        bytes: vec![q as u8; rows * columns],
        columns,
        signed,
        zero,
    };
    let (k, n) = (MAX_DEPTH, 9);
    // The largest and the smallest sum, with terms that are as large; the corrections alone; both signs.
    for (qa, za, qw, zw) in
        [(255, 0, 255, 0), (0, 255, 0, 255), (255, 0, 0, 255), (0, 255, 255, 0), (255, 255, 255, 255)]
    {
        check(&factor(1, k, false, qa, za), &factor(k, n, false, qw, zw));
    }
    for (qa, za, qw, zw) in [(-128, 127, -128, 127), (127, -128, -128, 127), (-128, 0, -128, -128)] {
        check(&factor(1, k, true, qa, za), &factor(k, n, true, qw, zw));
        check(&factor(1, k, false, 255, 0), &factor(k, n, true, qw, zw));
    }
    assert!((MAX_DEPTH + 1) as i64 * 255 * 255 > i64::from(i32::MAX), "one more might not");
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
#[should_panic(expected = "may not fit 32 bits")]
fn longer_sums_are_not_begun() {
    Packed::new(&CodeMatrix::new(&vec![0; MAX_DEPTH + 1], 1, true));
}

fn products(m: usize, k: usize, n: usize, schemes: [&str; 2]) -> Result<Products, IntegerError> {
    let schemes = schemes.map(|scheme| scheme.parse::<Scheme>().unwrap());
    Products::new(Size { m, k, n }, schemes, 5)
}

#[test]
fn all_variants_agree_whatever_the_schemes() {
    for schemes in [
        ["int8", "int8"],
        ["int8:asym", "int8"],
        ["int8:asym", "int8:asym"],
        ["int3", "int4:asym:mse"],
        ["int5:asym:p99:stochastic(3)", "int2:wide"],
    ] {
        let mut products = products(13, 70, 21, schemes).unwrap();
        assert!(products.check(), "{schemes:?}");
        let sums = Variant::ALL.map(|variant| products.run(variant));
        assert_eq!(sums[1..], [sums[3]; 3], "{schemes:?}: all but the symmetric one are the same product");
        let zeros = products.coded().map(|coded| coded.zero);
        assert_eq!(sums[0] == sums[1], zeros == [0, 0], "{schemes:?}: without zero-points so is that");
    }
}

#[test]
fn the_four_terms_of_an_element_add_up_to_it() {
    let mut products = products(6, 300, 10, ["int8:asym", "int8:asym"]).unwrap();
    products.run(Variant::Naive);
    for (row, column) in [(0, 0), (2, 7), (5, 9)] {
        let terms = products.terms(row, column).unwrap();
        assert_eq!(terms.sum(), products.product()[row * 10 + column]);
        assert!(terms.terms().iter().all(|&term| term != 0), "{terms:?}: every one matters");
        // Two factors of 8 bits are each off by at most half a step: s_a / 2 · Σ|w| + s_w / 2 · Σ|a| and a little.
        assert!((terms.value - terms.real).abs() < 0.3, "{terms:?}");
    }
    assert_eq!(products.terms(6, 0), None);
    assert_eq!(products.terms(0, 10), None);
}

#[test]
fn sizes_out_of_range_and_schemes_without_integer_sums_are_refused() {
    let error = |m, k, n| products(m, k, n, ["int8:asym", "int8"]).unwrap_err();
    let limit = MAX_DEPTH;
    assert_eq!(error(1, MAX_DEPTH + 1, 1), IntegerError::Depth { k: MAX_DEPTH + 1, limit });
    assert!(products(1, MAX_DEPTH, 1, ["int8:asym", "int8"]).is_ok());
    for (m, k, n) in [(0, 1, 1), (1, 0, 1), (1, 1, 0), (2048, 1, 2049), (usize::MAX, 2, 1)] {
        assert_eq!(error(m, k, n), IntegerError::Size { m, k, n, limit: MOST_CODES });
    }
    let refused = |a, w| products(2, 2, 2, [a, w]).unwrap_err();
    assert_eq!(refused("int8:row", "int8"), IntegerError::Blocks { scheme: "int8:row".into() });
    assert_eq!(refused("int8", "int4:g32"), IntegerError::Blocks { scheme: "int4:g32".into() });
    let scheme = "int8:asym:zfloat".to_owned();
    assert_eq!(refused("int8:asym:zfloat", "int8"), IntegerError::RealZero { scheme });
}

#[cfg(not(target_arch = "wasm32"))]
mod any {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn product_is_what_its_definition_says(
            (m, k, n) in (1usize..10, 1usize..50, 1usize..28), signed: (bool, bool), seed: (u64, u64)
        ) {
            check(&Factor::new(m, k, signed.0, seed.0), &Factor::new(k, n, signed.1, seed.1));
        }
    }
}
