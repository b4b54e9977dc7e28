//! Quantized data in the containers of libraries: what is written opens here as one tensor with the values that the scheme decodes to.
#![cfg(not(target_arch = "wasm32"))]

use quantscope::file::read::{self, FileError, Note};
use quantscope::file::write::{
    Array, Dtype, Elements, GgmlType, GgufTensor, GgufValue, Layout, Nested, Stored, Target, gguf,
    safetensors,
};
use quantscope::kernels::Level;
use quantscope::lab::Lab;
use quantscope::lab::question::export::{ContainersQuestion, QuantizedFileQuestion};
use quantscope::sentence::Sentence;
use quantscope::{Quantized, Scheme, Tensor};

/// Values with outliers, zeros, a block of zeros, and subnormals.
fn tensor(shape: &[usize]) -> Tensor {
    let count: usize = shape.iter().product();
    let value = |i: usize| match i {
        0..40 => 0.0,
        77 => 25.0,
        90 => -1e-40,
        _ => ((i * 7919) % 2003) as f32 / 700.0 - 1.4,
    };
    Tensor::new("layer.w", shape, (0..count).map(value).collect()).unwrap()
}

fn bits(values: &[f32]) -> Vec<u32> {
    // The sign of a zero is not kept by integers.
    values.iter().map(|x| (x + 0.0).to_bits()).collect()
}

fn written(scheme: &str, tensor: &Tensor, target: Target) -> Option<Vec<u8>> {
    let scheme: Scheme = scheme.parse().unwrap();
    let layouts = Lab::new(tensor.clone()).answer(&ContainersQuestion(scheme));
    let file = Lab::new(tensor.clone()).answer(&QuantizedFileQuestion { scheme, target, data: "d".into() });
    assert_eq!(file.is_some(), layouts.iter().any(|(known, _)| *known == target), "{scheme} {target:?}");
    file
}

/// What the scheme decodes to, and what the file opens with.
fn round_trip(scheme: &str, tensor: &Tensor, target: Target) -> (Vec<f32>, read::Loaded, read::Listing) {
    let bytes = written(scheme, tensor, target).unwrap_or_else(|| panic!("{scheme} {target:?}: no layout"));
    let parsed: Scheme = scheme.parse().unwrap();
    let expected = Quantized::new(Level::new(), tensor, &parsed).dequantize(Level::new());
    let name = if target == Target::Gguf { "x.gguf" } else { "x.safetensors" };
    if target != Target::Gguf {
        ::safetensors::SafeTensors::deserialize(&bytes).unwrap();
    }
    let loaded = read::load(name, &bytes, None).unwrap_or_else(|e| panic!("{scheme} {target:?}: {e}"));
    (expected, loaded, read::open(name, &bytes).unwrap())
}

