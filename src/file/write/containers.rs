//! Which containers a quantized tensor can be saved in: our own, and those of libraries whose layout holds what the scheme decodes to.
//!
//! ```text
//! compressed-tensors   fp8_e4m3; fp8_e4m3:g32:spow2, fp4_e2m1:g32:spow2 and fp4_e2m1:g16:se4m3 (MXFP8, MXFP4, NVFP4); integers
//! Model Optimizer      fp4_e2m1:g16:se4m3
//! DeepSeek             fp8_e4m3 in tiles of 128 × 128
//! floats               the other floats, by the same names: F8, F6 and F4 of safetensors
//! bitsandbytes         nf4 and fp4_bnb in groups that its kernels know; scales of snested8 as codes
//! GGUF                 int8, int5, int4 and iq4_nl in groups of 32 under s16 (Q8_0, Q5_0, Q4_0, IQ4_NL); fp4_e2m1:g32:spow2 (MXFP4)
//! ```
//! Blocks of libraries are whole: a row must be a multiple of the group.

use super::ggml::{self, blocks, e8m0};
use super::gguf::{GgmlType, GgufTensor, GgufValue, gguf};
use super::layouts::{Layout, Nested, Stored};
use super::{Dtype, quantized::QuantizedFile};
use crate::scheme::ggml::{Kind, Library, quantize};
use crate::{
    Tensor,
    kernels::Level,
    quantizer::{Beyond, Cast, Codebook, FloatFormat, NanCode},
    scheme::{Above, BlockScale, DYNAMIC, Fit, Format, Granularity, Scales, Scheme, Symmetry, Zero},
};

/// The container of a quantized tensor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// `.safetensors` with codes, scales and their zero-points or levels, and the metadata in its header.
    Safetensors,
    /// `.npz`, with the metadata as JSON in the array `metadata`.
    Npz,
    /// `.safetensors` by the names of compressed-tensors.
    CompressedTensors,
    /// `.safetensors` by the names of Model Optimizer.
    ModelOptimizer,
    /// `.safetensors` by the names of DeepSeek, which transformers has taken over.
    DeepSeek,
    /// `.safetensors` with one of its types of small floats, where no library has names of its own.
    Floats,
    /// `.safetensors` by the names of bitsandbytes.
    Bitsandbytes,
    /// ggml's `.gguf`.
    Gguf,
}

/// Columns from which on the words of a row say how many bits their integers have.
const TELLING: usize = 32;
/// Rows and columns of DeepSeek's tiles.
const TILE: u32 = 128;
/// Values of a block for which bitsandbytes has kernels.
const BITSANDBYTES: [usize; 8] = [32, 64, 128, 256, 512, 1024, 2048, 4096];
/// ggml's version of its quantized types.
const GGML_VERSION: u32 = 2;
const MOST_DIMENSIONS: usize = 4;

impl Target {
    /// Every container, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Safetensors,
        Self::Npz,
        Self::CompressedTensors,
        Self::ModelOptimizer,
        Self::DeepSeek,
        Self::Floats,
        Self::Bitsandbytes,
        Self::Gguf,
    ];

    /// Its word, in requests of the page.
    pub fn word(self) -> &'static str {
        match self {
            Self::Safetensors => "safetensors",
            Self::Npz => "npz",
            Self::CompressedTensors => "compressed-tensors",
            Self::ModelOptimizer => "model-optimizer",
            Self::DeepSeek => "deepseek",
            Self::Floats => "floats",
            Self::Bitsandbytes => "bitsandbytes",
            Self::Gguf => "gguf",
        }
    }

    /// What its library calls the layout of a tensor under this scheme; `None` where it has none.
    pub fn layout(self, scheme: &Scheme, tensor: &Tensor) -> Option<&'static str> {
        let scheme = Of { scheme, rows: tensor.rows(), columns: tensor.columns() };
        match self {
            // Its file has it in a layout of its own already.
            _ if matches!(scheme.scheme.format, Format::Stored(_)) => None,
            Self::Safetensors | Self::Npz => Some("QuantScope"),
            Self::CompressedTensors => scheme.compressed_tensors(),
            Self::ModelOptimizer => scheme.is("fp4_e2m1", 16, is_two_level).then_some("NVFP4"),
            Self::DeepSeek => scheme.is_deep_seek().then_some("FP8 128 × 128"),
            Self::Floats => scheme.floats().filter(|dtype| *dtype != Dtype::F8E4M3).map(Dtype::name),
            Self::Bitsandbytes => scheme.bitsandbytes(),
            Self::Gguf => scheme.ggml().map(Kind::name),
        }
    }
}

