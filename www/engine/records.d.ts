// What the wasm module returns: frames, and what a notation is made of.

import type { Sentence } from '../i18n/types.js';

/** The quantizer of one block, as the crate's. */
export interface Params {
  /** Of a table, the element format whose levels are taken. */
  table?: string;
  scale: number;
  zero_point: number;
  /** Whether the zero-point is added before rounding: `q = round(x / s + z)`. */
  real_zero: boolean;
  rounding: 'even' | 'away' | 'floor' | 'stochastic';
  /** Smallest and largest code of integers. */
  q_min: number;
  q_max: number;
  alpha: number;
  beta: number;
  /** Whether `x / s` is a division, not a multiplication by `1 / s`. */
  divides: boolean;
  /** What x is divided by or multiplied by, where that is not the scale or 1 / s. */
  coding?: number;
  /** Where a level is scaled in several steps: what it is multiplied by first and then, and what that is divided by. */
  steps?: [number, number, number];
  /** Of a format that fits its own scales: its word, and how the block codes and decodes. */
  fitted?: [string, number[]];
}

/** What a calibrator found, and the formula that shows it, as the crate's `Finding`. */
export interface Finding {
  shape: 'nothing' | 'ends' | 'together' | 'threshold';
  /** Texts that `formula` of numbers/formula-text.js reads. */
  formulas: string[];
  numbers: Record<string, { value: number; digits: string }>;
  /** Keys of sentences, whose words are the numbers. */
  notes: string[];
}

/** What a person should know about calibration, as the crate's `Remark`. */
export type RemarkKind =
  | 'less_than_one'
  | 'beyond_max'
  | 'whole_is_best'
  | 'few_values'
  | 'hardly_any_kept'
  | 'no_spread'
  | 'not_stored'
  | 'scale_saturated';

/** A slot of a scheme's notation, and the words that can fill it, its default first. */
export interface SlotWords {
  slot: string;
  /** A format belongs to a group: `int`, `float`, `table`, `mx` or `gguf`. */
  words: { name: string; pattern: string; numbers: WordNumber[]; group?: string }[];
}

/** A number that a word takes: its key among the parts of a scheme, its range, and the values that a slider offers. */
export interface WordNumber {
  key: string;
  least: number;
  most: number;
  default: number;
  stops: number[];
}

/** A scheme taken apart. */
export interface ParsedScheme {
  text: string;
  parts: SchemeParts;
  /** The names of the words that each slot can have beside the others. */
  available: Record<string, string[]>;
  /** Files of the format can hold rows that are a multiple of so many values; 1 for those that any file holds. */
  super_block: number;
  /** How the levels of a block lie: unevenly, else not around 0 or around it. */
  levels: 'sym' | 'asym' | 'uneven';
}

/** The measures of a scheme over the whole tensor. */
export interface Measures {
  sqnr_db: number;
  mse: number;
  rmse: number;
  mae: number;
  max_abs_error: number;
  cosine: number;
  bias: number;
  clipped: number;
  zeroed: number;
  /** Null where levels are not one scale apart. */
  rmse_per_scale: number | null;
  error_at_zero: number;
  rounding_sse: number;
  clipping_sse: number;
  codes_used: number;
  codes_total: number;
  entropy_bits: number;
  bits_per_value: number;
  /** Of these, `weighted_mse` is there only where an importance matrix lies beside the data. */
  [measure: string]: number | null;
}

/** The bits that a block stores beside its codes, and those that the whole tensor stores. */
export interface Stored {
  scale: number;
  zero_point: number;
  tensor: number;
  /** The bits that a run of so many blocks stores. */
  run: { bits: number; blocks: number };
}

/** The bits of a small float, behind its sign. */
export interface FloatBits {
  exponent_bits: number;
  mantissa_bits: number;
  bias: number;
}

