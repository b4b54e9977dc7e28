//! numpy's `.npz`: a ZIP archive of `.npy` files, stored or deflated.
//!
//! Of each member only the npy header is read, and decompressed if necessary.

use super::inflate::Packed;
use super::listing::Entry;
use super::npy::Npy;
use super::pieces::{Pieces, Stop};
use super::reading::Plan;
use super::sentences::{ACCEPTED, FileError, place};
use super::zip::{Found, beginning};

/// The first guess of the compressed size of a member's header.
const FIRST: u64 = 4096;
/// So many members are examined where no name ends in `.npy`.
const MOST_UNNAMED: usize = 64;
/// The bytes that give the length of an npy header.
const PREFIX: u64 = 12;

/// The arrays of an archive, in the order of its directory.
#[derive(Debug)]
pub(super) struct Npz {
    members: Vec<Member>,
}

#[derive(Debug)]
struct Member {
    /// Its name without `.npy`.
    name: String,
    /// Its bytes in the file.
    start: u64,
    packed: u64,
    size: u64,
    deflated: bool,
    crc: u32,
    /// Its header, or the error of reading it.
    npy: Result<Npy, FileError>,
}

impl Npz {
    /// Reads the headers of the arrays in a directory.
    pub(super) fn read(file: &str, pieces: &Pieces<'_>, directory: &[Found]) -> Result<Self, Stop> {
        let mut members = Vec::new();
        // NumPy takes an array by its first bytes. Names are looked at first, because other archives may have very many members.
        let named = directory.iter().any(|found| found.name.ends_with(".npy"));
        let foreign_program = directory.iter().find_map(|found| foreign(&found.name));
        for found in directory.iter().take(if named { usize::MAX } else { MOST_UNNAMED }) {
            let Some(name) = found.name.strip_suffix(".npy").or((!named).then_some(&*found.name)) else {
                continue;
            };
            if !named && foreign_program.is_some() {
                break;
            }
            let start = found.start(file, pieces.all())?;
            let mut member = Member {
                name: name.into(),
                start,
                packed: found.packed,
                size: found.size,
                deflated: found.method == 8,
                crc: found.crc,
                npy: Err(FileError::Encrypted { place: place(file, name) }),
            };
            if !found.is_encrypted() {
                member.npy = match member.header(file, pieces, found.method) {
                    Ok(npy) => Ok(npy),
                    Err(Stop::Refused(error)) => Err(error),
                    Err(missing) => return Err(missing),
                };
            }
            if named || member.npy.is_ok() {
                members.push(member);
            }
        }
        if members.is_empty() {
            let file = file.to_string();
            return Err(match foreign_program {
                None if file.to_ascii_lowercase().ends_with(".npz") => FileError::NoTensor { file }.into(),
                format => {
                    FileError::LooksLike { file, format: format.unwrap_or("ZIP"), accepted: ACCEPTED }.into()
                }
            });
        }
        // No member can be read: the error of the first one is the error of the file.
        let readable = members.iter().any(|member: &Member| member.npy.is_ok());
        if !readable && let Err(error) = members.swap_remove(0).npy {
            return Err(error.into());
        }
        Ok(Self { members })
    }

    /// The array that is shown first: of a sparse matrix of SciPy its values, not their places.
    pub(super) fn main(&self) -> Option<usize> {
        let place = |name: &str| self.members.iter().position(|member| member.name == name);
        place("shape").and(place("format"))?;
        let places = ["indices", "offsets", "row"].into_iter().any(|name| place(name).is_some());
        place("data").filter(|_| places)
    }

    /// Lists the members; one that cannot be read has only a name.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let unreadable = |name: &str| Entry {
            name: name.into(),
            shape: Vec::new(),
            dtype: "?".into(),
            count: 0,
            readable: false,
            part: 0,
            part_of: None,
            stored_bits: None,
        };
        let entry = |member: &Member| match &member.npy {
            Ok(npy) => npy.entry(&member.name),
            Err(_) => unreadable(&member.name),
        };
        self.members.iter().map(entry).collect()
    }

    /// Plans to read the member at `index` of [`Npz::entries`].
    ///
    /// # Errors
    /// When it has no header, or its type cannot be read.
    pub(super) fn plan(&self, file: &str, index: usize) -> Result<Plan, FileError> {
        let member = &self.members[index];
        let npy = member.npy.as_ref().map_err(FileError::clone)?;
        let mut plan = npy.plan(&member.name, &place(file, &member.name))?;
        plan.packed = Some(Packed {
            range: member.start..member.start + member.packed,
            size: member.size,
            crc: member.crc,
            deflated: member.deflated,
        });
        Ok(plan)
    }
}

/// The program that writes archives with such a member.
fn foreign(name: &str) -> Option<&'static str> {
    match name {
        "xl/workbook.xml" => Some("Excel (xlsx)"),
        "word/document.xml" => Some("Word (docx)"),
        "content.xml" => Some("OpenDocument"),
        "model.weights.h5" => Some("Keras"),
        _ => None,
    }
}

impl Member {
    /// Reads the npy header from the first bytes of the member.
    fn header(&self, file: &str, pieces: &Pieces<'_>, method: u16) -> Result<Npy, Stop> {
        let place = place(file, &self.name);
        match method {
            0 => {
                let size = self.packed;
                let head = |count: u64| pieces.get(self.start..self.start + count.min(size));
                let end = Npy::header_end(&place, head(PREFIX)?, size)?;
                Ok(Npy::parse(&place, head(end)?, size)?)
            }
            8 => {
                let head = self.inflated(pieces, PREFIX, &place)?;
                let end = Npy::header_end(&place, &head, self.size)?;
                Ok(Npy::parse(&place, &self.inflated(pieces, end, &place)?, self.size)?)
            }
            _ => Err(FileError::ZipMethod { place, method }.into()),
        }
    }

    /// The first `count` bytes of its content, or all of a shorter one.
    fn inflated(&self, pieces: &Pieces<'_>, count: u64, place: &str) -> Result<Vec<u8>, Stop> {
        let mut given = FIRST;
        loop {
            given = given.min(self.packed);
            let packed = pieces.get(self.start..self.start + given)?;
            let (out, broken) = beginning(packed, count);
            let (place, found) = (place.to_string(), out.len() as u64);
            if found >= count.min(self.size) {
                return Ok(out);
            }
            if broken {
                return Err(FileError::Deflate { place, byte: found }.into());
            }
            if given == self.packed {
                return Err(FileError::DeflateSize { place, wanted: self.size, found }.into());
            }
            given *= 2;
        }
    }
}
