// The size of a box, kept by an observer. Asking the element itself would make the browser lay out the page in the middle of a change,
// and once more after it.

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
    /** Forgets the size: the box is somewhere else now. */
    forget() {
      size = null;
    },
    dispose: () => observer.disconnect(),
  };
}
