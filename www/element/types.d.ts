// What every component of the page is made with.

import type { Pkg } from '../engine/pkg.js';
import type { DataParts } from '../engine/records.js';
import type { Found, SurveyProgress } from '../engine/types.js';
import type { Translator } from '../i18n/types.js';
import type { State } from '../state/state.js';

/** What every component of the page is made with. */
export interface PageContext {
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
  products(): import('../engine/product-client.js').Multiplying;
  /** The page's own instance of the wasm module. */
  drawing(): Pkg;
  /** The theme in force. */
  theme(): 'light' | 'dark';
  /** The page's own instance broke while drawing: replaces it, and shows the same state again. */
  recover(error: unknown): void;
}
