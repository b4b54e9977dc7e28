//! Every kernel against its oracle, bit for bit, on every SIMD level of the machine and on wasm.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{
    books::{LOPSIDED, book, every_book},
    cases::{blocks, byte, cases, clips, grids, offsets, tables, taken, value, values},
    levels::levels,
};
use quantscope::{
    kernels::{
        Counts, Profile, Sums, abs_max, add_squares, dequantize, fake_quantize, histogram, measure, min_max,
        power_sums, quantize, sum_of_squares,
    },
    quantizer::{Division, Params, Quantizer, Rounding, TableParams, ZeroPoint},
};

#[test]
fn abs_max_is_the_largest_magnitude() {
    for block in blocks() {
        let oracle = block.iter().fold(0.0f32, |m, x| m.max(x.abs()));
        for level in levels() {
            assert_eq!(abs_max(level, &block).to_bits(), oracle.to_bits(), "{level:?}, n = {}", block.len());
        }
    }
}

#[test]
fn min_max_are_the_ends_of_the_sorted_values() {
    for block in blocks() {
        let mut sorted = block.clone();
        sorted.sort_by(f32::total_cmp);
        let oracle = (sorted.first().map_or(0.0, |x| x + 0.0), sorted.last().map_or(0.0, |x| x + 0.0));
        for level in levels() {
            let (lo, hi) = min_max(level, &block);
            assert_eq!((lo.to_bits(), hi.to_bits()), (oracle.0.to_bits(), oracle.1.to_bits()), "{level:?}");
        }
    }
}

/// Σ in four lanes, joined in order; values after the last eight come behind.
fn summed(values: &[f32], of: impl Fn(f64) -> f64) -> f64 {
    let (whole, rest) = values.split_at(values.len() / 8 * 8);
    let lane = |lane| whole.iter().skip(lane).step_by(4).map(|&x| of(x.into())).fold(0.0, |sum, x| sum + x);
    rest.iter().fold((0..4).map(lane).sum(), |sum, &x| sum + of(x.into()))
}

#[test]
fn sums_of_powers_are_their_definition() {
    for block in blocks() {
        for level in levels() {
            for c in [0.0, 0.75, -3e5] {
                let powers: [fn(f64) -> f64; 4] = [|x| x, |x| x * x, |x| x * x * x, |x| (x * x) * (x * x)];
                let oracle = powers.map(|of| summed(&block, |x| of(x - c)));
                assert_eq!(power_sums(level, &block, c), oracle, "{level:?}, n = {}", block.len());
            }
            assert_eq!(sum_of_squares(level, &block), summed(&block, |x| x * x), "{level:?}");
            let (mut sums, mut most) = (vec![0.5; block.len()], vec![0.25; block.len()]);
            add_squares(level, &block, &mut sums, &mut most);
            let oracle = |&x: &f32| (0.5 + f64::from(x) * f64::from(x), x.abs().max(0.25));
            let oracle: (Vec<f64>, Vec<f32>) = block.iter().map(oracle).unzip();
            assert_eq!((sums, most), oracle, "{level:?}");
        }
    }
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|x| x.to_bits()).collect()
}

#[test]
fn quantize_gives_each_value_its_code_and_dequantize_each_code_its_level() {
    for (mut block, quantizer) in cases() {
        block.extend([f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN, -f32::NAN]);
        block.rotate_right(3);
        let places = || (0..).zip(&block);
        let bytes: Vec<u8> = places().map(|(i, &x)| byte(&quantizer, x, i)).collect();
        let decoded: Vec<f32> = places().map(|(i, &x)| taken(&quantizer, x, i).1).collect();
        let values: Vec<f32> = bytes.iter().map(|&byte| value(&quantizer, byte)).collect();
        // A negative zero has a code, and no level, of its own.
        assert_eq!(values, decoded, "{quantizer:?}");
        for level in levels() {
            let mut ours = vec![0; block.len()];
            quantize(level, &block, &quantizer, &mut ours);
            assert_eq!(ours, bytes, "{level:?} {quantizer:?}");
            let mut levels = vec![0.0; block.len()];
            dequantize(level, &bytes, &quantizer, &mut levels);
            assert_eq!(bits(&levels), bits(&values), "{level:?} {quantizer:?}");
            levels.fill(f32::NAN);
            fake_quantize(level, &block, &quantizer, &mut levels);
            assert_eq!(bits(&levels), bits(&decoded), "{level:?} {quantizer:?}");
        }
    }
}

