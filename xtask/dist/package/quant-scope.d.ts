// What the package offers. Importing it defines <quant-scope>; without a window it only exports the class.

import type { ImageOptions } from '../../../www/export/types.js';
import type { State } from '../../../www/state/state.js';

/** The measures of one scheme; `sqnr_db` is Infinity where nothing is lost, and NaN stands for what is not defined. */
export interface Metrics {
  sqnr_db: number;
  mse: number;
  rmse: number;
  mae: number;
  max_abs_error: number;
  cosine: number;
  bias: number;
  clipped: number;
  zeroed: number;
  /** Null for a format whose levels are not one scale apart. */
  rmse_per_scale: number | null;
  error_at_zero: number;
  rounding_sse: number;
  clipping_sse: number;
  codes_used: number;
  codes_total: number;
  entropy_bits: number;
  bits_per_value: number;
  [measure: string]: number | null;
}

/** Told of every change of the state; `transient` while a control is being dragged. */
export type ChangeEvent = CustomEvent<{ transient: boolean }>;

/** A tensor of a model. Its measures are null where it cannot be measured, and then `problem` says why. */
export interface SurveyRow {
  name: string;
  /** From its name: what it does, the number of its layer, and the part of the model that has this layer. */
  role: string;
  layer: number | null;
  stack: string | null;
  shape: number[];
  /** How its values are stored, and in how many bits each; NaN where that is not known. */
  dtype: string;
  bits_per_value: number;
  values: number;
  /** NaN and infinities, which are left out. */
  non_finite: number;
  kurtosis: number | null;
  max_per_sigma: number | null;
  /** Rows and columns that stand out by most of their values, or by a few. */
  rows_out: { throughout: number; by_few: number };
  columns_out: { throughout: number; by_few: number };
  a: Metrics | null;
  b: Metrics | null;
  /** What a second file stores, held against this tensor: null where the state's `became` names none or has no such tensor. Measures of a grid are null. */
  became: { [Measure in keyof Metrics]: Metrics[Measure] | null } | null;
  /** The name of the tensor there. */
  partner: string | null;
  problem: { key: string; words: Record<string, string>; text?: string } | null;
}

/** Sent for each row that a survey finds. */
export type SurveyEvent = CustomEvent<{ row: SurveyRow; done: number; total: number }>;

/** Attributes have the names of the state's keys, and so have properties. */
export interface QuantScope extends Omit<State, 'lang'> {
  addEventListener(
    type: 'change',
    listener: (this: QuantScope, event: ChangeEvent) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: 'survey',
    listener: (this: QuantScope, event: SurveyEvent) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

export class QuantScope extends HTMLElement {
  static readonly observedAttributes: string[];
  /** The address of a whole page, which links lead to. */
  page: string | null;
  /** Fulfilled when the first picture stands; rejected with a sentence where it never will. Asking for it loads the element. */
  readonly ready: Promise<void>;
  /** The numbers of both schemes, as plain copies; null before the first picture. */
  metrics(): { a: Metrics; b: Metrics } | null;
  /** Measures all tensors of the model that the data is from, in the order of its files; rejected with a sentence where it is from no file. */
  survey(): Promise<SurveyRow[]>;
  /** A copy of the state shown. */
  getState(): State;
  /** Changes a part of the state. Fulfilled when picture and numbers are those of the new state; rejected with a sentence when it cannot be shown. */
  setState(part: Partial<State>): Promise<void>;
  /** The view's picture as a file, once all is there that is measured for it; rejected with a sentence where the view has none. */
  exportImage(type: 'png' | 'svg', options?: ImageOptions): Promise<Blob>;
  /** Stops what plays, as when a slide is left. */
  pause(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'quant-scope': QuantScope;
  }
}
