//! A plan as a table: one line for each tensor, as RFC 4180 writes them, below lines that begin with `#`.

use std::fmt::Write;

use super::said::{head, in_comment, number};
use crate::survey::budget::Plan;

const COLUMNS: &str =
    "name,role,layer,stack,shape,values,stored,format,instead_of,kept,bits_per_value,sqnr_db,error";

/// The table.
pub fn csv(plan: &Plan) -> String {
    let mut text = String::new();
    for line in head(plan) {
        let _ = writeln!(text, "# {}", in_comment(&line));
    }
    text += COLUMNS;
    text.push('\n');
    for tensor in &plan.tensors {
        let shape: Vec<String> = tensor.shape.iter().map(usize::to_string).collect();
        let cells = [
            cell(&tensor.name),
            tensor.named.role.word().into(),
            tensor.named.layer.map(|layer| layer.to_string()).unwrap_or_default(),
            tensor.named.stack.into(),
            shape.join("x"),
            tensor.values.to_string(),
            cell(&tensor.dtype),
            cell(&tensor.format.to_string()),
            cell(&tensor.instead_of.map(|format| format.to_string()).unwrap_or_default()),
            tensor.kept.map(|why| why.word()).unwrap_or_default().into(),
            number(tensor.bits_per_value),
            number(tensor.sqnr_db),
            number(tensor.error),
        ];
        text += &cells.join(",");
        text.push('\n');
    }
    text
}

/// A cell; in quotes where a reader would end it early, and with a mark before what a spreadsheet would compute.
fn cell(text: &str) -> String {
    let computed = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if computed { format!("'{text}") } else { text.into() };
    if text.contains([',', '"', '\n', '\r', '#']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}
