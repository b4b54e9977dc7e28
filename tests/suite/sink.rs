//! Files that are written, read back: by the crate's own readers, by the safetensors library, and by numpy where it is.
#![cfg(not(target_arch = "wasm32"))]

use std::{borrow::Cow, collections::BTreeMap, fs, process::Command};

use quantscope::{
    Quantized, Scheme, Tensor,
    file::read,
    file::write::{Array, Elements, Target, npy, npz, safetensors},
    kernels::Level,
    lab::{
        Lab,
        question::export::{FitQuestion, QuantizedFileQuestion},
    },
    scheme::{Blocks, Format, Granularity, calibration::Block},
};
use safetensors::{Dtype, SafeTensors};

use crate::support::books::books;

/// A name that would end a string, a header or a tag if it were taken as it is.
const HOSTILE: &str = "'\"\\\n</script>\u{202e}雪\u{0}{}: 𝒳";

fn tensor(shape: &[usize]) -> Tensor {
    let n: usize = shape.iter().product();
    let values = (0..n).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
    Tensor::new(HOSTILE, shape, values).unwrap()
}

fn wanted(scheme: &Scheme, target: Target, data: &str) -> QuantizedFileQuestion {
    QuantizedFileQuestion { scheme: *scheme, target, data: data.into() }
}

fn floats<'a>(name: &'a str, shape: &[usize], values: &'a [f32]) -> Array<'a> {
    Array { name, shape: shape.to_vec(), elements: Elements::F32(values.into()) }
}

#[test]
fn an_array_is_read_back_from_every_format() {
    let values: Vec<f32> = vec![1.5, -0.0, f32::NAN, f32::INFINITY, f32::MIN_POSITIVE / 8.0, 3e38];
    for shape in [&[6][..], &[2, 3], &[3, 1, 2], &[1, 6]] {
        let array = floats("x", shape, &values);
        let files = [
            ("x.npy", npy(&array)),
            ("x.npz", npz(std::slice::from_ref(&array), HOSTILE)),
            ("x.safetensors", safetensors(std::slice::from_ref(&array), &[("note", HOSTILE.into())])),
        ];
        for (name, bytes) in files {
            let read = read::load(name, &bytes, None).unwrap().tensor;
            assert_eq!(read.shape(), shape, "{name}");
            let bits = |values: &[f32]| values.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            assert_eq!(bits(read.values()), bits(&values), "{name}");
        }
    }
    let scalar = npy(&floats("x", &[], &values[..1]));
    assert_eq!(read::load("x.npy", &scalar, None).unwrap().tensor.values(), [1.5]);
}

#[test]
fn elements_lie_aligned_and_without_gaps() {
    let bytes = [1, 2, 255];
    let integers = Array { name: "a", shape: vec![3], elements: Elements::I8(Cow::Borrowed(&bytes)) };
    let file = safetensors(&[integers.clone(), floats("b", &[2], &[0.5, 2.0])], &[]);
    let header = u64::from_le_bytes(file[..8].try_into().unwrap()) as usize;
    assert_eq!(header % 8, 0);
    assert_eq!(file.len(), 8 + header + 8 + 3);
    let read = SafeTensors::deserialize(&file).unwrap();
    assert_eq!(read.tensor("a").unwrap().data(), bytes);
    assert_eq!(read.tensor("b").unwrap().dtype(), Dtype::F32);
    let file = npy(&integers);
    assert_eq!((file.len() - 3) % 64, 0);
    assert_eq!(file[file.len() - 4], b'\n');
}

/// An array of floats.
fn f32s(file: &SafeTensors<'_>, name: &str) -> Vec<f32> {
    let view = file.tensor(name).unwrap();
    assert_eq!(view.dtype(), Dtype::F32, "{name}");
    view.data().as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
}

/// Every value of a file of codes, decoded by its own layout and nothing else.
fn decoded(file: &SafeTensors<'_>, rows: usize, columns: usize, block: (usize, usize)) -> Vec<f32> {
    let scales = f32s(file, "scales");
    let grid = file.tensor("scales").unwrap().shape().to_vec();
    assert_eq!(grid, [rows.div_ceil(block.0), columns.div_ceil(block.1)]);
    assert_eq!(file.tensor("zero_points").unwrap().shape(), grid);
    let codes = file.tensor("codes").unwrap();
    let number = |dtype: Dtype, byte: u8| match dtype {
        Dtype::I8 => f32::from(byte as i8),
        Dtype::U8 => f32::from(byte),
        other => panic!("{other:?}"),
    };
    let zeros: Vec<f32> = match file.tensor("zero_points").unwrap() {
        view if view.dtype() == Dtype::F32 => f32s(file, "zero_points"),
        view => view.data().iter().map(|&byte| number(view.dtype(), byte)).collect(),
    };
    (0..rows * columns)
        .map(|i| {
            let b = i / columns / block.0 * grid[1] + i % columns / block.1;
            (number(codes.dtype(), codes.data()[i]) - zeros[b]) * scales[b]
        })
        .collect()
}

