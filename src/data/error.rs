//! Why a string names no data.

use crate::sentence::{Excerpt, sentences};

sentences! {
    /// Why a string names no data.
    pub enum DataError {
        /// Nothing of that kind is known.
        Kind { kind: Excerpt, accepted: String } = "error.data.kind",
            "“{kind}” is not a kind of data; accepted: {accepted}";
        /// The option does not exist, or not for this kind.
        Option { option: Excerpt, kind: Excerpt, accepted: String } = "error.data.option",
            "“{option}” is not an option of {kind}; accepted: {accepted}";
        /// The option was given before.
        Duplicate { option: Excerpt, name: String } = "error.data.duplicate",
            "“{option}”: {name} can be given only once";
        /// No shape.
        Shape { given: Excerpt } = "error.data.shape",
            "“{given}” is not a shape; expected RxC or n=N with whole numbers from 1, for example 256x256 or n=4096";
        /// More values than are drawn.
        Size { given: Excerpt, limit: u64 } = "error.data.size",
            "{given} is too large; the limit is {limit} values";
        /// No seed.
        Seed { given: Excerpt } = "error.data.seed",
            "seed={given}: expected a whole number from 0 to 4294967295";
        /// No mean.
        Mean { given: Excerpt } = "error.data.mean",
            "mean={given}: expected a finite number";
        /// No standard deviation.
        Sd { given: Excerpt } = "error.data.sd",
            "sd={given}: expected a finite number above 0";
        /// No degrees of freedom.
        Df { given: Excerpt } = "error.data.df",
            "df={given}: expected a finite number above 0";
        /// No outliers.
        Outliers { given: Excerpt } = "error.data.outliers",
            "outliers={given}: expected FRACTIONxMAGNITUDE, for example 0.001x20: a fraction above 0 and at most 1 and a finite magnitude above 0; add xpos or xneg for one side only";
        /// No channels.
        Channels { given: Excerpt } = "error.data.channels",
            "channels={given}: expected COUNTxMAGNITUDE, for example 2x20: a whole number of columns from 1 and a finite magnitude above 0";
        /// More channels than columns.
        ChannelCount { count: u32, columns: u32 } = "error.data.channel_count",
            "channels: {count} columns were requested, but the data has only {columns}";
        /// No drift.
        Drift { given: Excerpt } = "error.data.drift",
            "drift={given}: expected a finite number above 0, the ratio of the last row to the first";
        /// Not the name of a sample.
        Sample { given: Excerpt } = "error.data.sample",
            "“{given}”: expected sample(NAME) with letters, digits, _ and - in NAME, optionally followed by :axis=K and :point=X";
        /// Not the name of a file.
        File { given: Excerpt } = "error.data.file",
            "“{given}”: expected file(NAME) or file(NAME/TENSOR), optionally followed by :axis=K and :point=X";
        /// Not a number of an axis.
        Axis { given: Excerpt } = "error.data.axis",
            "axis={given}: expected the number of an axis, from 0 to 63";
        /// No value to put into the data.
        Point { given: Excerpt } = "error.data.point",
            "point={given}: expected a finite number that float32 can hold";
        /// Half of what a raw file needs, or of a tensor that has a name.
        Raw { given: Excerpt } = "error.data.raw",
            "“{given}”: a raw file needs a dtype and a shape and has no named tensors; for example file(NAME):f16:128x512 or file(NAME):f32:n=4096";
        /// The list has no end.
        Values { given: Excerpt } = "error.data.values",
            "“{given}”: expected values(1,2,3.5), optionally followed by a shape such as :2x3";
        /// The list has something else than numbers in it.
        Value { given: Excerpt, position: usize } = "error.data.value",
            "values: “{given}” at position {position} is not a number here; accepted: numbers that float32 can hold, nan, inf and -inf";
        /// The list does not fill the shape.
        ValuesShape { shape: String, wanted: u64, found: u64 } = "error.data.values_shape",
            "values: the shape {shape} needs {wanted} values, but {found} are given";
    }
}
