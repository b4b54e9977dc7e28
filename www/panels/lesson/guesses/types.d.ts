// What each kind of guess is made with, and what it gives: all have this one form.

import type { Frame } from '../../../engine/records.js';
import type { Found } from '../../../engine/types.js';
import type { Translator } from '../../../i18n/types.js';
import type { Scope } from '../../../lessons/expression.js';
import type { GuessQuestion } from '../../../lessons/types.js';

/** A guess as numbers: the position of an option, a slider's value, the values of a curve, the ends of a stretch, ranks of codes. */
export type Guess = number[];

/** A guess on its way, of the same numbers: null where there is none yet. */
export type Draft = (number | null)[];

/** What is known when the truth is laid over a guess. */
export interface Told {
  guess: Guess;
  /** The frame that the question is about, and its numbers. */
  frame: Frame;
  scope: Scope;
}

export interface Kit {
  t: Translator;
  /** Makes the guess. */
  commit(guess: Guess): void;
  /** The frame of the step before the guess: its data are those of the question. */
  frame: Frame;
  /** Null as long as there is no guess. */
  told: Told | null;
  /** What was guessed before the page was laid out anew, in another language for example. */
  draft: Draft | null;
  /** Keeps what is guessed so far. */
  keep(draft: Draft): void;
  /** Aborted when something else takes the place of the question. */
  signal: AbortSignal;
  /** Measures schemes on the data of the step, and reports them once all are found. */
  measure(schemes: readonly string[], onfound: (found: Found) => void): void;
  /** Reports the codes of the question's scheme by rank, also before it is shown. */
  codesOf(role: 'a' | 'b', onfound: (codes: ArrayLike<number>) => void): void;
}

export type Kind<K extends GuessQuestion['kind']> = (question: GuessQuestion & { kind: K }, kit: Kit) => Node[];
