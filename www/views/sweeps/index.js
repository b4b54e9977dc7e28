// The Sweeps view: how the error of both schemes changes with one parameter.

import { sheet } from '../../export/sheets.js';
import { choice } from '../../state/kinds.js';
import { ROLES } from '../../state/roles.js';

/** @typedef {import('./types.js').CurveRecord} CurveRecord */
/** @typedef {import('./types.js').ClippingAnswer} ClippingAnswer */
/** @typedef {import('../../state/state.js').State & import('../../state/kinds.js').ValuesOf<typeof KEYS>} SweepsState */

const POINTS = 400;
/** Points of a curve over all blocks, each of which costs a pass. */
const POINTS_OF_ALL = 100;

const KEYS = {
  /** The parameter along the axis. */
  by: { default: 'threshold', ...choice(['threshold', 'percentile', 'group', 'bits', 'format']) },
  /** Whether a curve by percentile is about the shown block or about all. */
  of: { default: 'block', ...choice(['block', 'all']) },
};

/** Whether the curves are about all blocks: these have a percentile in common, but no threshold. @param {SweepsState} state */
export const isOfAll = ({ of, by }) => of === 'all' && by === 'percentile';

/** @param {string} name @param {CurveRecord} curve */
function curveSheets(name, { at, lo, hi, clipped, rounding, clipping, marks }) {
  /** @type {Record<string, ArrayLike<number>>} */
  const range = lo.length === at.length ? { lo, hi } : {};
  return [
    sheet(`curve-${name}`, { at, ...range, clipped, rounding_mse: rounding, clipping_mse: clipping }),
    sheet(`calibrations-${name}`, {
      scheme: marks.map((mark) => mark.calibration),
      percentile: marks.map((mark) => mark.percentile),
      ratio: marks.map((mark) => mark.ratio),
      clipped: marks.map((mark) => mark.clipped),
      mse: marks.map((mark) => mark.mse),
    }),
  ];
}

/** The curve with the other symmetry, if there is one. @param {string} role @param {CurveRecord|undefined} other */
const otherSheets = (role, other) => (other ? curveSheets(`${role}-other-symmetry`, other).slice(0, 1) : []);

/** @param {ClippingAnswer} answer */
const clippingSheets = (answer) =>
  ROLES.flatMap((role) => [...curveSheets(role, answer[role]), ...otherSheets(role, answer[`other_${role}`])]);

/** @satisfies {import('../types.js').ViewKind} */
export const sweeps = {
  name: 'sweeps',
  texts: 'views',
  group: 'choose',
  keys: KEYS,
  /** Curves over group sizes, bits and formats are measured beside the frames. @param {SweepsState} state @returns {import('./types.js').ClippingQuestion|null} */
  ask(state) {
    const percentile = state.by === 'percentile';
    if (!percentile && state.by !== 'threshold') return null;
    // A grid of a file has no range that could be another one.
    if (state.a === 'stored' || state.b === 'stored') return null;
    const { a, b, blocka: block_a, blockb: block_b } = state;
    const all = isOfAll(state);
    return { kind: 'clipping', a, b, block_a, block_b, all, percentile, points: all ? POINTS_OF_ALL : POINTS };
  },
  make: async () => (await import('./view.js')).sweepsView,
  help: [
    ['M', 'calibrator'],
    ['Enter', 'least'],
  ],
  inspects: false,
  sheets: (_, answer) => (answer ? clippingSheets(/** @type {any} */ (answer)) : []),
  style: /* css */ `
@container (max-width: 559px) {
  .sweeps-view .stage { --own: max(320px, var(--stuck)); }
}
@container (max-width: 420px) {
  .sweeps-view .tools .choice span { padding-inline: 1px; font-size: 0.82em; }
}
`,
};
