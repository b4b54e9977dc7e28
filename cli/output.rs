//! Tables of text, and writing to a pipe that may be closed.

use std::{
    fmt,
    io::{self, Write},
    process::ExitCode,
};

/// Writes a text to stdout.
pub(crate) fn write(text: &str) -> ExitCode {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        // As when `head` has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Lines of cells: the first column to the left, all others to the right. Each line has as many cells as the head.
pub(crate) struct Table {
    lines: Vec<Vec<String>>,
}

impl Table {
    /// Only its head.
    pub(crate) fn new<'a>(head: impl IntoIterator<Item = &'a str>) -> Self {
        Self { lines: vec![head.into_iter().map(String::from).collect()] }
    }

    /// Adds a line.
    pub(crate) fn add(&mut self, line: impl IntoIterator<Item = String>) {
        self.lines.push(line.into_iter().collect());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.lines[0].len();
        let width = |column: usize| {
            let cells = self.lines.iter().filter_map(|line| line.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for line in &self.lines {
            let cell = |(column, cell): (usize, &String)| match column {
                0 => format!("{cell:<0$}", widths[0]),
                _ => format!("{cell:>0$}", widths[column]),
            };
            let cells: Vec<String> = line.iter().take(columns).enumerate().map(cell).collect();
            writeln!(f, "{}", cells.join("  ").trim_end())?;
        }
        Ok(())
    }
}

/// A name as it may be printed: a terminal obeys control characters.
pub(crate) fn printable(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