#[test]
fn what_is_written_opens_as_one_tensor_with_the_decoded_values() {
    for (scheme, target, layout) in [
        ("fp8_e4m3", Target::CompressedTensors, "compressed-tensors FP8"),
        ("fp8_e4m3:row:s16", Target::CompressedTensors, "compressed-tensors FP8"),
        ("fp8_e4m3:g32", Target::CompressedTensors, "compressed-tensors FP8"),
        ("fp8_e4m3:g32:spow2", Target::CompressedTensors, "compressed-tensors MXFP8"),
        ("fp4_e2m1:g32:spow2", Target::CompressedTensors, "compressed-tensors MXFP4"),
        ("fp4_e2m1:g16:se4m3", Target::ModelOptimizer, "Model Optimizer NVFP4"),
        ("int8", Target::CompressedTensors, "compressed-tensors int8"),
        ("int8:wide:row:sbf16", Target::CompressedTensors, "compressed-tensors int8"),
        ("int8:asym:g32", Target::CompressedTensors, "compressed-tensors int8"),
        ("int4:g32:mse", Target::CompressedTensors, "compressed-tensors int4"),
        ("int4:asym:g32", Target::CompressedTensors, "compressed-tensors int4"),
        ("int4:asym", Target::CompressedTensors, "compressed-tensors int4"),
        ("int3:full:row:stochastic(3)", Target::CompressedTensors, "compressed-tensors int3"),
        ("int5:asym:row", Target::CompressedTensors, "compressed-tensors int5"),
        ("int2:wide:g8", Target::CompressedTensors, "compressed-tensors int2"),
        ("fp8_e5m2:row", Target::Floats, "float8"),
        ("fp8_e4m3fnuz", Target::Floats, "float8"),
        ("fp8_e5m2fnuz:g16", Target::Floats, "float8"),
        ("fp8_e5m2:g32:spow2", Target::Floats, "MX"),
        ("fp6_e2m3:row", Target::Floats, "float6"),
        ("fp6_e3m2:g32:spow2", Target::Floats, "MX"),
        ("fp4_e2m1:g16", Target::Floats, "float4"),
        ("fp8_e4m3:b128x128", Target::DeepSeek, "DeepSeek FP8"),
        ("fp8_e4m3:b128x128:s16:mse", Target::DeepSeek, "DeepSeek FP8"),
        ("nf4:g32", Target::Bitsandbytes, "bitsandbytes NF4"),
        ("nf4:g32:snested8", Target::Bitsandbytes, "bitsandbytes NF4"),
        ("fp4_bnb:g64:snested8:p99", Target::Bitsandbytes, "bitsandbytes FP4"),
        ("fp4_bnb:g64", Target::Bitsandbytes, "bitsandbytes FP4"),
        ("int8:g32:s16", Target::Gguf, "Q8_0"),
        ("int4:wide:g32:s16", Target::Gguf, "Q4_0"),
        ("int5:g32:s16:p99", Target::Gguf, "Q5_0"),
        ("iq4_nl:g32:s16", Target::Gguf, "IQ4_NL"),
        ("fp4_e2m1:g32:spow2", Target::Gguf, "MXFP4"),
    ] {
        for shape in [&[5, 192][..], &[3, 2, 64], &[192]] {
            let (expected, loaded, listing) = round_trip(scheme, &tensor(shape), target);
            let own = listing.entries.iter().filter(|entry| entry.part_of.is_none()).count();
            assert_eq!(own, 1, "{scheme} {target:?} {shape:?}: {listing:?}");
            // Behind the numbers stands which of them share a scale.
            let dtype = &listing.entries[0].dtype;
            assert!(dtype.starts_with(layout), "{scheme} {target:?} {shape:?}: {dtype}");
            assert!(bits(loaded.tensor.values()) == bits(&expected), "{scheme} {target:?} {shape:?}");
            if target != Target::Gguf {
                assert_eq!(loaded.tensor.name(), "layer.w.weight");
                let [Note::Decoded { layout: named, .. }] = &loaded.notes[..] else {
                    panic!("{:?}", loaded.notes)
                };
                assert_eq!(named, dtype);
            }
            if [Target::Bitsandbytes, Target::Gguf].contains(&target) {
                assert_eq!(loaded.tensor.shape(), shape, "{scheme}");
            }
        }
    }
}

#[test]
fn tiles_of_deep_seek_are_cut_off_at_the_ends_of_a_matrix() {
    for (shape, grid) in [([130, 300], [2, 3]), ([128, 128], [1, 1]), ([3, 5], [1, 1])] {
        let tensor = tensor(&shape);
        let (expected, loaded, _) = round_trip("fp8_e4m3:b128x128", &tensor, Target::DeepSeek);
        assert!(bits(loaded.tensor.values()) == bits(&expected), "{shape:?}");
        let bytes = written("fp8_e4m3:b128x128", &tensor, Target::DeepSeek).unwrap();
        let file = ::safetensors::SafeTensors::deserialize(&bytes).unwrap();
        let scales = file.tensor("layer.w.weight_scale_inv").unwrap();
        assert_eq!((scales.shape(), scales.dtype()), (&grid[..], ::safetensors::Dtype::F32));
        let first = f32::from_le_bytes(*scales.data().first_chunk().unwrap());
        let weight = file.tensor("layer.w.weight").unwrap();
        assert_eq!((weight.shape(), weight.dtype()), (&shape[..], ::safetensors::Dtype::F8_E4M3));
        // The scale multiplies: of the tile with the largest value it brings 448 to it.
        let of_largest = if shape == [3, 5] { 0.0 } else { 25.0 };
        assert!(of_largest == 0.0 || (first * 448.0 - of_largest).abs() < 1e-4, "{first}");
    }
    for scheme in ["fp8_e4m3:b64x128", "fp8_e5m2:b128x128", "int8:b128x128", "fp8_e4m3:g128"] {
        assert!(written(scheme, &tensor(&[4, 256]), Target::DeepSeek).is_none(), "{scheme}");
    }
}

