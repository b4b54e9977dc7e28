// When a picture may look wrong though nothing of it has changed: the window moved to a screen with other pixels, the page was zoomed, the
// browser took the canvas's memory away, or the page comes back after a while in the background.

/** Calls `run` then. @param {HTMLCanvasElement} canvas @param {() => void} run @returns {() => void} stops that */
export function whenStale(canvas, run) {
  const life = new AbortController();
  const { signal } = life;
  /** A query is about one ratio, so each change needs another. */
  function watchRatio() {
    const query = matchMedia(`(resolution: ${globalThis.devicePixelRatio || 1}dppx)`);
    const changed = () => {
      if (signal.aborted) return;
      run();
      watchRatio();
    };
    query.addEventListener('change', changed, { signal, once: true });
  }
  watchRatio();
  canvas.addEventListener('contextrestored', run, { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && run(), { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && run(), { signal });
  return () => life.abort();
}
