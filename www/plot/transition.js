// A transition: for a moment a picture is drawn between what it showed and what it shows now, so that one sees what moved.

/** How long a transition lasts, in milliseconds. */
export const LASTING = 250;

/** Fast at first, then gently to its end. @param {number} share of the time */
const eased = (share) => 1 - (1 - share) ** 3;

/** Whether a person prefers pictures that stand still. */
const still = () => globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true;

/**
 * @param {() => void} draw draws the picture at the share that has been reached
 * @param {{next?: (step: (time: number) => void) => number, cancel?: (turn: number) => void, resting?: () => boolean}} [clock] the
 *   screen's frames, and whether nothing is to move now
 */
export function transition(
  draw,
  {
    next = (step) => requestAnimationFrame(step),
    cancel = (turn) => cancelAnimationFrame(turn),
    // A page out of sight has no frames.
    resting = () => still() || document.hidden,
  } = {},
) {
  let share = 1;
  let turn = 0;
  /** @type {number|null} the time of its first frame */
  let began = null;

  function step(/** @type {number} */ time) {
    began ??= time;
    share = eased(Math.min(1, (time - began) / LASTING));
    turn = share < 1 ? next(step) : 0;
    draw();
  }
  function stop() {
    if (turn !== 0) cancel(turn);
    turn = 0;
    share = 1;
  }

  return {
    /** The share of the way that is done, 0 to 1. */
    share: () => share,
    /** Begins, also while another one runs. */
    begin() {
      stop();
      if (resting()) return;
      share = 0;
      began = null;
      turn = next(step);
    },
    stop,
    /** Ends at once, with the picture at its end. */
    finish() {
      if (turn === 0) return;
      stop();
      draw();
    },
  };
}
