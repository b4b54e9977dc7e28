// The Grid picture between two frames: levels and limits slide, and the values travel from their levels to the new ones.

import { transition } from '../../plot/transition.js';
import { ROLES } from '../../state/roles.js';

/** @typedef {import('../../engine/records.js').Frame} Frame */
/** @typedef {import('../../engine/records.js').SchemeFrame} SchemeFrame */
/** @typedef {{levels: Float32Array, range: [number, number], decoded: Uint32Array|undefined}} Shown what a panel shows of a grid */

/** @param {SchemeFrame} scheme @returns {Shown} */
const shownOf = ({ levels, params, decoded }) => ({ levels, range: [params.alpha, params.beta], decoded });

/** @param {number} from @param {number} to @param {number} share */
const between = (from, to, share) => from + (to - from) * share;

/**
 * Levels between two grids: each new level comes from the place that is as far along the old grid.
 * @param {Float32Array} from @param {Float32Array} to @param {number} share
 */
export function slid(from, to, share) {
  const steps = Math.max(1, to.length - 1);
  return to.map((level, rank) => {
    const place = (rank / steps) * (from.length - 1);
    const below = Math.floor(place);
    const old = between(from[below], from[Math.min(below + 1, from.length - 1)], place - below);
    return between(old, level, share);
  });
}

/** Whether two arrays have the same numbers. @param {Float32Array} p @param {Float32Array} q */
const same = (p, q) => p.length === q.length && p.every((value, i) => value === q[i]);

/** Whether only the grids differ between two frames, so that it can be seen what moved. @param {Frame} before @param {Frame} after */
function comparable(before, after) {
  return before.data.text === after.data.text && before.view[0] === after.view[0] && before.view[1] === after.view[1];
}

/** @param {() => void} draw */
export function gridMotion(draw) {
  const moving = transition(draw);
  /** Where each panel comes from. @type {Record<'a'|'b', Shown|null>} */
  const origin = { a: null, b: null };

  /** What a panel shows now. @param {'a'|'b'} role @param {SchemeFrame} scheme @returns {Shown} */
  function now(role, scheme) {
    const [from, to, share] = [origin[role], shownOf(scheme), moving.share()];
    if (!from || share === 1) return to;
    return {
      levels: slid(from.levels, to.levels, share),
      range: [between(from.range[0], to.range[0], share), between(from.range[1], to.range[1], share)],
      decoded: to.decoded,
    };
  }

  return {
    /** Goes from one frame to the next: at once where they show different data, or where a limit is dragged. @param {Frame|null} before @param {Frame} after @param {boolean} dragged */
    follow(before, after, dragged) {
      if (before === after) return;
      if (!before || dragged || !comparable(before, after)) return moving.stop();
      let moves = false;
      for (const role of ROLES) {
        const from = now(role, before[role]);
        const changed = !same(from.levels, after[role].levels) || from.decoded?.length !== after[role].decoded?.length;
        origin[role] = changed ? from : null;
        moves ||= changed;
      }
      if (moves) moving.begin();
    },
    /** What moves of a panel: the share that is done, its limits and its arrays; null where nothing does. @param {'a'|'b'} role @param {SchemeFrame} scheme */
    of(role, scheme) {
      const from = origin[role];
      const share = moving.share();
      if (!from || share === 1) return null;
      const { levels, range } = now(role, scheme);
      return {
        share,
        range,
        arrays: { ...scheme, levels, from: from.levels, to: scheme.levels, decoded_before: from.decoded },
      };
    },
    finish: moving.finish,
    dispose: moving.stop,
  };
}
