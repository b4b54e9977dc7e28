// What is shown when a state was refused: the rest of it, with a sentence at the field that was wrong.

import { ROLES } from '../state/roles.js';

/** @typedef {import('../state/state.js').State} State */

/** The grid that a file stores data on, and what takes its place where there is none and nothing else was shown before. */
const STORED = 'stored';
const USUAL = 'int8';

/**
 * Shows the rest of a state. Data that could not be loaded stays as it was; the scheme `stored`, where the data has no such grid, becomes
 * the one before.
 * @param {{key?: string}} error
 * @param {{
 *   states: {asked: State, shown: State, wanted: State},
 *   change: (part: Partial<State>) => Promise<void>,
 *   revert: () => void,
 *   refuse: (name: 'data'|'a'|'b', error: any, typed: string) => void,
 * }} on
 */
export async function showRest(error, { states: { asked, shown, wanted }, change, revert, refuse }) {
  if (error.key === 'error.scheme.stored') {
    const roles = ROLES.filter((role) => asked[role] === STORED);
    const usual = (/** @type {'a'|'b'} */ role) => (shown[role] === STORED ? USUAL : shown[role]);
    await change(Object.fromEntries(roles.map((role) => [role, usual(role)])));
    for (const role of roles) refuse(role, error, STORED);
    return;
  }
  const { data, blocka, blockb, x } = shown;
  if (asked.data === data || asked.data !== wanted.data) revert();
  else await change({ data, blocka, blockb, x });
  refuse('data', error, asked.data);
}
