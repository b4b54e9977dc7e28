//! Small floats: code tables, and the code of each value as `ml_dtypes` and PyTorch cast it, and as a scheme takes it: values beyond
//! the largest saturate, and NaN takes the code of 0.

use quantscope::{
    kernels::{Level, dequantize, quantize},
    quantizer::{
        Beyond, Cast, Codebook, Division, FloatFormat, NanCode, PowerCast, Quantizer, TableParams, power,
        power_code,
    },
    scheme::CODEBOOKS,
};

use crate::{arithmetic::same, case::Case, tally::Outcome};

/// A format by its name in `ml_dtypes`, how PyTorch casts to it where it has the type, and its word in the notation where it has one.
struct Known {
    format: FloatFormat,
    torch: Option<Cast>,
    word: Option<&'static str>,
}

fn known(name: &str) -> Option<Known> {
    let torch = |beyond| Some(Cast { beyond, nan: NanCode::AllOnes });
    let (format, torch, word) = match name {
        "float8_e4m3fn" => (FloatFormat::E4M3, torch(Beyond::Saturate), Some("fp8_e4m3")),
        "float8_e5m2" => (FloatFormat::E5M2, torch(Beyond::Special), Some("fp8_e5m2")),
        "float8_e4m3fnuz" => (FloatFormat::E4M3FNUZ, torch(Beyond::Special), Some("fp8_e4m3fnuz")),
        "float8_e5m2fnuz" => (FloatFormat::E5M2FNUZ, torch(Beyond::Special), Some("fp8_e5m2fnuz")),
        "float6_e2m3fn" => (FloatFormat::E2M3, None, Some("fp6_e2m3")),
        "float6_e3m2fn" => (FloatFormat::E3M2, None, Some("fp6_e3m2")),
        "float4_e2m1fn" => (FloatFormat::E2M1, None, Some("fp4_e2m1")),
        "float8_e4m3" => (FloatFormat::E4M3_IEEE, None, None),
        "float8_e3m4" => (FloatFormat::E3M4, None, None),
        "float8_e4m3b11fnuz" => (FloatFormat::E4M3B11FNUZ, None, None),
        _ => return None,
    };
    Some(Known { format, torch, word })
}

impl Known {
    fn book(&self) -> Option<&'static Codebook> {
        self.word.map(|word| CODEBOOKS.iter().find(|book| book.word == word).expect("it has the word"))
    }
}

pub(crate) fn check(case: &Case) -> Result<Outcome, String> {
    let format = case.text("/format")?;
    let kind = case.text("/kind")?;
    let differences = match (kind, known(format)) {
        ("table", Some(known)) => table(case, &known)?,
        ("round", Some(known)) => round(case, &known)?,
        ("table", None) if format == "float8_e8m0fnu" => {
            let ours: Vec<f32> = (0..=u8::MAX).map(power).collect();
            vec![same("values", &patterns(&ours), &patterns(&case.f32s("/values")?))]
        }
        ("round", None) if format == "float8_e8m0fnu" => {
            casts(case, [PowerCast::Nan, PowerCast::Saturate, PowerCast::Magnitude], &|x, cast| {
                power_code(x, cast).into()
            })?
        }
        // Sixteen bits hold scales, and are no elements.
        ("round", None) => {
            let (format, torch) = match format {
                "float16" => (FloatFormat::F16, NanCode::QuietPayload),
                "bfloat16" => (FloatFormat::BF16, NanCode::AllBits),
                other => return Ok(Outcome::Skipped(format!("{other} is not known"))),
            };
            let nan = if format == FloatFormat::F16 { NanCode::Payload } else { NanCode::Quiet };
            let plain = Cast { beyond: Beyond::Special, nan };
            let all = [plain, Cast { beyond: Beyond::Saturate, nan }, Cast { nan: torch, ..plain }];
            casts(case, all, &|x, cast| format.wide_code(x, cast).into())?
        }
        (other, _) => return Ok(Outcome::Skipped(format!("{other} of {format}"))),
    };
    Outcome::of(case.record_only(), &differences.into_iter().filter_map(Result::err).collect::<Vec<_>>())
}

type Differences = Vec<Result<(), String>>;

