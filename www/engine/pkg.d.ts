// The surface of the wasm module (www/pkg), as far as the page uses it.

import type { FileListing } from '../files/types.js';
import type { Note, Sentence } from '../i18n/types.js';
import type { BudgetAsked, BudgetLevel, BudgetOverview, BudgetPlan, ModelRow } from './model-records.js';
import type { PlotRecord } from '../plot/plot-map.js';
import type { Look } from '../plot/types.js';
import type {
  Arithmetic,
  DataFrame,
  DataParts,
  Measures,
  Params,
  Question,
  ParsedScheme,
  SchemeParts,
  SlotWords,
  Sketch,
} from './records.js';

/** The namespace of www/pkg/quantscope.js: what this page's modules use of it. */
export interface Pkg {
  default(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  /**
   * Fetches the part of the module that the first picture does not need, where it was taken apart (docs/hosting.md). A function of
   * that part works before this, too, but everything waits for it. Rejects with a sentence.
   */
  whole?(): Promise<void>;
  Lab: new () => Lab;
  /** Throws a sentence when a scheme is refused. */
  Question: new (record: Question) => WasmQuestion;
  /** A shard of the data of another Lab; throws where the values are not those of the shard. */
  Shard: new (place: Omit<DealtShard, 'values'>, values: Float32Array) => Shard;
  /** `data` is a data string of the file, if it says how a table is read. */
  File: {
    new (name: string, size: number, data?: string): WasmFile;
    /** A model of several files, whose bytes stand one behind the other. */
    model(name: string, names: string[], sizes: Float64Array): WasmFile;
  };
  Products: {
    new (m: number, k: number, n: number, activations: string, weights: string, seed: number): Products;
    variants(): string[];
  };
  /** Throws a sentence when a candidate is refused. */
  Budget: new (asked: BudgetAsked) => WasmBudget;
  /** Which files are one model: the places of its files. `texts` has the texts of indices. */
  group_files(names: string[], texts: (string | undefined)[]): { name: string; files: number[] }[];
  /** Which tensors of two models are the same weights: for each of the first its place in the second, and what is left there. */
  partners(
    ours: Weight[],
    theirs: Weight[],
  ): {
    of: ({ place: number; interleaved: string | null; unlike: (Note & { text?: string }) | null } | null)[];
    left: number[];
  };
  /** Begins to read a file without a format, as a data string states it; throws a sentence. */
  read_raw(data: string, size: number): WasmReading;
  /** The words of a scheme's notation, slot by slot. */
  scheme_words(): SlotWords[];
  /** Takes a scheme apart; throws a sentence. `parsedScheme` of state/schemes.js parses each notation once. */
  parse_scheme(text: string): ParsedScheme;
  /** A scheme with some of its parts changed, in canonical notation; throws a sentence. */
  change_scheme(text: string, parts: Partial<SchemeParts>): string;
  print_scheme(parts: SchemeParts): string;
  /** Takes a data string apart; throws a sentence. */
  parse_data(text: string): { text: string; parts: DataParts };
  print_data(parts: DataParts): string;
  /** The shape of what a generator draws; throws a sentence. */
  sketch(data: string, bins: number): Sketch;
  /** The levels of a block from −1 to 1 under a scheme, and the bits of a value; throws a sentence. */
  format_levels(text: string): { levels: Float32Array; bits: number };
  inspect(x: number, params: Params): Arithmetic;
  /** Quartiles of the times of variants, which come one after the other in every round, and of their ratios to the first. */
  spreads(times: Float64Array, variants: number): { time: Spread; ratio: Spread }[];
  /** Draws the Grid picture: its record, the counts, and the schemes of the frame, for their arrays. */
  draw_grid(canvas: HTMLCanvasElement, picture: object, counts: Uint32Array, a: SchemeFrame, b: SchemeFrame): any;
  /** Draws a `ModelMapPicture`. */
  draw_model_map(canvas: HTMLCanvasElement, picture: object): ModelMapRecord;
  /** Draws a `BudgetPicture`. */
  draw_budget(canvas: HTMLCanvasElement, picture: object): PlotRecord;
  /** Draws the picture of a view: its record, then arrays of numbers. Each view knows what its own picture returns. */
  [draw: `draw_${string}`]: (canvas: HTMLCanvasElement, picture: object, ...arrays: any[]) => any;
}

export interface Weight {
  name: string;
  shape: number[];
}

/** The map of a model: layers down, roles across. */
export interface ModelMapPicture {
  look: Look;
  title: string;
  /** A line below the title; may be empty. */
  finding: string;
  /** Numbers of layers, from the top; a first label that is no number stands for what has no layer. */
  rows: string[];
  /** What the rows are. */
  row_title: string;
  columns: string[];
  /** One for each tensor; its value is null while it is not measured, and `short` is for a cell without room for `text`. */
  cells: { row: number; column: number; value: number | null; text: string; short: string }[];
  /** `reversed`: the lower end is the worst. */
  scale: { lo: number; hi: number; diverging: boolean; reversed: boolean };
  /** What colours mean, and the labels of the ends of the scale. */
  key: [meaning: string, low: string, high: string];
  /** What an outlined cell means, and a hatched one. */
  waiting: string;
  perfect: string;
  /** Row and column. */
  chosen: [number, number] | null;
}

/** Where the map of a model put its cells, in device pixels. */
export interface ModelMapRecord {
  /** Top and bottom of each row, without the gap below it. */
  rows: [number, number][];
  /** Left and right of each column, without the gap beside it. */
  columns: [number, number][];
  /** The strip of colours: left, top, right, bottom. */
  strip: [number, number, number, number];
}

/** The least error of a model within each number of bits per value. */
export interface BudgetPicture {
  look: Look;
  /** By rising bits. */
  curve: BudgetLevel[];
  singles: { label: string; point: BudgetLevel }[];
  /** Bits per value; a line. */
  budget: number | null;
  budget_name: string;
  chosen: BudgetLevel | null;
  chosen_name: string;
  /** A remark on what is kept; may be empty. */
  kept: string;
  titles: [x: string, y: string];
  /** What the dots of the curve mean, and the diamonds. */
  kinds: [mixed: string, single: string];
  /** The bits that the axis shows; all of them by default. */
  bits?: [number, number];
}

/** A question that was decoded, its notations parsed once. */
export interface WasmQuestion {
  free(): void;
}

export interface Lab {
  begin(data: string): void;
  step(): number;
  /** Takes a tensor that was read as the data, with the importance of its columns. */
  take(
    data: string,
    tensor: Omit<ReadTensor, 'values' | 'notes'>,
    values: Float32Array,
    importance?: Float32Array,
  ): void;
  /** The answer; or, after some milliseconds of the work that it still needs, the share that is done: a number below 1. */
  ask(question: WasmQuestion): object | number;
  /** What there is to say of the data; undefined before any. */
  data(): DataFrame;
  /** Sorts some of the data, in idle time; the share that is done. */
  sort_step(): number;
  /** Whether a crew would have work, and there is none. */
  wants_crew(): boolean;
  /** Deals the data to so many workers, the Lab's own included: where the shards of the others lie, number 1 first. */
  deal(workers: number): Omit<DealtShard, 'values'>[];
  /** Copies the values of a shard. */
  copy_shard(shard: number, values: Float32Array): void;
  /** Goes on without a crew. */
  alone(): void;
  /** What the crew has to do from now on; undefined when that is nothing new. */
  task(): Task | undefined;
  /** Whether the question asked last waits for the crew alone. */
  waits(): boolean;
  /** Takes what a shard found; the first of a crew is number 1. */
  put(shard: number, found: FoundInShard): void;
  free(): void;
}

/** A run of the values, as a matrix. */
export interface DealtShard {
  /** Rows and columns of the whole. */
  of: [number, number];
  /** Place of the first value. */
  start: number;
  rows: number;
  columns: number;
  values: Float32Array<ArrayBuffer>;
}

/** What a crew does: fits the blocks of its shards to a scheme, and measures them. */
export interface Task {
  scheme: string;
  measures: boolean;
  largest?: number;
}

/** The ranges of all blocks of a shard, or their measures. */
export type FoundInShard =
  | { scheme: string; ranges: Float32Array<ArrayBuffer>; remarks: Uint32Array<ArrayBuffer> }
  | { scheme: string; measured: Float64Array<ArrayBuffer> };

/** A worker of a crew. */
export interface Shard {
  begin(task: Task): void;
  /** Goes on for some milliseconds: what was found; true when there is more to do first; undefined when there is nothing to do. */
  step(): FoundInShard | true | undefined;
  free(): void;
}

/** A file on the crate's side: ranges are [start, end), or undefined when nothing more is wanted. */
export interface WasmFile {
  step(): [number, number] | undefined;
  give(start: number, bytes: Uint8Array): void;
  listing(): FileListing;
  read(tensor: string | undefined): WasmReading;
  /** Begins to read some rows of a tensor. */
  read_rows(tensor: string, start: number, end: number): WasmReading;
  /** Begins the row of a tensor in the survey of its model. */
  survey(tensor: string, schemes: string[]): WasmSurvey;
  /** The same, weighed by an importance matrix. */
  survey_weighed(tensor: string, schemes: string[], beside: WasmFile): WasmSurvey;
  /** Begins the comparison of a tensor with its partner in another file. */
  becoming(tensor: string, other: WasmFile, partner: string, interleaved?: string | null): WasmBecoming;
  /** The same, weighed by an importance matrix. */
  becoming_weighed(
    tensor: string,
    other: WasmFile,
    partner: string,
    interleaved: string | null | undefined,
    beside: WasmFile,
  ): WasmBecoming;
  /** The tensor of a reading, weighed by this importance matrix if it says anything of it. */
  weighed(reading: WasmReading, data: string): ReadTensor;
  free(): void;
}

/** A tensor of a file that is being read. */
export interface WasmReading {
  wants(): [number, number] | undefined;
  give(bytes: Uint8Array): void;
  progress(): number;
  /** The tensor that a data string means, when nothing more is wanted. */
  tensor(data: string): ReadTensor;
  free(): void;
}

/** The row of a tensor that is being made. */
export interface WasmSurvey {
  /** The rows to read next. */
  wants(): [number, number] | undefined;
  /** Takes a reading of these rows. */
  take(reading: WasmReading): void;
  /** Goes on for some milliseconds; whether it is done with the rows it took. */
  step(): boolean;
  progress(): number;
  /** The row, when no rows are wanted any more. */
  row(): ModelRow;
  free(): void;
}

/** The comparison of a tensor with what it became. */
export interface WasmBecoming {
  /** The rows to read next in both files. */
  wants(): [number, number] | undefined;
  take(original: WasmReading, stored: WasmReading): void;
  progress(): number;
  /** When no rows are wanted any more. */
  compared(): { measures: Measures; signal: number; left_out: number };
  free(): void;
}

/** Plans over the rows of a model that are known. */
export interface WasmBudget {
  overview(): BudgetOverview;
  /** The plan in at most so many bits per value. */
  plan(budget: number): BudgetPlan;
  /** The plan as `csv`, `json`, `llama-quantize`, `llm-compressor` or `torchao`. */
  text(budget: number, form: string): string | undefined;
  free(): void;
}

/** A tensor that was read, on its way to whoever computes with it. */
export interface ReadTensor {
  name: string;
  shape: number[];
  /** Whether the values are the luminance of a photograph. */
  photograph: boolean;
  values: Float32Array<ArrayBuffer>;
  /** How much errors in each column count, if an importance matrix says it. */
  importance?: Float32Array<ArrayBuffer>;
  /** The grid that the file stores it on, as the crate reads it again. */
  stored?: object;
  /** What there is to say about the values. */
  notes: Sentence[];
}

/** Quantized activations and weights, to be multiplied: m rows of k by k rows of n; the constructor throws a sentence. */
export interface Products {
  /** Multiplies once in one way, and nothing else; the sum of all elements, which wraps around. */
  run(variant: string): number;
  /** How one element comes about; throws when there is none. */
  terms(row: number, column: number): ProductTerms;
  factors(): { activations: Params; weights: Params };
  /** Whether a variant gives what its definition says. */
  agrees(variant: string): boolean;
  free(): void;
}

export interface ProductTerms {
  /** Σ qa·qw, Σ qa, Σ qw, and how many terms each has. */
  product: number;
  row_sum: number;
  column_sum: number;
  depth: number;
  za: number;
  zw: number;
  /** Σ qa·qw, −zw·Σ qa, −za·Σ qw and k·za·zw, and the sum of the four. */
  terms: [number, number, number, number];
  sum: number;
  /** What the sum stands for, and the element in real numbers. */
  value: number;
  real: number;
  /** The sum by its definition: products of codes less their zero-points, one after the other. */
  defined: number;
}

export interface Spread {
  min: number;
  lower: number;
  median: number;
  upper: number;
  max: number;
}
