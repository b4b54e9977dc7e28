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

/** Attributes have the names of the state's keys, and so have properties. */
export interface QuantScope extends Omit<State, 'lang'> {
  addEventListener(
    type: 'change',
    listener: (this: QuantScope, event: ChangeEvent) => unknown,
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
