//! What every recipe says of its numbers, and how it writes them.

use crate::survey::budget::{Counted, Criterion, Plan};

/// The lines above a recipe, without marks of a comment.
pub(super) fn head(plan: &Plan) -> Vec<String> {
    let criterion = match plan.planning.criterion {
        Criterion::Relative => "the sum over tensors of values x squared error / squared weights",
        Criterion::Squared => "the sum of squared errors",
        Criterion::Weighted => {
            "the sum of squared errors, weighted by the importance of columns where one is known"
        }
    };
    let over = match plan.planning.counted {
        Counted::Planned => "of the tensors that are given a format",
        Counted::All => "of the whole model",
    };
    let (planned, all) = plan.bits_per_value();
    let mut lines = vec![
        "Errors are those of the weights alone. They are not perplexity, nor any other measure of what the model answers.".into(),
        format!("Least error: {criterion}, in at most {} bits per value {over}.", number(plan.budget)),
        format!("Bits per value: {planned:.4} of the tensors that are given a format, {all:.4} of the whole model."),
    ];
    if plan.allocation.is_over_budget() {
        lines.push("The budget is smaller than what the cheapest formats need: these were taken.".into());
    }
    lines
}

/// A number with the digits that give it back; nothing for what is none.
pub(super) fn number(x: f64) -> String {
    if x.is_finite() { x.to_string() } else { String::new() }
}

/// A text in double quotes, as JSON and YAML read it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            _ if u32::from(c) < 0x20
                || ('\u{7f}'..='\u{9f}').contains(&c)
                || ['\u{2028}', '\u{2029}', '\u{feff}'].contains(&c) =>
            {
                out += &format!("\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out + "\""
}

/// A name in a comment of one line.
pub(super) fn in_comment(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() || ['\u{2028}', '\u{2029}'].contains(&c) { '\u{fffd}' } else { c })
        .collect()
}

/// The module that a weight belongs to; None of anything else.
pub(super) fn module(name: &str) -> Option<&str> {
    name.strip_suffix(".weight").filter(|module| !module.is_empty())
}
