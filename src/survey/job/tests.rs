//! A tensor in bands has the measures, the moments and the lines of the tensor as a whole.

use super::*;
use crate::{
    Report,
    analysis::OutlyingSearch,
    survey::{BAND, Lines, Row, Subject, Surveying},
};

/// Values with outliers, a channel that stands out in each direction, and some that are not finite.
fn tensor(rows: usize, columns: usize, finite: bool) -> Tensor {
    let mut values: Vec<f32> =
        (0..rows * columns).map(|i| ((i * 7919) % 100_003) as f32 / 9e4 - 0.4).collect();
    values.iter_mut().step_by(70_001).for_each(|x| *x *= 30.0);
    for row in values.chunks_exact_mut(columns) {
        row[columns / 3] *= 12.0;
    }
    values[rows / 2 * columns..][..columns].iter_mut().for_each(|x| *x *= 9.0);
    if !finite {
        (values[77], values[rows * columns - 5]) = (f32::NAN, f32::INFINITY);
    }
    Tensor::new("model.layers.3.mlp.up_proj.weight", &[rows, columns], values).unwrap()
}

/// The row of a tensor of which at most `held` values are held at a time, and how many bands were read.
fn surveyed(tensor: &Tensor, schemes: &[Scheme], held: usize) -> (Row, usize) {
    let subject = Subject {
        name: tensor.name().into(),
        shape: tensor.shape().to_vec(),
        dtype: "float32".into(),
        bits_per_value: 32.0,
        importance: tensor.importance().map(<[f32]>::to_vec),
    };
    let mut surveying = Surveying::new(Level::new(), subject, schemes, held).with_casts();
    let mut bands = 0;
    while let Some(rows) = surveying.wants() {
        assert!(surveying.row().is_none() && (0.0..1.0).contains(&surveying.progress()));
        let values = &tensor.values()[rows.start * tensor.columns()..rows.end * tensor.columns()];
        let band = Tensor::new("", &[rows.len(), tensor.columns()], values.to_vec()).unwrap();
        surveying.give(band).unwrap();
        bands += 1;
        while !surveying.step() {}
    }
    assert_eq!(surveying.progress(), 1.0);
    (surveying.row().unwrap(), bands)
}

fn parsed(schemes: &[&str]) -> Vec<Scheme> {
    schemes.iter().map(|text| text.parse().unwrap()).collect()
}

#[test]
fn bands_have_the_numbers_of_the_whole() {
    let schemes = parsed(&[
        "int4:g64",
        "int8:row",
        "int4",
        "int4:asym:r0.8",
        "int3:clip(-0.3,0.5)",
        "int4:asym:row:p99",
        "int4:g128:mse",
        "nf4:b64x64",
        "int4:b100x900",
        "int8:b500x64",
        "q4_k",
        "nvfp4",
        "int4:g64:se4m3",
        "int4:asym:g32:stochastic(7)",
        "int4:stochastic(3)",
        "int4:p99.9",
        "int4:asym:p99",
        "nf4:p97.5",
        "fp8_e4m3:p100",
        "int4:col",
        "int5:col:p99.9",
    ]);
    for (rows, columns) in [(700, 1000), (2100, 300), (3, 300_000), (40_000, 24)] {
        let weights: Vec<f32> = (0..columns).map(|i| (i % 7) as f32).collect();
        let weighted = tensor(rows, columns, false).with_importance(Some(weights));
        for tensor in [tensor(rows, columns, true), weighted] {
            let (row, bands) = surveyed(&tensor, &schemes, 1 << 19);
            let (whole, one) = surveyed(&tensor, &schemes, rows * columns);
            assert!(bands > 2 && one == 1, "{bands} {one}");
            for ((scheme, banded), whole) in schemes.iter().zip(&row.sides).zip(&whole.sides) {
                let place = format!("{rows}x{columns} {scheme}");
                if columns == 300 {
                    let report = Report::new(Level::new(), &tensor, scheme);
                    assert_eq!(whole.measures.as_ref(), Ok(&report.measures), "{place}");
                }
                match &banded.measures {
                    // Tiles of many rows of 300,000 values are more than is held.
                    Err(_) => assert!(columns == 300_000 && scheme.to_string().contains(":b"), "{place}"),
                    banded => assert_eq!(banded, &whole.measures, "{place}"),
                }
            }
            let without_sides = |row: &Row| Row { sides: Vec::new(), ..row.clone() };
            let (banded, whole) = (without_sides(&row), without_sides(&whole));
            assert_eq!(banded.importance.is_some(), tensor.importance().is_some());
            // Σh is the same but for the order of sums.
            assert_eq!(Row { importance: whole.importance, ..banded }, whole, "{rows}x{columns}");
        }
    }
}