/** What a format that fits its own scales stores of a block and of its super-block. */
export interface Fitted {
  /** Values of a super-block, and bytes that it takes. */
  super_block: number;
  bytes: number;
  /** Values of a row. */
  columns: number;
  /** Whether a search found the scale; else it follows from the ends of the block. */
  searched: boolean;
  /** The scales of the super-block: of blocks' scales and, where there are any, of their minimums. */
  d: number;
  d_min?: number;
  /** What is stored for the block: its scale and its minimum in units of `d` and `d_min`; none where the super-block has one of each. */
  scale_code?: number;
  minimum_code?: number;
  /** What a code is multiplied by, and what is added. */
  step: number;
  base: number;
  /** What codes stand for, in ascending order. */
  numbers: number[];
  /** Of the grid that a file stores the data on: how it does, in words. Nothing of the super-block is said then. */
  layout?: string;
  /** The code of 0 there; and rows and columns of a block, where blocks are rectangles. */
  zero_point?: number;
  block?: [number, number];
}

/** An element format, as scripts write it. All lists but `values` are in the order of ranks. */
export interface Table {
  levels: number[];
  codes: number[];
  /** The smallest ratio x / s that takes each level but the first; the tie rule is in it. */
  starts: number[];
  /** Whether x / s is a division in a block of a whole length, not a multiplication by 1 / s. A shorter block always divides. */
  divides: boolean;
  /** The second code for zero. */
  second_zero: number | undefined;
  /** Whether positive values that decode to zero take it, not negative ones. */
  positive_second: boolean;
  /** What each code means, by code; some are a second zero, infinities or NaN. */
  values: number[];
  /** The bits of a float; undefined for a table of other levels. */
  float: FloatBits | undefined;
}

/** A scheme taken apart for the controls; `print_scheme` puts it together. */
export interface SchemeParts {
  format: string;
  bits: number;
  /** Levels of a person's own, with commas. */
  levels: string;
  symmetry: 'sym' | 'asym';
  codes: 'narrow' | 'wide' | 'full';
  granularity: 'tensor' | 'row' | 'col' | 'group' | 'tile';
  group: number;
  /** Rows and columns of a tile. */
  tall: number;
  wide: number;
  calibration: string;
  percentile: number;
  deviations: number;
  ratio: number;
  lo: number;
  hi: number;
  rounding: 'even' | 'away' | 'floor' | 'stochastic';
  seed: number;
  scales: 's32' | 's16' | 'sbf16' | 'spow2' | 'se4m3' | 'snested8';
  zero: 'zint' | 'zfloat';
  /** How a block format chooses the scales of its blocks. */
  rule: 'xfloor' | 'xceil' | 'xeven' | 'xrceil' | 'two' | 'single' | 'fs46' | 'search';
}

/** A data string taken apart for the controls; `print_data` puts it together. */
export interface DataParts {
  source: 'generator' | 'sample' | 'file' | 'url' | 'values';
  kind: string;
  rows: number;
  columns: number;
  vector: boolean;
  seed: number;
  mean: number;
  sd: number;
  df: number;
  /** 0 for none. */
  outlier_fraction: number;
  outlier_magnitude: number;
  outlier_side: 'both' | 'pos' | 'neg';
  /** 0 for none. */
  channel_count: number;
  channel_magnitude: number;
  /** How many times as large the last row is as the first; left out for 1. */
  drift?: number;
  /** What was put in the place of the first value. */
  point?: number;
  /** Of a sample or file. */
  name: string;
  /** Of a tensor in a file, when it is named. */
  tensor?: string;
  /** Of a sample or file: the axis whose elements are the rows. */
  axis?: number;
  /** Of a table in a file: the decimal mark, if it is chosen. */
  decimal?: 'point' | 'comma';
  /** Of a raw file: how its numbers are stored, such as `f16`, and its dimensions; of anything else none. */
  dtype?: string;
  dims?: number[];
}

/** A distribution as an icon shows it: counts over its central range, and whether values lie far from that. */
export interface Sketch {
  counts: number[];
  far_below: boolean;
  far_above: boolean;
}