#[test]
fn dequantize_takes_any_byte() {
    let bytes: Vec<u8> = (0..=255).collect();
    let block = values(1000, 1);
    let tables = every_book().into_iter().flat_map(|book| tables(book, &block)).map(Quantizer::from);
    let offsets = offsets(&block).into_iter().map(Quantizer::from);
    for quantizer in grids(&block).into_iter().map(Quantizer::from).chain(tables).chain(offsets) {
        let oracle: Vec<f32> = bytes.iter().map(|&byte| value(&quantizer, byte)).collect();
        for level in levels() {
            let mut decoded = vec![0.0; bytes.len()];
            dequantize(level, &bytes, &quantizer, &mut decoded);
            assert_eq!(bits(&decoded), bits(&oracle), "{level:?} {quantizer:?}");
        }
    }
}

#[test]
fn codes_round_ties_to_even_and_saturate() {
    let unit = Params {
        scale: 1.0,
        zero_point: ZeroPoint::Integer(0),
        q_min: -7,
        q_max: 7,
        alpha: -7.0,
        beta: 7.0,
        rounding: Rounding::Even,
        division: Division::Exact,
    };
    for (x, q) in [
        (0.5, 0),
        (1.5, 2),
        (2.5, 2),
        (-0.5, 0),
        (-1.5, -2),
        (-2.5, -2),
        (7.5, 7),
        (100.0, 7),
        (-1e30, -7),
        (f32::INFINITY, 7),
        (f32::NEG_INFINITY, -7),
        (f32::NAN, 0),
    ] {
        for level in levels() {
            // Seventeen values reach both the vector part and what is left over.
            let mut codes = [0; 17];
            quantize(level, &[x; 17], &unit.into(), &mut codes);
            assert_eq!(codes.map(|c| i32::from(c as i8)), [q; 17], "{x} on {level:?}");
        }
    }
}

#[test]
fn a_table_gives_the_codes_of_its_format() {
    let book = book("fp4_e2m1");
    let unit = TableParams::new(book, 1.0, (-6.0, 6.0), Division::Exact);
    for (x, code) in [
        (0.0, 0),
        (-0.0, 8),
        (0.25, 0),
        (0.25f32.next_up(), 1),
        (-0.25, 8),
        (-0.25f32.next_up(), 9),
        (0.75, 2),
        (1.25, 2),
        (1.75, 4),
        (2.5, 4),
        (-3.5, 14),
        (5.0, 6),
        (-5.0, 14),
        (7.0, 7),
        (1e-45, 0),
        (-1e-45, 8),
        (f32::INFINITY, 7),
        (f32::NEG_INFINITY, 15),
        (f32::NAN, 0),
        (-f32::NAN, 0),
    ] {
        for level in levels() {
            let mut codes = [99; 17];
            quantize(level, &[x; 17], &unit.into(), &mut codes);
            assert_eq!(codes, [code; 17], "{x} on {level:?}");
        }
    }
}

#[test]
fn a_table_takes_the_nearest_level() {
    // Middles of these are f32 numbers.
    let exact = every_book().into_iter().filter(|book| book.float.is_some() || book.word == "iq4_nl");
    for book in exact.chain([&*LOPSIDED]) {
        let unit = TableParams::new(book, 1.0, (-9.0, 9.0), Division::Exact);
        let quarters = (-32..=32).map(|i| i as f32 / 4.0);
        let middles = book.levels.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0);
        let near = quarters.chain(middles).flat_map(|x| [x.next_down(), x, x.next_up()]);
        for x in near.chain(values(1000, 5)) {
            let distance = |rank: usize| (f64::from(x) - f64::from(book.levels[rank])).abs();
            // Where two are equally near, the even code, the upper or the lower level counts as a little nearer.
            let second = |rank: usize| match book.word.as_str() {
                "iq4_nl" => usize::MAX - rank,
                "lopsided" => rank,
                _ => usize::from(book.codes[rank] % 2),
            };
            let order =
                |&a: &usize, &b: &usize| distance(a).total_cmp(&distance(b)).then(second(a).cmp(&second(b)));
            let nearest = (0..book.levels.len()).min_by(order).unwrap();
            assert_eq!(unit.rank(x), nearest, "{x} in {}", book.word);
        }
    }
}

