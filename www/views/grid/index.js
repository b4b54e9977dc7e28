// The Grid view: the data with the grids of both schemes.

import { codesSheet } from '../../export/sheets.js';
import { ROLES } from '../../state/roles.js';
import { style } from './style.js';

/** @satisfies {import('../types.js').ViewKind} */
export const grid = {
  name: 'grid',
  group: 'see',
  keys: {},
  make: async () => (await import('./view.js')).gridView,
  sheets: (frame) => ROLES.map((role) => codesSheet(frame, role)),
  style,
};