/// Whether scales are powers of two in 8 bits.
fn is_exponent(scales: Scales) -> bool {
    matches!(scales, Scales::Pow2 | Scales::E8m0(_))
}

/// Whether scales are E4M3 numbers under that of the tensor, by the arithmetic of libraries.
fn is_two_level(scales: Scales) -> bool {
    scales == Scales::E4m3(BlockScale::TwoLevels)
}

/// A scheme of a matrix.
struct Of<'a> {
    scheme: &'a Scheme,
    rows: usize,
    columns: usize,
}

impl Of<'_> {
    /// The values of a group, where all groups are whole.
    fn group(&self) -> Option<usize> {
        match self.scheme.granularity {
            Granularity::Group(n) => Some(n as usize).filter(|&n| n > 0 && self.columns.is_multiple_of(n)),
            _ => None,
        }
    }

    fn book(&self) -> Option<&'static Codebook> {
        match self.scheme.format {
            Format::Table(book) => Some(book),
            Format::Int { .. } | Format::Ggml(_) | Format::Stored(_) => None,
        }
    }

    /// Whether this is an element format in groups under a storage of scales.
    fn is(&self, word: &str, group: usize, scales: fn(Scales) -> bool) -> bool {
        let format = self.book().is_some_and(|book| book.word == word);
        format && self.group() == Some(group) && scales(self.scheme.scales)
    }

    /// Whether these are E4M3 floats in DeepSeek's tiles.
    fn is_deep_seek(&self) -> bool {
        let format = self.book().is_some_and(|book| book.word == "fp8_e4m3");
        format && self.scheme.granularity == Granularity::Tile(TILE, TILE)
    }

    /// Whether blocks and scales are those of OCP's MX.
    fn is_mx(&self) -> bool {
        self.group() == Some(32) && is_exponent(self.scheme.scales)
    }

    /// Rows and columns of blocks, where there is one scale for the tensor, for each row or for each group. No columns: one for all.
    fn grid(&self) -> Option<(usize, usize)> {
        match self.scheme.granularity {
            Granularity::Tensor => Some((1, 0)),
            Granularity::Row => Some((self.rows, 1)),
            _ => Some((self.rows, self.columns / self.group()?)),
        }
    }

    fn compressed_tensors(&self) -> Option<&'static str> {
        if self.is("fp8_e4m3", 32, is_exponent) {
            return Some("mxfp8-quantized");
        }
        if self.is("fp4_e2m1", 32, is_exponent) {
            return Some("mxfp4-pack-quantized");
        }
        if self.is("fp4_e2m1", 16, is_two_level) {
            return Some("nvfp4-pack-quantized");
        }
        self.grid()?;
        match self.scheme.format {
            Format::Table(_) => {
                self.floats().filter(|dtype| *dtype == Dtype::F8E4M3).map(|_| "float-quantized")
            }
            Format::Int { symmetry: Symmetry::Asymmetric(Zero::Real), .. } => None,
            Format::Int { bits: 8, .. } => Some("int-quantized"),
            Format::Int { .. } => (self.columns >= TELLING).then_some("pack-quantized"),
            Format::Ggml(_) | Format::Stored(_) => None,
        }
    }

    /// The type of its floats, where their codes take whole bytes.
    fn floats(&self) -> Option<Dtype> {
        self.grid()?;
        let dtype = match &*self.book()?.word {
            "fp8_e4m3" => Dtype::F8E4M3,
            "fp8_e5m2" => Dtype::F8E5M2,
            "fp8_e4m3fnuz" => Dtype::F8E4M3Fnuz,
            "fp8_e5m2fnuz" => Dtype::F8E5M2Fnuz,
            "fp6_e2m3" => Dtype::F6E2M3,
            "fp6_e3m2" => Dtype::F6E3M2,
            "fp4_e2m1" => Dtype::F4,
            _ => return None,
        };
        (self.rows * self.columns * dtype.bits()).is_multiple_of(8).then_some(dtype)
    }

    fn bitsandbytes(&self) -> Option<&'static str> {
        let Granularity::Group(block) = self.scheme.granularity else { return None };
        // Its blocks run across rows.
        let whole = self.group().is_some() || self.rows == 1;
        let name = match &*self.book()?.word {
            "nf4" => "nf4",
            "fp4_bnb" => "fp4",
            _ => return None,
        };
        (whole && BITSANDBYTES.contains(&(block as usize))).then_some(name)
    }

    /// The block type that holds the codes and scales as they are.
    fn ggml(&self) -> Option<Kind> {
        if let Format::Ggml(kind) = self.scheme.format {
            return self.columns.is_multiple_of(kind.super_block()).then_some(kind);
        }
        self.group().filter(|&group| group == ggml::BLOCK)?;
        match (self.scheme.format, self.scheme.scales) {
            (Format::Int { bits, symmetry: Symmetry::Symmetric(_) }, Scales::F16) => match bits {
                4 => Some(Kind::Q4_0),
                5 => Some(Kind::Q5_0),
                8 => Some(Kind::Q8_0),
                _ => None,
            },
            (Format::Table(book), Scales::F16) if book.word == "iq4_nl" => Some(Kind::Iq4Nl),
            (Format::Table(book), scales) if book.word == "fp4_e2m1" && is_exponent(scales) => {
                Some(Kind::Mxfp4)
            }
            _ => None,
        }
    }
}

