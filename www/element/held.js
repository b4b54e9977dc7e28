// What waits while a pointer is held down in an element, such as a layout in another language or theme: it would take away what the
// pointer drags.

/** @param {() => void} run what waits */
export function held(run) {
  /** The pointers that are down. @type {Set<number>} */
  const down = new Set();
  let waiting = false;
  return {
    /** @param {EventTarget} root where pointers go down @param {AbortSignal} signal */
    watch(root, signal) {
      down.clear();
      waiting = false;
      const released = (/** @type {Event} */ event) => {
        down.delete(/** @type {PointerEvent} */ (event).pointerId);
        if (!waiting || down.size > 0) return;
        waiting = false;
        // What was dragged, and what was clicked, takes note of the release first.
        setTimeout(() => signal.aborted || run());
      };
      root.addEventListener(
        'pointerdown',
        (event) => {
          // A menu and the list of a select keep the release to themselves.
          const { button, pointerId, target } = /** @type {PointerEvent} */ (event);
          if (button === 0 && !(target instanceof HTMLSelectElement)) down.add(pointerId);
        },
        { capture: true, signal },
      );
      for (const type of ['pointerup', 'pointercancel']) addEventListener(type, released, { capture: true, signal });
    },
    /** Whether a pointer is down, so that it is run later. */
    later: () => (waiting = down.size > 0),
  };
}
