//! What can be said about a file that gives values.

use crate::sentence::sentences;

sentences! {
    /// What was done to a file's content that a person should know.
    pub enum Note {
        /// The first line has names, not numbers.
        Header { line: usize } = "note.file.header",
            "line {line} was read as column names and skipped";
        /// The first column has names, not numbers.
        Index { rows: usize } = "note.file.index",
            "the first column was read as the names of the rows ({rows}) and skipped";
        /// Commas were read as decimal points.
        DecimalComma { count: usize } = "note.file.decimal_comma",
            "numbers read with a decimal comma: {count}";
        /// Separators of thousands were left out.
        Grouped { count: usize, cell: String, value: String } = "note.file.grouped",
            "numbers read without their thousands separators: {count}; the first one, “{cell}”, is {value}";
        /// A decimal point was taken where a comma is possible.
        ByPoint { cell: String, taken: String, other: String } = "note.file.by_point",
            "the text can be read in two ways: “{cell}” was read as {taken}, by decimal points; by decimal commas it is {other}";
        /// A decimal comma was taken where a point is possible.
        ByComma { cell: String, taken: String, other: String } = "note.file.by_comma",
            "the text can be read in two ways: “{cell}” was read as {taken}, by decimal commas; by decimal points it is {other}";
        /// Empty cells, and words for them.
        Missing { count: usize } = "note.file.missing",
            "missing values read as NaN: {count}";
        /// Comments behind `#`, `%` or `//`, and lines of dashes.
        Comments { count: usize } = "note.file.comments",
            "comments after #, % or // and lines of dashes were skipped: {count}";
        /// Rows of empty cells around the others.
        BlankRows { count: usize } = "note.file.blank_rows",
            "rows of empty cells before or after the others were skipped: {count}";
        /// Columns without numbers.
        SkippedColumns { names: String } = "note.file.skipped_columns",
            "columns without numbers were skipped: {names}";
        /// Keys without arrays.
        Skipped { names: String } = "note.file.skipped",
            "entries that are not arrays were skipped: {names}";
        /// Beyond float32.
        Overflowed { count: usize } = "note.file.overflowed",
            "numbers too large for float32, which became infinite: {count}";
        /// Below float32.
        Underflowed { count: usize } = "note.file.underflowed",
            "numbers too small for float32, which became 0: {count}";
        /// Whole numbers that float32 does not have.
        WholeRounded { count: usize } = "note.file.whole_rounded",
            "whole numbers rounded, because float32 has all of them only up to 16777216: {count}";
        /// Not exact in float32.
        Rounded { count: usize, dtype: &'static str } = "note.file.rounded",
            "numbers rounded from {dtype} to float32: {count}";
        /// Booleans as numbers.
        Booleans { count: usize } = "note.file.booleans",
            "booleans read as 0 and 1: {count}";
        /// Integers as numbers.
        Integers { count: usize, dtype: &'static str } = "note.file.integers",
            "integers ({dtype}) read as plain numbers, without a scale: {count}";
        /// Colors became one number.
        Luminance { pixels: String } = "note.file.luminance",
            "each of {pixels} pixels was read as its luminance, 0.2126 R + 0.7152 G + 0.0722 B of the stored values, from 0 (black) to 1 (white)";
        /// Pixels that let something through.
        Transparent { count: usize } = "note.file.transparent",
            "transparent pixels laid over white: {count}";
        /// A picture that the camera did not hold upright.
        Turned { orientation: u16 } = "note.file.turned",
            "the picture was turned upright, as its EXIF orientation {orientation} says";
        /// No tensor was chosen.
        First { tensor: String, count: usize } = "note.file.first",
            "the file has {count} tensors; {tensor} is the first one with values";
        /// The tensor was chosen that the others describe.
        Main { tensor: String, count: usize } = "note.file.main",
            "the file has {count} tensors; {tensor} has its values, the others describe these";
        /// A quantized tensor became its values.
        Decoded { layout: String, arrays: String } = "note.file.decoded",
            "decoded from {layout}, with {arrays}";
        /// Arrays with other bits than config.json says.
        ClaimedBits { claimed: u64, bits: u64 } = "note.file.claimed_bits",
            "config.json says {claimed} bits, but the arrays of this tensor hold {bits} bits and were read so";
        /// Arrays with other groups than config.json says.
        ClaimedGroup { claimed: u64, group: u64 } = "note.file.claimed_group",
            "config.json says groups of {claimed} values, but the arrays of this tensor have groups of {group} and were read so";
        /// GPTQ without its configuration.
        ZerosMinusOne {} = "note.file.zeros_minus_one",
            "without config.json it is assumed that zero-points are stored minus one, as most GPTQ files have them; open config.json with the file to be sure";
        /// A type without a name, as bfloat16 is saved.
        Unnamed { dtype: String } = "note.file.unnamed",
            "the type {dtype} was read as bfloat16, which NumPy saves under this name";
        /// Fewer rows than there are.
        Sampled { whole: String, shape: String } = "note.file.sampled",
            "only {shape} of {whole} values were read: evenly spaced rows";
        /// Bytes nobody described.
        Trailing { bytes: usize } = "note.file.trailing",
            "bytes ignored after the data: {bytes}";
        /// An index that is none.
        IndexBroken { index: String, detail: String } = "note.model.index_broken",
            "{index} was not used, because it is not the index of a model: {detail}";
        /// A configuration that is none.
        ConfigBroken { file: String, detail: String } = "note.model.config_broken",
            "{file} was not used, because it is not valid JSON: {detail}";
        /// An index names files that were not opened.
        ShardMissing { index: String, named: usize, missing: usize, files: String, tensors: String } = "note.model.shard_missing",
            "{index} names {named} files, and {missing} of them were not opened: {files}. Open them, too, to see their tensors: {tensors}";
        /// An index leads out of its folder.
        ShardOutside { index: String, files: String, tensors: String } = "note.model.shard_outside",
            "{index} names files outside its own folder, which are never opened: {files}. Missing tensors: {tensors}";
        /// An index names itself, or anything else that has no tensors.
        ShardOther { index: String, files: String, tensors: String } = "note.model.shard_other",
            "{index} says that tensors are in {files}, which is not a model file. Missing tensors: {tensors}";
        /// A shard without a tensor that it should have.
        ShardLacks { index: String, tensors: String, files: String } = "note.model.shard_lacks",
            "{index} says that tensors are in {files}, but no file has them: {tensors}";
        /// A tensor in another shard.
        ShardWrong { index: String, tensors: String } = "note.model.shard_wrong",
            "{index} names another file for these tensors than the one they were read from: {tensors}";
        /// A tensor in two shards.
        TensorTwice { index: String, tensors: String } = "note.model.tensor_twice",
            "these tensors are in another file, too, and were read from the one that {index} names; not used: {tensors}";
        /// A tensor in two files, with nothing to choose by.
        TensorInSeveral { tensors: String } = "note.model.tensor_in_several",
            "these tensors are in more than one file, and each is listed with the name of its file: {tensors}";
        /// An index whose sum is wrong.
        IndexTotal { index: String, stated: String, found: u64 } = "note.model.index_total",
            "{index} states a total size of {stated} bytes, but its tensors have {found} bytes";
        /// Files beside the model.
        LeftOut { files: String } = "note.model.left_out",
            "not used, because they do not belong to this model: {files}";
        /// Numbered parts that were not opened.
        PartMissing { count: u32, missing: usize, files: String } = "note.model.part_missing",
            "the model is split into {count} files, and {missing} of them were not opened: {files}. Open them, too, to see all tensors";
        /// The same where the number of all tensors is known.
        PartMissingOf { count: u32, missing: usize, files: String, tensors: u64 } = "note.model.part_missing_of",
            "the model is split into {count} files, and {missing} of them were not opened: {files}. Open them, too, to see all tensors ({tensors} are missing)";
        /// More tensors that cannot be read.
        TensorsUnread { file: String, tensors: String } = "note.model.tensors_unread",
            "further tensors of {file} that cannot be read: {tensors}";
        /// An importance matrix weighs errors.
        Weighed { file: String, entry: String } = "note.importance.used",
            "Importance from {file} ({entry}): ggml's formats weigh errors by it";
        /// Its rows are not those of the file.
        WeighedAxis { file: String } = "note.importance.axis",
            "The importance from {file} is not used: it is about the columns as the file has them, and here another axis gives the rows";
        /// An entry of another width, or of several matrices.
        WeighedMatrices { file: String, entry: String, found: usize, columns: usize } = "note.importance.matrices",
            "The importance from {file} is not used: it has {found} values for {entry}, whose rows have {columns} here. That of several matrices, as experts have, is not supported";
        /// No entry of the name or the width.
        WeighedByNone { file: String, tensor: String, columns: usize } = "note.importance.none",
            "The importance from {file} is not used: none of its entries is called {tensor} or has {columns} columns";
        /// Several entries of the width.
        WeighedBySeveral { file: String, tensor: String, columns: usize, names: String } = "note.importance.several",
            "The importance from {file} is not used: none of its entries is called {tensor}, and several have {columns} columns: {names}";
        /// Values that are no importance.
        WeighedWrongly { file: String, entry: String } = "note.importance.values",
            "The importance from {file} is not used: {entry} has values that are negative or not finite";
    }
}
