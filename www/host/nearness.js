// Whether an element is about to be seen. An element far down a long page costs nothing until a reader comes near.

/** How far from the window counts as near, in heights of the window. */
const MARGIN = 1;

/**
 * Calls once when the element is within a window's height of what is seen: at once if it is, else as soon as it has been
 * scrolled or unfolded there. An element that is not rendered, as on a slide to come, is not near.
 * @param {Element} element @param {() => void} run @param {AbortSignal} signal gives it up
 */
export function whenNear(element, run, signal) {
  const { top, bottom, width } = element.getBoundingClientRect();
  const high = globalThis.innerHeight;
  if (width > 0 && bottom >= -MARGIN * high && top <= (1 + MARGIN) * high) {
    run();
    return;
  }
  const margin = `${MARGIN * 100}% 0%`;
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      run();
    },
    // The second is for pages that scroll within a box of theirs; browsers that do not know it look without a margin there.
    /** @type {IntersectionObserverInit} */ ({ rootMargin: margin, scrollMargin: margin }),
  );
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect());
}
