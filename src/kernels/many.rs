//! The ends of many short blocks at once: four blocks side by side, a lane for each.
//!
//! ```text
//! min_max_each:   for each block:  smallest and largest value
//! largest_each:   for each block:  its values by rank from the top: the `above`-th and the one above it
//! ```
//! Departures: (1) Values compare as integers of the same order. (2) Not all values are sorted. K at a time are sorted by a network
//! (Batcher's odd-even merge sort: Knuth, The Art of Computer Programming, 5.2.2), and the larger half of them and of the K kept so
//! far is kept. Of two ascending lists, the larger half is what `max(a[i], b[K - 1 - i])` gives, first rising and then falling, and
//! a bitonic merge puts it in order. K is the least power of two that is not below `above`.

use fearless_simd::{Level, Simd, dispatch, f32x4, i32x4, prelude::*};

use super::{apart, each, extrema::min_max_on};

/// Blocks side by side.
const WIDTH: usize = 4;

/// How deep [`largest_each`] looks.
pub const DEEPEST: usize = 32;

/// By what [`largest_each`] orders values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// |x|.
    Magnitude,
    /// x, with -0 below +0.
    Value,
    /// -x, likewise.
    Negated,
}

/// Smallest and largest value of each of `ends.len()` blocks of one length that lie one behind another: what
/// [`min_max`](super::min_max) gives for it.
///
/// # Panics
/// When the values are no such blocks.
pub fn min_max_each(level: Level, values: &[f32], ends: &mut [(f32, f32)]) {
    match length_of(values, ends.len()) {
        0 => ends.fill((0.0, 0.0)),
        length => dispatch!(level, simd => min_max_each_on(simd, values, length, ends)),
    }
}

/// Of each of `pairs.len()` blocks of one length that lie one behind another, the value that is the `above`-th from the top of an
/// order, 1 being the largest, and the value above it; the largest has itself there. Values are given as they are ordered: |x|, x
/// or -x.
///
/// # Panics
/// When the values are no such blocks, or `above` is 0, more than a block has or more than [`DEEPEST`].
pub fn largest_each(level: Level, values: &[f32], by: By, above: usize, pairs: &mut [(f32, f32)]) {
    let length = length_of(values, pairs.len());
    assert!((1..=length.min(DEEPEST)).contains(&above), "no rank {above} of {length}");
    dispatch!(level, simd => {
        // Lists of a length that is known here become straight lines of code: worth their size where they are short.
        let lowest = i32x4::splat(simd, i32::MIN);
        match above {
            1..=2 => largest_each_on(simd, values, by, above, pairs, [&mut [lowest; 2], &mut [lowest; 4]]),
            3..=8 => apart(
                simd,
                #[inline(always)]
                || largest_each_on(simd, values, by, above, pairs, [&mut [lowest; 8], &mut [lowest; 8]]),
            ),
            _ => apart(
                simd,
                #[inline(always)]
                || {
                    let k = above.next_power_of_two();
                    let [mut kept, mut next] = [[lowest; DEEPEST]; 2];
                    largest_each_on(simd, values, by, above, pairs, [&mut kept[..k], &mut next[..k]]);
                },
            ),
        }
    });
}

/// The length of each of `count` blocks.
pub(super) fn length_of(values: &[f32], count: usize) -> usize {
    let length = values.len().checked_div(count).unwrap_or_default();
    assert_eq!(values.len(), length * count, "blocks of one length");
    length
}

#[inline(always)]
fn min_max_each_on<S: Simd>(simd: S, values: &[f32], length: usize, ends: &mut [(f32, f32)]) {
    let whole = length - length % WIDTH;
    let (fours, rest) = ends.as_chunks_mut::<WIDTH>();
    for (i, four) in fours.iter_mut().enumerate() {
        let blocks = side_by_side(values, length, i);
        let first = in_order(spread(simd, &blocks, 0).bitcast::<i32x4<S>>());
        let (mut least, mut most) = (first, first);
        let mut take = |x: f32x4<S>| {
            let key = in_order(x.bitcast::<i32x4<S>>());
            (least, most) = (least.min(key), most.max(key));
        };
        for at in (0..whole).step_by(WIDTH) {
            each(turned(simd, &blocks, at), &mut take);
        }
        for at in whole..length {
            take(spread(simd, &blocks, at));
        }
        let (least, most) = (in_order(least).bitcast::<f32x4<S>>(), in_order(most).bitcast::<f32x4<S>>());
        for (lane, ends) in four.iter_mut().enumerate() {
            // Either zero becomes +0.
            *ends = (least[lane] + 0.0, most[lane] + 0.0);
        }
    }
    let done = fours.len() * WIDTH * length;
    for (block, ends) in values[done..].chunks_exact(length).zip(rest) {
        *ends = min_max_on(simd, block);
    }
}

