//! What the linker says about the data of the wasm: which bytes each constant and table has, and which of them name which others.
//!
//! `build::page` links with `--emit-relocs`: the linked file then has a section `linking` with the symbols, and for each section with
//! addresses a section `reloc.NAME` that lists them. Nothing after the linker moves data, so the addresses hold for what is shipped.

use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{
    DataKind, KnownCustom, Linking, LinkingSectionReader, Operator, Parser, Payload, RelocSectionReader,
    RelocationType, SymbolInfo,
};

/// How long a `core::panic::Location` is.
const LOCATION: usize = 16;

/// The data of a linked module.
pub(crate) struct Symbols {
    /// The addresses of each symbol that may lie elsewhere until it is needed: constants, in the first segment. By their indices.
    pub(crate) constants: BTreeMap<u32, Range<u32>>,
    /// The constants that each of them names.
    pub(crate) named_by: BTreeMap<u32, BTreeSet<u32>>,
    /// The constants that other data names.
    pub(crate) named_by_others: BTreeSet<u32>,
    /// Addresses outside of the constant that code means by them: of a table that begins with the index 5, or the end of one that is
    /// read from there.
    pub(crate) outside: BTreeMap<u32, BTreeSet<u32>>,
    /// The constants that say where in the sources a panic comes from. Functions pass their addresses on; only the message of a panic
    /// reads them.
    pub(crate) locations: BTreeSet<u32>,
}

/// A segment of the linked module.
struct Segment {
    address: u32,
    /// Where its bytes lie in the file.
    file: Range<usize>,
}

impl Symbols {
    /// Of a module that was linked with `--emit-relocs`.
    pub(crate) fn of(linked: &[u8]) -> Result<Self> {
        let mut segments = Vec::new();
        let mut data_section = 0;
        let mut linking = None;
        let mut relocations = BTreeMap::new();
        for payload in Parser::new(0).parse_all(linked) {
            match payload? {
                Payload::DataSection(section) => {
                    data_section = section.range().start;
                    segments = section.into_iter().map(|data| segment(&data?)).collect::<Result<_>>()?;
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(reader) => linking = Some(reader),
                    KnownCustom::Reloc(reader) => _ = relocations.insert(section.name().to_owned(), reader),
                    _ => {}
                },
                _ => {}
            }
        }
        let all = data_symbols(linking.context("the module was linked without --emit-relocs")?, &segments)?;
        let first = segments.first().context("the module has no data")?;
        let end = first.address + u32::try_from(first.file.len())?;
        let constants = all.iter().filter(|(_, range)| first.address <= range.start && range.end <= end);
        let mut symbols = Self {
            constants: constants.map(|(index, range)| (*index, range.clone())).collect(),
            named_by: BTreeMap::new(),
            named_by_others: BTreeSet::new(),
            outside: BTreeMap::new(),
            locations: BTreeSet::new(),
        };
        let mut relocations =
            |name: &str| relocations.remove(name).with_context(|| format!("there is no {name}"));
        symbols.read_code(relocations("reloc.CODE")?)?;
        symbols.read_data(relocations("reloc.DATA")?, &segments, data_section)?;
        symbols.locations = symbols.find_locations(|range| {
            let at = |address: u32| first.file.start + (address - first.address) as usize;
            &linked[at(range.start)..at(range.end)]
        });
        Ok(symbols)
    }

    fn read_code(&mut self, relocations: RelocSectionReader<'_>) -> Result<()> {
        for entry in relocations.entries() {
            let entry = entry?;
            match entry.ty {
                RelocationType::MemoryAddrLeb | RelocationType::MemoryAddrSleb => {}
                ty if names_no_data(ty) => continue,
                ty => bail!("code has an address of an unknown kind, {ty:?}"),
            }
            let Some(range) = self.constants.get(&entry.index) else { continue };
            let address = u32::try_from(i64::from(range.start) + entry.addend)?;
            if !range.contains(&address) {
                self.outside.entry(address).or_default().insert(entry.index);
            }
        }
        Ok(())
    }

    fn read_data(
        &mut self,
        relocations: RelocSectionReader<'_>,
        segments: &[Segment],
        section: usize,
    ) -> Result<()> {
        for entry in relocations.entries() {
            let entry = entry?;
            match entry.ty {
                RelocationType::MemoryAddrI32 => {}
                ty if names_no_data(ty) => continue,
                ty => bail!("data has an address of an unknown kind, {ty:?}"),
            }
            if !self.constants.contains_key(&entry.index) {
                continue;
            }
            let place = section + entry.offset as usize;
            let segment = segments.iter().find(|segment| segment.file.contains(&place));
            let segment = segment.context("an address lies in no segment")?;
            let address = segment.address + u32::try_from(place - segment.file.start)?;
            let holders: Vec<u32> = self
                .constants
                .iter()
                .filter(|(_, range)| range.contains(&address))
                .map(|(index, _)| *index)
                .collect();
            if holders.is_empty() {
                self.named_by_others.insert(entry.index);
            }
            for holder in holders {
                self.named_by.entry(holder).or_default().insert(entry.index);
            }
        }
        Ok(())
    }

    /// The constants that are a `core::panic::Location`: the address and length of a file's name, which ends in `.rs`, line and column.
    fn find_locations<'a>(&self, bytes: impl Fn(&Range<u32>) -> &'a [u8]) -> BTreeSet<u32> {
        let names_source = |index: &u32| {
            let name = bytes(&self.constants[index]);
            // The length does not count the zero at the end.
            name.strip_suffix(&[0]).unwrap_or(name).ends_with(b".rs")
        };
        let named_by = self.named_by.iter().filter(|(holder, _)| self.constants[*holder].len() == LOCATION);
        named_by.filter(|(_, named)| named.iter().all(names_source)).map(|(holder, _)| *holder).collect()
    }
}

fn segment(data: &wasmparser::Data<'_>) -> Result<Segment> {
    let DataKind::Active { offset_expr, .. } = &data.kind else { bail!("a segment has no address") };
    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
        bail!("the address of a segment is no number")
    };
    let end = data.range.end;
    Ok(Segment { address: value.cast_unsigned(), file: end - data.data.len()..end })
}

/// The addresses of each symbol of data, by its index.
fn data_symbols(
    linking: LinkingSectionReader<'_>,
    segments: &[Segment],
) -> Result<BTreeMap<u32, Range<u32>>> {
    let mut found = BTreeMap::new();
    for subsection in linking.subsections() {
        let Linking::SymbolTable(symbols) = subsection? else { continue };
        for (index, symbol) in (0..).zip(symbols) {
            let SymbolInfo::Data { symbol: Some(symbol), .. } = symbol? else { continue };
            // A name that the linker gives to an end of the data belongs to no segment.
            let Some(segment) = segments.get(symbol.index as usize) else { continue };
            let start = segment.address + symbol.offset;
            found.insert(index, start..start + symbol.size);
        }
    }
    Ok(found)
}

/// Whether a relocation is about something else than data.
fn names_no_data(ty: RelocationType) -> bool {
    use RelocationType as Of;
    matches!(
        ty,
        Of::FunctionIndexLeb
            | Of::TableIndexSleb
            | Of::TableIndexI32
            | Of::TypeIndexLeb
            | Of::GlobalIndexLeb
            | Of::GlobalIndexI32
            | Of::EventIndexLeb
            | Of::TableNumberLeb
    )
}