impl QuantizedFile<'_> {
    /// The bytes of the file in a library's container; `None` where [`Target::layout`] has none.
    pub(super) fn write_for(&self, target: Target) -> Option<Vec<u8>> {
        let (tensor, fit) = (self.tensor, &self.quantized.fit);
        let layout = target.layout(fit.scheme(), tensor)?;
        let of = Of { scheme: fit.scheme(), rows: tensor.rows(), columns: tensor.columns() };
        let scales: Vec<f32> = (0..fit.count()).map(|index| fit.quantizer(index).scale()).collect();
        if target == Target::Gguf {
            return Some(self.gguf(of.ggml()?, &scales));
        }
        let exponents = || scales.iter().map(|&scale| e8m0(scale)).collect::<Vec<u8>>();
        let (mut codes, mut zeros, small) = (self.quantized.bytes.clone(), None, exponents());
        if let Format::Int { bits, symmetry } = fit.scheme().format {
            match symmetry {
                Symmetry::Symmetric(_) => {
                    codes.iter_mut().for_each(|code| *code = code.wrapping_add(1 << (bits - 1)));
                }
                Symmetry::Asymmetric(_) => {
                    zeros = Some(
                        (0..fit.count()).map(|i| fit.quantizer(i).zero_point() as u8).collect::<Vec<u8>>(),
                    );
                }
            }
        }
        let small = match fit.outer() {
            None => small,
            Some(outer) => inner_scales(&scales, outer),
        };
        let nest = nest(fit);
        let levels = of.book().and_then(|book| book.values.first_chunk().copied());
        let floats = match target {
            Target::Floats => of.floats(),
            _ => of.floats().filter(|dtype| *dtype == Dtype::F8E4M3),
        };
        let layout = match (layout, fit.scheme().format) {
            _ if floats.is_some() && of.is_mx() => Layout::Mx { dtype: floats?, scales: &small },
            ("mxfp4-pack-quantized", _) => Layout::Mxfp4 { scales: &small },
            ("nvfp4-pack-quantized" | "NVFP4", _) => Layout::Nvfp4 {
                scales: &small,
                outer: fit.outer()?,
                model_optimizer: target == Target::ModelOptimizer,
            },
            (kind @ ("nf4" | "fp4"), _) => Layout::Bitsandbytes {
                kind,
                block: fit.map().tile()?.1,
                levels: levels.as_ref()?,
                scales: (&scales).into(),
                nested: nest.as_ref().map(Nest::stored),
            },
            _ if target == Target::DeepSeek => {
                let across = |length: usize| length.div_ceil(TILE as usize);
                Layout::Tiles { scales: &scales, grid: (across(of.rows), across(of.columns)) }
            }
            (_, Format::Table(_)) => Layout::Floats { dtype: floats?, scales: &scales, grid: of.grid()? },
            (_, Format::Int { bits: 8, .. }) => {
                Layout::Int8 { scales: &scales, zero_points: zeros.as_deref(), grid: of.grid()? }
            }
            (_, Format::Ggml(_) | Format::Stored(_)) => return None,
            (_, Format::Int { bits, .. }) => {
                Layout::Words { bits, scales: &scales, zero_points: zeros.as_deref(), grid: of.grid()? }
            }
        };
        let matrix = [of.rows, of.columns];
        let shape = if target == Target::Bitsandbytes { tensor.shape() } else { &matrix };
        let stored = Stored { name: &weight(tensor.name()), shape, codes: &codes, layout };
        Some(stored.write(&[("scheme", fit.scheme().to_string()), ("data", self.data.into())]))
    }

    fn gguf(&self, kind: Kind, scales: &[f32]) -> Vec<u8> {
        let tensor = self.tensor;
        let matrix = [tensor.rows(), tensor.columns()];
        // A row of ggml is the last dimension.
        let whole = tensor.shape().last().is_some_and(|columns| columns.is_multiple_of(kind.super_block()));
        let shape = if whole && tensor.shape().len() <= MOST_DIMENSIONS { tensor.shape() } else { &matrix };
        let bytes = match self.quantized.fit.scheme().format {
            Format::Ggml(kind) => packed(kind, tensor),
            _ => blocks(kind, &self.quantized.bytes, scales),
        };
        let scheme = self.quantized.fit.scheme().to_string();
        let metadata = [
            ("general.type", GgufValue::Text("model")),
            ("general.quantization_version", GgufValue::U32(GGML_VERSION)),
            ("quantscope.scheme", GgufValue::Text(&scheme)),
            ("quantscope.data", GgufValue::Text(self.data)),
        ];
        gguf(
            &metadata,
            &[GgufTensor { name: tensor.name(), shape, kind: GgmlType::of_kind(kind), bytes: &bytes }],
        )
    }
}

