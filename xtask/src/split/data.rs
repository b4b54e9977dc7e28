//! Which part brings which data.
//!
//! A constant belongs to the second part if nothing of the first can name it: no function of the first part has its address among its
//! numbers, and no data that stays names it. Until the second part comes, its bytes are zero and nothing reads them. Where a panic comes
//! from always belongs to the second part, because the message of a panic does.

use crate::symbols::Symbols;
use anyhow::{Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use walrus::ir::{Const, Instr, InstrLocId, Value, Visitor, dfs_in_order};
use walrus::{ConstExpr, DataKind, GlobalKind, MemoryId, Module};

/// Pieces that are closer than this become one: a piece costs some bytes, too.
const NEAR: u32 = 16;

/// Pieces of data with their addresses.
pub(super) type Pieces = Vec<(u32, Vec<u8>)>;

/// The data of the first and of the second part.
pub(super) struct Dealt {
    pub(super) first: Pieces,
    pub(super) later: Pieces,
}

/// Deals the data of a module. `first` has the indices of the functions of its first part.
pub(super) fn deal(module: &Module, symbols: &Symbols, first: &BTreeSet<usize>) -> Result<Dealt> {
    let image = image(module)?;
    let kept = kept(symbols, &numbers(module, first));
    let mut stays: BTreeSet<u32> = image.keys().copied().collect();
    for range in symbols.constants.values() {
        range.clone().for_each(|address| _ = stays.remove(&address));
    }
    for index in &kept {
        stays.extend(symbols.constants[index].clone().filter(|address| image.contains_key(address)));
    }
    let leaves = image.keys().copied().filter(|address| !stays.contains(address)).collect();
    Ok(Dealt { first: pieces(&image, &stays), later: pieces(&image, &leaves) })
}

/// The module with other data.
pub(super) fn replace(module: &mut Module, memory: MemoryId, pieces: Pieces) {
    for id in super::ids(module.data.iter().map(|data| data.id())) {
        module.data.delete(id);
    }
    let segments = &mut module.memories.get_mut(memory).data_segments;
    segments.clear();
    for (address, bytes) in pieces {
        let offset = ConstExpr::Value(Value::I32(address.cast_signed()));
        segments.insert(module.data.add(DataKind::Active { memory, offset }, bytes));
    }
}

/// The constants that the first part may read: the ones with an address among its numbers, and what data that stays names.
fn kept(symbols: &Symbols, numbers: &BTreeSet<u32>) -> BTreeSet<u32> {
    let mut kept = symbols.named_by_others.clone();
    for (index, range) in &symbols.constants {
        if !symbols.locations.contains(index) && numbers.range(range.clone()).next().is_some() {
            kept.insert(*index);
        }
    }
    for (address, indices) in &symbols.outside {
        if numbers.contains(address) {
            kept.extend(indices);
        }
    }
    let mut news: Vec<u32> = kept.iter().copied().collect();
    while let Some(index) = news.pop() {
        for named in symbols.named_by.get(&index).into_iter().flatten() {
            if !symbols.locations.contains(named) && kept.insert(*named) {
                news.push(*named);
            }
        }
    }
    kept
}

/// All numbers in functions and globals that may be an address.
fn numbers(module: &Module, functions: &BTreeSet<usize>) -> BTreeSet<u32> {
    let mut numbers = Numbers::default();
    for (id, function) in module.funcs.iter_local() {
        if functions.contains(&id.index()) {
            dfs_in_order(&mut numbers, function, function.entry_block());
        }
    }
    for global in module.globals.iter() {
        if let GlobalKind::Local(ConstExpr::Value(value)) = &global.kind {
            numbers.add(*value);
        }
    }
    numbers.0
}

#[derive(Default)]
struct Numbers(BTreeSet<u32>);

impl Numbers {
    fn add(&mut self, value: Value) {
        match value {
            // wasm-opt may subtract the opposite.
            Value::I32(number) => self.0.extend([number, number.wrapping_neg()].map(i32::cast_unsigned)),
            // It may also have put several numbers into one.
            Value::I64(number) => self.add_lanes(&number.to_le_bytes()),
            Value::V128(number) => self.add_lanes(&number.to_le_bytes()),
            Value::F32(_) | Value::F64(_) => {}
        }
    }

    fn add_lanes(&mut self, bytes: &[u8]) {
        self.0.extend(
            bytes.chunks_exact(4).map(|lane| u32::from_le_bytes([lane[0], lane[1], lane[2], lane[3]])),
        );
    }
}

impl Visitor<'_> for Numbers {
    fn visit_const(&mut self, instruction: &Const) {
        self.add(instruction.value);
    }

    fn visit_instr(&mut self, instruction: &Instr, _: &InstrLocId) {
        let offset = match instruction {
            Instr::Load(load) => load.arg.offset,
            Instr::Store(store) => store.arg.offset,
            Instr::LoadSimd(load) => load.arg.offset,
            _ => return,
        };
        self.0.extend(u32::try_from(offset));
    }
}

/// Each byte of the data by its address.
fn image(module: &Module) -> Result<BTreeMap<u32, u8>> {
    let mut image = BTreeMap::new();
    for data in module.data.iter() {
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } = data.kind else {
            bail!("a segment has no address")
        };
        image.extend((start.cast_unsigned()..).zip(data.value.iter().copied()));
    }
    Ok(image)
}

/// The bytes at some addresses. What lies between two that are near comes with them: it is constant, or of this part.
fn pieces(image: &BTreeMap<u32, u8>, addresses: &BTreeSet<u32>) -> Pieces {
    let mut ranges: Vec<Range<u32>> = Vec::new();
    for &address in addresses {
        match ranges.last_mut() {
            Some(last) if address - last.end < NEAR => last.end = address + 1,
            _ => ranges.push(address..address + 1),
        }
    }
    let byte = |address: u32| image.get(&address).copied().unwrap_or(0);
    ranges.into_iter().map(|range| (range.start, range.map(byte).collect())).collect()
}
