//! Small floats: code tables, and the code of each value, by `ml_dtypes`. Values beyond the largest saturate.

use quantscope::{
    quantizer::{Codebook, Division, TableParams},
    scheme::CODEBOOKS,
};

use crate::{
    arithmetic::{bits, same},
    case::Case,
    tally::Outcome,
};

/// The element format of a name of `ml_dtypes`.
fn book(format: &str) -> Option<&'static Codebook> {
    let word = match format {
        "float4_e2m1fn" => "fp4_e2m1",
        _ => return None,
    };
    CODEBOOKS.iter().copied().find(|book| book.word == word)
}

pub(crate) fn check(case: &Case) -> Result<Outcome, String> {
    let Some(book) = book(case.text("/format")?) else {
        return Ok(Outcome::Skipped("format not implemented yet".into()));
    };
    let difference = match case.text("/kind")? {
        "table" => {
            let theirs = case.f32s("/values")?;
            let ours: Vec<f32> = (0..theirs.len()).map(|code| book.value(code as u8)).collect();
            same("values", &bits(&ours), &bits(&theirs))
        }
        "round" => {
            let (alpha, beta) = (-book.reach(), book.reach());
            let params = TableParams { book, scale: 1.0, alpha, beta, division: Division::Exact };
            let x = case.f32s("/inputs/x")?;
            let theirs = case.integers("/outputs/code_ml_dtypes_saturated")?;
            // A format without NaN has no code for it: ours is that of zero, and theirs depends on the library.
            let both = x.iter().zip(theirs).filter(|(x, _)| !x.is_nan());
            let (ours, theirs): (Vec<i64>, Vec<i64>) =
                both.map(|(&x, code)| (i64::from(params.code(x)), code)).unzip();
            same("codes", &ours, &theirs)
        }
        other => return Ok(Outcome::Skipped(other.into())),
    };
    Outcome::of(case.record_only(), &difference.err().into_iter().collect::<Vec<_>>())
}