/// The bytes of ggml's own quantizer. What is not finite counts as 0, and what the format does not reach as the farthest that it does,
/// as in a fit.
fn packed(kind: Kind, tensor: &Tensor) -> Vec<u8> {
    let reach = kind.reach();
    let limited = tensor.values().iter().map(|&x| if x.is_finite() { x.clamp(-reach, reach) } else { 0.0 });
    let values: Vec<f32> = limited.collect();
    quantize(kind, Level::new(), &values, tensor.columns(), tensor.importance(), Library::Ggml)
}

/// The scales of blocks as codes, by bitsandbytes' double quantization.
struct Nest {
    codes: Vec<u8>,
    /// Scales of blocks that share a reach.
    run: usize,
    reaches: Vec<f32>,
    mean: f32,
}

impl Nest {
    fn stored(&self) -> Nested<'_> {
        let Self { codes, run, reaches, mean } = self;
        Nested { codes, block: *run, scales: reaches, levels: &DYNAMIC, offset: *mean }
    }
}

/// The nested scales of a fit; None where each scale is stored by itself.
fn nest(fit: &Fit) -> Option<Nest> {
    let mean = fit.mean_scale()?;
    let (_, run) = fit.scheme().scales.bits_per_run();
    let reach = |index: usize| match fit.above(index) {
        Above::Nest(nest) => nest.reach,
        _ => 0.0,
    };
    Some(Nest {
        codes: (0..fit.count()).map(|index| fit.scale_code(index).unwrap_or_default()).collect(),
        run,
        reaches: (0..fit.count()).step_by(run).map(reach).collect(),
        mean,
    })
}

/// The codes in E4M3 of scales under that of the tensor.
fn inner_scales(scales: &[f32], outer: f32) -> Vec<u8> {
    let cast = Cast { beyond: Beyond::Saturate, nan: NanCode::Zero };
    scales.iter().map(|scale| FloatFormat::E4M3.code(scale / outer, cast)).collect()
}

/// The name of a weight: libraries look for names that end in `weight`.
fn weight(name: &str) -> String {
    let is_weight = name == "weight" || name.ends_with(".weight");
    if is_weight { name.into() } else { format!("{name}.weight") }
}
