// Workers of a model's survey that answer when a test lets them.

import assert from 'node:assert/strict';
import { Obsolete } from '../../www/engine/errors.js';
import { ModelSurvey } from '../../www/engine/model-survey.js';

/** @typedef {{tensor: string, schemes: string[], partner?: string, worker: string, done: (row?: object) => void, fail: (error: Error) => void, progress: (share: number) => void}} Call */

export const NAMES = ['w0', 'w1', 'w2', 'w3'];

/** Workers that answer when a test lets them. @param {{cores?: number, beside?: object}} [options] */
export function workers({ cores = 2, beside = undefined } = {}) {
  /** @type {Call[]} */
  const calls = [];
  /** @type {string[]} */
  const closed = [];
  const entries = [...NAMES, 'ids'].map((name) => ({
    name,
    shape: [10],
    dtype: 'float32',
    count: 10,
    readable: true,
    surveyed: name !== 'ids',
  }));
  let listed = 0;
  const survey = new ModelSurvey({
    cores,
    open: async (worker) => {
      /** @type {Map<number, (error: Error) => void>} */
      const pending = new Map();
      return /** @type {any} */ ({
        ask: (/** @type {any} */ { source, schemes: given }, /** @type {(share: number) => void} */ progress) => {
          const id = calls.length;
          const schemes = [...given, ...(source.became ? [source.became.word] : [])];
          const answer = new Promise((resolve, reject) => {
            const row = { name: source.tensor, values: 10, signal: 1, importance: null };
            const sides = schemes.map((/** @type {string} */ scheme) => ({
              scheme,
              measures: { mse: 1 },
              problem: null,
            }));
            pending.set(id, reject);
            const done = (more = {}) => resolve({ ...row, sides, ...more });
            calls.push({
              tensor: source.tensor,
              schemes,
              partner: source.became?.tensor,
              worker,
              done,
              fail: reject,
              progress,
            });
          });
          return { id, answer };
        },
        cancel: (/** @type {number} */ id) => pending.get(id)?.(new Obsolete()),
        close: () => closed.push(worker),
      });
    },
    resolve: async (data) => {
      const [, name] = /^file\((\w+)/.exec(data) ?? [];
      return name ? /** @type {any} */ ({ key: `${name}#1`, name, blob: null, tensor: data, beside }) : null;
    },
    list: async ({ name }) => {
      listed += 1;
      // A second file has a tensor more and one less, and one that cannot be read.
      const seconds = [...entries.slice(1), { ...entries[0], name: 'own', surveyed: false, readable: false }];
      return { name, size: 1, entries: name === 'm' ? entries : name === 'other' ? [] : seconds, first: 0 };
    },
    pair: async (ours, theirs) => {
      const places = ours.map(({ name }) => theirs.findIndex((other) => other.name === name));
      const of = places.map((place) => (place < 0 ? null : { place, interleaved: null, unlike: null }));
      return { of, left: theirs.map((_, place) => place).filter((place) => !places.includes(place)) };
    },
  });
  return { survey, calls, closed, listed: () => listed };
}

/** Lets promises settle that are fulfilled already. */
export const settle = () => new Promise((done) => setImmediate(done));

/** @param {ReturnType<typeof workers>} of @param {string[]} schemes */
export async function begun({ survey }, schemes) {
  const model = await survey.of('file(m)');
  assert.ok(model);
  /** @type {{rows: string[], last: import('../../www/engine/model-records.js').ModelProgress|null}} */
  const heard = { rows: [], last: null };
  const handle = survey.ask({ model, schemes }, (row, progress) => {
    if (row) heard.rows.push(row.name);
    heard.last = progress;
  });
  await settle();
  return { model, heard, ...handle };
}
