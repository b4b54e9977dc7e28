// The shapes that pass between the page's modules, and the surface of the wasm module (www/pkg).

/** Something to tell a person: a catalogue key and the words that fill its placeholders. */
export interface Note {
  key: string;
  words: Record<string, string>;
}

/** A note made by the crate; it brings its English text along. */
export interface Sentence extends Note {
  text: string;
}

/** The whole state of one element, as in the URL. Every value is a string or a number, so `===` compares. */
export interface State {
  data: string;
  a: string;
  b: string;
  view: string;
  /** The zoomed range as `lo,hi`; empty for the whole range. */
  x: string;
  counts: string;
  blocka: number;
  blockb: number;
  /** What the map of the matrix shows, and of which rows and columns; empty for all. */
  map: string;
  at: string;
  /** What the sweep's axis counts, and whether a curve by percentile is about the shown block or about all. */
  by: string;
  of: string;
  /** What the recommendation is to reach, an SQNR or bits per value; its number, or '' for the usual one. */
  goal: string;
  target: number | string;
  /** The error of the trade-off and of sweeps over group sizes and bits. */
  error: string;
  /** The schemes of the trade-off, apart by semicolons; empty for the usual ones. */
  list: string;
  /** Of the stream: whose format, rows of a batch, batches the first calibration sees, the moving average's constant, the batch looked at. */
  scheme: string;
  batch: number;
  first: number;
  average: number;
  time: number;
  /** Which topic of integer arithmetic is shown; what is convolved, with which filter; rows and columns of the product. */
  integers: string;
  image: string;
  filter: string;
  size: string;
  /** The lesson followed and its step, from 1; empty for none. Whether nothing is shown but what it needs. */
  lesson: string;
  step: number;
  present: string;
  lang: string;
  theme: string;
  /** What of the page is hidden: names as www/state/hide.js has them, apart by commas. */
  hide: string;
}

export interface FileListing {
  name: string;
  /** In bytes. */
  size: number;
  /** `readable` if the values are plain numbers. */
  entries: { name: string; shape: number[]; dtype: string; count: number; readable: boolean }[];
}

/** A file that was opened: what it holds, or why it holds nothing. */
export interface Opened extends FileListing {
  problem?: Note & { text?: string };
}

