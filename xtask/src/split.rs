//! Takes the wasm apart: what a first visit runs, and what follows it.
//!
//! The functions that ran in `xtask/dist/first-visit.mjs` make up the first part; all others come with the second. Both parts work on
//! the same memory, tables and globals, so they are one program:
//!
//! ```text
//! first part:   each function of the second that it names is a stub:
//!                   ready();  call more[slot] with the same parameters
//!               ready():  if more[0] is null: load()     (JavaScript fetches the second part and waits for it)
//! second part:  imports what it uses of the first; when it is instantiated, it writes its functions into `more`, and its
//!               data (`data.rs`) into the memory
//! ```
//!
//! So a missing function costs time, never a wrong result, whatever the first visit did not run.

mod data;

use crate::symbols::Symbols;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use walrus::ir::{Const, GlobalSet, Instr, InstrLocId, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind, GlobalKind,
    ImportedFunction, LocalId, MemoryId, Module, ModuleConfig, RefType, TableId, ValType, passes,
};

/// The export of a function's counter begins like this; its index follows.
const RAN: &str = "ran:";
/// Where both parts import JavaScript's functions from.
const GLUE: &str = "./quantscope_bg.js";
/// Where the first part imports `load` from.
const LOADER: (&str, &str) = ("./later.js", "load");
/// The table of the second part's functions.
const MORE: &str = "more";
/// Where the second part imports from: the exports of the first.
const FIRST: &str = "first";
const MEMORY: &str = "memory";

/// The two parts of a module.
pub(crate) struct Parts {
    pub(crate) first: Vec<u8>,
    pub(crate) later: Vec<u8>,
    /// The names that JavaScript's functions have in both, by those in the module.
    pub(crate) names: BTreeMap<String, String>,
}

/// The module with a counter for each function: the exported global `ran:INDEX` is 1 once the function has run.
pub(crate) fn counted(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = parse(wasm)?;
    let functions: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
    for id in functions {
        let global = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
        module.exports.add(&format!("{RAN}{}", id.index()), global);
        let function = module.funcs.get_mut(id).kind.unwrap_local_mut();
        let entry = function.entry_block();
        let begin = [Instr::Const(Const { value: Value::I32(1) }), Instr::GlobalSet(GlobalSet { global })];
        let instructions = &mut function.block_mut(entry).instrs;
        instructions.splice(0..0, begin.map(|instruction| (instruction, InstrLocId::default())));
    }
    Ok(module.emit_wasm())
}

/// The two parts of a module. `first` has the indices of the functions that `counted` found to run.
pub(crate) fn split(wasm: &[u8], symbols: &Symbols, first: &BTreeSet<usize>) -> Result<Parts> {
    let mut module = parse(wasm)?;
    let needed = needed(&module, first);
    let dealt = data::deal(&module, symbols, first)?;
    let mut other = parse(wasm)?;
    let names = shorten(&mut module);
    shorten(&mut other);
    let (later, shared) = later_part(other, first, &needed, dealt.later)?;
    let memory = memory(&module)?;
    data::replace(&mut module, memory, dealt.first);
    Ok(Parts { first: first_part(module, &needed, &shared)?, later, names })
}

/// Gives JavaScript's functions short names; returns them by the old ones, each of which ends in a hash.
fn shorten(module: &mut Module) -> BTreeMap<String, String> {
    let imports = module.imports.iter_mut().filter(|import| import.module == GLUE);
    let renamed = imports.enumerate().map(|(i, import)| {
        let long = mem::replace(&mut import.name, format!("i{i}"));
        (long, import.name.clone())
    });
    renamed.collect()
}

fn parse(wasm: &[u8]) -> Result<Module> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    config.parse(wasm)
}

/// The indices of the functions of the second part that the first names, in the order of their slots.
fn needed(module: &Module, first: &BTreeSet<usize>) -> Vec<usize> {
    let mut named = Named::default();
    for (id, function) in module.funcs.iter_local() {
        if first.contains(&id.index()) {
            dfs_in_order(&mut named, function, function.entry_block());
        }
    }
    for export in module.exports.iter() {
        if let ExportItem::Function(id) = export.item {
            named.0.insert(id.index());
        }
    }
    for element in module.elements.iter() {
        match &element.items {
            ElementItems::Functions(ids) => named.0.extend(ids.iter().map(|id| id.index())),
            ElementItems::Expressions(_, items) => {
                named.0.extend(items.iter().filter_map(|item| match item {
                    ConstExpr::RefFunc(id) => Some(id.index()),
                    _ => None,
                }))
            }
        }
    }
    let local = module.funcs.iter_local().map(|(id, _)| id.index());
    local.filter(|index| named.0.contains(index) && !first.contains(index)).collect()
}

/// Collects the indices of the functions that a body names.
#[derive(Default)]
struct Named(BTreeSet<usize>);

impl Visitor<'_> for Named {
    fn visit_function_id(&mut self, id: &FunctionId) {
        self.0.insert(id.index());
    }
}