#[test]
fn nested_scales_are_written_as_codes_with_the_mean_of_all_beside_them() {
    // 512 blocks: two runs of scales.
    let tensor = tensor(&[64, 256]);
    let bytes = written("nf4:g32:snested8", &tensor, Target::Bitsandbytes).unwrap();
    let file = ::safetensors::SafeTensors::deserialize(&bytes).unwrap();
    let view = |name: &str| file.tensor(&format!("layer.w.weight{name}")).unwrap();
    assert_eq!((view(".absmax").shape(), view(".absmax").dtype()), (&[512][..], ::safetensors::Dtype::U8));
    assert_eq!((view(".nested_absmax").shape(), view(".nested_quant_map").shape()), (&[2][..], &[256][..]));
    let state = std::str::from_utf8(view(".quant_state.bitsandbytes__nf4").data()).unwrap().to_string();
    let state: serde_json::Value = serde_json::from_str(&state).unwrap();
    assert_eq!(state["nested_blocksize"], 256);
    let absmax: f64 = tensor
        .values()
        .chunks(32)
        .map(|block| block.iter().fold(0.0f32, |m, x| m.max(x.abs())))
        .map(f64::from)
        .sum();
    assert!((state["nested_offset"].as_f64().unwrap() - absmax / 512.0).abs() < 1e-6, "{state}");
    // Without nesting each scale is a float.
    let bytes = written("nf4:g32", &tensor, Target::Bitsandbytes).unwrap();
    let file = ::safetensors::SafeTensors::deserialize(&bytes).unwrap();
    assert_eq!(file.tensor("layer.w.weight.absmax").unwrap().dtype(), ::safetensors::Dtype::F32);
}

#[test]
fn nvfp4_of_compressed_tensors_has_the_reciprocal_of_the_scale() {
    let tensor = tensor(&[6, 192]);
    let (expected, loaded, _) = round_trip("fp4_e2m1:g16:se4m3", &tensor, Target::CompressedTensors);
    // A reciprocal is rounded, so the last digits may differ; nothing else may.
    for (ours, theirs) in loaded.tensor.values().iter().zip(&expected) {
        assert!((ours - theirs).abs() <= theirs.abs() * 4.0 * f32::EPSILON, "{ours} {theirs}");
    }
    let bytes = written("fp4_e2m1:g16:se4m3", &tensor, Target::CompressedTensors).unwrap();
    let file = ::safetensors::SafeTensors::deserialize(&bytes).unwrap();
    let view = |name: &str| file.tensor(&format!("layer.w.weight{name}")).unwrap();
    let global = f32::from_le_bytes(*view("_global_scale").data().first_chunk().unwrap());
    // 448 · 6 / amax; the scale of the block of the outlier is then the largest one.
    assert!((global - 2688.0 / 25.0).abs() < 1e-4, "{global}");
    assert_eq!(view("_scale").data().iter().max(), Some(&0x7e), "448 in E4M3");
    assert_eq!((view("_packed").shape(), view("_scale").shape()), (&[6, 96][..], &[6, 12][..]));
}

