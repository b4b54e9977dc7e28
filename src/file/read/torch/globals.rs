//! The names of Python that a dictionary of tensors needs, the types of PyTorch, and the names of instructions for errors.

use crate::file::read::elements::Element;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Global {
    /// A view of a typed storage.
    Tensor,
    /// A view of a storage of bytes, with its type.
    TensorOfBytes,
    Parameter,
    OrderedDict,
    Size,
    /// A type, or the storage of one: its index in [`TYPES`].
    Type(u8),
    /// A storage without type.
    Bytes,
}

impl Global {
    /// Looks up a name of a module; none if it is not of the list.
    pub(super) fn of(module: &str, name: &str) -> Option<Self> {
        Some(match (module, name) {
            ("torch._utils", "_rebuild_tensor_v2") => Self::Tensor,
            ("torch._utils", "_rebuild_tensor_v3") => Self::TensorOfBytes,
            ("torch._utils", "_rebuild_parameter" | "_rebuild_parameter_with_state") => Self::Parameter,
            ("collections", "OrderedDict") => Self::OrderedDict,
            ("torch", "Size") => Self::Size,
            ("torch" | "torch.storage", "UntypedStorage") => Self::Bytes,
            ("torch", _) => {
                let known = |(dtype, storage, _): &(&str, &str, _)| {
                    *dtype == name || name.strip_suffix("Storage").is_some_and(|stem| stem == *storage)
                };
                Self::Type(TYPES.iter().position(known)? as u8)
            }
            _ => return None,
        })
    }
}

/// Each type, the stem of its storage's name if it has one, and how its numbers are stored if they are read.
pub(super) const TYPES: [(&str, &str, Option<Element>); 20] = [
    ("float32", "Float", Some(Element::F32)),
    ("float16", "Half", Some(Element::F16)),
    ("bfloat16", "BFloat16", Some(Element::Bf16)),
    ("float64", "Double", Some(Element::F64)),
    ("int64", "Long", Some(Element::I64)),
    ("int32", "Int", Some(Element::I32)),
    ("int16", "Short", Some(Element::I16)),
    ("int8", "Char", Some(Element::I8)),
    ("uint8", "Byte", Some(Element::U8)),
    ("bool", "Bool", Some(Element::Bool)),
    ("uint16", "", Some(Element::U16)),
    ("uint32", "", Some(Element::U32)),
    ("uint64", "", Some(Element::U64)),
    ("float8_e4m3fn", "", Some(Element::F8E4M3)),
    ("float8_e5m2", "", Some(Element::F8E5M2)),
    ("float8_e4m3fnuz", "", Some(Element::F8E4M3Fnuz)),
    ("float8_e5m2fnuz", "", Some(Element::F8E5M2Fnuz)),
    ("float8_e8m0fnu", "", Some(Element::F8E8M0)),
    ("complex64", "ComplexFloat", None),
    ("complex128", "ComplexDouble", None),
];

/// Types that are read, for an error.
pub(super) const ACCEPTED: &str =
    "float16, bfloat16, float32, float64, float8, int8 to int64, uint8 to uint64, bool";

/// Instructions that are refused, by the names of Python's `pickletools`.
pub(super) const OPCODES: [(u8, &str); 38] = [
    (b'0', "POP"),
    (b'1', "POP_MARK"),
    (b'2', "DUP"),
    (b'B', "BINBYTES"),
    (b'C', "SHORT_BINBYTES"),
    (b'F', "FLOAT"),
    (b'I', "INT"),
    (b'L', "LONG"),
    (b'P', "PERSID"),
    (b'S', "STRING"),
    (b'T', "BINSTRING"),
    (b'U', "SHORT_BINSTRING"),
    (b'V', "UNICODE"),
    (b'b', "BUILD"),
    (b'd', "DICT"),
    (b'g', "GET"),
    (b'i', "INST"),
    (b'l', "LIST"),
    (b'o', "OBJ"),
    (b'p', "PUT"),
    (0x81, "NEWOBJ"),
    (0x82, "EXT1"),
    (0x83, "EXT2"),
    (0x84, "EXT4"),
    (0x8b, "LONG4"),
    (0x8c, "SHORT_BINUNICODE"),
    (0x8d, "BINUNICODE8"),
    (0x8e, "BINBYTES8"),
    (0x8f, "EMPTY_SET"),
    (0x90, "ADDITEMS"),
    (0x91, "FROZENSET"),
    (0x92, "NEWOBJ_EX"),
    (0x93, "STACK_GLOBAL"),
    (0x94, "MEMOIZE"),
    (0x95, "FRAME"),
    (0x96, "BYTEARRAY8"),
    (0x97, "NEXT_BUFFER"),
    (0x98, "READONLY_BUFFER"),
];
