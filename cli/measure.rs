//! `measure`: schemes on one tensor.

use quantscope::{Report, Scheme, analysis::Measures, kernels::Level};

use crate::{Failure, arguments::Measure, data, output::Table};

/// What the scoreboard of the page shows, as a table or as JSON.
pub(crate) fn run(arguments: &Measure) -> Result<String, Failure> {
    let named = arguments.a.iter().chain(&arguments.b).chain(&arguments.schemes);
    let schemes: Vec<Scheme> = named.copied().collect();
    if schemes.is_empty() {
        return Err("give at least one scheme, such as int4:asym:g64".into());
    }
    let tensor = data::tensor(&arguments.data)?;
    for scheme in &schemes {
        scheme.check_for(&tensor)?;
    }
    let level = Level::new();
    let measured: Vec<Measures> =
        schemes.iter().map(|scheme| Report::new(level, &tensor, scheme).measures).collect();
    if arguments.json {
        let lines: Result<Vec<String>, _> = measured.iter().map(serde_json::to_string).collect();
        return Ok(lines?.join("\n") + "\n");
    }
    let mut table = Table::new(["scheme", "SQNR dB", "MSE", "max |e|", "clipped", "bits per value"]);
    for (scheme, measures) in schemes.iter().zip(&measured) {
        table.add([
            scheme.to_string(),
            format!("{:.2}", measures.sqnr_db),
            format!("{:.4e}", measures.mse),
            format!("{:.4e}", measures.max_abs_error),
            format!("{:.3} %", 100.0 * measures.clipped),
            format!("{:.3}", measures.bits_per_value),
        ]);
    }
    Ok(table.to_string())
}
