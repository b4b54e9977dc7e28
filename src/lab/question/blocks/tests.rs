//! Cells, blocks listed and work kept, of small matrices.

use super::*;
use crate::{
    Tensor,
    kernels::Level,
    lab::question::{export::FitQuestion, measures::MeasuresQuestion},
    scheme::{Blocks, Fit},
};

fn stats(scheme: &Scheme, tensor: &Tensor) -> BlockStats {
    let mut mapping = BlockMapping::new(Rc::new(Fit::new(Level::new(), tensor, scheme)));
    while !mapping.step(Level::new(), tensor) {}
    mapping.take()
}

#[test]
fn a_cell_shows_the_worst_of_the_blocks_it_covers() {
    let values: Vec<f32> = (0..6 * 20).map(|i| ((i * 7919) % 101) as f32 / 10.0 - 5.0).collect();
    let mut lab = Lab::new(Tensor::new("t", &[6, 20], values).unwrap());
    for granularity in ["tensor", "row", "col", "g7"] {
        let scheme: Scheme = format!("int4:{granularity}").parse().unwrap();
        for (quantity, worst) in [(Quantity::Scale, 1.0), (Quantity::AbsMax, 1.0), (Quantity::Sqnr, -1.0)] {
            let window = Extent { rows: 1..5, columns: 2..19 };
            let size = (2, 5);
            let question = BlocksQuestion {
                schemes: [scheme; 2],
                quantity: Some(quantity),
                window: Some(window.clone()),
                cells: size,
            };
            let cells = lab.answer(&question);
            assert_eq!((cells.cells, &cells.window), (size, &window));
            let blocks = Blocks::new(lab.tensor(), scheme.granularity);
            let stats = stats(&scheme, lab.tensor());
            for (i, &cell) in cells.panels[1].iter().enumerate() {
                let rows = 1 + 4 * (i / 5) / 2..1 + 4 * (i / 5 + 1) / 2;
                let columns = 2 + 17 * (i % 5) / 5..2 + 17 * (i % 5 + 1) / 5;
                let all = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
                let oracle = all.map(|(row, column)| {
                    let block = blocks.at(row, column);
                    match quantity {
                        Quantity::Scale => stats.scale[block],
                        Quantity::AbsMax => stats.absmax[block],
                        _ => stats.sqnr_db[block],
                    }
                });
                let oracle = oracle.fold(f32::NEG_INFINITY, |most, x| most.max(worst * x)) * worst;
                assert_eq!(cell, oracle, "{scheme} {quantity:?} {i}");
            }
        }
    }
}

#[test]
fn a_window_is_brought_into_the_matrix() {
    let mut lab = Lab::new(Tensor::new("t", &[2, 3], vec![1.0, -2.0, f32::NAN, 4.0, 5.0, -60.0]).unwrap());
    let question = BlocksQuestion {
        schemes: ["int4", "int4:row"].map(|scheme| scheme.parse().unwrap()),
        quantity: Some(Quantity::Values),
        window: Some(Extent { rows: 9..99, columns: 1..99 }),
        cells: (50, 50),
    };
    let cells = lab.answer(&question);
    assert_eq!(cells.window, Extent { rows: 1..2, columns: 1..3 });
    assert_eq!((cells.panels[0].as_slice(), cells.range), ([5.0, -60.0].as_slice(), (-60.0, 60.0)));
}

fn question(schemes: [&str; 2], quantity: Quantity, window: Option<Extent>) -> BlocksQuestion {
    let schemes = schemes.map(|scheme| scheme.parse().unwrap());
    BlocksQuestion { schemes, quantity: Some(quantity), window, cells: (4, 4) }
}

#[test]
fn the_blocks_of_a_window_are_listed() {
    let values: Vec<f32> = (0..6 * 20).map(|i| ((i * 7919) % 101) as f32 / 10.0 - 5.0).collect();
    let mut lab = Lab::new(Tensor::new("t", &[6, 20], values).unwrap());
    let window = Extent { rows: 2..5, columns: 6..15 };
    for quantity in [Quantity::Values, Quantity::Sqnr] {
        let cells = lab.answer(&question(["int4", "int4:asym:g7"], quantity, Some(window.clone())));
        let [whole, groups] = cells.listed.map(Option::unwrap);
        assert_eq!(whole.place, Extent { rows: 0..1, columns: 0..1 });
        let measures = lab.answer(&MeasuresQuestion("int4".parse().unwrap()));
        let fit = lab.answer(&FitQuestion("int4".parse().unwrap()));
        assert_eq!(whole.stats.scale, [fit.quantizer(0).scale()]);
        assert_eq!(whole.stats.sqnr_db, [measures.sqnr_db as f32]);
        assert_eq!(groups.place, Extent { rows: 2..5, columns: 0..3 });
        let all = stats(&"int4:asym:g7".parse().unwrap(), lab.tensor());
        assert_eq!(groups.stats.absmax, all.absmax[6..15]);
        assert_eq!(groups.stats.zero_point.unwrap(), all.zero_point.unwrap()[6..15]);
    }
}