#[test]
fn a_scheme_that_no_library_stores_has_no_container_of_one() {
    let tensor = tensor(&[4, 96]);
    for scheme in
        ["int4:col", "int4:asym:zfloat", "nf4:row", "nf4:g48", "int4:g40", "fp6_e2m3:col", "levels(-1,0,1)"]
    {
        let layouts = Lab::new(tensor.clone()).answer(&ContainersQuestion(scheme.parse().unwrap()));
        let targets: Vec<_> = layouts.iter().map(|(target, _)| *target).collect();
        assert_eq!(targets, [Target::Safetensors, Target::Npz], "{scheme}");
        for target in Target::ALL {
            written(scheme, &tensor, target);
        }
    }
    // Floats of four bits that end within a byte.
    assert!(written("fp4_e2m1:row", &self::tensor(&[5, 9]), Target::Floats).is_none());
    // In rows this short, words do not say how many bits their integers have.
    assert!(written("int3:row", &self::tensor(&[4, 24]), Target::CompressedTensors).is_none());
}

#[test]
fn scales_in_codes_of_their_own_are_read_as_bitsandbytes_decodes_them() {
    let levels: Vec<f32> = (0..256).map(|i| i as f32 / 255.0).collect();
    let nf4 = [-1.0, -0.7, -0.5, -0.4, -0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 1.0];
    let codes: Vec<u8> = (0..192).map(|i| (i * 7 % 16) as u8).collect();
    let layout = Layout::Bitsandbytes {
        kind: "nf4",
        block: 64,
        levels: &nf4,
        scales: (&[]).into(),
        nested: Some(Nested {
            codes: &[255, 0, 51],
            block: 2,
            scales: &[2.0, 10.0],
            levels: &levels,
            offset: 0.5,
        }),
    };
    let bytes = Stored { name: "w", shape: &[3, 64], codes: &codes, layout }.write(&[]);
    let loaded = read::load("x.safetensors", &bytes, None).unwrap();
    for (i, value) in loaded.tensor.values().iter().enumerate() {
        let scale = [1.0 * 2.0 + 0.5, 0.5, levels[51] * 10.0 + 0.5][i / 64];
        assert_eq!(*value, nf4[usize::from(codes[i])] * scale, "{i}");
    }
}

