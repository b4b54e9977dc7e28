// What every component of the page is made with.

import type { Pkg } from '../engine/pkg.js';
import type { DataParts, Question } from '../engine/records.js';
import type { Found, SurveyProgress } from '../engine/types.js';
import type { Translator } from '../i18n/types.js';
import type { State } from '../state/state.js';

/** What every component of the page is made with. */
export interface PageContext {
  t: Translator;
  /** Asks for a change of the state; the result arrives by `update`. */
  set(change: Partial<State>, options?: { transient?: boolean }): void;
  /** The state last asked for, which is shown soon; a further change starts from it. */
  wanted(): State;
  /**
   * Asks for a change of a notation to what `print` returns. If `print` throws a sentence, it is shown at the notation's field, and
   * the controls show the current state again.
   */
  compose(
    name: 'data' | 'a' | 'b',
    print: () => string,
    options?: { transient?: boolean; also?: Partial<State> },
  ): void;
  /** Asks for a change of the data last asked for. */
  changeData(change: Partial<DataParts>, options?: { transient?: boolean; also?: Partial<State> }): void;
  /**
   * Measures many schemes on the data shown, in the background. `onresult` is called at once with what is known, and again
   * with each further result; the newest survey replaces the one before. The returned function gives it up.
   */
  survey(schemes: readonly string[], onresult: (found: Found, progress: SurveyProgress) => void): () => void;
  /** The same on a variant of the data shown, beside a survey of the data itself. */
  probe(
    data: string,
    schemes: readonly string[],
    onresult: (found: Found, progress: SurveyProgress) => void,
  ): () => void;
  /**
   * Asks a question about the data shown, beside the frames. Rejected with Obsolete when it is given up, or when other data takes
   * its place.
   */
  ask(
    question: Question & Record<string, unknown>,
    how: { signal: AbortSignal; onprogress: (fraction: number) => void },
  ): Promise<any>;
  /** The same about data beside that shown, such as what its tensor became. */
  askBeside(data: string, question: Question & Record<string, unknown>, signal: AbortSignal): Promise<any>;
  /** Models, and the surveys of their tensors; null before anything is computed. */
  models(): import('../engine/model-survey.js').ModelSurvey | null;
  /** Products of codes, taken apart and timed in a worker of their own. */
  products(): import('../engine/product-client.js').ProductClient;
  /** The page's own instance of the wasm module. */
  drawing(): Pkg;
  /** The theme in force. */
  theme(): 'light' | 'dark';
  /** The page's own instance broke while drawing: replaces it, and shows the same state again. */
  recover(error: unknown): void;
}