#[test]
fn codes_times_scales_are_the_decoded_values() {
    let granularities = ["tensor", "row", "col", "g4", "g16", "g999"];
    let formats = ["int8", "int3:wide", "int4:full", "int5:asym", "int8:asym", "int4:asym:zfloat"];
    let options = ["", ":s16", ":spow2:mse", ":stochastic(7)", ":p99", ":kl"];
    for shape in [&[5, 10][..], &[3, 2, 7], &[33]] {
        for granularity in granularities {
            for (format, option) in formats.iter().zip(options.iter().cycle().skip(granularity.len())) {
                let scheme: Scheme = format!("{format}:{granularity}{option}").parse().unwrap();
                let tensor = tensor(shape);
                let quantized = Quantized::new(Level::new(), &tensor, &scheme);
                let expected = quantized.dequantize(Level::new());
                let (rows, columns) = (tensor.rows(), tensor.columns());
                let block = Blocks::new(&tensor, scheme.granularity).map().tile().unwrap();

                let mut lab = Lab::new(tensor);
                let bytes = lab.answer(&wanted(&scheme, Target::Safetensors, HOSTILE)).unwrap();
                let file = SafeTensors::deserialize(&bytes).unwrap();
                assert_eq!(file.tensor("codes").unwrap().shape(), shape, "{scheme}");
                assert_eq!(decoded(&file, rows, columns, block), expected, "{scheme} {shape:?}");

                let (_, header) = SafeTensors::read_metadata(&bytes).unwrap();
                let texts: BTreeMap<_, _> = header.metadata().clone().unwrap().into_iter().collect();
                assert_eq!(texts["scheme"], scheme.to_string());
                assert_eq!((texts["data"].as_str(), texts["name"].as_str()), (HOSTILE, HOSTILE));
                assert_eq!(texts["block"], format!("{}x{}", block.0, block.1));

                let archive = lab.answer(&wanted(&scheme, Target::Npz, HOSTILE)).unwrap();
                for name in ["codes", "scales", "zero_points"] {
                    let ours = read::load("q.npz", &archive, Some(name)).unwrap().tensor;
                    let theirs = read::load("q.safetensors", &bytes, Some(name)).unwrap().tensor;
                    assert_eq!(
                        (ours.shape(), ours.values()),
                        (theirs.shape(), theirs.values()),
                        "{scheme} {name}"
                    );
                }
            }
        }
    }
}

#[test]
fn levels_of_codes_times_scales_are_the_decoded_values() {
    for (text, block) in
        [("int4", [5, 10]), ("int4:row:s16", [1, 10]), ("int4:col", [5, 1]), ("int4:g4:se4m3", [1, 4])]
    {
        for book in books() {
            let scheme = Scheme { format: Format::Table(book), ..text.parse().unwrap() };
            let tensor = tensor(&[5, 10]);
            let expected = Quantized::new(Level::new(), &tensor, &scheme).dequantize(Level::new());

            let bytes = Lab::new(tensor).answer(&wanted(&scheme, Target::Safetensors, HOSTILE)).unwrap();
            let file = SafeTensors::deserialize(&bytes).unwrap();
            let (codes, levels) = (file.tensor("codes").unwrap(), f32s(&file, "levels"));
            assert_eq!((codes.dtype(), codes.shape()), (Dtype::U8, &[5, 10][..]));
            assert_eq!(levels.len(), 1 << book.bits, "a level for each code");
            assert!(file.tensor("zero_points").is_err());
            let (scales, across) = (f32s(&file, "scales"), 10_usize.div_ceil(block[1]));
            let decoded = codes.data().iter().enumerate().map(|(i, &code)| {
                levels[usize::from(code)] * scales[i / 10 / block[0] * across + i % 10 / block[1]]
            });
            assert_eq!(decoded.collect::<Vec<_>>(), expected, "{} {text}", book.word);

            let (_, header) = SafeTensors::read_metadata(&bytes).unwrap();
            assert_eq!(header.metadata().clone().unwrap()["decode"], "levels[codes] * scales");
        }
    }
}