/// Arrays by the names of a library.
fn file(arrays: &[(&str, &[usize], Elements<'_>)]) -> Vec<u8> {
    let arrays: Vec<Array<'_>> = arrays
        .iter()
        .map(|(name, shape, elements)| Array { name, shape: shape.to_vec(), elements: elements.clone() })
        .collect();
    safetensors(&arrays, &[])
}

#[test]
fn tiles_and_blocks_of_other_libraries_are_read() {
    let ones = |count: usize| Elements::Raw(Dtype::F8E4M3, vec![0x38; count].into());
    let scales = |scales: &[f32]| Elements::F32(scales.to_vec().into());
    // DeepSeek's tiles of 128 × 128, cut off at the edges.
    for suffix in ["w_scale_inv", "w_scale"] {
        let bytes =
            file(&[("w", &[130, 200], ones(26000)), (suffix, &[2, 2], scales(&[1.0, 2.0, 3.0, 4.0]))]);
        let tensor = read::load("x.safetensors", &bytes, None).unwrap().tensor;
        let at = |row: usize, column: usize| tensor.values()[row * 200 + column];
        assert_eq!([at(0, 127), at(0, 128), at(128, 0), at(129, 199)], [1.0, 2.0, 3.0, 4.0], "{suffix}");
    }
    // gpt-oss: experts × rows × blocks of 16 bytes.
    let blocks: Vec<u8> = (0..2 * 3 * 2 * 16).map(|i| if i % 16 == 0 { 0x42 } else { 0 }).collect();
    let exponents: Vec<u8> = (0..12).map(|i| 120 + i).collect();
    let bytes = file(&[
        ("m_blocks", &[2, 3, 2, 16], Elements::U8(blocks.into())),
        ("m_scales", &[2, 3, 2], Elements::U8(exponents.into())),
    ]);
    let loaded = read::load("x.safetensors", &bytes, Some("m")).unwrap();
    assert_eq!(loaded.tensor.shape(), [2, 3, 64]);
    for block in 0..12 {
        let scale = 2f32.powi(block as i32 - 7);
        assert_eq!(loaded.tensor.values()[32 * block..][..3], [scale, 2.0 * scale, 0.0], "{block}");
    }
}

#[test]
fn a_tensor_whose_arrays_do_not_fit_together_says_so_and_its_arrays_stay() {
    let codes = |count: usize| Elements::U8(vec![1; count].into());
    let float8 = |count: usize| Elements::Raw(Dtype::F8E4M3, vec![0x38; count].into());
    let floats = |count: usize| Elements::F32(vec![1.0; count].into());
    let words = |count: usize| Elements::Raw(Dtype::I32, vec![0; 4 * count].into());
    let shape = |rows, columns| Elements::I64(vec![rows, columns].into());
    type Arrays<'a> = &'a [(&'a str, &'a [usize], Elements<'a>)];
    let cases: [(&str, Arrays<'_>); 8] = [
        // No scale of the tensor; scales of another shape; words whose bits the shape does not say; shapes that they do not have.
        ("missing", &[("w_packed", &[4, 8], codes(32)), ("w_scale", &[4, 1], float8(4))]),
        ("shape", &[("w_packed", &[4, 16], codes(64)), ("w_scale", &[4, 2], codes(8))]),
        ("shape", &[("w", &[4, 8], float8(32)), ("w_scale", &[3, 5], floats(15))]),
        (
            "undecided",
            &[
                ("w_packed", &[4, 1], words(4)),
                ("w_scale", &[4, 1], floats(4)),
                ("w_shape", &[2], shape(4, 4)),
            ],
        ),
        (
            "claim",
            &[
                ("w_packed", &[4, 4], words(16)),
                ("w_scale", &[4, 1], floats(4)),
                ("w_shape", &[2], shape(5, 32)),
            ],
        ),
        (
            "claim",
            &[
                ("w_packed", &[4, 4], words(16)),
                ("w_scale", &[4, 1], floats(4)),
                ("w_shape", &[2], shape(4, -1)),
            ],
        ),
        (
            "shape",
            &[
                ("w_packed", &[4, 4], words(16)),
                ("w_scale", &[4, 1], floats(4)),
                ("w_shape", &[2], shape(4, 32)),
                ("w_g_idx", &[31], words(31)),
            ],
        ),
        (
            "state",
            &[
                ("w", &[8], codes(8)),
                ("w.absmax", &[1], floats(1)),
                ("w.quant_map", &[16], floats(16)),
                ("w.quant_state.bitsandbytes__nf4", &[1], codes(1)),
            ],
        ),
    ];
    for (why, arrays) in cases {
        let bytes = file(arrays);
        let error = read::load("x.safetensors", &bytes, Some("w")).unwrap_err();
        assert_eq!(error.key(), format!("error.file.packed_{why}"), "{error}");
        for (name, ..) in arrays.iter().filter(|(name, ..)| *name != "w") {
            assert!(read::load("x.safetensors", &bytes, Some(name)).is_ok(), "{name}");
        }
    }
    // Names alone do not decide: bytes with a scale of floats are of no library.
    let plain = file(&[("w", &[4, 8], codes(32)), ("w_scale", &[4, 1], floats(4))]);
    let entries = read::open("x.safetensors", &plain).unwrap().entries;
    assert!(entries.iter().all(|entry| entry.readable && entry.part_of.is_none()), "{entries:?}");
}

#[test]
fn a_packed_tensor_beyond_the_limit_is_read_by_evenly_spaced_rows() {
    let (rows, columns) = ((1usize << 16) + 64, 1024);
    let codes: Vec<u8> = (0..rows * columns / 2).map(|i| (i * 2 / columns % 8) as u8 * 0x11).collect();
    let exponents: Vec<u8> = (0..rows * columns / 32).map(|i| 127 + (i * 32 / columns % 3) as u8).collect();
    let bytes = file(&[
        ("w_packed", &[rows, columns / 2], Elements::U8(codes.into())),
        ("w_scale", &[rows, columns / 32], Elements::U8(exponents.into())),
    ]);
    let loaded = read::load("x.safetensors", &bytes, None).unwrap();
    assert!(loaded.notes.iter().any(|note| matches!(note, Note::Sampled { .. })), "{:?}", loaded.notes);
    assert_eq!(loaded.tensor.shape(), [1 << 16, columns]);
    let levels = [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0];
    for chosen in [0, 999, 1 << 15, (1 << 16) - 1] {
        let row = (chosen * rows) >> 16;
        let expected = levels[row % 8] * 2f32.powi((row % 3) as i32);
        assert!(
            loaded.tensor.values()[chosen * columns..][..columns].iter().all(|&x| x == expected),
            "{row}"
        );
    }
}

#[test]
fn every_type_of_ggml_is_written_so_that_it_opens() {
    let plain = [(GgmlType::F32, "float32"), (GgmlType::F16, "float16"), (GgmlType::BF16, "bfloat16")];
    let numbers = [2, 3, 6, 7, 8, 10, 11, 12, 13, 14, 15, 20, 23, 34, 35, 39, 40];
    let names =
        "Q4_0 Q4_1 Q5_0 Q5_1 Q8_0 Q2_K Q3_K Q4_K Q5_K Q6_K Q8_K IQ4_NL IQ4_XS TQ1_0 TQ2_0 MXFP4 NVFP4";
    let blocks = numbers.into_iter().map(|number| GgmlType::of_number(number).unwrap()).zip(names.split(' '));
    let kinds: Vec<_> = plain.into_iter().chain(blocks).collect();
    let shape = [1, 3, 256];
    let data: Vec<Vec<u8>> = kinds
        .iter()
        .map(|(kind, _)| (0..kind.size(3, 256).unwrap()).map(|i| (i * 37 % 101) as u8).collect())
        .collect();
    // Each in a file of its own, and all in one; the first of them of odd length.
    let tensor = |i: usize| GgufTensor { name: kinds[i].1, shape: &shape, kind: kinds[i].0, bytes: &data[i] };
    let odd = [1, 2, 3, 4];
    let one = GgufTensor { name: "odd", shape: &[1], kind: GgmlType::F32, bytes: &odd };
    let metadata = [("a", GgufValue::Text("中")), ("b", GgufValue::U32(7)), ("c", GgufValue::F32(0.5))];
    let tensors: Vec<_> = [one].into_iter().chain((0..kinds.len()).map(tensor)).collect();
    let all = gguf(&metadata, &tensors);
    let entries = read::open("x.gguf", &all).unwrap().entries;
    for (i, (kind, name)) in kinds.iter().enumerate() {
        assert_eq!((entries[i + 1].dtype.as_str(), &entries[i + 1].shape[..]), (*name, &[1, 3, 256][..]));
        let alone = gguf(&[], &[tensor(i)]);
        let ours = |bytes: &[u8]| bits(read::load("x.gguf", bytes, Some(name)).unwrap().tensor.values());
        assert_eq!(ours(&all), ours(&alone), "{name}");
        assert_eq!(kind.size(1, kind.values + 1), (kind.values == 1).then_some(2 * kind.bytes), "{name}");
    }
    // ggml reads no longer names.
    let long = "长".repeat(40);
    let file = gguf(&[], &[GgufTensor { name: &long, ..one }]);
    assert_eq!(read::open("x.gguf", &file).unwrap().entries[0].name, "长".repeat(21));
}

#[test]
fn a_cut_off_file_of_codes_is_refused() {
    let bytes = written("nf4:g32", &tensor(&[5, 192]), Target::Bitsandbytes).unwrap();
    for length in [bytes.len() - 1, bytes.len() / 2, 100] {
        let error = read::open("x.safetensors", &bytes[..length]).unwrap_err();
        assert!(matches!(error, FileError::StData { .. } | FileError::StHeaderLength { .. }), "{error}");
    }
}
