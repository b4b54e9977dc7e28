// The Trade-off view: every scheme of a list by its error and its size, and which to use.

import { choice, optionalNumber, text } from '../../state/kinds.js';

/** @typedef {import('../../state/state.js').State & import('../../state/kinds.js').ValuesOf<typeof KEYS>} TradeOffState */

/** Longest list of schemes. */
const LONGEST_LIST = 8192;

const KEYS = {
  /** The target of the recommendation, an SQNR or bits per value; its number, or '' for the usual one. */
  goal: { default: 'sqnr', ...choice(['sqnr', 'bits']) },
  target: { default: '', ...optionalNumber(0, 200) },
  /** The error on the axis; sweeps over group sizes and bits show the same. */
  error: { default: 'sqnr', ...choice(['sqnr', 'mse']) },
  /** Bits of the scales of rows and groups in the usual list. */
  scales: { default: '16', ...choice(['16', '32']) },
  /** The schemes, separated by semicolons; empty for the usual ones. */
  list: { default: '', ...text(LONGEST_LIST) },
};

/** @satisfies {import('../types.js').ViewKind} */
export const tradeoff = {
  name: 'tradeoff',
  texts: 'views',
  group: 'choose',
  keys: KEYS,
  make: async () => (await import('./view.js')).tradeOffView,
  inspects: false,
};
