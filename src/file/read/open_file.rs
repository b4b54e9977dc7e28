//! An open file or model: its tensors are listed, and one of them is read.

use std::ops::Range;

use super::gguf::Gguf;
use super::importance::Importance;
use super::json::Json;
use super::listing::{Entry, Format, Listing, MAX_FILE_VALUES, with_distinct_names};
use super::nested::Nested;
use super::npy::Npy;
use super::npz::Npz;
use super::onnx::Onnx;
use super::photograph::Photograph;
use super::reading::Reading;
use super::safetensors::Tensors;
use super::sentences::{FileError, Note, excerpt, listed, place, shown};
use super::table::Table;
use super::torch::Torch;

/// What stands for all tensors of a model in a notation, as `file(NAME/*)`: the first one is read, unless one is called so.
const ALL: &str = "*";

/// The content of a file whose structure was checked.
#[derive(Debug)]
pub(super) enum Content {
    Safetensors(Tensors),
    Npy(Npy),
    Npz(Npz),
    Gguf(Gguf),
    Torch(Torch),
    Onnx(Onnx),
    /// No data: it is kept beside them.
    Importance(Vec<Importance>),
    Json(Json),
    Text(Box<Table>),
    /// Lists of numbers as programs print them.
    Nested(Nested),
    Photograph(Format, Photograph),
}

impl Content {
    /// The tensors of the file `name`.
    fn listing(&self, name: &str) -> Listing {
        let (format, entries) = match self {
            Content::Safetensors(tensors) => (Format::Safetensors, tensors.entries()),
            Content::Npy(npy) => (Format::Npy, vec![npy.entry(name)]),
            Content::Npz(npz) => (Format::Npz, npz.entries()),
            Content::Gguf(gguf) => (Format::Gguf, gguf.entries()),
            Content::Torch(torch) => (Format::Torch, torch.entries()),
            Content::Onnx(onnx) => (Format::Onnx, onnx.entries()),
            Content::Importance(all) => (Format::Importance, all.iter().map(Importance::entry).collect()),
            Content::Json(json) => (Format::Json, json.entries(name)),
            Content::Text(table) => (Format::Text, table.entries(name)),
            Content::Nested(nested) => (Format::Text, vec![nested.entry(name)]),
            Content::Photograph(format, photograph) => (*format, vec![photograph.entry(name)]),
        };
        let entries = with_distinct_names(entries);
        let first = self.main().unwrap_or_else(|| {
            let valued = |e: &Entry| e.count > 0;
            let own = |e: &Entry| valued(e) && e.part_of.is_none();
            let first = |which: &dyn Fn(&Entry) -> bool| entries.iter().position(|e| own(e) && which(e));
            // Of a checkpoint a weight: a matrix of it shows more than its biases and its tables of positions.
            let weight = |e: &Entry| e.readable && !e.is_of_integers();
            let best = match self {
                Self::Safetensors(_) | Self::Gguf(_) => {
                    first(&|e| weight(e) && e.shape.len() > 1).or_else(|| first(&weight))
                }
                _ => None,
            };
            best.or_else(|| first(&|e| e.readable))
                .or_else(|| first(&|_| true))
                .or_else(|| entries.iter().position(valued))
                .unwrap_or(0)
        });
        let (parts, notes) = match self {
            Content::Safetensors(tensors) => (tensors.parts.clone(), tensors.findings.clone()),
            Content::Gguf(gguf) => (gguf.parts.clone(), gguf.findings.clone()),
            Content::Torch(torch) => (torch.parts.clone(), torch.findings.clone()),
            Content::Onnx(onnx) => (vec![name.into()], onnx.findings.clone()),
            _ => (vec![name.into()], Vec::new()),
        };
        Listing { format, entries, first, parts, notes }
    }

    /// The tensor that the others belong to, if the file has such a one.
    fn main(&self) -> Option<usize> {
        match self {
            // The whole table, not one of its columns.
            Content::Text(_) => Some(0),
            Content::Npz(npz) => npz.main(),
            Content::Json(json) => json.main(),
            _ => None,
        }
    }
}

/// An open file, whose tensors are known.
#[derive(Debug)]
pub struct OpenFile {
    name: String,
    content: Content,
    listing: Listing,
}

impl OpenFile {
    pub(super) fn new(name: &str, content: Content) -> Self {
        let listing = content.listing(name);
        Self { name: name.into(), content, listing }
    }

    /// Its tensors.
    pub fn listing(&self) -> &Listing {
        &self.listing
    }

    /// What it has of an importance matrix; nothing where it is data.
    pub fn importance(&self) -> &[Importance] {
        if let Content::Importance(all) = &self.content { all } else { &[] }
    }

