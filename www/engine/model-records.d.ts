// The rows of a model's survey.

import type { Part } from '../files/types.js';
import type { Note } from '../i18n/types.js';
import type { Measures } from './records.js';

/** What a tensor of a model is, and what schemes do to it. */
export interface ModelRow {
  name: string;
  /** From its name: what it does, the number of its layer, and the part of the model that has this layer. */
  role: string;
  layer: number | null;
  stack: string | null;
  shape: number[];
  /** How its values are stored, and in how many bits each. */
  dtype: string;
  stored_bits_per_value: number;
  values: number;
  /** How many values are NaN or infinite: left out of all that follows. */
  non_finite: number;
  /** Σx². */
  signal: number;
  /** 3 for a normal distribution; null where all values are equal. */
  kurtosis: number | null;
  /** The largest |x| in standard deviations; null where all values are equal. */
  max_per_sigma: number | null;
  /** Rows and columns that stand out. */
  rows_out: Lines;
  columns_out: Lines;
  /** Σh over its finite values, where an importance matrix weighs its columns. */
  importance: number | null;
  /** In the order of the schemes asked for. */
  sides: ModelSide[];
}

/** How many rows or columns stand out: by most of their values, or by a few. */
export interface Lines {
  throughout: number;
  by_few: number;
}

/** A tensor under one scheme: its measures, or why there are none. The side of a cast, `bf16` or `f16`, has its Σe² alone. */
export interface ModelSide {
  scheme: string;
  measures: Measures | null;
  problem: (Note & { text?: string }) | null;
  /** Of what a tensor became in a second file: Σx² over the values compared, and how many are not finite in one of both. */
  signal?: number;
  left_out?: number;
  sse?: number;
}

/** What is known of a tensor: its row without sides, and its sides by scheme. */
export interface KnownRow extends Omit<ModelRow, 'sides'> {
  sides: Map<string, ModelSide>;
}

/** A survey that was saved: its rows under A and B, without the files of the model. */
export interface SavedSurvey {
  /** The file that it is in. */
  file: string;
  /** What the model is called, and its files. */
  model: string;
  files: Part[];
  /** The schemes that the sides of its rows are of. */
  a: string;
  b: string;
  rows: KnownRow[];
  /** What the model became in a second file; the sides are kept under its word. */
  became: ShownBecame | null;
}

/** What of a second file is shown: of one that is open, and of one that a saved survey tells of. */
export interface ShownBecame {
  /** What its measures are kept under, in the place of a scheme. */
  word: string;
  model: { listing: { name: string } };
  /** By the names of the first model's tensors; unlike: why the two cannot be compared. */
  partners: ReadonlyMap<string, { entry: { name: string }; unlike: ModelSide['problem'] }>;
  /** Names of tensors without a partner: of the model, and of the second file. */
  alone: readonly string[];
  left: readonly string[];
}

/** How far a survey of a model is. */
export interface ModelProgress {
  /** Tensors. */
  done: number;
  total: number;
  /** The share of the values that is done, 0 to 1. */
  share: number;
  active: boolean;
  paused: boolean;
}

/** A row with what a budget needs of it; the sides are those that its tensor is planned with. */
export interface BudgetRow extends Pick<
  ModelRow,
  'name' | 'shape' | 'dtype' | 'stored_bits_per_value' | 'values' | 'non_finite' | 'signal' | 'importance'
> {
  sides: Pick<ModelSide, 'scheme' | 'measures' | 'sse'>[];
}

/** What is asked of a budget (src/web/budget.rs). */
export interface BudgetAsked {
  /** Schemes, `bf16`, `f16` and `keep`. */
  candidates: readonly string[];
  keep: Record<KeepRule, boolean>;
  criterion: string;
  counted: string;
  rows: readonly BudgetRow[];
}

/** What keeps a tensor as it is. */
export type KeepRule = 'vectors' | 'norms' | 'biases' | 'embeddings' | 'routers' | 'heads';

/** Formats of a model's tensors: bits per value, and decibels below the signal; Infinity without error. */
export type BudgetLevel = [bits: number, decibels: number];

/** What there is to choose from. */
export interface BudgetOverview {
  /** For each row why it is kept, and else what it has to be measured under. */
  wanted: { kept?: string; formats: string[] }[];
  /** The corners of the curve, by rising bits. */
  curve: BudgetLevel[];
  /** All tensors in one format; those whose rows do not fit it have others, each with the number of its tensors. */
  singles: [format: string, level: BudgetLevel, fallen: [format: string, tensors: number][]][];
}

/** The plan for a budget. */
export interface BudgetPlan {
  /** In the order of the rows. */
  tensors: PlannedTensor[];
  /** Where it stands on the picture. */
  level: BudgetLevel;
  /** Of the tensors that are given a format, and of the whole model. */
  bits_per_value: number;
  bits_per_value_of_model: number;
  planned_values: number;
  /** The sum. */
  error: number;
  /** Bits that are left; negative where the cheapest formats need more. */
  left: number;
  /** Whether no choice has less error. */
  exact: boolean;
}

/** The format of a tensor in a plan. */
export interface PlannedTensor {
  format: string;
  /** The candidate whose place the format takes, where the rows do not fit that. */
  instead_of?: string;
  kept?: string;
  bits_per_value: number;
  sqnr_db: number;
  /** Its share of the sum. */
  error: number;
}
