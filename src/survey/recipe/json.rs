//! A plan as JSON: what was asked, what came of it, and the format of each tensor.

use super::said::{head, number, quoted};
use crate::survey::budget::{Plan, Planned};

/// The document.
pub fn json(plan: &Plan) -> String {
    let list = |items: Vec<String>| format!("[{}]", items.join(", "));
    let (planned, all) = plan.bits_per_value();
    let texts = [
        ("schema", quoted("quantscope-plan/1")),
        ("note", quoted(&head(plan).join(" "))),
        ("budget_bits_per_value", or_null(plan.budget)),
        ("criterion", quoted(plan.planning.criterion.word())),
        ("candidates", list(plan.planning.candidates.iter().map(|each| quoted(&each.to_string())).collect())),
        ("bits_per_value", or_null(planned)),
        ("bits_per_value_of_model", or_null(all)),
        ("error", or_null(plan.allocation.sums.error)),
        ("no_choice_has_less_than", or_null(plan.allocation.bound)),
        ("exact", plan.allocation.exact.to_string()),
        ("bits_left", or_null(plan.allocation.left)),
    ];
    let head: Vec<String> =
        texts.into_iter().map(|(key, value)| format!("  {}: {value}", quoted(key))).collect();
    let tensors: Vec<String> = plan.tensors.iter().map(tensor).collect();
    format!("{{\n{},\n  \"tensors\": [\n{}\n  ]\n}}\n", head.join(",\n"), tensors.join(",\n"))
}

fn tensor(tensor: &Planned) -> String {
    let shape: Vec<String> = tensor.shape.iter().map(usize::to_string).collect();
    let or_none = |text: Option<String>| text.map_or("null".into(), |text| quoted(&text));
    let fields = [
        ("name", quoted(&tensor.name)),
        ("role", quoted(tensor.named.role.word())),
        ("layer", tensor.named.layer.map_or("null".into(), |layer| layer.to_string())),
        ("stack", quoted(tensor.named.stack)),
        ("shape", format!("[{}]", shape.join(", "))),
        ("stored", quoted(&tensor.dtype)),
        ("format", quoted(&tensor.format.to_string())),
        ("instead_of", or_none(tensor.instead_of.map(|format| format.to_string()))),
        ("kept", or_none(tensor.kept.map(|why| why.word().into()))),
        ("bits_per_value", or_null(tensor.bits_per_value)),
        ("sqnr_db", or_null(tensor.sqnr_db)),
        ("error", or_null(tensor.error)),
    ];
    let fields: Vec<String> =
        fields.into_iter().map(|(key, value)| format!("{}: {value}", quoted(key))).collect();
    format!("    {{{}}}", fields.join(", "))
}

fn or_null(x: f64) -> String {
    if x.is_finite() { number(x) } else { "null".into() }
}