    /// The index of an entry. Links from when the names of columns were trimmed name them so: the only such column is meant.
    fn place(&self, entries: &[Entry], wanted: &str) -> Option<usize> {
        entries.iter().position(|entry| entry.name == wanted).or_else(|| {
            let alike =
                |entry: &&Entry| matches!(self.content, Content::Text(_)) && entry.name.trim() == wanted;
            let mut places = entries.iter().enumerate().filter(|(_, entry)| alike(entry)).map(|(i, _)| i);
            places.next().filter(|_| places.next().is_none())
        })
    }

    /// Begins to read some rows of the tensor `entry`, however large it is: elements of axis 0, or all of a vector, which is one row.
    ///
    /// # Errors
    /// When [`OpenFile::read`] fails for another reason than the size, when there are no such rows, and when they do not lie one behind the
    /// other in the file, as where it is compressed. All rows of a tensor that is not sampled are read as [`OpenFile::read`] reads them.
    pub fn read_rows(&self, entry: &str, rows: Range<u64>) -> Result<Reading, FileError> {
        let is_all = |entry: &Entry| {
            let all = if entry.shape.len() < 2 { 1 } else { entry.shape[0] };
            rows == (0..all) && entry.count <= MAX_FILE_VALUES as u64
        };
        let found = self.place(&self.listing.entries, entry).map(|index| &self.listing.entries[index]);
        let rows = (!found.is_some_and(is_all)).then_some(rows);
        self.begin(Some(entry), rows)
    }

    /// Whether a few rows of the tensor `entry` are found in the file without reading others, so that reading it in small bands costs no more than
    /// reading it at once. Nothing compressed is, nor are codes with scales that lie elsewhere.
    pub fn has_rows_apart(&self, entry: &str) -> bool {
        self.begin(Some(entry), Some(0..1)).is_ok_and(|reading| reading.is_of_bytes())
    }

    /// Begins to read the tensor `entry`; without `entry`, and for `*`, the one that is shown first. A tensor that is stored in codes and scales has the
    /// grid that it is stored on, too.
    ///
    /// # Errors
    /// When there is no such tensor, when it has no values, when its type cannot be read, and when it has more than
    /// [`MAX_FILE_VALUES`] values and cannot be sampled by rows.
    pub fn read(&self, entry: Option<&str>) -> Result<Reading, FileError> {
        self.begin(entry, None).map(Reading::with_grids)
    }

    fn begin(&self, entry: Option<&str>, rows: Option<Range<u64>>) -> Result<Reading, FileError> {
        let name = &self.name;
        let Listing { entries, first, .. } = &self.listing;
        let entry = entry.filter(|&wanted| wanted != ALL || self.place(entries, ALL).is_some());
        let index = match entry {
            Some(wanted) => self.place(entries, wanted).ok_or_else(|| {
                let shard = match &self.content {
                    Content::Safetensors(tensors) => tensors.absent(wanted),
                    Content::Torch(torch) => torch.absent(wanted),
                    _ => None,
                };
                if let Some(shard) = shard {
                    let shard = excerpt(shard);
                    return FileError::Absent { file: name.into(), tensor: excerpt(wanted), shard };
                }
                let found = listed(entries.iter().map(|e| e.name.as_str()));
                FileError::Tensor { file: name.into(), tensor: excerpt(wanted), found }
            })?,
            None => *first,
        };
        let chosen = &entries[index];
        let count = entries.iter().filter(|entry| entry.part_of.is_none()).count();
        let tensor = excerpt(&chosen.name);
        let first =
            (entry.is_none() && count > 1 && chosen.name != *name).then(|| match self.content.main() {
                Some(_) => Note::Main { tensor, count },
                None => Note::First { tensor, count },
            });
        let no_values = |place: String| FileError::NoValues { place, shape: shown(&chosen.shape) };
        let mut plan = match &self.content {
            Content::Safetensors(_) if chosen.readable && chosen.count == 0 => {
                return Err(no_values(place(name, &chosen.name)));
            }
            Content::Safetensors(tensors) => return tensors.reading(name, index, first, rows),
            Content::Npy(npy) => npy.plan(&chosen.name, name)?,
            Content::Npz(npz) => npz.plan(name, index)?,
            Content::Gguf(gguf) => gguf.plan(name, index)?,
            Content::Torch(Torch { tensors, .. }) | Content::Onnx(Onnx { tensors, .. }) => {
                return tensors[index].reading(name, &chosen.name, first, rows);
            }
            Content::Importance(_) => return Err(FileError::IsImportance { file: name.into() }),
            Content::Json(json) => {
                let mut loaded = json.loaded(name, index)?;
                loaded.notes.splice(0..0, first);
                return Ok(Reading::ready(loaded));
            }
            Content::Text(table) => return Ok(Reading::ready(table.loaded(name, index, &chosen.name)?)),
            Content::Nested(nested) => return Ok(Reading::ready(nested.loaded(name)?)),
            Content::Photograph(_, photograph) => return Ok(Reading::ready(photograph.loaded(name)?)),
        };
        if chosen.count == 0 {
            return Err(no_values(plan.place));
        }
        plan.notes.splice(0..0, first);
        Reading::of_rows(plan, rows)
    }
}
