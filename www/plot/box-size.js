// The size of a box, as an observer keeps it: asking an element itself makes the browser lay out the page at once, in the
// middle of a change, and again for the rest of the change.

/**
 * @param {Element} box
 * @param {() => void} [changed] called after the layout in which the size changed, before it is painted
 */
export function boxSize(box, changed = () => {}) {
  /** @type {{width: number, height: number}|null} */
  let size = null;
  const measure = () => ({ width: box.clientWidth, height: box.clientHeight });
  const observer = new ResizeObserver(() => {
    size = measure();
    changed();
  });
  observer.observe(box);
  return {
    /** In CSS pixels. */
    now: () => (size ??= measure()),
    /** Forgets what is known: the box is somewhere else now. */
    forget() {
      size = null;
    },
    dispose: () => observer.disconnect(),
  };
}
