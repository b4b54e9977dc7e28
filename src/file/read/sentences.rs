//! What can be said about a file: why it gives no values. What was done to give them is in `notes.rs`.

pub use super::notes::Note;
pub(super) use crate::sentence::excerpt;
use crate::sentence::sentences;

/// Names of files that are read, as they are listed to a person.
pub(super) const ACCEPTED: &str =
    ".safetensors, .gguf, .pt, .pth, .bin, .onnx, .npy, .npz, .csv, .tsv, .txt, .json, .png, .jpg";

sentences! {
    /// Why a file gives no tensor. A `place` is the file's name, then `/` and the tensor's name where it has one.
    pub enum FileError {
        /// No bytes.
        Empty { file: String } = "error.file.empty",
            "{file} is empty: it has 0 bytes";
        /// A format that is recognised and not read.
        LooksLike { file: String, format: &'static str, accepted: &'static str } = "error.file.looks_like",
            "{file} looks like {format}, which QuantScope does not read; accepted: {accepted}";
        /// Neither content nor name says what it is.
        Unknown { file: String, accepted: &'static str } = "error.file.unknown",
            "{file}: neither the content nor the name shows the format; accepted: {accepted}; to read raw numbers, give a dtype and a shape, as in file({file}):f16:128x512";
        /// Objects that are restored by running code.
        Pickle { place: String } = "error.file.pickle",
            "{place} contains pickled Python objects. Reading them can run code, so QuantScope never reads them; save the numbers as .safetensors or .npy";
        /// A raw file with fewer bytes than were stated.
        RawShort { file: String, dtype: &'static str, shape: String, wanted: u64, found: u64 } = "error.file.raw_short",
            "{file}: {shape} values of type {dtype} need {wanted} bytes, but the file has {found}; choose another dtype or shape";
        /// No tensor of that name.
        Tensor { file: String, tensor: String, found: String } = "error.file.tensor",
            "{file} has no tensor “{tensor}”; it has: {found}";
        /// Nothing in it.
        NoTensor { file: String } = "error.file.no_tensor",
            "{file} contains no tensor";
        /// A tensor without values.
        NoValues { place: String, shape: String } = "error.file.no_values",
            "{place} has the shape {shape}, so there are no values to quantize";
        /// More values than are read.
        TooLarge { place: String, count: u64, limit: u64 } = "error.file.too_large",
            "{place} has {count} values; the limit is {limit}";
        /// Values that are no plain numbers.
        Dtype { place: String, dtype: String, accepted: &'static str } = "error.file.dtype",
            "{place} is stored as {dtype}; accepted: {accepted}";
        /// The file ended before its values did.
        Short { place: String, shape: String, found: usize } = "error.file.short",
            "{place} has the shape {shape}, but only {found} values could be read; the file changed or is cut off";
        /// It refers to bytes that it does not have.
        Unreachable { file: String } = "error.file.unreachable",
            "{file} refers to bytes beyond its end; the file is cut off";
        /// A text that is not read piece by piece.
        TextSize { file: String, bytes: u64, limit: u64 } = "error.file.text_size",
            "{file} is a text file of {bytes} bytes; the limit is {limit}";
        /// The list of members is not where it should be.
        ZipDirectory { file: String } = "error.file.zip_directory",
            "{file}: the directory at the end of this ZIP archive is missing or damaged; the file is cut off";
        /// A member that needs a password.
        Encrypted { place: String } = "error.file.encrypted",
            "{place} is encrypted; save the archive without a password";
        /// A compression numpy does not write.
        ZipMethod { place: String, method: u16 } = "error.file.zip_method",
            "{place} uses ZIP compression method {method}; accepted: 0 (stored), 8 (deflated)";
        /// Compressed bytes that are none.
        Deflate { place: String, byte: u64 } = "error.file.deflate",
            "{place} cannot be decompressed beyond byte {byte}; the file is damaged";
        /// Fewer bytes than announced.
        DeflateSize { place: String, wanted: u64, found: u64 } = "error.file.deflate_size",
            "{place} should have {wanted} bytes, but decompressing it gives {found}; the file is damaged";
        /// More bytes than announced.
        DeflateMore { place: String, wanted: u64 } = "error.file.deflate_more",
            "{place} should have {wanted} bytes, but decompressing it gives more; the file is damaged";
        /// A checksum that does not match.
        Checksum { place: String } = "error.file.checksum",
            "{place} does not match its checksum; the file is damaged";
        /// A shape whose values cannot be counted.
        Overflow { file: String, shape: String } = "error.file.overflow",
            "{file}: the shape {shape} has too many values to count";

        /// Shorter than its own first field.
        StShort { file: String, bytes: usize } = "error.file.st_short",
            "{file} has {bytes} bytes; a safetensors file begins with 8 bytes for the length of its header";
        /// The header does not end within the file.
        StHeaderLength { file: String, length: u64, found: u64 } = "error.file.st_header_length",
            "{file}: the first 8 bytes give the header {length} bytes, but only {found} follow; the file is cut off or is not safetensors";
        /// The header is longer than the format allows.
        StHeaderLimit { file: String, length: u64 } = "error.file.st_header_limit",
            "{file}: the first 8 bytes give the header {length} bytes; the limit of safetensors is 100000000";
        /// The header is no text.
        StHeaderText { file: String, byte: usize } = "error.file.st_header_text",
            "{file}: the header is not UTF-8 at byte {byte} of the file";
        /// The header is not the JSON it should be.
        StHeader { file: String, detail: String } = "error.file.st_header",
            "{file}: the header does not follow the safetensors format: {detail}";
        /// Tensors overlap, leave a gap or end before they begin.
        StOffsets { file: String, tensor: String } = "error.file.st_offsets",
            "{file}: the data_offsets of {tensor} do not begin where the tensor before it ends, or they end before they begin";
        /// Bytes, shape and dtype disagree.
        StSize { file: String } = "error.file.st_size",
            "{file}: the data_offsets of a tensor do not match its shape and dtype";
        /// The product of a shape overflows.
        StOverflow { file: String } = "error.file.st_overflow",
            "{file}: the shape of a tensor has too many values to count";
        /// Data are missing or left over.
        StData { file: String, wanted: u64, found: u64 } = "error.file.st_data",
            "{file}: the header describes {wanted} bytes of data, but {found} follow it";

        /// A quantized tensor without one of its arrays.
        PackedMissing { place: String, layout: &'static str, part: String } = "error.file.packed_missing",
            "{place} is stored as {layout} but has no {part}, so its values are not known; it may be in another file of the model";
        /// Arrays of a quantized tensor that do not fit together.
        PackedShape { place: String, layout: &'static str, part: String, found: String, wanted: String } = "error.file.packed_shape",
            "{place} is stored as {layout}: its {part} is {found} where {wanted} is needed; its arrays do not fit together";
        /// A group without scales.
        PackedGroup { place: String, index: usize, group: String, count: u64 } = "error.file.packed_group",
            "{place}: at position {index} its list of groups points to group {group}, but there are scales for {count} groups, counted from 0";
        /// No JSON where shape and block size should be.
        PackedState { place: String, layout: &'static str } = "error.file.packed_state",
            "{place} is stored as {layout}, but its quant_state is not the JSON that this library writes; shape and block size are not known";
        /// A stated shape that the codes do not have.
        PackedClaim { place: String, part: String, claimed: String, found: String } = "error.file.packed_claim",
            "{place}: {part} says {claimed} values, which do not fit the codes ({found})";
        /// Several readings are possible.
        PackedUndecided { place: String, layout: &'static str } = "error.file.packed_undecided",
            "{place} is stored as {layout}, and its shapes allow several bit widths; open config.json with the file";
        /// A version of a layout that is not read.
        PackedVersion { place: String, layout: &'static str, found: String, accepted: &'static str } = "error.file.packed_version",
            "{place} is stored as {layout} in a version that is not read: {found}; accepted: {accepted}";
        /// Too large, and without rows.
        PackedLarge { place: String, layout: String, count: u64, limit: u64 } = "error.file.packed_large",
            "{place} has {count} values; the limit is {limit}, and {layout} stores columns, so that no rows can be read alone";

        /// Not numpy's first six bytes.
        NpyMagic { file: String } = "error.file.npy_magic",
            "{file} does not begin with the bytes 93 4E 55 4D 50 59 of a .npy file";
        /// A version that does not exist yet.
        NpyVersion { file: String, version: String } = "error.file.npy_version",
            "{file} has version {version} of the .npy format; accepted: 1.0, 2.0, 3.0";
        /// The header does not end within the file.
        NpyHeaderLength { file: String, length: u64, found: u64 } = "error.file.npy_header_length",
            "{file}: the header should have {length} bytes, but only {found} follow; the file is cut off or damaged";
        /// The header is longer than any that describes numbers.
        NpyHeaderLimit { file: String, length: u64, limit: u64 } = "error.file.npy_header_limit",
            "{file}: the header should have {length} bytes; the limit is {limit}";
        /// Not the dictionary numpy writes.
        NpyHeader { file: String, byte: usize, header: String } = "error.file.npy_header",
            "{file}: at byte {byte} the header is not a plain dictionary of descr, fortran_order and shape: {header}";
        /// A key of the dictionary is missing.
        NpyKey { file: String, name: &'static str } = "error.file.npy_key",
            "{file}: the header has no {name}; it needs descr, fortran_order and shape";
        /// Data are missing.
        NpyData { file: String, wanted: u64, found: u64 } = "error.file.npy_data",
            "{file}: the shape and dtype need {wanted} bytes, but only {found} follow the header; the file is cut off";

        /// Not its first four bytes.
        GgufMagic { file: String } = "error.file.gguf_magic",
            "{file} does not begin with the bytes 47 47 55 46 of a .gguf file";
        /// Shorter than what every file begins with.
        GgufShort { file: String, bytes: u64 } = "error.file.gguf_short",
            "{file} has {bytes} bytes; a .gguf file begins with 24 bytes for its version and its counts";
        /// A version that is not read.
        GgufVersion { file: String, version: u32 } = "error.file.gguf_version",
            "{file} has version {version} of the GGUF format; accepted: 2, 3";
        /// The most significant byte comes first.
        GgufBigEndian { file: String } = "error.file.gguf_big_endian",
            "{file} is a big-endian GGUF file; convert it to little-endian with gguf-convert-endian";
        /// It ends before its data begin.
        GgufEnd { file: String, entries: u64, tensors: u64 } = "error.file.gguf_end",
            "{file} should have {entries} metadata entries and {tensors} tensors, but it ends before its list of them does; the file is cut off or damaged";
        /// Metadata beyond all measure.
        GgufHead { file: String, limit: u64 } = "error.file.gguf_head",
            "{file}: the metadata and the list of tensors take more than {limit} bytes; the file is damaged";
        /// A name beyond all measure.
        GgufName { file: String, byte: u64, length: u64, limit: u64 } = "error.file.gguf_name",
            "{file}: the name at byte {byte} should have {length} bytes, and the limit is {limit}; the file is damaged";
        /// A type of metadata that does not exist.
        GgufValue { file: String, byte: u64, kind: u32 } = "error.file.gguf_value",
            "{file}: the metadata value before byte {byte} has type {kind}; accepted: 0 to 12; the file is damaged or newer than this reader";
        /// Data begin nowhere.
        GgufAlignment { file: String, alignment: u32 } = "error.file.gguf_alignment",
            "{file}: general.alignment is {alignment}; accepted: a power of two";
        /// More axes than ggml has.
        GgufDimensions { file: String, tensor: String, found: u32, limit: u32 } = "error.file.gguf_dimensions",
            "{file}: {tensor} has {found} dimensions; the limit is {limit}";
        /// A row that is no whole number of blocks.
        GgufRow { file: String, tensor: String, columns: u64, dtype: &'static str, block: usize } = "error.file.gguf_row",
            "{file}: the rows of {tensor} have {columns} values, but {dtype} stores rows in blocks of {block}";
        /// A part of a split model that has only metadata.
        GgufPart { file: String, part: u32, parts: u32 } = "error.file.gguf_part",
            "{file} contains no tensor: it is part {part} of a model that is split into {parts}; open the other parts with it";
        /// Data are missing.
        GgufData { file: String, tensor: String, end: u64, size: u64 } = "error.file.gguf_data",
            "{file}: {tensor} should end at byte {end}, but the file ends at byte {size}; the file is cut off";

        /// A pickle with something else than tensors.
        TorchGlobal { place: String, name: String } = "error.file.torch_global",
            "{place} asks Python to load {name}, which could run code. QuantScope reads dictionaries of tensors only; save model.state_dict() alone, or as .safetensors";
        /// An instruction that tensors do not need.
        TorchOpcode { place: String, opcode: String, byte: usize } = "error.file.torch_opcode",
            "{place}: at byte {byte} stands the pickle instruction {opcode}, which QuantScope does not follow, because dictionaries of tensors do not need it; save model.state_dict() alone, or as .safetensors";
        /// Instructions that do not fit together.
        TorchDamaged { place: String, byte: usize } = "error.file.torch_damaged",
            "{place}: the pickle instruction at byte {byte} does not fit those before it, or the pickle ends there; the file is damaged";
        /// Far more parts than bytes.
        TorchCrowded { place: String } = "error.file.torch_crowded",
            "{place} describes more objects or longer names than a checkpoint of its size has; the file is damaged";
        /// A pickle of more bytes than are read.
        TorchSize { place: String, bytes: u64, limit: u64 } = "error.file.torch_size",
            "{place} has {bytes} bytes; the limit is {limit}, because it should have no values, only names and shapes";
        /// The format before ZIP archives.
        TorchLegacy { file: String } = "error.file.torch_legacy",
            "{file} is a PyTorch checkpoint in the format before version 1.6, which QuantScope does not read; load it in PyTorch and save it again with torch.save, or as .safetensors";
        /// A view whose values do not lie in order.
        TorchStrides { place: String, shape: String, strides: String } = "error.file.torch_strides",
            "{place} is a view of the shape {shape} with the strides {strides}, whose values do not lie one behind the other; save it after .contiguous()";
        /// A storage that is not in the archive.
        TorchStorage { place: String, member: String } = "error.file.torch_storage",
            "{place} has no values: they should be in {member}, which is not in the archive; the file is damaged";
        /// A storage that is too short.
        TorchData { place: String, wanted: u64, found: u64 } = "error.file.torch_data",
            "{place} needs {wanted} bytes of its storage, which has {found}; the file is damaged";

        /// Not the fields that Protocol Buffers have.
        OnnxDamaged { file: String, byte: u64 } = "error.file.onnx_damaged",
            "{file}: at byte {byte} stands no field of an ONNX model; the file is cut off, damaged or not ONNX";
        /// More values in another file.
        OnnxExternal { place: String, external: String } = "error.file.onnx_external",
            "{place} has its values in another file, {external}, which QuantScope does not read; save the model in one file, with onnx.save(model, path, save_as_external_data=False)";
        /// A file anywhere else.
        OnnxOutside { place: String, external: String } = "error.file.onnx_outside",
            "{place} has its values in a file outside the folder of the model, {external}, which is never opened";
        /// Bytes, shape and type disagree.
        OnnxData { place: String, shape: String, dtype: String, found: u64 } = "error.file.onnx_data",
            "{place} has the shape {shape} and the type {dtype}, which do not match its {found} bytes of data; the file is damaged";
        /// More integers than the shape has, or longer ones.
        OnnxNumbers { place: String, shape: String } = "error.file.onnx_numbers",
            "{place} has the shape {shape}, but its list of integers is longer or malformed; the file is damaged";

        /// An index without any of its files.
        NoShard { file: String, files: String } = "error.model.no_shard",
            "{file} contains no tensor: it names the files of a model, and none of them was opened with it: {files}";
        /// An index that is none, alone.
        NoIndex { index: String, detail: String } = "error.model.no_index",
            "{index} is not the index of a model: {detail}";
        /// A tensor of a file that is not here.
        Absent { file: String, tensor: String, shard: String } = "error.model.absent",
            "{file}: {tensor} should be in {shard}, which was not opened; open it with the other files of the model";

        /// A GGUF file of something else.
        NoImportance { file: String } = "error.file.no_importance",
            "{file} has no importance matrix: none of its tensors is called NAME.in_sum2, as llama-imatrix names them";
        /// Sums without their counts.
        ImportanceCounts { file: String, tensor: String } = "error.file.importance_counts",
            "{file}: {tensor}.in_sum2 and {tensor}.counts do not match; an importance matrix has one count for each of its rows";
        /// No importance in the older layout.
        ImportanceEnd { file: String, byte: usize } = "error.file.importance_end",
            "{file}: at byte {byte} there is no entry of an importance matrix; the file is cut off, damaged, or not made by llama-imatrix";
        /// Not data.
        IsImportance { file: String } = "error.file.is_importance",
            "{file} is an importance matrix and has no data of its own; open it beside the weights whose errors it is to weigh";
        /// An importance matrix of more bytes than are read.
        ImportanceSize { file: String, bytes: u64, limit: u64 } = "error.file.importance_size",
            "{file} is an importance matrix of {bytes} bytes; the limit is {limit}";

        /// Sixteen bits a character.
        Utf16 { file: String } = "error.file.utf16",
            "{file} is UTF-16 text; save it as UTF-8, which Excel calls “CSV UTF-8” and Notepad offers as an encoding";
        /// Not text.
        NotText { file: String, byte: usize } = "error.file.not_text",
            "{file}: byte {byte} is not UTF-8 text; save the file as UTF-8, which Excel calls “CSV UTF-8” and Notepad offers as an encoding";
        /// A quote without its end.
        Quote { file: String, line: usize } = "error.file.quote",
            "{file}: the quote opened on line {line} is never closed";
        /// A cell that is no number.
        Cell { file: String, line: usize, column: usize, cell: String } = "error.file.cell",
            "{file}: line {line}, column {column}: “{cell}” is not a number";
        /// A number with another decimal mark than the others have.
        Marks { file: String, line: usize, column: usize, cell: String } = "error.file.marks",
            "{file}: line {line}, column {column}: “{cell}” has another decimal mark than other numbers of the file; write all of them with a decimal point";
        /// A number whose digits are not in groups of three.
        Thousands { file: String, line: usize, column: usize, cell: String } = "error.file.thousands",
            "{file}: line {line}, column {column}: the separators in “{cell}” do not separate thousands; write numbers without thousands separators and with a decimal point";
        /// A print whose middle is left out.
        Abbreviated { file: String, line: usize } = "error.file.abbreviated",
            "{file}: line {line} leaves values out; print all of them, with np.set_printoptions(threshold=sys.maxsize) or torch.set_printoptions(profile='full'), or save them as .npy";
        /// Lists of different length.
        NestedRagged { file: String } = "error.file.nested_ragged",
            "{file}: the lists have different lengths, or numbers and lists are mixed; all numbers must be nested equally deep";
        /// Lines of different length.
        Ragged { file: String, line: usize, found: usize, wanted: usize } = "error.file.ragged",
            "{file}: line {line} has {found} cells, but the lines before it have {wanted}";
        /// No JSON.
        JsonSyntax { file: String, line: usize, byte: usize, found: String } = "error.file.json_syntax",
            "{file}: line {line}, byte {byte}: “{found}” is not valid JSON here; accepted: nested arrays of numbers, or an object of them";
        /// It ends too early.
        JsonEnd { file: String, line: usize } = "error.file.json_end",
            "{file} ends on line {line} before its arrays and objects are closed; the file is cut off";
        /// Arrays in arrays in arrays.
        JsonDepth { file: String, byte: usize, limit: usize } = "error.file.json_depth",
            "{file}: the arrays and objects at byte {byte} are nested more than {limit} levels deep";
        /// Something else in an array of numbers.
        JsonValue { place: String, line: usize, byte: usize, found: String } = "error.file.json_value",
            "{place}: line {line}, byte {byte}: “{found}” is not a number; write NaN for a missing value";
        /// Arrays of different length.
        JsonRagged { place: String, line: usize, byte: usize, found: u64, wanted: u64 } = "error.file.json_ragged",
            "{place}: the array that ends on line {line}, at byte {byte}, has {found} elements, but the arrays before it have {wanted}";
        /// A number where the others have arrays.
        JsonMixed { place: String, line: usize, byte: usize } = "error.file.json_mixed",
            "{place}: line {line}, byte {byte}: numbers and arrays are mixed; all numbers must be nested equally deep";
        /// A picture of more pixels than are read.
        PictureSize { file: String, width: u32, height: u32, limit: u64 } = "error.file.picture_size",
            "{file} has {width} × {height} pixels; the limit is {limit} pixels. Save it smaller";
        /// A picture of more bytes than are read.
        PictureBytes { file: String, bytes: u64, limit: u64 } = "error.file.picture_bytes",
            "{file} is a picture of {bytes} bytes; the limit is {limit}";
        /// A picture under the name of a tensor.
        PictureName { file: String, format: &'static str, extension: String } = "error.file.picture_name",
            "{file} looks like {format}, a picture, but its name ends in .{extension}. To read its luminance, give it the ending of a picture";
        /// A picture whose decoder gave up.
        PictureDamaged { file: String, format: &'static str } = "error.file.picture_damaged",
            "{file} cannot be decoded as {format}; the file is cut off or damaged";
        /// Inks instead of light.
        PictureInks { file: String } = "error.file.picture_inks",
            "{file} has the four inks of a printer (CMYK), which have no luminance; save it as RGB or grayscale";
        /// A kind of JPEG that no camera writes.
        PictureKind { file: String } = "error.file.picture_kind",
            "{file} uses a part of the JPEG standard that QuantScope does not read; accepted: baseline and progressive JPEG with 8 bits";
        /// Nothing but a header or blank lines.
        NoNumbers { file: String } = "error.file.no_numbers",
            "{file} has no column of numbers";
    }
}

/// The first names, for a sentence.
pub(super) fn listed<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    const MANY: usize = 8;
    first_of(MANY, names.len(), names)
}

/// The first few of `count` names, for a sentence that lists more than names.
pub(super) fn few(count: usize, names: impl Iterator<Item = impl AsRef<str>>) -> String {
    const FEW: usize = 3;
    first_of(FEW, count, names)
}

fn first_of(most: usize, count: usize, names: impl Iterator<Item = impl AsRef<str>>) -> String {
    let mut first: Vec<String> = names.take(most).map(|name| excerpt(name.as_ref())).collect();
    if count > most {
        first.push(format!("… ({count})"));
    }
    first.join(", ")
}

/// Where a tensor is, as in `file(NAME/TENSOR)`.
pub(super) fn place(file: &str, tensor: &str) -> String {
    format!("{file}/{}", excerpt(tensor))
}

/// Dimensions as a sentence has them: `4×6`; `()` for a single value.
pub(super) fn shown(shape: &[u64]) -> String {
    if shape.is_empty() {
        return "()".into();
    }
    excerpt(&shape.iter().map(u64::to_string).collect::<Vec<_>>().join("×"))
}
