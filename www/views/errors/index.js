// The Errors view: which values the squared error of both schemes comes from, and how errors are distributed.

import { openEdges, sheet } from '../../export/sheets.js';
import { histogramBins } from '../../plot/histogram-bins.js';
import { rangeOf } from '../../plot/view-range.js';
import { ROLES } from '../../state/roles.js';
import { profileOf } from './profile.js';

/** @typedef {import('./types.js').ErrorsAnswer} ErrorsAnswer */

/** Bins of errors: an odd number, so that the error 0 has a bin of its own. */
const ERROR_BINS = 101;

/** Where errors come from, and how they are distributed. @param {ErrorsAnswer} answer @param {[number, number]} view */
function sheetsOf(answer, view) {
  return ROLES.flatMap((role) => {
    const { rounding, clipping, errors } = profileOf(answer, role);
    const byValue = { ...openEdges(view, answer.bins), rounding_sse: rounding, clipping_sse: clipping };
    const byError = { ...openEdges([-answer.reach, answer.reach], errors.length - 2), count: errors };
    return [sheet(`error-by-value-${role}`, byValue), sheet(`errors-${role}`, byError)];
  });
}

/** @satisfies {import('../types.js').ViewKind} */
export const errors = {
  name: 'errors',
  texts: 'views',
  group: 'see',
  keys: {},
  /** @returns {import('./types.js').ErrorsQuestion} */
  ask: (state, { width }) => ({
    kind: 'errors',
    a: state.a,
    b: state.b,
    view: rangeOf(state),
    // Those of the data's histogram.
    bins: histogramBins(width),
    error_bins: ERROR_BINS,
  }),
  make: async () => (await import('./view.js')).errorsView,
  paper: () => ({ width: 630, height: 300 }),
  sheets: (frame, answer) => (answer ? sheetsOf(/** @type {any} */ (answer), frame.view) : []),
  style: /* css */ `
/* Four plots stand above one another. */
@container (max-width: 899px) {
  .errors-view .stage { --own: 800px; }
}
`,
};