#[test]
fn steps_lead_to_what_one_pass_does() {
    let tensor = tensor(&[64, 64]);
    for text in ["int4:g16:mse", "int4:kl", "int3:asym:col:p97", "int8"] {
        let scheme: Scheme = text.parse().unwrap();
        let mut lab = Lab::new(tensor.clone());
        let question = wanted(&scheme, Target::Npz, "d");
        let mut last = 0.0;
        let bytes = loop {
            match lab.ask(&question) {
                Ok(bytes) => break bytes,
                Err(pending) => {
                    let done = pending.share();
                    assert!(done >= last && done < 1.0, "{text}: {done} after {last}");
                    last = done;
                }
            }
        };
        assert_eq!(bytes, Lab::new(tensor.clone()).answer(&question), "{text}");
        // Another scheme in between does no harm.
        let begun = lab.ask(&question);
        assert!(begun.is_err() || begun == Ok(bytes.clone()), "{text}");
        let other: Scheme = "int2:row".parse().unwrap();
        assert_ne!(lab.answer(&wanted(&other, Target::Npz, "d")), bytes);
        assert_eq!(lab.answer(&question), bytes);
    }
}

#[test]
fn ranges_are_those_the_grids_lie_over() {
    for text in ["int4:wide:g16:mse", "int8:asym:row:p99", "int4:asym:zfloat:col:aciq", "int4:octav"] {
        let scheme: Scheme = text.parse().unwrap();
        let tensor = tensor(&[16, 40]);
        let mut quantizers = Vec::new();
        Blocks::new(&tensor, scheme.granularity).for_each(|index, values| {
            quantizers.push(scheme.calibrate(index, &Block::new(Level::new(), values)));
        });
        let quantized = Quantized::new(Level::new(), &tensor, &scheme);
        let fit = Lab::new(tensor).answer(&FitQuestion(scheme));
        let over: Vec<_> =
            fit.ranges().iter().enumerate().map(|(i, &(lo, hi))| scheme.over(i, lo, hi)).collect();
        assert_eq!(over, quantizers, "{text}");
        for fit in [fit, quantized.fit] {
            let of_fit: Vec<_> = (0..fit.count()).map(|index| fit.quantizer(index)).collect();
            assert_eq!(of_fit, quantizers, "{text}");
        }
    }
}

#[test]
fn numpy_reads_what_is_written() {
    let python = |code: &str, args: &[&str]| Command::new("python3").args(["-c", code]).args(args).output();
    if !python("import numpy", &[]).is_ok_and(|out| out.status.success()) {
        println!("skipped: there is no python3 with numpy");
        return;
    }
    let scheme: Scheme = "int4:asym:g4".parse().unwrap();
    assert_eq!(scheme.granularity, Granularity::Group(4));
    let tensor = tensor(&[3, 2, 5]);
    let expected = Quantized::new(Level::new(), &tensor, &scheme).dequantize(Level::new());
    let path = std::env::temp_dir().join(format!("quantscope-sink-{}.npz", std::process::id()));
    fs::write(&path, Lab::new(tensor).answer(&wanted(&scheme, Target::Npz, HOSTILE)).unwrap()).unwrap();
    let code = "import sys, json, numpy as np
f = np.load(sys.argv[1])
meta = json.loads(f['metadata'].item())
codes = f['codes'].reshape(int(meta['rows']), -1)
spread = lambda a: np.repeat(a, 4, axis=1)[:, :codes.shape[1]]
x = (codes.astype(np.float32) - spread(f['zero_points']).astype(np.float32)) * spread(f['scales'])
print(json.dumps([meta['data'], str(x.dtype), list(f['codes'].shape), [float(v) for v in x.ravel()]]))";
    let out = python(code, &[path.to_str().unwrap()]).unwrap();
    fs::remove_file(&path).unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let read: (String, String, Vec<usize>, Vec<f64>) = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!((read.0.as_str(), read.1.as_str(), read.2), (HOSTILE, "float32", vec![3, 2, 5]));
    let wide: Vec<f64> = expected.iter().map(|&x| f64::from(x)).collect();
    assert_eq!(read.3, wide);
}
