// The kinds of guesses: each makes its elements, first to be guessed with, then with the truth laid over the guess.

import { choice } from './choice.js';
import { codes } from './codes.js';
import { curve } from './curve.js';
import { place } from './place.js';
import { slider } from './slider.js';

/** @type {Record<import('../../../lessons/types.js').GuessQuestion['kind'], (question: any, kit: import('./types.js').Kit) => Node[]>} */
export const GUESSES = Object.freeze({ choice, slider, curve, place, codes });
