// What undo and redo go through: the settled states of one element, the newest last.
//
// How the page is shown (language, theme, what is hidden, presenting) is not undone: it stays as it is now. In a lesson, undo ends
// where the step begins; the lesson's own buttons lead to other steps.

import { isBare } from '../lessons/following.js';
import { KEPT, KEYS } from '../state/state.js';

/** @typedef {import('../state/state.js').State} State */

/** More states than this are forgotten, the oldest first. */
const MOST = 200;

const UNDONE = KEYS.map(({ name }) => name).filter((name) => !KEPT.has(name));

/** What of a state undo and redo bring back. @param {State} state @returns {Partial<State>} */
export const undone = (state) => Object.fromEntries(UNDONE.map((name) => [name, state[name]]));

/** Whether two states differ in nothing that can be undone. @param {State|undefined} p @param {State} q */
const alike = (p, q) => p !== undefined && UNDONE.every((name) => p[name] === q[name]);

/** @param {State} from @param {State} to */
const leavesStep = (from, to) => from.lesson !== '' && (from.lesson !== to.lesson || from.step !== to.step);

export function undoList() {
  /** @type {State[]} */
  let states = [];
  /** Places in the list: of the state shown, and of the one asked for, from which a further step goes. */
  let shown = -1;
  let asked = -1;
  /** The keys that something is moving, such as a drag, and has not settled yet. @type {Set<string>} */
  const moving = new Set();

  /** @param {-1|1} by */
  const reachable = (by) => {
    const [from, to] = [states[asked], states[asked + by]];
    return to !== undefined && !(by < 0 && leavesStep(from, to));
  };

  return {
    /** Whether there is a state to go to. @param {-1|1} by */
    can: reachable,
    /**
     * A change is asked for. What was moving before is settled first, unless this change goes on with it or ends it.
     * @param {object} part the keys that change @param {boolean} transient whether it moves on @param {State} wanted the state before
     */
    asks(part, transient, wanted) {
      const names = Object.keys(part).filter((name) => UNDONE.includes(name));
      if (names.length === 0) return;
      if (moving.size > 0 && !names.every((name) => moving.has(name))) {
        moving.clear();
        this.add(wanted);
      }
      if (transient) for (const name of names) moving.add(name);
      else moving.clear();
    },
    /** A settled state is shown, but for what is moving meanwhile: another theme, for example, is shown in the midst of a drag. @param {State} shownNow */
    add(shownNow) {
      const before = states[asked];
      const state =
        before && moving.size > 0
          ? { ...shownNow, ...Object.fromEntries([...moving].map((name) => [name, before[name]])) }
          : shownNow;
      const at = [asked, shown].find((place) => alike(states[place], state));
      if (at !== undefined) {
        states[at] = state;
        asked = shown = at;
        return;
      }
      const kept = states.slice(0, asked + 1);
      // A link that names no more than a lesson's step is followed by the state of the step.
      const last = kept.at(-1);
      if (last && last.lesson !== '' && isBare(last)) kept.pop();
      states = [...kept, state].slice(-MOST);
      asked = shown = states.length - 1;
    },
    /**
     * The state one step back (−1) or forth (1); null where there is none. Back from a state that has not settled is to the last one
     * that has.
     * @param {-1|1} by @param {State} wanted the state last asked for
     * @returns {State|null}
     */
    go(by, wanted) {
      moving.clear();
      if (by < 0 && states.length > 0 && !alike(states[asked], wanted)) return states[asked];
      if (!reachable(by)) return null;
      asked += by;
      return states[asked];
    },
    /** A state of the list is shown again. @param {State} state @param {State} now as it is shown */
    reached(state, now) {
      const at = states.indexOf(state);
      if (at < 0) return this.add(now);
      states[at] = now;
      shown = at;
    },
    /** A state of the list could not be shown, so what is shown counts. @param {State} state */
    missed(state) {
      if (states[asked] === state) asked = shown;
    },
  };
}
