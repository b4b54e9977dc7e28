//! Block maps of every layout.

use super::*;

fn tensor() -> Tensor {
    Tensor::new("t", &[3, 5], (0..15).map(|i| i as f32).collect()).unwrap()
}

fn maps(rows: usize, columns: usize) -> Vec<BlockMap> {
    use Granularity::{Column, Group, Row};
    let groups = (0..columns as u32).map(|c| c * 7 % 3).collect::<Vec<_>>();
    [Granularity::Tensor, Row, Column, Group(1), Group(2), Group(5), Group(99), Granularity::Tile(2, 3)]
        .map(|granularity| BlockMap::new(rows, columns, granularity))
        .into_iter()
        .chain([(2, 2), (2, 128), (128, 4)].map(|(tall, wide)| BlockMap::tiles(rows, columns, tall, wide)))
        .chain([1, 4, 7, 1000].map(|length| BlockMap::runs(rows, columns, length)))
        .chain([BlockMap::listed(rows, columns, &groups).unwrap()])
        .collect()
}

#[test]
fn a_walk_and_a_look_up_give_the_same_blocks() {
    let mut with_gaps: Vec<f32> = (0..3 * 37).map(|i| i as f32).collect();
    with_gaps[40] = f32::NAN;
    with_gaps[41] = f32::INFINITY;
    for tensor in [tensor(), Tensor::new("gaps", &[3, 37], with_gaps).unwrap()] {
        for map in maps(3, tensor.columns()) {
            let blocks = Blocks::of(&tensor, &map);
            let mut seen = 0;
            blocks.for_each(|index, values| {
                assert_eq!(index, seen);
                assert_eq!(values, &*blocks.values(index), "{map:?} {index}");
                seen += 1;
            });
            assert_eq!(seen, blocks.count());
            if let Some((tall, wide)) = map.tile() {
                assert_eq!(seen, tensor.rows().div_ceil(tall) * tensor.columns().div_ceil(wide));
            }
            let mut parts = Vec::new();
            blocks.for_each_in(0..seen / 3, |index, values| parts.push((index, values.to_vec())));
            blocks.for_each_in(seen / 3..seen, |index, values| parts.push((index, values.to_vec())));
            let whole: Vec<_> = (0..seen).map(|index| (index, blocks.values(index).to_vec())).collect();
            assert_eq!(parts, whole, "{map:?} in two parts");
        }
    }
}

#[test]
fn the_blocks_of_a_batch_have_one_length_and_are_all_short_or_all_whole() {
    let tensor = Tensor::new("t", &[3, 37], (0..3 * 37).map(|i| i as f32).collect()).unwrap();
    for map in maps(3, 37) {
        let blocks = Blocks::of(&tensor, &map);
        for range in [0..map.count(), map.count() / 3..map.count(), map.count() / 2..map.count() / 2] {
            let mut next = range.start;
            blocks.for_each_batch(range.clone(), &mut |batch| {
                assert!(batch.count() > 0 && batch.blocks.start == next, "{map:?}");
                next = batch.blocks.end;
                for (index, values) in batch.each() {
                    assert_eq!(values, &*blocks.values(index), "{map:?} {index}");
                    assert_eq!(map.is_short(index), map.is_short(batch.blocks.start), "{map:?} {index}");
                }
                let parts: Vec<Batch> = batch.split(2).collect();
                assert!(parts.iter().all(|part| part.count() <= 2 && part.length() == batch.length()));
                assert!(parts.iter().flat_map(Batch::each).eq(batch.each()), "{map:?}");
            });
            assert_eq!(next, range.end, "{map:?}");
        }
    }
    let mut batches = 0;
    let whole = BlockMap::new(3, 37, Granularity::Row);
    Blocks::of(&tensor, &whole).for_each_batch(0..3, &mut |_| batches += 1);
    assert_eq!(batches, 1, "rows lie one behind another");
}

#[test]
fn every_place_lies_in_one_block_and_in_its_extent() {
    for map in maps(3, 5) {
        let mut owner = [usize::MAX; 15];
        for index in 0..map.count() {
            for place in map.runs_of(index).into_iter().flatten() {
                assert_eq!(owner[place], usize::MAX, "{map:?}: {place} in two blocks");
                owner[place] = index;
                let (row, column) = (place / 5, place % 5);
                assert_eq!(map.at(row, column), index, "{map:?} {place}");
                let extent = map.extent(index);
                assert!(extent.rows.contains(&row) && extent.columns.contains(&column), "{map:?} {place}");
            }
        }
        assert!(!owner.contains(&usize::MAX), "{map:?}");
    }
}

#[test]
fn the_last_blocks_are_short_and_no_others() {
    let short = |map: BlockMap| (0..map.count()).filter(|&i| map.is_short(i)).collect::<Vec<_>>();
    assert_eq!(short(BlockMap::new(3, 5, Granularity::Group(2))), [2, 5, 8]);
    assert_eq!(short(BlockMap::new(3, 5, Granularity::Row)), [0; 0]);
    assert_eq!(short(BlockMap::new(1, 5, Granularity::Group(64))), [0]);
    assert_eq!(short(BlockMap::tiles(3, 5, 2, 5)), [1]);
    assert_eq!(short(BlockMap::runs(3, 5, 4)), [3]);
}

#[test]
fn a_row_ends_with_a_shorter_group() {
    let tensor = tensor();
    let blocks = Blocks::new(&tensor, Granularity::Group(2));
    assert_eq!(blocks.count(), 9);
    assert_eq!(blocks.extent(5), Extent { rows: 1..2, columns: 4..5 });
    assert_eq!(*blocks.values(5), [9.0]);
}

#[test]
fn a_list_of_columns_must_fit() {
    for list in [&[0, 1][..], &[0, 1, 3], &[0, 0, 0, 0]] {
        let error = BlockMap::listed(2, 3, list).unwrap_err();
        assert_eq!((error.columns, error.entries), (3, list.len()));
    }
    let map = BlockMap::listed(2, 3, &[1, 0, 1]).unwrap();
    assert_eq!((map.count(), map.at(1, 1), map.at(1, 2)), (4, 2, 3));
    assert_eq!(map.runs_of(3), [3..4, 5..6]);
}

#[test]
fn steps_of_about_so_many_values_pass_every_block_once() {
    for map in maps(3, 5) {
        for values in [0, 1, 4, 9, 1000] {
            let mut next = 0;
            while next < map.count() {
                let some = map.some_from(next, values);
                let each = (15 / map.count()).max(1);
                assert_eq!(some.start, next, "{map:?} {values}");
                assert_eq!(some.len(), (values / each).clamp(1, map.count() - next), "{map:?} {values}");
                next = some.end;
            }
            assert!(map.some_from(next, values).is_empty(), "{map:?} {values}");
        }
    }
}