/** A tensor beside the page, as samples/index.json tells of it. */
export interface Sample {
  name: string;
  kind: 'weight' | 'activation';
  source: string;
  license: string;
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
/** Measures by scheme, of a survey. */
export type Found = ReadonlyMap<string, Record<string, number>>;

/** How far a survey is. */
export interface SurveyProgress {
  done: number;
  total: number;
  active: boolean;
}

export interface ShowRequest extends FrameRequest {
  data: string;
  /** What the shown view needs beside the frame. */
  part: PartRequest | null;
}

/** What a view asks for beside the frame, by its kind; the crate's `PartRequest` (src/web/part/). */
export type PartRequest = ClippingRequest | BlocksRequest | ErrorsRequest | StreamRequest | ConvolutionRequest;

/** What is asked for to be saved: a quantized tensor as a file, the range of every block, the data (src/web/part/export.rs). */
export type ExportRequest =
  | { kind: 'quantized'; scheme: string; data: string; npz: boolean }
  | { kind: 'ranges'; scheme: string }
  | { kind: 'data'; npy: boolean };

/** What comes back: the bytes of a file; lower and upper ends in turn; numbers. */
export interface ExportPart {
  kind: ExportRequest['kind'];
  bytes?: Uint8Array<ArrayBuffer>;
  ranges?: Float32Array;
  numbers?: Float32Array;
}

export interface BlocksRequest {
  kind: 'blocks';
  a: string;
  b: string;
  map: string;
  /** First row, end of rows, first column, end of columns. */
  window: [number, number, number, number] | null;
  /** At most so many cells down and across. */
  cells: [number, number];
}

export type ClippingRequest = {
  kind: 'clipping';
  a: string;
  b: string;
  block_a: number;
  block_b: number;
  all: boolean;
  percentile: boolean;
  points: number;
};

export interface ErrorsRequest {
  kind: 'errors';
  a: string;
  b: string;
  view: [number, number] | null;
  /** Bins of values over the view, and of errors. */
  bins: number;
  error_bins: number;
}

/** What comes back, of the same kind. */
export type Part = ClippingPart | BlocksPart | ErrorsPart | StreamPart | ConvolutionPart;

export interface StreamRequest {
  kind: 'stream';
  /** Whose format, symmetry, rounding and storage of scales are used. */
  scheme: string;
  /** Rows of a batch, batches the first calibration sees, the constant of the moving average. */
  batch: number;
  first: number;
  average: number;
}

/** A stream under four calibrations; views/stream/courses.js takes its arrays apart. */
export interface StreamPart extends StreamRequest {
  /** Rows of a batch, batches, and batches the first calibration saw: what was asked for, brought into range. */
  rows: number;
  count: number;
  seen: number;
  /** All smallest values, then all largest. */
  ends: Float64Array;
  courses: Record<'first' | 'all' | 'average' | 'dynamic', StreamCourse>;
}

/** What becomes of a stream: numbers batch by batch (alpha, beta, scale, SQNR, clipped share, one after the other), and of the whole. */
export interface StreamCourse {
  numbers: Float64Array;
  sqnr_db: number;
  clipped: number;
  batches_clipped: number;
}

/** Errors of both schemes: numbers as views/errors/profile.js takes them apart. */
export interface ErrorsPart {
  kind: 'errors';
  /** The axis of errors reaches from -reach to reach. */
  reach: number;
  bins: number;
  a: Float64Array;
  b: Float64Array;
}

/** The matrix in cells. */
export interface BlocksPart {
  kind: 'blocks';
  window: [number, number, number, number];
  cells: [number, number];
  /** Numbers at the ends of the colours. */
  ends: [number, number];
  a: BlocksPanel;
  b: BlocksPanel;
  /** Rows and columns that stand out. */
  rows: OutlyingLines;
  columns: OutlyingLines;
}

export interface OutlyingLines {
  /** The largest, the largest first. */
  first: OutlyingLine[];
  /** How many stand out throughout, and how many by few of their values. */
  throughout: number;
  few: number;
}

export interface OutlyingLine {
  index: number;
  /** Its RMS and its largest magnitude, in units of the median of all. */
  rms: number;
  most: number;
  /** Where in it the largest lies. */
  at: number;
  /** Without so many values it would not stand out; 0 when it does throughout. */
  by: number;
}

/** Cells row by row, and the numbers of the blocks in the window unless there are very many. */
export interface BlocksPanel {
  cells: Float32Array;
  /** Rows and columns of blocks: first and end. */
  blocks?: [number, number, number, number];
  scale?: Float32Array;
  /** Left out where all are 0. */
  zero_point?: Float32Array;
  absmax?: Float32Array;
  sqnr?: Float32Array;
}

/** Curves of error against clipping: of A and B, and of both with the other symmetry. */
export interface ClippingPart {
  kind: 'clipping';
  a: CurveRecord;
  b: CurveRecord;
  other_a: CurveRecord;
  other_b: CurveRecord;
}

/** One curve: by point its place (the share of the range, or the percentile), the range (none of a curve over all blocks), and the mean squared errors. */
export interface CurveRecord {
  /** Values it is about. */
  count: number;
  at: Float64Array;
  /** What the calibration `clip` takes to give the range. */
  lo: Float64Array;
  hi: Float64Array;
  /** The range as the grid holds it: what lies outside is clipped. */
  alpha: Float64Array;
  beta: Float64Array;
  clipped: Float64Array;
  rounding: Float64Array;
  clipping: Float64Array;
  /** Calibrators: the scheme each stands for, its place, and its error. */
  marks: { calibration: string; percentile: number; ratio: number; clipped: number; mse: number }[];
}

export interface SchemeFrame {
  text: string;
  parts: SchemeParts;
  /** The measures of DESIGN's scoreboard, over the whole tensor. */
  metrics: Record<string, number>;
  /** How many blocks have a scale of their own. */
  blocks: number;
  /** The block whose grid is shown, and where it lies: [first, end). */
  block: number;
  rows: [number, number];
  cols: [number, number];
  params: Params;
  /** What max|x| or β − α is divided by to give the scale. */
  divisor: number;
  /** How calibration came to the shown block's range. */
  finding: Finding;
  /** What calibration had to say, and of how many blocks. */
  remarks: { kind: RemarkKind; blocks: number }[];
  /** Values of the block below and above its range. */
  clipped: [number, number];
  /** The level of each code. */
  levels: Float32Array;
  /** How often each code occurs in the whole tensor, by q − q_min. */
  usage: Float64Array;
  /** Histogram of the block's values, when there are several blocks. */
  block_counts: Uint32Array | undefined;
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
  /** What the shown view asked for beside. */
  part: Part | null;
  /** What loading the current data had to say; added by compute.js. */
  notes: Sentence[];
}

export interface Lab {
  begin(data: string): void;
  step(): number;
  /** Takes a tensor that was read as the data, and says what there is to say of it. */
  take(data: string, reading: WasmReading): Sentence[];
  /** Does a part of what a frame of these schemes needs; the share that is done, 1 when `frame` answers at once. */
  prepare(a: string, b: string): number;
  frame(request: FrameRequest): Omit<Frame, 'notes' | 'part'>;
  /** Does a part of what a view's part needs; the share that is done, 1 when `part` answers at once. */
  prepare_part(part: PartRequest | ExportRequest): number;
  part(part: PartRequest): Part;
  part(part: ExportRequest): ExportPart;
  /** Sorts some of the data, in idle time; the share that is done. */
  sort_step(): number;
  /** The measures of a scheme, once `prepare(scheme, scheme)` has returned 1. */
  measures(scheme: string): Record<string, number>;
  free(): void;
}

/** The namespace of www/pkg/quantscope.js: what this page's modules use of it. */
export interface Pkg {
  default(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  Lab: new () => Lab;
  File: new (name: string, size: number) => WasmFile;
  Products: {
    new (m: number, k: number, n: number, activations: string, weights: string, seed: number): Products;
    variants(): string[];
  };
  /** Begins to read a file without a format, as a data string states it; throws a sentence. */
  read_raw(data: string, size: number): WasmReading;
  /** Takes a scheme apart; throws a sentence. */
  parse_scheme(text: string): { text: string; parts: SchemeParts };
  print_scheme(parts: SchemeParts): string;
  /** Takes a data string apart; throws a sentence. */
  parse_data(text: string): { text: string; parts: DataParts };
  print_data(parts: DataParts): string;
  /** The shape of what a generator draws; throws a sentence. */
  sketch(data: string, bins: number): Sketch;
  inspect(x: number, params: Params): Arithmetic;
  /** Quartiles of times of variants, one after the other in every round, and of their ratios to the first. */
  spreads(times: Float64Array, variants: number): { time: Spread; ratio: Spread }[];
  draw_blocks(
    canvas: HTMLCanvasElement,
    picture: unknown,
    cells_a: Float32Array,
    cells_b: Float32Array,
  ): { panels: import('./plot/plot-map.js').PlotRecord[]; strip: number[] };
  draw_clipping(
    canvas: HTMLCanvasElement,
    picture: unknown,
  ): { plot: import('./plot/plot-map.js').PlotRecord; marks: MarkPlace[] }[];
  draw_codes(
    canvas: HTMLCanvasElement,
    picture: unknown,
    usage_a: Float64Array,
    usage_b: Float64Array,
  ): import('./plot/plot-map.js').PlotRecord[];
  draw_errors(
    canvas: HTMLCanvasElement,
    picture: unknown,
    counts: Uint32Array,
    a: Float64Array,
    b: Float64Array,
  ): import('./plot/plot-map.js').PlotRecord[];
  /** Where the eight maps are: left, top, right, bottom. */
  draw_padding(canvas: HTMLCanvasElement, picture: unknown, cells: Float32Array): [number, number, number, number][];
  draw_timing(
    canvas: HTMLCanvasElement,
    picture: unknown,
    times: Float64Array,
  ): import('./plot/plot-map.js').PlotRecord;
  draw_stream(
    canvas: HTMLCanvasElement,
    picture: unknown,
    ends: Float64Array,
    first: Float64Array,
    all: Float64Array,
    average: Float64Array,
    dynamic: Float64Array,
  ): import('./plot/plot-map.js').PlotRecord[];
  draw_sweep(canvas: HTMLCanvasElement, picture: unknown): import('./plot/plot-map.js').PlotRecord;
  draw_trade_off(canvas: HTMLCanvasElement, picture: unknown): unknown;
  draw_grid(
    canvas: HTMLCanvasElement,
    picture: unknown,
    counts: Uint32Array,
    levels_a: Float32Array,
    levels_b: Float32Array,
    block_a: Uint32Array | undefined,
    block_b: Uint32Array | undefined,
  ): unknown;
}

/** Where a calibrator's dot is, and the box of its name: left, top, right, bottom. */
export interface MarkPlace {
  dot: [number, number];
  name: [number, number, number, number];
}

/** A file, and the tensor of it that becomes the data. */
export interface Source {
  /** Equal for the same file, whatever the tensor. */
  key: string;
  name: string;
  blob: Blob;
  /** One of its tensors; by default the first that has values. */
  tensor?: string;
  /** Of a file without a format: the data string, which says how to read it. */
  raw?: string;
}

/** A file on the crate's side: ranges are [start, end), or undefined when nothing more is wanted. */
export interface WasmFile {
  step(): [number, number] | undefined;
  give(start: number, bytes: Uint8Array): void;
  listing(): FileListing;
  read(tensor: string | undefined): WasmReading;
  free(): void;
}

/** A tensor of a file in the making. */
export interface WasmReading {
  wants(): [number, number] | undefined;
  give(bytes: Uint8Array): void;
  progress(): number;
  free(): void;
}

/** What the page sends to whoever computes. */
export type Call =
  | { type: 'start'; id: number; module?: WebAssembly.Module }
  | { type: 'open'; id: number; source: Source }
  | { type: 'show'; id: number; key: string; request: ShowRequest; source: Source | null }
  | { type: 'measure'; id: number; key: string; data: string; source: Source | null; scheme: string }
  | { type: 'element'; id: number; request: ProductRequest & { row: number; column: number } }
  | { type: 'time'; id: number; request: ProductRequest }
  | { type: 'part'; id: number; key: string; data: string; source: Source | null; part: ExportRequest }
  | { type: 'cancel'; id: number };

/** What comes back. `loaded` is the key of the data now held. */
export type Reply =
  | { type: 'done'; id: number; value: unknown; loaded: string | null }
  | { type: 'progress'; id: number; fraction: number; loaded: string | null }
  | { type: 'obsolete'; id: number; loaded: string | null }
  | { type: 'error'; id: number; error: Note & { text?: string }; loaded: string | null }
  | { type: 'panic'; id: number; message: string }
  /** What computes was ended for another's sake, with all it held. */
  | { type: 'lost' };

/** What goes to a worker that several share, and what comes back; `end` closes a lane. */
export type LaneCall = { lane: number } & (Call | { type: 'end' });
export type LaneReply = { lane: number } & Reply;

/** A Worker whose script is worker.js, or what stands in for one. */
export interface RealWorker {
  postMessage(message: LaneCall): void;
  onmessage: ((event: MessageEvent<LaneReply>) => void) | null;
  onerror?: ((event: ErrorEvent) => void) | null;
  onmessageerror?: ((event: MessageEvent) => void) | null;
  terminate(): void;
}

/** What one engine asks: its lane of a worker, or the page itself. */
export interface WorkerLike {
  postMessage(message: Call): void;
  onmessage: ((event: MessageEvent<Reply>) => void) | null;
  onerror?: ((event: ErrorEvent) => void) | null;
  onmessageerror?: ((event: MessageEvent) => void) | null;
  /** `deaf`: it does not hear, so that whoever shares it loses it, too. */
  terminate(deaf?: boolean): void;
}

export interface Timers {
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export interface Progress {
  /** 0..1, or null while it cannot be known. */
  fraction: number | null;
  /** Milliseconds since the request began. */
  since: number;
  /** False once, when the request has ended. */
  active: boolean;
}

export interface EngineOptions {
  /** Compiles the wasm module. */
  compile?: () => Promise<WebAssembly.Module>;
  /** Imports the wasm module's namespace; `fresh` asks for an instance nobody has used. */
  importPkg?: (fresh: boolean) => Promise<Pkg>;
  /** The workers it shares with others of the page. */
  workers?: import('./engine/workers.js').Workers;
  /** Fetches a file of the folder of samples. */
  fetchSample?: (file: string, init?: RequestInit) => Promise<Response>;
  timers?: Timers;
  /** Processor cores of the machine. */
  cores?: number;
  /** The browser's WebAssembly object, or undefined where there is none. */
  wasm?: Pick<typeof WebAssembly, 'validate'> | undefined;
}

/** A translator: `t(key, words)`, with the language it speaks. */
export interface Translator {
  (key: string, words?: Record<string, string | number>): string;
  readonly lang: string;
}

/** The numbers behind a calibrator's choice, as the crate's `Finding`. */
export type Finding =
  | { kind: 'max' | 'clip' }
  /** How many values lie beyond the percentile on a side. */
  | { kind: 'percentile'; beyond: number }
  /** Grids tried; the mean squared error of the winner and of the whole range. */
  | { kind: 'mse'; grids: number; mse: number; unclipped: number }
  /** Bins kept of all, the levels they are merged into, the divergence in nats. */
  | { kind: 'kl'; bin: number; bins: number; levels: number; divergence: number }
  /** The fitted distribution, its center, its spread (σ or b), and the optimum in units of the spread. */
  | { kind: 'aciq'; distribution: 'gaussian' | 'laplace'; center: number; spread: number; factor: number }
  | { kind: 'octav'; center: number; threshold: number; iterations: number }
  | { kind: 'deviations'; mean: number; sd: number };

/** What a person should know about calibration, as the crate's `Remark`. */
export type RemarkKind =
  'less_than_one' | 'beyond_max' | 'whole_is_best' | 'few_values' | 'hardly_any_kept' | 'no_spread';

/** The parameters of one block, as the crate's `Params`. */
export interface Params {
  scale: number;
  zero_point: number;
  /** Whether the zero-point is added before rounding: `q = round(x / s + z)`. */
  real_zero: boolean;
  rounding: 'even' | 'away' | 'floor' | 'stochastic';
  q_min: number;
  q_max: number;
  alpha: number;
  beta: number;
}

/** A scheme taken apart for the controls; `print_scheme` puts it together. */
export interface SchemeParts {
  bits: number;
  symmetry: 'sym' | 'asym';
  codes: 'narrow' | 'wide' | 'full';
  granularity: 'tensor' | 'row' | 'col' | 'group';
  group: number;
  calibration: 'max' | 'percentile' | 'mse' | 'kl' | 'aciq' | 'octav' | 'deviations' | 'clip';
  percentile: number;
  deviations: number;
  lo: number;
  hi: number;
  rounding: 'even' | 'away' | 'floor' | 'stochastic';
  seed: number;
  scales: 's32' | 's16' | 'sbf16' | 'spow2';
  zero: 'zint' | 'zfloat';
}

/** A data string taken apart for the controls; `print_data` puts it together. */
export interface DataParts {
  source: 'generator' | 'sample' | 'file' | 'values';
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
  /** The code before it is clamped; infinite for huge values. */
  unclamped: number;
  q: number;
  decoded: number;
  error: number;
  /** Whether x lies outside the range. */
  clipped: boolean;
}

/** One value's way under both schemes. */
export interface Steps {
  a: Arithmetic;
  b: Arithmetic;
}

/** How a picture looks. */
export interface Look {
  dark: boolean;
  /** Device pixels in a CSS pixel. */
  scale: number;
}

/** Where the picture put things, in CSS pixels of the plot. */
export interface GridMap {
  lo: number;
  hi: number;
  left: number;
  right: number;
  panels: { left: number; top: number; right: number; bottom: number; strip_bottom: number }[];
  xOf(value: number): number;
  valueAt(x: number): number;
}

/** What every part of the page is made with. */
export interface PartContext {
  t: Translator;
  /** Asks for a change of the state; what comes of it arrives by `update`. */
  set(part: Partial<State>, options?: { transient?: boolean }): void;
  /** The state last asked for, which is shown soon: what a further change has to start from. */
  wanted(): State;
  /**
   * Asks for a change of a notation by what `print` gives; what `print` refuses is said at the notation's field, and
   * the controls show again what holds.
   */
  compose(
    name: 'data' | 'a' | 'b',
    print: () => string,
    options?: { transient?: boolean; also?: Partial<State> },
  ): void;
  /** Asks for other parts of the data last asked for. */
  changeData(change: Partial<DataParts>, options?: { transient?: boolean; also?: Partial<State> }): void;
  /**
   * Measures many schemes on the data shown, in the background. `told` is called at once with what is known and again with
   * each one more; the newest survey replaces the one before. What is returned gives it up.
   */
  survey(schemes: readonly string[], told: (found: Found, progress: SurveyProgress) => void): () => void;
  /** The same on a variant of the data shown, beside the survey of that itself. */
  probe(data: string, schemes: readonly string[], told: (found: Found, progress: SurveyProgress) => void): () => void;
  /** Products of codes, taken apart and timed in a worker of their own. */
  products(): import('./engine/product-client.js').Multiplying;
  /** The page's own instance of the wasm module. */
  drawing(): Pkg;
  /** The theme in force. */
  theme(): 'light' | 'dark';
  /** The page's own instance broke while drawing: replaces it, and shows the same state again. */
  recover(error: unknown): void;
}

/** How a picture is saved; brought into range, and as the page shows it where nothing is said. */
export interface ImageOptions {
  /** In CSS pixels: 320 to 4000 wide, 240 to 4000 high. */
  width?: number;
  height?: number;
  /** Pixels of a PNG in a CSS pixel, 1 to 4. */
  scale?: number;
  theme?: 'light' | 'dark';
  /** Empty for none. */
  title?: string;
  /** Whether strings and numbers stand under the picture. */
  caption?: boolean;
}

/** What saves is made with. */
export interface ExportContext {
  t: Translator;
  /** What is shown. */
  frame(): Frame | null;
  wanted(): State;
  theme(): 'light' | 'dark';
  /** Asks whoever holds the data shown. */
  part(
    request: ExportRequest,
    how: { signal: AbortSignal; onprogress: (fraction: number) => void },
  ): Promise<ExportPart>;
  /** Draws the picture of the view on paper; null where it has none. */
  drawn<T>(theme: 'light' | 'dark', draw: (picture: Picture) => T): T | null;
  pictured(): boolean;
  sheets(): Sheet[];
}

/** What a view is made with. */
export interface ViewContext extends PartContext {
  /** Points at a value of the data, which every view and the inspector then mark; null at none. */
  point(x: number | null): void;
  /** The value pointed at. */
  pointed(): number | null;
  /** Size of the place for the view, in CSS pixels. */
  size(): { width: number; height: number };
  /** How a picture looks on a canvas with so many pixels in a CSS pixel: its letters are larger when presented. */
  look(scale: number): Look;
}

/** One way to look at a state (www/views). */
export interface View {
  element: HTMLElement;
  /** The picture, which can be had as SVG. */
  picture?: Picture;
  /** What is shown where there is no picture. */
  board?: HTMLElement;
  /** Fulfilled when all is there that is measured beside the frame; by default nothing is. */
  settled?(): Promise<void>;
  /** Stops what plays. */
  pause?(): void;
  /** Whether a value can be pointed at here, so that the inspector stands under it; by default it can. */
  inspects?: boolean;
  /** What the frame of a state needs beside the schemes. */
  part?(state: State): PartRequest | null;
  /** Shows a frame; only called while the view is shown. */
  update(frame: Frame, state: State): void;
  /** Marks the value pointed at and what becomes of it, which `words` says. */
  mark(steps: Steps | null, words: string): void;
  /** What the picture shows, as tables. */
  tables(frame: Frame, state: State): HTMLElement[];
  /** The data behind what is measured beside the frame; that of the frame itself www/export/sheets.js has. */
  sheets?(): Sheet[];
  dispose(): void;
}

/** A picture on the page, which can be had on paper of a size in CSS pixels; then it has to be drawn on the page again. */
export interface Picture {
  svg(size: Size): SVGSVGElement;
  /** With so many pixels in a CSS pixel. */
  bitmap(size: Size, scale: number): HTMLCanvasElement;
  draw(): void;
}

export interface Size {
  width: number;
  height: number;
}

/** The data behind a picture as a table with all digits, to be saved. */
export interface Sheet {
  /** Part of the file's name. */
  name: string;
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

/** One topic of the Integer arithmetic view (www/views/integers). */
export interface IntegersTopic extends Pick<View, 'picture' | 'settled' | 'sheets'> {
  /** Its own controls, beside the choice of the half. */
  tools: HTMLElement[];
  element: HTMLElement;
  part?(state: State): PartRequest | null;
  update(frame: Frame, state: State): void;
  tables(): HTMLElement[];
  dispose(): void;
}

/** One kind of curve of the Sweeps view (www/views/sweeps). */
export interface Sweep extends Pick<View, 'picture' | 'settled' | 'sheets'> {
  /** Its own controls. */
  tools: HTMLElement[];
  /** The picture and what it says. */
  elements: HTMLElement[];
  part?(state: State): PartRequest | null;
  update(frame: Frame, state: State): void;
  mark?(steps: Steps | null): void;
  tables(): HTMLElement[];
  dispose(): void;
}

/** A value of the parameter that a sweep over measured schemes changes (www/views/sweeps/measured.js). */
export interface SweepStop {
  /** Its place on the axis, and what is written there and in sentences. */
  at: number;
  label: string;
  words: string;
  /** What makes a scheme one of this stop, and whether it is. */
  change: Partial<SchemeParts>;
  is(parts: SchemeParts): boolean;
}

/** What a scheme measures at each stop, as far as that is known: as it is, and with the other symmetry. */
export interface SweepCurve {
  parts: SchemeParts;
  own: (Record<string, number> | undefined)[];
  other: (Record<string, number> | undefined)[];
}

/** The parameter a sweep over measured schemes changes. */
export interface SweepKind {
  /** As the state's key `by` has it. */
  name: string;
  stops(t: Translator, frame: Frame): SweepStop[];
  /** What each step of 1 along the axis gains in dB, in theory. */
  gain?: number;
  /** Whether every stop has its price in bits per value. */
  priced: boolean;
  /** What a scheme's curve comes to. */
  summary(t: Translator, letter: string, stops: SweepStop[], curve: SweepCurve): string;
  /** What there is to add for both. */
  remark?(t: Translator): string;
}

/** A text of a lesson in both languages. Placeholders `{EXPRESSION|FORMAT}` are filled by www/lessons/expression.js. */
export interface LessonText {
  en: string;
  'zh-CN': string;
}

/** A lesson of the course, as its file under www/lessons has it; the README there says what each field is for. */
export interface Lesson {
  id: string;
  title: LessonText;
  minutes: number;
  /** For the teacher. */
  notes: LessonText;
  steps: LessonStep[];
}

export interface LessonStep {
  text: LessonText;
  state: Partial<State>;
  question?: LessonQuestion;
  /** Comparisons over the measures of `state`, all true. */
  claims: string[];
}

/** `before` is laid over the step's state until the guess is made. */
export type LessonQuestion = { ask: LessonText; reveal: LessonText } & (
  | { kind: 'choice'; before?: Partial<State>; options: { text: LessonText; when?: string }[]; answer: number }
  | { kind: 'slider'; before?: Partial<State>; answer: string; unit: string; range: [number, number] }
  | { kind: 'challenge'; goals: string[]; solution: string }
);

/** What is convolved: the built-in scene or a part of the data, with a built-in filter that is quantized by `weights`. */
export interface ConvolutionRequest {
  kind: 'convolution';
  a: string;
  b: string;
  scene: boolean;
  filter: string;
  weights: string;
}

/** A convolution with zero padding, all maps row by row and of the image's size. */
export interface ConvolutionPart {
  kind: 'convolution';
  rows: number;
  columns: number;
  /** Which part of the data the image is. */
  section: { name: 'scene' | 'plane' | 'matrix' | 'folded'; plane: number; planes: number };
  /** Why others than A and B are computed with. */
  notes: Sentence[];
  image: Float32Array;
  filter: Float32Array;
  /** The result in real numbers. */
  real: Float32Array;
  /** Symmetric; asymmetric and padded with the zero-point; asymmetric and padded with the code 0. */
  ways: [IntegersRecord, IntegersRecord, IntegersRecord];
  /** The symmetric scheme and the asymmetric one. */
  used: [UsedScheme, UsedScheme];
  /** Of a layer with all filters under the asymmetric scheme. */
  biases: BiasRecord[];
}

export interface UsedScheme {
  text: string;
  /** Whether it is made of B, not of A. */
  of_b: boolean;
}

/** A bias, what one unit of its channel's sums stands for, and how it is stored: in 32 bits with that unit, in 8 like a weight. */
export interface BiasRecord {
  filter: string;
  bias: number;
  unit: number;
  wide: { code: number; value: number };
  narrow: { code: number; value: number };
}

/** A convolution of codes. */
export interface IntegersRecord {
  image: CodedRecord;
  filter: CodedRecord;
  /** The code outside of the image, and what it decodes to. */
  padding: number;
  pads_with: number;
  /** Sums of products of codes less their zero-points, what they stand for, and how far that lies from the result in real numbers. */
  sums: Int32Array;
  values: Float32Array;
  errors: Float32Array;
  /** Where the window reaches beyond the image, and where it does not. */
  border: Deviation;
  inner: Deviation;
}

export interface CodedRecord {
  codes: Int16Array;
  params: Params;
}

/** Errors of a part of a result; those that are finite. */
export interface Deviation {
  count: number;
  max_abs_error: number;
  rmse: number;
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
  /** What the sum has to be: computed one product of codes less their zero-points after the other. */
  defined: number;
}

/** A product of size × size, and the schemes of its factors. */
export interface ProductRequest {
  size: number;
  activations: string;
  weights: string;
}

/** One element of a product and the parameters of both factors. */
export interface ProductElement extends ProductTerms {
  activations: Params;
  weights: Params;
}

/** Times of all variants in milliseconds a product, one variant after the other in every round. */
export interface ProductTimes {
  size: number;
  variants: string[];
  /** Whether every variant gave what its definition says. */
  agree: boolean;
  /** Products a run. */
  repeats: number;
  times: Float64Array;
}

export interface Spread {
  min: number;
  lower: number;
  median: number;
  upper: number;
  max: number;
}