/// The order every sum is defined in: chunks of 256, two lanes that take two of each four terms, lanes joined in order.
fn lanes(terms: impl Iterator<Item = f64>) -> f64 {
    let terms: Vec<f64> = terms.collect();
    let of_chunk = |chunk: &[f64], lane: usize| {
        let term = |four: &[f64], i: usize| four.get(i).copied().unwrap_or(0.0);
        chunk.chunks(4).fold(0.0, |sum, four| sum + (term(four, lane) + term(four, lane + 2)))
    };
    let lane = |lane| terms.chunks(256).fold(0.0, |sum, chunk| sum + of_chunk(chunk, lane));
    lane(0) + lane(1)
}

/// Whether two numbers differ by no more than a sum of the size of `scale` does in another order.
fn near(a: f64, b: f64, scale: f64) -> bool {
    (a - b).abs() <= 1e-12 * scale
}

#[test]
fn measure_sums_what_it_says() {
    for (block, quantizer) in cases() {
        let taken: Vec<_> = (0..).zip(&block).map(|(i, &x)| taken(&quantizer, x, i)).collect();
        // x, x̂, e and whether x is clipped.
        let terms: Vec<(f64, f64, f64, bool)> = (block.iter().zip(&taken))
            .map(|(&x, &(_, y))| (f64::from(x), f64::from(y), clips(&quantizer, x)))
            .map(|(x, y, clips)| (x, y, y - x, clips))
            .collect();
        type Term = (f64, f64, f64, bool);
        let sum = |f: fn(&Term) -> f64| lanes(terms.iter().map(f)).to_bits();
        let count = |f: fn(&Term) -> bool| terms.iter().filter(|term| f(term)).count() as u64;
        for level in levels() {
            let mut sums = Sums::default();
            measure(level, &block, &quantizer, &mut sums);
            let rounding = sum(|&(.., e, clips)| if clips { 0.0 } else { e * e });
            assert_eq!(sums.rounding_sse().to_bits(), rounding, "{level:?} {quantizer:?}");
            assert_eq!(sums.clipping_sse().to_bits(), sum(|&(.., e, clips)| if clips { e * e } else { 0.0 }));
            assert_eq!(sums.error().to_bits(), sum(|&(.., e, _)| e));
            assert_eq!(sums.absolute_error().to_bits(), sum(|&(.., e, _)| e.abs()));
            assert_eq!(sums.signal().to_bits(), sum(|&(x, ..)| x * x));
            assert_eq!(sums.decoded().to_bits(), sum(|&(_, y, ..)| y * y));
            let products = terms.iter().map(|&(x, y, ..)| x * y);
            let scale = products.clone().map(f64::abs).sum();
            assert!(near(sums.product(), products.sum(), scale), "{level:?} {quantizer:?}");
            assert_eq!(sums.max_error(), terms.iter().map(|&(.., e, _)| e.abs()).fold(0.0, f64::max));
            assert_eq!(sums.clipped(), count(|&(.., clips)| clips));
            assert_eq!(sums.zeroed(), count(|&(x, y, ..)| x != 0.0 && y == 0.0));
            assert_eq!(sums.count(), block.len() as u64);
            let mut usage = vec![0; sums.usage().len()];
            taken.iter().for_each(|&(rank, _)| usage[quantizer.slot(rank)] += 1);
            assert_eq!(sums.usage(), usage, "{level:?} {quantizer:?}");
        }
    }
}