/// Keeps as many as `kept` has room for. `next` has room for as many or for twice as many, and for whole vectors.
#[inline(always)]
fn largest_each_on<S: Simd>(
    simd: S,
    values: &[f32],
    by: By,
    above: usize,
    pairs: &mut [(f32, f32)],
    [kept, next]: [&mut [i32x4<S>]; 2],
) {
    let length = length_of(values, pairs.len());
    // What the order needs of the bits of a value, so that the keys compare as integers.
    let (clear, turn) = match by {
        By::Magnitude => (i32::MIN, 0),
        By::Value => (0, 0),
        By::Negated => (0, i32::MIN),
    };
    let (clear, turn) = (i32x4::splat(simd, !clear), i32x4::splat(simd, turn));
    let key = |x: f32x4<S>| in_order((x.bitcast::<i32x4<S>>() & clear) ^ turn);
    let lowest = i32x4::splat(simd, i32::MIN);
    for (i, pairs) in pairs.chunks_mut(WIDTH).enumerate() {
        let blocks = side_by_side(values, length, i);
        kept.fill(lowest);
        let mut at = 0;
        while at < length {
            let end = at + next.len();
            if end <= length {
                for (i, four) in next.as_chunks_mut::<WIDTH>().0.iter_mut().enumerate() {
                    *four = each(turned(simd, &blocks, at + i * WIDTH), key);
                }
            } else {
                next.fill(lowest);
                for (next, at) in next.iter_mut().zip(at..length) {
                    *next = key(spread(simd, &blocks, at));
                }
            }
            for next in next.chunks_exact_mut(kept.len()) {
                keep(kept, next);
            }
            at = end;
        }
        let from_top = |rank: usize| in_order(kept[kept.len() - rank]);
        let (own, upper) = (from_top(above), from_top((above - 1).max(1)));
        for (lane, pair) in pairs.iter_mut().enumerate() {
            *pair = (f32::from_bits(own[lane] as u32), f32::from_bits(upper[lane] as u32));
        }
    }
}

/// The slices of four neighbouring blocks; the last block again where there are no more.
#[inline(always)]
fn side_by_side(values: &[f32], length: usize, four: usize) -> [&[f32]; WIDTH] {
    let last = values.len() - length;
    [0, 1, 2, 3].map(|lane| &values[last.min((four * WIDTH + lane) * length)..][..length])
}

/// The value at one place of each block.
#[inline(always)]
fn spread<S: Simd>(simd: S, blocks: &[&[f32]; WIDTH], at: usize) -> f32x4<S> {
    f32x4::from_slice(simd, &each(*blocks, |block| block[at]))
}

/// The values at four neighbouring places of each block, a vector for each place.
#[inline(always)]
fn turned<S: Simd>(simd: S, blocks: &[&[f32]; WIDTH], at: usize) -> [f32x4<S>; 4] {
    let [a, b, c, d] = each(*blocks, |block| f32x4::from_slice(simd, &block[at..][..WIDTH]));
    let (low, low_next) = (simd.zip_low_f32x4(a, c), simd.zip_low_f32x4(b, d));
    let (high, high_next) = (simd.zip_high_f32x4(a, c), simd.zip_high_f32x4(b, d));
    [
        simd.zip_low_f32x4(low, low_next),
        simd.zip_high_f32x4(low, low_next),
        simd.zip_low_f32x4(high, high_next),
        simd.zip_high_f32x4(high, high_next),
    ]
}

/// From the bits of floats to integers of the same order, and back: negative floats count down.
#[inline(always)]
fn in_order<S: Simd>(bits: i32x4<S>) -> i32x4<S> {
    bits ^ ((bits >> 31) & i32::MAX)
}

/// Puts each pair of keys in order.
#[inline(always)]
fn compare<'a, S: Simd>(
    low: impl Iterator<Item = &'a mut i32x4<S>>,
    high: impl Iterator<Item = &'a mut i32x4<S>>,
) {
    for (low, high) in low.zip(high) {
        (*low, *high) = (low.min(*high), low.max(*high));
    }
}

/// Puts keys in order, in runs of `length`: those of each run first rise and then fall, or fall and rise.
#[inline(always)]
fn straighten<S: Simd>(keys: &mut [i32x4<S>], length: usize) {
    let mut apart = length / 2;
    while apart > 0 {
        for part in keys.chunks_exact_mut(2 * apart) {
            let (low, high) = part.split_at_mut(apart);
            compare(low.iter_mut(), high.iter_mut());
        }
        apart /= 2;
    }
}

/// Keeps the larger half of `kept`, which is ascending, and of the keys `next` in any order; both are K long.
#[inline(always)]
fn keep<S: Simd>(kept: &mut [i32x4<S>], next: &mut [i32x4<S>]) {
    let mut run = 1;
    while run < next.len() {
        for part in next.chunks_exact_mut(2 * run) {
            let (low, high) = part.split_at_mut(run);
            compare(low.iter_mut(), high.iter_mut().rev());
        }
        straighten(next, run);
        run *= 2;
    }
    for (kept, next) in kept.iter_mut().zip(next.iter().rev()) {
        *kept = kept.max(*next);
    }
    straighten(kept, kept.len());
}
