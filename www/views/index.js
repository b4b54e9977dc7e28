// The views, in the order of their tabs, of the keys 1 to 9 and 0, and of their keys in a link. A view is a folder here and a line in this
// list; types.d.ts has what its descriptor holds.

import { SentenceError } from '../engine/errors.js';
import { messageOf } from '../engine/wire.js';
import { blocks } from './blocks/index.js';
import { codes } from './codes/index.js';
import { errors } from './errors/index.js';
import { grid } from './grid/index.js';
import { integers } from './integers/index.js';
import { model } from './model/index.js';
import { remedies } from './remedies/index.js';
import { stream } from './stream/index.js';
import { sweeps } from './sweeps/index.js';
import { tradeoff } from './tradeoff/index.js';

/** @typedef {import('./types.js').ViewKind} ViewKind */
/** @typedef {Awaited<ReturnType<ViewKind['make']>>} Maker */

/** @type {readonly ViewKind[]} */
export const VIEWS = Object.freeze([grid, errors, codes, blocks, sweeps, tradeoff, remedies, stream, integers, model]);

/** The view of that name; the first for any other. @param {string} name @returns {ViewKind} */
export const viewOf = (name) => VIEWS.find((view) => view.name === name) ?? VIEWS[0];

/** The makers of the views that were fetched. @type {Map<ViewKind, Maker>} */
const makers = new Map();

/** Fetches the maker of a view. Rejects with a SentenceError; a second call tries again. @param {string} name @returns {Promise<void>} */
export async function fetchView(name) {
  const view = viewOf(name);
  if (makers.has(view)) return;
  try {
    makers.set(view, await view.make());
  } catch (error) {
    throw new SentenceError('error.engine.fetch', { address: view.name, message: messageOf(error) });
  }
}

/** The maker of a view that was fetched. @param {ViewKind} view */
export const makerOf = (view) => /** @type {Maker} */ (makers.get(view));