/// The codes by `ml_dtypes`, by the same saturating, and by PyTorch.
fn casts<T: Copy>(case: &Case, all: [T; 3], code: &dyn Fn(f32, T) -> i64) -> Result<Differences, String> {
    let x = case.f32s("/inputs/x")?;
    let sources = ["code_ml_dtypes", "code_ml_dtypes_saturated", "code_torch"];
    let compared = sources.iter().zip(all).map(|(source, cast)| {
        let ours: Vec<i64> = x.iter().map(|&x| code(x, cast)).collect();
        Ok(same(source, &ours, &case.integers(&format!("/outputs/{source}"))?))
    });
    compared.collect()
}

fn table(case: &Case, known: &Known) -> Result<Differences, String> {
    let theirs = case.f32s("/values")?;
    let codes: Vec<u8> = (0..=u8::MAX).take(theirs.len()).collect();
    let of = |value: &dyn Fn(u8) -> f32| codes.iter().map(|&code| value(code)).collect::<Vec<_>>();
    let mut found = vec![
        same("bits", &[known.format.bits().into()], &[case.whole("/bits")?]),
        same("values", &patterns(&of(&|code| known.format.value(code))), &patterns(&theirs)),
    ];
    if let Some(book) = known.book() {
        let params = unit(book);
        found.push(same("decoded values", &patterns(&of(&|code| params.decode(code))), &patterns(&theirs)));
        let mut decoded = vec![0.0; codes.len()];
        dequantize(Level::new(), &codes, &params.into(), &mut decoded);
        found.push(same("the kernel's values", &patterns(&decoded), &patterns(&theirs)));
        let mut levels: Vec<f32> = theirs.iter().filter(|x| x.is_finite()).map(|x| x + 0.0).collect();
        levels.sort_by(f32::total_cmp);
        levels.dedup();
        found.push(same("levels", &patterns(&Quantizer::from(params).levels()), &patterns(&levels)));
    }
    Ok(found)
}

fn round(case: &Case, known: &Known) -> Result<Differences, String> {
    let x = case.f32s("/inputs/x")?;
    let codes = |cast: Cast| x.iter().map(|&x| known.format.code(x, cast).into()).collect::<Vec<i64>>();
    let plain = Cast { beyond: Beyond::Special, nan: NanCode::Quiet };
    let saturated = Cast { beyond: Beyond::Saturate, ..plain };
    let theirs = case.integers("/outputs/code_ml_dtypes_saturated")?;
    let mut found = vec![
        same("ml_dtypes", &codes(plain), &case.integers("/outputs/code_ml_dtypes")?),
        same("ml_dtypes, saturated", &codes(saturated), &theirs),
    ];
    match known.torch {
        Some(cast) => found.push(same("PyTorch", &codes(cast), &case.integers("/outputs/code_torch")?)),
        None if case.has("/outputs/code_torch") => found.push(Err("PyTorch has the type".into())),
        None => {}
    }
    if let Some(book) = known.book() {
        // A scheme gives NaN the code of 0; every other value has the saturated code.
        let expected: Vec<i64> =
            x.iter().zip(theirs).map(|(x, code)| if x.is_nan() { 0 } else { code }).collect();
        let params = unit(book);
        let scheme = Cast { beyond: Beyond::Saturate, nan: NanCode::Zero };
        let mut bytes = vec![0; x.len()];
        quantize(Level::new(), &x, &params.into(), &mut bytes);
        found.extend([
            same("a scheme's cast", &codes(scheme), &expected),
            same(
                "a scheme's codes",
                &x.iter().map(|&x| params.code(x).into()).collect::<Vec<_>>(),
                &expected,
            ),
            same("the kernel's codes", &bytes.into_iter().map(i64::from).collect::<Vec<_>>(), &expected),
        ]);
    }
    Ok(found)
}

/// The levels of the format as they are.
fn unit(book: &'static Codebook) -> TableParams {
    TableParams::new(book, 1.0, book.ends(), Division::Exact)
}

/// Bit patterns; of NaN only that it is one.
fn patterns(values: &[f32]) -> Vec<u32> {
    values.iter().map(|x| if x.is_nan() { f32::NAN.to_bits() } else { x.to_bits() }).collect()
}