/// The second part, and the names under which it imports what it uses: a letter for the kind and the index.
fn later_part(
    mut module: Module,
    first: &BTreeSet<usize>,
    needed: &[usize],
    pieces: data::Pieces,
) -> Result<(Vec<u8>, Vec<String>)> {
    let functions = by_index(module.funcs.iter().map(|function| (function.id().index(), function.id())));
    for id in ids(module.exports.iter().map(|export| export.id())) {
        module.exports.delete(id);
    }
    for id in ids(module.elements.iter().map(|element| element.id())) {
        module.elements.delete(id);
    }
    module.start = None;

    for id in ids(module.funcs.iter().map(|function| function.id())) {
        let function = module.funcs.get(id);
        if matches!(function.kind, FunctionKind::Local(_)) && first.contains(&id.index()) {
            let ty = function.ty();
            let import = module.imports.add(FIRST, &format!("f{}", id.index()), id);
            module.funcs.get_mut(id).kind = FunctionKind::Import(ImportedFunction { import, ty });
        }
    }
    let memory = memory(&module)?;
    let import = module.imports.add(FIRST, MEMORY, memory);
    module.memories.get_mut(memory).import = Some(import);
    data::replace(&mut module, memory, pieces);
    for id in ids(module.tables.iter().map(|table| table.id())) {
        let import = module.imports.add(FIRST, &format!("t{}", id.index()), id);
        let table = module.tables.get_mut(id);
        table.import = Some(import);
        table.elem_segments.clear();
    }
    for id in ids(module.globals.iter().map(|global| global.id())) {
        let import = module.imports.add(FIRST, &format!("g{}", id.index()), id);
        module.globals.get_mut(id).kind = GlobalKind::Import(import);
    }

    let slots: Vec<FunctionId> = needed.iter().map(|index| functions[index]).collect();
    let more = table_of(&mut module, needed);
    let import = module.imports.add(FIRST, MORE, more);
    let place = ElementKind::Active { table: more, offset: ConstExpr::Value(Value::I32(0)) };
    let element = module.elements.add(place, ElementItems::Functions(slots));
    let table = module.tables.get_mut(more);
    table.import = Some(import);
    table.elem_segments.insert(element);

    passes::gc::run(&mut module);
    let of_first = module.imports.iter().filter(|import| import.module == FIRST);
    let shared = of_first.map(|import| import.name.clone()).collect();
    Ok((module.emit_wasm(), shared))
}

/// The first part, which exports under the names `shared` what the second uses.
fn first_part(mut module: Module, needed: &[usize], shared: &[String]) -> Result<Vec<u8>> {
    let functions = by_index(module.funcs.iter().map(|function| (function.id().index(), function.id())));
    let tables = by_index(module.tables.iter().map(|table| (table.id().index(), table.id())));
    let globals = by_index(module.globals.iter().map(|global| (global.id().index(), global.id())));

    let nothing = module.types.add(&[], &[]);
    let (load, _) = module.add_import_func(LOADER.0, LOADER.1, nothing);
    let more = table_of(&mut module, needed);
    let mut ready = FunctionBuilder::new(&mut module.types, &[], &[]);
    let mut body = ready.func_body();
    body.i32_const(0).table_get(more).ref_is_null();
    body.if_else(None, |then| _ = then.call(load), |_| {});
    let ready = ready.finish(Vec::new(), &mut module.funcs);
    for (slot, index) in (0..).zip(needed) {
        let id = functions[index];
        let ty = module.funcs.get(id).ty();
        let (params, results) = {
            let signature = module.types.get(ty);
            (signature.params().to_vec(), signature.results().to_vec())
        };
        let arguments: Vec<LocalId> = params.iter().map(|param| module.locals.add(*param)).collect();
        let mut stub = FunctionBuilder::new(&mut module.types, &params, &results);
        let mut body = stub.func_body();
        body.call(ready);
        for argument in &arguments {
            body.local_get(*argument);
        }
        body.i32_const(slot).call_indirect(ty, more);
        module.funcs.get_mut(id).kind = FunctionKind::Local(stub.local_func(arguments));
    }

    module.exports.add(MORE, more);
    for name in shared.iter().filter(|name| *name != MEMORY && *name != MORE) {
        let (kind, index) = name.split_at(1);
        let index: usize = index.parse()?;
        let missing = || format!("the module has no {name}");
        let item = match kind {
            "t" => ExportItem::Table(*tables.get(&index).with_context(missing)?),
            "g" => ExportItem::Global(*globals.get(&index).with_context(missing)?),
            _ => ExportItem::Function(*functions.get(&index).with_context(missing)?),
        };
        module.exports.add(name, item);
    }
    passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// A table with a slot for each function that is needed.
fn table_of(module: &mut Module, needed: &[usize]) -> TableId {
    let slots = needed.len() as u64;
    module.tables.add_local(false, slots, Some(slots), RefType::FUNCREF)
}

fn memory(module: &Module) -> Result<MemoryId> {
    Ok(module.memories.iter().next().context("the module has no memory")?.id())
}

/// Taken out of the module, so that it can be changed.
fn ids<T>(of: impl Iterator<Item = T>) -> Vec<T> {
    of.collect()
}

fn by_index<T>(items: impl Iterator<Item = (usize, T)>) -> BTreeMap<usize, T> {
    items.collect()
}
