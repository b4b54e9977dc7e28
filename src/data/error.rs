//! The errors of the data notation.

use crate::sentence::{Excerpt, sentences};

sentences! {
    /// Why a string is not a data notation.
    pub enum DataError {
        /// The kind is unknown.
        Kind { kind: Excerpt, accepted: String } = "error.data.kind",
            "“{kind}” is not a kind of data; accepted: {accepted}";
        /// The kind has no such option.
        Option { option: Excerpt, kind: Excerpt, accepted: String } = "error.data.option",
            "“{option}” is not an option of {kind}; accepted: {accepted}";
        /// The option is given twice.
        Duplicate { option: Excerpt, name: String } = "error.data.duplicate",
            "“{option}”: {name} can be given only once";
        /// The shape is malformed.
        Shape { given: Excerpt } = "error.data.shape",
            "“{given}” is not a shape; expected RxC or n=N with whole numbers from 1, for example 256x256 or n=4096";
        /// There are more values than the limit.
        Size { given: Excerpt, limit: u64 } = "error.data.size",
            "{given} is too large; the limit is {limit} values";
        /// The seed is malformed.
        Seed { given: Excerpt } = "error.data.seed",
            "seed={given}: expected a whole number from 0 to 4294967295";
        /// The mean is malformed.
        Mean { given: Excerpt } = "error.data.mean",
            "mean={given}: expected a finite number";
        /// The standard deviation is malformed.
        Sd { given: Excerpt } = "error.data.sd",
            "sd={given}: expected a finite number above 0";
        /// The degrees of freedom are malformed.
        Df { given: Excerpt } = "error.data.df",
            "df={given}: expected a finite number above 0";
        /// The outliers are malformed.
        Outliers { given: Excerpt } = "error.data.outliers",
            "outliers={given}: expected FRACTIONxMAGNITUDE, for example 0.001x20: a fraction above 0 and at most 1 and a finite magnitude above 0; add xpos or xneg for one side only";
        /// The channels are malformed.
        Channels { given: Excerpt } = "error.data.channels",
            "channels={given}: expected COUNTxMAGNITUDE, for example 2x20: a whole number of columns from 1 and a finite magnitude above 0";
        /// There are more channels than columns.
        ChannelCount { count: u32, columns: u32 } = "error.data.channel_count",
            "channels: {count} columns were requested, but the data has only {columns}";
        /// The drift is malformed.
        Drift { given: Excerpt } = "error.data.drift",
            "drift={given}: expected a finite number above 0, the ratio of the last row to the first";
        /// The name of the sample is malformed.
        Sample { given: Excerpt } = "error.data.sample",
            "“{given}”: expected sample(NAME) with letters, digits, _ and - in NAME, optionally followed by :axis=K and :point=X";
        /// The name of the file is malformed.
        File { given: Excerpt } = "error.data.file",
            "“{given}”: expected file(NAME) or file(NAME/TENSOR), optionally followed by :axis=K and :point=X";
        /// The address is none of a file or of a model.
        Url { given: Excerpt } = "error.data.url",
            "“{given}”: expected url(https://HOST/PATH) of a file, url(https://HOST/PATH/*) of a folder with a model, or url(OWNER/NAME) of a model on huggingface.co; |TENSOR behind it names a tensor";
        /// The number of the axis is malformed.
        Axis { given: Excerpt } = "error.data.axis",
            "axis={given}: expected the number of an axis, from 0 to 63";
        /// The decimal mark is neither of the two.
        Decimal { given: Excerpt } = "error.data.decimal",
            "decimal={given}: expected decimal=point or decimal=comma, what begins a fraction in a table";
        /// The value to put into the data is malformed.
        Point { given: Excerpt } = "error.data.point",
            "point={given}: expected a finite number that float32 can hold";
        /// A raw file has only one of dtype and shape, or a named tensor has either.
        Raw { given: Excerpt } = "error.data.raw",
            "“{given}”: a raw file needs a dtype and a shape and has no named tensors; for example file(NAME):f16:128x512 or file(NAME):f32:n=4096";
        /// The list has no closing bracket, or something follows it.
        Values { given: Excerpt } = "error.data.values",
            "“{given}”: expected values(1,2,3.5), optionally followed by a shape such as :2x3";
        /// An item of the list is not a number.
        Value { given: Excerpt, position: usize } = "error.data.value",
            "values: “{given}” at position {position} is not a number here; accepted: numbers that float32 can hold, nan, inf and -inf";
        /// The list does not have as many values as the shape.
        ValuesShape { shape: String, wanted: u64, found: u64 } = "error.data.values_shape",
            "values: the shape {shape} needs {wanted} values, but {found} are given";
    }
}
