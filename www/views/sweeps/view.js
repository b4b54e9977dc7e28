// The Sweeps view: how the error of both schemes changes with one parameter - the clipping, the group size, the bits, the format - while the others
// stay. Each kind of curve is a file in this folder.

import { optionsOf, segmented } from '../../controls/controls.js';
import { h } from '../../controls/dom.js';
import { ROLES } from '../../state/roles.js';
import { STORED, unlessStored } from '../stored.js';
import { SWEEP_BITS } from './bits.js';
import { clippingSweep } from './clipping.js';
import { FORMATS } from './formats.js';
import { GROUPS } from './groups.js';
import { measuredSweep } from './measured.js';

/** @typedef {import('./types.js').Sweep} Sweep */

/** By the state's key `by`. */
const MAKERS = {
  threshold: clippingSweep,
  percentile: clippingSweep,
  group: measuredSweep(GROUPS),
  bits: measuredSweep(SWEEP_BITS),
  format: measuredSweep(FORMATS),
};

/** @param {import('../types.js').ViewContext} context @returns {import('../types.js').View} */
export function sweepsView(context) {
  const { t, set } = context;
  /** @type {Map<Function, Sweep>} */
  const made = new Map();
  /** @type {Sweep|null} */
  let shown = null;
  /** @type {import('../types.js').Steps|null} */
  let steps = null;

  const by = segmented({
    label: t('ui.sweeps.by'),
    name: 'by',
    options: optionsOf(t, 'ui.sweeps.by', Object.keys(MAKERS)),
    onChange: (value) => set({ by: value }),
  });
  const own = h('div', { class: 'row' });
  const tools = h('div', { class: 'tools row' }, by.element, own);
  const element = h('section', { class: 'sweeps-view fits', 'aria-label': t('ui.view.sweeps') }, tools);

  /** Made when it is first shown. @param {string} name */
  function sweep(name) {
    const maker = MAKERS[/** @type {keyof typeof MAKERS} */ (name)];
    const known = made.get(maker);
    if (known) return known;
    const fresh = maker(context);
    made.set(maker, fresh);
    return fresh;
  }

  return unlessStored(
    {
      element,
      get picture() {
        return shown?.picture;
      },
      settled: () => shown?.settled?.() ?? Promise.resolve(),
      /** @param {import('./index.js').SweepsState} state */
      update(frame, state, answer) {
        by.update(state.by);
        const now = sweep(state.by);
        if (shown !== now) {
          shown = now;
          own.replaceChildren(...now.tools);
          while (tools.nextSibling) tools.nextSibling.remove();
          element.append(...now.elements);
        }
        now.update(frame, state, answer);
        now.mark?.(steps);
      },
      mark(next) {
        steps = next;
        shown?.mark?.(steps);
      },
      tables: () => shown?.tables() ?? [],
      sheets: () => shown?.sheets?.() ?? [],
      dispose() {
        for (const each of made.values()) each.dispose();
      },
    },
    (_, state) => {
      const roles = ['threshold', 'percentile'].includes(state.by)
        ? ROLES.filter((role) => state[role] === STORED)
        : [];
      return roles.length > 0 ? t('stored.sweeps') : '';
    },
  );
}
