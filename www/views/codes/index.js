// The Codes view: how often each code of both schemes is used.

import { codesSheet } from '../../export/sheets.js';
import { ROLES } from '../../state/roles.js';

/** @satisfies {import('../types.js').ViewKind} */
export const codes = {
  name: 'codes',
  texts: 'views',
  group: 'see',
  keys: {},
  make: async () => (await import('./view.js')).codesView,
  sheets: (frame) => ROLES.map((role) => codesSheet(frame, role)),
};