/** One value's way from the real line to the code line and back. */
export interface Arithmetic {
  x: number;
  ratio: number;
  /** Of integers, the code before it is clamped; infinite for huge values. */
  unclamped?: number;
  /** The position of the level among all, ascending from 0, and the code that is stored for it. */
  rank: number;
  q: number;
  /** Of a table, the level before the scale. */
  level?: number;
  decoded: number;
  error: number;
  /** Whether x lies outside the range. */
  clipped: boolean;
}

export interface FrameRequest {
  a: string;
  b: string;
  view: [number, number] | null;
  bins: number;
  block_a: number;
  block_b: number;
}

/** What `engine.show` takes: a frame request and the data it is about. */

export interface SchemeFrame {
  text: string;
  parts: SchemeParts;
  metrics: Measures;
  /** How many blocks there are; each has its own scale. */
  blocks: number;
  /** The block whose grid is shown, and where it lies: [first, end). */
  block: number;
  rows: [number, number];
  cols: [number, number];
  params: Params;
  /** The scale of the whole tensor over those of its blocks, where they are stored on two levels. */
  outer: number | null;
  /** What max|x| or β − α is divided by to give the scale. */
  divisor: number;
  /** Whether a range is symmetric around 0, so that only magnitudes count. */
  mirrored: boolean;
  /** The range that calibration chose for the shown block, as its grid needs it: around 0, or with 0 in it. A grid whose scale is stored may end elsewhere. */
  range: [number, number];
  /** Smallest and largest finite value of the shown block; zeros where it has none. */
  extrema: [number, number];
  /** How calibration came to the shown block's range. */
  finding: Finding;
  /** Whether a script writes the calibration out, and needs no ranges. */
  scripted: boolean;
  /** The element format; null for integers. */
  table: Table | null;
  /** The names of the words that each slot can have beside the others. */
  /** What a format that fits its own scales stores of the block shown; null of others. */
  fitted: Fitted | null;
  /** The nearest scheme for rows of this length, where a file of the scheme's format cannot hold them. */
  instead: string | null;
  available: Record<string, string[]>;
  /** The bits that a block stores beside its codes. */
  stored: Stored;
  /** Remarks of calibration, each with the number of blocks it is about. */
  remarks: { kind: RemarkKind; blocks: number }[];
  /** Values of the block below and above its range. */
  clipped: [number, number];
  /** The code and the level of each rank, ascending. */
  codes: Int32Array;
  levels: Float32Array;
  /** How often each level occurs in the whole tensor, by rank. */
  usage: Float64Array;
  /** Histogram of the block's values, when there are several blocks. */
  block_counts: Uint32Array | undefined;
  /** When there are several blocks: lower and upper ends of the ranges of some of them, the narrowest first. */
  ranges: Float32Array | undefined;
  /** When there are several blocks: the histogram of all decoded values over the view. */
  decoded: Uint32Array | undefined;
}

export interface DataFrame {
  text: string;
  parts: DataParts;
  name: string;
  shape: number[];
  rows: number;
  columns: number;
  count: number;
  nan: number;
  positive: number;
  negative: number;
  min: number;
  max: number;
  mean: number;
  sd: number;
  /** How a file stores the data, in words, where it has a grid of its own. */
  stored?: string;
}

export interface Frame {
  data: DataFrame;
  /** The view of the whole data, and the view shown. */
  whole: [number, number];
  view: [number, number];
  /** Histogram of all finite values over the view, and how many lie outside it. */
  counts: Uint32Array;
  below: number;
  above: number;
  a: SchemeFrame;
  b: SchemeFrame;
  /** The answer to the question of the view shown. */
  answer: Answer | null;
  /** Notes about the data from loading it; added by compute.js. */
  notes: Sentence[];
}

/**
 * What is asked of the lab, by its kind (src/web/question/). Each view has the questions it asks; what is saved has
 * those of ../export/types.d.ts.
 */
export interface Question {
  kind: string;
}

/** The answer, of the same kind; each view has the types of its own answers. */
export interface Answer {
  kind: string;
  [field: string]: any;
}