#[test]
fn lines_that_stand_out_are_those_of_the_search() {
    let tensor = tensor(1300, 1000, false);
    let (row, _) = surveyed(&tensor, &[], 1 << 18);
    let mut search = OutlyingSearch::new(&tensor);
    let found = loop {
        if let Some(found) = search.step(Level::new(), &tensor) {
            break found;
        }
    };
    assert!(found.iter().all(|lines| lines.throughout > 0));
    assert_eq!([row.rows_out, row.columns_out], found.each_ref().map(Lines::from));
}

#[test]
fn what_needs_all_values_at_once_says_so() {
    let tensor = tensor(600, 1000, true);
    let schemes = parsed(&["int4:mse", "int4:aciq", "nvfp4:search", "nf4:g64:snested8", "int4:b600x500"]);
    let (row, bands) = surveyed(&tensor, &schemes, 1 << 18);
    assert!(bands > 1);
    for side in &row.sides {
        let Err(why) = &side.measures else { panic!("{} was measured", side.scheme) };
        assert!(why.to_string().contains(&side.scheme.to_string()), "{why}");
        assert_eq!(side.sse(), None);
    }
    assert_eq!(row.weight(0), None);
}

#[test]
fn bands_stay_in_the_cache_where_one_pass_is_enough() {
    const MOST: usize = 1 << 26;
    let subject = |shape: [usize; 2]| Subject {
        name: "t".into(),
        shape: shape.to_vec(),
        dtype: "float32".into(),
        bits_per_value: 32.0,
        importance: None,
    };
    let held = |shape, schemes: &[&str]| Surveying::held(&subject(shape), &parsed(schemes), MOST, true);
    let large = [1 << 13, 1 << 13];
    for schemes in [&["int4:g64:mse", "int8:row"] as &[&str], &["nf4:b32x64"], &["q4_k"], &[]] {
        assert_eq!(held(large, schemes), PIECE, "{schemes:?}");
    }
    assert_eq!(Surveying::held(&subject(large), &parsed(&["int8:row"]), MOST, false), BAND);
    assert_eq!(Surveying::held(&subject(large), &parsed(&["int4"]), 1000, true), 1000);
    // A tensor of one piece is held as a whole.
    assert_eq!(held([512, 512], &["int4:mse", "nvfp4", "int4:col"]), PIECE);
    // Scales below one of the tensor, columns, the tensor as one block: more than one pass, of which each reads the values again.
    for scheme in ["nvfp4", "int4:col", "int4"] {
        assert_eq!(held(large, &["int8:row", scheme]), BAND, "{scheme}");
    }
    // Rows of a piece and rows of tiles that have no small common multiple.
    assert_eq!(held([30_522, 384], &["int4:g128", "int8:row"]), PIECE);
    assert_eq!(held([30_522, 384], &["int4:g128", "nf4:b64x64"]), BAND);
    assert_eq!(held([64, 1 << 20], &["int8:row"]), BAND);
    assert_eq!(held(large, &["int8:row", "int4:mse"]), MOST);
    assert_eq!(held(large, &["stored", "int8:row"]), PIECE);
}

#[test]
fn the_grid_of_one_weight_is_not_surveyed_and_what_stands_beside_it_is() {
    let tensor = tensor(20, 30, true);
    let (row, bands) = surveyed(&tensor, &parsed(&["stored", "int4"]), 1 << 18);
    assert_eq!((bands, row.sides[0].measures.clone().err()), (1, Some(Unmeasured::Stored {})));
    assert_eq!(row.measures(1), Some(&Report::new(Level::new(), &tensor, &row.sides[1].scheme).measures));
}

#[test]
fn shapes_of_any_rank_are_rows_and_columns() {
    for shape in [vec![], vec![7], vec![1, 7], vec![7, 1], vec![2, 3, 5], vec![1, 1, 1]] {
        let values: Vec<f32> = (0..shape.iter().product()).map(|i: usize| i as f32 - 2.0).collect();
        let tensor = Tensor::new("t", &shape, values).unwrap();
        let (row, bands) = surveyed(&tensor, &parsed(&["int4", "int8:row"]), 1 << 20);
        assert_eq!((bands, row.values), (1, tensor.values().len() as u64), "{shape:?}");
        assert_eq!(row.measures(1), Some(&Report::new(Level::new(), &tensor, &row.sides[1].scheme).measures));
    }
}

#[test]
fn values_of_another_number_are_refused() {
    let subject = Subject {
        name: "t".into(),
        shape: vec![4, 4],
        dtype: "float32".into(),
        bits_per_value: 32.0,
        importance: None,
    };
    let mut surveying = Surveying::new(Level::new(), subject, &parsed(&["int4"]), 100);
    for shape in [[1, 3], [2, 8], [8, 2], [5, 4]] {
        let band = Tensor::new("t", &shape, vec![0.0; shape[0] * shape[1]]).unwrap();
        assert!(surveying.give(band).is_err(), "{shape:?}");
    }
    assert_eq!(surveying.wants(), Some(0..4));
}
