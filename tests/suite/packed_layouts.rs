//! Every bit width and option of the layouts that libraries store weights in, on weights that are packed here by the layout's definition.
#![cfg(not(target_arch = "wasm32"))]

use quantscope::file::read::{FileError, Loaded, load_model};
use safetensors::{Dtype, serialize, tensor::TensorView};

/// An array: its name, type, shape and bytes.
type Stored = (&'static str, Dtype, Vec<usize>, Vec<u8>);

const ROWS: usize = 64;
const COLUMNS: usize = 96;
const GROUP: usize = 32;

fn load(arrays: &[Stored], config: &str, name: &str) -> Result<Loaded, FileError> {
    let views = arrays
        .iter()
        .map(|(name, dtype, shape, bytes)| (*name, TensorView::new(*dtype, shape.clone(), bytes).unwrap()));
    let file = serialize(views, None).unwrap();
    let mut parts = vec![("model.safetensors", file.as_slice())];
    if !config.is_empty() {
        parts.push(("config.json", config.as_bytes()));
    }
    load_model("model.safetensors", &parts, Some(name))
}

/// Compares a weight by its rows and columns.
fn check(what: &str, arrays: &[Stored], config: &str, name: &str, expected: impl Fn(usize, usize) -> f32) {
    let loaded = load(arrays, config, name).unwrap_or_else(|error| panic!("{what}: {error}"));
    let [rows, columns] = loaded.tensor.shape()[..] else { panic!("{what}: {:?}", loaded.tensor.shape()) };
    for row in 0..rows {
        for column in 0..columns {
            let ours = loaded.tensor.values()[row * columns + column];
            assert_eq!(ours, expected(row, column), "{what}: row {row}, column {column}");
        }
    }
}

fn bytes(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn floats(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// A code for each place.
fn code(i: usize, bits: u32) -> u32 {
    (i * 7919 / 3) as u32 % (1 << bits)
}

/// Scales that have few bits, so that products are exact; some are negative.
fn scale(i: usize) -> f32 {
    [0.5, -0.25, 1.5, 3.0, -0.125][i % 5]
}

/// Codes one behind the other, or as many as fit into each word.
fn packed(codes: &[u32], bits: u32, whole: bool) -> Vec<u32> {
    if whole {
        let each = (32 / bits) as usize;
        let word = |few: &[u32]| few.iter().enumerate().map(|(i, code)| code << (bits * i as u32)).sum();
        return codes.chunks(each).map(word).collect();
    }
    let mut words = vec![0u32; (codes.len() * bits as usize).div_ceil(32)];
    for (i, code) in codes.iter().enumerate() {
        for bit in 0..bits as usize {
            let at = i * bits as usize + bit;
            words[at / 32] |= (code >> bit & 1) << (at % 32);
        }
    }
    words
}

/// Each 32 codes as planes of bits.
fn planes(codes: &[u32], bits: u32) -> Vec<u32> {
    let widths: &[u32] = match bits {
        3 => &[2, 1],
        5 => &[4, 1],
        6 => &[4, 2],
        7 => &[4, 2, 1],
        _ => &[bits],
    };
    let mut words = Vec::new();
    for run in codes.chunks(32) {
        let mut at = 0;
        for width in widths {
            let plane: Vec<u32> = run.iter().map(|code| code >> at & ((1 << width) - 1)).collect();
            words.extend(packed(&plane, *width, false));
            at += width;
        }
    }
    words
}

/// The transpose of a matrix of `rows` rows.
fn turned<T: Copy>(values: &[T], rows: usize) -> Vec<T> {
    let columns = values.len() / rows;
    (0..columns).flat_map(|column| (0..rows).map(move |row| values[row * columns + column])).collect()
}

#[test]
fn gptq_of_all_widths_and_versions() {
    let (out, inputs) = (ROWS, COLUMNS);
    for bits in 2..=8u32 {
        for format in ["gptq", "gptq_v2", "gptq_p"] {
            let planar = (5..=7).contains(&bits) || format == "gptq_p";
            let pack = |codes: &[u32]| if planar { planes(codes, bits) } else { packed(codes, bits, false) };
            for groups in [1, inputs / GROUP] {
                // Zero-points from 1 on: one of 0 is stored differently by different libraries.
                let zero = |i: usize| 1 + i as u32 % ((1 << bits) - 1);
                let minus = u32::from(format == "gptq" && !planar);
                let columns: Vec<u32> = (0..out)
                    .flat_map(|o| pack(&(0..inputs).map(|i| code(o * inputs + i, bits)).collect::<Vec<_>>()))
                    .collect();
                let zeros: Vec<u32> = (0..groups)
                    .flat_map(|g| pack(&(0..out).map(|o| zero(g * out + o) - minus).collect::<Vec<_>>()))
                    .collect();
                let scales: Vec<f32> = (0..groups * out).map(scale).collect();
                let group_of = |i: usize| (i * 5 + 1) % groups;
                let order: Vec<u32> = (0..inputs).map(|i| group_of(i) as u32).collect();
                let words = inputs * bits as usize / 32;
                let arrays: Vec<Stored> = vec![
                    ("m.qweight", Dtype::I32, vec![words, out], bytes(&turned(&columns, out))),
                    ("m.qzeros", Dtype::I32, vec![groups, zeros.len() / groups], bytes(&zeros)),
                    ("m.scales", Dtype::F32, vec![groups, out], floats(&scales)),
                    ("m.g_idx", Dtype::I32, vec![inputs], bytes(&order)),
                ];
                let config = format!(
                    r#"{{"quantization_config": {{"quant_method": "gptq", "bits": {bits}, "checkpoint_format": "{format}"}}}}"#
                );
                let value = |o: usize, i: usize, g: usize| {
                    (code(o * inputs + i, bits) as f32 - zero(g * out + o) as f32) * scale(g * out + o)
                };
                let what = format!("{bits} bits, {format}, {groups} groups");
                check(&what, &arrays, &config, "m.weight", |o, i| value(o, i, group_of(i)));
                // Without a list, groups lie one behind the other.
                check(&what, &arrays[..3], &config, "m.weight", |o, i| value(o, i, i * groups / inputs));
            }
        }
    }
}

#[test]
fn integers_of_compressed_tensors_of_all_widths_and_options() {
    for (bits, whole) in (1..=8u32).flat_map(|bits| [(bits, false), (bits, true)]) {
        let offset = 1 << (bits - 1);
        for groups in [1, COLUMNS / GROUP] {
            let row = |o: usize| (0..COLUMNS).map(|i| code(o * COLUMNS + i, bits)).collect::<Vec<_>>();
            let codes: Vec<u32> = (0..ROWS).flat_map(|o| packed(&row(o), bits, whole)).collect();
            let zero = |i: usize| (i as u32 * 3 + 1) % (1 << bits);
            let zeros: Vec<u32> = (0..groups)
                .flat_map(|g| {
                    packed(&(0..ROWS).map(|o| zero(o * groups + g)).collect::<Vec<_>>(), bits, whole)
                })
                .collect();
            let scales: Vec<f32> = (0..ROWS * groups).map(scale).collect();
            let group_of = |i: usize| (i * 5 + 1) % groups;
            let order: Vec<u32> = (0..COLUMNS).map(|i| group_of(i) as u32).collect();
            let shape = [ROWS as u64, COLUMNS as u64].map(u64::to_le_bytes).concat();
            let zeros: Stored = (
                "w_zero_point",
                Dtype::I32,
                vec![zeros.len() / groups, groups],
                bytes(&turned(&zeros, groups)),
            );
            let order: Stored = ("w_g_idx", Dtype::I32, vec![COLUMNS], bytes(&order));
            let plain: Vec<Stored> = vec![
                ("w_packed", Dtype::I32, vec![ROWS, codes.len() / ROWS], bytes(&codes)),
                ("w_scale", Dtype::F32, vec![ROWS, groups], floats(&scales)),
                ("w_shape", Dtype::I64, vec![2], shape),
            ];
            let config = format!(
                r#"{{"quantization_config": {{"config_groups": {{"group_0": {{"weights": {{"num_bits": {bits}}}}}}}}}}}"#
            );
            let value = |o: usize, i: usize, g: usize, zero: u32| {
                (code(o * COLUMNS + i, bits) as f32 - zero as f32) * scale(o * groups + g)
            };
            let what = format!("{bits} bits, whole words: {whole}, {groups} groups");
            let by_place = |i: usize| i * groups / COLUMNS;
            check(&what, &plain, &config, "w", |o, i| value(o, i, by_place(i), offset));
            let asymmetric = [&plain[..], std::slice::from_ref(&zeros)].concat();
            check(&format!("{what}, asymmetric"), &asymmetric, &config, "w", |o, i| {
                value(o, i, by_place(i), zero(o * groups + by_place(i)))
            });
            let ordered = [&asymmetric[..], &[order]].concat();
            check(&format!("{what}, ordered"), &ordered, &config, "w", |o, i| {
                value(o, i, group_of(i), zero(o * groups + group_of(i)))
            });
        }
    }
}

#[test]
fn mlx_of_all_widths_and_modes() {
    for bits in [2, 3, 4, 5, 6, 8u32] {
        for group in [32, 64, 128usize] {
            let (columns, groups) = (256, 256 / group);
            let row = |o: usize| (0..columns).map(|i| code(o * columns + i, bits)).collect::<Vec<_>>();
            let codes: Vec<u32> = (0..ROWS).flat_map(|o| packed(&row(o), bits, false)).collect();
            let bias = |i: usize| i as f32 / 8.0 - 2.0;
            let count = ROWS * groups;
            let arrays: Vec<Stored> = vec![
                ("m.weight", Dtype::U32, vec![ROWS, codes.len() / ROWS], bytes(&codes)),
                (
                    "m.scales",
                    Dtype::F32,
                    vec![ROWS, groups],
                    floats(&(0..count).map(scale).collect::<Vec<_>>()),
                ),
                (
                    "m.biases",
                    Dtype::F32,
                    vec![ROWS, groups],
                    floats(&(0..count).map(bias).collect::<Vec<_>>()),
                ),
            ];
            // The numbers of the module count, not those of the rest.
            let config = format!(
                r#"{{"quantization": {{"bits": 7, "group_size": 16, "m": {{"bits": {bits}, "group_size": {group}}}}}}}"#
            );
            check(&format!("{bits} bits, groups of {group}"), &arrays, &config, "m.weight", |o, i| {
                let block = o * groups + i / group;
                code(o * columns + i, bits) as f32 * scale(block) + bias(block)
            });
        }
    }
    let fours = [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0];
    let level = |code: u32| if code < 8 { fours[code as usize] } else { -fours[code as usize - 8] };
    for (mode, group, power) in [("mxfp4", 32, true), ("nvfp4", 16, false)] {
        let row = |o: usize| (0..COLUMNS).map(|i| code(o * COLUMNS + i, 4)).collect::<Vec<_>>();
        let codes: Vec<u32> = (0..ROWS).flat_map(|o| packed(&row(o), 4, false)).collect();
        let groups = COLUMNS / group;
        // 2 to the exponent in E8M0 and in E4M3.
        let exponent = |i: usize| (i % 5) as u8;
        let scales: Vec<u8> = (0..ROWS * groups)
            .map(|i| if power { 127 + exponent(i) } else { (7 + exponent(i)) << 3 })
            .collect();
        let arrays: Vec<Stored> = vec![
            ("m.weight", Dtype::U32, vec![ROWS, COLUMNS / 8], bytes(&codes)),
            ("m.scales", Dtype::U8, vec![ROWS, groups], scales),
        ];
        check(mode, &arrays, "", "m.weight", |o, i| {
            level(code(o * COLUMNS + i, 4)) * f32::from(1u16 << exponent(o * groups + i / group))
        });
    }
}

#[test]
fn blocks_of_float8_have_the_size_that_is_said() {
    let ones = vec![0x38; 100 * 72];
    let config = |block: &str| format!(r#"{{"quantization_config": {{"weight_block_size": [{block}]}}}}"#);
    for (block, [height, width]) in [("64, 32", [64, 32]), ("128, 128", [128, 128]), ("40, 72", [40, 72])] {
        let across = 72usize.div_ceil(width);
        let scales: Vec<f32> = (0..100usize.div_ceil(height) * across).map(|i| 1.0 + i as f32).collect();
        for suffix in ["w_scale_inv", "w_scale"] {
            let arrays: Vec<Stored> = vec![
                ("w", Dtype::F8_E4M3, vec![100, 72], ones.clone()),
                (suffix, Dtype::F32, vec![scales.len() / across, across], floats(&scales)),
            ];
            check(&format!("{suffix}, {block}"), &arrays, &config(block), "w", |row, column| {
                1.0 + (row / height * across + column / width) as f32
            });
        }
    }
}

#[test]
fn bytes_of_bitsandbytes_may_have_any_type() {
    let map: Vec<f32> = (0..16).map(|i| i as f32 / 8.0 - 1.0).collect();
    let codes: Vec<u8> = (0..192).map(|i| (i * 37 % 256) as u8).collect();
    let state = br#"{"shape": [4, 96], "blocksize": 64}"#.to_vec();
    for (dtype, size) in [(Dtype::U8, 1), (Dtype::BF16, 2), (Dtype::F16, 2), (Dtype::F32, 4)] {
        let arrays: Vec<Stored> = vec![
            ("w", dtype, vec![192 / size, 1], codes.clone()),
            ("w.absmax", Dtype::F32, vec![6], floats(&(0..6).map(scale).collect::<Vec<_>>())),
            ("w.quant_map", Dtype::F32, vec![16], floats(&map)),
            ("w.quant_state.bitsandbytes__nf4", Dtype::U8, vec![state.len()], state.clone()),
        ];
        check(&format!("{dtype:?}"), &arrays, "", "w", |row, column| {
            let at = row * 96 + column;
            let code = if at % 2 == 0 { codes[at / 2] >> 4 } else { codes[at / 2] & 15 };
            map[usize::from(code)] * scale(at / 64)
        });
    }
}