#[test]
fn measure_goes_on_over_blocks() {
    let (a, b) = (values(24, 3), values(16, 4));
    let quantizers = [grids(&a)[0].into(), tables(book("fp4_e2m1"), &a)[0].into()];
    let whole = [a.clone(), b.clone()].concat();
    for (level, quantizer) in levels().into_iter().flat_map(|l| quantizers.map(|q| (l, q))) {
        let (mut parts, mut once) = (Sums::default(), Sums::default());
        measure(level, &a, &quantizer, &mut parts);
        measure(level, &b, &quantizer, &mut parts);
        measure(level, &whole, &quantizer, &mut once);
        assert!(near(parts.rounding_sse(), once.rounding_sse(), once.rounding_sse()));
        assert_eq!((parts.count(), parts.usage()), (once.count(), once.usage()));
    }
}

#[test]
fn histogram_counts_each_value_once() {
    for block in blocks() {
        for (lo, hi, bins) in [(-1.0, 1.0, 7), (-20.0, 20.0, 512), (0.5, 0.5 + 1e-9, 3), (-3e38, 3e38, 10)] {
            let k = bins as f64 / (hi - lo);
            let mut oracle = Counts { bins: vec![0; bins], below: 0, above: 0 };
            for x in block.iter().map(|&x| f64::from(x)) {
                match x {
                    _ if x < lo => oracle.below += 1,
                    _ if x > hi => oracle.above += 1,
                    _ => oracle.bins[(((x - lo) * k) as usize).min(bins - 1)] += 1,
                }
            }
            for level in levels() {
                assert_eq!(histogram(level, &block, lo, hi, bins), oracle, "{level:?} {lo} {hi}");
            }
        }
    }
}

#[test]
fn the_ends_of_a_histogram_belong_to_its_outer_bins() {
    // Eleven values are whole steps and what is left over.
    for value in [-1.0f32, 1.0, -1.0f32.next_up(), 1.0f32.next_down(), -1.0f32.next_down(), 1.0f32.next_up()]
    {
        let mut counts = Counts { bins: vec![0; 4], below: 0, above: 0 };
        match value {
            _ if value < -1.0 => counts.below = 11,
            _ if value > 1.0 => counts.above = 11,
            _ => counts.bins[if value < 0.0 { 0 } else { 3 }] = 11,
        }
        for level in levels() {
            assert_eq!(histogram(level, &[value; 11], -1.0, 1.0, 4), counts, "{value} on {level:?}");
        }
    }
}

#[test]
fn extrema_that_are_zero_have_no_sign() {
    for n in [1, 3, 40] {
        for level in levels() {
            let (lo, hi) = min_max(level, &vec![-0.0; n]);
            assert_eq!((lo.to_bits(), hi.to_bits()), (0, 0), "{n} on {level:?}");
        }
    }
}

/// The slot of a histogram: 0 below, then the bins, then above.
fn slot(x: f64, (lo, hi): (f64, f64), bins: usize) -> usize {
    let bin = ((x - lo) * (bins as f64 / (hi - lo))).floor().min(bins as f64 - 1.0) as usize;
    if x < lo {
        0
    } else if x > hi {
        bins + 1
    } else {
        bin + 1
    }
}

#[test]
fn a_profile_adds_each_error_where_its_value_and_its_size_belong() {
    let (view, bins, reach, error_bins) = ((-0.7, 1.3), 13, 0.4, 9);
    for (block, quantizer) in cases() {
        let mut oracle = [vec![0.0; bins + 2], vec![0.0; bins + 2]];
        let mut errors = vec![0; error_bins + 2];
        for (position, &x) in (0..).zip(&block) {
            let e = f64::from(taken(&quantizer, x, position).1) - f64::from(x);
            oracle[usize::from(clips(&quantizer, x))][slot(x.into(), view, bins)] += e * e;
            errors[slot(e, (-reach, reach), error_bins)] += 1;
        }
        for level in levels() {
            let mut profile = Profile::new(view, bins, reach, error_bins);
            profile.add(level, &block, &quantizer);
            assert_eq!(profile.rounding, oracle[0], "{level:?} {quantizer:?}");
            assert_eq!(profile.clipping, oracle[1], "{level:?} {quantizer:?}");
            assert_eq!(profile.errors, errors, "{level:?} {quantizer:?}");
        }
    }
}
