// The Blocks view: the matrix as a heat map with the blocks of both schemes.

import { choice, rectangle } from '../../state/kinds.js';
import { ROLES } from '../../state/roles.js';
import { MAPS } from './maps.js';
import { edgeSheets, matrixSheets } from './sheets.js';

/** @typedef {import('./types.js').BlocksAnswer} BlocksAnswer */
/** @typedef {import('../../state/state.js').State & import('../../state/kinds.js').ValuesOf<typeof KEYS>} BlocksState */

/** Most cells along a side: as many as a screen has pixels for. */
const MOST_CELLS = 1024;

const KEYS = {
  /** What the colours stand for; by itself the error, and of a photograph what it decodes to. */
  map: { default: 'auto', ...choice(['auto', ...MAPS]) },
  /** The rows and columns shown; empty for all. */
  at: { default: '', ...rectangle() },
};

/** @satisfies {import('../types.js').ViewKind} */
export const blocks = {
  name: 'blocks',
  texts: 'views',
  group: 'see',
  keys: KEYS,
  /** @param {BlocksState} state @returns {import('./types.js').BlocksQuestion} */
  ask(state, { width, height }) {
    const cells = (/** @type {number} */ pixels) => Math.min(MOST_CELLS, Math.max(16, Math.round(pixels)));
    const window =
      state.at === '' ? null : /** @type {import('./window.js').Window} */ (state.at.split(',').map(Number));
    return { kind: 'blocks', a: state.a, b: state.b, map: state.map, window, cells: [cells(height), cells(width / 2)] };
  },
  make: async () => (await import('./view.js')).blocksView,
  // The arithmetic of a value is that of its own block, which the view itself shows.
  inspects: false,
  inRange: ({ at }, { window }) => ({ at: at === '' ? at : [...window].join() }),
  sheets(_, answer) {
    if (!answer) return [];
    const shown = /** @type {BlocksAnswer} */ (/** @type {unknown} */ (answer));
    return [...ROLES.flatMap((role) => matrixSheets(shown, role)), ...edgeSheets(shown)];
  },
  // A photograph is as high as it is.
  paper: (answer) =>
    /** @type {BlocksAnswer|null} */ (/** @type {unknown} */ (answer))?.photograph ? { width: 560, height: 265 } : null,
};
