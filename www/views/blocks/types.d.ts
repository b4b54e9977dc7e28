// The question of the Blocks view, and its answer.

export interface BlocksQuestion {
  kind: 'blocks';
  a: string;
  b: string;
  map: string;
  /** First row, end of rows, first column, end of columns. */
  window: [number, number, number, number] | null;
  /** At most so many cells down and across. */
  cells: [number, number];
}

/** The matrix in cells. */
export interface BlocksAnswer {
  kind: 'blocks';
  /** What the colours stand for: what was asked for, or what says most of these data. */
  map: string;
  photograph: boolean;
  window: [number, number, number, number];
  cells: [number, number];
  /** Numbers at the ends of the colours. */
  ends: [number, number];
  /** The cells of the data. */
  values: Float32Array;
  /** The largest |x| of each row and column of cells. */
  edges: { rows: Float32Array; columns: Float32Array };
  a: BlocksPanel;
  b: BlocksPanel;
  /** Rows and columns that stand out. */
  rows: OutlyingLines;
  columns: OutlyingLines;
}

/** Cells row by row, and the numbers of the blocks in the window unless there are very many. */
export interface BlocksPanel {
  cells: Float32Array;
  /** What the cells decode to, where some of them are single values. */
  decoded?: Float32Array;
  /** Where most of Σe² of all data is: a row and a column of blocks. Only for the error. */
  lost?: { row: LostLines; column: LostLines };
  /** Rows and columns of blocks: first and end. */
  blocks?: [number, number, number, number];
  scale?: Float32Array;
  /** Left out where all are 0. */
  zero_point?: Float32Array;
  /** What is added to every level of a block; only of formats with minimums. */
  minimum?: Float32Array;
  absmax?: Float32Array;
  sqnr?: Float32Array;
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

/** The rows or columns of a row or column of blocks, its share of Σe², and how many of its kind there are. */
export interface LostLines {
  first: number;
  end: number;
  share: number;
  of: number;
}