#[test]
fn a_cell_of_a_single_value_says_what_its_own_block_decodes_it_to() {
    let values: Vec<f32> =
        (0..2 * 512).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0 + i as f32).collect();
    let mut lab = Lab::new(Tensor::new("t", &[2, 512], values).unwrap());
    let window = Extent { rows: 1..2, columns: 301..305 };
    let formats = ["q4_k", "q6_k", "q4_1", "nvfp4", "nf4:g32:snested8", "int4:asym:g8:stochastic"];
    for (format, other) in formats.iter().zip(formats.iter().rev()) {
        for quantity in [Quantity::Values, Quantity::Error, Quantity::Scale, Quantity::Decoded] {
            let cells = lab.answer(&question([format, other], quantity, Some(window.clone())));
            for (scheme, decoded) in [format, other].into_iter().zip(cells.decoded.unwrap()) {
                let fit = lab.answer(&FitQuestion(scheme.parse().unwrap()));
                for (column, decoded) in (301..305).zip(decoded.iter()) {
                    let x = lab.tensor().values()[512 + column];
                    // Only the groups of eight draw by position.
                    let oracle =
                        fit.quantizer(fit.map().at(1, column)).decoded(x, (column % 8).try_into().unwrap());
                    assert_eq!(*decoded, oracle, "{scheme} {quantity:?} {column}");
                }
            }
            let [listed, _] = cells.listed.map(Option::unwrap);
            let has_minimum = matches!(*format, "q4_k" | "q4_1");
            assert_eq!(listed.stats.minimum.is_some(), has_minimum);
        }
    }
    // A cell of several values has none to say.
    assert!(lab.answer(&question(["int4", "q4_k"], Quantity::Error, None)).decoded.is_none());
}

#[test]
fn nothing_is_made_twice() {
    let values: Vec<f32> = (0..6 * 20).map(|i| i as f32 - 60.0).collect();
    let mut lab = Lab::new(Tensor::new("t", &[6, 20], values).unwrap());
    let [sqnr, scale] = [Quantity::Sqnr, Quantity::Scale].map(|q| question(["int4:g5", "int3:g5"], q, None));
    let first = lab.answer(&sqnr);
    assert!(lab.ask(&scale).is_err(), "another map is drawn");
    lab.answer(&scale);
    let again = lab.ask(&sqnr).expect("both maps are kept");
    assert!((0..2).all(|i| Rc::ptr_eq(&first.panels[i], &again.panels[i])));
    let values = lab.answer(&question(["int4:g5", "int3:g5"], Quantity::Values, None));
    assert!(Rc::ptr_eq(&values.panels[0], &values.panels[1]), "both show the same values");
    // Other blocks do not change what values show.
    let others = lab.answer(&question(["int4:row", "int4:col"], Quantity::Values, None));
    assert!(Rc::ptr_eq(&values.panels[0], &others.panels[0]));
}

#[test]
fn very_many_blocks_are_not_measured_for_a_look_at_the_values() {
    let known = |lab: &mut Lab| {
        ["int4:g2", "int4:g3"].map(|text| lab.kept.of::<Maps>().stats.has(&text.parse().unwrap()))
    };
    let columns = 4 * BLOCKS_LISTED;
    let mut lab = Lab::new(Tensor::new("t", &[1, columns], vec![1.0; columns]).unwrap());
    let cells = lab.answer(&question(["int4:g2", "int4:g3"], Quantity::Values, None));
    assert!(cells.listed.iter().all(Option::is_none) && known(&mut lab) == [false; 2]);
    let window = Extent { rows: 0..1, columns: 9..21 };
    let cells = lab.answer(&question(["int4:g2", "int4:g3"], Quantity::Values, Some(window)));
    let counts = cells.listed.map(|listed| listed.unwrap().stats.count());
    assert_eq!(counts, [7, 4]);
    // They stay known as long as they are those of A and B.
    assert_eq!(known(&mut lab), [true; 2]);
}

#[test]
fn the_error_is_shown_first_on_one_scale_and_a_photograph_as_it_is_decoded() {
    let mut values: Vec<f32> = (0..6 * 20).map(|i| ((i * 7919) % 101) as f32 / 101.0).collect();
    (values[25], values[100]) = (1.0, 0.0);
    let tensor = Tensor::new("t", &[6, 20], values.clone()).unwrap();
    let schemes = ["int2", "int4:asym:g5"].map(|scheme| scheme.parse::<Scheme>().unwrap());
    let usual = BlocksQuestion { schemes, quantity: None, window: None, cells: (6, 20) };
    let decoded = schemes.map(|scheme| {
        let level = Level::new();
        crate::analysis::Quantized::new(level, &tensor, &scheme).dequantize(level)
    });
    let cells = Lab::new(tensor.clone()).answer(&usual);
    assert_eq!((cells.quantity, cells.photograph), (Quantity::Error, false));
    let mut all = Vec::new();
    for (panel, decoded) in cells.panels.iter().zip(&decoded) {
        let oracle: Vec<f32> = decoded.iter().zip(&values).map(|(y, x)| (y - x).abs()).collect();
        assert_eq!(**panel, oracle);
        all.extend(oracle);
    }
    all.sort_by(f32::total_cmp);
    assert_eq!(cells.range, (0.0, all[(239 * 99_usize).div_ceil(100)]), "one scale for both");
    assert_eq!(*cells.values, values);
    let most = |line: &[f32]| line.iter().fold(0.0f32, |most, x| most.max(x.abs()));
    assert_eq!(cells.edges[0], values.chunks(20).map(most).collect::<Vec<_>>());
    let [_, groups] = cells.lost;
    assert_eq!(groups.unwrap().map(|lost| (lost.lines.len(), lost.of)), [(1, 6), (5, 4)]);

    let cells = Lab::new(tensor.as_photograph()).answer(&BlocksQuestion { cells: (2, 2), ..usual });
    assert_eq!((cells.quantity, cells.photograph, cells.cells), (Quantity::Decoded, true, (6, 20)));
    assert_eq!((cells.range, &*cells.panels[1]), ((0.0, 1.0), &decoded[1]));
    assert!(cells.lost.iter().all(Option::is_none));
}
