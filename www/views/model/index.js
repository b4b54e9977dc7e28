// The Model view: every tensor of the files that the data is from, under A and B.

import { choice, names, optionalNumber, text } from '../../state/kinds.js';

/** @typedef {import('../../state/state.js').State & import('../../state/kinds.js').ValuesOf<typeof KEYS>} ModelState */

/** Longest part of a name to look for, longest name of a file, and longest list of formats. */
const LONGEST_SEARCH = 200;
const LONGEST_NAME = 1000;
const LONGEST_LIST = 8192;

/** What can keep a tensor as it is, and what a plan can make least (src/survey/budget/). */
export const RULES = Object.freeze(['vectors', 'norms', 'biases', 'embeddings', 'routers', 'heads']);
export const CRITERIA = Object.freeze(['relative', 'squared', 'weighted']);

/** The columns of the table (columns.js). */
export const COLUMN_KEYS = Object.freeze([
  'name',
  'sqnr_a',
  'sqnr_b',
  'difference',
  'sqnr_became',
  'gain',
  'share_a',
  'share_b',
  'share_became',
  'role',
  'layer',
  'shape',
  'values',
  'dtype',
  'bits_a',
  'bits_b',
  'bits_became',
  'kurtosis',
  'max_per_sigma',
  'rows_out',
  'columns_out',
]);

/** What the map can show (cells.js). */
export const HEATS = Object.freeze([
  'sqnr_a',
  'sqnr_b',
  'difference',
  'share_a',
  'share_b',
  'bits_a',
  'bits_b',
  'kurtosis',
  'max_per_sigma',
  'sqnr_became',
  'gain',
  'share_became',
  'bits_became',
]);

const SORTED = COLUMN_KEYS.flatMap((key) => [key, `-${key}`]);

const KEYS = {
  /** The column that rows are sorted by, with a `-` before it from the largest down; '' for the order of the file. */
  order: { default: '', ...choice(['', ...SORTED]) },
  /** What of a name, a role or a type rows must have. */
  find: { default: '', ...text(LONGEST_SEARCH) },
  /** Whether rows of a layer or of a role stand together, with their sums. */
  together: { default: 'none', ...choice(['none', 'layer', 'role']) },
  /** What the map shows. */
  heat: { default: 'sqnr_a', ...choice(HEATS) },
  /** The file of a saved survey, whose numbers are shown where the model itself is not open. */
  saved: { default: '', ...text(LONGEST_NAME) },
  /** The bits per value that a plan may use; '' where none is made. */
  budget: { default: '', ...optionalNumber(0, 32) },
  /** What a tensor may be given in a plan, separated by semicolons; '' for the usual formats. */
  formats: { default: '', ...text(LONGEST_LIST) },
  /** What stays as it is. */
  kept: { default: RULES.slice(0, -1).join(','), ...names(RULES) },
  /** The sum that is least. */
  least: { default: 'relative', ...choice(CRITERIA) },
  /** Whether the budget is divided by the values of the tensors that are given a format, or by all. */
  counted: { default: 'planned', ...choice(['planned', 'all']) },
};

/** @satisfies {import('../types.js').ViewKind} */
export const model = {
  name: 'model',
  group: 'model',
  keys: KEYS,
  texts: 'model',
  make: async () => (await import('./view.js')).modelView,
  inspects: false,
  help: [
    ['↑ ↓', 'model.rows'],
    ['Enter', 'model.open'],
  ],
};
