// Plays a stream: the time advances by itself to the last batch.

/** The duration of a whole stream, unless it has few batches. */
const LASTS_MS = 12_000;
/** Limits of the time between two pictures. */
const FASTEST_MS = 40;
const SLOWEST_MS = 500;
/** With reduced motion a stream is shown as this many stills, one per second. */
const STILLS = 12;
const STILL_MS = 1000;

/** How long a picture stands, and by how many batches the next one advances. @param {number} count of batches @param {boolean} reduced motion */
export function pace(count, reduced) {
  if (reduced) return { every: STILL_MS, by: Math.max(1, Math.ceil(count / STILLS)) };
  const every = Math.min(SLOWEST_MS, Math.max(FASTEST_MS, LASTS_MS / count));
  return { every, by: Math.max(1, Math.round((every * count) / LASTS_MS)) };
}

/**
 * @typedef {object} Stage
 * @property {() => number} count of batches
 * @property {() => number} now the batch shown
 * @property {(time: number) => void} go shows another
 * @property {() => boolean} seen whether it can be seen; otherwise it pauses
 * @property {(playing: boolean) => void} changed it began to play, or came to rest
 * @property {() => boolean} reduced whether little motion is wanted
 * @property {Pick<import('../../engine/types.js').Timers, 'setTimeout'|'clearTimeout'>} [timers]
 * @param {Stage} stage
 */
export function player({ count, now, go, seen, changed, reduced, timers = globalThis }) {
  /** @type {unknown} */
  let timer = null;

  function schedule() {
    timer = timers.setTimeout(tick, pace(count(), reduced()).every);
  }
  function tick() {
    const last = count() - 1;
    if (!seen()) {
      pause();
      return;
    }
    go(Math.min(last, now() + pace(count(), reduced()).by));
    if (now() >= last) pause();
    else schedule();
  }
  function play() {
    if (timer !== null || count() < 2) return;
    // At the end it starts again.
    if (now() >= count() - 1) go(0);
    schedule();
    changed(true);
  }
  function pause() {
    if (timer === null) return;
    timers.clearTimeout(timer);
    timer = null;
    changed(false);
  }

  return {
    playing: () => timer !== null,
    play,
    pause,
    toggle: () => (timer === null ? play() : pause()),
    /** Ends it without calling `changed`. */
    dispose() {
      if (timer !== null) timers.clearTimeout(timer);
      timer = null;
    },
  };
}
